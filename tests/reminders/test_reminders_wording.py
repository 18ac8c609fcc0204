"""Plain English, and nothing hidden in it."""

from __future__ import annotations

from datetime import date

import pytest

from unlist.reminders import wording


@pytest.mark.parametrize(("number", "words"), [(0, ""), (1, "about 1 minute"), (2, "about 2 minutes")])
def test_minutes(number, words):
    assert wording.minutes(number) == words


def test_days_are_written_out_wherever_they_stand():
    assert wording.day(date(2026, 11, 24), weekday=True) == "Tuesday, November 24, 2026"
    assert wording.spelled("Due on 2026-12-03, not 2026-13-03; see x-2026-12-03 and 2026-12-031.") == (
        "Due on December 3, 2026, not 2026-13-03; see x-2026-12-03 and 2026-12-031."
    )


def test_a_brokers_own_words_are_cut_between_words_and_quoted():
    assert wording.quoted("no \u200b way") == "“no \ufffd way”"
    long = wording.quoted("word " * 100)
    assert long.startswith("“word word")
    assert long.endswith("word …”")
    assert len(long) <= 165
