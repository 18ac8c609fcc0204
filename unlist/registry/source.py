"""One TOML record as it lies on the disk: read with care, with the line of each key. Standard library only.

What is read may come from anybody: it can be huge, deeply nested, no text at all, or no file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from unlist.errors import BadRecord

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A slug: lower-case words and numbers joined by hyphens; it is permanent and names the file."""
SLUG_LENGTH = 64
RECORD_BYTES = 256 * 1024
"""The most that a record may weigh; the largest real ones stay under 16 KiB."""
HELP = "brokers/README.md shows a whole record."

_TEXTS = ("serves", "domains", "reply_domains", "categories", "holds", "languages", "regulated", "behaviors")
_TABLES = ("brands", "channels", "notes")
_TEXT = ("name", "legal_name", "status", "redirect_to", "role", "country", "group", "effect", "lookup")
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
# No two neighboring repeats of these match the same character: a line of 200,000 spaces costs one pass.
_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*\"?([A-Za-z0-9_.\-]+)\"?[ \t]*\]\]?[ \t]*(?:#.*)?")
_KEY = re.compile(r"[ \t]*\"?([A-Za-z0-9_\-]+)\"?[ \t]*=")
_DOTS = 200
"""The most dots on a line: the parser takes the square of a dotted key's parts, a minute for one of 60,000."""
_DEPTH = 6
"""How deep values nest: record, channels, channel, evidence, entry, and one to spare."""
_WHOLE = 2**63
"""What is as large as this, or larger, is no number that a record holds (TOML 1.0 promises 64 bits)."""


class RecordProblem(BadRecord):
    """A record that cannot be read, with the line and the reason apart from the sentence."""

    def __init__(self, path: Path, line: int, reason: str, *, hint: str = HELP) -> None:
        """Say `reason` about a line of a file."""
        super().__init__(f"{path}, line {line}: {reason}", hint=hint)
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class Source:
    """A record as read: where it lies, its text, and its values with days as ISO strings and its slug added."""

    path: Path
    text: str = field(repr=False)
    record: dict[str, Any] = field(repr=False)

    @property
    def slug(self) -> str:
        """The file name without `.toml`."""
        return self.path.stem

    def line(self, *keys: str | int) -> int:
        """Return the line on which a key stands (`"channels", 0, "value"`), else that of its table, else 1."""
        return locate(self.text, keys)

    def problem(self, keys: Sequence[str | int], sentence: str, *, hint: str = HELP) -> RecordProblem:
        """Return the error that names file, line and key."""
        key = ".".join(str(step + 1) if isinstance(step, int) else step for step in keys)
        return RecordProblem(self.path, self.line(*keys), f"{key}: {sentence}", hint=hint)


def read_record(path: Path) -> Source:
    """Read one record.

    Raises RecordProblem when it is no regular file, too large, not UTF-8, or what `record_of` refuses.
    """
    return record_of(path, _read_text(path))


def record_of(path: Path, text: str) -> Source:
    """Return the record in a text that lies, or will lie, at `path`.

    Raises RecordProblem when it is no TOML, when its name is no slug or differs from the slug inside, or when a value
    has not the shape that every reader relies on.
    """
    source = Source(path, text, _parse(path, text))
    _hold_slug(path)
    if source.record.setdefault("slug", source.slug) != source.slug:
        raise source.problem(["slug"], f"it must be the file's name, {source.slug!r}.", hint="Leave the key out.")
    _hold_shape(source)
    return source


def read_table(path: Path) -> tuple[str, dict[str, Any]]:
    """Read a TOML file that is no whole record; return its text and its values, days as ISO strings.

    Raises RecordProblem when it is no regular file, too large, not UTF-8, no TOML, or its name is no slug.
    """
    text = _read_text(path)
    # A part of a record stands two levels deeper here: in a list of facts.
    table = _parse(path, text, depth=-2)
    _hold_slug(path)
    return text, table


def _hold_slug(path: Path) -> None:
    if not SLUG.fullmatch(path.stem) or len(path.stem) > SLUG_LENGTH:
        raise RecordProblem(
            path,
            1,
            "the file name is not a slug.",
            hint=f"Use lower-case letters, digits and single hyphens, at most {SLUG_LENGTH}, such as acme-data.toml.",
        )


def record_files(directory: Path) -> list[Path]:
    """Return the TOML files of a folder in the order of their slugs; none when there is no such folder."""
    if not directory.is_dir():
        return []
    found = (path for path in directory.glob("*.toml") if not path.name.startswith("."))
    return sorted(found, key=lambda path: path.stem)


