"""What the store takes and gives: plain frozen records, no tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from unlist.law.model import Claim, Person
from unlist.words import IdentifierKind, LawId, Right, Standing


@dataclass(frozen=True)
class SubjectFacts:
    """A person whose data is concerned. `declared` holds facts they stated (situation, drop_id, …) as text."""

    handle: str
    name: str
    reply_to: str | None
    residence: str
    standing: Standing = Standing.SELF
    language: str = "en"
    safety_mode: bool = False
    declared: Mapping[str, str] = field(default_factory=dict)

    @property
    def person(self) -> Person:
        """What the law needs to know of them; a DROP request counts once its ID is recorded."""
        drop = self.declared.get("drop_requested_on")
        return Person(
            residence=self.residence,
            standing=self.standing,
            drop_requested_on=date.fromisoformat(drop) if drop and self.declared.get("drop_id") else None,
            declared=frozenset(name for name, value in self.declared.items() if value),
        )


@dataclass(frozen=True)
class IdentifierFacts:
    """Something a broker may know a subject by; `seen_at` maps broker slugs to the day it was seen there."""

    id: str
    kind: IdentifierKind
    value: str
    seen_at: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Try:
    """A try to hand a letter to a mail server. `result` is None when nobody knows: the program was stopped."""

    at: datetime
    domain: str
    result: str | None = None


@dataclass(frozen=True)
class Hosts:
    """Who took the mail of a domain when it was looked at: the registered domains of its hosts."""

    owners: frozenset[str]
    looked_at: datetime


@dataclass(frozen=True)
class MandateFacts:
    """Signed permission to act for a subject; `sha256` is that of the document."""

    id: str
    signed_on: date
    expires_on: date | None
    scope: str
    sha256: str


@dataclass(frozen=True)
class NewRequest:
    """A request to be opened; `claim` is the claim as it is on that day."""

    reference: str
    subject: str
    broker: str
    law: LawId
    right: Right
    variant: str
    jurisdiction: str
    rule: str
    claim: Claim
    created_at: datetime


@dataclass(frozen=True)
class RequestFacts:
    """A request that was opened; `subject` is a handle, `broker` a slug."""

    id: str
    reference: str
    subject: str
    broker: str
    law: LawId
    right: Right
    variant: str
    jurisdiction: str
    rule: str
    claim: Claim
    """The claim as it was when the request was opened."""
    created_at: datetime


@dataclass(frozen=True)
class MessageFacts:
    """A message that is kept; `at` is when it was sent or came, aware UTC."""

    id: str
    direction: str
    sha256: str
    size: int
    at: datetime
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class DisclosureFacts:
    """An identifier that left: what, to whom, when."""

    request: str
    kind: IdentifierKind
    value: str
    recipient: str
    on: date


@dataclass(frozen=True)
class LedgerEntry:
    """What a digest told: an item at a stage, intended at an instant, sent at another or not known to be sent."""

    item_key: str
    stage: str
    digest_id: str
    intended_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True)
class Seen:
    """How far a folder was looked at: the highest UID, which holds as long as the folder's UIDVALIDITY is this."""

    uidvalidity: int
    uid: int
