"""A record that is written is read back the same, and has the order that the check wants."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from unlist.registry.records import Brand, Broker, Channel, Evidence, Note
from unlist.registry.writer import BRAND_KEYS, CHANNEL_KEYS, EVIDENCE_KEYS, NOTE_KEYS, RECORD_KEYS, dump_record


def test_a_record_survives_being_written(records: dict[str, str]) -> None:
    for text in records.values():
        assert dump_record(tomllib.loads(text)) == text


def test_the_writer_knows_every_key_of_the_models() -> None:
    assert set(RECORD_KEYS) | {"slug"} == set(Broker.model_fields)
    assert set(CHANNEL_KEYS) == set(Channel.model_fields)
    assert set(EVIDENCE_KEYS) == set(Evidence.model_fields)
    assert set(BRAND_KEYS) == set(Brand.model_fields)
    assert set(NOTE_KEYS) == set(Note.model_fields)


@given(
    name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    words=st.lists(st.text(st.characters(exclude_categories=["Cs"]))),
    day=st.dates(),
)
def test_whatever_a_text_holds_it_stays_a_text(name: str, words: list[str], day: date) -> None:
    record: dict[str, Any] = {"name": name, "categories": words, "notes": [{"on": day, "text": name}]}
    read = tomllib.loads(dump_record(record))
    assert read["name"] == name
    assert read.get("categories", []) == words
    assert read["notes"] == [{"on": day, "text": name}]
