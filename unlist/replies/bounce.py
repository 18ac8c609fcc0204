"""Bounces, in layers: the standard report, the header of Exim and Gmail, then words, from a sender that is nobody."""

from __future__ import annotations

import email
import re
from email.message import Message

from unlist.replies.bounce_class import better_status, class_of, worst
from unlist.replies.bounce_text import LONGEST, bounce_of, is_delay, says_failure
from unlist.replies.markup import html_text
from unlist.replies.model import Bounce, BouncedRecipient, Delivered
from unlist.replies.parse import address, addresses, header, parts, text_of

_DAEMON = re.compile(
    r"^(?:mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|mdaemon|microsoftexchange[0-9a-f]{16,}|ndr)\b", re.IGNORECASE
)
_DAEMON_NAME = re.compile(
    r"mail delivery (?:sub)?system|mailer[- ]daemon|courier mail server|mail administrator|system administrator|"
    r"mail router",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"\b(?:rejected|refused)\b|could not be delivered", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"^[> \t]*message-id:\s*(<[^<>\s]{3,300}>)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>;,\"()]{1,64}@[^\s<>;,\"()]{1,255}")


def read_bounce(message: Message) -> tuple[Bounce | None, Delivered | None]:
    """Return what a delivery report says: who could not be reached, or who was."""
    is_report = message.get_content_type() == "multipart/report"
    kind = str(message.get_param("report-type") or "").lower()
    if is_report and kind == "feedback-report":
        return None, None
    nobody = _from_nobody(message)
    original = original_id(message)
    for part in parts(message):
        inner = _attached(part)
        if nobody and inner is not None and inner.get_content_type() == "multipart/report":
            # A gateway's cover round the report that it passes on.
            return read_bounce(inner)
        if part.get_content_type() in {"message/delivery-status", "message/global-delivery-status"} and (
            is_report or nobody
        ):
            found = _from_report(part, message, original)
            if found is not None:
                return found
    mine = set(addresses(message, "To", "Delivered-To", "X-Original-To"))
    text = _all_text(message)
    subject = header(message, "Subject")
    failed = [item.lower() for item in _ADDRESS.findall(header(message, "X-Failed-Recipients"))]
    if failed:
        return bounce_of(subject, text, list(dict.fromkeys(failed)), mine=mine, original=original), None
    if kind == "disposition-notification" and not _REFUSED.search(text[:LONGEST]):
        return None, None  # a receipt of reading; a Sieve filter that refuses uses the same form (RFC 5429 2.1.2)
    returned = original is not None or any(part.get_content_maintype() == "message" for part in parts(message))
    # A daemon that returns our mail could not deliver it, in whatever language it says so.
    if not (nobody or is_report) or not (says_failure(subject, text) or (returned and _is_daemon(message))):
        return None, None
    bounce = bounce_of(subject, text, [], mine=mine, original=original)
    # Nobody's message that names no address, returns no mail and gives no status may be any autoresponder.
    return (bounce, None) if bounce.recipients or original else (None, None)


def is_report(message: Message) -> bool:
    """Say whether a message is a report of any kind: of delivery, of reading, of abuse (RFC 6522)."""
    return message.get_content_type() == "multipart/report"


def _attached(part: Message) -> Message | None:
    payload = part.get_payload()
    is_mail = part.get_content_type() in {"message/rfc822", "message/global"}
    first = payload[0] if is_mail and isinstance(payload, list) and payload else None
    return first if isinstance(first, Message) else None


def _is_daemon(message: Message) -> bool:
    local = address(message, "From").partition("@")[0]
    return bool(_DAEMON.match(f"{local}@"))


def _from_nobody(message: Message) -> bool:
    """Say whether a message was sent by a mail system: null return path, or a daemon's *address*."""
    path = header(message, "Return-Path").replace(" ", "")
    sender = header(message, "From")
    # Some servers write their daemon's name where the null path was.
    if path == "<>" or _DAEMON.match(path.strip("<>")) or sender.rstrip().endswith("<>"):
        return True
    if _is_daemon(message) or sender.rpartition("<")[2].startswith("@"):
        return True
    # A display name is anybody's to choose; it counts where nothing else is known of the sender.
    return bool(_DAEMON_NAME.search(sender)) and not header(message, "In-Reply-To")


