"""What the headers alone tell: a wrong no would lose an answer."""

from __future__ import annotations

import base64
import quopri
import tomllib
from pathlib import Path

import pytest
from fetched_mail import answer, message

from unlist.inbox.intake import take_in
from unlist.inbox.sift import known_to, may_belong, worth_reading
from unlist.mailbox.headers import headers_of
from unlist.replies.digest_code import code_from


@pytest.fixture
def asked(store, letter):
    request = letter()
    return request, store.messages(request.id)[0].facts["message_id"]


def why(store, raw):
    return may_belong(known_to(store), headers_of(raw))


def test_what_has_nothing_to_do_with_a_request(store, asked):
    for raw in (
        message(1),
        message(2, sender="news@shop.example", subject="Our privacy policy has changed"),
        message(3, sender="friend@not-harbor-people.example"),
        message(4, subject="Re: UL-0000000000X", sender="someone@example.com"),  # a reference of nobody here
        b"",
        b"\x00\xff" * 1000,
        b"no headers at all",
    ):
        assert why(store, raw) == ""


def test_what_answers_a_letter(store, asked):
    request, sent = asked
    assert why(store, answer(1, sent)) == "it answers a letter"
    assert why(store, message(2, References=f"<a@example.com>\r\n {sent}\r\n <b@example.com>")) == "it answers a letter"
    for where in ({"subject": f"Re: {request.reference.lower()}"}, {"to": f"maya+{request.reference}@example.org"}):
        assert why(store, message(3, **where)) == "it names a reference"
    encoded = base64.b64encode(f"Ihre Anfrage {request.reference} – Antwort".encode()).decode()
    assert why(store, message(4, subject=f"=?utf-8?B?{encoded}?=")) == "it names a reference"


def test_who_may_answer(store, asked):
    known = known_to(store)
    for sender in (
        "privacy@harbor-people.example",
        "a@mail.eu.harbor-people.example",
        "b@desk-harbor.example",
        "Harbor People <noreply@my.onetrust.com>",
        "support@harbor.zendesk.com",
        "jira@harbor.atlassian.net",
    ):
        for raw in (message(1, sender=sender), message(2, Reply_To=sender), message(3, Sender=sender)):
            assert may_belong(known, headers_of(raw)) == "it comes from a broker or a desk", sender


def test_a_broker_of_whom_nothing_was_asked_is_anybody(store, asked):
    assert why(store, message(1, sender="datenschutz@nordlicht-auskunft.example")) == ""


def test_what_may_be_a_report(store, asked):
    known = known_to(store)
    for headers in (
        {"Content_Type": 'multipart/report; report-type=delivery-status; boundary="b"'},
        {"sender": "MAILER-DAEMON@mx.example.net"},
        {"sender": "postmaster@example.net"},
        {"Return_Path": "<>"},
        {"X_Failed_Recipients": "privacy@harbor-people.example"},
        {"subject": "Undelivered Mail Returned to Sender"},
        {"sender": "Maya Okonjo-Reyes <maya@example.org>", "Return_Path": "<>"},  # a server that writes in one's name
    ):
        assert may_belong(known, headers_of(message(1, **headers))) == "it may be a report of a mail system", headers


def test_parents_of_brokers_write_with_subjects_of_their_own(store, asked):
    known = known_to(store)
    for subject in (
        "Your privacy request", "Data Subject Access Request #4411", "CCPA deletion request received",
        "Ihr Auskunftsersuchen", "Bestätigung der Löschung", "Votre droit d\u2019accès", "Su derecho de supresión",
        "Uw inzageverzoek", "Żądanie usunięcia danych",
    ):  # fmt: skip
        raw = message(1, sender="privacy@conglomerate.example", subject=subject)
        assert may_belong(known, headers_of(raw)) == "its subject speaks of such requests", subject


def test_what_the_person_wrote_is_a_copy_and_an_answer_to_a_reminder_is_not(store, asked):
    _, sent = asked
    own, broker = "Maya Okonjo-Reyes <Maya@example.org>", "privacy@harbor-people.example"
    assert why(store, message(1, sender=own, to=broker, subject="Re: your request", In_Reply_To=sent)) == ""
    assert why(store, message(2, sender=own, to="maya@EXAMPLE.org")) == "it may answer a reminder"
    code = code_from("0123456789abcdef0123456789abcdef")
    answer = message(3, sender=own, to=broker, In_Reply_To=f"<{code}@example.org>")
    assert why(store, answer) == "it answers a reminder"


def test_headers_are_read_as_the_whole_message_would_be():
    raw = (
        b"\r\nReceived: from x\r\n\tby y\r\nSUBJECT : folded\r\n  twice\r\nfrom: a@example.org\r\n"
        b"X-From: b@example.org\r\nReferences:\r\n <1@example.org>\r\n\r\nTo: nobody@example.org\r\n"
    )
    found = headers_of(raw)
    assert {key: " ".join(value.split()) for key, value in found.items()} == {
        "SUBJECT": "folded twice", "from": "a@example.org", "References": "<1@example.org>",
    }  # fmt: skip
    assert headers_of(b"From: a@example.org\rSubject: old Mac\r\rText")["Subject"] == "old Mac"


@pytest.mark.parametrize("lower", [False, True])
def test_a_reference_in_the_text_is_found_in_every_encoding(store, asked, lower):
    """The text of a message that lies at hand is not parsed to see it; lines break at any place of the reference."""
    reference = asked[0].reference.lower() if lower else asked[0].reference
    known = known_to(store)
    for lead in range(200):
        text = f"{'x' * lead} {reference} y\r\n"
        for encoding, body in (
            ("7bit", text),
            ("quoted-printable", quopri.encodestring(text.encode()).decode()),
            ("base64", base64.encodebytes(text.encode()).decode().replace("\n", "\r\n")),
        ):
            raw = message(1, text=body, Content_Transfer_Encoding=encoding)
            assert worth_reading(known, raw), (lead, encoding)


def test_an_import_parses_only_what_may_belong(store, asked, monkeypatch):
    request, sent = asked
    parsed = []
    from unlist.inbox import intake

    read = intake.read
    monkeypatch.setattr(intake, "read", lambda raw, **more: parsed.append(raw) or read(raw, **more))
    mails = [message(1), answer(2, sent), message(3, text=f"In the matter of {request.reference}\r\n")]
    took = take_in(store, [(str(number), raw) for number, raw in enumerate(mails)], at=asked[0].created_at)
    assert parsed == mails[1:]
    assert (took.read, took.foreign, took.recorded, took.proposed) == (3, 1, 1, 1)


def test_every_bounce_of_the_corpus_is_seen_by_its_headers(store):
    known = known_to(store)
    missed = []
    for path in sorted((Path(__file__).parents[1] / "replies" / "messages").rglob("*.eml")):
        if "bounced" in tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))["kind"]:
            raw = path.read_bytes()
            if not may_belong(known, headers_of(raw)):
                missed.append(path.name)
    # A gateway under an ordinary address, with a subject that says nothing: it writes from the broker's own domain.
    assert set(missed) <= {"jp-error-notice.eml"}
