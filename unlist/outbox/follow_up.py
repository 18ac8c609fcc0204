"""The second letter to a broker: a follow-up when the date has passed, or one answer to a demand for identity."""

from __future__ import annotations

from datetime import datetime, timedelta

from unlist.channels import Channel
from unlist.clock import day_of
from unlist.errors import NotFound, Refused
from unlist.law.deadlines import deadline
from unlist.letters.model import Earlier, Order
from unlist.outbox.choose import channels_for
from unlist.outbox.plan import person_of
from unlist.outbox.send import Draft, Handed, claim_from, commit, leave, render
from unlist.outbox.who import sender_of
from unlist.registry.load import broker as load_broker
from unlist.registry.records import Broker
from unlist.registry.records import Channel as Route
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.model import EventKind, Reason, State, Status
from unlist.tracker.today import standing
from unlist.words import Purpose

NEW_PERIOD = timedelta(days=14)
"""Days that a follow-up gives; self-set, and the letter says so."""


def follow_up(store: Store, request: RequestFacts, way: Channel, *, at: datetime) -> Handed:
    """Write the one follow-up of an overdue request, in the same thread, and let it leave.

    Raises Refused before the day on which it makes sense, and when one was written already.
    """
    today = day_of(at, store.zone)
    state = store.state(request.id)
    if state.followed_up_on:
        raise Refused(
            f"{request.reference} was followed up on {state.followed_up_on.isoformat()}; one follow-up is written.",
            hint=f"Next comes a complaint, or an end: unlist request close {request.reference}",
        )
    if not standing(state, today).follow_up_possible:
        due = f"is due on {state.due_on.isoformat()}" if state.due_on else "has no date yet"
        raise Refused(f"The answer to {request.reference} {due}.", hint=f"See: unlist request why {request.reference}")
    return _write(store, request, state, way, Purpose.FOLLOW_UP, at=at)


def answer_identity(store: Store, request: RequestFacts, way: Channel, *, at: datetime) -> Handed:
    """Answer a demand for proof of identity with what the law allows it to ask. Raises Refused when none stands."""
    state = store.state(request.id)
    if state.status is not Status.AWAITING_YOU or state.reason != Reason.IDENTITY:
        raise Refused(f"No demand for identity stands in {request.reference}.", hint="See: unlist inbox review")
    return _write(store, request, state, way, Purpose.IDENTITY_REPLY, at=at)


def _write(
    store: Store, request: RequestFacts, state: State, way: Channel, purpose: Purpose, *, at: datetime
) -> Handed:
    subject = store.subject(request.subject)
    broker = load_broker(request.broker)
    earlier, route = _earlier(store, request, state, broker)
    today = day_of(at, store.zone)
    claim = claim_from(request.claim, request)
    if route is None:
        fitting = channels_for(broker, claim, person_of(subject), store.dead_addresses())
        if not fitting:
            raise NotFound(f"No channel to {broker.name} is left.", hint=f"See: unlist broker show {broker.slug}")
        route = fitting[0]
    order = Order(
        purpose=purpose,
        claim=claim,
        broker=broker,
        channel=route,
        sender=sender_of(subject),
        reference=request.reference,
        written_on=today,
        deadline=state.deadline,
        asked_by=today + NEW_PERIOD,
        earlier=earlier,
    )
    draft: Draft = render(order, route, subject, ordinal=state.letters + 1, at=at, earlier=earlier)
    commit(store, request, subject, draft, at=at, confirmed=[])
    return leave(store, request, draft, broker, way, at=at)


def _earlier(store: Store, request: RequestFacts, state: State, broker: Broker) -> tuple[Earlier, Route | None]:
    """Return what was sent before, and the channel it went through if the record still has it."""
    drafted = [event for event in store.events(request.id) if event.kind is EventKind.DRAFTED]
    first = drafted[0].payload
    facts = store.message_facts(drafted[0].message) if drafted[0].message else {}
    recipient = str(first.get("recipient", ""))
    sent_on = state.sent_on or day_of(drafted[0].occurred_at, store.zone)
    clock = state.deadline or deadline(
        request.law, request.right, jurisdiction=request.jurisdiction, received_on=sent_on
    )
    dead = set(store.dead_addresses())
    route = next((c for c in broker.channels if c.value == recipient and c.value.lower() not in dead), None)
    return (
        Earlier(
            sent_on=sent_on,
            sent_to=recipient,
            channel=str(first.get("channel", "")),
            receipt_known=state.receipt_known,
            deadline=clock,
            subject_line=str(facts.get("subject", "")),
            message_id=str(facts["message_id"]) if facts.get("message_id") else None,
            demanded=_demanded(store, request),
        ),
        route,
    )


def _demanded(store: Store, request: RequestFacts) -> tuple[str, ...]:
    for event in reversed(store.events(request.id)):
        asks = event.payload.get("asks")
        if isinstance(asks, dict) and asks.get("documents"):
            return tuple(map(str, asks["documents"]))
    return ()
