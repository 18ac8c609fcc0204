"""What all parts of the store share: the engine, units of work, the keys, and sealed JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select  # noqa: TID253 - the store is the module made for it

from unlist.crypto import Master, blind, seal, unseal
from unlist.errors import NotFound
from unlist.home import Home
from unlist.models import Setting, Subject
from unlist.store.database import WRITES, explained, row_of
from unlist.vault import Vault
from unlist.words import nearest

SUBJECT = Subject.__table__  # type: ignore[attr-defined]
SETTING = Setting.__table__  # type: ignore[attr-defined]


def iso(instant: datetime) -> str:
    """Return an aware instant as text in UTC."""
    return instant.isoformat()


class Base:
    """Engine, master key and vault of one open home. For one thread."""

    simulated: bool = False
    """Whether time is simulated here: only homes made by the demo and by tests say so."""
    zone: str = "UTC"
    """The person's IANA time zone; days begin and end in it."""

    def __init__(self, home: Home, engine: Engine, master: Master) -> None:
        """Hold the parts; nothing is read yet."""
        self._home = home
        self._engine = engine
        self._master = master
        self._vault = Vault(home.vault)
        self._subject_keys: dict[str, bytes] = {}
        self._open: Connection | None = None
        self._writes = False

    @property
    def key_kind(self) -> str:
        """Where the key of this home lies: `keyring`, `passphrase` or `file`."""
        return self._master.kind

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything that is written inside together, or nothing of it; an inner one joins the outer."""
        with self._write():
            yield

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        if self._open is not None:
            assert self._writes, "what reads and then writes begins with `transaction`"
            yield self._open
            return
        with self._begun(self._engine.execution_options(**{WRITES: True}), writes=True) as connection:
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        if self._open is not None:
            yield self._open
            return
        with self._begun(self._engine, writes=False) as connection:
            yield connection

    @contextmanager
    def _begun(self, engine: Engine, *, writes: bool) -> Iterator[Connection]:
        """Hold the one transaction that everything inside joins."""
        with explained(self._home.database), engine.begin() as connection:
            self._open, self._writes = connection, writes
            try:
                yield connection
            finally:
                self._open = None

    def recall(self, name: str, default: str = "") -> str:
        """Return a fact about the home."""
        with self._read() as connection:
            row = row_of(connection.execute(select(SETTING).where(SETTING.c.name == name)))
        return str(row["value"]) if row else default

    def remember(self, name: str, value: str) -> None:
        """Keep a fact about the home; nothing personal."""
        with self._write() as connection:
            connection.execute(SETTING.delete().where(SETTING.c.name == name))
            connection.execute(SETTING.insert().values(name=name, value=value))

    def blind(self, kind: str, value: str) -> str:
        """Return the keyed hash by which a sealed value is looked up."""
        return blind(self._master.key, kind, value)

    def _seal(self, key: bytes, value: object, table: str, column: str, row: str) -> bytes:
        # Text out of hostile mail may hold lone surrogates, which ASCII JSON writes as escapes.
        return seal(key, json.dumps(value, sort_keys=True).encode(), f"{table}|{column}|{row}")

    def _unseal(self, key: bytes, sealed: bytes, table: str, column: str, row: str) -> Any:
        return json.loads(unseal(key, sealed, f"{table}|{column}|{row}"))

    def _subject_key(self, row: Mapping[str, Any]) -> bytes:
        found = self._subject_keys.get(row["id"])
        if found is None:
            found = unseal(self._master.key, row["key_sealed"], f"subject|key|{row['id']}")
            self._subject_keys[row["id"]] = found
        return found

    def _subject_row(self, connection: Connection, handle: str | None) -> dict[str, Any]:
        """Return the row of a subject; without a handle, of the only one. Raises NotFound."""
        if handle is not None:
            found = row_of(connection.execute(select(SUBJECT).where(SUBJECT.c.handle == handle)))
            if found is None:
                close = nearest(handle, _handles(connection))
                raise NotFound(f"Nobody here is called {handle!r}.", nearest=close, hint="See: unlist subject list")
            return found
        rows = [dict(row) for row in connection.execute(select(SUBJECT).limit(2)).mappings()]
        if not rows:
            raise NotFound("Nobody is entered in this home yet.", hint="Enter somebody: unlist subject add")
        if len(rows) > 1:
            some = ", ".join(list(_handles(connection))[:5])
            raise NotFound(f"There are several people in this home: {some}.", hint="Name one: --subject NAME")
        return rows[0]

    def _subject_by_id(self, connection: Connection, subject_id: str) -> dict[str, Any]:
        row = row_of(connection.execute(select(SUBJECT).where(SUBJECT.c.id == subject_id)))
        assert row is not None, "a foreign key holds this"
        return row


def _handles(connection: Connection) -> Iterable[str]:
    return [str(row[0]) for row in connection.execute(select(SUBJECT.c.handle).order_by(SUBJECT.c.id))]
