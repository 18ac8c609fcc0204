"""Choosing, pure: which channel a claim goes through, and which identifiers may leave with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unlist.law.model import Claim, Person
from unlist.letters.model import Disclosed
from unlist.registry.records import Broker, Channel
from unlist.store.facts import IdentifierFacts
from unlist.words import ChannelKind, IdentifierKind

_ALIVE = frozenset({"works", "unverified", "captcha"})
_WARY = frozenset({"contested"})
_NEVER_SENT = frozenset({IdentifierKind.SSN_LAST4, IdentifierKind.FACE_PHOTO, IdentifierKind.DOB})
"""Needed by some brokers, but never part of a first letter."""
_WITHHELD_IN_SAFETY = frozenset(
    {IdentifierKind.POSTAL_ADDRESS, IdentifierKind.PHONE, IdentifierKind.FACE_PHOTO, IdentifierKind.EMPLOYER}
)
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
    """Return the channels that serve a claim, best first: the record's order, then e-mail before form before post."""
    gone = {value.lower() for value in dead}
    fitting = [c for c in broker.channels if serves(c, claim, person) and c.value.lower() not in gone]
    return sorted(fitting, key=lambda c: (c.state in _WARY, _ORDER[c.kind] if claim.statutory else 0, c.order))


@dataclass(frozen=True)
class Disclosure:
    """What leaves with a letter, and what the broker asks for that stays back, with the reason."""

    leaving: tuple[Disclosed, ...]
    held_back: tuple[tuple[IdentifierKind, str], ...]


def disclose(
    broker: Broker,
    channel: Channel | None,
    identifiers: Sequence[IdentifierFacts],
    *,
    agreed: frozenset[IdentifierKind] = frozenset(),
    safety_mode: bool = False,
) -> Disclosure:
    """Decide field by field what leaves: needed by the broker, and seen in its listing or agreed for this request.

    A profile URL seen at this broker always goes along: it finds the record and tells the broker nothing new.
    """
    needs = set(channel.needs) if channel else set()
    leaving: list[Disclosed] = []
    held: list[tuple[IdentifierKind, str]] = []
    for item in identifiers:
        seen = broker.slug in item.seen_at
        if item.kind is IdentifierKind.FULL_NAME:
            continue  # the name stands in the letter as the subject's own
        wanted = item.kind in needs or (seen and item.kind is IdentifierKind.PROFILE_URL)
        if not wanted:
            continue
        if item.kind in _NEVER_SENT:
            held.append((item.kind, "never part of a first letter"))
        elif safety_mode and item.kind in _WITHHELD_IN_SAFETY:
            held.append((item.kind, "held back because somebody may be looking for you"))
        elif seen:
            leaving.append(Disclosed(item.kind, item.value, f"you saw it in {broker.name}'s listing"))
        elif item.kind in agreed:
            leaving.append(Disclosed(item.kind, item.value, "you agreed to it for this request"))
        else:
            held.append((item.kind, f"not seen at {broker.name}; --agree {item.kind} lets it leave"))
    return Disclosure(tuple(leaving), tuple(dict.fromkeys(held)))
