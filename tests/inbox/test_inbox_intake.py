"""Mail that belongs to a request is kept and recorded, once; the rest leaves nothing."""

from __future__ import annotations

from datetime import date

import pytest
from inbox_messages import ACK, GONE, ID, LATER, bounce, kinds, mail, message_id, take
from invented import AT

from unlist.errors import BadInput, NotFound, Stale
from unlist.inbox import review
from unlist.tracker.model import EventKind, Status
from unlist.words import ReplyKind


def test_a_confirmation_in_the_thread_is_recorded_without_a_person(store, letter):
    request = letter()
    took = take(store, mail(In_Reply_To=message_id(store, request)))
    assert (took.read, took.recorded, took.proposed, took.foreign) == (1, 1, 0, 0)
    event = store.events(request.id)[-1]
    assert event.kind is EventKind.ACKNOWLEDGED
    assert event.payload["on"] == "2026-11-30"
    assert event.payload["how"] == "it carries the Message-ID of our letter"
    assert store.message_bytes(event.message) == mail(In_Reply_To=message_id(store, request))


def test_a_reference_from_the_brokers_domain_is_certain_and_from_elsewhere_a_proposal(store, letter):
    request = letter()
    take(store, mail(subject=f"Re: {request.reference}", sender="help@ticket.desk-harbor.example", number=1))
    assert kinds(store, request)[-1] == "acknowledged"
    take(store, mail(subject=f"Re: {request.reference}", sender="someone@else.example", number=2))
    assert kinds(store, request)[-1] == "reply_received"


def test_a_deletion_is_only_proposed(store, letter):
    request = letter()
    took = take(store, mail(GONE, In_Reply_To=message_id(store, request)))
    assert took.proposed == 1
    state = store.state(request.id)
    assert (state.status, len(state.unreviewed)) == (Status.AWAITING_BROKER, 1)
    (item,) = review.pending(store)
    assert item.reply.kind is ReplyKind.FULFILLED
    review.accept(store, item, at=LATER)
    state = store.state(request.id)
    assert (state.status, state.outcome, state.answered_on) == (Status.ANSWERED, "fulfilled", date(2026, 11, 30))
    assert review.pending(store) == []


def test_a_confirmation_that_wants_something_waits_for_a_person(store, letter):
    request = letter()
    text = ACK + "If you do not reply within 3 days your request will be closed.\n"
    take(store, mail(text, In_Reply_To=message_id(store, request)))
    assert kinds(store, request)[-1] == "reply_received"


def test_the_same_mail_counts_once(store, letter):
    request = letter()
    raw = mail(In_Reply_To=message_id(store, request))
    take(store, raw)
    took = take(store, raw, b"X-Moved: yes\r\n" + raw)
    assert (took.known, took.recorded, took.proposed) == (2, 0, 0)
    assert kinds(store, request).count("acknowledged") == 1


def test_an_old_answer_is_not_given_to_a_younger_request(store, letter):
    request = letter()
    raw = mail(GONE)  # nothing but its domain tells where it belongs
    take(store, raw)
    (item,) = review.pending(store)
    review.accept(store, item, at=LATER)
    younger = letter(again=True)
    took = take(store, raw)
    assert (took.known, took.proposed) == (1, 0)
    assert kinds(store, younger)[-1] == "sent"
    assert request.id != younger.id


def test_foreign_mail_leaves_nothing(store, letter, tmp_path):
    letter()
    before = sorted(path for path in (tmp_path / "home").rglob("*") if path.is_file())
    took = take(store, mail("Lunch on Friday?", sender="friend@example.net", subject="Hi"))
    assert (took.foreign, took.unassigned) == (1, [])
    assert sorted(path for path in (tmp_path / "home").rglob("*") if path.is_file()) == before


def test_the_brokers_domain_with_one_open_request_is_a_proposal(store, letter):
    request = letter()
    take(store, mail())
    event = store.events(request.id)[-1]
    assert event.kind is EventKind.REPLY_RECEIVED
    assert "domain" in event.payload["how"]


def test_in_a_household_the_address_that_was_written_to_decides(store, letter):
    store.change_subject("mika", reply_to="mika@example.org")
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    sender = "datenschutz@nordlicht-auskunft.example"
    take(store, mail(sender=sender, to="mika@example.org"))
    assert kinds(store, mika)[-1] == "reply_received"
    assert kinds(store, lena)[-1] == "sent"
    took = take(store, mail(sender=sender, to="undisclosed@example.org", number=2))
    assert (took.foreign, len(took.unassigned)) == (0, 1)


