"""Hot reads: lists and counts through SQL views and a plain DB-API cursor. Need no key and load no table models."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields

from unlist.errors import HomeUnusable
from unlist.home import Home


@dataclass(frozen=True)
class RequestLine:
    """One line of a list; days are ISO text, absent is None."""

    id: str
    reference: str
    subject: str
    broker: str
    law: str
    right: str
    status: str
    reason: str | None
    outcome: str | None
    sent_on: str | None
    due_on: str | None
    unreviewed: int
    snoozed_until: str | None
    closed_at: str | None
    last_seq: int


_COLUMNS = ", ".join(f'"{field.name}"' for field in fields(RequestLine))
_DAY = "coalesce(due_on, '9999-12-31')"
"""Sorts what has no day last; the index `projection_open` is over the same expression."""


@contextmanager
def _reading(home: Home) -> Iterator[sqlite3.Cursor]:
    try:
        with closing(
            sqlite3.connect(f"{home.database.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
        ) as connection:
            yield connection.cursor()
    except sqlite3.DatabaseError as problem:
        raise HomeUnusable(
            f"{home.database} cannot be read: {problem}.", hint="Check it: unlist request verify"
        ) from problem


def _setting(home: Home, name: str, default: str) -> str:
    with _reading(home) as cursor:
        row = cursor.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else default


def zone(home: Home) -> str:
    """Return the person's time zone."""
    return _setting(home, "zone", "UTC")


def list_requests(
    home: Home,
    *,
    subject: str | None = None,
    status: str | None = None,
    open_only: bool = True,
    unread_only: bool = False,
    limit: int = 200,
    after: RequestLine | None = None,
) -> list[RequestLine]:
    """Return requests by the day their answer is due, those without one last; `after` is the last one of a page.

    `unread_only`: with answers that wait for a decision.
    """
    where: list[str] = []
    values: list[str | int] = []
    if after:
        where.append(f"({_DAY}, id) > (?, ?)")
        values += [after.due_on or "9999-12-31", after.id]
    if subject:
        where.append("subject = ?")
        values.append(subject)
    if status:
        where.append("status = ?")
        values.append(status)
    if open_only:
        where.append("closed_at IS NULL")
    if unread_only:
        where.append("unreviewed > 0")
    clause = f"WHERE {' AND '.join(where)}" if where else ""
    query = f"SELECT {_COLUMNS} FROM request_line {clause} ORDER BY {_DAY}, id LIMIT ?"  # noqa: S608 - fixed words only
    with _reading(home) as cursor:
        return [RequestLine(*row) for row in cursor.execute(query, (*values, limit))]


def unassigned(home: Home) -> int:
    """Return how many messages wait for a person to say to which request they belong; 0 in an older schema."""
    with _reading(home) as cursor:
        if cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'unassigned'").fetchone() is None:
            return 0
        return int(cursor.execute("SELECT count(*) FROM unassigned").fetchone()[0])


def counts(home: Home) -> dict[str, int]:
    """Return how many requests stand at each status."""
    with _reading(home) as cursor:
        return dict(cursor.execute("SELECT status, count(*) FROM request_line GROUP BY status").fetchall())
