"""Which days are closed where: what moves the end of a period, and what business days leave out.

The lists of North America are ours (`holiday_lists`), others the `holidays` library's: it is not California's legal
list, it lacks Lincoln Day and Native American Day, and its names follow the machine's language unless one is asked for.
It is imported only where it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from unlist.law import holiday_lists as lists
from unlist.law.calendar import SUNDAY, Calendar
from unlist.law.places import GB_NATIONS, country_of
from unlist.law.rule import CalendarName, Rule

_PART = re.compile(r"[A-Z0-9]{1,3}")


def _listed(name: str, *years: Callable[[int], lists.Days], weekend: frozenset[int] | None = None) -> Calendar:
    """Return the calendar of one list or of several together."""

    def holiday(day: date) -> str | None:
        return next((found for year in years if (found := year(day.year).get(day))), None)

    return Calendar(name, holiday) if weekend is None else Calendar(name, holiday, weekend)


FEDERAL = _listed("federal holidays, 5 USC 6103", lists.federal)

CALIFORNIA = _listed("judicial holidays of California, CCP 135", lists.california_judicial)
"""For the end of periods of calendar days (CCP 12a)."""

CALIFORNIA_BUSINESS = _listed("federal holidays and those of CCP 135", lists.california_judicial, lists.federal)
"""For business days, which the CCPA does not define: no day counts that either list leaves out."""

ILLINOIS = _listed("legal holidays of Illinois, 205 ILCS 630/17", lists.illinois)
"""For 5 ILCS 70/1.11, which means holidays fixed in any statute in force in Illinois."""

TEXAS = _listed("legal holidays of Texas, Gov't Code 662.021", lists.texas)
"""For Tex. Gov't Code 311.014(b)."""

COLORADO = _listed("legal holidays of Colorado, C.R.S. 24-11-101", lists.colorado)
"""For C.R.S. 2-4-108(2)."""

WASHINGTON = _listed("legal holidays of Washington, RCW 1.16.050", lists.washington)
"""For RCW 1.12.040."""

CANADA = _listed("holidays of Canada's Interpretation Act s. 35, Sundays among them", lists.canada,
                 weekend=frozenset({SUNDAY}))  # fmt: skip
"""For the end of periods (Interpretation Act s. 26): a Saturday is no holiday there."""

CANADA_BUSINESS = _listed("holidays of Canada's Interpretation Act s. 35", lists.canada)

QUEBEC = _listed("holidays of Québec's Interpretation Act s. 61(23), Sundays among them", lists.quebec,
                 weekend=frozenset({SUNDAY}))  # fmt: skip
"""For the end of periods (CQLR I-16, s. 52): a Saturday is no holiday there."""

MINNESOTA = _listed("holidays of Minnesota, Minn. Stat. 645.44, subd. 5", lists.federal)
"""For Minn. Stat. 645.15: the days are those of the federation, by other names."""

UTAH = _listed("legal holidays of Utah, Utah Code 63G-1-301", lists.utah)
"""For Utah Code 68-3-7(2)."""

NEW_JERSEY = _listed("holidays of New Jersey, N.J.S.A. 36:1-1, and federal ones", lists.new_jersey)

_NAMED: dict[CalendarName, tuple[Calendar, Calendar]] = {
    "us": (FEDERAL, FEDERAL),
    "us-ca": (CALIFORNIA, CALIFORNIA_BUSINESS),
    "us-co": (COLORADO, _listed("federal holidays and those of Colorado", lists.colorado, lists.federal)),
    "us-il": (ILLINOIS, ILLINOIS),
    "us-mn": (MINNESOTA, MINNESOTA),
    "us-nj": (NEW_JERSEY, NEW_JERSEY),
    "us-ut": (UTAH, _listed("federal holidays and those of Utah", lists.utah, lists.federal)),
    "us-tx": (TEXAS, _listed("federal holidays and those of Texas", lists.texas, lists.federal)),
    "us-wa": (WASHINGTON, _listed("federal holidays and those of Washington", lists.washington, lists.federal)),
    "ca": (CANADA, CANADA_BUSINESS),
    "ca-qc": (QUEBEC, _listed("holidays of Canada and of Québec", lists.quebec, lists.canada)),
}


def calendars_of(rule: Rule, place: str) -> tuple[Calendar, Calendar]:
    """Return what moves the end of a period under a rule in a place, and what business days leave out there."""
    if rule.calendar == "state":
        both = state_holidays(place)
        return both, both
    if rule.calendar == "place":
        both = holidays_of(place)
        return both, both
    periods, business = _NAMED[rule.calendar]
    return (business if rule.unit == "business_day" else periods), business


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, ...]]:
    import holidays

    supported = holidays.list_supported_countries(include_aliases=False)
    return {country: tuple(filter(_PART.fullmatch, parts)) for country, parts in supported.items()}


@lru_cache(maxsize=512)
def _public(country: str, part: str | None, year: int) -> lists.Days:
    import holidays

    # en_US: the explanation is English on every machine, whatever its LANGUAGE says.
    return dict(holidays.country_holidays(country, subdiv=part, years=year, language="en_US").items())


def public_holidays(place: str) -> Calendar:
    """Return the public holidays of a country, nationwide unless a part with a list of its own is given (`DE-BY`).

    Reg. 1182/71 art. 2(1) means those of the member state.
    """
    country, _, part = place.partition("-")
    if country not in _known():
        return Calendar("no holidays are known there, only weekends", lambda _: None)
    own = part if part in _known()[country] else None
    more = lists.KEPT_BESIDE.get(country, lambda _: {}) if own is None else lambda _: {}

    def holiday(day: date) -> str | None:
        return _public(country, own, day.year).get(day) or more(day.year).get(day)

    name = f"public holidays of {country}{f'-{own}' if own else ''}"
    return Calendar(f"{name}, no list is known for {place}" if part and not own else name, holiday)


def bank_holidays(nation: str) -> Calendar:
    """Return the bank holidays of a nation of the United Kingdom."""
    _, _, part = nation.partition("-")
    return Calendar(f"bank holidays of {GB_NATIONS[nation]}", lambda day: _public("GB", part, day.year).get(day))


def holidays_of(place: str) -> Calendar:
    """Return the closed days of a place: bank holidays in the United Kingdom, federal ones in the United States."""
    if place in GB_NATIONS:
        return bank_holidays(place)
    return FEDERAL if country_of(place) == "US" else public_holidays(place)


def state_holidays(place: str) -> Calendar:
    """Return the holidays of a state of the United States and of the federation: no business day is either."""
    _, _, part = place.partition("-")

    def holiday(day: date) -> str | None:
        return lists.federal(day.year).get(day) or _public("US", part, day.year).get(day)

    return Calendar(f"federal holidays and those of {place}", holiday)
