"""An SMTP server on loopback that keeps to a script: at each step it may refuse, hang up, talk nonsense or be silent."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

PASSWORD = "correct horse"
DROP, HANG = "drop", "hang"
"""What a step of the script may say beside an answer: hang up, or say nothing until the client gives up."""


@dataclass
class Script:
    """What the server says at which step, for how many times, and what it was given.

    Steps: banner, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, body (after the first line of the text), dot (after the
    last), after (when it has said 250). Without an entry it is a good server.
    """

    at: dict[str, str] = field(default_factory=dict)
    times: int = 1_000_000
    extensions: tuple[str, ...] = ("PIPELINING", "AUTH PLAIN", "8BITMIME", "DSN", "ENHANCEDSTATUSCODES")
    tls: ssl.SSLContext | None = None
    implicit: bool = False
    accepted: list[bytes] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    connections: int = 0


@contextlib.contextmanager
def serving(script: Script) -> Iterator[int]:
    """Serve on a free port of 127.0.0.1 while the block runs."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            script.connections += 1
            conversation = None
            with contextlib.suppress(OSError, ValueError):
                conversation = Conversation(self.request, script)
                conversation.run()
            if conversation is not None:
                conversation.socket.close()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


class Conversation:
    """One connection."""

    def __init__(self, connection: socket.socket, script: Script) -> None:
        self.script = script
        self.socket = connection
        self.socket.settimeout(20)
        self.encrypted = False
        if script.tls and script.implicit:
            self.encrypt()
        self.file = self.socket.makefile("rb")

    def encrypt(self) -> None:
        self.socket = self.script.tls.wrap_socket(self.socket, server_side=True)
        self.file = self.socket.makefile("rb")
        self.encrypted = True

    def say(self, *lines: str) -> None:
        text = "".join(f"{line}\r\n" for line in lines)
        self.socket.sendall(text.encode("utf-8", "surrogateescape"))

    def step(self, name: str) -> bool:
        """Do what the script says at a step; say whether that was anything."""
        what = self.script.at.get(name)
        if what is None or self.script.times <= 0:
            return False
        self.script.times -= 1
        if what == DROP:
            self.socket.shutdown(socket.SHUT_RDWR)
            raise OSError("as told")
        if what == HANG:
            self.file.read()
            raise OSError("as told")
        self.say(*what.split("\n"))
        return True

    def run(self) -> None:
        if not self.step("banner"):
            self.say("220 mx.example.org ESMTP")
        while line := self.file.readline():
            words = line.decode("utf-8", "replace").rstrip("\r\n")
            verb = words.split(" ", 1)[0].upper()
            self.script.heard.append(words if verb != "AUTH" else "AUTH")
            if not self.step(verb):
                getattr(self, f"do_{verb.lower()}", self.unknown)(words)
            if verb == "QUIT":
                return

    def unknown(self, _words: str) -> None:
        self.say("500 5.5.1 what?")

    def do_ehlo(self, _words: str) -> None:
        offered = [one for one in self.script.extensions if not (self.encrypted and one == "STARTTLS")]
        if self.script.tls and not self.encrypted:
            offered = [one for one in offered if not one.startswith("AUTH")]
        lines = ["mx.example.org", *offered]
        self.say(*(f"250-{line}" for line in lines[:-1]), f"250 {lines[-1]}")

    def do_starttls(self, _words: str) -> None:
        self.say("220 go on")
        self.encrypt()

    def do_auth(self, words: str) -> None:
        import base64

        given = base64.b64decode(words.rsplit(maxsplit=1)[-1]).split(b"\0")[-1].decode()
        self.say("235 2.7.0 welcome" if given == PASSWORD else f"535 5.7.8 not {given}")

    def do_mail(self, _words: str) -> None:
        self.say("250 2.1.0 ok")

    def do_rcpt(self, _words: str) -> None:
        self.say("250 2.1.5 ok")

    def do_rset(self, _words: str) -> None:
        self.say("250 2.0.0 ok")

    def do_noop(self, _words: str) -> None:
        self.say("250 2.0.0 ok")

    def do_quit(self, _words: str) -> None:
        self.say("221 2.0.0 bye")

    def do_data(self, _words: str) -> None:
        self.say("354 go on")
        lines = [self.file.readline()]
        self.step("body")
        while lines[-1] != b".\r\n":
            line = self.file.readline()
            if not line:
                return
            lines.append(line)
        content = b"".join(line.removeprefix(b".") for line in lines[:-1])
        if self.step("dot"):
            return
        self.script.accepted.append(content)
        self.say("250 2.0.0 Ok: queued as 4XyZ12")
        self.step("after")
