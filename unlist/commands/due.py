"""`unlist` alone: what waits for you and which brokers are late. Needs no key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from unlist import clock
from unlist.commands.session import Session
from unlist.commands.wording import days_late, yours
from unlist.words import counted

if TYPE_CHECKING:
    from unlist.reads import RequestLine

LISTED = 10
"""Lines of a kind that are shown before it says that there are more."""


def due(s: Session) -> None:
    """Show what is due today: the person's own tasks, late brokers, and the next day on which an answer is due."""
    from unlist import reads
    from unlist.commands.opening import parse_moment
    from unlist.registry.index import load_index

    zone = reads.zone(s.home)
    today = clock.day_of(parse_moment(s.as_of, zone), zone) if s.as_of else clock.today(zone)
    lines = reads.list_requests(s.home, subject=s.subject, limit=1_000_000)
    lines = [line for line in lines if not line.snoozed_until or line.snoozed_until <= today.isoformat()]
    # What comes to a request that is closed is shown like any other answer.
    unread = reads.list_requests(s.home, subject=s.subject, open_only=False, unread_only=True, limit=1_000_000)
    found: dict[str, Any] = {
        "on": today.isoformat(),
        "unread": [line for line in unread if line.closed_at or line in lines],
        "yours": [line for line in lines if line.status in {"awaiting_you", "draft", "undeliverable"}],
        "late": [line for line in lines if days_late(line, today)],
        "queued": sum(line.status == "queued" for line in lines),
        "unassigned": reads.unassigned(s.home),
        "next_due_on": min((str(line.due_on) for line in lines if _coming(line, today)), default=None),
        "open": len(lines),
    }
    if s.output.as_json:
        groups = {name: [line.reference for line in found[name]] for name in ("unread", "yours", "late")}
        s.output.json({**found, **groups})
        return
    names = {slug: record["name"] for slug, record in load_index()["brokers"].items()}
    _show(s, found, names, today)


def _coming(line: RequestLine, today: date) -> bool:
    return line.status == "awaiting_broker" and line.due_on is not None and line.due_on >= today.isoformat()


def _show(s: Session, found: Mapping[str, Any], names: Mapping[str, str], today: date) -> None:
    out = s.output
    whose = found["unassigned"]
    if not found["open"] and not whose and not found["unread"]:
        out.text("No open requests. See what you could ask: unlist plan")
        return
    _group(s, "Answers to read: unlist inbox review", [_named(line, names) for line in found["unread"]])
    if whose:
        out.text(f"You say whose: {counted(whose, 'answer')}, see unlist inbox review\n")
    tasks = [
        f"{_named(line, names)}: {yours(line.status, line.reason)}" for line in found["yours"] if not line.unreviewed
    ]
    _group(s, "For you to do: unlist request show REFERENCE", tasks)
    late = [
        f"{_named(line, names)}: {counted(days_late(line, today), 'day')} late, due {line.due_on}"
        for line in found["late"]
    ]
    # A follow-up may be too early, or written already: only the request itself tells what is possible.
    _group(s, "Late, see what you can do: unlist request show REFERENCE", late)
    if found["queued"]:
        out.text(f"{counted(found['queued'], 'letter')} to leave when their time has come: unlist run\n")
    if found["next_due_on"]:
        out.text(f"The next answer is due on {found['next_due_on']}.")
    elif not any(found[name] for name in ("unread", "yours", "late", "unassigned", "queued")):
        out.text("Nothing is due.")
    out.note(f"{counted(found['open'], 'open request')}: unlist request list")


def _named(line: RequestLine, names: Mapping[str, str]) -> str:
    return f"{line.reference}  {names.get(line.broker, line.broker)}"


def _group(s: Session, title: str, rows: Sequence[str]) -> None:
    if not rows:
        return
    s.output.text(title)
    for row in rows[:LISTED]:
        s.output.text(f"  {row}")
    if len(rows) > LISTED:
        s.output.text(f"  and {len(rows) - LISTED} more")
    s.output.text()
