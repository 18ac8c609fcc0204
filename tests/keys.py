"""A terminal on which single keys are pressed: `unlist` in a process of its own, as wide and high as is said."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import sys
import time
from typing import Self

import pytest

fcntl = pytest.importorskip("fcntl", reason="this system has no pseudo-terminals")
termios = pytest.importorskip("termios", reason="this system has no pseudo-terminals")

START = (
    "import sys; from importlib.metadata import entry_points; "
    "(script,) = entry_points(group='console_scripts', name='unlist'); sys.argv[0] = 'unlist'; script.load()()"
)
PATIENCE = 60
"""Seconds after which a program that says nothing has failed."""


class Terminal:
    """Runs a command until it ends; what it shows is read as it comes."""

    def __init__(self, *words: str, columns: int = 80, lines: int = 24) -> None:
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-c", START, *words], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            env={**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        os.close(theirs)
        self.shown = ""
        self._seen = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def _read(self) -> bool:
        """Take in what was written; False once the program has ended."""
        if not select.select([self._ours], [], [], 0.05)[0]:
            return self._process.poll() is None
        try:
            got = os.read(self._ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.shown += got.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(got)

    def until(self, pattern: str) -> str:
        """Wait for text that was not waited for before; return what came up to its end."""
        deadline = time.monotonic() + PATIENCE
        while True:
            found = re.search(pattern, self.shown[self._seen :])
            if found:
                start, self._seen = self._seen, self._seen + found.end()
                return self.shown[start : self._seen]
            assert time.monotonic() < deadline, f"{pattern!r} never came: {self.shown[self._seen :]!r}"
            if not self._read():
                assert re.search(pattern, self.shown[self._seen :]), f"ended without {pattern!r}: {self.shown!r}"

    def press(self, key: str, *, wait: bool = True) -> None:
        """Press one key once the program waits for one: before that it throws keys away."""
        deadline = time.monotonic() + PATIENCE
        while wait and termios.tcgetattr(self._ours)[3] & termios.ICANON:
            assert time.monotonic() < deadline, f"it waits for no key: {self.shown[self._seen :]!r}"
            self._read()
        os.write(self._ours, key.encode())

    def type(self, line: str) -> None:
        """Type a line with Enter, as an answer to a question."""
        os.write(self._ours, f"{line}\n".encode())

    def end(self) -> int:
        """Wait for the program to end; return its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < deadline, f"it does not end: {self.shown[self._seen :]!r}"
        return self._process.wait(PATIENCE)
