"""UK GDPR and the Data Protection Act 2018, as changed in 2026. Article 77 is never cited."""

from __future__ import annotations

from unlist.law.case import Case, Findings
from unlist.law.gdpr import Reach, rights, territorial
from unlist.law.model import Exclusion
from unlist.words import LawId


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
