"""The links of a message as a person should see them: by their host, never opened."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from unlist.inbox.desks import owned
from unlist.registry.index import load_index
from unlist.replies.model import Reply

MOST = 12
"""Links of a message that are shown; those that it wants opened stand first."""

_URL = re.compile(r"https?://[^\s<>\"'\]\)}\u00bb\u201d]{1,2000}", re.IGNORECASE)
_USUAL_PORTS = frozenset({None, 80, 443})


@dataclass(frozen=True)
class Link:
    """Where a link leads: a host in ASCII (so that no letter of another alphabet poses as a Latin one) and a path."""

    url: str
    host: str
    path: str
    wanted: bool
    """Whether the message wants it opened."""
    foreign: bool
    """Whether its host is neither the broker's nor one that the broker's record names, such as its privacy portal."""


def links_of(reply: Reply, slug: str | None) -> tuple[Link, ...]:
    """Return the links of a message's new text; without a broker (`slug`) every host is foreign."""
    own = hosts_of(slug) if slug else frozenset()
    urls = dict.fromkeys(reply.asks.urls, True)
    for found in _URL.findall(reply.reply_text):
        urls.setdefault(found.rstrip(".,;:!?*_"), False)
    made = (_link(url, own, wanted=wanted) for url, wanted in urls.items())
    return tuple(link for link in made if link is not None)[:MOST]


def hosts_of(slug: str) -> frozenset[str]:
    """Return what the record of a broker names: registrable domains of its own, and whole hosts of its forms.

    A form may lie at a desk that many companies rent: its neighbors there are strangers.
    """
    record = load_index()["brokers"].get(slug) or {}
    ways = record.get("channels", ())
    mail = [way["value"].rpartition("@")[2] for way in ways if way["kind"] == "email"]
    forms = [_host(way["value"]) for way in ways if way["kind"] == "form"]
    lookup = [_host(record["lookup"])] if record.get("lookup") else []
    brands = [brand["domain"] for brand in record.get("brands", ()) if brand.get("domain")]
    names: Iterable[str] = (
        *record.get("domains", ()), *record.get("reply_domains", ()), *mail, *brands
    )  # fmt: skip
    return frozenset({*(owned(name) for name in names if name), *filter(None, (*forms, *lookup))})


def _host(url: str) -> str:
    try:
        # Browsers take a backslash for a slash: what stands before it is the host.
        return (urlsplit(url.replace("\\", "/")).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _link(url: str, own: frozenset[str], *, wanted: bool) -> Link | None:
    host = _host(url)
    if not host:
        return None
    try:
        ascii_host = host.encode("idna").decode()
    except UnicodeError:
        ascii_host = host.encode("ascii", "backslashreplace").decode()
    parts = urlsplit(url.replace("\\", "/"))
    try:
        port = parts.port
    except ValueError:
        port = None
    shown = ascii_host if port in _USUAL_PORTS else f"{ascii_host}:{port}"
    return Link(url, shown, parts.path or "/", wanted, ascii_host not in own and owned(ascii_host) not in own)
