"""When the next letter may leave, pure: pauses, a daily cap, a cap a mail domain, quiet hours, and resting domains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from unlist.store.facts import Try

DAY = timedelta(hours=24)
RETRIES = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12))
"""Pauses after a letter was put off; the last one holds from then on.

The first are shorter than the 30 minutes of RFC 5321 4.5.4.1: it is our own provider that is asked again, and the
usual reason is a greylist.
"""
GIVE_UP = timedelta(days=5)
"""RFC 5321 4.5.4.1: four to five days."""
RESTS_AFTER = 3
"""Tries in a row that a domain or our own server puts off before it is left alone."""
_FIRST_REST = timedelta(hours=1)
_ROUNDS = 8
"""How often the limits are gone through until none moves the instant any more; each only ever moves it later."""


@dataclass(frozen=True)
class Pace:
    """How fast letters leave. Seconds between two, letters in 24 hours, to one domain; `quiet`: from, until."""

    zone: str = "UTC"
    seconds: int = 20
    a_day: int = 40
    a_domain: int = 5
    quiet: tuple[time, time] | None = None

    @classmethod
    def of(cls, zone: str, seconds: int, a_day: int, a_domain: int, quiet_hours: str) -> Pace:
        """Return the pace of the settings; `quiet_hours` as `22:00-07:00`, or empty."""
        begin, _, end = quiet_hours.partition("-")
        quiet = (time.fromisoformat(begin), time.fromisoformat(end)) if quiet_hours else None
        return cls(zone, seconds, a_day, a_domain, quiet)


@dataclass(frozen=True)
class Turn:
    """When a letter may leave, and why not before; without a reason it may leave at once."""

    at: datetime
    reason: str = ""


def turn(pace: Pace, tries: Sequence[Try], domain: str, *, at: datetime, pause: timedelta = timedelta(0)) -> Turn:
    """Return when a letter to `domain` may leave, at the earliest at `at`.

    `tries`: those of the last 48 hours, oldest first. `pause`: how long after the last one, drawn by the caller.
    """
    now = Turn(at)
    for _ in range(_ROUNDS):
        later = max(
            (
                now,
                _after_pause(tries, now.at, pause),
                _under_cap(tries, now.at, pace.a_day, f"{pace.a_day} letters left in the last 24 hours"),
                _under_cap(
                    [one for one in tries if one.domain == domain],
                    now.at,
                    pace.a_domain,
                    f"{pace.a_domain} letters left for {domain} in the last 24 hours",
                ),
                _rested([one for one in tries if one.domain == domain], now.at, f"{domain} takes no mail just now"),
                _after_quiet(pace, now.at),
            ),
            key=lambda one: one.at,
        )
        if later.at == now.at:
            break
        now = later
    return now


def _counts(one: Try) -> bool:
    return one.result in {"accepted", "uncertain", None}


def _after_pause(tries: Sequence[Try], at: datetime, pause: timedelta) -> Turn:
    if not tries:
        return Turn(at)
    return Turn(max(at, tries[-1].at + pause), "letters leave one after the other")


def _under_cap(tries: Sequence[Try], at: datetime, cap: int, reason: str) -> Turn:
    gone = [one.at for one in tries if _counts(one) and one.at > at - DAY]
    return Turn(gone[-cap] + DAY, reason) if len(gone) >= cap else Turn(at)


def _rested(tries: Sequence[Try], at: datetime, reason: str) -> Turn:
    """Leave alone who put off the last tries: an hour after three, twice as long with each further, a day at most."""
    row = put_off(tries)
    if row < RESTS_AFTER:
        return Turn(at)
    rest = min(DAY, _FIRST_REST * 2 ** min(row - RESTS_AFTER, 5))
    return Turn(max(at, tries[-1].at + rest), reason)


def put_off(tries: Sequence[Try]) -> int:
    """Return how many of the last tries were put off, up to the last one that was not."""
    row = 0
    for one in reversed(tries):
        if one.result != "deferred":
            break
        row += 1
    return row


def _after_quiet(pace: Pace, at: datetime) -> Turn:
    """Return the end of the quiet hours in which `at` lies: they are hours of the clock on the wall."""
    if pace.quiet is None:
        return Turn(at)
    begin, end = pace.quiet
    here = at.astimezone(ZoneInfo(pace.zone))
    clock = here.time().replace(tzinfo=None)
    quiet = begin <= clock < end if begin <= end else clock >= begin or clock < end
    if not quiet:
        return Turn(at)
    day = here.date() if clock < end else here.date() + timedelta(days=1)
    ends_at = datetime.combine(day, end, ZoneInfo(pace.zone)).astimezone(at.tzinfo)
    # An hour that the clocks skip in spring ends when they have gone on.
    return Turn(max(at, ends_at), f"quiet hours until {end:%H:%M}")


def retry_at(tried: int, first_tried_at: datetime | None, at: datetime) -> datetime | None:
    """Return when a letter that was put off just now is tried again; None: five days are over, it is given up.

    `tried`: how often it was put off before.
    """
    if first_tried_at is not None and at - first_tried_at >= GIVE_UP:
        return None
    return at + RETRIES[min(tried, len(RETRIES) - 1)]
