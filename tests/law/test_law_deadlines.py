"""Deadlines worked by hand: each row of the tables says why, and was counted on a calendar and not by the engine."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from unlist.law.deadlines import deadline
from unlist.words import LawId, Right

HERE = Path(__file__).parent
TABLES = {
    "gdpr.csv": "gdpr",
    "uk_gdpr.csv": "uk-gdpr",
    "california.csv": "",
    "others.csv": "",
    "states.csv": "",
    "abroad.csv": "",
}
COLUMNS = {
    "ack": "acknowledge_by",
    "nominal": "nominal_due_on",
    "unpaused": "due_without_pause_on",
    "due": "due_on",
    "extended": "extended_due_on",
    "chase": "chase_on",
}


def rows():
    for name, law in TABLES.items():
        with (HERE / name).open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                yield pytest.param({"law": law, **row}, id=f"{name}:{number}")


def day(text):
    return date.fromisoformat(text) if text else None


def asked(row):
    given = {"pauses": []}
    for word in row["given"].split():
        key, _, value = word.partition("=")
        if key == "pause":
            first, _, last = value.partition("..")
            given["pauses"].append((day(first), day(last)))
        elif key == "by":
            given["chase"] = value
        else:
            given[{"start": "clock_start", "extended": "extended_on"}[key]] = day(value)
    return deadline(
        LawId(row["law"]), Right(row["right"]), jurisdiction=row["place"], received_on=day(row["received"]), **given
    )


def test_the_tables_hold_as_many_cases_as_were_promised_and_each_says_why():
    table = [param.values[0] for param in rows()]
    assert len(table) >= 120
    assert all(None not in row and None not in row.values() and row["source"] and row["why"] for row in table)
    assert {row["law"] for row in table} == {law.value for law in LawId}


@pytest.mark.parametrize("row", list(rows()))
def test_a_deadline_is_the_one_worked_by_hand(row):
    found = asked(row)
    assert {column: getattr(found, name) for column, name in COLUMNS.items()} == {
        column: day(row[column]) for column in COLUMNS
    }
    assert found.extension == (row["notice"] or None)


# -- which rule answers, and what it says of itself ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("law", "right", "place", "received", "rule", "valid_from", "valid_to", "statutory"),
    [
        ("gdpr", "access", "DE", "2026-11-16", "eu-gdpr-12-3", "2018-05-25", "", True),
        ("gdpr", "complaint", "DE", "2026-11-16", "eu-gdpr-78-2", "2018-05-25", "", True),
        # SI 2026/82 reg. 2: article 12A in force on 5 February 2026.
        ("uk-gdpr", "access", "GB-ENG", "2026-02-04", "uk-gdpr-12-3", "2021-01-01", "2026-02-04", True),
        ("uk-gdpr", "access", "GB-ENG", "2026-02-05", "uk-gdpr-12a", "2026-02-05", "", True),
        ("uk-gdpr", "complaint", "GB-ENG", "2026-06-19", "uk-s164a-ack", "2026-06-19", "", True),
        # SB 923: deletion in its new version from 2027 on.
        ("ccpa", "deletion", "US-CA", "2026-12-31", "us-ca-ccpa-delete", "2023-03-29", "2026-12-31", True),
        ("ccpa", "deletion", "US-CA", "2027-01-01", "us-ca-ccpa-delete-2027", "2027-01-01", "", True),
        ("ccpa", "access", "US-CA", "2027-01-01", "us-ca-ccpa-know", "2023-03-29", "", True),
        ("ccpa", "rectification", "US-CA", "2027-01-01", "us-ca-ccpa-correct", "2023-03-29", "", True),
        ("ccpa", "opt_out", "US-CA", "2027-01-01", "us-ca-ccpa-optout", "2023-03-29", "", True),
        ("ccpa", "limit", "US-CA", "2026-12-31", "us-ca-ccpa-limit", "2023-03-29", "", True),
        # DROP takes requests since 1 January 2026; AB 883: 30 days from 2027 on.
        ("delete-act", "deletion", "US-CA", "2026-01-01", "us-ca-drop-2026", "2026-08-01", "2026-12-31", True),
        ("delete-act", "deletion", "US-CA", "2026-12-31", "us-ca-drop-2026", "2026-08-01", "2026-12-31", True),
        ("delete-act", "deletion", "US-CA", "2027-01-01", "us-ca-drop-2027", "2027-01-01", "", True),
        ("bipa", "demand", "US-IL", "2026-11-16", "us-il-bipa", "2008-10-03", "", False),
        ("fcra", "rectification", "US-NY", "2026-11-16", "us-fcra-1681i", "1997-09-30", "", True),
        ("fcra", "opt_out", "US-NY", "2026-11-16", "us-fcra-1681b-e", "1997-09-30", "", True),
        ("fcra", "access", "US-NY", "2026-11-16", "us-fcra-1681g", "1997-09-30", "", False),
        ("none", "voluntary", "US-NY", "2026-11-16", "voluntary", "1970-01-01", "", False),
    ],
)
def test_the_rule_in_force_on_the_day_of_receipt_answers(
    law, right, place, received, rule, valid_from, valid_to, statutory
):
    found = deadline(LawId(law), Right(right), jurisdiction=place, received_on=day(received))
    assert (found.rule, found.valid_from, found.valid_to) == (rule, day(valid_from), day(valid_to))
    assert found.statutory is statutory
    assert found.citations


def test_the_old_and_the_new_deletion_right_are_cited_apart():
    old, new = (
        deadline(LawId.CCPA, Right.DELETION, jurisdiction="US-CA", received_on=day(received)).citations
        for received in ("2026-12-31", "2027-01-01")
    )
    assert not any("SB 923" in citation for citation in old)
    assert any("SB 923" in citation for citation in new)


@pytest.mark.parametrize("place", ["GB", "gb", " gb-eng ", "GB-ENG"])
def test_the_united_kingdom_without_a_nation_is_england(place):
    assert deadline(LawId.UK_GDPR, Right.ACCESS, jurisdiction=place, received_on=day("2026-11-16")).jurisdiction == (
        "GB-ENG"
    )


# -- the explanation -------------------------------------------------------------------------------------------------


def trace(law, right, place, received, **given):
    found = deadline(LawId(law), Right(right), jurisdiction=place, received_on=day(received), **given)
    return " ".join(found.trace)


def test_the_explanation_names_every_closed_day_that_moved_the_date():
    text = trace("gdpr", "deletion", "DE", "2026-03-03")
    for said in (
        "received on Tuesday 2026-03-03",
        "Friday 2026-04-03 (Good Friday)",
        "Saturday 2026-04-04",
        "Sunday 2026-04-05",
        "Monday 2026-04-06 (Easter Monday)",
        "The last day is Tuesday 2026-04-07",
        "3 months from the start",
    ):
        assert said in text


def test_the_explanation_names_the_holidays_that_business_days_left_out():
    text = trace("ccpa", "opt_out", "US-CA", "2026-09-17")
    assert "Friday 2026-09-25 (Native American Day)" in text
    assert "Columbus Day" not in text  # 12 October lies after the last day


def test_a_clamped_month_says_so():
    assert "has no day 31" in trace("gdpr", "deletion", "DE", "2026-01-31")
    assert "same day of the month" in trace("gdpr", "deletion", "DE", "2026-01-15")


def test_the_literal_reading_of_the_regulation_is_told_and_not_used():
    # 16 November and 44 days: 14 to the end of November, 30 December.
    assert "would end on Wednesday 2026-12-30" in trace("ccpa", "deletion", "US-CA", "2026-11-16")


def test_what_the_sender_set_is_never_called_the_law():
    for law, right, place in (
        ("bipa", "demand", "US-IL"),
        ("none", "voluntary", "DE"),
        ("fcra", "access", "US"),
    ):
        assert "No statute sets this day" in trace(law, right, place, "2026-11-16")
    assert "No statute" not in trace("ccpa", "deletion", "US-CA", "2026-11-16")


def test_a_late_or_impossible_extension_is_told():
    late = trace("gdpr", "deletion", "DE", "2026-11-16", extended_on=day("2026-12-17"))
    assert "came after 2026-12-16: it is late" in late
    none = trace("ccpa", "opt_out", "US-CA", "2026-11-23", extended_on=day("2026-12-01"))
    assert "this clock knows no extension" in none


def test_a_suspension_is_told_with_where_it_stands():
    text = trace("gdpr", "deletion", "DE", "2026-11-16", pauses=[(day("2026-11-20"), day("2026-11-25"))])
    assert "stood from Friday 2026-11-20 to Tuesday 2026-11-24, the day before the answer: 5 days" in text
    assert "EDPB Guidelines 01/2022" in text
    uk = trace("uk-gdpr", "access", "GB-ENG", "2026-11-02", pauses=[(day("2026-11-05"), day("2026-11-09"))])
    assert "stood from Thursday 2026-11-05 to Monday 2026-11-09, the day of the answer: 5 days" in uk


def test_a_pause_that_came_too_late_is_told():
    text = trace("gdpr", "deletion", "DE", "2026-11-16", pauses=[(day("2026-12-17"), day("2026-12-20"))])
    assert "began after the first deadline, which it does not change" in text


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2026-11-15", "the request had not come"),
        ("2026-12-14", "2 days remain."),
        ("2026-12-15", "1 day remains."),
        ("2026-12-16", "Wednesday 2026-12-16 is the last day."),
        ("2026-12-17", "it is 1 day late."),
        ("2026-12-30", "it is 14 days late."),
    ],
)
def test_how_things_stand_on_a_day_is_told(as_of, said):
    assert said in trace("gdpr", "deletion", "DE", "2026-11-16", as_of=day(as_of))


def test_how_things_stand_follows_a_valid_extension_and_no_late_one():
    # 16 February less 16 January is 31 days.
    valid = trace("gdpr", "deletion", "DE", "2026-11-16", extended_on=day("2026-12-16"), as_of=day("2027-01-16"))
    assert "31 days remain" in valid
    # 16 January less 16 December is 31 days.
    late = trace("gdpr", "deletion", "DE", "2026-11-16", extended_on=day("2026-12-17"), as_of=day("2027-01-16"))
    assert "31 days late" in late
    # The acknowledgement of a complaint is what can be late: due on Monday 20 July.
    complaint = trace("uk-gdpr", "complaint", "GB-ENG", "2026-06-19", as_of=day("2026-07-22"))
    assert "2 days late" in complaint


def test_the_explanation_is_english_on_every_machine(monkeypatch):
    from unlist.law import closed_days

    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    closed_days._public.cache_clear()
    try:
        assert "(Good Friday)" in trace("gdpr", "deletion", "DE", "2026-03-03")
    finally:
        closed_days._public.cache_clear()
