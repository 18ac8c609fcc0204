"""Subjects, what brokers know them by, and mandates: every personal value sealed with the subject's own key."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select  # noqa: TID253 - the store is the module made for it

from unlist import clock
from unlist.crypto import new_key, seal
from unlist.errors import BadInput, NotFound, Refused
from unlist.models import Disclosure, Identifier, Mandate, Projection, ReminderLedger, Request
from unlist.store.base import SUBJECT, Base, iso
from unlist.store.database import new_id, row_of
from unlist.store.facts import IdentifierFacts, MandateFacts, SubjectFacts
from unlist.words import IdentifierKind, Standing

IDENTIFIER = Identifier.__table__  # type: ignore[attr-defined]
MANDATE = Mandate.__table__  # type: ignore[attr-defined]
DISCLOSURE = Disclosure.__table__  # type: ignore[attr-defined]
LEDGER = ReminderLedger.__table__  # type: ignore[attr-defined]
REQUEST = Request.__table__  # type: ignore[attr-defined]
PROJECTION = Projection.__table__  # type: ignore[attr-defined]
_HANDLE_LENGTH = 40


def checked_handle(handle: str) -> str:
    """Return a usable handle. Raises BadInput."""
    if not handle or len(handle) > _HANDLE_LENGTH or not all(c.isalnum() or c in "-_." for c in handle):
        raise BadInput(f"{handle!r} cannot be a short name.", hint="Use letters, digits, dots and dashes: me, anna-2.")
    return handle


class People(Base):
    """The part of the store that holds people."""

    def add_subject(self, facts: SubjectFacts) -> SubjectFacts:
        """Enter a person. Raises BadInput for a handle that is taken or unusable."""
        row_id, key, now = new_id(clock.now()), new_key(), clock.now()
        checked_handle(facts.handle)
        with self._write() as connection:
            # Files are named by handles, and some systems do not tell Anna from anna.
            same = func.lower(SUBJECT.c.handle) == facts.handle.lower()
            if connection.execute(select(SUBJECT.c.id).where(same)).first():
                raise BadInput(f"Somebody here is called {facts.handle!r} already.", hint="Choose another short name.")
            connection.execute(
                SUBJECT.insert().values(
                    id=row_id,
                    created_at=iso(now),
                    key_sealed=seal(self._master.key, key, f"subject|key|{row_id}"),
                    **self._subject_values(key, row_id, facts),
                )
            )
        return facts

    def _subject_values(self, key: bytes, row_id: str, facts: SubjectFacts) -> dict[str, Any]:
        profile = asdict(facts)
        return {
            "handle": profile.pop("handle"),
            "profile_sealed": self._seal(key, profile, "subject", "profile", row_id),
        }

    def _subject_facts(self, row: dict[str, Any]) -> SubjectFacts:
        profile = self._unseal(self._subject_key(row), row["profile_sealed"], "subject", "profile", row["id"])
        profile["standing"] = Standing(profile["standing"])
        return SubjectFacts(handle=row["handle"], **profile)

    def subject(self, handle: str | None = None) -> SubjectFacts:
        """Return a person; without a handle the only one. Raises NotFound with the nearest handles."""
        with self._read() as connection:
            return self._subject_facts(self._subject_row(connection, handle))

    def subjects(self) -> list[SubjectFacts]:
        """Return everybody, in the order of entry."""
        with self._read() as connection:
            rows = [dict(row) for row in connection.execute(select(SUBJECT).order_by(SUBJECT.c.id)).mappings()]
        return [self._subject_facts(row) for row in rows]

    def change_subject(self, handle: str, **fields: Any) -> SubjectFacts:
        """Change facts about a person; the handle stays."""
        with self._write() as connection:
            row = self._subject_row(connection, handle)
            facts = replace(self._subject_facts(row), **fields)
            values = self._subject_values(self._subject_key(row), row["id"], facts)
            connection.execute(SUBJECT.update().where(SUBJECT.c.id == row["id"]).values(**values))
        return facts

    def declare(self, handle: str, fact: str, value: str, on: date) -> SubjectFacts:
        """Keep a fact that the person stated, and the day on which they did."""
        with self.transaction():
            known = dict(self.subject(handle).declared)
            return self.change_subject(handle, declared={**known, fact: value, f"{fact}_stated_on": on.isoformat()})

    def remove_subject(self, handle: str) -> None:
        """Remove a person for whom nothing was ever asked. Raises Refused when requests exist."""
        with self._write() as connection:
            row = self._subject_row(connection, handle)
            if connection.execute(select(REQUEST.c.id).where(REQUEST.c.subject_id == row["id"])).first():
                raise Refused(
                    f"Requests were made for {handle}; their record is kept.",
                    hint="Close them: unlist request list --all",
                )
            papers = connection.execute(select(MANDATE.c.id).where(MANDATE.c.subject_id == row["id"])).scalars().all()
            for table in (IDENTIFIER, MANDATE, LEDGER):
                connection.execute(table.delete().where(table.c.subject_id == row["id"]))
            connection.execute(SUBJECT.delete().where(SUBJECT.c.id == row["id"]))
        for paper in papers:
            self._vault.remove(paper)

    def add_identifier(
        self,
        handle: str,
        kind: IdentifierKind,
        value: str,
        *,
        seen_at: str | None = None,
        seen_on: date | None = None,
        url: str | None = None,
    ) -> IdentifierFacts:
        """Keep something that brokers know a person by, and where it was seen; a known one only gets the mark."""
        known = self.blind("identifier", f"{handle}|{kind}|{value}")
        with self._write() as connection:
            row = self._subject_row(connection, handle)
            same = (IDENTIFIER.c.subject_id == row["id"]) & (IDENTIFIER.c.value_blind == known)
            row_id = connection.execute(select(IDENTIFIER.c.id).where(same)).scalar()
            if row_id is None:
                row_id = new_id(clock.now())
                sealed = self._seal(
                    self._subject_key(row), {"value": value, "seen_at": {}, "urls": {}}, "identifier", "value", row_id
                )
                connection.execute(
                    IDENTIFIER.insert().values(
                        id=row_id, subject_id=row["id"], kind=kind.value, value_blind=known, value_sealed=sealed
                    )
                )
            if seen_at:
                self.mark_seen(row_id, seen_at, seen_on or clock.today(self.zone), url)
            return next(item for item in self.identifiers(handle) if item.id == row_id)

    def identifiers(self, handle: str) -> list[IdentifierFacts]:
        """Return all that brokers may know a person by, in the order of entry."""
        with self._read() as connection:
            row = self._subject_row(connection, handle)
            found = connection.execute(
                select(IDENTIFIER).where(IDENTIFIER.c.subject_id == row["id"]).order_by(IDENTIFIER.c.id)
            )
            rows = [dict(item) for item in found.mappings()]
        key = self._subject_key(row)
        opened = [(item, self._unseal(key, item["value_sealed"], "identifier", "value", item["id"])) for item in rows]
        return [
            IdentifierFacts(item["id"], IdentifierKind(item["kind"]), value["value"], value["seen_at"])
            for item, value in opened
        ]

    def mark_seen(self, identifier_id: str, slug: str, on: date, url: str | None = None) -> None:
        """Record that a broker's listing shows an identifier. Raises NotFound."""
        with self._write() as connection:
            item = row_of(connection.execute(select(IDENTIFIER).where(IDENTIFIER.c.id == identifier_id)))
            if item is None:
                raise NotFound(f"There is no identifier {identifier_id!r}.", hint="See: unlist subject show")
            key = self._subject_key(self._subject_by_id(connection, item["subject_id"]))
            value = self._unseal(key, item["value_sealed"], "identifier", "value", identifier_id)
            value["seen_at"][slug] = on.isoformat()
            if url:
                value["urls"][slug] = url
            sealed = self._seal(key, value, "identifier", "value", identifier_id)
            connection.execute(IDENTIFIER.update().where(IDENTIFIER.c.id == identifier_id).values(value_sealed=sealed))

    def remove_identifier(self, identifier_id: str) -> None:
        """Forget an identifier; what left for brokers stays in the record of disclosures."""
        with self._write() as connection:
            connection.execute(IDENTIFIER.delete().where(IDENTIFIER.c.id == identifier_id))

    def add_mandate(
        self, handle: str, document: bytes, signed_on: date, scope: str, expires_on: date | None = None
    ) -> MandateFacts:
        """Keep signed permission to act; the document lies encrypted in the vault. Raises BadInput for bad dates."""
        if expires_on and expires_on < signed_on:
            raise BadInput("The mandate ends before it was signed.", hint="Check both days.")
        row_id = new_id(clock.now())
        with self._write() as connection:
            row = self._subject_row(connection, handle)
            key = self._subject_key(row)
            sha256 = self._vault.put(row_id, key, document)
            details = {"scope": scope, "sha256": sha256}
            connection.execute(
                MANDATE.insert().values(
                    id=row_id,
                    subject_id=row["id"],
                    signed_on=signed_on.isoformat(),
                    expires_on=expires_on.isoformat() if expires_on else None,
                    details_sealed=self._seal(key, details, "mandate", "details", row_id),
                )
            )
        return MandateFacts(row_id, signed_on, expires_on, scope, sha256)

    def mandates(self, handle: str) -> list[MandateFacts]:
        """Return the mandates on file for a person, oldest first."""
        with self._read() as connection:
            row = self._subject_row(connection, handle)
            query = select(MANDATE).where(MANDATE.c.subject_id == row["id"]).order_by(MANDATE.c.id)
            rows = [dict(item) for item in connection.execute(query).mappings()]
        return [self._mandate(self._subject_key(row), item) for item in rows]

    def _mandate(self, key: bytes, item: dict[str, Any]) -> MandateFacts:
        details = self._unseal(key, item["details_sealed"], "mandate", "details", item["id"])
        signed_on = date.fromisoformat(item["signed_on"])
        expires_on = date.fromisoformat(item["expires_on"]) if item["expires_on"] else None
        return MandateFacts(item["id"], signed_on, expires_on, details["scope"], details["sha256"])
