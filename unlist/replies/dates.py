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
_DATES = (
    (re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b"), False),
    (re.compile(rf"\b(?P<n>{_NAME})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>20\d\d)\b", re.IGNORECASE), True),
    (
        re.compile(
            rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?(?P<n>{_NAME})\.?,?\s+(?:de\s+)?(?P<y>20\d\d)\b",
            re.IGNORECASE,
        ),
        True,
    ),
    (re.compile(r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>20\d\d)\b"), False),
    (re.compile(r"\b(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>20\d\d)\b"), False),
)  # fmt: skip
_BEFORE = re.compile(
    r"(?:\bby|\bbefore|no later than|not later than|\buntil|on or before|\bbis(?: zum| spätestens| einschließlich)*|"
    r"spätestens(?: am| bis(?: zum)?)?|"
    r"avant le|jusqu.au|au plus tard le|antes del?(?: día)?|hasta el|a más tardar el|entro (?:il|e non oltre il)|vóór|"
    r"uiterlijk(?: op| tot)?|"
    r"(?:najpóźniej )?do(?: dnia)?|até(?: ao dia| o dia| a)?|expires? on|valid until)\s+(?:\w+day,?\s+|"
    r"\w+tag,?\s+)?(?:the\s+|dem\s+|den\s+)?$",
    re.IGNORECASE,
)
_WORDS = {
    word: number
    for number, words in {
        1: "one|a|an|einem|eines|einen|un|une|uno|una|een|één|jednego|um|uma",
        2: "two|zwei|deux|dos|due|twee|dwóch|dwa|dois|duas",
        3: "three|drei|trois|tres|tre|drie|trzech|três",
        4: "four|vier|quatre|cuatro|quattro|quatro",
        5: "five|fünf|cinq|cinco|cinque|vijf|pięciu",
        6: "six|sechs|seis|sei|zes|sześciu",
        7: "seven|sieben|sept|siete|sette|zeven|siedmiu|sete",
        8: "eight|acht|huit|ocho|otto|oito",
        9: "nine|neun|neuf|nueve|nove|negen",
        10: "ten|zehn|dix|diez|dieci|tien|dziesięciu|dez",
        14: "fourteen|vierzehn|quatorze|catorce|quattordici|veertien|czternastu|catorze",
        15: "fifteen|fünfzehn|quinze|quince|quindici|vijftien|piętnastu",
        20: "twenty|zwanzig|vingt|veinte|venti|twintig|dwudziestu|vinte",
        21: "twenty-one|einundzwanzig",
        28: "twenty-eight",
        30: "thirty|dreißig|trente|treinta|trenta|dertig|trzydziestu|trinta",
        45: "forty-five",
        60: "sixty|sechzig|soixante|sesenta",
        90: "ninety|neunzig",
    }.items()
    for word in words.split("|")
}
_UNITS = (
    (1 / 24, re.compile(r"hours?|hrs?|stunden?|heures?|horas?|ore|uur|godzin\w*", re.IGNORECASE)),
    (1 / 1440, re.compile(r"minutes?|mins?|minuten|minutos|minuti", re.IGNORECASE)),
    (7, re.compile(r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|wek(?:en)?|week|tygodn\w*", re.IGNORECASE)),
    (1, re.compile(r"days?|tage?n?|kalendertage?n?|jours?|días?|giorni|dagen|dni|dias?", re.IGNORECASE)),
    (1, re.compile(r"werktage?n?|arbeitstage?n?|werkdagen", re.IGNORECASE)),
)
_SPAN = re.compile(
    rf"(?<![\w.-])(?P<n>\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})\s*"
    r"(?:\(\s*(?P<again>\d{1,3})\s*\)\s*)?"
    r"(?P<work>business|working|work|werk|jours? ouvr\w+|calendar|full|consecutive|kalender|weitere[nr]?|further)?\s*"
    r"(?P<u>[a-zA-Zíó]{2,12})\b(?P<after>\s+(?:ouvr\w+|hábiles|lavorativi|úteis|roboczych))?",
    re.IGNORECASE,
)
_WORK = re.compile(r"business|work|werk|ouvr|hábil|lavorativ|útei|robocz|arbeits", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """A number of days in a text; hours are counted up to whole days."""

    days: int
    business: bool
    start: int
    end: int


def spans(text: str) -> list[Span]:
    """Return each number of days, weeks or hours that a sentence holds."""
    found = []
    for match in _SPAN.finditer(text):
        number = (
            int(match["again"] or 0)
            or _WORDS.get(match["n"].lower(), 0)
            or (int(match["n"]) if match["n"].isdigit() else 0)
        )
        for factor, pattern in _UNITS:
            if number and pattern.fullmatch(match["u"]):
                marks = f"{match['work'] or ''} {match['u']} {match['after'] or ''}"
                days = max(1, int(-(-number * factor // 1)))
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


def limit_date(text: str) -> tuple[date, int] | None:
    """Return the first date of a sentence that something must happen by, and where it stands."""
    found: list[tuple[int, date]] = []
    for pattern, by_name in _DATES:
        for match in pattern.finditer(text):
            if not _BEFORE.search(text[max(0, match.start() - 40) : match.start()]):
                continue
            month = _MONTH[match["n"].lower()] if by_name else int(match["m"])
            try:
                found.append((match.start(), date(int(match["y"]), month, int(match["d"]))))
            except ValueError:
                # 15/12/2026 and 12/15/2026: only one of them is a date; a wrong one is none.
                continue
    return (min(found)[1], min(found)[0]) if found else None
