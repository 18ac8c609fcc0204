"""Answers to digests: proved they act once, else they wait; nobody else's mail does anything."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from unlist import clock
from unlist.errors import BadInput, NotFound
from unlist.inbox import proposals
from unlist.inbox.intake import take_in
from unlist.reminders.workflow import remind
from unlist.tracker.model import EventKind, Status

DIGEST_AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
"""A Tuesday; the brokers' mail came in on it."""
SERVER = "mx.example.org"
PROOF = {"Authentication-Results": f"{SERVER}; dkim=pass header.d=example.org"}
FORGED = {"Authentication-Results": f"{SERVER}; dmarc=fail header.from=example.org"}


def take(store, *raws, at=DIGEST_AT + timedelta(days=1)):
    clock.set_now(at)
    return take_in(store, [("mail", raw) for raw in raws], at=at, authserv_id=SERVER)


class Told:
    """Maya was sent a digest: its code, its text, and the requests of its items in their order."""

    def __init__(self, store, directory, requests):
        (result,) = remind(
            store, at=DIGEST_AT, zone=store.zone, to="file", directory=directory, dry_run=False, only="maya"
        )
        self.raw = result.path.read_bytes()
        self.mail = message_from_bytes(self.raw, policy=policy.default)
        self.text = result.digest.text
        self.code = result.digest.code
        by_reference = {request.reference: request for request in requests}
        self.items = [by_reference[item.reference] for item in result.due.tasks]

    def answer(self, text, *, number=1, proof=PROOF, sender="maya@example.org", to="maya@example.org", **headers):
        given = {
            "From": sender,
            "To": to,
            "Subject": "Re: Unlist: 2 for you",
            "Date": "Tue, 01 Dec 2026 20:00:00 +0000",
            "Message-ID": f"<{number}@example.org>",
            "In-Reply-To": self.mail["Message-ID"],
            **proof,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value is not None)
        return f"{head}\r\n{text}\r\n".encode()

    def quoted(self, text):
        """Return an answer above the quoted digest, as mail programs write it."""
        lines = "".join(f"> {line}\r\n" for line in self.text.splitlines())
        return f"{text}\r\n\r\nOn Tue, Dec 1, 2026 at 10:00 AM Unlist <maya@example.org> wrote:\r\n\r\n{lines}"


@pytest.fixture
def told(store, letter, tmp_path):
    clock.set_now(DIGEST_AT)
    requests = [letter(slug="harbor-people"), letter(slug="quay-faces")]
    for number, request in enumerate(requests):
        raw = (
            f"From: privacy@{request.broker}.example\r\nTo: maya@example.org\r\nSubject: Re: {request.reference}\r\n"
            f"Date: Tue, 01 Dec 2026 08:0{number}:00 +0000\r\nMessage-ID: <b{number}@{request.broker}.example>\r\n\r\n"
            "We have deleted your personal data from our systems.\r\n"
        )
        assert take(store, raw.encode(), at=DIGEST_AT).proposed == 1
    return Told(store, tmp_path / "digests", requests)


def kinds(store, request):
    return [event.kind.value for event in store.events(request.id)]


def everything(store):
    return {request.reference: kinds(store, request) for request in store.requests()}


def test_the_digest_says_in_one_line_how_to_answer_and_carries_its_code(told):
    assert "\nAnswer this mail, a line each: snooze 1 7d, stop 1, done 1, note 1 TEXT\n" in told.text
    assert f"\nKeep this line in an answer: {told.code}\n" in told.text
    assert told.mail["Message-ID"] == f"<{told.code}@example.org>"


def test_where_no_mail_is_read_the_digest_asks_for_no_answer(store, letter, tmp_path):
    clock.set_now(DIGEST_AT)
    request = letter()
    raw = (
        f"From: privacy@harbor-people.example\r\nTo: undisclosed@example.net\r\nSubject: {request.reference}\r\n\r\nHi."
    )
    take(store, raw.encode(), at=DIGEST_AT)
    assert "Answer this mail" not in Told(store, tmp_path / "digests", [request]).text


