"""What a person may truthfully ask of a broker today, best first, with the reasons for and against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from unlist.errors import BadInput
from unlist.law import (
    abroad,
    bipa,
    ccpa,
    ch_fadp,
    cubi,
    fcra,
    gdpr,
    home_addresses,
    mhmda,
    places,
    rules,
    state_laws,
    uk_gdpr,
    voluntary,
)
from unlist.law.case import Case, Finding, Findings
from unlist.law.model import Assessment, Claim, Exclusion, Person
from unlist.law.state_rows import STATE_LAWS
from unlist.words import LawId, Role, Standing

if TYPE_CHECKING:
    from unlist.registry.records import Broker

Module = Callable[[Case], Findings]

_AMERICAN: tuple[Module, ...] = (
    home_addresses.find,
    ccpa.find,
    *(partial(state_laws.find, law) for law in STATE_LAWS),
    mhmda.find,
    bipa.find,
    cubi.find,
    fcra.find,
)
_LIVING = "the privacy laws that are covered here protect the living; the law of your country may give heirs something"
"""GDPR recital 27 leaves the dead to the member states."""
_AT_THE_SOURCE = (
    "Make photos private, or take them down, where they were found: a face search that forgets you can find them "
    "again, and what it deletes stays where it came from."
)
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
    found = list(_findings(case))
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
        yield Exclusion(LawId.NONE, None, _LIVING)
        yield from _found(voluntary.polite, case)
        return
    # A form with a known effect comes before any demand; then the laws, the ones that reach the whole record first.
    helped = politely = False
    for module in (voluntary.photo_form, *_laws(case)):
        for finding in _found(module, case):
            helped = helped or isinstance(finding, Claim)
            politely = politely or (isinstance(finding, Exclusion) and finding.politely)
            yield finding
    if politely or not helped:
        yield from _found(voluntary.polite, case)
    if case.broker.keyed_by_face:
        yield _AT_THE_SOURCE


def _found(module: Module, case: Case) -> Findings:
    return (_in_force(finding, case.today) for finding in module(case))


def _laws(case: Case) -> Iterator[Module]:
    """Yield the modules of the laws: the person's own one first where two of a kind reach a broker."""
    european = (gdpr.find, uk_gdpr.find, ch_fadp.find)
    own = {"GB": uk_gdpr.find, "CH": ch_fadp.find}.get(case.country, gdpr.find)
    yield own
    yield from (module for module in european if module is not own)
    yield abroad.find
    if case.broker.role not in _NOT_BOUND:
        yield from _AMERICAN
    elif case.country == "US":
        yield _not_bound


def _not_bound(case: Case) -> Findings:
    own = {law.state: law.id for law in STATE_LAWS} | {"US-CA": LawId.CCPA}
    yield Exclusion(own.get(case.place, LawId.NONE), None, _NOT_BOUND[case.broker.role])


def _in_force(finding: Finding, today: date) -> Finding:
    """Return a claim with the rule of its clock, or an exclusion when the right was not in force on that day."""
    if not isinstance(finding, Claim):
        return finding
    try:
        rule = rules.find(finding.law, finding.right, finding.jurisdiction, today)
    except BadInput as refusal:
        return Exclusion(finding.law, finding.right, refusal.message.rstrip("."))
    return replace(finding, rule=rule.id)
