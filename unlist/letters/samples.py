"""Samples: letters of people who do not exist, for reading only."""

from __future__ import annotations

from datetime import date, timedelta

from unlist.errors import BadInput
from unlist.law.deadlines import deadline
from unlist.law.model import Claim
from unlist.letters.model import Order, Sender
from unlist.registry.records import Broker, Channel
from unlist.words import Purpose

REFERENCE = "UL-0000000000P"
"""A valid reference that is never issued to anybody."""
SITUATION = "I have been the target of unwanted contact, and this exposes me to more of it."
DISPUTED = "An address in Springfield is listed as mine; I have never lived there."
OWN_PERIOD = timedelta(days=30)
"""Days that a sample asks an answer within where no clock of its own is known."""


def sample_order(broker: Broker, claim: Claim, residence: str, on: date, channel: Channel | None = None) -> Order:
    """Return the order of a sample letter, written on `on` by somebody invented who lives in `residence`."""
    try:
        clock = deadline(claim.law, claim.right, jurisdiction=claim.jurisdiction or residence, received_on=on)
    except BadInput:
        clock = None
    # A day that a statute sets for something else is not the day that a letter of one's own asks for.
    own = clock.due_on if clock and not clock.statutory else None
    return Order(
        purpose=Purpose.FIRST,
        claim=claim,
        broker=broker,
        channel=channel,
        sender=Sender(
            name="Alex Sample",
            residence=residence,
            reply_to="alex.sample@example.org",
            situation=SITUATION,
            disputed=DISPUTED,
        ),
        reference=REFERENCE,
        written_on=on,
        deadline=clock,
        asked_by=own or on + OWN_PERIOD,
        sample=True,
    )
