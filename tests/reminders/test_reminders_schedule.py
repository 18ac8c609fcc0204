"""However often and however seldom it runs: each stage once, one digest a day, nothing that is due left out."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from reminder_cases import K, Ledger, Told, day

from unlist.reminders.due import QUIET_DAYS, due_items

FIRST = day("2026-11-24")
CASES = [
    Told(0).sent("2026-11-23").case,
    Told(1).handed_over("2026-11-24").case,
    Told(2).sent("2026-11-23").tell(K.QUESTION_ASKED, "2026-11-24", reply_by="2026-12-04").case,
    Told(3).sent("2026-11-23").tell(K.REPLY_RECEIVED, "2026-11-26", message="m").case,
    Told(4).sent("2026-11-23").tell(K.FULFILLED, "2026-11-24").case,
    Told(5).sent("2026-11-23").tell(K.SNOOZED, "2026-11-24", until="2027-01-10").case,
]


@settings(max_examples=60, deadline=None)
@given(gaps=st.lists(st.integers(min_value=0, max_value=45), max_size=40))
def test_any_schedule_tells_each_stage_once_and_leaves_nothing_out(gaps):
    ledger, today = Ledger(), FIRST
    for gap in gaps:
        today += timedelta(days=gap)
        ledger.run(CASES, today)  # asserts: never a stage twice, never two digests a day
        # Asked as if no digest had gone out today: there is nothing left to tell.
        again = due_items(CASES, today, ledger.told, today - timedelta(days=1))
        assert again.entries == ()
    days = sorted(ledger.digests)
    for earlier, later in pairwise(days):
        assert not ledger.digests[later].monthly or (later - earlier).days >= QUIET_DAYS


@settings(max_examples=15, deadline=None)
@given(runs=st.lists(st.sampled_from((0, 0, 1, 2, 100)), min_size=20, max_size=20))
def test_how_often_a_day_makes_no_difference(runs):
    many, once = Ledger(), Ledger()
    for number, times in enumerate(runs):
        today = FIRST + timedelta(days=number)
        for _ in range(times):
            many.run(CASES, today)
        if times:
            once.run(CASES, today)
    assert many.digests == once.digests


def test_a_clock_that_goes_back_repeats_nothing():
    ledger = Ledger()
    ledger.run(CASES, "2026-11-26")
    assert ledger.run(CASES, "2026-11-25").entries == ()
    assert ledger.run(CASES, "2026-11-26").entries == ()
    assert ledger.run(CASES, "2026-11-27").entries != ()
