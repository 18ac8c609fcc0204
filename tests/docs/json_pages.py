"""The pages on JSON, read as tables, and what a document really holds, in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "docs" / "json"
_ROW = re.compile(r"^\| `([^`]+)` \| ([a-z/]+(?: [a-z]+)*) \|", re.MULTILINE)

Fields = dict[str, str]
"""Path of a field -> the kind of its value, both as the pages write them."""


def named(heading: str) -> list[str]:
    """Return the commands of a heading: `unlist request note, close` names two."""
    first, *others = heading.split(", ")
    return [first, *(f"{first.rpartition(' ')[0]} {other}" for other in others)]


def described() -> dict[str, Fields]:
    """Return for each command the fields that its section lists."""
    found: dict[str, Fields] = {}
    for page in sorted(FOLDER.glob("*.md")):
        for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            heading, _, text = section.partition("\n")
            if heading.startswith("unlist"):
                found |= {command: dict(_ROW.findall(text)) for command in named(heading)}
    return found


def held(value: Any, fields: Fields, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each field of a document with its value; what a page calls a map, or values alone, is not entered."""
    kind = fields.get(path, "").removesuffix(" or null")
    if path:
        yield path, value
        if kind == "map" or kind.startswith("list of "):
            return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from held(inner, fields, f"{path}.{name}" if path else name)
    for inner in value if isinstance(value, list) else ():
        # The elements of a list share one path; they themselves are no field.
        for name, one in inner.items() if isinstance(inner, dict) else ():
            yield from held(one, fields, f"{path}[].{name}")


def is_a(kind: str, value: Any) -> bool:
    """Say whether a value is of the kind that the page names."""
    plain = kind.removesuffix(" or null")
    if value is None:
        return plain != kind
    if plain.startswith("list of "):
        return isinstance(value, list) and all(is_a(plain.removeprefix("list of "), one) for one in value)
    return _KINDS[plain](value)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def _is_instant(value: Any) -> bool:
    return isinstance(value, str) and datetime.fromisoformat(value).utcoffset() == UTC.utcoffset(None)


_KINDS = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "yes/no": lambda value: isinstance(value, bool),
    "day": _is_day,
    "instant": _is_instant,
    "object": lambda value: isinstance(value, dict),
    "list": lambda value: isinstance(value, list) and all(isinstance(one, dict) for one in value),
    "map": lambda value: isinstance(value, dict),
}
