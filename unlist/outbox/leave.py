"""Letting approved letters leave: the intent is committed first, and what became of it is recorded truthfully."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from unlist.channels import Accepted, Channel, Deferred, Failed, HandedOver, Parcel, Result, Uncertain
from unlist.clock import day_of
from unlist.errors import UnlistError
from unlist.letters.mime import mailto_link
from unlist.outbox.draft import letter_from, record
from unlist.registry.index import load_index
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.model import Event, EventKind, Status
from unlist.words import ChannelKind


@dataclass(frozen=True)
class Handed:
    """What became of one letter."""

    reference: str
    broker: str
    law: str
    right: str
    path: Path | None
    sentence: str


def leave(store: Store, request: RequestFacts, way: Channel, *, at: datetime) -> Handed:
    """Let the letter that was approved last leave through `way`, from the bytes that were kept.

    A channel that sends calls `before_dot` just before its last byte: from then on nothing is sent again by itself.
    Raises what the channel raises before anything left; the letter then stays queued.
    """
    drafted = _last_draft(store, request)
    purpose = drafted.payload["purpose"]
    parcel = _parcel(store, request, drafted, at=at)
    intent = {
        "purpose": purpose,
        "message_id": drafted.payload["message_id"],
        "recipient": parcel.recipient,
        "channel": way.name,
    }
    record(store, request, EventKind.SEND_INTENDED, intent, at=at)
    try:
        result = way.deliver(parcel, before_dot=lambda: record(store, request, EventKind.DOT_INTENDED, {}, at=at))
    except UnlistError as problem:
        kind = EventKind.SEND_UNCERTAIN if _past_dot(store, request) else EventKind.SEND_DEFERRED
        record(store, request, kind, {"reason": problem.message}, at=at)
        raise
    kind, payload, sentence = _outcome(result, parcel)
    record(store, request, kind, {"purpose": purpose, **payload}, at=at)
    path = result.path if isinstance(result, HandedOver) else None
    return Handed(request.reference, request.broker, request.law.value, request.right.value, path, sentence)


def resume(store: Store, way: Channel, *, at: datetime, subject: str | None = None) -> list[Handed]:
    """Take up what a stop interrupted: queued letters leave; one whose last byte may have left is only marked.

    Raises what the channel raises; letters after that one stay queued.
    """
    handed: list[Handed] = []
    for request in store.requests(subject, statuses=(Status.SENDING, Status.QUEUED)):
        status = store.state(request.id).status
        if status is Status.SENDING:
            status = _settle(store, request, at=at)
        if status is Status.QUEUED:
            handed.append(leave(store, request, way, at=at))
    return handed


def _settle(store: Store, request: RequestFacts, *, at: datetime) -> Status:
    """Say what became of a hand-off that never ended: before the last byte nothing left, after it nobody knows."""
    kind = EventKind.SEND_UNCERTAIN if _past_dot(store, request) else EventKind.SEND_DEFERRED
    record(store, request, kind, {"reason": "the program was stopped"}, at=at)
    return store.state(request.id).status


def _past_dot(store: Store, request: RequestFacts) -> bool:
    """Say whether the last hand-off came to its last byte; what was recorded since, such as mail, changes nothing."""
    for event in reversed(store.events(request.id)):
        if event.kind in {EventKind.DOT_INTENDED, EventKind.SEND_INTENDED}:
            return event.kind is EventKind.DOT_INTENDED
    return False


def _last_draft(store: Store, request: RequestFacts) -> Event:
    return next(event for event in reversed(store.events(request.id)) if event.kind is EventKind.DRAFTED)


def _parcel(store: Store, request: RequestFacts, drafted: Event, *, at: datetime) -> Parcel:
    assert drafted.message is not None, "a draft keeps its bytes"
    facts = store.message_facts(drafted.message)
    kind, recipient, letter = ChannelKind(facts["channel"]), facts["recipient"], letter_from(facts["letter"])
    record_of_broker = load_index()["brokers"].get(request.broker, {})
    return Parcel(
        reference=request.reference,
        ordinal=drafted.payload["ordinal"],
        broker=record_of_broker.get("name", request.broker),
        slug=request.broker,
        kind=kind,
        recipient=recipient,
        letter=letter,
        content=store.message_bytes(drafted.message),
        mailto=mailto_link(letter, recipient) if kind is ChannelKind.EMAIL else "",
        on=day_of(at, store.zone),
        sender=store.subject(request.subject).reply_to or "",
        message_id=drafted.payload["message_id"],
        terms=tuple(facts["terms"]),
    )


def _outcome(result: Result, parcel: Parcel) -> tuple[EventKind, dict[str, str], str]:
    match result:
        case HandedOver():
            kept = {"path": str(result.path), "channel": parcel.kind.value}
            return EventKind.HANDED_OVER, kept, "lies ready for you to send"
        case Accepted():
            sentence = "was sent; whether it arrived is not known yet"
            return EventKind.SEND_ACCEPTED, {"queue_id": result.queue_id}, sentence
        case Deferred():
            return EventKind.SEND_DEFERRED, {"reason": result.reason}, "did not leave yet"
        case Uncertain():
            sentence = "may or may not have left; it is not sent again by itself"
            return EventKind.SEND_UNCERTAIN, {"reason": result.reason}, sentence
        case Failed():
            return EventKind.SEND_FAILED, {"reason": result.reason}, "was refused"
