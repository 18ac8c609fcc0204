"""Mail providers: where their servers are and what they want, each fact with its source and the day it was read.

Unknown stays None. A preset only fills settings that are empty or as they come; what a person set wins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from unlist.config import Config

READ_ON = date(2026, 11, 24)
"""The day on which the sources were read."""


@dataclass(frozen=True)
class Provider:
    """What is known of a provider. `daily_limit`: letters that it sends for an account in a day."""

    name: str
    imap: tuple[str, int, str]
    """Host, port, security."""
    smtp: tuple[str, int, str]
    needs: str
    """What the person has to do there first."""
    source: str
    files_sent_copy: bool | None = None
    """Whether a letter that is handed to its server by SMTP comes to lie in the Sent folder by itself."""
    daily_limit: int | None = None
    takes_password: bool = True
    """Whether a program may log in with a password at all."""


PROVIDERS = {
    one.name: one
    for one in (
        Provider(
            "gmail",
            ("imap.gmail.com", 993, "tls"),
            ("smtp.gmail.com", 465, "tls"),
            "Switch two-step verification on, then make an app password: myaccount.google.com/apppasswords",
            "https://developer.nylas.com/docs/cookbook/email/gmail-smtp-settings/",
            files_sent_copy=True,
            daily_limit=500,
        ),
        Provider(
            "fastmail",
            ("imap.fastmail.com", 993, "tls"),
            ("smtp.fastmail.com", 465, "tls"),
            "Make an app password under Settings, Privacy & Security; your usual password does not work.",
            "https://www.fastmail.com/help/technical/servernamesandports.html",
        ),
        Provider(
            "outlook",
            ("outlook.office365.com", 993, "tls"),
            ("smtp-mail.outlook.com", 587, "starttls"),
            'It lets programs in by OAuth only, which Unlist cannot do: keep transport = "file", save answers, and '
            "import them.",
            "https://developer.nylas.com/docs/cookbook/email/outlook-smtp-settings/",
            takes_password=False,
        ),
        Provider(
            "proton-bridge",
            ("127.0.0.1", 1143, "starttls"),
            ("127.0.0.1", 1025, "starttls"),
            "Start Proton Mail Bridge and take name and password from it, not those of your account. Its certificate "
            "is its own: export it there, and set certificate to the path of that file.",
            "https://proton.me/support/macos-certificate-warning",
            files_sent_copy=True,
        ),
    )
}


def filled(config: Config) -> Config:
    """Return the settings with the servers of the provider that they name, where they name none themselves."""
    provider = PROVIDERS.get(config.provider)
    if provider is None:
        return config
    changes: dict[str, object] = {}
    for service, values in (("imap", provider.imap), ("smtp", provider.smtp)):
        if getattr(config, f"{service}_host"):
            continue  # a host of one's own goes with its own port and security
        changes |= {
            f"{service}_{part}": value for part, value in zip(("host", "port", "security"), values, strict=True)
        }
    return replace(config, **changes)  # type: ignore[arg-type]
