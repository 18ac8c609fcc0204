"""Reading a path that a person names: one message, an mbox, or a Maildir."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from unlist.errors import BadInput, UnlistError

_FROM = re.compile(rb"^From \S+.*\d{4}[^\n]*$", re.MULTILINE)
Item = tuple[int | None, bytes | UnlistError]


def open_path(path: Path) -> Iterator[Item]:
    """Yield each message of a path as its number (None for a single file) and its raw bytes.

    What cannot be read is yielded as an error in its place; this never raises and never stops early.
    """
    if path.is_dir():
        yield from _maildir(path)
        return
    content = _read(path)
    if isinstance(content, UnlistError):
        yield None, content
    elif content.startswith(b"From "):
        yield from enumerate(split_mbox(content))
    else:
        yield None, content


def _read(path: Path) -> bytes | UnlistError:
    try:
        return path.read_bytes()
    except OSError as problem:
        return BadInput(f"{path} cannot be read: {problem.strerror or problem}.", hint="Check the path.")


def _maildir(path: Path) -> Iterator[Item]:
    folders = [path / name for name in ("cur", "new") if (path / name).is_dir()]
    if not folders:
        yield None, BadInput(f"{path} is a folder, but no Maildir.", hint="A Maildir has the folders cur and new.")
        return
    files = sorted(
        (file for folder in folders for file in folder.iterdir() if not file.name.startswith(".") and file.is_file()),
        key=lambda file: file.name,
    )
    for number, file in enumerate(files):
        yield number, _read(file)


def split_mbox(content: bytes) -> list[bytes]:
    """Split an mbox at its From_ lines, with or without an empty line before them; `>From ` is unquoted (mboxrd)."""
    starts = [match.start() for match in _FROM.finditer(content) if _begins_message(content, match)]
    if not starts:
        starts = [0]
    bounds = [*starts, len(content)]
    messages = []
    for start, end in pairwise(bounds):
        _, _, body = content[start:end].partition(b"\n")
        messages.append(re.sub(rb"^>(>*From )", rb"\1", body, flags=re.MULTILINE))
    return messages


def _begins_message(content: bytes, match: re.Match[bytes]) -> bool:
    """Whether a From_ line is followed by a header: a line of prose that begins with "From " is not."""
    following = content[match.end() + 1 : match.end() + 200]
    return bool(re.match(rb"[!-9;-~]+[ \t]*:", following))
