"""Messages: raw bytes in the vault before any row names them; looked up by keyed hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select  # noqa: TID253 - the store is the module made for it

from unlist.crypto import new_key, seal, unseal
from unlist.errors import NotFound
from unlist.models import Message, MessageKey, MessageRequest
from unlist.store.base import iso
from unlist.store.database import explained, new_id, row_of
from unlist.store.facts import MessageFacts, RequestFacts
from unlist.store.requests import Requests

MESSAGE = Message.__table__  # type: ignore[attr-defined]
MESSAGE_KEY = MessageKey.__table__  # type: ignore[attr-defined]
MESSAGE_REQUEST = MessageRequest.__table__  # type: ignore[attr-defined]


class Messages(Requests):
    """The part of the store that holds mail."""

    def store_message(
        self,
        raw: bytes,
        *,
        direction: str,
        subjects: Sequence[str],
        requests: Sequence[str],
        message_id: str | None,
        at: datetime,
        facts: Mapping[str, Any],
    ) -> tuple[str, bool]:
        """Keep a message; return its id and whether it is new.

        The same bytes, or for mail that came in the same Message-ID, sender and instant, are the same message; links
        to further requests are added all the same.
        """
        digest = hashlib.sha256(raw).hexdigest()
        twin = self.blind("twin", f"{message_id}|{facts.get('from')}|{iso(at)}") if message_id else None
        row_id, key = new_id(at), new_key()
        with explained(self._home.database), self._engine.begin() as connection:
            known = self._known(connection, digest, twin if direction == "in" else None)
            if known:
                self._link(connection, known, requests)
                return known, False
            self._vault.put(row_id, key, raw)
            connection.execute(
                MESSAGE.insert().values(
                    id=row_id,
                    direction=direction,
                    sha256_blind=self.blind("sha256", digest),
                    message_id_blind=self.blind("message-id", message_id) if message_id else None,
                    twin_blind=twin,
                    size=len(raw),
                    at=iso(at),
                    facts_sealed=self._seal(key, {**facts, "sha256": digest}, "message", "facts", row_id),
                )
            )
            for handle in subjects:
                row = self._subject_row(connection, handle)
                sealed = seal(self._subject_key(row), key, f"message|key|{row_id}")
                connection.execute(
                    MESSAGE_KEY.insert().values(message_id=row_id, subject_id=row["id"], key_sealed=sealed)
                )
            self._link(connection, row_id, requests)
        return row_id, True

    def _known(self, connection: Connection, digest: str, twin: str | None) -> str | None:
        query = select(MESSAGE.c.id).where(MESSAGE.c.sha256_blind == self.blind("sha256", digest))
        found = connection.execute(query).first()
        if found is None and twin:
            query = select(MESSAGE.c.id).where(MESSAGE.c.twin_blind == twin, MESSAGE.c.direction == "in")
            found = connection.execute(query).first()
        return str(found[0]) if found else None

    def _link(self, connection: Connection, message: str, requests: Sequence[str]) -> None:
        for request_id in requests:
            row = {"message_id": message, "request_id": request_id}
            there = select(MESSAGE_REQUEST).filter_by(**row)
            if not connection.execute(there).first():
                connection.execute(MESSAGE_REQUEST.insert().values(**row))

    def _message_key(self, connection: Connection, message: str) -> bytes:
        row = row_of(connection.execute(select(MESSAGE_KEY).where(MESSAGE_KEY.c.message_id == message)))
        if row is None:
            raise NotFound(f"There is no message {message!r}.", hint="See: unlist request show")
        subject_key = self._subject_key(self._subject_by_id(connection, row["subject_id"]))
        return unseal(subject_key, row["key_sealed"], f"message|key|{message}")

    def message_bytes(self, message: str) -> bytes:
        """Return a message exactly as it was sent or came. Raises NotFound, HomeUnusable when it was altered."""
        with explained(self._home.database), self._engine.begin() as connection:
            key = self._message_key(connection, message)
            row = row_of(connection.execute(select(MESSAGE).where(MESSAGE.c.id == message)))
        assert row is not None, "a foreign key holds this"
        facts = self._unseal(key, row["facts_sealed"], "message", "facts", message)
        return self._vault.get(message, key, facts["sha256"])

    def message_facts(self, message: str) -> dict[str, Any]:
        """Return what is known of a message."""
        with explained(self._home.database), self._engine.begin() as connection:
            key = self._message_key(connection, message)
            row = row_of(connection.execute(select(MESSAGE.c.facts_sealed).where(MESSAGE.c.id == message)))
        assert row is not None, "a foreign key holds this"
        return dict(self._unseal(key, row["facts_sealed"], "message", "facts", message))

    def messages(self, request_id: str) -> list[MessageFacts]:
        """Return the messages of a request, oldest first."""
        query = (
            select(MESSAGE)
            .join(MESSAGE_REQUEST, MESSAGE_REQUEST.c.message_id == MESSAGE.c.id)
            .where(MESSAGE_REQUEST.c.request_id == request_id)
            .order_by(MESSAGE.c.at)
        )
        with explained(self._home.database), self._engine.begin() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
            keys = [self._message_key(connection, row["id"]) for row in rows]
        found = []
        for row, key in zip(rows, keys, strict=True):
            facts = self._unseal(key, row["facts_sealed"], "message", "facts", row["id"])
            at = datetime.fromisoformat(row["at"])
            found.append(MessageFacts(row["id"], row["direction"], facts["sha256"], row["size"], at, facts))
        return found

    def requests_by_message_id(self, message_id: str) -> list[RequestFacts]:
        """Return the requests whose sent letters carry a Message-ID (with its angle brackets)."""
        query = (
            select(MESSAGE_REQUEST.c.request_id)
            .join(MESSAGE, MESSAGE.c.id == MESSAGE_REQUEST.c.message_id)
            .where(MESSAGE.c.message_id_blind == self.blind("message-id", message_id), MESSAGE.c.direction == "out")
        )
        with explained(self._home.database), self._engine.begin() as connection:
            ids = {row[0] for row in connection.execute(query)}
        return [request for request in self.requests() if request.id in ids] if ids else []
