"""Fetching: headers of what is new, then whole what may belong to a request; the rest leaves only its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from unlist.clock import day_of
from unlist.errors import OutOfReach, UnlistError
from unlist.inbox.answers import note_mailboxes
from unlist.inbox.intake import Intake, take_one
from unlist.inbox.sent import settle_sent
from unlist.inbox.sift import Known, known_to, may_belong
from unlist.mailbox.headers import headers_of
from unlist.mailbox.imap import Header, Mailbox
from unlist.replies.limits import MAX_BYTES
from unlist.store import Store
from unlist.store.facts import Seen

BATCH = 500
"""Messages whose headers are asked for at once, and after which it is remembered how far it got."""


@dataclass
class Fetched:
    """What one fetch did."""

    intake: Intake = field(default_factory=Intake)
    folders: list[str] = field(default_factory=list)
    looked_at: int = 0
    """Messages whose headers were looked at."""
    problems: list[UnlistError] = field(default_factory=list)
    """What could not be done, while the rest was."""
    sent: list[str] = field(default_factory=list)
    """References of letters whose copy in the Sent folder proves that they left."""
    lost: OutOfReach | None = None
    """Why it ended early: the server or the network failed. What was taken in by then is kept."""


def fetch(
    store: Store,
    mailbox: Mailbox,
    *,
    account: str,
    at: datetime,
    folders: Sequence[str] = (),
    only: Sequence[str] = (),
    addresses: Sequence[str] = (),
    authserv_id: str | None = None,
) -> Fetched:
    """Take in what came to INBOX, Junk and some further `folders` since the last time, or to `only` some.

    A folder is looked at from where the last time ended; one that is new, or numbered anew, from the day of the first
    request. How far it got is kept after each batch was taken in, never before: whatever ends it early, the next time
    goes on there, and what comes twice is known by its bytes.

    `addresses`: whose mailbox it is, where that is known; who reads mail to a person can be answered by mail.
    """
    result = Fetched(folders=list(only))
    visit = _Visit(store, mailbox, account, at, authserv_id, known_to(store), _first_day(store), result)
    try:
        if not only:
            result.folders, missing = mailbox.folders(folders)
            result.problems += missing
        for name in result.folders:
            try:
                visit.folder(name)
            except OutOfReach:
                raise
            except UnlistError as problem:
                result.problems.append(problem)
        if not only:
            result.sent = settle_sent(store, mailbox, at=at)
    except OutOfReach as problem:
        result.lost = problem
    else:
        note_mailboxes(store, {*result.intake.addresses, *addresses}, day_of(at, store.zone))
    return result


def _first_day(store: Store) -> date | None:
    """Return the day (UTC) of the oldest request, before which nothing can have been answered."""
    return min((request.created_at.astimezone(UTC).date() for request in store.requests()), default=None)


@dataclass(frozen=True)
class _Visit:
    """One look at a mailbox."""

    store: Store
    mailbox: Mailbox
    account: str
    at: datetime
    authserv_id: str | None
    known: Known
    first_day: date | None
    result: Fetched

    def folder(self, name: str) -> None:
        opened = self.mailbox.examine(name)
        if self.first_day is None:
            return  # nothing was asked of anybody
        seen = self.store.seen(self.account, name)
        if seen and seen.uidvalidity == opened.uidvalidity:
            uids = self.mailbox.uids_above(seen.uid)
        else:
            uids, seen = self.mailbox.uids_since(self.first_day), None
        for batch in _batches(uids):
            self._batch(name, batch)
            seen = self._mark(name, seen, Seen(opened.uidvalidity, batch[-1]))
        if opened.uid_next:
            # What is older than the first request has numbers, too; the next time begins above them.
            self._mark(name, seen, Seen(opened.uidvalidity, opened.uid_next - 1))

    def _mark(self, name: str, before: Seen | None, seen: Seen) -> Seen:
        if before and seen.uid <= before.uid:
            return before
        self.store.mark_seen_up_to(self.account, name, seen)
        return seen

    def _batch(self, name: str, uids: Sequence[int]) -> None:
        for one in self.mailbox.headers(uids):
            self.result.looked_at += 1
            if may_belong(self.known, headers_of(one.raw)):
                self._take(name, one)

    def _take(self, name: str, one: Header) -> None:
        where = f"{name} no. {one.uid}"
        raw = None if one.size > MAX_BYTES else self.mailbox.message(one.uid)
        # A server may have said no size, or a wrong one.
        large = one.size > MAX_BYTES or (raw is not None and len(raw) > MAX_BYTES)
        if large:
            raw = self.mailbox.whole_header(one.uid)
        if raw is None:
            return  # somebody removed it meanwhile
        if large:
            limit = f"{where} is larger than {MAX_BYTES // 1024 // 1024} MB: only its headers were read."
            self.result.intake.faults.append(limit)
        intake = self.result.intake
        take_one(self.store, where, raw, at=self.at, authserv_id=self.authserv_id, result=intake)


def _batches(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (uids[start : start + BATCH] for start in range(0, len(uids), BATCH))
