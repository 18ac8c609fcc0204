"""When the next letter may leave: each instant worked out by hand from the limits."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlist.outbox.pacing import Pace, retry_at, turn
from unlist.store.facts import Try

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FREE = Pace(seconds=0, a_day=500, a_domain=500)


def tries(*rows):
    """Return tries from rows of minutes before noon, domain and result."""
    return [Try(NOON - timedelta(minutes=minutes), domain, result) for minutes, domain, result in rows]


def test_the_first_letter_leaves_at_once():
    now = turn(Pace(), [], "a.example", at=NOON, pause=timedelta(seconds=20))
    assert (now.at, now.reason) == (NOON, "")


def test_a_pause_counts_from_the_last_try_whatever_became_of_it():
    for result in ("accepted", "deferred", "failed", None):
        last = [Try(NOON - timedelta(seconds=5), "b.example", result)]
        assert turn(FREE, last, "a.example", at=NOON, pause=timedelta(seconds=20)).at == NOON + timedelta(seconds=15)


def test_the_daily_cap_frees_a_place_when_the_oldest_is_a_day_old():
    gone = tries((600, "a.example", "accepted"), (300, "b.example", None), (60, "c.example", "uncertain"))
    pace = Pace(seconds=0, a_day=3, a_domain=500)
    held = turn(pace, gone, "d.example", at=NOON)
    # 600 minutes before noon of the 24th is 02:00; a day later is 02:00 of the 25th.
    assert held.at == datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    assert "3 letters left" in held.reason
    assert turn(Pace(seconds=0, a_day=4, a_domain=500), gone, "d.example", at=NOON).at == NOON


def test_what_did_not_leave_counts_for_no_cap():
    gone = tries((50, "a.example", "deferred"), (40, "a.example", "failed"), (30, "a.example", "unreached"))
    assert turn(Pace(seconds=0, a_day=1, a_domain=1), gone, "a.example", at=NOON).at == NOON


def test_a_domain_has_a_cap_of_its_own():
    gone = tries((120, "a.example", "accepted"), (60, "b.example", "accepted"))
    pace = Pace(seconds=0, a_day=500, a_domain=1)
    assert turn(pace, gone, "a.example", at=NOON).at == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    assert turn(pace, gone, "c.example", at=NOON).at == NOON


@pytest.mark.parametrize(("in_a_row", "hours"), [(2, 0), (3, 1), (4, 2), (5, 4), (7, 16), (8, 24), (20, 24)])
def test_a_domain_that_puts_off_rests_longer_each_time(in_a_row, hours):
    gone = tries(*((minutes, "a.example", "deferred") for minutes in range(in_a_row, 0, -1)))
    free_at = turn(FREE, gone, "a.example", at=NOON).at
    assert free_at == (NOON - timedelta(minutes=1) + timedelta(hours=hours) if hours else NOON)
    assert turn(FREE, gone, "b.example", at=NOON).at == NOON


def test_a_letter_that_was_taken_ends_the_rest():
    gone = tries(*((minutes, "a.example", "deferred") for minutes in (9, 8, 7)), (5, "a.example", "accepted"))
    assert turn(FREE, gone, "a.example", at=NOON).at == NOON


@pytest.mark.parametrize(
    ("at", "zone", "free_at"),
    [
        # Berlin is one hour ahead of UTC in winter: 22:30 there is 21:30 here, 07:00 is 06:00.
        ("2026-11-24T21:30", "Europe/Berlin", "2026-11-25T06:00"),
        ("2026-11-25T05:59", "Europe/Berlin", "2026-11-25T06:00"),
        ("2026-11-25T06:00", "Europe/Berlin", "2026-11-25T06:00"),
        ("2026-11-24T20:59", "Europe/Berlin", "2026-11-24T20:59"),
        ("2026-11-24T21:00", "Europe/Berlin", "2026-11-25T06:00"),
        # The clocks of Berlin go on at 02:00 on 29 March 2026: 07:00 there is 05:00 in UTC from then on.
        ("2026-03-28T22:00", "Europe/Berlin", "2026-03-29T05:00"),
        # And back on 25 October 2026.
        ("2026-10-24T22:00", "Europe/Berlin", "2026-10-25T06:00"),
        ("2026-11-24T21:30", "UTC", "2026-11-24T21:30"),
    ],
)
def test_quiet_hours_are_those_of_the_clock_on_the_wall(at, zone, free_at):
    pace = Pace(zone=zone, seconds=0, quiet=(time(22), time(7)))
    begin = datetime.fromisoformat(f"{at}:00+00:00")
    assert turn(pace, [], "a.example", at=begin).at == datetime.fromisoformat(f"{free_at}:00+00:00")


def test_what_a_cap_puts_into_the_quiet_hours_waits_for_their_end():
    pace = Pace(seconds=0, a_day=1, a_domain=1, quiet=(time(1), time(8)))
    gone = tries((600, "a.example", "accepted"))  # free again at 02:00 of the 25th
    assert turn(pace, gone, "b.example", at=NOON).at == datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 2879),
            st.sampled_from(["a.example", "b.example"]),
            st.sampled_from(["accepted", "deferred", "failed", "uncertain", None]),
        ),
        max_size=60,
    ),
    cap=st.integers(1, 10),
)
def test_no_24_hours_hold_more_than_the_cap(rows, cap):
    gone = tries(*sorted(rows, key=lambda row: -row[0]))
    pace = Pace(seconds=0, a_day=cap, a_domain=cap)
    free_at = turn(pace, gone, "a.example", at=NOON).at
    counted = [one for one in gone if one.result in {"accepted", "uncertain", None}]
    within = [one for one in counted if free_at - timedelta(hours=24) < one.at]
    assert free_at >= NOON
    assert len(within) < cap


def test_tries_follow_each_other_more_and_more_slowly_for_five_days():
    at, tried, first, pauses = NOON, 0, None, []
    while (again := retry_at(tried, first, at)) is not None:
        first = first or at
        pauses.append(again - at)
        at, tried = again, tried + 1
    minutes = [round(pause.total_seconds() / 60) for pause in pauses]
    assert minutes[:5] == [5, 15, 60, 240, 720]
    assert set(minutes[5:]) == {720}
    # 5 + 15 + 60 + 240 minutes are 320; (7200 - 320) / 720 = 9.6, so the tenth pause of 12 hours ends after five days.
    assert len(pauses) == 14
    assert at - NOON == timedelta(minutes=320 + 10 * 720)
