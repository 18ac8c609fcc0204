"""Deciding on what was proposed: a person sees the words, agrees, corrects, or sets the message aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from unlist.clock import day_of
from unlist.errors import BadInput, NotFound
from unlist.inbox.intake import EVENT_OF
from unlist.replies.model import Reply
from unlist.replies.read import read
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.model import EventKind
from unlist.words import ReplyKind


@dataclass(frozen=True)
class Pending:
    """One message that waits for a decision, with the request it was matched to."""

    message: str
    request: RequestFacts
    how: str
    reply: Reply

    @property
    def proposal(self) -> EventKind | None:
        """What it would become; None when it was not understood."""
        return EVENT_OF[self.reply.kind] if self.reply.kind else None


def pending(store: Store, *, subject: str | None = None, authserv_id: str | None = None) -> list[Pending]:
    """Return every message that waits for a decision, oldest first."""
    found: list[Pending] = []
    for request in store.requests(subject=subject):
        for message in store.state(request.id).unreviewed:
            facts = store.message_facts(message)
            reply = read(store.message_bytes(message), authserv_id=authserv_id)
            found.append(Pending(message, request, str(facts.get("how", "")), reply))
    return sorted(found, key=lambda item: item.message)


def pick(waiting: list[Pending], start: str) -> Pending:
    """Return the one pending message whose id, or whose request's reference, begins with `start`."""
    chosen = [p for p in waiting if p.message.startswith(start) or p.request.reference.startswith(start.upper())]
    if len(chosen) != 1:
        count = "No message" if not chosen else f"{len(chosen)} messages"
        raise NotFound(f"{count} named {start!r} waits.", hint="See them with: unlist inbox review --list")
    return chosen[0]


def accept(store: Store, item: Pending, *, at: datetime, kind: ReplyKind | None = None) -> EventKind:
    """Record a message as what it was read as, or as `kind` when the person knows better.

    Raises BadInput when it was not understood and no kind is given.
    """
    meant = kind or item.reply.kind
    if meant is None:
        raise BadInput("This message was not understood.", hint="Say what it is: --as KIND, or --dismiss.")
    event = EVENT_OF[meant]
    came_at = min(item.reply.date, at) if item.reply.date else at
    payload: dict[str, Any] = {
        "on": day_of(came_at, store.zone).isoformat(),
        "kind": meant.value,
        "corrected_from": item.reply.kind.value if kind and item.reply.kind and kind is not item.reply.kind else None,
        "ticket": item.reply.asks.ticket,
    }
    if event is EventKind.NOT_FOUND:
        payload["covers"] = store.disclosed_kinds(item.request.id)
    if event is EventKind.DENIED:
        said = next((finding.sentence for finding in item.reply.findings if finding.kind is ReplyKind.DENIED), None)
        payload["reason"] = said
    _decide(store, item, event, payload, at=at)
    return event


def dismiss(store: Store, item: Pending, *, at: datetime) -> None:
    """Record that a message was seen and changes nothing."""
    _decide(store, item, EventKind.REPLY_DISMISSED, {"message": item.message}, at=at)


def _decide(store: Store, item: Pending, kind: EventKind, payload: dict[str, Any], *, at: datetime) -> None:
    store.append(
        item.request.id,
        kind,
        expected_seq=store.state(item.request.id).last_seq,
        occurred_at=at,
        actor="person",
        payload={key: value for key, value in payload.items() if value is not None},
        message=item.message,
        key=f"decided:{item.message}:{item.request.id}:{kind.value}",
    )
