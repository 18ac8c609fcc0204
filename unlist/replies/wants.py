"""Which sentences want something of the person, how strongly, and what: identifiers and documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from unlist.replies.language import Language, Table
from unlist.replies.phrases import Phrase, fitting
from unlist.replies.sentences import Sentence
from unlist.words import IdentifierKind

Strength = Literal["strong", "weak"]

_MOST_PLACES = 5

_UNTOLD = frozenset(
    (
        *("not", "no", "nothing", "never", "until", "unless", "once", "if", "when", "so", "before", "after", "will"),
        *("need", "needs", "require", "requires", "required", "must", "please", "kindly", "can", "could", "confirm"),
        *("nicht", "nichts", "keine", "kein", "noch", "sobald", "wenn", "falls", "bitte", "benötigen", "brauchen"),
        *("pas", "rien", "aucune", "ne", "si", "besoin", "veuillez", "merci", "no", "nada", "necesitamos", "favor"),
        *("non", "niente", "se", "occorre", "preghiamo", "niet", "niets", "geen", "als", "nodig", "graag", "nie"),
        *("jeśli", "prosimy", "proszę", "potrzebujemy", "não", "precisamos", "después", "dopo", "após", "après"),
    )
)
"""With one of these a sentence does not simply tell what was done."""

_NARROWER = {
    IdentifierKind.POSTAL_ADDRESS: (
        IdentifierKind.FORMER_ADDRESSES,
        IdentifierKind.IP,
        IdentifierKind.EMAIL,
        IdentifierKind.PROFILE_URL,
    ),
    IdentifierKind.FULL_NAME: (IdentifierKind.FORMER_NAMES,),
    IdentifierKind.PHONE: (IdentifierKind.DEVICE_ID,),
}
"""A word that belongs to the narrower kind ("previous addresses") does not count for the wider one."""


@dataclass(frozen=True)
class Want:
    """What one sentence wants."""

    sentence: Sentence
    strength: Strength
    fields: tuple[IdentifierKind, ...]
    documents: tuple[str, ...]
    more: bool
    """It wants "more information" without saying which, or wants to find the person."""
    demands: bool = False
    """It says outright that the person is to do something: "please …", "you must …"."""


def wants(sentences: list[Sentence], languages: list[Language]) -> list[Want]:
    """Return each sentence that wants something; the items of a list want what the line above them wants."""
    found: list[Want] = []
    heading: Strength | None = None
    last: Sentence | None = None
    for place, sentence in enumerate(sentences):
        strength = strength_of(sentence, languages)
        if strength is None and found and found[-1].sentence is last and _speaks_of_proof(sentence, languages):
            strength = found[-1].strength
        last = sentence
        if _opens_list(sentence, sentences[place + 1 : place + 2]):
            heading = strength
        elif not sentence.is_item and not (heading and _is_loose_item(sentence)):
            heading = None
        elif strength is None and not _declines(sentence, languages):
            strength = heading
        if strength is not None:
            found.append(_want(sentence, strength, languages))
    return found


def _opens_list(sentence: Sentence, following: list[Sentence]) -> bool:
    """Say whether items follow: after a colon, or where a sentence breaks off before them."""
    breaks_off = sentence.text.rstrip()[-1:].isalnum() and not sentence.is_item
    return sentence.opens_list or (breaks_off and any(part.is_item for part in following))


def _is_loose_item(sentence: Sentence) -> bool:
    """Say whether a sentence is an item without a bullet: it ends or begins in the middle of a sentence."""
    return sentence.text.rstrip().endswith((";", ",")) or sentence.text[:1].islower()


def strength_of(sentence: Sentence, languages: list[Language]) -> Strength | None:
    """Return how strongly a sentence wants something, or None."""
    for language in languages:
        rules = language.wants
        if not _any(rules.get("strong", ()), sentence) or _any(rules.get("none", ()), sentence):
            continue
        if _only_tells(sentence, language):
            continue
        if _any(rules.get("optional", ()), sentence):
            return "weak"
        if _any(rules.get("weak", ()), sentence) and not _any(rules.get("still", ()), sentence):
            return "weak"
        return "strong"
    return None


def _only_tells(sentence: Sentence, language: Language) -> bool:
    """Say whether a sentence tells what was found or done and asks nothing."""
    told = _any(language.wants.get("told", ()), sentence) and _UNTOLD.isdisjoint(sentence.present)
    told = told and not _named(language.documents, sentence)
    return told and not sentence.asks and not sentence.opens_list and not _demands(sentence, language)


def _speaks_of_proof(sentence: Sentence, languages: list[Language]) -> bool:
    """Say whether a sentence names documents ("A scan of your ID is enough", after "We must know who you are")."""
    return not _declines(sentence, languages) and any(_named(language.documents, sentence) for language in languages)


def _declines(sentence: Sentence, languages: list[Language]) -> bool:
    return any(_any(language.wants.get("none", ()), sentence) for language in languages)


def _want(sentence: Sentence, strength: Strength, languages: list[Language]) -> Want:
    fields: list[IdentifierKind] = []
    documents: list[str] = []
    more = False
    for language in languages:
        fields += [IdentifierKind(name) for name in _named(language.fields, sentence, language.wants.get("shown", ()))]
        documents += _named(language.documents, sentence)
        more = more or _any(language.wants.get("more", ()), sentence)
    demands = any(_demands(sentence, language) for language in languages)
    return Want(sentence, strength, tuple(dict.fromkeys(fields)), tuple(dict.fromkeys(documents)), more, demands)


def _demands(sentence: Sentence, language: Language) -> bool:
    rules = language.wants
    return _any(rules.get("demand", ()), sentence) and not _any(rules.get("idle", ()), sentence)


def _named(table: Table, sentence: Sentence, shown: tuple[Phrase, ...] = ()) -> list[str]:
    """Return the names of a table of which a phrase stands in a sentence; overlapping words go to the narrower one.

    Words within a `shown` phrase ("a bill with your address", "the photo may be blacked out") name nothing.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    hidden = [found.span() for phrase in shown for found in _all(phrase, sentence)]
    for name, phrases in table.items():
        for phrase in fitting(phrases, sentence.present):
            for match in _all(phrase, sentence):
                if not any(_overlap(match.span(), other) for other in hidden):
                    spans.setdefault(name, []).append(match.span())
                    break
    for wide, narrow in _NARROWER.items():
        inner = [span for name in narrow for span in spans.get(name.value, [])]
        if wide.value in spans and inner:
            left = [span for span in spans[wide.value] if not any(_overlap(span, other) for other in inner)]
            if left:
                spans[wide.value] = left
            else:
                del spans[wide.value]
    return [name for name in table if name in spans]


def _all(phrase: Phrase, sentence: Sentence) -> Iterator[re.Match[str]]:
    """Yield the first few places where a phrase stands."""
    start = 0
    for _ in range(_MOST_PLACES):
        found = phrase.search(sentence.plain, sentence.present, start)
        if found is None:
            return
        yield found
        start = max(found.end() - 1, start + 1)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _any(phrases: tuple[Phrase, ...], sentence: Sentence) -> bool:
    return any(phrase.search(sentence.plain, sentence.present) for phrase in fitting(phrases, sentence.present))
