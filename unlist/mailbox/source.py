"""Reading a path that a person names: one message, an mbox, a Maildir, or a folder of .eml files."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from unlist.errors import BadInput, UnlistError
from unlist.mailbox.mbox import LARGEST, is_mbox, lines_of, messages_of

Item = tuple[int | None, bytes | UnlistError]

_HEAD = 1024


def open_path(path: Path) -> Iterator[Item]:
    """Yield each message of a path as its number (None for a single file) and its raw bytes.

    What cannot be read is yielded as an error in its place; this never raises and never stops early.
    """
    try:
        if path.is_dir():
            yield from _folder(path)
        else:
            yield from _file(path)
    except (OSError, ValueError) as problem:
        yield None, _unreadable(path, problem)


def _file(path: Path) -> Iterator[Item]:
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        yield from _stream(path)
        return
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(0)
        if is_mbox(head):
            yield from _numbered(path, messages_of(lines_of(file)))
        else:
            content = file.read(LARGEST + 1)
            yield None, _too_large(path) if len(content) > LARGEST else content


def _stream(path: Path) -> Iterator[Item]:
    """Read a pipe or a device once; it cannot be read again from its beginning."""
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        yield None, _too_large(path)  # a pipe may never end
    elif is_mbox(content[:_HEAD]):
        yield from _numbered(path, messages_of(lines_of(BytesIO(content))))
    else:
        yield None, content


def _numbered(path: Path, messages: Iterator[bytes | None]) -> Iterator[Item]:
    for number, raw in enumerate(messages):
        yield number, _too_large(path) if raw is None else raw


def _too_large(path: Path) -> BadInput:
    return BadInput(
        f"{path} holds a message of more than {LARGEST // 1024 // 1024} MB.", hint="No mail is as large; look at it."
    )


def _folder(path: Path) -> Iterator[Item]:
    """Yield the messages of a Maildir (cur and new; tmp holds what is still being written), else the .eml files."""
    inner = [path / name for name in ("cur", "new") if (path / name).is_dir()]
    if inner:
        files = [file for folder in inner for file in folder.iterdir() if not file.name.startswith(".")]
    else:
        files = [file for file in path.iterdir() if file.suffix.lower() == ".eml"]
    # A Maildir name begins with the second of delivery, so that both kinds are sorted by name.
    found = sorted((file for file in files if not _is_folder(file)), key=lambda file: file.name)
    if not found and not inner:
        yield (
            None,
            BadInput(
                f"{path} is a folder, but no Maildir and without .eml files.",
                hint="A Maildir has the folders cur and new.",
            ),
        )
    for number, file in enumerate(found):
        yield number, _one(file)


def _one(file: Path) -> bytes | UnlistError:
    try:
        # Only regular files: a pipe in a folder would be waited for.
        if not stat.S_ISREG(file.stat().st_mode):
            return BadInput(f"{file} is no file.", hint="The others were read.")
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
        return _too_large(file) if len(content) > LARGEST else content
    except (OSError, ValueError) as problem:
        return _unreadable(file, problem)


def _is_folder(file: Path) -> bool:
    try:
        return file.is_dir()
    except OSError:
        return False


def _unreadable(path: Path, problem: Exception) -> BadInput:
    why = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return BadInput(f"{path} cannot be read: {why}.", hint="Check the path.")
