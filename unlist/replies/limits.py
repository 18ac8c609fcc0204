"""Limits that hold before anything is parsed: a hostile message costs no more than a large one."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_BYTES = 25 * 1024 * 1024
MAX_PARTS = 200
MAX_DEPTH = 20
_HEADERS = 256 * 1024
"""Bytes of headers that are read; real ones have a hundredth of that."""

# A folded "boundary" with comments is possible, but the parser needs the word and the sign as well.
_BOUNDARY = re.compile(rb"boundary[ \t\r\n]{0,8}(?:\*\d{0,2}\*?)?[ \t\r\n]{0,8}=", re.IGNORECASE)
_NESTED = re.compile(rb"content-type[ \t]{0,8}:[ \t\r\n]{0,8}message/", re.IGNORECASE)
_BODY = re.compile(rb"\r?\n\r?\n|\r\r")
_DECLARED = re.compile(
    rb"boundary[ \t\r\n]{0,8}=[ \t\r\n]{0,8}(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE
)


def over_limit(raw: bytes) -> str:
    """Return why a message is read by its headers only, or an empty string.

    Each level of nesting declares a boundary or holds a message, each part follows a boundary line: counting both
    bounds depth and number from above before the parser, which would recurse, sees anything. A message whose headers
    speak of neither has one part, whatever its text quotes.
    """
    if len(raw) > MAX_BYTES:
        return f"larger than {MAX_BYTES // 1024 // 1024} MB: read by its headers only"
    raw = raw.lstrip(b"\r\n")
    head = _BODY.search(raw)
    end = head.start() if head else len(raw)
    if end > _HEADERS:
        return f"headers larger than {_HEADERS // 1024} kB: the rest was not read"
    lowered = raw.lower()
    if lowered.find(b"multipart", 0, end) < 0 and lowered.find(b"message/", 0, end) < 0:
        return ""
    if _more_than(MAX_DEPTH, _BOUNDARY, b"boundary", raw, lowered) or _more_than(
        MAX_DEPTH, _NESTED, b"content-type", raw, lowered
    ):
        return f"may hold more than {MAX_DEPTH} nested parts: read by its headers only"
    if _parts(raw, lowered) > MAX_PARTS:
        return f"more than {MAX_PARTS} parts: read by its headers only"
    return ""


def headers_only(raw: bytes) -> bytes:
    """Return the headers of a message and an empty body."""
    head = raw.lstrip(b"\r\n")[:_HEADERS]
    end = _BODY.search(head)
    return (head[: end.start()] if end else head) + b"\n\n"


def _found(pattern: re.Pattern[bytes], word: bytes, raw: bytes, lowered: bytes) -> Iterator[re.Match[bytes]]:
    """Yield where a pattern stands that begins with a word; looking for the word alone is many times faster."""
    at = lowered.find(word)
    while at >= 0:
        if found := pattern.match(raw, at):
            yield found
        at = lowered.find(word, at + len(word))


def _more_than(most: int, pattern: re.Pattern[bytes], word: bytes, raw: bytes, lowered: bytes) -> bool:
    return any(number >= most for number, _ in enumerate(_found(pattern, word, raw, lowered)))


def _parts(raw: bytes, lowered: bytes) -> int:
    """Return how many boundary lines a message holds: `--` and a declared boundary, nothing else that has dashes."""
    names = {found[1] or found[2] for found in _found(_DECLARED, b"boundary", raw, lowered)}
    return sum(raw.count(b"\n--" + name) + raw.count(b"\r--" + name) for name in names)
