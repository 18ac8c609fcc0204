"""Decisions on answers: moved, split, taken back; each leaves the requests as they should stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inbox_messages import ACK, GONE, ID, LATER, bounce, kinds, mail, message_id, take

from unlist.errors import BadInput, Refused, Stale
from unlist.inbox import assignment, review, undo
from unlist.inbox.kept import kept
from unlist.tracker.fold import fold
from unlist.tracker.model import EventKind, Status
from unlist.words import ReplyKind

NORDLICHT = "datenschutz@nordlicht-auskunft.example"


def standing(store, request):
    """Return the folded state without what must differ: the number and time of the last event, the order of unread."""
    state = store.state(request.id)
    return replace(state, last_seq=0, last_event_at=None, unreviewed=tuple(sorted(state.unreviewed)), steps=())


def waiting(store, request, text=GONE, **more):
    """Let a message wait in a request, and return it."""
    take(store, mail(text, In_Reply_To=message_id(store, request), **more))
    return next(item for item in review.pending(store) if item.request.id == request.id)


def opens_for(store, message):
    """Return the handles of those whose key opens a message; `home` while it is nobody's."""
    query = "SELECT handle FROM messagekey JOIN subject ON subject.id = subject_id WHERE message_id = ?"
    with store._engine.connect() as connection:
        people = [row[0] for row in connection.exec_driver_sql(query, (message,))]
        home = connection.exec_driver_sql("SELECT count(*) FROM unassigned WHERE message_id = ?", (message,)).scalar()
    return sorted(people) + ["home"] * home


# -- taking back ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(ReplyKind))
def test_every_decision_can_be_taken_back(store, letter, kind):
    request = letter()
    item = waiting(store, request)
    before = standing(store, request)
    made = review.accept(store, item, at=LATER, kind=kind)
    assert review.pending(store) == []
    assert standing(store, request) != before
    undo.take_back(store, made, at=LATER)
    assert standing(store, request) == before
    assert store.dead_addresses() == frozenset()
    (again,) = review.pending(store)
    review.accept(store, again, at=LATER, kind=kind)
    assert store.verify(request.id) == []


def test_a_dismissal_is_taken_back_and_the_message_waits_again(store, letter):
    request = letter()
    item = waiting(store, request)
    before = standing(store, request)
    undo.take_back(store, review.dismiss(store, item, at=LATER), at=LATER)
    assert standing(store, request) == before


def test_an_address_that_another_bounce_gave_up_stays_dead(store, letter):
    first, second = letter(), letter(slug="quay-faces")
    one = waiting(store, first)
    made = review.accept(store, one, at=LATER, kind=ReplyKind.BOUNCED)
    store.append(
        second.id,
        EventKind.BOUNCED,
        expected_seq=store.last_seq(second.id),
        occurred_at=LATER,
        actor="broker",
        payload={"class": "hard", "address": "privacy@harbor-people.example"},
    )
    undo.take_back(store, made, at=LATER)
    assert store.dead_addresses() == {"privacy@harbor-people.example"}
    undo.correct(store, second, store.last_seq(second.id), at=LATER)
    assert store.dead_addresses() == frozenset()


def test_what_was_recorded_without_a_person_waits_for_one_after_it_is_taken_back(store, letter):
    request = letter()
    take(store, mail(ACK, In_Reply_To=message_id(store, request)))
    (event,) = [one for one in store.events(request.id) if one.kind is EventKind.ACKNOWLEDGED]
    made = undo.last_decision(store, event.message)
    undo.take_back(store, made, at=LATER)
    (item,) = review.pending(store)
    assert (item.message, item.how) == (event.message, "it carries the Message-ID of our letter")
    assert not store.state(request.id).receipt_known


