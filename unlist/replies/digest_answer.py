"""What the person's answer to a digest says: one command a line, and nothing guessed. Pure.

    snooze 2 7d     set the second item aside for seven days; also `2 weeks`, or a day such as 2026-12-24
    wait 2 14d      the same, for a broker that asked for time
    stop 2          no more reminders of it
    note 2 TEXT     keep a remark
    done 2          it is done, as the person says

The item is its number in the digest or its reference, and may stand before the command ("2: done"). Where the digest
speaks of one request only it may be left out; a bare number then belongs to the text of a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from unlist import reference

Verb = Literal["snooze", "stop", "note", "done"]

MOST_LINES = 40
"""Lines that are read; nobody has more to say to a digest."""
LONGEST_LINE = 1_000
MOST_DAYS = 365

_ITEM = r"(?:#?\d{1,3}|[Uu][Ll1][-\u2010-\u2015]\w{11})"
_LINE = re.compile(
    rf"(?:(?P<item>{_ITEM})[:.),]?\s+)?(?P<verb>wait|snooze|stop|note|done)(?![\w-])[:,]?\s*(?P<rest>.*)", re.IGNORECASE
)
_FIRST = re.compile(rf"(?P<item>{_ITEM})(?:[:.),]?\s+(?P<rest>.*)|[:.),]?$)")
_SPAN = re.compile(r"(?P<number>\d{1,4})\s?(?P<unit>d|days?|w|weeks?)", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEEK = 7


@dataclass(frozen=True)
class Command:
    """One thing that the person wants done with a request. `until`: snooze; `text`: note."""

    verb: Verb
    reference: str
    until: date | None = None
    text: str = ""


@dataclass(frozen=True)
class Unclear:
    """A line that is no command, and why; `reference` where it names a request of the digest."""

    line: str
    why: str
    reference: str | None = None


@dataclass(frozen=True)
class DigestAnswer:
    """Everything that an answer says, in its order."""

    commands: tuple[Command, ...] = ()
    unclear: tuple[Unclear, ...] = ()


def read_answer(text: str, references: Sequence[str], written_on: date) -> DigestAnswer:
    """Read the new text of an answer to a digest whose items are about `references`, in their order.

    Days are counted from `written_on`. Each line is a command or unclear; one that comes twice counts once.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    commands: list[Command] = []
    unclear: list[Unclear] = []
    for line in lines[:MOST_LINES]:
        found = _command(line[:LONGEST_LINE], references, written_on)
        if isinstance(found, Unclear):
            unclear.append(found)
        elif found not in commands:
            commands.append(found)
    if len(lines) > MOST_LINES:
        unclear.append(Unclear(lines[MOST_LINES], f"only {MOST_LINES} lines are read"))
    return DigestAnswer(tuple(commands), tuple(unclear))


def _command(line: str, references: Sequence[str], written_on: date) -> Command | Unclear:
    match = _LINE.fullmatch(line)
    if match is None:
        return Unclear(line, "it is no command")
    verb, item, rest = match["verb"].lower(), match["item"], match["rest"].strip()
    if item is None:
        item, rest = _split(verb, rest, references)
    about = _about(item, references)
    if about is None:
        return Unclear(line, "it does not say which item" if item is None else f"no item is called {item}")
    if verb == "note":
        return Command("note", about, text=rest) if rest else Unclear(line, "the note is empty", about)
    rest = rest.rstrip(".!")
    if verb in {"stop", "done"}:
        return Unclear(line, f"more than an item stands after {verb}", about) if rest else _plain(verb, about)
    until = _until(rest, written_on)
    if isinstance(until, str):
        return Unclear(line, until, about)
    return Command("snooze", about, until=until)


def _plain(verb: str, about: str) -> Command:
    return Command("stop" if verb == "stop" else "done", about)


def _split(verb: str, rest: str, references: Sequence[str]) -> tuple[str | None, str]:
    """Return the item that the words after a command begin with, and the others."""
    bare = rest if verb == "note" else rest.rstrip(".!")
    if verb in {"wait", "snooze"} and (_SPAN.fullmatch(bare) or _DAY.fullmatch(bare)):
        return None, rest  # "7 days" is a time, and no item of that number
    first = _FIRST.fullmatch(bare)
    if first is None or (verb == "note" and first["item"].isdigit() and len(set(references)) == 1):
        return None, rest
    return first["item"], first["rest"] or ""


def _about(item: str | None, references: Sequence[str]) -> str | None:
    """Return the request that is meant: the one of the number or reference, or the only one."""
    if item is None:
        return references[0] if len(set(references)) == 1 else None
    bare = item.removeprefix("#")
    if bare.isdigit():
        return references[int(bare) - 1] if 0 < int(bare) <= len(references) else None
    named = reference.normalize(item)
    return named if named in references else None


def _until(rest: str, written_on: date) -> date | str:
    """Return the day until which something is set aside, or why it is not known."""
    if span := _SPAN.fullmatch(rest):
        days = int(span["number"]) * (_WEEK if span["unit"].lower().startswith("w") else 1)
        return written_on + timedelta(days=days) if 0 < days <= MOST_DAYS else f"it may be 1 to {MOST_DAYS} days"
    if not _DAY.fullmatch(rest):
        return "it does not say for how long, such as 7d"
    try:
        day = date.fromisoformat(rest)
    except ValueError:
        return f"{rest} is no day"
    ahead = (day - written_on).days
    return day if 0 < ahead <= MOST_DAYS else f"it may be 1 to {MOST_DAYS} days ahead"
