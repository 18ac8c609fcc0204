"""Whether a machine sent a message, by its headers and its subject."""

from __future__ import annotations

import re
from email.message import Message

from unlist.replies.parse import address, header, headers

_ANSWERED = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponder", "X-Mail-Autoreply", "X-AutoReply-From")
_MACHINES = (
    "X-Jira-FingerPrint",
    "X-GitHub-Reason",
    "X-MS-Exchange-Generated-Message-Source",
    "Feedback-ID",
    "List-Id",
)
# RFC 3834 5: "no" is the one value that means a person.
_BY_HAND = re.compile(r"\s*no\s*(?:[;(].*)?$", re.IGNORECASE)
_PRECEDENCE = frozenset({"auto_reply", "auto-reply", "bulk", "junk", "list"})
_SUBJECT = re.compile(
    r"^\W*(?:auto(?:matic)?[ -]?(?:reply|response|answer)|autoreply|automatic answer|out of (?:the )?office|ooo\b|"
    r"automatische (?:antwort|reactie)|abwesenheit\w*|réponse automatique|absence du bureau|respuesta automática|"
    r"fuera de (?:la )?oficina|risposta automatica|fuori ufficio|afwezig\w*|automatisch antwoord|"
    r"automatyczna odpowiedź|odpowiedź automatyczna|resposta automática)",
    re.IGNORECASE,
)
# The address, not the display name: "No-Reply" is a name that anybody may bear.
_NOBODY = re.compile(
    r"^(?:no-?_?reply|do-?_?not-?_?reply|donotreply|noreply[\w.+-]*|notifications?|mailer-daemon|bounces?|"
    r"auto-?confirm|automailer)(?:[+.-][\w.+-]*)?$"
)


def automatic_because(message: Message) -> str:
    """Return the header that shows that a machine sent the message, or nothing.

    RFC 3834 headers and their older kin, a sender that is nobody, or the subject of an autoresponder.
    """
    submitted = next((value for value in headers(message, "Auto-Submitted") if value), "")
    if submitted and not _BY_HAND.match(submitted):
        return f"Auto-Submitted: {submitted[:100]}"
    for name in (*_ANSWERED, *_MACHINES):
        if value := header(message, name):
            return f"{name}: {value[:100]}"
    if (value := header(message, "Precedence")).lower() in _PRECEDENCE:
        return f"Precedence: {value}"
    if header(message, "X-Auto-Response-Suppress") and header(message, "List-Unsubscribe"):
        return "X-Auto-Response-Suppress with List-Unsubscribe"
    sender = address(message, "From")
    if _NOBODY.match(sender.partition("@")[0]):
        return f"From: {sender}"
    subject = header(message, "Subject")
    return f"Subject: {subject[:100]}" if _SUBJECT.match(subject) else ""
