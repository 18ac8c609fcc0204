"""What GDPR and UK GDPR share: how they reach a broker from abroad, and the rights that both give."""

from __future__ import annotations

from dataclasses import dataclass

from unlist.law.case import Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.law.place_names import told
from unlist.law.places import ONLY_EEA
from unlist.words import LawId, Right, Role

CLOCKED = (Right.ACCESS, Right.DELETION, Right.OBJECTION, Right.RECTIFICATION, Right.RESTRICTION)
"""The rights whose requests art. 12(3) gives a month for."""
_MARKETING = frozenset(
    {"marketing", "advertising", "adtech", "location", "b2b_contacts", "sales_intelligence", "audience"}
)


def territorial(case: Case, served: str, law: str) -> str:
    """Return why art. 3(2) reaches a broker without an establishment: what its record says, and the rule."""
    who = {"EU": "the EU", "EEA": "the EEA", "GB": "the United Kingdom"}.get(served) or told(served)
    if case.first_party:
        return f"by its record {case.broker.name} offers its service to people in {who} (art. 3(2)(a) {law})."
    known = f"by its record {case.broker.name} has data on people in {who}"
    if served == "EU" and case.country in ONLY_EEA:
        known += f", which says nothing of {ONLY_EEA[case.country]} itself"
    return f"{known}: the {law} binds those who monitor people there, wherever they sit (art. 3(2)(b))."


@dataclass(frozen=True)
class Reach:
    """How one of the two laws reaches a broker: `why`, the place whose calendar counts, and how it is cited.

    `by_place`: only because of where the person is, who then confirms it.
    """

    law: LawId
    cite: str
    why: str
    place: str
    by_place: bool

    def claim(self, right: Right, title: str, *grounds: tuple[str, str], variant: str = "") -> Claim:
        """Return a claim under this law; a face is confirmed to be one's own."""
        stated = tuple(Ground(sentence, f"{self.cite} {article}") for sentence, article in grounds)
        face = variant == "face_database"
        return Claim(
            law=self.law,
            right=right,
            title=title,
            why=self.why,
            variant=variant,
            grounds=stated,
            citations=tuple(ground.citation for ground in stated),
            jurisdiction=self.place,
            confirm=(*(("residence",) if self.by_place else ()), *(("my_face",) if face else ())),
        )


def rights(case: Case, reach: Reach) -> Findings:
    """Yield the rights that GDPR and UK GDPR share, best first for this kind of broker."""
    if case.broker.role is Role.PUBLIC_BODY:
        kept = f"most of what public bodies hold, other law has them keep ({reach.cite} art. 17(3)(b))"
        yield Exclusion(reach.law, Right.DELETION, kept)
        yield _access(reach)
        return
    if case.first_party:
        yield reach.claim(
            Right.OBJECTION,
            "objection to making my data available to others",
            ("You may object on grounds of your particular situation", "art. 21(1)"),
            ("It must tell to whom your data went, or to which kinds of recipients", "art. 15(1)(c)"),
            variant="first_party",
        )
        yield "Make photos and contacts private in the account itself: it is faster than any letter."
        return
    yield from _faces(reach) if case.broker.keyed_by_face else _records(case, reach)
    yield _access(reach)
    if case.broker.role is Role.PROCESSOR:
        yield f"{case.broker.name} also processes for others: what it holds for them is asked of them."


def _access(reach: Reach) -> Claim:
    return reach.claim(
        Right.ACCESS, "access to my data", ("A copy of the data, its source and its recipients", "art. 15")
    )


def _faces(reach: Reach) -> Findings:
    yield reach.claim(
        Right.OBJECTION,
        "objection and erasure of face data",
        ("A face template made to identify somebody may not be processed unless art. 9(2) allows it", "art. 9(1)"),
        ("You may object on grounds of your particular situation", "art. 21(1)"),
        ("What was processed unlawfully is to be erased", "art. 17(1)(d)"),
        ("While the objection is being checked, use is restricted on request", "art. 18(1)(d)"),
        variant="face_database",
    )


def _records(case: Case, reach: Reach) -> Findings:
    if case.broker.role is Role.DATA_BROKER or _MARKETING & set(case.broker.categories):
        yield reach.claim(
            Right.OBJECTION,
            "objection to direct marketing, and erasure",
            ("An objection to direct marketing always holds", "art. 21(2) and (3)"),
            ("What was objected to in this way is to be erased", "art. 17(1)(c)"),
            variant="marketing",
        )
    yield reach.claim(
        Right.DELETION,
        "erasure of my data",
        ("Data that is no longer needed, or was processed unlawfully, is to be erased", "art. 17(1)"),
        ("Every recipient is to be told, unless that is impossible", "art. 19"),
    )
