"""What holds for every clock, tried on days and places at random."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unlist.law import closed_days
from unlist.law.calendar import add_months
from unlist.law.catalog import RULES
from unlist.law.deadlines import deadline
from unlist.law.places import EEA, GB_NATIONS
from unlist.words import LawId, Right

DAYS = st.dates(date(2026, 1, 1), date(2032, 12, 31))
LATEST = date(2034, 12, 31)
SPREAD = {
    "EEA": (*sorted(EEA), "DE-BY", "DE-SN"),
    "GB": tuple(GB_NATIONS),
    "US": ("US", "US-NY", "US-CA"),
    "CH": ("CH", "CH-ZH", "CH-GE"),
    "CA": ("CA", "CA-ON", "CA-QC"),
    "*": ("US-NY", "DE", "GB-SCT", "BR", "CH"),
}
CLOCKS = [rule for rule in RULES if rule.unit != "none"]


@st.composite
def clocks(draw):
    """A rule, a place where it holds, and a day on which it does."""
    rule = draw(st.sampled_from(CLOCKS))
    code = draw(st.sampled_from(rule.jurisdictions))
    place = draw(st.sampled_from(SPREAD.get(code, (code,))))
    return rule, place, draw(st.dates(max(rule.opens, date(2020, 1, 1)), rule.valid_to or LATEST))


def ask(rule, place, received, **given):
    found = deadline(rule.law, rule.right, jurisdiction=place, received_on=received, **given)
    assert found.rule == rule.id
    return found


@settings(max_examples=400, deadline=None)
@given(clocks())
def test_a_due_date_is_never_a_closed_day_and_never_before_the_nominal_one(clock):
    rule, place, received = clock
    found = ask(rule, place, received)
    assert received < found.nominal_due_on <= found.due_on
    periods, _ = closed_days.calendars_of(rule, place)
    if rule.roll or rule.unit == "business_day":
        assert periods.closed(found.due_on) is None
        # Every day between the nominal and the due one was closed, or the roll went too far.
        for n in range((found.due_on - found.nominal_due_on).days):
            assert periods.closed(found.nominal_due_on + timedelta(days=n))
    else:
        assert found.due_on == found.nominal_due_on
    assert (found.extended_due_on is None) is (rule.extension == 0)
    if found.extended_due_on:
        assert found.extended_due_on > found.due_on
        assert not rule.roll or periods.closed(found.extended_due_on) is None
    assert found.chase_on > found.due_on


@settings(max_examples=300, deadline=None)
@given(clocks(), st.integers(0, 40))
def test_a_later_receipt_never_gives_an_earlier_date(clock, later):
    rule, place, received = clock
    after_on = received + timedelta(days=later)
    if rule.valid_to and after_on > rule.valid_to:  # AB 883 shortens the periods: the next rule may end earlier
        return
    first, second = ask(rule, place, received), ask(rule, place, after_on)
    for name in ("acknowledge_by", "nominal_due_on", "due_on", "extended_due_on", "chase_on"):
        earlier, after = getattr(first, name), getattr(second, name)
        assert (earlier is None) == (after is None)
        assert earlier is None or earlier <= after, name


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(EEA)), DAYS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 15)), max_size=4))
def test_a_pause_only_lengthens_and_its_days_are_those_of_the_union(place, received, spans):
    pauses = [(received + timedelta(days=a), received + timedelta(days=a + n)) for a, n in spans]
    plain = deadline(LawId.GDPR, Right.ACCESS, jurisdiction=place, received_on=received)
    paused = deadline(LawId.GDPR, Right.ACCESS, jurisdiction=place, received_on=received, pauses=pauses)
    assert paused.nominal_due_on == plain.nominal_due_on
    assert paused.due_on >= plain.due_on
    assert paused.due_without_pause_on == (plain.due_on if pauses else None)
    # Day by day: a day on which a question stood open, up to the day before its answer, and none of them twice.
    stood = {first + timedelta(days=n) for first, last in pauses for n in range((last - first).days)}
    if all(first <= plain.nominal_due_on for first, _ in pauses):
        closed = closed_days.public_holidays(place)
        assert paused.due_on == closed.roll(plain.nominal_due_on + timedelta(days=len(stood)))
    again = deadline(
        LawId.GDPR, Right.ACCESS, jurisdiction=place, received_on=received, pauses=[*reversed(pauses), *pauses]
    )
    assert again.due_on == paused.due_on


@settings(max_examples=100, deadline=None)
@given(
    DAYS.filter(lambda day: day >= date(2026, 2, 5)),
    st.lists(st.tuples(st.integers(0, 27), st.integers(0, 15)), min_size=1, max_size=4),
)
def test_a_clarification_counts_both_its_days_and_none_twice(received, spans):
    pauses = [(received + timedelta(days=a), received + timedelta(days=a + n)) for a, n in spans]
    found = deadline(LawId.UK_GDPR, Right.ACCESS, jurisdiction="GB-ENG", received_on=received, pauses=pauses)
    stood = {first + timedelta(days=n) for first, last in pauses for n in range((last - first).days + 1)}
    closed = closed_days.bank_holidays("GB-ENG")
    assert found.due_on == closed.roll(found.nominal_due_on + timedelta(days=len(stood)))


@settings(max_examples=300, deadline=None)
@given(clocks(), st.integers(0, 150))
def test_a_notice_of_extension_holds_exactly_until_the_last_day(clock, after):
    rule, place, received = clock
    notice = received + timedelta(days=after)
    found = ask(rule, place, received, extended_on=notice)
    if not rule.extension and not rule.extension_open:
        assert found.extension == "not_allowed"
    else:
        assert found.extension == ("valid" if notice <= found.due_on else "late")
    holds = found.extended_due_on if found.extension == "valid" else found.due_on
    assert (found.chase_on is None) is (holds is None)
    assert holds is None or found.chase_on > holds
    assert found.due_on == ask(rule, place, received).due_on


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(1, 40))
def test_business_days_are_counted_one_by_one(start, count):
    closed = closed_days.CALIFORNIA_BUSINESS
    end = closed.add_business_days(start, count)
    assert closed.closed(end) is None
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(closed.closed(day) is None for day in between) == count


@settings(max_examples=300, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2150, 12, 31)), st.integers(0, 60))
def test_months_equal_a_slow_count(day, count):
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    last = months.monthrange(year, month)[1]
    assert add_months(day, count) == date(year, month, min(day.day, last))


@settings(max_examples=200, deadline=None)
@given(clocks())
def test_the_day_to_write_again_is_a_business_day(clock):
    rule, place, received = clock
    _, business = closed_days.calendars_of(rule, place)
    for by in ("email", "post"):
        found = ask(rule, place, received, chase=by)
        assert business.closed(found.chase_on) is None
        assert found.chase_on.weekday() < 5
    assert found.chase_on >= found.due_on + timedelta(days=5)


@pytest.mark.parametrize("received", ["2026-06-19", "2026-12-01", "2027-03-01"])
def test_a_complaint_to_the_controller_has_no_last_day(received):
    found = deadline(LawId.UK_GDPR, Right.COMPLAINT, jurisdiction="GB-ENG", received_on=date.fromisoformat(received))
    assert (found.nominal_due_on, found.due_on, found.extended_due_on, found.extension) == (None, None, None, None)
    assert found.acknowledge_by < found.chase_on
