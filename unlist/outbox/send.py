"""Letting letters leave: intent, bytes and recipient are committed before anything is handed over."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from unlist import reference as references
from unlist.channels import Accepted, Channel, Deferred, Failed, HandedOver, Parcel, Result, Uncertain
from unlist.clock import day_of
from unlist.errors import BadInput, UnlistError
from unlist.law.deadlines import deadline
from unlist.law.model import Claim, Deadline
from unlist.letters.compose import compose
from unlist.letters.mime import mailto_link, message_id_for, to_eml
from unlist.letters.model import Earlier, Letter, Order
from unlist.outbox.plan import PlanItem
from unlist.outbox.who import sender_of
from unlist.registry.records import Broker
from unlist.registry.records import Channel as Route
from unlist.store import Store
from unlist.store.facts import NewRequest, RequestFacts, SubjectFacts
from unlist.tracker.model import EventKind
from unlist.words import ChannelKind, Purpose


@dataclass(frozen=True)
class Handed:
    """What became of one letter."""

    reference: str
    broker: str
    law: str
    right: str
    path: Path | None
    sentence: str


@dataclass(frozen=True)
class Draft:
    """A letter that was rendered once: what is sent, shown and exported are the same bytes."""

    order: Order
    letter: Letter
    route: Route
    ordinal: int
    message_id: str
    content: bytes


def queue(
    store: Store,
    subject: SubjectFacts,
    item: PlanItem,
    *,
    at: datetime,
    confirmed: frozenset[str] = frozenset(),
    draw: Callable[[str], str] = secrets.choice,
    again: bool = False,
) -> tuple[RequestFacts, Draft]:
    """Render the letter, open the request and approve it. Raises BadInput when something it needs is missing."""
    if item.missing:
        raise BadInput(f"The letter to {item.broker.name} still needs {item.missing[0]}.")
    unconfirmed = [fact for fact in item.claim.confirm if fact not in confirmed]
    if unconfirmed:
        raise BadInput(
            f"The letter to {item.broker.name} states {' and '.join(unconfirmed)}, which you have not confirmed.",
            hint=f"Confirm with: --confirm {','.join(unconfirmed)}",
        )
    today = day_of(at, store.zone)
    reference = references.new_reference(draw)
    clock = clock_of(item.claim, subject.residence, at=at, zone=store.zone)
    order = Order(
        purpose=Purpose.FIRST,
        claim=item.claim,
        broker=item.broker,
        channel=item.channel,
        sender=sender_of(subject, item.disclosure.leaving),
        reference=reference,
        written_on=today,
        deadline=clock,
        asked_by=clock.due_on if clock and not clock.statutory else None,
    )
    draft = render(order, item.channel, subject, ordinal=1, at=at)
    request = store.open_request(
        NewRequest(
            reference=reference,
            subject=subject.handle,
            broker=item.broker.slug,
            law=item.claim.law,
            right=item.claim.right,
            variant=item.claim.variant,
            jurisdiction=item.claim.jurisdiction or subject.residence,
            rule=clock.rule if clock else item.claim.rule,
            claim=_snapshot(item.claim),
            created_at=at,
        ),
        force=again,
    )
    commit(store, request, subject, draft, at=at, confirmed=sorted(confirmed & set(item.claim.confirm)))
    return request, draft


def clock_of(claim: Claim, residence: str, *, at: datetime, zone: str) -> Deadline | None:
    """Return the clock as it would run if the letter arrived on the day of `at`; None where the law has none."""
    try:
        return deadline(
            claim.law, claim.right, jurisdiction=claim.jurisdiction or residence, received_on=day_of(at, zone)
        )
    except UnlistError:
        return None


def render(
    order: Order, route: Route, subject: SubjectFacts, *, ordinal: int, at: datetime, earlier: Earlier | None = None
) -> Draft:
    """Render a letter and its message once."""
    letter = compose(order)
    from_address = subject.reply_to or ""
    message_id = message_id_for(order.reference, ordinal, from_address, secrets.token_hex(6))
    content = letter.body.encode()
    if route.kind is ChannelKind.EMAIL:
        in_reply_to = earlier.message_id if earlier else None
        content = to_eml(
            letter,
            from_address=from_address,
            from_name=order.sender.name,
            recipient=route.value,
            message_id=message_id,
            date=at,
            in_reply_to=in_reply_to,
            references=(in_reply_to,) if in_reply_to else (),
        )
    return Draft(order, letter, route, ordinal, message_id, content)


def commit(
    store: Store,
    request: RequestFacts,
    subject: SubjectFacts,
    draft: Draft,
    *,
    at: datetime,
    confirmed: list[str],
) -> None:
    """Store the bytes, then record that the letter was drafted and approved."""
    message, _ = store.store_message(
        draft.content,
        direction="out",
        subjects=[subject.handle],
        requests=[request.id],
        message_id=draft.message_id,
        at=at,
        facts={
            "subject": draft.letter.subject_line,
            "recipient": draft.route.value,
            "channel": draft.route.kind.value,
            "template": draft.letter.template,
            "message_id": draft.message_id,
        },
    )
    purpose = draft.order.purpose.value
    asked_by = draft.order.asked_by
    payload = {
        "purpose": purpose,
        "law": request.law.value,
        "right": request.right.value,
        "variant": request.variant,
        "jurisdiction": request.jurisdiction,
        "channel": draft.route.kind.value,
        "recipient": draft.route.value,
        "ordinal": draft.ordinal,
        "message_id": draft.message_id,
        "asked_by": asked_by.isoformat() if asked_by else None,
        "confirmed": {fact: day_of(at, store.zone).isoformat() for fact in confirmed},
    }
    _append(store, request, EventKind.DRAFTED, payload, at=at, message=message, actor="system")
    approval = {"purpose": purpose, "not_before": at.isoformat()}
    _append(store, request, EventKind.APPROVED, approval, at=at, message=message, actor="person")


def leave(store: Store, request: RequestFacts, draft: Draft, broker: Broker, way: Channel, *, at: datetime) -> Handed:
    """Let an approved letter leave through `way`, and record truthfully what became of it.

    The intent is committed first. A channel that sends calls `before_dot` just before its last byte.
    """
    intent = {
        "purpose": draft.order.purpose.value,
        "message_id": draft.message_id,
        "recipient": draft.route.value,
        "channel": way.name,
    }
    _append(store, request, EventKind.SEND_INTENDED, intent, at=at)
    parcel = Parcel(
        reference=request.reference,
        ordinal=draft.ordinal,
        broker=broker.name,
        slug=broker.slug,
        kind=draft.route.kind,
        recipient=draft.route.value,
        letter=draft.letter,
        content=draft.content,
        mailto=mailto_link(draft.letter, draft.route.value) if draft.route.kind is ChannelKind.EMAIL else "",
        on=day_of(at, store.zone),
        terms=tuple(draft.route.terms),
    )
    try:
        result = way.deliver(parcel, before_dot=lambda: _append(store, request, EventKind.DOT_INTENDED, {}, at=at))
    except UnlistError as problem:
        _append(store, request, EventKind.SEND_DEFERRED, {"reason": problem.message}, at=at)
        raise
    return _record(store, request, draft, result, at=at)


def _record(store: Store, request: RequestFacts, draft: Draft, result: Result, *, at: datetime) -> Handed:
    purpose = draft.order.purpose.value
    today = day_of(at, store.zone)
    path: Path | None = None
    match result:
        case HandedOver():
            path = result.path
            kind, payload = EventKind.HANDED_OVER, {"path": str(path), "channel": draft.route.kind.value}
            sentence = "lies ready for you to send"
        case Accepted():
            kind, payload = EventKind.SEND_ACCEPTED, {"on": today.isoformat(), "queue_id": result.queue_id}
            sentence = "was sent; whether it arrived is not known yet"
        case Deferred():
            kind, payload, sentence = EventKind.SEND_DEFERRED, {"reason": result.reason}, "did not leave yet"
        case Uncertain():
            kind, payload = EventKind.SEND_UNCERTAIN, {"reason": result.reason}
            sentence = "may or may not have left; it is not sent again on its own"
        case Failed():
            kind, payload, sentence = EventKind.SEND_FAILED, {"reason": result.reason}, "was refused"
    _append(store, request, kind, {"purpose": purpose, **payload}, at=at)
    if kind in {EventKind.HANDED_OVER, EventKind.SEND_ACCEPTED, EventKind.SEND_UNCERTAIN}:
        for item in draft.letter.disclosed:
            store.disclose(request.id, item.kind, item.value, draft.route.value, today)
    return Handed(request.reference, request.broker, request.law.value, request.right.value, path, sentence)


def _append(
    store: Store,
    request: RequestFacts,
    kind: EventKind,
    payload: dict[str, object],
    *,
    at: datetime,
    message: str | None = None,
    actor: str = "system",
) -> None:
    store.append(
        request.id,
        kind,
        expected_seq=store.state(request.id).last_seq,
        occurred_at=at,
        actor=actor,
        payload={key: value for key, value in payload.items() if value is not None},
        message=message,
    )


def _snapshot(claim: Claim) -> dict[str, object]:
    return {
        "law": claim.law.value,
        "right": claim.right.value,
        "variant": claim.variant,
        "title": claim.title,
        "why": claim.why,
        "grounds": [[ground.sentence, ground.citation] for ground in claim.grounds],
        "citations": list(claim.citations),
        "rule": claim.rule,
        "statutory": claim.statutory,
        "jurisdiction": claim.jurisdiction,
        "effect": claim.effect,
    }


def claim_from(snapshot: dict[str, object], request: RequestFacts) -> Claim:
    """Return the claim as it was when the request was made."""
    from unlist.law.model import Ground  # noqa: PLC0415 - needed by follow-ups alone

    grounds = snapshot.get("grounds")
    citations = snapshot.get("citations")
    return Claim(
        law=request.law,
        right=request.right,
        title=str(snapshot.get("title", "")),
        why=str(snapshot.get("why", "")),
        variant=request.variant,
        grounds=tuple(Ground(*pair) for pair in grounds) if isinstance(grounds, list) else (),
        citations=tuple(map(str, citations)) if isinstance(citations, list) else (),
        rule=request.rule,
        statutory=bool(snapshot.get("statutory", True)),
        jurisdiction=request.jurisdiction,
    )
