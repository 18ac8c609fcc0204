"""What all parts of the store share: the engine, the keys, and sealed JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select  # noqa: TID253 - the store is the module made for it

from unlist.crypto import Master, blind, seal, unseal
from unlist.errors import NotFound
from unlist.home import Home
from unlist.models import Setting, Subject
from unlist.store.database import explained, row_of
from unlist.vault import Vault
from unlist.words import nearest

SUBJECT = Subject.__table__  # type: ignore[attr-defined]
SETTING = Setting.__table__  # type: ignore[attr-defined]


def iso(instant: datetime) -> str:
    """Return an aware instant as text in UTC."""
    return instant.isoformat()


class Base:
    """Engine, master key and vault of one open home."""

    def __init__(self, home: Home, engine: Engine, master: Master) -> None:
        """Hold the parts; nothing is read yet."""
        self._home = home
        self._engine = engine
        self._master = master
        self._vault = Vault(home.vault)
        self._subject_keys: dict[str, bytes] = {}

    @property
    def key_kind(self) -> str:
        """Where the key of this home lies: `keyring`, `passphrase` or `file`."""
        return self._master.kind

    def recall(self, name: str, default: str = "") -> str:
        """Return a fact about the home."""
        with explained(self._home.database), self._engine.begin() as connection:
            row = row_of(connection.execute(select(SETTING).where(SETTING.c.name == name)))
        return str(row["value"]) if row else default

    def remember(self, name: str, value: str) -> None:
        """Keep a fact about the home; nothing personal."""
        with explained(self._home.database), self._engine.begin() as connection:
            connection.execute(SETTING.delete().where(SETTING.c.name == name))
            connection.execute(SETTING.insert().values(name=name, value=value))

    def blind(self, kind: str, value: str) -> str:
        """Return the keyed hash by which a sealed value is looked up."""
        return blind(self._master.key, kind, value)

    def _seal(self, key: bytes, value: object, table: str, column: str, row: str) -> bytes:
        return seal(key, json.dumps(value, ensure_ascii=False, sort_keys=True).encode(), f"{table}|{column}|{row}")

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
        rows = [dict(row) for row in connection.execute(select(SUBJECT)).mappings()]
        if handle is None:
            if len(rows) == 1:
                return rows[0]
            if not rows:
                raise NotFound("Nobody is entered in this home yet.", hint="Begin with: unlist init")
            raise NotFound(
                "There are several people in this home.", nearest=_handles(rows), hint="Name one: --subject NAME"
            )
        for row in rows:
            if row["handle"] == handle:
                return row
        close = nearest(handle, _handles(rows))
        raise NotFound(f"Nobody here is called {handle!r}.", nearest=close, hint="See: unlist subject list")

    def _subject_by_id(self, connection: Connection, subject_id: str) -> dict[str, Any]:
        row = row_of(connection.execute(select(SUBJECT).where(SUBJECT.c.id == subject_id)))
        assert row is not None, "a foreign key holds this"
        return row


def _handles(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [str(row["handle"]) for row in rows]
