"""Messages: raw bytes in the vault before any row names them; looked up by keyed hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select  # noqa: TID253 - the store is the module made for it

from unlist.crypto import new_key, seal, unseal
from unlist.errors import HomeUnusable, NotFound
from unlist.models import Message, MessageKey, MessageRequest, Unassigned
from unlist.store.base import iso
from unlist.store.database import new_id, row_of
from unlist.store.facts import MessageFacts, RequestFacts
from unlist.store.requests import Requests

MESSAGE = Message.__table__  # type: ignore[attr-defined]
MESSAGE_KEY = MessageKey.__table__  # type: ignore[attr-defined]
MESSAGE_REQUEST = MessageRequest.__table__  # type: ignore[attr-defined]
UNASSIGNED = Unassigned.__table__  # type: ignore[attr-defined]


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
        twin: str | None = None,
    ) -> tuple[str, bool]:
        """Keep a message; return its id and whether it is new. Without a subject it is sealed for the home.

        The same bytes, or for mail that came in the same `twin` (what tells one mail from another: its Message-ID,
        sender and date), are the same message; links to further subjects and requests are added all the same.
        """
        digest = hashlib.sha256(raw).hexdigest()
        # Two letters of ours may be the same bytes, such as a form's text; each is a message of its own.
        name = self.blind("sha256", digest if direction == "in" else f"{digest}|{message_id}")
        with self._write() as connection:
            known = self.find_message(raw, twin) if direction == "in" else None
            if known:
                self._link(connection, known, self._message_key(connection, known), subjects, requests)
                return known, False
            row_id, key = new_id(at), new_key()
            # First the bytes, then the row: what a row names is always there.
            self._vault.put(name, key, raw)
            connection.execute(
                MESSAGE.insert().values(
                    id=row_id,
                    direction=direction,
                    sha256_blind=name,
                    message_id_blind=self.blind("message-id", message_id) if message_id else None,
                    twin_blind=self.blind("twin", twin) if twin else None,
                    size=len(raw),
                    at=iso(at),
                    facts_sealed=self._seal(key, {**facts, "sha256": digest}, "message", "facts", row_id),
                )
            )
            self._link(connection, row_id, key, subjects, requests)
            if not subjects:
                self._seal_for_home(connection, row_id, key)
        return row_id, True

    def find_message(self, raw: bytes, twin: str | None = None) -> str | None:
        """Return the id under which these bytes, or mail of the same `twin` that came in, are kept already."""
        name = self.blind("sha256", hashlib.sha256(raw).hexdigest())
        same = MESSAGE.c.sha256_blind == name
        if twin:
            same |= (MESSAGE.c.twin_blind == self.blind("twin", twin)) & (MESSAGE.c.direction == "in")
        with self._read() as connection:
            found = connection.execute(select(MESSAGE.c.id).where(same).order_by(MESSAGE.c.id)).scalar()
        return str(found) if found else None

    def _link(
        self, connection: Connection, message: str, key: bytes, subjects: Sequence[str], requests: Sequence[str]
    ) -> None:
        """Let further subjects open a message, and name the requests it belongs to."""
        for handle in subjects:
            row = self._subject_row(connection, handle)
            held = {"message_id": message, "subject_id": row["id"]}
            if connection.execute(select(MESSAGE_KEY).filter_by(**held)).first() is None:
                sealed = seal(self._subject_key(row), key, f"message|key|{message}")
                connection.execute(MESSAGE_KEY.insert().values(**held, key_sealed=sealed))
                connection.execute(UNASSIGNED.delete().where(UNASSIGNED.c.message_id == message))
        for request_id in requests:
            linked = {"message_id": message, "request_id": request_id}
            if connection.execute(select(MESSAGE_REQUEST).filter_by(**linked)).first() is None:
                connection.execute(MESSAGE_REQUEST.insert().values(**linked))

    def _seal_for_home(self, connection: Connection, message: str, key: bytes) -> None:
        """Let the home open a message that belongs to nobody yet."""
        sealed = seal(self._master.key, key, f"unassigned|key|{message}")
        connection.execute(UNASSIGNED.insert().values(message_id=message, key_sealed=sealed))

    def _message_key(self, connection: Connection, message: str) -> bytes:
        row = row_of(connection.execute(select(MESSAGE_KEY).where(MESSAGE_KEY.c.message_id == message)))
        if row is None:
            nobodys = connection.execute(select(UNASSIGNED.c.key_sealed).where(UNASSIGNED.c.message_id == message))
            sealed = nobodys.scalar()
            if sealed is not None:
                return unseal(self._master.key, sealed, f"unassigned|key|{message}")
            raise NotFound(f"There is no message {message!r}.", hint="See: unlist request show")
        subject_key = self._subject_key(self._subject_by_id(connection, row["subject_id"]))
        return unseal(subject_key, row["key_sealed"], f"message|key|{message}")

    def message_bytes(self, message: str) -> bytes:
        """Return a message exactly as it was sent or came. Raises NotFound, HomeUnusable when it was altered."""
        with self._read() as connection:
            key = self._message_key(connection, message)
            name = connection.execute(select(MESSAGE.c.sha256_blind).where(MESSAGE.c.id == message)).scalar_one()
            return self._vault.get(str(name), key, self.message_facts(message)["sha256"])

    def message_facts(self, message: str) -> dict[str, Any]:
        """Return what is known of a message. Raises NotFound."""
        with self._read() as connection:
            key = self._message_key(connection, message)
            sealed = connection.execute(select(MESSAGE.c.facts_sealed).where(MESSAGE.c.id == message)).scalar_one()
        return dict(self._unseal(key, sealed, "message", "facts", message))

    def message_row(self, message: str) -> MessageFacts:
        """Return a message of any request or none. Raises NotFound."""
        facts = self.message_facts(message)
        with self._read() as connection:
            row = connection.execute(select(MESSAGE).where(MESSAGE.c.id == message)).mappings().one()
        at = datetime.fromisoformat(row["at"])
        return MessageFacts(message, row["direction"], facts["sha256"], row["size"], at, facts)

    def messages(self, request_id: str) -> list[MessageFacts]:
        """Return the messages of a request, oldest first."""
        query = (
            select(MESSAGE)
            .join(MESSAGE_REQUEST, MESSAGE_REQUEST.c.message_id == MESSAGE.c.id)
            .where(MESSAGE_REQUEST.c.request_id == request_id)
            .order_by(MESSAGE.c.at, MESSAGE.c.id)
        )
        with self._read() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
            keys = [self._message_key(connection, row["id"]) for row in rows]
        found = []
        for row, key in zip(rows, keys, strict=True):
            facts = self._unseal(key, row["facts_sealed"], "message", "facts", row["id"])
            at = datetime.fromisoformat(row["at"])
            found.append(MessageFacts(row["id"], row["direction"], facts["sha256"], row["size"], at, facts))
        return found

    def verify(self, request_id: str) -> list[str]:
        """Check a request's events as `Events.verify` does, and that each of its messages opens as it was kept."""
        faults = super().verify(request_id)
        query = select(MESSAGE_REQUEST.c.message_id).where(MESSAGE_REQUEST.c.request_id == request_id)
        with self._read() as connection:
            kept = list(connection.execute(query.order_by(MESSAGE_REQUEST.c.message_id)).scalars())
            for message in kept:
                try:
                    self.message_bytes(message)
                except (HomeUnusable, NotFound):
                    faults.append(f"message {message[-12:]} is missing or not what was kept")
        return faults

    def sent_message(self, message_id: str) -> str | None:
        """Return the id under which a message of our own is kept that went out with a Message-ID."""
        query = select(MESSAGE.c.id).where(
            MESSAGE.c.message_id_blind == self.blind("message-id", message_id), MESSAGE.c.direction == "out"
        )
        with self._read() as connection:
            found = connection.execute(query).scalar()
        return str(found) if found else None

    def requests_by_message_id(self, message_id: str) -> list[RequestFacts]:
        """Return the requests whose sent letters carry a Message-ID (with its angle brackets)."""
        query = (
            select(MESSAGE_REQUEST.c.request_id)
            .join(MESSAGE, MESSAGE.c.id == MESSAGE_REQUEST.c.message_id)
            .where(MESSAGE.c.message_id_blind == self.blind("message-id", message_id), MESSAGE.c.direction == "out")
        )
        with self._read() as connection:
            ids = list(connection.execute(query).scalars())
            return self.requests_by(ids=ids) if ids else []
