"""A letter as a message: RFC 5322, addresses checked, nothing in it that names the machine or the program."""

from __future__ import annotations

import quopri
import re
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime
from urllib.parse import quote

from unlist.errors import BadInput
from unlist.letters.model import Letter
from unlist.letters.slots import one_line

MAX_LINE = 998
"""Characters of a line without its end (RFC 5322 section 2.1.1)."""
MAX_ADDRESS, MAX_LOCAL = 254, 64
"""Characters of a mail address, and of its part before the @ (RFC 5321 section 4.5.3.1)."""
MAX_LINK = 2000
"""Characters of a mailto link: some systems cut longer ones off in the middle, and a cut letter must not be sent."""
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_WORD}(?:\.{_WORD})*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]*[A-Za-z0-9])+")
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")
_ATOMS = re.compile(rf"{_WORD}(?: {_WORD})*")
_OPEN_IN_LINKS = "!$'()*,;:@"
"""What RFC 6068 leaves unescaped in a link, save +, which some programs read as a space."""


def checked_address(value: str) -> str:
    """Return a mail address. Raises BadInput for one without @, with a line break, or otherwise unusable."""
    local = value.rpartition("@")[0]
    if not _ADDRESS.fullmatch(value) or len(value) > MAX_ADDRESS or len(local) > MAX_LOCAL:
        hint = "Write it as name@example.org."
        if not value.isascii():
            hint = "Write the domain in its xn-- form; many mail servers refuse other letters before the @."
        raise BadInput(f"{value!r} is not a mail address.", hint=hint)
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
    headers = [
        ("From", _mailbox(one_line(from_name, "The sender's name"), checked_address(from_address))),
        ("To", checked_address(recipient)),
        ("Subject", _folded("Subject", one_line(letter.subject_line, "The subject"))),
        ("Date", format_datetime(date.astimezone(UTC))),
        ("Message-ID", _checked_id(message_id)),
    ]
    if in_reply_to:
        thread = " ".join(_checked_id(item) for item in references or (in_reply_to,))
        headers += [("In-Reply-To", _checked_id(in_reply_to)), ("References", _folded("References", thread))]
    if unsent:
        headers.append(("X-Unsent", "1"))
    body, encoding = letter.body.encode(), "7bit"
    if not letter.body.isascii() or any(len(line) > MAX_LINE for line in letter.body.splitlines()):
        body, encoding = quopri.encodestring(body), "quoted-printable"
    headers += [
        ("MIME-Version", "1.0"),
        ("Content-Type", 'text/plain; charset="utf-8"'),
        ("Content-Transfer-Encoding", encoding),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return head.encode("ascii") + b"\r\n" + body.replace(b"\n", b"\r\n")


def _folded(name: str, text: str) -> str:
    """Return a header's text folded at spaces (RFC 5322 section 2.2.3), as encoded words where it is not ASCII.

    Text that looks like an encoded word is encoded too, so that it comes back as it was written (RFC 2047 section 7).
    """
    charset = "us-ascii" if text.isascii() and "=?" not in text else "utf-8"
    return Header(text, charset, maxlinelen=76, header_name=name).encode(splitchars=" ", linesep="\r\n")


def _mailbox(name: str, address: str) -> str:
    """Return a name with its address (RFC 5322 section 3.4): atoms as they are, else quoted, else encoded words."""
    if not name.isascii() or "=?" in name:
        return f"{_folded('From', name)}\r\n <{address}>"
    if _ATOMS.fullmatch(name):
        return _folded("From", f"{name} <{address}>")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return _folded("From", f'"{quoted}" <{address}>')


def _checked_id(value: str) -> str:
    """Return a Message-ID. Raises BadInput for anything that could not stand in a header as one."""
    if not _MESSAGE_ID.fullmatch(value) or len(value) > MAX_LINE - len("In-Reply-To: "):
        raise BadInput(f"{value[:80]!r} is not a Message-ID.", hint="It looks like <word@example.org>.")
    return value


def mailto_link(letter: Letter, recipient: str) -> str:
    """Return a link that opens the letter in a mail program (RFC 6068).

    A link that would be longer than MAX_LINK leaves the text out: the person pastes it from the page beside.
    """
    to = quote(checked_address(recipient), safe="@!$'*")
    link = f"mailto:{to}?subject={quote(letter.subject_line, safe=_OPEN_IN_LINKS)}"
    whole = f"{link}&body={quote(letter.body.replace(chr(10), chr(13) + chr(10)), safe=_OPEN_IN_LINKS)}"
    return whole if len(whole) <= MAX_LINK else link
