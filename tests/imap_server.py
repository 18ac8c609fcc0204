"""A scripted IMAP server on loopback: a few folders, and faults that a real server does not show on demand.

It keeps every line that it was sent. Whatever would change anything (SELECT, STORE, a FETCH without PEEK) is answered
with NO and stands in `changes`, which must stay empty.
"""

from __future__ import annotations

import re
import select
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PASSWORD = "correct horse"


@dataclass
class Folder:
    """Messages by UID. `flags` are those of LIST."""

    messages: dict[int, bytes] = field(default_factory=dict)
    uidvalidity: int = 7
    flags: str = ""

    @property
    def uid_next(self) -> int:
        return max(self.messages, default=0) + 1


@dataclass
class Script:
    """What the server has and how it fails."""

    folders: dict[str, Folder] = field(default_factory=lambda: {"INBOX": Folder(), "Junk": Folder(flags="\\Junk")})
    capabilities: str = "IMAP4rev1 IDLE AUTH=PLAIN"
    drop: str = ""
    """The step at which the connection breaks, once: greeting, LOGIN, LIST, EXAMINE, SEARCH, headers, literal, body, LOGOUT."""
    garbage: str = ""
    """The step that is answered with nonsense, once."""
    after_headers: Callable[[Script], None] | None = None
    """What happens to the folders between the headers and the first message."""
    size: int | None = None
    """What RFC822.SIZE says, whatever is true."""
    refuse_bodies: bool = False
    refuse_gone: bool = False
    """Whether a set that names a message that is gone is answered with NO (RFC 2180 4.1.2)."""
    uid_next: bool = True
    """Whether UIDNEXT is told."""
    before_body: dict[int, Callable[[], None]] = field(default_factory=dict)
    """What happens before a message of that UID is given."""
    after_search: Callable[[Script], None] | None = None
    greeting: str = "OK ready"
    tls: ssl.SSLContext | None = None
    """Implicit TLS; `starttls` is the other kind."""
    starttls: ssl.SSLContext | None = None
    lines: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    """UIDs that were fetched whole."""
    connections: int = 0
    news: threading.Event = field(default_factory=threading.Event)
    idling: threading.Event = field(default_factory=threading.Event)

    def add(self, folder: str, *raws: bytes) -> None:
        """Put messages into a folder."""
        box = self.folders[folder]
        for raw in raws:
            box.messages[box.uid_next] = raw


class DroppedError(Exception):
    """The connection breaks here."""


@contextmanager
def serving(script: Script) -> Iterator[int]:
    """Serve on a free port of 127.0.0.1 while the block runs."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            Conversation(self, script).run()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def get_request(self):
            connection, address = super().get_request()
            connection.settimeout(20)
            return connection, address

        def handle_error(self, request, client_address):
            """Stay silent: a client that hangs up is a part of the tests."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            script.news.set()
            server.shutdown()
            thread.join()


