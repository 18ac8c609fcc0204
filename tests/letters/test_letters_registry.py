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
from unlist.law.place_names import _STATE_NAMES as AMERICAN
from unlist.law.state_rows import STATE_LAWS
from unlist.letters.catalog import find
from unlist.letters.compose import blank_of, compose
from unlist.letters.lint import lint
from unlist.letters.model import Earlier, Letter, Order
from unlist.letters.route import channels_for
from unlist.letters.samples import sample_order
from unlist.registry.load import brokers
from unlist.words import LawId, Purpose, Standing

PLACES = ("US-IL", "US-CA", "US-NY", "US-TX", "US-CO", "US-WA", "US-UT", "DE", "FR", "GB-ENG", "GB-SCT", "CH")
EVERYWHERE = (*(f"US-{state}" for state in AMERICAN), "CH")
DAYS = (date(2026, 11, 24), date(2026, 12, 31), date(2027, 1, 1))
ONLY = {
    LawId.CCPA: "US-CA",
    LawId.SAFE_AT_HOME: "US-CA",
    LawId.BIPA: "US-IL",
    LawId.CUBI: "US-TX",
    LawId.MHMDA: "US-WA",
    LawId.DANIELS_LAW: "US-NJ",
    **{law.id: law.state for law in STATE_LAWS},
}
EUROPEAN = {LawId.GDPR, LawId.UK_GDPR, LawId.CH_FADP}
DECLARED = ("no_suit", "daniels_law", "safe_at_home")


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
    if law in ONLY:
        assert ONLY[law] == place
        assert said == [AMERICAN[place.removeprefix("US-")]]
    elif law in EUROPEAN:
        assert bool(said) is ("residence" in order.claim.confirm)
    if said:
        assert "residence" in order.claim.confirm, "a letter states no fact that the person was not asked to confirm"
    if order.broker.keyed_by_face and order.claim.variant != "photo_form":
        assert "I send no photo with this letter" in text
    for never in ("$", "sue", "immediately", "social security", "date of birth", "passport"):
        assert never not in text


def test_every_state_and_switzerland_have_a_letter_for_each_claim_against_each_broker() -> None:
    everyone, laws, read = list(brokers()), set(), set()
    for place in EVERYWHERE:
        for standing in (Standing.SELF, Standing.MANDATE):
            agent = standing is Standing.MANDATE
            person = Person(place, standing, declared=frozenset(DECLARED))
            for broker, day in ((broker, day) for broker in everyone for day in (DAYS[0], DAYS[-1])):
                for claim in assess(person, broker, day).claims:
                    entry = find(
                        Purpose.FIRST, claim.law, claim.right, claim.variant, "en", day, statutory=claim.statutory
                    )
                    laws.add(claim.law)
                    # Two letters with these in common differ in nothing but the name of the broker.
                    shape = (
                        entry,
                        claim.law,
                        place,
                        day,
                        agent,
                        claim.confirm,
                        broker.keyed_by_face,
                        broker.publishes,
                        claim.jurisdiction,
                    )
                    if shape not in read:
                        read.add(shape)
                        order = sample_order(broker, claim, place, day)
                        _is_read(_by_agent(order) if agent else order)
    assert laws >= {law for law in ONLY if law not in _SILENT}
    assert len(read) > 1000


_SILENT = {law.id for law in STATE_LAWS if not law.claims}


def _by_agent(order: Order) -> Order:
    acting = replace(order.sender, name="Jo Sample", on_behalf_of="Alex Sample", authority="mandate")
    return replace(order, sender=acting)


def _is_read(order: Order) -> None:
    blank = blank_of(order)
    assert lint(blank, order) == []
    if order.claim.law not in {LawId.GDPR, LawId.UK_GDPR} and not order.sender.on_behalf_of:
        assert len(blank.text.split()) < 320, "a page, with what the person says of themselves"


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
        supervised = claim.statutory and claim.law is not LawId.DANIELS_LAW
        assert ("I may complain" in " ".join(follow_up.body.split())) is supervised
        assert follow_up.subject_line.count(order.reference) == 1
        assert compose(replace(again, purpose=Purpose.IDENTITY_REPLY)).template.startswith("identity_")
    assert seen
