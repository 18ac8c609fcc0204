"""Which channel of a broker a claim goes through."""

from __future__ import annotations

from collections.abc import Iterable

from unlist.errors import NotFound
from unlist.law.model import Claim, Person
from unlist.registry.load import broker as load_broker
from unlist.registry.records import Broker, Channel
from unlist.words import ChannelKind

_ALIVE = frozenset({"works", "unverified", "captcha"})
_WARY = frozenset({"contested"})
_ORDER = {ChannelKind.EMAIL: 0, ChannelKind.FORM: 1, ChannelKind.POST: 2, ChannelKind.PHONE: 3}


def serves(channel: Channel, claim: Claim, person: Person) -> bool:
    """Say whether a channel is meant for this law, this right and this residence, and not known to be dead."""
    if channel.state not in _ALIVE | _WARY:
        return False
    if claim.channel_kinds and channel.kind.value not in claim.channel_kinds:
        return False
    if channel.laws and claim.law not in channel.laws:
        return False
    if channel.rights and claim.right not in channel.rights:
        return False
    if not channel.residences:
        return True
    country = person.residence.partition("-")[0]
    return person.residence in channel.residences or country in channel.residences


def channels_for(broker: Broker, claim: Claim, person: Person, dead: Iterable[str] = ()) -> list[Channel]:
    """Return the channels that serve a claim, best first. `dead`: the addresses that bounced.

    One that nobody doubts comes before a contested one, e-mail last where the broker refuses it and has a form, one
    for all sites of the broker before one for some; then e-mail before form before post, then the record's order. A
    polite request follows the record's order alone: there the broker's own way is the one that works.
    """
    gone = {value.lower() for value in dead}
    fitting = [c for c in broker.channels if serves(c, claim, person) and c.value.lower() not in gone]
    forms_only = "rejects_email" in broker.behaviors and any(c.kind is ChannelKind.FORM for c in fitting)

    def rank(channel: Channel) -> tuple[bool, bool, bool, int, int]:
        kind = _ORDER[channel.kind] if claim.statutory else 0
        late = channel.kind is ChannelKind.EMAIL and forms_only
        return channel.state in _WARY, late, channel.covers != "all", kind, channel.order

    return sorted(fitting, key=rank)


def next_kind(slug: str, claim: Claim, person: Person, dead: Iterable[str]) -> str | None:
    """Return the kind of the best channel that is left to a broker; None where none is, or no record."""
    try:
        record = load_broker(slug)
    except NotFound:
        return None
    left = channels_for(record, claim, person, dead)
    return left[0].kind.value if left else None
