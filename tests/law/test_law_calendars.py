"""Holiday calendars against lists written from the statutes, and the arithmetic of days and months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from unlist.errors import BadInput
from unlist.law import closed_days
from unlist.law.calendar import Calendar, add_months
from unlist.law.places import EEA, GB_NATIONS, US_STATES, jurisdiction


def days(year, listing):
    """Read `01-19 02-12` as days of a year."""
    return {date.fromisoformat(f"{year}-{each}") for each in listing.split()}


def named(calendar, year):
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    return {day for n in range(length) if calendar.holiday(day := first + timedelta(days=n))}


# CCP 135 and Gov. Code 6700: 1 January, third Monday of January, 12 February, third Monday of February, 31 March,
# last Monday of May, 19 June, 4 July, first Monday of September, fourth Friday of September, 11 November, Thanksgiving
# and the day after, 25 December. Rules of Court 1.11: a Saturday is observed on Friday, a Sunday on Monday.
CALIFORNIA = {
    # 4 July 2026 is a Saturday (3 observed).
    2026: "01-01 01-19 02-12 02-16 03-31 05-25 06-19 07-03 07-04 09-07 09-25 11-11 11-26 11-27 12-25",
    # 19 June a Saturday (18), 4 July a Sunday (5), 25 December a Saturday (24), 1 January 2028 a Saturday (31 December).
    2027: "01-01 01-18 02-12 02-15 03-31 05-31 06-18 06-19 07-04 07-05 09-06 09-24 11-11 11-25 11-26 12-24 12-25 12-31",
    # 12 February a Saturday (11), 11 November a Saturday (10).
    2028: "01-01 01-17 02-11 02-12 02-21 03-31 05-29 06-19 07-04 09-04 09-22 11-10 11-11 11-23 11-24 12-25",
}
# 5 USC 6103: as above without 12 February, 31 March, Native American Day and the day after Thanksgiving, with the
# second Monday of October.
FEDERAL = {
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31",
}
# 205 ILCS 630/17(a): the federal list with 12 February, the first Monday of March, Good Friday, and the general
# election of even years.
ILLINOIS = {
    2026: "01-01 01-19 02-12 02-16 03-02 04-03 05-25 06-19 07-03 07-04 09-07 10-12 11-03 11-11 11-26 12-25",
    2027: "01-01 01-18 02-12 02-15 03-01 03-26 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31",
}
# gov.uk/bank-holidays: weekends made up for on the next working day; Scotland has 15 June in 2026 alone.
KINGDOM = {
    ("GB-ENG", 2026): "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28",
    ("GB-WLS", 2026): "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28",
    ("GB-SCT", 2026): "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-26 12-28",
    ("GB-NIR", 2026): "01-01 03-17 04-03 04-06 05-04 05-25 07-12 07-13 08-31 12-25 12-26 12-28",
    ("GB-ENG", 2027): "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28",
    ("GB-SCT", 2027): "01-01 01-02 01-04 03-26 05-03 05-31 08-02 11-30 12-25 12-26 12-27 12-28",
}
# The nationwide holidays that each state's own law names; Easter 2026 is 5 April, the Orthodox one 12 April.
EUROPE = {
    ("DE", 2026): "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26",
    ("DE-BY", 2026): "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26",
    ("FR", 2026): "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25",
    ("IE", 2026): "01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25 12-26",
    ("AT", 2026): "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26",
    ("PL", 2026): "01-01 01-06 04-05 04-06 05-01 05-03 05-24 06-04 08-15 11-01 11-11 12-24 12-25 12-26",
    ("ES", 2026): "01-01 01-06 04-03 05-01 08-15 10-12 12-08 12-25",
}


@pytest.mark.parametrize(
    ("calendar", "year", "listing"),
    [
        *((closed_days.CALIFORNIA, year, listing) for year, listing in CALIFORNIA.items()),
        *((closed_days.FEDERAL, year, listing) for year, listing in FEDERAL.items()),
        *((closed_days.ILLINOIS, year, listing) for year, listing in ILLINOIS.items()),
        *((closed_days.bank_holidays(place), year, listing) for (place, year), listing in KINGDOM.items()),
        *((closed_days.public_holidays(place), year, listing) for (place, year), listing in EUROPE.items()),
    ],
)
def test_a_calendar_holds_the_days_of_its_law_and_no_others(calendar, year, listing):
    # A holiday on a Saturday or Sunday closes nothing that was open: only the other days are compared.
    working = {day for day in days(year, listing) if day.weekday() < 5}
    assert {day for day in named(calendar, year) if day.weekday() < 5} == working


@pytest.mark.parametrize("observed", ["2026-07-03", "2027-06-18", "2027-07-05", "2027-12-24", "2027-12-31"])
def test_both_californian_calendars_hold_the_observed_days(observed):
    day = date.fromisoformat(observed)
    assert "observed" in closed_days.CALIFORNIA.closed(day)
    assert "observed" in closed_days.CALIFORNIA_BUSINESS.closed(day)


def test_californian_business_days_leave_out_what_either_list_names():
    for year in (2026, 2027):
        both = days(year, CALIFORNIA[year]) | days(year, FEDERAL[year])
        assert named(closed_days.CALIFORNIA_BUSINESS, year) == both


def test_the_thirty_first_of_march_has_the_name_of_its_year():
    # AB 2156 renamed it in 2026.
    assert closed_days.CALIFORNIA.holiday(date(2025, 3, 31)) == "Cesar Chavez Day"
    assert closed_days.CALIFORNIA.holiday(date(2026, 3, 31)) == "Farmworkers Day"


@pytest.mark.parametrize(
    ("year", "good_friday"),
    # Easter Sundays of the table in the Book of Common Prayer and of the nautical almanacs, less two days.
    [
        (2008, "2008-03-21"),
        (2011, "2011-04-22"),
        (2024, "2024-03-29"),
        (2025, "2025-04-18"),
        (2026, "2026-04-03"),
        (2027, "2027-03-26"),
        (2028, "2028-04-14"),
        (2038, "2038-04-23"),
    ],
)
def test_good_friday_in_illinois(year, good_friday):
    assert closed_days.ILLINOIS.holiday(date.fromisoformat(good_friday)) == "Good Friday"


def test_every_state_of_the_eea_and_every_nation_has_a_calendar_with_christmas():
    for place in sorted(EEA):
        assert closed_days.public_holidays(place).closed(date(2026, 12, 25)), place
    for place in GB_NATIONS:
        assert closed_days.bank_holidays(place).closed(date(2026, 12, 25)), place


def test_a_calendar_without_holidays_has_weekends_only():
    somewhere = Calendar("weekends", lambda _: None)
    assert somewhere.closed(date(2026, 11, 28)) == "Saturday"
    assert somewhere.closed(date(2026, 11, 30)) is None


def test_a_day_says_why_it_is_closed():
    calendar = closed_days.FEDERAL
    assert calendar.closed(date(2026, 11, 26)) == "Thanksgiving Day"
    assert calendar.closed(date(2026, 11, 28)) == "Saturday"
    assert calendar.closed(date(2026, 11, 29)) == "Sunday"
    assert calendar.closed(date(2026, 11, 30)) is None


# -- months ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-02-28", 1, "2026-03-28"),
        ("2024-02-29", 1, "2024-03-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-10-31", 3, "2027-01-31"),
        ("2026-05-15", 0, "2026-05-15"),
    ],
)
def test_a_month_ends_on_the_same_day_number_or_the_last_day(day, count, result):
    # Reg. 1182/71 art. 3(2)(c).
    assert add_months(date.fromisoformat(day), count) == date.fromisoformat(result)


# -- places ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        (" de-by ", "DE-BY"),
        ("us-ca", "US-CA"),
        ("US", "US"),
        ("GB", "GB-ENG"),
        ("gb-sct", "GB-SCT"),
        ("ch", "CH"),
        ("CA-QC", "CA-QC"),
    ],
)
def test_a_place_is_read_as_people_write_it(given, place):
    assert jurisdiction(given) == place


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("", "DE, IE, GB-SCT or US-CA"),
        ("   ", "DE, IE, GB-SCT or US-CA"),
        ("XX", "DE, IE, GB-SCT or US-CA"),
        ("EU", "member state"),
        ("eea", "such as DE or NO"),
        ("UK", "GB-ENG, GB-WLS, GB-SCT or GB-NIR"),
        ("GB-LND", "GB-ENG, GB-WLS, GB-SCT or GB-NIR"),
        ("EL", "GR"),
        ("USA", "US-CA"),
        ("US-ZZ", "US-CA or US-IL"),
        ("USCA", "Nearest: US-CA"),
        ("DE-", "DE, IE, GB-SCT or US-CA"),
        ("DE-BAVARIA", "DE, IE, GB-SCT or US-CA"),
        ("Germany", "DE, IE, GB-SCT or US-CA"),
        ("D\u200be", "DE, IE, GB-SCT or US-CA"),
        ("DE\nGB", "DE, IE, GB-SCT or US-CA"),
    ],
)
def test_what_is_no_place_is_refused_with_what_to_write(given, hint):
    with pytest.raises(BadInput) as refused:
        jurisdiction(given)
    assert hint in refused.value.hint
    assert "\n" not in refused.value.message


@pytest.mark.parametrize(("place", "nation"), [("IE-D", "IE"), ("FR-75", "FR"), ("NL-NH", "NL"), ("SE-AB", "SE")])
def test_a_part_of_a_country_without_a_list_of_its_own_has_that_of_the_nation_and_says_so(place, nation):
    part, whole = closed_days.public_holidays(place), closed_days.public_holidays(nation)
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [part.holiday(day) for day in days] == [whole.holiday(day) for day in days]
    assert f"no list is known for {place}" in part.name


def test_liechtenstein_keeps_what_the_official_journal_names():
    # OJ C 2014/455/07 for 2015: 2 January, Shrove Tuesday, Good Friday and 31 December among them. Easter 2026: 5 April.
    kept = closed_days.public_holidays("LI")
    for day in (date(2026, 1, 2), date(2026, 2, 17), date(2026, 4, 3), date(2026, 12, 31)):
        assert kept.holiday(day), day


@pytest.mark.parametrize(
    ("given", "place"),
    [("RE", "FR"), ("gp", "FR"), ("YT", "FR"), ("AX", "FI"), ("PR", "US-PR"), ("gu", "US-GU"), ("VI", "US-VI")],
)
def test_what_is_part_of_a_state_by_law_counts_as_it(given, place):
    assert jurisdiction(given) == place


def test_the_lists_of_places_are_whole():
    # 27 members of the Union and three of the EEA; 50 states, the District of Columbia and five territories.
    assert len(EEA) == 30
    assert len(US_STATES) == 56
    assert "GB" not in EEA
    assert "CH" not in EEA
