"""A name server on loopback (UDP and TCP) that knows what it is told."""

from __future__ import annotations

import contextlib
import socketserver
import struct
import threading
from collections.abc import Iterator, Mapping, Sequence

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

Zone = Mapping[tuple[str, str], Sequence[str] | str]
"""(name, type) -> records, or NXDOMAIN, SERVFAIL or SILENT. A name that occurs under another type has no answer."""


@contextlib.contextmanager
def serving(zone: Zone, *, truncated: bool = False) -> Iterator[int]:
    """Serve on a free port of 127.0.0.1 while the block runs; `truncated`: over UDP only that there is more."""

    def answer(raw: bytes, *, udp: bool) -> bytes | None:
        query = dns.message.from_wire(raw)
        asked = query.question[0]
        name, kind = asked.name.to_text().rstrip("."), dns.rdatatype.to_text(asked.rdtype)
        found = zone.get((name, kind), "NXDOMAIN" if all(one != name for one, _ in zone) else ())
        if found == "SILENT":
            return None
        reply = dns.message.make_response(query)
        if isinstance(found, str):
            reply.set_rcode(dns.rcode.from_text(found))
        elif udp and truncated:
            reply.flags |= dns.flags.TC
        elif found:
            reply.answer.append(dns.rrset.from_text(asked.name, 60, "IN", kind, *found))
        return reply.to_wire()

    class Udp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            raw, connection = self.request
            said = answer(raw, udp=True)
            if said is not None:
                connection.sendto(said, self.client_address)

    class Tcp(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            (length,) = struct.unpack("!H", self.rfile.read(2))
            said = answer(self.rfile.read(length), udp=False) or b""
            self.wfile.write(struct.pack("!H", len(said)) + said)

    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), Udp) as udp:
        port = udp.server_address[1]
        with socketserver.ThreadingTCPServer(("127.0.0.1", port), Tcp, bind_and_activate=False) as tcp:
            tcp.allow_reuse_address = True
            tcp.server_bind()
            tcp.server_activate()
            threads = [
                threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
                for server in (udp, tcp)
            ]
            for thread in threads:
                thread.start()
            try:
                yield port
            finally:
                for server in (udp, tcp):
                    server.shutdown()
                for thread in threads:
                    thread.join()
