"""What people in ten places may ask of brokers of each role, on both sides of the turn of the year."""

from __future__ import annotations

from datetime import date

import pytest
from law_people import (
    AFTER,
    AGENCY,
    AMERICAN,
    AMERICANS,
    BEFORE,
    BRITISH,
    CCPA_2026,
    CCPA_2027,
    EVERYWHERE,
    FACES,
    FCRA,
    GDPR_MARKETING,
    GERMAN,
    NOVEMBER,
    OBJECTION_FACE,
    OFFICE,
    PLACES,
    PLATFORM,
    POLITE,
    PROCESSOR,
    REGISTERED,
    TEXAN,
    UK_MARKETING,
    asked,
    broker,
    channel,
    reasons,
    short,
)

from unlist.errors import BadInput
from unlist.law.claims import assess, claims
from unlist.law.model import Person
from unlist.registry.load import broker as shipped
from unlist.words import LawId, Right, Role, Standing

# -- the matrix: places by kinds of brokers --------------------------------------------------------------------------

MATRIX = [
    (REGISTERED, {"US-CA": CCPA_2026, "US-TX": TEXAN}, POLITE),
    (AMERICAN, {"US-CA": CCPA_2026, "US-TX": TEXAN}, POLITE),
    (
        EVERYWHERE,
        {
            "US-CA": CCPA_2026,
            "US-TX": TEXAN,
            "DE": GDPR_MARKETING,
            "FR": GDPR_MARKETING,
            "GB-ENG": UK_MARKETING,
            "GB-SCT": UK_MARKETING,
        },
        POLITE,
    ),
    # Established in the Union: the GDPR for everybody, wherever they are (art. 3(1)).
    (GERMAN, {}, GDPR_MARKETING),
    (BRITISH, {}, UK_MARKETING),
    (
        FACES,
        {
            "US-IL": ["bipa demand preserve"],
            "US-CA": CCPA_2026,
            "US-TX": [*TEXAN, "cubi demand"],
            "DE": [OBJECTION_FACE, "gdpr access"],
            "FR": [OBJECTION_FACE, "gdpr access"],
            "GB-ENG": ["uk-gdpr objection face_database", "uk-gdpr access"],
            "GB-SCT": ["uk-gdpr objection face_database", "uk-gdpr access"],
        },
        POLITE,
    ),
    (AGENCY, dict.fromkeys(AMERICANS, FCRA), POLITE),
    # No letter ever asks a first party to erase the account, and politeness would.
    (
        PLATFORM,
        {
            "US-CA": ["ccpa opt_out first_party"],
            "US-TX": ["tdpsa opt_out first_party"],
            "DE": ["gdpr objection first_party"],
            "FR": ["gdpr objection first_party"],
            "GB-ENG": ["uk-gdpr objection first_party"],
            "GB-SCT": ["uk-gdpr objection first_party"],
        },
        [],
    ),
    (PROCESSOR, {}, []),
    (OFFICE, {}, []),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("record", "here", "elsewhere"), MATRIX, ids=[str(n) for n in range(len(MATRIX))])
def test_who_may_ask_what_of_whom(record, here, elsewhere, place):
    assert asked(place, record) == here.get(place, elsewhere)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("today", [BEFORE, AFTER])
def test_only_californian_deletion_changes_with_the_year(place, today):
    for record, here, elsewhere in MATRIX:
        expected = here.get(place, elsewhere)
        if today == AFTER and expected == CCPA_2026:
            expected = CCPA_2027
        assert asked(place, record, today) == expected


# -- the shipped records ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "place", "expected"),
    [
        ("clearview-ai", "US-IL", ["none voluntary photo_form", "bipa demand preserve"]),
        ("clearview-ai", "US-CA", CCPA_2026),
        ("clearview-ai", "US-NY", POLITE),
        ("clearview-ai", "US-TX", [*TEXAN, "cubi demand"]),
        ("clearview-ai", "DE", [OBJECTION_FACE, "gdpr access"]),
        ("clearview-ai", "GB-SCT", ["uk-gdpr objection face_database", "uk-gdpr access"]),
        ("clearview-ai", "CH", ["ch-fadp deletion face_database", "ch-fadp access"]),
        ("clearview-ai", "BR", POLITE),
        ("spokeo", "US-CA", CCPA_2026),
        ("spokeo", "US-IL", POLITE),
        ("spokeo", "DE", POLITE),
        ("spokeo", "GB-ENG", POLITE),
        ("schufa", "DE", ["gdpr deletion", "gdpr access"]),
        ("schufa", "US-IL", ["gdpr deletion", "gdpr access"]),
        ("schufa", "CH", ["gdpr deletion", "gdpr access"]),
        ("meta", "US-CA", ["ccpa opt_out first_party"]),
        ("meta", "DE", ["gdpr objection first_party"]),
        ("meta", "GB-ENG", ["uk-gdpr objection first_party"]),
        ("meta", "US-IL", []),
    ],
)
def test_shipped_brokers(slug, place, expected):
    assert asked(place, shipped(slug), NOVEMBER) == expected


