"""Telling a person what is due: the ledger is committed before anything goes out, marked after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from unlist.clock import day_of
from unlist.errors import BadInput
from unlist.files import make_private_directory, write_file
from unlist.reminders.cases import cases_of
from unlist.reminders.digest import Digest, draw
from unlist.reminders.due import Due, due_items
from unlist.reminders.message import own_address, to_eml
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
        prepared = _prepare(store, subject, at=at, zone=zone, several=len(everybody) > 1)
        if prepared is None:
            continue
        if dry_run:
            results.append(prepared)
            continue
        sent = _send(
            store, subject, prepared, at=at, zone=zone, directory=directory if to == "file" else None, show=show
        )
        if sent is not None:
            results.append(sent)
    return results


def _prepare(store: Store, subject: SubjectFacts, *, at: datetime, zone: str, several: bool) -> DigestResult | None:
    """Draw what is due for one person at this moment, or None. Reads only."""
    today = day_of(at, zone)
    done = [entry for entry in store.ledger(subject.handle) if entry.sent_at]
    told = {(entry.item_key, entry.stage) for entry in done}
    program = f"unlist --subject={subject.handle}" if several else "unlist"
    due = due_items(cases_of(store, subject.handle, zone), today, told, _last_day(done, at, zone), program=program)
    if not due.entries:
        return None
    digest = draw(
        due,
        digest_id=new_id(at),
        today=today,
        safety_mode=subject.safety_mode,
        whom=subject.handle if several else "",
        program=program,
    )
    return DigestResult(subject.handle, digest, due, None)


def _last_day(done: Sequence[LedgerEntry], at: datetime, zone: str) -> date | None:
    """Return the day of the last digest; what a clock that was wrong dated into the future silences nobody."""
    days = [day_of(entry.sent_at, zone) for entry in done if entry.sent_at and entry.sent_at <= at + CLOCK_SLACK]
    return max(days, default=None)


def _send(
    store: Store,
    subject: SubjectFacts,
    prepared: DigestResult,
    *,
    at: datetime,
    zone: str,
    directory: Path | None,
    show: Show | None,
) -> DigestResult | None:
    digest, entries = prepared.digest, prepared.due.entries
    if len(store.ledger_intend(subject.handle, list(entries), digest.id, at)) < len(entries):
        return None  # another run told a part of it meanwhile; the next one looks again
    path = _put(store, digest, subject, at=at, zone=zone, directory=directory) if directory else None
    result = replace(prepared, path=path)
    if show is not None:
        show(result)
    store.ledger_sent(digest.id, at)
    return result


def _put(store: Store, digest: Digest, subject: SubjectFacts, *, at: datetime, zone: str, directory: Path) -> Path:
    """Write a digest: .eml and .html, or .html and .txt for who has no address. Named by the person's own day."""
    make_private_directory(directory)
    stem = f"{day_of(at, zone).isoformat()}-{subject.handle}"
    address = own_address(subject.reply_to)
    page = directory / f"{stem}.html"
    write_file(page, digest.html.encode())
    if address is None:
        write_file(directory / f"{stem}.txt", digest.text.encode())
        return page
    path = directory / f"{stem}.eml"
    # Keyed: the thread of a person is the same for ever and says nothing of them.
    thread = store.blind("thread", subject.handle)[:32]
    write_file(path, to_eml(digest, to=address, at=at, thread=thread))
    return path
