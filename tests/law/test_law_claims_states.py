"""What people in each state may ask under its own law, from the text of the law and not from the rows."""

from __future__ import annotations

from datetime import date

import pytest
from law_people import (
    AFTER,
    AGENCY,
    AMERICAN,
    BEFORE,
    FACES,
    FCRA,
    GERMAN,
    NOVEMBER,
    OFFICE,
    PLATFORM,
    POLITE,
    PROCESSOR,
    asked,
    broker,
    reasons,
    short,
)

from unlist.law.claims import assess, claims
from unlist.law.model import Person
from unlist.words import LawId, Right, Role, Standing

# Deletion reaches what was obtained about the person, whoever it came from, except where it says otherwise.
WHOLE = {
    "US-VA": "vcdpa",
    "US-CO": "cpa",
    "US-CT": "ctdpa",
    "US-TX": "tdpsa",
    "US-OR": "ocpa",
    "US-MT": "mcdpa",
    "US-DE": "dpdpa",
    "US-NE": "ndpa",
    "US-NH": "nhpa",
    "US-NJ": "njdpa",
    "US-TN": "tipa",
    "US-MN": "mcdpa-mn",
    "US-MD": "modpa",
    "US-IN": "incdpa",
    "US-KY": "kcdpa",
    "US-RI": "ridtppa",
}
PROVIDED = {"US-UT": "ucpa", "US-IA": "icdpa"}
WITHOUT = ("US-NY", "US-FL", "US-NV", "US-WA", "US-IL", "US-MA", "US-PR", "US-DC", "US-GA", "US-VT", "US-OK")
AGENTS = {"US-CO", "US-CT", "US-TX", "US-OR", "US-MT", "US-DE", "US-NE", "US-NH", "US-NJ", "US-MD", "US-RI"}
MARKETER = broker(categories=("marketing",))


def of(law, *rights):
    return [f"{law} {right}" for right in rights]


@pytest.mark.parametrize(("place", "law"), WHOLE.items())
def test_deletion_comes_first_where_it_reaches_what_brokers_hold(place, law):
    assert asked(place, AMERICAN, NOVEMBER) == of(law, "deletion", "opt_out", "access")
    first = claims(Person(place), AMERICAN, NOVEMBER)[0]
    assert (first.jurisdiction, first.confirm, first.statutory) == (place, ("residence",), True)
    assert first.rule == f"{place.lower()}-deletion"


@pytest.mark.parametrize(("place", "law"), PROVIDED.items())
def test_where_deletion_reaches_only_what_was_provided_it_is_asked_for_politely(place, law):
    assert asked(place, AMERICAN, NOVEMBER) == [*of(law, "opt_out", "access"), *POLITE]
    assert "only what you provided yourself" in reasons(place, AMERICAN, NOVEMBER)[LawId(law), Right.DELETION]


@pytest.mark.parametrize("place", WITHOUT)
def test_where_no_law_helps_against_a_people_search_site(place):
    assert asked(place, AMERICAN, NOVEMBER) == POLITE


def test_nevada_reaches_what_was_bought_and_nothing_public():
    assert asked("US-NV", MARKETER, NOVEMBER) == ["nrs-603a opt_out"]
    assert "only what was bought" in reasons("US-NV", AMERICAN, NOVEMBER)[LawId.NRS_603A, None]
    assert "only what was bought" in reasons("US-NV", FACES, NOVEMBER)[LawId.NRS_603A, None]
    (claim,) = claims(Person("US-NV"), MARKETER, NOVEMBER)
    assert claim.title == "opt-out of sale"
    assert claim.grounds[-1].sentence == "It must answer within 60 days"


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ("US-VA", "opt-out of sale, targeted advertising and profiling"),
        ("US-UT", "opt-out of sale and targeted advertising"),  # 13-61-201(5): no profiling
        ("US-IA", "opt-out of sale"),  # 715D.3(1)(d)
    ],
)
def test_an_opt_out_names_what_that_state_lets_people_opt_out_of(place, title):
    found = {claim.right: claim.title for claim in claims(Person(place), AMERICAN, NOVEMBER)}
    assert found[Right.OPT_OUT] == title


@pytest.mark.parametrize("place", [*WHOLE, *PROVIDED])
def test_agents_opt_out_where_a_statute_lets_them_and_nothing_else(place):
    law = (WHOLE | PROVIDED)[place]
    found = asked(place, AMERICAN, NOVEMBER, standing=Standing.MANDATE)
    if place in AGENTS:
        assert found == of(law, "opt_out")
    else:
        assert found == POLITE
        said = reasons(place, AMERICAN, NOVEMBER, standing=Standing.MANDATE)
        assert "no agent" in said[LawId(law), None]


@pytest.mark.parametrize("place", ["US-TX", "US-NE"])
def test_in_two_states_agents_cannot_opt_out_of_profiling(place):
    agent = Person(place, standing=Standing.MANDATE)
    (claim,) = claims(agent, AMERICAN, NOVEMBER)
    assert claim.title == "opt-out of sale and targeted advertising"


