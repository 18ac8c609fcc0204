"""Illinois: the Biometric Information Privacy Act. It gives no right to deletion and sets no day for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from unlist.law.model import Claim, Exclusion, Ground, Person
from unlist.registry.records import Broker
from unlist.words import LawId, Right

_WHY = "You live in Illinois, and this company scans faces: its templates are biometric identifiers (740 ILCS 14/10)."
_GROUNDS = (
    Ground("A private entity must publish its retention policy and keep to it", "740 ILCS 14/15(a)"),
    Ground("It may not collect a scan of your face without notice and a written release", "740 ILCS 14/15(b)"),
    Ground("It may not profit from it", "740 ILCS 14/15(c)"),
    Ground("It may not disclose it without your consent", "740 ILCS 14/15(d)"),
)


def find(person: Person, broker: Broker, today: date) -> Iterator[Claim | Exclusion | str]:
    """Yield the demands of a resident of Illinois towards a face database."""
    del today
    if not broker.keyed_by_face:
        return
    if person.residence != "US-IL":
        yield Exclusion(LawId.BIPA, None, "BIPA is for residents of Illinois")
        return
    if person.by_agent:
        yield Exclusion(LawId.BIPA, None, "this demand is the subject's own to make")
        return
    destroy = "no_suit" in person.declared
    variants = ("destroy", "preserve") if destroy else ("preserve",)
    for variant in variants:
        yield Claim(
            law=LawId.BIPA,
            right=Right.DEMAND,
            title=(
                "demand to stop use and disclosure, and to destroy face data"
                if variant == "destroy"
                else "demand to stop use and disclosure, and to preserve the records of both"
            ),
            why=_WHY,
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
