"""The connection to an IMAP server: encrypted or not at all, bounded in what it keeps, its failures in sentences."""

from __future__ import annotations

import contextlib
import imaplib
import socket
import ssl
from collections.abc import Iterator

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError, MailboxLoginError

from unlist.errors import OutOfReach, Refused, UnlistError
from unlist.servers.account import Account, encryption

TIMEOUT = 30.0
"""Seconds that a server may be silent."""
_PIECE = 1024 * 1024
_NEXT = "Check imap_host, imap_port and your network, then run this again: it goes on where it stopped."


class _Bounded:
    """Keeps the first `most` bytes of what the server sends as one piece, and reads the rest into nothing."""

    most = 1024 * 1024

    def read(self, size: int) -> bytes:
        """Read `size` bytes of the connection; return at most `most` of them."""
        kept: bytes = super().read(min(size, self.most))  # type: ignore[misc]
        rest = size - self.most
        while rest > 0:
            piece: bytes = super().read(min(rest, _PIECE))  # type: ignore[misc]
            if not piece:
                break
            rest -= len(piece)
        return kept


class _Plain(_Bounded, imaplib.IMAP4):
    pass


class _Encrypted(_Bounded, imaplib.IMAP4_SSL):
    pass


class _Box(BaseMailBox):
    def __init__(self, account: Account) -> None:
        self._account = account
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        account = self._account
        context = encryption(account)
        if account.security == "tls":
            return _Encrypted(account.host, account.port, ssl_context=context, timeout=TIMEOUT)
        client = _Plain(account.host, account.port, timeout=TIMEOUT)
        if account.security == "starttls":
            try:
                _start_tls(client, context)
            except BaseException:
                with contextlib.suppress(OSError):  # a handshake that failed has closed it already
                    client.shutdown()
                raise
        return client


def _start_tls(client: imaplib.IMAP4, context: ssl.SSLContext) -> None:
    # A greeting that says one is logged in already leaves no room for STARTTLS (RFC 9051 11.1): whoever stands
    # between could send it, as they could take STARTTLS out of the list.
    if client.state != "NONAUTH" or "STARTTLS" not in client.capabilities:
        raise Refused(
            "The server offers no encryption (STARTTLS): nothing was sent to it.",
            hint='Use imap_security = "tls" with imap_port = 993, which nearly every provider has.',
        )
    client.starttls(context)


def connected(account: Account, password: str) -> BaseMailBox:
    """Return a connection that is logged in.

    Raises OutOfReach; Refused when the certificate is not good, encryption is not offered, or the login fails.
    """
    with explained(account.host):
        box = _Box(account)
    try:
        with explained(account.host):
            _log_in(box, account.user, password)
    except BaseException:
        with contextlib.suppress(OSError):
            box.client.shutdown()
        raise
    return box


def _log_in(box: BaseMailBox, user: str, password: str) -> None:
    offered = box.client.capabilities
    try:
        if "AUTH=PLAIN" in offered:
            box.login_utf8(user, password, initial_folder=None)
        elif "LOGINDISABLED" in offered:
            raise Refused("The server takes no password.", hint="Ask your provider for IMAP with an app password.")
        else:
            box.login(user, password, initial_folder=None)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, MailboxLoginError, UnicodeEncodeError) as problem:
        # From nothing: what the server says back may hold what was sent to it.
        if "[UNAVAILABLE]" in str(problem).upper():  # RFC 5530 3: a fault of the server's, for now
            raise OutOfReach(f"{box.client.host} cannot check the password just now.", hint="Try it later.") from None
        raise Refused(
            "The mail server refuses the name or the password.",
            hint="Many providers want an app password: one for a program alone, made in the account's security "
            "settings; your usual one does not work there. Then: unlist config password imap",
        ) from None


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
            hint="Check imap_host; if it is right, somebody may stand between you and your mail.",
        ) from None
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
        raise OutOfReach(f"The connection to {host} failed or was lost.", hint=_NEXT) from None
    except ssl.SSLError:
        raise OutOfReach(
            f"{host} does not speak TLS at this port.", hint="993 is for tls, 143 for starttls: see unlist config"
        ) from None
    except socket.gaierror:
        raise OutOfReach(f"There is no mail server {host}, or no network.", hint=_NEXT) from None
    except TimeoutError:
        raise OutOfReach(f"{host} does not answer.", hint=_NEXT) from None
    except (imaplib.IMAP4.abort, OSError):
        raise OutOfReach(f"The connection to {host} failed or was lost.", hint=_NEXT) from None
    except (imaplib.IMAP4.error, ImapToolsError, ValueError, LookupError, TypeError) as problem:
        # No text of the server's: it may hold names of folders and people.
        raise OutOfReach(
            f"{host} answers what no mail server should ({type(problem).__name__}).",
            hint="Run this again; it goes on where it stopped.",
        ) from None
