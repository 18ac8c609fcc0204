"""What to ask of whom: one letter a subject and broker, the first claim that holds, and all that would leave."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from unlist.law.claims import assess
from unlist.law.model import Claim, Exclusion, Person
from unlist.law.places import EEA
from unlist.letters.catalog import find
from unlist.letters.route import channels_for
from unlist.outbox.choose import Disclosure, disclose
from unlist.outbox.history import history
from unlist.outbox.spread import spread
from unlist.registry.load import excluded, refused
from unlist.registry.records import Broker, Channel
from unlist.store import Store
from unlist.store.facts import RequestFacts, SubjectFacts
from unlist.words import IdentifierKind, LawId, Purpose, Right, Standing

MINUTES = {"email": 2, "form": 5, "post": 10, "phone": 10}
"""Minutes of the person's time that a channel takes, for the plan's sum."""
HARM_WORTH_WRITING = 4
FRESH_DAYS, FRESH_DAYS_WHERE_IT_MATTERS = 180, 90
"""Days after which the address of a channel is to be confirmed before it is used."""
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
    request: RequestFacts | None = None
    """The open request whose letter did not leave, came back, or is wanted by a form; None: a new one."""
    confirm_address: bool = False
    """Whether the channel was checked too long ago to be used without a look."""

    @property
    def discloses(self) -> tuple[str, ...]:
        """Every kind of identifier that the letter gives away: name, address for the answer, residence, the rest.

        By whatever channel it goes, a letter asks for an answer by e-mail.
        """
        stated = "residence" in self.claim.confirm and self.claim.law is not LawId.FCRA
        lives = ("state_residence",) if stated else ()
        kinds = ("full_name", "email", *lives, *(left.kind.value for left in self.disclosure.leaving))
        return tuple(dict.fromkeys(kinds))

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
                    "request": item.request.reference if item.request else None,
                    "channel": item.channel.kind.value,
                    "recipient": item.channel.value,
                    "channel_state": item.channel.state,
                    "checked_on": item.channel.checked_on.isoformat(),
                    "confirm_address": item.confirm_address,
                    "discloses": list(item.discloses),
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
    """Plan one letter a broker for `subject` on day `on`. `named`: the person asked for just these brokers."""
    person = subject.person
    identifiers = store.identifiers(subject.handle)
    seen = frozenset(slug for item in identifiers for slug in item.seen_at)
    before = history(store, subject.handle, right)
    dead = store.dead_addresses()
    barred = barred_by(store, subject, on)
    items: list[PlanItem] = []
    skipped: list[Skipped] = []
    advice: dict[str, None] = dict.fromkeys(f"an override is not used: {sentence}" for sentence in refused().values())
    out = excluded()
    exclusions: dict[str, tuple[Exclusion, ...]] = {}
    for broker in brokers:
        unsent = None if again else before.unsent.get(broker.slug)
        bar = "" if again or unsent else before.bars.get(broker.slug, "")
        reason = bar or _set_aside(broker, seen, person, named=named or unsent is not None)
        if broker.slug in out:
            reason = f"you excluded it; take it in again: unlist broker include {broker.slug}"
        if reason:
            skipped.append(Skipped(broker.slug, broker.name, reason))
            continue
        assessment = assess(person, broker, on)
        exclusions[broker.slug] = assessment.exclusions
        advice.update(dict.fromkeys(assessment.advice))
        claims = (unsent.claim,) if unsent else assessment.claims
        wanted = unsent.request.right if unsent else right
        chosen = _first(claims, broker, subject, dead, law=law, right=wanted)
        if chosen is None:
            held = held_back(right, subject) if right is Right.ACCESS else ""
            reason = held or _no_claim(assessment.exclusions, law, right)
            skipped.append(Skipped(broker.slug, broker.name, reason))
            continue
        claim, channel = chosen
        left = disclose(broker, channel, identifiers, agreed=agreed, safety_mode=subject.safety_mode)
        item = _item(broker, claim, channel, left, subject, on)
        request = unsent.request if unsent else None
        items.append(replace(item, missing=(*barred, *item.missing), request=request))
    items.sort(key=lambda item: _rank(item, seen))
    if not named:
        items, waiting = spread(items, before.written_on(on), on)
        skipped += [
            Skipped(one.letter.broker.slug, one.letter.broker.name, _after(one.after, one.on)) for one in waiting
        ]
    return Plan(subject.handle, on, tuple(items), tuple(skipped), tuple(advice), exclusions)


def _rank(item: PlanItem, seen: frozenset[str]) -> tuple[bool, int, int, str]:
    """Rank what was found first, then the worst harm, then the least effort."""
    return item.broker.slug not in seen, -(item.broker.harm or 0), item.minutes, item.broker.slug


def _after(first: str, on: date) -> str:
    return f"one letter a day to a family of brokers: {first} comes first, this one from {on.isoformat()} on"


def barred_by(store: Store, subject: SubjectFacts, on: date) -> tuple[str, ...]:
    """Return what is missing before anything may be written for somebody else."""
    missing: list[str] = []
    if subject.standing is not Standing.SELF and not subject.declared.get("representative"):
        missing.append(f"your own name, as you write for another: unlist subject representative {subject.handle}")
    if subject.standing is Standing.MANDATE:
        valid = (
            m.signed_on <= on and (m.expires_on is None or on <= m.expires_on) for m in store.mandates(subject.handle)
        )
        if not any(valid):
            missing.append(f"a signed mandate that holds today: unlist --subject {subject.handle} mandate add FILE")
    return tuple(missing)


def _set_aside(broker: Broker, seen: frozenset[str], person: Person, *, named: bool) -> str:
    if broker.status != "active":
        return f"its record says {broker.status.replace('_', ' ')}"
    if named:
        return ""
    for behavior, sentence in _EXCLUDED_BEHAVIORS.items():
        if behavior in broker.behaviors:
            return f"{sentence}; name it to write all the same"
    if broker.slug not in seen and not _reaches(broker, person):
        return "it is not known to hold data on people where you live; name it to write all the same"
    worth = (broker.harm or 0) >= HARM_WORTH_WRITING or broker.registrations or broker.slug in seen
    return "" if worth else "you have not seen a listing there; name it to write all the same"


def _reaches(broker: Broker, person: Person) -> bool:
    """Say whether a broker deals with people where this person lives; where that is unknown, it may."""
    country = person.residence.partition("-")[0]
    places = {country, person.residence} | ({"EU", "EEA"} if country in EEA else set())
    return not broker.serves or bool(places & set(broker.serves))


def _first(
    claims: Sequence[Claim],
    broker: Broker,
    subject: SubjectFacts,
    dead: Iterable[str],
    *,
    law: LawId | None,
    right: Right | None,
) -> tuple[Claim, Channel] | None:
    for claim in claims:
        if (law and claim.law is not law) or (right and claim.right is not right):
            continue
        if claim.right is Right.ACCESS and right is not Right.ACCESS:
            continue  # access only on demand
        if held_back(claim.right, subject):
            continue
        channels = channels_for(broker, claim, subject.person, dead)
        if channels:
            return claim, channels[0]
    return None


def held_back(right: Right, subject: SubjectFacts) -> str:
    """Return why a letter for a right is not written for this person; "" if it may be.

    An access answer gathers everything about somebody in one mail.
    """
    if right is not Right.ACCESS:
        return ""
    if subject.safety_mode:
        return "no access letters in safety mode: the answer would gather everything about you in one mail"
    return "" if subject.standing is Standing.SELF else "no access letters for somebody else"


def _no_claim(exclusions: Sequence[Exclusion], law: LawId | None, right: Right | None) -> str:
    for exclusion in exclusions:
        if (law is None or exclusion.law is law) and (right is None or exclusion.right in {right, None}):
            return exclusion.reason
    return "no right of yours reaches it by a channel that is known to work"


def _item(
    broker: Broker, claim: Claim, channel: Channel, left: Disclosure, subject: SubjectFacts, on: date
) -> PlanItem:
    entry = find(Purpose.FIRST, claim.law, claim.right, claim.variant, "en", on, statutory=claim.statutory)
    missing: list[str] = []
    if needs_situation(claim) and not subject.declared.get("situation"):
        missing.append(f"one sentence on why this harms you: unlist subject situation {subject.handle}")
    if (
        claim.law is LawId.FCRA
        and claim.right is Right.RECTIFICATION
        and not subject.declared.get(f"disputed:{broker.slug}")
    ):
        missing.append(f"a sentence on what is wrong in your file: unlist subject dispute {broker.slug}")
    if not subject.reply_to:
        missing.append(f"the address you write from: unlist subject edit {subject.handle} reply_to")
    days = FRESH_DAYS_WHERE_IT_MATTERS if (broker.harm or 0) >= HARM_WORTH_WRITING else FRESH_DAYS
    stale = channel.state == "contested" or (on - channel.checked_on).days > days
    return PlanItem(broker, claim, channel, left, entry.reviewed_by, tuple(missing), confirm_address=stale)


def needs_situation(claim: Claim) -> bool:
    """Say whether the letter needs a sentence on the person's particular situation (GDPR art. 21(1))."""
    return claim.law in {LawId.GDPR, LawId.UK_GDPR} and claim.right is Right.OBJECTION and claim.variant != "marketing"
