"""Settings: each declared once with its type, default and sentence; validated; printed by `unlist config`."""

from __future__ import annotations

import contextlib
import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import platformdirs

from unlist.errors import BadInput

FILE_NAME = "config.toml"


@dataclass(frozen=True)
class Setting:
    """One setting: its name in the file, what it must be, its default, and the sentence that explains it."""

    name: str
    parse: Callable[[Any], Any]
    default: Any
    sentence: str


def _zone(value: Any) -> str:
    if value == "":
        return _system_zone()
    try:
        return ZoneInfo(value).key
    except (TypeError, ValueError, KeyError, OSError) as problem:
        raise ValueError('must be a time zone such as "Europe/Berlin", or "" for that of this machine') from problem


def _system_zone() -> str:
    """Return the IANA name of the machine's zone; UTC where it has none."""
    from tzlocal import get_localzone_name  # noqa: PLC0415 - only where no zone is set

    with contextlib.suppress(Exception):  # a broken /etc/localtime raises whatever it raises
        return ZoneInfo(str(get_localzone_name())).key
    return "UTC"


def _folder(value: Any) -> Path:
    wrong = 'must be the full path of a folder, such as "~/Unlist"'
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(wrong)
    try:
        path = Path(value).expanduser()
    except RuntimeError as problem:  # ~somebody who is not known here
        raise ValueError(wrong) from problem
    if not path.is_absolute():
        raise ValueError(wrong)
    return path


def _host(value: Any) -> str:
    if not isinstance(value, str) or any(character.isspace() for character in value):
        raise ValueError('must be a host name such as "mail.example.org", or ""')
    return value.lower()


