"""Brokers that answer: reads letters that crossed a socket, and replies later, in proportions that are configured.

The default proportions are those seen in public archives of real campaigns: about half the letters are never
answered, few within the first weeks, and most answers are "no record", "use our form", "send more data".
"""

from __future__ import annotations

import email
import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, getaddresses
from importlib.resources import files
from typing import Any

from unlist import reference
from unlist.testing.postbox import Posted

SILENT_SHARE = 0.45
BOUNCE_SHARE = 0.06
_OPENINGS = frozenset({"bounced", "acknowledged", "auto_reply", "identity_requested", "form_required"})
"""What a first letter may meet, and a second one no more."""


@dataclass(frozen=True)
class Answer:
    """One mail that will come back: when, to whom, from whom, and what it truly means."""

    due_at: datetime
    sender: str
    recipient: str
    kind: str
    content: bytes

    @property
    def message_id(self) -> str:
        """Its Message-ID, with angle brackets."""
        return str(email.message_from_bytes(self.content)["Message-ID"])


@dataclass
class BrokerSimulator:
    """Decides with a seeded generator what becomes of each letter, dealt so that samples keep the proportions."""

    seed: int
    names: dict[str, str]
    """Broker name by recipient address."""
    silent_share: float = SILENT_SHARE
    bounce_share: float = BOUNCE_SHARE
    pending: list[Answer] = field(default_factory=list)
    decided: dict[str, str] = field(default_factory=dict)
    """What was decided for each reference: a reply kind, `bounced` or `silent`."""

    def __post_init__(self) -> None:
        """Load the answers and start the generator."""
        text = files("unlist.testing").joinpath("answers.toml").read_text(encoding="utf-8")
        self._answers: list[dict[str, Any]] = tomllib.loads(text)["answer"]
        self._random = random.Random(self.seed)  # noqa: S311 - repeatable on purpose, keys never come from here
        self._fates = self._deal()

    def _deal(self) -> Iterator[str]:
        """Yield fates for ever: shuffled decks of a hundred cards in the configured proportions."""
        counts = {"silent": round(100 * self.silent_share), "bounced": round(100 * self.bounce_share)}
        room = 100 - sum(counts.values())
        shares = [(str(answer["kind"]), room * int(answer["weight"]) / 100) for answer in self._answers]
        counts |= {kind: int(share) for kind, share in shares}
        # What rounding down left over goes to the largest remainders, so that every deck has a hundred cards.
        by_remainder = sorted(shares, key=lambda row: row[1] - int(row[1]), reverse=True)
        for kind, _ in by_remainder[: 100 - sum(counts.values())]:
            counts[kind] += 1
        while True:
            deck = [kind for kind, count in counts.items() for _ in range(count)]
            self._random.shuffle(deck)
            yield from deck

    def receive(self, letters: Sequence[Posted], at: datetime) -> None:
        """Take letters that arrived at `at` (aware UTC) and decide what becomes of each; a second one is dealt anew."""
        for letter in letters:
            message = email.message_from_bytes(letter.content)
            found = reference.find(str(message["Subject"]))
            key = found[0] if found else str(message["Message-ID"])
            fate = next(self._fates)
            while fate in _OPENINGS and key in self.decided:
                fate = next(self._fates)  # a broker that has asked or bounced once comes to the point
            self.decided[key] = fate
            if fate == "bounced":
                self.pending.append(self._bounce(letter, at))
            elif fate != "silent":
                self.pending.append(self._answer(letter, fate, key, at))

    def answers_until(self, at: datetime) -> list[Answer]:
        """Return and forget the answers whose time has come, in order."""
        ready = sorted((answer for answer in self.pending if answer.due_at <= at), key=lambda answer: answer.due_at)
        self.pending = [answer for answer in self.pending if answer.due_at > at]
        return ready

    def _answer(self, letter: Posted, kind: str, key: str, at: datetime) -> Answer:
        choice = next(answer for answer in self._answers if answer["kind"] == kind)
        broker = letter.recipients[0]
        domain = broker.rpartition("@")[2]
        ticket = f"{self._random.randrange(10**6, 10**7)}"
        values = {
            "name": self.names.get(broker, domain),
            "reference": key,
            "ticket": ticket,
            "link": f"https://{domain}/privacy/request/{ticket}",
            "days": str(self._random.choice((10, 14, 30))),
        }
        quick = kind in {"acknowledged", "form_required", "auto_reply"}
        due_at = at + timedelta(days=self._random.randrange(0, 3) if quick else self._random.randrange(4, 40), hours=3)
        original = email.message_from_bytes(letter.content)
        message = EmailMessage(policy=SMTP_POLICY)
        message["From"] = broker
        message["To"] = letter.sender
        message["Subject"] = str(choice["subject"]).format(**values)
        message["Date"] = format_datetime(due_at)
        message["Message-ID"] = f"<{self._random.getrandbits(64):016x}@{domain}>"
        message["X-Simulated"] = "yes"
        if kind == "auto_reply":
            message["Auto-Submitted"] = "auto-replied"
        body = str(self._random.choice(choice["texts"])).format(**values)
        if self._random.random() < 0.7:  # noqa: PLR2004 - most answers stay in the thread, helpdesks open a new one
            message["In-Reply-To"] = str(original["Message-ID"])
            message["References"] = str(original["Message-ID"])
            body += f"\n\nOn {original['Date']}, {letter.sender} wrote:\n" + _quoted(original)
        elif self._random.random() < 0.5:  # noqa: PLR2004
            body += f"\n\nYour reference: {key}"
        message.set_content(body)
        return Answer(due_at, broker, letter.sender, kind, message.as_bytes())

    def _bounce(self, letter: Posted, at: datetime) -> Answer:
        broker = letter.recipients[0]
        domain = broker.rpartition("@")[2]
        original = email.message_from_bytes(letter.content)
        due_at = at + timedelta(minutes=2)
        boundary = f"=_{self._random.getrandbits(64):016x}"
        text = (
            f"From: Mail Delivery System <MAILER-DAEMON@mx.{domain}>\r\nTo: {letter.sender}\r\n"
            f"Subject: Undelivered Mail Returned to Sender\r\nDate: {format_datetime(due_at)}\r\n"
            f"Message-ID: <{self._random.getrandbits(64):016x}@mx.{domain}>\r\nAuto-Submitted: auto-replied\r\n"
            "X-Simulated: yes\r\nMIME-Version: 1.0\r\n"
            f'Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"\r\n\r\n'
            f"--{boundary}\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
            f"Your message to <{broker}> could not be delivered.\r\n\r\n"
            f"--{boundary}\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.{domain}\r\n\r\n"
            f"Final-Recipient: rfc822; {broker}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            f"Diagnostic-Code: smtp; 550 5.1.1 <{broker}>: user unknown\r\n\r\n"
            f"--{boundary}\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {original['Message-ID']}\r\n"
            f"Subject: {original['Subject']}\r\n\r\n--{boundary}--\r\n"
        )
        return Answer(due_at, f"mailer-daemon@mx.{domain}", letter.sender, "bounced", text.encode())


def _quoted(original: email.message.Message) -> str:
    payload = original.get_payload(decode=True)
    text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return "\n".join(f"> {line}" for line in text.splitlines())


def recipients_of(content: bytes) -> list[str]:
    """Return the bare addresses in the To header of a message."""
    message = email.message_from_bytes(content)
    return [address for _, address in getaddresses([str(message["To"] or "")]) if address]


def filled_form(reference_text: str, sender: str, domain: str) -> bytes:
    """Return what the page of a broker's form would mail to its own staff once somebody filled it in."""
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"] = sender
    message["To"] = f"forms@{domain}"
    message["Subject"] = f"Form submitted [{reference_text}]"
    message["Message-ID"] = f"<form.{reference_text.lower()}@{domain}>"
    message.set_content("Submitted by the form.\n")
    return message.as_bytes()
