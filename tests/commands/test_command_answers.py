"""A digest answered by mail, an expiring link, and reminders that end: as a person types it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from program import unlist

from unlist import clock

AT = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
"""Ten in the morning in Los Angeles."""
LINK = "Please click https://harbor-people.example/c/1 to confirm your request. The link expires in 24 hours."


@pytest.fixture
def letter(home) -> str:
    """Maya's letter to Harbor People, which left on Tuesday 24 November 2026; its reference."""
    clock.set_now(AT)
    unlist("init", "--residence", "US-CA", typed="Maya Okonjo-Reyes\nmaya@example.org\n")
    done = unlist("--json", "--yes", "send", "harbor-people", "--law", "ccpa", "--right", "opt_out")
    reference = str(done.json["handed_over"][0]["reference"])
    assert unlist("request", "sent", reference).code == 0
    return reference


def message(path, sender, text, **headers):
    head = {
        "From": sender,
        "To": "maya@example.org",
        "Message-ID": f"<{path.stem}@example.org>",
        "Date": "Tue, 24 Nov 2026 18:00:00 +0000",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    path.write_bytes(
        "".join(f"{name}: {value}\r\n" for name, value in head.items()).encode() + f"\r\n{text}\r\n".encode()
    )
    return str(path)


def from_broker(tmp_path, reference):
    return message(tmp_path / "link.eml", "privacy@harbor-people.example", LINK, Subject=f"Re: {reference}")


def test_a_link_that_expires_is_told_at_once(letter, tmp_path):
    done = unlist("inbox", "import", from_broker(tmp_path, letter))
    assert done.code == 0
    # 24 hours after 10:00 in Los Angeles.
    assert f"Expires: {letter}: the link in it works until 10:00 on 2026-11-25, your time\n" in done.out


def test_a_link_that_is_dead_already_is_called_so(letter, tmp_path):
    clock.set_now(AT + timedelta(hours=24))
    done = unlist("inbox", "import", from_broker(tmp_path, letter))
    assert f"{letter}: the link in it expired at 10:00 on 2026-11-25, your time; ask for a new one\n" in done.out


def test_a_digest_is_answered_by_mail_and_the_answer_confirmed(letter, tmp_path):
    unlist("inbox", "import", from_broker(tmp_path, letter))
    assert unlist("remind").code == 0
    (path,) = (tmp_path / "Unlist" / "digests").glob("*.eml")
    digest = message_from_bytes(path.read_bytes(), policy=policy.default)
    answer = message(
        tmp_path / "answer.eml",
        "maya@example.org",
        "stop\r\nsnoze 7d",
        In_Reply_To=digest["Message-ID"],
        Subject="Re: Unlist",
    )
    took = unlist("inbox", "import", answer)
    assert (
        f"Your answer: {letter}: no more reminders of it: waits for your word, as the sender was not proved" in took.out
    )
    assert f"Your answer: {letter}: not understood: snoze 7d (it is no command)" in took.out
    assert "Next: unlist inbox answers" in took.err
    listed = unlist("inbox", "answers")
    assert "The sender was not proved. Confirm it only if you wrote it." in listed.out
    assert "no more reminders of it: would be recorded as muted" in listed.out
    assert f"unlist inbox answers {letter}" in unlist("request", "show", letter).out
    done = unlist("inbox", "answers", letter, "--accept")
    assert (done.code, done.out) == (0, f"{letter}: muted; awaiting broker\n")
    assert unlist("inbox", "answers").out == "No answer of yours waits.\n"
    assert unlist("inbox", "answers", letter, "--dismiss").code == 6


def test_reminders_of_a_request_end_and_begin_again(letter):
    assert unlist("request", "mute", letter).code == 0
    shown = unlist("request", "show", letter)
    assert f"unlist request unmute {letter}" in shown.out
    assert unlist("--json", "request", "show", letter).json["muted"] is True
    again = unlist("request", "mute", letter)
    assert (again.code, again.err.startswith(f"unlist: {letter} is muted already.")) == (2, True)
    assert unlist("request", "unmute", letter).code == 0
    assert unlist("--json", "request", "show", letter).json["muted"] is False
    assert unlist("request", "unmute", letter).code == 2


def test_a_decision_needs_a_request_and_only_one_word(letter):
    assert unlist("inbox", "answers", "--accept").code == 2
    assert unlist("inbox", "answers", letter, "--accept", "--dismiss").code == 2
    assert unlist("inbox", "answers", letter).code == 6