def test_a_ticket_seen_before_finds_its_request(store, letter):
    store.change_subject("mika", reply_to="lena@example.org")
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    sender = "datenschutz@nordlicht-auskunft.example"
    first = mail(
        ACK, sender=sender, to="lena@example.org", subject="Ticket 778899", In_Reply_To=message_id(store, mika)
    )
    take(store, first)
    take(store, mail(GONE, sender=sender, to="lena@example.org", subject="Your ticket 778899", number=2))
    assert kinds(store, mika)[-1] == "reply_received"
    assert kinds(store, lena)[-1] == "sent"


def test_one_mail_may_answer_two_requests(store, letter):
    first, second = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    text = f"{GONE}\nReferences: {first.reference} and {second.reference}\n"
    take(store, mail(text, sender="datenschutz@nordlicht-auskunft.example"))
    items = review.pending(store)
    assert {item.request.id for item in items} == {first.id, second.id}
    for item in items:
        review.accept(store, item, at=LATER)
    assert {store.state(request.id).status for request in (first, second)} == {Status.ANSWERED}


def test_mail_that_answers_one_letter_and_names_another_waits_for_a_person(store, letter):
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    took = take(store, mail(ACK, subject=f"Re: {mika.reference}", In_Reply_To=message_id(store, lena)))
    assert (took.recorded, took.proposed) == (0, 1)
    assert not {"acknowledged"} & {*kinds(store, lena), *kinds(store, mika)}


def test_mail_to_a_closed_request_is_kept_and_opens_nothing(store, letter):
    request = letter()
    store.append(
        request.id,
        EventKind.CLOSED,
        expected_seq=store.last_seq(request.id),
        occurred_at=LATER,
        actor="person",
        payload={"reason": "settled"},
    )
    take(store, mail(GONE, In_Reply_To=message_id(store, request)))
    state = store.state(request.id)
    assert (state.status, len(state.unreviewed)) == (Status.CLOSED, 1)


def test_mail_without_a_match_can_be_assigned_by_hand(store, letter):
    request = letter()
    take(store, mail(GONE, sender="parent@conglomerate.example"), assign=request)
    assert store.events(request.id)[-1].payload["how"] == "you assigned it"


@pytest.mark.parametrize("written", ["Mon, 30 Nov 1970 10:00:00 +0000", "Mon, 30 Nov 2099 10:00:00 +0000", "nonsense"])
def test_an_impossible_date_is_replaced_by_that_of_the_import(store, letter, written):
    request = letter()
    take(store, mail(date=written, In_Reply_To=message_id(store, request)))
    assert store.events(request.id)[-1].payload["on"] == "2026-12-01"


def test_a_copy_of_what_the_person_wrote_is_no_answer(store, letter):
    request = letter()
    own = mail("Please delete it.", sender="maya@example.org", In_Reply_To=message_id(store, request))
    assert take(store, own).foreign == 1
    assert kinds(store, request)[-1] == "sent"


def test_mail_older_than_the_request_is_no_answer_to_it(store, letter):
    request = letter()
    assert take(store, mail(GONE, date="Mon, 23 Nov 2026 09:00:00 +0000")).foreign == 1
    assert kinds(store, request)[-1] == "sent"


def test_why_a_broker_refused_is_not_told_in_the_clear(store, letter, tmp_path):
    request = letter()
    refusal = "We must decline the request of Maya Okonjo-Reyes of 12 Quay Street.\n"
    take(store, mail(refusal, In_Reply_To=message_id(store, request)))
    (item,) = review.pending(store)
    review.accept(store, item, at=LATER, kind=ReplyKind.DENIED)
    assert store.state(request.id).outcome == "denied"
    for path in (tmp_path / "home").rglob("*"):
        assert not path.is_file() or b"Quay Street" not in path.read_bytes()


def test_a_decision_that_was_taken_back_can_be_made_again(store, letter):
    request = letter()
    take(store, mail(GONE, In_Reply_To=message_id(store, request)))
    (item,) = review.pending(store)
    review.accept(store, item, at=LATER)
    store.append(
        request.id,
        EventKind.CORRECTED,
        expected_seq=store.last_seq(request.id),
        occurred_at=LATER,
        actor="person",
        payload={"seq": store.last_seq(request.id)},
    )
    (again,) = review.pending(store)
    review.accept(store, again, at=LATER)
    assert store.state(request.id).outcome == "fulfilled"


