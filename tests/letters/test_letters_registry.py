"""Every shipped broker, from many places: each claim of the law has its letter, and each letter holds to its rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from unlist.law.claims import assess
from unlist.law.deadlines import deadline
from unlist.law.model import Person
from unlist.letters.compose import compose
from unlist.letters.model import Earlier, Letter, Order
from unlist.letters.route import channels_for
from unlist.letters.samples import sample_order
from unlist.registry.load import brokers
from unlist.words import LawId, Purpose

PLACES = ("US-IL", "US-CA", "US-NY", "US-TX", "DE", "FR", "GB-ENG", "GB-SCT", "CH")
DAYS = (date(2026, 11, 24), date(2026, 12, 31), date(2027, 1, 1))
ONLY = {"US-CA": LawId.CCPA, "US-IL": LawId.BIPA}
STATES = {"US-IL": "Illinois", "US-CA": "California", "DE": "Germany", "FR": "France", "GB-ENG": "the United Kingdom"}


def orders(place: str, day: date, *declared: str) -> Iterator[Order]:
    person = Person(place, declared=frozenset(declared))
    for broker in brokers():
        for claim in assess(person, broker, day).claims:
            routes = channels_for(broker, claim, person)
            yield sample_order(broker, claim, place, day, routes[0] if routes else None)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("place", PLACES)
def test_each_claim_against_each_broker_has_a_letter(place: str, day: date) -> None:
    written = 0
    for order in orders(place, day, "no_suit"):
        letter = compose(order)
        written += 1
        assert order.reference in letter.subject_line
        _holds(order, letter)
    assert written > 20


def _holds(order: Order, letter: Letter) -> None:
    """What must be so whatever the law module says."""
    place, law, text = order.sender.residence, order.claim.law, " ".join(letter.body.split())
    said = re.findall(r"I live in ([A-Z][A-Za-z ]*|the [A-Z][A-Za-z ]*)\.", text)
    if law in {LawId.CCPA, LawId.BIPA}:
        assert ONLY[place] is law
        assert said == [STATES[place]]
    elif law in {LawId.GDPR, LawId.UK_GDPR}:
        assert bool(said) is ("residence" in order.claim.confirm)
    if said:
        assert "residence" in order.claim.confirm, "a letter states no fact that the person was not asked to confirm"
    if order.broker.keyed_by_face and order.claim.variant != "photo_form":
        assert "I send no photo with this letter" in text
    for never in ("$", "sue", "immediately", "social security", "date of birth", "passport"):
        assert never not in text


@pytest.mark.parametrize("place", PLACES)
def test_each_claim_has_its_follow_up_and_its_answer_to_a_demand_for_identity(place: str) -> None:
    seen = set()
    for order in orders(place, DAYS[0], "no_suit"):
        claim = order.claim
        key = (claim.law, claim.right, claim.variant, claim.statutory, order.broker.keyed_by_face)
        if key in seen:
            continue
        seen.add(key)
        running = deadline(claim.law, claim.right, jurisdiction=claim.jurisdiction or place, received_on=DAYS[0])
        first = compose(order)
        earlier = Earlier(
            sent_on=DAYS[0],
            sent_to="privacy@broker.example",
            channel="email",
            receipt_known=False,
            deadline=running,
            subject_line=first.subject_line,
        )
        late = (running.due_on or DAYS[0]) + timedelta(days=3)
        again = replace(order, earlier=earlier, written_on=late, asked_by=late + timedelta(days=14))
        follow_up = compose(replace(again, purpose=Purpose.FOLLOW_UP))
        assert ("I may complain" in " ".join(follow_up.body.split())) is claim.statutory
        assert follow_up.subject_line.count(order.reference) == 1
        assert compose(replace(again, purpose=Purpose.IDENTITY_REPLY)).template.startswith("identity_")
    assert seen
