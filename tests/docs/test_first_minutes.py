"""README's first ten minutes, typed line by line on an empty machine, and answered as a person would."""

from __future__ import annotations

import re
import shlex

from checkout import text
from command_pages import commands, program
from terminal import type_in

BLOCK = re.compile(r"```\n(.*?)```", re.DOTALL)
ANSWERS = {
    "Is anyone looking for you": "n",
    "full name": "Maya Okonjo-Reyes",
    "Address that answers go to": "maya@example.org",
    "passphrase for this home": "quay and tide",
    "same passphrase": "quay and tide",
    "Passphrase": "quay and tide",
    "Profile url": "https://www.spokeo.com/Maya-Okonjo-Reyes/p0",
    "Write 1 letter?": "y",
    "Do you live where": "y",
    "[a]ccept": "a",
    "any other key ends": "x",
}
EXPECTED = {
    "init": "Home: ",
    "broker search": "Spokeo",
    "broker show": "privacy-requests@clearview.ai",
    "letter": "740 ILCS 14/15",
    "subject add-identifier": "seen at spokeo",
    "plan": "Unlist is not a substitute for the advice of an attorney.",
    "send": "unlist request sent --all",
    "request sent": "awaiting broker, due on ",
    "request why": "Cal. Civ. Code 1798.120",
    "inbox import": "2 messages read: 0 recorded, 1 wait for your decision, 0 known already, 1 not ours.",
    "inbox review": "We have processed your opt-out",
    "remind": "/digests/",
    "run": "0 recorded, 0 to decide on.",
}
"""What each step must show for the next to make sense."""


def steps():
    """Return the command lines of the section, as words."""
    section = text("README.md").partition("## The first ten minutes")[2].partition("\n## ")[0]
    lines = [line for block in BLOCK.findall(section) for line in block.splitlines()]
    return [words[1:] for line in lines if (words := shlex.split(line, comments=True)) and words[0] == "unlist"]


def name_of(words):
    """Return the words that name the command of a line."""
    known = {" ".join(path[1:]) for path, _ in commands(program())}
    return next(name for length in (2, 1) if (name := " ".join(words[:length])) in known)


def answer(box, reference):
    """Put the broker's answer, and a message of nobody's, where README says that answers were saved."""
    for folder in ("cur", "new", "tmp"):
        (box / folder).mkdir(parents=True)
    head = f"From: privacy@spokeo.com\r\nTo: maya@example.org\r\nSubject: Re: California [{reference}]\r\n"
    said = "We have processed your opt-out of the sale and sharing of your personal information.\r\n"
    (box / "new" / "1").write_bytes(f"{head}Message-ID: <1@spokeo.com>\r\n\r\n{said}".encode())
    (box / "new" / "2").write_bytes(b"From: a@example.net\r\nSubject: hello\r\n\r\nNothing of yours.\r\n")


def test_the_first_ten_minutes_work_as_they_are_written(tmp_path):
    world = {
        "HOME": str(tmp_path),
        "UNLIST_HOME": str(tmp_path / "data"),
        "UNLIST_CONFIG_DIR": str(tmp_path / "config"),
        "UNLIST_CACHE_DIR": str(tmp_path / "cache"),
        "UNLIST_KEY": "",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",  # a machine without a keyring asks for a passphrase
        "TERM": "xterm",
        "COLUMNS": "200",
    }
    seen = {}
    for words in steps():
        name = name_of(words)
        if name == "inbox import":
            answer(tmp_path / "Mail" / "privacy", re.search(r"UL-[0-9A-Z]{11}", seen["send"])[0])
        given = [str(tmp_path / word[2:]) if word.startswith("~/") else word for word in words]
        done = type_in(given, ANSWERS, world)
        assert done.code == 0, f"unlist {' '.join(words)}: {done.code}\n{done.shown}"
        assert EXPECTED[name] in done.shown, f"unlist {' '.join(words)}:\n{done.shown}"
        seen[name] = done.shown
    assert list(seen) == list(EXPECTED), "the steps stand in this order, and all of them"
    (letter,) = (tmp_path / "Unlist").glob("*/spokeo-*.eml")
    assert b"Maya Okonjo-Reyes" in letter.read_bytes()
