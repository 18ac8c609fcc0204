"""Cases told in short: a line is an event; a ledger that lives in memory; a day is written as text."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from unlist.reminders.cases import Case, turn_began, unread
from unlist.reminders.due import Due, due_items
from unlist.tracker.fold import fold
from unlist.tracker.model import Event, EventKind

K = EventKind
GERMAN = {"law": "gdpr", "right": "deletion", "jurisdiction": "DE", "channel": "email"}


def reference(number: int) -> str:
    """Return a reference that looks like one; its check character does not matter here."""
    return f"UL-{number:011d}"


def day(text: str) -> date:
    return date.fromisoformat(text)


class Told:
    """One request as it is told: `tell` adds an event, which the home learned of on `known` (else on its own day)."""

    def __init__(self, number: int = 0, *, name: str = "Acxiom", broker: str = "acxiom", **claim: Any) -> None:
        self.reference, self.name, self.broker = reference(number), name, broker
        self.claim = {**GERMAN, **claim}
        self.events: list[Event] = []

    def tell(self, kind: EventKind, on: str, /, *, known: str = "", message: str | None = None, **payload: Any) -> Told:
        at, recorded = (datetime.combine(day(text), time(12), UTC) for text in (on, known or on))
        payload.setdefault("on", on)
        self.events.append(Event(len(self.events) + 1, kind, at, recorded, "person", payload, message))
        return self

    def draft(self, on: str, purpose: str = "first") -> Told:
        return self.tell(K.DRAFTED, on, purpose=purpose, **(self.claim if purpose == "first" else {}))

    def handed_over(self, on: str, purpose: str = "first") -> Told:
        return self.draft(on, purpose).tell(K.APPROVED, on).tell(K.SEND_INTENDED, on).tell(K.HANDED_OVER, on)

    def sent(self, on: str, purpose: str = "first") -> Told:
        return self.handed_over(on, purpose).tell(K.SENT, on)

    @property
    def case(self) -> Case:
        state, began = fold(self.events), turn_began(self.events)
        return Case(
            reference=self.reference,
            broker=self.broker,
            name=self.name,
            right=self.claim["right"],
            state=state,
            opened_on=self.events[0].occurred_at.date(),
            began_on=began.recorded_at.date(),
            began_by=began.kind,
            closed_on=state.closed_at.date() if state.closed_at else None,
            unread=unread(self.events, state, "UTC"),
        )


class Ledger:
    """What was told, and when last: what a run of the workflow reads and adds to."""

    def __init__(self) -> None:
        self.told: set[tuple[str, str]] = set()
        self.last: date | None = None
        self.digests: dict[date, Due] = {}

    def run(self, cases: list[Case], today: date | str) -> Due:
        today = day(today) if isinstance(today, str) else today
        due = due_items(cases, today, self.told, self.last)
        if due.entries:
            assert not self.told & set(due.entries), "told twice"
            assert today not in self.digests, "two digests on one day"
            self.told |= set(due.entries)
            self.last, self.digests[today] = today, due
        return due


def days_told(case: Case, first: str, last: str, *, kind: str = "") -> list[str]:
    """Run every day and return the days on which something new was told (the monthly digest aside)."""
    ledger = Ledger()
    for number in range(day(first).toordinal(), day(last).toordinal() + 1):
        ledger.run([case], date.fromordinal(number))
    return [
        on.isoformat()
        for on, due in ledger.digests.items()
        if not due.monthly and any(key.startswith(kind) for key, _ in due.entries)
    ]
