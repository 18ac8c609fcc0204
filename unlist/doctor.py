"""What is wrong with the person's own mail account, found by trying it, and what to do about each thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from unlist.config import Config
from unlist.errors import UnlistError
from unlist.servers import smtp
from unlist.servers.account import Account, account_of
from unlist.servers.folders import special
from unlist.servers.imap import connected, explained
from unlist.servers.providers import PROVIDERS

WARNING = (
    "A password for programs usually opens all mail of the account, not one folder, and lets whoever has it send in "
    "your name. A mailbox of its own keeps the rest of your mail out of reach."
)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `ok` is None for what is only told; `todo` says what to do where it is not."""

    name: str
    ok: bool | None
    sentence: str
    todo: str = ""


def check_mail(settings: Config, password: Callable[[Account], str]) -> list[Check]:
    """Try the servers of the settings and return what was found; nothing is sent, stored or marked.

    `password` returns that of an account, or raises UnlistError.
    """
    checks = _provider(settings)
    provider = PROVIDERS.get(settings.provider)
    if provider is not None and not provider.takes_password:
        return checks
    if settings.imap_host:
        checks += _imap(settings, password)
    else:
        checks.append(_told("imap", "No mailbox is set: answers are imported from files."))
    if settings.smtp_host:
        checks += _smtp(settings, password)
    elif settings.transport == "smtp":
        checks.append(_wrong("smtp", "transport is smtp, and no server is set.", "Set smtp_host and smtp_user."))
    if settings.imap_host or settings.smtp_host:
        checks.append(_told("password", WARNING))
    return checks


def _ok(name: str, sentence: str) -> Check:
    return Check(name, ok=True, sentence=sentence)


def _wrong(name: str, sentence: str, todo: str) -> Check:
    return Check(name, ok=False, sentence=sentence, todo=todo)


def _told(name: str, sentence: str, todo: str = "") -> Check:
    return Check(name, ok=None, sentence=sentence, todo=todo)


def _provider(settings: Config) -> list[Check]:
    provider = PROVIDERS.get(settings.provider)
    if provider is None:
        return []
    checks = [_told("provider", provider.needs)]
    if not provider.takes_password:
        return checks
    most, mine = provider.daily_limit, settings.letters_a_day
    if most is not None:
        said = f"It sends {most} letters a day at most; letters_a_day is {mine}."
        checks.append(_ok("limit", said) if mine <= most else _wrong("limit", said, f"Set letters_a_day to {most}."))
    files = {
        True: "It files a copy of each letter in Sent, which settles whether one left.",
        None: "It is not known whether it files a copy of each letter in Sent.",
    }
    checks.append(_told("copies", files.get(provider.files_sent_copy, "It files no copy of a letter in Sent.")))
    return checks


def _imap(settings: Config, password: Callable[[Account], str]) -> list[Check]:
    try:
        account = account_of(settings, "imap")
        box = connected(account, password(account))
    except UnlistError as problem:
        return [_wrong("imap", problem.message, problem.hint)]
    checks = [_ok("imap", f"{account.host} lets {account.user} in, {_how(account)}.")]
    try:
        with explained(account.host):
            found = {use: special(box, use) for use in ("drafts", "sent")}
            box.client.logout()
    except UnlistError as problem:
        return [*checks, _wrong("folders", problem.message, problem.hint)]
    for use, todo in (
        ("drafts", 'Make a folder named "Drafts", or set transport to file.'),
        ("sent", "Without it, say yourself that a letter left: unlist request sent REFERENCE"),
    ):
        name = found[use]
        if name:
            checks.append(_ok(use, f"The folder of {use} is {name}."))
        elif use == "drafts" and settings.transport == "drafts":
            checks.append(_wrong(use, "No folder of drafts is known as such.", todo))
        else:
            checks.append(_told(use, f"No folder of {use} is known as such.", todo))
    return checks


def _smtp(settings: Config, password: Callable[[Account], str]) -> list[Check]:
    try:
        account = account_of(settings, "smtp")
        server = smtp.connected(account, password(account))
    except UnlistError as problem:
        return [_wrong("smtp", problem.message, problem.hint)]
    try:
        reports = server.has_extn("dsn")
        server.quit()
    except smtp.TROUBLE:
        reports = False
    finally:
        server.close()
    said = "It reports what became of a letter (DSN)." if reports else "It does not offer reports on delivery (DSN)."
    return [
        _ok("smtp", f"{account.host} lets {account.user} in, {_how(account)}."),
        _told("reports", said),
    ]


def _how(account: Account) -> str:
    return "in clear on this machine" if account.security == "none" else f"encrypted by {account.security.upper()}"
