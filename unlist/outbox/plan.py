"""What to ask of whom: one letter a subject and broker, the first claim that holds, with everything that would leave."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from unlist.errors import NotFound
from unlist.law.claims import assess
from unlist.law.model import Claim, Exclusion, Person
from unlist.letters.catalog import find
from unlist.outbox.choose import Disclosure, channels_for, disclose
from unlist.registry.records import Broker, Channel
from unlist.store import Store
from unlist.store.facts import SubjectFacts
from unlist.words import IdentifierKind, LawId, Purpose, Right, Standing

MINUTES = {"email": 2, "form": 5, "post": 10, "phone": 10}
"""Minutes of the person's time that a channel takes, for the plan's sum."""
HARM_WORTH_WRITING = 4
_EXCLUDED_BEHAVIORS = {
    "publishes_requests": "it publishes the requests that it gets",
    "charges_fee": "it charges a fee",
    "retaliates": "it is known to retaliate",
}


@dataclass(frozen=True)
class PlanItem:
    """One letter that could be written: claim, channel, and every field that would leave."""

    broker: Broker
    claim: Claim
    channel: Channel
    disclosure: Disclosure
    reviewed_by: str
    missing: tuple[str, ...] = ()
    """What must be given before this letter can be written."""

    @property
    def minutes(self) -> int:
        """Minutes of the person's own time."""
        return MINUTES[self.channel.kind.value]


