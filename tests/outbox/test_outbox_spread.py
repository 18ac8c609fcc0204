"""One letter a day to a family, or to an address that several brokers share; the days are counted by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from invented import AT

from unlist.outbox.plan import make_plan
from unlist.outbox.queue import queue
from unlist.outbox.spread import spread
from unlist.registry.load import broker

ON = date(2026, 11, 24)


@dataclass(frozen=True)
class One:
    """A letter, as far as it matters here."""

    broker: object
    channel: object


@pytest.fixture
def letter(store):
    record = broker("harbor-people")

    def made(slug, group=None, value=None):
        channel = record.channels[0].model_copy(update={"value": value or f"privacy@{slug}.example"})
        return One(record.model_copy(update={"slug": slug, "name": slug.title(), "group": group}), channel)

    return made


def test_a_family_gets_one_letter_a_day_in_the_order_of_the_plan(letter):
    letters = [letter("a", "tide"), letter("b"), letter("c", "tide"), letter("d", "tide"), letter("e", "other")]
    today, later = spread(letters, [], ON)
    assert [one.broker.slug for one in today] == ["a", "b", "e"]
    assert [(one.letter.broker.slug, one.on, one.after) for one in later] == [
        ("c", date(2026, 11, 25), "A"),
        ("d", date(2026, 11, 26), "C"),
    ]


def test_a_shared_address_gets_one_letter_a_day(letter):
    shared = "Privacy@desk.example"
    today, later = spread([letter("a", value=shared), letter("b", value=shared.lower())], [], ON)
    assert [one.broker.slug for one in today] == ["a"]
    assert [(one.letter.broker.slug, one.on) for one in later] == [("b", date(2026, 11, 25))]


def test_what_was_written_today_counts(letter):
    first = letter("a", "tide")
    today, later = spread([letter("b", "tide")], [(first.broker, first.channel.value)], ON)
    assert today == []
    assert later[0].on == date(2026, 11, 25)


def test_a_plan_leaves_the_rest_of_a_family_to_the_next_days_and_names_the_day(store):
    from unlist import config

    folder = config.config_dir() / "brokers"
    text = (folder / "harbor-people.toml").read_text(encoding="utf-8")
    for slug in ("harbor-people", "harbor-twin"):
        own = text.replace("harbor-people.example", f"{slug}.example").replace("Harbor People", slug.title())
        (folder / f"{slug}.toml").write_text(f'group = "harbor"\n{own}', encoding="utf-8")
    records = [broker("harbor-twin"), broker("harbor-people")]
    subject = store.subject("maya")
    made = make_plan(store, subject, records, on=ON)
    # Maya saw her listing at harbor-people, which therefore comes first.
    assert [item.broker.slug for item in made.items] == ["harbor-people"]
    (waiting,) = made.skipped
    assert waiting.broker == "harbor-twin"
    assert waiting.reason.endswith("this one from 2026-11-25 on")
    queue(store, subject, made.items[0], at=AT, confirmed=frozenset({"residence"}))
    assert make_plan(store, subject, records, on=ON).items == ()
    tomorrow = make_plan(store, subject, records, on=date(2026, 11, 25))
    assert [item.broker.slug for item in tomorrow.items] == ["harbor-twin"]
