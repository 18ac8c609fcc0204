"""What only the person can do: forms to fill in and calls to make, worst harm first, one family together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from unlist.channels.model import Parcel
from unlist.channels.page import copy_page
from unlist.clock import day_of
from unlist.errors import BadInput, NotFound, Refused
from unlist.files import make_private_directory, write_file
from unlist.letters.route import channels_for
from unlist.outbox.leave import parcel_of
from unlist.outbox.plan import MINUTES
from unlist.registry.load import broker
from unlist.registry.records import Channel
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.fold import fold
from unlist.tracker.model import Event, EventKind, Reason, State, Status
from unlist.words import ChannelKind

_BY_HAND = frozenset({ChannelKind.FORM.value, ChannelKind.PHONE.value})
_LOOKED_AT = (Status.AWAITING_YOU, Status.DRAFT, Status.AWAITING_BROKER)
_TURNS = frozenset({EventKind.DRAFTED, EventKind.FORM_REQUIRED, EventKind.BOUNCED, EventKind.SEND_FAILED})
"""After one of these a form is wanted anew, whatever was said of an earlier one."""
_MARK = "form"
"""Key in the payload of an event that this module recorded: `done`, `skipped` or `not_possible`."""


@dataclass(frozen=True)
class FormItem:
    """One form or call that waits. `harm`: the record's 1 to 5, 0 where it says nothing; `seq`: the last event seen."""

    request: RequestFacts
    seq: int
    status: Status
    reason: str
    name: str
    family: str
    harm: int
    drafted_on: date
    parcel: Parcel
    own_page: bool
    """Whether its page is another one than the letter's: the letter went another way."""

    @property
    def minutes(self) -> int:
        """Minutes of the person's own time."""
        return MINUTES[self.parcel.kind.value]


@dataclass(frozen=True)
class Tally:
    """How far the person came today; `minutes_left` is for what still waits."""

    done: int
    skipped: int
    not_possible: int
    waiting: int
    minutes_left: int

    @property
    def total(self) -> int:
        """All that waited today."""
        return self.done + self.skipped + self.not_possible + self.waiting

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        parts = [f"{self.done} of {self.total} done"]
        parts += [f"{self.skipped} skipped"] if self.skipped else []
        parts += [f"{self.not_possible} not possible"] if self.not_possible else []
        return ", ".join([*parts, f"about {self.minutes_left} minutes left" if self.waiting else "none left today"])


@dataclass(frozen=True)
class Forms:
    """What waits, in order, and how far the person came."""

    items: tuple[FormItem, ...]
    tally: Tally


def find_forms(store: Store, *, today: date, subject: str | None = None) -> Forms:
    """Return the forms and calls that wait: neither put off, nor skipped today, nor found not to be possible."""
    items: list[FormItem] = []
    marks: list[str] = []
    seen: list[tuple[str, int]] = []
    for request in store.requests(subject, statuses=_LOOKED_AT):
        events = store.events(request.id)
        mark = _mark_of(_holding(events), today, store.zone)
        if mark:
            marks.append(mark)
            seen.append(_known(request)[1:])
            continue
        item = _item(store, request, events, today)
        items += [item] if item else []
    return Forms(tuple(in_order(items, seen)), _tally(items, marks))


def one_form(store: Store, name: str, *, today: date, subject: str | None = None) -> FormItem:
    """Return the form or call of one request, even one that was skipped. Raises NotFound, Refused when none waits."""
    request = store.find_request(name, subject=subject)
    item = _item(store, request, store.events(request.id), today, named=True)
    if item is None:
        raise Refused(
            f"{request.reference} waits for no form and no call.",
            hint=f"See how it stands: unlist request show {request.reference}",
        )
    return item


