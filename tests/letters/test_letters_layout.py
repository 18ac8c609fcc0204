"""How a text is laid out: at most 78 columns, one empty line between paragraphs, no space at the end of a line."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from letters_people import ASKED_BY, LISTING, NY, PEOPLE, order
from letters_story import ALL, POLITE

from unlist.letters.compose import SAMPLE, compose
from unlist.letters.layout import WIDTH, columns, laid_out

LONG = "https://harbor-people.example/" + "p" * 90


@pytest.mark.parametrize("name", ALL)
def test_every_letter_is_laid_out(name: str) -> None:
    for letter in (compose(ALL[name]), compose(replace(ALL[name], sample=True))):
        body = letter.body
        assert all(columns(line) <= 78 for line in body.splitlines())
        assert all(line == line.rstrip() for line in body.split("\n"))
        assert "\n\n\n" not in body
        assert body.endswith("\n")
        assert not body.endswith("\n\n")
        assert body[0] != "\n"
        assert body.isascii()
        assert "\t" not in body
        assert "  " not in re.sub(r"^  ", "", body, flags=re.MULTILINE), "two spaces only hang a list"


@pytest.mark.parametrize("name", ALL)
def test_the_letter_begins_with_the_recipient_the_date_and_the_reference(name: str) -> None:
    what = ALL[name]
    block, second, third, *_ = compose(what).body.split("\n\n")
    assert block.splitlines()[0] == what.broker.legal_name
    day, number = second.splitlines()
    assert str(what.written_on.year) in day
    assert re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}", day)
    assert number == f"Reference: {what.reference}"
    assert third.endswith((",", ":"))


@pytest.mark.parametrize("name", ALL)
def test_a_citation_is_not_torn_apart(name: str) -> None:
    assert not re.search(
        r"(Articles?|section|Code|CCR|ILCS|USC|Civil|\d\d)\n\s*(\d|Code|CCR|ILCS|USC)", compose(ALL[name]).body
    )


def test_a_sample_says_so_at_both_ends_and_in_the_subject() -> None:
    letter = compose(replace(ALL["gdpr_deletion"], sample=True))
    plain = compose(ALL["gdpr_deletion"])
    assert letter.subject_line == f"SAMPLE {plain.subject_line}"
    assert letter.body == f"{SAMPLE}\n\n{plain.body}\n{SAMPLE}\n"


def test_paragraphs_are_filled_and_lists_hang() -> None:
    text = "  word  " * 20 + "\n\n\n\n- " + "item " * 20 + "\n- short\n"
    line = " ".join(["word"] * 15)
    item = "- " + " ".join(["item"] * 15)
    hung = "  " + " ".join(["item"] * 5)
    # 15 words of 4 letters take 15*4+14 = 74 columns, a 16th would make 79; "- " and 15 items take 2+15*4+14 = 76.
    assert laid_out(text) == f"{line}\n{' '.join(['word'] * 5)}\n\n{item}\n{hung}\n- short\n"
    assert WIDTH == 76


def test_an_address_longer_than_a_line_stays_whole() -> None:
    sender = replace(NY, disclosed=(replace(LISTING, value=LONG),))
    body = compose(order(POLITE, PEOPLE, sender, asked_by=ASKED_BY)).body
    assert f"\n- address of the page:\n  {LONG}\n" in body
    assert all(columns(line) <= 78 for line in body.splitlines() if LONG not in line)


def test_wide_and_combining_characters_are_counted_as_they_are_seen() -> None:
    assert columns("山田") == 4
    assert columns("e\u0301") == 1
    assert columns("O'Brien") == 7
    lines = laid_out("山田太郎 " * 20).splitlines()
    # Each name takes 8 columns and a space: eight of them 71, nine would take 80.
    assert lines[0] == " ".join(["山田太郎"] * 8)


def test_nothing_is_laid_out_as_nothing() -> None:
    assert laid_out("") == "\n"
    assert laid_out("\n \n") == "\n"
