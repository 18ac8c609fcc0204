"""Who sent what may be a bounce: a mail system by its address, nobody by the null return path, or anybody."""

from __future__ import annotations

import re
from email.message import Message
from typing import Literal

from unlist.replies.bounce_class import gives_reason
from unlist.replies.bounce_words import ABSENT, FAILED, FIRST_PERSON, GREETING, SIGNED, SUBJECT, flat
from unlist.replies.parse import address, header

Sender = Literal["daemon", "nobody", "anybody"]

_DAEMON = re.compile(
    r"^(?:mail(?:er)?[-_.]?(?:daemon|delivery|system)|post[-_.]?master|mdaemon|microsoftexchange[0-9a-f]{16,}|"
    r"ndr|(?:mail)?delivery[-_.]?(?:agent|system|subsystem|notification|failure)s?|mail-?admin(?:istrator)?)\b",
    re.IGNORECASE,
)
_DAEMON_NAME = re.compile(
    r"mail deliver(?:y|er)?\b|delivery (?:sub)?system|mailer[- ]daemon|courier mail server|mail administrator|"
    r"system administrator|postmaster|mail[- ](?:router|system|server)\b",
    re.IGNORECASE,
)
_BY_HAND = re.compile(
    r"thunderbird|microsoft (?:office )?outlook|apple mail|iphone|ipad|mutt|roundcube|evolution|k-?9|kmail|squirrel|"
    r"zimbra|airmail|spark|gmail|horde|claws|alpine|superhuman",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(r"^\W*(?:fwd?|wg|tr|rv|i|doorst|enc|pd)\s?:", re.IGNORECASE)
_HEADERS = re.compile(r"^received: ", re.IGNORECASE | re.MULTILINE)
_FROM_TO = re.compile(r"^from: [^\n]{3,200}\nto: ", re.IGNORECASE | re.MULTILINE)
_QUOTED = re.compile(r"^>", re.MULTILINE)
_I = re.compile(r"\b(?:I|I'm|I've|ich|je|yo|io|ik)\b")
_BEGINNING = 700
"""Characters within which a mail system comes to its point, and beyond which a notice without a return is none."""


def sender_of(message: Message) -> Sender:
    """Return who sent a message. A display name is anybody's to choose: it counts where nothing is answered."""
    path = header(message, "Return-Path").replace(" ", "")
    sender = header(message, "From")
    if is_daemon(message) or sender.rstrip().endswith("<>") or sender.rpartition("<")[2].startswith("@"):
        return "daemon"
    envelope = str(message.get_unixfrom() or "").split(" ")[1:2]  # the separator of an mbox
    answers = header(message, "In-Reply-To")
    if _DAEMON_NAME.search(sender) and not answers:
        return "daemon"
    # Some servers write their daemon's name where the null path was.
    null = path == "<>" or _DAEMON.match(path.strip("<>")) or any(e in {"<>", "MAILER-DAEMON"} for e in envelope)
    return "nobody" if null else "anybody"


def is_daemon(message: Message) -> bool:
    """Say whether the *address* of the sender is a mail system's."""
    local = (address(message, "From") or header(message, "From").rpartition("<")[2].strip('<>" ')).partition("@")[0]
    return bool(_DAEMON.match(f"{local}@"))


def by_hand(message: Message, text: str) -> bool:
    """Say whether a person at the postmaster's desk wrote this: it greets, and answers, quotes or signs."""
    local = address(message, "From").partition("@")[0]
    if (
        header(message, "Return-Path").replace(" ", "") == "<>"
        or header(message, "Auto-Submitted")
        or "daemon" in local
    ):
        return False
    mailer = f"{header(message, 'User-Agent')} {header(message, 'X-Mailer')}"
    answers = bool(header(message, "In-Reply-To") or _QUOTED.search(text) or _BY_HAND.search(mailer))
    signs = bool(SIGNED.search(text) and _I.search(text[:_BEGINNING]))
    return bool(GREETING.search(text[:300])) and (answers or signs)


def is_absence(subject: str, zone: str) -> bool:
    """Say whether an absent person's notice speaks, which names others and says that one "cannot be reached"."""
    return bool(ABSENT.search(zone[:2000])) and not SUBJECT.search(subject)


def is_notice(zone: str) -> bool:
    """Say whether a text is a bare notice: to the point at once, with the cause, and nobody's own words."""
    own = GREETING.search(zone) or SIGNED.search(zone) or FIRST_PERSON.search(zone)
    return bool(FAILED.search(flat(zone[:_BEGINNING]))) and gives_reason(zone) and not own


def is_machine(message: Message, zone: str, whole: str, *, returned: bool, ours: bool) -> bool:
    """Say whether mail from an ordinary address is a gateway's notice all the same.

    It must say so in its subject (unless it returns what its recipient wrote) and come to its point at once, answer
    nobody, greet nobody, and either return the mail or consist of nothing else.
    """
    subject = header(message, "Subject")
    mailer = f"{header(message, 'User-Agent')} {header(message, 'X-Mailer')}"
    if not (ours or SUBJECT.search(subject)) or _PASSED_ON.match(subject) or _BY_HAND.search(mailer):
        return False
    if header(message, "In-Reply-To") or header(message, "References"):
        return False
    if not FAILED.search(flat(zone[:_BEGINNING])):
        return False
    if GREETING.search(zone) or SIGNED.search(zone) or _QUOTED.search(zone) or ABSENT.search(zone):
        return False
    copied = whole[len(zone) :]
    if returned or _HEADERS.search(copied):
        return bool(SUBJECT.search(subject)) or not FIRST_PERSON.search(zone)
    short = len(zone.strip()) <= _BEGINNING and ("@" in zone or bool(_FROM_TO.search(copied[:1000])))
    return short and not FIRST_PERSON.search(zone) and not header(message, "List-Unsubscribe")
