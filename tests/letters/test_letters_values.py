"""What a person typed, or a record says, is text: never a template, never judged by a rule, never more than a line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters_people import ASKED_BY, CA, DE, FACES, LISTING, NY, PEOPLE, broker, ccpa, gdpr, order
from letters_story import ALL, FACE, FIRST, FOLLOW_UPS, HARMED_DE, IDENTITY, POLITE

from unlist import reference
from unlist.errors import BadInput
from unlist.letters.compose import blank_of, compose
from unlist.letters.lint import lint
from unlist.letters.slots import SLOT, Slots, one_line
from unlist.words import Right, Role

NAMES = [
    "{{ 7*7 }}",
    "{% raw %}",
    "{# gone #}",
    "${7*7} %s {0} \\1 \\g<0>",
    "O'Brien",
    "Ünïcøde Ñame",
    "محمد بن سلمى",
    "שרה כהן",
    "می\u200cخواهم",  # a Persian word with its zero width non-joiner
    "山田太郎",
    "Al",
    "I",
    "A & B <b>",
    "Sue Doe",
    "Art Icle 77",
    "X Æ A-12 $5,000",
    "Any And All Worldwide",
    "N. " * 66 + "Na",  # 200 characters
    "N" * 200,
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_in_the_letter_as_it_was_typed(name: str) -> None:
    letter = compose(order(gdpr(*FACE), FACES, replace(HARMED_DE, name=name)))
    flat = " ".join(letter.body.split())
    assert f"My name is {' '.join(name.split())}." in flat
    assert flat.endswith(f"Sincerely, {' '.join(name.split())}")
    assert "49" not in flat


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_the_name_differs_in_the_letter(name: str) -> None:
    plain = compose(order(ccpa(Right.OPT_OUT), PEOPLE, CA)).body.split()
    other = compose(order(ccpa(Right.OPT_OUT), PEOPLE, replace(CA, name=name))).body.split()
    typed = name.split()
    expected: list[str] = []
    words = iter(plain)
    for word in words:
        # The name stands as "Alex Sample." in the text and as "Alex Sample" at the end.
        if word == "Alex":
            expected += [*typed[:-1], typed[-1] + next(words).removeprefix("Sample")]
        else:
            expected.append(word)
    assert other == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("situation", "On 3 May you received $5,000 immediately; I will sue, see Article 77, within 30 days."),
        ("situation", "My date of birth and SSN were published; {{ situation }} {% endif %}"),
        ("name", "Sue Immediately"),
        ("reply_to", "ssn.lawsuit@example.org"),
    ],
)
def test_what_was_typed_raises_no_alarm(field: str, value: str) -> None:
    letter = compose(order(gdpr(*FACE), FACES, replace(HARMED_DE, **{field: value})))
    assert value in " ".join(letter.body.split())


def test_what_was_typed_hides_no_fault_and_proves_nothing() -> None:
    # The missing words stand in the situation alone: that does not make the letter say them.
    sender = replace(HARMED_DE, situation="one month from receipt (Article 12(4)) which data, to whom, sources")
    what = order(gdpr(*FACE), FACES, sender)
    blank = blank_of(what)
    without = replace(blank, body=blank.body.replace("one month from receipt", "some time"))
    assert [found.rule for found in lint(without, what)] == ["month", "month-article"]


def test_a_short_name_blanks_no_part_of_the_letter() -> None:
    what = order(ccpa(Right.OPT_OUT), PEOPLE, replace(CA, name="a"))
    assert lint(blank_of(what), what) == []
    assert "no later than 15 business days" in " ".join(blank_of(what).body.split())


def test_a_broker_is_named_as_its_record_has_it() -> None:
    odd = broker("odd", "Sue & {{ Sons }} (Illegal $5) LLC", Role.PEOPLE_SEARCH, "US", "people_search")
    assert compose(order(POLITE, odd, NY, asked_by=ASKED_BY)).body.startswith("Sue & {{ Sons }} (Illegal $5) LLC\n\n")


def test_an_identifier_stands_as_it_was_given() -> None:
    url = "https://harbor.example/p/{{x}}?a=%7B%20y#top"
    sender = replace(CA, disclosed=(replace(LISTING, value=url),))
    assert f"\n- address of the page: {url}\n" in compose(order(ccpa(Right.OPT_OUT), PEOPLE, sender)).body


def test_a_filled_value_is_not_filled_again() -> None:
    slots = Slots()
    first, second = slots.put("one", "x"), slots.put("two", "y")
    assert slots.fill(f"{first}{second}{first}") == "onetwoone"
    assert SLOT.fullmatch(first)


@pytest.mark.parametrize(
    "value",
    [
        "Alex\r\nBcc: someone@example.net",
        "Alex\nSample",
        "Alex\rSample",
        "Alex\x00Sample",
        "Alex\x1b[31mSample",
        "Alex\u2028Sample",
        "Alex\u2029Sample",
        "Alex\x85Sample",
        "Alex\u202eelpmaS",
        "Alex\u2066Sample",
        "Alex\ue000Sample",
        "Alex\ufeffSample",
        "Alex\ud800Sample",
    ],
)
@pytest.mark.parametrize("field", ["name", "situation", "reply_to"])
def test_a_line_break_or_hidden_character_is_refused(field: str, value: str) -> None:
    with pytest.raises(BadInput, match="line break or a control character") as refused:
        compose(order(gdpr(*FACE), FACES, replace(HARMED_DE, **{field: value})))
    assert refused.value.exit_code == 2
    assert "\n" not in refused.value.message


def test_the_same_holds_for_identifiers_broker_and_the_first_letter() -> None:
    with pytest.raises(BadInput):
        compose(order(ccpa(Right.OPT_OUT), PEOPLE, replace(CA, disclosed=(replace(LISTING, value="a\nb"),))))
    with pytest.raises(BadInput):
        compose(order(ccpa(Right.OPT_OUT), broker("odd", "A\nB", Role.PEOPLE_SEARCH, "US", "people_search"), CA))
    first = FOLLOW_UPS["follow_up_own-voluntary"]
    for change in ({"subject_line": "a\nb"}, {"sent_to": "a\x00b"}):
        with pytest.raises(BadInput):
            compose(replace(first, earlier=replace(first.earlier, **change)))
    asked = IDENTITY["identity_gdpr"]
    with pytest.raises(BadInput):
        compose(replace(asked, earlier=replace(asked.earlier, demanded=("a\nb",))))


@pytest.mark.parametrize("field", ["name", "reply_to"])
@pytest.mark.parametrize("value", ["", "  "])
def test_name_and_address_for_answers_are_needed(field: str, value: str) -> None:
    with pytest.raises(BadInput, match="is missing"):
        compose(order(gdpr(Right.DELETION), PEOPLE, replace(DE, **{field: value})))


def test_without_any_address_for_answers_no_letter_is_written() -> None:
    with pytest.raises(BadInput, match="The address for answers is missing") as refused:
        compose(order(gdpr(Right.DELETION), PEOPLE, replace(DE, reply_to=None)))
    assert "unlist subject edit" in refused.value.hint


@pytest.mark.parametrize("bad", ["UL-7Q2M4K9XT08", "UL-", "", "x\ny", "ul-7q2m4k9xt09"])
def test_a_reference_that_does_not_check_is_refused(bad: str) -> None:
    with pytest.raises(BadInput, match="is not a reference"):
        compose(replace(FIRST["gdpr_deletion"], reference=bad))


@pytest.mark.parametrize("name", ALL)
def test_no_template_holds_a_slot_of_its_own_or_an_empty_value(name: str) -> None:
    blank = blank_of(ALL[name])
    assert all(len(slot) <= 1 for slot in blank.own.values())
    assert "None" not in blank.body
    assert not SLOT.search(compose(ALL[name]).body)
    assert reference.find(compose(ALL[name]).subject_line) == [ALL[name].reference]


def test_spaces_of_every_kind_become_one_space() -> None:
    assert one_line("  Alex\u00a0\u2003 Sample ", "x") == "Alex Sample"
    with pytest.raises(BadInput):
        one_line("Alex\tSample", "x")


@given(st.text(max_size=60))
def test_any_text_is_refused_or_stands_unchanged(value: str) -> None:
    try:
        letter = compose(order(POLITE, PEOPLE, replace(NY, name=value), asked_by=ASKED_BY))
    except BadInput:
        return
    assert " ".join(value.split()) in " ".join(letter.body.split(" ")).replace("\n", " ")
