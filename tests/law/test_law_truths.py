"""What no claim may ever say, for every shipped broker and people everywhere, around each change of a law."""

from __future__ import annotations

import re
from datetime import date

import pytest

from unlist.law.catalog import RULES
from unlist.law.claims import assess
from unlist.law.deadlines import deadline
from unlist.law.model import Person
from unlist.law.places import EEA, GB_NATIONS, US_STATES
from unlist.registry.load import brokers
from unlist.words import LawId, Right, Role, Standing

# The day before each change of a law that can matter for a claim, and the day itself.
DAYS = [
    date(2025, 12, 31),  # Indiana, Kentucky, Rhode Island; Tex. 503.001(b-1)
    date(2026, 1, 1),
    date(2026, 2, 4),  # UK GDPR art. 12A
    date(2026, 2, 5),
    date(2026, 6, 18),  # DPA 2018 s. 164A
    date(2026, 6, 19),
    date(2026, 6, 30),  # Connecticut's list of buyers
    date(2026, 7, 1),
    date(2026, 7, 31),  # brokers fetch from DROP
    date(2026, 8, 1),
    date(2026, 9, 30),  # Connecticut's collated public information
    date(2026, 10, 1),
    date(2026, 11, 23),
    date(2026, 12, 31),  # SB 923, AB 883; Oklahoma, Louisiana
    date(2027, 1, 1),
    date(2027, 1, 31),  # the list of brokers of the year before
    date(2027, 2, 1),
    date(2027, 5, 1),  # Alabama
    date(2028, 1, 1),  # Vermont
    date(2028, 10, 1),  # Connecticut's deletion mechanism
]
# LAW.md section 7: whose law it is, since when, and whether an agent may opt out.
STATES = {
    "vcdpa": ("US-VA", date(2023, 1, 1), False),
    "cpa": ("US-CO", date(2023, 7, 1), True),
    "ctdpa": ("US-CT", date(2023, 7, 1), True),
    "ucpa": ("US-UT", date(2023, 12, 31), False),
    "tdpsa": ("US-TX", date(2024, 7, 1), True),
    "ocpa": ("US-OR", date(2024, 7, 1), True),
    "mcdpa": ("US-MT", date(2024, 10, 1), True),
    "dpdpa": ("US-DE", date(2025, 1, 1), True),
    "icdpa": ("US-IA", date(2025, 1, 1), False),
    "ndpa": ("US-NE", date(2025, 1, 1), True),
    "nhpa": ("US-NH", date(2025, 1, 1), True),
    "njdpa": ("US-NJ", date(2025, 1, 15), True),
    "tipa": ("US-TN", date(2025, 7, 1), False),
    "mcdpa-mn": ("US-MN", date(2025, 7, 31), False),
    "modpa": ("US-MD", date(2025, 10, 1), True),
    "incdpa": ("US-IN", date(2026, 1, 1), False),
    "kcdpa": ("US-KY", date(2026, 1, 1), False),
    "ridtppa": ("US-RI", date(2026, 1, 1), True),
    "nrs-603a": ("US-NV", date(2021, 10, 1), False),
}
RECORDS = tuple(brokers())
PLACES = sorted({*EEA, *GB_NATIONS, *(f"US-{state}" for state in US_STATES), "CH", "BR", "CA", "CA-QC", "JP"})
PEOPLE = [
    Person("US-IL"),
    *(Person(place) for place in PLACES),
    Person("US-CA", drop_requested_on=date(2026, 11, 23)),
    Person("US-CA", standing=Standing.MANDATE),
    Person("US-IL", declared=frozenset({"no_suit"})),
    Person("US-IL", standing=Standing.MANDATE),
    *(Person(place, standing=Standing.MANDATE) for place, _, _ in STATES.values()),
    Person("US-WA", standing=Standing.MANDATE),
    Person("US-NJ", declared=frozenset({"daniels_law"})),
    Person("US-CA", declared=frozenset({"safe_at_home"})),
    Person("CH-GE"),
    Person("US-CA", drop_requested_on=date(2026, 3, 1), declared=frozenset({"drop_not_found:spokeo"})),
    Person("US-IL", declared=frozenset({"may_sue", "no_suit"})),
    *(
        Person(place, standing=standing)
        for place in ("US-CA", "DE", "US-TX")
        for standing in (Standing.MINOR, Standing.WARD)
    ),
    Person("DE-BY"),
    Person("DE", standing=Standing.DECEASED),
    Person("US-CA", standing=Standing.DECEASED),
]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_claim_that_can_be_made_is_true_of_its_person_and_its_broker(today):
    clocks = {}
    seen = set()
    for record in RECORDS:
        for person in PEOPLE:
            assessment = assess(person, record, today)
            for claim in assessment.claims:
                seen.add(claim.law)
                key = (claim.law, claim.right, claim.jurisdiction)
                if key not in clocks:
                    clocks[key] = deadline(claim.law, claim.right, jurisdiction=claim.jurisdiction, received_on=today)
                hold(person, record, claim, today, clocks[key])
    # Each law that holds on the day was claimed by somebody: none stops yielding unseen.
    in_force = {LawId(law) for law, (_, since, _) in STATES.items() if since <= today} | set(HOLD)
    assert seen == in_force


