"""Whether a message may belong to a request, by its headers alone: what cannot is neither fetched nor parsed.

A wrong yes costs the reading of one message, a wrong no loses an answer: in doubt it is a yes. `match` decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message

from unlist import reference
from unlist.inbox.desks import DESKS
from unlist.inbox.match import domains_of
from unlist.mailbox.headers import headers_of
from unlist.replies.bounce_words import SUBJECT
from unlist.replies.digest_code import find_codes
from unlist.replies.parse import header
from unlist.store import Store

# Parents of brokers answer with subjects of their own; these words say what about.
_ABOUT = re.compile(
    r"\b(?:privacy (?:request|inquiry|team|rights)|dsar?\b|dsr\b|data subject|"
    r"(?:deletion|removal|erasure|access|opt[- ]?out|suppression|do not sell|consumer|data|verifiable) request|"
    r"request to (?:delete|know|opt|access)|opt[- ]out|right to (?:know|delete|erasure|access|object)|"
    r"ccpa|cpra|gdpr|bipa|rgpd|dsgvo|ds-gvo|rodo|lgpd|"
    r"betroffenen\w*|auskunfts\w*|lösch\w*|datenschutzanfrage|widerspruch|"
    r"droit d.accès|effacement|suppression de (?:vos )?données|derecho de (?:acceso|supresión)|"
    r"diritto di accesso|cancellazione dei dati|inzageverzoek|verwijder\w*verzoek|avg-verzoek|"
    r"usunięci\w+ danych|żądani\w+ usunięcia|exclusão de dados)",
    re.IGNORECASE,
)
# Mail systems by the address or the name that they write under, or that they give for returns.
_MACHINE = re.compile(
    r"daemon|post[-_. ]?master|mailer|deliver|mail[-_. ]?(?:admin|system|router|server)|microsoftexchange|"
    r"administrator|courier|\bndr\b|<\s*>|<@",
    re.IGNORECASE,
)
_IDS = re.compile(r"<[^<>\s]{1,500}@[^<>\s]{1,255}>")
_ADDRESS = re.compile(r"[^\s<>,;:\"()]{1,320}@[^\s<>,;:\"()]{1,255}")
_LONGEST = 20_000
"""Characters of a header that are looked at, as when a message is read."""
_SOFT_BREAK = re.compile(rb"=\r?\n")
_NAMED = (b"ul-", b"u1-", b"ul -", b"u1 -", b"ul=2d", b"ul\xe2\x80", b"ul=e2=80")
# In base64 "UL-" and "ul-" look three ways each, by where among three bytes they begin (RFC 4648 4): short texts first,
# which are fast to look for, then what must stand around them.
_IN_BASE64 = (b"VUwt", b"dWwt", b"VML", b"VsL", b"VTC0", b"VTC1", b"1bC0", b"1bC1")
_SURELY_IN_BASE64 = re.compile(rb"VUwt|dWwt|[FVl1]VML[T-X]|[HXn3]VsL[T-X]|VTC[01]|1bC[01]")


@dataclass(frozen=True)
class Known:
    """What this home knows that mail can be told by."""

    own: frozenset[str]
    """The addresses that answers go to."""
    domains: frozenset[str]
    """Registered domains of the brokers that something was asked of, and of `DESKS`."""
    references: frozenset[str]
    sent: frozenset[str]
    """Message-IDs of letters, as `blind` has them."""
    blind: Callable[[str], str]


def known_to(store: Store) -> Known:
    """Return what the home knows."""
    subjects, requests = store.subjects(), store.requests()
    return Known(
        own=frozenset(subject.reply_to.lower() for subject in subjects if subject.reply_to),
        domains=DESKS.union(*(domains_of(slug) for slug in {request.broker for request in requests})),
        references=frozenset(request.reference for request in requests),
        sent=store.sent_ids(),
        blind=lambda message_id: store.blind("message-id", message_id),
    )


def may_belong(known: Known, message: Message) -> str:
    """Return why a message of these headers may belong to a request, or an empty text when it cannot."""
    text = _texts(message)
    subject = text.get("subject", "")
    ids = _IDS.findall(f"{text.get('in-reply-to', '')} {text.get('references', '')}")
    if find_codes(" ".join(ids)):
        return "it answers a reminder"
    to = " ".join(text.get(name, "") for name in ("to", "cc", "delivered-to", "x-original-to"))
    if known.references.intersection(reference.find(f"{subject} {to}")):
        return "it names a reference"
    if _is_report(text, subject):
        return "it may be a report of a mail system"
    senders = _ADDRESS.findall(text.get("from", "").lower())
    # Behind a name stands the address; a name may hold one, too.
    if senders and senders[-1] in known.own:
        # To themselves people answer reminders, whose code may stand in the text alone; the rest are copies.
        return "it may answer a reminder" if known.own.intersection(_ADDRESS.findall(to.lower())) else ""
    if any(known.blind(message_id) in known.sent for message_id in ids):
        return "it answers a letter"
    senders += _ADDRESS.findall(f"{text.get('sender', '')} {text.get('reply-to', '')}".lower())
    if any(_within(sender.rpartition("@")[2], known.domains) for sender in senders):
        return "it comes from a broker or a desk"
    return "its subject speaks of such requests" if _ABOUT.search(subject) else ""


def worth_reading(known: Known, raw: bytes) -> bool:
    """Say whether a message that is at hand may belong to a request: by its headers, or a reference in its bytes."""
    return bool(may_belong(known, headers_of(raw))) or _names_a_reference(raw)


def _names_a_reference(raw: bytes) -> bool:
    """Say whether bytes may hold a reference, whatever their encoding; nothing is decoded."""
    small = raw.lower()
    if b"quoted-printable" in small:
        small = _SOFT_BREAK.sub(b"", small)
    if any(form in small for form in _NAMED):
        return True
    if b"base64" not in small:
        return False
    joined = raw.translate(None, b"\r\n")
    return any(form in joined for form in _IN_BASE64) and bool(_SURELY_IN_BASE64.search(joined))


def _texts(message: Message) -> dict[str, str]:
    """Return the headers by their names in small letters, each on one line; of several the first."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        key = name.lower()
        if key not in found:
            plain = value.isascii() and "=?" not in value
            found[key] = " ".join(value[:_LONGEST].split()) if plain else header(message, name)
    return found


def _is_report(text: Mapping[str, str], subject: str) -> bool:
    if "x-failed-recipients" in text or text.get("content-type", "").lower().startswith("multipart/report"):
        return True
    return bool(_MACHINE.search(f"{text.get('from', '')} {text.get('return-path', '')}") or SUBJECT.search(subject))


def _within(domain: str, domains: frozenset[str]) -> bool:
    """Say whether a domain is one of some, or lies below one."""
    labels = domain.split(".")
    return any(".".join(labels[start:]) in domains for start in range(len(labels) - 1))
