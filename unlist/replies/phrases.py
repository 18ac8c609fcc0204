r"""Phrases: the small language in which cues are written, and how it becomes regular expressions.

A phrase is a row of words with spaces between, matched against `tokens.plain`. A word is

    deleted              itself; a regular expression without spaces (`delet\w+`, `requests?`)
    {done}               one of a named list of the language file
    (was|has been)       one of several; each may be a phrase of its own
    (now|just)?          may be missing
    {adverb}*            up to three of these
    ~  ~~  ~~~           up to 3, 8 or 16 words of any kind
    <  >                 the beginning, the end of the sentence
    !(that|which)        here none of these may stand

An underscore is a space too. A gap counts words, not characters, and words are divided by single spaces; matching
therefore never backtracks further than the product of the gaps, however the mail was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_GAPS = {"~": 3, "~~": 8, "~~~": 16}
_LITERAL = re.compile(r"[\w'&@/:,;!%$-]+")
_RAW = re.compile(r"\((?:[^()]|\([^()]*\))*\)[?*]?|\{[a-z_]+\}[?*]?")
_NEEDS = 3
"""Word sets that are looked at before a pattern is tried; more cost more than they save."""

Lists = Mapping[str, str]


@dataclass(frozen=True)
class Phrase:
    """One phrase: its text, its pattern, and sets of words of each of which one must occur."""

    text: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]

    def search(self, plain: str, present: frozenset[str], start: int = 0) -> re.Match[str] | None:
        """Find the phrase in a sentence; `present` holds its words, which rule most phrases out at once."""
        for need in self.needs:
            if need.isdisjoint(present):
                return None
        return self.pattern.search(plain, start)


class Phrases(tuple[Phrase, ...]):  # noqa: SLOT001 - it carries its index
    """Phrases with an index by the words that each needs: of hundreds, few can stand in one sentence."""

    def __init__(self, _phrases: Iterable[Phrase] = ()) -> None:
        self._always = [place for place, phrase in enumerate(self) if not phrase.needs]
        self._by_word: dict[str, list[int]] = {}
        for place, phrase in enumerate(self):
            for word in phrase.needs[0] if phrase.needs else ():
                self._by_word.setdefault(word, []).append(place)

    def fitting(self, present: frozenset[str]) -> Sequence[Phrase]:
        """Return the phrases that the words of a sentence do not rule out, in their order."""
        words = self._by_word.keys() & present
        if not words:
            return [self[place] for place in self._always] if self._always else ()
        return [self[place] for place in sorted({*self._always, *(at for word in words for at in self._by_word[word])})]


def fitting(phrases: tuple[Phrase, ...], present: frozenset[str]) -> Sequence[Phrase]:
    """Return the phrases that the words of a sentence do not rule out, in their order."""
    return phrases.fitting(present) if isinstance(phrases, Phrases) else phrases


def compile_phrases(texts: Iterable[str], lists: Lists) -> Phrases:
    """Return phrases ready to search; raises KeyError for a list that does not exist."""
    return Phrases(compile_phrase(text, lists) for text in texts)


def compile_phrase(text: str, lists: Lists) -> Phrase:
    """Return one phrase ready to search."""
    pattern, needs = _sequence(text, lists)
    return Phrase(text, re.compile("(?<= )" + pattern), tuple(sorted(needs, key=len)[:_NEEDS]))


def _sequence(text: str, lists: Lists) -> tuple[str, list[frozenset[str]]]:
    pattern: list[str] = []
    needs: list[frozenset[str]] = []
    for piece in _split(text.replace("_", " ") if "{" not in text else _spaced(text), " "):
        if piece in _GAPS:
            pattern.append(rf"(?:\S+ ){{0,{_GAPS[piece]}}}?")
        elif piece == "<":
            pattern.append("(?<=^ )")
        elif piece == ">":
            pattern.append("$")
        elif piece.startswith("!"):
            pattern.append(f"(?!{_word(piece[1:], lists)[0]})")
        elif piece:
            one, need = _word(piece, lists)
            pattern.append(one)
            if need:
                needs.append(need)
    return "".join(pattern), needs


def _spaced(text: str) -> str:
    """Turn underscores into spaces, except in the names of lists."""
    return re.sub(r"\{[a-z_]+\}|_", lambda found: " " if found[0] == "_" else found[0], text)


def _word(piece: str, lists: Lists) -> tuple[str, frozenset[str]]:
    """Return the pattern of a word, group or list, and of which words one must then occur."""
    if not _RAW.fullmatch(piece) or piece.startswith("(?"):
        need = frozenset({piece}) if _LITERAL.fullmatch(piece) else frozenset[str]()
        return f"(?:{piece}) ", need
    mark = piece[-1] if piece[-1] in "?*" else ""
    inner = piece[: -len(mark)] if mark else piece
    options = _spaced(lists[inner[1:-1]]) if inner.startswith("{") else inner[1:-1]
    patterns: list[str] = []
    first: list[frozenset[str]] = []
    for option in _split(options, "|"):
        one, inside = _sequence(option, lists)
        patterns.append(one)
        first.append(min(inside, key=len) if inside else frozenset())
    group = f"(?:{'|'.join(patterns)})"
    if mark:
        return group + ("?" if mark == "?" else "{0,3}"), frozenset()
    return group, frozenset[str]().union(*first) if all(first) else frozenset()


def _split(text: str, at: str) -> list[str]:
    """Split a phrase at a character, but not inside parentheses."""
    found, depth, last = [], 0, 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and character == at:
            found.append(text[last:place])
            last = place + 1
    found.append(text[last:])
    return found
