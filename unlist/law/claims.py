"""What a person may truthfully ask of a broker today, best first, with the reasons for and against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from unlist.law import bipa, ccpa, fcra, gdpr, uk_gdpr, voluntary
from unlist.law.calendar import EEA
from unlist.law.model import Assessment, Claim, Exclusion, Person
from unlist.registry.records import Broker
from unlist.words import LawId, Role, Standing

Findings = Iterator[Claim | Exclusion | str]
Module = Callable[[Person, Broker, date], Findings]

# The order is that of usefulness: a law that reaches the whole record first, politeness last.
_LAWS: tuple[Module, ...] = (gdpr.find, uk_gdpr.find, ccpa.find, bipa.find, fcra.find)
_US_ROLES = {
    Role.PROCESSOR: "it processes for others; its customers are the ones to ask",
    Role.PUBLIC_BODY: "it is a public body, which these laws do not reach",
}


def assess(person: Person, broker: Broker, today: date) -> Assessment:
    """Return claims best first, what was excluded and why, and what could be done outside Unlist."""
    claims: list[Claim] = []
    exclusions: list[Exclusion] = []
    advice: list[str] = []
    modules = list(_LAWS)
    if broker.role in _US_ROLES and not _seated_in_europe(broker):
        exclusions.append(Exclusion(LawId.CCPA, None, _US_ROLES[broker.role]))
        modules = [gdpr.find, uk_gdpr.find]
    for find in modules:
        for found in find(person, broker, today):
            if isinstance(found, Claim):
                claims.append(found)
            elif isinstance(found, Exclusion):
                exclusions.append(found)
            else:
                advice.append(found)
    for found in voluntary.find(person, broker, helped=bool(claims)):
        if isinstance(found, Claim):
            # A form that blocks a face from search comes before any demand: it is the one with a known effect.
            claims.insert(0 if found.variant == "photo_form" else len(claims), found)
        elif isinstance(found, Exclusion):
            exclusions.append(found)
        else:
            advice.append(found)
    if person.standing is Standing.DECEASED:
        claims = [claim for claim in claims if claim.law is LawId.NONE]
        exclusions.append(Exclusion(LawId.GDPR, None, "data protection law protects the living"))
    return Assessment(tuple(claims), tuple(exclusions), tuple(dict.fromkeys(advice)))


def claims(person: Person, broker: Broker, today: date) -> tuple[Claim, ...]:
    """Return what may truthfully be asked, best first."""
    return assess(person, broker, today).claims


def _seated_in_europe(broker: Broker) -> bool:
    """Whether an establishment in Europe is known: what US laws say of roles does not count there."""
    return any(seat in EEA or seat == "GB" for seat in broker.established_in or ())
