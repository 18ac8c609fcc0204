"""The legal holidays of states and of Canada that our own lists hold, written by hand from their statutes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from unlist.law import closed_days
from unlist.law.catalog import RULES
from unlist.law.places import US_STATES

# Monday to Friday; what falls on a weekend is closed anyway.
LISTS = {
    # Gov't Code 662.021 with 662.003(a) and (b)(1) to (6): nothing stands in for a day on a weekend.
    ("TX", 2026): "01-01 01-19 02-16 03-02 04-21 05-25 06-19 08-27 09-07 11-11 11-26 11-27 12-25",
    ("TX", 2027): "01-01 01-18 01-19 02-15 03-02 04-21 05-31 08-27 09-06 11-11 11-25 11-26",
    # C.R.S. 24-11-101: a Sunday moves to Monday (4 July 2027), a Saturday does not.
    ("CO", 2026): "01-01 01-19 02-16 05-25 06-19 09-07 10-05 11-11 11-26 12-25",
    ("CO", 2027): "01-01 01-18 02-15 05-31 07-05 09-06 10-04 11-11 11-25",
    # RCW 1.16.050(5): a Saturday moves to Friday, a Sunday to Monday; New Year's Day 2028 is a Saturday.
    ("WA", 2026): "01-01 01-19 02-16 05-25 06-19 07-03 09-07 11-11 11-26 11-27 12-25",
    ("WA", 2027): "01-01 01-18 02-15 05-31 06-18 07-05 09-06 11-11 11-25 11-26 12-24 12-31",
    # N.J.S.A. 36:1-1: with Juneteenth on the third Friday of June and every general election.
    ("NJ", 2026): "01-01 01-19 02-12 02-16 04-03 05-25 06-19 07-03 09-07 10-12 11-03 11-11 11-26 12-25",
    ("NJ", 2027): "01-01 01-18 02-12 02-15 03-26 05-31 06-18 07-05 09-06 10-11 11-02 11-11 11-25 12-24 12-31",
    # Interpretation Act s. 35: Easter Monday is one, 26 December is none.
    ("CA", 2026): "01-01 04-03 04-06 05-18 07-01 09-07 09-30 10-12 11-11 12-25",
    ("CA", 2027): "01-01 03-26 03-29 05-24 07-01 09-06 09-30 10-11 11-11",
    ("CA", 2029): "01-01 03-30 04-02 05-21 07-02 09-03 10-08 12-25",
    # CQLR I-16 s. 61(23): neither 30 September nor 11 November.
    ("QC", 2026): "01-01 04-03 04-06 05-18 06-24 07-01 09-07 10-12 12-25",
    ("QC", 2027): "01-01 03-26 03-29 05-24 06-24 07-01 09-06 10-11",
}
CALENDARS = {
    "TX": closed_days.TEXAS,
    "CO": closed_days.COLORADO,
    "WA": closed_days.WASHINGTON,
    "NJ": closed_days.NEW_JERSEY,
    "CA": closed_days.CANADA,
    "QC": closed_days.QUEBEC,
}


def days_of(year):
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range(366) if (first + timedelta(days=n)).year == year]


@pytest.mark.parametrize(("place", "year"), LISTS)
def test_the_days_from_monday_to_friday_are_those_of_the_statute(place, year):
    calendar = CALENDARS[place]
    found = [f"{day:%m-%d}" for day in days_of(year) if day.weekday() < 5 and calendar.holiday(day)]
    assert found == LISTS[place, year].split()


def test_a_saturday_is_open_in_canada_and_closed_elsewhere():
    saturday, sunday = date(2026, 11, 28), date(2026, 11, 29)
    for place in ("CA", "QC"):
        assert CALENDARS[place].closed(saturday) is None
        assert CALENDARS[place].closed(sunday) == "Sunday"
    for place in ("TX", "CO", "WA", "NJ"):
        assert CALENDARS[place].closed(saturday) == "Saturday"
    assert closed_days.CANADA_BUSINESS.closed(saturday) == "Saturday"


def test_the_day_for_truth_and_reconciliation_is_one_since_2021():
    assert closed_days.CANADA.holiday(date(2020, 9, 30)) is None
    assert closed_days.CANADA.holiday(date(2021, 9, 30))


def test_juneteenth_in_new_jersey_is_the_third_friday():
    # 2028: Friday 16 June for the state and Monday 19 June for the federation.
    assert closed_days.NEW_JERSEY.holiday(date(2028, 6, 16))
    assert closed_days.NEW_JERSEY.holiday(date(2028, 6, 19))


@pytest.mark.parametrize("state", sorted(US_STATES))
def test_a_business_day_of_a_state_is_none_of_the_federation_either(state):
    calendar = closed_days.state_holidays(f"US-{state}")
    for month, day in ((1, 1), (5, 25), (7, 3), (10, 12), (11, 26), (12, 25)):
        assert calendar.closed(date(2026, month, day)), (state, month, day)


@pytest.mark.parametrize(
    ("place", "day"),
    [("US-UT", date(2026, 7, 24)), ("US-RI", date(2026, 8, 10)), ("US-NV", date(2026, 10, 30))],
)
def test_a_state_keeps_its_own_days(place, day):
    assert closed_days.state_holidays(place).holiday(day)


def test_every_rule_names_a_calendar_that_there_is():
    for rule in RULES:
        periods, business = closed_days.calendars_of(
            rule, rule.jurisdictions[0].replace("EEA", "DE").replace("*", "DE")
        )
        assert periods.closed(date(2026, 11, 29))
        assert business.closed(date(2026, 11, 28))
