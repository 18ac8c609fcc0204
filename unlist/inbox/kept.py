"""Any message that is kept, as it can be looked at again: what came, how it was read, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from unlist.inbox.links import Link, links_of
from unlist.replies.contents import Contents, contents
from unlist.replies.model import Reply
from unlist.replies.read import read
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.fold import effective
from unlist.tracker.model import Event


@dataclass(frozen=True)
class Recorded:
    """One event that rests on a message; `counts` is False once it was taken back."""

    request: RequestFacts
    event: Event
    counts: bool


@dataclass(frozen=True)
class Kept:
    """A message with all that is known of it. `requests`: those that it belongs to; none while it waits for one."""

    message: str
    direction: str
    at: datetime
    size: int
    facts: Mapping[str, Any]
    requests: tuple[RequestFacts, ...]
    waits_in: tuple[RequestFacts, ...]
    recorded: tuple[Recorded, ...]
    reply: Reply
    """What it reads as today: rules may have changed since it was decided on."""
    links: tuple[Link, ...]
    contents: Contents
    raw: bytes


def kept(store: Store, message: str, *, authserv_id: str | None = None) -> Kept:
    """Return a message that is kept. Raises NotFound, HomeUnusable when it was altered."""
    row = store.message_row(message)
    raw = store.message_bytes(message)
    requests = tuple(store.requests_by(ids=store.requests_of(message)))
    reply = read(raw, authserv_id=authserv_id)
    brokers = {request.broker for request in requests}
    return Kept(
        message=message,
        direction=row.direction,
        at=row.at,
        size=row.size,
        facts=row.facts,
        requests=requests,
        waits_in=tuple(one for one in requests if message in store.state(one.id).unreviewed),
        recorded=tuple(found for request in requests for found in _recorded(store, request, message)),
        reply=reply,
        links=links_of(reply, brokers.pop() if len(brokers) == 1 else None),
        contents=contents(raw),
        raw=raw,
    )


def _recorded(store: Store, request: RequestFacts, message: str) -> list[Recorded]:
    events = store.events(request.id)
    counting = {event.seq for event in effective(events)}
    return [Recorded(request, one, one.seq in counting) for one in events if one.message == message]
