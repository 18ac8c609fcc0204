"""A person's overrides as files: one a broker, written whole, by one command at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from unlist.errors import BadInput, Locked
from unlist.files import make_private_directory, write_file
from unlist.registry.index import Record, overrides_directory
from unlist.registry.overrides import CHANNEL_LISTS, WORD_LISTS, Fact, Override, merge, read_override
from unlist.registry.writer import CHANNEL_KEYS, EVIDENCE_KEYS, dump_record, value_of

_PATIENCE = 5.0
"""Seconds that a second command waits for the first."""
SAFETY = frozenset(
    {"schema", "route", "filled", "text", "codes", "domain-syntax", "address-syntax", "url-syntax", "evidence", "dates"}
)
"""Checks that a record of one's own, or one with overrides, must pass to be used at all; the others are advice."""
_WITH_ADDRESSES = SAFETY | {"form-link", "email-domain", "channels", "placeholder", "known-dead"}


def override_of(slug: str) -> Override:
    """Return what the person says of a broker; empty without a file. Raises RecordProblem for one that is none."""
    path = path_of(slug)
    return read_override(path) if path.exists() else Override(slug)


def path_of(slug: str) -> Path:
    """Return where the overrides of a broker lie, or would lie."""
    return overrides_directory() / f"{slug}.toml"


def change(slug: str, changed: Callable[[Override], Override]) -> Override:
    """Read the overrides of a broker, change them, write them; a file that says nothing more goes.

    Raises Locked while another command writes overrides, RecordProblem for a file that cannot be read, and whatever
    `changed` raises; then nothing is written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - reading takes no lock

    folder = overrides_directory()
    make_private_directory(folder)
    try:
        with FileLock(folder / ".lock", timeout=_PATIENCE, mode=0o600):
            override = changed(override_of(slug))
            if override.is_empty:
                path_of(slug).unlink(missing_ok=True)
            else:
                write_file(path_of(slug), dump_override(override).encode())
    except Timeout as problem:
        hint = "Wait until it ends, then run this again."
        raise Locked("Another unlist command writes overrides.", hint=hint) from problem
    return override


def hold_usable(record: Record, override: Override, *, against: Path, today: date) -> None:
    """Hold a record with its overrides to the checks of the registry; what the record had wrong before is its own.

    Raises BadInput for the first thing that the overrides make wrong.
    """
    from unlist.registry.checks import check_text  # noqa: PLC0415 - pydantic, and only when something is written

    merged, _ = merge(record, override.facts)
    path = Path(f"{record['slug']}.toml")
    before, after = (check_text(path, as_toml(one), against=against, today=today) for one in (record, merged))
    known = {(found.check, found.sentence) for found in before}
    for found in after:
        if found.severity == "error" and found.check in _WITH_ADDRESSES and (found.check, found.sentence) not in known:
            raise BadInput(f"Nothing was written: {found.sentence.rstrip('.')}.", hint=found.fix)


def as_toml(record: Record) -> str:
    """Return a record of the compiled index as the TOML of its file."""
    return dump_record(dated(record))


def dated(value: Any, key: str = "") -> Any:
    """Return plain values with ISO days under the keys of days as dates, as TOML holds them."""
    if isinstance(value, dict):
        return {name: dated(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [dated(inner, key) for inner in value]
    return date.fromisoformat(value) if key in {"on", "checked_on", "seen_on", "excluded_on"} else value


def dump_override(override: Override) -> str:
    """Return overrides as TOML, the same text for the same facts."""
    lines = [f"excluded_on = {override.excluded_on}"] if override.excluded_on else []
    for fact in override.facts:
        row = dated({"on": fact.on, "basis": fact.basis, "why": fact.why, **_part(fact)})
        lines += ["", "[[facts]]", *(f"{key} = {_text(value)}" for key, value in row.items() if value)]
    for name, day in sorted((override.forgotten or {}).items()):
        lines += ["", "[[forgotten]]", f"name = {value_of(name)}", f"on = {day}"]
    return "\n".join(lines).lstrip("\n") + "\n"


def _part(fact: Fact) -> dict[str, Any]:
    """Return the part of a record that a fact is."""
    match fact.keys:
        case ("channels", _):
            return {"channels": [fact.value]}
        case ("channels", channel, key):
            return {"channels": [{"id": channel, key: [fact.value] if key in CHANNEL_LISTS else fact.value}]}
        case (key,) if key in {*WORD_LISTS, "notes"}:
            return {key: [fact.value]}
        case _:
            return {fact.keys[0]: fact.value}


def _text(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_text(one) for one in value)}]"
    if isinstance(value, dict):
        order = [key for key in (*CHANNEL_KEYS, *EVIDENCE_KEYS) if key in value]
        return "{ " + ", ".join(f"{key} = {_text(value[key])}" for key in order) + " }"
    return value_of(value)
