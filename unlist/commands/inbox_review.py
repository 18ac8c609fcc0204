"""`unlist inbox import` and `unlist inbox review`: answers in, then one decision each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from unlist.commands.group import Group
from unlist.commands.inbox_decide import Wish, decide
from unlist.commands.inbox_report import intake_record, say_intake
from unlist.commands.inbox_words import says
from unlist.commands.opening import reading, sitting, writing
from unlist.commands.session import Session, session
from unlist.errors import BadInput, PartlyFailed, UnlistError
from unlist.words import ReplyKind

app = typer.Typer(cls=Group, help="Answers: read them in, decide what each means.", no_args_is_help=True)


def each_message(paths: list[Path]) -> Iterator[tuple[str, bytes | UnlistError]]:
    """Yield every message in files, mboxes and Maildirs, with a name for reports."""
    from unlist.mailbox import open_path

    for path in paths:
        for index, raw in open_path(path):
            yield (str(path) if index is None else f"{path} no. {index}"), raw


@app.command("import")
def import_(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help=".eml files, mbox files or Maildirs.")],
    assign: Annotated[str | None, typer.Option("--assign", help="The request these messages belong to.")] = None,
) -> None:
    """Read answers in. Only mail that belongs to a request is kept; of the rest nothing is."""
    s = session(ctx)
    from unlist.clock import now
    from unlist.inbox.intake import take_in

    with writing(s) as store:
        request = store.find_request(assign, subject=s.subject) if assign else None
        result = take_in(
            store, each_message(paths), at=now(), authserv_id=s.settings.authserv_id or None, assign=request
        )
    if s.output.as_json:
        s.output.json(intake_record(result))
    else:
        say_intake(s, result, first=f"{result.read} messages read")
    for fault in result.faults:
        s.output.note(fault)
    if result.faults:
        raise PartlyFailed(f"{len(result.faults)} could not be read.", hint="The others were taken in.")


@app.command("review")
def review(
    ctx: typer.Context,
    message: Annotated[str | None, typer.Argument(help="The end of its id, or its request: reference or slug.")] = None,
    list_only: Annotated[bool, typer.Option("--list", help="Only list what waits.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Take it as it was read.")] = False,
    as_kind: Annotated[ReplyKind | None, typer.Option("--as", help="Take it as this instead.")] = None,
    dismiss: Annotated[
        bool, typer.Option("--dismiss", help="Seen; it changes nothing. One that is nobody's yet is erased.")
    ] = False,
    until: Annotated[str | None, typer.Option("--until", help="An extension: the day that it names.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Somebody else is responsible: who.")] = None,
    assign: Annotated[str | None, typer.Option("--assign", help="It belongs to this request: move it there.")] = None,
    also: Annotated[
        list[str] | None, typer.Option("--also", help="It answers this request too; may be repeated.")
    ] = None,
    of: Annotated[str | None, typer.Option("--of", help="Which of its requests, where it answers several.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last decision on it back.")] = False,
    seq: Annotated[
        int | None, typer.Option("--seq", help="Refuse if its request went on since this event, as --json gave it.")
    ] = None,
) -> None:
    """Decide on answers: see the words, agree, correct, move, split or set aside. On a terminal, one key each."""
    s = session(ctx)
    wish = Wish(accept, as_kind, dismiss, undo, assign, tuple(also or ()), until, to, of, seq)
    wish.check()
    if wish.decides and not message:
        raise BadInput("Which message?", hint="Name it: unlist inbox review --list shows them.")
    if wish.decides:
        decide(s, str(message), wish)
    elif list_only or not (s.can_ask and sys.stdout.isatty()):
        _list(s, message)
    else:
        _sit(s, message)


def _list(s: Session, name: str | None) -> None:
    from unlist.inbox.sitting import find_waiting
    from unlist.inbox.view import view_of

    with reading(s) as store:
        found = find_waiting(store, subject=s.subject, authserv_id=s.settings.authserv_id or None, name=name)
        views = [view_of(store, item) for item in found]
    if s.output.as_json:
        from unlist.commands.inbox_record import waiting_record

        s.output.json({"pending": [waiting_record(view) for view in views]})
        return
    if not views:
        s.output.text("No answer waits for you.")
        return
    if name:
        for view in views:
            _print(s, view)
    else:
        columns = ("message", "request", "broker", "reads as")
        s.output.table(columns, [(v.message[-12:], *_whose(v), f"it {says(v.reply.kind)}") for v in views])
    s.output.note("Decide: unlist inbox review MESSAGE --accept, --as KIND, --assign REQUEST or --dismiss")


def _whose(view: Any) -> tuple[str, str]:
    return (view.request.reference, view.request.broker) if view.request else ("which one?", view.reply.from_address)


def _print(s: Session, view: Any) -> None:
    """Show one message whole, where nobody can be asked."""
    from unlist.commands.inbox_screen import WIDEST, screen

    for line in screen(view, width=WIDEST, height=10_000):
        s.output.text(line)


def _sit(s: Session, name: str | None) -> None:
    from unlist.commands.inbox_loop import review_loop
    from unlist.inbox.sitting import find_waiting

    with sitting(s) as store:
        found = find_waiting(store, subject=s.subject, authserv_id=s.settings.authserv_id or None, name=name)
        if not found:
            s.output.text("No answer waits for you.")
            return
        review_loop(s, store, found)
