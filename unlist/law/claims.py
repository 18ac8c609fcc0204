"""What a person may truthfully ask of a broker today, best first, with the reasons for and against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from unlist.errors import BadInput
from unlist.law import bipa, ccpa, fcra, gdpr, places, rules, uk_gdpr, uncovered, voluntary
from unlist.law.case import Case, Finding, Findings
from unlist.law.model import Assessment, Claim, Exclusion, Person
from unlist.registry.records import Broker
from unlist.words import LawId, Role, Standing

Module = Callable[[Case], Findings]

_AMERICAN: tuple[Module, ...] = (ccpa.find, bipa.find, fcra.find)
_NOT_BOUND = {
    Role.PROCESSOR: "it processes for others; its customers are the ones to ask",
    Role.PUBLIC_BODY: "it is a public body, which these laws do not reach",
}
"""Roles that the laws of the United States leave out; in Europe they decide nothing by themselves."""


def assess(person: Person, broker: Broker, today: date) -> Assessment:
    """Return claims best first, what was excluded and why, and what could be done outside Unlist.

    Raises BadInput when the residence is no place of ISO 3166.
    """
    case = Case(person, broker, today, places.jurisdiction(person.residence))
    found = [_in_force(finding, today) for finding in _findings(case)]
    claims = tuple(finding for finding in found if isinstance(finding, Claim))
    exclusions = [finding for finding in found if isinstance(finding, Exclusion)]
    if not claims:
        # Why not even a polite letter is written matters more than which laws are those of others.
        exclusions.sort(key=lambda exclusion: exclusion.law is not LawId.NONE)
    advice = dict.fromkeys(finding for finding in found if isinstance(finding, str))
    return Assessment(claims, tuple(exclusions), tuple(advice))


def claims(person: Person, broker: Broker, today: date) -> tuple[Claim, ...]:
    """Return what may truthfully be asked, best first."""
    return assess(person, broker, today).claims


def _findings(case: Case) -> Iterator[Finding]:
    if case.person.standing is Standing.DECEASED:
        yield Exclusion(LawId.GDPR, None, "data protection law protects the living")
        yield from voluntary.polite(case)
        return
    # A form with a known effect comes before any demand; then the laws, the ones that reach the whole record first.
    helped = False
    for module in (voluntary.photo_form, *_laws(case)):
        for finding in module(case):
            helped = helped or isinstance(finding, Claim)
            yield finding
    yield from uncovered.find(case)
    if not helped:
        yield from voluntary.polite(case)


def _laws(case: Case) -> Iterator[Module]:
    """Yield the modules of the laws: the person's own one first where two of a kind reach a broker."""
    yield from (uk_gdpr.find, gdpr.find) if case.country == "GB" else (gdpr.find, uk_gdpr.find)
    if case.broker.role not in _NOT_BOUND:
        yield from _AMERICAN
    elif case.country == "US":
        yield _not_bound


def _not_bound(case: Case) -> Findings:
    yield Exclusion(LawId.CCPA, None, _NOT_BOUND[case.broker.role])


def _in_force(finding: Finding, today: date) -> Finding:
    """Return a claim with the rule of its clock, or an exclusion when the right was not in force on that day."""
    if not isinstance(finding, Claim):
        return finding
    try:
        rule = rules.find(finding.law, finding.right, finding.jurisdiction, today)
    except BadInput as refusal:
        return Exclusion(finding.law, finding.right, refusal.message.rstrip("."))
    return replace(finding, rule=rule.id)
