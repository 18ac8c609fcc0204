"""What a law is here: its clocks, one row a right and a time, each number with its source and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from unlist.law.places import EEA, GB_NATIONS, country_of
from unlist.words import LawId, Right

Unit = Literal["month", "calendar_day", "business_day", "none"]
Confidence = Literal["V", "V2", "B"]
"""How well a number is known: V, read in the text; V2, read in a secondary source; B, believed and not read."""
CalendarName = Literal[
    "place", "us", "us-ca", "us-co", "us-il", "us-mn", "us-nj", "us-tx", "us-ut", "us-wa", "state", "ca", "ca-qc"
]  # fmt: skip
"""`place`: public holidays of the place; `state`: those of a state of the US and of the federation; others: ours."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One clock of one right. Periods are counted in the rule's unit from the start, which itself does not count."""

    id: str
    law: LawId
    right: Right
    jurisdictions: tuple[str, ...]
    """ISO 3166 codes; `EEA` and `GB` and `US` stand for their states and nations, `*` for everywhere."""
    valid_from: date
    valid_to: date | None = None
    open_from: date | None = None
    """The first day on which a request could be made, where it is before `valid_from`, from which it then counts."""
    calendar: CalendarName
    citations: tuple[str, ...]
    confidence: Confidence
    """How well its period, extension and day of acknowledgement are known; of several the least."""
    period: int = 0
    unit: Unit = "calendar_day"
    roll: bool = True
    """Whether a last day that is closed moves to the next working day."""
    acknowledge: int = 0
    acknowledge_unit: Unit = "business_day"
    extension: int = 0
    """Length of the whole period with its extension, from the start, in the rule's unit; 0: there is none."""
    extension_open: bool = False
    """Whether the law allows an extension and sets no limit to it: its notice names the day."""
    pause: Literal["", "suspends", "inclusive"] = ""
    """`suspends`: answer day minus question day; `inclusive`: both days count; empty: nothing stops the clock."""
    pause_note: str = ""
    clock_start: bool = False
    """Whether the clock may start later than receipt, when proof of identity or a fee has come."""
    first_fetch: int = 0
    """Delete Act: days within which a broker must first fetch the request; the period comes after."""
    literal: str = ""
    """The text that, read literally, counts the day of receipt and so ends a day earlier."""
    statutory: bool = True
    note: str = ""

    @property
    def opens(self) -> date:
        """The first day on which a request under this rule could be received."""
        return self.open_from or self.valid_from

    def in_force(self, day: date) -> bool:
        """Say whether a request received on `day` falls under this rule."""
        return self.opens <= day and (self.valid_to is None or day <= self.valid_to)

    def covers(self, place: str) -> bool:
        """Say whether the rule holds in a place as `places.jurisdiction` returns it."""
        groups = {"*", place, country_of(place)}
        if place in GB_NATIONS:
            groups.add("GB")
        if country_of(place) in EEA:
            groups.add("EEA")
        return not groups.isdisjoint(self.jurisdictions)


@dataclass(frozen=True, kw_only=True)
class Law:
    """One law as it is covered here: who supervises it, its clocks, and what is to be known of it beside them."""

    id: LawId
    title: str
    supervised_by: str
    rules: tuple[Rule, ...]
    """The older version of a row before the newer one."""
    note: str = ""

    @property
    def begins(self) -> date:
        """The first day on which any of its rows holds."""
        return min(rule.opens for rule in self.rules)
