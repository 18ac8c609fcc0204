"""Events -> State. The log is the only truth; everything else is computed from it, here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unlist.errors import BadInput, Refused
from unlist.tracker.dates import Dates, compute
from unlist.tracker.facts import Facts
from unlist.tracker.model import Event, EventKind, State, Status
from unlist.tracker.moves import take
from unlist.tracker.table import WIRE, allowed

RULE_VERSION = "tracker-5"
"""Goes up when the same events may amount to another state; projections of another version are rebuilt."""


def fold(events: Iterable[Event]) -> State:
    """Return what the events of one request amount to.

    Raises Refused when an event may not stand where it stands (so folding the log with a new event at its end, before
    it is stored, is the check of that event), and BadInput when a payload holds something unreadable.
    """
    log = sorted(events, key=lambda event: event.seq)
    facts = gather(log)
    return _state(facts, compute(facts), log[-1])


def effective(events: Sequence[Event]) -> list[Event]:
    """Return the events that count: without corrections and without what they took back. Raises Refused."""
    taken_back = {_taken_back(event, events) for event in events if event.kind is EventKind.CORRECTED}
    return [event for event in events if event.kind is not EventKind.CORRECTED and event.seq not in taken_back]


def last_draft(events: Sequence[Event]) -> Event:
    """Return the event with which the letter was drafted that is to leave, or left last."""
    return next(event for event in reversed(events) if event.kind is EventKind.DRAFTED)


def gather(log: Sequence[Event]) -> Facts:
    """Take the counting events one by one. Raises Refused for one that the table does not allow."""
    if not log:
        raise Refused("A request without events does not exist.", hint="Draft its first letter.")
    facts = Facts()
    for event in effective(log):
        try:
            if not allowed(facts.status, event.kind):
                raise _misplaced(facts, event)
            take(facts, event)
        except Refused as refusal:
            raise _by_correction(log[-1], event, refusal) from refusal
    if facts.status is None:
        raise Refused("The first event of a request cannot be taken back.", hint="Withdraw or close the request.")
    return facts


def _misplaced(facts: Facts, event: Event) -> Refused:
    if facts.status is None:
        return Refused(f"Event {event.seq}: a request begins with drafted, not with {event.kind}.")
    standing = (f"{facts.status}({facts.reason})" if facts.reason else facts.status).replace("_", " ")
    hint = "See `unlist request why` for how it came to stand there."
    if facts.status in (Status.ANSWERED, Status.CLOSED):
        hint = "Take it up again first: unlist request reopen"
    elif facts.status is Status.SENDING:
        hint = "A hand-off is running; record its result first."
    what = event.kind.replace("_", " ")
    return Refused(f"Event {event.seq}: {what} may not follow while the request is {standing}.", hint=hint)


def _by_correction(last: Event, event: Event, refusal: Refused) -> Refused:
    if last.kind is not EventKind.CORRECTED:
        return refusal
    return Refused(
        f"Event {last.payload.get('seq')} cannot be taken back: event {event.seq} ({event.kind}) rests on it.",
        hint=f"Take back event {event.seq} first.",
    )


def _taken_back(correction: Event, log: Sequence[Event]) -> int:
    seq = correction.payload.get("seq")
    found = [event for event in log if event.seq == seq and event.seq < correction.seq]
    if not isinstance(seq, int) or not found:
        raise BadInput(f"Event {correction.seq} (corrected): there is no event {seq} before it.")
    if found[0].kind is EventKind.CORRECTED:
        raise Refused(
            f"Event {seq} is a correction; a correction is not corrected.",
            hint="Record again what it took back.",
        )
    if found[0].kind in WIRE:
        raise Refused(
            f"Event {seq} ({found[0].kind}) was done by the tool and cannot be taken back: a letter might leave twice.",
            hint="Record what became of it: sent, not_sent or bounced.",
        )
    earlier = (one for one in log if one.kind is EventKind.CORRECTED and one.seq < correction.seq)
    if any(one.payload.get("seq") == seq for one in earlier):
        raise Refused(f"Event {seq} has been taken back already.")
    return seq


def _state(facts: Facts, dates: Dates, last: Event) -> State:
    assert facts.status is not None
    waiting = facts.open_ask
    return State(
        status=facts.status,
        reason=str(facts.reason),
        outcome=facts.outcome,
        sent_on=facts.sent_on,
        sent_known=facts.sent_known,
        residence=facts.residence,
        received_on=facts.received_on,
        receipt_known=facts.receipt_known,
        deadline=dates.deadline,
        due_on=dates.due_on,
        acknowledge_by=dates.deadline.acknowledge_by if dates.deadline else None,
        extension=dates.extension,
        answered_on=facts.answered_on,
        closed_at=facts.closed_at,
        last_seq=last.seq,
        last_event_at=last.occurred_at,
        unreviewed=tuple(facts.unreviewed),
        followed_up_on=facts.followed_up_on,
        snoozed_until=facts.snoozed_until,
        muted=facts.muted,
        leaves_at=facts.leaves_at if facts.status is Status.QUEUED else None,
        tried=facts.tried,
        first_tried_at=facts.first_tried_at,
        proposed=tuple(facts.proposed),
        letters=facts.letters,
        purpose=facts.purpose,
        heard_on=facts.heard_on,
        asked_on=waiting.on if waiting else None,
        answer_by=waiting.answer_by if waiting else None,
        disclosed=tuple(facts.disclosed),
        steps=dates.steps,
    )
