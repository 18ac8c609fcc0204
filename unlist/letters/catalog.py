"""Which letter serves a claim on a day, and who has reviewed its text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from unlist.errors import NotFound
from unlist.words import LawId, Purpose, Right


@dataclass(frozen=True)
class Entry:
    """One letter in one language; `*` stands for every right or variant."""

    file: str
    language: str
    purpose: Purpose
    laws: tuple[str, ...]
    right: str
    variant: str
    reviewed_by: str
    """Who of knowledge of that law and language has read this text; empty: nobody yet."""
    valid_from: date = date.min
    valid_to: date = date.max
    statutory: bool | None = None

    @property
    def template(self) -> str:
        """The name of its template file."""
        return f"{self.file}.{self.language}.j2"


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """Return every letter there is, one entry a language."""
    text = files("unlist.templates").joinpath("letters/catalog.toml").read_text(encoding="utf-8")
    return tuple(entry for row in tomllib.loads(text)["letter"] for entry in _of(row))


def _of(row: Mapping[str, Any]) -> Iterator[Entry]:
    rest = {key: value for key, value in row.items() if key not in {"purpose", "laws", "reviewed_by"}}
    for language, reviewer in row["reviewed_by"].items():
        yield Entry(
            language=language,
            purpose=Purpose(row["purpose"]),
            laws=tuple(row["laws"]),
            reviewed_by=reviewer,
            **rest,
        )


def find(
    purpose: Purpose, law: LawId, right: Right, variant: str, language: str, on: date, *, statutory: bool = True
) -> Entry:
    """Return the letter for a claim on a day. Raises NotFound and says which languages or days there are."""
    serving = [
        entry
        for entry in entries()
        if entry.purpose is purpose
        and law.value in entry.laws
        and entry.right in {"*", right.value}
        and entry.variant in {"*", variant}
        and entry.statutory in {None, statutory}
    ]
    what = f"{purpose.replace('_', ' ')} letter for {law} {right.replace('_', ' ')}{f' ({variant})' if variant else ''}"
    if not serving:
        raise NotFound(f"There is no {what}.", hint="See what can be asked: unlist plan --why")
    in_force = [entry for entry in serving if entry.valid_from <= on <= entry.valid_to]
    if not in_force:
        raise NotFound(f"The {what} is not for {on}.", hint=_days(serving[0]))
    for entry in in_force:
        if entry.language == language:
            return entry
    written = ", ".join(entry.language for entry in in_force)
    raise NotFound(f"The {what} is not written in {language!r} yet.", hint=f"Written: {written}.")


def _days(entry: Entry) -> str:
    if entry.valid_to != date.max:
        return f"It could be written until {entry.valid_to}; see what holds now: unlist plan"
    return f"It can be written from {entry.valid_from} on."
