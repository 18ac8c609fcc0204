"""A record as TOML in the canonical order: keys as the models declare them, tables last. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

RECORD_KEYS = tuple(
    (  # noqa: SIM905 - words read better as text
        "name legal_name status redirect_to role country serves domains reply_domains categories holds group "
        "languages established_in time_zone regulated registrations effect lookup behaviors harm difficulty "
        "relist_after_days eu_representative dpo brands channels notes"
    ).split()
)
BRAND_KEYS = ("name", "domain")
CHANNEL_KEYS = tuple(
    (  # noqa: SIM905 - words read better as text
        "id kind value laws rights residences covers order state needs verification terms basis checked_on evidence"
    ).split()
)
EVIDENCE_KEYS = ("url", "source", "seen_on", "says", "agree", "of")
NOTE_KEYS = ("on", "text")
TABLE_KEYS: Mapping[str, Sequence[str]] = {"brands": BRAND_KEYS, "channels": CHANNEL_KEYS, "notes": NOTE_KEYS}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_DELETE = 0x7F
_SPACE = 0x20


def dump_record(record: Mapping[str, Any]) -> str:
    """Return a record (days as dates) as TOML text; keys that are None or empty are left out."""
    lines = _pairs(record, [key for key in RECORD_KEYS if key not in TABLE_KEYS])
    for table, keys in TABLE_KEYS.items():
        for row in record.get(table, ()):
            lines += ["", f"[[{table}]]", *_pairs(row, keys)]
    return "\n".join(lines) + "\n"


def _pairs(row: Mapping[str, Any], keys: Sequence[str]) -> list[str]:
    return [f"{key} = {value_of(row[key])}" for key in keys if row.get(key) not in (None, "", [], ())]


def value_of(value: Any) -> str:
    """Return a value as TOML; a table stands in braces with the keys of evidence."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_pairs(value, EVIDENCE_KEYS)) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(value_of(item) for item in value) + "]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(c) or (c if _printable(c) else f"\\u{ord(c):04X}") for c in text) + '"'


def _printable(character: str) -> bool:
    return ord(character) >= _SPACE and ord(character) != _DELETE
