"""Telling a person what is due: the ledger is committed before anything goes out, marked after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from unlist.clock import day_of
from unlist.errors import BadInput
from unlist.files import make_private_directory, write_file
from unlist.inbox.answers import mailbox_is_read
from unlist.reminders.cases import Case, cases_of
from unlist.reminders.digest import Digest, draw
from unlist.reminders.due import Due, due_items, urgent_items
from unlist.reminders.ladder import Told
from unlist.reminders.message import own_address, to_eml
from unlist.reminders.tasks import EXPIRES
from unlist.replies.digest_code import code_from
from unlist.store import Store
from unlist.store.database import new_id
from unlist.store.facts import LedgerEntry, SubjectFacts

WAYS = ("file", "stdout")
"""How a digest goes out. `stdout` leaves the showing to the caller."""
CLOCK_SLACK = timedelta(days=1)
"""An entry of the ledger that lies further ahead than this was made while the clock was wrong."""


@dataclass(frozen=True)
class DigestResult:
    """A digest that was drawn for somebody, and where it was put."""

    subject: str
    digest: Digest
    due: Due
    path: Path | None


Show = Callable[[DigestResult], None]


def remind(
    store: Store,
    *,
    at: datetime,
    zone: str,
    to: str,
    directory: Path,
    dry_run: bool,
    only: str | None = None,
    show: Show | None = None,
) -> list[DigestResult]:
    """Draw a digest for everybody for whom something is due; `only` names one person.

    Where a link or code dies soon that this digest does not tell of, or where the digest of the day is out already,
    an urgent notice follows it.
    What a digest tells is committed to the ledger before it is written, and marked as told after it was written and
    `show` returned. One that was begun and never marked is drawn again: to oneself, lost is worse than twice.
    `dry_run` writes nothing, into the ledger neither. Raises BadInput for another `to` than those of WAYS,
    HomeUnusable when the disk refuses.
    """
    if to not in WAYS:
        raise BadInput(f"Digests do not go to {to!r}.", hint=f"They go to {' or '.join(WAYS)}.")
    everybody = store.subjects()
    results = []
    for subject in [store.subject(only)] if only else everybody:
        run = _Run(
            store,
            subject,
            at=at,
            zone=zone,
            by_mail=to == "file",
            several=len(everybody) > 1,
            cases=cases_of(store, subject.handle, zone, at),
            done=[entry for entry in store.ledger(subject.handle) if entry.sent_at],
        )
        told = {(entry.item_key, entry.stage) for entry in run.done}
        for choose in (_daily, _urgent):
            prepared = _drawn(run, choose(run, told))
            if prepared is None:
                continue
            told |= set(prepared.due.entries)
            if dry_run:
                results.append(prepared)
            elif sent := _send(run, prepared, directory=directory if to == "file" else None, show=show):
                results.append(sent)
    return results


@dataclass(frozen=True)
class _Run:
    """What is the same for both mails that one run may send to one person."""

    store: Store
    subject: SubjectFacts
    at: datetime
    zone: str
    by_mail: bool
    several: bool
    cases: list[Case]
    done: list[LedgerEntry]
    """What was told before, oldest first."""

    @property
    def today(self) -> date:
        return day_of(self.at, self.zone)

    @property
    def program(self) -> str:
        return f"unlist --subject={self.subject.handle}" if self.several else "unlist"


def _daily(run: _Run, told: Told) -> Due:
    """Return the digest of the day, or nothing."""
    notices = _notices(run.done)
    last = _last_day([entry for entry in run.done if entry.digest_id not in notices], run.at, run.zone)
    return due_items(run.cases, run.today, told, last, program=run.program)


def _urgent(run: _Run, told: Told) -> Due:
    """Return the urgent notice of this moment, or nothing."""
    days = {entry.digest_id: day_of(entry.sent_at, run.zone) for entry in run.done if entry.sent_at}
    today = sum(days[digest] == run.today for digest in _notices(run.done))
    return urgent_items(run.cases, run.today, told, today, program=run.program)


def _notices(done: Sequence[LedgerEntry]) -> set[str]:
    """Return the ids of urgent notices: what tells of links and codes alone."""
    others = {entry.digest_id for entry in done if not entry.item_key.startswith(EXPIRES)}
    return {entry.digest_id for entry in done} - others


def _drawn(run: _Run, due: Due) -> DigestResult | None:
    if not due.entries:
        return None
    digest_id, handle = new_id(run.at), run.subject.handle
    digest = draw(
        due,
        digest_id=digest_id,
        code=code_from(run.store.blind("digest", f"{handle}|{digest_id}")),
        today=run.today,
        safety_mode=run.subject.safety_mode,
        whom=handle if run.several else "",
        program=run.program,
        answerable=run.by_mail
        and own_address(run.subject.reply_to) is not None
        and mailbox_is_read(run.store, handle, run.today),
    )
    return DigestResult(handle, digest, due, None)


def _last_day(done: Sequence[LedgerEntry], at: datetime, zone: str) -> date | None:
    """Return the day of the last digest; what a clock that was wrong dated into the future silences nobody."""
    days = [day_of(entry.sent_at, zone) for entry in done if entry.sent_at and entry.sent_at <= at + CLOCK_SLACK]
    return max(days, default=None)


def _send(run: _Run, prepared: DigestResult, *, directory: Path | None, show: Show | None) -> DigestResult | None:
    store, digest, entries = run.store, prepared.digest, prepared.due.entries
    address = own_address(run.subject.reply_to) if directory else None
    # Keyed: the thread of a person is the same for ever and says nothing of them.
    thread = store.blind("thread", run.subject.handle)[:32]
    mail = to_eml(digest, to=address, at=run.at, thread=thread) if address else None
    with store.transaction():
        if len(store.ledger_intend(run.subject.handle, list(entries), digest.id, run.at)) < len(entries):
            return None  # another run told a part of it meanwhile; the next one looks again
        if mail and digest.answerable:
            _keep(run, prepared, mail)
    path = _put(run, prepared, mail, directory) if directory else None
    result = replace(prepared, path=path)
    if show is not None:
        show(result)
    store.ledger_sent(digest.id, run.at)
    return result


def _keep(run: _Run, prepared: DigestResult, mail: bytes) -> None:
    """Keep a digest that can be answered: what its numbers mean must be known when the answer comes."""
    run.store.store_message(
        mail,
        direction="out",
        subjects=[run.subject.handle],
        requests=[],
        message_id=prepared.digest.code,
        at=run.at,
        facts={
            "digest_of": run.subject.handle,
            "items": [item.reference for item in prepared.due.items],
            "sent_at": run.at.isoformat(),
        },
    )


def _put(run: _Run, prepared: DigestResult, mail: bytes | None, directory: Path) -> Path:
    """Write a digest: .eml and .html, or .html and .txt for who has no address. Named by the person's own day."""
    make_private_directory(directory)
    digest = prepared.digest
    stem = f"{run.today.isoformat()}-{run.subject.handle}"
    if prepared.due.urgent:  # several a day, each beside the digest
        stem = f"{stem}-urgent-{run.at.astimezone(ZoneInfo(run.zone)):%H%M%S}"
    page = directory / f"{stem}.html"
    write_file(page, digest.html.encode())
    if mail is None:
        write_file(directory / f"{stem}.txt", digest.text.encode())
        return page
    path = directory / f"{stem}.eml"
    write_file(path, mail)
    return path
