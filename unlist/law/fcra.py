"""The Fair Credit Reporting Act: rights against consumer reporting agencies in the United States."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unlist.law.case import Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.law.rule import Law, Rule
from unlist.words import LawId, Right, Role


def find(case: Case) -> Findings:
    """Yield the rights of a resident of the United States towards a consumer reporting agency."""
    broker, in_us = case.broker, case.country == "US"
    agency_in_us = "US" in case.seats or (broker.country is None and "US" in broker.serves)
    if broker.role is not Role.CONSUMER_REPORTING_AGENCY or not (in_us or agency_in_us):
        return
    if not in_us:
        yield Exclusion(LawId.FCRA, None, "the FCRA is for consumers in the United States")
        return
    if not agency_in_us:
        yield Exclusion(
            LawId.FCRA, None, "the FCRA is for agencies in the United States, and no seat there is on record"
        )
        return
    if case.person.by_agent:
        yield Exclusion(LawId.FCRA, None, "these requests are the subject's own to make")
        return
    for right, title, ground, confirm in _RIGHTS:
        yield Claim(
            law=LawId.FCRA,
            right=right,
            title=title,
            why=f"You live in the United States, and by its record {broker.name} is a consumer reporting agency "
            "(15 USC 1681a(f)).",
            grounds=(ground,),
            citations=(ground.citation,),
            # 1681g(a) names no day; 1681b(e)(2): the five days of an election need the agency's own system or form.
            statutory=right is Right.RECTIFICATION,
            jurisdiction="US",
            confirm=("residence", *confirm),
        )
    yield (
        "Stop prescreened offers everywhere at optoutprescreen.com, and freeze your files: both are free, and faster "
        "than a letter."
    )


_RIGHTS: tuple[tuple[Right, str, Ground, tuple[str, ...]], ...] = (
    (
        Right.OPT_OUT,
        "opt-out of prescreened offers",
        Ground("You may leave the lists made for offers of credit or insurance that you did not ask for",
               "15 USC 1681b(e)"),
        (),
    ),
    (
        Right.ACCESS,
        "disclosure of my file",
        Ground("On request it must disclose what is in your file, with its sources and recipients", "15 USC 1681g(a)"),
        (),
    ),
    (
        Right.RECTIFICATION,
        "dispute of what is wrong",
        Ground("What you dispute as wrong or incomplete must be checked free of charge", "15 USC 1681i(a)"),
        ("error_in_my_file",),
    ),
)  # fmt: skip


def _rules() -> Iterable[Rule]:
    since = date(1997, 9, 30)  # [V2] the amendments of 1996 in force, 16 CFR 601
    yield Rule(
        id="us-fcra-1681i",
        law=LawId.FCRA,
        right=Right.RECTIFICATION,
        jurisdictions=("US",),
        valid_from=since,
        calendar="us",
        citations=("15 USC 1681i(a)(1)",),
        confidence="V",
        period=30,  # [V] 1681i(a)(1)(A)
        extension=45,  # [V] 1681i(a)(1)(B): not more than 15 additional days
        roll=False,
        literal="15 USC 1681i(a)(1)(A)",
        note="The 15 further days run only if you gave the agency relevant information within the 30 "
        "(1681i(a)(1)(B)); after a free annual report it has 45 days from the first (1681j(a)(3)).",
    )
    yield Rule(
        id="us-fcra-1681b-e",
        law=LawId.FCRA,
        right=Right.OPT_OUT,
        jurisdictions=("US",),
        valid_from=since,
        calendar="us",
        citations=("15 USC 1681b(e)",),
        confidence="V2",  # [V2] 1681b(e)(4); (e)(1) to (3) [V]
        period=5,
        unit="business_day",
        note="The choice works from this day on. It counts from a notice by the agencies' own system (telephone or "
        "optoutprescreen.com) or on their signed form; a letter of your own may not be one (1681b(e)(2)).",
    )
    yield Rule(
        id="us-fcra-1681g",
        law=LawId.FCRA,
        right=Right.ACCESS,
        jurisdictions=("US",),
        valid_from=since,
        calendar="us",
        citations=("15 USC 1681g(a)",),
        confidence="V2",
        period=30,
        statutory=False,
        roll=False,
        note="The law says upon request. Only the free annual report asked for through annualcreditreport.com has a "
        "day of its own, 15 days (1681j(a)(2)).",
    )


LAW = Law(
    id=LawId.FCRA,
    title="Fair Credit Reporting Act, 15 USC 1681 ff",
    supervised_by="the Consumer Financial Protection Bureau",
    rules=tuple(_rules()),
)
