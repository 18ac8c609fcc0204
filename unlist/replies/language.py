"""The languages that replies are read in, each in files of phrases in `language/`.

They hold, besides its `stopwords` and word `lists`:

claims      phrases that say something was done, by outcome; believed only where no guard speaks
guards      negation, condition, reported, after: what takes a claim back; harmless and polite: what only looks so;
            asserted: "we confirm that"; complement, opening: how clauses begin that are not; other: what may be deleted
            and is no data; marketing: deleted from a list for advertising only; contradicts: nothing was deleted;
            kept, kept_harmless: what stays although something was deleted
kinds       phrases of every other kind; `ended` (a ticket was closed), `threat` (something happens without an
            answer), `thanks` (words that many acknowledgements use), `unmonitored` (nobody reads the mailbox)
unless      phrases that keep a kind out of a sentence
wants       strong, weak, optional, still, none, demand, idle, more: whether a sentence wants something of the person;
            told: what was done, which asks nothing; shown: words in which no identifier is asked ("a bill with your
            address")
fields, documents   what it may want
days        whose days a number of days are, the first that speaks decides: never (of links, of storage), sure (the
            person's), theirs, yours
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from unlist.replies.phrases import Phrase, compile_phrases

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl", "pt")

Table = Mapping[str, tuple[Phrase, ...]]


@dataclass(frozen=True)
class Language:
    """One language, its phrases compiled."""

    name: str
    claims: Table
    guards: Table
    kinds: Table
    unless: Table
    wants: Table
    fields: Table
    documents: Table
    days: Table


@lru_cache(maxsize=len(LANGUAGES))
def language(name: str) -> Language:
    """Return a language; compiled once a process, and only when a message is written in it."""
    data = _data(name)
    lists = data["lists"]

    def table(key: str) -> Table:
        return {item: compile_phrases(texts, lists) for item, texts in data.get(key, {}).items()}

    return Language(
        name=name,
        claims=table("claims"),
        guards=table("guards"),
        kinds=table("kinds"),
        unless=table("unless"),
        wants=table("wants"),
        fields=table("fields"),
        documents=table("documents"),
        days=table("days"),
    )


@lru_cache(maxsize=len(LANGUAGES))
def _data(name: str) -> dict[str, Any]:
    """Return a language file with its further parts (`en_kinds.toml`), whose tables no other part has."""
    folder = files("unlist.replies").joinpath("language")
    parts = sorted(item.name for item in folder.iterdir() if item.name.split(".")[0].partition("_")[0] == name)
    data: dict[str, Any] = {}
    for part in parts:
        data |= tomllib.loads(folder.joinpath(part).read_text("utf-8"))
    return data


@lru_cache(maxsize=1)
def _stopwords() -> Mapping[str, Mapping[str, float]]:
    """Return the common words of each language; one that others share tells less."""
    lists = {name: frozenset(_data(name)["stopwords"].split()) for name in LANGUAGES}
    return {
        name: {word: 1 / sum(word in other for other in lists.values()) ** 2 for word in common}
        for name, common in lists.items()
    }


FAINT = 0.3
"""Below this nothing tells the language."""

FEWEST = 0.35
"""A language is read if it has at least this share of the telling words of the best one."""


def languages_of(words: list[str]) -> tuple[str, ...]:
    """Return the languages that a text is written in, the likeliest first; English where nothing tells."""
    counts = {name: sum([common[word] for word in words if word in common]) for name, common in _stopwords().items()}
    best = max(counts.values())
    if best < FAINT:
        return ("en",)
    found = [name for name, count in counts.items() if count >= best * FEWEST]
    return tuple(sorted(found, key=lambda name: (-counts[name], LANGUAGES.index(name))))[:3]
