"""Answers that came by post or telephone, entered by hand."""

from __future__ import annotations

import pytest
from program import unlist

from unlist import clock
from unlist.commands.request import BY_HAND, READ_AS
from unlist.inbox.intake import EVENT_OF
from unlist.words import ReplyKind

ZONE = "America/Los_Angeles"


def last(reference: str) -> dict:
    return unlist("--json", "request", "show", reference).json["events"][-1]


def test_every_kind_of_reply_can_be_entered_by_its_own_name():
    assert {READ_AS.get(kind.value, kind.value) for kind in ReplyKind} - set(BY_HAND) == set()
    assert {EVENT_OF[kind].value for kind in ReplyKind} <= set(BY_HAND)
    assert {name: EVENT_OF[ReplyKind(name)].value for name in READ_AS} == READ_AS


@pytest.mark.parametrize("kind", list(ReplyKind))
def test_each_is_kept_with_its_day_how_it_came_and_a_note(sent, kind):
    day = clock.today(ZONE).isoformat()
    done = unlist("request", "event", sent, kind.value, "--on", day, "--by", "phone", "--note", "Ms. Reed, line 2")
    assert done.code == 0, done.err
    event = last(sent)
    assert event["kind"] == EVENT_OF[kind].value
    payload = event["payload"]
    assert (payload["on"], payload["by"], payload["note"]) == (day, "phone", "Ms. Reed, line 2")
    assert "(by telephone; Ms. Reed, line 2)" in unlist("request", "why", sent).out


def test_a_demand_by_post_keeps_its_day(sent):
    unlist("request", "event", sent, "identity_requested", "--by", "post", "--reply-by", "2099-01-15")
    assert last(sent)["payload"]["reply_by"] == "2099-01-15"


def test_no_record_by_telephone_covers_what_was_sent(sent):
    unlist("request", "event", sent, "no-match", "--by", "phone")
    assert last(sent)["payload"]["covers"] == ["email", "full_name", "profile_url", "state_residence"]


def test_an_address_that_is_dead_leads_to_the_next_way_and_back(sent):
    unlist("request", "event", sent, "bounced", "--by", "phone")
    assert last(sent)["payload"]["next_channel"] == "form"
    shown = unlist("--json", "request", "show", sent).json
    assert (shown["status"], shown["reason"]) == ("awaiting_you", "form")
    seq = shown["events"][-1]["seq"]
    assert unlist("request", "event", sent, "corrected", "--seq", str(seq)).code == 0
    assert unlist("--json", "request", "show", sent).json["status"] == "awaiting_broker"
    # The address is written to again: a new plan offers e-mail.
    (item,) = unlist("--json", "plan", "harbor-people", "--again").json["items"]
    assert item["channel"] == "email"


@pytest.mark.parametrize(
    "words",
    [("fulfilled", "--on", "2099-01-01"), ("fulfilled", "--on", "2001-01-01"), ("fulfilled", "--by", "pigeon"),
     ("no_such", ), ("corrected",), ("corrected", "--seq", "99"), ("denied", "--reply-by", "soon")],
)  # fmt: skip
def test_what_cannot_be_is_refused(sent, words):
    before = unlist("--json", "request", "show", sent).json["last_seq"]
    assert unlist("request", "event", sent, *words).code == 2
    assert unlist("--json", "request", "show", sent).json["last_seq"] == before
