"""What was asked of each broker before: which request takes a new letter, and which broker is not asked again now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from unlist.clock import day_of
from unlist.law.model import Claim
from unlist.registry.index import load_index
from unlist.registry.load import broker
from unlist.registry.records import Broker
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.fold import fold, last_draft
from unlist.tracker.model import Reason, State, Status
from unlist.tracker.today import SAYS_GONE
from unlist.words import ChannelKind, Purpose, Right


@dataclass(frozen=True)
class Unsent:
    """A request whose letter did not leave, came back, or is wanted by a form."""

    request: RequestFacts
    reason: str

    @property
    def claim(self) -> Claim:
        """The claim as it was made; for a broker that takes forms only, by its form."""
        if self.reason == Reason.FORM:
            return replace(self.request.claim, channel_kinds=(ChannelKind.FORM.value,))
        return self.request.claim


@dataclass
class History:
    """By broker: the request that takes a new letter, and why no new one is opened."""

    unsent: dict[str, Unsent] = field(default_factory=dict)
    bars: dict[str, str] = field(default_factory=dict)
    drafted: dict[date, list[tuple[str, str]]] = field(default_factory=dict)
    """By day: to which brokers a letter was written, and to which address."""

    def written_on(self, day: date) -> list[tuple[Broker, str]]:
        """Return the brokers to which a letter was written on a day, with its address."""
        return [(broker(slug), value) for slug, value in self.drafted.get(day, ()) if slug in load_index()["brokers"]]


def history(store: Store, handle: str, right: Right | None) -> History:
    """Return the history of a person's requests as it matters now; `right`: only that one is asked for."""
    found = History()
    seen = _last_seen(store, handle)
    for request in store.requests(handle):
        events = store.events(request.id)
        state = fold(events)
        if state.status is not Status.CLOSED:
            last = last_draft(events)
            day = day_of(last.occurred_at, store.zone)
            found.drafted.setdefault(day, []).append((request.broker, str(last.payload["recipient"])))
        if state.status is not Status.CLOSED and _takes_a_letter(state):
            found.unsent[request.broker] = Unsent(request, state.reason)
        elif right is None or right is request.right:
            bar = _bar(state, seen.get(request.broker, date.min))
            # To have been shown one's data says nothing of whether it is gone.
            shown = request.right is Right.ACCESS and state.outcome is not None
            found.bars[request.broker] = found.bars.get(request.broker) or ("" if shown else bar)
    return found


def _last_seen(store: Store, handle: str) -> dict[str, date]:
    """Return for each broker the last day on which the person saw something of theirs in its listing."""
    days: dict[str, date] = {}
    for item in store.identifiers(handle):
        for slug, text in item.seen_at.items():
            days[slug] = max(date.fromisoformat(text), days.get(slug, date.min))
    return days


def _takes_a_letter(state: State) -> bool:
    wants_form = state.status is Status.AWAITING_YOU and state.reason == Reason.FORM
    first = state.status is Status.DRAFT and state.purpose is Purpose.FIRST
    return first or state.status is Status.UNDELIVERABLE or wants_form


def _bar(state: State, seen_on: date) -> str:
    """Return why this request speaks against a new one; "" if it does not.

    A broker that says the data is gone is asked again only when the person has seen it there since.
    """
    if state.outcome is None or state.answered_on is None:
        return "" if state.status is Status.CLOSED else "a request is already open"
    word = f"it answered on {state.answered_on.isoformat()}: {state.outcome.replace('_', ' ')}"
    if state.outcome not in SAYS_GONE:
        return f"{word}; --again asks once more"
    return "" if seen_on > state.answered_on else f"{word}; it is asked again once you mark it as seen there"