def test_nothing_decided_is_nothing_to_take_back(store, letter):
    request = letter()
    item = waiting(store, request)
    with pytest.raises(Refused, match="Nothing was decided"):
        undo.last_decision(store, item.message)
    with pytest.raises(Refused, match="Nothing was decided"):
        undo.last_decision_in(store, request)
    made = review.dismiss(store, item, at=LATER)
    undo.take_back(store, made, at=LATER)
    with pytest.raises(Refused, match="taken back already"):
        undo.take_back(store, made, at=LATER)


def test_a_decision_on_which_a_letter_rests_stays(store, letter):
    request = letter()
    made = review.accept(store, waiting(store, request, ID), at=LATER)
    store.append(
        request.id,
        EventKind.ANSWERED_BROKER,
        expected_seq=store.last_seq(request.id),
        occurred_at=LATER,
        actor="person",
        payload={"on": "2026-12-01"},
    )
    store.append(
        request.id,
        EventKind.CLOSED,
        expected_seq=store.last_seq(request.id),
        occurred_at=LATER,
        actor="person",
        payload={"reason": "settled"},
    )
    # The closing rests on no answer: the request stays closed, the answer waits again.
    undo.take_back(store, made, at=LATER)
    assert store.state(request.id).status is Status.CLOSED
    second = letter("lena", "nordlicht-auskunft")
    ended = review.accept(store, waiting(store, second, number=2), at=LATER)
    store.append(
        second.id,
        EventKind.REOPENED,
        expected_seq=store.last_seq(second.id),
        occurred_at=LATER,
        actor="person",
    )
    with pytest.raises(Refused, match="rests on it"):
        undo.take_back(store, ended, at=LATER)


# -- moving -----------------------------------------------------------------------------------------------------------


def test_a_message_is_moved_and_the_first_request_stands_as_if_it_had_never_come(store, letter):
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    untouched = standing(store, lena)
    item = waiting(store, lena)
    assert opens_for(store, item.message) == ["lena"]
    made = assignment.move(store, item, mika, at=LATER)
    assert standing(store, lena) == untouched
    assert (kinds(store, lena)[-1], kinds(store, mika)[-1]) == ("corrected", "reply_received")
    (moved,) = review.pending(store)
    assert (moved.request.id, moved.how) == (mika.id, "you assigned it")
    # What was Mika's is no longer Lena's to open.
    assert opens_for(store, item.message) == ["mika"]
    assert store.verify(lena.id) == store.verify(mika.id) == []
    undo.take_back(store, made, at=LATER)
    (back,) = review.pending(store)
    assert (back.request.id, back.how) == (lena.id, item.how)
    assert opens_for(store, item.message) == ["lena"]
    assert standing(store, mika).unreviewed == ()


def test_a_message_that_was_moved_there_and_back_goes_the_same_way_back(store, letter):
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    begun = standing(store, mika)
    item = waiting(store, lena)
    before = standing(store, lena)
    there = assignment.move(store, item, mika, at=LATER)
    (moved,) = review.pending(store)
    back = assignment.move(store, moved, lena, at=LATER)
    undo.take_back(store, back, at=LATER)
    assert [one.request.id for one in review.pending(store)] == [mika.id]
    undo.take_back(store, there, at=LATER)
    assert (standing(store, lena), standing(store, mika)) == (before, begun)
    assert opens_for(store, item.message) == ["lena"]
    for made in (there, back):
        with pytest.raises(Refused, match="taken back already"):
            undo.take_back(store, made, at=LATER)


def test_a_message_is_not_taken_out_of_a_request_in_which_it_was_decided_on(store, letter):
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    made = assignment.move(store, waiting(store, lena), mika, at=LATER)
    (moved,) = review.pending(store)
    review.accept(store, moved, at=LATER)
    with pytest.raises(Refused, match="was decided on in"):
        undo.take_back(store, made, at=LATER)
    assert store.state(mika.id).outcome == "fulfilled"


