"""A digest as a message: what RFC 5322, 2045 and 3834 want, and nothing that names the machine."""

from __future__ import annotations

import socket
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from zoneinfo import ZoneInfo

import pytest
from reminder_digests import FULL, drawn

from unlist.reminders.message import own_address, to_eml

AT = datetime(2026, 11, 24, 0, 30, tzinfo=ZoneInfo("Europe/Berlin"))


def made(to: str = "lena@example.org", **more):
    raw = to_eml(drawn(FULL, **more), to=to, at=AT, thread="f00d")
    return raw, message_from_bytes(raw, policy=default)


def test_it_goes_from_oneself_to_oneself_and_says_that_it_is_automatic():
    _, message = made()
    assert not message.defects
    assert [(who.display_name, who.addr_spec) for who in message["From"].addresses] == [("Unlist", "lena@example.org")]
    assert [(who.display_name, who.addr_spec) for who in message["To"].addresses] == [("", "lena@example.org")]
    assert message["Subject"] == "Unlist: 3 for you, 2 late, 2 updates"
    assert message["Date"] == "Mon, 23 Nov 2026 23:30:00 +0000"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == "<UD-0123456789ABCDEF@example.org>"
    assert message["References"] == message["In-Reply-To"] == "<f00d@example.org>"
    assert {name.lower() for name in message} == {
        "from", "to", "subject", "date", "message-id", "references", "in-reply-to", "auto-submitted", "mime-version",
        "content-type",
    }  # fmt: skip


def test_one_thread_and_never_the_same_message_id():
    first, other = (
        message_from_bytes(to_eml(digest, to="a@example.org", at=AT, thread="f00d"), policy=default)
        for digest in (drawn(FULL), drawn(FULL, code="UD-0123456789ABCDEG"))
    )
    assert first["References"] == other["References"]
    assert first["Message-ID"] != other["Message-ID"]


def test_both_parts_say_what_was_drawn_whatever_the_transport_does_to_lines():
    raw, message = made()
    digest = drawn(FULL)
    assert message.get_content_type() == "multipart/alternative"
    text, page = message.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == digest.text
    assert page.get_content().replace("\r\n", "\n") == digest.html
    assert (text.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_the_machine_is_not_named():
    raw, _ = made()
    assert socket.gethostname().encode() not in raw
    assert b"X-Mailer" not in raw


def test_in_safety_mode_the_sender_is_neutral_too():
    _, message = made(safety_mode=True)
    assert message["From"].addresses[0].display_name == "Notes"
    assert message["Subject"] == "Notes"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("lena@example.org", "lena@example.org"),
        ("lena@bücher.example", "lena@xn--bcher-kva.example"),  # RFC 3492, the classic example
        (None, None),
        ("", None),
        ("lena", None),
        ("jürgen@example.org", None),  # travels only where every server takes RFC 6532: a page is written instead
        ("lena@example.org\r\nBcc: x@example.org", None),
        (f"lena@{'x' * 64}.example", None),  # RFC 1035 2.3.4: a label has at most 63 octets
    ],
)
def test_whose_address_can_be_used(given, address):
    assert own_address(given) == address
