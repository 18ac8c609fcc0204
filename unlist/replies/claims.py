"""Claims that something was done: believed only where nothing negates, conditions, reports or narrows them.

A deletion that did not happen is the one thing that a reply must never be read as. Each guard therefore errs
towards disbelief: a claim in doubt is no claim, and a human looks at the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from unlist.replies.language import Language
from unlist.replies.model import Finding
from unlist.replies.phrases import Phrase, fitting
from unlist.replies.sentences import Sentence
from unlist.words import ReplyKind

_HARD = re.compile(r" (?:;|but|however|aber|jedoch|mais|pero|sino|ma|però|maar|ale|jednak|mas|porém) ")
"""Words that begin a statement of its own: what stands before them says nothing about what follows."""

_SOFT = re.compile(
    r" (?:;|-|but|however|, and|, so|, we|, i|, therefore|aber|jedoch|, und|mais|, et|pero|, y|ma|, e|maar|, en|ale|"
    r", i|mas) "
)
"""The same for negations, which reach less far than conditions."""

_COMMA = re.compile(r" [,;] ")

_CONCESSION = re.compile(
    r" (?:although|though|even though|while|whilst|despite|notwithstanding|obwohl|auch wenn|wenngleich|bien que|"
    r"quoique|"
    r"aunque|sebbene|benché|hoewel|ondanks|chociaż|mimo że|embora|apesar de) (?:[^ ,;]+ ){1,30}?, "
)
"""A clause that grants a point ("although the law does not apply, …") and does not govern the rest."""

_TRIES = 4


def claims(sentence: Sentence, language: Language) -> Iterator[Finding]:
    """Yield what a sentence says was done, with the phrase that found it."""
    if sentence.asks or sentence.opens_list or sentence.is_rest:
        return
    plain = _asserted(_CONCESSION.sub(" , ", sentence.plain), language)
    plain = _blank(plain, language.guards.get("polite", ()))
    for name, phrases in language.claims.items():
        kind = ReplyKind(name)
        for phrase in fitting(phrases, sentence.present):
            match = _believed(phrase, plain, sentence, kind, language)
            if match is None:
                continue
            if kind is ReplyKind.FULFILLED and _is_advertising(plain, match, language):
                yield Finding(
                    ReplyKind.OPTED_OUT, f"{language.name}: {phrase.text} (a list for advertising)", sentence.text
                )
            else:
                yield Finding(kind, f"{language.name}: {phrase.text}", sentence.text)
            break


def unguarded(sentence: Sentence, languages: Sequence[Language]) -> bool:
    """Say whether nothing in a sentence negates, conditions, reports or narrows what it says, wherever it stands."""
    if sentence.asks or sentence.opens_list or sentence.is_rest:
        return False
    for language in languages:
        plain = _blank(sentence.plain, language.guards.get("harmless", ()))
        if any(_any(language.guards.get(name, ()), plain) for name in _TAKING_BACK):
            return False
    return True


_TAKING_BACK = ("negation", "condition", "reported", "complement", "other", "after", "marketing")


def contradicts(sentence: Sentence, language: Language) -> bool:
    """Say whether a sentence takes back every claim of deletion in its message ("nothing was deleted")."""
    return not sentence.asks and _any(language.guards.get("contradicts", ()), sentence.plain)


def keeps_something(sentence: Sentence, language: Language) -> str | None:
    """Return the phrase that says that something stays, or None."""
    if sentence.asks or _any(language.guards.get("kept_harmless", ()), sentence.plain):
        return None
    for phrase in fitting(language.guards.get("kept", ()), sentence.present):
        if phrase.search(sentence.plain, sentence.present):
            return f"{language.name}: {phrase.text}"
    return None


def without_concessions(plain: str) -> str:
    """Return a sentence without the clauses that only grant a point."""
    return _CONCESSION.sub(" , ", plain)


def _believed(
    phrase: Phrase, plain: str, sentence: Sentence, kind: ReplyKind, language: Language
) -> re.Match[str] | None:
    start = 0
    for _ in range(_TRIES):
        match = phrase.search(plain, sentence.present, start)
        if match is None:
            return None
        if not _taken_back(plain, match, kind, language):
            return match
        start = match.start() + 1
    return None


def _taken_back(plain: str, match: re.Match[str], kind: ReplyKind, language: Language) -> bool:
    guards = language.guards
    before = plain[: match.start()] + " "
    said = match[0]
    near = _last(_SOFT, before)
    negated = _blank(f"{near.rstrip()} {said.strip()} ", guards.get("harmless", ()))
    if _any(guards.get("negation", ()), negated):
        return True
    governing = f"{_last(_HARD, before).rstrip()} {said.strip()} "
    if any(_any(guards.get(name, ()), governing) for name in ("condition", "reported")):
        return True
    if _any(guards.get("complement", ()), _last(_HARD, before)):
        return True
    # "After verifying your identity, we have deleted …" says so; "After your data has been deleted, …" does not,
    # and a promise for the future ("After you opt out, your data is no longer sold") never does.
    clause = governing if kind is ReplyKind.OPTED_OUT else f"{_last(_COMMA, before).rstrip()} {said.strip()} "
    if _any(guards.get("opening", ()), clause):
        return True
    if _any(guards.get("after", ()), " " + plain[match.end() :].partition(" ; ")[0] + " "):
        return True
    return kind in {ReplyKind.FULFILLED, ReplyKind.PARTLY_FULFILLED} and _is_other(plain, match, language)


def _is_other(plain: str, match: re.Match[str], language: Language) -> bool:
    """Say whether what was deleted is a ticket, a message, a copy of an ID: nothing that was asked for."""
    for phrase in fitting(language.guards.get("other", ()), frozenset(plain.split())):
        for found in phrase.pattern.finditer(plain):
            if found.start() < match.end() and match.start() < found.end():
                return True
    return False


def _is_advertising(plain: str, match: re.Match[str], language: Language) -> bool:
    return _any(language.guards.get("marketing", ()), " " + plain[match.start() :])


def _asserted(plain: str, language: Language) -> str:
    """Take out "we confirm that": what follows is said, not reported. "We cannot confirm that" stays."""
    negation, condition = language.guards.get("negation", ()), language.guards.get("condition", ())

    def asserts(found: re.Match[str]) -> str:
        refused = _any(negation, f" {found[0].strip()} ") or _any(condition, found.string[: found.start()] + " ")
        return found[0] if refused else " "

    for phrase in fitting(language.guards.get("asserted", ()), frozenset(plain.split())):
        plain = phrase.pattern.sub(asserts, plain)
    return f" {' '.join(plain.split())} "


def _last(boundary: re.Pattern[str], text: str) -> str:
    """Return what stands behind the last boundary of a text."""
    end = 0
    for found in boundary.finditer(text):
        end = found.end()
    return " " + text[end:].lstrip()


def _any(phrases: tuple[Phrase, ...], plain: str) -> bool:
    present = frozenset(plain.split())
    return any(phrase.search(plain, present) for phrase in fitting(phrases, present))


def _blank(plain: str, phrases: tuple[Phrase, ...]) -> str:
    for phrase in fitting(phrases, frozenset(plain.split())):
        plain = phrase.pattern.sub(" ", plain)
    return " " + " ".join(plain.split()) + " "