def test_a_mailbox_that_was_last_read_31_days_ago_is_not_taken_for_read(store, told, tmp_path):
    later = DIGEST_AT + timedelta(days=31)
    clock.set_now(later)
    given = {"zone": store.zone, "to": "file", "directory": tmp_path / "later", "dry_run": True, "only": "maya"}
    assert "Answer this mail" in remind(store, at=later - timedelta(days=1), **given)[0].digest.text
    assert "Answer this mail" not in remind(store, at=later, **given)[0].digest.text


@pytest.mark.parametrize(
    ("line", "kind", "payload"),
    [
        # The answer was written on 1 December: seven days on is the 8th, fourteen the 15th.
        ("snooze 2 7d", "snoozed", {"until": "2026-12-08"}),
        ("wait 2 14d", "snoozed", {"until": "2026-12-15"}),
        ("stop 2", "muted", {}),
        ("note 2 They called me back.", "noted", {"text": "They called me back."}),
    ],
)
def test_a_proved_answer_acts_on_the_item_it_names(store, told, line, kind, payload):
    first, second = told.items
    before = kinds(store, first)
    took = take(store, told.answer(told.quoted(line)))
    assert (took.recorded, took.unconfirmed, took.foreign) == (1, 0, 0)
    assert kinds(store, first) == before
    event = store.events(second.id)[-1]
    assert (event.kind, event.actor) == (EventKind(kind), "person")
    assert {key: event.payload.get(key) for key in payload} == payload
    assert store.message_bytes(event.message) == told.answer(told.quoted(line))
    assert took.answers[0].startswith(second.reference)


def test_several_lines_and_references_are_each_taken(store, told):
    first, second = told.items
    took = take(store, told.answer(f"stop {first.reference}\r\n2: snooze 2 weeks\r\n"))
    assert kinds(store, first)[-1] == "muted"
    assert store.state(second.id).snoozed_until == date(2026, 12, 15)
    assert (took.recorded, len(took.answers)) == (1, 2)


def test_the_same_answer_counts_once_however_it_comes_in_again(store, told):
    first, _ = told.items
    raw = told.answer("stop 1")
    take(store, raw)
    clock.set_now(DIGEST_AT + timedelta(days=2))
    seq = store.last_seq(first.id)
    store.append(first.id, EventKind.UNMUTED, expected_seq=seq, occurred_at=DIGEST_AT, actor="person")
    before = everything(store)
    # The same bytes, the same mail through another server, and one whose Message-ID was exchanged on the way.
    took = take(store, raw, b"X-Moved: yes\r\n" + raw, told.answer("stop 1", number=99))
    assert (took.known, took.recorded, took.answers) == (3, 0, [])
    assert everything(store) == before
    assert not store.state(first.id).muted


@pytest.mark.parametrize(
    "proof", [{}, FORGED, {"Authentication-Results": "mx.attacker.example; dkim=pass header.d=example.org"}]
)
def test_without_proof_nothing_changes_and_the_person_is_asked(store, told, proof):
    first, _ = told.items
    before = store.state(first.id)
    took = take(store, told.answer("stop 1", proof=proof))
    assert (took.recorded, took.unconfirmed) == (0, 1)
    assert "the sender was not proved" in took.answers[0]
    after = store.state(first.id)
    assert (after.muted, after.status, after.snoozed_until) == (False, before.status, None)
    (item,) = proposals.proposals(store)
    assert (item.request.id, item.proved, item.commands[0].verb) == (first.id, False, "stop")
    proposals.confirm(store, item, at=DIGEST_AT)
    assert store.state(first.id).muted
    assert proposals.proposals(store) == []