def in_order(items: Iterable[FormItem], seen: Iterable[tuple[str, int]] = ()) -> list[FormItem]:
    """Sort by the worst harm of a family, then by harm within it, then by age; a family stays together.

    `seen`: family and harm of those that were done or skipped today, so that the rest of a family keeps its place.
    """
    waiting = list(items)
    worst: dict[str, int] = {}
    for family, harm in [*seen, *((item.family, item.harm) for item in waiting)]:
        worst[family] = max(worst.get(family, 0), harm)
    return sorted(waiting, key=lambda i: (-worst[i.family], i.family, -i.harm, i.request.created_at, i.request.id))


def batch(items: Sequence[FormItem], minutes: int | None) -> list[FormItem]:
    """Return as many of them, in their order, as fit into `minutes`; at least one. None: all."""
    if minutes is None:
        return list(items)
    chosen, left = [], minutes
    for item in items:
        if item.minutes <= left:
            chosen.append(item)
            left -= item.minutes
    return chosen or list(items[:1])


def write_page(item: FormItem, directory: Path) -> Path:
    """Write the page of a form or call beside the letters in `directory`, over an earlier one; return where."""
    folder = directory / item.parcel.on.isoformat()
    make_private_directory(folder)
    stem = f"{item.parcel.slug}-{item.parcel.reference}-{item.parcel.ordinal}"
    path = folder / f"{stem}{'-form' if item.own_page else ''}.html"
    write_file(path, copy_page(item.parcel).encode())
    return path


# -- what the person says happened -----------------------------------------------------------------------------------


def record_done(store: Store, item: FormItem, *, day: date, at: datetime, words: str = "") -> None:
    """Record that the person filled it in or called on `day`; `words`: what was confirmed.

    Raises BadInput for a day to come or one before the letter was written, Stale when the request changed since.
    """
    today = day_of(at, store.zone)
    if day > today:
        raise BadInput(f"--on {day.isoformat()} lies in the future.", hint=f"Today is {today.isoformat()}.")
    if day < item.drafted_on:
        raise BadInput(f"--on {day.isoformat()} lies before the letter was written, on {item.drafted_on.isoformat()}.")
    moment = at if day == today else datetime.combine(day, time(12), ZoneInfo(store.zone)).astimezone(UTC)
    kind = EventKind.ANSWERED_BROKER if item.reason == Reason.FORM else EventKind.SENT
    payload = {"on": day.isoformat(), "channel": item.parcel.kind.value, _MARK: "done"}
    with store.transaction():
        _append(store, item, kind, item.seq, moment, payload)
        if words:
            _append(store, item, EventKind.NOTED, item.seq + 1, at, {"text": f"Confirmed: {words}"})


def record_skipped(store: Store, item: FormItem, *, at: datetime) -> None:
    """Record that the person left it for another day. Raises Stale when the request changed since it was read."""
    payload = {"text": "Left for another day.", _MARK: "skipped"}
    _append(store, item, EventKind.NOTED, item.seq, at, payload)


def record_not_possible(store: Store, item: FormItem, *, at: datetime, why: str) -> None:
    """Record that it could not be done, and why; a letter that was handed over thereby did not leave.

    Raises Stale when the request changed since it was read.
    """
    payload = {"text": f"Not possible: {why}", _MARK: "not_possible"}
    with store.transaction():
        _append(store, item, EventKind.NOTED, item.seq, at, payload)
        if item.reason == Reason.HAND_OFF:
            _append(store, item, EventKind.NOT_SENT, item.seq + 1, at, {"on": day_of(at, store.zone).isoformat()})


def _append(store: Store, item: FormItem, kind: EventKind, seq: int, moment: datetime, payload: dict[str, str]) -> None:
    store.append(item.request.id, kind, expected_seq=seq, occurred_at=moment, actor="person", payload=payload)


# -- what waits ------------------------------------------------------------------------------------------------------


def _holding(events: Sequence[Event]) -> list[Event]:
    """Return the events without what was taken back."""
    gone = {int(event.payload["seq"]) for event in events if event.kind is EventKind.CORRECTED}
    return [event for event in events if event.seq not in gone]


