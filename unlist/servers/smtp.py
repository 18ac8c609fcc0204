"""The connection to the server that mail is sent through: encrypted or none at all, its failures in sentences."""

from __future__ import annotations

import base64
import contextlib
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator

from unlist.errors import OutOfReach, Refused, UnlistError
from unlist.servers.account import Account, encryption

TIMEOUT = 30.0
"""Seconds that a server may be silent."""
NAME = "[127.0.0.1]"
"""What EHLO says: smtplib would give the name of this machine away."""
LOOK = 0.05
"""Seconds in which the server may object to a letter's text before the last byte is written."""
_NEXT = "Check smtp_host, smtp_port and your network, then run this again: it goes on where it stopped."
_LONGEST_ANSWER = 50
"""Lines of one answer that are read: no server needs more."""


TROUBLE = (smtplib.SMTPException, OSError)
"""What a connection raises while it is used."""


def said(problem: Exception) -> str:
    """Return in words what went wrong with a connection; no text of the server's."""
    if isinstance(problem, smtplib.SMTPResponseException):
        return f"The server answered what no mail server should ({problem.smtp_code})"
    return "The server did not answer in time" if isinstance(problem, TimeoutError) else "The connection was lost"


class _Session:
    """What both kinds of connection have in common: a bounded answer, and a DATA that stops before its last byte."""

    def letter(self, content: bytes, before_dot: Callable[[], None]) -> tuple[int, bytes]:
        """Hand over the text of a letter, call `before_dot`, write the last byte, return the server's answer.

        Raises smtplib.SMTPException or OSError; what is raised before `before_dot` returned means that nothing left.
        """
        server: smtplib.SMTP = self  # type: ignore[assignment]
        code, answer = server.docmd("DATA")
        if code != 354:  # noqa: PLR2004 - RFC 5321 4.3.2: the only reply that asks for the text
            return code, answer
        assert server.sock is not None
        server.sock.sendall(stuffed(content))
        early = self._objection(server.sock)
        if early is not None:
            return early
        before_dot()
        server.sock.sendall(b".\r\n")
        return server.getreply()

    def _objection(self, sock: socket.socket) -> tuple[int, bytes] | None:
        """Look whether the server hung up or said something before the text ended. Raises SMTPServerDisconnected."""
        server: smtplib.SMTP = self  # type: ignore[assignment]
        sock.settimeout(LOOK)
        try:
            said = sock.recv(4096)
        except TimeoutError:
            return None
        finally:
            sock.settimeout(TIMEOUT)
        if not said:
            server.close()
            raise smtplib.SMTPServerDisconnected("closed in the middle of a letter")
        server.close()
        digits = said[:3]
        return (int(digits), said[4:200]) if digits.isdigit() and digits[:1] in b"45" else (421, said[:200])

    def getreply(self) -> tuple[int, bytes]:
        server: smtplib.SMTP = self  # type: ignore[assignment]
        if server.file is None:
            assert server.sock is not None
            server.file = server.sock.makefile("rb")
        lines: list[bytes] = []
        for _ in range(_LONGEST_ANSWER):
            line = _line(server)
            lines.append(line[4:].strip(b" \t\r\n"))
            if not line[:3].isdigit():
                server.close()
                raise smtplib.SMTPResponseException(-1, b"an answer that no mail server gives")
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(lines)
        server.close()
        raise smtplib.SMTPResponseException(-1, b"an answer without an end")


def _line(server: smtplib.SMTP) -> bytes:
    assert server.file is not None
    try:
        line = bytes(server.file.readline(8192))
    except OSError as problem:
        server.close()
        raise smtplib.SMTPServerDisconnected("the connection was lost") from problem
    if not line:
        server.close()
        raise smtplib.SMTPServerDisconnected("the connection was closed")
    return line


class Plain(_Session, smtplib.SMTP):
    """A connection that begins in clear."""


class Encrypted(_Session, smtplib.SMTP_SSL):
    """A connection that is encrypted from its first byte."""


Connection = Plain | Encrypted


def stuffed(content: bytes) -> bytes:
    """Return a message as DATA carries it: a dot before each line that begins with one, a line end at the end."""
    text = content if content.endswith(b"\r\n") else content + b"\r\n"
    begun = b"." + text if text.startswith(b".") else text
    return begun.replace(b"\r\n.", b"\r\n..")


