"""Home addresses of protected people: Daniel's Law of New Jersey and Safe at Home of California.

Only who has declared to be covered is ever offered these; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlist.law.case import Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.law.rule import Law, Rule
from unlist.words import LawId, Right

_DANIELS = "N.J.S.A. 56:8-166.1"
_SAFE = "Cal. Gov. Code 6208.1"


@dataclass(frozen=True)
class _Protection:
    """One of the two: `fact` is what the person declared, `why` follows the name of the place."""

    law: LawId
    place: str
    fact: str
    title: str
    why: str
    grounds: tuple[Ground, ...]
    statutory: bool


_PROTECTIONS = (
    _Protection(
        LawId.DANIELS_LAW,
        "US-NJ",
        "daniels_law",
        "end of the disclosure of my home address and unlisted phone number",
        "You declared that you are covered by Daniel's Law: a judge, prosecutor, police officer or child protection "
        "investigator, in office or not, or family in the same household (N.J.S.A. 47:1B-1).",
        (
            Ground("Who is covered may demand that home address and unlisted phone number be taken down", _DANIELS),
            Ground("It must be done within 10 business days after the notice came", _DANIELS),
        ),
        statutory=True,
    ),
    _Protection(
        LawId.SAFE_AT_HOME,
        "US-CA",
        "safe_at_home",
        "demand not to display my home address and phone number",
        "You declared that you take part in Safe at Home. The letter has to say so, which tells the broker of it: "
        "decide for each broker.",
        (Ground("After a written demand nobody may display a participant's home address or number online", _SAFE),),
        statutory=False,
    ),
)  # fmt: skip


def find(case: Case) -> Findings:
    """Yield the demand of a declared person towards a broker that publishes addresses."""
    for one in _PROTECTIONS:
        if case.place != one.place or one.fact not in case.person.declared or not case.broker.publishes:
            continue
        if case.person.by_agent:
            yield Exclusion(one.law, None, "this demand is the subject's own to make")
            continue
        yield Claim(
            law=one.law,
            right=Right.DEMAND,
            title=one.title,
            why=one.why,
            grounds=one.grounds,
            citations=tuple(ground.citation for ground in one.grounds),
            statutory=one.statutory,
            jurisdiction=one.place,
            confirm=("residence", one.fact),
        )


DANIELS_LAW = Law(
    id=LawId.DANIELS_LAW,
    title="Daniel's Law of New Jersey",
    supervised_by="nobody: a court, by your own suit",
    rules=(
        Rule(
            id="us-nj-daniel",
            law=LawId.DANIELS_LAW,
            right=Right.DEMAND,
            jurisdictions=("US-NJ",),
            valid_from=date(2020, 11, 20),
            calendar="us-nj",
            citations=(_DANIELS,),
            confidence="V2",  # [V2] 10 business days; the law does not define them
            period=10,
            unit="business_day",
            note="For judges, prosecutors, police, child protection investigators and their households alone; whether "
            "the law stands is before the federal court of appeals (3d Cir., No. 25-1555).",
        ),
    ),
    note="Only for people it covers, and offered only to who has declared to be one.",
)
SAFE_AT_HOME = Law(
    id=LawId.SAFE_AT_HOME,
    title="Safe at Home, California's address confidentiality program",
    supervised_by="nobody: a court, by your own suit",
    rules=(
        Rule(
            id="us-ca-safe-at-home",
            law=LawId.SAFE_AT_HOME,
            right=Right.DEMAND,
            jurisdictions=("US-CA",),
            valid_from=date(2014, 1, 1),  # [B] the first text read
            calendar="us-ca",
            citations=(_SAFE,),
            confidence="B",  # [B] that no day is set for participants; the 48 hours are for officials
            period=30,
            statutory=False,
            roll=False,
        ),
    ),
    note="Only for participants of the program, and offered only to who has declared to be one.",
)
