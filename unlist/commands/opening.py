"""Opening a home for a command: for reading on any day, for writing only today and by one command at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from unlist import clock
from unlist.commands.session import Session
from unlist.errors import BadInput, ReadOnlyTime

if TYPE_CHECKING:
    from unlist.store import Store


def parse_moment(text: str, zone: str) -> datetime:
    """Read a date (12:00 in `zone`) or an ISO 8601 instant with offset; aware UTC. Raises BadInput."""
    here = ZoneInfo(zone)
    try:
        moment = datetime.combine(date.fromisoformat(text), time(12), here)
    except ValueError:
        moment = _instant(text)
    try:
        moment.astimezone(here)  # the first and the last days of all are not days everywhere
        return moment.astimezone(UTC)
    except OverflowError:
        raise BadInput(f"{text!r} is too far away.", hint="Give a day of this century.") from None


def _instant(text: str) -> datetime:
    with contextlib.suppress(ValueError):
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment
    raise BadInput(f"{text!r} is neither a date nor an instant.", hint="Write 2026-11-23 or 2026-11-23T08:00:00+01:00.")


def parse_day(text: str, option: str) -> date:
    """Read a calendar date given to `option`. Raises BadInput."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{option}: {text[:80]!r} is not a date.", hint="Write it as 2026-11-23.") from None


def _secret(session: Session) -> object:
    def ask(question: str) -> str:
        return session.ask(question, hidden=True, flag="Set UNLIST_PASSPHRASE, or run this on a terminal.")

    return ask


@contextmanager
def reading(session: Session) -> Iterator[Store]:
    """Open the home to look at it, on the day of --as-of if one was given."""
    from unlist.store import open_store

    home = session.home
    home.require()
    with open_store(home, ask=_secret(session)) as store:  # type: ignore[arg-type]
        if session.as_of:
            clock.set_now(parse_moment(session.as_of, store.zone))
        yield store


@contextmanager
def writing(session: Session) -> Iterator[Store]:
    """Open the home to change it. Raises ReadOnlyTime under --as-of unless time is simulated there; Locked."""
    from unlist.store import open_store

    home = session.home
    home.require()
    with home.lock(), open_store(home, ask=_secret(session)) as store:  # type: ignore[arg-type]
        _set_clock(session, store)
        yield store


@contextmanager
def sitting(session: Session) -> Iterator[Store]:
    """Open the home for somebody who reads and then decides: whoever writes takes the lock for that moment.

    Raises ReadOnlyTime as `writing` does.
    """
    from unlist.store import open_store

    home = session.home
    home.require()
    with open_store(home, ask=_secret(session)) as store:  # type: ignore[arg-type]
        _set_clock(session, store)
        yield store


def _set_clock(session: Session, store: Store) -> None:
    """Go to the day of --as-of, where a command that writes may: in a home whose time is simulated."""
    if not session.as_of:
        return
    if not store.simulated:
        raise ReadOnlyTime(
            "--as-of is for looking; this command would write.",
            hint="Leave --as-of away, or try it in a home made by `unlist demo`.",
        )
    clock.set_now(parse_moment(session.as_of, store.zone))
