"""What a digest holds: items, each under a broker's name, so that sentences say "it" and commands take the slug.

Sentences hold days in ISO form; they are written out when the digest is drawn.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import date
from typing import Any

from unlist.reminders.cases import Case
from unlist.reminders.wording import one_line
from unlist.tracker.today import NextStep


@dataclass(frozen=True)
class Item:
    """One entry of a digest. `key` and `stage` stand in the ledger once it was told."""

    key: str
    stage: str
    reference: str
    broker: str
    """The name, as people know it."""
    about: str
    """What was asked for."""
    sentence: str
    command: str = ""
    minutes: int = 0
    since: date | None = None
    """Tasks: the day since which it has been the person's move. Late brokers: the day the answer was due."""
    by: date | None = None
    """The day by which the broker wants its answer, unless it has passed."""
    hurry: date | None = None
    """The day after which it may be too late: what has one stands above what has none."""
    days: int = 0
    """Days that the broker is late."""
    until: str = ""
    """When the link or code in it dies, in words."""
    also: tuple[tuple[str, str], ...] = ()
    """What counts as told with it: the urgent notices of links and codes that die within two days."""
    rides: bool = False
    """News that the person made: it goes with a digest and is no reason for one."""


def item_of(case: Case, **fields: Any) -> Item:
    """Return an item about a request; `fields` are those of Item that the request itself does not give."""
    asked = case.right.replace("_", " ")
    return Item(reference=case.reference, broker=one_line(case.name), about=asked, **fields)


def command_of(case: Case, step: NextStep, program: str = "unlist") -> tuple[str, str]:
    """Return the command of a step, ready to paste on any later day, and what the sentence should say beside it.

    A digest may be read days later: a command that bears its day would then record the wrong one, and too early a day
    of sending lets a broker look late that is not. Without `--on` the command records the day on which it is run.
    """
    template, hint = step.command, ""
    if template.endswith(" --on {today}"):
        template = template.removesuffix(" --on {today}")
        hint = " Run this on that day, or add `--on YYYY-MM-DD`."
    if "{broker}" in template:  # a slug is the same for everybody in a home; a reference is one person's
        template = template.replace("unlist", program, 1)
    return template.format(reference=case.reference, broker=shlex.quote(case.broker)), hint
