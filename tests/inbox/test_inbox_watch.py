"""Watching: mail is taken in as it comes, other folders at intervals, and a lost connection is made anew."""

from __future__ import annotations

import pytest
from fetched_mail import message
from imap_server import PASSWORD, Script, serving

from unlist.errors import Refused
from unlist.inbox.watch import watch
from unlist.mailbox import imap
from unlist.mailbox.imap import Mailbox
from unlist.servers.account import Account


class EnoughError(Exception):
    """Ends what would never return."""


class Looks:
    """What was looked at, until it was often enough."""

    def __init__(self, most):
        self.most = most
        self.seen = []

    def __call__(self, mailbox, only):
        for name in only or mailbox.folders()[0]:
            mailbox.examine(name)
        self.seen.append(only)
        if len(self.seen) == self.most:
            raise EnoughError


def run(port, looks, *, every=60.0, password=PASSWORD):
    told = []
    account = Account("127.0.0.1", port, "maya@example.org", "none")
    watch(
        lambda: Mailbox(account, password),
        looks,
        every=every,
        tell=lambda problem, pause: told.append(pause) if len(told) < 20 else pytest.fail(str(problem)),
        pauses=(0.01, 0.02, 0.03),
    )
    return told


def test_the_inbox_is_looked_at_when_the_server_tells_of_mail():
    script, looks = Script(), Looks(3)
    script.news.set()  # at once when it is waited for

    def again(mailbox, only):
        script.news.set()
        looks(mailbox, only)

    with serving(script) as port, pytest.raises(EnoughError):
        run(port, again)
    assert looks.seen == [(), ("INBOX",), ("INBOX",)]
    assert script.changes == []


def test_other_folders_are_looked_at_at_intervals():
    looks = Looks(3)
    with serving(Script()) as port, pytest.raises(EnoughError):
        run(port, looks, every=0.2)
    assert looks.seen == [(), (), ()]


def test_a_server_that_does_not_tell_is_asked(monkeypatch):
    monkeypatch.setattr(imap, "_POLL", 0.05)
    script, looks = Script(capabilities="IMAP4rev1 AUTH=PLAIN"), Looks(4)
    with serving(script) as port, pytest.raises(EnoughError):
        run(port, looks)
    assert looks.seen == [(), ("INBOX",), ("INBOX",), ("INBOX",)]
    assert not any("IDLE" in line for line in script.lines)


@pytest.mark.parametrize("step", ["greeting", "LOGIN", "LIST", "EXAMINE", "IDLE"])
def test_a_lost_connection_is_made_anew(step):
    script, looks = Script(drop=step), Looks(2)
    script.add("INBOX", message(1))
    script.news.set()
    with serving(script) as port, pytest.raises(EnoughError):
        run(port, looks)
    assert script.connections == 2


def test_a_wrong_password_is_not_tried_again_and_again():
    script = Script()
    with serving(script) as port, pytest.raises(Refused):
        run(port, Looks(1), password="wrong")
    assert script.connections == 1
