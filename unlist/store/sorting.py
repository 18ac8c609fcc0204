"""Whose a message is: given to a request, taken from one, waiting for a person to say, or nobody's and forgotten."""

from __future__ import annotations

from sqlalchemy import Connection, select  # noqa: TID253 - the store is the module made for it

from unlist.errors import HomeUnusable, NotFound
from unlist.models import Forgotten
from unlist.store.messages import MESSAGE, MESSAGE_KEY, MESSAGE_REQUEST, UNASSIGNED, Messages
from unlist.store.people import REQUEST

FORGOTTEN = Forgotten.__table__  # type: ignore[attr-defined]


class Sorting(Messages):
    """The part of the store that says which message belongs to which request."""

    def give_message(self, message: str, subject: str, request_id: str) -> None:
        """Let a message belong to a request, and its subject open it; it no longer waits for a person to say whose."""
        with self._write() as connection:
            key = self._message_key(connection, message)
            self._link(connection, message, key, [subject], [request_id])

    def take_message(self, message: str, request_id: str) -> None:
        """Let a message no longer belong to a request, nor open for a subject to none of whose requests it belongs.

        One that belongs to no request any more is sealed for the home and waits again.
        """
        with self._write() as connection:
            key = self._message_key(connection, message)
            linked = MESSAGE_REQUEST.c.message_id == message
            connection.execute(MESSAGE_REQUEST.delete().where(linked & (MESSAGE_REQUEST.c.request_id == request_id)))
            concerned = (
                select(REQUEST.c.subject_id)
                .join(MESSAGE_REQUEST, MESSAGE_REQUEST.c.request_id == REQUEST.c.id)
                .where(linked)
            )
            rest = MESSAGE_KEY.c.message_id == message
            connection.execute(MESSAGE_KEY.delete().where(rest & MESSAGE_KEY.c.subject_id.not_in(concerned)))
            if connection.execute(select(MESSAGE_KEY.c.subject_id).where(rest)).first() is None:
                self._seal_for_home(connection, message, key)

    def unassigned(self) -> list[str]:
        """Return the ids of messages that wait for a person to say whose they are, oldest first."""
        with self._read() as connection:
            query = select(UNASSIGNED.c.message_id).order_by(UNASSIGNED.c.message_id)
            return [str(one) for one in connection.execute(query).scalars()]

    def forget_message(self, message: str) -> None:
        """Erase a message that waits and is nobody's: of it stays a keyed hash, by which it is known if it comes again.

        Raises NotFound for one that does not wait.
        """
        with self._write() as connection:
            query = select(MESSAGE).join(UNASSIGNED, UNASSIGNED.c.message_id == MESSAGE.c.id)
            row = connection.execute(query.where(MESSAGE.c.id == message)).mappings().first()
            if row is None:
                raise NotFound(
                    f"Message {message[-12:]} does not wait to be assigned.", hint="See: unlist inbox review"
                )
            for name in filter(None, (row["sha256_blind"], row["twin_blind"])):
                self._remember_forgotten(connection, str(name))
            connection.execute(UNASSIGNED.delete().where(UNASSIGNED.c.message_id == message))
            connection.execute(MESSAGE.delete().where(MESSAGE.c.id == message))
        # Its key is gone with the row, so that a stop before this line leaves nothing that could be read.
        self._vault.remove(str(row["sha256_blind"]))

    def _remember_forgotten(self, connection: Connection, name: str) -> None:
        if connection.execute(select(FORGOTTEN.c.name).where(FORGOTTEN.c.name == name)).first() is None:
            connection.execute(FORGOTTEN.insert().values(name=name))

    def is_forgotten(self, sha256: str, twin: str | None) -> bool:
        """Say whether a message of this SHA-256, or of this `twin`, was said to be nobody's."""
        names = [self.blind("sha256", sha256), *([self.blind("twin", twin)] if twin else [])]
        with self._read() as connection:
            return connection.execute(select(FORGOTTEN.c.name).where(FORGOTTEN.c.name.in_(names))).first() is not None

    def recall_message(self, sha256: str, twin: str | None) -> None:
        """Take back that a message is nobody's: it may be asked about again."""
        names = [self.blind("sha256", sha256), *([self.blind("twin", twin)] if twin else [])]
        with self._write() as connection:
            connection.execute(FORGOTTEN.delete().where(FORGOTTEN.c.name.in_(names)))

    def requests_of(self, message: str) -> list[str]:
        """Return the ids of the requests that a message belongs to, in the order in which they were opened."""
        with self._read() as connection:
            query = select(MESSAGE_REQUEST.c.request_id).where(MESSAGE_REQUEST.c.message_id == message)
            return [str(one) for one in connection.execute(query.order_by(MESSAGE_REQUEST.c.request_id)).scalars()]

    def messages_named(self, end: str) -> list[str]:
        """Return the ids of kept messages that end in `end`, oldest first."""
        with self._read() as connection:
            query = select(MESSAGE.c.id).where(MESSAGE.c.id.endswith(end, autoescape=True)).order_by(MESSAGE.c.id)
            return [str(one) for one in connection.execute(query).scalars()]

    def verify_unassigned(self) -> list[str]:
        """Check that each message that waits to be assigned opens as it was kept; return what is wrong."""
        found: list[str] = []
        for message in self.unassigned():
            try:
                self.message_bytes(message)
            except (HomeUnusable, NotFound):
                found.append(f"message {message[-12:]} is missing or not what was kept")
        return found
