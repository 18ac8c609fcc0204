"""Layout: paragraphs filled to a width, lists hung, one empty line between paragraphs, no space at the end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 76
"""Columns of a line; RFC 5322 section 2.1.1 wants at most 78 characters."""
_CODES = (
    r"Code|CCR|ILCS|USC|RCW|ORS|NRS|MCA|RSA|KRS|Stat\.|Gen\. Laws|N\.J\.S\.A\.|C\.R\.S\.|C\.G\.S\.|Del\. C\.|P\.A\."
)
_TIED = re.compile(
    rf"\b(?:(?:Articles?|section|art\.|subd\.|{_CODES}) (?=\d)|(?:FADP|DPO) (?=art\.)|Civil (?=Code )|"
    r"\d+ (?=(?:CCR|ILCS|USC|Del\.) ))"
)
"""A citation stays on one line: each word of it with what follows."""
_TIE = "\u00a0"


def columns(text: str) -> int:
    """Return how many columns a text takes: none for combining marks, two for wide characters."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1 for c in text
    )


def laid_out(text: str, width: int = WIDTH) -> str:
    """Return the text with each source line filled; a word longer than the width, such as an address, stays whole."""
    lines: list[str] = []
    for source in text.strip().splitlines():
        line = source.strip()
        if line:
            lines += _filled(
                _TIED.sub(lambda found: found[0][:-1] + _TIE, line), width, "  " if line.startswith("- ") else ""
            )
        elif lines[-1]:
            lines.append("")
    return "\n".join(lines).replace(_TIE, " ") + "\n"


def _filled(line: str, width: int, hang: str) -> Iterator[str]:
    current = ""
    for word in line.split(" "):
        if not word:
            continue
        longer = f"{current} {word}" if current.strip() else f"{current}{word}"
        if current.strip() and columns(longer) > width:
            yield current
            longer = f"{hang}{word}"
        current = longer
    yield current
