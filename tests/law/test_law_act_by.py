"""The person's own limits, worked by hand."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from unlist.errors import BadInput
from unlist.law.act_by import Happened
from unlist.law.act_by import limits as own_limits
from unlist.words import LawId, Right

TABLE = Path(__file__).parent / "act_by.csv"


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            yield pytest.param(row, id=f"{TABLE.name}:{number}")


def limits(law, right, place, event, on):
    return own_limits(LawId(law), Right(right), place, Happened(event), date.fromisoformat(on))


@pytest.mark.parametrize("row", list(rows()))
def test_a_limit_of_ones_own_is_the_one_worked_by_hand(row):
    assert row["source"]
    first, *_ = limits(row["law"], row["right"], row["place"], row["event"], row["on"])
    assert first.act_by.isoformat() == row["act_by"]
    assert first.citation
    assert first.binding


@pytest.mark.parametrize(
    ("law", "right", "place", "event", "on", "act_by", "binding"),
    [
        # PIPEDA s. 11(3): six months; 31 December and six months is 30 June.
        ("pipeda", "access", "CA-ON", "silent", "2026-12-31", "2027-06-30", True),
        ("pipeda", "access", "CA-QC", "refused", "2026-08-31", "2027-02-28", True),
        # Bulgaria: six months from knowledge.
        ("gdpr", "deletion", "BG", "learned", "2026-11-23", "2027-05-23", True),
        # Austria: a refusal is knowledge of it.
        ("gdpr", "access", "AT", "refused", "2026-11-23", "2027-11-23", True),
        # What the ICO expects is no law.
        ("uk-gdpr", "access", "GB-WLS", "silent", "2026-11-30", "2027-02-28", False),
        # DPO art. 19: ten days after the costs were announced.
        ("ch-fadp", "access", "CH-ZH", "cost_announced", "2026-11-23", "2026-12-03", True),
    ],
)
def test_further_limits(law, right, place, event, on, act_by, binding):
    (limit,) = limits(law, right, place, event, on)
    assert (limit.act_by.isoformat(), limit.binding) == (act_by, binding)


@pytest.mark.parametrize(
    ("law", "right", "place", "event"),
    [
        ("gdpr", "access", "DE", "learned"),  # none in the whole Union
        ("gdpr", "complaint", "AT", "complained"),
        ("ccpa", "deletion", "US-CA", "refused"),
        ("bipa", "demand", "US-CA", "learned"),
        ("vcdpa", "deletion", "US-VA", "refused"),  # "within a reasonable period"
        ("law25", "access", "CA-ON", "refused"),
        ("uk-gdpr", "complaint", "GB-ENG", "refused"),
    ],
)
def test_no_limit_is_made_up(law, right, place, event):
    assert limits(law, right, place, event, "2026-11-23") == ()


def test_a_place_that_is_none_is_refused():
    with pytest.raises(BadInput):
        limits("gdpr", "access", "Austria", "learned", "2026-11-23")