def locate(text: str, keys: Sequence[str | int]) -> int:
    """Return the 1-based line of a key in TOML text; keys inside an inline table give the line of their parent."""
    tables = [step for step in keys if isinstance(step, str)]
    index = next((step for step in keys if isinstance(step, int)), None)
    nested = index is not None or len(tables) > 1
    table, seen, best = "", -1, 1
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if header := _HEADER.fullmatch(line):
            table = header[1]
            seen += table == tables[0]
            if table == tables[0] and (index is None or seen == index):
                best = number
            continue
        if not (key := _KEY.match(line)):
            continue
        if table == "" and key[1] == tables[0]:
            return number
        if nested and table == tables[0] and seen == (index or 0) and len(tables) > 1 and key[1] == tables[1]:
            return number
    return best


def plain(value: Any, depth: int = 0) -> Any:
    """Return TOML values as JSON ones: days and instants become ISO strings.

    Raises ValueError for what nests too deeply, and for numbers that JSON or 64 bits cannot hold.
    """
    if depth > _DEPTH:
        raise ValueError("nested too deeply")
    if isinstance(value, dict):
        return {key: plain(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner, depth + 1) for inner in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float | int) and not -_WHOLE < value < _WHOLE:
        raise ValueError("no number")
    return value


def _read_text(path: Path) -> str:
    try:
        if not path.is_file():
            raise RecordProblem(path, 1, "it is not a file.")
        with path.open("rb") as stream:
            content = stream.read(RECORD_BYTES + 1)
    except OSError as problem:
        reason = f"it cannot be read: {problem.strerror}."
        raise RecordProblem(path, 1, reason, hint="Check who owns the file.") from problem
    if len(content) > RECORD_BYTES:
        raise RecordProblem(
            path,
            1,
            f"it is larger than {RECORD_BYTES // 1024} KiB.",
            hint="A record holds facts and short notes; keep long texts elsewhere and link to them.",
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise RecordProblem(path, line, "this is not UTF-8 text.", hint="Save the file as UTF-8.") from problem


def _parse(path: Path, text: str, *, depth: int = 0) -> dict[str, Any]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _DOTS:
            raise RecordProblem(path, number, f"it holds more than {_DOTS} dots.")
    try:
        record: dict[str, Any] = plain(tomllib.loads(text.removeprefix("\ufeff")), depth)
    except tomllib.TOMLDecodeError as problem:
        said = str(problem)
        line_number = int(at[1]) if (at := _AT_LINE.search(said)) else text.rstrip().count("\n") + 1
        reason = _AT_LINE.sub("", said).replace("(at end of document)", "at the end of the file").strip()
        raise RecordProblem(path, line_number, f"{reason}.", hint=f"It is not valid TOML; {HELP}") from problem
    except (RecursionError, ValueError) as problem:
        raise RecordProblem(path, 1, "it is nested too deeply or holds an impossible number.") from problem
    return record


def _hold_shape(source: Source) -> None:
    """Refuse what readers of plain dicts could stumble over; everything else is the strict models' work."""
    record = source.record
    for key in ("name", "legal_name", "role"):
        if key not in record:
            raise source.problem([key], "it is missing.")
    for key in _TEXT:
        if not isinstance(record.get(key, ""), str):
            raise source.problem([key], 'it must be text, such as "…".')
    for key in _TEXTS:
        if not _is_texts(record.get(key, [])):
            raise source.problem([key], 'it must be a list of texts, such as ["…"].')
    for key in _TABLES:
        rows = record.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise source.problem([key], f"it must be written as [[{key}]] tables.")
    for number, channel in enumerate(record.get("channels", [])):
        _hold_channel(source, number, channel)
    for table, keys in (("brands", ("name", "domain")), ("notes", ("on", "text"))):
        for number, row in enumerate(record.get(table, [])):
            _hold_texts(source, (table, number), row, keys)


def _hold_channel(source: Source, number: int, channel: Mapping[str, Any]) -> None:
    _hold_texts(source, ("channels", number), channel, ("id", "kind", "value", "basis", "checked_on"))
    for key in ("laws", "rights", "residences", "needs", "verification", "terms"):
        if not _is_texts(channel.get(key, [])):
            raise source.problem(["channels", number, key], 'it must be a list of texts, such as ["…"].')
    order = channel.get("order", 1)
    if isinstance(order, bool) or not isinstance(order, int):
        raise source.problem(["channels", number, "order"], "it must be a whole number.")
    evidence = channel.get("evidence", [])
    if not isinstance(evidence, list) or not all(isinstance(item, dict) for item in evidence):
        raise source.problem(["channels", number, "evidence"], "it must be a list of { … } tables.")
    for item in evidence:
        if not isinstance(item.get("seen_on"), str):
            raise source.problem(["channels", number, "evidence"], "each entry needs seen_on, a day.")


def _hold_texts(source: Source, at: tuple[str, int], row: Mapping[str, Any], keys: Sequence[str]) -> None:
    for key in keys:
        if not isinstance(row.get(key), str):
            raise source.problem([*at, key], "it is missing or not text.")


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
