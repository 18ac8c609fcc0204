"""The journey: letters written, carried over a socket, answered, read, reviewed, reminded, followed up."""

from __future__ import annotations

import email
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from mailbox import Maildir
from pathlib import Path

from unlist import clock
from unlist.channels.file import FileChannel
from unlist.demo.people import PEOPLE, DemoPerson
from unlist.errors import NotFound
from unlist.home import Home
from unlist.inbox import review
from unlist.inbox.intake import take_in
from unlist.mailbox import open_path
from unlist.outbox.follow_up import follow_up
from unlist.outbox.plan import make_plan
from unlist.outbox.send import leave, queue
from unlist.registry.load import broker
from unlist.registry.records import Broker
from unlist.reminders.workflow import remind
from unlist.store import Store, create_store
from unlist.store.facts import SubjectFacts
from unlist.testing.postbox import Postbox, post
from unlist.testing.simulator import BrokerSimulator, recipients_of
from unlist.tracker.model import EventKind, Status
from unlist.tracker.today import standing
from unlist.words import ReplyKind, Standing

BEGINS_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
STEPS = (0, 1, 3, 7, 14, 24, 33, 45, 55)
"""Days of the journey on which mail is fetched, answers are decided on and reminders go out."""


@dataclass
class Journey:
    """One run of the demo, and where it left things."""

    home: Home
    folder: Path
    seed: int
    say: Callable[[str], None]
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Live through the whole journey; the clock is simulated and set back afterwards."""
        chance = random.Random(self.seed)  # noqa: S311 - fixes references and fates, never keys
        try:
            clock.set_now(BEGINS_AT)
            with create_store(self.home, zone="UTC", simulated=True) as store, Postbox() as out, Postbox() as back:
                simulator = BrokerSimulator(self.seed, names={})
                self._enter_people(store)
                self._write_letters(store, simulator, out, chance)
                for day in STEPS:
                    clock.set_now(BEGINS_AT + timedelta(days=day, hours=8))
                    self._live_through(store, simulator, out, back)
        finally:
            clock.set_now(None)

    def _enter_people(self, store: Store) -> None:
        for person in PEOPLE:
            facts = SubjectFacts(
                handle=person.handle,
                name=person.name,
                reply_to=person.address,
                residence=person.residence,
                standing=Standing.SELF,
            )
            store.add_subject(facts)
            if person.situation:
                store.declare(person.handle, "situation", person.situation, clock.today(store.zone))
            for kind, value, slug in person.identifiers:
                store.add_identifier(person.handle, kind, value, seen_at=slug, seen_on=clock.today(store.zone))

    def _write_letters(self, store: Store, simulator: BrokerSimulator, out: Postbox, chance: random.Random) -> None:
        way = FileChannel(self.folder / "letters")
        for person in PEOPLE:
            subject = store.subject(person.handle)
            plan = make_plan(store, subject, _brokers(person), on=clock.today(store.zone), named=True)
            for skipped in plan.skipped:
                self.say(f"  {person.handle}: no letter to {skipped.name}, {skipped.reason}")
            for item in plan.items:
                request, draft = queue(
                    store, subject, item, at=clock.now(), confirmed=frozenset(item.claim.confirm), draw=chance.choice
                )
                handed = leave(store, request, draft, item.broker, way, at=clock.now())
                self.counts["letters"] += 1
                if handed.path and handed.path.suffix == ".eml":
                    simulator.names[item.channel.value] = item.broker.name
                    self._mail(store, request.id, handed.path, person.address, out)
            self.say(f"{person.name} ({person.residence}): {len(plan.items)} letters")
        simulator.receive(out.take(), clock.now())

    def _mail(self, store: Store, request_id: str, path: Path, sender: str, out: Postbox) -> None:
        """Do what a person does: open the letter in a mail program, send it, and say so."""
        content = path.read_bytes()
        post(out.port, sender, recipients_of(content)[0], content)
        self._append(store, request_id, EventKind.SENT, {"on": clock.today(store.zone).isoformat()})

    def _append(self, store: Store, request_id: str, kind: EventKind, payload: dict[str, str]) -> None:
        store.append(
            request_id,
            kind,
            expected_seq=store.state(request_id).last_seq,
            occurred_at=clock.now(),
            actor="person",
            payload=payload,
        )

    def _live_through(self, store: Store, simulator: BrokerSimulator, out: Postbox, back: Postbox) -> None:
        answers = simulator.answers_until(clock.now())
        for answer in answers:
            post(back.port, answer.sender, answer.recipient, answer.content)
        for posted in back.take():
            box = Maildir(self.folder / "mail" / posted.recipients[0].partition("@")[0], create=True)
            box.add(posted.content)
            box.close()
        for person in PEOPLE:
            self._read_mail(store, person)
        self._follow_up(store, simulator, out)
        for result in remind(
            store, at=clock.now(), zone=store.zone, to="file", directory=self.folder / "digests", dry_run=False
        ):
            self.counts["digests"] += 1
            del result
        self.say(f"{clock.today(store.zone).isoformat()}: {len(answers)} answers")

    def _read_mail(self, store: Store, person: DemoPerson) -> None:
        path = self.folder / "mail" / person.address.partition("@")[0]
        if not path.exists():
            return
        took = take_in(store, ((str(path), raw) for _, raw in open_path(path)), at=clock.now())
        self.counts["answers read"] += took.recorded + took.proposed
        self.wrong += took.faults
        for item in review.pending(store, subject=person.handle):
            if item.reply.kind is None:
                self.counts["left to a person"] += 1
                review.accept(store, item, at=clock.now(), kind=ReplyKind.QUESTION)
            else:
                review.accept(store, item, at=clock.now())
            self.counts["decided"] += 1

    def _follow_up(self, store: Store, simulator: BrokerSimulator, out: Postbox) -> None:
        way = FileChannel(self.folder / "letters")
        for request in store.requests(open_only=True):
            state = store.state(request.id)
            if not standing(state, clock.today(store.zone)).follow_up_possible:
                continue
            handed = follow_up(store, request, way, at=clock.now())
            self.counts["follow-ups"] += 1
            if handed.path and handed.path.suffix == ".eml":
                subject = store.subject(request.subject)
                content = handed.path.read_bytes()
                assert email.message_from_bytes(content)["Subject"]
                self._mail(store, request.id, handed.path, str(subject.reply_to), out)
        simulator.receive(out.take(), clock.now())


def _brokers(person: DemoPerson) -> Iterator[Broker]:
    for slug in person.brokers:
        try:
            yield broker(slug)
        except NotFound:
            continue


def summary(store: Store) -> list[tuple[str, str, str, str, str, str]]:
    """Return one row a request: person, broker, law, status, sent, due."""
    rows = []
    today = clock.today(store.zone)
    for request in store.requests():
        state = store.state(request.id)
        detail = (state.outcome or state.reason or "").replace("_", " ")
        late = standing(state, today).overdue if state.status is Status.AWAITING_BROKER else 0
        status = (
            state.status.replace("_", " ")
            + (f" ({detail})" if detail else "")
            + (f", {late} days late" if late else "")
        )
        due = state.due_on.isoformat() if state.due_on else ""
        rows.append((request.subject, request.broker, request.law.value, status, str(state.sent_on or ""), due))
    return rows