@pytest.mark.parametrize(("place", "law"), (WHOLE | PROVIDED).items())
def test_roles_that_these_laws_leave_out(place, law):
    assert asked(place, AGENCY, NOVEMBER) == FCRA
    assert "consumer reporting agency" in reasons(place, AGENCY, NOVEMBER)[LawId(law), None]
    assert asked(place, PROCESSOR, NOVEMBER) == []
    assert "customers are the ones to ask" in reasons(place, PROCESSOR, NOVEMBER)[LawId(law), None]
    assert asked(place, OFFICE, NOVEMBER) == []
    assert "data on people in the United States" in reasons(place, GERMAN, NOVEMBER)[LawId(law), None]


@pytest.mark.parametrize(("place", "law"), (WHOLE | PROVIDED).items())
def test_a_first_party_is_never_asked_to_erase(place, law):
    assert asked(place, PLATFORM, NOVEMBER) == [f"{law} opt_out first_party"]


@pytest.mark.parametrize(
    ("place", "law", "first"),
    [
        ("US-VA", "vcdpa", "2023-01-01"),
        ("US-CO", "cpa", "2023-07-01"),
        ("US-CT", "ctdpa", "2023-07-01"),
        ("US-TX", "tdpsa", "2024-07-01"),
        ("US-OR", "ocpa", "2024-07-01"),
        ("US-MT", "mcdpa", "2024-10-01"),
        ("US-DE", "dpdpa", "2025-01-01"),
        ("US-NE", "ndpa", "2025-01-01"),
        ("US-NH", "nhpa", "2025-01-01"),
        ("US-NJ", "njdpa", "2025-01-15"),
        ("US-TN", "tipa", "2025-07-01"),
        ("US-MN", "mcdpa-mn", "2025-07-31"),
        ("US-MD", "modpa", "2025-10-01"),
        ("US-IN", "incdpa", "2026-01-01"),
        ("US-KY", "kcdpa", "2026-01-01"),
        ("US-RI", "ridtppa", "2026-01-01"),
    ],
)
def test_a_law_gives_nothing_before_its_day(place, law, first):
    day = date.fromisoformat(first)
    eve = day.replace(day=day.day - 1) if day.day > 1 else date.fromordinal(day.toordinal() - 1)
    assert asked(place, AMERICAN, eve) == POLITE
    assert f"holds from {first} on" in reasons(place, AMERICAN, eve)[LawId(law), None]
    assert asked(place, AMERICAN, day)[0] == f"{law} deletion"


def test_a_register_of_the_state_binds_whom_the_record_does_not_place_there():
    record = broker(serves=(), registrations=("us-tx-2026",))
    assert asked("US-TX", record, NOVEMBER) == of("tdpsa", "deletion", "opt_out", "access")
    assert "whose register of data brokers listed Acme in 2026" in claims(Person("US-TX"), record, NOVEMBER)[0].why
    undated = broker(serves=(), registrations=("us-tx",))
    assert "listed Acme lately" in claims(Person("US-TX"), undated, NOVEMBER)[0].why
    # A register that a broker left years ago places it nowhere.
    assert asked("US-TX", broker(serves=(), registrations=("us-tx-2024",)), NOVEMBER) == POLITE
    assert asked("US-OR", record, NOVEMBER) == POLITE


def test_connecticut_reaches_collated_public_information_since_october_2026():
    eve, day = (claims(Person("US-CT"), AMERICAN, on)[0] for on in (date(2026, 9, 30), date(2026, 10, 1)))
    assert "P.A. 26-64" not in eve.why
    assert "P.A. 26-64" in day.why
    assert any("collated into a profile" in ground.sentence for ground in day.grounds)


def test_connecticut_names_buyers_since_july_2026():
    for on, named in ((date(2026, 6, 30), False), (date(2026, 7, 1), True)):
        access = next(c for c in claims(Person("US-CT"), AMERICAN, on) if c.right is Right.ACCESS)
        assert any("to whom your data was sold" in ground.sentence for ground in access.grounds) is named


def test_in_colorado_the_size_of_a_face_database_does_not_matter():
    assert "whoever holds any (C.R.S. 6-1-1304(1))" in claims(Person("US-CO"), FACES, NOVEMBER)[0].why
    assert "as much business" in claims(Person("US-CO"), AMERICAN, NOVEMBER)[0].why
    # HB 24-1130 is in force since 1 July 2025.
    assert "as much business" in claims(Person("US-CO"), FACES, date(2025, 6, 30))[0].why
    assert "whoever holds any" in claims(Person("US-CO"), FACES, date(2025, 7, 1))[0].why


def test_washington_reaches_faces_and_nothing_else():
    assert asked("US-WA", FACES, NOVEMBER) == of("mhmda", "deletion", "access")
    for claim in claims(Person("US-WA"), FACES, NOVEMBER):
        assert claim.confirm == ("residence", "my_face")
        assert "No court has said yet" in claim.why
    assert asked("US-WA", FACES, date(2024, 3, 30)) == POLITE
    agent = {"standing": Standing.MANDATE}
    assert asked("US-WA", FACES, NOVEMBER, **agent) == POLITE


