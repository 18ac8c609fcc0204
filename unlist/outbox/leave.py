"""Letting approved letters leave: the intent is committed first, and what became of it is recorded truthfully."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from unlist import clock
from unlist.channels import Accepted, Channel, Deferred, Failed, HandedOver, Parcel, Result, Uncertain
from unlist.clock import day_of, in_words
from unlist.errors import UnlistError
from unlist.letters.mime import mailto_link
from unlist.letters.route import next_kind
from unlist.outbox.draft import letter_from, record
from unlist.outbox.pacing import retry_at
from unlist.registry.index import load_index
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.fold import last_draft
from unlist.tracker.model import Event, EventKind, Status
from unlist.words import ChannelKind

_GONE = "was sent; whether it arrived is not known yet"
_MAYBE = "may or may not have left; it is not sent again by itself"


@dataclass(frozen=True)
class Handed:
    """What became of one letter."""

    reference: str
    broker: str
    law: str
    right: str
    path: Path | None
    sentence: str
    result: str
    """handed_over, accepted, deferred, uncertain or failed."""


def leave(
    store: Store,
    request: RequestFacts,
    way: Channel,
    *,
    at: datetime,
    paced: bool = False,
    instead: Result | None = None,
) -> Handed:
    """Let the letter that was approved last leave through `way`, from the bytes that were kept.

    A channel that sends calls `before_dot` just before its last byte: from then on nothing is sent again by itself.
    `paced`: a mail server takes it, and the try counts for the caps and pauses. `instead`: what became of it before it
    came to the channel, which then gets nothing. Raises what the channel raises before
    anything left; the letter then stays queued.
    """
    drafted = last_draft(store.events(request.id))
    purpose = drafted.payload["purpose"]
    parcel = parcel_of(store, request, drafted, at=at)
    intent = {
        "purpose": purpose,
        "message_id": drafted.payload["message_id"],
        "recipient": parcel.recipient,
        "channel": way.name,
    }
    with store.transaction():
        record(store, request, EventKind.SEND_INTENDED, intent, at=at)
        tried = store.depart(domain_of(parcel.recipient), at) if paced else None
    try:
        result = instead or way.deliver(
            parcel, before_dot=lambda: record(store, request, EventKind.DOT_INTENDED, {}, at=at)
        )
    except UnlistError as problem:
        past = _past_dot(store, request)
        kind = EventKind.SEND_UNCERTAIN if past else EventKind.SEND_DEFERRED
        with store.transaction():
            record(store, request, kind, {"reason": problem.message}, at=at)
            if tried:
                store.departed(tried, "uncertain" if past else "unreached")
        raise
    return _settled(store, request, parcel, result, purpose=purpose, tried=tried)


def _settled(
    store: Store, request: RequestFacts, parcel: Parcel, result: Result, *, purpose: str, tried: str | None
) -> Handed:
    """Record what became of a letter, and tell it."""
    done_at = clock.now()
    with store.transaction():
        kind, payload, sentence, word = _outcome(store, request, parcel, result, done_at)
        record(store, request, kind, {"purpose": purpose, **payload}, at=done_at)
        if tried:
            store.departed(tried, word)
    path = result.path if isinstance(result, HandedOver) else None
    return Handed(request.reference, request.broker, request.law.value, request.right.value, path, sentence, word)


def settle(store: Store, *, at: datetime, subject: str | None = None) -> list[Handed]:
    """Say what became of hand-offs that never ended, and return those of which nobody knows.

    Before the last byte nothing left, and the letter is queued again; after it, it may have. Only for who holds the
    home's lock: a hand-off that runs elsewhere is no stopped one.
    """
    uncertain: list[Handed] = []
    for request in store.requests(subject, statuses=(Status.SENDING,)):
        past = _past_dot(store, request)
        kind = EventKind.SEND_UNCERTAIN if past else EventKind.SEND_DEFERRED
        record(store, request, kind, {"reason": "the program was stopped"}, at=at)
        if past:
            names = (request.reference, request.broker, request.law.value, request.right.value)
            uncertain.append(Handed(*names, None, _MAYBE, "uncertain"))
    return uncertain


def resume(store: Store, way: Channel, *, at: datetime, subject: str | None = None) -> list[Handed]:
    """Take up what a stop interrupted: queued letters leave; one whose last byte may have left is only marked.

    Raises what the channel raises; letters after that one stay queued.
    """
    settle(store, at=at, subject=subject)
    return [leave(store, request, way, at=at) for request in store.queued(subject)]


def domain_of(recipient: str) -> str:
    """Return the mail domain of an address, in lower case."""
    return recipient.rpartition("@")[2].lower()


def _past_dot(store: Store, request: RequestFacts) -> bool:
    """Say whether the last hand-off came to its last byte; what was recorded since, such as mail, changes nothing."""
    for event in reversed(store.events(request.id)):
        if event.kind in {EventKind.DOT_INTENDED, EventKind.SEND_INTENDED}:
            return event.kind is EventKind.DOT_INTENDED
    return False


def parcel_of(store: Store, request: RequestFacts, drafted: Event, *, at: datetime) -> Parcel:
    """Return a drafted letter as it was kept, addressed as it was approved."""
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
        expects=_expects(record_of_broker, recipient),
        asked=request.claim.title,
        values=tuple((row["kind"], row["value"]) for row in drafted.payload.get("disclosed", ())),
    )


def _expects(record_of_broker: dict[str, Any], recipient: str) -> tuple[str, ...]:
    """Return what is known of how it goes on there: checks and state of the channel, behaviors of the broker."""
    words: list[str] = []
    for way in record_of_broker.get("channels", ()):
        if way["value"] == recipient:
            words += [*(("captcha",) if way.get("state") == "captcha" else ()), *way.get("verification", ())]
    return tuple(dict.fromkeys([*words, *record_of_broker.get("behaviors", ())]))


def _outcome(
    store: Store, request: RequestFacts, parcel: Parcel, result: Result, at: datetime
) -> tuple[EventKind, dict[str, Any], str, str]:
    """Return the event, its payload, a sentence for the person and the word of the tries' ledger."""
    match result:
        case HandedOver():
            kept = {"path": str(result.path or result.place), "channel": parcel.kind.value}
            where = f"lies in your folder {result.place}" if result.place else "lies ready for you to send"
            return EventKind.HANDED_OVER, kept, where, "handed_over"
        case Accepted():
            return EventKind.SEND_ACCEPTED, {"queue_id": result.queue_id}, _GONE, "accepted"
        case Uncertain():
            return EventKind.SEND_UNCERTAIN, {"reason": result.reason}, _MAYBE, "uncertain"
        case Deferred():
            state = store.state(request.id)
            again_at = retry_at(state.tried, state.first_tried_at, at)
            if again_at is not None:
                kept = {"reason": result.reason, "retry_at": again_at.isoformat()}
                when = in_words(again_at, store.zone)
                return (
                    EventKind.SEND_DEFERRED,
                    kept,
                    f"did not leave: {result.reason} Tried again at {when}.",
                    "deferred",
                )
            return _refused(store, request, parcel, Failed(f"given up after five days: {result.reason}"))
        case Failed():
            return _refused(store, request, parcel, result)


def _refused(
    store: Store, request: RequestFacts, parcel: Parcel, result: Failed
) -> tuple[EventKind, dict[str, Any], str, str]:
    """Give up an address where nobody is; the channel that is left is a proposal that the person takes or not."""
    if result.address_dead:
        store.mark_dead(parcel.recipient, request.broker)
    person = store.subject(request.subject).person
    other = next_kind(request.broker, request.claim, person, {*store.dead_addresses(), parcel.recipient.lower()})
    kept = {"reason": result.reason, "next_channel": other}
    return EventKind.SEND_FAILED, kept, f"was refused: {result.reason}", "failed"
