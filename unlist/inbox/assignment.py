"""Saying whose a message is: given to a request, moved to another, answering one more, or nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from unlist.errors import BadInput, Refused
from unlist.inbox.guesses import Guess, ranked
from unlist.inbox.intake import received, twin_of
from unlist.inbox.match import is_theirs
from unlist.inbox.review import Decision, Pending, Stray
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.fold import effective
from unlist.tracker.model import Event, EventKind

MOVED_FROM = "moved_from"
"""Key of the payload under which the id of the request stands from which a person took a message away."""
MOVED_EVENT = "moved_event"
"""Key under which the number of the event stands by which it had come there."""


def give(store: Store, stray: Stray, request: RequestFacts, *, at: datetime) -> Decision:
    """Give a message that waited to the request that a person named; it then waits there for a decision."""
    with store.transaction():
        return _arrive(store, stray, request, {}, at=at)


def move(store: Store, item: Pending, request: RequestFacts, *, at: datetime) -> Decision:
    """Give a message to another request than it was matched to: a compensating event takes it from the first.

    Whoever the first request speaks for can no longer open it, unless another request of theirs holds it. Raises
    BadInput when it is the same request, Refused when it belongs to the other one too, Stale as `review.accept` does.
    """
    if request.id == item.request.id:
        raise BadInput(f"It belongs to {request.reference} already.", hint="Name the other request.")
    with store.transaction():
        arrival = next(one for one in reversed(log_of(store, item.request, item.message)) if _arrives(one))
        store.append(
            item.request.id,
            EventKind.CORRECTED,
            expected_seq=item.seq,
            occurred_at=at,
            actor="person",
            payload={"seq": arrival.seq},
            message=item.message,
        )
        made = _arrive(store, item, request, {MOVED_FROM: item.request.id, MOVED_EVENT: arrival.seq}, at=at)
        store.take_message(item.message, item.request.id)
    return made


def share(store: Store, item: Pending, request: RequestFacts, *, at: datetime) -> Decision:
    """Let a message answer a further request as well; there it waits for a decision of its own.

    Raises Refused when it belongs to that request already.
    """
    with store.transaction():
        return _arrive(store, item, request, {}, at=at)


def candidates(store: Store, item: Pending | Stray, *, subject: str | None = None) -> tuple[Guess, ...]:
    """Return the requests to which a message may rather belong, the likeliest first: those of its sender or broker.

    Where there are none, every open one; with `subject` only this person's.
    """
    slugs = {slug for slug in store.brokers_asked() if is_theirs(item.reply, slug)}
    if isinstance(item, Pending):
        slugs.add(item.request.broker)
    here = set(store.requests_of(item.message))
    near = [one for one in store.requests(subject, brokers=slugs) if one.id not in here] if slugs else []
    return ranked(
        store, item.reply, near or [one for one in store.requests(subject, open_only=True) if one.id not in here]
    )


def _arrive(
    store: Store, item: Pending | Stray, request: RequestFacts, extra: dict[str, Any], *, at: datetime
) -> Decision:
    if log_of(store, request, item.message):
        raise Refused(
            f"This message belongs to {request.reference} already.",
            hint=f"Decide on it there: unlist inbox review {item.message[-12:]} --of {request.reference}",
        )
    store.give_message(item.message, request.subject, request.id)
    event = store.append(
        request.id,
        EventKind.REPLY_RECEIVED,
        expected_seq=store.last_seq(request.id),
        occurred_at=at,
        actor="person",
        payload=received(item.reply, "you assigned it", item.came_at, store.zone) | extra,
        message=item.message,
    )
    return Decision(item.message, request, event.seq, event.kind)


def _arrives(event: Event) -> bool:
    return event.kind is EventKind.REPLY_RECEIVED


def log_of(store: Store, request: RequestFacts, message: str) -> list[Event]:
    """Return the events of a request that rest on a message and count, in order."""
    return [one for one in effective(store.events(request.id)) if one.message == message]


@dataclass(frozen=True)
class Forgotten:
    """A message that was nobody's, for as long as it can be brought back: it is erased from the home by then."""

    stray: Stray
    raw: bytes
    facts: Mapping[str, Any]


def forget(store: Store, stray: Stray) -> Forgotten:
    """Erase a message that the person says is none of theirs; when it comes again, it is not asked about."""
    kept = Forgotten(stray, store.message_bytes(stray.message), store.message_facts(stray.message))
    store.forget_message(stray.message)
    return kept


def remember(store: Store, forgotten: Forgotten) -> Stray:
    """Bring back what `forget` erased, as it was, under a new id."""
    stray, twin = forgotten.stray, twin_of(forgotten.stray.reply)
    with store.transaction():
        store.recall_message(str(forgotten.facts["sha256"]), twin)
        message, _ = store.store_message(
            forgotten.raw,
            direction="in",
            subjects=(),
            requests=(),
            message_id=stray.reply.message_id,
            twin=twin,
            at=stray.came_at,
            facts=forgotten.facts,
        )
    return replace(stray, message=message)
