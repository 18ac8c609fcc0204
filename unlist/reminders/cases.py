"""One request as the digest sees it, and how that is read out of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from unlist.clock import day_of, in_words
from unlist.registry.index import load_index
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.facts import Facts
from unlist.tracker.fold import effective, fold
from unlist.tracker.model import Event, EventKind, State, Status
from unlist.tracker.moves import take

URGENT = timedelta(hours=48)
"""What dies within this time is told at once."""

_ASKING = frozenset(
    {
        EventKind.IDENTITY_REQUESTED,
        EventKind.INFORMATION_REQUESTED,
        EventKind.AUTHORIZATION_REQUESTED,
        EventKind.CONFIRMATION_REQUESTED,
        EventKind.FORM_REQUIRED,
        EventKind.QUESTION_ASKED,
    }
)


@dataclass(frozen=True)
class Unread:
    """A message that waits for a decision. `known_on`: the day on which it was taken in; `came_on`: its own day."""

    message: str
    known_on: date
    came_on: date
    reply_by: date | None = None
    """The day by which it wants an answer, where it names one."""


@dataclass(frozen=True)
class Expiring:
    """A link or code in a message that waits for the person. `clock`: when it dies, in words; in the person's zone."""

    message: str
    what: str
    expires_at: datetime
    clock: str
    dies_on: date
    expired: bool = False
    urgent: bool = False
    """It works for 48 hours more at most."""


@dataclass(frozen=True)
class Proposed:
    """The person's own answer to a digest, which waits for their word at the terminal."""

    message: str
    known_on: date
    unclear: bool = False
    """It holds lines that were not understood."""


@dataclass(frozen=True)
class Case:
    """One request, with what its State does not say. Days are days in the person's zone.

    `began_on` is the day on which this home learned of what made the present status and reason, `began_by` the event
    that did. It is not the day that the event bears: a demand that lay unread for a month is the person's to answer
    since they saw it. A note, an automatic answer or a snooze changes neither.
    """

    reference: str
    broker: str
    """The slug: what commands take."""
    name: str
    """The name: what sentences say."""
    right: str
    state: State
    opened_on: date
    began_on: date
    began_by: EventKind
    closed_on: date | None = None
    unread: tuple[Unread, ...] = ()
    expiring: tuple[Expiring, ...] = ()
    """The one that dies first is the first."""
    proposed: tuple[Proposed, ...] = ()


def cases_of(store: Store, handle: str, zone: str, at: datetime) -> list[Case]:
    """Return every request of one person as it is at an instant, in the order in which they were opened."""
    records = load_index()["brokers"]
    return [_case(store.events(request.id), request, records, zone, at) for request in store.requests(handle)]


def _case(events: Sequence[Event], request: RequestFacts, records: Mapping[str, Any], zone: str, at: datetime) -> Case:
    state, began = fold(events), turn_began(events)
    return Case(
        reference=request.reference,
        broker=request.broker,
        name=str(records.get(request.broker, {}).get("name", request.broker)),
        right=request.right.value,
        state=state,
        opened_on=day_of(request.created_at, zone),
        began_on=day_of(began.recorded_at, zone),
        began_by=began.kind,
        closed_on=day_of(state.closed_at, zone) if state.closed_at else None,
        unread=unread(events, state, zone),
        expiring=expiring(events, state, zone, at),
        proposed=proposed(events, state, zone),
    )


def turn_began(events: Sequence[Event]) -> Event:
    """Return the event that brought the present status and reason. `events` are those of one request, in order."""
    facts, began = Facts(), events[0]
    for event in effective(events):
        stood = (facts.status, facts.reason)
        take(facts, event)
        if (facts.status, facts.reason) != stood:
            began = event
    return began


def unread(events: Sequence[Event], state: State, zone: str) -> tuple[Unread, ...]:
    """Return the messages that wait for a decision, in the order in which they were taken in."""
    waiting = set(state.unreviewed)
    found: dict[str, Unread] = {}
    for event in effective(events):
        message = event.message or str(event.payload.get("message", ""))
        if event.kind is EventKind.REPLY_RECEIVED and message in waiting:
            known_on = day_of(event.recorded_at, zone)
            came_on = _day(event.payload.get("on")) or day_of(event.occurred_at, zone)
            found.setdefault(message, Unread(message, known_on, came_on, _day(event.payload.get("reply_by"))))
    return tuple(found.values())


def expiring(events: Sequence[Event], state: State, zone: str, at: datetime) -> tuple[Expiring, ...]:
    """Return the links and codes that wait for the person: in what is unread, or in what the broker asked last."""
    counting = effective(events)
    asked = [event.message for event in counting if event.kind in _ASKING][-1:]
    alive = {*state.unreviewed, *(asked if state.status is Status.AWAITING_YOU else ())}
    found = {
        event.message: _expiring(event.message, event.payload, zone, at)
        for event in counting
        if event.kind is EventKind.REPLY_RECEIVED
        and event.message
        and event.message in alive
        and event.payload.get("expires_at")
    }
    return tuple(sorted(found.values(), key=lambda one: one.expires_at))


def _expiring(message: str, payload: Mapping[str, Any], zone: str, at: datetime) -> Expiring:
    dies_at = datetime.fromisoformat(str(payload["expires_at"]))
    return Expiring(
        message=message,
        what=str(payload["expires"]),
        expires_at=dies_at,
        clock=in_words(dies_at, zone),
        dies_on=day_of(dies_at, zone),
        expired=dies_at <= at,
        urgent=at < dies_at <= at + URGENT,
    )


def proposed(events: Sequence[Event], state: State, zone: str) -> tuple[Proposed, ...]:
    """Return the person's own answers that wait for their word, in the order in which they were taken in."""
    found = {
        event.message: Proposed(event.message, day_of(event.recorded_at, zone), bool(event.payload.get("unclear")))
        for event in effective(events)
        if event.kind is EventKind.PROPOSED and event.message and event.message in state.proposed
    }
    return tuple(found.values())


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
