"""Over the days, pure: one letter a day to a family of brokers, or to an address that several of them share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

from unlist.registry.records import Broker, Channel


class Letter(Protocol):
    """What matters of a letter here."""

    @property
    def broker(self) -> Broker:
        """To whom."""
        ...

    @property
    def channel(self) -> Channel:
        """By which way."""
        ...


L = TypeVar("L", bound=Letter)


@dataclass(frozen=True)
class Later(Generic[L]):
    """A letter that waits for another day, and the broker whose letter goes first."""

    letter: L
    on: date
    after: str


def spread(letters: Sequence[L], written: Iterable[tuple[Broker, str]], on: date) -> tuple[list[L], list[Later[L]]]:
    """Return the letters of day `on`, in their order, and those of later days.

    `written`: to which brokers of these families a letter was written on that day already, and to which address. Mass
    mail from one family's desk is what closes its mailbox.
    """
    taken: dict[str, list[str]] = {}
    for broker, value in written:
        for name in _names(broker, value):
            taken.setdefault(name, []).append(broker.name)
    today: list[L] = []
    later: list[Later[L]] = []
    for letter in letters:
        names = _names(letter.broker, letter.channel.value)
        before = max((taken.get(name, []) for name in names), key=len)
        if before:
            later.append(Later(letter, on + timedelta(days=len(before)), before[-1]))
        else:
            today.append(letter)
        for name in names:
            taken.setdefault(name, []).append(letter.broker.name)
    return today, later


def _names(broker: Broker, value: str) -> tuple[str, ...]:
    """Return what a letter takes up for its day: the family, and the address."""
    family = f"group {broker.group}" if broker.group else f"broker {broker.slug}"
    return family, f"to {value.lower()}"
