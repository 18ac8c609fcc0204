"""What depends on the day, at its edges."""

from __future__ import annotations

from datetime import date

import pytest
from tracker_story import DELETION_CA, Story

from unlist.tracker.fold import fold
from unlist.tracker.model import EventKind
from unlist.tracker.today import next_step, standing

K = EventKind


def day(text: str) -> date:
    return date.fromisoformat(text)


WAITING = fold(Story().sent("2026-11-23").tell(K.ACKNOWLEDGED, "2026-11-24").events)  # due on 23 December


@pytest.mark.parametrize(
    ("today", "due_in", "due_soon", "overdue", "very"),
    [
        ("2026-12-15", 8, False, 0, False),
        ("2026-12-16", 7, True, 0, False),
        ("2026-12-23", 0, True, 0, False),
        ("2026-12-24", None, False, 1, False),
        ("2027-01-21", None, False, 29, False),
        ("2027-01-22", None, False, 30, True),
    ],
)
def test_due_soon_and_overdue(today, due_in, due_soon, overdue, very):
    now = standing(WAITING, day(today))
    assert (now.due_in, now.due_soon, now.overdue, now.very_overdue) == (due_in, due_soon, overdue, very)


def test_silence_is_noticed_after_fourteen_days_and_ends_with_a_word():
    silent = fold(Story().sent("2026-11-23").events)
    assert not standing(silent, day("2026-12-06")).silent
    assert standing(silent, day("2026-12-07")).silent
    assert not standing(WAITING, day("2026-12-07")).silent
    unread = fold(Story().sent("2026-11-23").tell(K.REPLY_RECEIVED, message="m1").events)
    assert not standing(unread, day("2026-12-07")).silent


def test_a_robot_that_answers_is_still_silence():
    state = fold(Story().sent("2026-11-23").tell(K.AUTO_REPLIED, "2026-11-23").events)
    assert standing(state, day("2026-12-07")).silent


def test_a_follow_up_waits_for_the_day_after_the_deadline_and_there_is_one():
    # Due on Wednesday 23 December; the next working day in Germany is Thursday the 24th.
    assert not standing(WAITING, day("2026-12-23")).follow_up_possible
    assert standing(WAITING, day("2026-12-24")).follow_up_possible
    followed = fold(Story().sent("2026-11-23").sent("2026-12-28", "follow_up").events)
    assert not standing(followed, day("2027-02-01")).follow_up_possible
    unread = fold(Story().sent("2026-11-23").tell(K.REPLY_RECEIVED, message="m1").events)
    assert not standing(unread, day("2026-12-24")).follow_up_possible


def test_a_paper_letter_gives_five_working_days_before_one_writes_again():
    story = Story(channel="post").handed_over("2026-11-20").tell(K.SENT).tell(K.DELIVERED, "2026-11-23", proof="scan")
    # Due on 23 December; 24, 28, 29, 30, 31 December are the five: 25 and 26 are holidays, 27 a Sunday.
    state = fold(story.events)
    assert not standing(state, day("2026-12-30")).follow_up_possible
    assert standing(state, day("2026-12-31")).follow_up_possible


def test_a_complaint_is_possible_after_the_day_or_a_refusal_and_never_for_a_day_of_our_own():
    assert not standing(WAITING, day("2026-12-23")).complaint_possible
    assert standing(WAITING, day("2026-12-24")).complaint_possible
    unread = fold(Story().sent("2026-11-23").tell(K.REPLY_RECEIVED, message="m1").events)
    assert not standing(unread, day("2026-12-24")).complaint_possible
    refused = fold(Story().sent("2026-11-23").tell(K.DENIED, "2026-12-01").events)
    assert standing(refused, day("2026-12-02")).complaint_possible
    asked = Story({"law": "none", "right": "voluntary", "jurisdiction": "US-IL"}, asked_by="2026-12-21")
    polite = fold(asked.sent("2026-11-23").events)
    now = standing(polite, day("2027-01-20"))
    assert (now.overdue, now.complaint_possible) == (30, False)


