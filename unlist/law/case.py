"""One person, one broker, one day: what the modules of the laws are asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from unlist.law.model import Claim, Exclusion, Person
from unlist.law.places import EEA, country_of
from unlist.words import Role

if TYPE_CHECKING:
    # Records are pydantic models, which computing a date does not need.
    from unlist.registry.records import Broker

SIGNAL = (
    "Turn on the opt-out signal of your browser (Global Privacy Control): in your state sites have to take it as an "
    "opt-out."
)
Finding = Claim | Exclusion | str
"""A claim, a right that does not help with its reason, or advice for what can be done outside Unlist."""
Findings = Iterator[Finding]


@dataclass(frozen=True)
class Case:
    """What a law looks at. `place` is the residence as `places.jurisdiction` returns it; citizenship never counts."""

    person: Person
    broker: Broker
    today: date
    place: str

    @property
    def country(self) -> str:
        """The country of residence."""
        return country_of(self.place)

    @property
    def seats(self) -> tuple[str, ...]:
        """The countries in which an establishment of the broker is on record; its own country is one."""
        if self.broker.established_in is not None:
            return self.broker.established_in
        return (self.broker.country,) if self.broker.country else ()

    @property
    def first_party(self) -> bool:
        """Whether the person has an account there: a letter then never asks for erasure of the account."""
        return self.broker.role is Role.FIRST_PARTY

    @property
    def keyed_by_name(self) -> bool:
        """Whether its records are found by name or address, which is what DROP sends to brokers."""
        return not self.broker.keyed_by_face and "device_id_only" not in self.broker.behaviors

    def registered(self, register: str) -> str:
        """Return what its record says of a register (`us-ca`) as words, or "" where it is not on it lately.

        A registration holds a year; one of the year before stands, since records follow the registers later.
        """
        listed = [entry for entry in self.broker.registrations if entry == register or entry.startswith(f"{register}-")]
        years = [int(year) for entry in listed if (year := entry.removeprefix(register).removeprefix("-")).isdigit()]
        if years:
            latest = max((year for year in years if year <= self.today.year), default=0)
            return f"in {latest}" if latest >= self.today.year - 1 else ""
        return "lately" if listed else ""

    def data_on_people_in(self, *codes: str) -> str:
        """Return the first of the codes that the record names among the people the broker has data on, or ""."""
        return next((code for code in codes if code in self.broker.serves), "")

    def data_on_eea(self) -> str:
        """Return what of the person's own country, the EEA or the EU the record names, or "" outside the EEA."""
        return self.data_on_people_in(self.country, "EEA", "EU") if self.country in EEA else ""
