"""How mail comes in: raw bytes from .eml files, mboxes, Maildirs and folders. Nothing is decided here."""

from __future__ import annotations

from unlist.mailbox.source import open_path

__all__ = ["open_path"]
