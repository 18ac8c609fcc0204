"""What people in ten places may ask of brokers of each role, on both sides of the turn of the year."""

from __future__ import annotations

from datetime import date

import pytest

from unlist.errors import BadInput
from unlist.law.claims import assess, claims
from unlist.law.model import Person
from unlist.registry.load import broker as shipped
from unlist.registry.records import Broker, Channel, Evidence
from unlist.words import ChannelKind, LawId, Right, Role, Standing

BEFORE = date(2026, 12, 31)
AFTER = date(2027, 1, 1)
NOVEMBER = date(2026, 11, 23)

# law right variant, as short as a table can be
OBJECTION_FACE = "gdpr objection face_database"
CCPA_2026 = ["ccpa opt_out", "ccpa limit", "ccpa access", "ccpa deletion collected_from_me"]
CCPA_2027 = ["ccpa opt_out", "ccpa limit", "ccpa access", "ccpa deletion full"]
GDPR_MARKETING = ["gdpr objection marketing", "gdpr deletion", "gdpr access"]
UK_MARKETING = ["uk-gdpr objection marketing", "uk-gdpr deletion", "uk-gdpr access"]
FCRA = ["fcra opt_out", "fcra access", "fcra rectification"]
POLITE = ["none voluntary"]
PLACES = ("US-IL", "US-CA", "US-NY", "US-TX", "DE", "FR", "GB-ENG", "GB-SCT", "CH", "BR")
AMERICANS = ("US-IL", "US-CA", "US-NY", "US-TX")
STRANGERS = ("CH", "BR")


def channel(**given):
    return Channel(
        **{
            "id": "mail",
            "kind": ChannelKind.EMAIL,
            "value": "privacy@broker.example.org",
            "covers": "all",
            "basis": "own_policy",
            "checked_on": date(2026, 11, 1),
            "evidence": (Evidence(seen_on=date(2026, 11, 1), source="test"),),
            **given,
        }
    )


def broker(role=Role.DATA_BROKER, **given):
    return Broker(
        **{
            "slug": "acme",
            "name": "Acme",
            "legal_name": "Acme, Inc.",
            "role": role,
            "country": "US",
            "serves": ("US",),
            "domains": ("acme.example.org",),
            "categories": ("people_search",),
            "channels": (channel(),),
            **given,
        }
    )


def short(found):
    return [f"{claim.law} {claim.right} {claim.variant}".strip() for claim in found]


def asked(place, record, today=BEFORE, **person):
    return short(claims(Person(place, **person), record, today))


def reasons(place, record, today=BEFORE, **person):
    return {
        (exclusion.law, exclusion.right): exclusion.reason
        for exclusion in assess(Person(place, **person), record, today).exclusions
    }


# -- the matrix: places by kinds of brokers --------------------------------------------------------------------------

REGISTERED = broker(registrations=("us-ca-2026",))
AMERICAN = broker(Role.PEOPLE_SEARCH)
EVERYWHERE = broker(serves=("US", "EU", "GB"))
GERMAN = broker(country="DE", serves=("DE",), established_in=("DE",))
BRITISH = broker(country="GB", serves=("GB",), established_in=("GB",))
FACES = broker(Role.FACE_SEARCH, serves=("US", "EU", "GB"), categories=("face_recognition",))
AGENCY = broker(Role.CONSUMER_REPORTING_AGENCY, categories=("credit",))
PLATFORM = broker(Role.FIRST_PARTY, serves=("US", "EU", "GB"), categories=("first_party",))
PROCESSOR = broker(Role.PROCESSOR)
OFFICE = broker(Role.PUBLIC_BODY)

