"""Which sentences want something of the person, how strongly, and what: identifiers and documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unlist.replies.language import Language, Table
from unlist.replies.phrases import Phrase
from unlist.replies.sentences import Sentence
from unlist.words import IdentifierKind

Strength = Literal["strong", "weak"]

_NARROWER = {
    IdentifierKind.POSTAL_ADDRESS: IdentifierKind.FORMER_ADDRESSES,
    IdentifierKind.FULL_NAME: IdentifierKind.FORMER_NAMES,
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
    for sentence in sentences:
        strength = strength_of(sentence, languages)
        if strength is None and found and found[-1].sentence is last and _speaks_of_proof(sentence, languages):
            strength = found[-1].strength
        last = sentence
        if sentence.opens_list:
            heading = strength
        elif not sentence.is_item:
            heading = None
        elif strength is None and not _declines(sentence, languages):
            strength = heading
        if strength is not None:
            found.append(_want(sentence, strength, languages))
    return found


def strength_of(sentence: Sentence, languages: list[Language]) -> Strength | None:
    """Return how strongly a sentence wants something, or None."""
    for language in languages:
        rules = language.wants
        if not _any(rules.get("strong", ()), sentence) or _any(rules.get("none", ()), sentence):
            continue
        if _any(rules.get("optional", ()), sentence):
            return "weak"
        if _any(rules.get("weak", ()), sentence) and not _any(rules.get("still", ()), sentence):
            return "weak"
        return "strong"
    return None


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
        fields += [IdentifierKind(name) for name in _named(language.fields, sentence)]
        documents += _named(language.documents, sentence)
        more = more or _any(language.wants.get("more", ()), sentence)
    demands = any(_demands(sentence, language) for language in languages)
    return Want(sentence, strength, tuple(dict.fromkeys(fields)), tuple(dict.fromkeys(documents)), more, demands)


def _demands(sentence: Sentence, language: Language) -> bool:
    rules = language.wants
    return _any(rules.get("demand", ()), sentence) and not _any(rules.get("idle", ()), sentence)


def _named(table: Table, sentence: Sentence) -> list[str]:
    """Return the names of a table of which a phrase stands in a sentence; overlapping words go to the narrower one."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for name, phrases in table.items():
        for phrase in phrases:
            if match := phrase.search(sentence.plain, sentence.present):
                spans.setdefault(name, []).append(match.span())
    for wide, narrow in _NARROWER.items():
        inner = spans.get(narrow.value, [])
        if wide.value in spans and inner:
            left = [span for span in spans[wide.value] if not any(_overlap(span, other) for other in inner)]
            if left:
                spans[wide.value] = left
            else:
                del spans[wide.value]
    return [name for name in table if name in spans]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _any(phrases: tuple[Phrase, ...], sentence: Sentence) -> bool:
    return any(phrase.search(sentence.plain, sentence.present) for phrase in phrases)
