"""Reading one message: bounce before automatic, new text before kinds, and nothing claimed that was not said."""

from __future__ import annotations

import re
from email.message import Message
from typing import Any

from unlist import reference
from unlist.replies.asks import read_asks
from unlist.replies.authentication import authentication
from unlist.replies.automatic import automatic_because
from unlist.replies.blend import OUTCOMES
from unlist.replies.bounce import is_report, read_bounce
from unlist.replies.decide import Verdict, decide
from unlist.replies.digest_code import find_codes
from unlist.replies.disguise import disguised, seen
from unlist.replies.expiry import lasting, read_expiry
from unlist.replies.kinds import said
from unlist.replies.language import language, languages_of
from unlist.replies.limits import headers_only, over_limit
from unlist.replies.model import Asks, Bounce, Delivered, Expiry, Finding, Reply
from unlist.replies.parse import address, addresses, body_text, date_of, header, parse
from unlist.replies.sealed import sealed, without_files
from unlist.replies.sentences import sentences
from unlist.replies.text import new_text
from unlist.words import ReplyKind

K = ReplyKind
_IDS = re.compile(r"<[^<>\s]{1,500}@[^<>\s]{1,255}>")
_MOST_IDS = 100
_MOST_QUOTED = 160
_MOST_TEXT = 60_000
"""Characters of new text that are classified: the beginning and the end, where demands hide."""


def read(raw: bytes, *, authserv_id: str | None = None) -> Reply:
    """Read a message. Never raises; what could not be read stands in `defects`."""
    try:
        limit = over_limit(raw)
        message = parse(headers_only(raw) if limit else raw)
        return _read(message, authserv_id, (limit,) if limit else ())
    except Exception as problem:  # noqa: BLE001 - mail is hostile and never lost: a human looks at it
        return _unread(raw, f"could not be read: {type(problem).__name__}")


def _read(message: Message, authserv_id: str | None, defects: tuple[str, ...]) -> Reply:
    bounce, delivered = read_bounce(message)
    subject = header(message, "Subject")
    full, files = without_files(body_text(message))
    new = new_text(full)
    because = "a report of a mail system" if bounce or delivered or is_report(message) else automatic_because(message)
    proof = authentication(message, authserv_id)
    asks, verdict = Asks(), Verdict(None, (), 0.0)
    findings: tuple[Finding, ...] = ()
    opaque = files or (() if defects or because else sealed(message, full))
    expiry: Expiry | None = None
    if bounce or delivered or is_report(message):
        findings, verdict = _of_report(message, bounce, delivered)
    elif not defects:
        text = "" if new.source == "quoted" else _both_ends(new.text)
        asks, findings, verdict, expiry = _of_words(message, seen(subject), seen(text), automatic=bool(because))
        verdict = _undisguised(verdict, f"{subject}\n{text}")
    return Reply(
        message_id=_one_id(header(message, "Message-ID")),
        from_address=address(message, "From"),
        subject=subject,
        date=date_of(message),
        kind=verdict.kind,
        kinds=verdict.kinds,
        confidence=verdict.confidence,
        bounce=bounce,
        automatic=bool(because),
        asks=asks,
        reply_text=new.text,
        authentication=proof,
        delivered=delivered,
        in_reply_to=(answered := _answered(message)),
        references_found=tuple(reference.find(f"{subject}\n{full}")),
        codes_found=tuple(find_codes(" ".join(answered), full)),
        to_addresses=tuple(addresses(message, "To", "Cc", "Delivered-To", "X-Original-To")),
        has_new_text=new.source == "new" and bool(new.text),
        expiry=expiry,
        findings=findings,
        notes=(*_notes(because, proof, authserv_id, new.source, verdict), *_lasting(expiry)),
        defects=(*defects, *opaque),
    )


def _undisguised(verdict: Verdict, text: str) -> Verdict:
    """Believe no outcome of words that a person may see otherwise than a program."""
    doubt = disguised(text) if OUTCOMES & set(verdict.kinds) else ""
    if not doubt:
        return verdict
    return Verdict(None, tuple(kind for kind in verdict.kinds if kind not in OUTCOMES), 0.0, doubt)


def _notes(because: str, proof: str, authserv_id: str | None, source: str, verdict: Verdict) -> tuple[str, ...]:
    return tuple(
        note
        for note in (
            f"automatic by {because}" if because else "",
            f"sender {proof} by the Authentication-Results of {authserv_id}" if proof != "none" else "",
            "nothing new above the quoted thread" if source == "quoted" else "",
            "only a forwarded message" if source == "forwarded" else "",
            f"left to a person: {verdict.doubt}" if verdict.doubt else "",
        )
        if note
    )


