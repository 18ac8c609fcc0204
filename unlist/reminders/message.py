"""A digest as a message to oneself: RFC 5322, marked as automatic, in one thread, naming no machine.

There is no List-Unsubscribe: RFC 2369 gives it to people who are on somebody's list, and mail programs offer it as a
button. Here sender and reader are one person, and nothing would read what the button sends; a header that does nothing
is worse than none. The digest itself says how to hear less.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from unlist.errors import BadInput
from unlist.letters.mime import checked_address
from unlist.reminders.digest import Digest


def own_address(reply_to: str | None) -> str | None:
    """Return the address that a digest can go to, or None; its domain is in the form that travels (RFC 5890)."""
    try:
        local, _, domain = (reply_to or "").rpartition("@")
        return checked_address(f"{local}@{domain.encode('idna').decode()}")
    except (BadInput, UnicodeError):
        return None


def to_eml(digest: Digest, *, to: str, at: datetime, thread: str) -> bytes:
    """Return the message, text and HTML, with CRLF line ends. The same digest yields the same bytes.

    `to` comes from `own_address`. `thread` is the same for all digests of one person: it is the local part of the
    Message-ID of a first message that never was, under which mail programs gather them (RFC 5322 3.6.4).
    """
    local, _, domain = to.rpartition("@")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(digest.title, local, domain)
    message["To"] = Address("", local, domain)
    message["Subject"] = digest.subject_line
    message["Date"] = format_datetime(at.astimezone(UTC))
    # An answer names it, and so the digest that it answers.
    message["Message-ID"] = f"<{digest.code}@{domain}>"
    message["In-Reply-To"] = message["References"] = f"<{thread}@{domain}>"
    # RFC 3834 5: made without a person; vacation programs do not answer it.
    message["Auto-Submitted"] = "auto-generated"
    # Quoted-printable passes every server unchanged and keeps each command on one line for who reads it.
    message.set_content(digest.text, cte="quoted-printable")
    message.add_alternative(digest.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{digest.id}")
    return message.as_bytes()
