"""The laws that are covered, for people: title, who supervises, where and since when each holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlist.law.rule import Confidence
from unlist.law.rules import COVERED, rules_of
from unlist.words import LawId, Right


@dataclass(frozen=True)
class LawFacts:
    """One law as it is covered here."""

    id: LawId
    title: str
    regulator: str
    jurisdictions: tuple[str, ...]
    rights: tuple[Right, ...]
    valid_from: date
    citations: tuple[str, ...]
    confidence: Confidence
    """The least that any of its numbers is known by: V read in the text, V2 in a secondary source, B believed."""


_TITLES = {
    LawId.GDPR: ("General Data Protection Regulation (EU) 2016/679", "the data protection authority of your country"),
    LawId.UK_GDPR: (
        "UK GDPR and Data Protection Act 2018",
        "the controller first (s. 164A), then the Information Commission (s. 165)",
    ),
    LawId.CCPA: ("California Consumer Privacy Act, Civ. Code 1798.100 ff", "CalPrivacy and the Attorney General"),
    LawId.DELETE_ACT: ("California Delete Act (DROP), Civ. Code 1798.99.80 ff", "CalPrivacy"),
    LawId.BIPA: ("Illinois Biometric Information Privacy Act, 740 ILCS 14", "nobody: a court, by your own suit"),
    LawId.FCRA: ("Fair Credit Reporting Act, 15 USC 1681 ff", "the Consumer Financial Protection Bureau"),
    LawId.NONE: ("no statute: the broker's own published opt-out", "nobody"),
}
_ORDER: tuple[Confidence, ...] = ("V", "V2", "B")


def laws() -> tuple[LawFacts, ...]:
    """Return every law that is covered."""
    return tuple(law_facts(law) for law in COVERED)


def law_facts(law: LawId) -> LawFacts:
    """Return one law. Raises BadInput for one that is not covered yet."""
    rules = rules_of(law)
    title, regulator = _TITLES[law]
    return LawFacts(
        id=law,
        title=title,
        regulator=regulator,
        jurisdictions=tuple(dict.fromkeys(place for rule in rules for place in rule.jurisdictions)),
        rights=tuple(dict.fromkeys(rule.right for rule in rules)),
        valid_from=min(rule.valid_from for rule in rules),
        citations=tuple(dict.fromkeys(citation for rule in rules for citation in rule.citations)),
        confidence=max((rule.confidence for rule in rules), key=_ORDER.index),
    )
