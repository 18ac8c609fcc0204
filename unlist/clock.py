"""The only reader of time. Instants are aware UTC; days are dates in the person's zone."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_shift = timedelta(0)


def now() -> datetime:
    """Return the present instant, aware UTC, moved by what `set_now` was told."""
    return datetime.now(UTC) + _shift  # noqa: TID251 - the one place


def today(zone: str) -> date:
    """Return today's date in the IANA zone `zone`."""
    return day_of(now(), zone)


def day_of(instant: datetime, zone: str) -> date:
    """Return the calendar day on which `instant` falls in the IANA zone `zone`."""
    return instant.astimezone(ZoneInfo(zone)).date()


def in_words(instant: datetime, zone: str) -> str:
    """Return an instant on the clock of the IANA zone `zone`: `17:00 on 2026-05-03`."""
    return f"{instant.astimezone(ZoneInfo(zone)):%H:%M on %Y-%m-%d}"


def set_now(instant: datetime | None) -> None:
    """Let the clock stand at `instant` (aware) and run on from there; None returns to real time."""
    global _shift  # noqa: PLW0603 - the process has one clock
    _shift = timedelta(0) if instant is None else instant - datetime.now(UTC)  # noqa: TID251


def is_real() -> bool:
    """Say whether the clock shows real time."""
    return _shift == timedelta(0)


def sleep(seconds: float) -> None:
    """Wait for `seconds` of real time."""
    time.sleep(seconds)  # noqa: TID251
