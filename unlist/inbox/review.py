"""Deciding on what was proposed: a person sees the words, agrees, corrects, or sets the message aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from unlist.clock import day_of
from unlist.errors import BadInput, NotFound
from unlist.inbox.intake import EVENT_OF, bounced, reply_by
from unlist.replies.model import Bounce, Reply
from unlist.replies.read import read
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.model import EventKind
from unlist.words import ReplyKind

ASKING = frozenset(
    {
        EventKind.IDENTITY_REQUESTED,
        EventKind.INFORMATION_REQUESTED,
        EventKind.AUTHORIZATION_REQUESTED,
        EventKind.CONFIRMATION_REQUESTED,
        EventKind.FORM_REQUIRED,
        EventKind.QUESTION_ASKED,
    }
)
"""Events by which the broker wants something of the person: what it wants is kept with them."""


@dataclass(frozen=True)
class Pending:
    """One message that waits for a decision, with the request it was matched to."""

    message: str
    request: RequestFacts
    how: str
    reply: Reply
    came_at: datetime

    @property
    def proposal(self) -> EventKind | None:
        """What it would become; None when it was not understood."""
        return EVENT_OF[self.reply.kind] if self.reply.kind else None


def pending(store: Store, *, subject: str | None = None, authserv_id: str | None = None) -> list[Pending]:
    """Return every message that waits for a decision, oldest first."""
    found: list[Pending] = []
    for request in store.requests(subject, unread_only=True):
        for message in store.state(request.id).unreviewed:
            facts = store.message_facts(message)
            reply = read(store.message_bytes(message), authserv_id=authserv_id)
            found.append(Pending(message, request, facts["how"], reply, datetime.fromisoformat(facts["came_at"])))
    return sorted(found, key=lambda item: item.message)


ID_END = 6
"""Characters of the end of an id by which a message can be named."""


def chosen(waiting: list[Pending], name: str) -> list[Pending]:
    """Return the pending messages of a name: the end of an id, a reference or its start, or a broker's slug.

    Raises NotFound when there are none.
    """
    wanted = name.strip().lower()
    found = [
        item
        for item in waiting
        if wanted
        and (
            (len(wanted) >= ID_END and item.message.endswith(wanted))
            or item.request.reference.lower().startswith(wanted)
            or item.request.broker == wanted
        )
    ]
    if not found:
        raise NotFound(f"No message of {name!r} waits.", hint="See what waits: unlist inbox review --list")
    return found


def pick(waiting: list[Pending], name: str) -> Pending:
    """Return the one pending message of a name. Raises NotFound when there is none, BadInput when there are several."""
    found = chosen(waiting, name)
    if len(found) > 1:
        ids = ", ".join(item.message[-12:] for item in found)
        raise BadInput(f"{len(found)} messages of {name!r} wait: {ids}.", hint="Name one of these.")
    return found[0]


def accept(
    store: Store, item: Pending, *, at: datetime, kind: ReplyKind | None = None, until: date | None = None
) -> EventKind:
    """Record a message as what it was read as, or as `kind` when the person knows better.

    `until`: the day that an extension names; without it the latest that the law allows is taken.

    Raises BadInput when it was not understood and no kind is given.
    """
    meant = kind or item.reply.kind
    if meant is None:
        raise BadInput("This message was not understood.", hint="Say what it is: --as KIND, or --dismiss.")
    with store.transaction():
        return _accepted(store, item, meant, at=at, until=until)


def _accepted(store: Store, item: Pending, meant: ReplyKind, *, at: datetime, until: date | None) -> EventKind:
    event = EVENT_OF[meant]
    asks = item.reply.asks
    payload: dict[str, Any] = {
        "on": day_of(item.came_at, store.zone).isoformat(),
        "kind": meant.value,
        "corrected_from": item.reply.kind.value if item.reply.kind and meant is not item.reply.kind else None,
        "ticket": asks.ticket,
    }
    if event in ASKING:
        payload["reply_by"] = reply_by(asks, day_of(item.came_at, store.zone))
        payload["asks"] = {
            "fields": [name.value for name in asks.fields],
            "documents": list(asks.documents),
            "urls": list(asks.urls),
        }
    if event is EventKind.NOT_FOUND:
        # A "no record" is only as wide as what the broker was given to look for.
        payload["covers"] = sorted({left.kind for left in store.state(item.request.id).disclosed})
    if event is EventKind.BOUNCED:
        payload |= bounced(store, item.request, item.reply.bounce or Bounce("hard", ()))
    if event is EventKind.EXTENDED and until:
        payload["until"] = until.isoformat()
    if event is EventKind.REDIRECTED:
        payload["to"] = asks.redirect_to
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
        expected_seq=store.last_seq(item.request.id),
        occurred_at=at,
        actor="person",
        payload={key: value for key, value in payload.items() if value is not None},
        message=item.message,
    )
