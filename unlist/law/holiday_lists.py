"""Lists of holidays written from statutes, each year's days with their names: North America's are ours."""

from __future__ import annotations

import calendar as months
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from unlist.law.calendar import ONE_DAY, SATURDAY

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


def _texas(year: int) -> Days:
    # Gov't Code 662.021: the national holidays of 662.003(a), where Columbus Day is not, and the first six of (b).
    return {
        **_shared(year),
        date(year, 1, 19): "Confederate Heroes Day",
        date(year, 3, 2): "Texas Independence Day",
        date(year, 4, 21): "San Jacinto Day",
        date(year, 8, 27): "Lyndon Baines Johnson Day",
        _nth(year, 11, 3, 4) + ONE_DAY: "the day after Thanksgiving",
    }


def _colorado(year: int) -> Days:
    return {**_shared(year), _nth(year, 10, 0, 1): "Frances Xavier Cabrini Day"}


def _washington(year: int) -> Days:
    return {**_shared(year), _nth(year, 11, 3, 4) + ONE_DAY: "Native American Heritage Day"}


def _new_jersey(year: int) -> Days:
    return {
        **_federal(year),
        date(year, 2, 12): "Lincoln's Birthday",
        _good_friday(year): "Good Friday",
        _nth(year, 6, 4, 3): "Juneteenth, kept on the third Friday",
        _nth(year, 11, 0, 1) + ONE_DAY: "general election",
    }


@lru_cache(maxsize=64)
def new_jersey(year: int) -> Days:
    """Return the holidays of N.J.S.A. 36:1-1 with their observed days, 36:1-1.2, and the federal ones."""
    return {**federal(year), **_of_year(year, _new_jersey)}


def _utah(year: int) -> Days:
    days = {
        **_federal(year),
        date(year, 7, 24): "Pioneer Day",
        # Utah Code 63G-1-301(2)(c) and (d): kept on a Monday, the one before 19 June unless that is a weekend.
        _juneteenth_monday(year): "Juneteenth",
    }
    if year < _UTAH_CHANGES:
        del days[date(year, 6, 19)]
        days[_juneteenth_monday(year)] = "Juneteenth"
    else:  # The text of 2027 was not read: both days count, and Good Friday, added in May 2026
        days[_good_friday(year)] = "Good Friday"
    return days


_UTAH_CHANGES = 2027


def _juneteenth_monday(year: int) -> date:
    day = date(year, 6, 19)
    weekday = day.weekday()
    return day + timedelta(days=7 - weekday) if weekday >= SATURDAY else day - timedelta(days=weekday)


@lru_cache(maxsize=64)
def utah(year: int) -> Days:
    """Return the legal holidays of Utah Code 63G-1-301 with their observed days."""
    return _of_year(year, _utah)


@lru_cache(maxsize=64)
def texas(year: int) -> Days:
    """Return the legal holidays of Tex. Gov't Code 662.021; on a Saturday or Sunday nothing stands in for them."""
    return _texas(year)


@lru_cache(maxsize=64)
def colorado(year: int) -> Days:
    """Return the legal holidays of C.R.S. 24-11-101, and the Monday after one on a Sunday."""
    days = _colorado(year)
    return {**_observed(days, friday=False), **days}


@lru_cache(maxsize=64)
def washington(year: int) -> Days:
    """Return the legal holidays of RCW 1.16.050 with their observed days."""
    return _of_year(year, _washington)


@lru_cache(maxsize=64)
def quebec(year: int) -> Days:
    """Return the holidays of Québec's Interpretation Act (CQLR I-16) s. 61(23) that have a day of their own."""
    days = {
        **_easter(year),
        date(year, 1, 1): "New Year's Day",
        _last_before(date(year, 5, 25), 0): "Victoria Day",
        date(year, 6, 24): "National Holiday",
        date(year, 7, 1): "Canada Day",
        _nth(year, 9, 0, 1): "Labour Day",
        _nth(year, 10, 0, 2): "Thanksgiving Day",
        date(year, 12, 25): "Christmas Day",
    }
    return _canada_day_kept(days, year)


@lru_cache(maxsize=64)
def canada(year: int) -> Days:
    """Return the holidays of the Interpretation Act (R.S.C. 1985, c. I-21) s. 35 that have a day of their own."""
    days = {
        **_easter(year),
        date(year, 1, 1): "New Year's Day",
        _last_before(date(year, 5, 25), 0): "Victoria Day",
        date(year, 7, 1): "Canada Day",
        _nth(year, 9, 0, 1): "Labour Day",
        date(year, 9, 30): "National Day for Truth and Reconciliation",
        _nth(year, 10, 0, 2): "Thanksgiving Day",
        date(year, 11, 11): "Remembrance Day",
        date(year, 12, 25): "Christmas Day",
    }
    if year < _RECONCILIATION_SINCE:
        del days[date(year, 9, 30)]
    return _canada_day_kept(days, year)


_RECONCILIATION_SINCE = 2021


def _easter(year: int) -> Days:
    good_friday = _good_friday(year)
    return {good_friday: "Good Friday", good_friday + 3 * ONE_DAY: "Easter Monday"}


def _canada_day_kept(days: Days, year: int) -> Days:
    if date(year, 7, 1).weekday() > SATURDAY:  # Holidays Act (R.S.C. 1985, c. H-5) s. 2; CQLR I-16 s. 61(23)
        days[date(year, 7, 2)] = "Canada Day, kept on the Monday"
    return days


def _last_before(limit: date, weekday: int) -> date:
    return limit - timedelta(days=(limit.weekday() - weekday - 1) % 7 + 1)


def _liechtenstein(year: int) -> Days:
    easter_sunday = _good_friday(year) + 2 * ONE_DAY
    return {
        date(year, 1, 2): "Berchtold's Day",
        easter_sunday - timedelta(days=47): "Shrove Tuesday",
        _good_friday(year): "Good Friday",
        date(year, 12, 31): "New Year's Eve",
    }


def _switzerland(year: int) -> Days:
    easter_sunday = _good_friday(year) + 2 * ONE_DAY
    return {
        _good_friday(year): "Good Friday, in nearly all cantons",
        easter_sunday + ONE_DAY: "Easter Monday, in nearly all cantons",
        easter_sunday + timedelta(days=50): "Whit Monday, in nearly all cantons",
        date(year, 12, 26): "St. Stephen's Day, in nearly all cantons",
    }


KEPT_BESIDE: dict[str, Callable[[int], Days]] = {"CH": _switzerland, "LI": _liechtenstein}
"""Days that the library does not count as nationwide: those that the Official Journal names for Liechtenstein (such as
OJ C 2014/455/07), and for Switzerland, where no canton is named, those that nearly every canton keeps."""
