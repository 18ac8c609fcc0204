"""Letters leave at most once, and what became of them is recorded truthfully."""

from __future__ import annotations

import email
from datetime import date, timedelta

import pytest
from invented import AT

from unlist.channels import Accepted, Deferred, Failed, HandedOver, Uncertain
from unlist.errors import BadInput, HomeUnusable, Refused
from unlist.outbox.follow_up import second_letter
from unlist.outbox.leave import leave, resume
from unlist.outbox.plan import make_plan
from unlist.outbox.queue import queue
from unlist.registry.load import broker
from unlist.tracker.model import EventKind, Status
from unlist.words import IdentifierKind, Right, Standing

CONFIRMED = frozenset({"residence", "my_face"})


class Way:
    """A channel that does as it is told, and keeps what it was given."""

    name = "told"

    def __init__(self, *results):
        self.results = list(results)
        self.parcels = []

    def deliver(self, parcel, *, before_dot):
        self.parcels.append(parcel)
        result = self.results.pop(0)
        if isinstance(result, BaseException):
            raise result
        if isinstance(result, tuple):
            before_dot()
            result = result[0]
        if isinstance(result, BaseException):
            raise result
        return result


def queued(store, handle="maya", slug="harbor-people", **more):
    made = make_plan(store, store.subject(handle), [broker(slug)], on=AT.date(), named=True, **more)
    return queue(store, store.subject(handle), made.items[0], at=AT, confirmed=CONFIRMED)


def kinds(store, request):
    return [event.kind.value for event in store.events(request.id)]


def say(store, request, kind, on, **payload):
    return store.append(
        request.id,
        EventKind(kind),
        expected_seq=store.last_seq(request.id),
        occurred_at=AT,
        actor="person",
        payload={"on": on, **payload},
    )


def test_a_letter_lies_ready_with_its_page_and_its_bytes(store, way):
    request = queued(store)
    handed = leave(store, request, way, at=AT)
    assert kinds(store, request) == ["drafted", "approved", "send_intended", "handed_over"]
    assert handed.path.suffix == ".eml"
    (kept,) = store.messages(request.id)
    assert handed.path.read_bytes() == store.message_bytes(kept.id)
    message = email.message_from_bytes(handed.path.read_bytes())
    assert message["To"] == "privacy@harbor-people.example"
    assert message["From"] == "Maya Okonjo-Reyes <maya@example.org>"
    assert message["X-Unsent"] == "1"
    assert request.reference in message["Subject"]
    assert handed.path.with_suffix(".html").exists()
    state = store.state(request.id)
    assert (state.status, state.reason) == (Status.AWAITING_YOU, "hand_off")
    assert state.due_on is None
    assert store.disclosures("maya") == []


def test_the_clock_runs_once_it_was_sent_and_what_left_is_on_record(store, way):
    request = queued(store)
    leave(store, request, way, at=AT)
    say(store, request, "sent", "2026-11-24")
    # 15 business days from Tuesday 24 November 2026: 25 Nov is the first; 26 and 27 are Thanksgiving and the day after
    # (CCP 135); 30 Nov to 4 Dec makes 2 to 6, 7 to 11 Dec 7 to 11, and 14 to 17 Dec 12 to 15.
    assert store.state(request.id).due_on == date(2026, 12, 17)
    left = {(item.kind, item.value) for item in store.disclosures("maya")}
    assert left == {
        (IdentifierKind.FULL_NAME, "Maya Okonjo-Reyes"),
        (IdentifierKind.EMAIL, "maya@example.org"),
        (IdentifierKind.STATE_RESIDENCE, "California"),
        (IdentifierKind.PROFILE_URL, "https://harbor-people.example/p/maya-1"),
    }


def test_what_a_letter_states_of_a_person_is_confirmed_first(store):
    made = make_plan(store, store.subject("maya"), [broker("harbor-people")], on=AT.date(), named=True)
    with pytest.raises(BadInput, match="residence, which you have not confirmed"):
        queue(store, store.subject("maya"), made.items[0], at=AT)
    assert store.requests() == []


