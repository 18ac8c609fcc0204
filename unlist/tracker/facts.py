"""What has been gathered from the events so far: the accumulator of the fold, and the reading of payloads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from unlist.errors import BadInput
from unlist.tracker.model import Disclosed, Event, Outcome, Reason, Status
from unlist.words import ChannelKind, Purpose

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class Asked:
    """The broker asked for something on `on`, and was given it on `answered_on` (None: not yet)."""

    reason: Reason
    on: date
    answered_on: date | None = None
    seq: int = 0
    answer_by: date | None = None


@dataclass(frozen=True)
class Notice:
    """The broker took an extension: the day its notice came, and the day it named, if any."""

    seq: int
    on: date
    until: date | None = None


@dataclass
class Facts:
    """All that the events said and the state needs; changed only by `unlist.tracker.moves`."""

    status: Status | None = None
    reason: str = ""
    outcome: Outcome | None = None
    law: str = ""
    right: str = ""
    jurisdiction: str = ""
    residence: str = ""
    statutory: bool | None = None
    """Whether a statute sets a day for just what the first letter asks; None: the letter is older than the question."""
    asked_by: date | None = None
    clock_start: date | None = None
    pauses: tuple[tuple[date, date], ...] = ()
    purpose: Purpose = Purpose.FIRST
    channel: str = ""
    first_channel: str = ""
    sent_on: date | None = None
    sent_seq: int | None = None
    sent_known: bool = True
    """False when a broker's word shows that the letter left, and no record says when."""
    proved_on: date | None = None
    proved_seq: int | None = None
    receipt_known: bool = False
    arrived: bool = False
    """Whether the letter that left last is known to have arrived."""
    left: Purpose | None = None
    """Which letter left last."""
    letters: int = 0
    switches: int = 0
    """How often a channel failed and another was proposed in its place."""
    followed_up_on: date | None = None
    heard_on: date | None = None
    asked: list[Asked] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    unreviewed: list[str] = field(default_factory=list)
    answered_on: date | None = None
    closed_at: datetime | None = None
    snoozed_until: date | None = None
    muted: bool = False
    leaves_at: datetime | None = None
    """When the queued letter may leave; and how often, and since when, it was put off by the other side."""
    tried: int = 0
    first_tried_at: datetime | None = None
    proposed: list[str] = field(default_factory=list)
    enclosed: tuple[tuple[str, str], ...] = ()
    """Kind and value of what the letter drafted last gives away, and in `addressed` to whom."""
    addressed: str = ""
    disclosed: list[Disclosed] = field(default_factory=list)
    before_end: tuple[Status, str] | None = None
    """Status and reason from which the request was answered or closed."""

    @property
    def received_on(self) -> date | None:
        """The day the clock counts from: proved receipt; else the day of sending, save for paper."""
        if self.proved_on is not None:
            return self.proved_on
        return None if self.first_channel == ChannelKind.POST else self.sent_on

    @property
    def open_ask(self) -> Asked | None:
        """What the broker still waits for."""
        return self.asked[-1] if self.asked and self.asked[-1].answered_on is None else None


def day_at(event: Event, key: str) -> date | None:
    """Return the day that stands under `key`, or None. Raises BadInput for anything but YYYY-MM-DD."""
    value = event.payload.get(key)
    if value is None or value == "":
        return None
    return as_day(value, event, key)


def instant_at(event: Event, key: str) -> datetime | None:
    """Return the instant under `key`, aware, or None. Raises BadInput for anything but ISO 8601 with an offset."""
    value = event.payload.get(key)
    if value is None or value == "":
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadInput(f"Event {event.seq} ({event.kind}): “{key}” is no instant: {value}")
    return moment


def day_of(event: Event) -> date:
    """Return the day of the event: its `on`, else the UTC day on which it occurred."""
    return day_at(event, "on") or event.occurred_at.date()


def as_day(value: object, event: Event, key: str) -> date:
    """Read an ISO day out of a payload. Raises BadInput with the event's number."""
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadInput(
            f"Event {event.seq} ({event.kind}): “{key}” is no day: {value}",
            hint="Write days as YYYY-MM-DD.",
        ) from error


def word_at(event: Event, key: str, words: type[Word], default: Word) -> Word:
    """Return the word that stands under `key`. Raises BadInput for one that `words` does not know."""
    value = event.payload.get(key)
    if value is None or value == "":
        return default
    try:
        return words(str(value))
    except ValueError as error:
        raise BadInput(
            f"Event {event.seq} ({event.kind}): “{key}” is {value}",
            hint=f"It may be {', '.join(words)}.",
        ) from error


def text_at(event: Event, key: str) -> str:
    """Return the text under `key`, or an empty one."""
    value = event.payload.get(key)
    return "" if value is None else str(value)
