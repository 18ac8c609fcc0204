"""How long a link or a code in a message works. What a company allows itself, or a statute number, is no expiry.

A clause tells it that says "valid", "expires" or the like and for how long; the link or code stands in the same clause
or before it, in the sentence or in the one before that "it" points at. "Click the link within 24 hours" tells it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from unlist.replies import expiry_words as words
from unlist.replies.dates import NUMBER, dates_in, number
from unlist.replies.deadlines import day_first
from unlist.replies.language import Language
from unlist.replies.model import Expiry, What
from unlist.replies.sentences import Sentence
from unlist.words import counted

MOST_DAYS = 60
"""What works longer presses nobody."""
ACT_DAYS = 7
"""Up to so many days, "click the link within …" is taken for the life of the link."""
END_OF_DAY = time(23, 59)

_LINK = re.compile(words.LINK, re.IGNORECASE)
_CODE = re.compile(words.CODE, re.IGNORECASE)
_OTHER = re.compile(words.OTHER, re.IGNORECASE)
_VALID = re.compile(words.VALID, re.IGNORECASE)
_ACT = re.compile(words.ACT, re.IGNORECASE)
_OURS = re.compile(words.OURS, re.IGNORECASE)
_THEIRS = re.compile(words.THEIRS, re.IGNORECASE)
_PRONOUN = re.compile(words.PRONOUN, re.IGNORECASE)
_OBJECT = re.compile(words.OBJECT, re.IGNORECASE)
_FROM = re.compile(words.FROM, re.IGNORECASE)
_WITHIN = re.compile(rf"{words.WITHIN}\s+(?:the next |the |den |les |las |los |le |i )?$", re.IGNORECASE)
_CUT = re.compile(
    r"[;!?]\s|,\s(?=(?:and|but|so|und|aber|sonst|otherwise|et|mais|sinon|y|pero|e|ma|en|maar|i|ale|oraz|mas)\b|we\b|wir\b|nous\b)|"
    r"\s(?:and|und|et|y|e|en|oraz|i)\s(?=(?:we|wir|nous|our|wij|ons)\b)|\s[\u2013\u2014]\s"
)
_UNIT = "|".join(f"(?P<u{place}>{names})" for place, (_, names) in enumerate(words.UNITS))
_LASTS = re.compile(
    rf"(?<![\w.:/-])(?P<n>{NUMBER})(?:\s*\(\s*(?P<again>\d{{1,3}})\s*\))?[\s\u00a0-]*(?:{words.ADJECTIVE}\s+)?(?:{_UNIT})"
    r"(?![\w])",
    re.IGNORECASE,
)
_CLOCK = (
    r"(?:(?P<h>\d{1,2})(?:(?P<mark>[:.]|\s?h\s?)(?P<m>\d\d))?\s?(?P<half>[ap]\.?\s?m\b\.?)?(?P<unit>\s?(?:uhr|uur|h)\b)?"
    rf"|(?P<midnight>{words.MIDNIGHT})|(?P<noon>noon))"
)
_TIME = re.compile(rf"(?<![\w.:/-]){_CLOCK}(?![\w:/])(?:\s*\(?(?P<zone>[A-Z]{{2,4}})\b)?", re.IGNORECASE)
_LIMIT_TIME = re.compile(rf"{words.UNTIL}\s+{_CLOCK}(?![\w:/])(?:\s*\(?(?P<zone>[A-Z]{{2,4}})\b)?", re.IGNORECASE)
_NEAR = 30
_NOON = 12
_LAST_HOUR, _LAST_MINUTE = 23, 59


def read_expiry(parts: list[Sentence], sent_at: datetime | None, languages: list[Language]) -> Expiry | None:
    """Return the life of the link or code that dies first, as far as a message tells it."""
    found = list(_expiries(parts, sent_at, languages))
    base = sent_at or datetime(2000, 1, 1, tzinfo=UTC)
    return min(found, key=lambda one: expires_at(one, base, "UTC"), default=None)


def expires_at(expiry: Expiry, sent_at: datetime, zone: str) -> datetime:
    """Return the instant at which a link or code dies, aware UTC.

    `sent_at` is aware; `zone` is the person's IANA zone, in which a time is read that names no other.
    """
    if expiry.lasts is not None:
        return sent_at + expiry.lasts
    here = ZoneInfo(expiry.zone or zone)
    day, clock = expiry.until_on, expiry.until_time or END_OF_DAY
    if day is None:
        local = sent_at.astimezone(here)
        day = local.date() if local.time() < clock else local.date() + timedelta(days=1)
    return datetime.combine(day, clock, here).astimezone(UTC)


def lasting(expiry: Expiry) -> str:
    """Return how long it works in words: `for 24 hours`, `until 2026-05-03 17:00`."""
    if expiry.lasts is not None:
        minutes = int(expiry.lasts.total_seconds() // 60)
        return f"for {counted(minutes // 60, 'hour') if minutes % 60 == 0 else counted(minutes, 'minute')}"
    stands = (expiry.until_on, expiry.until_time and f"{expiry.until_time:%H:%M}", expiry.zone)
    return f"until {' '.join(str(one) for one in stands if one)}"


def _expiries(parts: list[Sentence], sent_at: datetime | None, languages: list[Language]) -> Iterator[Expiry]:
    order: bool | None = None
    before = ""
    for part in parts:
        text = part.text
        told = _VALID.search(text) or _ACT.search(text)
        if told and (_names(text) or _names(before)) and not _OTHER.search(text):
            order = day_first(parts, languages) if order is None else order
            sent_on = sent_at.date() if sent_at else None
            yield from _in_sentence(text, before, sent_on, order=order)
        before = text


def _names(text: str) -> What | None:
    """Return whether a text names a link or a code, the one that stands last."""
    link, code = (max((one.start() for one in names.finditer(text)), default=-1) for names in (_LINK, _CODE))
    if link < 0 and code < 0:
        return None
    return "link" if link > code else "code"


def _in_sentence(text: str, before: str, sent_on: date | None, *, order: bool) -> Iterator[Expiry]:
    start = 0
    cuts = [*((one.start(), one.end()) for one in _CUT.finditer(text)), (len(text), len(text))]
    for end, following in cuts:
        clause, lead = text[start:end], text[:start]
        start = following
        what = _subject(clause, lead, before)
        if what:
            found = _life(clause, text, what, sent_on, order=order)
            if found:
                yield found


def _subject(clause: str, lead: str, before: str) -> What | None:
    """Return what a clause speaks of: what it names itself, else what stands before it and nothing else."""
    if own := _names(clause):
        return own
    if _THEIRS.search(clause):
        return None
    points_back = _PRONOUN.match(lead or clause) or (_ACT.search(clause) and _OBJECT.search(clause))
    return _names(lead) or (_names(before) if points_back else None)


def _life(clause: str, sentence: str, what: What, sent_on: date | None, *, order: bool) -> Expiry | None:
    valid = _VALID.search(clause)
    if valid and not _of_another(clause[: valid.start()]):
        for lasts, start, _ in _durations(clause):
            if not _FROM.search(clause[:start]):
                return Expiry(what, sentence, lasts=lasts)
        return _moment(clause, sentence, what, sent_on, order=order)
    if _ACT.search(clause):
        for lasts, start, _ in _durations(clause):
            if (
                not _OURS.search(clause[:start])
                and _WITHIN.search(clause[:start])
                and lasts <= timedelta(days=ACT_DAYS)
            ):
                return Expiry(what, sentence, lasts=lasts)
    return None


def _of_another(lead: str) -> bool:
    """Say whether something else became the subject after the last comma ("…, your request remains active")."""
    rest = lead.rpartition(",")[2]
    return rest != lead and _names(rest) is None and bool(_THEIRS.search(rest))


def _durations(text: str) -> Iterator[tuple[timedelta, int, int]]:
    for match in _LASTS.finditer(text):
        if any(_clock(one) for one in _LIMIT_TIME.finditer(text[max(0, match.start() - _NEAR) : match.end() + 1])):
            continue  # "jusqu'à 17 h" is a time of day
        count = int(match["again"] or 0) or number(match["n"])
        minutes = next(each for place, (each, _) in enumerate(words.UNITS) if match[f"u{place}"])
        lasts = timedelta(minutes=count * minutes)
        if timedelta(0) < lasts <= timedelta(days=MOST_DAYS):
            yield lasts, match.start(), match.end()


def _moment(clause: str, sentence: str, what: What, sent_on: date | None, *, order: bool) -> Expiry | None:
    """Return a life that ends on a day, at a time, or both."""
    for start, end, day in dates_in(clause, sent_on, day_first=order):
        if _FROM.search(clause[:start]) or (sent_on and not 0 <= (day - sent_on).days <= MOST_DAYS):
            continue
        clock, zone = _clock_near(clause[max(0, start - _NEAR) : start], clause[end : end + _NEAR])
        return Expiry(what, sentence, until_on=day, until_time=clock, zone=zone)
    for found in _LIMIT_TIME.finditer(clause):
        if clock := _clock(found):
            return Expiry(what, sentence, until_time=clock, zone=_zone(found))
    return None


def _clock_near(before: str, after: str) -> tuple[time | None, str | None]:
    """Return the time of day that stands beside a day, and its zone."""
    for text in (after, before):
        for found in _TIME.finditer(text):
            if clock := _clock(found):
                return clock, _zone(found)
    return None, None


def _clock(found: re.Match[str]) -> time | None:
    """Return a time of day; a bare number is none."""
    if found["midnight"]:
        return END_OF_DAY
    if found["noon"]:
        return time(_NOON)
    marked = found["half"] or found["unit"] or found["mark"] == ":" or (found["mark"] or "").strip().lower() == "h"
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if found["half"]:
        hour = hour % _NOON + (_NOON if found["half"].lower().startswith("p") else 0)
    if (hour, minute) == (_LAST_HOUR + 1, 0):
        return END_OF_DAY
    return time(hour, minute) if marked and hour <= _LAST_HOUR and minute <= _LAST_MINUTE else None


def _zone(found: re.Match[str]) -> str | None:
    name = found["zone"]
    return words.ZONES.get(name) if name else None