def test_a_letter_that_cannot_be_written_opens_no_request(store):
    made = make_plan(store, store.subject("lena"), [broker("quay-faces")], on=AT.date(), named=True)
    with pytest.raises(BadInput, match="still needs one sentence"):
        queue(store, store.subject("lena"), made.items[0], at=AT, confirmed=CONFIRMED)
    assert store.requests() == []


def test_the_same_is_not_asked_twice(store, way):
    leave(store, queued(store), way, at=AT)
    made = make_plan(store, store.subject("maya"), [broker("harbor-people")], on=AT.date(), named=True, again=True)
    with pytest.raises(Refused, match="already asks"):
        queue(store, store.subject("maya"), made.items[0], at=AT, confirmed=CONFIRMED)
    queue(store, store.subject("maya"), made.items[0], at=AT, confirmed=CONFIRMED, again=True)
    assert len(store.requests()) == 2


@pytest.mark.parametrize(
    ("result", "last", "status"),
    [
        ((Accepted(AT, "q-1"),), "send_accepted", Status.AWAITING_BROKER),
        (Deferred("greylisted"), "send_deferred", Status.QUEUED),
        ((Uncertain("connection lost"),), "send_uncertain", Status.AWAITING_YOU),
        (Failed("550 no such user"), "send_failed", Status.AWAITING_YOU),
    ],
)
def test_each_answer_of_a_channel_is_recorded_as_what_it_is(store, result, last, status):
    request = queued(store)
    leave(store, request, Way(result), at=AT)
    assert kinds(store, request)[-1] == last
    assert store.state(request.id).status is status


def test_a_full_disk_leaves_the_letter_queued(store):
    request = queued(store)
    with pytest.raises(HomeUnusable):
        leave(store, request, Way(HomeUnusable("The disk is full.")), at=AT)
    assert store.state(request.id).status is Status.QUEUED
    assert kinds(store, request)[-1] == "send_deferred"


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("after_dot", [False, True])
def test_a_kill_before_the_last_byte_is_taken_up_and_one_after_it_only_marked(store, after_dot):
    request = queued(store)
    killed = (Killed(),) if after_dot else Killed()
    with pytest.raises(Killed):
        leave(store, request, Way(killed), at=AT)
    assert store.state(request.id).status is Status.SENDING
    again = Way(HandedOver(path=None))
    resume(store, again, at=AT)
    state = store.state(request.id)
    if after_dot:
        assert again.parcels == []
        assert (state.status, state.reason) == (Status.AWAITING_YOU, "confirm_sent")
    else:
        assert len(again.parcels) == 1
        assert (state.status, state.reason) == (Status.AWAITING_YOU, "hand_off")
    resume(store, Way(), at=AT)
    assert store.state(request.id) == state


def test_what_comes_in_after_a_stop_does_not_hide_that_the_last_byte_may_have_left(store):
    request = queued(store)
    with pytest.raises(Killed):
        leave(store, request, Way((Killed(),)), at=AT)
    say(store, request, "acknowledged", "2026-11-24")
    again = Way(HandedOver(path=None))
    resume(store, again, at=AT)
    assert again.parcels == []
    assert store.state(request.id).reason == "confirm_sent"


def test_what_is_taken_up_are_the_same_bytes(store, way):
    request = queued(store)
    first = Way(Deferred("later"))
    leave(store, request, first, at=AT)
    (handed,) = resume(store, way, at=AT + timedelta(days=3))
    assert handed.path.read_bytes() == first.parcels[0].content


