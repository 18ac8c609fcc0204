"""Limits that hold before anything is parsed: a hostile message costs no more than a large one."""

from __future__ import annotations

import re

MAX_BYTES = 25 * 1024 * 1024
MAX_PARTS = 200
MAX_DEPTH = 20
_HEADERS = 256 * 1024
"""Bytes of headers that are read; real ones have a hundredth of that."""

# A folded "boundary" with comments is possible, but the parser needs the word and the sign as well.
_BOUNDARY = re.compile(rb"boundary[ \t\r\n]{0,8}(?:\*\d{0,2}\*?)?[ \t\r\n]{0,8}=", re.IGNORECASE)
_NESTED = re.compile(rb"^content-type:[ \t\r\n]{0,8}message/", re.IGNORECASE | re.MULTILINE)
_BODY = re.compile(rb"\r?\n\r?\n|\r\r")


def over_limit(raw: bytes) -> str:
    """Return why a message is read by its headers only, or an empty string.

    Each level of nesting declares a boundary or holds a message, each part follows a boundary line: counting both
    bounds depth and number from above before the parser, which would recurse, sees anything.
    """
    if len(raw) > MAX_BYTES:
        return f"larger than {MAX_BYTES // 1024 // 1024} MB: read by its headers only"
    head = _BODY.search(raw)
    if (head.start() if head else len(raw)) > _HEADERS:
        return f"headers larger than {_HEADERS // 1024} kB: the rest was not read"
    if _more_than(_BOUNDARY, raw, MAX_DEPTH) or _more_than(_NESTED, raw, MAX_DEPTH):
        return f"may hold more than {MAX_DEPTH} nested parts: read by its headers only"
    if _parts(raw) > MAX_PARTS:
        return f"more than {MAX_PARTS} parts: read by its headers only"
    return ""


def headers_only(raw: bytes) -> bytes:
    """Return the headers of a message and an empty body."""
    head = raw[:_HEADERS]
    end = _BODY.search(head)
    return (head[: end.start()] if end else head) + b"\n\n"


def _more_than(pattern: re.Pattern[bytes], raw: bytes, most: int) -> bool:
    return any(number >= most for number, _ in enumerate(pattern.finditer(raw)))


_DECLARED = re.compile(
    rb"boundary[ \t\r\n]{0,8}=[ \t\r\n]{0,8}(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE
)


def _parts(raw: bytes) -> int:
    """Return how many boundary lines a message holds: `--` and a declared boundary, nothing else that has dashes."""
    names = {found[1] or found[2] for found in _DECLARED.finditer(raw)}
    return sum(raw.count(b"\n--" + name) + raw.count(b"\r--" + name) for name in names)