# -- Europe: establishment and residence, never citizenship ----------------------------------------------------------


def test_a_seat_in_the_union_binds_and_only_a_place_there_is_confirmed():
    abroad, *_ = claims(Person("US-NY"), GERMAN, BEFORE)
    assert (abroad.jurisdiction, abroad.confirm) == ("DE", ())
    assert abroad.why == "Acme is established in Germany, so the GDPR binds it wherever you are (art. 3(1))."
    there, *_ = claims(Person("FR"), EVERYWHERE, BEFORE)
    assert (there.jurisdiction, there.confirm) == ("FR", ("residence",))
    assert "by its record Acme has data on people in the EU" in there.why
    assert "art. 3(2)(b)" in there.why


def test_a_country_is_a_seat_unless_the_record_says_where_it_is_established():
    assert asked("US-NY", broker(country="PL", serves=("US",)))[0] == "gdpr objection marketing"
    assert asked("US-NY", broker(country="PL", serves=("US",), established_in=("US",))) == POLITE
    # Known to have no establishment anywhere is not unknown.
    assert asked("US-NY", broker(country="PL", serves=("US",), established_in=())) == POLITE


def test_among_several_seats_the_persons_own_counts():
    record = broker(established_in=("US", "DE", "FR"), serves=("EU",))
    assert claims(Person("FR"), record, BEFORE)[0].jurisdiction == "FR"
    assert claims(Person("ES"), record, BEFORE)[0].jurisdiction == "DE"


def test_norway_has_the_gdpr_by_the_agreement():
    first, *_ = claims(Person("NO"), EVERYWHERE, BEFORE)
    assert (first.law, first.jurisdiction) == (LawId.GDPR, "NO")
    assert first.why.startswith("You are in Norway, where the GDPR holds by the EEA Agreement")
    assert "data on people in the EU, which says nothing of Norway itself" in first.why
    whole = broker(serves=("EEA",))
    assert "data on people in the EEA: the GDPR" in claims(Person("NO"), whole, BEFORE)[0].why


def test_a_broker_that_is_not_known_to_have_data_on_people_there_is_not_claimed_to():
    # Searching by face is not by itself known to reach people everywhere.
    record = broker(Role.FACE_SEARCH, categories=("face_recognition",), serves=("US",))
    assert asked("DE", record) == POLITE
    assert asked("GB-ENG", record) == POLITE
    assert "no data on people there" in reasons("DE", record)[LawId.GDPR, None]


def test_a_seat_in_the_union_and_data_on_britons_give_both_laws_the_own_one_first():
    record = broker(country="FR", established_in=("FR",), serves=("EU", "GB"))
    assert asked("GB-SCT", record) == [*UK_MARKETING, *GDPR_MARKETING]
    places = [claim.jurisdiction for claim in claims(Person("GB-SCT"), record, BEFORE)]
    assert places == ["GB-SCT"] * 3 + ["FR"] * 3


def test_a_british_seat_counts_as_england_unless_the_person_lives_in_another_nation():
    assert claims(Person("GB-SCT"), BRITISH, BEFORE)[0].jurisdiction == "GB-SCT"
    assert claims(Person("GB"), BRITISH, BEFORE)[0].jurisdiction == "GB-ENG"
    assert claims(Person("US-NY"), BRITISH, BEFORE)[0].jurisdiction == "GB-ENG"


@pytest.mark.parametrize("today", [date(2026, 6, 18), date(2026, 6, 19), AFTER])
def test_no_british_claim_ever_cites_article_77(today):
    for record in (BRITISH, FACES, EVERYWHERE, PLATFORM):
        for claim in claims(Person("GB-ENG"), record, today):
            words = [claim.title, claim.why, *claim.citations, *(ground.sentence for ground in claim.grounds)]
            assert not any("77" in word for word in words)


def test_british_claims_name_the_rule_of_the_day():
    assert claims(Person("GB-ENG"), BRITISH, date(2026, 2, 4))[0].rule == "uk-gdpr-12-3"
    assert claims(Person("GB-ENG"), BRITISH, date(2026, 2, 5))[0].rule == "uk-gdpr-12a"


def test_american_roles_decide_nothing_in_europe():
    agency = broker(Role.CONSUMER_REPORTING_AGENCY, country="AT", established_in=("AT",), categories=("credit",))
    assert asked("DE", agency) == ["gdpr deletion", "gdpr access"]
    processor = broker(Role.PROCESSOR, country="DE", established_in=("DE",), serves=("EU", "US"))
    assert asked("DE", processor) == ["gdpr deletion", "gdpr access"]
    advice = assess(Person("DE"), processor, BEFORE).advice
    assert any("processes for others" in said for said in advice)
    # A Californian has no right under American law against it, its seat in Germany notwithstanding.
    assert asked("US-CA", processor) == ["gdpr deletion", "gdpr access"]
    assert "customers are the ones to ask" in reasons("US-CA", processor)[LawId.CCPA, None]


