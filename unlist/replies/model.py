"""What a message became when it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from unlist.words import IdentifierKind, ReplyKind

What = Literal["link", "code"]
BounceClass = Literal["hard", "soft", "policy", "delay"]


@dataclass(frozen=True)
class BouncedRecipient:
    """One address that mail could not be delivered to."""

    address: str
    status: str | None
    diagnostic: str | None


@dataclass(frozen=True)
class Bounce:
    """A delivery status notification: its worst class and its recipients; `original_message_id` is ours, if named."""

    bounce_class: BounceClass
    recipients: tuple[BouncedRecipient, ...]
    original_message_id: str | None = None
    envelope_id: str | None = None


@dataclass(frozen=True)
class Delivered:
    """A success DSN of the recipient's own server (`delivered`; `relayed` is no receipt)."""

    recipients: tuple[str, ...]
    original_message_id: str | None = None
    envelope_id: str | None = None


@dataclass(frozen=True)
class Asks:
    """What the message wants of the person."""

    fields: tuple[IdentifierKind, ...] = ()
    urls: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    reply_by: date | None = None
    within_days: int | None = None
    ticket: str | None = None
    redirect_to: str | None = None


@dataclass(frozen=True)
class Expiry:
    """How long a link or code works: so long from its sending (`lasts`), or until a day, a time, or both.

    A day without a time means its end, a time without a day the next such time. `zone` is the IANA zone that the
    sentence names; None where it names none. `expiry.expires_at` makes it an instant.
    """

    what: What
    sentence: str
    lasts: timedelta | None = None
    until_on: date | None = None
    until_time: time | None = None
    zone: str | None = None


@dataclass(frozen=True)
class Finding:
    """One thing that decided: which rule, in which sentence or header."""

    kind: ReplyKind
    rule: str
    sentence: str
    weak: bool = False
    """It holds only for some ("if you have an account, …")."""
    likely: float = 1.0
    """How likely the learned model finds it, where no cue knew the words."""


@dataclass(frozen=True)
class Reply:
    """One message, read. `kind` is None when a human must look."""

    message_id: str | None
    from_address: str
    subject: str
    date: datetime | None
    kind: ReplyKind | None
    kinds: tuple[ReplyKind, ...]
    confidence: float
    bounce: Bounce | None
    automatic: bool
    asks: Asks
    reply_text: str
    authentication: Literal["pass", "fail", "none"]
    delivered: Delivered | None = None
    in_reply_to: tuple[str, ...] = ()
    """Message-IDs of In-Reply-To, References and of returned originals, with angle brackets."""
    references_found: tuple[str, ...] = ()
    """Visible references (UL-…) in subject, new text, quoted text and returned originals."""
    codes_found: tuple[str, ...] = ()
    """Codes of our own digests (UD-…), those of the answered Message-IDs first, then those in the text."""
    to_addresses: tuple[str, ...] = ()
    has_new_text: bool = True
    """False: `reply_text` is a quoted or a forwarded text, because nothing new stands above it."""
    expiry: Expiry | None = None
    """The link or code in it that dies first."""
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    """Which headers decided, and why it abstains."""
    defects: tuple[str, ...] = field(default=())
    """What was wrong with the message (over a limit, unknown charset, …)."""
