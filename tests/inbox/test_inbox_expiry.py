"""When a link or code dies is kept with the message that waits, as an instant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from unlist.inbox.intake import take_in
from unlist.tracker.model import EventKind

LATER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
CODE = "Please enter the code 482913 at https://harbor-people.example/v to confirm. The code is valid for 15 minutes."


def take(store, request, text, date="Mon, 30 Nov 2026 10:00:00 +0000"):
    raw = (
        f"From: privacy@harbor-people.example\r\nTo: maya@example.org\r\nSubject: Re: {request.reference}\r\n"
        f"Date: {date}\r\nMessage-ID: <1@harbor-people.example>\r\n\r\n{text}\r\n"
    )
    return take_in(store, [("mail", raw.encode())], at=LATER)


@pytest.mark.parametrize(
    ("text", "dies_at"),
    [
        (CODE, "2026-11-30T10:15:00+00:00"),
        # The home is in Berlin: 17:00 there is 16:00 UTC in winter.
        ("Please confirm: https://harbor-people.example/v This link is valid until 5 pm on 3 December.", "2026-12-03T16:00:00+00:00"),
    ],
)  # fmt: skip
def test_a_message_that_waits_keeps_when_its_link_or_code_dies(store, letter, text, dies_at):
    request = letter()
    take(store, request, text)
    event = store.events(request.id)[-1]
    assert event.kind is EventKind.REPLY_RECEIVED
    assert event.payload.get("expires_at") == dies_at


def test_from_an_impossible_date_nothing_is_counted(store, letter):
    request = letter()
    took = take(store, request, CODE, date="Mon, 30 Nov 2099 10:00:00 +0000")
    # Counted from the import, at 09:00 UTC, which is 10:00 in Berlin.
    assert store.events(request.id)[-1].payload["expires_at"] == "2026-12-01T09:15:00+00:00"
    assert took.expiring == [f"{request.reference}: the code in it works until 10:15 on 2026-12-01, your time"]


def test_a_confirmation_of_receipt_with_a_link_that_dies_waits_for_the_person(store, letter):
    request = letter()
    text = "Hello,\n\nthis is to confirm that we have received your privacy request. We will answer soon.\n"
    assert take(store, request, text).recorded == 1
    took = take(
        store,
        request,
        f"{text}\nThe link to your ticket expires in 24 hours.\n",
        date="Mon, 30 Nov 2026 11:00:00 +0000",
    )
    assert (took.recorded, took.proposed, len(took.expiring)) == (0, 1, 1)


def test_the_same_message_is_told_of_once(store, letter):
    request = letter()
    assert len(take(store, request, CODE).expiring) == 1
    assert take(store, request, CODE).expiring == []
