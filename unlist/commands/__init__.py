"""The command line: one module a noun; each parses, calls a workflow and hands the result to unlist.output."""

from __future__ import annotations

from unlist.commands import broker
from unlist.commands.root import app

__all__ = ["app"]

app.add_typer(broker.app, name="broker")
