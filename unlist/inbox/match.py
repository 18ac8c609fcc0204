"""To which request a message belongs, and how that is known. Strongest evidence first; a guess is called one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from unlist.registry.index import load_index
from unlist.replies.model import Reply
from unlist.store import Store
from unlist.store.facts import RequestFacts

Certainty = Literal["certain", "proposal", "none"]


@dataclass(frozen=True)
class Match:
    """The requests a message belongs to, how sure that is, and the sentence that says why."""

    certainty: Certainty
    requests: tuple[RequestFacts, ...]
    how: str


NOBODY = Match("none", (), "nothing in it belongs to a request of this home")


@lru_cache(maxsize=1)
def _suffixes() -> object:
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - a list of 10,000 rules, read once when needed

    return PublicSuffixList()


def registrable(domain: str) -> str:
    """Return the domain that was registered (`privacy.example.co.uk` -> `example.co.uk`), or the domain itself."""
    return str(_suffixes().privatesuffix(domain.lower()) or domain.lower())  # type: ignore[attr-defined]


def match(store: Store, reply: Reply) -> Match:
    """Find the requests that `reply` belongs to.

    Our own Message-ID in a header or in a returned original is certain unless authentication failed. A visible
    reference is certain when the sender is authenticated or writes from one of the broker's domains. The broker's
    domain alone, with exactly one request open there, is a proposal.
    """
    by_id = _by_message_id(store, reply)
    if by_id:
        if reply.authentication == "fail":
            return Match("proposal", by_id, "it answers our letter, but its sender could not be authenticated")
        return Match("certain", by_id, "it carries the Message-ID of our letter")
    by_reference = _by_reference(store, reply)
    if by_reference:
        known = reply.authentication == "pass" or all(_is_theirs(reply, r.broker) for r in by_reference)
        if known and reply.authentication != "fail":
            return Match("certain", by_reference, "it carries our reference and comes from the broker")
        return Match("proposal", by_reference, "it carries our reference, but not from a known address of the broker")
    here = [r for r in store.requests(open_only=True) if _is_theirs(reply, r.broker)]
    if len(here) == 1:
        return Match("proposal", tuple(here), "it comes from the broker's domain, where one request is open")
    if here:
        return Match("proposal", (), f"it comes from a broker at which {len(here)} requests are open; none is named")
    return NOBODY


def _by_message_id(store: Store, reply: Reply) -> tuple[RequestFacts, ...]:
    ids = list(reply.in_reply_to)
    for notice in (reply.bounce, reply.delivered):
        if notice and notice.original_message_id:
            ids.append(notice.original_message_id)
    found: dict[str, RequestFacts] = {}
    for message_id in ids:
        for request in store.requests_by_message_id(message_id):
            found[request.id] = request
    return tuple(found.values())


def _by_reference(store: Store, reply: Reply) -> tuple[RequestFacts, ...]:
    named = {request.reference: request for request in store.requests()}
    return tuple(named[reference] for reference in reply.references_found if reference in named)


def _is_theirs(reply: Reply, slug: str) -> bool:
    record = load_index()["brokers"].get(slug)
    domain = reply.from_address.rpartition("@")[2]
    if not record or not domain:
        return False
    mail = [c["value"].rpartition("@")[2] for c in record.get("channels", ()) if c["kind"] == "email"]
    theirs = {registrable(d) for d in (*record.get("domains", ()), *record.get("reply_domains", ()), *mail)}
    return registrable(domain) in theirs
