"""How a digest says things: counts, days and minutes in plain English, and nothing hidden in what came from outside."""

from __future__ import annotations

import re
from datetime import date

from unlist.output import clean
from unlist.words import counted

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ISO = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")
_QUOTED = 160
"""Characters of a broker's own words that a digest quotes."""


def minutes(number: int) -> str:
    """Return how long something takes, or nothing where it takes no time."""
    return f"about {counted(number, 'minute')}" if number else ""


def day(value: date, *, weekday: bool = False) -> str:
    """Return a day in full: `November 24, 2026`. Not by strftime: the words do not hang on the machine's locale."""
    written = f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"
    return f"{_WEEKDAYS[value.weekday()]}, {written}" if weekday else written


def spelled(sentence: str) -> str:
    """Return a sentence with its ISO days written out."""

    def written(match: re.Match[str]) -> str:
        try:
            return day(date.fromisoformat(match[0]))
        except ValueError:
            return match[0]

    return _ISO.sub(written, sentence)


def one_line(text: str) -> str:
    """Return text from outside as one line without control, bidirectional or invisible characters."""
    return " ".join(clean(text).split())


def quoted(text: str) -> str:
    """Return a broker's own words in quotation marks, cut where they are long."""
    words = one_line(text)
    return f"“{words}”" if len(words) <= _QUOTED else f"“{words[:_QUOTED].rsplit(' ', 1)[0]} …”"
