"""Drawing a digest: subject, text and HTML from one view.

In safety mode somebody may look over a shoulder, or into the mailbox. Then a digest holds no program name, no broker,
no law and no command (a command is the program's name): how much there is to do, by when, and references. What they
stand for is seen in the program itself. The subject is the same every time.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined  # noqa: TID253 - this module is made for it
from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: TID253 - as above
from markupsafe import Markup, escape

from unlist.reminders import wording
from unlist.reminders.due import Due
from unlist.reminders.items import Item
from unlist.words import counted

PROGRAM = "Unlist"
NEUTRAL = "Notes"
"""What a digest calls itself in safety mode, in the sender's name and subject too."""
ANSWER = "Answer this mail, a line each: snooze 1 7d, stop 1, done 1, note 1 TEXT"
"""By number, as items are numbered; what it can be beside that stands in docs/commands.md."""
KEEP = "Keep this line in an answer:"
WIDTH = 76
"""Columns of the text part (RFC 5322 2.1.1 recommends at most 78); commands stand on one line however long."""

_CODE = re.compile(r"`([^`]+)`")
_INLINE = r'<code style="font:.93em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace">\1</code>'
_NUMBERED = re.compile(r"(\b\d+) (?=[a-z])")
_JOINED = "\x1f"
"""Stands for a space that no line ends at; text from outside holds none, as it was cleaned."""


@dataclass(frozen=True)
class Digest:
    """One digest as it goes out. `title` is what it calls itself, `code` by what an answer to it is known."""

    id: str
    code: str
    answerable: bool
    title: str
    subject_line: str
    text: str
    html: str


def draw(
    due: Due,
    *,
    digest_id: str,
    code: str,
    today: date,
    safety_mode: bool = False,
    whom: str = "",
    program: str = "unlist",
    answerable: bool = False,
) -> Digest:
    """Draw a digest. The subject holds nothing personal and no broker: counts, in safety mode not even those.

    `whom`: whose requests these are, where a home has several people. `program` is how a command begins.
    `answerable`: an answer by mail will be read, and the digest says how to write one.
    """
    title = NEUTRAL if safety_mode else PROGRAM
    template = "digest_neutral.en" if safety_mode else "digest.en"
    values = {
        "title": title,
        "today": wording.day(today, weekday=True),
        "whom": whom,
        "lead": _lead(due),
        "due": due,
        "minutes": sum(item.minutes for item in due.tasks),
        "rows": [] if due.urgent else _rows(due),
        "program": program,
        "answer": ANSWER if answerable and due.items else "",
        "code": f"{KEEP} {code}",
    }
    text = _environment().get_template(f"{template}.txt.j2").render(values)
    return Digest(
        id=digest_id,
        code=code,
        answerable=answerable and bool(due.items),
        title=title,
        subject_line=title if safety_mode else f"{title}: {_subject(due)}",
        text=re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
        html=_environment().get_template(f"{template}.html.j2").render(values) + "\n",
    )


def _subject(due: Due) -> str:
    if due.urgent:
        return "1 link or code expires soon" if len(due.tasks) == 1 else f"{len(due.tasks)} links or codes expire soon"
    if due.monthly:
        return f"{due.counts.open} still open"
    changes = len(due.changes) + due.more_changes
    parts = [
        f"{len(due.tasks)} for you" if due.tasks else "",
        f"{len(due.overdue)} late" if due.overdue else "",
        counted(changes, "update") if changes else "",
    ]
    return ", ".join(part for part in parts if part)


def _lead(due: Due) -> str:
    """Return the first sentences: what this digest is about, with its numbers."""
    if due.urgent:
        return "A link or code expires soon." if len(due.tasks) == 1 else f"{_subject(due)}."
    if due.monthly:
        listed = due.tasks or due.overdue
        return f"Nothing new is due. This is {'what is still open' if listed else 'how things stand'}."
    sentences = []
    if due.tasks:
        spent = wording.minutes(sum(item.minutes for item in due.tasks))
        sentences.append(f"{counted(len(due.tasks), 'task')} for you{f', {spent}' if spent else ''}.")
    if due.overdue:
        late = len(due.overdue)
        sentences.append("1 answer is late." if late == 1 else f"{late} answers are late.")
    changes = len(due.changes) + due.more_changes
    if changes:
        sentences.append(f"{counted(changes, 'thing')} changed.")
    return " ".join(sentences)


def _rows(due: Due) -> list[tuple[str, str]]:
    """Return how things stand: a label and a number or day each; what is none is left out."""
    counts = due.counts
    numbers = [
        ("Open requests", counts.open),
        ("Waiting for you", counts.yours),
        ("Late", counts.late),
        ("With brokers, in time", counts.waiting),
        ("Leaving with the next run", counts.leaving),
        ("Set aside by you", counts.aside),
    ]
    rows = [(label, str(number)) for label, number in numbers if number or label == "Open requests"]
    if counts.next_due_on:
        rows.append(("Next answer due", wording.day(counts.next_due_on)))
    return rows


# -- the environment -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    folder = files("unlist.templates").joinpath("reminders")
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and ".html." in name),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "wrapped": _wrapped,
        "prose": _prose,
        "about": _about,
        "day": wording.day,
        "minutes": wording.minutes,
        "counted": counted,
        "spelled": wording.spelled,
    }
    environment.filters.update(filters)
    return environment


def _wrapped(text: str, indent: int = 0) -> str:
    """Return text in lines of at most WIDTH columns; days, references and commands stay whole."""
    margin = " " * indent
    whole = _CODE.sub(lambda match: match[0].replace(" ", _JOINED), wording.spelled(text))
    lines = textwrap.wrap(
        whole,
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace(_JOINED, " ")


def _prose(text: str) -> Markup:
    """Return a sentence for HTML: escaped, days written out, numbers kept with their nouns, commands set as code."""
    escaped = _NUMBERED.sub("\\1\u00a0", str(escape(wording.spelled(text))))
    return Markup(_CODE.sub(_INLINE, escaped))  # noqa: S704 - escaped in the line above


def _about(item: Item) -> list[str]:
    """Return the small print of an item: how long it takes, since when, and which request it is."""
    since = f"since {wording.day(item.since)}" if item.since and not item.days else ""
    parts = [part for part in (wording.minutes(item.minutes), since, item.about, item.reference) if part]
    return [parts[0][:1].upper() + parts[0][1:], *parts[1:]]
