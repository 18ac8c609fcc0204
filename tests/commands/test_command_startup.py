"""What starts fast loads little: asserted on what is loaded, not on clocks."""

from __future__ import annotations

import json

import pytest
from program import process

HEAVY = {
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "pydantic",
    "httpx",
    "jinja2",
    "rich",
    "aiosmtpd",
    "holidays",
    "bs4",
    "keyring",
    "imap_tools",
}
WATCH = f"""
import atexit, json, sys
heavy = {sorted(HEAVY)!r}
atexit.register(lambda: sys.stderr.write("LOADED" + json.dumps([name for name in heavy if name in sys.modules])))
"""


def loaded(*command):
    done = process(*command, code=WATCH)
    before, _, names = done.err.rpartition("LOADED")
    assert done.code == 0, before
    return set(json.loads(names))


@pytest.mark.parametrize(
    "command", [["--help"], ["--version"], ["broker", "show", "clearview-ai"], ["broker", "list"], ["config"],
                ["broker", "search", "spokeo"], ["request", "--help"], ["law", "--help"]],
)  # fmt: skip
def test_light_commands(command):
    assert loaded(*command) == set()


def test_lists_load_no_tables(asked):
    assert loaded("request", "list") == set()
    assert loaded() == set()


def test_version_and_help_say_what_they_should():
    assert process("--version").out.startswith("unlist ")
    shown = process("--help").out
    assert "not a substitute for the advice of an attorney" in " ".join(shown.split())
    assert all(len(line) <= 100 for line in shown.splitlines())
