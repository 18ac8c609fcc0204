"""Fetching: by headers first, nothing twice, nothing lost, whatever breaks, and nothing changed on the server."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fetched_mail import answer, message
from imap_server import PASSWORD, Folder, Script, serving

from unlist.errors import OutOfReach
from unlist.inbox import fetch as workflow
from unlist.mailbox.imap import Mailbox
from unlist.servers.account import Account
from unlist.tracker.model import EventKind

LATER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def asked(store, letter):
    """A request at Harbor People, and the Message-ID of its letter."""
    request = letter()
    return request, store.messages(request.id)[0].facts["message_id"]


@pytest.fixture
def script():
    script = Script()
    yield script
    assert script.changes == [], "nothing is ever changed on the server"
    assert not any(line.split(" ")[1].upper() in {"SELECT", "STORE", "EXPUNGE"} for line in script.lines if " " in line)


def fetch(store, port, **more):
    """Fetch once, as the command does."""
    account = Account("127.0.0.1", port, "maya@example.org", "none")
    with Mailbox(account, PASSWORD) as mailbox:
        return workflow.fetch(store, mailbox, account=account.name, at=LATER, **more)


def kinds(store, request):
    return [event.kind for event in store.events(request.id)]


def test_only_what_may_belong_is_fetched_whole_and_only_once(store, asked, script):
    request, sent = asked
    script.add("INBOX", message(1), answer(2, sent), message(3, sender="shop@example.com", subject="Sale"))
    with serving(script) as port:
        first = fetch(store, port)
        assert (first.looked_at, script.bodies) == (3, [2])
        assert (first.intake.read, first.intake.recorded, first.intake.foreign) == (1, 1, 0)
        assert kinds(store, request)[-1] is EventKind.ACKNOWLEDGED
        assert store.message_bytes(store.events(request.id)[-1].message) == answer(2, sent)
        second = fetch(store, port)
        assert (second.looked_at, second.intake.read, script.bodies) == (0, 0, [2])
        script.add("INBOX", message(4), answer(5, sent, "We will answer within 45 days.\r\n"))
        third = fetch(store, port)
    assert (third.looked_at, script.bodies) == (2, [2, 5])
    assert len([item for item in store.messages(request.id) if item.direction == "in"]) == 2
    assert first.lost is second.lost is third.lost is None


def test_mail_of_no_request_leaves_its_number_and_nothing_else(store, asked, script, tmp_path):
    script.add("INBOX", *(message(number) for number in range(5)))
    before = sorted(path for path in (tmp_path / "home" / "vault").rglob("*"))
    with serving(script) as port:
        assert fetch(store, port).looked_at == 5
    assert sorted(path for path in (tmp_path / "home" / "vault").rglob("*")) == before
    assert store.seen(f"imap:maya@example.org@127.0.0.1:{port}", "INBOX").uid == 5
    rows = (tmp_path / "home" / "unlist.db").read_bytes()
    assert b"maya@example.org" not in rows
    assert b"INBOX" not in rows


def test_junk_is_looked_at_and_folders_that_are_named(store, asked, script):
    _, sent = asked
    script.folders |= {"Brokers": Folder(), "Other": Folder()}
    script.add("Junk", answer(1, sent))
    script.add("Brokers", answer(2, sent, "We will answer within 45 days.\r\n"))
    script.add("Other", answer(3, sent, "We need more time.\r\n"))
    with serving(script) as port:
        result = fetch(store, port, folders=["brokers"])
    assert result.folders == ["INBOX", "Junk", "Brokers"]
    assert result.intake.read == 2


@pytest.mark.parametrize("name", ["INBOX/Spam", "Bulk Mail", "Spamverdacht"])
def test_junk_that_is_not_marked_is_found_by_its_name(store, asked, script, name):
    script.folders = {"INBOX": Folder(), "Sent": Folder(), name: Folder()}
    with serving(script) as port:
        assert fetch(store, port).folders == ["INBOX", name]


def test_a_missing_folder_is_reported_and_the_others_are_read(store, asked, script):
    script.add("INBOX", answer(1, asked[1]))
    with serving(script) as port:
        result = fetch(store, port, folders=["Nowhere"])
    assert result.intake.recorded == 1
    (problem,) = result.problems
    assert "'Nowhere'" in problem.message
    assert "INBOX, Junk" in problem.hint


def test_a_folder_that_vanished_after_the_list_is_reported(store, asked, script):
    script.folders["Gone"] = Folder(flags="\\Noselect")
    script.add("INBOX", answer(1, asked[1]))
    with serving(script) as port:
        result = fetch(store, port, only=["Gone2", "INBOX"])
    assert result.intake.recorded == 1
    assert [problem.exit_code for problem in result.problems] == [6]


def test_before_anything_was_asked_nothing_is_looked_at(store, script):
    script.add("INBOX", message(1))
    with serving(script) as port:
        assert fetch(store, port).looked_at == 0
        assert store.seen(f"imap:maya@example.org@127.0.0.1:{port}", "INBOX") is None


def test_the_first_look_goes_back_to_the_day_before_the_oldest_request(store, asked, script):
    with serving(script) as port:
        fetch(store, port)
    # The request is of 24 November 2026; a server's day may begin elsewhere.
    first = next(line for line in script.lines if "SEARCH" in line)
    assert first.endswith("UID SEARCH SINCE 23-Nov-2026")


STEPS = ["greeting", "LOGIN", "LIST", "EXAMINE", "SEARCH", "headers", "literal", "body"]


@pytest.mark.parametrize("step", STEPS)
def test_a_connection_that_breaks_loses_nothing_and_doubles_nothing(store, asked, script, step, monkeypatch):
    request, sent = asked
    monkeypatch.setattr(workflow, "BATCH", 2)
    texts = ["We will answer within 45 days.\r\n", "We are looking into it.\r\n", "Your ticket was opened.\r\n"]
    script.add("INBOX", message(1), *(answer(number, sent, text) for number, text in enumerate(texts, 2)), message(9))
    with serving(script) as port:
        script.drop = step
        try:
            broken = fetch(store, port)
            assert isinstance(broken.lost, OutOfReach)
        except OutOfReach:
            assert step in {"greeting", "LOGIN"}
        fetch(store, port)
        events = kinds(store, request)
        again = fetch(store, port)
    assert (again.looked_at, again.lost) == (0, None)
    assert kinds(store, request) == events
    came = [item for item in store.messages(request.id) if item.direction == "in"]
    assert len(came) == len(texts)
    assert len([event for event in store.events(request.id) if event.message in {item.id for item in came}]) == 3


def test_a_connection_that_breaks_at_the_end_has_failed_nobody(store, asked, script):
    script.add("INBOX", answer(1, asked[1]))
    script.drop = "LOGOUT"
    with serving(script) as port:
        result = fetch(store, port)
    assert (result.intake.recorded, result.lost) == (1, None)


@pytest.mark.parametrize("step", ["greeting", "LOGIN", "LIST", "EXAMINE", "SEARCH", "headers", "body"])
def test_a_server_that_talks_nonsense_is_out_of_reach(store, asked, script, step):
    request, sent = asked
    script.add("INBOX", answer(1, sent))
    with serving(script) as port:
        script.garbage = step
        try:
            assert fetch(store, port).lost is not None
        except OutOfReach:
            assert step in {"greeting", "LOGIN"}
        fetch(store, port)
    assert kinds(store, request).count(EventKind.ACKNOWLEDGED) == 1


def test_a_stop_before_the_mark_is_kept_doubles_nothing(store, asked, script, monkeypatch):
    request, sent = asked
    script.add("INBOX", answer(1, sent), message(2))

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    with serving(script) as port:
        with monkeypatch.context() as broken:
            broken.setattr(type(store), "mark_seen_up_to", die)
            with pytest.raises(Killed):
                fetch(store, port)
        result = fetch(store, port)
    assert (result.looked_at, result.intake.known, result.intake.recorded) == (2, 1, 0)
    assert kinds(store, request).count(EventKind.ACKNOWLEDGED) == 1


def test_new_numbers_start_over_and_double_nothing(store, asked, script):
    request, sent = asked
    script.add("INBOX", message(1), answer(2, sent))
    with serving(script) as port:
        fetch(store, port)
        events = kinds(store, request)
        script.folders["INBOX"] = Folder(uidvalidity=8)
        script.add("INBOX", answer(2, sent), answer(3, sent, "We need your passport.\r\n"))
        result = fetch(store, port)
        assert (result.looked_at, result.intake.known, result.intake.read) == (2, 1, 2)
        assert len(kinds(store, request)) == len(events) + 1
        assert fetch(store, port).looked_at == 0


def test_what_is_removed_between_header_and_body_is_gone(store, asked, script):
    request, sent = asked
    script.add("INBOX", answer(1, sent), answer(2, sent, "We will answer within 45 days.\r\n"))
    script.after_headers = lambda it: it.folders["INBOX"].messages.pop(1)
    with serving(script) as port:
        result = fetch(store, port)
        assert (result.looked_at, result.intake.read, result.problems) == (2, 1, [])
        assert fetch(store, port).looked_at == 0
    assert len([item for item in store.messages(request.id) if item.direction == "in"]) == 1


def test_a_message_that_the_server_has_and_does_not_give_is_tried_again(store, asked, script):
    request, sent = asked
    script.add("INBOX", answer(1, sent))
    script.add("Junk", message(1))
    with serving(script) as port:
        script.refuse_bodies = True
        result = fetch(store, port)
        assert [problem.exit_code for problem in result.problems] == [4]
        assert store.seen(f"imap:maya@example.org@127.0.0.1:{port}", "Junk").uid == 1, "other folders are read"
        script.refuse_bodies = False
        assert fetch(store, port).intake.recorded == 1
    assert kinds(store, request)[-1] is EventKind.ACKNOWLEDGED


def test_what_is_too_large_is_read_by_its_headers(store, asked, script, monkeypatch):
    monkeypatch.setattr(workflow, "MAX_BYTES", 1000)
    script.add("INBOX", answer(1, asked[1], "x" * 2000))
    with serving(script) as port:
        result = fetch(store, port)
    assert script.bodies == []
    assert result.intake.proposed == 1
    assert "INBOX no. 1 is larger than" in result.intake.faults[0]


def test_a_size_that_was_a_lie_costs_no_more_memory_and_is_told(store, asked, script, monkeypatch):
    import unlist.mailbox.imap as module

    for one in (module, workflow):
        monkeypatch.setattr(one, "MAX_BYTES", 1000)
    script.size = 10
    script.add("INBOX", answer(1, asked[1], "x" * 3_000_000), answer(2, asked[1], "We will answer in 45 days.\r\n"))
    with serving(script) as port:
        result = fetch(store, port)
    assert result.intake.read == 2
    assert [fault for fault in result.intake.faults if "no. 1 is larger than" in fault] == result.intake.faults != []
    request, _ = asked
    sizes = sorted(item.size for item in store.messages(request.id) if item.direction == "in")
    assert sizes[-1] < 1000, "of the large one its headers alone are kept"


def test_mail_that_may_be_of_several_requests_is_told_of(store, letter, script):
    letter("lena", "nordlicht-auskunft")
    letter("mika", "nordlicht-auskunft")
    script.add("INBOX", message(1, sender="datenschutz@nordlicht-auskunft.example", to="undisclosed@example.org"))
    with serving(script) as port:
        result = fetch(store, port)
    (line,) = result.intake.unassigned
    assert line.startswith("INBOX no. 1: datenschutz@nordlicht-auskunft.example")


@pytest.mark.parametrize("refuses", [False, True])
def test_what_is_removed_before_its_headers_came_hides_no_other(store, asked, script, refuses):
    request, sent = asked
    script.add("INBOX", message(1), answer(2, sent), answer(3, sent, "We will answer within 45 days.\r\n"), message(4))
    script.refuse_gone = refuses
    script.after_search = lambda it: [it.folders["INBOX"].messages.pop(uid) for uid in (1, 3)]
    with serving(script) as port:
        result = fetch(store, port)
        assert (result.looked_at, result.intake.read, result.problems) == (2, 1, [])
        assert fetch(store, port).looked_at == 0
    assert kinds(store, request)[-1] is EventKind.ACKNOWLEDGED


def test_a_message_without_headers_is_nobodys(store, asked, script):
    script.add("INBOX", b"\r\n\r\nnothing but text", answer(1, asked[1]))
    with serving(script) as port:
        result = fetch(store, port)
    assert (result.looked_at, script.bodies) == (2, [2])


def test_a_server_that_does_not_tell_the_next_number(store, asked, script):
    script.uid_next = False
    with serving(script) as port:
        assert fetch(store, port).looked_at == 0
        script.add("INBOX", message(1), answer(2, asked[1]))
        assert fetch(store, port).intake.recorded == 1
        script.add("INBOX", message(3))
        assert fetch(store, port).looked_at == 1
        assert fetch(store, port).looked_at == 0