class Conversation:
    """One connection."""

    def __init__(self, handler: socketserver.StreamRequestHandler, script: Script) -> None:
        self.handler, self.script = handler, script
        self.socket, self.file = handler.request, handler.rfile
        self.open: Folder | None = None

    def run(self) -> None:
        self.script.connections += 1
        try:
            if self.script.tls:
                self.encrypt(self.script.tls)
            self.fault("greeting")
            self.say(f"* {self.script.greeting}")
            while line := self.file.readline().decode("utf-8", "replace").strip():
                self.script.lines.append(line)
                tag, _, rest = line.partition(" ")
                if not self.answer(tag, rest):
                    return
        except (DroppedError, OSError):
            pass
        finally:
            self.hang_up()

    def hang_up(self) -> None:
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.file.close()
        self.socket.close()

    def encrypt(self, context: ssl.SSLContext) -> None:
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.file = self.socket.makefile("rb")

    def say(self, *parts: str | bytes) -> None:
        self.socket.sendall(b"".join(part.encode() if isinstance(part, str) else part for part in parts) + b"\r\n")

    def fault(self, step: str) -> None:
        """Break off, or talk nonsense, if the script says so here."""
        if self.script.drop == step:
            self.script.drop = ""
            raise DroppedError
        if self.script.garbage == step:
            self.script.garbage = ""
            self.say(b"\xff\x00garbage \x80 (((")

    def answer(self, tag: str, rest: str) -> bool:
        word, _, more = rest.partition(" ")
        word = word.upper()
        if word == "UID":
            word, _, more = more.partition(" ")
            word = f"UID_{word.upper()}"
        self.fault({"UID_SEARCH": "SEARCH", "AUTHENTICATE": "LOGIN"}.get(word, word))
        method = getattr(self, f"do_{word.lower()}", None)
        if method is None:
            self.say(f"{tag} BAD unknown")
            return True
        return method(tag, more) is not False

    def do_capability(self, tag, _more):
        self.say(f"* CAPABILITY {self.script.capabilities}")
        self.say(f"{tag} OK done")

    def do_noop(self, tag, _more):
        self.say(f"{tag} OK done")

    def do_starttls(self, tag, _more):
        if self.script.starttls is None:
            self.say(f"{tag} NO not here")
            return
        self.say(f"{tag} OK begin")
        self.encrypt(self.script.starttls)

    def do_authenticate(self, tag, _more):
        import base64

        self.say("+ ")
        answer = base64.b64decode(self.file.readline().strip()).decode()
        self.script.lines.append("(authenticated)")
        good = answer.split("\0")[2] == PASSWORD
        self.say(f"{tag} OK in" if good else f"{tag} NO [AUTHENTICATIONFAILED] {answer.split(chr(0))[2]} is wrong")

    def do_login(self, tag, more):
        good = more.endswith(f'"{PASSWORD}"')
        self.say(f"{tag} OK in" if good else f"{tag} NO wrong")

    def do_list(self, tag, _more):
        for name, folder in self.script.folders.items():
            self.say(f'* LIST ({folder.flags}) "/" "{name}"')
        self.say(f"{tag} OK done")

    def do_examine(self, tag, more):
        self.open = self.script.folders.get(more.strip('"'))
        if self.open is None:
            self.say(f"{tag} NO no such folder")
            return
        self.say(f"* {len(self.open.messages)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.open.uidvalidity}] valid")
        if self.script.uid_next:
            self.say(f"* OK [UIDNEXT {self.open.uid_next}] next")
        self.say(f"{tag} OK [READ-ONLY] open")

    def do_uid_search(self, tag, more):
        uids = list(self.open.messages)
        found = re.fullmatch(r"UID (\d+)(:\*)?", more)
        if found:
            first = int(found[1])
            uids = [uid for uid in uids if (uid >= first if found[2] else uid == first)] or (
                uids[-1:] if found[2] else []
            )
        self.say("* SEARCH " + " ".join(map(str, uids)))
        self.say(f"{tag} OK done")
        if self.script.after_search:
            change, self.script.after_search = self.script.after_search, None
            change(self.script)

    def do_uid_fetch(self, tag, more):
        uids, _, what = more.partition(" ")
        if "PEEK" not in what:
            self.forbidden(tag, f"FETCH {what}")
            return
        headers = "HEADER" in what
        if not headers and self.script.after_headers:
            change, self.script.after_headers = self.script.after_headers, None
            change(self.script)
        self.fault("headers" if headers else "body")
        if not headers and self.script.refuse_bodies:
            self.say(f"{tag} NO not now")
            return
        wanted = [int(uid) for uid in uids.split(",")]
        for uid in wanted:
            # What other programs of the person do is told at any time (RFC 9051 7).
            self.say("* 1 FETCH (FLAGS (\\Seen))")
            if not headers and uid in self.script.before_body:
                self.script.before_body.pop(uid)()
            if uid in self.open.messages:
                self.one(uid, headers=headers)
        gone = self.script.refuse_gone and not set(wanted) <= self.open.messages.keys()
        self.say(f"{tag} NO some are gone" if gone else f"{tag} OK done")

    def one(self, uid: int, *, headers: bool) -> None:
        raw = self.open.messages[uid]
        number = list(self.open.messages).index(uid) + 1
        if headers:
            head = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            size = len(raw) if self.script.size is None else self.script.size
            if not head.strip():
                self.say(f"* {number} FETCH (UID {uid} RFC822.SIZE {size} BODY[HEADER.FIELDS (FROM)] NIL)")
                return
            self.say(f"* {number} FETCH (UID {uid} RFC822.SIZE {size} BODY[HEADER] {{{len(head)}}}\r\n", head, ")")
            return
        self.script.bodies.append(uid)
        self.socket.sendall(f"* {number} FETCH (BODY[] {{{len(raw)}}}\r\n".encode())
        if self.script.drop == "literal":
            self.script.drop = ""
            self.socket.sendall(raw[: len(raw) // 2])
            raise DroppedError
        self.say(raw, f" UID {uid})")

    def do_idle(self, tag, _more):
        self.say("+ idling")
        self.script.idling.set()
        # Until there is news, or the client has had enough.
        while not select.select([self.socket], [], [], 0.02)[0]:
            if self.script.news.is_set():
                self.script.news.clear()
                self.say(f"* {len(self.open.messages)} EXISTS")
        self.script.idling.clear()
        self.file.readline()
        self.say(f"{tag} OK done")

    def do_logout(self, tag, _more):
        self.say("* BYE")
        self.say(f"{tag} OK done")
        return False

    def forbidden(self, tag, what):
        self.script.changes.append(what)
        self.say(f"{tag} NO this server is for reading")

    def do_select(self, tag, more):
        self.forbidden(tag, f"SELECT {more}")

    def do_uid_store(self, tag, more):
        self.forbidden(tag, f"STORE {more}")

    def do_store(self, tag, more):
        self.forbidden(tag, f"STORE {more}")