def test_a_copy_with_proof_acts_although_one_without_came_first(store, told):
    first, _ = told.items
    take(store, told.answer("stop 1\r\ndone 1", proof={}))
    assert not store.state(first.id).muted
    took = take(store, told.answer("stop 1\r\ndone 1"))
    assert store.state(first.id).muted
    (item,) = proposals.proposals(store)
    assert [command.verb for command in item.commands] == ["done"]
    assert (took.unconfirmed, took.known) == (1, 0)
    before = everything(store)
    take(store, told.answer("stop 1\r\ndone 1"), told.answer("stop 1\r\ndone 1", proof={}))
    assert everything(store) == before


def test_a_copy_with_proof_does_not_undo_what_the_person_decided_before(store, told):
    take(store, told.answer("stop 1", proof={}))
    (item,) = proposals.proposals(store)
    proposals.dismiss(store, item, at=DIGEST_AT)
    assert take(store, told.answer("stop 1")).known == 1
    assert not store.state(told.items[0].id).muted


@pytest.mark.parametrize(
    "change",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Subject": "Automatic reply: Unlist: 2 for you"},
        {"sender": "somebody@example.net"},
        {"sender": "lena@example.org", "to": "lena@example.org"},  # of this home, but the digest was not hers
        {"to": "privacy@harbor-people.example"},
        {"In_Reply_To": "<UD-0000000000000000@example.org>"},
        {"In_Reply_To": None},
    ],
)
def test_what_is_no_answer_of_hers_does_nothing(store, told, change):
    before = everything(store)
    took = take(store, told.answer("stop 1", **change))
    assert (took.recorded, took.unconfirmed, took.answers) == (0, 0, [])
    assert everything(store) == before


def test_the_digest_itself_and_an_answer_that_only_quotes_it_say_nothing(store, told):
    before = everything(store)
    took = take(store, told.raw, told.answer(told.quoted("")))
    assert (took.foreign, took.answers) == (2, [])
    assert everything(store) == before


def test_where_the_headers_are_lost_the_line_in_the_text_is_enough(store, told):
    take(store, told.answer(told.quoted("stop 1"), In_Reply_To=None))
    assert kinds(store, told.items[0])[-1] == "muted"


def test_done_is_never_a_decision(store, told):
    first, _ = told.items
    before = store.state(first.id)
    took = take(store, told.answer("done 1"))
    assert (took.recorded, took.unconfirmed) == (0, 1)
    after = store.state(first.id)
    assert (after.status, after.outcome, after.unreviewed) == (before.status, before.outcome, before.unreviewed)
    (item,) = proposals.proposals(store)
    # An answer of the broker lies unread: what was done cannot be told.
    with pytest.raises(BadInput, match="cannot be told"):
        proposals.confirm(store, item, at=DIGEST_AT)
    assert store.state(first.id).proposed == (item.message,)
    proposals.dismiss(store, item, at=DIGEST_AT)
    assert store.state(first.id).proposed == ()
    with pytest.raises(NotFound):
        proposals.of_request(proposals.proposals(store), first.reference)


def test_done_confirmed_says_that_the_person_did_what_was_asked(store, told):
    first, _ = told.items
    (message,) = store.state(first.id).unreviewed
    seq = store.last_seq(first.id)
    store.append(
        first.id,
        EventKind.IDENTITY_REQUESTED,
        expected_seq=seq,
        occurred_at=DIGEST_AT,
        actor="person",
        payload={"on": "2026-12-01"},
        message=message,
    )
    take(store, told.answer("done 1"))
    (item,) = proposals.proposals(store)
    assert proposals.would_record(store, item) == [("done", EventKind.ANSWERED_BROKER)]
    assert proposals.confirm(store, item, at=DIGEST_AT) == [EventKind.ANSWERED_BROKER]
    assert store.state(first.id).status is Status.AWAITING_BROKER
    assert store.events(first.id)[-1].payload["on"] == "2026-12-01"


