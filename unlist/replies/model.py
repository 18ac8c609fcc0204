"""What a message became when it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from unlist.words import IdentifierKind, ReplyKind

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
    to_addresses: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    """Which headers decided, and why it abstains."""
    defects: tuple[str, ...] = field(default=())
    """What was wrong with the message (over a limit, unknown charset, …)."""
