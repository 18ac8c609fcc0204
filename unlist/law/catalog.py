"""The laws that are covered, in the order in which they are listed; what is said of each for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlist.law import (
    abroad,
    bipa,
    ccpa,
    ch_fadp,
    ct_delete_act,
    cubi,
    fcra,
    gdpr,
    home_addresses,
    mhmda,
    uk_gdpr,
    voluntary,
)
from unlist.law.rule import Confidence, Law, Rule
from unlist.law.state_rows import STATE_LAWS
from unlist.words import LawId, Right

LAWS: tuple[Law, ...] = (
    gdpr.LAW,
    uk_gdpr.LAW,
    ch_fadp.LAW,
    ccpa.LAW,
    ccpa.DELETE_ACT,
    bipa.LAW,
    cubi.LAW,
    mhmda.LAW,
    *(state.law for state in STATE_LAWS),
    ct_delete_act.LAW,
    home_addresses.DANIELS_LAW,
    home_addresses.SAFE_AT_HOME,
    fcra.LAW,
    abroad.LGPD,
    abroad.PIPEDA,
    abroad.LAW25,
    voluntary.LAW,
)
RULES: tuple[Rule, ...] = tuple(rule for law in LAWS for rule in law.rules)
"""Every clock that is known."""
_BY_ID = {law.id: law for law in LAWS}
_ORDER: tuple[Confidence, ...] = ("V", "V2", "B")


@dataclass(frozen=True)
class LawFacts:
    """One law as it is told: what it holds for, where, and since when or from when on."""

    id: LawId
    title: str
    regulator: str
    jurisdictions: tuple[str, ...]
    rights: tuple[Right, ...]
    valid_from: date
    citations: tuple[str, ...]
    confidence: Confidence
    """The least that any of its numbers is known by: V read in the text, V2 in a secondary source, B believed."""
    note: str


def law_of(law: LawId) -> Law:
    """Return one law: every id has one."""
    return _BY_ID[law]


def laws() -> tuple[LawFacts, ...]:
    """Return what is said of every law."""
    return tuple(law_facts(law.id) for law in LAWS)


def law_facts(law: LawId) -> LawFacts:
    """Return what is said of one law."""
    found = law_of(law)
    return LawFacts(
        id=law,
        title=found.title,
        regulator=found.supervised_by,
        jurisdictions=tuple(dict.fromkeys(place for rule in found.rules for place in rule.jurisdictions)),
        rights=tuple(dict.fromkeys(rule.right for rule in found.rules)),
        valid_from=found.begins,
        citations=tuple(dict.fromkeys(citation for rule in found.rules for citation in rule.citations)),
        confidence=max((rule.confidence for rule in found.rules), key=_ORDER.index),
        note=found.note,
    )
