"""A cheap look at the headers of a message: those alone that tell whether it may belong to a request."""

from __future__ import annotations

import re
from email.message import Message

from unlist.replies.limits import headers_only

WANTED = (
    "From", "Sender", "Reply-To", "To", "Cc", "Delivered-To", "X-Original-To", "Subject", "In-Reply-To", "References",
    "Message-ID", "Date", "Return-Path", "Content-Type", "X-Failed-Recipients",
)  # fmt: skip
_USUAL = 64 * 1024
"""Bytes within which the headers of nearly every message end."""
_FIELD = re.compile(
    rb"^(" + "|".join(WANTED).encode() + rb")[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE
)


def headers_of(raw: bytes) -> Message:
    """Return the wanted headers of a message, of which there may be nothing else; never raises.

    The whole message would be parsed by the standard library at many times the cost.
    """
    head = _head(raw.lstrip(b"\r\n"))
    message = Message()
    for found in _FIELD.finditer(head):
        message[found[1].decode("ascii")] = found[2].decode("ascii", "surrogateescape").strip()
    return message


def _head(raw: bytes) -> bytes:
    """Return the header block; looked for as plain bytes where lines end as they should, which is nearly always."""
    end = raw.find(b"\r\n\r\n", 0, _USUAL)
    if end > 0 and raw.find(b"\n\n", 0, end) < 0:
        return raw[:end]
    head = headers_only(raw)
    # Line ends of old Macs, as when the whole is read.
    return head if b"\n" in head.rstrip(b"\n") else head.replace(b"\r", b"\n")
