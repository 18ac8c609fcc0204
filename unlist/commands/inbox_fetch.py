"""`unlist inbox fetch` and `unlist inbox watch`: answers from the mailbox that the settings name."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unlist import clock
from unlist.commands.config_password import password_of
from unlist.commands.inbox_report import intake_record, say_intake, say_taken
from unlist.commands.opening import reading, writing
from unlist.commands.session import Session, session
from unlist.config import PASSWORDS
from unlist.errors import Locked, OutOfReach, PartlyFailed, ReadOnlyTime, UnlistError

if TYPE_CHECKING:
    from unlist.inbox.fetch import Fetched
    from unlist.mailbox.imap import Mailbox
    from unlist.store import Store

WAITING = 3
"""Exit code when something waits for the person."""


def fetch(ctx: typer.Context) -> None:
    """Fetch answers from your mailbox: only what may belong to a request, and nothing there is changed."""
    s = session(ctx)
    with writing(s) as store:
        result = fetched(s, store)
    _show(s, result)
    raise_if_partly(result)
    if result.intake.proposed or result.intake.unconfirmed or result.intake.unassigned:
        raise typer.Exit(WAITING)


def fetched(s: Session, store: Store) -> Fetched:
    """Fetch once. Raises OutOfReach or Refused when there is no connection."""
    connect, look = _ready(s, store)
    with connect() as mailbox:
        return look(mailbox, ())


def raise_if_partly(result: Fetched) -> None:
    """Raise OutOfReach when the connection was lost, PartlyFailed when something was left out."""
    if result.lost:
        raise result.lost
    first = next(iter(result.problems), None)
    if first:
        raise PartlyFailed(first.message, hint=f"{first.hint} The rest was done.".strip())
    if result.intake.faults:
        raise PartlyFailed(result.intake.faults[0], hint="The rest was taken in.")


def _ready(s: Session, store: Store) -> tuple[Callable[[], Mailbox], Callable[[Mailbox, tuple[str, ...]], Fetched]]:
    """Return how to connect, and how to look at all folders or some."""
    from unlist.inbox import fetch as workflow
    from unlist.mailbox.imap import Mailbox
    from unlist.servers.account import account_of

    settings = s.settings
    account = account_of(settings)
    password = password_of(store, account, os.environ.get(PASSWORDS["imap"]))

    def look(mailbox: Mailbox, only: tuple[str, ...]) -> Fetched:
        return workflow.fetch(
            store,
            mailbox,
            account=account.name,
            at=clock.now(),
            folders=settings.imap_folders,
            only=only,
            addresses=(settings.imap_user,),
            authserv_id=settings.authserv_id or None,
        )

    return lambda: Mailbox(account, password), look


def _show(s: Session, result: Fetched) -> None:
    took = result.intake
    problems = [problem.message for problem in result.problems]
    if s.output.as_json:
        told = intake_record(took) | {"faults": [*took.faults, *problems]}
        s.output.json({"folders": result.folders, "looked_at": result.looked_at, "sent": result.sent, **told})
    else:
        for reference in result.sent:
            s.output.text(f"{reference} lies in your Sent folder: it left, and its clock runs.")
        say_intake(s, took, first=f"{result.looked_at} new messages looked at, {took.read} of them read")
    for fault in (*took.faults, *(f"{problem.message} {problem.hint}" for problem in result.problems)):
        s.output.note(fault.strip())


def watch(
    ctx: typer.Context,
    every: Annotated[
        int, typer.Option("--every", metavar="SECONDS", min=1, help="How often folders other than INBOX are looked at.")
    ] = 300,
) -> None:
    """Wait for answers and take each in as it comes, until Ctrl-C. Other commands can be used meanwhile."""
    s = session(ctx)
    if s.as_of:
        raise ReadOnlyTime("Mail comes today: --as-of is for looking.", hint="Leave --as-of away.")
    from unlist.inbox.watch import watch as workflow

    # The lock is held for each look at the mailbox; while it waits others may write.
    with reading(s) as store:
        connect, look = _ready(s, store)
        told: set[str] = set()

        def take(mailbox: Mailbox, only: tuple[str, ...]) -> None:
            try:
                with s.home.lock():
                    result = look(mailbox, only)
            except Locked:
                return  # another command is at work; what came is still there at the next look
            _tell(s, result, told)
            if result.lost:
                raise result.lost

        def lost(problem: OutOfReach, pause: float) -> None:
            s.output.note(f"{problem.message} It is tried again in {pause:.0f} seconds.")

        s.output.note("Waiting for mail; Ctrl-C ends it.")
        try:
            workflow(connect, take, every=every, tell=lost)
        except KeyboardInterrupt:
            s.output.note("Ended. Everything up to here is kept.")


def _tell(s: Session, result: Any, told: set[str]) -> None:
    """Show what was taken in, a line each, and what goes wrong the first time that it does."""
    took = result.intake
    for line in took.taken:
        s.output.text(line)
    say_taken(s, took)
    for line in took.unassigned:
        s.output.text(f"You say whose: {line}")
    problems: list[UnlistError] = result.problems
    for words in (*took.faults, *(f"{problem.message} {problem.hint}" for problem in problems)):
        if words not in told:
            s.output.note(words.strip())
        told.add(words)
    sys.stdout.flush()  # whoever reads this through a pipe wants each line when it comes
