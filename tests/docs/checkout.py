"""Where the documents lie: in a checkout. Tests that run against an installed wheel have none, and skip."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

if not (ROOT / "README.md").exists():
    pytest.skip("the documents lie in the checkout only", allow_module_level=True)

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
