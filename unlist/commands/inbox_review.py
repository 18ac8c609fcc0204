"""`unlist inbox import` and `unlist inbox review`: answers in, then one decision each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from unlist.commands.broker_lessons import tell
from unlist.commands.group import Group
from unlist.commands.inbox_answers import say_taken
from unlist.commands.opening import parse_day, reading, writing
from unlist.commands.session import Session, session
from unlist.errors import BadInput, PartlyFailed, UnlistError
from unlist.words import ReplyKind

app = typer.Typer(cls=Group, help="Answers: read them in, decide what each means.", no_args_is_help=True)

SHOWN_LINES = 30
"""Lines of a message that the review shows before it says that there is more."""


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
        s.output.json(
            {
                "read": result.read,
                "recorded": result.recorded,
                "proposed": result.proposed,
                "unconfirmed": result.unconfirmed,
                "known": result.known,
                "foreign": result.foreign,
                "unassigned": result.unassigned,
                "answers": result.answers,
                "expiring": result.expiring,
                "faults": result.faults,
            }
        )
    else:
        s.output.text(
            f"{result.read} messages read: {result.recorded} recorded, {result.proposed} wait for your decision, "
            f"{result.known} known already, {result.foreign} not ours."
        )
        say_taken(s, result)
        for line in result.unassigned:
            s.output.text(f"Not assigned: {line}. If it is one of yours: unlist inbox import FILE --assign REQUEST")
        if result.proposed:
            s.output.note("Next: unlist inbox review")
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
    dismiss: Annotated[bool, typer.Option("--dismiss", help="Seen; it changes nothing.")] = False,
    until: Annotated[str | None, typer.Option("--until", help="An extension: the day that it names.")] = None,
) -> None:
    """Decide on answers: see the words, agree, correct, or set aside."""
    s = session(ctx)
    if sum((accept, as_kind is not None, dismiss)) > 1:
        raise BadInput("--accept, --as and --dismiss exclude each other.")
    deciding = accept or as_kind is not None or dismiss
    if deciding and not message:
        raise BadInput("Which message?", hint="Name it: unlist inbox review --list shows them.")
    if deciding:
        _decide_one(s, str(message), as_kind=as_kind, dismissed=dismiss, until=until)
    elif list_only or not s.can_ask:
        _list(s, message)
    else:
        _loop(s, message)


def _decide_one(s: Session, name: str, *, as_kind: ReplyKind | None, dismissed: bool, until: str | None) -> None:
    day = parse_day(until, "--until") if until else None
    from unlist.clock import now
    from unlist.inbox import review as workflow

    with writing(s) as store:
        waiting = workflow.pending(store, subject=s.subject, authserv_id=s.settings.authserv_id or None)
        item = workflow.pick(waiting, name)
        if dismissed:
            workflow.dismiss(store, item, at=now())
        else:
            workflow.accept(store, item, at=now(), kind=as_kind, until=day)
            tell(s, store, item.request.broker)
        state = store.state(item.request.id)
    s.output.text(
        f"{item.request.reference}: {state.status.replace('_', ' ')} {state.outcome or state.reason}".rstrip()
    )


def _list(s: Session, name: str | None) -> None:
    from unlist.inbox.review import chosen, pending

    with reading(s) as store:
        waiting = pending(store, subject=s.subject, authserv_id=s.settings.authserv_id or None)
    found = chosen(waiting, name) if name else waiting
    if s.output.as_json:
        s.output.json({"pending": [_as_json(item) for item in found]})
        return
    if not found:
        s.output.text("No answer waits for you.")
        return
    for item in found if name else ():
        _show(s, item)
    if not name:
        rows = [(i.message[-12:], i.request.reference, i.request.broker, _words(i.reply.kind)) for i in found]
        s.output.table(("message", "request", "broker", "reads as"), rows)
    s.output.note("Decide: unlist inbox review NAME --accept, --as KIND or --dismiss")


def _words(kind: ReplyKind | None) -> str:
    return kind.replace("_", " ") if kind else "not understood"


def _as_json(item: Any) -> dict[str, Any]:
    return {
        "message": item.message,
        "request": item.request.reference,
        "broker": item.request.broker,
        "how": item.how,
        "from": item.reply.from_address,
        "kind": item.reply.kind,
        "kinds": list(item.reply.kinds),
        "confidence": item.reply.confidence,
        "authentication": item.reply.authentication,
        "proposal": item.proposal,
        "reply_text": item.reply.reply_text,
        "why": [{"kind": f.kind, "rule": f.rule, "sentence": f.sentence} for f in item.reply.findings],
    }


def _show(s: Session, item: Any) -> None:
    reply = item.reply
    out = s.output
    out.text(f"\n{item.request.reference}  {item.request.broker}: {item.request.right.replace('_', ' ')}")
    out.text(f"From {reply.from_address}, {reply.date.date() if reply.date else 'undated'} · {item.how}")
    if reply.authentication != "pass":
        out.text(f"The sender was not proved (authentication: {reply.authentication}).")
    lines = reply.reply_text.strip().splitlines()
    for line in lines[:SHOWN_LINES]:
        out.text(f"  | {line}")
    if len(lines) > SHOWN_LINES:
        out.text(f"  | … {len(lines) - SHOWN_LINES} more lines")
    for defect in reply.defects:
        out.text(f"  ({defect})")
    for url in reply.asks.urls:
        out.text(f"  link (not opened): {url[:200]}")
    if reply.kind is None:
        out.text("Not understood: you decide what it is.")
    else:
        out.text(f"Reads as: {reply.kind.replace('_', ' ')}")
        for finding in reply.findings[:3]:
            out.text(f"  because: {finding.sentence.strip()[:160]}")


def _loop(s: Session, name: str | None) -> None:
    from unlist.clock import now
    from unlist.inbox import review as workflow

    with writing(s) as store:
        waiting = workflow.pending(store, subject=s.subject, authserv_id=s.settings.authserv_id or None)
        found = workflow.chosen(waiting, name) if name else waiting
        if not found:
            s.output.text("No answer waits for you.")
        for item in found:
            _show(s, item)
            keys = "[a]ccept, " if item.reply.kind else ""
            answer = s.ask(f"{keys}a kind, [d]ismiss, [l]ater, [q]uit", default="l").strip().lower()
            if answer == "q":
                return
            if answer == "d":
                workflow.dismiss(store, item, at=now())
            elif answer == "a" and item.reply.kind:
                workflow.accept(store, item, at=now())
            elif answer in set(ReplyKind):
                workflow.accept(store, item, at=now(), kind=ReplyKind(answer))
            elif answer != "l":
                s.output.note(f"{answer!r} is no answer; left for later. Kinds: {', '.join(ReplyKind)}")