# -- bounces ----------------------------------------------------------------------------------------------------------


def test_a_hard_bounce_of_our_letter_gives_the_address_up_and_names_the_next_channel(store, letter):
    request = letter()
    take(store, bounce("privacy@harbor-people.example", message_id(store, request)))
    event = store.events(request.id)[-1]
    assert (event.kind, event.payload["class"], event.payload["status"]) == (EventKind.BOUNCED, "hard", "5.1.1")
    assert event.payload["next_channel"] == "form"
    assert store.dead_addresses() == {"privacy@harbor-people.example"}
    state = store.state(request.id)
    assert (state.status, state.reason) == (Status.AWAITING_YOU, "form")


def test_a_late_bounce_of_an_earlier_letter_does_not_undo_the_last_one(store, letter):
    request = letter()
    take(store, bounce("privacy@harbor-people.example", "<an-earlier-one@example.org>"))
    raw = bounce("privacy@harbor-people.example", "<an-earlier-one@example.org>").replace(
        b"Subject: x", f"Subject: {request.reference}".encode()
    )
    take(store, raw)
    assert store.dead_addresses() == frozenset()
    assert store.state(request.id).status is Status.AWAITING_BROKER


def test_a_report_without_headers_is_known_by_the_envelope_of_our_letter(store, letter):
    """RFC 3461: what we gave as ENVID comes back as Original-Envelope-Id, whatever is left of the letter."""
    request = letter()
    earlier = bounce("privacy@harbor-people.example", envelope=f"{request.reference}-7")
    take(store, earlier)
    assert store.dead_addresses() == frozenset()
    took = take(
        store, bounce("privacy@harbor-people.example", envelope=f"{request.reference}-1").replace(b"<b@", b"<c@")
    )
    assert took.recorded == 1
    assert store.dead_addresses() == {"privacy@harbor-people.example"}
    assert store.events(request.id)[-1].kind is EventKind.BOUNCED


def test_an_envelope_of_somebody_else_is_nobodys(store, letter):
    letter()
    assert take(store, bounce("privacy@harbor-people.example", envelope="UL-AAAAAAAAAAA-1")).recorded == 0
    assert store.dead_addresses() == frozenset()


def test_a_bounce_may_not_give_up_anybody_elses_address(store, letter):
    request = letter()
    took = take(store, bounce("victim@innocent.example", message_id(store, request)))
    assert took.proposed == 1
    assert store.dead_addresses() == frozenset()
    assert store.state(request.id).status is Status.AWAITING_BROKER


def test_a_bounce_that_is_not_of_our_letter_changes_nothing(store, letter):
    request = letter()
    raw = bounce("other@harbor-people.example").replace(b"Subject: x", f"Subject: {request.reference}".encode())
    take(store, raw)
    assert store.dead_addresses() == frozenset()
    assert store.state(request.id).status is Status.AWAITING_BROKER
    assert kinds(store, request)[-1] in {"reply_received", "sent"}


@pytest.mark.parametrize(("status", "action", "kind"), [("4.4.1", "delayed", "delay"), ("5.7.1", "failed", "policy")])
def test_delays_and_policies_do_not_kill_an_address(store, letter, status, action, kind):
    request = letter()
    take(store, bounce("privacy@harbor-people.example", message_id(store, request), status, action))
    assert store.events(request.id)[-1].payload["class"] == kind
    assert store.dead_addresses() == frozenset()
    assert store.state(request.id).status is Status.AWAITING_BROKER


def test_a_success_notice_proves_arrival(store, letter):
    request = letter()
    take(store, bounce("privacy@harbor-people.example", message_id(store, request), "2.0.0", "delivered"))
    assert store.events(request.id)[-1].kind is EventKind.DELIVERED
    assert store.state(request.id).receipt_known


# -- decisions --------------------------------------------------------------------------------------------------------


def test_a_person_corrects_what_was_read(store, letter):
    request = letter()
    take(store, mail(GONE, In_Reply_To=message_id(store, request)))
    (item,) = review.pending(store)
    review.accept(store, item, at=LATER, kind=ReplyKind.NO_MATCH)
    event = store.events(request.id)[-1]
    assert (event.kind, event.payload["corrected_from"]) == (EventKind.NOT_FOUND, "fulfilled")
    assert event.payload["covers"] == ["email", "full_name", "profile_url", "state_residence"]


