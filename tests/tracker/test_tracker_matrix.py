"""Every status by every event, against a table written by hand from what a request is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tracker_story import Story

from unlist.errors import Refused
from unlist.tracker.fold import fold
from unlist.tracker.model import EventKind, Status
from unlist.tracker.table import CLOSING, INBOUND, TRANSITIONS, allowed

K = EventKind
LETTER = {
    "D": Status.DRAFT,
    "Q": Status.QUEUED,
    "S": Status.SENDING,
    "B": Status.AWAITING_BROKER,
    "Y": Status.AWAITING_YOU,
    "U": Status.UNDELIVERABLE,
    "A": Status.ANSWERED,
    "C": Status.CLOSED,
}


def _expected() -> dict[tuple[Status | None, EventKind], frozenset[Status]]:
    with (Path(__file__).parent / "matrix.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["reason"] for row in rows)
    found: dict[tuple[Status | None, EventKind], frozenset[Status]] = {}
    for row in rows:
        for status in (None, *Status):
            cell = row["none" if status is None else status.value]
            found[status, EventKind(row["event"])] = frozenset(LETTER[one] for one in cell if one != "-")
    return found


EXPECTED = _expected()


def _lost() -> Story:
    return Story().sending().tell(K.SEND_FAILED, next_channel=None)


def _lost_again() -> Story:
    return Story().sent().sent("2026-12-28", "follow_up").tell(K.BOUNCED, **{"class": "hard", "next_channel": None})


def _situations() -> dict[Status, list[Story]]:
    """Ways in which a request comes to stand in each status."""
    return {
        Status.DRAFT: [Story().draft(), Story().sent().draft("2026-12-28", "follow_up")],
        Status.QUEUED: [Story().queue(), Story().sent().queue("2026-12-28", "follow_up")],
        Status.SENDING: [Story().sending(), Story().sent().sending("2026-12-28", "follow_up")],
        Status.AWAITING_BROKER: [Story().sent(), Story().handed_over().tell(K.SENT)],
        Status.AWAITING_YOU: [
            Story().handed_over(),
            Story().sending().tell(K.SEND_UNCERTAIN),
            Story().sent().tell(K.IDENTITY_REQUESTED),
            Story().sending().tell(K.SEND_FAILED, next_channel="form"),
        ],
        Status.UNDELIVERABLE: [_lost(), _lost_again()],
        Status.ANSWERED: [
            Story().sent().tell(K.DENIED, reason="exempt"),
            Story().sent().tell(K.QUESTION_ASKED).tell(K.FULFILLED),
            Story().sent().queue("2026-12-28", "follow_up").tell(K.FULFILLED),
            _lost_again().tell(K.NOT_FOUND),
        ],
        Status.CLOSED: [
            Story().draft().tell(K.WITHDRAWN),
            Story().queue().tell(K.CLOSED, reason="duplicate"),
            Story().sent().tell(K.CLOSED, reason="given_up"),
            Story().sent().tell(K.FULFILLED).tell(K.CLOSED, reason="settled"),
            Story().sent().tell(K.FORM_REQUIRED).tell(K.WITHDRAWN),
            _lost().tell(K.CLOSED, reason="given_up"),
        ],
    }


PAYLOADS = {
    K.DRAFTED: [{"purpose": "first"}, {"purpose": "follow_up"}, {"purpose": "identity_reply"}],
    K.CLOSED: [{"reason": reason} for reason in ("settled", "superseded", "duplicate", "given_up")],
    K.SEND_FAILED: [{"next_channel": channel} for channel in (None, "form", "email", "post")],
    K.BOUNCED: [
        {"class": kind, "next_channel": channel}
        for kind in ("hard", "soft", "policy", "delay")
        for channel in (None, "form", "email", "post")
    ],
}


def test_the_expectation_names_every_event_once_and_corrections_have_their_own_test():
    assert {kind for _, kind in EXPECTED} == set(EventKind) - {K.CORRECTED}


@pytest.mark.parametrize(("status", "kind"), EXPECTED)
def test_allowed_says_what_the_expectation_says(status, kind):
    assert allowed(status, kind) is bool(EXPECTED[status, kind])


@pytest.mark.parametrize(("status", "kind"), [pair for pair in EXPECTED if pair[0]])
def test_the_table_leads_where_the_expectation_leads(status, kind):
    assert TRANSITIONS.get((status, kind), frozenset()) == EXPECTED[status, kind]


@pytest.mark.parametrize(("status", "kind"), [pair for pair in EXPECTED if pair[0]])
def test_the_fold_reaches_exactly_these_statuses(status, kind):
    reached: set[Status] = set()
    for index in range(len(_situations()[status])):
        for payload in PAYLOADS.get(kind, [{}]):
            story = _situations()[status][index]
            assert fold(story.events).status is status
            try:
                reached.add(fold(story.tell(kind, **payload).events).status)
            except Refused as refusal:
                assert refusal.hint  # noqa: PT017
    assert reached == EXPECTED[status, kind]


@pytest.mark.parametrize("kind", [kind for kind in EventKind if kind not in (K.DRAFTED, K.CORRECTED)])
def test_a_request_begins_with_a_draft_only(kind):
    assert not allowed(None, kind)
    with pytest.raises(Refused, match=f"begins with drafted, not with {kind}"):
        fold(Story().tell(kind).events)


@pytest.mark.parametrize("kind", sorted(INBOUND))
def test_inbound_mail_is_stored_in_every_status_and_neither_closes_nor_reopens(kind):
    for status in Status:
        targets = TRANSITIONS[status, kind]
        assert (Status.CLOSED in targets) is (status is Status.CLOSED)
        assert (Status.ANSWERED in targets) is (status is Status.ANSWERED)
        if status in (Status.CLOSED, Status.ANSWERED):
            assert targets == {status}


def test_only_two_events_close_and_only_one_reopens():
    closing = {
        kind for (status, kind), to in TRANSITIONS.items() if status is not Status.CLOSED and Status.CLOSED in to
    }
    assert closing - {K.CORRECTED} == CLOSING
    leaving = {kind for (status, kind), to in TRANSITIONS.items() if status is Status.CLOSED and to != {Status.CLOSED}}
    assert leaving == {K.REOPENED, K.CORRECTED}


def test_a_correction_may_be_recorded_in_every_status():
    assert all(allowed(status, K.CORRECTED) for status in Status)
