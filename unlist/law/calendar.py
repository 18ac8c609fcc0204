"""Counting days: months, calendar days, business days, and what happens when the last one is a holiday.

The day of receipt never counts (Reg. 1182/71 art. 3(1); CCP 12). A period is rolled once, at its end, never between.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5
_ONE = timedelta(days=1)

GB_NATIONS = {"GB-ENG": "ENG", "GB-WLS": "WLS", "GB-SCT": "SCT", "GB-NIR": "NIR", "GB": "ENG"}
EEA = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
        "IS",
        "LI",
        "NO",
    ]
)


def add_months(day: date, count: int) -> date:
    """Return the same day number `count` months later, or the last day of that month (Reg. 1182/71 art. 3(2)(c))."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Calendar:
    """The days on which nothing is due somewhere: `name` for explanations, `holiday` gives a day's name or None."""

    name: str
    holiday: Callable[[date], str | None]

    def closed(self, day: date) -> str | None:
        """Return why nothing is due on `day` (Saturday, Sunday or the holiday's name), or None."""
        if day.weekday() >= SATURDAY:
            return day.strftime("%A")
        return self.holiday(day)

    def roll(self, day: date) -> date:
        """Return `day`, or the next one that is no Saturday, Sunday or holiday."""
        while self.closed(day):
            day += _ONE
        return day

    def add_business_days(self, day: date, count: int) -> date:
        """Return the day `count` business days after `day`, which itself does not count."""
        for _ in range(count):
            day = self.roll(day + _ONE)
        return day


@lru_cache(maxsize=512)
def _public(country: str, subdivision: str | None, year: int) -> dict[date, str]:
    import holidays

    known = holidays.list_supported_countries(include_aliases=False).get(country, [])
    part = subdivision if subdivision in known else None
    return dict(holidays.country_holidays(country, subdiv=part, years=year).items())


def member_state(country: str, part: str | None = None) -> Calendar:
    """Return the public holidays of a member state of the EU or EEA, nationwide unless its part (a Land) is known."""
    name = f"public holidays of {country}{f'-{part}' if part else ''}"
    return Calendar(name, lambda day: _public(country, part, day.year).get(day))


def gb_nation(jurisdiction: str) -> Calendar:
    """Return the bank holidays of England, Wales, Scotland or Northern Ireland; `GB` means England."""
    nation = GB_NATIONS[jurisdiction]
    return Calendar(f"bank holidays of {nation}", lambda day: _public("GB", nation, day.year).get(day))


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _last(year: int, month: int, weekday: int) -> date:
    last = date(year, month, months.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _with_observed(fixed: dict[date, str]) -> dict[date, str]:
    """Add the Friday before a Saturday and the Monday after a Sunday (Cal. Gov. Code 6701; 5 USC 6103(b))."""
    result = dict(fixed)
    for day, name in fixed.items():
        if day.weekday() == SATURDAY:
            result.setdefault(day - _ONE, f"{name} (observed)")
        elif day.weekday() > SATURDAY:
            result.setdefault(day + _ONE, f"{name} (observed)")
    return result


@lru_cache(maxsize=64)
def california_judicial(year: int) -> dict[date, str]:
    """Return the judicial holidays of Cal. CCP 135, with their observed days."""
    days: dict[date, str] = {}
    for each in (year - 1, year, year + 1):
        days |= {
            date(each, 1, 1): "New Year's Day",
            _nth(each, 1, 0, 3): "Martin Luther King Jr. Day",
            date(each, 2, 12): "Lincoln Day",
            _nth(each, 2, 0, 3): "Presidents' Day",
            date(each, 3, 31): "Farmworkers Day",  # Cesar Chavez Day until AB 2156
            _last(each, 5, 0): "Memorial Day",
            date(each, 6, 19): "Juneteenth",
            date(each, 7, 4): "Independence Day",
            _nth(each, 9, 0, 1): "Labor Day",
            _nth(each, 9, 4, 4): "Native American Day",
            date(each, 11, 11): "Veterans Day",
            _nth(each, 11, 3, 4): "Thanksgiving Day",
            _nth(each, 11, 3, 4) + _ONE: "day after Thanksgiving",
            date(each, 12, 25): "Christmas Day",
        }
    return {day: name for day, name in _with_observed(days).items() if day.year == year}


@lru_cache(maxsize=64)
def federal(year: int) -> dict[date, str]:
    """Return the federal holidays of 5 USC 6103 with their observed days."""
    days: dict[date, str] = {}
    for each in (year - 1, year, year + 1):
        days |= {
            date(each, 1, 1): "New Year's Day",
            _nth(each, 1, 0, 3): "Martin Luther King Jr. Day",
            _nth(each, 2, 0, 3): "Washington's Birthday",
            _last(each, 5, 0): "Memorial Day",
            date(each, 6, 19): "Juneteenth",
            date(each, 7, 4): "Independence Day",
            _nth(each, 9, 0, 1): "Labor Day",
            _nth(each, 10, 0, 2): "Columbus Day",
            date(each, 11, 11): "Veterans Day",
            _nth(each, 11, 3, 4): "Thanksgiving Day",
            date(each, 12, 25): "Christmas Day",
        }
    return {day: name for day, name in _with_observed(days).items() if day.year == year}


CALIFORNIA = Calendar("judicial holidays of California, CCP 135", lambda day: california_judicial(day.year).get(day))
"""For the end of periods of calendar days (CCP 12a)."""

CALIFORNIA_BUSINESS = Calendar(
    "federal holidays and those of CCP 135",
    lambda day: california_judicial(day.year).get(day) or federal(day.year).get(day),
)
"""For business days, which the CCPA does not define: no day counts that either list leaves out."""

FEDERAL = Calendar("federal holidays, 5 USC 6103", lambda day: federal(day.year).get(day))


@lru_cache(maxsize=64)
def _illinois(year: int) -> dict[date, str]:
    return {**_public("US", "IL", year), **federal(year)}


ILLINOIS = Calendar("holidays of Illinois", lambda day: _illinois(day.year).get(day))
"""For 5 ILCS 70/1.11."""
