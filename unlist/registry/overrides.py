"""A person's overrides: dated facts of their own about a broker, laid over the record without touching it.

One file a broker in a folder beside the configuration. Each fact is a small part of a record with the day on which it
became known; it changes no address of a channel, and gives way to a registry that looked later. Standard library only.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from unlist.registry.source import RecordProblem, locate, read_table

Record = dict[str, Any]
Standing = Literal["applied", "known", "outdated"]
"""What became of a fact: laid over the record, said by the record itself, or older than what the record looked at."""

WORD_LISTS = ("behaviors", "reply_domains")
CHANNEL_LISTS = ("needs", "verification", "terms")
_FACT_KEYS = frozenset({"on", "basis", "why", "effect", "notes", "channels", *WORD_LISTS})
_FILE_KEYS = frozenset({"excluded_on", "facts", "forgotten"})
_OWN_CHANNEL = ("kind", "value", "basis", "checked_on")
_HELP = "brokers/README.md shows an override."


@dataclass(frozen=True)
class Fact:
    """One thing that a person knows about a broker.

    `keys` leads to it: `("behaviors",)`, `("effect",)`, `("notes",)`, `("channels", ID, KEY)`, or `("channels", ID)`
    for a channel of the person's own. `on` is the ISO day on which it became known.
    """

    keys: tuple[str, ...]
    value: Any
    on: str
    basis: str
    why: str = ""

    @property
    def field(self) -> str:
        """The path to it in a record, such as `channels.privacy-email.state`."""
        return ".".join(self.keys)

    @property
    def name(self) -> str:
        """The word by which commands name it: `rejects_email`, `privacy-email:bounces`, `suppression`."""
        match self.keys:
            case ("channels", channel):
                return channel
            case ("channels", channel, _):
                return f"{channel}:{self.value}"
            case ("notes",):
                return f"note:{self.on}"
            case _:
                return str(self.value)

    @property
    def place(self) -> tuple[str, ...]:
        """What only one fact can say: for lists of words each word, else the field."""
        adds = self.keys[-1] in {*WORD_LISTS, *CHANNEL_LISTS, "notes"}
        return (*self.keys, self.name) if adds else self.keys

    @property
    def is_channel(self) -> bool:
        """Whether it is a channel of the person's own."""
        return self.keys[0] == "channels" and len(self.keys) == 2  # noqa: PLR2004 - ("channels", ID)


@dataclass(frozen=True)
class Override:
    """What a person says of one broker; `forgotten` maps the names of what they do not want to know to a day."""

    slug: str
    facts: tuple[Fact, ...] = ()
    forgotten: Mapping[str, str] | None = None
    excluded_on: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing, so that its file can go."""
        return not (self.facts or self.forgotten or self.excluded_on)

    def forgets(self, fact: Fact) -> bool:
        """Say whether the person dropped this; what became known after that day counts anew."""
        return fact.on <= (self.forgotten or {}).get(fact.name, "")


def read_override(path: Path) -> Override:
    """Read one file of overrides.

    Raises RecordProblem naming file and line for what is no TOML, names no broker, or has a key or shape that an
    override does not have.
    """
    text, table = read_table(path)

    def wrong(sentence: str, *keys: str | int) -> RecordProblem:
        return RecordProblem(path, locate(text, keys) if keys else 1, sentence, hint=_HELP)

    if unknown := sorted(set(table) - _FILE_KEYS):
        raise wrong(f"{unknown[0][:60]}: an override has no such key.", unknown[0])
    excluded = table.get("excluded_on")
    if excluded is not None and not _is_day(excluded):
        raise wrong("excluded_on: it must be a day.", "excluded_on")
    facts: list[Fact] = []
    for number, row in enumerate(_rows(table, "facts", wrong)):
        try:
            facts += _facts(row)
        except _WrongFactError as problem:
            raise wrong(str(problem), "facts", number, problem.key) from None
    return Override(path.stem, tuple(facts), _forgotten(_rows(table, "forgotten", wrong), wrong), excluded)


class _WrongFactError(Exception):
    """A fact of the wrong shape, with the key where it shows."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(f"{key}: {sentence}")
        self.key = key


