"""What the law engine takes and gives: a person, claims with their grounds, deadlines with their trace."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from unlist.words import LawId, Right, Standing


@dataclass(frozen=True)
class Person:
    """What the law needs to know of a subject; every fact is declared by the person, none is guessed.

    `residence` is ISO 3166-2 (`DE`, `GB-SCT`, `US-CA`). `drop_requested_on` is the day of a DROP request whose
    ID is recorded. `declared` holds further facts: `may_sue` (might join a suit: evidence is preserved),
    `no_suit` (was asked, will not), `public_official`, `safe_at_home`.
    """

    residence: str
    standing: Standing = Standing.SELF
    by_agent: bool = False
    drop_requested_on: date | None = None
    declared: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ground:
    """One reason why the claim holds, with the text it stands in."""

    sentence: str
    citation: str


@dataclass(frozen=True)
class Claim:
    """A right under a law that this person may truthfully use against this broker.

    `variant` picks the letter (`face_database`, `collected_from_me`, `full`, `preserve`, `destroy`, `photo_form`,
    `marketing`; empty for the plain one). `channel_kinds` restricts how it may be made (empty: any). `confirm`
    names what the person must confirm for this request (`residence`, `my_face`). `must_not` names lint rules.
    """

    law: LawId
    right: Right
    title: str
    why: str
    variant: str = ""
    grounds: tuple[Ground, ...] = ()
    citations: tuple[str, ...] = ()
    rule: str = ""
    statutory: bool = True
    jurisdiction: str = ""
    effect: str = ""
    channel_kinds: tuple[str, ...] = ()
    confirm: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exclusion:
    """A right that a person might expect and that does not help here, with the reason."""

    law: LawId
    right: Right | None
    reason: str


@dataclass(frozen=True)
class Assessment:
    """All that the law says of one person and one broker on one day: claims best first."""

    claims: tuple[Claim, ...]
    exclusions: tuple[Exclusion, ...] = ()
    advice: tuple[str, ...] = ()
    """What the person could do outside Unlist: DROP, prescreen opt-out, making photos private."""


@dataclass(frozen=True)
class Deadline:
    """A computed clock; every date is a day, absent is None. LAW conventions: see docs/law-conventions in each rule.

    `nominal_due_on` is receipt plus period; `due_on` the first deadline rolled; `extended_due_on` the last day
    that a valid extension could reach; `chase_on` the first day on which it makes sense to write again.
    """

    law: LawId
    right: Right
    jurisdiction: str
    received_on: date
    statutory: bool
    rule: str
    valid_from: date
    valid_to: date | None = None
    acknowledge_by: date | None = None
    nominal_due_on: date | None = None
    due_on: date | None = None
    due_without_pause_on: date | None = None
    extended_due_on: date | None = None
    extension: str | None = None
    chase_on: date | None = None
    trace: tuple[str, ...] = field(default=())
    citations: tuple[str, ...] = field(default=())
