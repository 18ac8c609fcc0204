"""Second letters: what is known of the first one is said, no more, and not before its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from letters_people import ASKED_BY, DE, FACES, LATER, NEW_DAY, NY, PEOPLE, REFERENCE, earlier, gdpr, own_clock, second
from letters_story import FACE, FOLLOW_UPS, IDENTITY, MONTH, POLITE

from unlist.errors import BadInput, UnlistError
from unlist.letters.compose import compose
from unlist.words import LawId, Purpose, Right

STATUTORY = [name for name in FOLLOW_UPS if name.startswith("follow_up_statutory")]
OWN = [name for name in FOLLOW_UPS if name.startswith("follow_up_own")]


def flat(what) -> str:
    letter = compose(what)
    return " ".join(f"{letter.subject_line} {letter.body}".split())


@pytest.mark.parametrize("name", STATUTORY)
def test_it_says_when_the_first_letter_went_what_was_due_and_what_is_missing(name: str) -> None:
    what, text = FOLLOW_UPS[name], flat(FOLLOW_UPS[name])
    day = what.earlier.sent_on
    assert f"{day.day}" in text
    assert f"{day.year}" in text
    named = "Daniel's Law" if what.claim.law is LawId.DANIELS_LAW else "the"
    assert f"I made a request to you under {named}" in text
    assert f"({what.earlier.deadline.citations[0]})" in text
    assert "Still missing: " in text
    assert "I set that day myself" in text
    # Daniel's Law is for courts alone: nobody takes a complaint.
    assert ("I may complain to" in text) is (what.claim.law is not LawId.DANIELS_LAW)
    assert f"reference {REFERENCE}" in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("follow_up_statutory-gdpr", "Your answer was due on 24 December 2026 (GDPR art. 12(3))"),
        ("follow_up_statutory-ccpa-opt-out", "You had until December 16, 2026 to comply (11 CCR 7026(f))"),
        (
            "follow_up_statutory-ccpa-deletion",
            "Your answer was due on January 8, 2027 (Cal. Civ. Code 1798.130(a)(2)(A))",
        ),
        ("follow_up_statutory-gdpr", "complain to a data protection authority"),
        (
            "follow_up_statutory-uk",
            "complain to you under section 164A of the Data Protection Act 2018, and to the Inf",
        ),
        (
            "follow_up_statutory-uk-before-164A",
            "to the Information Commissioner (Data Protection Act 2018, section 165)",
        ),
        ("follow_up_statutory-ccpa-opt-out", "to the California Privacy Protection Agency and to the Attorney General"),
        ("follow_up_statutory-fcra", "to the Consumer Financial Protection Bureau"),
        ("follow_up_statutory-gdpr", "by e-mail to privacy@quay-faces.example, with the reference"),
        ("follow_up_statutory-gdpr-form", "through the form at https://harbor-people.example/out, with the reference"),
        (
            "follow_up_statutory-gdpr-post",
            "by post to Nordlicht Daten GmbH, Datenschutz, Am Hafen 1, 20457 Hamburg, with",
        ),
        ("follow_up_own-phone", "by telephone at +1 555 0199, with the reference"),
        (
            "follow_up_statutory-va",
            "under the Virginia Consumer Data Protection Act, by e-mail to privacy@quay-faces.example",
        ),
        ("follow_up_statutory-va", "Your answer was due on January 8, 2027 (Va. Code 59.1-577(B)(1))"),
        ("follow_up_statutory-va", "After it I may complain to the Attorney General of Virginia."),
        ("follow_up_statutory-va", "Still missing: what you deleted, what you kept, and why."),
        ("follow_up_statutory-co", "After it I may complain to the Attorney General of Colorado."),
        ("follow_up_statutory-co", "Your answer was due on January 8, 2027 (C.R.S. 6-1-1306(2)(a))"),
        ("follow_up_statutory-ut", "I may complain to the Utah Division of Consumer Protection."),
        ("follow_up_statutory-ch", "Your answer was due on 24 December 2026 (FADP art. 25(7))"),
        ("follow_up_statutory-ch", "complain to the Federal Data Protection and Information Commissioner."),
        ("follow_up_statutory-wa", "complain to the Attorney General of Washington."),
        ("follow_up_statutory-nj-daniels", "You had until December 9, 2026 to comply (N.J.S.A. 56:8-166.1)"),
        ("follow_up_own-ch", "and asked for an answer by 24 December 2026"),
        ("follow_up_own-bipa", "and asked for an answer by December 24, 2026"),
    ],
)
def test_the_words_of_each_law_and_way(name: str, words: str) -> None:
    assert words in flat(FOLLOW_UPS[name])


@pytest.mark.parametrize("name", OWN)
def test_without_a_statutory_day_there_is_no_complaint_and_nothing_overdue(name: str) -> None:
    text = flat(FOLLOW_UPS[name])
    for never in ("complain", "uthority", "verdue", "was due", "Attorney General"):
        assert never not in text
    day = "26 January 2027" if FOLLOW_UPS[name].claim.law is LawId.CH_FADP else "January 26, 2027"
    assert f"I would be glad to hear from you by {day}. I set that day myself" in text


@pytest.mark.parametrize("name", FOLLOW_UPS)
def test_what_is_known_of_the_arrival_is_said_and_no_more(name: str) -> None:
    what, text = FOLLOW_UPS[name], flat(FOLLOW_UPS[name])
    assert "you received" not in text
    assert ("Its receipt is on record." in text) is what.earlier.receipt_known
    mail = what.earlier.channel == "email" and not what.earlier.receipt_known
    assert ("No bounce came back." in text) is mail


@pytest.mark.parametrize("name", FOLLOW_UPS)
def test_a_follow_up_claims_nothing_new(name: str) -> None:
    text = flat(FOLLOW_UPS[name])
    for never in ("Article 17", "Article 21", "1798.105", "1798.120", "14/15", "I live in", "also ask"):
        assert never not in text


@pytest.mark.parametrize("day", [date(2026, 12, 23), date(2026, 12, 24)])
def test_it_is_not_written_before_the_day_has_passed(day: date) -> None:
    what = second(gdpr(*FACE), FACES, DE, earlier(MONTH[LawId.GDPR]), written_on=day)
    with pytest.raises(BadInput, match=r"only after the answer was due \(2026-12-24\)"):
        compose(what)
    assert compose(replace(what, written_on=date(2026, 12, 25)))


def test_a_valid_extension_is_waited_for() -> None:
    # Three months from 24 November 2026 are 24 February 2027.
    longer = replace(MONTH[LawId.GDPR], extension="valid", extended_due_on=date(2027, 2, 24))
    what = second(gdpr(*FACE), FACES, DE, earlier(longer))
    with pytest.raises(BadInput, match="2027-02-24"):
        compose(what)
    late = replace(longer, extension="late")
    assert "due on 24 December 2026" in flat(second(gdpr(*FACE), FACES, DE, earlier(late)))
    named = second(gdpr(*FACE), FACES, DE, earlier(longer, due_on=date(2027, 1, 10)))
    assert "due on 10 January 2027" in flat(named), "an extension to a named day ends on that day"


def test_without_a_day_there_is_no_follow_up() -> None:
    with pytest.raises(BadInput, match="only after the answer was due"):
        compose(second(gdpr(*FACE), FACES, DE, earlier(replace(MONTH[LawId.GDPR], due_on=None))))


@pytest.mark.parametrize("purpose", [Purpose.FOLLOW_UP, Purpose.IDENTITY_REPLY])
def test_a_second_letter_needs_the_first(purpose: Purpose) -> None:
    what = replace(FOLLOW_UPS["follow_up_statutory-gdpr"], earlier=None, purpose=purpose)
    with pytest.raises(BadInput, match="needs the first one"):
        compose(what)


def test_the_new_day_lies_ahead() -> None:
    with pytest.raises(BadInput, match="which has come"):
        compose(replace(FOLLOW_UPS["follow_up_statutory-gdpr"], asked_by=LATER))
    assert date(2027, 1, 26) == NEW_DAY


def test_a_follow_up_without_a_new_day_is_a_fault_and_not_a_letter() -> None:
    with pytest.raises(UnlistError, match="asked_by"):
        compose(replace(FOLLOW_UPS["follow_up_statutory-gdpr"], asked_by=None))


def test_the_day_that_the_first_letter_asked_for_is_said_only_if_it_asked() -> None:
    first = earlier(own_clock(LawId.NONE, Right.VOLUNTARY))
    assert "asked for an answer" not in flat(second(POLITE, PEOPLE, NY, first))
    assert "asked for an answer by December 24, 2026" in flat(
        second(POLITE, PEOPLE, NY, replace(first, asked_by=ASKED_BY))
    )


def test_the_subject_repeats_the_first_one_and_carries_the_reference_once() -> None:
    assert compose(FOLLOW_UPS["follow_up_statutory-gdpr"]).subject_line == f"Overdue: A request of mine [{REFERENCE}]"
    assert compose(IDENTITY["identity_gdpr"]).subject_line == f"Re: A request of mine [{REFERENCE}]"
    unnamed = replace(IDENTITY["identity_gdpr"], earlier=earlier(MONTH[LawId.GDPR], subject_line=""))
    assert compose(unnamed).subject_line == f"Re: my request [{REFERENCE}]"


@pytest.mark.parametrize(
    ("demanded", "words"),
    [
        ((), "you ask for proof of my identity."),
        (("id_document",), "you ask for a copy of an identity document."),
        (("id_document", "id_document"), "you ask for a copy of an identity document."),
        (("selfie", "utility_bill"), "you ask for a picture that I take of myself and a utility bill."),
        (
            ("a_dance", "selfie", "notarized_form"),
            "you ask for a dance, a picture that I take of myself and a notarized",
        ),
        (("authorization",), "you ask for proof that somebody may act for me. I write for myself."),
    ],
)
def test_what_was_demanded_is_named(demanded: tuple[str, ...], words: str) -> None:
    first = earlier(MONTH[LawId.GDPR], demanded=demanded)
    assert words in flat(replace(IDENTITY["identity_gdpr"], earlier=first))


def test_a_representative_does_not_say_that_they_write_for_themselves() -> None:
    sender = replace(DE, name="Jo Sample", on_behalf_of="Alex Sample", authority="parent")
    first = earlier(MONTH[LawId.GDPR], demanded=("authorization",))
    text = flat(replace(IDENTITY["identity_gdpr"], sender=sender, earlier=first))
    assert "I write for myself" not in text
    assert "Jo Sample writes this letter for Alex Sample" in text
