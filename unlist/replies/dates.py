"""Dates and numbers of days as people write them, in eight languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    "january|jan|januar|jänner|janvier|janv|enero|ene|gennaio|gen|januari|stycznia|styczeń|janeiro",
    "february|feb|februar|février|févr|febrero|febbraio|februari|lutego|luty|fevereiro|fev",
    "march|mar|märz|mars|marzo|maart|mrt|marca|marzec|março",
    "april|apr|avril|avr|abril|abr|aprile|kwietnia|kwiecień",
    "may|mai|mayo|maggio|mag|mei|maja|maj|maio",
    "june|jun|juni|juin|junio|giugno|giu|czerwca|czerwiec|junho",
    "july|jul|juli|juillet|juil|julio|luglio|lug|lipca|lipiec|julho",
    "august|aug|août|aout|agosto|ago|augustus|sierpnia|sierpień",
    "september|sep|sept|septembre|septiembre|settembre|set|września|wrzesień|setembro",
    "october|oct|oktober|okt|octobre|octubre|ottobre|ott|października|październik|outubro|out",
    "november|nov|novembre|noviembre|listopada|listopad|novembro",
    "december|dec|dezember|dez|décembre|déc|diciembre|dic|dicembre|grudnia|grudzień|dezembro",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_YEAR = r"(?:,?\s+(?:de\s+|del\s+)?(?P<y>20\d\d)\b)?"
_DIGIT = re.compile(r"\d")
_DATES = (
    re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"),
    re.compile(rf"\b(?P<n>{_NAME})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[:.]\d){_YEAR}", re.IGNORECASE),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?\s+(?:of\s+|de\s+)?(?P<n>{_NAME})\b\.?{_YEAR}", re.IGNORECASE
    ),
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<y>20\d\d|\d\d)\b(?!\.))?(?!\d)"),
    re.compile(
        r"(?<![\d/-])(?P<one>\d{1,2})(?P<mark>[/-])(?P<two>\d{1,2})(?:(?P=mark)(?P<y>20\d\d|\d\d)\b)?(?![\d/-])"
    ),
)
_WEEKDAY = (
    r"(?:[a-zà-ÿś-]{2,9}(?:day|tag|woch|dag|di|dì|nes|ves|bado|ngo|nica|ato|niedziałku|ek|orku|rodę|wartku|ątku|botę|"
    r"feira)\b\.?,?\s+)?"
)
_BEFORE = re.compile(
    r"(?:\bby(?: no later than)?|\bbefore|no later than|not later than|\buntil|\btill|on or before|\bdeadline(?: is|:)|"
    r"\bdue(?: date)?(?: is|:| on| by)?|prior to|"
    r"\bbis(?: zum| spätestens| einschließlich| längstens| einschl\.)*|spätestens(?: am| zum| bis(?: zum)?)?|\bfrist:|"
    r"vor dem|avant le|jusqu.au|au plus tard le|d'ici (?:le|au)|incomplet au|pour le|antes del?(?: día)?|"
    r"hasta(?: el)?(?: día)?|"
    r"a más tardar(?: el)?|como máximo el|entro(?: il| e non oltre(?: il)?| la data del)?|non oltre il|"
    r"fino al|prima del|"
    r"vóór|\bvoor|uiterlijk(?: op| tot)?|\btot(?: en met)?|najpóźniej|(?:najpóźniej |"
    r"nie później niż )?\bdo(?: dnia)?|przed|"
    r"até(?: ao? dia| o dia| ao?)?|antes d[eo](?: dia)?)\s+(?:the\s+|dem\s+|den\s+|le\s+|el\s+|il\s+)?"
    rf"{_WEEKDAY}(?:the\s+|dem\s+|den\s+|dia\s+|día\s+)?$",
    re.IGNORECASE,
)
_WORDS = {
    word: number
    for number, words in {
        1: "one|a|an|einem|eines|einen|einer|eine|un|une|uno|una|een|één|jednego|um|uma",
        2: "two|zwei|deux|dos|due|twee|dwóch|dwa|dois|duas",
        3: "three|drei|trois|tres|tre|drie|trzech|três",
        4: "four|vier|quatre|cuatro|quattro|quatro",
        5: "five|fünf|cinq|cinco|cinque|vijf|pięciu",
        6: "six|sechs|seis|sei|zes|sześciu",
        7: "seven|sieben|sept|siete|sette|zeven|siedmiu|sete",
        8: "eight|acht|huit|ocho|otto|oito|ośmiu",
        9: "nine|neun|neuf|nueve|nove|negen|dziewięciu",
        10: "ten|zehn|dix|diez|dieci|tien|dziesięciu|dez",
        12: "twelve|zwölf|douze|doce|dodici|twaalf|dwunastu|doze",
        14: "fourteen|vierzehn|quatorze|catorce|quattordici|veertien|czternastu|catorze",
        15: "fifteen|fünfzehn|quinze|quince|quindici|vijftien|piętnastu",
        20: "twenty|zwanzig|vingt|veinte|venti|twintig|dwudziestu|vinte",
        21: "twenty-one|einundzwanzig|vingt et un|ventuno|eenentwintig|vinte e um",
        28: "twenty-eight",
        30: "thirty|dreißig|trente|treinta|trenta|dertig|trzydziestu|trinta",
        45: "forty-five",
        60: "sixty|sechzig|soixante|sesenta",
        90: "ninety|neunzig",
    }.items()
    for word in words.split("|")
}
NUMBER = rf"\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
"""A number as people write it, as a piece of a pattern; `number` reads it."""
_UNITS = (
    (1 / 24, re.compile(r"hours?|hrs?|stunden?|heures?|horas?|ore|uur|godzin\w*", re.IGNORECASE)),
    (14, re.compile(r"fortnights?|quinzaines?", re.IGNORECASE)),
    (7, re.compile(r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|wek(?:en)?|week|tygodn\w*", re.IGNORECASE)),
    (1, re.compile(r"days?|tage?n?|kalendertage?n?|jours?|días?|giorni|dagen|dni|dias?", re.IGNORECASE)),
    (1, re.compile(r"werktage?n?|arbeitstage?n?|werkdagen", re.IGNORECASE)),
)
_SPAN = re.compile(
    rf"(?<![\w.-])(?P<n>{NUMBER})\s*"
    r"(?:\(\s*(?:(?P<again>\d{1,3})|[^\W\d]{2,14})\s*\)\s*)?"
    r"(?P<work>business|working|work|werk|jours? ouvr\w+|calendar|full|consecutive|kalender|weitere[nr]?|"
    r"further|volle[nr]?|clear)?\s*"
    r"(?P<u>[a-zA-Zíó]{2,12})\b(?P<after>\s+(?:ouvr\w+|hábiles|lavorativi|úteis|roboczych))?",
    re.IGNORECASE,
)
_WORK = re.compile(r"business|work|werk|ouvr|hábil|lavorativ|útei|robocz|arbeits", re.IGNORECASE)

_MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Span:
    """A number of days in a text; hours are counted up to whole days."""

    days: int
    business: bool
    start: int
    end: int


def number(word: str) -> int:
    """Return the number that a word or its digits are; 0 for what is none."""
    return int(word) if word.isdigit() else _WORDS.get(word.lower(), 0)


def spans(text: str) -> list[Span]:
    """Return each number of days, weeks or hours that a sentence holds."""
    found = []
    for match in _SPAN.finditer(text):
        count = int(match["again"] or 0) or number(match["n"])
        for factor, pattern in _UNITS:
            if count and pattern.fullmatch(match["u"]):
                marks = f"{match['work'] or ''} {match['u']} {match['after'] or ''}"
                days = max(1, int(-(-count * factor // 1)))
                found.append(Span(days, bool(_WORK.search(marks)), match.start(), match.end()))
                break
    return found


def last_day(sent_on: date, span: Span) -> date:
    """Return the last day of a span that began on the day a mail was sent; business days are Monday to Friday."""
    if not span.business:
        return sent_on + timedelta(days=span.days)
    day, left = sent_on, span.days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5  # noqa: PLR2004 - Saturday is 5
    return day


def limit_date(text: str, sent_on: date | None, *, day_first: bool) -> tuple[date, int] | None:
    """Return the first date of a sentence that something must happen by, and where it stands.

    A date without a year is the next one after the mail was sent. `day_first` says what 10/12 is; where only one
    reading is a date (15/12, 12/15) it is that one.
    """
    for start, _, day in dates_in(text, sent_on, day_first=day_first):
        if _BEFORE.search(text[max(0, start - 50) : start]):
            return day, start
    return None


def dates_in(text: str, sent_on: date | None, *, day_first: bool) -> list[tuple[int, int, date]]:
    """Return where each date of a sentence begins and ends, and which day it is, in order."""
    patterns = _DATES if _DIGIT.search(text) else ()
    matches = (match for pattern in patterns for match in pattern.finditer(text))
    read = ((match, _date(match.groupdict(), sent_on, day_first=day_first)) for match in matches)
    return sorted((match.start(), match.end(), day) for match, day in read if day)


def _date(parts: dict[str, str | None], sent_on: date | None, *, day_first: bool) -> date | None:
    if parts.get("one"):
        first, second = int(parts["one"] or 0), int(parts["two"] or 0)
        day, month = (first, second) if day_first or first > _MONTHS_A_YEAR else (second, first)
        if month > _MONTHS_A_YEAR:
            day, month = month, day
    else:
        month = _MONTH[name.lower()] if (name := parts.get("n")) else int(parts["m"] or 0)
        day = int(parts["d"] or 0)
    try:
        if year := parts.get("y"):
            return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)  # noqa: PLR2004 - 2026, not 26
        if sent_on is None:
            return None
        this_year = date(sent_on.year, month, day)
        return this_year if this_year >= sent_on else date(sent_on.year + 1, month, day)
    except ValueError:
        # 31/11: no date, and a wrong one is none.
        return None
