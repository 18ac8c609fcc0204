"""The links of a message that a human must open to go on; never surveys, footers or permanent links to a ticket."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from unlist.replies.sentences import Sentence

MOST_URLS = 20

_URL = re.compile(r"https?://[^\s<>\"'\]\)}\u00bb\u201d]{1,2000}", re.IGNORECASE)
_NEVER = re.compile(
    r"unsub|abmeld|desinscri|désinscri|uitschrijv|cancelar-|survey|umfrage|encuesta|enquete|ankiet|sondaggio|pesquisa|"
    r"satisf|feedback|/csat|/nps\b|//reviews?\.|trustpilot|facebook\.com|twitter\.com|//x\.com|linkedin\.com/company|"
    r"instagram\.com|youtube\.com|\.(?:png|jpe?g|gif|svg)(?:$|\?)|email-?preferences|notification-?settings|newsletter|"
    r"//news\.|webinar|/activate|activation|set-?password|/open\?|/pixel|//track|//click\.(?!.*(?:verif|confirm))|"
    r"apps\.apple\.com|play\.google\.com",
    re.IGNORECASE,
)
_PERMANENT = re.compile(
    r"/tickets?/[\w-]*\d|/helpdesk/|/servicedesk/|/hc/[\w-]+/requests/\d|/requests/\d+/?$|/browse/[A-Z]+-\d",
    re.IGNORECASE,
)
_IDLE = re.compile(
    r"privacy-?(?:policy|notice|statement)|/legal|/terms|/privacy/?$|/imprint|/impressum|/datenschutz(?:erkl|hinw|/?$)|"
    r"/mentions|/privacybeleid|/privacyverklaring|/polityka|/informativa|/aviso-legal|/politica|/help/?$|//help\.|/faq|"
    r"/hc/(?:[\w-]+/?)?$|/privacidad/?$|/cookies?/?$|edpb\.europa|/adr/|/contact/?$",
    re.IGNORECASE,
)
_IDLE_TEXT = re.compile(
    r"(?:view|track|check|see|follow) (?:the |your )?(?:status|request|ticket|progress)|status (?:einsehen|of|abrufen)|"
    r"unsubscribe|abmelden|abbestellen|se désabonner|désinscri|darse de baja|annulla(?:re)? l.iscrizione|uitschrijven|"
    r"wypisz|cancelar (?:a )?(?:inscrição|subscrição)|"
    r"privacy (?:policy|notice|statement)|datenschutz(?:erklärung|hinweis\w*)|impressum|mentions légales|"
    r"politique de confidentialité|política de privaci?dade?|informativa privacy|privacyverklaring|"
    r"polityk\w prywatności|"
    r"terms of (?:use|service)|help cent(?:er|re)|hilfe-?center|centre d.aide|centro de (?:ayuda|ajuda)|"
    r"centro assistenza|"
    r"add comments|visit our website|learn more|more information (?:about|on)|mehr erfahren|"
    r"weitere informationen finden|"
    r"en savoir plus|más información|maggiori informazioni|meer informatie|więcej informacji|mais informações|survey|"
    r"umfrage|enquête|encuesta|sondaggio|ankiet|pesquisa de|how (?:did )?we d(?:id|o)|©|powered by|"
    r"all rights reserved|lodge a complaint|supervisory|aufsichtsbehörde|autorité de contrôle|autoridad de control|"
    r"autorità di controllo|toezichthouder|organ nadzorczy|autoridade de controlo|follow us|folgen sie uns",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"\b(?:log ?in|sign in|anmelden|einloggen|melden sie sich|connectez|connecter|inicie sesión|"
    r"acced[aie]\w*|effettu\w+ "
    r"l.accesso|log in|inloggen|zaloguj|entre na|inici\w+ sessão|new message|neue nachricht|upload|hochladen)\b",
    re.IGNORECASE,
)
_SHORT = 8
"""Words at most beside a link that is the label of a button; what it is for stands in the line before."""


def links(parts: list[Sentence], telling: Collection[str]) -> tuple[str, ...]:
    """Return the links to open; `telling` are the sentences that demand something.

    Links of the small print are left out unless nothing else is there and a telling sentence holds them.
    """
    found: list[tuple[str, str, str]] = []
    before = ""
    for part in parts:
        own = _URL.sub("", part.text)
        about = f"{before} {own}" if len(own.split()) <= _SHORT else own
        found += [(url, part.text, about) for url in _of(part.text)]
        before = own
    open_ones = [row for row in found if not _NEVER.search(row[0]) and _is_reachable(row)]
    action = [url for url, text, _ in open_ones if not _IDLE.search(url) and not _IDLE_TEXT.search(_URL.sub("", text))]
    if not action:
        action = [
            url for url, text, _ in open_ones if text in telling and (not _IDLE.search(url) or _is_sentence(text))
        ]
    return tuple(dict.fromkeys(action))[:MOST_URLS]


def _is_reachable(row: tuple[str, str, str]) -> bool:
    """Say whether a link is more than the address of a ticket: one that must be opened to read or send something."""
    return not _PERMANENT.search(row[0]) or bool(_LOGIN.search(row[2]))


def _is_sentence(text: str) -> bool:
    """Say whether a text is no footer: those have dots, bars and marks between links."""
    return not re.search(r"[|·©]|\bimpressum\b", text, re.IGNORECASE)


def _of(text: str) -> list[str]:
    return [url for url in (url.rstrip(".,;:!?*_") for url in _URL.findall(text)) if _host(url)]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
