"""The ledger of reminders: what a digest will tell is committed before it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from sqlalchemy import select  # noqa: TID253 - the store is the module made for it

from unlist.store.base import iso
from unlist.store.database import new_id
from unlist.store.departures import Departures
from unlist.store.facts import LedgerEntry
from unlist.store.mailboxes import Mailboxes
from unlist.store.people import LEDGER
from unlist.store.sorting import Sorting


class Store(Sorting, Mailboxes, Departures):
    """Everything that is kept, in one open home. A context manager."""

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the database."""
        self._engine.dispose()

    def ledger_intend(
        self, subject: str, items: Sequence[tuple[str, str]], digest_id: str, at: datetime
    ) -> list[tuple[str, str]]:
        """Commit that a digest is about to tell `items` (item and stage); return those that were free to tell.

        An item that was intended by an earlier digest and never marked as sent is free again: to oneself, twice is
        better than never.
        """
        free: list[tuple[str, str]] = []
        with self._write() as connection:
            subject_id = self._subject_row(connection, subject)["id"]
            for item, stage in items:
                same = (LEDGER.c.subject_id == subject_id) & (LEDGER.c.item_key == item) & (LEDGER.c.stage == stage)
                known = connection.execute(select(LEDGER.c.sent_at).where(same)).first()
                if known and known[0]:
                    continue
                connection.execute(LEDGER.delete().where(same))
                connection.execute(
                    LEDGER.insert().values(
                        id=new_id(at),
                        subject_id=subject_id,
                        item_key=item,
                        stage=stage,
                        digest_id=digest_id,
                        intended_at=iso(at),
                    )
                )
                free.append((item, stage))
        return free

    def ledger_sent(self, digest_id: str, at: datetime) -> None:
        """Mark everything that a digest told as sent."""
        with self._write() as connection:
            connection.execute(LEDGER.update().where(LEDGER.c.digest_id == digest_id).values(sent_at=iso(at)))

    def ledger(self, handle: str) -> list[LedgerEntry]:
        """Return everything that digests told a person, oldest first."""
        with self._read() as connection:
            subject_id = self._subject_row(connection, handle)["id"]
            query = select(LEDGER).where(LEDGER.c.subject_id == subject_id).order_by(LEDGER.c.id)
            rows = [dict(row) for row in connection.execute(query).mappings()]
        return [
            LedgerEntry(
                row["item_key"],
                row["stage"],
                row["digest_id"],
                datetime.fromisoformat(row["intended_at"]),
                datetime.fromisoformat(row["sent_at"]) if row["sent_at"] else None,
            )
            for row in rows
        ]
