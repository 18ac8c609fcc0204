"""Where the documents lie: beside the package in a checkout. An installed wheel has none; its tests of them skip."""

from __future__ import annotations

from pathlib import Path

import pytest

import unlist

ROOT = Path(__file__).resolve().parents[2]

if Path(unlist.__file__).resolve().parents[1] != ROOT:
    # In a checkout a document that is missing fails its test: what skips is a wheel, which carries none.
    pytest.skip("documents are tested in a checkout; this is an installed wheel", allow_module_level=True)

PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    ROOT / "brokers" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
)


def text(*parts: str | Path) -> str:
    """Return a document or source file of the checkout."""
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def name(path: Path) -> str:
    """Return a path as it stands in the checkout, for reports."""
    return path.relative_to(ROOT).as_posix()
