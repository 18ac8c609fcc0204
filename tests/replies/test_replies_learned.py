"""The learned model: whole, deterministic, in step with its sentences, and slow to say that something was done."""

from __future__ import annotations

import hashlib
import json
import time
import zlib
from importlib.resources import files
from pathlib import Path

import pytest

from unlist.replies.blend import OUTCOMES, blend
from unlist.replies.kinds import said
from unlist.replies.language import language
from unlist.replies.learned import KINDS, likely, pieces
from unlist.replies.sentences import sentence
from unlist.words import ReplyKind

TRAINING = Path(__file__).parents[2] / "training"
pytestmark = pytest.mark.skipif(not TRAINING.is_dir(), reason="the sentences lie in a checkout only")


def lines():
    for path in sorted(TRAINING.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, _, text = line.partition("\t")
            yield path.stem, kind, text


def test_the_weights_were_made_of_these_sentences():
    packed = files("unlist.replies").joinpath("weights.bin").read_bytes()
    head = json.loads(zlib.decompress(packed).partition(b"\n")[0])
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(TRAINING.glob("*.tsv")))).hexdigest()
    assert head["sentences"] == digest, "renew them with: python training/train.py"


def test_every_line_has_a_kind_and_a_sentence_and_none_stands_twice():
    known = {kind.value if kind else "none" for kind in KINDS}
    seen = set()
    for name, kind, text in lines():
        assert kind in known, (name, kind)
        assert text.strip(), (name, kind)
        assert (name, text) not in seen, text
        seen.add((name, text))
    assert len(seen) > 9000


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
    assert [item.kind for item in blend([], [one], [language(name)]).findings] in ([ReplyKind(kind)], [])


TAKEN_BACK = [
    "Once we have your ID, all of your personal data will have been deleted from our systems.",
    "We have not deleted your personal data from our systems.",
    "Have all of my records been permanently deleted from your systems?",
    "You wrote that your personal data has been permanently deleted from our systems.",
]


@pytest.mark.parametrize("text", TAKEN_BACK)
def test_what_is_taken_back_is_not_believed_of_the_model_either(text):
    found = blend([], [sentence(text)], [language("en")])
    assert not [item for item in found.findings if item.kind in OUTCOMES]


def test_where_the_model_only_suspects_that_something_was_done_a_person_looks():
    text = "Your profile has now gone from the website."
    found = blend([], [sentence(text)], [language("en")])
    assert found.suspects
    assert not found.findings


def test_of_all_sentences_that_say_nothing_was_done_hardly_any_is_read_as_if():
    """The sentences are single, without the message around them; each of these few has a reader's excuse."""
    wrong = []
    for name, kind, text in lines():
        if kind in {"fulfilled", "partly_fulfilled", "opted_out"}:
            continue
        found = said("", [sentence(text)], [language(name)])
        if {item.kind for item in found.findings} & OUTCOMES:
            wrong.append(text)
    assert len(wrong) <= MISREAD, wrong


MISREAD = 15


def test_a_sentence_without_an_end_is_read_in_no_time():
    begun = time.perf_counter()
    for text in ("delete " * 5000, "x" * 100_000, "\u0301" * 50_000, "ﷺ" * 20_000):
        one = sentence(text)
        likely(one)
        assert len(pieces(one)) < 70_000
    assert time.perf_counter() - begun < 5
