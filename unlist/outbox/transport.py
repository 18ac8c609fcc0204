"""How letters leave: which channel takes which kind, and how long one that is sent may be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from unlist.channels import Channel
from unlist.servers.names import MailDomain
from unlist.words import ChannelKind

LookUp = Callable[[str], MailDomain]


@dataclass(frozen=True)
class Rules:
    """Whether e-mail is handed to a server from here, and how long it waits before that."""

    mail_is_sent: bool = False
    undo: timedelta = timedelta(0)

    def sends(self, kind: ChannelKind) -> bool:
        """Say whether a letter of this kind leaves without the person's doing anything more."""
        return self.mail_is_sent and kind is ChannelKind.EMAIL

    def not_before(self, kind: ChannelKind, at: datetime) -> datetime:
        """Return when a letter that is approved at `at` may leave: what the person sends needs no undo window."""
        return at + self.undo if self.sends(kind) else at


BY_HAND = Rules()
"""Letters are put where the person takes them."""


@dataclass(frozen=True)
class Transport:
    """The channels that are open: `mail` takes e-mail, `pages` everything else."""

    mail: Channel
    pages: Channel
    rules: Rules = BY_HAND
    look_up: LookUp | None = None
    """Where the mail of a domain goes; None: nobody asks, as where the person sends."""

    def way(self, kind: ChannelKind) -> Channel:
        """Return the channel that takes a letter of this kind."""
        return self.mail if kind is ChannelKind.EMAIL else self.pages
