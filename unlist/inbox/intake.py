"""Taking mail in: match, store the raw bytes, then record what is precise and propose the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from unlist.clock import day_of
from unlist.errors import UnlistError
from unlist.inbox.match import Match, match
from unlist.registry.index import load_index
from unlist.replies.model import Reply
from unlist.replies.read import read
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.model import EventKind
from unlist.words import ReplyKind

PRECISE = {
    ReplyKind.ACKNOWLEDGED: EventKind.ACKNOWLEDGED,
    ReplyKind.AUTO_REPLY: EventKind.AUTO_REPLIED,
    ReplyKind.UNRELATED: EventKind.UNRELATED_RECEIVED,
    ReplyKind.BOUNCED: EventKind.BOUNCED,
}
"""Kinds that are read precisely enough to be recorded without a person; every other one is a proposal."""

EVENT_OF = {
    **PRECISE,
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
    known: int = 0
    foreign: int = 0
    """Messages that belong to no request: nothing of them is kept."""
    unassigned: list[str] = field(default_factory=list)
    """Senders of messages that may belong to several requests; `inbox import --assign REQUEST` takes one."""
    faults: list[str] = field(default_factory=list)


def take_in(
    store: Store,
    messages: Iterable[tuple[str, bytes | UnlistError]],
    *,
    at: datetime,
    authserv_id: str | None = None,
    assign: RequestFacts | None = None,
) -> Intake:
    """Take messages in, each named for reports. One that cannot be read is counted and the rest go on."""
    result = Intake()
    for name, raw in messages:
        if isinstance(raw, UnlistError):
            result.faults.append(raw.message)
            continue
        result.read += 1
        reply = read(raw, authserv_id=authserv_id)
        found = Match("certain", (assign,), "you assigned it") if assign else match(store, reply)
        if not found.requests:
            result.foreign += 1
            if found.certainty == "proposal":
                result.unassigned.append(f"{name}: {reply.from_address}, {found.how}")
            continue
        _keep(store, raw, reply, found, at=at, result=result)
    return result


def _keep(store: Store, raw: bytes, reply: Reply, found: Match, *, at: datetime, result: Intake) -> None:
    came_at = min(reply.date, at) if reply.date else at
    message, is_new = store.store_message(
        raw,
        direction="in",
        subjects=sorted({request.subject for request in found.requests}),
        requests=[request.id for request in found.requests],
        message_id=reply.message_id,
        at=came_at,
        facts={"from": reply.from_address, "subject": reply.subject, "how": found.how},
    )
    if not is_new:
        result.known += 1
        return
    precise = found.certainty == "certain" and reply.kind in PRECISE
    for request in found.requests:
        if reply.delivered:
            _append(store, request, EventKind.DELIVERED, reply, message, found, at=came_at, extra={"proof": "dsn"})
        elif precise:
            assert reply.kind is not None
            _append(
                store,
                request,
                PRECISE[reply.kind],
                reply,
                message,
                found,
                at=came_at,
                extra=_bounce(store, request, reply),
            )
        else:
            _append(store, request, EventKind.REPLY_RECEIVED, reply, message, found, at=came_at, extra={})
    if precise or reply.delivered:
        result.recorded += 1
    else:
        result.proposed += 1


def _append(
    store: Store,
    request: RequestFacts,
    kind: EventKind,
    reply: Reply,
    message: str,
    found: Match,
    *,
    at: datetime,
    extra: dict[str, Any],
) -> None:
    # Recorded now, not when the mail is dated: the order of events is the order in which they became known.
    payload = {
        "on": day_of(at, store.zone).isoformat(),
        "kind": reply.kind.value if reply.kind else None,
        "kinds": [kind.value for kind in reply.kinds],
        "confidence": reply.confidence,
        "authentication": reply.authentication,
        "how": found.how,
        **_asks(reply),
        **extra,
    }
    store.append(
        request.id,
        kind,
        expected_seq=store.state(request.id).last_seq,
        occurred_at=at,
        actor="broker",
        payload=payload,
        message=message,
        key=f"in:{message}:{kind.value}",
    )


def _asks(reply: Reply) -> dict[str, Any]:
    asks = reply.asks
    return {
        "ticket": asks.ticket,
        "reply_by": asks.reply_by.isoformat() if asks.reply_by else None,
        "within_days": asks.within_days,
        "asks": {
            "fields": [name.value for name in asks.fields],
            "urls": list(asks.urls),
            "documents": list(asks.documents),
            "redirect_to": asks.redirect_to,
        },
    }


def _bounce(store: Store, request: RequestFacts, reply: Reply) -> dict[str, Any]:
    """Return what a bounce adds: class, address, status, and which channel of the record is left."""
    bounce = reply.bounce
    if bounce is None:
        return {}
    first = bounce.recipients[0] if bounce.recipients else None
    address = first.address if first else ""
    dead = bounce.bounce_class in {"hard", "policy"}
    if bounce.bounce_class == "hard" and address:
        store.mark_dead(address, request.broker)
    record = load_index()["brokers"].get(request.broker, {})
    left = [
        channel["kind"]
        for channel in record.get("channels", ())
        if channel["value"].lower() != address.lower()
        and channel.get("state") not in {"bounces", "dead", "closed_group"}
    ]
    return {
        "class": bounce.bounce_class,
        "address": address,
        "status": first.status if first else None,
        "next_channel": left[0] if dead and left else None,
    }
