"""The record that brokers/README.md shows is a whole one: every key, in the right order, and valid."""

from __future__ import annotations

import re
from pathlib import Path

from unlist.registry.index import shipped_directory
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
