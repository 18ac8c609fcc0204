"""Finding a broker by what a person remembers: a name, a brand or a domain, misspelled or not. Plain dicts only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from unlist.errors import BadRecord, NotFound
from unlist.registry.index import Index, Record, fold

_ENOUGH = 0.75
"""The similarity from which a misspelled name still counts; lower ones bring strangers."""
_FUZZY = 0.87
"""What a misspelled name is worth beside an exact part of a name."""
_QUERY_LENGTH = 100
_SHORT = 3
_HOPS = 10
"""The longest chain of takeovers that is followed."""


@dataclass(frozen=True)
class Hit:
    """A broker that was found, the name by which it was found, and how well it fits (0 to 1)."""

    slug: str
    name: str
    matched: str
    score: float


def search(text: str, index: Index, *, limit: int = 20) -> list[Hit]:
    """Return the brokers whose slug, names, brands or domains come near `text`, best first."""
    query = fold(text[:_QUERY_LENGTH])
    if not query:
        return []
    hits: list[Hit] = []
    for slug, record in index["brokers"].items():
        best = max(((_score(query, fold(key)), key) for key in _keys(slug, record)), key=lambda pair: pair[0])
        if best[0] > 0:
            hits.append(Hit(slug, record["name"], best[1], round(best[0], 3)))
    return sorted(hits, key=lambda hit: (-hit.score, hit.slug))[:limit]


def nearest(text: str, index: Index, *, limit: int = 3) -> list[str]:
    """Return the slugs that come nearest to `text`, with the brand or domain in brackets where that is what fits."""
    return [
        hit.slug if fold(hit.matched) in {fold(hit.slug), fold(hit.name)} else f"{hit.slug} ({hit.matched})"
        for hit in search(text, index, limit=limit)
    ]


def _keys(slug: str, record: dict[str, Any]) -> Iterator[str]:
    yield record["name"]
    yield slug
    yield record["legal_name"]
    for brand in record.get("brands", []):
        yield brand["name"]
        yield brand["domain"]
    yield from record.get("domains", [])


def _score(query: str, key: str) -> float:
    if query == key or query.replace(" ", "") == key.replace(" ", ""):
        return 1.0
    if key.startswith(query):
        return 0.95
    if len(query) >= _SHORT and f" {query}" in f" {key}":
        return 0.92
    if len(query) >= _SHORT and query in key:
        return 0.88
    if len(query) < _SHORT:
        return 0.0
    # A misspelled word of a longer name ("clerview" for "Clearview AI") counts a little less than the whole name.
    word = 0.97 * max((_ratio(query, word) for word in key.split() if len(word) > _SHORT), default=0.0)
    return _FUZZY * max(_ratio(query.replace(" ", ""), key.replace(" ", "")), word)


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ENOUGH or matcher.quick_ratio() < _ENOUGH:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _ENOUGH else 0.0


def find_record(slug: str, index: Index) -> Record:
    """Return the record of a slug as a plain dict, following `redirect_to`. Raises NotFound or BadRecord."""
    known: dict[str, Record] = index["brokers"]
    if slug not in known:
        hint = "Look with: unlist broker search TEXT"
        raise NotFound(f"There is no broker {slug[:80]!r}.", nearest=nearest(slug, index), hint=hint)
    record = known[slug]
    for _ in range(_HOPS):
        target = record.get("redirect_to")
        if target is None:
            return record
        if target not in known:
            break
        record = known[target]
    raise BadRecord(f"{slug!r} redirects to {target!r}, which leads nowhere.", hint="See: unlist broker check")
