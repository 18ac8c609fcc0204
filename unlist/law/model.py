"""What the law engine takes and gives: a person, claims with their grounds, deadlines with their trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from unlist.words import LawId, Right, Standing

Extension = Literal["valid", "late", "not_allowed"]


@dataclass(frozen=True)
class Person:
    """What the law needs to know of a subject; every fact is declared by the person, none is guessed.

    `residence` is ISO 3166-2 (`DE`, `GB-SCT`, `US-CA`). `drop_requested_on` is the day of a DROP request whose
    ID is recorded. `declared` holds further facts: `may_sue` (might join a suit: evidence is preserved), `no_suit`
    (was asked, will not), and `drop_not_found:SLUG` or `drop_exempted:SLUG`, the status that DROP shows for a broker.
    """

    residence: str
    standing: Standing = Standing.SELF
    drop_requested_on: date | None = None
    declared: frozenset[str] = frozenset()

    @property
    def by_agent(self) -> bool:
        """Whether somebody writes who needs the subject's permission for it; parents and guardians need none."""
        return self.standing is Standing.MANDATE


@dataclass(frozen=True)
class Ground:
    """One reason why the claim holds, with the text it stands in."""

    sentence: str
    citation: str


@dataclass(frozen=True)
class Claim:
    """A right under a law that this person may truthfully use against this broker.

    `why` says on what facts it rests, and what of them only the broker's record says. `variant` picks the letter
    (`face_database`, `collected_from_me`, `full`, `preserve`, `destroy`, `photo_form`, `first_party`, `marketing`;
    empty for the plain one). `rule` is the clock in force on the day. `statutory` is false where no statute sets a day
    for what this letter asks. `channel_kinds` restricts how it may be made (empty: any). `confirm` names what the
    person must confirm for this request (`residence`, `my_face`, `error_in_my_file`).
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


@dataclass(frozen=True)
class Exclusion:
    """A right that a person might expect and that does not help here, with the reason."""

    law: LawId
    right: Right | None
    reason: str
    politely: bool = False
    """Whether the same is still worth asking for politely, beside what the law gives."""


@dataclass(frozen=True)
class Assessment:
    """All that the law says of one person and one broker on one day: claims best first."""

    claims: tuple[Claim, ...]
    exclusions: tuple[Exclusion, ...] = ()
    advice: tuple[str, ...] = ()
    """What the person could do outside Unlist: DROP, prescreen opt-out, making photos private."""


@dataclass(frozen=True)
class Deadline:
    """A computed clock; every date is a day in the place whose calendar counts, absent is None.

    `nominal_due_on` is the start of the clock plus the period. `due_on` is the first deadline: nominal, later by the
    days of a pause, moved off a closed day where the rule moves it; `due_without_pause_on` stands beside it when there
    was a pause. `extended_due_on` is the last day that a valid extension could reach, None where there is none.
    `acknowledge_by` is the last day for confirming receipt (Delete Act: for first fetching the request). `chase_on` is
    the first day on which it makes sense to write again. `trace` says how each came about, sentence by sentence.
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
    extension: Extension | None = None
    chase_on: date | None = None
    fetched: bool = False
    """Whether `acknowledge_by` is for first fetching the request, and no receipt is confirmed."""
    trace: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
