"""The compiled index: every record as a plain dict, found by slug, name and domain.

The wheel carries it as `index.json`, made by the build hook; a checkout compiles it from the TOML files and keeps it
in the cache directory, keyed by their names, sizes and times of change. Standard library only at import: the
build hook runs where nothing of ours is installed, and `broker list` must not wait for pydantic.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from unlist.errors import BadRecord, UnlistError
from unlist.registry.overrides import merge, read_override
from unlist.registry.source import read_record, record_files

SCHEMA = 1
FILE_NAME = "index.json"
PERSONAL_FOLDER = "brokers"
OVERRIDES_FOLDER = "overrides"

Record = dict[str, Any]
Index = dict[str, Any]

_loaded: dict[Path, tuple[str, Index]] = {}
"""What this process already read, by folder: its fingerprint and its index."""
_joined: list[tuple[Index, Index, str, Index]] = []
"""The index last put together, with the shipped and the own records and the mark of the overrides behind it."""
_NO_RECORDS: Index = {"brokers": {}}


def compile_index(directory: Path) -> Index:
    """Return the index of the records in a folder.

    `brokers`: slug -> record with days as ISO strings; `names` and `domains`: folded name or domain -> slugs.
    Raises BadRecord for the first file that is no record.
    """
    return _assembled({source.slug: source.record for source in map(read_record, record_files(directory))})


def dump_index(index: Index) -> bytes:
    """Return the index as JSON, the same bytes for the same records."""
    text = json.dumps(index, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"


def load_index() -> Index:
    """Return the index in force: the shipped records, the person's own ones in their place, their overrides laid over.

    `personal` lists the slugs that come from the person's folder; `overrides` what they said of a broker and what
    became of it; `excluded` whom they do not write to, and since when; `refused` why an override cannot be used, in
    which case the record stands as it is. Raises BadRecord for a personal file (or, in a checkout, a shipped one)
    that is no record.
    """
    shipped, own = _shipped(), _personal()
    mark = _fingerprint(record_files(overrides_directory()))
    if _joined and _joined[0][0] is shipped and _joined[0][1] is own and _joined[0][2] == mark:
        return _joined[0][3]
    base = shipped["brokers"] | own["brokers"]
    over = _overridden(base)
    index = _assembled(base | over["brokers"]) if own["brokers"] or over["brokers"] else shipped
    facts = {key: over[key] for key in ("overrides", "excluded", "refused")}
    _joined[:] = [(shipped, own, mark, {**index, "personal": sorted(own["brokers"]), **facts})]
    return _joined[0][3]


def load_base() -> dict[str, Record]:
    """Return every record by its slug without what overrides say. Raises as `load_index`."""
    records: dict[str, Record] = _shipped()["brokers"] | _personal()["brokers"]
    return records


def load_shipped() -> dict[str, Record]:
    """Return every shipped record by its slug. Raises as `load_index`."""
    records: dict[str, Record] = _shipped()["brokers"]
    return records


def shipped_directory() -> Path:
    """Return the folder of the shipped records: `brokers/` of a checkout or of the installed package."""
    try:
        return Path(str(resources.files("unlist.brokers").joinpath("LICENSE"))).parent
    except ModuleNotFoundError as problem:
        raise UnlistError("This installation holds no broker records.", hint="Install it anew.") from problem


def personal_directory() -> Path:
    """Return the folder of the person's own records, beside the configuration."""
    from unlist.config import config_dir  # noqa: PLC0415 - not there when the build hook imports this module

    return config_dir() / PERSONAL_FOLDER


def overrides_directory() -> Path:
    """Return the folder of the person's overrides, beside the configuration."""
    from unlist.config import config_dir  # noqa: PLC0415 - not there when the build hook imports this module

    return config_dir() / OVERRIDES_FOLDER


