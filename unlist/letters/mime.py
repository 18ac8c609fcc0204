"""A letter as a message: RFC 5322, addresses checked, nothing in it that names the machine or the program."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

from unlist.errors import BadInput
from unlist.letters.compose import one_line
from unlist.letters.model import Letter

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]+@[^\s@<>()\[\],;:\"\\]+\.[^\s@<>()\[\],;:\"\\.]+")


def checked_address(value: str) -> str:
    """Return a mail address. Raises BadInput for one without @, with a line break, or otherwise unusable."""
    if not _ADDRESS.fullmatch(value):
        raise BadInput(f"{value!r} is not a mail address.", hint="Write it as name@example.org.")
    return value


def message_id_for(reference: str, ordinal: int, from_address: str, token: str) -> str:
    """Return the Message-ID of a request's letter; its domain is that of the sender."""
    domain = from_address.rpartition("@")[2] or "localhost.invalid"
    return f"<{reference.lower()}.{ordinal}.{token}@{domain}>"


def to_eml(
    letter: Letter,
    *,
    from_address: str,
    from_name: str,
    recipient: str,
    message_id: str,
    date: datetime,
    in_reply_to: str | None = None,
    references: tuple[str, ...] = (),
    unsent: bool = True,
) -> bytes:
    """Return the message with CRLF line ends. `unsent` marks a hand-over: mail programs open it for sending.

    Raises BadInput for addresses and headers that no message may hold.
    """
    message = EmailMessage(policy=SMTP)
    local, _, domain = checked_address(from_address).rpartition("@")
    message["From"] = Address(one_line(from_name, "The sender's name"), local, domain)
    message["To"] = checked_address(recipient)
    message["Subject"] = one_line(letter.subject_line, "The subject")
    message["Date"] = format_datetime(date.astimezone(UTC))
    message["Message-ID"] = one_line(message_id, "The Message-ID")
    if in_reply_to:
        message["In-Reply-To"] = one_line(in_reply_to, "In-Reply-To")
        message["References"] = " ".join(one_line(item, "References") for item in references)
    if unsent:
        message["X-Unsent"] = "1"
    message.set_content(letter.body, cte="quoted-printable" if not letter.body.isascii() else "7bit")
    return message.as_bytes()


def mailto_link(letter: Letter, recipient: str) -> str:
    """Return a link that opens the letter in a mail program (RFC 6068)."""
    body = letter.body.replace("\n", "\r\n")
    return f"mailto:{quote(recipient, safe='@')}?subject={quote(letter.subject_line)}&body={quote(body)}"
