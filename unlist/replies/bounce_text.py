"""Bounces without a report: what qmail, Exim, Postfix, Exchange, Notes, sendmail and gateways write in plain words.

Only ever read where the sender is nobody (unlist/replies/bounce.py): people quote these sentences.
"""

from __future__ import annotations

import re
from functools import lru_cache

from unlist.replies.bounce_class import CODE, STATUS, class_of, gives_reason, worst
from unlist.replies.bounce_words import (
    CONDITIONAL,
    DELAY,
    FAILED,
    FINAL,
    INTRODUCES,
    ORIGINAL,
    SUBJECT,
    SUCCEEDED,
    flat,
)
from unlist.replies.model import Bounce, BounceClass, BouncedRecipient

LONGEST = 30_000
"""Characters of a bounce that are read; the returned original lies behind."""

_ADDRESS = re.compile(
    r"(?<![\w.+-])([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})"
)
_LINE_ADDRESS = re.compile(
    r"^[ \t>*\-\u2022]*(?:(?:recipients?|failed (?:address|recipient)|to|address|user|(?:final|original)-recipient|"
    r"e-?mail|mailto|(?:sent <<< )?rcpt to|smtp|recipient address)\s?:\s*(?:rfc822;)?\s*|"
    r"(?:(?:could )?not be delivered to|addressed to|unable to deliver (?:your )?(?:mail|message) to"
    r"(?: the following recipients?)?|error for|failed to deliver to)\s?:?\s+)?"
    r"(?:\"[^\"\n@]{0,80}\" ?)?"
    r"(?:(?:invalid|unknown|unroutable|user|smtp|recipient|mailbox)[ :]{1,3}){0,3}[\[\"'(<]{0,2}(?:mailto:)?"
    r"([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"^(?:mailer-?_?daemon|postmaster|mail-?daemon|mdaemon|abuse|support-?only)@", re.IGNORECASE)
# Whom to ask, and who was not believed: never who was not reached.
_ASIDE = re.compile(
    r"(?:\b(?:from|sender|contact|write to|ask|e-?mails? (?:us )?(?:at|to)|send (?:an? )?(?:e-?mail|message) to|"
    r"call|help|support|questions|please (?:e-?mail|notify|forward)|kontakt\w*|contact\w*|von|de)\b[ :,<(\"']{0,4}|"
    r"mailto:|\b(?:owner|administrator|moderator|postmaster|admin|desk)\b.{0,12})$",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"\baddressed|your (?:e-?mail|mail|message|letter)|deliver|could not|cannot|reach|failed", re.IGNORECASE
)
_ABOUT = re.compile(r"address|recipient|deliver|reach|mailbox|user|account|\b[45]\d\d\b|收件人|宛先", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:smtp|mailto|rfc-?822|e-?mail|to)=", re.IGNORECASE)
# Exim names the address that mail was passed on to, and below it the one that we wrote to.
_ALIAS = re.compile(
    r"\((?:ultimately )?generated (?:from|by) ([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{3,255})\)",
    re.IGNORECASE,
)
_NAME_ALONE = re.compile(r"^[ \t]+([A-Za-z0-9][A-Za-z0-9._-]{1,40})[ \t]*$")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n|\n(?=\s*[*<-])")
_NEAR = 8
"""Lines below an address that may hold the reason."""
_LONGEST_ROW = 300
_MOST_ADDRESSES = 200


def says_failure(subject: str, text: str) -> bool:
    """Say whether a message of nobody's reports a failed or delayed delivery."""
    zone = zone_of(text)[:4000]
    joined = flat(zone)
    if FAILED.search(joined) or DELAY.search(joined):
        return bool(
            SUBJECT.search(subject) or gives_reason(zone) or _LINE_ADDRESS.search(zone) or _ADDRESS.search(zone)
        )
    if gives_code(zone) and _ADDRESS.search(zone):
        return True
    if SUCCEEDED.search(joined):
        return False
    return bool(SUBJECT.search(subject)) and (gives_reason(zone) or bool(_ADDRESS.search(zone)))


def gives_code(zone: str) -> bool:
    """Say whether a text holds an SMTP reply: its code and its enhanced status together."""
    return any(STATUS.search(row) and CODE.search(row) for row in zone.split("\n"))


def zone_of(text: str) -> str:
    """Return what stands above the returned original."""
    return _zone(text[:LONGEST])


@lru_cache(maxsize=4)
def _zone(text: str) -> str:
    # Remembered: each layer looks at the same text again.
    found = ORIGINAL.search(text, 1)
    while found and not text[: found.start()].strip():
        found = ORIGINAL.search(text, found.end())
    return text[: found.start()] if found else text


def is_delay(subject: str, text: str) -> bool:
    """Say whether a report without actions only warns; what it says of later days makes it no failure."""
    zone = zone_of(text)[:3000]
    if not DELAY.search(f"{subject}\n{flat(zone)}"):
        return False
    said = "\n".join(part for part in _SENTENCE.split(zone) if not CONDITIONAL.search(part))
    return not FINAL.search(f"{subject}\n{said}")


def bounce_of(
    subject: str,
    text: str,
    failed: list[str],
    *,
    mine: set[str],
    original: str | None,
    written_to: list[str] | None = None,
    domain: str = "",
) -> Bounce:
    """Return what a bounce without a report says.

    `failed` are recipients known from a header, `written_to` those of the returned original, `domain` is the mail
    system's own.
    """
    zone = zone_of(text)
    lines = zone.split("\n")
    known = [item for item in written_to or [] if item not in mine]
    found = failed or _recipients(lines, zone, mine, known) or known[:1] or _named(lines, domain)
    rows = [(who, _around(lines, who)) for who in found]
    recipients = tuple(_recipient(who, around, zone, alone=len(rows) == 1) for who, around in rows)
    if is_delay(subject, text):
        return Bounce("delay", recipients, original)
    kinds: list[BounceClass] = [class_of(r.status, r.diagnostic or zone[:3000]) for r in recipients]
    return Bounce(worst(kinds) if kinds else class_of(_first_status(zone), zone[:3000]), recipients, original)


def _recipients(lines: list[str], zone: str, mine: set[str], known: list[str]) -> list[str]:
    """Return the addresses that stand at the beginning of a line, else the one that the sentences are about."""
    # Exchange first repeats our To and Cc; who was not reached stands below "the following recipient(s)".
    start = next((number + 1 for number, line in enumerate(lines) if INTRODUCES.search(line[:_LONGEST_ROW])), 0)
    below = lines[start:]
    aliases = [one[1] for one in _ALIAS.finditer(zone)]
    usable = (
        _usable(aliases, mine)
        or (start and _led(below, mine))
        or (start and _anywhere("\n".join(below), mine, known))
        or _led(lines, mine)
        or _anywhere(zone, mine, known)
    )
    return usable[:50] if usable else []


def _anywhere(text: str, mine: set[str], known: list[str]) -> list[str]:
    found = [
        (one[1], text[max(0, one.start() - 60) : one.start()].rstrip(), one.start()) for one in _ADDRESS.finditer(text)
    ]
    straight = [(who, at) for who, before, at in found[:_MOST_ADDRESSES] if not _ASIDE.search(before)]
    usable = _usable([who for who, _ in straight], mine)
    best = [who for who in usable if who in known]
    for pattern in (_MEANT, _ABOUT):
        best = best or _usable([who for who, at in straight if pattern.search(_sentence_at(text, at))], mine)
    return (best or known or usable)[:1]


def _sentence_at(text: str, at: int) -> str:
    """Return the words of the sentence around a place, addresses left out."""
    begin = max(text.rfind(". ", 0, at), text.rfind("\n\n", 0, at), 0)
    ends = [end for mark in (". ", ".\n", "\n\n") if (end := text.find(mark, at)) >= 0]
    return _ADDRESS.sub("", text[begin : min(ends, default=len(text))][:600])


def _led(lines: list[str], mine: set[str]) -> list[str]:
    rows = zip(lines, ["", *lines], strict=False)
    return _usable(
        [
            found[1]
            for line, above in rows
            if (found := _LINE_ADDRESS.match(line[:_LONGEST_ROW])) and not _ASIDE.search(above.rstrip()[-60:])
        ],
        mine,
    )


def _named(lines: list[str], domain: str) -> list[str]:
    """Return the names without a domain that a portal lists below a colon: they are its own people."""
    if not domain:
        return []
    for number, line in enumerate(lines[:-1]):
        names = [found[1].lower() for below in lines[number + 1 :] if (found := _NAME_ALONE.match(below[:100]))]
        if line.rstrip().endswith(":") and FAILED.search(" ".join(lines[max(0, number - 3) : number + 1])) and names:
            return [f"{name}@{domain}" for name in names[:10]]
    return []


def _usable(found: list[str], mine: set[str]) -> list[str]:
    clean = [_PREFIX.sub("", item.strip(".'`").lower()) for item in found]
    return [item for item in dict.fromkeys(clean) if not _NOBODY.match(item) and item not in mine]


def _around(lines: list[str], who: str) -> str:
    """Return the lines at and below an address, as far as the next one."""
    for number, line in enumerate(lines):
        if who in line.lower():
            near = [line]
            for below in lines[number + 1 : number + 1 + _NEAR]:
                other = _LINE_ADDRESS.match(below[:_LONGEST_ROW])
                if other and other[1].lower().strip(".") != who:
                    break
                near.append(below)
            return "\n".join(near)
    return ""


def _recipient(who: str, around: str, zone: str, *, alone: bool) -> BouncedRecipient:
    status = _first_status(around) or (_first_status(zone) if alone else None)
    reasons = [row.strip() for row in around.split("\n") if gives_reason(row)]
    if not reasons and alone:
        reasons = [row.strip() for row in zone.split("\n") if gives_reason(row)]
    return BouncedRecipient(who.lower(), status, " ".join(reasons[:3])[:300] or None)


def _first_status(text: str) -> str | None:
    found = next((found for found in STATUS.finditer(text) if not found[1].startswith("2")), None)
    return found[1] if found else None


def one_status(text: str, digit: str) -> str | None:
    """Return the enhanced status that the words of a report give, where they give but one that is not vague."""
    found = {one[1] for one in STATUS.finditer(zone_of(text)) if one[1][0] == digit and not one[1].endswith(".0")}
    return found.pop() if len(found) == 1 else None
