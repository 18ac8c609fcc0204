"""Mail of brokers, written here, and how it is taken in."""

from __future__ import annotations

from datetime import UTC, datetime

from unlist.inbox.intake import take_in

LATER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
ACK = "Hello,\n\nthis is to confirm that we have received your privacy request. We will answer soon.\n"
GONE = "Hello,\n\nwe have deleted your personal data from our systems.\n"
ID = "Hello,\n\nplease send us a copy of your passport so that we can verify your identity. Reply by 2026-12-10.\n"


def mail(
    text=ACK,
    *,
    sender="privacy@harbor-people.example",
    to="maya@example.org",
    subject="Your request",
    date="Mon, 30 Nov 2026 10:00:00 +0000",
    number=1,
    **headers,
):
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nDate: {date}\r\n"
        f"Message-ID: <{number}@harbor-people.example>\r\n{more}\r\n{text}"
    ).encode()


def bounce(recipient, original=None, status="5.1.1", action="failed", envelope=""):
    returned = f"Message-ID: {original}\r\n" if original else ""
    return (
        "From: MAILER-DAEMON@mx.harbor-people.example\r\nTo: maya@example.org\r\nSubject: Undelivered Mail\r\n"
        "Date: Tue, 24 Nov 2026 09:31:00 +0000\r\nMessage-ID: <b@mx.harbor-people.example>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n"
        f"{envelope and f'Original-Envelope-Id: {envelope}'}{envelope and chr(13) + chr(10)}\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{returned}Subject: x\r\n--b--\r\n"
    ).encode()


def take(store, *raws, at=LATER, **more):
    return take_in(store, [(f"no. {number}", raw) for number, raw in enumerate(raws)], at=at, **more)


def kinds(store, request):
    return [event.kind.value for event in store.events(request.id)]


def message_id(store, request):
    return store.messages(request.id)[0].facts["message_id"]
