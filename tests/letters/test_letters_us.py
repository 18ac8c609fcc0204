"""Letters under the laws of the United States, and where none helps, against the checklist."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from letters_people import ASKED_BY, CREDIT, DISPUTED, FACES, NY, PEOPLE, ccpa, claim, order, own
from letters_story import FIRST, IDENTITY, NEW_YEAR

from unlist.errors import BadInput, NotFound, Refused
from unlist.letters.compose import compose
from unlist.words import LawId, Right

CALIFORNIAN = [name for name in FIRST if name.startswith("ccpa_")]
FAST = [name for name in CALIFORNIAN if name.startswith(("ccpa_opt_out", "ccpa_limit", "ccpa_first_party"))]
SLOW = [name for name in CALIFORNIAN if name not in FAST]
POLITE = [name for name in FIRST if name.startswith(("voluntary", "photo_form"))]


def flat(name: str) -> str:
    letter = compose({**FIRST, **IDENTITY}[name])
    return " ".join(f"{letter.subject_line} {letter.body}".split())


@pytest.mark.parametrize("name", CALIFORNIAN)
def test_each_californian_letter_says_so_and_threatens_nobody(name: str) -> None:
    text = flat(name)
    assert "I live in California" in text
    for never in ("GDPR", "Article", "ILCS", "USC", "sue", "$", "penalt", "verifiable"):
        assert never not in text


@pytest.mark.parametrize("name", FAST)
def test_opt_out_and_limit_have_15_business_days_and_no_identity_check(name: str) -> None:
    text = flat(name)
    assert "no later than 15 business days from the day you receive this (11 CCR 702" in text
    assert "You may not require me to verify my identity for this (11 CCR 7060(b))" in text
    assert "45" not in text
    assert "10 business days" not in text
    assert "does not wait for that answer" in text


@pytest.mark.parametrize("name", ["ccpa_opt_out", "ccpa_opt_out-face", "ccpa_first_party"])
def test_the_opt_out_reaches_third_parties_and_is_confirmed(name: str) -> None:
    text = flat(name)
    assert "(Civil Code 1798.120 and 1798.135)" in text
    assert "tell every third party to whom my information is sold or shared after this request and before" in text
    assert "confirm that my opt-out was processed" in text


def test_no_asking_again_for_12_months() -> None:
    assert "do not ask me to opt in again for at least 12 months" in flat("ccpa_opt_out")


def test_a_face_database_is_told_that_a_faceprint_is_not_public() -> None:
    sentence = "does not count as publicly available (Civil Code 1798.140(v)(2))"
    assert sentence in flat("ccpa_opt_out-face")
    assert sentence in flat("ccpa_deletion_2027-face")
    assert sentence not in flat("ccpa_opt_out")


def test_limit_names_what_is_sensitive() -> None:
    text = flat("ccpa_limit")
    assert "what Civil Code 1798.121 permits" in text
    assert "biometric information and precise geolocation" in text
    assert "(11 CCR 7027)" in text


@pytest.mark.parametrize("name", SLOW)
def test_deletion_and_know_have_10_business_days_and_45_days_and_need_no_account(name: str) -> None:
    text = flat(name)
    assert "confirm receipt within 10 business days and answer within 45 calendar days (11 CCR 7021)" in text
    assert "No account may be required for this (Civil Code 1798.130(a)(2)(A))" in text


def test_know_asks_for_categories_beyond_twelve_months() -> None:
    text = flat("ccpa_know")
    assert "I ask for categories, not for specific pieces" in text
    assert "beyond the last 12 months" in text
    for section in ("1798.110", "1798.115", "1798.130"):
        assert section in text
    for what in ("categories of personal information", "categories of sources", "categories of third parties"):
        assert what in text
    assert "sold, shared or disclosed" in text


@pytest.mark.parametrize("name", ["ccpa_deletion_2026", "ccpa_deletion_2026-face"])
def test_until_the_end_of_2026_deletion_is_of_what_was_collected_from_me(name: str) -> None:
    text = flat(name)
    assert "delete the personal information that you collected from me, and tell" in text
    assert "I also ask you to delete, voluntarily, what you obtained about me elsewhere" in text
    assert "from or about me" not in text
    assert "DROP" in text
    assert "(11 CCR 7022(f))" in text


@pytest.mark.parametrize("name", ["ccpa_deletion_2027", "ccpa_deletion_2027-face"])
def test_from_2027_deletion_is_of_what_was_collected_from_or_about_me(name: str) -> None:
    text = flat(name)
    assert "delete the personal information that you collected from or about me, and tell" in text
    assert "voluntarily" not in text
    assert "You may keep the minimum that you need to honor this request" in text
    assert "DROP" in text
    assert "(11 CCR 7022(f))" in text


def test_each_version_of_the_deletion_letter_can_be_written_on_its_days_alone() -> None:
    narrow, full = ccpa(Right.DELETION, "collected_from_me"), ccpa(Right.DELETION, "full")
    eve, california = date(2026, 12, 31), replace(NY, residence="US-CA")
    assert compose(order(narrow, PEOPLE, california, written_on=eve)).template == "ccpa_deletion_2026"
    assert compose(order(full, PEOPLE, california, written_on=NEW_YEAR)).template == "ccpa_deletion_2027"
    with pytest.raises(NotFound, match="is not for 2027-01-01") as gone:
        compose(order(narrow, PEOPLE, california, written_on=NEW_YEAR))
    assert "until 2026-12-31" in gone.value.hint
    with pytest.raises(NotFound, match="is not for 2026-12-31") as early:
        compose(order(full, PEOPLE, california, written_on=eve))
    assert "from 2027-01-01" in early.value.hint


def test_a_first_party_is_asked_for_no_deletion() -> None:
    text = flat("ccpa_first_party")
    assert "I do not ask you to close or empty any account of mine" in text
    assert "1798.105" not in text


def test_an_agent_in_california_writes_with_signed_permission() -> None:
    text = flat("ccpa_opt_out-agent")
    assert "writes this letter for Alex Sample, with their signed permission, which can be shown (11 CCR 7063)" in text


@pytest.mark.parametrize(
    ("what", "broker"),
    [
        (ccpa(Right.OPT_OUT), PEOPLE),
        (own(LawId.BIPA, Right.DEMAND, "preserve", place="US-IL"), FACES),
    ],
)
def test_nobody_claims_a_residence_that_is_not_theirs(what, broker) -> None:
    with pytest.raises(Refused, match="is for residents of") as refused:
        compose(order(what, broker, NY, asked_by=ASKED_BY))
    assert refused.value.exit_code == 7


# -- Illinois --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bipa_preserve", "bipa_destroy"])
def test_the_illinois_letter_claims_no_deadline_no_deletion_and_no_money(name: str) -> None:
    text = flat(name)
    for point in "abcd":
        assert f"section 15({point})" in text
    for words in (
        "I live in Illinois",
        "740 ILCS 14/15",
        "your public policy and retention schedule, and the address of the page",
        "under which written release (section 15(b)). I did not give one",
        "to whom any of it was disclosed",
        "not to disclose it (section 15(d))",
        "not to sell it or otherwise profit from it (section 15(c))",
        "I ask for a written answer by December 24, 2026. I set that day myself; the statute names none",
    ):
        assert words in text
    for never in ("$", "must", "right to", "deadline", "violat", "Attorney General", "intent", "reckless", "damages"):
        assert never not in text
    assert not re.search(r"settle|class action|release of", text)


def test_the_default_preserves_evidence_and_the_other_asks_to_destroy() -> None:
    assert "preserve the records of how it was collected, used and disclosed" in flat("bipa_preserve")
    assert "destroy" not in flat("bipa_preserve")
    assert "I therefore ask you to destroy it, and to confirm that in writing" in flat("bipa_destroy")
    assert "preserve" not in flat("bipa_destroy")


def test_the_photo_form_blocks_and_does_not_claim_a_law() -> None:
    text = flat("photo_form")
    assert "Through the form that you keep for residents of Illinois, I ask you to block my face" in text
    assert "I chose the photo that comes with the form: use it for this alone, and erase it" in text
    assert "delete my" not in text


# -- where no statute helps ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", POLITE)
def test_where_no_statute_helps_none_is_cited(name: str) -> None:
    text = flat(name)
    assert not re.search(r"\b(Act|Article|Code|CCR|ILCS|USC|GDPR|law|legal|right|rights|statute|section)\b", text)
    assert "I would be glad of an answer by December 24, 2026; I chose that day myself" in text
    assert "your own policy" in text or "the form that you keep" in text


def test_the_polite_letter_says_no_residence() -> None:
    assert "I live in" not in flat("voluntary")


# -- credit files ----------------------------------------------------------------------------------------------------


def test_the_prescreen_letter_asks_for_the_form_and_claims_no_five_days() -> None:
    text = flat("fcra_opt_out")
    assert "(15 USC 1681b(e))" in text
    assert "on your own form or through your own system" in text
    assert "business days" not in text
    assert "I set that day myself" in text
    assert "I ask for an answer" not in flat("fcra_opt_out-no-day")


def test_the_file_letter_sets_its_own_day() -> None:
    text = flat("fcra_access")
    assert "(15 USC 1681g(a))" in text
    assert "I set that day myself; the statute names none" in text


def test_the_dispute_says_what_is_wrong_and_names_the_30_days() -> None:
    text = flat("fcra_dispute")
    assert f"(15 USC 1681i(a)): {DISPUTED}" in text
    assert "within 30 days of receipt (15 USC 1681i(a)(1))" in text


@pytest.mark.parametrize("disputed", ["", " "])
def test_a_dispute_of_nothing_is_not_written(disputed: str) -> None:
    what = claim(LawId.FCRA, Right.RECTIFICATION, place="US")
    with pytest.raises(BadInput, match="must say what is wrong"):
        compose(order(what, CREDIT, replace(NY, disputed=disputed)))


# -- demands for proof of identity -----------------------------------------------------------------------------------


def test_an_opt_out_is_defended_with_7060_b_alone() -> None:
    text = flat("identity_ccpa-opt-out")
    assert "you may not require me to verify my identity for a request to opt out or to limit (11 CCR 7060(b))" in text
    assert "7060(d)" not in text


def test_a_deletion_is_defended_with_7060_d_and_e_and_1798_130() -> None:
    text = flat("identity_ccpa-deletion")
    assert "avoid asking for more, and use what I give you only to verify, deleting it as soon as practical" in text
    assert "(11 CCR 7060(d))" in text
    assert "notarized paper without paying for it (11 CCR 7060(e))" in text
    assert "require an account (Civil Code 1798.130(a)(2)(A))" in text
    assert "you ask for a notarized form and proof that somebody may act for me. I write for myself." in text


@pytest.mark.parametrize("name", ["identity_plain-bipa", "identity_plain-voluntary", "identity_fcra"])
def test_without_a_rule_on_identity_none_is_cited(name: str) -> None:
    text = flat(name)
    assert not re.search(r"Article|CCR|Code|ILCS|USC|GDPR", text)


@pytest.mark.parametrize("name", [name for name in IDENTITY if not name.startswith("identity_gdpr")])
def test_every_answer_names_the_item_and_offers_less(name: str) -> None:
    text = flat(name)
    assert "you ask for" in text
    for offer in ("answer a message", "confirm two details", "enter a code"):
        assert f"- to {offer}" in text
    assert "I will send" not in text


def test_an_agency_that_reports_is_not_told_that_it_needs_no_proof() -> None:
    assert "I understand that you must be sure who I am before you show or change a file" in flat("identity_fcra")