def test_lines_that_are_no_command_are_reported_and_nothing_is_guessed(store, told):
    first, second = told.items
    took = take(store, told.answer("Hello!\r\nstopp 1\r\nsnooze 2 7d\r\nsnooze 3 7d\r\nsnooze 7d"))
    assert store.state(second.id).snoozed_until == date(2026, 12, 8)
    assert kinds(store, first)[-1] == "reply_received"
    (item,) = proposals.proposals(store)
    assert item.unclear == (
        "Hello! (it is no command)",
        "stopp 1 (it is no command)",
        "snooze 3 7d (no item is called 3)",
        "snooze 7d (it does not say which item)",
    )
    assert (took.unconfirmed, sum("not understood" in line for line in took.answers)) == (1, 4)
    with pytest.raises(BadInput, match="Nothing in this answer was understood"):
        proposals.confirm(store, item, at=DIGEST_AT)


def test_a_day_that_has_come_and_a_request_that_is_over_are_said(store, told):
    first, second = told.items
    seq = store.last_seq(second.id)
    store.append(
        second.id,
        EventKind.CLOSED,
        expected_seq=seq,
        occurred_at=DIGEST_AT,
        actor="person",
        payload={"reason": "settled"},
    )
    # Taken in ten days after it was written.
    took = take(store, told.answer("snooze 1 7d\r\nstop 2"), at=DIGEST_AT + timedelta(days=10))
    assert store.state(first.id).snoozed_until is None
    assert not store.state(second.id).muted
    assert sorted(line.partition(": ")[2] for line in took.answers) == [
        "not understood: no more reminders of it (the request is closed)",
        "not understood: set aside until 2026-12-08 (that day has come already)",
    ]


def test_a_stop_in_the_middle_loses_nothing_and_repeats_nothing(store, told, monkeypatch):
    from unlist.store.events import Events

    first, second = told.items
    raw = told.answer("stop 1\r\nstop 2")
    real, calls = Events.append, []

    def killed(self, *given, **named):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(self, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Events, "append", killed)
        with pytest.raises(KeyboardInterrupt):
            take(store, raw)
    assert not store.state(first.id).muted
    assert take(store, raw).recorded == 1
    assert store.state(first.id).muted
    assert store.state(second.id).muted


def test_the_chain_and_every_message_still_verify(store, told):
    take(store, told.answer("stop 1\r\ndone 2\r\nwhat?"))
    assert [store.verify(request.id) for request in store.requests()] == [[], []]


def test_what_waits_is_told_in_the_next_digest_and_a_muted_request_is_not(store, told, tmp_path):
    first, second = told.items
    take(store, told.answer("stop 1"))
    for request in (second,):
        (message,) = store.state(request.id).unreviewed
        seq = store.last_seq(request.id)
        store.append(
            request.id,
            EventKind.REPLY_DISMISSED,
            expected_seq=seq,
            occurred_at=DIGEST_AT,
            actor="person",
            message=message,
        )
    take(store, told.answer("done 2", number=2))
    at = DIGEST_AT + timedelta(days=3)
    clock.set_now(at)
    (result,) = remind(store, at=at, zone=store.zone, to="file", directory=tmp_path / "d", dry_run=False, only="maya")
    assert [(item.reference, item.command) for item in result.due.tasks] == [
        (second.reference, f"unlist inbox answers {second.reference}")
    ]
    assert first.reference not in result.digest.text
    assert result.due.counts.aside == 1


def test_with_one_item_none_need_be_named(store, letter, tmp_path):
    clock.set_now(DIGEST_AT)
    request = letter()
    raw = f"From: a@harbor-people.example\r\nTo: maya@example.org\r\nSubject: {request.reference}\r\n\r\nWe deleted your data."
    take(store, raw.encode(), at=DIGEST_AT)
    told = Told(store, tmp_path / "digests", [request])
    take(store, told.answer("Note 2 letters came.\r\nSnooze 7 days."))
    assert store.state(request.id).snoozed_until == date(2026, 12, 8)
    assert store.events(request.id)[-2].payload["text"] == "2 letters came."
