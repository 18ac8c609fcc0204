"""Turning an item of a plan into an approved letter: the request is opened with it, or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from unlist import reference as references
from unlist.clock import day_of
from unlist.errors import BadInput
from unlist.letters.model import Order
from unlist.outbox.draft import clock_of, commit, next_ordinal, own_day, render
from unlist.outbox.plan import PlanItem
from unlist.outbox.transport import BY_HAND, Rules
from unlist.outbox.who import sender_of
from unlist.store import Store
from unlist.store.facts import NewRequest, RequestFacts, SubjectFacts
from unlist.words import Purpose


def queue(
    store: Store,
    subject: SubjectFacts,
    item: PlanItem,
    *,
    at: datetime,
    confirmed: frozenset[str] = frozenset(),
    draw: Callable[[str], str] = secrets.choice,
    again: bool = False,
    rules: Rules = BY_HAND,
) -> RequestFacts:
    """Render the letter, open its request (or take up the one whose letter did not leave) and approve it.

    `again`: although a request is open there; `rules`: how it will leave, and how long it may be taken back.
    Raises BadInput when something the letter needs is missing.
    """
    if item.missing:
        raise BadInput(f"The letter to {item.broker.name} still needs {item.missing[0]}.")
    unconfirmed = [fact for fact in item.claim.confirm if fact not in confirmed]
    if unconfirmed:
        raise BadInput(
            f"The letter to {item.broker.name} states {' and '.join(unconfirmed)}, which you have not confirmed.",
            hint=f"Confirm with: --confirm {','.join(unconfirmed)}",
        )
    clock = clock_of(item.claim, subject.residence, at=at, zone=store.zone)
    order = Order(
        purpose=Purpose.FIRST,
        claim=item.claim,
        broker=item.broker,
        channel=item.channel,
        sender=sender_of(subject, item.broker.slug, item.disclosure.leaving),
        reference=item.request.reference if item.request else references.new_reference(draw),
        written_on=day_of(at, store.zone),
        deadline=clock,
        asked_by=own_day(item.claim, clock, day_of(at, store.zone)),
    )
    with store.transaction():
        request = item.request or store.open_request(
            NewRequest(
                reference=order.reference,
                subject=subject.handle,
                broker=item.broker.slug,
                law=item.claim.law,
                right=item.claim.right,
                variant=item.claim.variant,
                jurisdiction=item.claim.jurisdiction or subject.residence,
                rule=clock.rule if clock else item.claim.rule,
                claim=item.claim,
                created_at=at,
            ),
            force=again,
        )
        ordinal = next_ordinal(store, request)
        kind = item.channel.kind
        draft = render(order, item.channel, subject, ordinal=ordinal, at=at, sends=rules.sends(kind))
        stated = confirmed & frozenset(item.claim.confirm)
        commit(store, request, subject, draft, at=at, not_before=rules.not_before(kind, at), confirmed=stated)
    return request
