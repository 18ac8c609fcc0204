"""Privacy laws that are not covered yet: named where somebody lives under one, so that nobody thinks there is none."""

from __future__ import annotations

from datetime import date

from unlist.law.case import Case, Findings
from unlist.law.model import Exclusion
from unlist.words import LawId

_ELSEWHERE: dict[str, tuple[LawId, date]] = {
    "BR": (LawId.LGPD, date(2020, 9, 18)),
    "CA": (LawId.PIPEDA, date(2001, 1, 1)),
    "CA-QC": (LawId.LAW25, date(2023, 9, 22)),
    "CH": (LawId.CH_FADP, date(2023, 9, 1)),
    "US-AL": (LawId.APDPA, date(2027, 5, 1)),
    "US-CO": (LawId.CPA, date(2023, 7, 1)),
    "US-CT": (LawId.CTDPA, date(2023, 7, 1)),
    "US-DE": (LawId.DPDPA, date(2025, 1, 1)),
    "US-IA": (LawId.ICDPA, date(2025, 1, 1)),
    "US-IN": (LawId.INCDPA, date(2026, 1, 1)),
    "US-KY": (LawId.KCDPA, date(2026, 1, 1)),
    "US-LA": (LawId.LDPA, date(2027, 1, 1)),
    "US-MD": (LawId.MODPA, date(2025, 10, 1)),
    "US-MN": (LawId.MCDPA_MN, date(2025, 7, 31)),
    "US-MT": (LawId.MCDPA, date(2024, 10, 1)),
    "US-NE": (LawId.NDPA, date(2025, 1, 1)),
    "US-NH": (LawId.NHPA, date(2025, 1, 1)),
    "US-NJ": (LawId.NJDPA, date(2025, 1, 15)),
    "US-NV": (LawId.NRS_603A, date(2021, 10, 1)),
    "US-OK": (LawId.OCDPA, date(2027, 1, 1)),
    "US-OR": (LawId.OCPA, date(2024, 7, 1)),
    "US-RI": (LawId.RIDTPPA, date(2026, 1, 1)),
    "US-TN": (LawId.TIPA, date(2025, 7, 1)),
    "US-TX": (LawId.TDPSA, date(2024, 7, 1)),
    "US-UT": (LawId.UCPA, date(2023, 12, 31)),
    "US-VA": (LawId.VCDPA, date(2023, 1, 1)),
    "US-VT": (LawId.VDPOSA, date(2028, 1, 1)),
}
"""The general privacy law of a place and the day from which it holds ([V2] all but the four outside the US, [B])."""


def find(case: Case) -> Findings:
    """Yield the law of the person's own place that Unlist does not know yet."""
    found = _ELSEWHERE.get(case.place) or _ELSEWHERE.get(case.country)
    if found and found[1] <= case.today:
        yield Exclusion(found[0], None, f"the privacy law of {case.place} ({found[0]}) is not covered here yet")
