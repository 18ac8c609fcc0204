"""Swiss requests: a notice of more time names its day without a limit, and what the sender sets is no law."""

from __future__ import annotations

from datetime import date

from tracker_story import Story

from unlist.tracker.fold import fold
from unlist.tracker.model import EventKind
from unlist.tracker.today import standing

K = EventKind
ACCESS = {"law": "ch-fadp", "right": "access", "jurisdiction": "CH"}
DELETION = {"law": "ch-fadp", "right": "deletion", "jurisdiction": "CH"}


def state_of(*notice, **until):
    story = Story(ACCESS).sent("2026-11-16")
    return fold((story.tell(K.EXTENDED, *notice, **until) if notice else story).events)


def test_access_is_due_thirty_days_after_it_left():
    assert state_of().due_on == date(2026, 12, 16)


def test_a_notice_that_names_its_day_holds_without_a_limit():
    # DPO art. 18(2); Monday 1 March, and Tuesday to write again.
    state = state_of("2026-12-10", until="2027-03-01")
    assert (state.extension, state.due_on) == ("valid", date(2027, 3, 1))
    assert state.deadline is not None
    assert state.deadline.chase_on == date(2027, 3, 2)


def test_a_notice_that_names_no_day_moves_nothing_and_says_so():
    state = state_of("2026-12-10")
    assert (state.extension, state.due_on) == ("no_day", date(2026, 12, 16))
    assert any("names the day and none is on record, so 2026-12-16 stands" in step.sentence for step in state.steps)


def test_a_late_notice_moves_nothing():
    state = state_of("2026-12-17", until="2027-03-01")
    assert (state.extension, state.due_on) == ("late", date(2026, 12, 16))


def test_deletion_has_the_day_that_the_letter_asked_for_and_no_authority_hears_of_it():
    story = Story(DELETION, asked_by="2026-12-20").sent("2026-11-16")
    state = fold(story.events)
    assert state.due_on == date(2026, 12, 20)
    assert state.deadline is not None
    assert not state.deadline.statutory
    assert not standing(state, date(2027, 2, 1)).complaint_possible
