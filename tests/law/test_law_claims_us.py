"""What Californians and people in Illinois may ask: DROP, deletion on both sides of the year, faces and the form."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from law_people import (
    AFTER,
    AGENCY,
    AMERICAN,
    BEFORE,
    CCPA_2026,
    CCPA_2027,
    FACES,
    FCRA,
    NOVEMBER,
    REGISTERED,
    asked,
    broker,
    channel,
    reasons,
    short,
)

from unlist.law.claims import assess, claims
from unlist.law.model import Person
from unlist.words import ChannelKind, LawId, Right, Role, Standing

# -- California ------------------------------------------------------------------------------------------------------


def test_drop_is_the_first_advice_until_its_request_is_recorded():
    before = assess(Person("US-CA"), REGISTERED, BEFORE)
    assert before.advice[0].startswith("DROP (privacy.ca.gov/drop)")
    assert short(before.claims) == CCPA_2026
    after = assess(Person("US-CA", drop_requested_on=NOVEMBER), REGISTERED, BEFORE)
    assert not any("DROP" in said for said in after.advice)
    assert short(after.claims) == CCPA_2026[:3]
    covered = [each for each in after.exclusions if each.right is Right.DELETION]
    # 45 days to fetch it and 45 to delete: 7 of November, 31, 31 and 21 of February.
    until = "your DROP request of 2026-11-23 covers deletion here, by 2027-02-21 at the latest"
    assert [each.reason for each in covered] == [until]


@pytest.mark.parametrize(
    ("requested", "last"),
    [
        ("2026-01-15", "2026-10-30"),  # counts from 1 August: 30, 30 and 30 days
        ("2026-12-31", "2027-03-31"),  # 31, 28 and 31 days
        ("2027-01-01", "2027-03-02"),  # AB 883: 30 days left of January, 28, 2
    ],
)
def test_when_its_last_day_has_passed_drop_is_looked_at_and_calprivacy_told(requested, last):
    record = broker(registrations=("us-ca-2026", "us-ca-2027"))
    person = {"drop_requested_on": date.fromisoformat(requested)}
    day = date.fromisoformat(last)
    on_time = reasons("US-CA", record, day, **person)[LawId.CCPA, Right.DELETION]
    assert on_time.endswith(f"by {last} at the latest")
    late = reasons("US-CA", record, day + timedelta(days=1), **person)[LawId.CCPA, Right.DELETION]
    assert f"its last day was {last}" in late
    assert "tell CalPrivacy" in late


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
    assert registered.why == "You live in California, whose register of data brokers listed Acme in 2026."
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
        ("US-IL", {}, {"standing": Standing.MANDATE}),
        ("US-IL", {}, {"standing": Standing.DECEASED}),
    ],
)
def test_the_photo_form_is_for_living_residents_themselves_while_it_is_open(place, form, person):
    record = FACES.model_copy(update={"channels": (channel(), photo_form(**form))})
    assert "none voluntary photo_form" not in asked(place, record, **person)
