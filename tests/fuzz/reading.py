"""A campaign of random mail against the reader and the mbox splitter, guided by coverage.

    make campaign [SECONDS=600]

Needs atheris (`pip install atheris`), which is no dependency of the tests. It begins with the messages of
tests/replies/messages, stops at the first defect, and writes the mail that shows it to the current directory.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["unlist.replies", "unlist.mailbox"]):
    from unlist.mailbox.mbox import messages_of
    from unlist.replies.blend import OUTCOMES
    from unlist.replies.read import read, to_json

MESSAGES = Path(__file__).parents[1] / "replies" / "messages"


def one(raw: bytes) -> None:
    """Read one message; raise where a promise is broken."""
    reply = read(raw)
    broken = [defect for defect in reply.defects if defect.startswith("could not be read")]
    if broken:
        raise AssertionError(broken[0])
    json.dumps(to_json(reply, "x.eml", explain=True)).encode()
    if reply.kind is None and OUTCOMES & set(reply.kinds):
        raise AssertionError("an outcome is claimed of a message that was not understood")
    if raw.startswith(b"From "):
        lines = [line + b"\n" for line in raw.split(b"\n")]
        if sum(len(message or b"") for message in messages_of(lines)) > len(raw) + 1:
            raise AssertionError("the mbox splitter made bytes of its own")


def main() -> None:
    """Run for as many seconds as the environment says."""
    with tempfile.TemporaryDirectory() as corpus:
        for number, path in enumerate(sorted(MESSAGES.glob("**/*.eml"))):
            (Path(corpus) / f"{number}.eml").write_bytes(path.read_bytes())
        seconds = os.environ.get("SECONDS", "600")
        atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=16384", "-timeout=20", corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
