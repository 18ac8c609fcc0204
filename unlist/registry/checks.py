"""The checks of the registry: run over a folder or over single records, each finding with its line and its fix.

A check is declared beside its function with id, severity, sentence and fix: in `record_checks`, `mailbox_check`,
`format_check` and `whole_checks`. Loads pydantic.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from pydantic import ValidationError  # noqa: TID253 - only `broker check` and the tests load this module

from unlist.errors import BadInput
from unlist.registry import format_check, mailbox_check, record_checks, whole_checks
from unlist.registry.findings import CHECKS, Check, Entry, Finding, Registry
from unlist.registry.parse import schema_problems
from unlist.registry.records import Broker
from unlist.registry.source import SLUG, RecordProblem, Source, read_record, record_files, record_of

__all__ = ["ALL_CHECKS", "Finding", "baseline_slugs", "check_files", "check_folder", "check_text"]

_DECLARING = (record_checks, mailbox_check, format_check, whole_checks)
"""The modules whose import fills CHECKS."""
ALL_CHECKS: tuple[Check, ...] = (
    Check(
        "schema",
        "error",
        "A record can be read: TOML, known keys, right types.",
        "See brokers/README.md.",
        lambda _: (),
    ),
    *CHECKS,
    Check("never-shrinks", "error", "A slug is permanent.", "Bring the file back as a stub.", lambda _: ()),
)
_SCHEMA, _SHRINKS = ALL_CHECKS[0], ALL_CHECKS[-1]


def check_folder(directory: Path, *, today: date, baseline: Iterable[str] = ()) -> list[Finding]:
    """Check all records of a folder, alone and against each other, and that none of `baseline` is missing.

    Raises BadInput when there is no such folder.
    """
    if not directory.is_dir():
        raise BadInput(f"{directory} is not a folder of broker records.", hint="Name a folder or a .toml file.")
    files = record_files(directory)
    findings, entries = _read(dict.fromkeys(files))
    registry = Registry(entries, today)
    findings += [finding for check in CHECKS for finding in check.run(registry)]
    present = {path.stem for path in files}
    findings += [_missing(directory, slug) for slug in sorted(set(baseline) - present)]
    return _sorted(findings)


def check_files(paths: Sequence[Path], *, against: Path, today: date) -> list[Finding]:
    """Check single records, alone and against the folder `against`; a file there of the same name gives way.

    Raises BadInput when a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise BadInput(f"{path} does not exist.", hint="Name a .toml file or a folder of them.")
    return _checked(dict.fromkeys(paths), against, today)


def check_text(path: Path, text: str, *, against: Path, today: date) -> list[Finding]:
    """Check a record that is not written yet as if it lay at `path`."""
    return _checked({path: text}, against, today)


def _checked(texts: Mapping[Path, str | None], against: Path, today: date) -> list[Finding]:
    findings, entries = _read(texts)
    given = {path.stem for path in texts}
    _, others = _read({path: None for path in record_files(against) if path.stem not in given})
    registry = Registry(others | entries, today)
    own = {entry.source.path for entry in entries.values()}
    findings += [found for check in CHECKS for found in check.run(registry) if found.path in own]
    return _sorted(findings)


def baseline_slugs(path: Path) -> frozenset[str]:
    """Read the slugs that must still be there: an index.json of an earlier release, or one slug a line.

    Raises BadInput when the file is neither.
    """
    try:
        text = path.read_text(encoding="utf-8")
        slugs = [str(slug) for slug in (json.loads(text)["brokers"] if text.lstrip().startswith("{") else text.split())]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as problem:
        raise BadInput(f"{path} cannot be read as a list of slugs.", hint="Give one slug a line.") from problem
    if wrong := [slug for slug in slugs if not SLUG.fullmatch(slug)]:
        raise BadInput(f"{path}: {wrong[0][:80]!r} is not a slug.", hint="Give one slug a line.")
    return frozenset(slugs)


def _read(texts: Mapping[Path, str | None]) -> tuple[list[Finding], dict[str, Entry]]:
    findings: list[Finding] = []
    entries: dict[str, Entry] = {}
    for path, text in texts.items():
        try:
            source = read_record(path) if text is None else record_of(path, text)
            broker = Broker.model_validate_json(json.dumps(source.record), strict=True)
        except RecordProblem as problem:
            findings.append(Finding(_SCHEMA.id, "error", path, problem.line, problem.reason, problem.hint))
        except ValidationError as failed:
            findings += _misfits(source, failed)
        else:
            entries[source.slug] = Entry(source, broker)
    return findings, entries


def _misfits(source: Source, failed: ValidationError) -> list[Finding]:
    return [
        Finding(
            _SCHEMA.id,
            "error",
            source.path,
            source.line(*keys),
            f"{'.'.join(str(step + 1) if isinstance(step, int) else step for step in keys)}: {sentence.rstrip('.')}",
            _SCHEMA.fix,
        )
        for keys, sentence in schema_problems(failed)
    ]


def _missing(directory: Path, slug: str) -> Finding:
    sentence = f"{slug} was in the registry and is gone"
    return Finding(_SHRINKS.id, "error", directory / f"{slug}.toml", 1, sentence, _SHRINKS.fix)


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda found: (str(found.path), found.line, found.check, found.sentence))
