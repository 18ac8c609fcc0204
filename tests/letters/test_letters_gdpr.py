"""Letters under GDPR and UK GDPR against the checklist, read as a person would: by what stands in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from letters_people import DE, FACES, GB, MARKETING, NY, PEOPLE, SITUATION, gdpr, order, uk
from letters_story import BEFORE_12A, FIRST, HARMED_DE, IDENTITY

from unlist.errors import BadInput
from unlist.letters.compose import compose
from unlist.words import Right

EU = [name for name in FIRST if name.startswith("gdpr_") and "-uk" not in name]
UK = [name for name in FIRST if name.startswith("gdpr_") and "-uk" in name]


def flat(name: str) -> str:
    letter = compose({**FIRST, **IDENTITY}[name])
    return " ".join(f"{letter.subject_line} {letter.body}".split())


@pytest.mark.parametrize("name", [*EU, *UK])
def test_the_month_runs_from_receipt_and_a_refusal_needs_reasons_and_remedies(name: str) -> None:
    text = flat(name)
    assert "one month from receipt" in text
    assert "(Article 12(4))" in text
    assert "for what reasons" in text
    assert "complain or go to court" in text
    assert not re.search(r"\b(30|thirty|45) days", text)
    assert "xception applies" not in text


@pytest.mark.parametrize("name", EU)
def test_a_gdpr_letter_names_the_gdpr_and_nothing_british(name: str) -> None:
    text = flat(name)
    assert "GDPR" in text
    assert "Article 12(3) gives you one month" in text
    assert "UK" not in text
    assert "12A" not in text


@pytest.mark.parametrize("name", UK)
def test_a_british_letter_names_the_uk_gdpr_alone(name: str) -> None:
    text = flat(name)
    assert text.count("GDPR") == text.count("UK GDPR") > 0
    assert "Court of Justice" not in text
    assert "Article 77" not in text
    before = FIRST[name].written_on == BEFORE_12A
    assert f"Article {'12(3)' if before else '12A'} gives you one month" in text


@pytest.mark.parametrize(
    ("day", "article"),
    [(date(2026, 2, 4), "12(3)"), (date(2026, 2, 5), "12A"), (date(2026, 6, 19), "12A")],
)
def test_article_12a_holds_in_the_uk_from_5_february_2026(day: date, article: str) -> None:
    assert f"Article {article} gives" in compose(order(uk(Right.DELETION), PEOPLE, GB, written_on=day)).body
    assert "Article 12(3) gives" in compose(order(gdpr(Right.DELETION), PEOPLE, DE, written_on=day)).body


def test_erasure_names_its_grounds_as_far_as_they_apply() -> None:
    text = flat("gdpr_deletion")
    assert "on each of these grounds of Article 17(1) GDPR as far as it applies" in text
    assert all(f"(point {point})" in text for point in "abd")
    assert "tell each recipient" in text
    assert "(Article 19)" in text
    assert "on which exception of Article 17(3)" in text
    assert "suppression record" in text
    assert "21(" not in text, "an objection needs a situation, and this letter has none"


def test_article_17_2_is_for_those_who_publish() -> None:
    assert "Article 17(2)" in flat("gdpr_deletion-people-search")
    assert "Article 17(2)" in flat("gdpr_deletion-uk")
    assert "17(2)" not in flat("gdpr_deletion")
    assert "17(2)" not in flat("gdpr_objection_face")


@pytest.mark.parametrize("name", ["gdpr_objection_marketing", "gdpr_objection_marketing-uk"])
def test_an_objection_to_marketing_needs_no_situation(name: str) -> None:
    text = flat(name)
    assert "Article 21(2)" in text
    assert "(Article 21(3))" in text
    assert "(Article 17(1)(c))" in text
    assert "(Article 19)" in text
    assert "21(1)" not in text
    assert "ituation" not in text


@pytest.mark.parametrize("name", [name for name in FIRST if name.startswith("gdpr_objection_face")])
def test_the_face_letter_says_all_that_it_must(name: str) -> None:
    text = flat(name)
    for words in (
        "Article 21(1)",
        "(Article 9(1))",
        "a condition of Article 9(2) is met, and I know of none",
        "not thereby data that I manifestly made public (Article 9(2)(e))",
        "no legal basis in Article 6",
        "(Article 17(1)(c) and (d))",
        "until you have shown compelling legitimate grounds that override my interests (Article 18(1)(d))",
        "every template or vector of my face, the pictures of me, and the addresses of the pages they came from",
        "(Article 19)",
        "keep me out of future collection",
        "please demonstrate that (Article 11(2))",
        "I can then offer a cropped picture of my face that is already public",
        "whether to send one, and which, is for me to decide",
        "for that search alone, and I ask you to erase it, and whatever is made from it, afterwards and to confirm that",
    ):
        assert words in text
    assert f"My particular situation: {SITUATION}" in text
    for never in ("passport", "identity document", "selfie", "fine", "banned", "enclose", "attach"):
        assert never not in text


def test_the_representative_is_asked_of_those_without_an_establishment() -> None:
    assert "your representative in the European Union, if you have no establishment there (Article 27)" in flat(
        "gdpr_objection_face"
    )
    assert "in the European Economic Area" in flat("gdpr_objection_face-norway")
    assert "in the United Kingdom" in flat("gdpr_objection_face-uk")
    assert "epresentative" not in flat("gdpr_objection_face-established")


def test_a_record_without_establishments_is_seated_in_its_country() -> None:
    what = FIRST["gdpr_objection_face-established"]
    polish = what.broker.model_copy(update={"established_in": None})
    assert polish.country == "PL"
    assert "epresentative" not in compose(replace(what, broker=polish)).body
    nowhere = what.broker.model_copy(update={"established_in": None, "country": None})
    assert "epresentative" in compose(replace(what, broker=nowhere)).body


@pytest.mark.parametrize("situation", ["", "   "])
def test_no_objection_without_a_situation(situation: str) -> None:
    with pytest.raises(BadInput, match="particular situation") as refused:
        compose(order(gdpr(Right.OBJECTION, "face_database"), FACES, replace(DE, situation=situation)))
    assert refused.value.exit_code == 2
    assert "unlist subject situation" in refused.value.hint


@pytest.mark.parametrize("name", ["gdpr_objection_first_party", "gdpr_objection_first_party-uk"])
def test_a_first_party_is_never_asked_to_erase(name: str) -> None:
    text = flat(name)
    assert "I do not ask you to close or empty any account of mine" in text
    assert "restrict who can see and collect this data" in text
    assert "to which recipients it went (Article 15(1)(c))" in text
    assert "ras" not in re.sub(r"\S+@\S+", "", text).replace("phrase", "")
    assert "Article 17" not in text


@pytest.mark.parametrize("name", ["gdpr_access", "gdpr_access-uk", "gdpr_access-face"])
def test_access_asks_for_all_of_article_15_and_nothing_else(name: str) -> None:
    text = flat(name)
    for part in ("(a) and (b)", "(c)", "(d)", "(e) and (f)", "(g)", "(h)"):
        assert f"(Article 15(1){part})" in text
    assert "(Article 15(2))" in text
    assert "(Article 15(3))" in text
    assert "the actual recipients" in text
    assert "first copy is free" in text
    assert "Article 17" not in text
    assert "Article 21" not in text
    assert ("C-307/22" in text) is (name != "gdpr_access-uk"), "a judgment of 2023 binds nobody in the UK"


def test_access_to_a_face_database_asks_for_templates_and_sends_no_photo() -> None:
    text = flat("gdpr_access-face")
    assert "every template or vector of my face" in text
    assert "I send no photo with this letter" in text


# -- residence: said where the law turns on it, and no smaller place than it turns on ---------------------------------


def test_residence_is_said_where_the_law_turns_on_it() -> None:
    assert "I live in Germany" in flat("gdpr_deletion")
    assert "I live in the United Kingdom" in flat("gdpr_deletion-uk")
    assert "England" not in flat("gdpr_deletion-uk")
    bavarian = order(gdpr(Right.DELETION, place="DE"), PEOPLE, replace(DE, residence="DE-BY"))
    assert "I live in Germany" in " ".join(compose(bavarian).body.split())


@pytest.mark.parametrize("what", [order(gdpr(Right.DELETION, by=""), MARKETING, who) for who in (DE, NY)])
def test_residence_stays_unsaid_where_the_establishment_decides(what) -> None:
    assert "I live in" not in compose(what).body


def test_an_american_does_not_claim_to_live_in_the_uk() -> None:
    assert "I live in" not in compose(order(uk(Right.DELETION), PEOPLE, NY)).body


# -- demands for proof of identity -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["identity_gdpr", "identity_gdpr-uk"])
def test_a_demand_for_identity_is_answered_with_article_12_6_and_11(name: str) -> None:
    text = flat(name)
    law = "UK GDPR" if name.endswith("uk") else "GDPR"
    assert (
        f'Under Article 12(6) {law} you may ask for additional information where you have "reasonable doubts"' in text
    )
    assert 'only for what is "necessary"' in text
    assert "demonstrate that (Article 11(2))" in text
    assert "a copy of an identity document" in text
    for offer in ("answer a message", "confirm two details", "enter a code"):
        assert f"- to {offer}" in text
    for never in ("clock", "stop", "suspen", "one month", "I will send"):
        assert never not in text


def test_the_letter_of_a_representative_says_for_whom_it_speaks() -> None:
    text = flat("gdpr_deletion-child")
    assert 'Jo Sample writes this letter for Alex Sample, as a parent with custody. "I", "me" and "my" below' in text
    assert text.endswith("Sincerely, Jo Sample for Alex Sample")


def test_who_writes_for_another_must_say_by_what_right() -> None:
    sender = replace(DE, name="Jo Sample", on_behalf_of="Alex Sample", authority="")
    with pytest.raises(BadInput, match="By what right Jo Sample writes for Alex Sample"):
        compose(order(gdpr(Right.DELETION), MARKETING, sender))


def test_a_situation_reaches_no_letter_that_does_not_need_it() -> None:
    assert SITUATION.split(",")[0] not in " ".join(
        compose(order(gdpr(Right.DELETION), MARKETING, HARMED_DE)).body.split()
    )
