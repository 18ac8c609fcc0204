"""Taking mail in: match, store the raw bytes, then record what is precise and propose the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from typing import Any

from unlist.clock import day_of, in_words
from unlist.errors import UnlistError
from unlist.inbox.answers import Taken, note_mailboxes, recognize, take_answer
from unlist.inbox.match import Match, envelope_of, match
from unlist.inbox.sift import known_to, worth_reading
from unlist.letters.route import next_kind
from unlist.replies.expiry import expires_at
from unlist.replies.model import Asks, Bounce, Reply
from unlist.replies.read import read
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.fold import effective, last_draft
from unlist.tracker.model import EventKind
from unlist.words import ReplyKind

PRECISE = {
    ReplyKind.ACKNOWLEDGED: EventKind.ACKNOWLEDGED,
    ReplyKind.AUTO_REPLY: EventKind.AUTO_REPLIED,
    ReplyKind.UNRELATED: EventKind.UNRELATED_RECEIVED,
}
"""Kinds that, beside bounces, are read precisely enough to be recorded without a person; the rest are proposals."""
SURE = 0.8
"""The confidence from which on they are."""

EVENT_OF = {
    **PRECISE,
    ReplyKind.BOUNCED: EventKind.BOUNCED,
    ReplyKind.INFORMATION_REQUESTED: EventKind.INFORMATION_REQUESTED,
    ReplyKind.IDENTITY_REQUESTED: EventKind.IDENTITY_REQUESTED,
    ReplyKind.AUTHORIZATION_REQUESTED: EventKind.AUTHORIZATION_REQUESTED,
    ReplyKind.FORM_REQUIRED: EventKind.FORM_REQUIRED,
    ReplyKind.CONFIRMATION_REQUIRED: EventKind.CONFIRMATION_REQUESTED,
    ReplyKind.EXTENDED: EventKind.EXTENDED,
    ReplyKind.FULFILLED: EventKind.FULFILLED,
    ReplyKind.PARTLY_FULFILLED: EventKind.PARTLY_FULFILLED,
    ReplyKind.OPTED_OUT: EventKind.OPTED_OUT,
    ReplyKind.NO_MATCH: EventKind.NOT_FOUND,
    ReplyKind.DENIED: EventKind.DENIED,
    ReplyKind.REDIRECTED: EventKind.REDIRECTED,
    ReplyKind.QUESTION: EventKind.QUESTION_ASKED,
}
"""What a reply becomes once a person has agreed with how it was read."""


@dataclass
class Intake:
    """What one import did."""

    read: int = 0
    recorded: int = 0
    proposed: int = 0
    unconfirmed: int = 0
    """The person's own answers to digests of which something waits for their word."""
    known: int = 0
    foreign: int = 0
    """Messages that belong to no request: nothing of them is kept."""
    unassigned: list[str] = field(default_factory=list)
    """Senders of messages that are kept until a person says to which of several requests each belongs."""
    faults: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """What answers to digests did, and what of them waits: a sentence each."""
    expiring: list[str] = field(default_factory=list)
    """Links and codes that work for a while, in messages that wait for a decision: a sentence each."""
    taken: list[str] = field(default_factory=list)
    """What was recorded or proposed: reference, broker and event, a line each."""
    addresses: set[str] = field(default_factory=set)
    """The addresses that what was read was sent to."""

    def add(self, other: Intake) -> None:
        """Count what another import did with this one."""
        for one in fields(self):
            mine, theirs = getattr(self, one.name), getattr(other, one.name)
            setattr(self, one.name, mine | theirs if isinstance(mine, set) else mine + theirs)


def take_in(
    store: Store,
    messages: Iterable[tuple[str, bytes | UnlistError]],
    *,
    at: datetime,
    authserv_id: str | None = None,
    assign: RequestFacts | None = None,
) -> Intake:
    """Take messages in, each named for reports. One that cannot be read is counted and the rest go on.

    What cannot belong to a request is not parsed, unless it is assigned to one.
    """
    result, known = Intake(), known_to(store)
    for name, raw in messages:
        if isinstance(raw, UnlistError):
            result.faults.append(raw.message)
        elif assign or worth_reading(known, raw):
            take_one(store, name, raw, at=at, authserv_id=authserv_id, assign=assign, result=result)
        else:
            result.read += 1
            result.foreign += 1
    note_mailboxes(store, result.addresses, day_of(at, store.zone))
    return result