def _since_turn(events: Sequence[Event]) -> Sequence[Event]:
    turns = [number for number, event in enumerate(events) if event.kind in _TURNS]
    return events[turns[-1] :] if turns else ()


def _mark_of(events: Sequence[Event], today: date, zone: str) -> str:
    """Return what was last said today of the form that is wanted now: `done`, `skipped`, `not_possible`, or ""."""
    said = [event for event in _since_turn(events) if event.payload.get(_MARK)]
    if not said or day_of(said[-1].recorded_at, zone) != today:
        return ""
    return str(said[-1].payload[_MARK])


def _impossible(events: Sequence[Event]) -> bool:
    return any(event.payload.get(_MARK) == "not_possible" for event in _since_turn(events))


def _item(
    store: Store, request: RequestFacts, log: Sequence[Event], today: date, *, named: bool = False
) -> FormItem | None:
    events = _holding(log)
    drafted = next((event for event in reversed(events) if event.kind is EventKind.DRAFTED), None)
    if drafted is None:
        return None
    state = fold(log)
    put_off = state.snoozed_until is not None and today < state.snoozed_until
    if not _wanted(state, events, drafted) or (not named and (put_off or _impossible(events))):
        return None
    parcel = parcel_of(store, request, drafted, at=drafted.occurred_at)
    asked_for = state.status is Status.AWAITING_YOU and state.reason == Reason.FORM
    own_page = asked_for and parcel.kind is not ChannelKind.FORM
    name, family, harm = _known(request)
    return FormItem(
        request=request,
        seq=state.last_seq,
        status=state.status,
        reason=state.reason,
        name=name,
        family=family,
        harm=harm,
        drafted_on=day_of(request.created_at, store.zone),
        parcel=_by_form(store, request, parcel) if own_page else parcel,
        own_page=own_page,
    )


def _wanted(state: State, events: Sequence[Event], drafted: Event) -> bool:
    """Say whether a form or a call is the next thing: handed over, asked for by the broker, or drafted and not sent."""
    by_hand = drafted.payload.get("channel") in _BY_HAND
    if state.status is Status.DRAFT:
        return by_hand and _since_turn(events)[0] is drafted
    if state.status is not Status.AWAITING_YOU:
        return False
    return state.reason == Reason.FORM or (by_hand and state.reason == Reason.HAND_OFF)


def _by_form(store: Store, request: RequestFacts, parcel: Parcel) -> Parcel:
    """Return the same letter for the form that the record names; where it names none, without an address.

    A form that only the broker's mail names is not taken over: no mail changes where anything is sent.
    """
    route = _form_of(store, request)
    if route is None:
        return replace(parcel, kind=ChannelKind.FORM, recipient="", terms=())
    words = [*(("captcha",) if route.state == "captcha" else ()), *route.verification, *parcel.expects]
    expects = tuple(dict.fromkeys(words))
    return replace(parcel, kind=ChannelKind.FORM, recipient=route.value, terms=tuple(route.terms), expects=expects)


def _form_of(store: Store, request: RequestFacts) -> Channel | None:
    claim = replace(request.claim, channel_kinds=(ChannelKind.FORM.value,))
    person = store.subject(request.subject).person
    try:
        found = channels_for(broker(request.broker), claim, person, store.dead_addresses())
    except NotFound:
        return None
    return found[0] if found else None


def _known(request: RequestFacts) -> tuple[str, str, int]:
    """Return name, family and harm of a broker; one that left the registry is a family of its own."""
    try:
        record = broker(request.broker)
    except NotFound:
        return request.broker, request.broker, 0
    return record.name, record.group or record.slug, record.harm or 0


def _tally(items: Sequence[FormItem], marks: Sequence[str]) -> Tally:
    return Tally(
        done=marks.count("done"),
        skipped=marks.count("skipped"),
        not_possible=marks.count("not_possible"),
        waiting=len(items),
        minutes_left=sum(item.minutes for item in items),
    )
