"""Counting days: months, calendar days, business days, and what happens when the last one is closed.

The day of receipt never counts (Reg. 1182/71 art. 3(1); CCP 12). A period is rolled once, at its end, never between.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from unlist.errors import BadInput

SATURDAY, SUNDAY = 5, 6
ONE_DAY = timedelta(days=1)
LAST_DAY = date(2099, 12, 31)
"""The last day that can be given: the lists of holidays end soon after it."""


def hold_days(days: Iterable[date | None]) -> None:
    """Raise BadInput for a day that lies too far ahead."""
    for day in days:
        if day is not None and day > LAST_DAY:
            raise BadInput(f"{day} is too far away.", hint=f"The holidays are known until {LAST_DAY}.")


def add_months(day: date, count: int) -> date:
    """Return the same day number `count` months later, or the last day of that month (Reg. 1182/71 art. 3(2)(c))."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def spelled(day: date) -> str:
    """Return a day as explanations write it, to be found on a calendar: Monday 2026-11-23."""
    return f"{day:%A} {day.isoformat()}"


@dataclass(frozen=True)
class Calendar:
    """The days on which nothing is due somewhere: `name` for explanations, `holiday` gives a day's name or None."""

    name: str
    holiday: Callable[[date], str | None]
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    """The weekdays that are closed like a holiday."""

    def closed(self, day: date) -> str | None:
        """Return why nothing is due on `day` (the holiday's name, Saturday or Sunday), or None."""
        return self.holiday(day) or (f"{day:%A}" if day.weekday() in self.weekend else None)

    def roll(self, day: date) -> date:
        """Return `day`, or the next one that is not closed."""
        while self.closed(day):
            day += ONE_DAY
        return day

    def add_business_days(self, day: date, count: int) -> date:
        """Return the day `count` business days after `day`, which itself does not count."""
        for _ in range(count):
            day = self.roll(day + ONE_DAY)
        return day

    def named(self, day: date) -> str:
        """Return a day as explanations write it, with the holiday's name if it is one."""
        name = self.holiday(day)
        return f"{spelled(day)} ({name})" if name else spelled(day)

    def holidays_within(self, after: date, before: date) -> tuple[str, ...]:
        """Return the holidays from Monday to Friday strictly between two days, each with its name."""
        between = (after + timedelta(days=n) for n in range(1, (before - after).days))
        return tuple(self.named(day) for day in between if day.weekday() < SATURDAY and self.holiday(day))