@dataclass(frozen=True)
class Skipped:
    """A broker that gets no letter now, and why."""

    broker: str
    name: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """What `send` would send: its id changes with anything in it."""

    subject: str
    on: date
    items: tuple[PlanItem, ...]
    skipped: tuple[Skipped, ...] = ()
    advice: tuple[str, ...] = ()
    exclusions: dict[str, tuple[Exclusion, ...]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """A short hash of everything that would be sent."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()[:12]

    def as_json(self) -> dict[str, Any]:
        """Return the plan as plain data, without the values of identifiers."""
        return {
            "subject": self.subject,
            "on": self.on.isoformat(),
            "items": [
                {
                    "broker": item.broker.slug,
                    "name": item.broker.name,
                    "law": item.claim.law.value,
                    "right": item.claim.right.value,
                    "variant": item.claim.variant,
                    "title": item.claim.title,
                    "why": item.claim.why,
                    "statutory": item.claim.statutory,
                    "channel": item.channel.kind.value,
                    "recipient": item.channel.value,
                    "channel_state": item.channel.state,
                    "checked_on": item.channel.checked_on.isoformat(),
                    "discloses": ["full_name", *(left.kind.value for left in item.disclosure.leaving)],
                    "held_back": [{"kind": kind.value, "why": why} for kind, why in item.disclosure.held_back],
                    "minutes": item.minutes,
                    "confirm": list(item.claim.confirm),
                    "missing": list(item.missing),
                    "terms": list(item.channel.terms),
                    "reviewed_by": item.reviewed_by or None,
                }
                for item in self.items
            ],
            "skipped": [{"broker": s.broker, "name": s.name, "reason": s.reason} for s in self.skipped],
            "advice": list(self.advice),
        }


def person_of(subject: SubjectFacts) -> Person:
    """Return what the law needs to know of a subject."""
    drop = subject.declared.get("drop_requested_on")
    return Person(
        residence=subject.residence,
        standing=subject.standing,
        by_agent=subject.standing is Standing.MANDATE,
        drop_requested_on=date.fromisoformat(drop) if drop and subject.declared.get("drop_id") else None,
        declared=frozenset(name for name, value in subject.declared.items() if value),
    )


def make_plan(
    store: Store,
    subject: SubjectFacts,
    brokers: Iterable[Broker],
    *,
    on: date,
    law: LawId | None = None,
    right: Right | None = None,
    agreed: frozenset[IdentifierKind] = frozenset(),
    named: bool = False,
    again: bool = False,
) -> Plan:
    """Plan one letter a broker for `subject` on day `on`. `named`: the person asked for just these brokers.

    Raises NotFound when a law or right was picked and no broker offers it.
    """
    person = person_of(subject)
    identifiers = store.identifiers(subject.handle)
    open_slugs = {request.broker for request in store.requests(subject=subject.handle, open_only=True)}
    dead = store.dead_addresses()
    items: list[PlanItem] = []
    skipped: list[Skipped] = []
    advice: dict[str, None] = {}
    exclusions: dict[str, tuple[Exclusion, ...]] = {}
    for broker in brokers:
        reason = _set_aside(
            broker, open_slugs=open_slugs, identifiers_seen=_seen(identifiers), named=named, again=again
        )
        if reason:
            skipped.append(Skipped(broker.slug, broker.name, reason))
            continue
        assessment = assess(person, broker, on)
        exclusions[broker.slug] = assessment.exclusions
        advice.update(dict.fromkeys(assessment.advice))
        chosen = _first(assessment.claims, broker, person, dead, law=law, right=right, safety=subject.safety_mode)
        if chosen is None:
            skipped.append(Skipped(broker.slug, broker.name, _no_claim(assessment.exclusions, law, right)))
            continue
        claim, channel = chosen
        left = disclose(broker, channel, identifiers, agreed=agreed, safety_mode=subject.safety_mode)
        items.append(_item(broker, claim, channel, left, subject, on))
    if (law or right) and not items and not skipped:
        raise NotFound("No broker offers that right.", hint="See: unlist plan --why")
    return Plan(subject.handle, on, tuple(items), tuple(skipped), tuple(advice), exclusions)


def _seen(identifiers: Sequence[Any]) -> frozenset[str]:
    return frozenset(slug for item in identifiers for slug in item.seen_at)


def _set_aside(
    broker: Broker, *, open_slugs: set[str], identifiers_seen: frozenset[str], named: bool, again: bool
) -> str:
    if broker.status != "active":
        return f"its record says {broker.status.replace('_', ' ')}"
    if broker.slug in open_slugs and not again:
        return "a request is already open"
    if named:
        return ""
    for behavior, sentence in _EXCLUDED_BEHAVIORS.items():
        if behavior in broker.behaviors:
            return f"{sentence}; name it to write all the same"
    worth = (broker.harm or 0) >= HARM_WORTH_WRITING or broker.registrations or broker.slug in identifiers_seen
    return "" if worth else "you have not seen a listing there; name it to write all the same"


def _first(
    claims: Sequence[Claim],
    broker: Broker,
    person: Person,
    dead: Iterable[str],
    *,
    law: LawId | None,
    right: Right | None,
    safety: bool,
) -> tuple[Claim, Channel] | None:
    for claim in claims:
        if (law and claim.law is not law) or (right and claim.right is not right):
            continue
        if claim.right is Right.ACCESS and right is not Right.ACCESS:
            continue  # access only on demand
        if claim.right is Right.ACCESS and (safety or person.standing is not Standing.SELF):
            continue  # an access answer gathers everything about the subject in one mail
        channels = channels_for(broker, claim, person, dead)
        if channels:
            return claim, channels[0]
    return None


def _no_claim(exclusions: Sequence[Exclusion], law: LawId | None, right: Right | None) -> str:
    for exclusion in exclusions:
        if (law is None or exclusion.law is law) and (right is None or exclusion.right in {right, None}):
            return exclusion.reason
    return "no right of yours reaches it by a channel that is known to work"


def _item(
    broker: Broker, claim: Claim, channel: Channel, left: Disclosure, subject: SubjectFacts, on: date
) -> PlanItem:
    entry = find(Purpose.FIRST, claim.law, claim.right, claim.variant, "en", on)
    missing: list[str] = []
    if needs_situation(claim) and not subject.declared.get("situation"):
        missing.append(f"one sentence on why this harms you: unlist subject situation {subject.handle}")
    if not subject.reply_to and channel.kind.value == "email":
        missing.append(f"the address you write from: unlist subject edit {subject.handle} reply_to")
    return PlanItem(broker, claim, channel, left, entry.reviewed_by, tuple(missing))


def needs_situation(claim: Claim) -> bool:
    """Say whether the letter needs a sentence on the person's particular situation (GDPR art. 21(1))."""
    return claim.law in {LawId.GDPR, LawId.UK_GDPR} and claim.right is Right.OBJECTION and claim.variant != "marketing"
