"""Letters under Swiss law, on faces in Texas and Washington, and on home addresses, against the text of each law."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from letters_people import DE, NY
from letters_states import FIRST, FOLLOW_UPS, IDENTITY

from unlist.errors import Refused, UnlistError
from unlist.law.place_names import place_name
from unlist.letters.compose import compose
from unlist.letters.wording import complaint, law_name
from unlist.words import LawId

SWISS = [name for name in FIRST if name.startswith("fadp_")]
SWISS_OWN = [name for name in SWISS if "access" not in name]
ADDRESSES = [name for name in FIRST if name.startswith(("daniels", "safe"))]


def flat(name: str) -> str:
    return whole({**FIRST, **FOLLOW_UPS, **IDENTITY}[name])


def whole(what) -> str:
    letter = compose(what)
    return " ".join(f"{letter.subject_line} {letter.body}".split())


# -- Switzerland -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SWISS_OWN)
def test_the_prohibition_comes_first_and_no_day_of_the_law_is_claimed(name: str) -> None:
    text = flat(name)
    first = text.index("I expressly prohibit you from")
    assert first < text.index("I ask you to")
    assert "(FADP art. 30(2)(b))" in text
    assert "I ask for an answer by 24 December 2026. I set that day myself; the law names none." in text
    for never in ("30 days", "month", "must", "court", "fine", "GDPR", "Article"):
        assert never not in text


def test_deletion_covers_what_is_public_and_forbids_passing_on() -> None:
    text = flat("fadp_deletion")
    assert "in public as well (FADP art. 30(3))" in text
    assert "(FADP art. 32(2)(c))" in text
    assert "and from disclosing it to third parties (FADP art. 32(2)(b))" in text
    assert "template" not in text


def test_at_a_face_database_templates_pictures_and_addresses_of_pages_are_named() -> None:
    text = flat("fadp_deletion-face")
    assert "A template that identifies me by my face is sensitive personal data (FADP art. 5(c)(4))" in text
    assert "every template or vector of my face, the pictures of me, and the addresses of the pages" in text


def test_the_representative_is_asked_for_and_never_alleged() -> None:
    assert "your representative in Switzerland, if you have named one (FADP art. 14)" in flat("fadp_deletion")
    assert "art. 14" not in flat("fadp_deletion-seated"), "who sits in Switzerland needs none"


@pytest.mark.parametrize("name", SWISS)
def test_where_the_person_lives_is_said_only_if_the_law_turns_on_it(name: str) -> None:
    assert ("I live in Switzerland." in flat(name)) is ("residence" in FIRST[name].claim.confirm)


def test_a_person_abroad_says_nothing_of_where_they_live_to_a_swiss_broker() -> None:
    text = whole(replace(FIRST["fadp_deletion-seated"], sender=DE))
    assert "I live in" not in text


def test_access_asks_for_all_that_the_article_lists_within_thirty_days_and_free() -> None:
    text = flat("fadp_access")
    assert [point for point in "abcdefgh" if f"(point {point})" in text] == list("abcdefg")
    assert "free of charge (FADP art. 25(6)) and due within 30 days of receipt (DPO art. 18(1))" in text
    assert "within the same period, and why (DPO art. 18(3), FADP art. 26(4))" in text
    assert "prohibit" not in text
    assert "delete" not in text.replace("Delete it afterwards", "").lower()


def test_a_service_with_an_account_is_not_asked_to_delete() -> None:
    text = flat("fadp_first_party")
    assert "from making my pictures and profile data available to the public" in text
    assert "I do not ask you to close or empty any account of mine" in text
    assert not re.search(r"\b(?:erase|destroy|deletion)\b|art\. 32", text)


def test_whoever_must_cooperate_does_not_refuse_outright() -> None:
    assert "I am ready to cooperate in reasonable measures to identify me (DPO art. 16(5))" in flat(
        "identity_plain-ch-access"
    )


# -- Texas: faces ----------------------------------------------------------------------------------------------------


def test_the_texan_demand_claims_no_right_no_day_no_sum_and_no_suit() -> None:
    text = flat("cubi_demand")
    assert "(Tex. Bus. & Com. Code 503.001(b))" in text
    assert "whether that purpose has ended" in text
    assert (
        "to destroy it as 503.001(c)(3) provides, which is within a year after its purpose has ended at the latest"
        in text
    )
    assert "I ask for a written answer by December 24, 2026. I set that day myself; the statute names none" in text
    for never in ("$", "must", "right to", "deadline", "violat", "Attorney General", "damages", "on request"):
        assert never not in text


def test_the_sentence_on_images_online_comes_with_its_day_and_names_no_publisher() -> None:
    sentence = "unless the person shown made it public (503.001(b-1))"
    day_before, first_day = date(2025, 12, 31), date(2026, 1, 1)
    assert sentence not in whole(replace(FIRST["cubi_demand"], written_on=day_before))
    assert sentence in whole(replace(FIRST["cubi_demand"], written_on=first_day))
    assert not re.search(r"I (?:did not|never) (?:post|publish|make)", flat("cubi_demand"))


# -- Washington: faces -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["mhmda_deletion", "mhmda_access"])
def test_washington_is_claimed_as_far_as_the_law_goes(name: str) -> None:
    text = flat(name)
    assert "To the extent that you hold biometric data about me within RCW 19.373.010," in text
    assert "within 45 days of receipt (RCW 19.373.040(1)(g))" in text
    assert "If you name another method for such requests, please tell me which" in text
    for never in ("19.375", "$", "must", "violat", "Consumer Protection Act", "health"):
        assert never not in text


def test_others_are_told_of_the_deletion_and_listed_with_their_contacts() -> None:
    assert "tell every affiliate, processor, contractor and other third party with whom it was shared" in flat(
        "mhmda_deletion"
    )
    assert "list all third parties and affiliates" in flat("mhmda_access")
    assert "with an e-mail address or other contact for each" in flat("mhmda_access")


# -- home addresses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ADDRESSES)
def test_why_somebody_is_protected_is_never_said(name: str) -> None:
    text = flat(name)
    assert not re.search(r"judge|police|prosecutor|officer|household|victim|stalk|violence|fear", text, re.IGNORECASE)
    assert not re.search(r"\$|sue|damages|must", text)


def test_daniels_law_is_for_address_and_unlisted_number_within_ten_business_days() -> None:
    text = flat("daniels_demand")
    assert "I am covered by N.J.S.A. 56:8-166.1" in text
    assert (
        "my home address, as listed above, and my home telephone number, as far as it is unpublished and listed" in text
    )
    assert "within 10 business days of receipt (N.J.S.A. 56:8-166.1)" in text
    assert "listed above" not in flat("daniels_demand-by-name")


def test_safe_at_home_has_no_clock_of_its_own() -> None:
    text = flat("safe_at_home_demand")
    assert "I take part in Safe at Home" in text
    assert "I ask for a written answer by December 24, 2026. I set that day myself." in text
    assert not re.search(r"\d+ (?:hours|days|business days)|statute", text)
    assert "my home address, as listed above," in text
    assert "listed above" not in flat("safe_at_home_demand-by-name")


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_subject_line_does_not_say_that_somebody_is_protected(name: str) -> None:
    subject = compose(FIRST[name]).subject_line
    assert not re.search(r"Safe|Daniel|6208|166\.1|confidential", subject)


# -- all of them -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cubi_demand", "mhmda_access", "daniels_demand", "safe_at_home_demand"])
def test_nobody_else_writes_them(name: str) -> None:
    with pytest.raises(Refused, match="is for residents of US-"):
        compose(replace(FIRST[name], sender=NY))


@pytest.mark.parametrize("name", [*SWISS_OWN, "cubi_demand", "safe_at_home_demand"])
def test_a_letter_that_sets_its_own_day_needs_one(name: str) -> None:
    with pytest.raises(UnlistError, match="asked_by"):
        compose(replace(FIRST[name], asked_by=None))


def test_who_takes_complaints_under_each_law() -> None:
    day = date(2026, 11, 24)
    assert complaint(LawId.CH_FADP, day) == "to the Federal Data Protection and Information Commissioner"
    assert complaint(LawId.CUBI, day) == "to the Attorney General of Texas"
    assert complaint(LawId.MHMDA, day) == "to the Attorney General of Washington"
    for law in (LawId.DANIELS_LAW, LawId.SAFE_AT_HOME, LawId.BIPA, LawId.NONE):
        assert complaint(law, day) == ""
    assert law_name(LawId.NONE) == law_name(LawId.BIPA) == ""


def test_places_have_their_names() -> None:
    assert [place_name(code) for code in ("CH", "BR", "CA", "CA-QC", "CH-ZH", "US-CA")] == [
        "Switzerland",
        "Brazil",
        "Canada",
        "Canada",
        "Switzerland",
        "California",
    ]
