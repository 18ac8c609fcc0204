"""`unlist inbox classify`: what messages are, one line each, without a home and without a configuration."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from unlist.commands.session import Session, session
from unlist.errors import PartlyFailed, UnlistError


def classify(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help=".eml files, mbox files, Maildirs or folders of .eml files.")],
    authserv_id: Annotated[
        str | None, typer.Option("--authserv-id", metavar="HOST", help="The mail server whose findings are believed.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Also the sentences and headers that decided.")] = False,
) -> None:
    """Say what messages are: one line each, in the order of input. Needs no home and keeps nothing."""
    s = session(ctx)
    from unlist.mailbox import open_path
    from unlist.replies.read import read

    unreadable = 0
    for path in paths:
        for index, raw in open_path(path):
            if isinstance(raw, UnlistError):
                unreadable += 1
                _unreadable(s, path, index, raw)
            else:
                _show(s, path, index, read(raw, authserv_id=authserv_id), explain=explain)
    if unreadable:
        what = "one path" if unreadable == 1 else f"{unreadable} paths"
        raise PartlyFailed(f"{what[0].upper()}{what[1:]} could not be read.", hint="The others are shown.")


def _show(s: Session, path: Path, index: int | None, reply: Any, *, explain: bool) -> None:
    from unlist.replies.read import to_json

    if s.output.as_json:
        s.output.json_line(to_json(reply, _name(path), index, explain=explain))
        return
    where = _name(path) if index is None else f"{_name(path)} no. {index}"
    s.output.text(f"{where}: {reply.kind or 'not understood'} ({reply.from_address}, {reply.subject[:60]})")
    if explain:
        for finding in reply.findings:
            s.output.text(f"  {finding.kind} [{finding.rule}]: {finding.sentence[:160]}")
    for note in (*reply.notes, *reply.defects) if explain else reply.defects:
        s.output.text(f"  {note}")


def _unreadable(s: Session, path: Path, index: int | None, problem: UnlistError) -> None:
    if s.output.as_json:
        number = {} if index is None else {"index": index}
        s.output.json_line({"path": _name(path), **number, "error": _clean(problem.message)})
    else:
        s.output.text(f"{_name(path)}: {_clean(problem.message)}")


def _name(path: Path) -> str:
    """Return a path as text that any program can print: a name that is no UTF-8 shows its strange bytes as �."""
    return os.fsencode(path).decode("utf-8", "replace")


def _clean(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