def test_texas_knows_since_2026_that_an_image_online_is_no_consent():
    for on, known in ((date(2025, 12, 31), False), (date(2026, 1, 1), True)):
        demand = next(c for c in claims(Person("US-TX"), FACES, on) if c.law is LawId.CUBI)
        assert any("(b-1)" in citation for citation in demand.citations) is known
        assert not demand.statutory
    # Only the Attorney General acts on it, so nobody is told to go to court.
    assert "Only the Attorney General" in demand.why


def test_only_who_is_covered_is_offered_the_laws_on_home_addresses():
    covered = frozenset({"daniels_law"})
    assert asked("US-NJ", AMERICAN, NOVEMBER, declared=covered)[0] == "daniels-law demand"
    assert asked("US-NJ", AMERICAN, NOVEMBER) == of("njdpa", "deletion", "opt_out", "access")
    assert asked("US-NY", AMERICAN, NOVEMBER, declared=covered) == POLITE
    assert asked("US-NJ", MARKETER, NOVEMBER, declared=covered)[0] == "njdpa deletion"  # it publishes nothing
    first = claims(Person("US-NJ", declared=covered), AMERICAN, NOVEMBER)[0]
    assert first.confirm == ("residence", "daniels_law")
    protected = frozenset({"safe_at_home"})
    first = claims(Person("US-CA", declared=protected), AMERICAN, NOVEMBER)[0]
    assert (first.law, first.statutory) == (LawId.SAFE_AT_HOME, False)
    assert "tells the broker of it" in first.why
    for person in PEOPLE_ELSEWHERE:
        assert not any(
            claim.law in {LawId.DANIELS_LAW, LawId.SAFE_AT_HOME} for claim in claims(person, AMERICAN, AFTER)
        )


PEOPLE_ELSEWHERE = [
    Person("US-CA", declared=frozenset({"daniels_law"})),
    Person("US-NJ", declared=frozenset({"safe_at_home"})),
    Person("US-NJ", standing=Standing.MANDATE, declared=frozenset({"daniels_law"})),
    Person("US-CA"),
    Person("US-NJ"),
]


SIGNAL = {
    "US-CA", "US-CO", "US-CT", "US-DE", "US-MD", "US-MN", "US-MT", "US-NE", "US-NH", "US-NJ", "US-OR", "US-TX",
}  # fmt: skip


@pytest.mark.parametrize("place", [*WHOLE, *PROVIDED, "US-CA", "US-NY", "US-NV", "DE"])
def test_the_signal_of_the_browser_is_advised_where_sites_have_to_take_it(place):
    advised = any("Global Privacy Control" in said for said in assess(Person(place), AMERICAN, BEFORE).advice)
    assert advised is (place in SIGNAL)


# -- Switzerland -----------------------------------------------------------------------------------------------------

SWISS = broker(country="CH", serves=("CH",), established_in=("CH",))


def test_swiss_law_binds_who_sits_there_and_who_has_data_on_people_there():
    assert asked("CH", SWISS, NOVEMBER) == of("ch-fadp", "deletion", "access")
    assert asked("CH-ZH", SWISS, NOVEMBER) == of("ch-fadp", "deletion", "access")
    assert asked("US-NY", SWISS, NOVEMBER) == of("ch-fadp", "deletion", "access")
    abroad = broker(serves=("US", "CH"))
    assert asked("CH", abroad, NOVEMBER) == of("ch-fadp", "deletion", "access")
    assert asked("US-NY", abroad, NOVEMBER) == POLITE
    assert asked("CH", AMERICAN, NOVEMBER) == POLITE
    assert "no data on people there" in reasons("CH", AMERICAN, NOVEMBER)[LawId.CH_FADP, None]


def test_in_switzerland_only_access_has_a_day_of_the_law():
    found = {claim.right: claim for claim in claims(Person("CH"), SWISS, NOVEMBER)}
    assert found[Right.ACCESS].statutory
    assert not found[Right.DELETION].statutory
    assert found[Right.DELETION].confirm == ()  # the seat binds, wherever the person is
    faces = broker(Role.FACE_SEARCH, serves=("CH",), categories=("face_recognition",))
    first = claims(Person("CH"), faces, NOVEMBER)[0]
    assert (first.variant, first.confirm) == ("face_database", ("residence", "my_face"))
    assert "FADP art. 5(c)(4)" in first.citations


def test_a_swiss_seat_and_data_on_people_in_the_union_give_both_laws_the_own_one_first():
    both = broker(country="DE", serves=("EU", "CH"), established_in=("DE",))
    laws = [claim.law for claim in claims(Person("CH"), both, NOVEMBER)]
    assert laws[0] is LawId.CH_FADP
    assert LawId.GDPR in laws


def test_swiss_first_parties_are_not_asked_to_erase():
    platform = broker(Role.FIRST_PARTY, serves=("CH",), categories=("first_party",))
    assert short(claims(Person("CH"), platform, NOVEMBER)) == ["ch-fadp objection first_party"]
