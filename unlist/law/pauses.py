"""Pauses of a clock: ranges of days from a controller's question to its answer, each day counted once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from unlist.errors import BadInput
from unlist.law.calendar import ONE_DAY
from unlist.law.rule import Rule

Pause = tuple[date, date]
"""The day of the question and the day of the answer."""


@dataclass(frozen=True)
class Stop:
    """A stretch of days on which the clock stood, both included; empty when `last` lies before `first`."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Its length in days."""
        return max((self.last - self.first).days + 1, 0)


def stops(rule: Rule, pauses: Sequence[Pause], received_on: date, start: date) -> tuple[Stop, ...]:
    """Return the stretches for which the clock stood, in order and without overlap.

    Suspension leaves out the day of the answer, so that answer minus question are its days; UK GDPR 12A(5) counts
    both. What lies before the start of the clock stops nothing. Raises BadInput for pauses that cannot be.
    """
    if pauses and not rule.pause:
        hint = "Its clock runs whatever is asked meanwhile."
        if rule.clock_start:
            hint = "For proof of identity or a fee give --clock-start; only access can pause (art. 12A(5))."
        raise BadInput(f"{rule.law} {rule.right} knows no pause.", hint=hint)
    for asked, answered in pauses:
        if answered < asked:
            raise BadInput(f"The pause {asked}..{answered} ends before it starts.", hint="Write it as EARLIER..LATER.")
        if asked < received_on:
            raise BadInput(f"The pause {asked}..{answered} starts before the request came.", hint="Check both days.")
    shorter = timedelta(0) if rule.pause == "inclusive" else ONE_DAY
    return _union(Stop(max(asked, start), answered - shorter) for asked, answered in sorted(pauses))


def _union(ordered: Iterable[Stop]) -> tuple[Stop, ...]:
    united: list[Stop] = []
    for stop in ordered:
        if united and stop.first <= united[-1].last:
            united[-1] = Stop(united[-1].first, max(united[-1].last, stop.last))
        else:
            united.append(stop)
    return tuple(united)


def lengthen(found: Sequence[Stop], nominal: date, roll: Callable[[date], date]) -> tuple[tuple[Stop, ...], date]:
    """Return the stops that lengthen a period, and its end before it is rolled.

    Their days are added to the nominal day. A stop counts if it began on or before the day that was the last one until
    then; where that day had been rolled, the period never ends before the clock runs again.
    """
    counted: list[Stop] = []
    end = nominal
    for stop in found:
        if stop.first > roll(end):
            break
        counted.append(stop)
        if stop.days:
            end = max(nominal + sum(one.days for one in counted) * ONE_DAY, stop.last + ONE_DAY)
    return tuple(counted), end
