"""Whether a machine sent a message, by its headers and its subject."""

from __future__ import annotations

import re
from email.message import Message

from unlist.replies.parse import address, header, headers

_ANSWERED = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponder", "X-Mail-Autoreply", "X-AutoReply-From")
_MACHINES = ("X-Jira-FingerPrint", "X-GitHub-Reason", "X-MS-Exchange-Generated-Message-Source", "Feedback-ID", "List-Id")
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
    r"^(?:no-?_?reply|do-?_?not-?_?reply|donotreply|noreply[\w.+-]*|notifications?|mailer-daemon|bounces?|auto-?confirm|automailer)(?:[+.-][\w.+-]*)?$"
)


def is_automatic(message: Message) -> bool:
    """Say whether a machine sent the message: RFC 3834 headers, their older kin, or the subject of an autoresponder."""
    if any(not value.lower().lstrip().startswith("no") for value in headers(message, "Auto-Submitted") if value):
        return True
    if any(header(message, name) for name in _ANSWERED):
        return True
    if header(message, "Precedence").lower() in _PRECEDENCE:
        return True
    if any(header(message, name) for name in _MACHINES):
        return True
    if header(message, "X-Auto-Response-Suppress") and header(message, "List-Unsubscribe"):
        return True
    if _NOBODY.match(address(message, "From").partition("@")[0]):
        return True
    return bool(_SUBJECT.match(header(message, "Subject")))
