"""The SQLite file: opened with the right settings, migrated after a backup, refused when it is newer than we are."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine, event, text  # noqa: TID253 - this module is made for it
from sqlalchemy.exc import DatabaseError, OperationalError  # noqa: TID253 - as above
from sqlalchemy.pool import NullPool  # noqa: TID253 - as above

from unlist.crypto import new_key
from unlist.errors import HomeUnusable
from unlist.files import write_file
from unlist.models import SCHEMA_VERSION


def new_id(at: datetime) -> str:
    """Return a UUIDv7 (RFC 9562 section 5.7) for the instant `at`, aware UTC: ids sort by time."""
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    chance = int.from_bytes(new_key()[:10], "big")
    value = milliseconds << 80 | 0x7 << 76 | (chance >> 68 & 0xFFF) << 64 | 0b10 << 62 | chance & ((1 << 62) - 1)
    return str(UUID(int=value))


def engine_for(path: Path) -> Engine:
    """Return an engine for the database file. Every commit is on disk before it returns."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": 10})

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun by us, below
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a damaged, locked or full file into a sentence. Raises HomeUnusable."""
    try:
        yield
    except (OperationalError, DatabaseError, sqlite3.DatabaseError) as problem:
        reason = str(getattr(problem, "orig", None) or problem)
        hint = "Restore a backup, or copy the home before you try anything."
        if "full" in reason:
            hint = "Free some space and run the same command again; nothing half was kept."
        elif "locked" in reason:
            hint = "Another program has it open; close it and run this again."
        raise HomeUnusable(f"The database {path} cannot be used: {reason}.", hint=hint) from problem


def version_of(path: Path) -> str | None:
    """Return the schema version of a database file, None for an empty one. Raises HomeUnusable."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError as problem:
            raise HomeUnusable(f"{path} is damaged: {problem}.", hint="Restore a backup.") from problem
    return str(row[0]) if row else None


def migrate(engine: Engine, path: Path) -> None:
    """Bring the schema up to date, after a copy of what is there. Raises HomeUnusable for a newer schema."""
    present = version_of(path) if path.exists() else None
    if present == SCHEMA_VERSION:
        return
    if present is not None:
        if present > SCHEMA_VERSION:
            raise HomeUnusable(
                f"{path} was made by a newer Unlist (schema {present}, this one knows {SCHEMA_VERSION}).",
                hint="Update Unlist; nothing was changed.",
            )
        write_file(path.with_name(f"{path.name}.{present}.{int(time.monotonic_ns())}.backup"), path.read_bytes())
    _upgrade(engine)


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = files("unlist.migrations")
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    with engine.begin() as connection:
        for kind, name in connection.execute(
            text("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')")
        ).all():
            connection.exec_driver_sql(f'DROP {kind} "{name}"')
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
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
