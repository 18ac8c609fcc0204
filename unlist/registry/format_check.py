"""The check of how a record is written: a clean text whose changes are easy to read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from unlist.registry.findings import Entry, Keys, record_check
from unlist.registry.source import Source
from unlist.registry.writer import RECORD_KEYS, TABLE_KEYS


@record_check(
    "format",
    "warning",
    "Records are written alike: keys in the order of brokers/README.md, clean line ends.",
    fix="Move the key, or save the file as plain UTF-8 text with one line feed at its end.",
)
def canonical(entry: Entry, _: date) -> Iterator[tuple[Keys, str]]:
    """Find what would make later changes hard to read."""
    text = entry.source.text
    if text.startswith("\ufeff") or "\r" in text or not text.endswith("\n") or text.endswith("\n\n"):
        yield (), "the file has a byte order mark, Windows line ends, or not exactly one line feed at its end"
    if any(line != line.rstrip() for line in text.split("\n")):
        yield (), "a line ends in spaces"
    if unicodedata.normalize("NFC", text) != text:
        yield (), "accented letters are written in two parts (not NFC)"
    yield from _order(entry.source)


def _order(source: Source) -> Iterator[tuple[Keys, str]]:
    keys = [key for key in source.record if key != "slug"]
    if (late := _misplaced(keys, RECORD_KEYS)) is not None:
        yield (late,), f"{late} stands after a key that it should precede"
    for table, order in TABLE_KEYS.items():
        for number, row in enumerate(source.record.get(table, [])):
            if (late := _misplaced(list(row), order)) is not None:
                yield (table, number, late), f"{late} stands after a key that it should precede"


def _misplaced(keys: Sequence[str], order: Sequence[str]) -> str | None:
    places = [order.index(key) for key in keys if key in order]
    return next((order[now] for before, now in pairwise(places) if now < before), None)
