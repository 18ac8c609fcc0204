"""The fakes that are shipped: a real server on loopback, and brokers that answer in known proportions."""

from __future__ import annotations

import email
import smtplib
import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from importlib.resources import files

import pytest

from unlist import reference
from unlist.replies.read import read
from unlist.testing.postbox import LOOPBACK, Postbox, Posted, post
from unlist.testing.simulator import BrokerSimulator, filled_form, recipients_of
from unlist.words import ReplyKind

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def letter(number, body="Please delete it.\n"):
    message = EmailMessage()
    message["From"] = "maya@example.org"
    message["To"] = f"privacy@broker{number}.example"
    message["Subject"] = f"Request [{reference.new_reference()}]"
    message["Message-ID"] = f"<{number}@example.org>"
    message["Date"] = "Tue, 24 Nov 2026 09:00:00 +0000"
    message.set_content(body)
    content = message.as_bytes()
    return Posted("maya@example.org", tuple(recipients_of(content)), content)


def answered(seed, count, days=60, **more):
    simulator = BrokerSimulator(seed, names={}, **more)
    simulator.receive([letter(number) for number in range(count)], AT)
    return simulator, simulator.answers_until(AT + timedelta(days=days))


def test_a_postbox_keeps_bytes_as_they_crossed_the_socket():
    content = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: \xc3\xa4\r\n\r\n.leading dot\r\n\r\nend\r\n"
    with Postbox() as box:
        post(box.port, "a@example.org", "b@example.org", content)
        (posted,) = box.take()
        assert box.take() == []
    assert (posted.sender, posted.recipients) == ("a@example.org", ("b@example.org",))
    assert posted.content == content


def test_a_postbox_refuses_as_it_is_told_and_listens_on_loopback_only():
    with Postbox(refuse=lambda address: "550 5.1.1 no such user" if "gone" in address else None) as box:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            post(box.port, "a@example.org", "gone@example.org", b"x: y\r\n\r\nz\r\n")
        assert refused.value.recipients["gone@example.org"][0] == 550
        assert box._controller is not None
        assert box._controller.hostname == LOOPBACK
    assert box.posted == []


def test_the_weights_of_the_answers_are_whole():
    text = files("unlist.testing").joinpath("answers.toml").read_text(encoding="utf-8")
    answers = tomllib.loads(text)["answer"]
    assert sum(answer["weight"] for answer in answers) == 100
    assert {answer["kind"] for answer in answers} <= set(ReplyKind)


def test_fates_keep_their_proportions_in_every_hundred():
    simulator, _ = answered(3, 200)
    fates = Counter(simulator.decided.values())
    # Of each hundred letters 45 stay unanswered and 6 come back.
    assert fates["silent"] == pytest.approx(90, abs=2)
    assert fates["bounced"] == pytest.approx(12, abs=2)
    assert fates["no_match"] == pytest.approx(0.19 * 0.49 * 200, abs=4)


def test_the_same_seed_gives_the_same_answers():
    def kinds(seed):
        return [(answer.kind, answer.due_at) for answer in answered(seed, 60)[1]]

    assert kinds(5) == kinds(5)
    assert kinds(5) != kinds(6)


def test_answers_come_later_and_once():
    simulator, first = answered(1, 60, days=2)
    second = simulator.answers_until(AT + timedelta(days=60))
    assert all(answer.due_at <= AT + timedelta(days=2) for answer in first)
    assert all(answer.due_at > AT + timedelta(days=2) for answer in second)
    assert simulator.answers_until(AT + timedelta(days=400)) == []


def test_answers_are_whole_mails_that_say_what_they_mean():
    _, answers = answered(2, 300, silent_share=0)
    for answer in answers:
        message = email.message_from_bytes(answer.content)
        assert message["Message-ID"] == answer.message_id
        assert message["X-Simulated"] == "yes"
        assert recipients_of(answer.content) == ["maya@example.org"]
        assert "{" not in answer.content.decode("utf-8", "replace")
    read_right = Counter(read(answer.content).kind == answer.kind for answer in answers)
    assert read_right[True] / len(answers) > 0.9
    wrong = [answer for answer in answers if read(answer.content).kind not in {answer.kind, None}]
    assert not any(read(answer.content).kind == ReplyKind.FULFILLED for answer in wrong)


def test_a_second_letter_comes_to_the_point():
    simulator = BrokerSimulator(1, names={}, silent_share=0, bounce_share=1.0)
    one = letter(1)
    simulator.receive([one], AT)
    assert set(simulator.decided.values()) == {"bounced"}
    simulator.bounce_share, simulator._fates = 0.0, iter(["bounced", "acknowledged", "fulfilled"])
    simulator.receive([one], AT)
    assert set(simulator.decided.values()) == {"fulfilled"}


def test_a_filled_form_is_a_mail_to_the_forms_mailbox():
    content = filled_form("UL-0000000000P", "maya@example.org", "broker.example")
    assert recipients_of(content) == ["forms@broker.example"]
    assert reference.find(str(email.message_from_bytes(content)["Subject"])) == ["UL-0000000000P"]
