"""Tries to hand letters to a mail server, which caps and pauses count, and who took the mail of which domain."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select  # noqa: TID253 - the store is the module made for it

from unlist.models import Departure, MailHosts
from unlist.store.base import Base, iso
from unlist.store.database import new_id
from unlist.store.facts import Hosts, Try

DEPARTURE = Departure.__table__  # type: ignore[attr-defined]
HOSTS = MailHosts.__table__  # type: ignore[attr-defined]


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

    def mail_hosts(self, domain: str) -> Hosts | None:
        """Return who took the mail of a domain when it was last looked at, None if it never was."""
        with self._read() as connection:
            row = connection.execute(select(HOSTS).where(HOSTS.c.domain == domain)).mappings().first()
        if row is None:
            return None
        return Hosts(frozenset(row["owners"].split()), datetime.fromisoformat(row["looked_at"]))

    def remember_hosts(self, domain: str, owners: frozenset[str], at: datetime) -> None:
        """Remember who takes the mail of a domain."""
        with self._write() as connection:
            connection.execute(HOSTS.delete().where(HOSTS.c.domain == domain))
            values = {"domain": domain, "owners": " ".join(sorted(owners)), "looked_at": iso(at)}
            connection.execute(HOSTS.insert().values(**values))

    def trust_hosts(self, domain: str) -> bool:
        """Forget who took the mail of a domain: whoever does now is its owner. Say whether anybody was known."""
        with self._write() as connection:
            return bool(connection.execute(HOSTS.delete().where(HOSTS.c.domain == domain)).rowcount)