def test_mail_that_was_moved_does_not_return_when_it_is_read_in_again(store, letter):
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    raw = mail(GONE, In_Reply_To=message_id(store, lena))
    take(store, raw)
    (item,) = review.pending(store)
    assignment.move(store, item, mika, at=LATER)
    took = take(store, raw)
    assert (took.known, took.proposed) == (1, 0)
    assert opens_for(store, item.message) == ["mika"]
    # Unless a person says so.
    assert take(store, raw, assign=lena).proposed == 1
    assert opens_for(store, item.message) == ["lena", "mika"]
    assert store.state(lena.id).unreviewed == (item.message,)


def test_mail_to_two_requests_of_which_one_lost_it_is_read_in_again(store, letter):
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    third = letter("lena", "harbor-people")
    raw = mail(GONE, In_Reply_To=f"{message_id(store, lena)} {message_id(store, mika)}")
    take(store, raw)
    item = next(one for one in review.pending(store) if one.request.id == lena.id)
    assignment.move(store, item, third, at=LATER)
    took = take(store, raw)
    assert (took.known, took.proposed) == (1, 0)
    assert [store.state(one.id).unreviewed for one in (lena, mika, third)] == [(), (item.message,), (item.message,)]


def test_a_ticket_of_a_message_that_was_moved_away_draws_no_further_mail(store, letter):
    store.change_subject("mika", reply_to="lena@example.org")
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    first = mail(
        GONE, sender=NORDLICHT, to="lena@example.org", subject="Ticket 778899", In_Reply_To=message_id(store, lena)
    )
    take(store, first)
    (item,) = review.pending(store)
    assignment.move(store, item, mika, at=LATER)
    take(store, mail(GONE + "Bye", sender=NORDLICHT, to="lena@example.org", subject="Your ticket 778899", number=2))
    assert [one.request.id for one in review.pending(store)] == [mika.id, mika.id]


def test_a_message_is_not_moved_to_where_it_is(store, letter):
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    item = waiting(store, lena)
    with pytest.raises(BadInput, match="already"):
        assignment.move(store, item, lena, at=LATER)
    assignment.share(store, item, mika, at=LATER)
    with pytest.raises(Refused, match="already"):
        assignment.move(store, item, mika, at=LATER)
    assert store.state(lena.id).unreviewed == (item.message,)


# -- splitting --------------------------------------------------------------------------------------------------------


def test_one_message_answers_two_requests_and_each_is_decided_on_by_itself(store, letter):
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    item = waiting(store, lena)
    before = standing(store, mika)
    made = assignment.share(store, item, mika, at=LATER)
    assert opens_for(store, item.message) == ["lena", "mika"]
    mine, childs = sorted(review.pending(store), key=lambda one: one.request.subject)
    review.accept(store, mine, at=LATER)
    review.accept(store, childs, at=LATER, kind=ReplyKind.NO_MATCH)
    assert (store.state(lena.id).outcome, store.state(mika.id).outcome) == ("fulfilled", "no_match")
    with pytest.raises(Refused):
        assignment.share(store, item, mika, at=LATER)
    undo.take_back(store, undo.last_decision(store, item.message, request=mika.id), at=LATER)
    undo.take_back(store, made, at=LATER)
    assert standing(store, mika) == before
    assert opens_for(store, item.message) == ["lena"]
    assert store.state(lena.id).outcome == "fulfilled"


# -- nobody's yet -----------------------------------------------------------------------------------------------------


def stray(store, text=GONE, **more):
    """Let a message wait that may be Lena's or Mika's, and return it."""
    take(store, mail(text, sender=NORDLICHT, **{"to": "family@example.org", **more}))
    (item,) = review.strays(store)
    return item


