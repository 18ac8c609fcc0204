"""Which letter serves a claim on a day, and who has reviewed its text."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from unlist.errors import NotFound
from unlist.words import LawId, Purpose, Right


@dataclass(frozen=True)
class Entry:
    """One letter of the catalog; `*` stands for every right or variant."""

    file: str
    purpose: Purpose
    laws: tuple[str, ...]
    right: str
    variant: str
    languages: tuple[str, ...]
    reviewed_by: str
    valid_from: date = date.min
    valid_to: date = date.max
    statutory: bool | None = None


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """Return every letter there is."""
    text = files("unlist.templates").joinpath("letters/catalog.toml").read_text(encoding="utf-8")
    return tuple(
        Entry(
            **{
                **row,
                "purpose": Purpose(row["purpose"]),
                "laws": tuple(row["laws"]),
                "languages": tuple(row["languages"]),
            }
        )
        for row in tomllib.loads(text)["letter"]
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
        raise NotFound(f"The {what} is not for {on}.", hint=f"It is for days from {serving[0].valid_from} on.")
    for entry in in_force:
        if language in entry.languages:
            return entry
    raise NotFound(
        f"The {what} is not written in {language!r} yet.", hint=f"Written: {', '.join(in_force[0].languages)}."
    )
