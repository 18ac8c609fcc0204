"""A cheap look at the headers of a message: those alone that tell whether it may belong to a request."""

from __future__ import annotations

import re
from email.message import Message

from unlist.replies.limits import headers_only

WANTED = (
    "From", "Sender", "Reply-To", "To", "Cc", "Delivered-To", "X-Original-To", "Subject", "In-Reply-To", "References",
    "Message-ID", "Date", "Return-Path", "Content-Type", "X-Failed-Recipients",
)  # fmt: skip
_FIELD = re.compile(
    rb"^(" + "|".join(WANTED).encode() + rb")[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE
)


def headers_of(raw: bytes) -> Message:
    """Return the wanted headers of a message, of which there may be nothing else; never raises.

    The whole message would be parsed by the standard library at many times the cost.
    """
    head = headers_only(raw.lstrip(b"\r\n"))
    if b"\n" not in head.rstrip(b"\n"):
        head = head.replace(b"\r", b"\n")  # line ends of old Macs, as when the whole is read
    message = Message()
    for found in _FIELD.finditer(head):
        message[found[1].decode("ascii")] = found[2].decode("ascii", "surrogateescape").strip()
    return message