def test_every_stop_between_plan_and_hand_over_leaves_nothing_or_the_whole(store, monkeypatch):
    """Killed at each write: either there is no request, or one that `resume` can take up."""
    from unlist.store.events import Events

    real = Events.append
    for stop_at in range(1, 4):
        calls = 0

        def append(self, *args, stop=stop_at, **more):
            nonlocal calls
            calls += 1
            if calls == stop:
                raise Killed
            return real(self, *args, **more)

        monkeypatch.setattr(Events, "append", append)
        before = {request.id for request in store.requests()}
        with pytest.raises(Killed):
            leave(store, queued(store, again=True), Way(HandedOver(path=None)), at=AT)
        monkeypatch.setattr(Events, "append", real)
        new = [request for request in store.requests() if request.id not in before]
        if stop_at < 3:
            assert new == []
        else:
            resume(store, Way(HandedOver(path=None)), at=AT)
            assert store.state(new[0].id).reason == "hand_off"


def test_a_letter_that_did_not_leave_is_written_again_in_the_same_request(store, way):
    request = queued(store)
    leave(store, request, way, at=AT)
    say(store, request, "not_sent", "2026-11-25")
    made = make_plan(store, store.subject("maya"), [broker("harbor-people")], on=date(2026, 11, 26), named=True)
    assert made.items[0].request == request
    again = queue(store, store.subject("maya"), made.items[0], at=AT + timedelta(days=2), confirmed=CONFIRMED)
    assert again.id == request.id
    handed = leave(store, again, way, at=AT + timedelta(days=2))
    assert handed.path.name == f"harbor-people-{request.reference}-2.eml"


def test_after_a_hard_bounce_the_next_channel_is_planned_in_the_same_request(store, way):
    request = queued(store)
    leave(store, request, way, at=AT)
    say(store, request, "sent", "2026-11-24")
    store.mark_dead("privacy@harbor-people.example", "harbor-people")
    say(store, request, "bounced", "2026-11-24", **{"class": "hard", "next_channel": "post"})
    made = make_plan(store, store.subject("maya"), [broker("harbor-people")], on=date(2026, 11, 26), named=True)
    (item,) = made.items
    assert (item.request, item.channel.kind) == (request, "form")
    assert item.claim == request.claim


def test_a_broker_that_takes_forms_only_gets_its_form_in_the_same_request(store, way):
    request = queued(store)
    leave(store, request, way, at=AT)
    say(store, request, "sent", "2026-11-24")
    say(store, request, "form_required", "2026-11-26")
    made = make_plan(store, store.subject("maya"), [broker("harbor-people")], on=date(2026, 11, 26), named=True)
    (item,) = made.items
    assert (item.request, item.channel.value) == (request, "https://harbor-people.example/optout")
    again = queue(store, store.subject("maya"), item, at=AT, confirmed=CONFIRMED)
    assert leave(store, again, way, at=AT).path.suffix == ".html"
    say(store, request, "sent", "2026-11-26")
    state = store.state(request.id)
    assert (state.status, state.sent_on) == (Status.AWAITING_BROKER, date(2026, 11, 24))


def test_another_right_may_be_asked_for_beside_an_open_request(store, way):
    leave(store, queued(store), way, at=AT)
    limit = make_plan(
        store, store.subject("maya"), [broker("harbor-people")], on=AT.date(), named=True, right=Right.LIMIT
    )
    assert limit.items[0].claim.right is Right.LIMIT


def test_a_broker_that_says_it_is_gone_is_asked_again_only_when_it_was_seen_again(store, way):
    request = queued(store)
    leave(store, request, way, at=AT)
    say(store, request, "sent", "2026-11-24")
    say(store, request, "opted_out", "2026-12-01")

    def planned(on, **more):
        return make_plan(store, store.subject("maya"), [broker("harbor-people")], on=on, named=True, **more)

    assert "once you mark it as seen there" in planned(date(2027, 6, 1)).skipped[0].reason
    (url,) = [item for item in store.identifiers("maya") if item.kind is IdentifierKind.PROFILE_URL]
    store.mark_seen(url.id, "harbor-people", date(2026, 12, 1))
    assert planned(date(2027, 6, 1)).items == ()
    store.mark_seen(url.id, "harbor-people", date(2026, 12, 2))
    assert len(planned(date(2027, 6, 1)).items) == 1
    assert len(planned(date(2026, 12, 2), again=True).items) == 1
    # Another right is another request.
    assert planned(date(2026, 12, 2), right=Right.LIMIT).items[0].claim.right is Right.LIMIT


