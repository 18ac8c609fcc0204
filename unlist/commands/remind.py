"""`unlist remind` and `unlist follow-up`: the part after sending."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from unlist import clock
from unlist.commands.leaving import let_leave, raise_if_failed, report, rules_of, second_letter
from unlist.commands.opening import reading, sitting, writing
from unlist.commands.session import Session, session
from unlist.errors import BadInput

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
        results = remind_all(store, s, to=to, dry_run=dry_run, show=show)
    for result in results if dry_run else ():
        show(result)
    if s.output.as_json:
        s.output.json({"digests": [_as_json(result) for result in results]})
    elif not results:
        s.output.text("Nothing new is due.")


def remind_all(store: Any, s: Session, *, to: str, dry_run: bool, show: Any = None) -> Any:
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


def follow_up(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="REQUEST")],
    now: Annotated[bool, typer.Option("--now", help="Leave out the time in which a letter can be taken back.")] = False,
) -> None:
    """Write the second letter: the follow-up once the date has passed, or the answer to a demand for identity."""
    s = session(ctx)
    from unlist.outbox.follow_up import queue_second

    rules = rules_of(s.settings, now=now)
    with sitting(s) as store:
        with s.home.lock():
            request = store.find_request(name, subject=s.subject)
            queue_second(store, request, at=clock.now(), rules=rules)
        done = let_leave(s, store, rules)
    if s.output.as_json:
        s.output.json(second_letter(done, request.reference))
    else:
        report(s, done)
    raise_if_failed(done)