def _port(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 1 << 16:
        raise ValueError("must be the number of a port, such as 993")
    return value


def _number(least: int, most: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return value

    return parse


PROVIDER_NAMES = ("gmail", "fastmail", "outlook", "proton-bridge")
"""Providers whose servers are known by name."""


def _transport(value: Any) -> str:
    if value not in {"file", "drafts", "smtp"}:
        raise ValueError('must be "file", "drafts" or "smtp"')
    return str(value)


def _provider(value: Any) -> str:
    if value != "" and value not in PROVIDER_NAMES:
        raise ValueError(f'must be one of {", ".join(PROVIDER_NAMES)}, or ""')
    return str(value)


def _file(value: Any) -> str:
    return str(_folder(value)) if value != "" else ""


def _hours(value: Any) -> str:
    clock = r"(?:[01]\d|2[0-3]):[0-5]\d"
    if not isinstance(value, str) or (value and not re.fullmatch(f"{clock}-{clock}", value, re.ASCII)):
        raise ValueError('must be two times such as "22:00-07:00", or ""')
    return str(value)


def _user(value: Any) -> str:
    if not isinstance(value, str) or any(ord(character) < 32 or ord(character) == 127 for character in value):  # noqa: PLR2004 - C0 and DEL
        raise ValueError('must be the name that you log in with, such as "maya@example.org", or ""')
    return value


def _names(value: Any) -> tuple[str, ...]:
    good = isinstance(value, list | tuple) and all(isinstance(one, str) and one and one.isprintable() for one in value)
    if not good:
        raise ValueError('must be a list of names, such as ["Brokers"]')
    return tuple(value)


def _security(value: Any) -> str:
    if value not in {"tls", "starttls", "none"}:
        raise ValueError('must be "tls", "starttls", or "none" for a server on this machine itself')
    return str(value)


SETTINGS = (
    Setting("zone", _zone, "", 'Your time zone, such as "Europe/Berlin"; "" is that of this machine.'),
    Setting("hand_off_dir", _folder, "~/Unlist", "Where letters to hand over are put, as plain files."),
    Setting("authserv_id", _host, "", "The mail server whose Authentication-Results headers are believed."),
    Setting("imap_host", _host, "", 'The mail server that answers are fetched from, by IMAP; "" fetches none.'),
    Setting("imap_port", _port, 993, "Its port: 993 for tls, usually 143 for starttls."),
    Setting("imap_user", _user, "", "The name that you log in with there, mostly the whole address."),
    Setting("imap_folders", _names, [], "Folders that are looked at beside INBOX and Junk, as the server names them."),
    Setting("imap_security", _security, "tls", '"tls", or "starttls"; "none" only for a server at 127.0.0.1 or ::1.'),
    Setting("provider", _provider, "", f'Your mail provider: {", ".join(PROVIDER_NAMES)}; "" is any other.'),
    Setting("certificate", _file, "", "The file of a certificate that is trusted too, for a server of your own."),
    Setting(
        "transport",
        _transport,
        "file",
        'How letters by e-mail leave: "file" puts them in a folder, "drafts" in your Drafts, "smtp" sends them.',
    ),
    Setting("smtp_host", _host, "", "The server that your mail is sent through, for transport smtp."),
    Setting("smtp_port", _port, 465, "Its port: 465 for tls, usually 587 for starttls."),
    Setting("smtp_user", _user, "", "The name that you log in with there, mostly the whole address."),
    Setting("smtp_security", _security, "tls", '"tls", or "starttls"; "none" only for a server at 127.0.0.1 or ::1.'),
    Setting("undo_minutes", _number(0, 1440), 30, "Minutes that an approved letter waits before it is sent."),
    Setting("letters_a_day", _number(1, 500), 40, "Letters that are sent in 24 hours, by all commands together."),
    Setting("letters_a_domain", _number(1, 500), 5, "Letters that are sent to one mail domain in 24 hours."),
    Setting("seconds_between", _number(0, 3600), 20, "Seconds between two letters, about; each pause is drawn anew."),
    Setting("quiet_hours", _hours, "", 'When no letter is sent, on your clock, such as "22:00-07:00".'),
)
PASSWORDS = {"imap": "UNLIST_IMAP_PASSWORD", "smtp": "UNLIST_SMTP_PASSWORD"}
"""Services that want a password, each with the variable that wins over the one that is kept."""


@dataclass(frozen=True)
class Config:
    """The settings in force."""

    zone: str
    hand_off_dir: Path
    authserv_id: str
    imap_host: str
    imap_port: int
    imap_user: str
    imap_folders: tuple[str, ...]
    imap_security: str
    provider: str
    certificate: str
    transport: str
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_security: str
    undo_minutes: int
    letters_a_day: int
    letters_a_domain: int
    seconds_between: int
    quiet_hours: str


assert tuple(field.name for field in fields(Config)) == tuple(setting.name for setting in SETTINGS)


def config_dir(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the directory of the configuration and of the key file: UNLIST_CONFIG_DIR, else the user's own."""
    given = environment.get("UNLIST_CONFIG_DIR")
    return Path(given).expanduser() if given else platformdirs.user_config_path("unlist")


def cache_dir(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the directory of what can be made again: UNLIST_CACHE_DIR, else the user's own."""
    given = environment.get("UNLIST_CACHE_DIR")
    return Path(given).expanduser() if given else platformdirs.user_cache_path("unlist")


def load(directory: Path | None = None) -> Config:
    """Read the configuration file, if there is one.

    Raises BadInput naming file, setting and what it must be.
    """
    path = (directory or config_dir()) / FILE_NAME
    values: dict[str, Any] = {}
    if path.exists():
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as problem:
            raise BadInput(f"{path} cannot be read: {problem}.", hint="See `unlist config` for a sample.") from problem
    known = {setting.name for setting in SETTINGS}
    for name in values:
        if name not in known:
            raise BadInput(f"{path}: there is no setting {name!r}.", hint="See `unlist config` for all of them.")
    parsed: dict[str, Any] = {}
    for setting in SETTINGS:
        try:
            parsed[setting.name] = setting.parse(values.get(setting.name, setting.default))
        except ValueError as problem:
            raise BadInput(f"{path}: {setting.name} {problem}.", hint=setting.sentence) from problem
    return Config(**parsed)


def sample(config: Config) -> str:
    """Return a commented configuration file with the values in force."""
    lines: list[str] = []
    for setting in SETTINGS:
        value = getattr(config, setting.name)
        # A number, a text and a list of texts are the same in JSON and in TOML, but for DEL and escaped surrogates.
        shown = json.dumps(value if isinstance(value, int | tuple) else str(value), ensure_ascii=False)
        shown = shown.replace("\x7f", "\\u007f")
        lines += [f"# {setting.sentence}", f"{setting.name} = {shown}", ""]
    return "\n".join(lines)
