"""What one answer teaches, and what it must not: worked by hand from what was said of whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from unlist.registry.lessons import Said, lessons, with_fact, without_fact
from unlist.registry.overrides import Override
from unlist.words import IdentifierKind, ReplyKind, Right

RECORD: dict[str, Any] = {
    "slug": "quay-data",
    "name": "Quay Data",
    "domains": ["quay.test"],
    "channels": [
        {"id": "mail", "kind": "email", "value": "privacy@quay.test", "checked_on": "2026-06-02", "evidence": []},
        {"id": "form", "kind": "form", "value": "https://quay.test/optout", "checked_on": "2026-06-02", "evidence": []},
    ],
}
NAMES = {"quay-data": "Quay Data", "harbor-data": "Harbor Data"}
NOBODY = Override("quay-data")
DAY = date(2026, 11, 30)


def said(kind: ReplyKind, **more: Any) -> Said:
    """An answer in our thread to a letter that went by e-mail."""
    given = {"on": DAY, "right": Right.DELETION, "channel": "mail", "channel_kind": "email", "threaded": True}
    return Said(kind, **(given | more))


def learned(*heard: Said, record: dict[str, Any] = RECORD, override: Override = NOBODY) -> list[tuple[str, str]]:
    found = lessons(record, heard, override, NAMES)
    return [(one.fact.field if not one.typed else one.typed, one.fact.name) for one in found]


def bounce(kind: str, status: str, **more: Any) -> Said:
    return said(ReplyKind.BOUNCED, bounce=kind, status=status, threaded=False, **more)


@pytest.mark.parametrize(
    ("heard", "taught"),
    [
        (said(ReplyKind.FORM_REQUIRED), [("behaviors", "rejects_email")]),
        (said(ReplyKind.FORM_REQUIRED, channel_kind="form"), []),
        (bounce("hard", "5.1.1"), [("channels.mail.state", "mail:bounces")]),
        (bounce("hard", "5.4.4"), [("channels.mail.state", "mail:bounces")]),
        (bounce("policy", "5.7.1"), []),
        (bounce("soft", "5.2.2"), []),
        (bounce("policy", "5.7.133"), [("channels.mail.state", "mail:closed_group")]),
        (bounce("hard", "5.1.1", channel=""), []),
        (
            said(ReplyKind.INFORMATION_REQUESTED, fields=(IdentifierKind.PROFILE_URL, IdentifierKind.CASE_REF)),
            [("channels.mail.needs", "mail:profile_url"), ("behaviors", "requires_profile_url")],
        ),
        (
            said(ReplyKind.INFORMATION_REQUESTED, fields=(IdentifierKind.DEVICE_ID, IdentifierKind.STATE_RESIDENCE)),
            [("channels.mail.needs", "mail:device_id"), ("channels.mail.needs", "mail:state_residence")],
        ),
        (said(ReplyKind.IDENTITY_REQUESTED, documents=("id_document",)), [("behaviors", "wants_id")]),
        (said(ReplyKind.IDENTITY_REQUESTED, documents=("proof_of_address",)), []),
        (said(ReplyKind.CONFIRMATION_REQUIRED, urls=("https://quay.test/c/1",)), [("behaviors", "confirm_link")]),
        (said(ReplyKind.ACKNOWLEDGED, has_ticket=True, threaded=False), [("behaviors", "helpdesk_new_thread")]),
        (said(ReplyKind.ACKNOWLEDGED, has_ticket=True), []),
        (said(ReplyKind.PARTLY_FULFILLED, suppresses=True), [("effect", "suppression")]),
        (said(ReplyKind.OPTED_OUT, suppresses=True, right=Right.OPT_OUT), []),
        (said(ReplyKind.PARTLY_FULFILLED), []),
        (said(ReplyKind.REDIRECTED, redirect_to="harbor-data"), [("notes", "note:2026-11-30")]),
        (said(ReplyKind.REDIRECTED, redirect_to="somebody@else.test"), []),
        (said(ReplyKind.REDIRECTED, redirect_to="dpo@quay.test"), [("--email", "dpo@quay.test")]),
        (
            said(
                ReplyKind.FORM_REQUIRED,
                urls=("https://quay.test/ask", "javascript:alert(1)", "https://q.test/?gclid=1"),
            ),
            [("--form", "https://quay.test/ask"), ("behaviors", "rejects_email")],
        ),
        (
            said(ReplyKind.ACKNOWLEDGED, theirs=False, domain="desk.test"),
            [("--reply-domain", "desk.test")],
        ),
        (said(ReplyKind.FULFILLED), []),
    ],
)
def test_an_answer_teaches_this_and_no_more(heard, taught):
    assert sorted(learned(heard)) == sorted(taught)


@pytest.mark.parametrize(
    "stranger",
    [
        {"forged": True},
        {"forged": True, "theirs": False, "threaded": False},
        {"theirs": False, "threaded": False, "domain": "evil.test"},
    ],
)
def test_a_forged_answer_or_a_stranger_teaches_nothing(stranger):
    heard = said(ReplyKind.FORM_REQUIRED, urls=("https://evil.test/form",), **stranger)
    asked = said(ReplyKind.INFORMATION_REQUESTED, fields=(IdentifierKind.PHONE,), **stranger)
    sent_on = said(ReplyKind.REDIRECTED, redirect_to="harbor-data", **stranger)
    assert learned(heard, asked, sent_on) == []


def test_what_an_unproved_sender_says_is_marked_and_no_address_is_ever_a_mark():
    heard = said(ReplyKind.FORM_REQUIRED, urls=("https://quay.test/ask",), threaded=False, authentic=False)
    found = lessons(RECORD, [heard], NOBODY, NAMES)
    assert {(one.fact.name, one.sure, one.typed) for one in found} == {
        ("rejects_email", False, ""),
        ("https://quay.test/ask", False, "--form"),
    }


def test_the_newest_of_two_answers_counts():
    earlier = bounce("hard", "5.1.1", on=date(2026, 7, 1))
    later = bounce("policy", "5.7.133", on=date(2026, 9, 1))
    assert learned(later, earlier) == [("channels.mail.state", "mail:closed_group")]


def test_an_answer_from_a_mailbox_after_its_bounce_says_that_it_lives():
    dead = bounce("hard", "5.1.1", on=date(2026, 7, 1))
    assert learned(dead, said(ReplyKind.NO_MATCH)) == []
    assert learned(dead, said(ReplyKind.NO_MATCH, on=date(2026, 6, 30))) != []
    assert learned(dead, said(ReplyKind.NO_MATCH, forged=True)) != [], "a forged mail revives nothing"


def test_a_request_by_mail_that_was_handled_later_outweighs_a_form_only():
    refused = said(ReplyKind.FORM_REQUIRED, on=date(2026, 7, 1))
    assert learned(refused, said(ReplyKind.FULFILLED)) == []
    assert learned(refused, said(ReplyKind.FULFILLED, channel_kind="form")) == [("behaviors", "rejects_email")]
    assert learned(refused, said(ReplyKind.ACKNOWLEDGED)) == [("behaviors", "rejects_email")]


def test_a_registry_that_looked_later_or_says_so_teaches_nothing_new():
    dead = bounce("hard", "5.1.1", on=date(2026, 6, 1))
    assert learned(dead) == [], "the channel was looked at on 2 June"
    says = {**RECORD, "behaviors": ["rejects_email"]}
    assert learned(said(ReplyKind.FORM_REQUIRED), record=says) == []
    works = {**RECORD["channels"][0], "state": "works", "checked_on": "2026-12-24"}
    assert learned(said(ReplyKind.FORM_REQUIRED), record={**RECORD, "channels": [works]}) == []


def test_a_company_that_was_taken_over_teaches_nothing():
    stub = {"slug": "quay-data", "name": "Quay Data", "redirect_to": "harbor-data", "domains": ["quay.test"]}
    assert learned(said(ReplyKind.FORM_REQUIRED), bounce("hard", "5.1.1"), record=stub) == []


def test_what_was_taken_over_or_dropped_is_not_offered_again_until_a_later_answer():
    heard = said(ReplyKind.FORM_REQUIRED)
    (lesson,) = lessons(RECORD, [heard], NOBODY, NAMES)
    taken = with_fact(NOBODY, lesson.fact)
    assert learned(heard, override=taken) == []
    dropped = without_fact(taken, "rejects_email", DAY)
    assert dropped.facts == ()
    assert learned(heard, override=dropped) == []
    assert learned(said(ReplyKind.FORM_REQUIRED, on=date(2026, 12, 1)), override=dropped) != []
    assert with_fact(dropped, lesson.fact).forgotten == {}