def test_a_broker_that_refused_is_not_asked_again(store, way):
    request = queued(store)
    leave(store, request, way, at=AT)
    say(store, request, "sent", "2026-11-24")
    say(store, request, "denied", "2026-12-01")
    made = make_plan(store, store.subject("maya"), [broker("harbor-people")], on=date(2028, 1, 1), named=True)
    assert "denied; --again asks once more" in made.skipped[0].reason


# -- second letters ---------------------------------------------------------------------------------------------------


def overdue(store, way):
    request = queued(store, "lena", "nordlicht-auskunft", right=Right.DELETION)
    leave(store, request, way, at=AT)
    say(store, request, "sent", "2026-11-24")
    return request


def test_one_follow_up_in_the_same_thread_once_the_day_has_passed(store, way):
    request = overdue(store, way)
    # Due on Thursday 24 December 2026; Friday is Christmas, Saturday the second day of it: Monday the 28th.
    with pytest.raises(Refused, match=r"due on 2026-12-24; write again from 2026-12-28"):
        second_letter(store, request, way, at=AT + timedelta(days=33))  # Sunday 27 December
    handed = second_letter(store, request, way, at=AT + timedelta(days=34))
    message = email.message_from_bytes(handed.path.read_bytes())
    first = store.messages(request.id)[0]
    assert message["In-Reply-To"] == message["References"] == first.facts["message_id"]
    assert message["To"] == "datenschutz@nordlicht-auskunft.example"
    text = " ".join(message.get_payload(decode=True).decode().split())
    assert "24 November 2026" in text
    assert "24 December 2026" in text
    assert "11 January 2027" in text  # 28 December and 14 days
    assert "you received" not in text
    say(store, request, "sent", "2026-12-28")
    with pytest.raises(Refused, match="one follow-up is written"):
        second_letter(store, request, way, at=AT + timedelta(days=90))


def test_no_follow_up_while_an_answer_is_unread(store, way):
    request = overdue(store, way)
    store.append(
        request.id,
        EventKind.REPLY_RECEIVED,
        expected_seq=store.last_seq(request.id),
        occurred_at=AT,
        actor="broker",
        payload={"on": "2026-12-01"},
        message="m-1",
    )
    with pytest.raises(Refused, match="not read yet"):
        second_letter(store, request, way, at=AT + timedelta(days=60))


def test_a_demand_for_identity_is_answered_without_giving_it(store, way):
    request = overdue(store, way)
    say(store, request, "identity_requested", "2026-12-01", asks={"documents": ["id_document", "utility_bill"]})
    handed = second_letter(store, request, way, at=AT + timedelta(days=8))
    text = " ".join(email.message_from_bytes(handed.path.read_bytes()).get_payload(decode=True).decode().split())
    assert "12(6)" in text
    assert "identity document" in text
    assert "utility bill" in text
    say(store, request, "sent", "2026-12-02")
    assert store.state(request.id).status is Status.AWAITING_BROKER


def test_no_second_letter_under_a_mandate_that_has_ended(store, way):
    request = overdue(store, way)
    store.change_subject("lena", standing=Standing.MANDATE, declared={"representative": "Ada Example"})
    store.add_mandate("lena", b"paper", date(2026, 1, 1), "", date(2026, 12, 1))
    with pytest.raises(Refused, match="a signed mandate that holds today"):
        second_letter(store, request, way, at=AT + timedelta(days=40))


def test_a_follow_up_that_was_interrupted_is_taken_up(store, way):
    request = overdue(store, way)
    with pytest.raises(Killed):
        second_letter(store, request, Way(Killed()), at=AT + timedelta(days=40))
    (handed,) = resume(store, way, at=AT + timedelta(days=41))
    assert handed.path.name.endswith("-2.eml")
