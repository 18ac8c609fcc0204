"""Samples: letters of people who do not exist, for reading only."""

from __future__ import annotations

from datetime import date, timedelta

from unlist.errors import BadInput
from unlist.law.deadlines import deadline
from unlist.law.model import Claim
from unlist.letters.model import Order, Sender
from unlist.registry.records import Broker
from unlist.words import Purpose

REFERENCE = "UL-0000000000P"
"""A valid reference that is never issued to anybody."""
SITUATION = "I have been the target of unwanted contact, and this exposes me to more of it."


def sample_order(broker: Broker, claim: Claim, residence: str, on: date) -> Order:
    """Return the order of a sample letter, written on `on` by somebody invented who lives in `residence`."""
    try:
        clock = deadline(claim.law, claim.right, jurisdiction=claim.jurisdiction or residence, received_on=on)
        asked_by = clock.due_on
    except BadInput:
        clock, asked_by = None, None
    return Order(
        purpose=Purpose.FIRST,
        claim=claim,
        broker=broker,
        channel=None,
        sender=Sender(name="Alex Sample", residence=residence, reply_to="alex.sample@example.org", situation=SITUATION),
        reference=REFERENCE,
        written_on=on,
        deadline=clock,
        asked_by=asked_by or on + timedelta(days=30),
        sample=True,
    )
