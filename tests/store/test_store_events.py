"""Events are the truth: append-only, chained, all or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from store_requests import AT, CLAIM, asked, draft

from unlist import reads
from unlist.errors import NotFound, Refused, Stale
from unlist.tracker.model import EventKind, Status
from unlist.words import Right


def sql(home, statement, *values, force=False):
    """Do to the file what somebody with an SQLite shell could."""
    with closing(sqlite3.connect(home.database)) as connection, connection:
        if force:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
        return connection.execute(statement, values).fetchall()


def test_what_happened_comes_back_in_order(store):
    request = asked(store)
    draft(store, request, kind="approved")
    draft(store, request, kind="handed_over", payload={"path": "/letters/ä.eml"})
    draft(store, request, kind="sent", payload={"on": "2026-11-24"})
    events = store.events(request.id)
    assert [event.kind for event in events] == ["drafted", "approved", "handed_over", "sent"]
    assert [event.seq for event in events] == [1, 2, 3, 4]
    assert events[2].payload["path"] == "/letters/ä.eml"
    assert events[3].occurred_at == AT
    state = store.state(request.id)
    assert state.status is Status.AWAITING_BROKER
    # One month from Tuesday 24 November 2026 is Thursday 24 December, no holiday in Germany as a whole.
    assert state.due_on is not None
    assert state.due_on.isoformat() == "2026-12-24"
    assert store.verify(request.id) == []


def test_events_cannot_be_changed_or_deleted(store, home):
    asked(store)
    for statement in ("UPDATE event SET actor = 'x'", "DELETE FROM event"):
        with pytest.raises(sqlite3.IntegrityError, match="events are never"):
            sql(home, statement)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE event SET actor = 'broker' WHERE seq = 2", "event 2 was altered"),
        ("UPDATE event SET occurred_at = '2020-01-01T00:00:00+00:00' WHERE seq = 1", "event 1 was altered"),
        ("DELETE FROM event WHERE seq = 2", "event 2 is missing"),
        ("DELETE FROM event WHERE seq = 3", "1 events at the end are missing"),
        ("UPDATE event SET payload_sealed = x'00' WHERE seq = 1", "what event 1 says cannot be opened"),
        ("DELETE FROM head", "the signed end of the chain is missing"),
        ("UPDATE head SET seq = 2", "the end of the chain is not signed by this home"),
        ("UPDATE projection SET status = 'closed'", "the list shows another state than the events amount to"),
        ("DELETE FROM projection", "the list shows another state than the events amount to"),
    ],
)
def test_what_was_done_behind_our_back_is_found(store, home, statement, fault):
    request = asked(store)
    draft(store, request, kind="approved")
    draft(store, request, kind="handed_over")
    assert store.verify(request.id) == []
    sql(home, statement, force=True)
    assert fault in store.verify(request.id)


def test_a_payload_of_another_event_is_found(store, home):
    request = asked(store)
    draft(store, request, kind="approved")
    sql(
        home,
        "UPDATE event SET payload_sealed = (SELECT payload_sealed FROM event WHERE seq = 1) WHERE seq = 2",
        force=True,
    )
    assert store.verify(request.id) == ["what event 2 says cannot be opened"]


def test_a_stale_decision_is_refused(store):
    request = asked(store)
    draft(store, request, kind="noted", payload={"text": "a"})
    with pytest.raises(Stale):
        draft(store, request, kind="approved", expected_seq=1)
    assert store.last_seq(request.id) == 2


def test_what_may_not_follow_is_refused_and_leaves_nothing(store):
    request = asked(store)
    with pytest.raises(Refused):
        draft(store, request, kind="send_accepted")
    assert [event.kind for event in store.events(request.id)] == ["drafted"]
    assert store.verify(request.id) == []


def test_the_same_key_happens_once_in_a_request_and_again_in_another(store):
    first, second = asked(store, broker="schufa"), asked(store, broker="criteo")
    for _ in range(2):
        draft(store, first, kind="noted", payload={"text": "once"}, key="in:1:noted")
    draft(store, second, kind="noted", payload={"text": "other"}, key="in:1:noted")
    assert [event.payload.get("text") for event in store.events(first.id)] == [None, "once"]
    assert store.events(second.id)[-1].payload["text"] == "other"


def test_a_unit_of_work_is_all_or_nothing(store):
    def interrupted():
        with store.transaction():
            request = asked(store)
            store.store_message(
                b"x", direction="out", subjects=["lena"], requests=[request.id], message_id=None, at=AT, facts={}
            )
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert store.requests() == []
    again = asked(store)
    _, new = store.store_message(
        b"x", direction="out", subjects=["lena"], requests=[again.id], message_id=None, at=AT, facts={}
    )
    assert new


def test_one_request_a_person_broker_and_right_at_a_time(store):
    request = asked(store)
    with pytest.raises(Refused, match=request.reference):
        asked(store)
    asked(store, right=Right.ACCESS)
    draft(store, request, kind="withdrawn")
    asked(store)


def test_requests_are_found_by_what_people_type(store):
    request = asked(store)
    other = asked(store, broker="criteo")
    assert store.find_request(request.reference) == request
    assert store.find_request(request.reference.lower()) == request
    assert store.find_request("schufa") == request
    assert store.find_request("Criteo") == other
    assert store.find_request(request.reference[:9]) == request
    assert store.find_request(request.reference[3:9]) == request
    with pytest.raises(NotFound, match="Did you mean schufa"):
        store.find_request("schuffa")
    with pytest.raises(NotFound):
        store.find_request("%")
    with pytest.raises(NotFound):
        store.find_request("")


def test_the_claim_is_kept_as_it_was(store):
    request = asked(store)
    assert request.claim == CLAIM
    assert store.requests("lena") == [request]


def test_a_slug_means_the_open_request_there(store):
    first = asked(store)
    draft(store, first, kind="withdrawn")
    second = asked(store)
    assert store.find_request("schufa") == second


def test_projections_of_older_rules_are_made_anew_on_opening(store, home):
    from unlist.store import open_store

    request = asked(store)
    sql(home, "UPDATE projection SET rule_version = 'tracker-0', status = 'closed'")
    with open_store(home) as again:
        assert again.verify(request.id) == []


def test_lists_need_no_key(store, home):
    from unlist.config import config_dir

    request = asked(store)
    draft(store, request, kind="sent", payload={"on": "2026-11-24"})
    asked(store, broker="criteo")
    for key in config_dir().glob("*.key"):
        key.unlink()
    lines = reads.list_requests(home)
    assert [(line.broker, line.status, line.due_on) for line in lines] == [
        ("schufa", "awaiting_broker", "2026-12-24"),
        ("criteo", "draft", None),
    ]
    assert reads.zone(home) == "Europe/Berlin"
    assert reads.counts(home) == {"awaiting_broker": 1, "draft": 1}


def test_lists_are_paged_without_a_gap_or_a_double(store, home):
    for number, right in enumerate((Right.ACCESS, Right.DELETION, Right.OBJECTION, Right.RECTIFICATION)):
        request = asked(store, right=right)
        if number % 2:
            draft(store, request, kind="sent", payload={"on": f"2026-11-2{number}"})
    whole = reads.list_requests(home)
    paged, last = [], None
    while page := reads.list_requests(home, limit=1, after=last):
        paged += page
        last = page[-1]
    assert paged == whole
    assert [line.due_on for line in whole] == ["2026-12-21", "2026-12-23", None, None]


def test_the_list_of_what_is_open_uses_its_index(store, home):
    asked(store)
    plan = sql(
        home,
        "EXPLAIN QUERY PLAN SELECT reference FROM request_line WHERE closed_at IS NULL "
        "ORDER BY coalesce(due_on, '9999-12-31'), id LIMIT 20",
    )
    assert any("projection_open" in str(row) for row in plan)
    assert not any("TEMP B-TREE" in str(row) for row in plan)


def test_closed_requests_leave_the_list(store, home):
    request = asked(store)
    draft(store, request, kind="closed", payload={"reason": "settled"})
    assert reads.list_requests(home) == []
    (line,) = reads.list_requests(home, open_only=False)
    assert line.closed_at == AT.isoformat()
    assert replace(line, closed_at=None).status == "closed"
    assert EventKind(store.events(request.id)[-1].kind) is EventKind.CLOSED
