"""The journey: letters written, carried over a socket, answered, read, reviewed, reminded, followed up."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from mailbox import Maildir
from pathlib import Path

from unlist import clock
from unlist.channels.file import FileChannel
from unlist.demo.people import PEOPLE, DemoPerson
from unlist.errors import Refused
from unlist.home import Home
from unlist.inbox import review
from unlist.inbox.intake import take_in
from unlist.mailbox import open_path
from unlist.outbox.follow_up import second_letter
from unlist.outbox.leave import Handed, leave
from unlist.outbox.plan import make_plan
from unlist.outbox.queue import queue
from unlist.registry.load import broker
from unlist.reminders.workflow import remind
from unlist.store import Store, create_store
from unlist.store.facts import RequestFacts, SubjectFacts
from unlist.testing.postbox import Postbox, post
from unlist.testing.simulator import BrokerSimulator, filled_form, recipients_of
from unlist.tracker.model import EventKind, Reason, Status
from unlist.tracker.today import standing
from unlist.words import ReplyKind, Standing, counted

BEGINS_AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAYS = (1, 3, 7, 14, 24, 33, 45, 55, 65, 80, 100, 120)
"""Days after the beginning on which mail is fetched, answers are decided on and reminders go out."""
ENOUGH = 55
"""The day after which the journey ends, once it has shown everything there is to show."""


_PLURAL = re.compile(r"\b(letter|answer|digest|follow-up)s\b")


@dataclass
class Journey:
    """One run of the demo, and where it left things."""

    home: Home
    folder: Path
    seed: int
    say: Callable[[str], None]
    counts: Counter[str] = field(default_factory=Counter)
    ended_on: date = date(2026, 11, 24)
    meant: dict[str, str] = field(default_factory=dict)
    """What each simulated answer means, by Message-ID: the measure of how it was read."""

    def run(self) -> None:
        """Live through the whole journey; the clock is simulated and set back afterwards."""
        self._chance = random.Random(self.seed)  # noqa: S311 - fixes references and fates, never keys
        self._way = FileChannel(self.folder / "letters")
        self._simulator = BrokerSimulator(self.seed, names={})
        try:
            clock.set_now(BEGINS_AT)
            with ExitStack() as open_things:
                self._store = open_things.enter_context(
                    create_store(self.home, zone="UTC", simulated=True, throw_away=True)
                )
                self._out = open_things.enter_context(Postbox())
                self._back = open_things.enter_context(Postbox())
                for person in PEOPLE:
                    self._enter(person)
                    self.say(f"{person.name}, {person.residence}")
                    self._write_letters(person)
                self._simulator.receive(self._out.take(), clock.now())
                for day in DAYS:
                    clock.set_now(BEGINS_AT + timedelta(days=day, hours=8))
                    self._live_through()
                    if day >= ENOUGH and self._shown_everything():
                        break
        finally:
            clock.set_now(None)

    def _enter(self, person: DemoPerson) -> None:
        store, today = self._store, clock.today(self._store.zone)
        store.add_subject(
            SubjectFacts(
                handle=person.handle,
                name=person.name,
                reply_to=person.address,
                residence=person.residence,
                standing=Standing.SELF,
            )
        )
        if person.situation:
            store.declare(person.handle, "situation", person.situation, today)
        for kind, value, slug in person.identifiers:
            store.add_identifier(person.handle, kind, value, seen_at=slug, seen_on=today)

    def _write_letters(self, person: DemoPerson) -> None:
        """Write to each of the person's brokers to which a letter is to go now: a first one, or one by another way."""
        store, subject = self._store, self._store.subject(person.handle)
        chosen = [broker(slug) for slug in person.brokers]
        for item in make_plan(store, subject, chosen, on=clock.today(store.zone), named=True).items:
            confirmed = frozenset(item.claim.confirm)
            request = queue(store, subject, item, at=clock.now(), confirmed=confirmed, draw=self._chance.choice)
            self._carry(request, leave(store, request, self._way, at=clock.now()))
            self.counts["letters by another way" if item.request else "letters"] += 1
            if not item.request:
                self.say(f"  {item.broker.name}: {item.claim.title} ({item.claim.law}, by {item.channel.kind})")

    def _carry(self, request: RequestFacts, handed: Handed) -> None:
        """Do what a person does with a letter that was handed over: mail it, or fill in the form; and say so."""
        assert handed.path is not None, "the file channel names what it wrote"
        sender = str(self._store.subject(request.subject).reply_to)
        if handed.path.suffix == ".eml":
            content = handed.path.read_bytes()
        else:
            content = filled_form(request.reference, sender, broker(request.broker).domains[0])
        recipient = recipients_of(content)[0]
        self._simulator.names[recipient] = broker(request.broker).name
        post(self._out.port, sender, recipient, content)
        self._note(request, EventKind.SENT)

    def _note(self, request: RequestFacts, kind: EventKind) -> None:
        self._store.append(
            request.id,
            kind,
            expected_seq=self._store.last_seq(request.id),
            occurred_at=clock.now(),
            actor="person",
            payload={"on": clock.today(self._store.zone).isoformat()},
        )

    def _live_through(self) -> None:
        before = self.counts.copy()
        for answer in self._simulator.answers_until(clock.now()):
            self.meant[answer.message_id] = answer.kind
            post(self._back.port, answer.sender, answer.recipient, answer.content)
        (self.folder / "mail").mkdir(parents=True, exist_ok=True)
        for posted in self._back.take():
            box = Maildir(self.folder / "mail" / posted.recipients[0].partition("@")[0], create=True)
            box.add(posted.content)
            box.close()
        for person in PEOPLE:
            self._read_mail(person)
            self._write_letters(person)
        self._write_second_letters()
        self._simulator.receive(self._out.take(), clock.now())
        results = remind(
            self._store,
            at=clock.now(),
            zone=self._store.zone,
            to="file",
            directory=self.folder / "digests",
            dry_run=False,
        )
        self.counts["digests"] += len(results)
        self.ended_on = clock.today(self._store.zone)
        news = self.counts - before
        told = tally(news) or "nothing new"
        self.say(f"{self.ended_on.isoformat()}  {told}")

    def _read_mail(self, person: DemoPerson) -> None:
        store, path = self._store, self.folder / "mail" / person.address.partition("@")[0]
        if not path.exists():
            return
        took = take_in(store, ((path.name, raw) for _, raw in open_path(path)), at=clock.now())
        self.counts["answers"] += took.recorded + took.proposed
        # Looked at anew after each decision: one on an older state of the request is refused.
        while waiting := review.pending(store, subject=person.handle):
            item = waiting[0]
            meant = self.meant.get(item.reply.message_id or "")
            if item.reply.kind is None:
                self.counts["answers left to a person"] += 1
            elif item.reply.kind != meant:
                self.counts["answers misread"] += 1
            # The script decides as a careful person would, who reads the words: it knows what was meant.
            kind = ReplyKind(meant) if meant else None
            try:
                review.accept(store, item, at=clock.now(), kind=kind)
            except Refused:  # two letters crossed: what was answered needs nothing more
                review.dismiss(store, item, at=clock.now())

    def _write_second_letters(self) -> None:
        store = self._store
        for request in store.requests(open_only=True):
            state = store.state(request.id)
            if state.status is Status.AWAITING_YOU and state.reason == Reason.IDENTITY:
                self._carry(request, second_letter(store, request, self._way, at=clock.now()))
                self.counts["identity answers"] += 1
            elif standing(state, clock.today(store.zone)).follow_up_possible:
                self._carry(request, second_letter(store, request, self._way, at=clock.now()))
                self.counts["follow-ups"] += 1

    def _shown_everything(self) -> bool:
        """Say whether there was a digest, a follow-up, an answered case and one that is overdue."""
        states = [self._store.state(request.id) for request in self._store.requests()]
        overdue = any(standing(state, self.ended_on).overdue for state in states)
        answered = any(state.status is Status.ANSWERED for state in states)
        return bool(overdue and answered and self.counts["digests"] and self.counts["follow-ups"])


def tally(counts: Mapping[str, int]) -> str:
    """Return counts as a person writes them: 1 letter, 3 digests."""
    return ", ".join(f"{number} {_named(name, number)}" for name, number in counts.items())


def _named(name: str, number: int) -> str:
    return _PLURAL.sub(r"\1", name) if number == 1 else name


def rows(store: Store, today: date) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Yield a row a request: person, broker, law, how it stands, the day it was sent, the day an answer is due."""
    for request in store.requests():
        state = store.state(request.id)
        words = state.status.replace("_", " ")
        late = standing(state, today).overdue
        if late:
            words = f"{counted(late, 'day')} late" + (", followed up" if state.followed_up_on else "")
        elif state.outcome or state.status is Status.AWAITING_YOU:
            words = str(state.outcome or f"yours: {state.reason}").replace("_", " ")
        days = (day.isoformat() if day else "" for day in (state.sent_on, state.due_on))
        yield request.subject, broker(request.broker).name, request.law.value, words, *days  # type: ignore[misc]
