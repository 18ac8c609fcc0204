"""GDPR: who is bound, and what may be asked. Residence counts, citizenship never does."""

from __future__ import annotations

from dataclasses import dataclass

from unlist.law.case import Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.law.places import EEA, ONLY_EEA
from unlist.words import LawId, Right, Role

_MARKETING = frozenset(
    {"marketing", "advertising", "adtech", "location", "b2b_contacts", "sales_intelligence", "audience"}
)


def find(case: Case) -> Findings:
    """Yield the claims of GDPR, or the reason why it does not reach this broker.

    Art. 3(1): the controller is established in the Union, wherever the person is. Art. 3(2): the person is there, and
    the broker offers them services or monitors their behavior.
    """
    name = case.broker.name
    seats = [seat for seat in case.seats if seat in EEA]
    place = case.country if case.country in seats or not seats else seats[0]
    served = case.data_on_eea()
    if seats:
        why = f"{name} is established in {place}, so the GDPR binds it wherever you are (art. 3(1))."
    elif served:
        why = f"You are in {_named(place)}, and {territorial(case, served, 'GDPR')}"
    elif case.country in EEA:
        reason = f"its record names no establishment of {name} in the EEA, and no data on people there"
        yield Exclusion(LawId.GDPR, None, reason)
        return
    else:
        yield Exclusion(LawId.GDPR, None, "you are not in the EEA, and no establishment of it there is on record")
        return
    yield from rights(case, Reach(LawId.GDPR, "GDPR", why, place, by_place=not seats))


def territorial(case: Case, served: str, law: str) -> str:
    """Return why art. 3(2) reaches a broker without an establishment: what its record says, and the rule."""
    who = {"EU": "the EU", "EEA": "the EEA", "GB": "the United Kingdom"}.get(served, served)
    if case.first_party:
        return f"by its record {case.broker.name} offers its service to people in {who} (art. 3(2)(a) {law})."
    return (
        f"by its record {case.broker.name} has data on people in {who}: the {law} binds those who monitor people "
        "there, wherever they sit (art. 3(2)(b))."
    )


def _named(country: str) -> str:
    if country in ONLY_EEA:
        return f"{ONLY_EEA[country]}, where the GDPR holds by the EEA Agreement"
    return country


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
        kept = f"most of what they hold, other law has them keep ({reach.cite} art. 17(3)(b))"
        yield Exclusion(reach.law, None, f"public bodies get no letter: {kept}")
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
    yield reach.claim(
        Right.ACCESS, "access to my data", ("A copy of the data, its source and its recipients", "art. 15")
    )
    if case.broker.role is Role.PROCESSOR:
        yield f"{case.broker.name} also processes for others: what it holds for them is asked of them."


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
