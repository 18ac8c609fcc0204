"""What stories amount to, with every date worked by hand on a calendar."""

from __future__ import annotations

from datetime import date

import pytest
from tracker_story import Story

from unlist.errors import BadInput, Refused
from unlist.tracker.fold import fold
from unlist.tracker.model import EventKind, Outcome, Reason, Status

K = EventKind
HARD = {"class": "hard"}


def day(text: str) -> date:
    return date.fromisoformat(text)


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


# -- what the person set aside or proposed ------------------------------------------------------------------------


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