def _from_report(
    report: Message, message: Message, original: str | None
) -> tuple[Bounce | None, Delivered | None] | None:
    groups = _groups(report)
    envelope = next((value for group in groups if (value := header(group, "Original-Envelope-Id"))), "") or None
    rows: dict[str, list[BouncedRecipient]] = {
        "failed": [],
        "delayed": [],
        "delivered": [],
        "relayed": [],
        "expanded": [],
    }
    for group in groups:
        who = _who(group)
        action = _action(group)
        if who and action in rows:
            diagnostic = header(group, "Diagnostic-Code")
            rows[action].append(
                BouncedRecipient(who, better_status(header(group, "Status"), diagnostic), diagnostic or None)
            )
    if rows["failed"]:
        text = _all_text(message)
        kinds = [class_of(r.status, r.diagnostic or text[:2000]) for r in rows["failed"]]
        if all(r.status is None or r.status.startswith("4") for r in rows["failed"]) and is_delay(
            header(message, "Subject"), text
        ):
            return Bounce("delay", tuple(rows["failed"]), original, envelope), None
        return Bounce(worst(kinds), tuple(rows["failed"]), original, envelope), None
    if rows["delayed"]:
        return Bounce("delay", tuple(rows["delayed"]), original, envelope), None
    if rows["delivered"]:
        return None, Delivered(tuple(r.address for r in rows["delivered"]), original)
    return (None, None) if rows["relayed"] or rows["expanded"] else None


def _groups(report: Message) -> list[Message]:
    """Return the groups of fields of a report, however the parser left them."""
    payload = report.get_payload()
    if isinstance(payload, list) and payload:
        found = [item for item in payload if isinstance(item, Message)]
        if any(header(item, "Final-Recipient") or header(item, "Original-Recipient") for item in found):
            return found
    # Base64 or a broken blank line hides the groups from the stdlib's parser.
    text = (
        "\n\n".join(text_of(item) for item in payload if isinstance(item, Message))
        if isinstance(payload, list)
        else text_of(report)
    )
    return [email.message_from_string(block) for block in re.split(r"\n[ \t]*\n", text[:LONGEST]) if ":" in block][:200]


def _who(group: Message) -> str:
    # The address that we wrote to (RFC 3464 2.3.1) comes before the one that it was forwarded to (2.3.2).
    for name in ("Original-Recipient", "Final-Recipient", "X-Actual-Recipient"):
        found = _ADDRESS.search(header(group, name).rpartition(";")[2])
        if found:
            return found[0].strip("<>").lower()
    return ""


def _action(group: Message) -> str:
    said = re.match(r"[a-z]*", header(group, "Action").strip().lower())
    if said and said[0]:
        return {"failure": "failed", "fail": "failed", "delay": "delayed"}.get(said[0], said[0])
    # Action is mandatory (RFC 3464 2.3.3); where it is missing, the class of the status says it.
    return {"5": "failed", "4": "delayed", "2": "delivered"}.get(header(group, "Status").strip()[:1], "")


def original_id(message: Message) -> str | None:
    """Return the Message-ID of the returned original: an attached message, its headers, or its copy in the text."""
    inline = None
    for part in parts(message):
        kind = part.get_content_type()
        if kind in {"message/rfc822", "message/global"}:
            inner = _attached(part)
            found = (
                _MESSAGE_ID.search(f"Message-ID: {header(inner, 'Message-ID')}")
                if inner is not None
                else _MESSAGE_ID.search(text_of(part)[:LONGEST])
            )
            if found:
                return found[1]
        elif kind in {"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"}:
            payload = part.get_payload()
            if isinstance(payload, list) and payload and isinstance(payload[0], Message):
                found = _MESSAGE_ID.search(f"Message-ID: {header(payload[0], 'Message-ID')}")
            else:
                found = _MESSAGE_ID.search(text_of(part)[:LONGEST])
            if found:
                return found[1]
        elif kind == "text/plain" and inline is None:
            found = _MESSAGE_ID.search(text_of(part)[: 2 * LONGEST])
            inline = found[1] if found else None
    return inline


def _all_text(message: Message) -> str:
    out: list[str] = []
    for part in parts(message):
        if part.get_content_type() == "text/html":
            if not any(item.strip() for item in out):
                out.append(html_text(text_of(part)))
        elif part.get_content_maintype() == "text" and part.get_content_type() != "text/rfc822-headers":
            out.append(text_of(part))
    return "\n".join(out)[: 2 * LONGEST]
