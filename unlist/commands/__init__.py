"""The command line: one module a noun; each parses, calls a workflow and hands the result to unlist.output."""

from __future__ import annotations

from unlist.commands import broker, law
from unlist.commands.root import app

__all__ = ["app"]

app.add_typer(broker.app, name="broker")
app.add_typer(law.app, name="law")
