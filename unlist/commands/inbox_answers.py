"""`unlist inbox answers`: what the person's own mail to Unlist proposes, confirmed or set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from unlist.commands.opening import reading, writing
from unlist.commands.session import Session, session
from unlist.errors import BadInput


def answers(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="REQUEST", help="Its reference, the start of it, or the broker's slug.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="It is as you wrote: record it.")] = False,
    dismiss: Annotated[bool, typer.Option("--dismiss", help="Record nothing of it.")] = False,
) -> None:
    """Confirm what you answered to a digest by mail, or set it aside.

    A digest is answered from your own address, one command a line: `snooze 2 7d` sets the second item aside (`wait` is
    the same; also `2w` for weeks, or a day), `stop 2` ends reminders of it and withdraws nothing, `note 2 TEXT` keeps a
    remark, `done 2` says that you did it. An item is its number in the digest or its reference; where the digest speaks
    of one request only, it may be left out. Where the sender is proved (setting `authserv_id`) this acts by itself, but
    for `done`; everything else, and each line that was not understood, waits here.
    """
    s = session(ctx)
    if accept and dismiss:
        raise BadInput("--accept and --dismiss exclude each other.")
    if (accept or dismiss) and not name:
        raise BadInput("Which request?", hint="Name it: unlist inbox answers shows them.")
    if accept or dismiss:
        _decide(s, str(name), accept=accept)
    else:
        _list(s, name)


def _decide(s: Session, name: str, *, accept: bool) -> None:
    from unlist.clock import now
    from unlist.commands.wording import stands
    from unlist.inbox import proposals as workflow

    with writing(s) as store:
        facts = store.find_request(name, subject=s.subject)
        item = workflow.of_request(workflow.proposals(store, subject=s.subject), facts.reference)[0]
        recorded = (workflow.confirm if accept else workflow.dismiss)(store, item, at=now())
        state = store.state(facts.id)
    if s.output.as_json:
        s.output.json({"reference": facts.reference, "status": state.status, "recorded": list(recorded)})
        return
    what = ", ".join(kind.replace("_", " ") for kind in recorded)
    s.output.text(f"{facts.reference}: {what}; {stands(state.status, state.reason, state.outcome)}")


def _list(s: Session, name: str | None) -> None:
    from unlist.inbox import proposals as workflow

    with reading(s) as store:
        waiting = workflow.proposals(store, subject=s.subject)
        if name:
            waiting = workflow.of_request(waiting, store.find_request(name, subject=s.subject).reference)
        shown = [(item, workflow.would_record(store, item)) for item in waiting]
    if s.output.as_json:
        s.output.json({"waiting": [_as_json(item, events) for item, events in shown]})
        return
    if not shown:
        s.output.text("No answer of yours waits.")
        return
    for item, events in shown:
        s.output.text(f"{item.request.reference}  {item.request.broker}: written on {item.written_on.isoformat()}")
        if not item.proved:
            s.output.text("  The sender was not proved. Confirm it only if you wrote it.")
        for words, kind in events:
            s.output.text(f"  {words}: {f'would be recorded as {kind}' if kind else 'cannot be recorded as it stands'}")
        for line in item.unclear:
            s.output.text(f"  not understood: {line}")
    s.output.note("Decide: unlist inbox answers REQUEST --accept or --dismiss")


def _as_json(item: Any, events: Sequence[tuple[str, str | None]]) -> dict[str, Any]:
    return {
        "request": item.request.reference,
        "broker": item.request.broker,
        "written_on": item.written_on,
        "proved": item.proved,
        "proposes": [{"words": words, "event": kind} for words, kind in events],
        "unclear": list(item.unclear),
    }
