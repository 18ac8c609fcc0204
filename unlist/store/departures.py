"""Tries to hand letters to a mail server: what the caps and the pauses count."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select  # noqa: TID253 - the store is the module made for it

from unlist.models import Departure
from unlist.store.base import Base, iso
from unlist.store.database import new_id
from unlist.store.facts import Try

DEPARTURE = Departure.__table__  # type: ignore[attr-defined]


class Departures(Base):
    """The part of the store that knows when what was tried."""

    def depart(self, domain: str, at: datetime) -> str:
        """Note that a letter is about to leave for an address at `domain`; return the try's id."""
        row_id = new_id(at)
        with self._write() as connection:
            connection.execute(DEPARTURE.insert().values(id=row_id, at=iso(at), domain=domain))
        return row_id

    def departed(self, row_id: str, result: str) -> None:
        """Note what became of a try: `accepted`, `uncertain`, `deferred` or `failed`."""
        with self._write() as connection:
            connection.execute(DEPARTURE.update().where(DEPARTURE.c.id == row_id).values(result=result))

    def departures(self, since: datetime) -> list[Try]:
        """Return the tries after an instant, oldest first."""
        query = select(DEPARTURE).where(DEPARTURE.c.at > iso(since)).order_by(DEPARTURE.c.at, DEPARTURE.c.id)
        with self._read() as connection:
            rows = connection.execute(query).mappings().all()
        return [Try(datetime.fromisoformat(row["at"]), row["domain"], row["result"]) for row in rows]
