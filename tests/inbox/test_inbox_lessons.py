"""What accepted answers and certain bounces teach in a home, and that mail alone teaches nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from invented import AT

from unlist.inbox import review
from unlist.inbox.intake import take_in
from unlist.inbox.lessons import taught
from unlist.outbox.plan import make_plan
from unlist.registry.index import load_index
from unlist.registry.lessons import with_fact
from unlist.registry.load import broker
from unlist.registry.override_file import change, path_of
from unlist.registry.overrides import Fact
from unlist.tracker.model import EventKind
from unlist.words import ReplyKind, Right

LATER = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
FORM = "Hello,\n\nwe do not accept requests by e-mail. Please use our form: https://harbor-people.example/ask\n"
URL = "Hello,\n\nplease send us the URL of your listing so that we can find your record.\n"
HIDDEN = "Hello,\n\nwe have suppressed your record from our search results.\n"


def mail(text, *, sender="privacy@harbor-people.example", number=1, **headers):
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return (
        f"From: {sender}\r\nTo: maya@example.org\r\nSubject: Your request\r\n"
        f"Date: Mon, 30 Nov 2026 10:00:00 +0000\r\nMessage-ID: <{number}@harbor-people.example>\r\n{more}\r\n{text}"
    ).encode()


def bounce(recipient, original, status="5.1.1"):
    return (
        "From: MAILER-DAEMON@mx.harbor-people.example\r\nTo: maya@example.org\r\nSubject: Undelivered Mail\r\n"
        "Date: Tue, 24 Nov 2026 09:31:00 +0000\r\nMessage-ID: <b@mx.harbor-people.example>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: {status}\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {original}\r\nSubject: x\r\n--b--\r\n"
    ).encode()


def message_id(store, request):
    return store.messages(request.id)[0].facts["message_id"]


def take(store, raw, **more):
    return take_in(store, [("a mail", raw)], at=LATER, **more)


def accept(store, kind=None):
    (item,) = review.pending(store)
    return review.accept(store, item, at=LATER, kind=kind)


def names(store, slug="harbor-people"):
    return [(one.fact.name, one.sure, one.typed) for one in taught(store, slug).get(slug, [])]


def test_an_accepted_answer_teaches_and_a_read_one_does_not(store, letter):
    request = letter()
    take(store, mail(FORM, In_Reply_To=message_id(store, request)))
    assert taught(store) == {}, "nobody agreed yet"
    accept(store)
    assert names(store) == [
        ("https://harbor-people.example/ask", False, "--form"),
        ("rejects_email", True, ""),
    ]
    (_, lesson) = taught(store)["harbor-people"]
    assert (lesson.fact.on, lesson.fact.basis, lesson.old) == ("2026-11-30", "broker_reply", [])


def test_a_set_aside_or_taken_back_answer_teaches_nothing(store, letter):
    request = letter()
    take(store, mail(FORM, In_Reply_To=message_id(store, request)))
    accept(store)
    event = store.events(request.id)[-1]
    store.append(
        request.id,
        EventKind.CORRECTED,
        expected_seq=event.seq,
        occurred_at=LATER,
        actor="person",
        payload={"seq": event.seq},
    )
    assert taught(store) == {}


def test_an_answer_read_as_something_else_by_the_person_teaches_what_they_said(store, letter):
    request = letter()
    take(store, mail(FORM, In_Reply_To=message_id(store, request)))
    accept(store, kind=ReplyKind.DENIED)
    assert taught(store) == {}


def test_what_is_asked_for_belongs_to_the_channel_that_the_letter_went_by(store, letter):
    request = letter("lena", "nordlicht-auskunft")
    take(store, mail(URL, sender="datenschutz@nordlicht-auskunft.example", In_Reply_To=message_id(store, request)))
    accept(store, kind=ReplyKind.INFORMATION_REQUESTED)
    assert names(store, "nordlicht-auskunft") == [("email:profile_url", True, ""), ("requires_profile_url", True, "")]


def test_a_certain_bounce_teaches_without_a_person_and_the_address_is_dead_at_once(store, letter):
    request = letter()
    take(store, bounce("privacy@harbor-people.example", message_id(store, request)))
    assert store.dead_addresses() == {"privacy@harbor-people.example"}
    assert names(store) == [("email:bounces", True, "")]


def test_a_refusal_by_policy_teaches_nothing(store, letter):
    request = letter()
    take(store, bounce("privacy@harbor-people.example", message_id(store, request), status="5.7.1"))
    assert store.dead_addresses() == frozenset()
    assert taught(store) == {}


def test_a_bounce_of_another_address_waits_for_a_person_and_teaches_nothing(store, letter):
    request = letter()
    take(store, bounce("somebody@harbor-people.example", message_id(store, request)))
    assert taught(store) == {}
    assert store.dead_addresses() == frozenset()


def test_a_forged_answer_teaches_nothing_even_if_it_is_accepted(store, letter):
    request = letter()
    failed = "mx.example.org; dkim=fail header.d=harbor-people.example; dmarc=fail header.from=harbor-people.example"
    raw = f"Authentication-Results: {failed}\r\n".encode() + mail(FORM, In_Reply_To=message_id(store, request))
    take(store, raw, authserv_id="mx.example.org")
    accept(store)
    assert taught(store) == {}
    record = load_index()["brokers"]["harbor-people"]
    assert [one["value"] for one in record["channels"]][:2] == [
        "privacy@harbor-people.example",
        "https://harbor-people.example/optout",
    ]


def test_a_stranger_who_knows_the_reference_teaches_nothing(store, letter):
    request = letter()
    text = f"{FORM}\nYour reference: {request.reference}\n".replace("harbor-people.example/ask", "evil.example/ask")
    take(store, mail(text, sender="privacy@evil.example"))
    accept(store)
    assert taught(store) == {}


def test_an_unproved_sender_is_marked(store, letter):
    letter()
    take(store, mail(FORM))  # from the broker's domain, outside our thread, with no word of any mail server
    accept(store)
    assert [(name, sure) for name, sure, typed in names(store) if not typed] == [("rejects_email", False)]


def test_a_domain_that_answers_in_our_thread_is_shown_and_never_believed_by_itself(store, letter):
    request = letter()
    take(store, mail(FORM, sender="help@quay-desk.example", In_Reply_To=message_id(store, request)))
    accept(store)
    assert ("quay-desk.example", False, "--reply-domain") in names(store)
    assert "quay-desk.example" not in load_index()["brokers"]["harbor-people"]["reply_domains"]


def test_a_mail_provider_is_nobodys_domain(store, letter):
    request = letter()
    take(store, mail(FORM, sender="harborpeople@gmail.com", In_Reply_To=message_id(store, request)))
    accept(store)
    assert [name for name, _, typed in names(store) if typed == "--reply-domain"] == []


def test_an_alias_of_ones_own_that_passes_an_answer_on_is_no_domain_of_the_broker(store, letter):
    store.change_subject("maya", reply_to="maya@okonjo.example")
    request = letter()
    take(store, mail(FORM, sender="harbor@in.okonjo.example", In_Reply_To=message_id(store, request)))
    accept(store)
    assert [name for name, _, typed in names(store) if typed == "--reply-domain"] == []


def test_a_domain_that_was_typed_counts_as_the_brokers(store, letter):
    request = letter()
    known = Fact(("reply_domains",), "quay-desk.example", "2026-11-25", "broker_reply")
    change("harbor-people", lambda override: with_fact(override, known))
    take(store, mail(f"{FORM}\n{request.reference}\n", sender="help@quay-desk.example"))
    accept(store)
    assert "rejects_email" in {name for name, _, _ in names(store)}


def test_an_answer_whose_message_was_altered_teaches_nothing(store, letter, tmp_path):
    request = letter()
    take(store, mail(FORM, In_Reply_To=message_id(store, request)))
    accept(store)
    for path in (tmp_path / "home" / "vault").rglob("*"):
        if path.is_file():
            path.write_bytes(b"altered")
    assert taught(store) == {}


def test_suppressing_in_place_of_deleting(store, letter):
    request = letter(right=Right.DELETION)
    take(store, mail(HIDDEN, In_Reply_To=message_id(store, request)))
    accept(store, kind=ReplyKind.PARTLY_FULFILLED)
    assert names(store) == [("suppression", True, "")]


def test_deleting_some_is_no_suppression(store, letter):
    request = letter(right=Right.DELETION)
    text = "Hello,\n\nwe have deleted your personal data except your purchase records.\n"
    take(store, mail(text, In_Reply_To=message_id(store, request)))
    accept(store, kind=ReplyKind.PARTLY_FULFILLED)
    assert taught(store) == {}


def test_another_company_of_the_registry_becomes_a_note(store, letter):
    request = letter()
    text = "Hello,\n\nwe are not responsible for this site. Please contact Quay Faces, Inc. about your request.\n"
    take(store, mail(text, In_Reply_To=message_id(store, request)))
    accept(store, kind=ReplyKind.REDIRECTED)
    (lesson,) = taught(store)["harbor-people"]
    assert lesson.fact.value == "It says that Quay Faces (quay-faces) is responsible."
    assert load_index()["brokers"]["harbor-people"].get("status", "active") == "active"


def test_an_answer_by_telephone_that_was_entered_by_hand_teaches_too(store, letter):
    request = letter()
    store.append(
        request.id,
        EventKind.FORM_REQUIRED,
        expected_seq=store.last_seq(request.id),
        occurred_at=LATER,
        actor="person",
        payload={"on": "2026-11-30"},
    )
    assert names(store) == [("rejects_email", True, "")]


def plan_of(store):
    made = make_plan(
        store, store.subject("maya"), [broker("harbor-people")], on=date(2026, 12, 2), named=True, again=True
    )
    return [item.channel.id for item in made.items], [one.reason for one in made.skipped]


def test_plan_goes_by_what_was_taken_over(store, letter):
    request = letter()
    assert plan_of(store) == (["email"], [])
    take(store, mail(FORM, In_Reply_To=message_id(store, request)))
    accept(store)
    assert plan_of(store) == (["email"], []), "a lesson that was not taken over changes nothing"
    lesson = next(one for one in taught(store)["harbor-people"] if not one.typed)
    change("harbor-people", lambda override: with_fact(override, lesson.fact))
    assert plan_of(store) == (["form"], [])
    assert [one.typed for one in taught(store)["harbor-people"]] == ["--form"]


def test_an_excluded_broker_gets_no_letter_even_if_it_is_named(store):
    change("harbor-people", lambda override: replace(override, excluded_on="2026-11-24"))
    items, (reason,) = plan_of(store)
    assert items == []
    assert reason == "you excluded it; take it in again: unlist broker include harbor-people"


def test_an_override_that_cannot_be_read_is_named_in_the_plan(store):
    change("harbor-people", lambda override: override)
    path_of("harbor-people").write_text("?")
    made = make_plan(store, store.subject("maya"), [broker("harbor-people")], on=AT.date(), named=True)
    assert [item.channel.id for item in made.items] == ["email"]
    assert str(path_of("harbor-people")) in made.advice[0]
    assert taught(store) == {}