def take_one(
    store: Store,
    name: str,
    raw: bytes,
    *,
    at: datetime,
    authserv_id: str | None,
    result: Intake,
    assign: RequestFacts | None = None,
) -> None:
    """Read one message, keep it if it belongs to a request or answers a digest, and count it in `result`."""
    result.read += 1
    reply = read(raw, authserv_id=authserv_id)
    result.addresses.update(reply.to_addresses)
    digest = None if assign else recognize(store, reply)
    if digest:
        _count(take_answer(store, raw, reply, digest, at=at), result)
        return
    found = Match("certain", (assign,), "you assigned it") if assign else match(store, reply)
    if found.requests:
        _keep(store, raw, reply, found, by_hand=assign is not None, at=at, result=result)
    elif not found.guesses:
        result.foreign += 1
    elif _keep_unassigned(store, raw, reply, found, at=at):
        result.unassigned.append(f"{name}: {reply.from_address}, {found.how}")
    else:
        result.known += 1


def _count(taken: Taken, result: Intake) -> None:
    result.answers += taken.said
    if taken.known:
        result.known += 1
    elif taken.waits:
        result.unconfirmed += 1
    else:
        result.recorded += 1


def twin_of(reply: Reply) -> str | None:
    """Return what tells one mail from another where its bytes changed on the way; None without a Message-ID."""
    return f"{reply.message_id}|{reply.from_address}|{reply.date}" if reply.message_id else None


def _keep_unassigned(store: Store, raw: bytes, reply: Reply, found: Match, *, at: datetime) -> bool:
    """Keep a message sealed for the home until a person says whose it is; False for one that was seen before."""
    twin = twin_of(reply)
    sha256 = hashlib.sha256(raw).hexdigest()
    if store.find_message(raw, twin) or store.is_forgotten(sha256, twin):
        return False
    came_at = _came_at(reply, [guess.request for guess in found.guesses], at)
    store.store_message(
        raw,
        direction="in",
        subjects=(),
        requests=(),
        message_id=reply.message_id,
        twin=twin,
        at=came_at,
        facts={
            "from": reply.from_address,
            "subject": reply.subject,
            "how": found.how,
            "came_at": came_at.isoformat(),
            "guesses": [[guess.request.id, list(guess.reasons)] for guess in found.guesses],
        },
    )
    return True


def _still_theirs(store: Store, known: str | None, requests: Sequence[RequestFacts]) -> list[RequestFacts]:
    """Leave out requests from which a person took this message away: mail that is read in again does not return."""
    if known is None:
        return list(requests)
    logs = {request.id: store.events(request.id) for request in requests}
    taken = {
        name
        for name, events in logs.items()
        if any(one.message == known for one in events) and not any(one.message == known for one in effective(events))
    }
    return [request for request in requests if request.id not in taken]


def _keep(store: Store, raw: bytes, reply: Reply, found: Match, *, by_hand: bool, at: datetime, result: Intake) -> None:
    twin = twin_of(reply)
    if found.certainty != "certain" and store.find_message(raw, twin):
        # It was matched before; a guess made today must not give it to a younger request.
        result.known += 1
        return
    requests = found.requests if by_hand else _still_theirs(store, store.find_message(raw, twin), found.requests)
    if not requests:
        result.known += 1
        return
    came_at = _came_at(reply, requests, at)
    with store.transaction():
        message, is_new = store.store_message(
            raw,
            direction="in",
            subjects=sorted({request.subject for request in requests}),
            requests=[request.id for request in requests],
            message_id=reply.message_id,
            twin=twin,
            at=came_at,
            facts={
                "from": reply.from_address,
                "subject": reply.subject,
                "how": found.how,
                "came_at": came_at.isoformat(),
            },
        )
        decided = [_record(store, request, reply, message, found, at=came_at) for request in requests]
    waiting = [one for one, kind in zip(requests, decided, strict=True) if kind is EventKind.REPLY_RECEIVED]
    result.expiring += [_expiring(store, request, reply, came_at, now=at) for request in waiting if reply.expiry]
    if not is_new and not any(decided):
        result.known += 1
    elif EventKind.REPLY_RECEIVED in decided:
        result.proposed += 1
    else:
        result.recorded += 1
    for request, kind in zip(requests, decided, strict=True):
        result.taken += [f"{request.reference} {request.broker}: {kind.value.replace('_', ' ')}"] if kind else []


def _came_at(reply: Reply, requests: Sequence[RequestFacts], at: datetime) -> datetime:
    """Return when a message came, by its own Date; `at` where that lies before the request or in the future."""
    earliest = min(request.created_at for request in requests) - timedelta(days=1)
    return reply.date if reply.date and earliest <= reply.date <= at else at


