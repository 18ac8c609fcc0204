"""Deciding on what was proposed: a person sees the words, agrees, corrects, or sets the message aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from unlist.clock import day_of
from unlist.errors import BadInput, NotFound
from unlist.inbox.guesses import Guess
from unlist.inbox.intake import EVENT_OF, bounced, reply_by
from unlist.replies.model import Bounce, Reply
from unlist.replies.read import read
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.fold import effective
from unlist.tracker.model import Event, EventKind
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
    seq: int
    """The last event of the request when this was looked at: a decision on an older state is refused."""

    @property
    def proposal(self) -> EventKind | None:
        """What it would become; None when it was not understood."""
        return EVENT_OF[self.reply.kind] if self.reply.kind else None


@dataclass(frozen=True)
class Stray:
    """One message that waits for a person to say to which request it belongs; `guesses` are never acted on."""

    message: str
    how: str
    reply: Reply
    came_at: datetime
    guesses: tuple[Guess, ...]


@dataclass(frozen=True)
class Decision:
    """What was recorded of a message with a request, so that it can be told and taken back."""

    message: str
    request: RequestFacts
    seq: int
    kind: EventKind


def pending(store: Store, *, subject: str | None = None, authserv_id: str | None = None) -> list[Pending]:
    """Return every message that waits for a decision, oldest first."""
    found: list[Pending] = []
    for request in store.requests(subject, unread_only=True):
        state, events = store.state(request.id), effective(store.events(request.id))
        for message in state.unreviewed:
            facts = store.message_facts(message)
            reply = read(store.message_bytes(message), authserv_id=authserv_id)
            came_at = datetime.fromisoformat(facts["came_at"])
            how = _how(events, message) or facts["how"]
            found.append(Pending(message, request, how, reply, came_at, state.last_seq))
    return sorted(found, key=lambda item: item.message)


def _how(events: list[Event], message: str) -> str:
    """Return how a message came to a request: one that was moved there was matched otherwise than at first."""
    return next((str(one.payload["how"]) for one in events if one.message == message and one.payload.get("how")), "")


def strays(store: Store, *, subject: str | None = None, authserv_id: str | None = None) -> list[Stray]:
    """Return the messages that wait for a person to say whose they are, oldest first.

    With `subject` only those that may be an answer to one of this person's requests.
    """
    found: list[Stray] = []
    for message in store.unassigned():
        facts = store.message_facts(message)
        kept: dict[str, list[str]] = dict(facts.get("guesses", ()))
        requests = {request.id: request for request in store.requests_by(ids=kept)}
        guesses = tuple(Guess(requests[name], tuple(why)) for name, why in kept.items() if name in requests)
        if subject is not None and not any(guess.request.subject == subject for guess in guesses):
            continue
        reply = read(store.message_bytes(message), authserv_id=authserv_id)
        found.append(Stray(message, facts["how"], reply, datetime.fromisoformat(facts["came_at"]), guesses))
    return found


ID_END = 6
"""Characters of the end of an id by which a message can be named."""


def chosen(waiting: list[Pending], name: str, *, request: str | None = None) -> list[Pending]:
    """Return the pending messages of a name: the end of an id, a reference or its start, or a broker's slug.

    `request`: the id of the one that is meant, where a message answers several. Raises NotFound when there are none.
    """
    wanted = name.strip().lower()
    found = [
        item
        for item in waiting
        if wanted
        and request in {None, item.request.id}
        and (
            _ends(item.message, wanted)
            or item.request.reference.lower().startswith(wanted)
            or item.request.broker == wanted
        )
    ]
    if not found:
        raise NotFound(f"No message of {name!r} waits.", hint="See what waits: unlist inbox review --list")
    return found


def _ends(message: str, wanted: str) -> bool:
    return len(wanted) >= ID_END and message.endswith(wanted)


def stray_named(waiting: list[Stray], name: str) -> Stray | None:
    """Return the message of that end of an id, among those that wait for a person to say whose they are."""
    return next((item for item in waiting if _ends(item.message, name.strip().lower())), None)


def pick(waiting: list[Pending], name: str, *, request: str | None = None) -> Pending:
    """Return the one pending message of a name. Raises NotFound when there is none, BadInput when there are several."""
    found = chosen(waiting, name, request=request)
    if len({item.message for item in found}) > 1:
        ids = ", ".join(item.message[-12:] for item in found)
        raise BadInput(f"{len(found)} messages of {name!r} wait: {ids}.", hint="Name one of these.")
    if len(found) > 1:
        references = ", ".join(item.request.reference for item in found)
        raise BadInput(f"That message waits in {references}.", hint="Say in which one: --of REQUEST")
    return found[0]


def accept(
    store: Store,
    item: Pending,
    *,
    at: datetime,
    kind: ReplyKind | None = None,
    until: date | None = None,
    to: str | None = None,
) -> Decision:
    """Record a message as what it was read as, or as `kind` when the person knows better.

    `until`: the day that an extension names; without it the latest that the law allows is taken. `to`: who is said to
    be responsible, where the person knows it better.

    Raises BadInput when it was not understood and no kind is given, or for an `until` before the message came; Stale
    when the request changed since `item` was looked at; Refused where the request's status does not allow it.
    """
    meant = kind or item.reply.kind
    if meant is None:
        raise BadInput("This message was not understood.", hint="Say what it is: --as KIND, or --dismiss.")
    if until and until < day_of(item.came_at, store.zone):
        raise BadInput(f"{until.isoformat()} lies before the message came.", hint="Give the day that it names.")
    with store.transaction():
        payload = _payload(store, item, meant, {"until": until.isoformat() if until else None, "to": to})
        return _decide(store, item, EVENT_OF[meant], payload, at=at)


def _payload(store: Store, item: Pending, meant: ReplyKind, given: Mapping[str, str | None]) -> dict[str, Any]:
    event, asks = EVENT_OF[meant], item.reply.asks
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
        payload["covers"] = covered(store, item.request)
    if event is EventKind.BOUNCED:
        payload |= bounced(store, item.request, item.reply.bounce or Bounce("hard", ()))
    if event is EventKind.EXTENDED:
        payload["until"] = given["until"]
    if event is EventKind.REDIRECTED:
        payload["to"] = given["to"] or asks.redirect_to
    if event is EventKind.DENIED:
        said = next((finding.sentence for finding in item.reply.findings if finding.kind is ReplyKind.DENIED), None)
        payload["reason"] = said
    return payload


def covered(store: Store, request: RequestFacts) -> list[str]:
    """Return the kinds of identifier that a "no record" covers: it is only as wide as what the broker was given."""
    return sorted({left.kind for left in store.state(request.id).disclosed})


def dismiss(store: Store, item: Pending, *, at: datetime) -> Decision:
    """Record that a message was seen and changes nothing. Raises Stale as `accept` does."""
    return _decide(store, item, EventKind.REPLY_DISMISSED, {"message": item.message}, at=at)


def _decide(store: Store, item: Pending, kind: EventKind, payload: dict[str, Any], *, at: datetime) -> Decision:
    event = store.append(
        item.request.id,
        kind,
        expected_seq=item.seq,
        occurred_at=at,
        actor="person",
        payload={key: value for key, value in payload.items() if value is not None},
        message=item.message,
    )
    return Decision(item.message, item.request, event.seq, kind)
