"""Which days are closed where: the lists of California, Illinois and the federation are ours, Europe's a library's.

The `holidays` library is not California's legal list: it lacks Lincoln Day and Native American Day, and its names
follow the machine's language unless one is asked for. It is imported only where it is needed.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from unlist.errors import BadInput
from unlist.law.calendar import ONE_DAY, SATURDAY, Calendar
from unlist.law.places import GB_NATIONS, country_of

_PART = re.compile(r"[A-Z0-9]{1,3}")
_LISTED = 20
"""Of so many parts a country may have that an error still lists them."""
Days = dict[date, str]


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _last(year: int, month: int, weekday: int) -> date:
    last = date(year, month, months.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _good_friday(year: int) -> date:
    """Return the Friday before Easter Sunday, by the Gregorian computus (Meeus, Jones, Butcher)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1) - timedelta(days=2)


def _observed(days: Days, *, friday: bool = True) -> Days:
    """Return the Mondays after a Sunday and, unless excluded, the Fridays before a Saturday, that stand in for it."""
    stand_ins: Days = {}
    for day, name in days.items():
        if day.weekday() == SATURDAY and friday:
            stand_ins[day - ONE_DAY] = f"{name}, observed"
        elif day.weekday() > SATURDAY:
            stand_ins[day + ONE_DAY] = f"{name}, observed"
    return stand_ins


def _of_year(year: int, listed: Callable[[int], Days]) -> Days:
    """Return a year's days of a list with those observed; New Year's Day may be observed in the year before."""
    days = {day: name for each in (year - 1, year, year + 1) for day, name in listed(each).items()}
    return {day: name for day, name in {**_observed(days), **days}.items() if day.year == year}


def _shared(year: int) -> Days:
    """Return the holidays that the federal, the Californian and the Illinois list have in common."""
    return {
        date(year, 1, 1): "New Year's Day",
        _nth(year, 1, 0, 3): "Martin Luther King Jr. Day",
        _nth(year, 2, 0, 3): "Presidents' Day",
        _last(year, 5, 0): "Memorial Day",
        date(year, 6, 19): "Juneteenth",
        date(year, 7, 4): "Independence Day",
        _nth(year, 9, 0, 1): "Labor Day",
        date(year, 11, 11): "Veterans Day",
        _nth(year, 11, 3, 4): "Thanksgiving Day",
        date(year, 12, 25): "Christmas Day",
    }


def _federal(year: int) -> Days:
    return {**_shared(year), _nth(year, 10, 0, 2): "Columbus Day"}


def _california(year: int) -> Days:
    farmworkers_since = 2026  # AB 2156 renames Cesar Chavez Day
    return {
        **_shared(year),
        date(year, 2, 12): "Lincoln Day",
        date(year, 3, 31): "Farmworkers Day" if year >= farmworkers_since else "Cesar Chavez Day",
        _nth(year, 9, 4, 4): "Native American Day",
        _nth(year, 11, 3, 4) + ONE_DAY: "the day after Thanksgiving",
    }


def _illinois(year: int) -> Days:
    days = {
        **_federal(year),
        date(year, 2, 12): "Lincoln's Birthday",
        _nth(year, 3, 0, 1): "Casimir Pulaski's Birthday",
        _good_friday(year): "Good Friday",
    }
    if year % 2 == 0:  # 10 ILCS 5/17-25: the Tuesday after the first Monday of November in even years
        days[_nth(year, 11, 0, 1) + ONE_DAY] = "general election"
    return days


@lru_cache(maxsize=64)
def federal(year: int) -> Days:
    """Return the federal holidays of 5 USC 6103(a) with their observed days, 6103(b)."""
    return _of_year(year, _federal)


@lru_cache(maxsize=64)
def california_judicial(year: int) -> Days:
    """Return the judicial holidays of Cal. CCP 135 with their observed days (Cal. Rules of Court, rule 1.11)."""
    return _of_year(year, _california)


@lru_cache(maxsize=64)
def illinois(year: int) -> Days:
    """Return the legal holidays of 205 ILCS 630/17(a), the Monday after one on a Sunday, and the federal ones."""
    days = _illinois(year)
    return {**federal(year), **_observed(days, friday=False), **days}


CALIFORNIA = Calendar("judicial holidays of California, CCP 135", lambda day: california_judicial(day.year).get(day))
"""For the end of periods of calendar days (CCP 12a)."""

CALIFORNIA_BUSINESS = Calendar(
    "federal holidays and those of CCP 135",
    lambda day: california_judicial(day.year).get(day) or federal(day.year).get(day),
)
"""For business days, which the CCPA does not define: no day counts that either list leaves out."""

FEDERAL = Calendar("federal holidays, 5 USC 6103", lambda day: federal(day.year).get(day))

ILLINOIS = Calendar("legal holidays of Illinois, 205 ILCS 630/17", lambda day: illinois(day.year).get(day))
"""For 5 ILCS 70/1.11, which means holidays fixed in any statute in force in Illinois."""


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, ...]]:
    import holidays

    supported = holidays.list_supported_countries(include_aliases=False)
    return {country: tuple(filter(_PART.fullmatch, parts)) for country, parts in supported.items()}


@lru_cache(maxsize=512)
def _public(country: str, part: str | None, year: int) -> Days:
    import holidays

    # en_US: the explanation is English on every machine, whatever its LANGUAGE says.
    return dict(holidays.country_holidays(country, subdiv=part, years=year, language="en_US").items())


def public_holidays(place: str) -> Calendar:
    """Return the public holidays of a country, nationwide unless its part is given (`DE-BY`).

    Reg. 1182/71 art. 2(1) means those of the member state. Raises BadInput for a part that is not known.
    """
    country, _, part = place.partition("-")
    if part and part not in _known().get(country, ()):
        parts = sorted(_known().get(country, ()))
        listed = f", or one of {', '.join(parts)}" if 0 < len(parts) <= _LISTED else ""
        raise BadInput(f"No holidays of {place!r} are known.", hint=f"Write {country} for the nationwide ones{listed}.")
    if country not in _known():
        return Calendar("no holidays are known there, only weekends", lambda _: None)
    return Calendar(f"public holidays of {place}", lambda day: _public(country, part or None, day.year).get(day))


def bank_holidays(nation: str) -> Calendar:
    """Return the bank holidays of a nation of the United Kingdom."""
    _, _, part = nation.partition("-")
    return Calendar(f"bank holidays of {GB_NATIONS[nation]}", lambda day: _public("GB", part, day.year).get(day))


def holidays_of(place: str) -> Calendar:
    """Return the closed days of a place: bank holidays in the United Kingdom, federal ones in the United States."""
    if place in GB_NATIONS:
        return bank_holidays(place)
    return FEDERAL if country_of(place) == "US" else public_holidays(place)
