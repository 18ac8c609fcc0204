"""Folders of one's own mail that a letter is put into: found by what the server says they are for."""

from __future__ import annotations

import contextlib
import imaplib
import re
from types import TracebackType
from typing import Self

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError, MailboxAppendError

from unlist.errors import NotFound, OutOfReach
from unlist.servers.account import Account
from unlist.servers.imap import connected, explained

_USUAL = {
    "drafts": frozenset(
        {"drafts", "draft", "entwürfe", "brouillons", "borradores", "bozze", "concepten", "robocze", "rascunhos"}
    ),
    "sent": frozenset(
        {
            "sent", "sent items", "sent messages", "sent mail", "gesendet", "gesendete elemente", "gesendete objekte",
            "envoyés", "éléments envoyés", "enviados", "elementos enviados", "inviata", "posta inviata", "verzonden",
            "verzonden items", "wysłane", "itens enviados",
        }
    ),
}  # fmt: skip
"""Names by which servers without RFC 6154 call them."""


def special(box: BaseMailBox, use: str) -> str | None:
    """Return the folder that the server marks for `use` (`drafts`, `sent`; RFC 6154), else one with a usual name."""
    listed = [one for one in box.folder.list() if "\\noselect" not in {flag.lower() for flag in one.flags}]
    marked = [one.name for one in listed if f"\\{use}" in {flag.lower() for flag in one.flags}]
    usual = [one.name for one in listed if re.split(r"[./\\]", one.name)[-1].casefold() in _USUAL[use]]
    return next(iter(marked + usual), None)


class Drafts:
    """The folder of drafts of one account, over one connection. A context manager."""

    def __init__(self, account: Account, password: str) -> None:
        """Connect and log in. Raises OutOfReach, Refused; NotFound when there is no such folder."""
        self._host = account.host
        self._box = connected(account, password)
        with explained(self._host):
            found = special(self._box, "drafts")
        if found is None:
            self.close()
            raise NotFound(
                "The mailbox has no folder for drafts.", hint='Make one named "Drafts", or set transport = "file".'
            )
        self.name = found

    def __enter__(self) -> Self:
        """Return the folder."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say good-bye and close."""
        if kind is None:
            with contextlib.suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
                self._box.client.logout()
        self.close()

    def close(self) -> None:
        """Close the connection."""
        with contextlib.suppress(OSError):
            self._box.client.shutdown()

    def put(self, message_id: str, content: bytes) -> None:
        """Put a message there as a draft, unless one with its Message-ID lies there. Raises OutOfReach."""
        with explained(self._host):
            self._box.folder.set(self.name)
            if self._box.uids(f'HEADER Message-ID "{message_id}"', charset=None):
                return
            try:
                self._box.append(content, self.name, flag_set=["\\Draft", "\\Seen"])
            except MailboxAppendError:
                hint = "Is the mailbox full? Try it later."
                raise OutOfReach("The server does not take a draft.", hint=hint) from None