def _rows(table: Mapping[str, Any], key: str, wrong: Any) -> list[Record]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise wrong(f"{key}: it must be written as [[{key}]] tables.", key)
    return rows


def _forgotten(rows: Sequence[Record], wrong: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, row in enumerate(rows):
        if set(row) != {"name", "on"} or not isinstance(row["name"], str) or not _is_day(row["on"]):
            raise wrong("forgotten: each entry is a name and a day.", "forgotten", number)
        found[row["name"]] = max(row["on"], found.get(row["name"], ""))
    return found


def _facts(row: Record) -> Iterator[Fact]:
    """Yield what a row says, one fact a word."""
    if unknown := sorted(set(row) - _FACT_KEYS):
        raise _WrongFactError(unknown[0][:60], "an override has no such key.")
    if not _is_day(row.get("on")):
        raise _WrongFactError("on", "the day on which it became known is missing or no day.")
    if not isinstance(row.get("basis"), str):
        raise _WrongFactError("basis", "it is missing or not text.")
    known: tuple[str, str, str] = (row["on"], row["basis"], _text(row, "why"))
    if not set(row) - {"on", "basis", "why"}:
        raise _WrongFactError("on", "this fact says nothing.")
    for key in WORD_LISTS:
        for word in _words(row, key):
            yield Fact((key,), word, *known)
    if "effect" in row:
        yield Fact(("effect",), _text(row, "effect"), *known)
    for text in _words(row, "notes"):
        yield Fact(("notes",), text, *known)
    channels = row.get("channels", [])
    if not isinstance(channels, list) or not all(_is_named(channel) for channel in channels):
        raise _WrongFactError("channels", "it must be a list of { id = …, … } tables.")
    for channel in channels:
        yield from _channel_facts(channel, known)


def _is_named(channel: Any) -> bool:
    return isinstance(channel, dict) and isinstance(channel.get("id"), str)


def _channel_facts(channel: Record, known: tuple[str, str, str]) -> Iterator[Fact]:
    name = channel["id"]
    if "value" in channel:
        if missing := [key for key in _OWN_CHANNEL if not isinstance(channel.get(key), str)]:
            raise _WrongFactError("channels", f"{missing[0]} of the channel {name[:60]!r} is missing or not text.")
        evidence = channel.get("evidence")
        if not isinstance(evidence, list) or not evidence or not _is_day(channel["checked_on"]):
            raise _WrongFactError("channels", f"the channel {name[:60]!r} needs evidence and a day in checked_on.")
        yield Fact(("channels", name), channel, *known)
        return
    if others := sorted(set(channel) - {"id", "state", *CHANNEL_LISTS}):
        raise _WrongFactError(
            "channels", f"{others[0][:60]} of a channel of the registry stays; write one of your own, with a value."
        )
    if "state" in channel:
        yield Fact(("channels", name, "state"), _text(channel, "state"), *known)
    for key in CHANNEL_LISTS:
        for word in _words(channel, key):
            yield Fact(("channels", name, key), word, *known)


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _text(row: Record, key: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise _WrongFactError(key, "it must be text.")
    return value


def _words(row: Record, key: str) -> list[str]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise _WrongFactError(key, 'it must be a list of texts, such as ["…"].')
    return value


def merge(record: Record, facts: Sequence[Fact]) -> tuple[Record, list[tuple[Fact, Standing]]]:
    """Lay facts over a record, channels of one's own first, then by day; the same facts give the same record.

    Returns the new record and what became of each fact. The record given is not changed.
    """
    merged = copy.deepcopy(record)
    standings: list[tuple[Fact, Standing]] = []
    for fact in sorted(facts, key=lambda one: (not one.is_channel, one.on)):
        own = {one.keys[1] for one in facts if one.is_channel}
        standing = standing_of(record, fact, own)
        if standing == "applied":
            apply(merged, fact)
        standings.append((fact, standing))
    return merged, standings


def standing_of(record: Record, fact: Fact, own: set[str] | frozenset[str] = frozenset()) -> Standing:
    """Say what becomes of a fact over a record; `own`: ids of channels that the person added.

    A fact gives way where the registry says otherwise and looked later, where its channel is gone, and where another
    company took over.
    """
    if record.get("redirect_to"):
        return "outdated"
    match fact.keys:
        case ("channels", _):
            same = (one for one in record.get("channels", []) if one["kind"] == fact.value.get("kind"))
            return "known" if any(_same(one["value"], fact.value["value"]) for one in same) else "applied"
        case ("channels", channel, key):
            return _of_channel(record, channel, key, fact, own)
        case ("effect",):
            return _of_value(record.get("effect"), fact, looked_on(record))
        case ("notes",):
            return "known" if any(note["text"] == fact.value for note in record.get("notes", [])) else "applied"
        case _:
            if fact.value in record.get(fact.keys[0], []):
                return "known"
            return "outdated" if fact.value == "rejects_email" and _takes_email(record, fact.on) else "applied"


def _of_channel(record: Record, channel: str, key: str, fact: Fact, own: set[str] | frozenset[str]) -> Standing:
    found = channel_of(record, channel)
    if found is None:
        return "applied" if channel in own else "outdated"
    if key in CHANNEL_LISTS:
        return "known" if fact.value in found.get(key, []) else _later(found["checked_on"], fact)
    return _of_value(found.get("state", "unverified"), fact, found["checked_on"])


def _of_value(present: str | None, fact: Fact, looked: str) -> Standing:
    if present == fact.value:
        return "known"
    return "applied" if present is None else _later(looked, fact)


def _later(looked: str, fact: Fact) -> Standing:
    return "outdated" if looked > fact.on else "applied"


def _takes_email(record: Record, since: str) -> bool:
    return any(
        one["kind"] == "email" and one.get("state") == "works" and one["checked_on"] > since
        for one in record.get("channels", [])
    )


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower()


def channel_of(record: Record, channel: str) -> Record | None:
    """Return the channel of a record by its id."""
    return next((one for one in record.get("channels", []) if one["id"] == channel), None)


def looked_on(record: Record) -> str:
    """Return the last ISO day of anything in a record; "" where nothing is dated."""
    days = [one["checked_on"] for one in record.get("channels", [])] + [note["on"] for note in record.get("notes", [])]
    return max(days, default="")


def apply(record: Record, fact: Fact) -> None:
    """Write a fact into a record, whatever the record says; its channel must be there."""
    match fact.keys:
        case ("channels", _):
            record.setdefault("channels", []).append(copy.deepcopy(fact.value))
        case ("channels", name, key):
            channel = channel_of(record, name)
            assert channel is not None, "callers looked"
            _apply_to(channel, key, fact)
        case ("effect",):
            record["effect"] = fact.value
        case ("notes",):
            record.setdefault("notes", []).append({"on": fact.on, "text": fact.value})
        case _:
            record.setdefault(fact.keys[0], []).append(fact.value)


def _apply_to(channel: Record, key: str, fact: Fact) -> None:
    if key in CHANNEL_LISTS:
        channel.setdefault(key, []).append(fact.value)
    else:
        channel[key], channel["basis"] = fact.value, fact.basis
    channel["evidence"] = [*channel["evidence"], evidence_of(fact)]
    # Nothing was checked before it was seen (the check `dates`).
    channel["checked_on"] = max(channel["checked_on"], fact.on)


def evidence_of(fact: Fact) -> dict[str, Any]:
    """Return the line of evidence of a fact that came with an answer."""
    entry = {"source": "an answer to a request", "seen_on": fact.on}
    return {**entry, "says": fact.why} if fact.why else entry
