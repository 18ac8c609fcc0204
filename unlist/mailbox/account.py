"""A mail account: where it is, how it is reached safely, and who logs in."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from unlist.config import Config
from unlist.errors import BadInput


@dataclass(frozen=True)
class Account:
    """Where mail is fetched from. `security`: `tls`, `starttls`, or `none` on this machine itself."""

    host: str
    port: int
    user: str
    security: str

    @property
    def name(self) -> str:
        """What tells this account from others; the password that is kept goes to it alone."""
        return f"imap:{self.user}@{self.host}:{self.port}"


def account_of(settings: Config) -> Account:
    """Return the account of the settings.

    Raises BadInput when there is none, or when it would be reached in clear over a network.
    """
    for name in ("imap_host", "imap_user"):
        if not getattr(settings, name):
            raise BadInput(f"No mailbox is set: {name} is empty.", hint="Set it in config.toml; see: unlist config")
    if settings.imap_security == "none" and not _is_loopback(settings.imap_host):
        raise BadInput(
            f"imap_security is none, but {settings.imap_host} is not this machine (127.0.0.1 or ::1).",
            hint='Set it to "tls" or "starttls": without them others could read the password.',
        )
    return Account(settings.imap_host, settings.imap_port, settings.imap_user, settings.imap_security)


def _is_loopback(host: str) -> bool:
    # A literal address: what a name leads to is somebody else's to say.
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
