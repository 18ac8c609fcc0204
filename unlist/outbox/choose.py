"""Choosing, pure: which identifiers may leave with a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unlist.letters.model import Disclosed
from unlist.registry.records import Broker, Channel
from unlist.store.facts import IdentifierFacts
from unlist.words import IdentifierKind

_NEVER_SENT = frozenset({IdentifierKind.SSN_LAST4, IdentifierKind.FACE_PHOTO, IdentifierKind.DOB})
"""Needed by some brokers, but never part of a first letter."""
_WITHHELD_IN_SAFETY = frozenset(
    {IdentifierKind.POSTAL_ADDRESS, IdentifierKind.PHONE, IdentifierKind.FACE_PHOTO, IdentifierKind.EMPLOYER}
)


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
