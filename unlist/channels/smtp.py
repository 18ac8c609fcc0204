"""The channel that sends: a letter counts as gone from our own write of its last byte, and is never written twice."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from types import TracebackType
from typing import Self

from unlist import clock
from unlist.channels.model import Accepted, Deferred, Failed, Parcel, Result, Uncertain
from unlist.errors import BadInput
from unlist.servers import smtp
from unlist.servers.account import Account

MAX_LINE = 998
"""Bytes of a line without its end (RFC 5322 2.1.1)."""
_BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_ENHANCED = re.compile(r"\b([45])\.(\d{1,3})\.(\d{1,3})\b")
_NOBODY_THERE = re.compile(r"5\.1\.(?:1|2|3|6|10)")
"""RFC 3463 3.2 and RFC 7505: no such mailbox or system, a bad address, moved away, a domain that takes no mail."""
_SAYS_NOBODY = re.compile(
    r"no such|unknown|does ?n[o']t exist|not exist|unavailable mailbox|invalid (?:recipient|mailbox)|user not found",
    re.IGNORECASE,
)
_QUEUED_AS = (
    re.compile(r"queued as ([\w.+/=-]{4,80})", re.IGNORECASE),
    re.compile(r"\bid=([\w.+/=-]{4,80})", re.IGNORECASE),
    re.compile(r"2\.\d\.\d\s+(?:OK\s+)?<?([\w.+/=-]*\d[\w.+/=-]{3,80})", re.IGNORECASE),
)
_LONGEST_REASON = 300


class SmtpChannel:
    """Hands letters to one server over one connection, made anew when the server ended it between two letters."""

    name = "smtp"

    def __init__(self, account: Account, password: str) -> None:
        """Remember where to send; nothing is connected before the first letter."""
        self._account = account
        self._password = password
        self._server: smtp.Connection | None = None

    def __enter__(self) -> Self:
        """Return the channel."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the connection."""
        if self._server is None:
            return
        if kind is None or issubclass(kind, Exception):
            with contextlib.suppress(*smtp.TROUBLE):
                self._server.quit()
        self._server.close()
        self._server = None

    def deliver(self, parcel: Parcel, *, before_dot: Callable[[], None]) -> Result:
        """Send one letter; `before_dot` is called just before the byte that makes it count as sent.

        Raises OutOfReach when there is no connection, Refused when the server does not let us in, BadInput for bytes
        that are no message; all before anything left.
        """
        _check(parcel)
        server = self._connected()
        past = False

        def dot() -> None:
            nonlocal past
            before_dot()
            past = True

        try:
            refused = self._addressed(server, parcel)
            if refused is not None:
                return refused
            code, answer = server.letter(parcel.content, dot)
        except smtp.TROUBLE as problem:
            self._drop()
            reason = f"{smtp.said(problem)} {'after' if past else 'before'} the letter was handed over."
            return Uncertain(reason) if past else Deferred(reason)
        if code == 250:  # noqa: PLR2004 - RFC 5321 4.3.2
            return Accepted(clock.now(), _queue_id(_text(answer)))
        self._reset()
        return _verdict(code, answer, about_recipient=False)

    def _connected(self) -> smtp.Connection:
        """Return a connection that is alive; a server may have hung up while we paused."""
        if self._server is not None:
            try:
                code, _ = self._server.noop()
            except smtp.TROUBLE:
                code = 0
            if code == 250:  # noqa: PLR2004 - as above
                return self._server
            self._drop()
        self._server = smtp.connected(self._account, self._password)
        return self._server

    def _addressed(self, server: smtp.Connection, parcel: Parcel) -> Result | None:
        """Give sender and recipient; return what became of the letter if the server takes one of them not."""
        sender, recipient = _ascii_domain(parcel.sender), _ascii_domain(parcel.recipient)
        wide = not (sender.isascii() and recipient.isascii() and parcel.content.isascii())
        options, about = [], []
        if not (sender.isascii() and recipient.isascii()):
            if not server.has_extn("smtputf8"):
                return Failed("Your mail server cannot write to an address with such letters before the @.")
            options.append("SMTPUTF8")
        if wide and server.has_extn("8bitmime"):
            options.append("BODY=8BITMIME")
        if server.has_extn("dsn"):
            options += ["RET=HDRS", f"ENVID={parcel.reference}-{parcel.ordinal}"]
            about += ["NOTIFY=SUCCESS,DELAY,FAILURE"]
            if recipient.isascii():
                about.append(f"ORCPT=rfc822;{_xtext(recipient)}")
        code, answer = server.mail(sender, options)
        if code == 250:  # noqa: PLR2004 - as above
            code, answer = server.rcpt(recipient, about)
            if code in {250, 251}:
                return None
            self._reset()
            return _verdict(code, answer, about_recipient=True)
        self._reset()
        return _verdict(code, answer, about_recipient=False)

    def _reset(self) -> None:
        """Ready the connection for the next letter, or give it up."""
        if self._server is None:
            return
        try:
            self._server.rset()
        except smtp.TROUBLE:
            self._drop()

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None


def _check(parcel: Parcel) -> None:
    """Raise BadInput for bytes that a server might read as something else than one message."""
    if _BARE.search(parcel.content) or any(len(line) > MAX_LINE for line in parcel.content.split(b"\r\n")):
        raise BadInput(f"The letter {parcel.reference} may not be sent: its lines are not as RFC 5322 has them.")
    for address in (parcel.sender, parcel.recipient):
        if "@" not in address or any(character.isspace() or character in "<>" for character in address):
            raise BadInput(f"{address!r} is not a mail address.", hint="Write it as name@example.org.")


def _ascii_domain(address: str) -> str:
    """Return an address with its domain as DNS has it. Raises BadInput for a domain that cannot be one."""
    local, _, domain = address.rpartition("@")
    if domain.isascii():
        return address
    import idna  # noqa: PLC0415 - for few letters only

    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        raise BadInput(f"{domain!r} is not a mail domain.") from None


def _xtext(text: str) -> str:
    """Return text as RFC 3461 section 4 has it in a parameter."""
    return "".join(c if "!" <= c <= "~" and c not in "+=" else f"+{ord(c):02X}" for c in text)


def _text(answer: bytes) -> str:
    """Return what a server said as one line."""
    said = answer.decode("utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())[:_LONGEST_REASON]


def _queue_id(said: str) -> str:
    for pattern in _QUEUED_AS:
        found = pattern.search(said)
        if found:
            return found[1]
    return ""


def _verdict(code: int, answer: bytes, *, about_recipient: bool) -> Deferred | Failed:
    """Read a refusal. Its enhanced status wins over its first digit only where both say that it is for good or not."""
    said = f"{code} {_text(answer)}".strip()
    if not 500 <= code < 600:  # noqa: PLR2004 - RFC 5321 4.2.1: everything else is no refusal for good
        return Deferred(f"The server said: {said}")
    enhanced = _ENHANCED.search(said)
    status = enhanced[0] if enhanced else ""
    nobody = _NOBODY_THERE.fullmatch(status) if status else code in {550, 553} and _SAYS_NOBODY.search(said)
    return Failed(f"The server said: {said}", address_dead=about_recipient and bool(nobody))