def test_mail_that_may_be_several_peoples_waits_sealed_for_the_home(store, letter):
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    item = stray(store, f"{GONE}\nThis concerns Mika  Brückmann.\n")
    assert opens_for(store, item.message) == ["home"]
    assert review.pending(store) == []
    assert store.verify_unassigned() == []
    assert [guess.request.id for guess in item.guesses] == [mika.id, lena.id]
    assert "the message names Mika Brückmann" in item.guesses[0].reasons
    assert review.strays(store, subject="lena") == [item]
    assert review.strays(store, subject="maya") == []
    made = assignment.give(store, item, lena, at=LATER)
    assert opens_for(store, item.message) == ["lena"]
    (waits,) = review.pending(store)
    assert (waits.request.id, waits.how) == (lena.id, "you assigned it")
    undo.take_back(store, made, at=LATER)
    assert opens_for(store, item.message) == ["home"]
    assert review.strays(store) == [item]
    assert store.state(lena.id).unreviewed == ()


def test_a_guess_is_never_acted_on(store, letter):
    lena, mika = letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")
    before = standing(store, lena), standing(store, mika)
    stray(store)
    assert (standing(store, lena), standing(store, mika)) == before


def test_nobodys_mail_is_erased_and_asked_about_once(store, letter, tmp_path):
    letter("lena", "nordlicht-auskunft")
    letter("mika", "nordlicht-auskunft")
    files = {path for path in (tmp_path / "home" / "vault").rglob("*") if path.is_file()}
    item = stray(store)
    raw = store.message_bytes(item.message)
    forgotten = assignment.forget(store, item)
    assert review.strays(store) == []
    assert {path for path in (tmp_path / "home" / "vault").rglob("*") if path.is_file()} == files
    for again in (raw, b"Received: elsewhere\r\n" + raw):
        assert take(store, again).known == 1
    assert review.strays(store) == []
    back = assignment.remember(store, forgotten)
    assert store.message_bytes(back.message) == raw
    assert [one.message for one in review.strays(store)] == [back.message]
    assert [guess.reasons for guess in back.guesses] == [guess.reasons for guess in review.strays(store)[0].guesses]


def test_mail_that_was_forgotten_can_still_be_assigned_by_hand(store, letter):
    lena = letter("lena", "nordlicht-auskunft")
    letter("mika", "nordlicht-auskunft")
    item = stray(store)
    raw = store.message_bytes(item.message)
    assignment.forget(store, item)
    assert take(store, raw, assign=lena).proposed == 1
    assert len(review.pending(store)) == 1


def test_importing_with_an_assignment_settles_what_waited(store, letter):
    lena = letter("lena", "nordlicht-auskunft")
    letter("mika", "nordlicht-auskunft")
    item = stray(store)
    take(store, store.message_bytes(item.message), assign=lena)
    assert review.strays(store) == []
    assert opens_for(store, item.message) == ["lena"]


def test_a_late_word_on_a_request_that_ended_is_asked_about_and_advertising_is_not(store, letter):
    request = letter()
    review.accept(store, waiting(store, request, "We hold no personal data about you.\n"), at=LATER)
    assert store.state(request.id).status is Status.ANSWERED
    news = "Our newsletter: save 50 % on all reports this week only!\nUnsubscribe here.\n"
    assert take(store, mail(news, number=2, subject="Big sale newsletter")).foreign == 1
    assert take(store, mail(GONE, number=3)).unassigned != []
    (item,) = review.strays(store)
    assert [guess.request.id for guess in item.guesses] == [request.id]
    assert "it is answered already" in item.guesses[0].reasons
    assert store.state(request.id).unreviewed == ()


# -- the state that was looked at -------------------------------------------------------------------------------------


def test_a_decision_on_a_state_that_has_passed_is_refused(store, letter):
    request = letter()
    item = waiting(store, request)
    take(store, mail(ACK, In_Reply_To=message_id(store, request), number=2))
    for decide in (review.accept, review.dismiss):
        with pytest.raises(Stale):
            decide(store, item, at=LATER)
    with pytest.raises(Stale):
        assignment.move(store, item, letter("lena", "nordlicht-auskunft"), at=LATER)
    assert store.state(request.id).unreviewed == (item.message,)
    assert opens_for(store, item.message) == ["maya"]