def hold(person, record, claim, today, clock):
    """Hold a claim to what is true of any, then to what its own law lets it say."""
    words = " ".join([claim.title, claim.why, *(ground.sentence for ground in claim.grounds), *claim.citations])
    # The clock that the claim names is the one in force, and no claim is more binding than its clock.
    assert claim.rule == clock.rule
    assert clock.statutory or not claim.statutory
    # No day of a statute is told that was only believed.
    assert not claim.statutory or CONFIDENCE[claim.rule] in {"V", "V2"}
    assert claim.why.endswith(".")
    assert tuple(ground.citation for ground in claim.grounds) == claim.citations
    assert not FORBIDDEN.search(words)
    # A first party is never asked to erase, a public body only what it holds, an American processor nothing.
    assert record.role is not Role.FIRST_PARTY or claim.variant == "first_party"
    assert record.role is not Role.PUBLIC_BODY or claim.right is Right.ACCESS
    assert record.role is not Role.PROCESSOR or claim.law in {LawId.GDPR, LawId.UK_GDPR, LawId.CH_FADP}
    assert person.standing is not Standing.DECEASED or claim.law is LawId.NONE
    if claim.law.value in STATES:
        hold_of_a_state(person, record, claim, today, words)
    else:
        HOLD[claim.law](person, record, claim, today, words)


def seats_of(record):
    return record.established_in if record.established_in is not None else (record.country,)


def country_of(person):
    return person.residence.partition("-")[0]


def hold_gdpr(person, record, claim, today, words):
    here = country_of(person) in EEA and {country_of(person), "EU", "EEA"} & set(record.serves)
    assert set(seats_of(record)) & EEA or here
    assert claim.jurisdiction in EEA


def hold_uk_gdpr(person, record, claim, today, words):
    assert "GB" in seats_of(record) or (country_of(person) == "GB" and "GB" in record.serves)
    assert claim.jurisdiction in GB_NATIONS
    assert "77" not in words


def hold_ch_fadp(person, record, claim, today, words):
    assert "CH" in seats_of(record) or (country_of(person) == "CH" and "CH" in record.serves)
    assert claim.statutory is (claim.right is Right.ACCESS)
    assert "60" not in words  # art. 60 is never a threat


def hold_ccpa(person, record, claim, today, words):
    assert (person.residence, claim.jurisdiction) == ("US-CA", "US-CA")
    # SB 923: no claim to what was collected about the person before 2027, none to less after.
    assert ("from or about" in words) is (claim.variant == "full")
    assert claim.right is not Right.DELETION or (claim.variant == "full") is (today >= date(2027, 1, 1))
    assert claim.right is not Right.DELETION or record.role is not Role.CONSUMER_REPORTING_AGENCY


def hold_of_a_state(person, record, claim, today, words):
    place, since, agents = STATES[claim.law]
    assert (person.residence, claim.jurisdiction) == (place, place)
    assert today >= since
    assert record.role is not Role.CONSUMER_REPORTING_AGENCY
    assert claim.law not in {LawId.UCPA, LawId.ICDPA} or claim.right is not Right.DELETION
    assert claim.law is not LawId.NRS_603A or (claim.right is Right.OPT_OUT and not record.keyed_by_face)
    assert not person.by_agent or (agents and claim.right is Right.OPT_OUT)
    assert "profiling" not in words or claim.law not in {LawId.UCPA, LawId.ICDPA, LawId.NRS_603A}
    assert ("P.A. 26-64" in words) is (claim.law is LawId.CTDPA and today >= date(2026, 10, 1))


def hold_bipa(person, record, claim, today, words):
    assert person.residence == "US-IL"
    assert record.keyed_by_face
    assert not claim.statutory
    assert "14/20" not in words  # nobody is threatened with a suit
    assert "delet" not in words
    assert claim.variant == "preserve" or "no_suit" in person.declared


def hold_cubi(person, record, claim, today, words):
    assert (person.residence, claim.statutory) == ("US-TX", False)
    assert record.keyed_by_face
    assert ("(b-1)" in words) is (today >= date(2026, 1, 1))
    assert "delet" not in words


def hold_mhmda(person, record, claim, today, words):
    assert person.residence == "US-WA"
    assert record.keyed_by_face
    assert not person.by_agent


def hold_fcra(person, record, claim, today, words):
    assert record.role is Role.CONSUMER_REPORTING_AGENCY
    assert country_of(person) == "US"
    assert record.country == "US"


def hold_daniels_law(person, record, claim, today, words):
    assert ("daniels_law" in person.declared, person.residence) == (True, "US-NJ")
    assert record.publishes


def hold_safe_at_home(person, record, claim, today, words):
    assert ("safe_at_home" in person.declared, person.residence) == (True, "US-CA")
    assert record.publishes
    assert not claim.statutory


def hold_none(person, record, claim, today, words):
    assert claim.citations == ()
    assert not claim.statutory


HOLD = {
    LawId.GDPR: hold_gdpr,
    LawId.UK_GDPR: hold_uk_gdpr,
    LawId.CH_FADP: hold_ch_fadp,
    LawId.CCPA: hold_ccpa,
    LawId.BIPA: hold_bipa,
    LawId.CUBI: hold_cubi,
    LawId.MHMDA: hold_mhmda,
    LawId.FCRA: hold_fcra,
    LawId.DANIELS_LAW: hold_daniels_law,
    LawId.SAFE_AT_HOME: hold_safe_at_home,
    LawId.NONE: hold_none,
}
FORBIDDEN = re.compile(r"[$€£]|\bsue\b|lawsuit|verifiable|immediate|damages|penalt|citizen|violat", re.IGNORECASE)
"""What no claim says: amounts, suits, an identity check of one's own asking, accusations, citizenship."""
CONFIDENCE = {rule.id: rule.confidence for rule in RULES}


def test_every_exclusion_says_why():
    for record in RECORDS:
        for person in PEOPLE[:20]:
            for exclusion in assess(person, record, DAYS[3]).exclusions:
                assert exclusion.reason
                assert not exclusion.reason.endswith(".")
