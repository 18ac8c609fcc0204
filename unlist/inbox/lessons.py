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

from unlist.errors import BadRecord
from unlist.inbox.intake import EVENT_OF
from unlist.inbox.match import registrable
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
_THREAD = "Message-ID of our letter"
"""How `inbox.match` says that a message answers in our thread, which only the recipient of the letter knows."""
ANYBODYS = frozenset(
    (  # noqa: SIM905 - words read better as text
        "aol.com gmail.com gmx.de gmx.net googlemail.com hotmail.com icloud.com live.com mail.com me.com msn.com "
        "outlook.com pm.me proton.me protonmail.com qq.com t-online.de web.de yahoo.com yandex.com ymail.com zoho.com"
    ).split()
)
"""Mail providers: a broker's person may write from there, but so may anybody."""
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
    base = load_base()
    names = {one: record["name"] for one, record in base.items()}
    heard: dict[str, list[Said]] = {}
    for request in store.requests(broker=slug):
        if record := base.get(request.broker):
            heard.setdefault(request.broker, []).extend(_said(store, request, record))
    found: dict[str, list[Lesson]] = {}
    for broker, said in sorted(heard.items()):
        try:
            override = override_of(broker)
        except BadRecord:
            continue
        if learned := lessons(base[broker], said, override, names):
            found[broker] = learned
    return found


def _said(store: Store, request: RequestFacts, record: Record) -> Iterable[Said]:
    log = effective(store.events(request.id))
    received = {event.message: event.payload for event in log if event.kind is EventKind.REPLY_RECEIVED}
    way = Way("", "")
    for event in log:
        if event.kind is EventKind.DRAFTED:
            way = Way(str(event.payload.get("channel", "")), str(event.payload.get("recipient", "")))
        elif event.kind is EventKind.BOUNCED:
            yield _came_back(event, request, record)
        elif event.actor == "person" and event.kind in _KIND_OF:
            yield _answered(store, event, request, record, way, received.get(event.message, {}))


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


def _answered(
    store: Store,
    event: Event,
    request: RequestFacts,
    record: Record,
    way: Way,
    received: Mapping[str, Any],
) -> Said:
    asks = event.payload.get("asks") or {}
    said = Said(
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
    if event.message is None:
        return said  # entered by hand, as after a telephone call: the person heard it
    facts = store.message_facts(event.message)
    theirs, domain = _sender(str(facts.get("from") or ""), record)
    authentication = received.get("authentication")
    threaded = _THREAD in str(facts.get("how") or "")
    said = replace(said, has_ticket=bool(event.payload.get("ticket")), threaded=threaded, theirs=theirs, domain=domain)
    said = replace(said, authentic=authentication == "pass" or threaded, forged=authentication == "fail")
    hides = said.kind in {ReplyKind.PARTLY_FULFILLED, ReplyKind.OPTED_OUT} and _hides(store, event.message)
    return replace(said, suppresses=hides)


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
    known = {registrable(one) for one in (*record.get("domains", ()), *record.get("reply_domains", ()), *mail)}
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


def _hides(store: Store, message: str) -> bool:
    """Say whether an answer says that data is kept out of sight, and nowhere that any was deleted."""
    reply = read(store.message_bytes(message))
    deleted = any(one.kind is ReplyKind.FULFILLED for one in reply.findings)
    return not deleted and _SUPPRESSES.search(reply.reply_text) is not None
