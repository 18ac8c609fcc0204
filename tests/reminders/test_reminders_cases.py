"""Since when it has been the person's move, and what lies unread."""

from __future__ import annotations

from reminder_cases import K, Told, day

from unlist.reminders.cases import turn_began


def began(told: Told) -> int:
    return turn_began(told.events).seq


def test_the_turn_begins_with_the_event_that_changed_whose_move_it_is():
    told = Told().sent("2026-11-23")  # drafted, approved, send_intended, handed_over, sent
    assert began(told) == 5
    told.tell(K.ACKNOWLEDGED, "2026-11-24").tell(K.NOTED, "2026-11-25").tell(
        K.SNOOZED, "2026-11-26", until="2026-12-01"
    )
    assert began(told) == 5
    told.tell(K.IDENTITY_REQUESTED, "2026-11-27").tell(K.REPLY_RECEIVED, "2026-11-28", message="m")
    assert began(told) == 9
    assert told.case.began_by is K.IDENTITY_REQUESTED


def test_what_was_taken_back_began_nothing():
    told = Told().sent("2026-11-23").tell(K.IDENTITY_REQUESTED, "2026-11-27").tell(K.CORRECTED, "2026-11-28", seq=6)
    assert began(told) == 5
    assert told.case.began_on == day("2026-11-23")


def test_another_question_begins_another_turn():
    told = Told().sent("2026-11-23").tell(K.IDENTITY_REQUESTED, "2026-11-27").tell(K.FORM_REQUIRED, "2026-11-29")
    assert told.case.began_on == day("2026-11-29")


def test_unread_is_what_came_in_and_was_not_decided_on():
    told = Told().sent("2026-11-23")
    told.tell(K.REPLY_RECEIVED, "2026-11-24", message="a", known="2026-11-30", reply_by="2026-12-05")
    told.tell(K.REPLY_RECEIVED, "2026-11-25", message="b", known="2026-11-30")
    told.tell(K.REPLY_DISMISSED, "2026-11-30", message="b")
    (message,) = told.case.unread
    assert (message.message, message.came_on, message.known_on, message.reply_by) == (
        "a", day("2026-11-24"), day("2026-11-30"), day("2026-12-05"),
    )  # fmt: skip
