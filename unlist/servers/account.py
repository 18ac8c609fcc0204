"""A mail account: where it is, how it is reached safely, and who logs in."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass

from unlist.config import Config
from unlist.errors import BadInput

WHAT = {"imap": "mailbox", "smtp": "way to send mail"}
"""Services that an account may be of, as a person calls them."""


@dataclass(frozen=True)
class Account:
    """A service of a mail server. `security`: `tls`, `starttls`, or `none` on this machine itself."""

    host: str
    port: int
    user: str
    security: str
    service: str = "imap"
    certificate: str = ""
    """A file with a certificate that is trusted beside those of the system."""

    @property
    def name(self) -> str:
        """What tells this account from others; the password that is kept goes to it alone."""
        return f"{self.service}:{self.user}@{self.host}:{self.port}"


def account_of(settings: Config, service: str = "imap") -> Account:
    """Return the account of the settings for `service` (imap or smtp).

    Raises BadInput when there is none, or when it would be reached in clear over a network.
    """
    parts = ("host", "port", "user", "security")
    host, port, user, security = (getattr(settings, f"{service}_{part}") for part in parts)
    for name, value in ((f"{service}_host", host), (f"{service}_user", user)):
        if not value:
            hint = "Set it in config.toml; see: unlist config"
            raise BadInput(f"No {WHAT[service]} is set: {name} is empty.", hint=hint)
    if security == "none" and not is_loopback(host):
        raise BadInput(
            f"{service}_security is none, but {host} is not this machine (127.0.0.1 or ::1).",
            hint='Set it to "tls" or "starttls": without them others could read the password.',
        )
    return Account(host, port, user, security, service, settings.certificate)


def encryption(account: Account) -> ssl.SSLContext:
    """Return how a server proves who it is: by the system's authorities, or by the certificate that the person trusts.

    Raises BadInput when that file holds none.
    """
    context = ssl.create_default_context()
    if account.certificate:
        try:
            context.load_verify_locations(account.certificate)
        except (OSError, ssl.SSLError):
            raise BadInput(
                f"{account.certificate} holds no certificate that can be read.", hint="Check the setting certificate."
            ) from None
    return context


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine, by a literal address: what a name leads to is somebody else's to say."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