def _record(
    store: Store, request: RequestFacts, reply: Reply, message: str, found: Match, *, at: datetime
) -> EventKind | None:
    """Record a message with one request; None when that was done before."""
    events = store.events(request.id)
    if any(event.message == message for event in effective(events)):
        return None
    before = sum(event.message == message for event in events)
    kind, extra = _meaning(store, request, reply, found)
    store.append(
        request.id,
        kind,
        expected_seq=store.last_seq(request.id),
        occurred_at=at,
        actor="broker",
        payload=received(reply, found.how, at, store.zone)
        | {name: value for name, value in extra.items() if value is not None},
        message=message,
        key=f"in:{message}:{before}" if before else f"in:{message}",
    )
    return kind


def received(reply: Reply, how: str, came_at: datetime, zone: str) -> dict[str, Any]:
    """Return what is recorded of a message: when it came, how it was matched and read, what it wants and by when."""
    on = day_of(came_at, zone)
    payload = {
        "on": on.isoformat(),
        "kind": reply.kind.value if reply.kind else None,
        "kinds": [one.value for one in reply.kinds],
        "confidence": reply.confidence,
        "authentication": reply.authentication,
        "how": how,
        "ticket": reply.asks.ticket,
        "reply_by": reply_by(reply.asks, on),
        **_life(reply, came_at, zone),
    }
    return {key: value for key, value in payload.items() if value is not None}


def _life(reply: Reply, came_at: datetime, zone: str) -> dict[str, str]:
    """Return when the link or code in a message dies, and which of both it is."""
    if reply.expiry is None:
        return {}
    dies_at = expires_at(reply.expiry, came_at, zone)
    return {"expires_at": dies_at.isoformat(), "expires": reply.expiry.what}


def _expiring(store: Store, request: RequestFacts, reply: Reply, came_at: datetime, *, now: datetime) -> str:
    assert reply.expiry is not None, "asked only of messages with one"
    dies_at = expires_at(reply.expiry, came_at, store.zone)
    clock = f"{in_words(dies_at, store.zone)}, your time"
    if dies_at <= now:
        return f"{request.reference}: the {reply.expiry.what} in it expired at {clock}; ask for a new one"
    return f"{request.reference}: the {reply.expiry.what} in it works until {clock}"


def reply_by(asks: Asks, came_on: date) -> str | None:
    """Return the ISO day by which a message wants an answer of the person, counted from the day it came."""
    day = asks.reply_by or (came_on + timedelta(days=asks.within_days) if asks.within_days else None)
    return day.isoformat() if day else None


def _meaning(store: Store, request: RequestFacts, reply: Reply, found: Match) -> tuple[EventKind, dict[str, Any]]:
    """Return what a message is recorded as without a person; what is not sure is a reply that waits for one."""
    if found.certainty == "certain":
        if reply.delivered:
            return EventKind.DELIVERED, {"proof": "dsn"}
        if reply.bounce:
            last = last_draft(store.events(request.id)).payload
            returned = reply.bounce.original_message_id
            failed = {item.address for item in reply.bounce.recipients}
            named = str(last["recipient"]).lower() in failed
            letter = envelope_of(reply.bounce.envelope_id or "")
            other = letter[0] and letter != (request.reference, last["ordinal"])
            # A late notice of an earlier letter says nothing of the one that left last; one that names another
            # address may be a forward inside the broker, or forged: a person looks at it.
            if not other and returned in {last["message_id"], None} and (named or (returned and not failed)):
                return EventKind.BOUNCED, bounced(store, request, reply.bounce)
        elif reply.kind in PRECISE and is_sure(reply):
            return PRECISE[reply.kind], {}
    return EventKind.REPLY_RECEIVED, {}


def is_sure(reply: Reply) -> bool:
    """Say whether a message surely says nothing else, and neither sets the person a day nor wants something."""
    asks = reply.asks
    wants = asks.reply_by or asks.within_days or asks.documents or asks.fields or reply.expiry
    return reply.confidence >= SURE and set(reply.kinds) <= set(PRECISE) and not wants


def bounced(store: Store, request: RequestFacts, bounce: Bounce) -> dict[str, Any]:
    """Return what a bounce adds: class, address, status, and which channel is left.

    Only the address that we wrote to is given up: a bounce may name anybody's.
    """
    recipient = str(last_draft(store.events(request.id)).payload["recipient"]).lower()
    if bounce.bounce_class == "hard":
        store.mark_dead(recipient, request.broker)
    first = bounce.recipients[0] if bounce.recipients else None
    left = None
    if bounce.bounce_class == "hard":
        person = store.subject(request.subject).person
        left = next_kind(request.broker, request.claim, person, store.dead_addresses())
    return {
        "class": bounce.bounce_class,
        "address": recipient,
        "status": first.status if first else None,
        "next_channel": left,
    }
