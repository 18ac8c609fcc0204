"""Fetching from a real server: the same mail once, by headers first, and no message marked as read."""

from __future__ import annotations

import imaplib
import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime

import dovecot
import pytest
from fetched_mail import answer, message

from unlist import clock
from unlist.inbox import fetch as workflow
from unlist.inbox.watch import watch
from unlist.mailbox.imap import Mailbox
from unlist.servers.account import Account
from unlist.tracker.model import EventKind, Status

pytestmark = dovecot.needs_dovecot
LATER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
USER = "maya"


@pytest.fixture(scope="module")
def server():
    with dovecot.running() as running:
        yield running


@pytest.fixture
def user(server, request):
    """A name that no other test uses, with empty folders."""
    name = request.node.name.replace("[", "-").strip("]").lower()
    server.maildir(name)
    server.give_away()
    return name


def connect(server, user):
    return Mailbox(Account("127.0.0.1", server.port, user, "none"), dovecot.PASSWORD)


def fetch(store, server, user, **more):
    with connect(server, user) as mailbox:
        return workflow.fetch(store, mailbox, account=user, at=LATER, **more)


@contextmanager
def session(server, user):
    """Another program of the same person, which may change things."""
    with imaplib.IMAP4("127.0.0.1", server.port) as box:
        box.login(user, dovecot.PASSWORD)
        yield box


def fill(server, user, folder, *raws):
    """Make a folder with messages."""
    with session(server, user) as box:
        assert box.create(folder)[0] == "OK"
        for raw in raws:
            box.append(folder, None, None, raw)


def incoming(store, request):
    return [item for item in store.messages(request.id) if item.direction == "in"]


def sent_id(store, request):
    return store.messages(request.id)[0].facts["message_id"]


def test_a_mailbox_is_taken_in_once_and_nothing_is_marked(store, letter, server, user):
    request = letter()
    sent = sent_id(store, request)
    mails = [message(1), answer(2, sent), message(3), answer(4, sent, "We need a copy of your passport.\r\n")]
    server.deliver(user, *mails)
    server.deliver(user, answer(5, sent, "We will answer within 45 days.\r\n"), folder=".Junk")
    first = fetch(store, server, user)
    assert sorted(first.folders) == ["INBOX", "Junk"]
    assert (first.looked_at, first.intake.read, first.problems, first.lost) == (5, 3, [], None)
    assert sorted(item.size for item in incoming(store, request)) == sorted(
        len(raw) for raw in (mails[1], mails[3], answer(5, sent, "We will answer within 45 days.\r\n"))
    )
    events = store.events(request.id)
    again = fetch(store, server, user)
    assert (again.looked_at, again.intake.read) == (0, 0)
    assert store.events(request.id) == events
    assert server.flags(user) == [""] * 5


def test_mail_that_was_read_on_the_phone_is_found_all_the_same(store, letter, server, user):
    request = letter()
    server.deliver(user, answer(1, sent_id(store, request)))
    with session(server, user) as box:
        box.select("INBOX")
        box.store("1", "+FLAGS", "(\\Seen)")
    assert fetch(store, server, user).intake.recorded == 1


def test_a_folder_that_was_made_anew_is_read_again_and_nothing_doubles(store, letter, server, user):
    request = letter()
    mails = [answer(1, sent_id(store, request)), message(2)]
    fill(server, user, "Brokers", *mails)
    assert fetch(store, server, user, folders=["Brokers"]).intake.recorded == 1
    events = store.events(request.id)
    with session(server, user) as box:
        assert box.delete("Brokers")[0] == "OK"
    fill(server, user, "Brokers", message(3), *mails)
    result = fetch(store, server, user, folders=["Brokers"])
    assert (result.looked_at, result.intake.known) == (3, 1)
    assert store.events(request.id) == events


def test_folders_with_names_of_other_alphabets(store, letter, server, user):
    request = letter()
    # RFC 3501 5.1.3: "Behörden und Händler"
    fill(server, user, '"Beh&APY-rden und H&AOQ-ndler"', answer(1, sent_id(store, request)))
    result = fetch(store, server, user, folders=["Behörden und Händler"])
    assert result.problems == []
    assert result.intake.recorded == 1


def test_headers_alone_of_twenty_odd_megabytes(store, letter, server, user):
    request = letter()
    raw = answer(1, sent_id(store, request), ("x" * 998 + "\r\n") * 26_300)  # 26.3 million bytes, the limit is 26.2
    server.deliver(user, raw)
    result = fetch(store, server, user)
    assert "larger than 25 MB" in result.intake.faults[0]
    (item,) = incoming(store, request)
    assert item.size < 2000


def test_mail_is_taken_in_as_it_comes(store, letter, server, user):
    request = letter()
    sent = sent_id(store, request)
    looks = []

    class EnoughError(Exception):
        pass

    def look(mailbox, only):
        result = workflow.fetch(store, mailbox, account=user, at=LATER, only=only)
        looks.append((only, result.intake.taken))
        if result.intake.taken:
            raise EnoughError
        if not only:
            # It comes while the server is being waited for.
            threading.Timer(0.3, server.deliver, (user, answer(1, sent))).start()

    begun = clock.now()
    with pytest.raises(EnoughError):
        watch(lambda: connect(server, user), look, every=60, tell=lambda *_: None)
    assert looks[0] == ((), [])
    assert looks[-1] == (("INBOX",), [f"{request.reference} harbor-people: acknowledged"])
    assert (clock.now() - begun).total_seconds() < 20
    assert store.events(request.id)[-1].kind is EventKind.ACKNOWLEDGED


def handed_over(store, letter):
    """Return a request whose letter was handed over, and the letter."""
    request = letter(sent=False)
    (kept,) = store.messages(request.id)
    return request, store.message_bytes(kept.id)


def test_a_copy_in_sent_proves_that_a_letter_left_and_when(store, letter, server, user):
    request, raw = handed_over(store, letter)
    assert fetch(store, server, user).sent == []
    with session(server, user) as box:
        box.create("Sent")
        box.append("Sent", None, '"24-Nov-2026 12:30:00 +0100"', raw)
    store.zone = "Pacific/Kiritimati"
    result = fetch(store, server, user)
    assert result.sent == [request.reference]
    state = store.state(request.id)
    # 12:30 in Berlin is 11:30 in UTC, and 01:30 of the next day fourteen hours further east.
    assert (state.status, state.sent_on) == (Status.AWAITING_BROKER, date(2026, 11, 25))
    before = store.last_seq(request.id)
    assert fetch(store, server, user).sent == []
    assert store.last_seq(request.id) == before


def test_a_mail_program_may_give_the_letter_another_message_id(store, letter, server, user):
    request, raw = handed_over(store, letter)
    other = raw.replace(sent_id(store, request).encode(), b"<other@example.org>")
    assert other != raw
    with session(server, user) as box:
        box.create('"Sent Items"')
        box.append('"Sent Items"', None, '"24-Nov-2026 10:00:00 +0000"', other)
    assert fetch(store, server, user).sent == [request.reference]


def test_a_letter_from_before_is_no_proof_of_this_one(store, letter, server, user):
    request, raw = handed_over(store, letter)
    with session(server, user) as box:
        box.create("Sent")
        box.append("Sent", None, '"01-Nov-2026 10:00:00 +0000"', raw)
    assert fetch(store, server, user).sent == []
    assert store.state(request.id).reason == "hand_off"