def test_a_bounce_that_is_decided_too_late_gives_no_address_up(store, letter):
    request = letter()
    take(store, mail(ID, In_Reply_To=message_id(store, request)))
    (item,) = review.pending(store)
    # Another command recorded something in between: the decision is refused, and nothing of it stays.
    take(store, mail(ACK, In_Reply_To=message_id(store, request), number=2))
    with pytest.raises(Stale):
        review.accept(store, item, at=LATER, kind=ReplyKind.BOUNCED)
    assert store.dead_addresses() == frozenset()
    (item,) = review.pending(store)
    review.accept(store, item, at=LATER, kind=ReplyKind.BOUNCED)
    assert store.dead_addresses() == {"privacy@harbor-people.example"}


def test_a_demand_keeps_what_it_wants_and_by_when(store, letter):
    request = letter()
    take(store, mail(ID, In_Reply_To=message_id(store, request)))
    (item,) = review.pending(store)
    review.accept(store, item, at=LATER)
    state = store.state(request.id)
    assert (state.status, state.reason, state.answer_by) == (Status.AWAITING_YOU, "identity", date(2026, 12, 10))
    assert "id_document" in store.events(request.id)[-1].payload["asks"]["documents"]


def test_an_extension_ends_on_the_day_that_it_names(store, letter):
    request = letter("lena", "nordlicht-auskunft")
    sender = "datenschutz@nordlicht-auskunft.example"
    text = "We need more time because of the complexity of your request and extend the period.\n"
    take(store, mail(text, sender=sender, In_Reply_To=message_id(store, request)))
    (item,) = review.pending(store)
    review.accept(store, item, at=LATER, kind=ReplyKind.EXTENDED, until=date(2027, 1, 15))
    # Without the notice the month ends on 24 December 2026; three months would end on 24 February 2027.
    assert store.state(request.id).due_on == date(2027, 1, 15)


def test_a_message_may_be_set_aside(store, letter):
    request = letter()
    take(store, mail(GONE, In_Reply_To=message_id(store, request)))
    (item,) = review.pending(store)
    review.dismiss(store, item, at=LATER)
    assert review.pending(store) == []
    assert store.state(request.id).status is Status.AWAITING_BROKER


def test_what_was_not_understood_needs_a_word_of_the_person(store, letter):
    request = letter()
    take(store, mail("Zażółć gęślą jaźń.", In_Reply_To=message_id(store, request)))
    (item,) = review.pending(store)
    assert item.reply.kind is None
    with pytest.raises(BadInput, match="not understood"):
        review.accept(store, item, at=LATER)
    review.accept(store, item, at=LATER, kind=ReplyKind.QUESTION)
    assert store.state(request.id).reason == "question"


def test_messages_are_named_by_id_reference_or_broker(store, letter):
    request = letter()
    take(store, mail(GONE, In_Reply_To=message_id(store, request)))
    waiting = review.pending(store)
    (item,) = waiting
    for name in (item.message[-12:], request.reference, request.reference[:8].lower(), "harbor-people"):
        assert review.pick(waiting, name) == item
    with pytest.raises(NotFound):
        review.pick(waiting, "spokeo")
    take(store, mail(GONE + "Again.", In_Reply_To=message_id(store, request), number=2))
    with pytest.raises(BadInput, match="2 messages"):
        review.pick(review.pending(store), request.reference)


def test_a_stop_between_keeping_and_recording_loses_nothing(store, letter, monkeypatch):
    from unlist.store.events import Events

    request = letter()
    raw = mail(GONE, In_Reply_To=message_id(store, request))

    def killed(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(Events, "append", killed)
    with pytest.raises(KeyboardInterrupt):
        take(store, raw)
    monkeypatch.undo()
    took = take(store, raw)
    assert took.proposed == 1
    assert len(store.state(request.id).unreviewed) == 1


def test_one_bad_message_does_not_stop_the_others(store, letter):
    request = letter()
    took = take(
        store, BadInput("a.eml cannot be read."), b"\x00\xff" * 100, mail(In_Reply_To=message_id(store, request))
    )
    assert (len(took.faults), took.read, took.recorded) == (1, 2, 1)
    assert AT < LATER
