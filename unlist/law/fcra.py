"""The Fair Credit Reporting Act: rights against consumer reporting agencies in the United States."""

from __future__ import annotations

from unlist.law.case import Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.words import LawId, Right, Role


def find(case: Case) -> Findings:
    """Yield the rights of a resident of the United States towards a consumer reporting agency."""
    broker, in_us = case.broker, case.country == "US"
    agency_in_us = "US" in case.seats or (broker.country is None and "US" in broker.serves)
    if broker.role is not Role.CONSUMER_REPORTING_AGENCY or not (in_us or agency_in_us):
        return
    if not (in_us and agency_in_us):
        yield Exclusion(LawId.FCRA, None, "the FCRA is for consumers and agencies in the United States")
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
