"""`unlist remind`, `unlist follow-up` and `unlist run`: the part after sending."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from unlist import clock
from unlist.commands.inbox_report import say_taken
from unlist.commands.opening import reading, writing
from unlist.commands.session import Session, session
from unlist.errors import BadInput, PartlyFailed, UnlistError

WAITING = 3
"""Exit code when something waits for the person."""


def remind(
    ctx: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show; write and remember nothing.")] = False,
    to: Annotated[str, typer.Option("--to", help="file or stdout.")] = "file",
) -> None:
    """Tell what is due: your tasks, late brokers, what changed. At most one digest a day.

    A link or code that expires within two days is told in an urgent notice beside it, at most three a day.
    """
    s = session(ctx)
    if to not in {"file", "stdout"}:
        raise BadInput(f"--to {to} is not there yet.", hint="It is file or stdout; mail is being built.")

    def show(result: Any) -> None:
        """Show a digest before it counts as told."""
        if not s.output.as_json:
            where = f"\n\n{result.digest.text}" if result.path is None else f": {result.path}"
            s.output.text(f"{result.subject}: {result.digest.subject_line}{where}")

    with (reading if dry_run else writing)(s) as store:
        results = _remind(store, s, to=to, dry_run=dry_run, show=show)
    for result in results if dry_run else ():
        show(result)
    if s.output.as_json:
        s.output.json({"digests": [_as_json(result) for result in results]})
    elif not results:
        s.output.text("Nothing new is due.")


def _remind(store: Any, s: Session, *, to: str, dry_run: bool, show: Any = None) -> Any:
    from unlist.reminders.workflow import remind as workflow

    return workflow(
        store,
        at=clock.now(),
        zone=store.zone,
        to=to,
        directory=s.settings.hand_off_dir / "digests",
        dry_run=dry_run,
        only=s.subject,
        show=show,
    )


def _as_json(result: Any) -> dict[str, Any]:
    def rows(items: Any) -> list[dict[str, Any]]:
        keys = ("reference", "broker", "sentence", "command", "minutes", "since", "by")
        return [{key: getattr(item, key) for key in keys} for item in items]

    return {
        "subject": result.subject,
        "title": result.digest.subject_line,
        "path": str(result.path) if result.path else None,
        "urgent": result.due.urgent,
        "tasks": rows(result.due.tasks),
        "overdue": rows(result.due.overdue),
        "changes": rows(result.due.changes),
    }


def follow_up(ctx: typer.Context, name: Annotated[str, typer.Argument(metavar="REQUEST")]) -> None:
    """Write the second letter: the follow-up once the date has passed, or the answer to a demand for identity."""
    s = session(ctx)
    from unlist.channels.file import FileChannel
    from unlist.outbox.follow_up import second_letter

    with writing(s) as store:
        request = store.find_request(name, subject=s.subject)
        handed = second_letter(store, request, FileChannel(s.settings.hand_off_dir), at=clock.now())
    if s.output.as_json:
        s.output.json({"reference": handed.reference, "path": str(handed.path)})
        return
    s.output.text(f"{handed.reference}: {handed.path}")
    s.output.text("Read it, and send it in the same thread if you agree with it. It is a plain file: delete it then.")
    s.output.note(f"Next: unlist request sent {handed.reference}")


def run(
    ctx: typer.Context,
    mail: Annotated[list[Path] | None, typer.Option("--mail", help="A Maildir or mbox to read answers from.")] = None,
) -> None:
    """Do the daily work: take up what was interrupted, fetch and read answers, remind. As often as you like."""
    s = session(ctx)
    from unlist.channels.file import FileChannel
    from unlist.commands.inbox_review import each_message
    from unlist.inbox.intake import take_in
    from unlist.outbox.leave import resume

    with writing(s) as store:
        now, authserv_id = clock.now(), s.settings.authserv_id or None
        handed = resume(store, FileChannel(s.settings.hand_off_dir), at=now, subject=s.subject)
        took = take_in(store, each_message(mail or []), at=now, authserv_id=authserv_id)
        unfetched = _fetch(store, s, took)
        results = _remind(store, s, to="file", dry_run=False)
        yours = _waiting(store, s)
    if s.output.as_json:
        counts = {"read": took.read, "recorded": took.recorded, "proposed": took.proposed}
        said = {"unconfirmed": took.unconfirmed, "answers": took.answers, "expiring": took.expiring}
        s.output.json({**counts, **said, "handed_over": len(handed), "digests": len(results), "yours": yours})
    else:
        for letter in handed:
            s.output.text(f"{letter.reference} {letter.sentence}: {letter.path or letter.broker}")
        decide = took.proposed + len(took.unassigned)
        s.output.text(f"{took.read} messages read, {took.recorded} recorded, {decide} to decide on.")
        say_taken(s, took)
        for result in results:
            s.output.text(f"{'Urgent notice' if result.due.urgent else 'Digest'} for {result.subject}: {result.path}")
        s.output.text(f"{yours} things wait for you: unlist" if yours else "Nothing waits for you.")
    for fault in took.faults:
        s.output.note(fault)
    if unfetched:
        raise PartlyFailed(f"Mail was not fetched, or not all: {unfetched.message}", hint=unfetched.hint)
    if took.faults:
        raise PartlyFailed(f"{len(took.faults)} messages could not be read.", hint="The rest was done.")
    if yours:
        raise typer.Exit(WAITING)


def _fetch(store: Any, s: Session, took: Any) -> UnlistError | None:
    """Fetch mail if a mailbox is set, and count it in `took`; return what went wrong: the rest is done all the same."""
    if not s.settings.imap_host:
        return None
    from unlist.commands.inbox_fetch import fetched

    try:
        result = fetched(s, store)
    except UnlistError as problem:
        return problem
    took.add(result.intake)
    return result.lost or next(iter(result.problems), None)


def _waiting(store: Any, s: Session) -> int:
    """Count the requests in which something is the person's to do, and the messages of which they say whose."""
    from unlist.tracker.model import Status

    states = [(request.id, store.state(request.id)) for request in store.requests(s.subject, open_only=True)]
    mine = {name for name, state in states if state.status is Status.AWAITING_YOU or state.unreviewed or state.proposed}
    # A late word on a request that ended waits, too.
    unread = {request.id for request in store.requests(s.subject, unread_only=True)}
    return len(mine | unread) + len(store.unassigned())