def connected(account: Account, password: str) -> Connection:
    """Return a connection that is logged in.

    Raises OutOfReach; Refused when the certificate is not good, encryption is not offered, or the login fails.
    """
    with explained(account.host):
        server = _open(account)
    try:
        with explained(account.host):
            _log_in(server, account, password)
    except BaseException:
        server.close()
        raise
    return server


def _open(account: Account) -> Connection:
    context = encryption(account)
    if account.security == "tls":
        server: Connection = Encrypted(
            account.host, account.port, local_hostname=NAME, timeout=TIMEOUT, context=context
        )
    else:
        server = Plain(account.host, account.port, local_hostname=NAME, timeout=TIMEOUT)
    try:
        _greet(server)
        if account.security == "starttls":
            _start_tls(server, context)
    except BaseException:
        server.close()
        raise
    return server


def _greet(server: Connection) -> None:
    code, answer = server.ehlo()
    if code != 250:  # noqa: PLR2004 - RFC 5321 4.1.1.1
        raise smtplib.SMTPResponseException(code, answer)


def _start_tls(server: Connection, context: ssl.SSLContext) -> None:
    if not server.has_extn("starttls"):
        raise Refused(
            "The server offers no encryption (STARTTLS): nothing was sent to it.",
            hint='Use smtp_security = "tls" with smtp_port = 465, which nearly every provider has.',
        )
    code, answer = server.starttls(context=context)
    if code != 220:  # noqa: PLR2004 - RFC 3207 4
        raise smtplib.SMTPResponseException(code, answer)
    _greet(server)  # what was offered in clear is forgotten: RFC 3207 4.2


def _log_in(server: Connection, account: Account, password: str) -> None:
    if account.security == "none" and not server.has_extn("auth"):
        return  # a server on this machine that asks nobody who they are
    try:
        code = _shown_who(server, account.user, password)
    except smtplib.SMTPNotSupportedError:
        hint = "Ask your provider for SMTP with an app password."
        raise Refused("The server takes no password.", hint=hint) from None
    except smtplib.SMTPAuthenticationError as problem:
        code = problem.smtp_code
    if 200 <= code < 300 or code == 503:  # noqa: PLR2004 - RFC 4954 6 has 235, some servers 250; 503: we are in already
        return
    # What the server says back may hold what was sent to it, so that nothing of it is shown.
    if not 500 <= code < 600:  # noqa: PLR2004 - RFC 4954 6: a fault of the server's, for now
        raise OutOfReach(f"{account.host} cannot check the password just now.", hint="Try it later.")
    raise Refused(
        "The mail server refuses the name or the password.",
        hint="Many providers want an app password: one for a program alone, made in the account's security "
        "settings; your usual one does not work there. Then: unlist config password smtp",
    )


def _shown_who(server: Connection, user: str, password: str) -> int:
    """Log in and return the server's code. PLAIN is UTF-8 (RFC 4616); what smtplib does itself is ASCII only."""
    if "PLAIN" in server.esmtp_features.get("auth", "").upper().split():
        given = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
        return server.docmd("AUTH", f"PLAIN {given}")[0]
    return server.login(user, password)[0]


@contextlib.contextmanager
def explained(host: str) -> Iterator[None]:
    """Turn what goes wrong between here and the server into a sentence. Raises OutOfReach, Refused."""
    try:
        yield
    except UnlistError:
        raise
    except ssl.SSLCertVerificationError as problem:
        raise Refused(
            f"The certificate of {host} is not good: {problem.verify_message}. Nothing was sent to it.",
            hint="Check smtp_host; if it is right, somebody may stand between you and your mail.",
        ) from None
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
        raise OutOfReach(f"The connection to {host} failed or was lost.", hint=_NEXT) from None
    except ssl.SSLError:
        raise OutOfReach(
            f"{host} does not speak TLS at this port.", hint="465 is for tls, 587 for starttls: see unlist config"
        ) from None
    except socket.gaierror:
        raise OutOfReach(f"There is no mail server {host}, or no network.", hint=_NEXT) from None
    except TimeoutError:
        raise OutOfReach(f"{host} does not answer.", hint=_NEXT) from None
    except smtplib.SMTPResponseException as problem:
        raise OutOfReach(f"{host} does not let us in just now ({problem.smtp_code}).", hint=_NEXT) from None
    except (smtplib.SMTPException, OSError, UnicodeError, ValueError):
        raise OutOfReach(f"The connection to {host} failed or was lost.", hint=_NEXT) from None
