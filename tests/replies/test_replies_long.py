"""Long answers: what explains the law, what repeats the letter, and the one sentence that decides."""

from __future__ import annotations

import pytest

from unlist.replies.read import read
from unlist.replies.sentences import sentences
from unlist.replies.text import new_text
from unlist.words import ReplyKind as K


def mailed(text):
    head = "From: privacy@broker.example.com\r\nTo: ada@example.org\r\nSubject: Re: your request\r\n"
    head += "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return read(f"{head}{text}\r\n".encode())


LAW = """
Under Article 17 GDPR a person may ask for erasure where the data is no longer necessary or consent is withdrawn.
That right does not apply where processing is necessary for compliance with a legal obligation, or for the
establishment, exercise or defense of legal claims. Where a request is excessive a controller may refuse to act on it.

Our data comes from public registers, from directories and from partners who collect it in their shops. Data that is no
longer accurate is removed with the quarterly update. How long invoices are stored is a matter of commercial law.

You have the right to complain to a supervisory authority.
"""


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("We searched our database and could not find any record about you.", K.NO_MATCH),
        ("We have deleted your record today.", K.FULFILLED),
        ("Please send us a copy of your passport so that we can verify your identity.", K.IDENTITY_REQUESTED),
    ],
)
@pytest.mark.parametrize("place", ["first", "last"])
def test_the_law_around_it_says_nothing_of_the_case(said, kind, place):
    text = f"Dear Ms Vale,\n\n{said}\n{LAW}" if place == "first" else f"Dear Ms Vale,\n{LAW}\n{said}\n"
    reply = mailed(text)
    assert (reply.kind, K.DENIED in reply.kinds, K.PARTLY_FULFILLED in reply.kinds) == (kind, False, False)


def test_the_law_alone_is_no_answer():
    assert mailed(f"Dear Ms Vale,\n{LAW}").kind is None


LETTER = """I am writing to request the deletion of all personal data you hold about me under Article 17 GDPR.
Please confirm that my data has been deleted. You must answer within one month.
If you do not, I will lodge a complaint with the authority.

Full name: Ada Vale
E-mail: ada@example.org
"""


def test_the_letter_is_not_the_answer_though_nothing_marks_it():
    kept = [part.text for part in sentences(f"We found nothing about you.\n\n{LETTER}")]
    assert kept == ["We found nothing about you."]
    reply = mailed(f"Dear Ms Vale,\nwe could not find any record about you.\n\n{LETTER}")
    assert (reply.kind, reply.asks.within_days, reply.asks.fields) == (K.NO_MATCH, None, ())


def test_an_older_comment_of_a_helpdesk_is_the_thread():
    newest = "Hello Ada,\n\nwe could not find any record about you in our systems, neither by name nor by address.\n"
    text = (
        f"Ines, Harbor Desk\n\nNov 4, 2026, 10:12 GMT+1\n\n{newest}\nAda Vale\n\nNov 3, 2026, 09:14 GMT+1\n\n{LETTER}"
    )
    new = new_text(text).text
    assert "could not find" in new
    assert "Article 17" not in new
    # A day that a text names is no comment.
    dated = "Dear Ada\n\nNov 3, 2026, 09:14 was the time of your call, and we noted it.\n\nRegards"
    assert "noted it" in new_text(dated).text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Your deletion request 4411 has been completed.\n\nThe search did not return any data about you.", K.NO_MATCH),
        ("We have deleted your profile on 3 May.\n\nWe do not hold any other data about you.", K.FULFILLED),
        (
            "No record was found for you.\n\nIf you can see a page about you, please use the removal form on that page.",
            K.NO_MATCH,
        ),
        ("We found no entry under the name, e-mail and postal address that you gave in your letter.", K.NO_MATCH),
        ("As per your request we deleted your record.\n\nWe do not hold any other data about you.", K.FULFILLED),
        # A condition in one language is none in another: this asks for the document in any case.
        ("No hemos encontrado datos suyos.\n\nSe requiere una copia de su DNI para seguir.", K.IDENTITY_REQUESTED),
        (
            "We have deleted your marketing profile.\n\nThe invoices, however, we must keep for ten years.",
            K.PARTLY_FULFILLED,
        ),
    ],
)
def test_what_one_sentence_says_of_another(text, kind):
    assert mailed(f"Dear Ms Vale,\n\n{text}\n").kind is kind


def test_a_deletion_beside_none_of_any_name_is_left_to_a_person():
    """ "Any other identifier" says nothing of what was left: both cannot be true."""
    text = "We have deleted your profile on 3 May.\n\nNo record was found under your name or any other identifier.\n"
    reply = mailed(f"Dear Ms Vale,\n\n{text}")
    assert reply.kind is None
    assert K.FULFILLED not in reply.kinds


def test_thanks_alone_are_no_receipt_where_more_was_said():
    text = "Thank you for your message.\n\nOur three files were gone through from A to Z. None of it rang a bell.\n"
    reply = mailed(text + "\nThat holds for this spelling only, of course.\n")
    assert reply.kind is not K.ACKNOWLEDGED or reply.confidence < 0.8
