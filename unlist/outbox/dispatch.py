"""Workflow: let approved letters leave one after the other, each in its turn, until none may leave now."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from unlist import clock
from unlist.clock import day_of
from unlist.errors import UnlistError
from unlist.outbox.guard import Held, guard
from unlist.outbox.leave import Handed, domain_of, leave, settle
from unlist.outbox.pacing import RESTS_AFTER, Pace, Turn, turn
from unlist.outbox.plan import barred_by
from unlist.outbox.transport import Transport
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.fold import last_draft
from unlist.tracker.model import Status
from unlist.words import ChannelKind

_LOOK_BACK = timedelta(hours=48)
"""Tries that matter: the caps count 24 hours, a resting domain rests as long after the last of them."""
_SLICE = 0.25
"""Seconds between two looks at whether the person wants to stop."""


@dataclass(frozen=True)
class Waiting:
    """A letter that does not leave now: when it may, and why not before."""

    reference: str
    broker: str
    at: datetime
    reason: str


@dataclass
class Dispatched:
    """What one run did: the letters that it handled, those that wait, and what ended it early."""

    handed: list[Handed] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    stopped: bool = False
    problem: UnlistError | None = None


@dataclass(frozen=True)
class Watcher:
    """What the caller wants to hear and to say while letters leave."""

    told: Callable[[Handed, int, int], None] = lambda _letter, _number, _of: None
    pausing: Callable[[int, int, float], None] = lambda _done, _of, _seconds: None
    stop: Callable[[], bool] = lambda: False


@dataclass(frozen=True)
class _Letter:
    request: RequestFacts
    kind: ChannelKind
    recipient: str

    @property
    def domain(self) -> str:
        """The mail domain that it goes to."""
        return domain_of(self.recipient)


def dispatch(
    store: Store,
    transport: Transport,
    pace: Pace,
    *,
    hold: Callable[[], AbstractContextManager[None]],
    subject: str | None = None,
    limit: int | None = None,
    watcher: Watcher = Watcher(),
) -> Dispatched:
    """Let queued letters leave, waiting for the pauses between them but for nothing longer.

    `hold` takes the home's lock; it is held for each letter and let go while this waits. What the channel raises ends
    the run and is in its result: nothing of that letter left. `limit`: letters at most.
    """
    run = _Run(store, transport, pace, watcher)
    with hold():
        run.done.handed += settle(store, at=clock.now(), subject=subject)
        run.letters = _letters(store, subject)
    while run.letters and run.number != limit and not watcher.stop():
        with hold():
            next_at = run.step()
        if run.ended or (next_at is not None and not run.waits_for(next_at)):
            break
    run.done.stopped = watcher.stop()
    run.done.waiting = _waiting(store, transport, pace, subject)
    return run.done


@dataclass
class _Run:
    """One run under way."""

    store: Store
    transport: Transport
    pace: Pace
    watcher: Watcher
    letters: list[_Letter] = field(default_factory=list)
    done: Dispatched = field(default_factory=Dispatched)
    number: int = 0
    put_off: int = 0
    pause: timedelta = timedelta(0)

    @property
    def ended(self) -> bool:
        """Whether no further letter is tried: the last ones were all put off, so it is our own server, or the line."""
        return self.done.problem is not None or self.put_off >= RESTS_AFTER

    def step(self) -> datetime | None:
        """Let the first letter leave whose turn it is; if it is none's, return when the next one's is."""
        chosen, next_at = _choose(self.store, self.transport, self.pace, self.letters, self.pause)
        if chosen is None:
            return next_at
        self.letters.remove(chosen)
        self.number += 1
        sent = _leave(self.store, self.transport, chosen, self.done)
        if sent:
            self.watcher.told(sent, self.number, self.number + len(self.letters))
            self.put_off = self.put_off + 1 if sent.result == "deferred" else 0
            self.pause = _drawn(self.pace)
        return None

    def waits_for(self, instant: datetime) -> bool:
        """Wait for an instant if it is no further than a pause between two letters; say whether it was waited for."""
        if instant - clock.now() > timedelta(seconds=2 * self.pace.seconds):
            return False
        while (left := (instant - clock.now()).total_seconds()) > 0 and not self.watcher.stop():
            self.watcher.pausing(self.number, self.number + len(self.letters), left)
            clock.sleep(min(_SLICE, left))
        return True


def _letters(store: Store, subject: str | None) -> list[_Letter]:
    found: list[_Letter] = []
    for request in store.queued(subject):
        payload = last_draft(store.events(request.id)).payload
        found.append(_Letter(request, ChannelKind(payload["channel"]), str(payload["recipient"])))
    return found


def _choose(
    store: Store, transport: Transport, pace: Pace, letters: list[_Letter], pause: timedelta
) -> tuple[_Letter | None, datetime]:
    """Return the first letter whose turn it is, else the next turn of any; forget those that are queued no more."""
    now = clock.now()
    tries = store.departures(now - _LOOK_BACK)
    turns: list[datetime] = []
    for letter in list(letters):
        state = store.state(letter.request.id)
        if state.status is not Status.QUEUED or state.leaves_at is None:
            letters.remove(letter)
            continue
        mine = Turn(max(now, state.leaves_at), "it may still be taken back")
        if transport.rules.sends(letter.kind):
            mine = turn(pace, tries, letter.domain, at=mine.at, pause=pause)
        if mine.at <= now:
            return letter, now
        turns.append(mine.at)
    return None, min(turns, default=now + 1000 * _LOOK_BACK)


def _leave(store: Store, transport: Transport, letter: _Letter, done: Dispatched) -> Handed | None:
    """Let one letter leave and return what became of it; None when the channel could not be used at all."""
    request, at = letter.request, clock.now()
    missing = barred_by(store, store.subject(request.subject), day_of(at, store.zone))
    held, instead = f"it needs {missing[0]}" if missing else "", None
    paced = transport.rules.sends(letter.kind)
    if paced and transport.look_up and not held:
        found = guard(store, request.broker, letter.recipient, transport.look_up, at=at)
        held = found.reason if isinstance(found, Held) else ""
        instead = None if isinstance(found, Held) else found
    if held:
        names = (request.reference, request.broker, request.law.value, request.right.value)
        done.handed.append(Handed(*names, None, f"was not sent: {held}", "held"))
        return done.handed[-1]
    try:
        sent = leave(store, request, transport.way(letter.kind), at=at, paced=paced, instead=instead)
    except UnlistError as problem:
        done.problem = problem
        return None
    done.handed.append(sent)
    return sent


def _waiting(store: Store, transport: Transport, pace: Pace, subject: str | None) -> list[Waiting]:
    """Return the letters that are queued still, with the turn of each as it is now."""
    now = clock.now()
    tries = store.departures(now - _LOOK_BACK)
    found: list[Waiting] = []
    for letter in _letters(store, subject):
        state = store.state(letter.request.id)
        reason = "it was put off by the other side" if state.tried else "it may be taken back until then"
        own_at = max(now, state.leaves_at or now)
        own = Turn(own_at, reason if own_at > now else "")
        mine = own
        if transport.rules.sends(letter.kind):
            paced = turn(pace, tries, letter.domain, at=own.at)
            mine = paced if paced.at > own.at else own
        found.append(Waiting(letter.request.reference, letter.request.broker, mine.at, mine.reason))
    return found


def _drawn(pace: Pace) -> timedelta:
    """Draw the pause before the next letter: half as long to half as long again, so that no rhythm shows."""
    return timedelta(seconds=pace.seconds * (0.5 + secrets.randbelow(1001) / 1000))
