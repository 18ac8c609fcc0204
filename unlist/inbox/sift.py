"""Whether a message may belong to a request, by its headers alone: what cannot is neither fetched nor parsed.

A wrong yes costs the reading of one message, a wrong no loses an answer: in doubt it is a yes. `match` decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message

from unlist import reference
from unlist.inbox.match import domains_of
from unlist.mailbox.headers import headers_of
from unlist.replies.bounce_sender import sender_of
from unlist.replies.bounce_words import SUBJECT
from unlist.replies.parse import addresses, header
from unlist.store import Store

# Companies through whose systems brokers answer: privacy desks, then helpdesks. Their mail has a subject and a thread
# of its own, and what it answers stands in its text.
DESKS = frozenset(
    {
        "onetrust.com", "trustarc.com", "transcend.io", "securiti.ai", "saymine.com", "saymine.io", "mineos.ai",
        "datagrail.io", "ketch.com", "osano.com", "ethyca.com", "wirewheel.io", "privado.ai",
        "zendesk.com", "freshdesk.com", "freshservice.com", "freshworks.com", "atlassian.net", "atlassian.com",
        "jira.com", "helpscout.net", "helpscout.com", "intercom-mail.com", "intercom.io", "gorgias.com", "frontapp.com",
        "kayako.com", "zohodesk.com", "zohodesk.eu", "desk.com", "groovehq.com", "salesforce.com", "service-now.com",
    }
)  # fmt: skip
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
_IDS = re.compile(r"<[^<>\s]{1,500}@[^<>\s]{1,255}>")
_DASH = rb"(?:-|=2D|\xe2\x80[\x90-\x95]|=E2=80=9[0-5])"
_FOLD = rb"(?:=\r?\n)?"
_BREAK = rb"(?:\r?\n)?"
# A reference anywhere in the bytes, in quoted-printable too. In base64 "UL-" and "ul-" look three ways each, by where
# among three bytes they begin (RFC 4648 4).
_NAMED = re.compile(
    rb"(?<![0-9A-Za-z])[Uu]" + _FOLD + rb"[Ll1]" + _FOLD + rb"\s?" + _DASH + _FOLD + rb"\s?[0-9A-Za-z]"
    rb"|VUwt|dWwt|[FVl1]VM" + _BREAK + rb"L[T-X]|[HXn3]Vs" + _BREAK + rb"L[T-X]"
    rb"|V" + _BREAK + rb"TC[01]|1" + _BREAK + rb"bC[01]"
)  # fmt: skip


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
    digests: frozenset[str]
    """What stands before the @ in the Message-IDs of digests."""
    blind: Callable[[str], str]


def known_to(store: Store) -> Known:
    """Return what the home knows."""
    subjects, requests = store.subjects(), store.requests()
    told = {entry.digest_id for subject in subjects for entry in store.ledger(subject.handle)}
    threads = {store.blind("thread", subject.handle)[:32] for subject in subjects}
    return Known(
        own=frozenset(subject.reply_to.lower() for subject in subjects if subject.reply_to),
        domains=DESKS.union(*(domains_of(slug) for slug in {request.broker for request in requests})),
        references=frozenset(request.reference for request in requests),
        sent=store.sent_ids(),
        digests=frozenset(told | threads),
        blind=lambda message_id: store.blind("message-id", message_id),
    )


def may_belong(known: Known, message: Message) -> str:
    """Return why a message of these headers may belong to a request, or an empty text when it cannot."""
    subject, ids = header(message, "Subject"), _answered(message)
    if any(message_id[1:].partition("@")[0] in known.digests for message_id in ids):
        return "it answers a reminder"
    to = " ".join(header(message, name) for name in ("To", "Cc", "Delivered-To", "X-Original-To"))
    if known.references.intersection(reference.find(f"{subject} {to}")):
        return "it names a reference"
    if _is_report(message, subject):
        return "it may be a report of a mail system"
    senders = addresses(message, "From", "Sender", "Reply-To")
    if senders and senders[0] in known.own:
        return ""  # a copy of what the person wrote
    if any(known.blind(message_id) in known.sent for message_id in ids):
        return "it answers a letter"
    if any(_within(sender.rpartition("@")[2], known.domains) for sender in senders):
        return "it comes from a broker or a desk"
    return "its subject speaks of such requests" if _ABOUT.search(subject) else ""


def worth_reading(known: Known, raw: bytes) -> bool:
    """Say whether a message that is at hand may belong to a request: by its headers, or a reference in its bytes."""
    return bool(may_belong(known, headers_of(raw)) or _NAMED.search(raw))


def _answered(message: Message) -> list[str]:
    return _IDS.findall(f"{header(message, 'In-Reply-To')} {header(message, 'References')}")


def _is_report(message: Message, subject: str) -> bool:
    kind = header(message, "Content-Type").lower()
    named = bool(header(message, "X-Failed-Recipients")) or kind.startswith("multipart/report")
    return named or sender_of(message) != "anybody" or bool(SUBJECT.search(subject))


def _within(domain: str, domains: frozenset[str]) -> bool:
    """Say whether a domain is one of some, or lies below one."""
    labels = domain.split(".")
    return any(".".join(labels[start:]) in domains for start in range(len(labels) - 1))
