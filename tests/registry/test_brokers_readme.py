"""The record that brokers/README.md shows is a whole one: every key, in the right order, and valid."""

from __future__ import annotations

import re
from pathlib import Path

from unlist.registry.index import shipped_directory
from unlist.registry.overrides import merge, read_override
from unlist.registry.parse import validated
from unlist.registry.source import record_of
from unlist.registry.writer import CHANNEL_KEYS, RECORD_KEYS


def shown_record() -> str:
    text = (shipped_directory() / "README.md").read_text(encoding="utf-8")
    return next(block for block in re.findall(r"```toml\n(.*?)```", text, re.DOTALL) if block.startswith("name = "))


def test_the_shown_record_has_every_key_in_order_and_is_valid() -> None:
    source = record_of(Path("acme-data.toml"), shown_record())
    assert [key for key in source.record if key != "slug"] == list(RECORD_KEYS)
    assert list(source.record["channels"][0]) == list(CHANNEL_KEYS)
    assert validated(source).name == "Acme Data"


def test_the_shown_override_is_one(tmp_path) -> None:
    text = (shipped_directory() / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    path = tmp_path / "acme-data.toml"
    path.write_text(next(block for block in blocks if "[[facts]]" in block), encoding="utf-8")
    override = read_override(path)
    assert override.excluded_on == "2026-12-01"
    assert [fact.name for fact in override.facts] == [
        "rejects_email",
        "privacy-email:bounces",
        "privacy-email:profile_url",
    ]
    record = record_of(path, shown_record().replace('redirect_to = "acme-group"', "")).record
    assert {standing for _, standing in merge(record, override.facts)[1]} == {"applied"}
