"""The one seam for file writes: whole or not at all, readable by nobody else, never through a link."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from pathlib import Path

from unlist.errors import HomeUnusable

PRIVATE_FILE = 0o600
PRIVATE_DIRECTORY = 0o700
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def make_private_directory(path: Path) -> None:
    """Create `path` and its missing parents, each 0700; an existing directory is left as it is.

    Raises HomeUnusable when a file or a link stands in the way or the disk refuses.
    """
    missing = [step for step in (path, *path.parents) if not step.exists()]
    try:
        for step in reversed(missing):
            step.mkdir(mode=PRIVATE_DIRECTORY, exist_ok=True)
    except OSError as problem:
        raise _unusable(path, problem) from problem
    if not path.is_dir():
        raise HomeUnusable(f"{path} is not a directory.", hint="Move it away, or name another place.")


def write_file(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write `content` to `path` so that after any stop there is the old file or the new one, never half.

    The bytes go to a new file beside it (O_EXCL, O_NOFOLLOW, 0600), are synced, then renamed over it, and the
    directory is synced. With `replace=False` an existing file is left alone and FileExistsError raised.
    Raises HomeUnusable when the disk is full or refuses.
    """
    temporary = path.with_name(f".{path.name[:80]}.{secrets.token_hex(8)}")
    try:
        _write_synced(temporary, content)
        if replace:
            os.replace(temporary, path)  # noqa: PTH105 - says what it does
        else:
            os.link(temporary, path, follow_symlinks=False)
            temporary.unlink()
        _sync_directory(path.parent)
    except FileExistsError:
        raise
    except OSError as problem:
        raise _unusable(path, problem) from problem
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write_synced(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, PRIVATE_FILE)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(descriptor, view) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_directory(path: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unusable(path: Path, problem: OSError) -> HomeUnusable:
    if problem.errno in _NO_ROOM:
        return HomeUnusable(
            f"The disk is full: {path} was not written; what stood there before is untouched.",
            hint="Free some space and run the same command again.",
        )
    return HomeUnusable(f"Cannot write {path}: {problem.strerror or problem}.", hint="Check who owns that directory.")
