"""The learned model: deterministic, and slow to say that something was done."""

from __future__ import annotations

import time

import pytest

from unlist.replies.blend import OUTCOMES, blend
from unlist.replies.claims import unguarded
from unlist.replies.language import language
from unlist.replies.learned import likely, pieces
from unlist.replies.sentences import sentence
from unlist.words import ReplyKind


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("en", "Please send us a copy of your passport so that we can verify who you are.", "identity_requested"),
        ("de", "Bitte nutzen Sie für Ihre Anfrage unser Online-Formular.", "form_required"),
        ("fr", "Nous n'avons trouvé aucune donnée vous concernant dans nos fichiers.", "no_match"),
        ("es", "Hemos recibido su solicitud y la estamos tramitando.", "acknowledged"),
        ("it", "Le chiediamo di indicarci il Suo numero di telefono e il vecchio indirizzo.", "information_requested"),
        ("nl", "Ik ben tot en met 3 december afwezig en lees mijn e-mail niet.", "auto_reply"),
        ("pl", "Odmawiamy usunięcia danych, ponieważ mamy obowiązek ich przechowywania.", "denied"),
        ("pt", "Precisamos de mais tempo e prorrogamos o prazo por dois meses.", "extended"),
    ],
)
def test_a_plain_sentence_is_read_in_each_language(name, text, kind):
    one = sentence(text)
    shares = likely(one)
    assert sum(shares.values()) == pytest.approx(1)
    assert max(shares, key=lambda each: shares[each]) == ReplyKind(kind)
    assert shares == likely(one)
    # These three the model never finds by itself.
    alone = {ReplyKind.IDENTITY_REQUESTED, ReplyKind.EXTENDED, ReplyKind.AUTO_REPLY}
    expected = [] if ReplyKind(kind) in alone else [ReplyKind(kind)]
    assert [item.kind for item in blend([], [one], [language(name)]).findings] == expected


TAKEN_BACK = [
    "Once we have your ID, all of your personal data will have been deleted from our systems.",
    "We have not deleted your personal data from our systems.",
    "Have all of my records been permanently deleted from your systems?",
    "You wrote that your personal data has been permanently deleted from our systems.",
]


@pytest.mark.parametrize("text", TAKEN_BACK)
def test_what_is_taken_back_is_not_believed_of_the_model_either(text):
    one, english = sentence(text), language("en")
    assert not unguarded(one, [english])
    assert not [item for item in blend([], [one], [english]).findings if item.kind in OUTCOMES]


def test_where_the_model_only_suspects_that_something_was_done_a_person_looks():
    text = "We pulled your entry off the site."
    found = blend([], [sentence(text)], [language("en")])
    assert found.suspects
    assert not found.findings


def test_a_sentence_without_an_end_is_read_in_no_time():
    begun = time.perf_counter()
    for text in ("delete " * 5000, "x" * 100_000, "\u0301" * 50_000, "ﷺ" * 20_000):
        one = sentence(text)
        likely(one)
        assert len(pieces(one)) < 70_000
    assert time.perf_counter() - begun < 5
