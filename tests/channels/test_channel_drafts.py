"""A letter lies once in the Drafts folder of a real server, byte for byte, and has not left."""

from __future__ import annotations

from dataclasses import replace

import dovecot
import pytest
from imap_tools import MailBoxUnencrypted
from test_channel_contract import CONTENT, PARCEL

from unlist.channels import HandedOver
from unlist.channels.drafts import DraftsChannel
from unlist.errors import NotFound, OutOfReach, Refused
from unlist.servers.account import Account

pytestmark = dovecot.needs_dovecot


@pytest.fixture(scope="module")
def server():
    with dovecot.running() as running:
        yield running


@pytest.fixture
def user(request):
    return f"u{abs(hash(request.node.name)) % 10**9}@example.org"


def channel(server, user, password=dovecot.PASSWORD):
    return DraftsChannel(Account("127.0.0.1", server.port, user, "none"), password)


def kept(server, user, folder):
    with MailBoxUnencrypted("127.0.0.1", server.port).login(user, dovecot.PASSWORD, folder) as box:
        return [(box.client.uid("FETCH", uid, "(BODY.PEEK[])")[1][0][1], uid) for uid in box.uids()]


def put(server, user, *parcels):
    with channel(server, user) as way:
        return [way.deliver(parcel, before_dot=lambda: pytest.fail("it does not leave")) for parcel in parcels]


def test_it_lies_there_once_whatever_is_repeated(server, user):
    server.maildir(user, ".Drafts")
    server.give_away()
    other = replace(PARCEL, message_id="<ul-0000000000p.2.x@example.org>", content=CONTENT.replace(b": x", b": y"))
    first = replace(PARCEL, content=b"Message-ID: " + PARCEL.message_id.encode() + b"\r\n" + CONTENT)
    second = replace(other, content=b"Message-ID: " + other.message_id.encode() + b"\r\n" + other.content)
    results = put(server, user, first, second, first)
    assert results == [HandedOver(path=None, place="Drafts")] * 3
    put(server, user, second)
    assert sorted(content for content, _ in kept(server, user, "Drafts")) == sorted([first.content, second.content])
    assert any("D" in flags for flags in server.flags(user))


def test_without_a_folder_for_drafts_it_says_so(server, user):
    with channel(server, user) as way, pytest.raises(NotFound, match="no folder for drafts"):
        way.deliver(PARCEL, before_dot=lambda: None)


def test_a_wrong_password_and_a_server_that_is_away(server, user):
    with channel(server, user, "wrong") as way, pytest.raises(Refused):
        way.deliver(PARCEL, before_dot=lambda: None)
    away = DraftsChannel(Account("127.0.0.1", 1, user, "none"), "x")
    with away, pytest.raises(OutOfReach):
        away.deliver(PARCEL, before_dot=lambda: None)
