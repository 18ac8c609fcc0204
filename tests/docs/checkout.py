"""Where the documents lie: in the checkout. `tests/wheel.py` leaves the tests of them out, since a wheel has none."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

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
