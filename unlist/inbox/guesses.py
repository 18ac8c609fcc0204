"""Ranking the requests that a message may belong to. A guess is shown to the person and never acted on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unlist.clock import day_of
from unlist.replies.model import Reply
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.fold import effective
from unlist.tracker.model import State, Status
from unlist.words import ReplyKind, Right

MOST = 9
"""Guesses that are kept and shown: as many as one key can choose among."""

_FITS = {
    ReplyKind.FULFILLED: frozenset({Right.DELETION, Right.OBJECTION, Right.DEMAND, Right.VOLUNTARY}),
    ReplyKind.OPTED_OUT: frozenset({Right.OPT_OUT, Right.OBJECTION, Right.LIMIT}),
}


@dataclass(frozen=True)
class Guess:
    """A request that a message may belong to, and what speaks for it, the strongest first."""

    request: RequestFacts
    reasons: tuple[str, ...] = ()


def ranked(store: Store, reply: Reply, requests: Iterable[RequestFacts]) -> tuple[Guess, ...]:
    """Return the likeliest requests first, at most `MOST`; of equal ones the younger comes first."""
    found: list[tuple[int, str, Guess]] = []
    for request in requests:
        reasons = list(_reasons(store, reply, request))
        weight = sum(weight for weight, _ in reasons)
        found.append((weight, request.id, Guess(request, tuple(reason for _, reason in reasons))))
    return tuple(guess for _, _, guess in sorted(found, key=lambda row: row[:2], reverse=True)[:MOST])


def tickets(store: Store, request: RequestFacts) -> set[str]:
    """Return the broker's own numbers seen in a request, without those of messages that were taken away from it."""
    return {
        str(event.payload["ticket"]) for event in effective(store.events(request.id)) if event.payload.get("ticket")
    }


def _reasons(store: Store, reply: Reply, request: RequestFacts) -> Iterator[tuple[int, str]]:
    """Yield what speaks for a request, with a weight, the heaviest first."""
    subject, state = store.subject(request.subject), store.state(request.id)
    words = f"{reply.subject}\n{reply.reply_text}".casefold()
    if reply.asks.ticket and reply.asks.ticket in tickets(store, request):
        yield 16, f"ticket {reply.asks.ticket} was seen in it before"
    if " ".join(subject.name.casefold().split()) in " ".join(words.split()):
        yield 8, f"the message names {subject.name}"
    if (subject.reply_to or "").lower() in reply.to_addresses:
        yield 4, f"it was sent to {subject.reply_to}"
    if reply.kind in _FITS and request.right in _FITS[reply.kind]:
        yield 2, "its words fit what was asked"
    yield _standing(store, reply, state)


def _standing(store: Store, reply: Reply, state: State) -> tuple[int, str]:
    if state.status in {Status.ANSWERED, Status.CLOSED}:
        return 0, f"it is {state.status} already"
    if state.sent_on is None:
        return 0, "its letter has not left"
    days = (day_of(reply.date, store.zone) - state.sent_on).days if reply.date else None
    return 1, "it is open" + (f", asked {days} days before" if days is not None and days > 0 else "")
