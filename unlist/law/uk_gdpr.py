"""UK GDPR and the Data Protection Act 2018, as changed in 2026. Article 77 is never cited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unlist.law.case import Case, Findings
from unlist.law.data_protection import CLOCKED, Reach, rights, territorial
from unlist.law.model import Exclusion
from unlist.law.rule import Law, Rule
from unlist.words import LawId, Right

DUAA_76 = date(2026, 2, 5)  # [V] art. 12A in force, SI 2026/82 reg. 2
DUAA_103 = date(2026, 6, 19)  # [V2] s. 164A in force and art. 77 omitted, SI 2026/82 reg. 3


def find(case: Case) -> Findings:
    """Yield the claims of UK GDPR, or the reason why it does not reach this broker."""
    here = case.country == "GB"
    if "GB" in case.seats:
        why = f"{case.broker.name} is established in the United Kingdom, so the UK GDPR binds it wherever you are"
        # Which nation's bank holidays count is not on record: the person's own, else England's.
        place = case.place if here else "GB-ENG"
        yield from rights(case, Reach(LawId.UK_GDPR, "UK GDPR", f"{why} (art. 3(1)).", place, by_place=False))
    elif here and case.data_on_people_in("GB"):
        why = f"You are in the United Kingdom, and {territorial(case, 'GB', 'UK GDPR')}"
        yield from rights(case, Reach(LawId.UK_GDPR, "UK GDPR", why, case.place, by_place=True))
    elif here:
        reason = f"its record names no establishment of {case.broker.name} in the United Kingdom, and no data on people"
        yield Exclusion(LawId.UK_GDPR, None, f"{reason} there")
    else:
        reason = "you are not in the United Kingdom, and no establishment of it there is on record"
        yield Exclusion(LawId.UK_GDPR, None, reason)


def _rules() -> Iterable[Rule]:
    for right in CLOCKED:
        yield Rule(
            id="uk-gdpr-12-3",
            law=LawId.UK_GDPR,
            right=right,
            jurisdictions=("GB",),
            valid_from=date(2021, 1, 1),  # [B] end of the transition period
            valid_to=date(2026, 2, 4),
            calendar="place",
            citations=("UK GDPR art. 12(3) as it stood before 5 February 2026", "Reg. 1182/71 art. 3"),
            confidence="V2",
            period=1,
            unit="month",
            extension=3,
        )
        yield Rule(
            id="uk-gdpr-12a",
            law=LawId.UK_GDPR,
            right=right,
            jurisdictions=("GB",),
            valid_from=DUAA_76,
            calendar="place",
            citations=("UK GDPR art. 12A", "UK GDPR art. 4A and Reg. 1182/71 art. 3"),
            confidence="V",
            period=1,  # [V] one month beginning with the relevant time; the ICO counts to the corresponding date
            unit="month",
            extension=3,  # [V] 12A(3): two further months
            pause="inclusive" if right is Right.ACCESS else "",  # [V] 12A(5): requests under art. 15 only
            pause_note="Art. 12A(5): the days from the question, where it was reasonably required, to the answer do "
            "not count, both included.",
            clock_start=True,  # [V] 12A(2): the latest of receipt, identity information and fee
        )
    yield Rule(
        id="uk-s164a-ack",
        law=LawId.UK_GDPR,
        right=Right.COMPLAINT,
        jurisdictions=("GB",),
        valid_from=DUAA_103,
        calendar="place",
        citations=("DPA 2018 s. 164A(3) and (4)",),
        confidence="V",
        unit="none",
        acknowledge=30,  # [V] the first of the 30 days is the one after receipt; that it rolls is [B]
        acknowledge_unit="calendar_day",
        note="The outcome is owed without undue delay; the law names no day for it (s. 164A(4)).",
    )


LAW = Law(
    id=LawId.UK_GDPR,
    title="UK GDPR and Data Protection Act 2018",
    supervised_by="the controller first (s. 164A), then the Information Commission (s. 165)",
    rules=tuple(_rules()),
)
