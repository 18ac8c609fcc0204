"""What an e-mail address, a web address or a telephone number in a record must look like. Standard library only."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import parse_qsl, urlsplit

DOMAIN = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./\-]{4,28}[0-9]( ?(ext\.?|x) ?[0-9]{1,6})?")
_TRACKING = re.compile(
    r"(utm_\w+|_?gcl\w*|gclid|fbclid|msclkid|mc_[ce]id|_hs\w+|hsctatracking|_ga|igshid|yclid|dclid)", re.IGNORECASE
)
_URL_LENGTH = 1000
_LOCAL_LENGTH = 64
"""Octets of a local part, RFC 5321 section 4.5.3.1.1."""


def email_problem(value: str) -> str | None:
    """Return what is wrong with an e-mail address, else None. ASCII `local@domain` only, no display name."""
    if hidden_problem(value):
        return "holds a line break or another control character"
    local, at, domain = value.rpartition("@")
    if not at:
        return "has no @"
    if not local or len(local) > _LOCAL_LENGTH or not _LOCAL.fullmatch(local):
        return "is not one plain address before the @"
    if not DOMAIN.fullmatch(domain):
        return f"has no valid lower-case domain after the @ ({domain!r})"
    return None


def url_problem(value: str, *, schemes: tuple[str, ...] = ("https",)) -> str | None:
    """Return what is wrong with a web address, else None."""
    if hidden_problem(value) or any(character.isspace() for character in value):
        return "holds a space or a control character"
    if len(value) > _URL_LENGTH:
        return f"is longer than {_URL_LENGTH} characters"
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "is not a web address"
    if parts.scheme not in schemes:
        return f"must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}"
    if parts.username is not None or parts.password is not None:
        return "holds a user name or password"
    if _is_address(host) or not DOMAIN.fullmatch(host):
        return f"has no valid host name ({host!r})"
    return f"names port {port}" if port not in (None, 80, 443) else None


def phone_problem(value: str) -> str | None:
    """Return what is wrong with a telephone number, else None."""
    return None if _PHONE.fullmatch(value) else "is not a telephone number such as +1 800 555 0100"


def hidden_problem(value: str, *, lines: bool = False) -> str | None:
    """Return what is wrong when text holds control, invisible or bidirectional characters; `lines` allows breaks."""
    allowed = {"\n"} if lines else set()
    for character in value:
        if character not in allowed and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
            return f"holds the hidden character U+{ord(character):04X}"
    return None


def is_homepage(url: str) -> bool:
    """Say whether a web address is a bare homepage: no path, no query, no fragment."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query and not parts.fragment


def tracking_parameters(url: str) -> list[str]:
    """Return the names of the query parameters that only follow people around."""
    return [name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True) if _TRACKING.fullmatch(name)]


def within(host: str, domain: str) -> bool:
    """Say whether `host` is `domain` or lies below it."""
    return host == domain or host.endswith(f".{domain}")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
