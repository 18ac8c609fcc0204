"""The person's own limits as a request stands."""

from __future__ import annotations

from datetime import date

import pytest
from tracker_story import Story

from unlist.tracker.act_by import limits_of
from unlist.tracker.fold import fold
from unlist.tracker.model import EventKind

K = EventKind
AUSTRIAN = {"law": "gdpr", "right": "access", "jurisdiction": "AT"}


def limits(story, today):
    return [limit.act_by.isoformat() for limit in limits_of(fold(story.events), date.fromisoformat(today))]


def test_silence_begins_a_limit_the_day_after_the_answer_was_due():
    story = Story(AUSTRIAN).sent("2026-11-23")
    assert limits(story, "2026-12-23") == []
    assert limits(story, "2026-12-24") == ["2027-12-23"]
    assert limits(story, "2027-12-23") == ["2027-12-23"]
    assert limits(story, "2027-12-24") == []  # it has passed


def test_an_answer_that_nobody_has_read_begins_no_limit_by_silence():
    story = Story(AUSTRIAN).sent("2026-11-23").tell(K.REPLY_RECEIVED, "2026-12-01", message="m")
    assert limits(story, "2026-12-24") == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(K.DENIED, ["2027-12-01"]), (K.PARTLY_FULFILLED, ["2027-12-01"]), (K.FULFILLED, []), (K.NOT_FOUND, [])],
)
def test_a_refusal_begins_a_limit_on_its_own_day(kind, expected):
    assert limits(Story(AUSTRIAN).sent("2026-11-23").tell(kind, "2026-12-01"), "2026-12-02") == expected


def test_a_day_of_the_senders_own_begins_none():
    story = Story({"law": "bipa", "right": "demand", "jurisdiction": "US-IL"}).sent("2026-11-23")
    assert limits(story, "2027-03-01") == []


def test_a_closed_request_has_none():
    story = Story(AUSTRIAN).sent("2026-11-23").tell(K.DENIED, "2026-12-01").tell(K.CLOSED, reason="given_up")
    assert limits(story, "2026-12-02") == []


@pytest.mark.parametrize(
    ("residence", "seat", "expected"),
    [
        ("AT", "AT", ["2027-12-01"]),
        ("AT", "DE", ["2027-12-01"]),  # an Austrian complains to the Austrian authority, wherever the broker sits
        ("DE", "AT", []),  # a German to the German one, which knows no such year
        ("DE", "DE", []),
        ("US-IL", "AT", ["2027-12-01"]),  # who lives outside the Union complains where the broker sits
        ("US-IL", "DE", []),
        ("BG", "FR", ["2027-06-01"]),
    ],
)
def test_the_limit_is_that_of_the_authority_where_the_person_lives(residence, seat, expected):
    claim = {"law": "gdpr", "right": "access", "jurisdiction": seat, "residence": residence}
    assert limits(Story(claim).sent("2026-11-23").tell(K.DENIED, "2026-12-01"), "2026-12-02") == expected
