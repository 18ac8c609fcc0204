"""A real SMTP server on loopback that keeps what it is given, byte for byte."""

from __future__ import annotations

import smtplib
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller  # noqa: TID253 - only the demo and tests load this module
from aiosmtpd.smtp import SMTP, Envelope, Session  # noqa: TID253 - as above

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Posted:
    """One message as the server took it."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass
class Postbox:
    """Accepts mail on a free loopback port; `refuse` may answer an address with an SMTP error line."""

    refuse: Callable[[str], str | None] = lambda _address: None
    posted: list[Posted] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _controller: Controller | None = None

    @property
    def port(self) -> int:
        """The port it listens on."""
        assert self._controller is not None
        return int(self._controller.port)

    def __enter__(self) -> Self:
        """Start listening."""
        with socket.socket() as probe:
            probe.bind((LOOPBACK, 0))
            free = probe.getsockname()[1]
        self._controller = Controller(self, hostname=LOOPBACK, port=free, ready_timeout=20)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        assert self._controller is not None
        self._controller.stop()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks the hook up by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        """Take a recipient, or refuse it as told."""
        del server, session, options
        refusal = self.refuse(address)
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a message."""
        del server, session
        content = envelope.original_content or b""
        with self._lock:
            self.posted.append(Posted(envelope.mail_from or "", tuple(envelope.rcpt_tos), bytes(content)))
        return "250 OK kept"

    def take(self) -> list[Posted]:
        """Return what has come since the last call."""
        with self._lock:
            taken, self.posted = self.posted, []
        return taken


def post(port: int, sender: str, recipient: str, content: bytes) -> None:
    """Hand one message to a Postbox over a loopback socket, as a mail program would.

    Raises smtplib.SMTPException when the server refuses.
    """
    with smtplib.SMTP(LOOPBACK, port, local_hostname="[127.0.0.1]", timeout=20) as server:
        server.sendmail(sender, [recipient], content)
