"""Bounces, in layers: the standard report, the header of Exim and Gmail, then words, from a sender that is nobody."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email.message import Message

from unlist.replies.bounce_class import better_status, class_of, worst
from unlist.replies.bounce_sender import Sender, by_hand, is_absence, is_daemon, is_machine, is_notice, sender_of
from unlist.replies.bounce_text import LONGEST, bounce_of, gives_code, is_delay, one_status, says_failure, zone_of
from unlist.replies.bounce_words import CHALLENGE, FAILED, SUBJECT
from unlist.replies.markup import html_text
from unlist.replies.model import Bounce, BouncedRecipient, Delivered
from unlist.replies.parse import address, addresses, header, parameter, parts, payload_of, text_of

_REPORT = "multipart/report"
_STATUS_PARTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_ALSO_CALLED = {
    "failure": "failed", "fail": "failed", "expired": "failed", "bounced": "failed", "rejected": "failed",
    "undeliverable": "failed", "delay": "delayed", "deferred": "delayed", "queued": "delayed",
}  # fmt: skip
_HEADER_PARTS = frozenset({"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"})
_TO = re.compile(r"^[> \t]*to: ([^\n]{3,400})", re.IGNORECASE | re.MULTILINE)
_ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")
_MOST_GROUPS = 200
_FIELD = re.compile(r"^(?:final|original)-recipient:", re.IGNORECASE | re.MULTILINE)
_REFUSED = re.compile(r"\b(?:rejected|refused)\b|could not be delivered", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"^[> \t]*message-id:\s*(<[^<>\s]{3,300}>)", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>;,\"()]{1,64}@[^\s<>;,\"()]{1,255}")


def read_bounce(message: Message) -> tuple[Bounce | None, Delivered | None]:
    """Return what a delivery report says: who could not be reached, or who was."""
    is_report = message.get_content_type() == _REPORT
    kind = parameter(message, "report-type")
    leaves = list(parts(message))
    if kind == "feedback-report" or any(part.get_content_type() == "message/feedback-report" for part in leaves):
        return None, None  # a complaint about mail that did arrive
    sender = sender_of(message)
    original = original_id(message)
    if sender != "anybody":
        # A gateway's cover round the report that it passes on.
        covered = next((i for part in leaves if (i := _attached(part)) and i.get_content_type() == _REPORT), None)
        if covered is not None and not is_report:
            return read_bounce(covered)
    if is_report or sender != "anybody":
        groups = [group for part in leaves if part.get_content_type() in _STATUS_PARTS for group in _groups(part)]
        # A report whose parts came apart stands in its text.
        groups = groups or _blocks(_all_text(message))
        found = _from_groups(groups[:_MOST_GROUPS], message, original)
        if found is not None:
            return found
    mine = set(addresses(message, "To", "Delivered-To", "X-Original-To"))
    text = _all_text(message)
    subject = header(message, "Subject")
    to = _written_to(message, text)
    domain = address(message, "From").rpartition("@")[2]
    failed = [item.lower() for item in _ADDRESS.findall(header(message, "X-Failed-Recipients"))]
    if not failed and not _speaks_of_failure(message, sender, kind, subject, text):
        return None, None
    known = list(dict.fromkeys(failed))
    own = domain if is_daemon(message) else ""
    bounce = bounce_of(subject, text, known, mine=mine, original=original, written_to=to, domain=own)
    # A gateway may write whom it could not reach where others write whose mailbox this is; and one writes to oneself.
    for fewer in (set(addresses(message, "To")), set[str]()):
        if not bounce.recipients:
            bounce = bounce_of(subject, text, known, mine=fewer, original=original, written_to=to, domain=own)
    # Nobody's message that names no address and returns no mail may be any autoresponder.
    return (bounce, None) if bounce.recipients or original else (None, None)


def _speaks_of_failure(message: Message, sender: Sender, kind: str, subject: str, text: str) -> bool:
    """Say whether a message without a usable report says that mail was not delivered, and who says it counts."""
    if kind == "disposition-notification" and not _REFUSED.search(text[:LONGEST]):
        return False  # a receipt of reading; a Sieve filter that refuses uses the same form (RFC 5429 2.1.2)
    returned = any(part.get_content_maintype() == "message" for part in parts(message))
    zone = zone_of(text)
    if is_report(message):
        return says_failure(subject, text) or (returned and is_daemon(message))
    if sender == "anybody":
        return is_machine(message, zone, text, returned=returned, ours=_returns_ours(message))
    if by_hand(message, text):
        return False
    if sender == "daemon":
        # A daemon that returns our mail could not deliver it, in whatever language it says so.
        holds = returned or original_id(message) is not None
        return says_failure(subject, text) or (holds and (is_daemon(message) or bool(FAILED.search(zone))))
    if is_absence(subject, zone) and not gives_code(zone):
        return False
    # The null path alone is any autoresponder's: it must say so in its subject, give the reply or return the mail.
    return says_failure(subject, text) and (
        bool(SUBJECT.search(subject)) or gives_code(zone) or returned or is_notice(zone)
    )


def is_report(message: Message) -> bool:
    """Say whether a message is a report of any kind: of delivery, of reading, of abuse (RFC 6522).

    A demand to prove that a person wrote, dressed as a report of delay, is none: its words are read.
    """
    return message.get_content_type() == _REPORT and not _challenges(message)


def _challenges(message: Message) -> bool:
    groups = [group for part in parts(message) if part.get_content_type() in _STATUS_PARTS for group in _groups(part)]
    held = [header(group, "Diagnostic-Code") for group in groups if _action(group) == "delayed"]
    return bool(held) and all(CHALLENGE.search(diagnostic) for diagnostic in held)


def _attached(part: Message) -> Message | None:
    payload = payload_of(part)
    is_mail = part.get_content_type() in {"message/rfc822", "message/global"}
    first = payload[0] if is_mail and isinstance(payload, list) and payload else None
    return first if isinstance(first, Message) else None


def _from_groups(
    groups: list[Message], message: Message, original: str | None
) -> tuple[Bounce | None, Delivered | None] | None:
    envelope = next((value for group in groups if (value := header(group, "Original-Envelope-Id"))), "") or None
    rows: dict[str, list[BouncedRecipient]] = {action: [] for action in _ACTIONS}
    for group in groups:
        who, action = _who(group), _action(group)
        if who and action in rows and all(who != row.address for row in rows[action]):
            diagnostic = header(group, "Diagnostic-Code")
            status = better_status(header(group, "Status"), diagnostic)
            rows[action].append(BouncedRecipient(who, _with_supplement(status, group), diagnostic or None))
    if rows["failed"]:
        return _failed(rows["failed"], message, original, envelope), None
    if rows["delayed"]:
        if all(row.diagnostic and CHALLENGE.search(row.diagnostic) for row in rows["delayed"]):
            return None, None
        return Bounce("delay", tuple(rows["delayed"]), original, envelope), None
    if rows["delivered"]:
        return None, Delivered(tuple(r.address for r in rows["delivered"]), original, envelope)
    return (None, None) if rows["relayed"] or rows["expanded"] else None


def _failed(rows: list[BouncedRecipient], message: Message, original: str | None, envelope: str | None) -> Bounce:
    text, subject = _all_text(message), header(message, "Subject")
    if len(rows) == 1 and _is_vague(rows[0].status):
        # What the fields leave open, the words for people may say.
        status = one_status(text, (rows[0].status or "5")[0]) or rows[0].status
        rows = [replace(rows[0], status=status)]
    vague = all(row.status is None or row.status.startswith("4") for row in rows)
    if vague and is_delay(subject, text):
        return Bounce("delay", tuple(rows), original, envelope)
    kinds = [class_of(row.status, row.diagnostic or zone_of(text)[:2000]) for row in rows]
    return Bounce(worst(kinds), tuple(rows), original, envelope)


def _is_vague(status: str | None) -> bool:
    return status is None or status.endswith(".0.0")


def _with_supplement(status: str | None, group: Message) -> str | None:
    """Return a status, from a system's own further field where the standard ones are vague."""
    for name in ("X-Supplementary-Info", "X400-Supplementary-Info", "X-Display-Name-Diagnostic", "X-Diagnostic"):
        if _is_vague(status):
            status = better_status(status or "", header(group, name)) or status
    return status


