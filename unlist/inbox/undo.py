"""Taking decisions back: by compensating events, so that the request stands as it stood before."""

from __future__ import annotations

from datetime import datetime

from unlist.errors import NotFound, Refused
from unlist.inbox.assignment import MOVED_EVENT, MOVED_FROM, log_of
from unlist.inbox.intake import EVENT_OF
from unlist.inbox.review import ID_END, Decision
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.fold import effective
from unlist.tracker.model import Event, EventKind

OF_MAIL = frozenset({*EVENT_OF.values(), EventKind.DELIVERED, EventKind.REPLY_RECEIVED, EventKind.REPLY_DISMISSED})
"""Events that rest on a message that came in; a letter's own are no decisions."""


AGAIN = "again"
"""Key of the payload under which the number of the event stands in whose place a message arrived again."""


def decisions(store: Store, message: str, *, request: str | None = None) -> list[Decision]:
    """Return what is recorded of a message and counts, oldest first; `request`: the id of one of its requests."""
    found: list[tuple[datetime, int, Decision]] = []
    for facts in store.requests_by(ids=store.requests_of(message)):
        if request in {None, facts.id}:
            found += [
                (event.recorded_at, event.seq, Decision(message, facts, event.seq, event.kind))
                for event in log_of(store, facts, message)
                if event.kind in OF_MAIL
            ]
    return [decision for *_, decision in sorted(found, key=lambda row: (row[0], row[1]))]


def message_named(store: Store, name: str, *, subject: str | None = None) -> str:
    """Return the id of the kept message that ends so; with `subject` only of this person's requests.

    Raises NotFound when there is none or more than one.
    """
    wanted = name.strip().lower()
    found = store.messages_named(wanted) if len(wanted) >= ID_END else []
    if subject is not None:
        found = [
            message
            for message in found
            if any(request.subject == subject for request in store.requests_by(ids=store.requests_of(message)))
        ]
    if len(found) != 1:
        raise NotFound(
            f"No message {name!r} is kept." if not found else f"{len(found)} messages end in {name!r}.",
            hint="`unlist request show REQUEST` lists the messages of a request.",
        )
    return found[0]


def last_decision(store: Store, message: str, *, request: str | None = None) -> Decision:
    """Return the last thing recorded of a message that can be taken back.

    Raises Refused when there is none: it waits, and nobody moved it where it is.
    """
    made = [one for one in decisions(store, message, request=request) if _was_decided(store, one)]
    if not made:
        raise Refused(
            f"Nothing was decided on message {message[-12:]}.", hint=f"Decide: unlist inbox review {message[-12:]}"
        )
    return made[-1]


def last_decision_in(store: Store, request: RequestFacts) -> Decision:
    """Return the last thing recorded of any message of a request that can be taken back. Raises Refused: none."""
    made = [
        Decision(event.message, request, event.seq, event.kind)
        for event in effective(store.events(request.id))
        if event.message and event.kind in OF_MAIL
    ]
    made = [one for one in made if _was_decided(store, one)]
    if not made:
        raise Refused(
            f"Nothing was decided on a message of {request.reference}.", hint="See: unlist inbox review --list"
        )
    return made[-1]


def _was_decided(store: Store, decision: Decision) -> bool:
    """Say whether more than its mere arrival was recorded: arrivals count where a person brought them about."""
    event = event_of(store, decision)
    return event.kind is not EventKind.REPLY_RECEIVED or event.actor == "person"


def event_of(store: Store, decision: Decision) -> Event:
    """Return the event by which a decision was recorded."""
    return next(one for one in store.events(decision.request.id) if one.seq == decision.seq)


def take_back(store: Store, decision: Decision, *, at: datetime) -> None:
    """Take one decision back. What it rested on waits again; an address that it gave up is written to again.

    Raises Refused when a later event rests on it (a letter that answers it, say), or it was taken back already.
    """
    with store.transaction():
        event = _in_force(store, decision)
        if event.kind is EventKind.REPLY_RECEIVED:
            _refuse_decided(store, decision, event)
        correct(store, decision.request, event.seq, at=at)
        if event.kind is EventKind.REPLY_RECEIVED:
            _send_away(store, decision, event, at=at)
        elif event.actor != "person" and decision.message not in store.state(decision.request.id).unreviewed:
            # It was recorded without a person; from now on a person decides.
            payload = dict(event.payload)
            _arrive_again(store, decision.request, decision.message, payload, at=at)


def _in_force(store: Store, decision: Decision) -> Event:
    """Return the event of a decision, or the one that took its place when a move away from there was taken back."""
    log = log_of(store, decision.request, decision.message)
    again = (one for one in log if one.payload.get(AGAIN) == decision.seq)
    return next((one for one in log if one.seq == decision.seq), None) or next(again, event_of(store, decision))


def _refuse_decided(store: Store, decision: Decision, arrival: Event) -> None:
    """Refuse to take a message out of a request while what was decided on it there stands."""
    log = log_of(store, decision.request, decision.message)
    if arrival in log and decision.message not in store.state(decision.request.id).unreviewed:
        raise Refused(
            f"Message {decision.message[-12:]} was decided on in {decision.request.reference}.",
            hint="Take that decision back first.",
        )


def correct(store: Store, request: RequestFacts, seq: int, *, at: datetime) -> None:
    """Take back any event of a request, and with a bounce that the address is dead. Raises as `take_back` does."""
    events = store.events(request.id)
    event = next((one for one in events if one.seq == seq), None)
    store.append(
        request.id,
        EventKind.CORRECTED,
        expected_seq=events[-1].seq,
        occurred_at=at,
        actor="person",
        payload={"seq": seq},
        message=event.message if event else None,
    )
    if event and event.kind is EventKind.BOUNCED and event.payload.get("class") == "hard":
        address = str(event.payload.get("address") or "")
        if address and not _still_dead(store, address):
            store.revive(address)


def _still_dead(store: Store, address: str) -> bool:
    """Say whether another bounce gave the same address up."""
    return any(
        event.kind is EventKind.BOUNCED
        and event.payload.get("class") == "hard"
        and event.payload.get("address") == address
        for request in store.requests()
        for event in effective(store.events(request.id))
    )


def _send_away(store: Store, decision: Decision, arrival: Event, *, at: datetime) -> None:
    """Take a message out of the request that a person gave it to; one that was moved goes back to where it was."""
    came_from = arrival.payload.get(MOVED_FROM)
    if came_from:
        (first,) = store.requests_by(ids=[str(came_from)])
        store.give_message(decision.message, first.subject, first.id)
        before = next(one for one in store.events(first.id) if one.seq == arrival.payload[MOVED_EVENT])
        if not log_of(store, first, decision.message):
            payload = {AGAIN: before.seq, **before.payload}
            _arrive_again(store, first, decision.message, payload, at=at, actor=before.actor)
    store.take_message(decision.message, decision.request.id)


def _arrive_again(
    store: Store,
    request: RequestFacts,
    message: str,
    payload: dict[str, object],
    *,
    at: datetime,
    actor: str = "broker",
) -> None:
    store.append(
        request.id,
        EventKind.REPLY_RECEIVED,
        expected_seq=store.last_seq(request.id),
        occurred_at=at,
        actor=actor,
        payload=payload,
        message=message,
    )