def fold(text: str) -> str:
    """Return text for comparing names: without accents, case, and signs; words parted by one space."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())


def _assembled(records: Mapping[str, Record]) -> Index:
    names: dict[str, list[str]] = {}
    domains: dict[str, list[str]] = {}
    for slug, record in sorted(records.items()):
        brands = record.get("brands", [])
        called = [record["name"], record["legal_name"], *(brand["name"] for brand in brands)]
        hosts = [*record.get("domains", []), *(brand["domain"] for brand in brands)]
        _enter(names, slug, map(fold, called))
        _enter(domains, slug, map(str.lower, hosts))
    return {"schema": SCHEMA, "brokers": dict(sorted(records.items())), "names": names, "domains": domains}


def _enter(lookup: dict[str, list[str]], slug: str, keys: Iterable[str]) -> None:
    for key in keys:
        if slug not in lookup.setdefault(key, []):
            lookup[key].append(slug)


def _shipped() -> Index:
    directory = shipped_directory()
    compiled = directory / FILE_NAME
    if compiled.is_file():
        return _remembered(directory, _fingerprint([compiled]), lambda _: _read_compiled(compiled))
    return _cached(directory, lambda: compile_index(directory))


def _read_compiled(path: Path) -> Index:
    try:
        index: Index = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as problem:
        raise UnlistError(f"{path} is damaged.", hint="Install Unlist anew.") from problem
    return index


def _personal() -> Index:
    directory = personal_directory()
    return _cached(directory, lambda: _validated(directory)) if record_files(directory) else _NO_RECORDS


def _validated(directory: Path) -> Index:
    from unlist.registry.parse import parse_file  # noqa: PLC0415 - pydantic, and only when a personal file changed

    for path in record_files(directory):
        parse_file(path)
    return compile_index(directory)


def _overridden(base: Mapping[str, Record]) -> Index:
    directory = overrides_directory()
    files = record_files(directory)
    if not files:
        return {"brokers": {}, "overrides": {}, "excluded": {}, "refused": {}}
    under = json.dumps([base.get(path.stem) for path in files], sort_keys=True)
    return _cached(directory, lambda: _laid_over(files, base), under)


def _laid_over(files: Iterable[Path], base: Mapping[str, Record]) -> Index:
    from unlist.registry.parse import hold_sound  # noqa: PLC0415 - pydantic, and only when an override changed

    found: Index = {"brokers": {}, "overrides": {}, "excluded": {}, "refused": {}}
    for path in files:
        slug = path.stem
        if slug not in base:
            found["refused"][slug] = f"{path}: there is no broker {slug!r}."
            continue
        try:
            override = read_override(path)
            record, standings = merge(base[slug], override.facts)
            hold_sound(record)
        except BadRecord as problem:
            found["refused"][slug] = problem.message if str(path) in problem.message else f"{path}: {problem.message}"
            continue
        if override.excluded_on:
            found["excluded"][slug] = override.excluded_on
        if standings:
            found["brokers"][slug] = record
            found["overrides"][slug] = [
                {"name": f.name, "field": f.field, "value": f.value, "on": f.on, "basis": f.basis, "why": f.why}
                | {"standing": standing}
                for f, standing in standings
            ]
    return found


def _cached(directory: Path, compiled: Callable[[], Index], under: str = "") -> Index:
    """Return the index of a folder from this process, else the cache file, else compiled and kept for next time.

    `under`: what it was compiled from beside the files.
    """

    def read(mark: str) -> Index:
        kept = _cache_file(directory)
        index = _read_cache(kept, mark)
        if index is None:
            index = compiled()
            _write_cache(kept, {"mark": mark, "index": index})
        return index

    mark = _fingerprint(record_files(directory))
    return _remembered(directory, hashlib.sha256(f"{mark}{under}".encode()).hexdigest() if under else mark, read)


def _remembered(directory: Path, mark: str, read: Callable[[str], Index]) -> Index:
    known = _loaded.get(directory)
    if known is None or known[0] != mark:
        known = _loaded[directory] = (mark, read(mark))
    return known[1]


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256(f"{SCHEMA}".encode())
    for path in (*paths, Path(__file__)):
        with contextlib.suppress(OSError):
            state = path.stat()
            digest.update(f"\0{path.name}\0{state.st_size}\0{state.st_mtime_ns}\0{state.st_ctime_ns}".encode())
    return digest.hexdigest()


def _cache_file(directory: Path) -> Path:
    from unlist.config import cache_dir  # noqa: PLC0415 - not there when the build hook imports this module

    name = hashlib.sha256(str(directory.resolve()).encode()).hexdigest()[:16]
    return cache_dir() / f"registry-{name}.json"


def _read_cache(path: Path, mark: str) -> Index | None:
    try:
        with open(path, "rb", opener=_open_plainly) as stream:
            if not _is_own(os.fstat(stream.fileno())):
                return None
            kept = json.load(stream)
    except (OSError, ValueError, RecursionError):
        return None
    fits = isinstance(kept, dict) and kept.get("mark") == mark and isinstance(kept.get("index"), dict)
    return kept["index"] if fits else None


def _open_plainly(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _is_own(state: os.stat_result) -> bool:
    # It says where letters go: what others own or may write is not believed, though its mark may be right.
    if not stat.S_ISREG(state.st_mode):
        return False
    return os.name == "nt" or (state.st_uid == os.geteuid() and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _write_cache(path: Path, content: Mapping[str, Any]) -> None:
    from unlist.files import make_private_directory, write_file  # noqa: PLC0415 - only on a miss

    # A cache that cannot be kept costs time, never the command.
    with contextlib.suppress(UnlistError, OSError):
        make_private_directory(path.parent)
        write_file(path, json.dumps(content, ensure_ascii=False).encode())
