"""A TOML record through the strict models. Loads pydantic: for checking, building and personal records only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError  # noqa: TID253 - strictness is what this module is for

from unlist.errors import BadRecord
from unlist.registry.records import Broker
from unlist.registry.source import HELP, Source, read_record
from unlist.registry.syntax import email_problem, hidden_problem, phone_problem, url_problem
from unlist.words import ChannelKind

_SHOWN = 12
"""Allowed values that an error message lists."""


def parse_file(path: Path) -> Broker:
    """Read one record through the strict models.

    Raises BadRecord naming file, line and key for malformed TOML, an unknown or missing key, a wrong type or value,
    and an address to which nothing could be sent.
    """
    source = read_record(path)
    broker = validated(source)
    for number, channel in enumerate(broker.channels):
        if wrong := address_problem(channel.kind, channel.value):
            raise source.problem(["channels", number, "value"], f"the {channel.kind} {wrong}.")
    return broker


def validated(source: Source) -> Broker:
    """Return the record of a source as a Broker. Raises BadRecord for the first thing that is wrong."""
    try:
        return Broker.model_validate_json(json.dumps(source.record), strict=True)
    except ValidationError as failed:
        keys, sentence = schema_problems(failed)[0]
        raise source.problem(keys, sentence) from failed


def schema_problems(failed: ValidationError) -> list[tuple[list[str | int], str]]:
    """Return each thing that the models found wrong: the path of its key and a sentence about it."""
    found: list[tuple[list[str | int], str]] = []
    for problem in failed.errors(include_url=False):
        keys = [step for step in problem["loc"] if not _is_model_word(step)]
        entry = (keys or ["slug"], _sentence(problem["type"], problem["msg"], problem.get("ctx", {})))
        if entry not in found:
            found.append(entry)
    return found


def address_problem(kind: ChannelKind, value: str) -> str | None:
    """Return what is wrong with the value of a channel of this kind, else None."""
    match kind:
        case ChannelKind.EMAIL:
            return email_problem(value)
        case ChannelKind.FORM:
            return url_problem(value, schemes=("https", "http"))
        case ChannelKind.PHONE:
            return phone_problem(value)
        case ChannelKind.POST:
            return hidden_problem(value, lines=True)


def broker_of(record: dict[str, Any]) -> Broker:
    """Return a record of the compiled index as a Broker. Raises BadRecord naming the slug and the key."""
    try:
        return Broker.model_validate(record)
    except ValidationError as failed:
        keys, sentence = schema_problems(failed)[0]
        where = ".".join(str(step + 1) if isinstance(step, int) else step for step in keys)
        raise BadRecord(
            f"The record {record.get('slug')!r}, {where}: {sentence}", hint=f"See: unlist broker check. {HELP}"
        ) from failed


def hold_sound(record: dict[str, Any]) -> None:
    """Hold a plain record to the strict models and to addresses that something can be sent to. Raises BadRecord."""
    for channel in broker_of(record).channels:
        if wrong := address_problem(channel.kind, channel.value):
            raise BadRecord(f"The channel {channel.id!r}: the {channel.kind} {wrong}.", hint=HELP)


def _is_model_word(step: str | int) -> bool:
    # `covers` is a union: pydantic adds the alternative that it tried (`literal['all']`, `tuple[str, ...]`).
    return isinstance(step, str) and ("[" in step)


def _sentence(kind: str, said: str, context: dict[str, Any]) -> str:
    if kind == "extra_forbidden":
        return "there is no such key."
    if kind == "missing":
        return "it is missing."
    if kind in {"literal_error", "enum"}:
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        more = ", …" if len(allowed) > _SHOWN else ""
        return f"it must be one of {', '.join(allowed[:_SHOWN])}{more}."
    return f"{said[:1].lower()}{said[1:]}."
