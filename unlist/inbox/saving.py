"""Writing attachments to a folder of the person's: under safe names, and over nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from unlist.errors import Refused
from unlist.files import make_private_directory, write_file
from unlist.replies.contents import Attachment
from unlist.replies.filename import numbered

_TRIES = 1000
"""Files of one name beside each other before something is wrong."""


@dataclass(frozen=True)
class Saved:
    """An attachment on the disk; `new` is False where the same bytes lay there under its name already."""

    path: Path
    claimed: str
    size: int
    new: bool


def save(attachments: Iterable[Attachment], directory: Path) -> list[Saved]:
    """Write attachments into `directory`, which is made if need be; a file that is there already stays as it is.

    One whose name is taken by other bytes gets a number. Raises HomeUnusable when the disk refuses, Refused when a
    thousand files of a name lie there.
    """
    make_private_directory(directory)
    return [_save(one, directory) for one in attachments]


def _save(one: Attachment, directory: Path) -> Saved:
    for count in range(1, _TRIES):
        path = directory / (one.name if count == 1 else numbered(one.name, count))
        if _holds(path, one.content):
            return Saved(path, one.claimed, len(one.content), new=False)
        try:
            write_file(path, one.content, replace=False)
        except FileExistsError:
            continue
        return Saved(path, one.claimed, len(one.content), new=True)
    raise Refused(f"{directory} holds too many files named {one.name}.", hint="Name another folder.")


def _holds(path: Path, content: bytes) -> bool:
    """Say whether a plain file (no link) of these very bytes lies there."""
    try:
        return path.is_file() and not path.is_symlink() and path.read_bytes() == content
    except OSError:
        return False
