"""The words in which messages are shown: what was read, what is asked, who sent it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unlist.output import clean
from unlist.words import ReplyKind

if TYPE_CHECKING:
    from unlist.inbox.view import View

SAYS = {
    ReplyKind.FULFILLED: "says that it deleted your data",
    ReplyKind.PARTLY_FULFILLED: "says that it did only part of what you asked",
    ReplyKind.OPTED_OUT: "says that you are opted out",
    ReplyKind.NO_MATCH: "says that it has nothing on you",
    ReplyKind.DENIED: "refuses",
    ReplyKind.REDIRECTED: "says that somebody else is responsible",
    ReplyKind.IDENTITY_REQUESTED: "wants proof of who you are",
    ReplyKind.INFORMATION_REQUESTED: "wants more data, to find you",
    ReplyKind.AUTHORIZATION_REQUESTED: "wants proof that you may act for somebody",
    ReplyKind.FORM_REQUIRED: "wants you to use its form, portal, telephone or the post",
    ReplyKind.CONFIRMATION_REQUIRED: "wants a click, a code or a reply before it goes on",
    ReplyKind.QUESTION: "asks something else",
    ReplyKind.EXTENDED: "takes more time",
    ReplyKind.ACKNOWLEDGED: "confirms that it has your request",
    ReplyKind.AUTO_REPLY: "is an automatic answer, nothing more",
    ReplyKind.UNRELATED: "has nothing to do with your request",
    ReplyKind.BOUNCED: "is a notice that your mail did not arrive",
}
"""What a message does, in the order in which the person is offered it."""

_FIELDS = {
    "dob": "date of birth",
    "ip": "IP address",
    "vin": "vehicle number",
    "plate": "license plate",
    "ssn_last4": "last four digits of the Social Security number",
    "case_ref": "case number",
    "state_residence": "state of residence",
    "profile_url": "address of your profile page",
    "device_id": "device ID",
    "cookie_id": "cookie ID",
    "account_id": "account number",
    "face_photo": "photo of your face",
    "id_document": "ID document",
}
_PROOF = {"pass": "proved", "fail": "NOT genuine: its proof failed", "none": "not proved"}
_KILO = 1000


def one_line(text: object, longest: int = 300) -> str:
    """Return text from outside as one line that cannot act on a terminal, cut at `longest` characters."""
    line = " ".join(clean(str(text)).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def says(kind: ReplyKind | None) -> str:
    """Return what a message does, in plain words."""
    return SAYS[kind] if kind else "is not understood: you decide what it is"


def field_words(name: str) -> str:
    """Return the name of an identifier or a document in plain words."""
    return _FIELDS.get(name, name.replace("_", " "))


def size_words(size: int) -> str:
    """Return a size in bytes as people read it."""
    if size < _KILO:
        return f"{size} bytes"
    return f"{size / _KILO:.0f} kB" if size < _KILO * _KILO else f"{size / _KILO / _KILO:.1f} MB"


def sender_words(view: View) -> str:
    """Return who a message names as its sender, and what is known of that."""
    domain = "of a domain of the broker's" if view.known_sender else "of no domain that the broker is known by"
    return f"{domain}; the sender is {_PROOF[view.reply.authentication]}"


def asked_words(view: View) -> list[str]:
    """Return what a message wants of the person, a line each."""
    asks = view.reply.asks
    lines = []
    if asks.fields:
        lines.append("to know: " + ", ".join(field_words(name) for name in asks.fields))
    if asks.documents:
        lines.append("to see: " + ", ".join(field_words(name) for name in asks.documents))
    if view.reply_by:
        lines.append(f"an answer by {view.reply_by}")
    if asks.ticket:
        lines.append(f"its number quoted: {one_line(asks.ticket, 60)}")
    if asks.redirect_to:
        lines.append(f"you to turn to: {one_line(asks.redirect_to, 120)}")
    return lines


def link_words(link: Any) -> str:
    """Return a link as host and path, with a warning where its host is nobody's that the broker's record names."""
    path = one_line(link.path, 60)
    foreign = "  FOREIGN HOST" if link.foreign else ""
    return f"{one_line(link.host, 120)}{path}{foreign}" + ("" if link.wanted else "  (in passing)")


def file_words(view: View) -> list[str]:
    """Return the attachments of a message, a line each."""
    held = view.contents
    lines = [
        f"{one.name} ({one_line(one.content_type, 40)}, {size_words(len(one.content))})" for one in held.attachments
    ]
    if held.images:
        lines.append(f"{held.images} picture{'s' if held.images > 1 else ''} in the text, not shown")
    if held.limit:
        lines.append(held.limit)
    return lines
