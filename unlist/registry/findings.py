"""What a check is: a small function with an id, a severity, a sentence and a suggested fix; and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from unlist.registry.records import Broker
from unlist.registry.source import Source

Severity = Literal["error", "warning"]
Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Entry:
    """A record that can be read, as source and as model."""

    source: Source
    broker: Broker


@dataclass(frozen=True)
class Registry:
    """All records that are looked at together, by slug; nothing in them may lie after `today`."""

    entries: Mapping[str, Entry]
    today: date


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong in one record: which check says so, where, and what to do."""

    check: str
    severity: Severity
    path: Path
    line: int
    sentence: str
    fix: str


@dataclass(frozen=True)
class Check:
    """One rule of the registry."""

    id: str
    severity: Severity
    sentence: str
    fix: str
    find: Callable[[Registry], Iterable[tuple[Entry, Keys, str]]]

    def run(self, registry: Registry) -> Iterator[Finding]:
        """Yield what is wrong, at the record and the line where it shows."""
        for entry, keys, sentence in self.find(registry):
            line = entry.source.line(*keys) if keys else 1
            yield Finding(self.id, self.severity, entry.source.path, line, sentence, self.fix)


CHECKS: list[Check] = []
"""Every check, in the order in which they are declared."""

Single = Callable[[Entry, date], Iterable[tuple[Keys, str]]]
Whole = Callable[[Registry], Iterable[tuple[Entry, Keys, str]]]


def record_check(identity: str, severity: Severity, sentence: str, *, fix: str) -> Callable[[Single], Single]:
    """Register a function that looks at one record alone."""

    def keep(find: Single) -> Single:
        def each(registry: Registry) -> Iterator[tuple[Entry, Keys, str]]:
            for entry in registry.entries.values():
                for keys, what in find(entry, registry.today):
                    yield entry, keys, what

        CHECKS.append(Check(identity, severity, sentence, fix, each))
        return find

    return keep


def whole_check(identity: str, severity: Severity, sentence: str, *, fix: str) -> Callable[[Whole], Whole]:
    """Register a function that compares records with each other."""

    def keep(find: Whole) -> Whole:
        CHECKS.append(Check(identity, severity, sentence, fix, find))
        return find

    return keep
