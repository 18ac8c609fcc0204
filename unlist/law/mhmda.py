"""Washington: the My Health My Data Act, which counts scans of faces as consumer health data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unlist.law.case import Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.law.rule import Law, Rule
from unlist.words import LawId, Right, Role

_COVERS = Ground(
    "Imagery of the face from which a template can be extracted is biometric data, and that is consumer health data",
    "RCW 19.373.010",
)
_ANSWER = Ground("It must answer within 45 days", "RCW 19.373.040(1)(g)")
_NOT_PUBLIC = Ground(
    "Biometric data collected without your consent is not publicly available information", "RCW 19.373.010(22)"
)


def find(case: Case) -> Findings:
    """Yield the claims of a resident of Washington towards a face database; it reaches no other kind of broker."""
    if case.place != "US-WA" or not case.broker.keyed_by_face:
        return
    if case.person.by_agent:
        yield Exclusion(LawId.MHMDA, None, "it names no agents; the subject's own letter is the way")
        return
    if case.broker.role is Role.CONSUMER_REPORTING_AGENCY:
        yield Exclusion(LawId.MHMDA, None, "what is used under the FCRA is exempt (RCW 19.373.100)")
        return
    if not case.data_on_people_in("US"):
        yield Exclusion(LawId.MHMDA, None, f"{case.broker.name} is not known to have data on people in Washington")
        return
    why = (
        f"You live in Washington, and by its record {case.broker.name} finds people by their face. No court has said "
        "yet whether an index of faces is consumer health data; the words of the law say so."
    )
    deletion = Ground("It must delete it everywhere, and tell everybody it gave it to", "RCW 19.373.040(1)(c)")
    access = Ground(
        "It must confirm, give access, and list every third party that got the data", "RCW 19.373.040(1)(a)"
    )
    yield _claim(Right.DELETION, "deletion of scans of my face", why, deletion)
    yield _claim(Right.ACCESS, "access to scans of my face, and who got them", why, access)


def _claim(right: Right, title: str, why: str, ground: Ground) -> Claim:
    grounds = (ground, _COVERS, _NOT_PUBLIC, _ANSWER)
    return Claim(
        law=LawId.MHMDA,
        right=right,
        title=title,
        why=why,
        grounds=grounds,
        citations=tuple(each.citation for each in grounds),
        jurisdiction="US-WA",
        confirm=("residence", "my_face"),
    )


def _rules() -> Iterable[Rule]:
    for right, section, further in (
        (Right.ACCESS, "RCW 19.373.040(1)(a)", 45),
        (Right.DELETION, "RCW 19.373.040(1)(c)", 45),
        (Right.APPEAL, "RCW 19.373.040(1)(h)", 0),
    ):
        yield Rule(
            id=f"us-wa-mhmda-{right}",
            law=LawId.MHMDA,
            right=right,
            jurisdictions=("US-WA",),
            valid_from=date(2024, 3, 31),  # [V] small businesses: 2024-06-30
            calendar="us-wa",
            citations=("RCW 19.373.040(1)(g)", section, "RCW 1.12.040") if further else (section, "RCW 1.12.040"),
            confidence="V",
            period=45,
            extension=90 if further else 0,
            note="The 45 days are for requests made by a method that the company itself names."
            if further
            else "An appeal is against a refusal; silence is nothing to appeal.",
        )


LAW = Law(
    id=LawId.MHMDA,
    title="Washington My Health My Data Act",
    supervised_by="the Attorney General of Washington",
    rules=tuple(_rules()),
    note="Of brokers it reaches those that hold scans of faces.",
)
