"""Links and codes that expire: told at once, on top, once; never after they died; three notices a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from reminder_cases import K, Ledger, Told
from reminder_home import AT, person

from unlist import clock
from unlist.reminders.cases import expiring
from unlist.reminders.due import MAX_NOTICES
from unlist.reminders.workflow import remind
from unlist.store import Store

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EXPIRED = "expired at 11:00 on November 25, 2026, your time; ask for a new one."


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "digests"


@pytest.fixture
def run(store, directory):
    def go(at, **more):
        clock.set_now(at)
        given = {"at": at, "zone": store.zone, "to": "file", "directory": directory, "dry_run": False}
        return remind(store, **{**given, **more})

    return go


@pytest.fixture
def waiting(requests):
    """Return a function that opens a request and lets a message come in, whose link dies at an instant."""

    def make(at, dies_at, broker="quay-faces", message="m"):
        clock.set_now(AT)
        request = requests.sent(broker=broker)
        receive(requests, request, at, dies_at, message)
        return request

    return make


def receive(requests, request, at, dies_at, message="m"):
    clock.set_now(at)
    life = {"expires_at": dies_at.isoformat(), "expires": "link"}
    requests.tell(request, "reply_received", message=message, kinds=["confirmation_required"], **life)


def told(results):
    return [(result.due.urgent, [item.reference for item in result.due.tasks]) for result in results]


def test_it_goes_out_beside_the_digest_of_the_day_once_and_dies_as_an_ordinary_item(run, requests, waiting):
    other = requests.handed_over(broker="harbor-people")
    assert told(run(AT)) == [(False, [other.reference])]  # 09:00 in Berlin
    request = waiting(AT + HOUR, AT + DAY + 2 * HOUR)
    (notice,) = run(AT + HOUR + timedelta(minutes=5, seconds=7))
    assert told([notice]) == [(True, [request.reference])]
    assert notice.path.name == "2026-11-24-lena-urgent-100507.eml"
    mail = message_from_bytes(notice.path.read_bytes(), policy=default)
    assert mail["Subject"] == "Unlist: 1 link or code expires soon"
    # 10:00 UTC is 11:00 in Berlin in winter.
    assert "The link in its message works until 11:00 on November 25, 2026, your" in notice.digest.text
    assert "WHERE THINGS STAND" not in notice.digest.text
    for hours in range(2, 15):
        assert run(AT + hours * HOUR) == []
    # On the next morning it still works: the digest of the day tells it on top, and no notice follows.
    (digest,) = run(AT + DAY)
    assert told([digest]) == [(False, [request.reference])]
    assert run(AT + DAY + HOUR) == []
    assert run(AT + DAY + 3 * HOUR) == []
    (after,) = run(AT + 2 * DAY)
    assert not after.due.urgent
    assert EXPIRED in " ".join(after.digest.text.split())
    assert run(AT + 2 * DAY + HOUR) == []


def test_where_the_digest_of_the_day_is_still_to_come_it_stands_there_on_top(run, requests, waiting):
    others = [requests.handed_over(broker=f"broker-{number}") for number in range(6)]
    request = waiting(AT, AT + DAY)
    (digest,) = run(AT)
    assert (digest.due.urgent, digest.due.tasks[0].reference, len(digest.due.tasks)) == (False, request.reference, 5)
    assert run(AT + HOUR) == []
    assert len(others) == 6


def test_what_died_before_anybody_ran_is_no_notice(run, waiting):
    waiting(AT, AT + DAY + 2 * HOUR)
    (result,) = run(AT + DAY + 2 * HOUR)
    assert not result.due.urgent
    assert EXPIRED in " ".join(result.digest.text.split())
    assert result.due.tasks[0].stage.startswith("expired")


def test_a_link_of_five_days_becomes_urgent_two_days_before_it_dies(run, requests, waiting):
    dies_at = AT + 4 * DAY + 12 * HOUR  # Saturday 28 November, 21:00 in Berlin
    request = waiting(AT, dies_at)
    assert told(run(AT)) == [(False, [request.reference])]
    assert told(run(AT + DAY)) == [(False, [request.reference])]  # three days before
    assert run(AT + 2 * DAY) == []
    assert run(dies_at - 48 * HOUR - timedelta(seconds=1)) == []
    assert told(run(dies_at - 48 * HOUR)) == [(True, [request.reference])]
    # A notice is no digest: what comes up on its day is told on its day.
    later = requests.handed_over(broker="harbor-people")
    assert told(run(dies_at - 47 * HOUR)) == [(False, [later.reference])]
    assert told(run(AT + 3 * DAY)) == [(False, [request.reference])]


def test_three_notices_a_day_and_the_rest_with_the_next_digest(run, requests, waiting):
    requests.handed_over(broker="harbor-people")
    run(AT)
    made = []
    for number in range(MAX_NOTICES + 1):
        at = AT + (number + 1) * HOUR
        made.append(waiting(at, at + 40 * HOUR, broker=f"broker-{number}", message=f"m{number}"))
        results = run(at)
        expected = [(True, [made[-1].reference])] if number < 3 else []
        assert told(results) == expected
    (digest,) = run(AT + DAY)
    assert not digest.due.urgent
    assert {request.reference for request in made} <= {item.reference for item in digest.due.tasks}
    assert run(AT + DAY + HOUR) == []


def test_several_at_once_are_one_notice(run, requests, waiting):
    requests.handed_over(broker="harbor-people")
    run(AT)
    second = waiting(AT + HOUR, AT + DAY, broker="one", message="a")
    first = waiting(AT + HOUR, AT + 5 * HOUR, broker="two", message="b")
    (notice,) = run(AT + HOUR)
    assert told([notice]) == [(True, [first.reference, second.reference])]
    assert notice.digest.subject_line == "Unlist: 2 links or codes expire soon"


@pytest.mark.parametrize("quiet", [("snoozed", {"until": "2026-12-24"}), ("muted", {})])
def test_who_wants_to_hear_nothing_of_it_hears_nothing(run, requests, waiting, quiet):
    requests.handed_over(broker="harbor-people")
    run(AT)
    request = waiting(AT + HOUR, AT + DAY)
    requests.tell(request, quiet[0], **quiet[1])
    assert run(AT + 2 * HOUR) == []


def test_what_was_decided_on_is_not_told_and_what_it_asks_for_is(run, requests, waiting):
    requests.handed_over(broker="harbor-people")
    run(AT)
    request = waiting(AT + HOUR, AT + DAY)
    requests.tell(request, "confirmation_requested", message="m")
    (notice,) = run(AT + 2 * HOUR)
    assert told([notice]) == [(True, [request.reference])]
    assert notice.due.tasks[0].command == f"unlist request show {request.reference}"
    other = waiting(AT + 3 * HOUR, AT + DAY, broker="one", message="b")
    requests.tell(other, "reply_dismissed", message="b")
    done = waiting(AT + 3 * HOUR, AT + DAY, broker="two", message="c")
    requests.tell(done, "confirmation_requested", message="c")
    requests.tell(done, "answered_broker")
    assert run(AT + 4 * HOUR) == []


def test_a_dry_run_shows_both_and_tells_neither(run, requests, waiting):
    requests.handed_over(broker="harbor-people")
    made = [waiting(AT, AT + DAY, broker=f"broker-{number}", message=f"m{number}") for number in range(6)]
    # Five stand in the digest; the sixth expires as soon and has a notice of its own.
    shown = run(AT, dry_run=True)
    assert [result.due.urgent for result in shown] == [False, True]
    assert told(shown) == told(run(AT))
    assert len({item.reference for result in shown for item in result.due.tasks}) == len(made)
    assert run(AT + HOUR) == []


def test_killed_before_the_mark_it_is_told_again_unless_it_died(run, requests, waiting, monkeypatch):
    requests.handed_over(broker="harbor-people")
    run(AT)
    request = waiting(AT + HOUR, AT + 4 * HOUR)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "ledger_sent", killed)
        with pytest.raises(KeyboardInterrupt):
            run(AT + HOUR)
    assert told(run(AT + 2 * HOUR)) == [(True, [request.reference])]
    assert run(AT + 5 * HOUR) == []


def test_in_safety_mode_it_names_no_broker_and_no_program(store, run, requests, waiting):
    store.change_subject("lena", safety_mode=True)
    requests.handed_over(broker="harbor-people")
    run(AT)
    request = waiting(AT + HOUR, AT + DAY)
    (notice,) = run(AT + HOUR)
    assert notice.digest.subject_line == "Notes"
    assert f"1. {request.reference}, about 2 minutes, before 09:00 on November 25, 2026" in notice.digest.text
    everything = notice.digest.text + notice.digest.html
    assert "unlist" not in everything.lower()
    assert "quay" not in everything.lower()
    assert "link" not in notice.digest.text.lower()


def test_nobody_else_is_told(store, run, requests, waiting):
    store.add_subject(person("mika"))
    request = waiting(AT, AT + DAY)
    assert [(result.subject, *told([result])) for result in run(AT)] == [("lena", (False, [request.reference]))]


def test_of_several_in_one_request_the_next_to_die_is_told():
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    asked = Told().sent("2026-11-23")
    for message, hours in (("a", 30), ("b", 20), ("c", -1)):
        dies_at = (at + hours * HOUR).isoformat()
        asked.tell(K.REPLY_RECEIVED, "2026-11-24", message=message, expires_at=dies_at, expires="code")
    found = expiring(asked.events, asked.case.state, "UTC", at)
    assert [(one.message, one.expired, one.urgent) for one in found] == [
        ("c", True, False), ("b", False, True), ("a", False, True),
    ]  # fmt: skip


def test_a_muted_request_is_quiet_until_it_is_unmuted():
    quiet = Told().handed_over("2026-11-23").tell(K.MUTED, "2026-11-23")
    due = Ledger().run([quiet.case], "2026-11-24")
    assert (due.entries, due.counts.aside, due.counts.open) == ((), 1, 1)
    quiet.tell(K.UNMUTED, "2026-11-24")
    assert [item.reference for item in Ledger().run([quiet.case], "2026-11-24").tasks] == [quiet.reference]


def test_what_was_done_as_asked_expires_no_more():
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    life = {"expires_at": (at + HOUR).isoformat(), "expires": "link"}
    asked = Told().sent("2026-11-23").tell(K.REPLY_RECEIVED, "2026-11-24", message="m", **life)
    asked.tell(K.CONFIRMATION_REQUESTED, "2026-11-24", message="m")
    assert [one.message for one in expiring(asked.events, asked.case.state, "UTC", at)] == ["m"]
    asked.tell(K.ANSWERED_BROKER, "2026-11-24")
    assert expiring(asked.events, asked.case.state, "UTC", at) == ()


def test_it_stands_above_an_answer_that_is_wanted_today(run, requests, waiting):
    asked = requests.sent(broker="harbor-people")
    requests.tell(asked, "identity_requested", message="i", reply_by="2026-11-24")
    request = waiting(AT, AT + DAY)  # dies tomorrow
    assert told(run(AT)) == [(False, [request.reference, asked.reference])]
