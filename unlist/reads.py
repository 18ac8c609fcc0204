"""Hot reads: lists and counts through SQL views and a plain DB-API cursor. Need no key and load no table models."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from datetime import date

from unlist.errors import HomeUnusable
from unlist.home import Home


@dataclass(frozen=True)
class RequestLine:
    """One line of a list; days are ISO text, absent is None."""

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


@contextmanager
def _reading(home: Home) -> Iterator[sqlite3.Cursor]:
    try:
        with closing(sqlite3.connect(f"file:{home.database}?mode=ro", uri=True, timeout=10)) as connection:
            yield connection.cursor()
    except sqlite3.DatabaseError as problem:
        raise HomeUnusable(
            f"{home.database} cannot be read: {problem}.", hint="Check it: unlist request verify"
        ) from problem


def zone(home: Home) -> str:
    """Return the person's time zone."""
    with _reading(home) as cursor:
        row = cursor.execute("SELECT value FROM setting WHERE name = 'zone'").fetchone()
    return str(row[0]) if row else "UTC"


def is_simulated(home: Home) -> bool:
    """Say whether time is simulated in this home."""
    with _reading(home) as cursor:
        row = cursor.execute("SELECT value FROM setting WHERE name = 'simulated'").fetchone()
    return bool(row and row[0] == "yes")


def list_requests(
    home: Home,
    *,
    subject: str | None = None,
    status: str | None = None,
    open_only: bool = True,
    limit: int = 200,
    after: str = "",
) -> list[RequestLine]:
    """Return requests by the day their answer is due, those without one last; `after` is the last reference seen."""
    where, values = ["reference > ?"] if after else [], [after] if after else []
    if subject:
        where.append("subject = ?")
        values.append(subject)
    if status:
        where.append("status = ?")
        values.append(status)
    if open_only:
        where.append("closed_at IS NULL")
    clause = f"WHERE {' AND '.join(where)}" if where else ""
    order = "reference" if after else "due_on IS NULL, due_on, reference"
    query = f"SELECT {_COLUMNS} FROM request_line {clause} ORDER BY {order} LIMIT ?"  # noqa: S608 - fixed words only
    with _reading(home) as cursor:
        return [RequestLine(*row) for row in cursor.execute(query, (*values, limit))]


def due(home: Home, before: date) -> list[RequestLine]:
    """Return open requests that await the broker and whose day lies before `before`."""
    lines = list_requests(home, status="awaiting_broker", limit=1_000_000)
    return [line for line in lines if line.due_on and line.due_on < before.isoformat()]


def counts(home: Home) -> dict[str, int]:
    """Return how many requests stand at each status."""
    with _reading(home) as cursor:
        return dict(cursor.execute("SELECT status, count(*) FROM request_line GROUP BY status").fetchall())