def _lasting(expiry: Expiry | None) -> tuple[str, ...]:
    return (f"a {expiry.what} works {lasting(expiry)}: {expiry.sentence[:_MOST_QUOTED]}",) if expiry else ()


def _of_report(
    message: Message, bounce: Bounce | None, delivered: Delivered | None
) -> tuple[tuple[Finding, ...], Verdict]:
    """Return what a report means: a bounce, or a machine's notice that nobody need answer."""
    if bounce:
        rows = [f"{r.address} {r.status or ''} {r.diagnostic or ''}".strip() for r in bounce.recipients]
        found = Finding(
            K.BOUNCED, f"delivery failed ({bounce.bounce_class})", "; ".join(rows) or header(message, "Subject")
        )
        return (found,), Verdict(K.BOUNCED, (K.BOUNCED,), 0.95)
    what = f"delivered to {', '.join(delivered.recipients)}" if delivered else "a report that is no bounce"
    return (Finding(K.AUTO_REPLY, what, header(message, "Subject")),), Verdict(K.AUTO_REPLY, (K.AUTO_REPLY,), 0.9)


def _of_words(
    message: Message, subject: str, text: str, *, automatic: bool
) -> tuple[Asks, tuple[Finding, ...], Verdict, Expiry | None]:
    parts = sentences(text)
    words = [word for part in parts[:60] for word in part.plain.split()]
    languages = [language(name) for name in languages_of(words)]
    found = said(subject, parts, languages, sender=address(message, "From"))
    verdict = decide(found, automatic=automatic)
    sent = date_of(message)
    asks = read_asks(found, parts, subject, sent.date() if sent else None, languages, verdict.kinds)
    order = {kind: number for number, kind in enumerate(verdict.kinds)}
    findings = sorted(found.findings, key=lambda item: order.get(item.kind, len(order)))
    return asks, tuple(findings), verdict, read_expiry(parts, sent, languages)


def _both_ends(text: str) -> str:
    if len(text) <= _MOST_TEXT:
        return text
    half = _MOST_TEXT // 2
    return f"{text[:half]}\n\n{text[-half:]}"


def _unread(raw: bytes, problem: str) -> Reply:
    message = parse(headers_only(raw))
    return Reply(
        message_id=_one_id(header(message, "Message-ID")),
        from_address=address(message, "From"),
        subject=header(message, "Subject"),
        date=date_of(message),
        kind=None,
        kinds=(),
        confidence=0.0,
        bounce=None,
        automatic=False,
        asks=Asks(),
        reply_text="",
        authentication="none",
        defects=(problem,),
    )


def _one_id(value: str) -> str | None:
    """Return a Message-ID with its angle brackets, or what stands in its place."""
    found = _IDS.search(value)
    return found[0] if found else value[:500] or None


def _answered(message: Message) -> tuple[str, ...]:
    values = f"{header(message, 'In-Reply-To')} {header(message, 'References')}"
    return tuple(dict.fromkeys(_IDS.findall(values)))[-_MOST_IDS:]


def to_json(reply: Reply, path: str, index: int | None = None, *, explain: bool = False) -> dict[str, Any]:
    """Return a reply as the documented JSON object of `inbox classify`; `explain` adds what decided."""
    bounce, asks = reply.bounce, reply.asks
    recipients = bounce.recipients if bounce else ()
    return {
        "path": path,
        **({} if index is None else {"index": index}),
        "message_id": reply.message_id,
        "from": reply.from_address,
        "subject": reply.subject,
        "date": reply.date.isoformat() if reply.date else None,
        "kind": reply.kind.value if reply.kind else None,
        "kinds": [kind.value for kind in reply.kinds],
        "confidence": round(reply.confidence, 2),
        "bounce": None
        if bounce is None
        else {
            "class": bounce.bounce_class,
            "recipients": [{"address": r.address, "status": r.status, "diagnostic": r.diagnostic} for r in recipients],
        },
        "automatic": reply.automatic,
        "asks": {
            "fields": [name.value for name in asks.fields],
            "urls": list(asks.urls),
            "documents": list(asks.documents),
            "reply_by": asks.reply_by.isoformat() if asks.reply_by else None,
            "within_days": asks.within_days,
            "ticket": asks.ticket,
            "redirect_to": asks.redirect_to,
        },
        "reply_text": reply.reply_text,
        "authentication": reply.authentication,
        **(_explained(reply) if explain else {}),
    }


def _explained(reply: Reply) -> dict[str, Any]:
    return {
        "findings": [{"kind": f.kind.value, "rule": f.rule, "sentence": f.sentence} for f in reply.findings],
        "notes": [*reply.notes, *reply.defects],
    }
