"""Mail put together at random from what breaks readers: nothing raises, nothing contradicts itself, no byte is lost."""

import json

from hypothesis import given, seed, settings
from hypothesis import strategies as st

from unlist.mailbox.mbox import messages_of
from unlist.replies.blend import OUTCOMES
from unlist.replies.read import read, to_json

LINES = st.sampled_from(
    (
        b"From: a@broker.example", b"From: =?utf-8?b?!?= <a@b>", b"To: \xff\xfe@example.org", b"Subject: =?x?q?a=FF?=",
        b"Date: Fri, 31 Dec 9999 23:59:59 -1200", b"Message-ID: <1@x.example>", b"Content-Type: text/html; charset=\xff",
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', b"Content-Type: message/rfc822",
        b'Content-Type: multipart/alternative; boundary="b"', b"Content-Type: message/delivery-status",
        b"Content-Type: text/plain; charset*0*=utf-9''%FF; format=flowed; delsp=yes", b"Content-Transfer-Encoding: base64",
        b"Content-Transfer-Encoding: quoted-printable", b"Content-Disposition: attachment; filename*=''%", b" folded", b"",
        b"--b", b"--b--", b"Final-Recipient: rfc822;a@b.example", b"Action: failed", b"Status: 5.1.1", b"Return-Path: <>",
        b"<p style='display:none;font-size:'>deleted</p>", b"<style>.a{", b"<!--", b"]]>", b"&#x110000;", b"<a href='http://[x'>",
        b"begin 644 a", b"-----BEGIN PGP MESSAGE-----", b"On 3 May 2026 x wrote:", b"> We have deleted your data.",
        b"We have deleted all personal data we held about you.", b"V2UgaGF2ZSBkZWxldGVk", b"\x00\x1b[2J", b"\xed\xa0\x80",
    )
)  # fmt: skip
MAIL = st.lists(LINES | st.binary(max_size=30), max_size=40).map(b"\r\n".join)


@seed(7)
@settings(max_examples=250, deadline=None)
@given(MAIL)
def test_any_mail_is_read_without_a_contradiction(raw):
    reply = read(raw)
    assert not any("could not be read" in defect for defect in reply.defects), reply.defects
    json.dumps(to_json(reply, "x.eml", explain=True)).encode()
    assert reply.kind is None or reply.kind in reply.kinds
    assert reply.kind is not None or not OUTCOMES & set(reply.kinds)
    assert read(raw) == reply


@seed(7)
@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(LINES.filter(lambda line: not line.startswith(b"From ")), min_size=1, max_size=8), max_size=5))
def test_an_mbox_gives_back_each_byte(mails):
    # A From_ line counts where a header follows; mboxrd puts ">" before a line of the text that begins like one.
    bodies = [b"X-First: 1\n" + b"\n".join(mail) + b"\n" for mail in mails]
    written = b"".join(b"From a@example.org Tue Nov  3 10:00:00 2026\n" + body for body in bodies)
    assert list(messages_of(written.splitlines(keepends=True) if b"\r" not in written else _lines(written))) == bodies


def _lines(written: bytes) -> list[bytes]:
    return [line + b"\n" for line in written.split(b"\n")[:-1]]


@seed(7)
@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_as_an_mbox(raw):
    found = list(messages_of(_lines(b"From x\n" + raw + b"\n")))
    # What stands before the first From_ line is nobody's mail; all else is in one message or another.
    assert sum(map(len, found)) <= len(raw) + 1
