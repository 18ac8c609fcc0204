"""A letter rendered once: what is sent, shown and exported are the same bytes, kept before anything is handed over."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from unlist.clock import day_of
from unlist.errors import BadInput
from unlist.law.deadlines import deadline
from unlist.law.model import Claim, Deadline
from unlist.letters.compose import compose
from unlist.letters.mime import message_id_for, to_eml
from unlist.letters.model import Disclosed, Letter, Order
from unlist.letters.samples import OWN_PERIOD
from unlist.letters.values import stated_residence
from unlist.registry.records import Channel as Route
from unlist.store import Store
from unlist.store.facts import RequestFacts, SubjectFacts
from unlist.tracker.model import EventKind
from unlist.words import ChannelKind, IdentifierKind


@dataclass(frozen=True)
class Draft:
    """A rendered letter with its address, its fixed Message-ID and its bytes."""

    order: Order
    letter: Letter
    route: Route
    ordinal: int
    message_id: str
    content: bytes


def clock_of(claim: Claim, residence: str, *, at: datetime, zone: str) -> Deadline | None:
    """Return the clock as it would run if the letter arrived on the day of `at`; None where none is known."""
    place = claim.jurisdiction or residence
    try:
        return deadline(claim.law, claim.right, jurisdiction=place, received_on=day_of(at, zone))
    except BadInput:
        return None


def own_day(claim: Claim, clock: Deadline | None, on: date) -> date | None:
    """Return the day by which a letter of `on` asks for an answer by itself; None where a statute sets the day."""
    if claim.statutory:
        return None
    return clock.due_on if clock and not clock.statutory and clock.due_on else on + OWN_PERIOD


def next_ordinal(store: Store, request: RequestFacts) -> int:
    """Return the number of the next letter of a request, from 1: it stands in the Message-ID."""
    return 1 + sum(message.direction == "out" for message in store.messages(request.id))


def render(
    order: Order, route: Route, subject: SubjectFacts, *, ordinal: int, at: datetime, sends: bool = False
) -> Draft:
    """Render a letter and its message once; `sends`: a server gets it from here, not the person's mail program.

    Raises what `compose` and `to_eml` raise.
    """
    letter = compose(order)
    sender = subject.reply_to or ""
    message_id = message_id_for(order.reference, ordinal, sender, secrets.token_hex(6))
    content = letter.body.encode()
    if route.kind is ChannelKind.EMAIL:
        earlier = order.earlier.message_id if order.earlier else None
        content = to_eml(
            letter,
            from_address=sender,
            from_name=order.sender.name,
            recipient=route.value,
            message_id=message_id,
            date=at,
            in_reply_to=earlier,
            references=(earlier,) if earlier else (),
            unsent=not sends,
        )
    return Draft(order, letter, route, ordinal, message_id, content)


def commit(
    store: Store,
    request: RequestFacts,
    subject: SubjectFacts,
    draft: Draft,
    *,
    at: datetime,
    not_before: datetime | None = None,
    confirmed: frozenset[str] = frozenset(),
) -> None:
    """Keep the bytes, then record that the letter was drafted and approved; all of it or nothing.

    `not_before`: the end of the undo window; without one it may leave at once.
    """
    today = day_of(at, store.zone).isoformat()
    order = draft.order
    with store.transaction():
        message, _ = store.store_message(
            draft.content,
            direction="out",
            subjects=[subject.handle],
            requests=[request.id],
            message_id=draft.message_id,
            at=at,
            facts={
                "channel": draft.route.kind.value,
                "recipient": draft.route.value,
                "terms": list(draft.route.terms),
                "message_id": draft.message_id,
                "letter": _letter_facts(draft.letter),
            },
        )
        payload = {
            "purpose": order.purpose.value,
            "law": request.law.value,
            "right": request.right.value,
            "variant": request.variant,
            "jurisdiction": request.jurisdiction,
            "residence": subject.residence,
            "claim": {
                "title": order.claim.title,
                "citations": list(order.claim.citations),
                "statutory": order.claim.statutory,
            },
            "channel": draft.route.kind.value,
            "recipient": draft.route.value,
            "ordinal": draft.ordinal,
            "message_id": draft.message_id,
            "asked_by": order.asked_by.isoformat() if order.asked_by else None,
            "confirmed": dict.fromkeys(sorted(confirmed), today),
            "disclosed": _disclosed(draft, subject),
        }
        record(store, request, EventKind.DRAFTED, payload, at=at, message=message)
        approval = {"purpose": order.purpose.value, "not_before": (not_before or at).isoformat()}
        record(store, request, EventKind.APPROVED, approval, at=at, message=message, actor="person")


def _disclosed(draft: Draft, subject: SubjectFacts) -> list[dict[str, str]]:
    """Return all that the letter gives away: name, address for the answer, residence, and what was agreed to."""
    given = [{"kind": IdentifierKind.FULL_NAME.value, "value": subject.name}]
    if subject.reply_to:
        given.append({"kind": IdentifierKind.EMAIL.value, "value": subject.reply_to})
    place = stated_residence(draft.order)
    if place:
        given.append({"kind": IdentifierKind.STATE_RESIDENCE.value, "value": place})
    return given + [{"kind": item.kind.value, "value": item.value} for item in draft.letter.disclosed]


def record(
    store: Store,
    request: RequestFacts,
    kind: EventKind,
    payload: Mapping[str, object],
    *,
    at: datetime,
    message: str | None = None,
    actor: str = "system",
) -> None:
    """Append an event of today to a request, as it stands now."""
    known = {key: value for key, value in payload.items() if value is not None}
    store.append(
        request.id,
        kind,
        expected_seq=store.last_seq(request.id),
        occurred_at=at,
        actor=actor,
        payload={"on": day_of(at, store.zone).isoformat(), **known},
        message=message,
    )


def _letter_facts(letter: Letter) -> dict[str, Any]:
    return {
        "subject_line": letter.subject_line,
        "body": letter.body,
        "language": letter.language,
        "template": letter.template,
        "reviewed_by": letter.reviewed_by,
        "reference": letter.reference,
        "disclosed": [[item.kind.value, item.value, item.why] for item in letter.disclosed],
    }


def letter_from(facts: Mapping[str, Any]) -> Letter:
    """Return the letter that was kept with its message."""
    disclosed = tuple(Disclosed(IdentifierKind(kind), value, why) for kind, value, why in facts["disclosed"])
    return Letter(**{**facts, "disclosed": disclosed})
