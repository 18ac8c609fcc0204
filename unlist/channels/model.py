"""The seam that every channel plugs into: one method, five possible answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from unlist.letters.model import Letter
from unlist.words import ChannelKind


@dataclass(frozen=True)
class Parcel:
    """One letter on its way: rendered once, addressed, with its fixed Message-ID."""

    reference: str
    ordinal: int
    broker: str
    slug: str
    kind: ChannelKind
    recipient: str
    """An e-mail address, the URL of a form, a postal address or a telephone number."""
    letter: Letter
    content: bytes
    """The message as it is sent, shown and exported."""
    mailto: str
    on: date
    sender: str = ""
    """The person's own address: the envelope sender of a message."""
    message_id: str = ""
    terms: tuple[str, ...] = ()
    """What using a form makes the person accept (arbitration, class_waiver, account, fee, perjury)."""
    expects: tuple[str, ...] = ()
    """What is known of how it goes on there: behaviors of the broker, checks of the channel, `captcha`."""
    asked: str = ""
    """What is asked, in words."""
    values: tuple[tuple[str, str], ...] = ()
    """All that the letter gives away, kind and value: the name, the address for the answer, and what was disclosed."""


@dataclass(frozen=True)
class Accepted:
    """A server took the message: sending is proved, receipt is not."""

    at: datetime
    queue_id: str


@dataclass(frozen=True)
class HandedOver:
    """The letter lies ready for the person, who sends it; no clock runs yet."""

    path: Path | None = None
    """The file in which it lies."""
    place: str = ""
    """The folder of their mailbox in which it lies."""


@dataclass(frozen=True)
class Deferred:
    """Nothing left; it may be tried again."""

    reason: str


@dataclass(frozen=True)
class Uncertain:
    """The last byte may have left; it is never sent again on its own."""

    reason: str


@dataclass(frozen=True)
class Failed:
    """The other side refused for good. `address_dead`: because nobody is there, not because of what was sent."""

    reason: str
    address_dead: bool = False


Result = Accepted | HandedOver | Deferred | Uncertain | Failed


class Channel(Protocol):
    """A way out. `deliver` calls `before_dot` immediately before the byte that makes the message count as sent.

    Delivering the same parcel again after Deferred or HandedOver must be harmless.
    """

    @property
    def name(self) -> str:
        """The word by which events name this channel."""
        ...

    def deliver(self, parcel: Parcel, *, before_dot: Callable[[], None]) -> Result:
        """Let one letter leave and say what became of it. Raises UnlistError only before anything left."""
        ...
