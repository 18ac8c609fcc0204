"""Letters leave one after the other, each once, each in its turn; what stops a run leaves everything consistent."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

import pytest

from unlist import clock
from unlist.channels import Accepted, Deferred, Failed, HandedOver, Uncertain
from unlist.errors import OutOfReach
from unlist.home import Home
from unlist.outbox.dispatch import Watcher, dispatch
from unlist.outbox.leave import leave
from unlist.outbox.pacing import Pace
from unlist.outbox.plan import make_plan
from unlist.outbox.queue import queue
from unlist.outbox.transport import Rules, Transport
from unlist.registry.load import broker
from unlist.servers.names import MailDomain
from unlist.store import open_store
from unlist.tracker.model import EventKind, Status
from unlist.words import Standing

BEGIN = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
FAST = Pace(seconds=0, a_day=500, a_domain=500)
SENT = Rules(mail_is_sent=True)
CONFIRMED = frozenset({"residence", "my_face"})


class Server:
    """A channel that gives the answers it is told, then accepts; it keeps what it was given, and when."""

    name = "told"

    def __init__(self, *answers):
        self.answers = list(answers)
        self.parcels = []

    def deliver(self, parcel, *, before_dot):
        self.parcels.append((parcel.reference, clock.now()))
        answer = self.answers.pop(0) if self.answers else Accepted(clock.now(), "q")
        if isinstance(answer, BaseException):
            raise answer
        if not isinstance(answer, Deferred):
            before_dot()
        return answer


@pytest.fixture(autouse=True)
def simulated():
    clock.set_now(BEGIN)
    yield
    clock.set_now(None)


def add(store, count=1, handle="maya", slug="harbor-people", undo=0):
    """Approve letters to one broker."""
    made = make_plan(store, store.subject(handle), [broker(slug)], on=BEGIN.date(), named=True, again=True)
    rules = Rules(mail_is_sent=True, undo=timedelta(minutes=undo))
    subject = store.subject(handle)
    return [
        queue(store, subject, made.items[0], at=clock.now(), confirmed=CONFIRMED, again=True, rules=rules)
        for _ in range(count)
    ]


def run(store, server, pace=FAST, rules=SENT, **more):
    transport = Transport(server, server, rules)
    return dispatch(store, transport, pace, hold=contextlib.nullcontext, **more)


def at(minutes):
    clock.set_now(BEGIN + timedelta(minutes=minutes))


def kinds(store, request):
    return [event.kind.value for event in store.events(request.id)]


def test_an_approved_letter_can_be_taken_back_until_its_window_ends(store):
    first, second = add(store, 2, undo=30)
    server = Server()
    done = run(store, server)
    assert (done.handed, len(done.waiting)) == ([], 2)
    assert done.waiting[0].at == store.state(first.id).leaves_at
    at(29)
    store.append(
        first.id, EventKind.WITHDRAWN, expected_seq=store.last_seq(first.id), occurred_at=clock.now(), actor="person"
    )
    assert run(store, server).handed == []
    at(31)
    (sent,) = run(store, server).handed
    assert (sent.reference, sent.result) == (second.reference, "accepted")
    assert [reference for reference, _ in server.parcels] == [second.reference]
    assert run(store, server).handed == []


def test_what_the_person_sends_themselves_waits_for_nothing(store):
    add(store)
    made = make_plan(store, store.subject("lena"), [broker("nordlicht-auskunft")], on=BEGIN.date(), named=True)
    by_hand = Rules(undo=timedelta(minutes=30))
    request = queue(store, store.subject("lena"), made.items[0], at=clock.now(), confirmed=CONFIRMED, rules=by_hand)
    assert store.state(request.id).leaves_at <= clock.now()


def test_a_letter_that_is_put_off_is_tried_again_when_its_time_has_come(store):
    (request,) = add(store)
    server = Server(Deferred("451 4.7.1 greylisted"))
    (first,) = run(store, server).handed
    assert first.result == "deferred"
    state = store.state(request.id)
    assert (state.status, state.tried) == (Status.QUEUED, 1)
    assert timedelta(0) <= state.leaves_at - (BEGIN + timedelta(minutes=5)) < timedelta(seconds=30)
    at(4)
    assert run(store, server).handed == []
    at(6)
    (second,) = run(store, server).handed
    assert second.result == "accepted"
    assert kinds(store, request)[2:] == [
        "send_intended",
        "send_deferred",
        "send_intended",
        "dot_intended",
        "send_accepted",
    ]


def test_after_five_days_it_is_given_up_and_the_next_channel_proposed(store):
    (request,) = add(store)
    server = Server(*[Deferred("450 4.2.0 busy")] * 40)
    minutes, tries = 0, 0
    while store.state(request.id).status is Status.QUEUED:
        at(minutes)
        tries += len(run(store, server).handed)
        minutes += 60
        assert minutes < 60 * 24 * 7
    assert 60 * 24 * 5 < minutes < 60 * 24 * 6
    assert tries == len(server.parcels)
    last = store.events(request.id)[-1]
    assert last.kind is EventKind.SEND_FAILED
    assert last.payload["reason"].startswith("given up after five days")
    assert (store.state(request.id).status, store.state(request.id).reason) == (Status.AWAITING_YOU, "form")
    assert store.dead_addresses() == frozenset()


def test_an_address_where_nobody_is_is_never_written_to_again(store):
    (request,) = add(store)
    run(store, Server(Failed("550 5.1.1 no such user", address_dead=True)))
    assert store.dead_addresses() == {"privacy@harbor-people.example"}
    assert store.state(request.id).reason == "form"
    assert store.events(request.id)[-1].payload["next_channel"] == "form"


def test_a_refusal_for_what_was_sent_leaves_the_address_alive(store):
    (request,) = add(store, handle="lena", slug="nordlicht-auskunft")
    run(store, Server(Failed("550 5.7.1 policy")))
    assert store.dead_addresses() == frozenset()
    assert store.state(request.id).status is Status.UNDELIVERABLE


def test_of_an_uncertain_letter_nothing_more_is_sent(store):
    (request,) = add(store)
    server = Server(Uncertain("the connection was lost"))
    run(store, server)
    at(60 * 24)
    assert run(store, server).handed == []
    assert len(server.parcels) == 1
    assert store.state(request.id).reason == "confirm_sent"


def test_pauses_lie_between_letters_and_vary(store):
    add(store, 4)
    server, told = Server(), []
    done = run(
        store,
        server,
        Pace(seconds=1, a_day=500, a_domain=500),
        watcher=Watcher(pausing=lambda number, of, left: told.append((number, of, left))),
    )
    assert [letter.result for letter in done.handed] == ["accepted"] * 4
    gaps = [(b[1] - a[1]).total_seconds() for a, b in zip(server.parcels, server.parcels[1:], strict=False)]
    assert all(0.5 <= gap < 2.5 for gap in gaps), gaps
    assert {(number, of) for number, of, _ in told} == {(1, 4), (2, 4), (3, 4)}


def test_caps_hold_over_runs_and_for_all_people_together(store):
    add(store, 3)
    add(store, 2, handle="lena", slug="nordlicht-auskunft")
    pace = Pace(seconds=0, a_day=4, a_domain=2)
    server = Server()
    done = run(store, server, pace)
    # Two of three to harbor-people.example, then both to nordlicht-auskunft.example; four in all.
    assert len(done.handed) == 4
    (left,) = done.waiting
    assert left.broker == "harbor-people"
    assert timedelta(hours=24) - (left.at - BEGIN) < timedelta(seconds=60)
    at(60 * 23)
    assert run(store, server, pace).handed == []
    at(60 * 24 + 2)
    assert [letter.result for letter in run(store, server, pace).handed] == ["accepted"]


def test_a_server_that_takes_nothing_is_left_alone_after_three(store):
    add(store, 6)
    server = Server(*[Deferred("452 4.5.3 quota")] * 6)
    done = run(store, server)
    assert [letter.result for letter in done.handed] == ["deferred"] * 3
    assert len(server.parcels) == 3
    assert len(done.waiting) == 6


def test_a_channel_that_cannot_be_used_ends_the_run_and_changes_nothing(store):
    first, second = add(store, 2)
    server = Server(OutOfReach("The server does not answer."))
    done = run(store, server)
    assert done.problem.message == "The server does not answer."
    assert (done.handed, len(done.waiting)) == ([], 2)
    for request in (first, second):
        assert store.state(request.id).status is Status.QUEUED
        assert store.state(request.id).tried == 0
    assert [letter.result for letter in run(store, server).handed] == ["accepted"] * 2


def test_a_wish_to_stop_is_met_after_the_letter_under_way(store):
    add(store, 3)
    server = Server()
    done = run(store, server, watcher=Watcher(stop=lambda: len(server.parcels) >= 1))
    assert done.stopped
    assert len(done.handed) == 1
    assert len(done.waiting) == 2
    assert len(run(store, server).handed) == 2


def test_nothing_leaves_once_a_mandate_has_ended(store):
    (request,) = add(store, handle="mika", slug="nordlicht-auskunft")
    store.change_subject("mika", standing=Standing.MANDATE)
    server = Server()
    (held,) = run(store, server).handed
    assert (held.result, server.parcels) == ("held", [])
    assert "mandate" in held.sentence
    assert store.state(request.id).status is Status.QUEUED


def test_a_hand_off_that_was_stopped_is_settled_first(store):
    first, second = add(store, 2)

    class Killed(BaseException):
        pass

    class Dies(Server):
        def deliver(self, parcel, *, before_dot):
            if parcel.reference == second.reference:
                before_dot()
            raise Killed

    for request in (first, second):
        with pytest.raises(Killed):
            leave(store, request, Dies(), at=clock.now(), paced=True)
    server = Server()
    done = run(store, server)
    assert [(letter.reference, letter.result) for letter in done.handed] == [
        (second.reference, "uncertain"),
        (first.reference, "accepted"),
    ]
    assert [reference for reference, _ in server.parcels] == [first.reference]


def test_two_senders_at_once_share_the_letters(store, tmp_path):
    """The second one takes the lock between two letters of the first: each letter leaves once."""
    add(store, 6)
    server = Server()
    other = Server()
    with open_store(Home(tmp_path / "home")) as second:

        def between(_letter, _number, _of):
            run(second, other, limit=1)

        run(store, server, watcher=Watcher(told=between))
    sent = [reference for reference, _ in server.parcels + other.parcels]
    assert len(sent) == 6
    assert len(set(sent)) == 6
    assert other.parcels


def test_nothing_leaves_for_a_domain_that_is_gone_and_a_doubtful_one_is_asked_about(store):
    (gone,) = add(store)
    (doubtful,) = add(store, handle="lena", slug="nordlicht-auskunft")
    store.remember_hosts("nordlicht-auskunft.example", frozenset({"old.example"}), BEGIN - timedelta(days=90))

    def look_up(domain):
        return MailDomain(domain, exists=domain.startswith("nordlicht"), hosts=("mx.new.example",))

    server = Server()
    done = dispatch(store, Transport(server, server, SENT, look_up), FAST, hold=contextlib.nullcontext)
    assert {letter.reference: letter.result for letter in done.handed} == {
        gone.reference: "failed",
        doubtful.reference: "held",
    }
    assert server.parcels == []
    assert store.dead_addresses() == {"privacy@harbor-people.example"}
    assert store.state(doubtful.id).status is Status.QUEUED
    store.trust_hosts("nordlicht-auskunft.example")
    dispatch(store, Transport(server, server, SENT, look_up), FAST, hold=contextlib.nullcontext)
    assert [reference for reference, _ in server.parcels] == [doubtful.reference]


def test_a_form_is_handed_over_beside_mail_that_is_sent(store):
    (request,) = add(store)
    run(store, Server(Failed("550 5.1.1 no such user", address_dead=True)))
    made = make_plan(store, store.subject("maya"), [broker("harbor-people")], on=BEGIN.date(), named=True)
    queue(store, store.subject("maya"), made.items[0], at=clock.now(), confirmed=CONFIRMED, rules=SENT)
    mail, pages = Server(), Server(HandedOver(path=None))
    dispatch(store, Transport(mail, pages, SENT), FAST, hold=contextlib.nullcontext)
    assert (len(mail.parcels), len(pages.parcels)) == (0, 1)
    assert store.state(request.id).reason == "hand_off"
