"""What belongs to a mail account: how far each folder was looked at, and the password."""

from __future__ import annotations

from sqlalchemy import select  # noqa: TID253 - the store is the module made for it

from unlist.crypto import drop_from_keyring, find_in_keyring, put_in_keyring
from unlist.models import FolderMark, Password
from unlist.store.facts import Seen
from unlist.store.messages import MESSAGE, Messages

MARK = FolderMark.__table__  # type: ignore[attr-defined]
PASSWORD = Password.__table__  # type: ignore[attr-defined]


class Mailboxes(Messages):
    """The part of the store that knows of mail accounts. `account` is any text that names one, never kept in clear."""

    def seen(self, account: str, folder: str) -> Seen | None:
        """Return how far a folder was looked at, None when it never was."""
        name = self.blind("folder", f"{account}|{folder}")
        with self._read() as connection:
            row = connection.execute(select(MARK.c.uidvalidity, MARK.c.uid).where(MARK.c.folder_blind == name)).first()
        return Seen(int(row[0]), int(row[1])) if row else None

    def mark_seen_up_to(self, account: str, folder: str, seen: Seen) -> None:
        """Remember how far a folder was looked at; what lies below was taken in by then."""
        name = self.blind("folder", f"{account}|{folder}")
        with self._write() as connection:
            connection.execute(MARK.delete().where(MARK.c.folder_blind == name))
            values = {"folder_blind": name, "uidvalidity": seen.uidvalidity, "uid": seen.uid}
            connection.execute(MARK.insert().values(**values))

    def sent_ids(self) -> frozenset[str]:
        """Return the Message-IDs of all letters as `blind("message-id", …)` has them."""
        query = select(MESSAGE.c.message_id_blind).where(
            MESSAGE.c.direction == "out", MESSAGE.c.message_id_blind.is_not(None)
        )
        with self._read() as connection:
            return frozenset(str(found) for found in connection.execute(query).scalars())

    def keep_password(self, account: str, password: str) -> str:
        """Keep the password of an account: in the keyring if the home's key lies there, else sealed in the home.

        Return which of the two, `keyring` or `home`.
        """
        name = self.blind("account", account)
        with self.transaction():
            self.forget_password(account)
            return self._keep_password(name, password)

    def _keep_password(self, name: str, password: str) -> str:
        if self._master.kind == "keyring" and put_in_keyring(self._in_keyring(name), password):
            return "keyring"
        sealed = self._seal(self._master.key, password, "password", "value", name)
        with self._write() as connection:
            connection.execute(PASSWORD.insert().values(account_blind=name, value_sealed=sealed))
        return "home"

    def password(self, account: str) -> str | None:
        """Return the password that is kept for an account. Raises NotFound when the keyring is shut."""
        name = self.blind("account", account)
        with self._read() as connection:
            sealed = connection.execute(
                select(PASSWORD.c.value_sealed).where(PASSWORD.c.account_blind == name)
            ).scalar()
        if sealed is not None:
            return str(self._unseal(self._master.key, sealed, "password", "value", name))
        return find_in_keyring(self._in_keyring(name)) if self._master.kind == "keyring" else None

    def forget_password(self, account: str) -> None:
        """Keep the password of an account no longer."""
        name = self.blind("account", account)
        with self._write() as connection:
            connection.execute(PASSWORD.delete().where(PASSWORD.c.account_blind == name))
        if self._master.kind == "keyring":
            drop_from_keyring(self._in_keyring(name))

    def _in_keyring(self, name: str) -> str:
        return f"{self._master.name} {name[:32]}"
