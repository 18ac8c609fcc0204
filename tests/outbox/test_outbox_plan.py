"""What a plan holds: one letter a broker, the first claim that holds, and every field that would leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from unlist.outbox.plan import make_plan
from unlist.registry.load import broker
from unlist.words import IdentifierKind, LawId, Right, Standing

ON = date(2026, 11, 24)


def plan(store, handle, *slugs, **more):
    return make_plan(store, store.subject(handle), [broker(slug) for slug in slugs], on=ON, named=True, **more)


def test_a_californian_opts_out_at_a_people_search_site(store):
    (item,) = plan(store, "maya", "harbor-people").items
    assert (item.claim.law, item.claim.right) == (LawId.CCPA, Right.OPT_OUT)
    assert item.channel.value == "privacy@harbor-people.example"
    assert item.discloses == ("full_name", "email", "state_residence", "profile_url")
    held = dict(item.disclosure.held_back)
    assert held[IdentifierKind.DOB] == "never part of a first letter"
    assert "--agree phone" in held[IdentifierKind.PHONE]
    assert item.missing == ()


def test_what_was_agreed_to_leaves_for_this_request(store):
    (item,) = plan(store, "maya", "harbor-people", agreed=frozenset({IdentifierKind.PHONE})).items
    assert item.discloses == ("full_name", "email", "state_residence", "profile_url", "phone")


def test_in_safety_mode_no_phone_leaves_even_if_agreed_to(store):
    store.change_subject("maya", safety_mode=True)
    (item,) = plan(store, "maya", "harbor-people", agreed=frozenset({IdentifierKind.PHONE})).items
    assert item.discloses == ("full_name", "email", "state_residence", "profile_url")


def test_nothing_of_one_person_stands_in_the_plan_of_another(store):
    store.add_identifier("lena", IdentifierKind.POSTAL_ADDRESS, "Musterweg 7", seen_at="nordlicht-auskunft", seen_on=ON)
    (item,) = plan(store, "mika", "nordlicht-auskunft").items
    assert item.discloses == ("full_name", "email")


def test_a_broker_with_an_open_request_is_left_out_unless_asked_again(store, way):
    from unlist.outbox.leave import leave
    from unlist.outbox.queue import queue

    (item,) = plan(store, "maya", "harbor-people").items
    from invented import AT

    request = queue(store, store.subject("maya"), item, at=AT, confirmed=frozenset({"residence"}))
    leave(store, request, way, at=AT)
    made = plan(store, "maya", "harbor-people")
    assert made.items == ()
    assert made.skipped[0].reason == "a request is already open"
    assert len(plan(store, "maya", "harbor-people", again=True).items) == 1


def test_access_is_planned_on_demand_only_and_never_for_others_or_in_safety_mode(store):
    assert all(item.claim.right is not Right.ACCESS for item in plan(store, "lena", "nordlicht-auskunft").items)
    (item,) = plan(store, "lena", "nordlicht-auskunft", right=Right.ACCESS).items
    assert item.claim.right is Right.ACCESS
    assert plan(store, "mika", "nordlicht-auskunft", right=Right.ACCESS).items == ()
    store.change_subject("lena", safety_mode=True)
    held = plan(store, "lena", "nordlicht-auskunft", right=Right.ACCESS)
    assert held.items == ()
    assert "safety mode" in held.skipped[0].reason


def test_an_objection_needs_the_persons_own_sentence(store):
    (item,) = plan(store, "lena", "quay-faces").items
    assert (item.claim.law, item.claim.variant) == (LawId.GDPR, "face_database")
    assert any("one sentence" in missing for missing in item.missing)
    store.declare("lena", "situation", "I teach at a school.", ON)
    assert plan(store, "lena", "quay-faces").items[0].missing == ()


def test_nobody_is_written_for_without_a_name_and_a_mandate(store):
    store.change_subject("mika", declared={})
    assert any("your own name" in missing for missing in plan(store, "mika", "nordlicht-auskunft").items[0].missing)
    store.change_subject("mika", standing=Standing.MANDATE, declared={"representative": "Lena Brückmann"})
    assert any("mandate" in missing for missing in plan(store, "mika", "nordlicht-auskunft").items[0].missing)
    store.add_mandate("mika", b"paper", date(2026, 1, 1), "", date(2026, 11, 23))
    assert any("mandate" in missing for missing in plan(store, "mika", "nordlicht-auskunft").items[0].missing)
    store.add_mandate("mika", b"newer paper", date(2026, 11, 24), "")
    assert plan(store, "mika", "nordlicht-auskunft").items[0].missing == ()


def test_unnamed_brokers_are_written_to_where_it_is_worth_it(store):
    unseen = broker("harbor-people").model_copy(update={"harm": 2, "registrations": (), "slug": "small"})
    subject = store.subject("maya")
    left_out = make_plan(store, subject, [unseen], on=ON)
    assert "you have not seen a listing there" in left_out.skipped[0].reason
    store.add_identifier("maya", IdentifierKind.EMAIL, "old@example.org", seen_at="small", seen_on=ON)
    assert len(make_plan(store, subject, [unseen], on=ON).items) == 1
    loud = unseen.model_copy(update={"behaviors": ("publishes_requests",)})
    assert "publishes" in make_plan(store, subject, [loud], on=ON).skipped[0].reason
    gone = unseen.model_copy(update={"status": "defunct"})
    assert "defunct" in make_plan(store, subject, [gone], on=ON, named=True).skipped[0].reason


@pytest.mark.parametrize(("days", "old"), [(90, False), (91, True)])
def test_an_address_checked_long_ago_is_to_be_confirmed(store, days, old):
    checked = date(2026, 10, 31)  # harm 4: 90 days
    record = broker("harbor-people")
    made = make_plan(
        store, store.subject("maya"), [record], on=date.fromordinal(checked.toordinal() + days), named=True
    )
    assert made.items[0].confirm_address is old


def test_the_id_changes_with_what_would_be_sent(store):
    first = plan(store, "maya", "harbor-people")
    assert plan(store, "maya", "harbor-people").id == first.id
    assert plan(store, "maya", "harbor-people", agreed=frozenset({IdentifierKind.PHONE})).id != first.id
    assert replace(first, items=()).id != first.id
