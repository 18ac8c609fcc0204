"""What no claim may ever say, for every shipped broker and people everywhere, around each change of a law."""

from __future__ import annotations

from datetime import date

import pytest

from unlist.law.claims import assess
from unlist.law.deadlines import deadline
from unlist.law.model import Person
from unlist.law.places import EEA, GB_NATIONS, US_STATES
from unlist.registry.load import brokers
from unlist.words import LawId, Right, Role, Standing

DAYS = [
    date(2026, 2, 4),
    date(2026, 2, 5),
    date(2026, 6, 19),
    date(2026, 11, 23),
    date(2026, 12, 31),
    date(2027, 1, 1),
]
RECORDS = tuple(brokers())
PLACES = sorted({*EEA, *GB_NATIONS, *(f"US-{state}" for state in US_STATES), "CH", "BR", "CA", "CA-QC", "JP"})
PEOPLE = [
    Person("US-IL"),
    *(Person(place) for place in PLACES),
    Person("US-CA", drop_requested_on=date(2026, 11, 23)),
    Person("US-CA", standing=Standing.MANDATE, by_agent=True),
    Person("US-IL", declared=frozenset({"no_suit"})),
    Person("US-IL", standing=Standing.MANDATE, by_agent=True),
    Person("DE", standing=Standing.DECEASED),
    Person("US-CA", standing=Standing.DECEASED),
]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_claim_that_can_be_made_is_true_of_its_person_and_its_broker(today):
    clocks = {}
    seen = 0
    for record in RECORDS:
        for person in PEOPLE:
            assessment = assess(person, record, today)
            for claim in assessment.claims:
                seen += 1
                key = (claim.law, claim.right, claim.jurisdiction)
                if key not in clocks:
                    clocks[key] = deadline(claim.law, claim.right, jurisdiction=claim.jurisdiction, received_on=today)
                hold(person, record, claim, today, clocks[key])
    assert seen > 1000


def hold(person, record, claim, today, clock):
    words = " ".join([claim.title, claim.why, *(ground.sentence for ground in claim.grounds), *claim.citations])
    country = person.residence.partition("-")[0]
    # The clock that the claim names is the one in force, and no claim is more binding than its clock.
    assert claim.rule == clock.rule
    assert clock.statutory or not claim.statutory
    assert claim.why.endswith(".")
    assert tuple(ground.citation for ground in claim.grounds) == claim.citations
    # A first party is never asked to erase, a public body or an American processor gets no letter.
    assert record.role is not Role.FIRST_PARTY or claim.variant == "first_party"
    assert record.role is not Role.PUBLIC_BODY
    assert record.role is not Role.PROCESSOR or claim.law in {LawId.GDPR, LawId.UK_GDPR}
    assert person.standing is not Standing.DECEASED or claim.law is LawId.NONE
    seats = record.established_in if record.established_in is not None else (record.country,)
    if claim.law is LawId.GDPR:
        here = country in EEA and {country, "EU", "EEA"} & set(record.serves)
        assert set(seats) & EEA or here
        assert claim.jurisdiction in EEA
    elif claim.law is LawId.UK_GDPR:
        assert "GB" in seats or (country == "GB" and "GB" in record.serves)
        assert claim.jurisdiction in GB_NATIONS
        assert "77" not in words
    elif claim.law is LawId.CCPA:
        assert (person.residence, claim.jurisdiction) == ("US-CA", "US-CA")
        # SB 923: no claim to what was collected about the person before 2027, none to less after.
        assert ("from or about" in words) is (claim.variant == "full")
        assert claim.right is not Right.DELETION or (claim.variant == "full") is (today >= date(2027, 1, 1))
        assert claim.right is not Right.DELETION or record.role is not Role.CONSUMER_REPORTING_AGENCY
    elif claim.law is LawId.BIPA:
        assert person.residence == "US-IL"
        assert record.keyed_by_face
        assert not claim.statutory
        assert "14/20" not in words  # nobody is threatened with a suit
        assert "delet" not in words
    elif claim.law is LawId.FCRA:
        assert record.role is Role.CONSUMER_REPORTING_AGENCY
        assert country == "US"
        assert record.country == "US"
    else:
        assert claim.law is LawId.NONE
        assert claim.citations == ()
        assert not claim.statutory


def test_every_exclusion_says_why():
    for record in RECORDS:
        for person in PEOPLE[:20]:
            for exclusion in assess(person, record, DAYS[3]).exclusions:
                assert exclusion.reason
                assert not exclusion.reason.endswith(".")
