"""`unlist run`: everything that a scheduler does, in one command."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from unlist import clock
from unlist.commands.inbox_report import say_taken
from unlist.commands.leaving import let_leave, rules_of
from unlist.commands.opening import sitting, writing
from unlist.commands.remind import WAITING, remind_all
from unlist.commands.session import Session, session
from unlist.errors import PartlyFailed, UnlistError
from unlist.words import counted


def run(
    ctx: typer.Context,
    mail: Annotated[list[Path] | None, typer.Option("--mail", help="A Maildir or mbox to read answers from.")] = None,
) -> None:
    """Do the daily work: take up what was interrupted, fetch and read answers, remind. As often as you like."""
    s = session(ctx)
    from unlist.commands.inbox_review import each_message
    from unlist.inbox.intake import take_in

    with sitting(s) as store:
        done, unsent = _let_leave(s, store)
    with writing(s) as store:
        now, authserv_id = clock.now(), s.settings.authserv_id or None
        took = take_in(store, each_message(mail or []), at=now, authserv_id=authserv_id)
        unfetched = _fetch(store, s, took)
        results = remind_all(store, s, to="file", dry_run=False)
        yours = _waiting(store, s)
    _show(s, done, took, results, yours)
    for fault in took.faults:
        s.output.note(fault)
    if unsent:
        raise PartlyFailed(f"Letters did not leave: {unsent.message}", hint=unsent.hint)
    if unfetched:
        raise PartlyFailed(f"Mail was not fetched, or not all: {unfetched.message}", hint=unfetched.hint)
    if took.faults:
        raise PartlyFailed(f"{len(took.faults)} messages could not be read.", hint="The rest was done.")
    if yours:
        raise typer.Exit(WAITING)


def _show(s: Session, done: Any, took: Any, results: Any, yours: int) -> None:
    """Show what was done: letters, answers, digests, and what waits."""
    if s.output.as_json:
        results_of = Counter(letter.result for letter in done.handed)
        letters = {
            "handed_over": results_of["handed_over"],
            "sent": results_of["accepted"],
            "waiting": len(done.waiting),
        }
        counts = {"read": took.read, "recorded": took.recorded, "proposed": took.proposed}
        said = {"unconfirmed": took.unconfirmed, "answers": took.answers, "expiring": took.expiring}
        s.output.json({**letters, **counts, **said, "digests": len(results), "yours": yours})
        return
    for letter in done.handed:
        s.output.text(f"{letter.reference} {letter.sentence}: {letter.path or letter.broker}")
    if done.waiting:
        s.output.text(f"{counted(len(done.waiting), 'letter')} to leave later.")
    decide = took.proposed + len(took.unassigned)
    s.output.text(f"{took.read} messages read, {took.recorded} recorded, {decide} to decide on.")
    say_taken(s, took)
    for result in results:
        s.output.text(f"{'Urgent notice' if result.due.urgent else 'Digest'} for {result.subject}: {result.path}")
    s.output.text(f"{yours} things wait for you: unlist" if yours else "Nothing waits for you.")


def _let_leave(s: Session, store: Any) -> tuple[Any, UnlistError | None]:
    """Let queued letters leave; what is wrong with the settings or the server stops nothing else."""
    from unlist.outbox.dispatch import Dispatched

    try:
        done = let_leave(s, store, rules_of(s.settings), quiet=True)
    except UnlistError as problem:
        return Dispatched(), problem
    return done, done.problem


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