def test_public_bodies_are_asked_what_they_hold_and_never_to_erase_it():
    office = broker(Role.PUBLIC_BODY, country="DE", established_in=("DE",), serves=("EU",))
    for place in PLACES:
        assert asked(place, office) == ["gdpr access"]
    assert "17(3)(b)" in reasons("DE", office)[LawId.GDPR, Right.DELETION]


# -- standing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("record", [REGISTERED, GERMAN, BRITISH, FACES, AGENCY], ids=str)
def test_the_dead_have_no_rights_and_politeness_is_left(record, place):
    person = Person(place, standing=Standing.DECEASED)
    assert short(claims(person, record, BEFORE)) == POLITE
    assert not assess(person, record, BEFORE).advice


def test_agents_ask_only_where_a_statute_lets_them():
    agent = {"standing": Standing.MANDATE}
    assert asked("US-CA", REGISTERED, **agent) == CCPA_2026
    cited = [claim.citations[-1] for claim in claims(Person("US-CA", **agent), REGISTERED, BEFORE)]
    assert cited == ["11 CCR 7026(j)", "11 CCR 7027", "11 CCR 7063", "11 CCR 7063"]
    assert asked("US-IL", FACES, **agent) == POLITE
    assert "subject's own to make" in reasons("US-IL", FACES, **agent)[LawId.BIPA, None]
    assert asked("US-NY", AGENCY, **agent) == POLITE
    assert "subject's own to make" in reasons("US-NY", AGENCY, **agent)[LawId.FCRA, None]


def test_a_parent_asks_for_a_child_what_the_child_may_ask():
    for place in PLACES:
        for record in (REGISTERED, GERMAN, FACES):
            assert asked(place, record, standing=Standing.MINOR) == asked(place, record)


# -- where no statute helps ------------------------------------------------------------------------------------------


def test_politeness_cites_nothing_and_claims_no_right():
    (claim,) = claims(Person("US-NY"), AMERICAN, BEFORE)
    assert (claim.law, claim.right, claim.statutory, claim.rule) == (LawId.NONE, Right.VOLUNTARY, False, "voluntary")
    assert claim.citations == claim.grounds == claim.confirm == ()


@pytest.mark.parametrize("state", ["dead", "bounces", "closed_group"])
def test_politeness_needs_a_way_to_be_heard(state):
    record = broker(channels=(channel(state=state),))
    assert asked("US-NY", record) == []
    first = assess(Person("US-NY"), record, BEFORE).exclusions[0]
    assert (first.law, first.reason) == (LawId.NONE, "no way to reach it is known")


@pytest.mark.parametrize(
    ("place", "today", "law", "says"),
    [
        ("BR", BEFORE, "lgpd", "letters do not cite"),
        ("CA-QC", BEFORE, "law25", "letters do not cite"),
        ("CA-ON", BEFORE, "pipeda", "letters do not cite"),
        ("US-OK", BEFORE, "ocdpa", "holds from 2027-01-01 on"),
        ("US-OK", AFTER, "ocdpa", "Nobody here has read"),
        ("US-LA", BEFORE, "ldpa", "holds from 2027-01-01 on"),
        ("US-AL", AFTER, "apdpa", "holds from 2027-05-01 on"),
        ("US-VT", AFTER, "vdposa", "holds from 2028-01-01 on"),
        ("US-FL", AFTER, "fdbr", "billion"),
    ],
)
def test_a_law_of_ones_own_that_gives_no_letter_says_why(place, today, law, says):
    assert says in reasons(place, AMERICAN, today)[LawId(law), None]
    assert asked(place, AMERICAN, today) == POLITE


@pytest.mark.parametrize("place", ["", "XX", "EU", "US-ZZ", "GB-ZZ", "Germany"])
def test_a_residence_that_is_no_place_is_refused(place):
    with pytest.raises(BadInput):
        assess(Person(place), AMERICAN, BEFORE)


def test_a_claim_is_made_only_on_days_on_which_its_right_is_in_force():
    early = date(2023, 3, 28)
    assert asked("US-CA", AMERICAN, early) == POLITE
    assert "was not in force on 2023-03-28" in reasons("US-CA", AMERICAN, early)[LawId.CCPA, Right.OPT_OUT]


def test_places_are_read_as_they_are_written():
    assert asked("us-ca", REGISTERED) == asked("US-CA", REGISTERED)
    assert asked("DE-BY", GERMAN) == asked("DE", GERMAN)