MATRIX = [
    (REGISTERED, {"US-CA": CCPA_2026}, POLITE),
    (AMERICAN, {"US-CA": CCPA_2026}, POLITE),
    (
        EVERYWHERE,
        {
            "US-CA": CCPA_2026,
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
        ("clearview-ai", "US-TX", POLITE),
        ("clearview-ai", "DE", [OBJECTION_FACE, "gdpr access"]),
        ("clearview-ai", "GB-SCT", ["uk-gdpr objection face_database", "uk-gdpr access"]),
        ("clearview-ai", "CH", POLITE),
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
    assert abroad.why == "Acme is established in DE, so the GDPR binds it wherever you are (art. 3(1))."
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


def test_public_bodies_get_no_letter_anywhere():
    office = broker(Role.PUBLIC_BODY, country="DE", established_in=("DE",), serves=("EU",))
    for place in PLACES:
        assert asked(place, office) == []
    assert "17(3)(b)" in reasons("DE", office)[LawId.GDPR, None]


# -- California ------------------------------------------------------------------------------------------------------


def test_drop_is_the_first_advice_until_its_request_is_recorded():
    before = assess(Person("US-CA"), REGISTERED, BEFORE)
    assert before.advice[0].startswith("DROP (privacy.ca.gov/drop)")
    assert short(before.claims) == CCPA_2026
    after = assess(Person("US-CA", drop_requested_on=NOVEMBER), REGISTERED, BEFORE)
    assert not any("DROP" in said for said in after.advice)
    assert short(after.claims) == CCPA_2026[:3]
    covered = [each for each in after.exclusions if each.right is Right.DELETION]
    assert [each.reason for each in covered] == ["your DROP request of 2026-11-23 covers deletion here"]


def test_drop_covers_nothing_at_brokers_without_registration_or_keyed_by_face_or_device():
    for record in (
        AMERICAN,
        broker(registrations=("us-or-2026", "us-vt")),
        broker(Role.FACE_SEARCH, categories=("face_recognition",), registrations=("us-ca-2026",)),
        broker(behaviors=("device_id_only",), registrations=("us-ca-2026",)),
    ):
        with_drop = assess(Person("US-CA", drop_requested_on=NOVEMBER), record, BEFORE)
        assert "ccpa deletion collected_from_me" in short(with_drop.claims)
        without = assess(Person("US-CA"), record, BEFORE)
        assert not any("DROP" in said for said in without.advice)


@pytest.mark.parametrize("status", ["drop_not_found:acme", "drop_exempted:acme"])
def test_what_drop_sent_back_returns(status):
    person = {"drop_requested_on": NOVEMBER, "declared": frozenset({status})}
    assert asked("US-CA", REGISTERED, **person) == CCPA_2026
    assert asked("US-CA", REGISTERED, AFTER, **person) == CCPA_2027
    other = {"drop_requested_on": NOVEMBER, "declared": frozenset({status.replace("acme", "other")})}
    assert asked("US-CA", REGISTERED, **other) == CCPA_2026[:3]


@pytest.mark.parametrize(
    ("registered", "requested", "covered"),
    [
        # Registration is due by 31 January for the year before: until then last year's list stands.
        ("us-ca-2026", "2026-11-23", True),
        ("us-ca-2025", "2026-11-23", False),
        # Brokers fetch from August 2026 on, whenever the request was made.
        ("us-ca-2025", "2026-01-15", False),
        ("us-ca-2026", "2026-01-15", True),
        ("us-ca-2026", "2027-01-31", True),
        ("us-ca-2026", "2027-02-01", False),
        ("us-ca-2027", "2026-11-23", True),
    ],
)
def test_a_drop_request_reaches_who_was_registered_then_or_since(registered, requested, covered):
    record = broker(registrations=(registered,))
    found = asked("US-CA", record, date(2027, 3, 1), drop_requested_on=date.fromisoformat(requested))
    assert ("ccpa deletion full" not in found) is covered


def test_californian_reasons_say_what_is_known_and_no_more():
    registered, *_ = claims(Person("US-CA"), REGISTERED, BEFORE)
    assert registered.why == "You live in California, whose register of data brokers lists Acme (2026)."
    unknown, *_ = claims(Person("US-CA"), AMERICAN, BEFORE)
    assert "by its record Acme has data on people in the United States" in unknown.why
    assert "if it is a business as Civ. Code 1798.140(d) defines it" in unknown.why
    assert (
        "not known to have data on people" in reasons("US-CA", broker(serves=("DE",), country="CA"))[LawId.CCPA, None]
    )


def test_the_two_deletion_rights_are_worded_and_cited_apart():
    old = claims(Person("US-CA"), AMERICAN, BEFORE)[-1]
    new = claims(Person("US-CA"), AMERICAN, AFTER)[-1]
    assert (old.rule, new.rule) == ("us-ca-ccpa-delete", "us-ca-ccpa-delete-2027")
    assert "collected from you" in old.grounds[0].sentence
    assert "from or about you" in new.grounds[0].sentence
    assert "SB 923" in new.citations[0]
    assert not any("SB 923" in citation for citation in old.citations)


def test_opt_out_and_limit_need_no_identity_check_and_the_others_say_nothing_of_one():
    for claim in claims(Person("US-CA"), REGISTERED, BEFORE):
        assert ("11 CCR 7060(b)" in claim.citations) is (claim.right in {Right.OPT_OUT, Right.LIMIT})


def test_a_face_database_in_california_cannot_call_a_face_public():
    for claim in claims(Person("US-CA"), FACES, BEFORE):
        assert "Cal. Civ. Code 1798.140(v)(2)(B)" in claim.citations
    for claim in claims(Person("US-CA"), REGISTERED, BEFORE):
        assert "Cal. Civ. Code 1798.140(v)(2)(B)" not in claim.citations


def test_an_agency_in_california_is_asked_for_what_is_no_consumer_report():
    registered = broker(Role.CONSUMER_REPORTING_AGENCY, categories=("credit",), registrations=("us-ca-2026",))
    for today in (BEFORE, AFTER):
        assert asked("US-CA", registered, today) == [*CCPA_2026[:3], *FCRA]
    first = claims(Person("US-CA"), registered, BEFORE)[0]
    assert "1798.145(d)" in first.why
    assert "1798.145(d)" in reasons("US-CA", registered)[LawId.CCPA, Right.DELETION]
    # Not registered as a broker: nothing is known of data beside its reports.
    assert "1798.145(d)" in reasons("US-CA", AGENCY)[LawId.CCPA, None]


# -- Illinois --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "variants"),
    [
        (set(), ["preserve"]),
        ({"may_sue"}, ["preserve"]),
        ({"no_suit"}, ["destroy", "preserve"]),
        ({"no_suit", "may_sue"}, ["preserve"]),
    ],
)
def test_destruction_is_asked_for_only_by_who_will_not_sue(declared, variants):
    assessment = assess(Person("US-IL", declared=frozenset(declared)), FACES, BEFORE)
    assert [claim.variant for claim in assessment.claims] == variants
    assert any("see a lawyer" in said for said in assessment.advice) is ("destroy" not in variants)


def test_bipa_is_a_demand_of_the_senders_own_day_and_no_right_to_deletion():
    for claim in claims(Person("US-IL", declared=frozenset({"no_suit"})), FACES, BEFORE):
        assert (claim.right, claim.statutory, claim.rule) == (Right.DEMAND, False, "us-il-bipa")
        assert claim.confirm == ("residence", "my_face")
        assert all(citation.startswith("740 ILCS 14/15") for citation in claim.citations)


def photo_form(**given):
    return channel(
        **{
            "id": "form",
            "kind": ChannelKind.FORM,
            "value": "https://acme.example.org/illinois",
            "rights": (Right.VOLUNTARY,),
            "residences": ("US-IL",),
            **given,
        }
    )


def test_the_photo_form_comes_first_suppresses_and_cites_nothing():
    record = FACES.model_copy(update={"channels": (channel(), photo_form())})
    form, demand = claims(Person("US-IL"), record, BEFORE)
    assert (form.law, form.variant, form.effect, form.citations) == (LawId.NONE, "photo_form", "suppression", ())
    assert form.channel_kinds == ("form",)
    assert "suppresses and does not delete" in form.why
    assert demand.law is LawId.BIPA


@pytest.mark.parametrize(
    ("place", "form", "person"),
    [
        ("US-NY", {}, {}),
        ("US-IL", {"state": "dead"}, {}),
        ("US-IL", {"state": "closed_group"}, {}),
        ("US-IL", {"kind": ChannelKind.EMAIL, "value": "illinois@acme.example.org"}, {}),
        ("US-IL", {}, {"by_agent": True, "standing": Standing.MANDATE}),
        ("US-IL", {}, {"standing": Standing.DECEASED}),
    ],
)
def test_the_photo_form_is_for_living_residents_themselves_while_it_is_open(place, form, person):
    record = FACES.model_copy(update={"channels": (channel(), photo_form(**form))})
    assert "none voluntary photo_form" not in asked(place, record, **person)


# -- standing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("record", [REGISTERED, GERMAN, BRITISH, FACES, AGENCY], ids=str)
def test_the_dead_have_no_rights_and_politeness_is_left(record, place):
    person = Person(place, standing=Standing.DECEASED)
    assert short(claims(person, record, BEFORE)) == POLITE
    assert not assess(person, record, BEFORE).advice


def test_agents_ask_only_where_a_statute_lets_them():
    agent = {"standing": Standing.MANDATE, "by_agent": True}
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
    ("place", "today", "law"),
    [
        ("US-TX", BEFORE, "tdpsa"),
        ("CH", BEFORE, "ch-fadp"),
        ("BR", BEFORE, "lgpd"),
        ("CA-QC", BEFORE, "law25"),
        ("CA-ON", BEFORE, "pipeda"),
        ("US-OK", BEFORE, None),
        ("US-OK", AFTER, "ocdpa"),
        ("US-NY", AFTER, None),
        ("US-IL", AFTER, None),
    ],
)
def test_a_law_of_ones_own_that_is_not_covered_yet_is_named(place, today, law):
    named = [each.law.value for each in assess(Person(place), AMERICAN, today).exclusions if "covered" in each.reason]
    assert named == ([law] if law else [])


@pytest.mark.parametrize("place", ["", "XX", "EU", "US-ZZ", "GB-ZZ", "Germany"])
def test_a_residence_that_is_no_place_is_refused(place):
    with pytest.raises(BadInput):
        assess(Person(place), AMERICAN, BEFORE)


def test_a_claim_is_made_only_on_days_on_which_its_right_is_in_force():
    early = date(2023, 3, 28)
    assert asked("US-CA", AMERICAN, early) == []
    assert "was not in force on 2023-03-28" in reasons("US-CA", AMERICAN, early)[LawId.CCPA, Right.OPT_OUT]


def test_places_are_read_as_they_are_written():
    assert asked("us-ca", REGISTERED) == asked("US-CA", REGISTERED)
    assert asked("DE-BY", GERMAN) == asked("DE", GERMAN)
