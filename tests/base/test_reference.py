"""The visible reference: its check character, and what is read back out of mail."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlist import reference

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_the_check_character_is_that_of_the_standard():
    # The worked example of the Global Release Identifier, which uses ISO/IEC 7064 MOD 37,36.
    assert reference.check_character("A12425GABC1234002") == "M"


def test_a_check_character_worked_by_hand():
    # MOD 37,36 over "10": start 36; add 1 -> 37 mod 36 = 1, doubled 2 mod 37 = 2; add 0 -> 2, doubled 4.
    # The check c makes 4 + c = 1 (mod 36): c = 33, which is X.
    assert reference.check_character("10") == "X"


def test_new_references_are_valid_and_hold_no_letter_that_could_be_misread():
    drawn = {reference.new_reference() for _ in range(2000)}
    assert len(drawn) == 2000
    for one in drawn:
        assert len(one) == 14
        assert set(one[3:]) <= set(CROCKFORD)
        assert reference.normalize(one) == one


def test_a_seed_fixes_them():
    first = [reference.new_reference(random.Random(7).choice) for _ in range(3)]
    assert first == [reference.new_reference(random.Random(7).choice) for _ in range(3)]


ONE = reference.new_reference(random.Random(1).choice)


@pytest.mark.parametrize(
    "text",
    [
        ONE, ONE.lower(), f"Re: [{ONE}] your request", ONE.replace("-", " - "), ONE.replace("UL-", "Ul\u2013"),
        ONE.replace("UL-", "U1-"), ONE.replace("0", "o").replace("1", "l"), f"<b>{ONE}</b>", f"({ONE}).",
    ],
)  # fmt: skip
def test_it_is_found_as_people_and_programs_write_it(text):
    assert reference.find(text) == [ONE]


def test_nothing_but_a_reference_is_found():
    for text in ("UL-", "UL-1234567890", f"X{ONE}", f"{ONE}9", "UL-0000000000A", ONE[:-1] + "!", ""):
        assert reference.find(text) == []
    other = reference.new_reference(random.Random(2).choice)
    assert reference.find(f"{ONE} {other} {ONE}") == [ONE, other]
    assert reference.normalize(f"{ONE} {other}") is None


@given(st.integers(3, 13), st.sampled_from(string.digits + string.ascii_uppercase))
def test_every_single_wrong_character_is_noticed(place, wrong):
    changed = ONE[:place] + wrong + ONE[place + 1 :]
    folded = "UL-" + changed[3:].translate(str.maketrans({"I": "1", "L": "1", "O": "0"}))
    assert reference.find(changed) == ([ONE] if folded == ONE else [])
