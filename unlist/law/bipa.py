"""Illinois: the Biometric Information Privacy Act. It gives no right to deletion and sets no day for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unlist.law.case import Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.law.rule import Law, Rule
from unlist.words import LawId, Right

_GROUNDS = (
    Ground("Who holds scans of faces must publish a retention policy and keep to it", "740 ILCS 14/15(a)"),
    Ground("A scan of your face needs a written notice and your written release first", "740 ILCS 14/15(b)"),
    Ground("Nobody who holds it may sell it or otherwise profit from it", "740 ILCS 14/15(c)"),
    Ground("It may be disclosed only with your consent or in the few cases named there", "740 ILCS 14/15(d)"),
)
_TITLES = {
    "preserve": "demand to stop use and disclosure, and to preserve the records of both",
    "destroy": "demand to stop use and disclosure, and to destroy face data",
}


def find(case: Case) -> Findings:
    """Yield the demands of a resident of Illinois towards a face database, by default the one that keeps evidence."""
    if not case.broker.keyed_by_face:
        return
    if case.place != "US-IL":
        yield Exclusion(LawId.BIPA, None, "BIPA is for residents of Illinois")
        return
    if case.person.by_agent:
        yield Exclusion(LawId.BIPA, None, "this demand is the subject's own to make")
        return
    declared = case.person.declared
    destroy = "no_suit" in declared and "may_sue" not in declared
    for variant in ("destroy", "preserve") if destroy else ("preserve",):
        yield Claim(
            law=LawId.BIPA,
            right=Right.DEMAND,
            title=_TITLES[variant],
            why=f"You live in Illinois, and by its record {case.broker.name} finds people by their face; a scan of "
            "face geometry is a biometric identifier (740 ILCS 14/10).",
            variant=variant,
            grounds=_GROUNDS,
            citations=tuple(ground.citation for ground in _GROUNDS),
            statutory=False,
            jurisdiction="US-IL",
            confirm=("residence", "my_face"),
        )
    if not destroy:
        yield (
            "Might you sue, or join a class action? Then see a lawyer before you ask for destruction: it can destroy "
            "evidence. Never accept a release."
        )


def _rules() -> Iterable[Rule]:
    yield Rule(
        id="us-il-bipa",
        law=LawId.BIPA,
        right=Right.DEMAND,
        jurisdictions=("US-IL",),
        valid_from=date(2008, 10, 3),
        calendar="us-il",
        citations=("740 ILCS 14/15", "740 ILCS 14/20", "5 ILCS 70/1.11"),
        confidence="V",  # [V] that the statute sets no day
        period=30,
        statutory=False,
    )


LAW = Law(
    id=LawId.BIPA,
    title="Illinois Biometric Information Privacy Act, 740 ILCS 14",
    supervised_by="nobody: a court, by your own suit",
    rules=tuple(_rules()),
)