def test_nobody_is_overdue_while_a_european_identity_demand_is_open():
    european = fold(Story().sent("2026-11-23").tell(K.IDENTITY_REQUESTED, "2026-11-25").events)
    assert standing(european, day("2027-01-10")).overdue == 0
    too_late = fold(Story().sent("2026-11-23").tell(K.IDENTITY_REQUESTED, "2026-12-28").events)
    assert standing(too_late, day("2027-01-02")).overdue == 10
    californian = fold(Story(DELETION_CA).sent("2026-11-23").tell(K.IDENTITY_REQUESTED, "2026-11-25").events)
    assert standing(californian, day("2027-01-10")).overdue == 3  # due on 7 January


def test_what_waits_for_the_person_is_named():
    assert standing(fold(Story().handed_over().events), day("2026-11-23")).flags == ("hand_off",)
    assert standing(fold(Story().sending().tell(K.SEND_UNCERTAIN).events), day("2026-11-23")).flags == ("confirm_sent",)
    unread = fold(Story().sent().tell(K.REPLY_RECEIVED, message="m1").events)
    assert standing(unread, day("2026-11-24")).flags == ("needs_review",)


def test_a_broker_that_says_it_is_done_is_looked_at_again_after_four_weeks():
    gone = fold(Story().sent("2026-11-23").tell(K.FULFILLED, "2026-12-01").events)
    assert not standing(gone, day("2026-12-28")).recheck_due
    assert standing(gone, day("2026-12-29")).recheck_due
    refused = fold(Story().sent("2026-11-23").tell(K.DENIED, "2026-12-01").events)
    assert not standing(refused, day("2026-12-29")).recheck_due


def test_what_is_over_is_never_overdue():
    for story in (Story().sent().tell(K.FULFILLED), Story().sent().tell(K.WITHDRAWN)):
        assert standing(fold(story.events), day("2027-06-01")).overdue == 0


@pytest.mark.parametrize(
    ("story", "today", "command", "mover", "next_on"),
    [
        (Story().draft(), "2026-11-23", "unlist send {broker}", "you", None),
        (Story().queue(), "2026-11-23", "unlist run", "tool", None),
        (Story().handed_over(), "2026-11-23", "unlist request sent {reference}", "you", None),
        (Story().sent(), "2026-11-24", "", "broker", "2026-12-07"),
        (Story().sent(), "2026-12-08", "", "broker", "2026-12-16"),
        (Story().sent(), "2026-12-24", "unlist follow-up {reference}", "you", "2027-01-22"),
        (Story().sent().sent("2026-12-28", "follow_up"), "2026-12-29", "", "broker", "2027-01-11"),
        (
            Story().sent().sent("2026-12-28", "follow_up"),
            "2027-01-11",
            "unlist request why {reference}",
            "you",
            "2027-01-22",
        ),
        (
            Story().sent().tell(K.FORM_REQUIRED),
            "2026-11-24",
            "unlist send {broker}",
            "you",
            "2026-12-16",
        ),
        (
            Story().sent().tell(K.REPLY_RECEIVED, message="m"),
            "2026-12-24",
            "unlist inbox review {reference}",
            "you",
            "2027-01-22",
        ),
        (Story().sent().tell(K.DENIED), "2026-11-24", "unlist request why {reference}", "you", None),
        (Story().sent().tell(K.FULFILLED), "2026-12-21", "unlist broker show {broker}", "you", None),
        (
            Story().sent().tell(K.SNOOZED, until="2027-01-10"),
            "2026-12-24",
            "",
            "nobody",
            "2027-01-10",
        ),
        (Story().sent().tell(K.WITHDRAWN), "2026-12-24", "", "nobody", None),
    ],
)
def test_the_next_step(story, today, command, mover, next_on):
    step = next_step(fold(story.events), day(today))
    assert (step.command, step.mover) == (command, mover)
    assert step.next_on == (day(next_on) if next_on else None)
    assert step.sentence
    assert (step.minutes > 0) is (mover == "you")
