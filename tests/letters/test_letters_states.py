"""Letters under the states' privacy laws against what each law says, read as a person, a broker and a judge would."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from letters_people import ACCOUNT, FACES, NY, PEOPLE, order, person
from letters_states import STATES, agent, late, of, proof, rights_of, state

from unlist.errors import Refused
from unlist.law.claims import assess
from unlist.law.model import Person
from unlist.letters.compose import compose
from unlist.letters.samples import sample_order
from unlist.registry.load import brokers
from unlist.words import LawId, Right

L, R = LawId, Right
EACH = [(law, right) for law in STATES for right in rights_of(law)]
UNVERIFIED = {
    L.CTDPA: "C.G.S. 42-518(c)(4)",
    L.OCPA: "ORS 646A.576(5)(e)",
    L.MCDPA: "MCA 30-14-2808(4)(d)",
    L.DPDPA: "6 Del. C. 12D-104(c)(4)",
    L.NHPA: "RSA 507-H:4, III(d)",
    L.NJDPA: "N.J.S.A. 56:8-166.7(e)",
    L.MCDPA_MN: "Minn. Stat. 325M.14, subd. 4(h)",
    L.MODPA: "Md. Code, Com. Law 14-4705(e)(6)",
    L.RIDTPPA: "R.I. Gen. Laws 6-48.1-6(b)(4)",
}
RECIPIENTS = {
    L.CTDPA: "the third parties to whom my data was sold (C.G.S. 42-518(a) as amended by P.A. 25-113)",
    L.OCPA: "the specific third parties to which you disclosed my data or, as you choose, anybody's "
    "(ORS 646A.574(1)(a)(B))",
    L.DPDPA: "the categories of third parties to which you disclosed my data (6 Del. C. 12D-104(a)(5))",
    L.NJDPA: "of all disclosures of my data in the twelve months before (N.J.S.A. 56:8-166.7(a))",
    L.MCDPA_MN: "the specific third parties to which you disclosed my data or, without such a list, anybody's "
    "(Minn. Stat. 325M.14, subd. 1(h))",
    L.MODPA: "the categories of third parties to which you disclosed my data (Md. Code, Com. Law 14-4705(b)(6))",
}
NO_APPEAL = {L.UCPA, L.NRS_603A}
SALE_AND_ADS = {L.UCPA}
SALE_ONLY = {L.ICDPA, L.NRS_603A}
AGENTS = {
    L.CPA: "C.R.S. 6-1-1306(1)(a)(II)",
    L.CTDPA: "C.G.S. 42-518(b) and 42-519",
    L.TDPSA: "Tex. Bus. & Com. Code 541.055(e)",
    L.OCPA: "ORS 646A.576(4)",
    L.NDPA: "Neb. Rev. Stat. 87-1111(5)",
    L.NJDPA: "N.J.S.A. 56:8-166.11(a)",
}


def flat(what) -> str:
    letter = compose(what)
    return " ".join(f"{letter.subject_line} {letter.body}".split())


@pytest.mark.parametrize(("law", "right"), EACH)
def test_each_letter_names_its_state_its_section_and_its_days(law: LawId, right: Right) -> None:
    text, one = flat(state(law, right)), STATES[law]
    assert f"Subject: {one.name}: " in f"Subject: {text}"
    assert f"I live in {one.name}." in text
    assert f"({one.cites(right)})" in text
    assert f"within {one.days} days of receipt ({one.answer})" in text
    assert "please tell me your reasons" in text
    assert ("how I can appeal" in text) is (law not in NO_APPEAL)


@pytest.mark.parametrize(("law", "right"), EACH)
def test_each_letter_cites_no_other_state(law: LawId, right: Right) -> None:
    text = flat(state(law, right))
    code = STATES[law].opt_out.rpartition(" ")[0]
    for other, one in STATES.items():
        theirs = re.match(r"(.*?) \d", one.answer)
        assert theirs is not None
        if other is not law and theirs[1] not in code:
            assert f"{theirs[1]} " not in text
        if other is not law and one.name not in STATES[law].name:
            assert one.name not in text


@pytest.mark.parametrize(("law", "right"), EACH)
def test_no_letter_says_more_than_the_law_gives(law: LawId, right: Right) -> None:
    text = flat(state(law, right))
    for never in (
        "$",
        "sue",
        "violat",
        "must",
        "entitled",
        "immediately",
        "GDPR",
        "Article",
        "no exception",
        "all data",
    ):
        assert never not in text
    assert not re.search(r"you may not keep|public records|\bdelete\b[^.]{0,40}publicly available", text)


@pytest.mark.parametrize("law", [law for law in STATES if STATES[law].deletion])
def test_a_deletion_asks_what_was_done_instead_as_far_as_the_law_allows_that(law: LawId) -> None:
    text = flat(state(law, R.DELETION))
    assert "wherever you obtained it" in text
    assert (
        "if, as far as the law allows that, you keep a suppression record or opt me out instead, tell me which of the "
        "two you did" in text
    )
    assert "which data about me you held, where it came from and to whom it went" in text


@pytest.mark.parametrize("law", STATES)
def test_an_opt_out_is_of_what_the_law_names(law: LawId) -> None:
    text = flat(state(law, R.OPT_OUT))
    assert ("targeted advertising" in text) is (law not in SALE_ONLY)
    assert ("profiling" in text) is (law not in SALE_ONLY | SALE_AND_ADS)
    assert "sale" in text
    assert "My opt-out does not wait for that answer" in text


@pytest.mark.parametrize("law", STATES)
def test_only_where_the_law_says_so_no_authentication_may_be_required(law: LawId) -> None:
    text = flat(state(law, R.OPT_OUT))
    sentence = f"No authentication may be required for this opt-out ({UNVERIFIED.get(law)})"
    assert (sentence in text) is (law in UNVERIFIED)
    assert ("uthenticat" in text) is (law in UNVERIFIED)
    for right in rights_of(law):
        if right is not R.OPT_OUT:
            assert "uthenticat" not in flat(state(law, right))


@pytest.mark.parametrize("law", [law for law in STATES if STATES[law].access])
def test_who_got_the_data_is_a_right_only_where_the_law_names_it(law: LawId) -> None:
    text = flat(state(law, R.ACCESS))
    assert ("Please tell me as well" in text) is (law in RECIPIENTS)
    if law in RECIPIENTS:
        assert f"Please tell me as well {RECIPIENTS[law]}." in text
    assert "I would also like to know which data came from which source, and to whom it went" in text
    if STATES[law].deletion:
        deletion = flat(state(law, R.DELETION))
        assert ("I may learn" in deletion) is (law in RECIPIENTS)
        assert f"I may learn {RECIPIENTS.get(law, '')}" in deletion or law not in RECIPIENTS


def test_minnesota_gives_access_to_categories_and_tennessee_speaks_of_information() -> None:
    assert "access to the categories of personal data that you process about me" in flat(state(L.MCDPA_MN, R.ACCESS))
    assert "personal data" not in flat(state(L.TIPA, R.ACCESS))
    assert "access to the personal information that you process about me" in flat(state(L.TIPA, R.ACCESS))
    assert "delete the personal information that you hold" in flat(state(L.TIPA, R.DELETION))
    assert "of the sale of my personal information" in flat(state(L.TIPA, R.OPT_OUT))


def test_iowa_has_ninety_days_and_nevada_sixty() -> None:
    assert "within 90 days of receipt (Iowa Code 715D.3(2)(a))" in flat(state(L.ICDPA, R.OPT_OUT))
    assert "within 60 days of receipt (NRS 603A.346(4))" in flat(state(L.NRS_603A, R.OPT_OUT))


def test_nevada_reaches_the_sale_of_what_was_bought_or_of_what_a_site_collected() -> None:
    bought = flat(state(L.NRS_603A, R.OPT_OUT))
    assert "not to make any sale of the covered information about me that you have purchased or will purchase" in bought
    collected = flat(order(of(L.NRS_603A, R.OPT_OUT, "first_party"), ACCOUNT, person("US-NV")))
    assert "that you have collected or will collect" in collected
    assert "603A.346(4)" not in collected, "that section is for brokers"
    for text in (bought, collected):
        assert "personal data" not in text
        assert "delet" not in text.replace("Delete it afterwards", "")


# -- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "reaches"), [(date(2026, 9, 30), False), (date(2026, 10, 1), True)])
def test_collated_public_information_is_within_reach_in_connecticut_from_october(day: date, *, reaches: bool) -> None:
    text = flat(state(L.CTDPA, R.DELETION, written_on=day))
    sentence = (
        "Deletion also reaches public information that was collated into a profile of a person for sale or for a public "
        "website (P.A. 26-64)"
    )
    assert (sentence in text) is reaches
    assert ("collated" in text) is reaches
    others = [law for law in STATES if STATES[law].deletion and law is not L.CTDPA]
    assert not any("collated" in flat(state(law, R.DELETION, written_on=day)) for law in others)


@pytest.mark.parametrize(("day", "known"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)])
def test_connecticut_names_buyers_from_july_2026(day: date, *, known: bool) -> None:
    assert ("to whom my data was sold" in flat(state(L.CTDPA, R.ACCESS, written_on=day))) is known
    assert ("to whom my data was sold" in flat(state(L.CTDPA, R.DELETION, written_on=day))) is known


# -- faces -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("law", "right"), [pair for pair in EACH if pair[0] is not L.NRS_603A])
def test_at_a_face_database_templates_are_named_as_far_as_the_law_covers_them(law: LawId, right: Right) -> None:
    text = flat(state(law, right, FACES))
    assert "As far as the law covers them, that includes templates of my face" in text
    assert "I send no photo with this letter" in text
    assert ("no minimum amount (C.R.S. 6-1-1304(1))" in text) is (law is L.CPA)
    assert "minimum amount" not in flat(state(law, right))


@pytest.mark.parametrize(("day", "any_size"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True)])
def test_colorado_asks_for_no_amount_of_faces_since_july_2025(day: date, *, any_size: bool) -> None:
    assert ("no minimum amount" in flat(state(L.CPA, R.DELETION, FACES, written_on=day))) is any_size


# -- who writes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("law", "where"), AGENTS.items())
def test_an_agent_cites_by_what_right_they_write(law: LawId, where: str) -> None:
    text = flat(agent(law))
    assert (
        f"Jo Sample writes this letter for Alex Sample, with their signed permission, which can be shown ({where})"
        in text
    )
    assert "uthenticat" not in text, "who the consumer is, and that the agent may act, may be checked"


def test_in_texas_and_nebraska_an_agent_opts_out_of_sale_and_advertising_alone() -> None:
    for law in (L.TDPSA, L.NDPA):
        assert "profiling" not in flat(agent(law))
        assert "profiling" in flat(state(law, R.OPT_OUT))
    assert "profiling" in flat(agent(L.OCPA))


def test_a_parent_writes_under_no_agents_section() -> None:
    sender = person("US-TX", name="Jo Sample", on_behalf_of="Alex Sample", authority="parent")
    text = flat(order(of(L.TDPSA, R.OPT_OUT), PEOPLE, sender))
    assert "as a parent with custody. " in text
    assert "541.055" not in text
    assert "profiling" in text


@pytest.mark.parametrize("law", STATES)
def test_a_first_party_is_asked_to_close_and_empty_nothing(law: LawId) -> None:
    what = order(of(law, R.OPT_OUT, "first_party"), ACCOUNT, person(STATES[law].place))
    assert "I do not ask you to close or empty any account of mine" in flat(what)


@pytest.mark.parametrize("law", STATES)
def test_nobody_writes_under_the_law_of_another_state(law: LawId) -> None:
    with pytest.raises(Refused, match=f"is for residents of {STATES[law].place}"):
        compose(replace(state(law, R.OPT_OUT), sender=NY))


# -- second letters --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("law", "right"), EACH)
def test_a_follow_up_names_the_law_what_was_due_and_who_takes_complaints(law: LawId, right: Right) -> None:
    text = flat(late(law, right))
    assert f"({STATES[law].answer})" in text
    assert f"After it I may complain to {STATES[law].complaint}." in text
    assert "appeal" not in text, "silence is nothing to appeal"
    assert "I live in" not in text


@pytest.mark.parametrize(("law", "right"), EACH)
def test_a_demand_for_identity_is_met_with_less_and_with_the_law_where_it_helps(law: LawId, right: Right) -> None:
    text = flat(proof(law, right))
    helped = right is R.OPT_OUT and law in UNVERIFIED
    assert "it tells you more about me than this request needs" in text
    assert (f"No authentication may be required for this opt-out ({UNVERIFIED.get(law)})" in text) is helped
    assert ("uthenticat" in text) is helped


# -- as shipped ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("law", STATES)
def test_the_law_offers_these_letters_against_a_shipped_broker(law: LawId) -> None:
    place, day = STATES[law].place, date(2026, 11, 24)
    found = {
        claim.right: sample_order(broker, claim, place, day)
        for broker in brokers()
        for claim in assess(Person(place), broker, day).claims
        if claim.law is law and not claim.variant
    }
    assert set(found) == set(rights_of(law))
    for right, what in found.items():
        assert f"({STATES[law].cites(right)})" in flat(what)
