"""Formatters: what a command shows, as a table on a terminal, as plain text in a pipe, or as JSON.

Data goes to stdout, progress and errors to stderr. Text that came from outside never reaches the terminal with
control characters in it.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unlist.errors import UnlistError

SCHEMA = 1
_KEPT = frozenset("\n\t")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(text: str) -> str:
    """Return `text` without control, bidirectional and invisible characters; line feeds and tabs stay."""
    return "".join(c if c in _KEPT or unicodedata.category(c) not in _HIDDEN else "\ufffd" for c in text)


@dataclass(frozen=True)
class Output:
    """How this run of the program shows things."""

    as_json: bool = False
    quiet: bool = False
    no_color: bool = False

    @property
    def draws(self) -> bool:
        """Whether tables are drawn: only on a terminal, never for JSON."""
        return not self.as_json and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    def json(self, payload: Mapping[str, Any]) -> None:
        """Write one JSON document with its schema number."""
        sys.stdout.write(json.dumps({"schema": SCHEMA, **payload}, ensure_ascii=False, indent=2, default=str) + "\n")

    def json_line(self, payload: Mapping[str, Any]) -> None:
        """Write one JSON object on one line, as it is."""
        sys.stdout.write(json.dumps(payload, ensure_ascii=False, default=str) + "\n")

    def text(self, text: str = "") -> None:
        """Write text to stdout."""
        sys.stdout.write(clean(text) + "\n")

    def note(self, text: str) -> None:
        """Write progress or advice to stderr, unless --quiet."""
        if not self.quiet:
            sys.stderr.write(clean(text) + "\n")

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[object]], *, title: str = "") -> None:
        """Write rows as a drawn table on a terminal, tab-separated otherwise."""
        if not self.draws:
            self._tabs(columns, rows)
            return
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(*columns, title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
        for row in rows:
            table.add_row(*(Text(clean(str(cell))) for cell in row))
        Console(no_color=self.no_color, highlight=False).print(table)

    def _tabs(self, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        for row in (columns, *rows):
            sys.stdout.write("\t".join(" ".join(clean(str(cell)).split()) for cell in row) + "\n")

    def error(self, problem: UnlistError) -> None:
        """Write one error to stderr: a line and its hint, or a JSON document under --json."""
        if self.as_json:
            body = {"message": problem.message, "hint": problem.hint, "exit_code": problem.exit_code}
            sys.stderr.write(json.dumps({"schema": SCHEMA, "error": body}, ensure_ascii=False) + "\n")
            return
        line = " ".join(f"{problem.message} {problem.hint}".split())
        sys.stderr.write(f"unlist: {clean(line)}\n")
