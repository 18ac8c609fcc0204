"""The second letter to a broker: a follow-up when the date has passed, or one answer to a demand for identity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from unlist.channels import Channel
from unlist.clock import day_of
from unlist.errors import NotFound, Refused
from unlist.law.deadlines import deadline
from unlist.law.model import Claim
from unlist.letters.model import Earlier, Order
from unlist.letters.route import channels_for
from unlist.outbox.draft import commit, next_ordinal, render
from unlist.outbox.leave import Handed, leave
from unlist.outbox.plan import barred_by
from unlist.outbox.transport import BY_HAND, Rules
from unlist.outbox.who import sender_of
from unlist.registry.load import broker as load_broker
from unlist.registry.records import Broker
from unlist.registry.records import Channel as Route
from unlist.store import Store
from unlist.store.facts import RequestFacts, SubjectFacts
from unlist.tracker.fold import effective
from unlist.tracker.model import Event, EventKind, Reason, State, Status
from unlist.tracker.today import standing
from unlist.words import ChannelKind, Purpose

NEW_PERIOD = timedelta(days=14)
"""Days that a follow-up gives; self-set, and the letter says so."""


def second_letter(store: Store, request: RequestFacts, way: Channel, *, at: datetime) -> Handed:
    """Write the letter that is due after the first, and let it leave at once. Raises as `queue_second` does."""
    queue_second(store, request, at=at)
    return leave(store, request, way, at=at)


def queue_second(store: Store, request: RequestFacts, *, at: datetime, rules: Rules = BY_HAND) -> None:
    """Write and approve the letter after the first: the answer to a demand for identity, else the follow-up.

    Raises Refused, and says why, when neither is.
    """
    state = store.state(request.id)
    if state.status is Status.AWAITING_YOU and state.reason == Reason.IDENTITY:
        _write(store, request, state, Purpose.IDENTITY_REPLY, at=at, rules=rules)
        return
    if state.followed_up_on:
        raise Refused(
            f"{request.reference} was followed up on {state.followed_up_on.isoformat()}; one follow-up is written.",
            hint=f"See what you can do: unlist request show {request.reference}",
        )
    if not standing(state, day_of(at, store.zone)).follow_up_possible:
        raise Refused(f"{request.reference}: {_too_soon(state)}", hint=f"See: unlist request why {request.reference}")
    _write(store, request, state, Purpose.FOLLOW_UP, at=at, rules=rules)


def _too_soon(state: State) -> str:
    if state.unreviewed:
        return "an answer came in that you have not read yet."
    if state.status is not Status.AWAITING_BROKER:
        reason = f" ({state.reason.replace('_', ' ')})" if state.reason else ""
        return f"it is not the broker's move; the request is {state.status.replace('_', ' ')}{reason}."
    if state.due_on is None:
        return "no day is known by which the broker must answer."
    chase_on = state.deadline.chase_on if state.deadline else None
    return f"the answer is due on {state.due_on.isoformat()}; write again from {chase_on or state.due_on} on."


def _write(store: Store, request: RequestFacts, state: State, purpose: Purpose, *, at: datetime, rules: Rules) -> None:
    subject = store.subject(request.subject)
    missing = barred_by(store, subject, day_of(at, store.zone))
    if missing:
        raise Refused(f"No second letter for {subject.handle}: it needs {missing[0]}")
    broker = load_broker(request.broker)
    today = day_of(at, store.zone)
    earlier = _earlier(store, request, state)
    order = Order(
        purpose=purpose,
        claim=request.claim,
        broker=broker,
        channel=_route(store, subject, broker, request.claim, earlier),
        sender=sender_of(subject, broker.slug),
        reference=request.reference,
        written_on=today,
        deadline=state.deadline,
        asked_by=today + NEW_PERIOD,
        earlier=earlier,
    )
    assert order.channel is not None
    kind = order.channel.kind
    ordinal = next_ordinal(store, request)
    draft = render(order, order.channel, subject, ordinal=ordinal, at=at, sends=rules.sends(kind))
    commit(store, request, subject, draft, at=at, not_before=rules.not_before(kind, at))


def _route(store: Store, subject: SubjectFacts, broker: Broker, claim: Claim, earlier: Earlier) -> Route:
    """Return the channel that the first letter went through, else the best one that is left. Raises NotFound."""
    dead = store.dead_addresses()
    for route in broker.channels:
        if route.value == earlier.sent_to and route.value.lower() not in dead:
            return route
    fitting = channels_for(broker, claim, subject.person, dead)
    if not fitting:
        raise NotFound(f"No channel to {broker.name} is left.", hint=f"See: unlist broker show {broker.slug}")
    return fitting[0]


def _earlier(store: Store, request: RequestFacts, state: State) -> Earlier:
    """Return what was sent first, and what the broker demanded since."""
    events = store.events(request.id)
    firsts = [e for e in events if e.kind is EventKind.DRAFTED and e.payload["purpose"] == Purpose.FIRST]
    # A form that was filled in later is the same request by another way: the letter that started the clock counts.
    in_time = [e for e in firsts if state.sent_on is None or day_of(e.occurred_at, store.zone) <= state.sent_on]
    left = (in_time or firsts)[-1]
    facts = store.message_facts(left.message or "")
    # Where no record says when it left, the day that stands in the letter is the one to name.
    sent_on = state.sent_on if state.sent_on and state.sent_known else day_of(left.occurred_at, store.zone)
    asked_by = left.payload.get("asked_by")
    clock = state.deadline or deadline(
        request.law, request.right, jurisdiction=request.jurisdiction, received_on=sent_on
    )
    return Earlier(
        sent_on=sent_on,
        sent_to=facts["recipient"],
        channel=facts["channel"],
        receipt_known=state.receipt_known,
        deadline=clock,
        subject_line=facts["letter"]["subject_line"],
        message_id=facts["message_id"] if facts["channel"] == ChannelKind.EMAIL else None,
        demanded=_demanded(events),
        asked_by=date.fromisoformat(asked_by) if asked_by else None,
        due_on=state.due_on,
    )


def _demanded(events: Sequence[Event]) -> tuple[str, ...]:
    for event in reversed(effective(events)):
        asks = event.payload.get("asks") if event.kind is EventKind.IDENTITY_REQUESTED else None
        if isinstance(asks, dict) and asks.get("documents"):
            return tuple(map(str, asks["documents"]))
    return ()
