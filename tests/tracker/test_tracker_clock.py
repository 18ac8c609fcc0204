"""When an answer is due: each date worked by hand on a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from tracker_story import DELETION_CA, ENGLISH, OPT_OUT, Story

from unlist.errors import Refused
from unlist.tracker.fold import fold
from unlist.tracker.model import EventKind, Reason, Status
from unlist.tracker.today import standing
from unlist.words import Purpose

K = EventKind
HARD = {"class": "hard"}


def day(text: str) -> date:
    return date.fromisoformat(text)


# -- the clock of the first letter -----------------------------------------------------------------------------------


def test_a_german_request_is_due_a_month_after_it_was_sent():
    state = fold(Story().sent("2026-11-23").events)
    assert (state.status, state.sent_on, state.received_on) == (
        Status.AWAITING_BROKER,
        day("2026-11-23"),
        day("2026-11-23"),
    )
    assert state.due_on == day("2026-12-23")
    assert not state.receipt_known
    assert state.letters == 1


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        # 24, 25 Nov; 26 Thanksgiving and 27 the day after are closed; 30 Nov to 4 Dec; 7 to 11; 14, 15, 16 Dec
        ("2026-11-23", "2026-12-16"),
        # 7 to 11, 14 to 18, 21 to 24 Dec are fourteen; 25 is Christmas; 28 is the fifteenth
        ("2026-12-04", "2026-12-28"),
        # 11; 14 to 18; 21 to 24; 28 to 31 Dec are fourteen; 1 Jan is closed; Monday 4 Jan
        ("2026-12-10", "2027-01-04"),
    ],
)
def test_a_californian_opt_out_has_fifteen_business_days(sent, due):
    assert fold(Story(OPT_OUT).sent(sent).events).due_on == day(due)


def test_handing_over_starts_no_clock_until_the_letter_is_said_to_have_left():
    story = Story().handed_over("2026-11-23")
    state = fold(story.events)
    assert (state.status, state.reason, state.due_on, state.letters) == (
        Status.AWAITING_YOU,
        Reason.HAND_OFF,
        None,
        0,
    )
    state = fold(story.tell(K.SENT, "2026-11-24", on="2026-11-23").events)
    assert (state.status, state.sent_on, state.due_on) == (
        Status.AWAITING_BROKER,
        day("2026-11-23"),
        day("2026-12-23"),
    )


def test_a_paper_letter_counts_from_its_proved_arrival():
    story = Story(channel="post").handed_over("2026-11-23").tell(K.SENT)
    state = fold(story.events)
    assert (state.sent_on, state.received_on, state.due_on) == (day("2026-11-23"), None, None)
    assert "no clock runs" in state.steps[-1].sentence
    # Arrived on Friday 27 November; 27 December is a Sunday, so Monday the 28th.
    state = fold(story.tell(K.DELIVERED, "2026-11-27", proof="scan").events)
    assert (state.receipt_known, state.received_on, state.due_on) == (True, day("2026-11-27"), day("2026-12-28"))


def test_the_transport_does_not_hide_that_a_letter_is_paper():
    story = Story(channel="post").queue("2026-11-23").tell(K.SEND_INTENDED, channel="file").tell(K.SEND_UNCERTAIN)
    assert fold(story.tell(K.SENT).events).due_on is None


def test_a_delivery_notice_may_make_the_day_later_and_a_second_one_moves_nothing():
    story = Story().sent("2026-11-23").tell(K.DELIVERED, "2026-11-24", proof="dsn")
    assert fold(story.events).due_on == day("2026-12-24")
    assert fold(story.tell(K.DELIVERED, "2026-11-30", proof="dsn").events).due_on == day("2026-12-24")
    earlier = Story().sent("2026-11-23").tell(K.DELIVERED, "2026-11-24", on="2026-11-20", proof="dsn")
    assert fold(earlier.events).due_on == day("2026-12-23")


def test_an_acknowledgement_makes_receipt_known_and_keeps_status_and_date():
    state = fold(Story().sent("2026-11-23").tell(K.ACKNOWLEDGED, "2026-11-26", ticket="77").events)
    assert (state.status, state.receipt_known, state.heard_on, state.due_on) == (
        Status.AWAITING_BROKER,
        True,
        day("2026-11-26"),
        day("2026-12-23"),
    )


@pytest.mark.parametrize("doubt", [K.HANDED_OVER, K.SEND_UNCERTAIN])
def test_a_word_of_the_broker_settles_that_the_letter_left(doubt):
    state = fold(Story().sending("2026-11-23").tell(doubt).tell(K.ACKNOWLEDGED, "2026-11-26").events)
    # When it left is not known: the clock counts from the answer, which is the later and so the safe day.
    # 26 December is a Saturday and a holiday in Germany; Monday the 28th.
    assert (state.status, state.received_on, state.due_on) == (
        Status.AWAITING_BROKER,
        day("2026-11-26"),
        day("2026-12-28"),
    )


def test_a_follow_up_leaves_the_first_clock_alone():
    state = fold(Story().sent("2026-11-23").sent("2026-12-28", "follow_up").events)
    assert (state.status, state.sent_on, state.due_on) == (
        Status.AWAITING_BROKER,
        day("2026-11-23"),
        day("2026-12-23"),
    )
    assert (state.followed_up_on, state.letters, state.purpose) == (day("2026-12-28"), 2, Purpose.FOLLOW_UP)


def test_there_is_one_first_letter_and_one_follow_up():
    with pytest.raises(Refused, match="there is only one"):
        fold(Story().sent().draft("2026-12-28").events)
    with pytest.raises(Refused, match="a second one is not written"):
        fold(Story().sent().sent("2026-12-28", "follow_up").draft("2027-01-20", "follow_up").events)
    with pytest.raises(Refused, match="comes after a first letter"):
        fold(Story().draft(purpose="follow_up").events)


def test_nothing_is_drafted_while_it_is_open_whether_the_last_letter_left():
    with pytest.raises(Refused, match="whether the letter before this one left"):
        fold(Story().handed_over().draft().events)


# -- dates that the person set, or that nobody knows -----------------------------------------------------------------


@pytest.mark.parametrize(
    "claim",
    [
        {"law": "none", "right": "voluntary", "jurisdiction": "US-IL"},
        {"law": "bipa", "right": "demand", "jurisdiction": "US-IL"},
    ],
)
def test_where_no_statute_sets_a_day_the_one_in_the_letter_holds(claim):
    state = fold(Story(claim, asked_by="2026-12-21").sent("2026-11-23").events)
    assert state.due_on == day("2026-12-21")
    assert state.deadline is not None
    assert not state.deadline.statutory
    assert state.deadline.chase_on == day("2026-12-22")


def test_a_day_in_a_letter_under_a_statute_changes_nothing():
    assert fold(Story(asked_by="2026-11-30").sent("2026-11-23").events).due_on == day("2026-12-23")


def test_a_claim_that_the_law_engine_refuses_has_no_date_and_says_why():
    state = fold(Story({"law": "gdpr", "right": "deletion", "jurisdiction": "US-IL"}).sent().events)
    assert (state.status, state.deadline, state.due_on) == (Status.AWAITING_BROKER, None, None)
    assert state.steps[-1].sentence.startswith("No date: ")


def test_a_law_of_another_version_has_no_date_and_says_so():
    state = fold(Story({"law": "lex-nova", "right": "deletion", "jurisdiction": "DE"}).sent().events)
    assert state.due_on is None
    assert "lex-nova" in state.steps[-1].sentence


# -- what the broker asks, and what that does to the clock -----------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (K.IDENTITY_REQUESTED, Reason.IDENTITY),
        (K.INFORMATION_REQUESTED, Reason.INFORMATION),
        (K.AUTHORIZATION_REQUESTED, Reason.AUTHORIZATION),
        (K.CONFIRMATION_REQUESTED, Reason.CONFIRMATION),
        (K.FORM_REQUIRED, Reason.FORM),
        (K.QUESTION_ASKED, Reason.QUESTION),
    ],
)
def test_what_the_broker_asks_is_your_move_until_you_answered(kind, reason):
    story = Story().sent("2026-11-23").tell(kind, "2026-11-25")
    state = fold(story.events)
    assert (state.status, state.reason, state.asked_on) == (Status.AWAITING_YOU, reason, day("2026-11-25"))
    state = fold(story.tell(K.ANSWERED_BROKER, "2026-11-27").events)
    assert (state.status, state.reason, state.asked_on) == (Status.AWAITING_BROKER, "", None)


def test_a_european_identity_demand_may_hold_the_clock_from_question_to_answer():
    story = Story().sent("2026-11-23").tell(K.IDENTITY_REQUESTED, "2026-11-25").sent("2026-12-05", "identity_reply")
    state = fold(story.events)
    # 23 December and ten days is Saturday 2 January; Monday the 4th. Without the pause it was 23 December.
    assert state.due_on == day("2027-01-04")
    assert state.deadline is not None
    assert state.deadline.due_without_pause_on == day("2026-12-23")
    assert state.followed_up_on is None


def test_a_british_clock_starts_when_the_identity_information_came():
    story = Story(ENGLISH).sent("2026-11-23").tell(K.IDENTITY_REQUESTED, "2026-11-25")
    assert fold(story.tell(K.ANSWERED_BROKER, "2026-12-05").events).due_on == day("2027-01-05")


def test_a_californian_clock_does_not_wait_for_identity():
    story = Story(DELETION_CA).sent("2026-11-23").tell(K.IDENTITY_REQUESTED, "2026-11-25")
    # 45 days: 7 to the end of November, 31 of December, 7 January
    assert fold(story.tell(K.ANSWERED_BROKER, "2026-12-05").events).due_on == day("2027-01-07")


def test_a_demand_that_comes_after_the_deadline_holds_nothing():
    story = Story().sent("2026-11-23").tell(K.IDENTITY_REQUESTED, "2026-12-28")
    assert fold(story.tell(K.ANSWERED_BROKER, "2027-01-08").events).due_on == day("2026-12-23")


# -- extensions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notice", "until", "verdict", "due"),
    [
        ("2026-12-10", None, "valid", "2027-02-23"),  # three months from receipt, a Tuesday
        ("2026-12-23", None, "valid", "2027-02-23"),  # on the last day is in time
        ("2026-12-24", None, "late", "2026-12-23"),
        ("2026-12-10", "2027-01-29", "valid", "2027-01-29"),
        ("2026-12-10", "2027-02-24", "too_long", "2026-12-23"),
        ("2026-12-10", "2026-12-01", "valid", "2026-12-23"),  # a notice never makes a day earlier
    ],
)
def test_a_european_extension_counts_only_in_time_and_within_the_maximum(notice, until, verdict, due):
    story = Story().sent("2026-11-23").tell(K.EXTENDED, notice, until=until)
    state = fold(story.events)
    assert (state.extension, state.due_on, state.status) == (verdict, day(due), Status.AWAITING_BROKER)


def test_an_opt_out_knows_no_extension():
    state = fold(Story(OPT_OUT).sent("2026-11-23").tell(K.EXTENDED, "2026-11-25", until="2027-01-10").events)
    assert (state.extension, state.due_on) == ("not_allowed", day("2026-12-16"))


def test_a_late_notice_does_not_undo_a_valid_one():
    story = Story().sent("2026-11-23").tell(K.EXTENDED, "2026-12-10", until="2027-01-29")
    state = fold(story.tell(K.EXTENDED, "2027-01-28", until="2027-02-20").events)
    assert (state.extension, state.due_on) == ("valid", day("2027-01-29"))


def test_a_second_notice_never_makes_the_day_earlier():
    story = Story().sent("2026-11-23").tell(K.EXTENDED, "2026-12-10", until="2027-01-29")
    assert fold(story.tell(K.EXTENDED, "2026-12-18", until="2027-01-10").events).due_on == day("2027-01-29")


# -- days of the sender's own ----------------------------------------------------------------------------------------


def test_what_no_statute_times_is_never_late_by_a_statute_for_something_else():
    # 15 USC 1681b(e)(2): the five business days are for an election on the agency's own form.
    prescreen = {"law": "fcra", "right": "opt_out", "jurisdiction": "US", "asked_by": "2026-12-30"}
    state = fold(Story({**prescreen, "claim": {"statutory": False}}).sent("2026-11-23").events)
    assert state.due_on == day("2026-12-30")
    assert state.deadline is not None
    assert not state.deadline.statutory
    later = standing(state, day("2027-02-01"))
    assert later.overdue > 0
    assert not later.complaint_possible


@pytest.mark.parametrize(
    ("claim", "asked_by", "chase"),
    [
        # Christmas Eve is a Thursday; Christmas Day is closed; Monday 28.
        ({"law": "bipa", "right": "demand", "jurisdiction": "US-IL"}, "2026-12-24", "2026-12-28"),
        # Switzerland keeps 1 January; Monday 4.
        ({"law": "ch-fadp", "right": "deletion", "jurisdiction": "CH"}, "2026-12-31", "2027-01-04"),
    ],
)
def test_after_a_day_of_ones_own_one_writes_again_on_a_business_day(claim, asked_by, chase):
    state = fold(Story(claim, asked_by=asked_by).sent("2026-11-23").events)
    assert state.deadline is not None
    assert state.deadline.chase_on == day(chase)


def test_after_a_day_that_a_notice_named_one_writes_again_on_a_business_day():
    # 24 December; the 25th and, in Germany, the 26th are closed, 27 is a Sunday; Monday 28.
    state = fold(Story().sent("2026-11-23").tell(K.EXTENDED, "2026-12-01", until="2026-12-24").events)
    assert (state.due_on, state.deadline and state.deadline.chase_on) == (day("2026-12-24"), day("2026-12-28"))
    by_post = fold(
        Story(channel="post").sent("2026-11-23").tell(K.DELIVERED, "2026-11-23", proof="scan")
        .tell(K.EXTENDED, "2026-12-01", until="2026-12-24").events
    )  # fmt: skip
    # 28, 29, 30, 31 December and Monday 4 January.
    assert by_post.deadline is not None
    assert by_post.deadline.chase_on == day("2027-01-04")
