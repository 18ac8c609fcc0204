"""Mail is hostile: nothing raises, nothing takes long, nothing that was not said is claimed."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unlist.replies.read import read, to_json
from unlist.words import ReplyKind

ENDS = {"fulfilled", "partly_fulfilled", "opted_out"}
KEYS = {
    "path", "message_id", "from", "subject", "date", "kind", "kinds", "confidence", "bounce", "automatic", "asks",
    "reply_text", "authentication",
}  # fmt: skip
ASKS = {"fields", "urls", "documents", "reply_by", "within_days", "ticket", "redirect_to"}
HEAD = b"From: privacy@broker.example\r\nTo: a@example.org\r\nSubject: Re\r\n"


def held(raw: bytes) -> dict:
    """Read a message and hold the contract of its JSON."""
    found = to_json(read(raw), "x.eml")
    json.dumps(found)
    assert set(found) == KEYS
    assert set(found["asks"]) == ASKS
    assert found["kind"] is None or found["kind"] in set(ReplyKind)
    assert found["kind"] is None or found["kind"] in found["kinds"]
    assert 0.0 <= found["confidence"] <= 1.0
    assert found["authentication"] == "none"
    if found["kind"] is None:
        assert not ENDS & set(found["kinds"])
    return found


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes(raw):
    held(raw)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=600))
def test_any_text_in_a_mail(text):
    held(HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode("utf-8", "replace"))


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\x00" * 5000, HEAD, HEAD + b"\r\n" + b"\xff\xfe\x00" * 500,
        HEAD + b"Content-Type: text/plain; charset=x-unheard-of\r\n\r\nWe have received your request.\r\n",
        HEAD + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!not base64!!!\r\n",
        HEAD + b"Subject: =?utf-8?b?broken?=\r\nDate: never\r\nMessage-ID: none\r\n\r\nx\r\n",
        b"From: " + b"a" * 200_000 + b"@example.org\r\n\r\nx\r\n",
        HEAD + b"Content-Type: multipart/mixed\r\n\r\nno boundary\r\n",
        HEAD + b"".join(
            b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(2000)
        ) + b"\r\nx",
        HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nx\r\n" * 5000 + b"--b--\r\n",
    ],
    ids=["empty", "nul", "headers", "binary", "charset", "base64", "encoded words", "huge header", "no boundary",
         "2000 deep", "5000 parts"],
)  # fmt: skip
def test_broken_mail(raw):
    held(raw)


@pytest.mark.parametrize(
    "piece", ["a ", ">", "> ", "On on on ", "wrote: ", "deleted not ", "<", "http://", "-- \n", "From: x\n", "5.1.1 "]
)
def test_a_megabyte_of_anything_is_read_in_bounded_time(piece):
    raw = HEAD + b"\r\n" + (piece * (1_000_000 // len(piece))).encode()
    begun = time.monotonic()
    held(raw)
    assert time.monotonic() - begun < 20


def test_a_human_who_quotes_a_bounce_is_no_bounce():
    raw = HEAD + b"\r\nYour first mail came back with 550 5.1.1 user unknown. We have now received your request.\r\n"
    assert held(raw)["bounce"] is None


def test_only_the_configured_server_is_believed():
    passed = b"Authentication-Results: mx.example.org; dmarc=pass header.from=broker.example\r\n"
    forged = b"Authentication-Results: evil.example; dmarc=pass header.from=broker.example\r\n"
    body = b"\r\nWe have received your request.\r\n"
    assert read(passed + HEAD + body, authserv_id="mx.example.org").authentication == "pass"
    assert read(forged + HEAD + body, authserv_id="mx.example.org").authentication == "none"
    assert read(passed + HEAD + body).authentication == "none"
