"""The person's own limits: by when they must act themselves, or lose a way that the law gives.

A limit is never moved to a later day, even where the law would move it: acting a day early costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from unlist.law import places
from unlist.law.calendar import add_months, hold_days
from unlist.law.rule import Confidence
from unlist.words import LawId, Right


class Happened(StrEnum):
    """What a limit of the person's own counts from."""

    REFUSED = "refused"
    """The broker refused; the day on which that came."""
    SILENT = "silent"
    """The broker said nothing; the last day on which it could have answered."""
    COMPLAINED = "complained"
    """The authority got the complaint."""
    LEARNED = "learned"
    """The person learned of what was done."""
    COST_ANNOUNCED = "cost_announced"
    """The broker announced what an answer will cost."""


@dataclass(frozen=True)
class OwnLimit:
    """A last day for the person: `act_by`, what is to be done by then, and where it stands.

    `binding` is false for what an authority expects and no law says.
    """

    act_by: date
    what: str
    citation: str
    confidence: Confidence
    binding: bool = True

    @property
    def sentence(self) -> str:
        """Return the limit as a sentence that its source and a full stop follow."""
        if self.binding:
            return f"{self.act_by.isoformat()} is the last day for you to {self.what}"
        return f"No law sets a day, but by {self.act_by.isoformat()} you should {self.what}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One limit as the law sets it: months, then days, after one of the events."""

    law: LawId
    places: tuple[str, ...]
    """ISO 3166 codes, of a country for all its parts."""
    rights: tuple[Right, ...]
    """Empty: any right."""
    after: tuple[Happened, ...]
    what: str
    citation: str
    confidence: Confidence
    months: int = 0
    days: int = 0
    """Days after the months."""
    binding: bool = True

    def holds(self, law: LawId, right: Right, place: str, happened: Happened) -> bool:
        """Say whether the row is for this law, right, place and event."""
        here = {place, places.country_of(place)} & set(self.places)
        return self.law is law and bool(here) and right in (self.rights or (right,)) and happened in self.after


_UNANSWERED = (Happened.REFUSED, Happened.SILENT)
_KNOWN = (Happened.LEARNED, *_UNANSWERED)
_SEEKING = (Right.ACCESS, Right.DELETION, Right.OBJECTION, Right.RECTIFICATION, Right.RESTRICTION)

_ROWS: tuple[Row, ...] = (
    Row(
        law=LawId.LAW25, places=("CA-QC",), rights=(), after=_UNANSWERED, days=30,
        what="ask the Commission d'accès à l'information to look at the refusal; silence is one",
        citation="CQLR P-39.1, s. 43", confidence="V2",
    ),
    Row(
        law=LawId.PIPEDA, places=("CA",), rights=(Right.ACCESS,), after=_UNANSWERED, months=6,
        what="complain to the Privacy Commissioner of Canada", citation="PIPEDA s. 11(3)", confidence="V",
    ),
    Row(
        law=LawId.UK_GDPR, places=("GB",), rights=(Right.COMPLAINT,), after=(Happened.COMPLAINED,), months=6, days=28,
        what="apply to the First-tier Tribunal for an order that the Commission go on with the complaint",
        citation="DPA 2018 s. 166; SI 2009/1976 rule 22(6)(f)", confidence="V",
    ),
    Row(
        law=LawId.UK_GDPR, places=("GB",), rights=_SEEKING, after=_UNANSWERED, months=3, binding=False,
        what="complain to the Information Commission, which expects it within three months of the last contact",
        citation="guidance of the ICO", confidence="V",
    ),
    Row(
        law=LawId.GDPR, places=("AT",), rights=_SEEKING, after=_KNOWN, months=12,
        what="complain to the Austrian data protection authority (three years after it happened at the latest)",
        citation="DSG § 24(4)", confidence="V",
    ),
    Row(
        law=LawId.GDPR, places=("BG",), rights=_SEEKING, after=_KNOWN, months=6,
        what="complain to the Bulgarian data protection authority (two years after it happened at the latest)",
        citation="Bulgarian data protection act art. 38(1)", confidence="V2",
    ),
    Row(
        law=LawId.BIPA, places=("US-IL",), rights=(Right.DEMAND,), after=(Happened.LEARNED,), months=60,
        what="sue; see a lawyer long before, since from when the five years count is disputed",
        citation="735 ILCS 5/13-205; Tims v. Black Horse Carriers, 2023 IL 127801", confidence="V",
    ),
    Row(
        law=LawId.CH_FADP, places=("CH",), rights=(Right.ACCESS,), after=(Happened.COST_ANNOUNCED,), days=10,
        what="confirm the request, or it counts as withdrawn", citation="DPO art. 19", confidence="V",
    ),
)  # fmt: skip


def rows() -> tuple[Row, ...]:
    """Return every limit that is known."""
    return _ROWS


def limits(law: LawId, right: Right, jurisdiction: str, happened: Happened, on: date) -> tuple[OwnLimit, ...]:
    """Return the person's own limits that count from what happened `on` a day, the earliest first.

    Empty where no limit is known, which does not mean that there is none. Months keep the day number, or end with the
    month. Raises BadInput when the jurisdiction is no place of ISO 3166, and for a day too far ahead.
    """
    place = places.jurisdiction(jurisdiction)
    hold_days([on])
    found = (
        OwnLimit(
            add_months(on, row.months) + timedelta(days=row.days), row.what, row.citation, row.confidence, row.binding
        )
        for row in _ROWS
        if row.holds(law, right, place, happened)
    )
    return tuple(sorted(found, key=lambda limit: limit.act_by))
