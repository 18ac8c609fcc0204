"""Text made to exhaust a reader: eight times as much takes about eight times as long, never sixty-four."""

import gc
import time

import pytest

from unlist.replies.language import LANGUAGES, language
from unlist.replies.read import read
from unlist.replies.sentences import sentences

HEAD = b"From: privacy@broker.example\r\nTo: a@example.org\r\nSubject: Re\r\nMIME-Version: 1.0\r\n"
TEXT = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
PAGE = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
DAEMON = b"From: mailer-daemon@broker.example\r\nReturn-Path: <>\r\nSubject: Undelivered\r\n\r\n"
FLOOR = 0.5
"""Seconds below which a ratio says nothing."""


def seconds(raw: bytes) -> float:
    gc.collect()
    begun = time.process_time()
    read(raw)
    return time.process_time() - begun


def holds(head: bytes, piece: str, size: int) -> None:
    small, large = (head + (piece * (length // len(piece))).encode() for length in (size // 8, size))
    # Four times the proportion, measured twice if need be: a busy machine is no catastrophe.
    assert any(seconds(large) < max(FLOOR, 32 * seconds(small)) for _ in range(2))


PIECES = [
    "not ", "deleted ", "we have not deleted ", ">", "> ", " ", "a", "\n", "a\n", "- ", "if ", "although we ",
    "please confirm ", "http://a.b/", "@", "a@b.", "A1-", "within 3 days ", "3 May ", "1/", "On 3 May x wrote:\n",
    "From: x\nTo: y\n", "5.1.1 ", "a@b.c: 550 5.1.1 x\n", '"', "'s ", "? ", ". A", "\u200b", "a\u0336", "n\u043e",
    "begin 644 a\n", "=ybegin name=a\n", "-----BEGIN PGP MESSAGE-----\n", "- -",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_text(piece):
    holds(TEXT, piece, 100_000)


@pytest.mark.parametrize(
    "piece", ["could not be delivered ", "user unknown ", "<a@b.c>:\n", "550 ", "Final-Recipient: x\n"]
)
def test_reports(piece):
    holds(DAEMON, piece, 100_000)


@pytest.mark.parametrize(
    "piece",
    ["<", "<a", "<a ", '<a b="', "</", "<!--", "<!-- >", "<![", "<?", "&", "&#", "<b>", "<div>", "<p>x", "</b>",
     "<a href=http://a.b>", "<blockquote class=quote>", "<s>x", "<br>", "<p style='color:#fff'>x</p>",
     "<style>.a{color:#fff}</style>", "<style>@media x{"],
)  # fmt: skip
def test_pages(piece):
    holds(PAGE, piece, 60_000)


@pytest.mark.parametrize(
    "name", ["From", "To", "Subject", "Date", "Message-ID", "References", "Content-Type", "Auto-Submitted"]
)
@pytest.mark.parametrize("piece", ["<", "(", '"', "=?utf-8?q?a?= ", "a@b.c, ", "; a=b", " "])
def test_headers(name, piece):
    holds(f"{name}: ".encode(), piece, 100_000)


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_phrase_takes_long(name):
    """Each phrase of a language on sentences of its own words, repeated and mixed, as long as sentences are read."""
    known = language(name)
    tables = (
        known.claims,
        known.guards,
        known.kinds,
        known.unless,
        known.wants,
        known.fields,
        known.documents,
        known.days,
    )
    phrases = [phrase for table in tables for row in table.values() for phrase in row]
    words = sorted({min(need) for phrase in phrases for need in phrase.needs})[:120]
    texts = [" ".join(words), *(f"{words[0]} {word} " * 60 for word in words[:: len(words) // 6]), "a " * 120]
    for one in (part for text in texts for part in sentences(text)):
        for phrase in phrases:
            begun = time.process_time()
            phrase.pattern.search(one.plain)
            assert time.process_time() - begun < FLOOR
