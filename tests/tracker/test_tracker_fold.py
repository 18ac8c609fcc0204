"""What stories amount to, with every date worked by hand on a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from tracker_story import DELETION_CA, ENGLISH, OPT_OUT, Story

from unlist.errors import BadInput, Refused
from unlist.tracker.fold import fold
from unlist.tracker.model import EventKind, Outcome, Reason, Status
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


# -- letters that do not arrive --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("next_channel", "status", "reason"),
    [
        (None, Status.UNDELIVERABLE, ""),
        ("form", Status.AWAITING_YOU, Reason.FORM),
        ("email", Status.DRAFT, ""),
        ("post", Status.DRAFT, ""),
    ],
)
@pytest.mark.parametrize("kind", [K.SEND_FAILED, K.BOUNCED])
def test_what_cannot_be_delivered_goes_on_by_the_next_channel(kind, next_channel, status, reason):
    story = Story().sending() if kind is K.SEND_FAILED else Story().sent()
    state = fold(story.tell(kind, "2026-11-24", next_channel=next_channel, **HARD).events)
    assert (state.status, state.reason, state.due_on) == (status, reason, None)


@pytest.mark.parametrize("soft", ["soft", "delay", "policy"])
def test_a_soft_bounce_keeps_status_and_date(soft):
    state = fold(Story().sent("2026-11-23").tell(K.BOUNCED, **{"class": soft, "next_channel": None}).events)
    assert (state.status, state.due_on) == (Status.AWAITING_BROKER, day("2026-12-23"))


def test_a_letter_that_came_back_starts_no_clock_and_the_next_one_does():
    story = Story().sent("2026-11-23").tell(K.BOUNCED, "2026-11-24", next_channel="email", **HARD)
    state = fold(story.sent("2026-11-25").events)
    # 25 to 27 December are Christmas, a holiday Saturday and a Sunday in Germany.
    assert (state.sent_on, state.due_on, state.letters) == (day("2026-11-25"), day("2026-12-28"), 2)


def test_the_form_filled_in_after_a_bounce_starts_the_clock():
    story = Story().sent("2026-11-23").tell(K.BOUNCED, "2026-11-24", next_channel="form", **HARD)
    assert fold(story.tell(K.ANSWERED_BROKER, "2026-11-30").events).due_on == day("2026-12-30")


def test_a_bounce_after_the_broker_confirmed_receipt_moves_nothing():
    story = Story().sent("2026-11-23").tell(K.ACKNOWLEDGED, "2026-11-24")
    state = fold(story.tell(K.BOUNCED, "2026-11-25", next_channel=None, **HARD).events)
    assert (state.status, state.due_on) == (Status.AWAITING_BROKER, day("2026-12-23"))


def test_a_follow_up_that_came_back_is_not_used_up_and_the_first_clock_stands():
    story = Story().sent("2026-11-23").tell(K.DELIVERED, "2026-11-23").sent("2026-12-28", "follow_up")
    state = fold(story.tell(K.BOUNCED, "2026-12-29", next_channel="email", **HARD).events)
    assert (state.status, state.followed_up_on, state.due_on) == (Status.DRAFT, None, day("2026-12-23"))
    assert fold(story.sent("2026-12-30", "follow_up").events).followed_up_on == day("2026-12-30")


def test_only_a_letter_in_doubt_can_turn_out_not_to_have_left():
    assert fold(Story().handed_over().tell(K.NOT_SENT).events).status is Status.DRAFT
    with pytest.raises(Refused, match="no letter of this request is in doubt"):
        fold(Story().sent().tell(K.IDENTITY_REQUESTED).tell(K.NOT_SENT).events)


def test_a_deferred_letter_is_queued_again():
    assert fold(Story().sending().tell(K.SEND_DEFERRED, reason="greylisted").events).status is Status.QUEUED


# -- the end, and back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (K.FULFILLED, Outcome.FULFILLED),
        (K.PARTLY_FULFILLED, Outcome.PARTLY_FULFILLED),
        (K.OPTED_OUT, Outcome.OPTED_OUT),
        (K.NOT_FOUND, Outcome.NO_MATCH),
        (K.DENIED, Outcome.DENIED),
        (K.REDIRECTED, Outcome.REDIRECTED),
    ],
)
def test_an_answer_is_an_outcome_with_its_day(kind, outcome):
    state = fold(Story().sent("2026-11-23").tell(kind, "2026-12-01").events)
    assert (state.status, state.outcome, state.answered_on) == (Status.ANSWERED, outcome, day("2026-12-01"))


def test_a_refusal_keeps_its_reason():
    assert fold(Story().sent().tell(K.DENIED, reason="public record").events).reason == "public record"


def test_a_request_is_closed_for_a_reason_that_has_a_name():
    state = fold(Story().sent().tell(K.CLOSED, "2026-12-30", reason="given_up").events)
    assert (state.status, state.reason) == (Status.CLOSED, "given_up")
    assert state.closed_at is not None
    assert state.closed_at.date() == day("2026-12-30")
    with pytest.raises(Refused, match="“bored” is no reason"):
        fold(Story().sent().tell(K.CLOSED, reason="bored").events)


def test_reopening_returns_to_where_it_stood_with_its_clock():
    story = Story().sent("2026-11-23").tell(K.NOT_FOUND, "2026-12-01").tell(K.CLOSED, reason="settled")
    state = fold(story.tell(K.REOPENED, "2026-12-05").events)
    assert (state.status, state.outcome, state.answered_on, state.closed_at) == (
        Status.AWAITING_BROKER,
        None,
        None,
        None,
    )
    assert state.due_on == day("2026-12-23")
    assert fold(Story().queue().tell(K.WITHDRAWN).tell(K.REOPENED).events).status is Status.DRAFT


def test_mail_to_a_closed_request_is_kept_and_shown():
    state = fold(Story().sent().tell(K.WITHDRAWN).tell(K.REPLY_RECEIVED, message="m1").events)
    assert (state.status, state.unreviewed) == (Status.CLOSED, ("m1",))


def test_a_reply_waits_until_somebody_decides_on_it():
    story = Story().sent().tell(K.REPLY_RECEIVED, message="m1").tell(K.REPLY_RECEIVED, message="m2")
    assert fold(story.events).unreviewed == ("m1", "m2")
    assert fold(story.tell(K.DENIED, message="m1").events).unreviewed == ("m2",)
    assert fold(story.tell(K.REPLY_DISMISSED, message="m2").events).unreviewed == ()


@pytest.mark.parametrize("kind", [K.BOUNCED, K.DELIVERED])
def test_a_message_that_is_taken_for_a_notice_of_delivery_is_decided_on(kind):
    story = Story().sent().tell(K.REPLY_RECEIVED, message="m1").tell(kind, message="m1")
    assert fold(story.events).unreviewed == ()


# -- corrections -----------------------------------------------------------------------------------------------------


def test_a_correction_takes_an_event_back():
    story = Story().sent("2026-11-23").tell(K.DENIED, "2026-12-01")
    before = fold(story.events[:-1])
    after = fold(story.tell(K.CORRECTED, seq=6).events)
    assert (after.status, after.outcome, after.due_on) == (before.status, None, before.due_on)
    assert after.last_seq == 7


@pytest.mark.parametrize(
    ("seq", "error", "words"),
    [
        (7, Refused, "a correction is not corrected"),
        (6, Refused, "taken back already"),
        (3, Refused, "a letter might leave twice"),
        (2, Refused, "rests on it"),
        (8, BadInput, "no event 8 before it"),
        (99, BadInput, "no event 99 before it"),
        (None, BadInput, "no event None before it"),
    ],
)
def test_corrections_that_are_refused(seq, error, words):
    story = Story().sent().tell(K.DENIED).tell(K.CORRECTED, seq=6)
    with pytest.raises(error, match=words):
        fold(story.tell(K.CORRECTED, seq=seq).events)


def test_a_draft_alone_cannot_be_taken_back():
    with pytest.raises(Refused, match="first event of a request cannot be taken back"):
        fold(Story().draft().tell(K.CORRECTED, seq=1).events)


def test_an_approval_is_taken_back_as_long_as_nothing_left():
    assert fold(Story().queue().tell(K.CORRECTED, seq=2).events).status is Status.DRAFT


# -- payloads --------------------------------------------------------------------------------------------------------


def test_an_unreadable_day_names_the_event():
    with pytest.raises(BadInput, match=r"Event 2 \(sent\): “on” is no day: soon"):
        fold(Story().draft().tell(K.SENT, on="soon").events)


def test_an_unknown_purpose_names_the_event():
    with pytest.raises(BadInput, match=r"Event 1 \(drafted\): “purpose” is poem"):
        fold(Story().draft(purpose="poem").events)


def test_a_request_without_events_is_refused():
    with pytest.raises(Refused):
        fold([])


def test_what_left_is_what_stood_in_the_letters_that_left():
    enclosed = [{"kind": "full_name", "value": "Ada Example"}, {"kind": "email", "value": "ada@example.org"}]
    drafted = {"disclosed": enclosed, "recipient": "privacy@broker.example"}
    story = Story().draft(**drafted)
    assert fold(story.events).disclosed == ()
    story.tell(K.APPROVED).tell(K.HANDED_OVER)
    assert fold(story.events).disclosed == ()
    left = fold(story.tell(K.SENT, "2026-11-23").events).disclosed
    assert [(one.kind, one.value, one.recipient) for one in left] == [
        ("full_name", "Ada Example", "privacy@broker.example"),
        ("email", "ada@example.org", "privacy@broker.example"),
    ]
    assert {one.on for one in left} == {date(2026, 11, 23)}
    assert fold(story.tell(K.CORRECTED, seq=4).events).disclosed == ()


def test_a_demand_keeps_the_day_by_which_it_wants_an_answer():
    story = Story().sent("2026-11-23")
    asked = fold(story.tell(K.IDENTITY_REQUESTED, "2026-11-27", reply_by="2026-12-04").events)
    assert asked.answer_by == date(2026, 12, 4)
    assert fold(story.tell(K.ANSWERED_BROKER, "2026-11-28").events).answer_by is None


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


def test_a_request_is_muted_until_it_is_unmuted_and_goes_on_meanwhile():
    story = Story().sent().tell(K.MUTED)
    muted = fold(story.events)
    assert (muted.muted, muted.status, muted.due_on) == (
        True,
        Status.AWAITING_BROKER,
        fold(Story().sent().events).due_on,
    )
    assert not fold(story.tell(K.UNMUTED).events).muted
    assert fold(story.tell(K.CORRECTED, seq=len(story.events)).events).muted


def test_what_the_person_proposed_waits_until_something_rests_on_it():
    story = Story().sent().tell(K.IDENTITY_REQUESTED).tell(K.PROPOSED, message="mine", commands=[{"verb": "done"}])
    state = fold(story.events)
    assert (state.proposed, state.status, state.unreviewed) == (("mine",), Status.AWAITING_YOU, ())
    story.tell(K.NOTED, message="another", text="x")
    assert fold(story.events).proposed == ("mine",)
    story.tell(K.ANSWERED_BROKER, message="mine")
    assert fold(story.events).proposed == ()
    assert fold(story.tell(K.CORRECTED, seq=len(story.events)).events).proposed == ("mine",)


def test_a_message_taken_for_a_bounce_is_decided_on():
    story = Story().sent().tell(K.REPLY_RECEIVED, message="m")
    assert fold(story.events).unreviewed == ("m",)
    assert fold(story.tell(K.BOUNCED, message="m", **{"class": "soft"}).events).unreviewed == ()
