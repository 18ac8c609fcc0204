"""To which request a message belongs, and how that is known. Strongest evidence first; a guess is called one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from unlist import reference
from unlist.inbox.desks import ANYBODYS, owned
from unlist.inbox.guesses import Guess, ranked, tickets
from unlist.registry.index import load_index
from unlist.replies.model import Reply
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.words import ReplyKind

Certainty = Literal["certain", "proposal", "none"]


@dataclass(frozen=True)
class Match:
    """The requests a message belongs to, how sure that is, and the sentence that says why.

    Where none is named but several may be meant, `guesses` holds them: a person says which one it is.
    """

    certainty: Certainty
    requests: tuple[RequestFacts, ...]
    how: str
    guesses: tuple[Guess, ...] = ()


IN_THREAD = "it carries the Message-ID of our letter"
"""How the strongest match is told: only who got the letter knows its Message-ID."""
NOBODY = Match("none", (), "nothing in it belongs to a request of this home")


def match(store: Store, reply: Reply) -> Match:
    """Find the requests that `reply` belongs to.

    Our own Message-ID in a header or in a returned original is certain unless authentication failed. A visible
    reference is certain when the sender is authenticated or writes from one of the broker's domains. A ticket seen
    before, or the broker's domain alone with exactly one request open there, is a proposal. Mail of a broker at which
    several requests are open, or none any more, is a guess: the person says whose it is.
    """
    if reply.bounce is None and _is_own(store, reply):
        return NOBODY  # a copy of what the person wrote
    failed = reply.authentication == "fail"
    by_id = _by_message_id(store, reply)
    if by_id and failed:
        return Match("proposal", by_id, "it answers our letter, but its sender could not be authenticated")
    named = tuple(store.requests_by(references=reply.references_found)) if reply.references_found else ()
    if by_id and named and not {one.id for one in by_id} & {one.id for one in named}:
        return Match("proposal", by_id, "it answers one letter of yours and names the reference of another")
    if by_id:
        return Match("certain", by_id, IN_THREAD)
    if named:
        known = reply.authentication == "pass" or all(is_theirs(reply, request.broker) for request in named)
        if known and not failed:
            how = (
                "its sender is authenticated" if reply.authentication == "pass" else "it names a sender of the broker's"
            )
            return Match("certain", named, f"it carries our reference, and {how}")
        return Match("proposal", named, "it carries our reference, but not from a known address of the broker")
    slugs = [slug for slug in store.brokers_asked() if is_theirs(reply, slug)]
    if not slugs:
        return NOBODY
    here = [one for one in store.requests(open_only=True, brokers=slugs) if _may_answer(store, reply, one)]
    return _by_domain(store, reply, here) if here else _by_past(store, reply, slugs)


def _by_past(store: Store, reply: Reply, slugs: list[str]) -> Match:
    """Guess at requests that are answered or closed: a late word on one of them is never dropped, advertising is."""
    past = [one for one in store.requests(brokers=slugs) if _may_answer(store, reply, one)]
    if not past or reply.kind is ReplyKind.UNRELATED:
        return NOBODY
    return Match(
        "proposal", (), "it comes from a broker at which no request is open any more", ranked(store, reply, past)
    )


def _by_domain(store: Store, reply: Reply, here: list[RequestFacts]) -> Match:
    ticket = reply.asks.ticket
    known = [request for request in here if ticket and ticket in tickets(store, request)]
    if len(known) == 1:
        return Match("proposal", tuple(known), f"it carries the ticket {ticket}, seen before in this request")
    if len(here) > 1:
        # Several people of one household: the address that was written to tells whose answer it is.
        addresses = {request.subject: store.subject(request.subject).reply_to for request in here}
        here = [r for r in here if (addresses[r.subject] or "").lower() in reply.to_addresses] or here
    if len(here) == 1:
        return Match("proposal", tuple(here), "it comes from the broker's domain, where one request is open")
    how = f"it comes from a broker at which {len(here)} requests are open; none is named"
    return Match("proposal", (), how, ranked(store, reply, here))


def _is_own(store: Store, reply: Reply) -> bool:
    return reply.from_address in {(subject.reply_to or "").lower() for subject in store.subjects()} - {""}


def _may_answer(store: Store, reply: Reply, request: RequestFacts) -> bool:
    """Say whether mail that only its domain speaks for can be an answer: a letter had left by then."""
    written = store.state(request.id).letters > 0
    return written and (reply.date is None or reply.date >= request.created_at)


def _by_message_id(store: Store, reply: Reply) -> tuple[RequestFacts, ...]:
    notices = (reply.bounce, reply.delivered)
    returned = (notice.original_message_id for notice in notices if notice)
    found: dict[str, RequestFacts] = {}
    for message_id in (*reply.in_reply_to, *filter(None, returned)):
        found.update({request.id: request for request in store.requests_by_message_id(message_id)})
    envelopes = {envelope_of(notice.envelope_id or "")[0] for notice in notices if notice} - {""}
    if envelopes and not found:
        return tuple(store.requests_by(references=sorted(envelopes)))
    return tuple(found.values())


def envelope_of(text: str) -> tuple[str, int]:
    """Read the ENVID of a letter of ours as a report repeats it: reference and number, ("", 0) for another's."""
    name, _, number = text.strip().rpartition("-")
    ours = reference.normalize(name) == name and number.isascii() and number.isdigit()
    return (name, int(number[:6])) if ours else ("", 0)


def is_theirs(reply: Reply, slug: str) -> bool:
    """Say whether a message claims to come from a domain of that broker, subdomains included."""
    domain = reply.from_address.rpartition("@")[2]
    return bool(domain) and owned(domain) in domains_of(slug)


def domains_of(slug: str) -> frozenset[str]:
    """Return the domains that a broker writes from, as its record has them, and nobody else does."""
    record = load_index()["brokers"].get(slug) or {}
    mail = [c["value"].rpartition("@")[2] for c in record.get("channels", ()) if c["kind"] == "email"]
    return frozenset(owned(d) for d in (*record.get("domains", ()), *record.get("reply_domains", ()), *mail)) - ANYBODYS
