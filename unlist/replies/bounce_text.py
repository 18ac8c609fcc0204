"""Bounces without a report: what qmail, Exim, Postfix, Exchange, Notes, sendmail and gateways write in plain words.

Only ever read where the sender is nobody (unlist/replies/bounce.py): people quote these sentences.
"""

from __future__ import annotations

import re

from unlist.replies.bounce_class import STATUS, class_of, gives_reason, worst
from unlist.replies.model import Bounce, BounceClass, BouncedRecipient

LONGEST = 30_000
"""Characters of a bounce that are read; the returned original lies behind."""

_FAILED = re.compile(
    r"(?:was|were|is|am|are|been)(?: un|n't |n\u2019t | not |\s)(?:able to deliver|delivered|deliverable)|"
    r"(?:un|not )able to (?:be )?deliver|undeliverable|undelivered|"
    r"(?:could|can|did|couldn't|couldn\u2019t|can't|cannot|could not)(?: not)?\s(?:be )?(?:deliver\w*|reach(?:ed)?|"
    r"sent|relayed)|"
    r"deliver(?:y|ing)\b[^.\n]{0,60}\bfail|fail(?:ed|ure)\b[^.\n]{0,40}\bdeliver|delivery (?:error|problem|incomplete|"
    r"attempt)|"
    r"following address(?:es|\(es\))? (?:failed|had|have)|permanent (?:fatal )?error|transient non-fatal|"
    r"returned (?:mail|to (?:the )?sender|to you)|mail (?:below |message )?(?:was|has been) returned|"
    r"returning message to sender|"
    r"not listed in|address(?:es)? (?:was |were )?not found|user unknown|unknown user|no such user|"
    r"mailbox (?:is )?full|"
    r"group you tried to contact|message (?:to )?(?:<?\S{1,100}>? )?(?:was |has been )?(?:automatically )?(?:blocked|"
    r"rejected|refused|bounced)|rejected your message|"
    r"nicht zugestellt|unzustellbar|zustellung .{0,40}(?:fehlgeschlagen|nicht möglich)|"
    r"n'a (?:pas )?(?:pu|été)(?: pas)?(?: être)? (?:remis|livré|distribué)|échec de la (?:remise|distribution)|"
    r"non remis|"
    r"no se (?:ha podido|pudo|puede) (?:entregar|enviar)|no ha sido entregado|error (?:al entregar|en la entrega)|"
    r"non è stato (?:possibile )?(?:consegnar|recapitar)|mancat[ao] (?:recapito|consegna)|"
    r"niet (?:worden )?(?:bezorgd|afgeleverd)|onbestelbaar|nie (?:można|udało się) (?:było )?dostarczy|niedostarczon|"
    r"não (?:pôde|foi|pode) (?:ser )?(?:possível )?entreg|falha na entrega",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver|delivery (?:status|failure|has failed|report|notification|error|failed|problem)|returned mail|"
    r"mail (?:delivery )?(?:failed|failure)|"
    r"failure (?:notice|delivery)|delivery (?:incomplete|delayed)|could not be delivered|unzustellbar|non remis|"
    r"delivery failure|"
    r"message (?:returned|undeliverable|not delivered)|user unknown|failed mail|no entregado|onbestelbaar|bounce|"
    r"warning: (?:message|could)|mail system error",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"not (?:yet )?been (?:able to be )?delivered (?:to|after|yet)|has not yet been|delayed|"
    r"still (?:being )?(?:retried|trying|undelivered)|"
    r"will (?:keep trying|continue to (?:be )?(?:retried|try)|be retried|retry)|"
    r"attempts? (?:to deliver .{0,60})?will continue|"
    r"could not send message for past|warning message only|(?:this is )?only a (?:temporary failure|warning)|"
    r"do not need to resend|"
    r"verzögert|retardé|retrasad|in ritardo|vertraagd|opóźni|atrasad",
    re.IGNORECASE,
)
_FINAL = re.compile(
    r"permanent|giv(?:en|ing) up|has failed|final (?:failure|attempt)|(?<![\d.])5\d\d[ \-]\d?\.?|5\.\d{1,3}\.\d{1,3}|"
    r"returned to|undeliverable|gave up",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"^[^\w\n]{0,20}(?:below this line is a copy|(?:this is a )?copy of (?:the|your) message|(?:unsent |"
    r"original )?message follows|"
    r"message (?:header|text|body|contents?)s? follows?|(?:a )?summary of the undelivered message)\b[^\n]{0,120}$|"
    # Other headings count between rules only: Exchange begins with "Your message".
    r"^[^\w\n]{3,60}(?:(?:the |your |this )?(?:original|returned|unsent|undelivered|rejected) (?:message|mail|e-?mail|"
    r"headers?)|begin message|"
    r"message d'origine|ursprüngliche nachricht|mensaje original|messaggio originale)\b[^\n]{0,120}$|"
    r"^(?:received|return-path|x-[\w-]+|message-id|mime-version|dkim-signature): ",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(
    r"(?<![\w.+-])([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})"
)
_LINE_ADDRESS = re.compile(
    r"^[ \t>]*(?:(?:recipient|failed (?:address|recipient)|to|address|user|(?:final|original)-recipient|e-?mail|"
    r"mailto|rcpt to|smtp)\s?:\s*(?:rfc822;)?\s*)?"
    r"(?:(?:invalid|unknown|unroutable|user|smtp|recipient)[ :]{1,3}){0,2}[\[\"'(<]{0,2}(?:mailto:)?"
    r"([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"(?:following|these|intended) (?:recipient|address)|not (?:be )?delivered to:?$|did not reach", re.IGNORECASE
)
_NOBODY = re.compile(r"^(?:mailer-?_?daemon|postmaster|mail-?daemon|mdaemon|abuse|support-?only)@", re.IGNORECASE)
_NEAR = 8
"""Lines below an address that may hold the reason."""


def says_failure(subject: str, text: str) -> bool:
    """Say whether a message of nobody's reports a failed or delayed delivery."""
    zone = zone_of(text)[:4000]
    if _FAILED.search(zone) or _DELAY.search(zone):
        return bool(
            _SUBJECT.search(subject) or gives_reason(zone) or _LINE_ADDRESS.search(zone) or _ADDRESS.search(zone)
        )
    return bool(_SUBJECT.search(subject)) and (gives_reason(zone) or bool(_ADDRESS.search(zone)))


def zone_of(text: str) -> str:
    """Return what stands above the returned original."""
    text = text[:LONGEST]
    found = _ORIGINAL.search(text, 1)
    while found and not text[: found.start()].strip():
        found = _ORIGINAL.search(text, found.end())
    return text[: found.start()] if found else text


def is_delay(subject: str, text: str) -> bool:
    """Say whether a report without actions only warns."""
    zone = f"{subject}\n{zone_of(text)[:3000]}"
    return bool(_DELAY.search(zone)) and not _FINAL.search(zone)


def bounce_of(subject: str, text: str, failed: list[str], *, mine: set[str], original: str | None) -> Bounce:
    """Return what a bounce without a report says; `failed` are recipients known from a header."""
    zone = zone_of(text)
    lines = zone.split("\n")
    rows = [(who, _around(lines, who)) for who in failed or _recipients(lines, zone, mine)]
    recipients = tuple(_recipient(who, around, zone, alone=len(rows) == 1) for who, around in rows)
    if is_delay(subject, text):
        return Bounce("delay", recipients, original)
    kinds: list[BounceClass] = [class_of(r.status, r.diagnostic or zone[:3000]) for r in recipients]
    return Bounce(worst(kinds) if kinds else class_of(_first_status(zone), zone[:3000]), recipients, original)


def _recipients(lines: list[str], zone: str, mine: set[str]) -> list[str]:
    """Return the addresses that stand at the beginning of a line, else the first one anywhere."""
    # Exchange first repeats our To and Cc; who was not reached stands below "the following recipient(s)".
    start = next((number + 1 for number, line in enumerate(lines) if _INTRODUCES.search(line[:300])), 0)
    below = lines[start:]
    usable = (
        _led(below, mine) or (start and _anywhere("\n".join(below), mine)) or _led(lines, mine) or _anywhere(zone, mine)
    )
    return usable[:50]


def _anywhere(text: str, mine: set[str]) -> list[str]:
    return _usable(_ADDRESS.findall(text), mine)[:1]


def _led(lines: list[str], mine: set[str]) -> list[str]:
    return _usable([found[1] for line in lines if (found := _LINE_ADDRESS.match(line[:300]))], mine)


def _usable(found: list[str], mine: set[str]) -> list[str]:
    clean = [item.strip(".'`").lower() for item in found]
    return [item for item in dict.fromkeys(clean) if not _NOBODY.match(item) and item not in mine]


def _around(lines: list[str], who: str) -> str:
    """Return the lines at and below an address, as far as the next one."""
    for number, line in enumerate(lines):
        if who in line.lower():
            near = [line]
            for below in lines[number + 1 : number + 1 + _NEAR]:
                other = _LINE_ADDRESS.match(below[:300])
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
