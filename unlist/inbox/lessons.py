"""What the answers in a home teach about brokers: read from events that count, decided in `registry.lessons`.

Nothing is kept of a lesson: the events are, so that one that is taken back teaches no more. A person's decision or a
letter that surely came back teaches; mail that nobody looked at does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from unlist.errors import BadRecord, HomeUnusable, NotFound
from unlist.inbox.desks import ANYBODYS, owned
from unlist.inbox.intake import EVENT_OF
from unlist.inbox.match import IN_THREAD
from unlist.registry.domains import registrable
from unlist.registry.index import fold, load_base, load_index
from unlist.registry.lessons import Lesson, Said, lessons
from unlist.registry.override_file import override_of
from unlist.registry.overrides import Record
from unlist.registry.syntax import DOMAIN, within
from unlist.replies.read import read
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.fold import effective
from unlist.tracker.model import Event, EventKind
from unlist.words import IdentifierKind, ReplyKind

_KIND_OF = {event: kind for kind, event in EVENT_OF.items()}
_SUPPRESSES = re.compile(
    r"\b(?:suppress(?:ed|ing)?|hidden|masked|de-?listed|gesperrt|ausgeblendet|unterdrückt|masqué\w*|bloqué\w*|"
    r"occult\w*|ocultad\w*|bloquead\w*|oscurat\w*|bloccat\w*|afgeschermd|geblokkeerd|verborgen|ukryt\w*|zablokowan\w*)\b",
    re.IGNORECASE,
)
"""Words for keeping data out of sight; in French, Italian, Spanish and Portuguese "suppress" itself means to delete."""


@dataclass(frozen=True)
class Way:
    """By which channel the last letter had gone: its kind and its address."""

    kind: str
    recipient: str


def taught(store: Store, slug: str | None = None) -> dict[str, list[Lesson]]:
    """Return what is not yet taken over of what answers taught, by broker; of one broker if `slug` is given.

    A broker whose overrides cannot be read teaches nothing until they can be.
    """
    base, in_force = load_base(), load_index()["brokers"]
    own = own_domains(store)
    names = {one: record["name"] for one, record in base.items()}
    heard: dict[str, list[Said]] = {}
    for request in store.requests(brokers=[slug] if slug else ()):
        if record := base.get(request.broker):
            heard.setdefault(request.broker, []).extend(_said(store, request, record, in_force[request.broker], own))
    found: dict[str, list[Lesson]] = {}
    for broker, said in sorted(heard.items()):
        try:
            override = override_of(broker)
        except BadRecord:
            continue
        if learned := lessons(base[broker], said, override, names):
            found[broker] = learned
    return found


def own_domains(store: Store) -> frozenset[str]:
    """Return the domains that the people of this home write from: an alias there may pass a broker's answer on."""
    addresses = (subject.reply_to or "" for subject in store.subjects())
    return frozenset(registrable(address.rpartition("@")[2].lower()) for address in addresses if "@" in address)


def _said(store: Store, request: RequestFacts, record: Record, in_force: Record, own: frozenset[str]) -> Iterable[Said]:
    log = effective(store.events(request.id))
    received = {event.message: event.payload for event in log if event.kind is EventKind.REPLY_RECEIVED}
    way = Way("", "")
    for event in log:
        if event.kind is EventKind.DRAFTED:
            way = Way(str(event.payload.get("channel", "")), str(event.payload.get("recipient", "")))
        elif event.kind is EventKind.BOUNCED:
            yield _came_back(event, request, record)
        elif event.actor == "person" and event.kind in _KIND_OF:
            said = _heard(event, request, record, way)
            if event.message is not None:
                # Without one it was entered by hand, as after a telephone call: the person heard it.
                said = _written(store, event, said, in_force, received.get(event.message, {}))
            yield replace(said, domain="" if said.domain in own else said.domain)


def _came_back(event: Event, request: RequestFacts, record: Record) -> Said:
    address = str(event.payload.get("address") or "")
    return Said(
        kind=ReplyKind.BOUNCED,
        on=_day(event),
        right=request.right,
        channel=_channel_id(record, address),
        bounce=str(event.payload.get("class") or ""),
        status=str(event.payload.get("status") or ""),
    )


def _heard(event: Event, request: RequestFacts, record: Record, way: Way) -> Said:
    asks = event.payload.get("asks") or {}
    return Said(
        kind=_KIND_OF[event.kind],
        on=_day(event),
        right=request.right,
        channel=_channel_id(record, way.recipient),
        channel_kind=way.kind,
        fields=tuple(IdentifierKind(name) for name in asks.get("fields", ())),
        documents=tuple(asks.get("documents", ())),
        urls=tuple(asks.get("urls", ())),
        redirect_to=_named(str(event.payload.get("to") or ""), request.broker),
    )


def _written(store: Store, event: Event, said: Said, in_force: Record, received: Mapping[str, Any]) -> Said:
    """Add what the message behind an event tells of its sender; a message that is lost or altered tells nothing."""
    message = str(event.message)
    try:
        facts, text = store.message_facts(message), store.message_bytes(message)
    except (NotFound, HomeUnusable):
        return replace(said, forged=True)
    theirs, domain = _sender(str(facts.get("from") or ""), in_force)
    authentication, threaded = received.get("authentication"), facts.get("how") == IN_THREAD
    hides = said.kind in {ReplyKind.PARTLY_FULFILLED, ReplyKind.OPTED_OUT} and _hides(text)
    return replace(
        said,
        has_ticket=bool(event.payload.get("ticket")),
        threaded=threaded,
        theirs=theirs,
        domain=domain,
        authentic=authentication == "pass" or threaded,
        forged=authentication == "fail",
        suppresses=hides,
    )


def _day(event: Event) -> date:
    on = event.payload.get("on")
    return date.fromisoformat(on) if isinstance(on, str) else event.occurred_at.date()


def _channel_id(record: Record, address: str) -> str:
    same = (one["id"] for one in record.get("channels", []) if one["value"].lower() == address.lower())
    return next(same, "")


def _sender(address: str, record: Record) -> tuple[bool, str]:
    """Return whether a sender is at a domain of the broker, and the domain it may answer from; "" where it is none."""
    host = address.rpartition("@")[2].lower()
    if not DOMAIN.fullmatch(host):
        return False, ""
    mail = [c["value"].rpartition("@")[2].lower() for c in record.get("channels", []) if c["kind"] == "email"]
    known = {owned(one) for one in (*record.get("domains", ()), *record.get("reply_domains", ()), *mail)}
    known |= {brand["domain"] for brand in record.get("brands", ())}
    domain = registrable(host)
    if domain in ANYBODYS:
        return any(within(host, one) for one in mail), ""
    return any(within(host, one) for one in known), domain


def _named(text: str, slug: str) -> str:
    """Return the slug of another company that a redirection names, else the address that it names."""
    index = load_index()
    if "@" in text:
        found = index["domains"].get(registrable(text.rpartition("@")[2].lower()), [])
        return found[0] if len(found) == 1 and found != [slug] else text
    found = index["names"].get(fold(text), [])
    return found[0] if len(found) == 1 else ""


def _hides(raw: bytes) -> bool:
    """Say whether an answer says that data is kept out of sight, and nowhere that any was deleted."""
    reply = read(raw)
    deleted = any(one.kind is ReplyKind.FULFILLED for one in reply.findings)
    return not deleted and _SUPPRESSES.search(reply.reply_text) is not None
