"""Every letter, in every variant of its text, byte for byte. Renewed with `pytest --update-golden`, then read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from letters_people import order
from letters_story import ALL, FIRST

from unlist.letters.catalog import entries
from unlist.letters.compose import compose
from unlist.letters.model import Order

GOLDEN = Path(__file__).parent / "golden"


def golden(name: str, what: Order) -> Path:
    return GOLDEN / f"{name}.{what.language}.txt"


@pytest.mark.parametrize("name", ALL)
def test_the_letter_is_as_it_was_read_last(name: str, request: pytest.FixtureRequest) -> None:
    letter = compose(ALL[name])
    text = f"Subject: {letter.subject_line}\n\n{letter.body}".encode()
    path = golden(name, ALL[name])
    if request.config.getoption("--update-golden"):
        path.write_bytes(text)
    assert text == path.read_bytes()


def test_each_letter_of_the_catalog_in_each_language_has_a_golden_file() -> None:
    written = {(compose(what).template, what.language) for what in ALL.values()}
    assert {(entry.file, entry.language) for entry in entries()} == written
    assert all(
        name == compose(what).template or name.startswith(f"{compose(what).template}-") for name, what in ALL.items()
    )


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {golden(name, what).name for name, what in ALL.items()}


def test_the_same_order_gives_the_same_bytes() -> None:
    what = FIRST["gdpr_objection_face"]
    again = order(what.claim, what.broker, what.sender)
    assert compose(what) == compose(again)
