"""What a message wants of the person: fields, links, documents, days, a ticket, another address."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from unlist.replies.dates import Span, last_day, limit_date, spans
from unlist.replies.kinds import Said
from unlist.replies.language import Language
from unlist.replies.model import Asks
from unlist.replies.redirect import named_in
from unlist.replies.sentences import Sentence, sentence
from unlist.words import ReplyKind

K = ReplyKind
MOST_URLS = 20
_MOST_SPANS = 10

_URL = re.compile(r"https?://[^\s<>\"'\]\)}\u00bb\u201d]{1,2000}", re.IGNORECASE)
_IDLE_URL = re.compile(
    r"unsub|privacy-?(?:policy|notice|statement)|/legal|/terms|/privacy/?$|/imprint|/impressum|facebook\.com|"
    r"twitter\.com|//x\.com|"
    r"linkedin\.com/company|instagram\.com|youtube\.com|survey|satisfaction|/help/?$|//help\.|\.(?:png|jpe?g|gif|"
    r"svg)(?:$|\?)|"
    r"email-?preferences|notification-?settings",
    re.IGNORECASE,
)
_IDLE_TEXT = re.compile(
    r"(?:view|track|check|see|follow) (?:the |your )?(?:status|request|ticket|progress)|status (?:einsehen|of)|"
    r"unsubscribe|abmelden|"
    r"privacy (?:policy|notice|statement)|datenschutz(?:erklärung|hinweise)|terms of (?:use|service)|help cent(?:er|"
    r"re)|add comments|"
    r"visit our website|learn more|more information (?:about|on)|survey|©|powered by|all rights reserved|"
    r"lodge a complaint|supervisory",
    re.IGNORECASE,
)
_OPENS = frozenset(
    {
        K.FORM_REQUIRED,
        K.CONFIRMATION_REQUIRED,
        K.IDENTITY_REQUESTED,
        K.INFORMATION_REQUESTED,
        K.AUTHORIZATION_REQUESTED,
        K.QUESTION,
        K.REDIRECTED,
    }
)
_NO = r"[A-Z0-9][\w-]{1,30}"
_LABELED = re.compile(
    rf"\b(?:ticket|case|request|reference|incident|inquiry|enquiry|file|tracking|dsar|dsr|vorgang\w*|aktenzeichen|referenz\w*|dossier|référence|"
    rf"referencia|expediente|caso|pratica|riferimento|zaak\w*|kenmerk|sprawy|zgłoszeni\w*|processo|pedido|anfrage|as|number)\s*"
    rf"(?:(?:number|no|id|nr|nummer|numéro|número|numero|numer|code)\b\.?\s*)*(?:is|was|:|-|=|#|lautet|with|n°|\s)*\s*[#:\[(\"]*\s*(?P<id>{_NO})\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"[\[(]\s*(?:[A-Za-z][\w ]{0,20}\s)?#?(?P<id>[A-Z]{0,8}-?[A-Z0-9-]{0,12}\d{3,12}(?:-[A-Z0-9]{1,8})?)\s*[\])]"
)
_HASHED = re.compile(r"#\s?(?P<id>[A-Z]{0,6}-?\d{3,12}(?:-[A-Z0-9]{1,8})?)\b")
_KEYED = re.compile(r"(?<![\w-])(?P<id>[A-Z]{2,10}(?:-\d{2,4})?-\d{2,10})\b")
_NOT_TICKET = re.compile(
    r"UL-|(?:19|20)\d\d$|.*\d{3}-\d{3}-\d{4}$|(?:ISO|UTF|RFC|GMT|UTC|CCPA|GDPR|SB|AB|HB|COVID|ART)-?\d", re.IGNORECASE
)


def read_asks(
    said: Said,
    parts: list[Sentence],
    subject: str,
    sent_on: date | None,
    languages: list[Language],
    kinds: tuple[ReplyKind, ...],
) -> Asks:
    """Return what a message wants; relative days are counted from the day it was sent."""
    meant = [want for want in said.wants if want.strength == "strong"] or list(said.wants)
    demands = bool(set(kinds) & _OPENS)
    span = _within(parts, languages)
    by = _by(parts, languages)
    if by is None and span is not None and sent_on is not None:
        by = last_day(sent_on, span)
    return Asks(
        fields=tuple(dict.fromkeys(name for want in meant for name in want.fields)) if demands else (),
        urls=_urls(said, parts) if demands or not kinds else (),
        documents=tuple(dict.fromkeys(name for want in meant for name in want.documents)) if demands else (),
        reply_by=by,
        within_days=span.days if span else None,
        ticket=ticket(subject, parts),
        redirect_to=_redirect(said, parts) if K.REDIRECTED in kinds else None,
    )


def _urls(said: Said, parts: list[Sentence]) -> tuple[str, ...]:
    """Return the links that a human must open; links of the footer and of the small print are left out."""
    urls = [(url.rstrip(".,;:!?*_"), part) for part in parts for url in _URL.findall(part.text)]
    urls = [(url, part) for url, part in urls if _host(url)]
    action = [url for url, part in urls if not _IDLE_URL.search(url) and not _IDLE_TEXT.search(_URL.sub("", part.text))]
    if not action:
        telling = {item.sentence for item in said.findings if item.kind in _OPENS and item.kind is not K.QUESTION}
        action = [url for url, part in urls if part.text in telling and "unsub" not in url.lower()]
    return tuple(dict.fromkeys(action))[:MOST_URLS]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _within(parts: list[Sentence], languages: list[Language]) -> Span | None:
    """Return the days that the *person* has; what the broker allows itself is no deadline on anybody."""
    for part in parts:
        for span in spans(part.text)[:_MOST_SPANS]:
            if _is_theirs_to_keep(_clause(part.text, span.start, span.end), part, languages):
                return span
    return None


def _by(parts: list[Sentence], languages: list[Language]) -> date | None:
    for part in parts:
        found = limit_date(part.text)
        if found and _is_theirs_to_keep(_clause(part.text, found[1], found[1]), part, languages):
            return found[0]
    return None


_CLAUSE = re.compile(r"[;,]\s|\s(?:and|und|et|y|e|en|oraz|i)\s(?=(?:we|wir|nous|our)\b)|\s[-\u2013\u2014]\s")


def _clause(text: str, start: int, end: int) -> str:
    cuts = [0, *(found.end() for found in _CLAUSE.finditer(text)), len(text)]
    first = max(cut for cut in cuts if cut <= start)
    last = min(cut for cut in cuts if cut >= end)
    return text[first:last]


def _is_theirs_to_keep(clause: str, part: Sentence, languages: list[Language]) -> bool:
    """Say whether a limit binds the person: by the words around it, else by those of the whole sentence."""
    near = sentence(clause)
    for scope in (near, part):
        for language in languages:
            theirs = any(p.search(scope.plain, scope.present) for p in language.days.get("theirs", ()))
            yours = any(p.search(scope.plain, scope.present) for p in language.days.get("yours", ()))
            if theirs:
                return False
            if yours:
                return True
    return False


def ticket(subject: str, parts: list[Sentence]) -> str | None:
    """Return the number under which a helpdesk keeps the matter; never our own reference, a year or a phone number."""
    body = "\n".join(part.text for part in parts[:60])[:6000]
    for pattern in (_BRACKETED, _HASHED, _KEYED, _LABELED):
        for source in (subject[:500], body):
            for found in pattern.finditer(source):
                number = found["id"].strip("-_")
                if any(c.isdigit() for c in number) and len(number) > 2 and not _NOT_TICKET.match(number):  # noqa: PLR2004 - two digits are a count
                    return number
    return None


def _redirect(said: Said, parts: list[Sentence]) -> str | None:
    """Return who is responsible instead: an address if one is given, else a name."""
    telling = [item.sentence for item in said.findings if item.kind is K.REDIRECTED]
    places = [number for number, part in enumerate(parts) if part.text in telling]
    near = [parts[place + step].text for place in places for step in (0, 1) if place + step < len(parts)]
    return named_in(near)
