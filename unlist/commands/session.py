"""What every command knows of this run: the global options and how to show things."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import typer

from unlist import config, home
from unlist.errors import BadInput
from unlist.output import Output


@dataclass(frozen=True)
class Session:
    """The global options of one run."""

    output: Output
    home_path: Path | None
    subject: str | None
    as_of: str | None
    no_input: bool
    yes: bool

    @property
    def home(self) -> home.Home:
        """The home that was named, else the default one."""
        return home.Home(self.home_path or home.default_home())

    @property
    def settings(self) -> config.Config:
        """The configuration, read and validated, with the servers of the provider that it names."""
        from unlist.servers.providers import filled

        return filled(config.load())

    @property
    def can_ask(self) -> bool:
        """Whether a person can be asked: only on a terminal, and not under --no-input or --json."""
        return not self.no_input and not self.output.as_json and sys.stdin.isatty() and sys.stderr.isatty()

    def ask(self, question: str, *, default: str | None = None, hidden: bool = False, flag: str = "") -> str:
        """Ask the person for a value; without a terminal raise BadInput that names what to give instead."""
        if not self.can_ask:
            raise BadInput(f"{question}: nobody can be asked here.", hint=flag or "Run this on a terminal.")
        return cast("str", typer.prompt(question, default=default, hide_input=hidden, err=True))

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Ask yes or no; --yes answers yes; without a terminal the default holds."""
        if self.yes:
            return True
        return typer.confirm(question, default=default, err=True) if self.can_ask else default


def session(ctx: typer.Context) -> Session:
    """Return the session of a command's context."""
    return cast("Session", ctx.obj)
