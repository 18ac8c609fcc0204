"""Runs `unlist` in a process of its own on a terminal, as a person does who answers what is asked."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
termios = pytest.importorskip("termios", reason="this system has no pseudo-terminals")

START = (
    "import sys; from importlib.metadata import entry_points; "
    "(script,) = entry_points(group='console_scripts', name='unlist'); sys.argv[0] = 'unlist'; script.load()()"
)
PATIENCE = 120
"""Seconds after which a command that says nothing has failed."""
_COLORS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Typed:
    """What a command showed, and how it ended."""

    code: int
    shown: str


def type_in(words: list[str], answers: Mapping[str, str], environment: Mapping[str, str]) -> Typed:
    """Run `unlist` with `words`, and give each prompt that holds a key of `answers` its value: as a line, or, where
    the program waits for a single key, as it is.

    Fails when something else is asked for, as a person would be at a loss.
    """
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", START, *words]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **environment}, start_new_session=True
    )
    os.close(theirs)
    shown = ""
    answered = 0
    last = time.monotonic()
    while True:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                got = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                got = b""
            if not got:
                break
            shown += got.decode("utf-8", "replace")
            last = time.monotonic()
        elif process.poll() is not None:
            break
        by_key = not termios.tcgetattr(ours)[3] & termios.ICANON
        unanswered = shown[answered:]
        prompt = unanswered.rstrip().rpartition("\n")[2] if by_key else unanswered.rpartition("\n")[2]
        if by_key or prompt.endswith(": "):  # the space comes last, when the answer is being waited for
            fitting = [value for words_of, value in answers.items() if words_of in prompt]
            if fitting:
                os.write(ours, f"{fitting[0]}{'' if by_key else chr(10)}".encode())
                answered = len(shown)
        if time.monotonic() - last > PATIENCE:
            process.kill()
            break
    os.close(ours)
    return Typed(process.wait(), _COLORS.sub("", shown).replace("\r\n", "\n"))
