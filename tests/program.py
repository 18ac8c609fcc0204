"""Runs `unlist` as a person would: by its entry point, in this process (fast) or in its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any

from typer.testing import CliRunner


@dataclass(frozen=True)
class Ran:
    """What a run left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        return json.loads(self.err)["error"]


def unlist(*arguments: str, typed: str = "") -> Ran:
    """Run in this process, without a terminal; `typed` comes on standard input."""
    (script,) = entry_points(group="console_scripts", name="unlist")
    done = CliRunner().invoke(script.load(), list(arguments), input=typed, prog_name="unlist")
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Ran(done.exit_code, done.stdout, done.stderr)


def process(*arguments: str, typed: str = "", code: str = "", **environment: str) -> Ran:
    """Run in a process of its own; `code` runs before the program does."""
    start = f"{code}\nimport sys\nfrom importlib.metadata import entry_points\n"
    start += "(script,) = entry_points(group='console_scripts', name='unlist')\nsys.argv[0] = 'unlist'\nscript.load()()"
    done = subprocess.run(
        [sys.executable, "-c", start, *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )
    return Ran(done.returncode, done.stdout, done.stderr)
