"""Messages of a mailbox: answers of brokers, and what has nothing to do with them."""

from __future__ import annotations

WORDS = "Hello,\r\n\r\nthis is to confirm that we have received your privacy request. We will answer soon.\r\n"


def message(
    number,
    *,
    sender="friend@example.net",
    subject="Lunch on Friday?",
    text="Shall we?\r\n",
    to="maya@example.org",
    date="Mon, 30 Nov 2026 10:00:00 +0000",
    **headers,
):
    """Return one message with its own Message-ID."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return (
        f"Received: from mx.example.net by mx.example.org; {date}\r\nFrom: {sender}\r\nTo: {to}\r\n"
        f"Subject: {subject}\r\nDate: {date}\r\nMessage-ID: <{number}@{sender.rpartition('@')[2]}>\r\n{more}\r\n{text}"
    ).encode()


def answer(number, message_id, text=WORDS, **more):
    """Return an answer of Harbor People to a letter."""
    return message(
        number,
        sender="privacy@harbor-people.example",
        subject="Your privacy request",
        text=text,
        In_Reply_To=message_id,
        **more,
    )
