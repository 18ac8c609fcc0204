"""Splitting an mbox, line by line, whatever program wrote it (RFC 4155 names no single format)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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


def messages_of(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield each message of an mbox without its From_ line; `>From ` loses one `>` (mboxrd).

    A From_ line begins a message if a header follows: with or without the empty line that should stand before it.
    A line of prose that begins with "From " has no time of day and no header below it.
    """
    current: list[bytes] = []
    started = False
    pending: bytes | None = None
    for line in lines:
        if pending is not None:
            if _HEADER.match(line) or not started:
                if started:
                    yield _message(current)
                current, started = [], True
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
        yield _message(current)
    elif pending is not None:
        yield b""


def _opens(line: bytes) -> bool:
    return line.removeprefix(_BOM).startswith(b"From ")


def _message(lines: list[bytes]) -> bytes:
    return b"".join(line[1:] if _QUOTED.match(line) else line for line in lines)
