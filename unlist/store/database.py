"""The SQLite file: opened with the right settings, migrated after a backup, refused when it is newer than we are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine, event, text  # noqa: TID253 - this module is made for it
from sqlalchemy.exc import DatabaseError  # noqa: TID253 - as above
from sqlalchemy.pool import StaticPool  # noqa: TID253 - as above

from unlist import clock
from unlist.crypto import new_key
from unlist.errors import HomeUnusable
from unlist.migrations import SCHEMA_VERSION

WRITES = "unlist_writes"
"""Execution option of connections that will write: they take the write lock at once instead of failing later."""
PATIENCE = 10
"""Seconds that SQLite waits for another program's lock."""


def new_id(at: datetime) -> str:
    """Return a UUIDv7 (RFC 9562 section 5.7) for the instant `at`, aware UTC: ids sort by time."""
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    chance = int.from_bytes(new_key()[:10], "big")
    value = milliseconds << 80 | 0x7 << 76 | (chance >> 68 & 0xFFF) << 64 | 0b10 << 62 | chance & ((1 << 62) - 1)
    return str(UUID(int=value))


def engine_for(path: Path) -> Engine:
    """Return an engine over one connection to the database file. Every commit is on disk before it returns."""
    engine = create_engine("sqlite://", creator=lambda: _connect(path), poolclass=StaticPool)

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "begin", begin)
    return engine


def _connect(path: Path) -> sqlite3.Connection:
    # isolation_level None: transactions are begun by us, in `begin` above.
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a damaged, locked or full file into a sentence. Raises HomeUnusable."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as problem:
        reason = str(getattr(problem, "orig", None) or problem)
        hint = "Restore a backup, or copy the home before you try anything."
        if "full" in reason or "disk I/O error" in reason:
            hint = "If the disk is full, free some space and run the same command again; nothing half was kept."
        elif "locked" in reason:
            hint = "Another program has it open; close it and run this again."
        raise HomeUnusable(f"The database {path} cannot be used: {reason}.", hint=hint) from problem


def migrate(engine: Engine, path: Path, *, new: bool = False) -> None:
    """Bring the schema up to date, after a copy of what is there.

    Only a `new` file may be empty. Raises HomeUnusable for an emptied file, a newer schema, or a foreign one.
    """
    with explained(path):
        with engine.begin() as connection:
            present = _version(connection, path)
        if present == SCHEMA_VERSION:
            return
        if not present and not new:
            raise HomeUnusable(f"{path} is empty: what it held is lost.", hint="Restore a backup; nothing was written.")
        if present:
            _back_up(path, present)
        with engine.execution_options(**{WRITES: True}).begin() as connection:
            if _version(connection, path) != SCHEMA_VERSION:  # another command may have been faster
                _upgrade(connection)


def _version(connection: Connection, path: Path) -> str:
    """Return the schema version of the file, "" for an empty one. Raises HomeUnusable for one we cannot use."""
    tables = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    if not tables:
        return ""
    found = None
    if "alembic_version" in tables:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if not found:
        raise HomeUnusable(f"{path} is a database, but not one of Unlist's.", hint="Name another home with --home.")
    if str(found) > SCHEMA_VERSION:
        raise HomeUnusable(
            f"{path} was made by a newer Unlist (schema {found}, this one knows {SCHEMA_VERSION}).",
            hint="Update Unlist; nothing was changed.",
        )
    return str(found)


def _back_up(path: Path, version: str) -> None:
    """Copy the database, with all that its write-ahead log holds, beside it."""
    copy = path.with_name(f"{path.name}.schema-{version}.{clock.now():%Y%m%dT%H%M%S}.backup")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    copy.chmod(0o600)


def _upgrade(connection: Connection, revision: str = "head") -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = files("unlist.migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    # Views and triggers hold the names of tables and columns: they go before any change and are made anew after it.
    found = connection.execute(text("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')")).all()
    for kind, name in found:
        connection.exec_driver_sql(f'DROP {kind} "{name}"')
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    for statement in statements(folder.joinpath("sqlite.sql").read_text(encoding="utf-8")):
        connection.exec_driver_sql(statement)


def statements(script: str) -> Iterator[str]:
    """Split an SQL script into its statements, triggers whole."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""


def row_of(result: Any) -> dict[str, Any] | None:
    """Return the first row of a result as a dict, or None."""
    row = result.mappings().first()
    return dict(row) if row else None
