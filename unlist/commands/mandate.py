"""`unlist mandate`: signed permission to act for somebody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unlist.commands.group import Group
from unlist.commands.opening import parse_day, reading, writing
from unlist.commands.session import session
from unlist.errors import BadInput

app = typer.Typer(cls=Group, help="Signed permission to act for somebody.", no_args_is_help=True)
MAX_BYTES = 20 * 1024 * 1024


@app.command("add")
def add(
    ctx: typer.Context,
    document: Annotated[Path, typer.Argument(help="The signed paper, as PDF or picture.")],
    signed_on: Annotated[str, typer.Option("--signed-on", help="The day on which it was signed.")],
    expires_on: Annotated[
        str | None, typer.Option("--expires-on", help="The last day on which it holds, if it names one.")
    ] = None,
    scope: Annotated[str, typer.Option("--scope", help="What it permits, in its own words.")] = "",
) -> None:
    """Keep a mandate, encrypted, with its hash."""
    s = session(ctx)
    try:
        content = document.read_bytes()
    except OSError as problem:
        raise BadInput(f"{document} cannot be read: {problem.strerror}.", hint="Check the path.") from problem
    if not content or len(content) > MAX_BYTES:
        raise BadInput(f"{document} is empty or larger than 20 MB.", hint="Scan it again.")
    signed = parse_day(signed_on, "--signed-on")
    until = parse_day(expires_on, "--expires-on") if expires_on else None
    with writing(s) as store:
        subject = store.subject(s.subject)
        made = store.add_mandate(subject.handle, content, signed, scope, until)
    s.output.text(f"Mandate for {subject.handle}, signed on {made.signed_on}, sha256 {made.sha256}")


@app.command("show")
def show(ctx: typer.Context) -> None:
    """Show the mandates on file."""
    s = session(ctx)
    with reading(s) as store:
        subject = store.subject(s.subject)
        found = store.mandates(subject.handle)
    if s.output.as_json:
        rows = [
            {"signed_on": m.signed_on, "expires_on": m.expires_on, "scope": m.scope, "sha256": m.sha256} for m in found
        ]
        s.output.json({"subject": subject.handle, "mandates": rows})
        return
    s.output.table(
        ("signed on", "until", "scope", "sha256"),
        [(m.signed_on, m.expires_on or "", m.scope, m.sha256[:16]) for m in found],
    )