def test_an_extension_does_not_end_before_it_was_announced(store, letter):
    request = letter()
    item = waiting(store, request)
    with pytest.raises(BadInput, match="before the message came"):
        review.accept(store, item, at=LATER, kind=ReplyKind.EXTENDED, until=date(2026, 11, 29))


def test_who_is_responsible_may_be_said_better_than_it_was_read(store, letter):
    request = letter()
    item = waiting(store, request)
    review.accept(store, item, at=LATER, kind=ReplyKind.REDIRECTED, to="Quay Faces, Inc.")
    assert store.events(request.id)[-1].payload["to"] == "Quay Faces, Inc."


def test_a_kept_message_tells_what_became_of_it(store, letter):
    request = letter()
    item = waiting(store, request)
    undo.take_back(store, review.accept(store, item, at=LATER), at=LATER)
    shown = kept(store, item.message)
    assert [(one.event.kind.value, one.counts) for one in shown.recorded] == [
        ("reply_received", True),
        ("fulfilled", False),
        ("corrected", False),
    ]
    assert shown.waits_in == shown.requests
    assert shown.raw == store.message_bytes(item.message)


def test_a_bounce_by_hand_gives_up_the_address_and_a_correction_revives_it(store, letter):
    request = letter()
    take(store, bounce("privacy@harbor-people.example", message_id(store, request)))
    (made,) = [one for one in undo.decisions(store, _message_of_last(store, request)) if one.kind is EventKind.BOUNCED]
    assert store.dead_addresses() == {"privacy@harbor-people.example"}
    undo.take_back(store, made, at=LATER)
    assert store.dead_addresses() == frozenset()
    assert store.state(request.id).status is Status.AWAITING_BROKER


def _message_of_last(store, request):
    return store.events(request.id)[-1].message


# -- any order --------------------------------------------------------------------------------------------------------


@pytest.fixture
def household(store, letter):
    """Return the requests of two people at one broker, and numbers for messages."""
    return [letter("lena", "nordlicht-auskunft"), letter("mika", "nordlicht-auskunft")], count(1)


MOVES = st.lists(
    st.tuples(st.sampled_from(["accept", "dismiss", "move", "share", "undo"]), st.integers(0, 5), st.sampled_from(list(ReplyKind))),
    max_size=12,
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_decisions_in_any_order_are_taken_back_to_the_beginning(store, household, moves):
    """Two people, two messages: whatever is decided, undone and decided, the way back ends where it began."""
    requests, numbers = household
    for request in requests:
        take(store, mail(GONE, sender=NORDLICHT, In_Reply_To=message_id(store, request), number=next(numbers)))
    begun = [standing(store, request) for request in requests]
    made = []
    for what, number, kind in moves:
        items = review.pending(store)
        if what == "undo" and made:
            undo.take_back(store, made.pop(), at=LATER)
        elif what != "undo" and items:
            _try(store, items[number % len(items)], requests, what, kind, made)
        for request in requests:
            assert fold(store.events(request.id)) == store.state(request.id)
    while made:
        undo.take_back(store, made.pop(), at=LATER)
    assert [standing(store, request) for request in requests] == begun
    assert all(store.verify(request.id) == [] for request in requests)
    while waits := review.pending(store):
        review.dismiss(store, waits[0], at=LATER)


def _try(store, item, requests, what, kind, made):
    other = next(request for request in requests if request.id != item.request.id)
    try:
        if what == "accept":
            made.append(review.accept(store, item, at=LATER, kind=kind))
        elif what == "dismiss":
            made.append(review.dismiss(store, item, at=LATER))
        elif what == "move":
            made.append(assignment.move(store, item, other, at=LATER))
        else:
            made.append(assignment.share(store, item, other, at=LATER))
    except Refused:
        pass  # a table of the tracker forbids it here, or it belongs there already: nothing was recorded
