"""Where an answer ends and the thread below it begins."""

import pytest

from unlist.replies.limits import over_limit
from unlist.replies.text import new_text


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("We received it.\nOn 3 May 2026, b@example.org wrote:\n> Delete me.\n", "We received it."),
        ("Wir bearbeiten das.\nAm 03.05.2026 schrieb Bo <b@example.org>:\n> Bitte", "Wir bearbeiten das."),
        # Wrapped after the name: both lines are the attribution.
        ("Received.\n\nOn Mon, 3 May 2026 at 10:00, Alexandra Sample\n<b@example.org> wrote:\n> x", "Received."),
        ("Received, see below.\nEm 3 de maio de 2026, Bo\n<b@example.org> escreveu:\n\n> x", "Received, see below."),
    ],
    ids=["directly above", "German", "wrapped", "directly above a wrapped one"],
)
def test_an_answer_directly_above_the_attribution_is_kept(text, new):
    found = new_text(text)
    assert (found.text, found.source) == (new, "new")


def test_headers_quoted_in_the_text_are_no_parts():
    # 30 quoted mails, each of which declared a boundary; the message itself is text/plain.
    quoted = b'> Content-Type: multipart/mixed; boundary="x"\r\n> --x\r\n' * 300
    assert over_limit(b"From: a@broker.example\r\n\r\nReceived.\r\n" + quoted) == ""


def test_line_feeds_above_the_headers_hide_nothing():
    # The parser skips them, so what bounds it must look below them too.
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(50))
    assert "nested" in over_limit(b"\r\n\r\n" + nested)
