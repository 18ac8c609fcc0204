"""Until when the *person* must act; what a company or the law allows the company is no limit on anybody."""

from __future__ import annotations

import re
from datetime import date

from unlist.replies.dates import Span, limit_date, spans
from unlist.replies.language import Language
from unlist.replies.sentences import Sentence, sentence

_MOST_SPANS = 10
_CLAUSE = re.compile(r"[;,:]\s|\s(?:and|und|et|y|e|en|oraz|i)\s(?=(?:we|wir|nous|our|wij)\b)|\s[-\u2013\u2014]\s")
_PAST_BEFORE = re.compile(
    r"\b(?:vor|il y a|hace|há|last|past|previous|letzten|vergangenen|derniers|dernières|últimos|últimas|ultimi|ultime|"
    r"laatste|afgelopen|ostatnich|every|alle|tous les|toutes les|cada|ogni|elke|co|older than|älter als|ouder dan|"
    r"de plus de|moins de|más de|menos de|più di|meno di|minder dan|mniej niż|starsz\w+ niż|bis zu|about|"
    r"approximately|up to|nearly|almost)\s*(?:the |den |les |los |las |gli |le |de |os |as )?$",
    re.IGNORECASE,
)
"""Words before a number of days that are over, or that are no limit."""

_PAST_AFTER = re.compile(r"^\s*(?:ago|old|alt|fa\b|atrás|geleden|temu|before|vorher|auparavant|antes)", re.IGNORECASE)
_AMERICAN = re.compile(r"\b(?:CCPA|CPRA|California|Civil Code|Inc|LLC|FCRA|U\.S\.)\b")
_EUROPEAN = re.compile(r"\b(?:GDPR|ICO|UK|Ireland|Ltd|EEA|EU|plc|organisation|authorised?)\b")


def days_given(parts: list[Sentence], languages: list[Language]) -> Span | None:
    """Return the first number of days that the person has."""
    for part in parts:
        for span in spans(part.text)[:_MOST_SPANS]:
            before, after = part.text[max(0, span.start - 30) : span.start], part.text[span.end : span.end + 12]
            if _PAST_BEFORE.search(before) or _PAST_AFTER.search(after):
                continue
            if _binds_person(_clause(part.text, span.start, span.end), part, languages):
                return span
    return None


def day_given(parts: list[Sentence], languages: list[Language], sent_on: date | None) -> date | None:
    """Return the first day that the person must act by."""
    order = day_first(parts, languages)
    for part in parts:
        found = limit_date(part.text, sent_on, day_first=order)
        if found and _binds_person(_clause(part.text, found[1], found[1]), part, languages):
            return found[0]
    return None


def day_first(parts: list[Sentence], languages: list[Language]) -> bool:
    """Say whether 10/12 is a day in December: not where English is written as in the United States."""
    text = " ".join(part.text for part in parts)
    foreign = bool(languages) and languages[0].name != "en"
    return foreign or (bool(_EUROPEAN.search(text)) and not _AMERICAN.search(text))


def _clause(text: str, start: int, end: int) -> str:
    cuts = [0, *(found.end() for found in _CLAUSE.finditer(text)), len(text)]
    first = max(cut for cut in cuts if cut <= start)
    last = min(cut for cut in cuts if cut >= end)
    return text[first:last]


def _binds_person(clause: str, part: Sentence, languages: list[Language]) -> bool:
    """Say whether a limit binds the person: by the words around it, else by those of the whole sentence."""
    for scope in (sentence(clause), part):
        for name, binds in (("never", False), ("sure", True), ("theirs", False), ("yours", True)):
            if any(
                phrase.search(scope.plain, scope.present)
                for language in languages
                for phrase in language.days.get(name, ())
            ):
                return binds
    return False
