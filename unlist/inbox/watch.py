"""Watching: one connection that the server tells of new mail on, made anew when it is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from unlist import clock
from unlist.errors import OutOfReach
from unlist.mailbox.imap import Mailbox

INBOX = ("INBOX",)
LONGEST = 25 * 60.0
"""Seconds that a server is waited for at once: it may hang up after 30 minutes (RFC 2177), routers after fewer."""
PAUSES = (5.0, 15.0, 60.0, 300.0, 900.0)
"""Seconds before a connection that was lost is tried again: the last holds from then on."""


def watch(
    connect: Callable[[], Mailbox],
    look: Callable[[Mailbox, tuple[str, ...]], None],
    *,
    every: float,
    tell: Callable[[OutOfReach, float], None],
    pauses: tuple[float, ...] = PAUSES,
) -> None:
    """Look at all folders every `every` seconds, and at INBOX whenever the server tells of new mail; never returns.

    `look` gets the connection and the folders that are looked at, none for all of them. A connection that is lost is
    made anew after a pause, of which `tell` is told. Raises what else `connect` and `look` raise, such as Refused.
    """
    failures = 0
    while True:
        try:
            with connect() as mailbox:
                while True:
                    failures = _round(mailbox, look, every)
        except OutOfReach as problem:
            pause = pauses[min(failures, len(pauses) - 1)]
            failures += 1
            tell(problem, pause)
            clock.sleep(pause)


def _round(mailbox: Mailbox, look: Callable[[Mailbox, tuple[str, ...]], None], every: float) -> int:
    """Look at everything once, then at INBOX as mail comes, until `every` seconds are over."""
    look(mailbox, ())
    ends_at = clock.now() + timedelta(seconds=every)
    while (left := _seconds_until(ends_at)) > 0:
        mailbox.examine(*INBOX)
        if mailbox.wait(min(left, LONGEST)):
            look(mailbox, INBOX)
    return 0


def _seconds_until(instant: datetime) -> float:
    return (instant - clock.now()).total_seconds()
