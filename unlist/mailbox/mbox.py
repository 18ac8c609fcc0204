"""Splitting an mbox, line by line, whatever program wrote it (RFC 4155 names no single format)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

# "From " address date: asctime with a time of day and a year, with or without a zone. Some write "-" for the sender.
_FROM = re.compile(
    rb"From \S{1,300} .{0,60}?(?:\d{1,2}:\d\d(?::\d\d)?.{0,30}?\d{4}|\d{4}.{0,20}?\d{1,2}:\d\d)[^\n]{0,40}\r?\n?\Z"
)
_HEADER = re.compile(rb">?From |[!-9;-~]{1,100}[ \t]*:")
_QUOTED = re.compile(rb">+From ")
_BOM = b"\xef\xbb\xbf"


def is_mbox(head: bytes) -> bool:
    """Say whether a file that begins so is an mbox; a message whose first header is `From:` is none."""
    first = head.removeprefix(_BOM).lstrip(b"\r\n").split(b"\n", 1)[0]
    return first.startswith(b"From ")


LARGEST = 512 * 1024 * 1024
"""Bytes of one message that are held in memory; no mail server takes a tenth of it."""

_LINE = 1024 * 1024


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file, those without an end in pieces."""
    return iter(lambda: file.readline(_LINE), b"")


def messages_of(lines: Iterable[bytes], largest: int = LARGEST) -> Iterator[bytes | None]:
    """Yield each message of an mbox without its From_ line; `>From ` loses one `>` (mboxrd).

    One of more than `largest` bytes is None in its place.

    A From_ line begins a message if a header follows: with or without the empty line that should stand before it.
    A line of prose that begins with "From " has no time of day and no header below it.
    """
    current: list[bytes] = []
    size = 0
    started = False
    pending: bytes | None = None
    for line in lines:
        size += len(line)
        if size > largest:
            current = []
        if pending is not None:
            if _HEADER.match(line) or not started:
                if started:
                    yield _message(current, size, largest)
                current, size, started = [], len(line), True
            else:
                current.append(pending)
            pending = None
        if _FROM.match(line) or (not started and _opens(line)):
            pending = line
        elif started:
            current.append(line)
    if pending is not None and started:
        current.append(pending)
    if started:
        yield _message(current, size, largest)
    elif pending is not None:
        yield b""


def _opens(line: bytes) -> bool:
    return line.removeprefix(_BOM).startswith(b"From ")


def _message(lines: list[bytes], size: int, largest: int) -> bytes | None:
    return None if size > largest else b"".join(line[1:] if _QUOTED.match(line) else line for line in lines)