def _groups(report: Message) -> list[Message]:
    """Return the groups of fields of a report, however the parser left them."""
    payload = payload_of(report)
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
    return _blocks(text)


def _blocks(text: str) -> list[Message]:
    blocks = re.split(r"\n[ \t]*\n", text[:LONGEST])
    return [email.message_from_string(block.lstrip("\n")) for block in blocks if _FIELD.search(block)][:_MOST_GROUPS]


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
        return _ALSO_CALLED.get(said[0], said[0])
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
        elif kind in _HEADER_PARTS:
            payload = payload_of(part)
            if isinstance(payload, list) and payload and isinstance(payload[0], Message):
                found = _MESSAGE_ID.search(f"Message-ID: {header(payload[0], 'Message-ID')}")
            else:
                found = _MESSAGE_ID.search(text_of(part)[:LONGEST])
            if found:
                return found[1]
        elif part is not message and (found := _MESSAGE_ID.search(f"Message-ID: {header(part, 'Message-ID')}")):
            return found[1]  # headers of the original where those of the part should stand
        elif kind == "text/plain" and inline is None:
            found = _MESSAGE_ID.search(text_of(part)[: 2 * LONGEST])
            inline = found[1] if found else None
    return inline


def _written_to(message: Message, text: str) -> list[str]:
    """Return whom the returned original was written to, where that is one address."""
    for part in parts(message):
        inner = _attached(part)
        kind = part.get_content_type()
        if inner is None and kind in {"message/rfc822", "message/global", *_HEADER_PARTS}:
            payload = payload_of(part)
            first = payload[0] if isinstance(payload, list) and payload else None
            inner = first if isinstance(first, Message) else email.message_from_string(text_of(part)[:LONGEST])
        if inner is not None and inner.get_content_type() != _REPORT:
            return _one_of(addresses(inner, "To") or addresses(inner, "X-Original-To", "Delivered-To"))
    copied = text[len(zone_of(text)) :]
    return _one_of([one[0].lower() for line in _TO.findall(copied)[:1] for one in _ADDRESS.finditer(line)])


def _returns_ours(message: Message) -> bool:
    """Say whether the attached original was written by whom this message is addressed to."""
    mine = set(addresses(message, "To", "Delivered-To", "X-Original-To"))
    inner = next((found for part in parts(message) if (found := _attached(part)) is not None), None)
    return inner is not None and bool(mine & set(addresses(inner, "From", "Sender", "Return-Path")))


def _one_of(found: list[str]) -> list[str]:
    return found if len(found) == 1 else []


def _all_text(message: Message) -> str:
    out: list[str] = []
    for part in parts(message):
        if part.get_content_type() == "text/html":
            if not any(item.strip() for item in out):
                out.append(html_text(text_of(part)))
        elif part.get_content_maintype() == "text" and part.get_content_type() != "text/rfc822-headers":
            out.append(text_of(part))
    if not any(item.strip() for item in out):
        # A boundary that is declared wrongly or never written leaves all of the body before the first part.
        out += [item for item in (message.preamble, message.epilogue) if isinstance(item, str)]
        payload = payload_of(message)
        out += [payload] if message.is_multipart() is False and isinstance(payload, str) else []
    return "\n".join(out)[: 2 * LONGEST]
