"""The message and the link: read back by a mail parser and by the rules of RFC 5322, 2047 and 6068."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import parseaddr
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from letters_people import ASKED_BY, CA, LISTING, NY, PEOPLE, REFERENCE, ccpa, order
from letters_story import ALL, POLITE

from unlist.errors import BadInput
from unlist.letters.compose import compose
from unlist.letters.mime import MAX_LINK, checked_address, mailto_link, message_id_for, to_eml
from unlist.words import Right

AT = datetime(2026, 11, 24, 10, 30, 5, tzinfo=timezone(timedelta(hours=1)))
LETTER = compose(order(ccpa(Right.OPT_OUT), PEOPLE, CA))
TO = "privacy@harbor-people.example"


def message(letter=LETTER, **changes: Any) -> bytes:
    given = {
        "from_address": "alex@example.org",
        "from_name": "Alex Sample",
        "recipient": TO,
        "message_id": "<ul-7q2m4k9xt09.1.abc@example.org>",
        "date": AT,
    }
    return to_eml(letter, **{**given, **changes})


def read(raw: bytes) -> EmailMessage:
    parsed = email.message_from_bytes(raw, policy=default)
    assert isinstance(parsed, EmailMessage)
    assert not parsed.defects
    assert all(not header.defects for header in parsed.values())
    return parsed


def text_of(raw: bytes) -> str:
    """Return the text that a mail program shows: its line ends are those of the machine, here line feeds."""
    return str(read(raw).get_content()).replace("\r\n", "\n")


def sender_of(raw: bytes) -> tuple[str, str]:
    """Return name and address as RFC 2047 has them: the space between two encoded words is no part of the name.

    (The parser of email.policy.default keeps that space within a phrase.)
    """
    header = str(email.message_from_bytes(raw, policy=compat32)["From"])
    name, address = parseaddr(" ".join(header.split()))
    return str(make_header(decode_header(name))), address


def test_the_headers_are_these_and_no_others() -> None:
    parsed = read(message())
    assert dict(parsed.items()) == {
        "From": "Alex Sample <alex@example.org>",
        "To": TO,
        "Subject": f"California: opt-out of sale and sharing [{REFERENCE}]",
        "Date": "Tue, 24 Nov 2026 09:30:05 +0000",
        "Message-ID": "<ul-7q2m4k9xt09.1.abc@example.org>",
        "X-Unsent": "1",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "7bit",
        "MIME-Version": "1.0",
    }


def test_the_bytes_obey_rfc_5322() -> None:
    for raw in (message(), message(from_name="Ünïcøde " * 25)):
        assert raw.isascii()
        assert b"\n" not in raw.replace(b"\r\n", b"")
        assert b"\r" not in raw.replace(b"\r\n", b"")
        assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
        assert raw.count(b"\r\n\r\n") >= 1


@pytest.mark.parametrize("name", ALL)
def test_the_message_carries_the_same_text_as_the_letter(name: str) -> None:
    letter = compose(ALL[name])
    assert text_of(message(letter)) == letter.body
    assert read(message(letter))["Subject"] == letter.subject_line


@pytest.mark.parametrize(
    "name",
    [
        "O'Brien",
        'Alex "Al" Sample',
        "Ünïcøde Ñame",
        "محمد بن سلمى",
        "山田太郎",
        "Sample, Alex",
        "N" * 200,
        "é" * 200,
        "=?utf-8?q?x?=",
        "Back\\slash",
        "N. " * 66 + "N",
    ],
)
def test_a_name_comes_back_as_it_was(name: str) -> None:
    letter = compose(order(ccpa(Right.OPT_OUT), PEOPLE, replace(CA, name=name)))
    raw = message(letter, from_name=name)
    parsed = read(raw)
    assert sender_of(raw) == (name, "alex@example.org")
    assert parsed["From"].addresses[0].addr_spec == "alex@example.org"
    assert text_of(raw) == letter.body
    assert parsed["Content-Transfer-Encoding"] == ("7bit" if name.isascii() else "quoted-printable")


def test_a_line_longer_than_998_characters_is_encoded() -> None:
    url = "https://harbor-people.example/" + "p" * 1000
    letter = compose(order(POLITE, PEOPLE, replace(NY, disclosed=(replace(LISTING, value=url),)), asked_by=ASKED_BY))
    raw = message(letter)
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert text_of(raw) == letter.body


def test_a_long_subject_is_folded_and_comes_back() -> None:
    letter = replace(LETTER, subject_line=f"Overdue: {'sehr lang und schön ' * 20}[{REFERENCE}]")
    assert read(message(letter))["Subject"] == letter.subject_line


def test_only_a_letter_to_be_sent_is_marked_unsent() -> None:
    assert "X-Unsent" not in read(message(unsent=False))


def test_a_second_letter_stays_in_the_thread() -> None:
    parsed = read(message(in_reply_to="<a.1@example.org>", references=("<a.1@example.org>", "<b.2@broker.example>")))
    assert parsed["In-Reply-To"] == "<a.1@example.org>"
    assert parsed["References"] == "<a.1@example.org> <b.2@broker.example>"
    assert read(message(in_reply_to="<a.1@example.org>"))["References"] == "<a.1@example.org>"
    assert "References" not in read(message())


INJECTED = "x\r\nBcc: someone@example.net"


@pytest.mark.parametrize(
    "change",
    [
        {"from_name": INJECTED},
        {"from_name": "x\nBcc: someone@example.net"},
        {"from_address": "alex@example.org\r\nBcc: someone@example.net"},
        {"recipient": "privacy@harbor-people.example\nBcc: someone@example.net"},
        {"recipient": "privacy@harbor-people.example, someone@example.net"},
        {"message_id": "<a@example.org>\r\nBcc: someone@example.net"},
        {"message_id": "a@example.org"},
        {"message_id": "<a@b@example.org>"},
        {"in_reply_to": "<a@example.org>\nBcc: x@example.net"},
        {"in_reply_to": "<a@example.org>", "references": ("<a@example.org> <b@example.org>",)},
        {"letter": replace(LETTER, subject_line=INJECTED)},
    ],
)
def test_no_header_can_be_smuggled_in(change: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        message(**change)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    "address",
    ["alex@example.org", "a.b+c@sub.example.org", "o'brien@example.org", "x@1.example", f"{'a' * 64}@example.org"],
)
def test_a_usable_address_is_taken_as_it_is(address: str) -> None:
    assert checked_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "alex",
        "alex@",
        "@example.org",
        "alex@example",
        "alex@example..org",
        "alex@-example.org",
        "alex@example.org.",
        ".alex@example.org",
        "a..b@example.org",
        "alex@@example.org",
        "al ex@example.org",
        "alex@exa mple.org",
        "alex@example.org\n",
        "<alex@example.org>",
        "alex@example.org,b@example.org",
        "älex@example.org",
        "alex@exämple.org",
        "alex@example.org\x00",
        f"{'a' * 65}@example.org",
        f"alex@{'a.' * 130}org",
    ],
)
def test_an_unusable_address_is_refused(address: str) -> None:
    with pytest.raises(BadInput, match="is not a mail address"):
        checked_address(address)


def test_the_message_id_has_the_domain_of_the_sender() -> None:
    assert message_id_for(REFERENCE, 2, "alex@example.org", "abc") == "<ul-7q2m4k9xt09.2.abc@example.org>"
    assert message_id_for(REFERENCE, 1, "", "abc").endswith("@localhost.invalid>")


# -- links -----------------------------------------------------------------------------------------------------------


def test_a_link_opens_the_letter_when_it_is_short_enough() -> None:
    short = replace(LETTER, body="Hello,\n\nplease & thank you: 100% + more?\n\nAlex Sample\n")
    link = mailto_link(short, "priv+acy@harbor-people.example")
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    assert parts.path == "priv%2Bacy@harbor-people.example"
    fields = {key: unquote(value) for key, _, value in (item.partition("=") for item in parts.query.split("&"))}
    # RFC 6068 section 5: line breaks in a body are %0D%0A.
    assert fields == {"subject": LETTER.subject_line, "body": short.body.replace("\n", "\r\n")}
    assert re.fullmatch(r"mailto:[A-Za-z0-9._~@!$'*%-]+\?[A-Za-z0-9._~!$'()*,;:@=&%-]+", link)
    assert " " not in link


def test_a_link_never_carries_half_a_letter() -> None:
    assert MAX_LINK == 2000
    for what in ALL.values():
        letter = compose(what)
        link = mailto_link(letter, TO)
        assert len(link) <= MAX_LINK
        fields = parse_qs(urlsplit(link).query, keep_blank_values=True)
        assert fields["subject"] == [letter.subject_line]
        assert fields.get("body", [letter.body.replace("\n", "\r\n")]) == [letter.body.replace("\n", "\r\n")]


def test_a_letter_just_too_long_leaves_the_text_out() -> None:
    room = MAX_LINK - len(mailto_link(replace(LETTER, body="x" * 5000), TO)) - len("&body=")
    assert "&body=" in mailto_link(replace(LETTER, body="x" * room), TO)
    assert len(mailto_link(replace(LETTER, body="x" * room), TO)) == MAX_LINK
    assert "&body=" not in mailto_link(replace(LETTER, body="x" * (room + 1)), TO)


def test_a_link_goes_to_one_checked_address() -> None:
    with pytest.raises(BadInput):
        mailto_link(LETTER, "a@example.org?bcc=b@example.org")
