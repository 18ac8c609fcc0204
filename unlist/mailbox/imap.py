"""Mail over IMAP (RFC 9051, RFC 3501): raw bytes, nothing decided, and nothing changed on the server.

Folders are opened by EXAMINE and read by BODY.PEEK, so that no message is marked as read. The connection is encrypted
and its certificate verified before the name and the password leave; there is no fallback.
"""

from __future__ import annotations

import contextlib
import imaplib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Self

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError

from unlist import clock
from unlist.errors import NotFound, PartlyFailed, UnlistError
from unlist.mailbox.headers import WANTED
from unlist.replies.limits import MAX_BYTES
from unlist.servers.account import Account
from unlist.servers.folders import special
from unlist.servers.imap import connected, explained

_HEADERS = f"(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({' '.join(WANTED).upper()})])"
_MOST_HEADERS = 256 * 1024
"""Bytes of one message's headers that are kept; real ones have a hundredth of that."""
_UID = re.compile(rb"\bUID (\d{1,10})\b")
_INTERNALDATE = re.compile(rb'INTERNALDATE "([^"]{10,40})"')
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,20})\b")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_POLL = 60.0
"""Seconds between two looks where the server does not tell of new mail by itself."""
# What servers call the folder of unwanted mail where they do not mark it (RFC 6154 does).
_JUNK = frozenset(
    {
        "junk", "spam", "junk e-mail", "junk email", "junk mail", "bulk", "bulk mail", "bulkmail", "spamverdacht",
        "junk-e-mail", "unerwünscht", "werbung", "courrier indésirable", "indésirables", "pourriel",
        "correo no deseado", "posta indesiderata", "ongewenste e-mail", "wiadomości-śmieci", "lixo eletrônico", "lixo",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Folder:
    """A folder that is open: UIDs hold as long as `uidvalidity` is the same; new mail gets `uid_next` or more.

    A server need not tell `uid_next`: then it is 0.
    """

    uidvalidity: int
    uid_next: int


@dataclass(frozen=True)
class Header:
    """The headers of one message, and the size of the whole in bytes."""

    uid: int
    size: int
    raw: bytes


class Mailbox:
    """One connection that is logged in. A context manager; for one thread.

    Every method raises OutOfReach when the server or the network fails: the connection is of no more use then.
    """

    def __init__(self, account: Account, password: str) -> None:
        """Connect and log in.

        Raises OutOfReach; Refused when the certificate is not good, encryption is not offered, or the login fails.
        """
        self._host = account.host
        self._box: BaseMailBox = connected(account, password)
        self._client = self._box.client

    def __enter__(self) -> Self:
        """Return the mailbox."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Say good-bye where nothing went wrong, and close in any case."""
        if kind is None:
            # What was read is read: a server that fails now has failed nobody.
            with contextlib.suppress(OSError, imaplib.IMAP4.error, ImapToolsError):
                self._client.logout()
        with contextlib.suppress(OSError):
            self._client.shutdown()

    def folders(self, named: Sequence[str] = ()) -> tuple[list[str], list[UnlistError]]:
        """Return INBOX, the folders of unwanted mail and those named, as the server has them; and what is missing."""
        with explained(self._host):
            listed = [one for one in self._box.folder.list() if "\\noselect" not in {f.lower() for f in one.flags}]
        names = [one.name for one in listed]
        marked = [one.name for one in listed if "\\junk" in {flag.lower() for flag in one.flags}]
        usual = [name for name in names if _last_part(name) in _JUNK][:1]
        found, missing = ["INBOX", *(marked or usual)], list[UnlistError]()
        for name in named:
            same = [one for one in names if one == name] or [one for one in names if one.lower() == name.lower()]
            found += same[:1]
            if not same and name.upper() != "INBOX":
                missing.append(
                    NotFound(f"The mailbox has no folder {name!r}.", hint=f"It has: {', '.join(names[:20])}.")
                )
        return list(dict.fromkeys(found)), missing

    def examine(self, name: str) -> Folder:
        """Open a folder for reading only. Raises NotFound when it cannot be, PartlyFailed when it has no UIDs."""
        with explained(self._host):
            try:
                self._box.folder.set(name, readonly=True)
            except MailboxFolderSelectError as problem:
                raise NotFound(f"The folder {name!r} does not open.", hint="Check imap_folders.") from problem
            uidvalidity, uid_next = self._number("UIDVALIDITY"), self._number("UIDNEXT")
        if not uidvalidity:
            raise PartlyFailed(f"The server gives the messages of {name!r} no lasting numbers.")
        return Folder(uidvalidity, uid_next)

    def _number(self, name: str) -> int:
        values = self._client.untagged_responses.get(name, [])
        return int(values[-1]) if values and isinstance(values[-1], bytes) and values[-1] else 0

    def uids_above(self, uid: int) -> list[int]:
        """Return the UIDs above one, ascending."""
        # "n:*" always names the last message, even where its number is below n (RFC 9051 6.4.9).
        return [found for found in self._search(f"UID {uid + 1}:*") if found > uid]

    def uids_since(self, day: date) -> list[int]:
        """Return the UIDs of what the server got on a day or later, ascending; its days may begin elsewhere."""
        early = day - timedelta(days=1)
        return self._search(f"SINCE {early.day:02d}-{_MONTHS[early.month - 1]}-{early.year:04d}")

    def _search(self, criteria: str) -> list[int]:
        with explained(self._host):
            return sorted({int(uid) for uid in self._box.uids(criteria, charset=None)})

    def headers(self, uids: Sequence[int]) -> list[Header]:
        """Return the headers of those of some messages that are still there, by ascending UID."""
        found: dict[int, Header] = {}
        with explained(self._host), self._keeping(_MOST_HEADERS):
            for uid, described, content in self._fetch(uids, _HEADERS):
                size = _SIZE.search(described)
                found[uid] = Header(uid, int(size[1]) if size else 0, content)
        return [found[uid] for uid in sorted(found) if uid in set(uids)]

    def message(self, uid: int) -> bytes | None:
        """Return a message byte for byte, None when it is gone, or more than MAX_BYTES of one that is too large.

        Raises PartlyFailed when it is there and the server does not give it.
        """
        with explained(self._host), self._keeping(MAX_BYTES + 1):
            found = [content for one, _, content in self._fetch([uid], "(UID BODY.PEEK[])") if one == uid]
        if not found and self._search(f"UID {uid}"):
            raise PartlyFailed(
                f"The server does not give a message that it has (number {uid}).",
                hint="It is tried again at the next run; move it to another folder if that never works.",
            )
        return found[0] if found else None

    def whole_header(self, uid: int) -> bytes | None:
        """Return all headers of a message, with the empty line behind them; None when it is gone."""
        with explained(self._host), self._keeping(_MOST_HEADERS):
            found = [content for one, _, content in self._fetch([uid], "(UID BODY.PEEK[HEADER])") if one == uid]
        return found[0] if found else None

    @contextlib.contextmanager
    def _keeping(self, most: int) -> Iterator[None]:
        before, self._client.most = self._client.most, most  # type: ignore[attr-defined]
        try:
            yield
        finally:
            self._client.most = before  # type: ignore[attr-defined]

    def _fetch(self, uids: Sequence[int], what: str) -> list[tuple[int, bytes, bytes]]:
        """Return UID, description and content of what a FETCH gave.

        A server may refuse a whole set for one message that is gone (RFC 2180 4.1): then each is asked for alone.
        """
        if not uids:
            return []
        typ, data = self._client.uid("FETCH", ",".join(map(str, uids)), what)
        if typ != "OK":
            self._client.response("FETCH")  # what came before the refusal belongs to no other command
            return [] if len(uids) == 1 else [row for uid in uids for row in self._fetch([uid], what)]
        return list(_rows(data))

    def sent_folder(self) -> str | None:
        """Return the folder in which the server keeps what was sent, None when it has none that is known as such."""
        with explained(self._host):
            return special(self._box, "sent")

    def filed_at(self, message_id: str, reference: str, *, since: datetime) -> datetime | None:
        """Return when a message came into the open folder, by its Message-ID, else by a reference in its subject.

        `since`: an earlier one is another letter. Mail programs may give a letter a Message-ID of their own.
        """
        for criteria in (f'HEADER Message-ID "{message_id}"', f'SUBJECT "{reference}"'):
            for uid in self._search(criteria):
                with explained(self._host):
                    typ, data = self._client.uid("FETCH", str(uid), "(UID INTERNALDATE)")
                when = _INTERNALDATE.search(b" ".join(row for row in data if isinstance(row, bytes)))
                came_at = _instant(when[1].decode("ascii")) if typ == "OK" and when else None
                if came_at is not None and came_at >= since:
                    return came_at
        return None

    def wait(self, seconds: float) -> bool:
        """Wait until new mail comes to the open folder, or for so long; say whether any came.

        The server tells of it by IDLE (RFC 2177), at most 29 minutes long; one that cannot is asked every minute.
        """
        if "IDLE" not in self._client.capabilities:
            clock.sleep(min(seconds, _POLL))
            return True
        with explained(self._host):
            # Not as a context manager: Ctrl-C must end it, and not turn into the failure of a last good-bye.
            self._box.idle.start()  # type: ignore[no-untyped-call]
            told = self._box.idle.poll(timeout=seconds)
            self._box.idle.stop()  # type: ignore[no-untyped-call]
        return any(b"EXISTS" in line.upper() for line in told)


def _instant(text: str) -> datetime | None:
    """Read an INTERNALDATE such as `24-Nov-2026 09:30:00 +0100`, aware UTC."""
    found = parsedate_to_datetime(text.replace("-", " ", 2)) if text.strip() else None
    return found.astimezone(UTC) if found is not None and found.tzinfo else None


def _rows(data: Sequence[bytes | tuple[bytes, bytes] | None]) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield what imaplib made of FETCH responses: a pair with the literal, then what stood behind it."""
    for item, behind in zip(data, [*data[1:], None], strict=True):
        if isinstance(item, tuple):
            described = item[0] + b" " + (behind if isinstance(behind, bytes) else b"")
            content = item[1]
        elif item and b"BODY[" in item.upper():
            described, content = item, b""  # NIL or an empty quoted text
        else:
            continue
        uid = _UID.search(described)
        if uid:
            yield int(uid[1]), described, content


def _last_part(name: str) -> str:
    return re.split(r"[./\\]", name)[-1].casefold()
