"""When a thing is told: named moments, of which only the latest that has come counts, and that one once.

A moment that nobody was there to see (the machine was off, the digest of that day was out already) is not lost: it
stands until it is told or until a later one has come. So nothing rests on how often a digest is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

Told = Collection[tuple[str, str]]
"""What digests have told: pairs of an item's key and a stage."""


@dataclass(frozen=True, order=True)
class Moment:
    """A day from which something may be told, and the name of that stage in the ledger."""

    on: date
    stage: str


def after(day: date, numbers: Sequence[int]) -> list[Moment]:
    """Return the moments that come `numbers` of days after `day`."""
    return [Moment(day + timedelta(days=number), f"day {number}") for number in numbers]


def before(day: date, numbers: Sequence[int], *, earliest: date) -> list[Moment]:
    """Return the moments that come `numbers` of days before `day`, but none before `earliest`."""
    found = [Moment(day - timedelta(days=number), f"{number} before {day.isoformat()}") for number in numbers]
    return [moment for moment in found if moment.on >= earliest]


def stage_on(today: date, moments: Iterable[Moment]) -> str:
    """Return the stage of the latest moment that has come by `today`, or an empty string before the first."""
    come = [moment for moment in moments if moment.on <= today]
    return max(come).stage if come else ""
