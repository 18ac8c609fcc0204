"""Formatters: what a command shows, as a table on a terminal, as plain text in a pipe, or as JSON.

Data goes to stdout, progress and errors to stderr. Text that came from outside never reaches the terminal with
control characters in it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unlist.errors import UnlistError

SCHEMA = 1
_KEPT = frozenset("\n\t")
_HALVES = re.compile("[\ud800-\udfff]")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(text: str) -> str:
    """Return `text` without control, bidirectional and invisible characters; line feeds and tabs stay."""
    return "".join(c if c in _KEPT or unicodedata.category(c) not in _HIDDEN else "\ufffd" for c in text)


def _broken(line: str) -> str:
    """Return a line broken to the width of the terminal, what follows indented like its beginning."""
    width = shutil.get_terminal_size().columns
    inner = line.lstrip()
    if len(line) <= width or inner.startswith("unlist "):
        return line
    indent = line[: len(line) - len(inner)]
    return textwrap.fill(
        inner,
        width,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _dumped(payload: Mapping[str, Any], indent: int | None = None) -> str:
    """Return JSON as people can read it; halves of characters out of broken mail stand as escapes.

    Where the stream cannot hold every character, all but ASCII are escapes: a document stays whole.
    """
    every = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    text = json.dumps(payload, ensure_ascii=not every, indent=indent, default=str)
    return _HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


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
        sys.stdout.write(_dumped({"schema": SCHEMA, **payload}, indent=2) + "\n")

    def json_line(self, payload: Mapping[str, Any]) -> None:
        """Write one JSON object on one line, as it is."""
        sys.stdout.write(_dumped(payload) + "\n")

    def text(self, text: str = "") -> None:
        """Write text to stdout; on a terminal long lines are broken between words, commands to paste never."""
        lines = clean(text).split("\n")
        sys.stdout.write("\n".join(map(_broken, lines) if self.draws else lines) + "\n")

    def note(self, text: str) -> None:
        """Write progress or advice to stderr, unless --quiet."""
        if not self.quiet:
            lines = clean(text).split("\n")
            sys.stderr.write("\n".join(map(_broken, lines) if sys.stderr.isatty() else lines) + "\n")

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[object]], *, title: str = "") -> None:
        """Write rows as a drawn table on a terminal, tab-separated otherwise."""
        if not self.draws:
            self._tabs(columns, rows)
            return
        from rich import box
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
        for column in columns:
            # What cannot be cut, such as a slug to copy, goes on in the next line.
            table.add_column(column, overflow="fold")
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
            sys.stderr.write(_dumped({"schema": SCHEMA, "error": body}) + "\n")
            return
        line = " ".join(f"{problem.message} {problem.hint}".split())
        sys.stderr.write(f"unlist: {clean(line)}\n")
