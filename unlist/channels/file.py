"""The channel that needs no password: a folder of letters that the person hands to their own mail program.

Beside each .eml lies a page with the text to copy, the address and a mailto link; for a form, the page has the
link and each value. The files are plain text outside the encrypted home; the command that makes them says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from unlist.channels.model import HandedOver, Parcel
from unlist.channels.page import copy_page
from unlist.files import make_private_directory, write_file
from unlist.words import ChannelKind


@dataclass(frozen=True)
class FileChannel:
    """Puts letters into `directory`, one sub-folder a day."""

    directory: Path
    name: str = "file"

    def deliver(self, parcel: Parcel, *, before_dot: Callable[[], None]) -> HandedOver:
        """Write the letter and its page. Nothing leaves the machine, so `before_dot` is not called."""
        del before_dot
        folder = self.directory / parcel.on.isoformat()
        make_private_directory(folder)
        stem = f"{parcel.slug}-{parcel.reference}-{parcel.ordinal}"
        main = folder / f"{stem}.html"
        if parcel.kind is ChannelKind.EMAIL:
            main = folder / f"{stem}.eml"
            write_file(main, parcel.content)
        write_file(folder / f"{stem}.html", copy_page(parcel).encode())
        return HandedOver(path=main)
