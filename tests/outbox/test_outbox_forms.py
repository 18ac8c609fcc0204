"""Forms and calls: which wait, in which order, what fits into a time, and what the person says happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from forms_to_fill import ORDER, add_form_brokers
from invented import AT

from unlist import clock
from unlist.errors import BadInput, Refused, Stale
from unlist.outbox.forms import (
    Tally,
    batch,
    find_forms,
    in_order,
    one_form,
    record_done,
    record_not_possible,
    record_skipped,
    write_page,
)
from unlist.outbox.leave import leave
from unlist.outbox.plan import make_plan
from unlist.outbox.queue import queue
from unlist.registry.load import broker
from unlist.store.facts import SubjectFacts
from unlist.tracker.model import EventKind, Status
from unlist.words import IdentifierKind

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _today():
    clock.set_now(AT)


def hand_over(store, way, slug, handle="maya"):
    made = make_plan(store, store.subject(handle), [broker(slug)], on=TODAY, named=True)
    request = queue(store, store.subject(handle), made.items[0], at=AT, confirmed=frozenset({"residence"}))
    leave(store, request, way, at=AT)
    return request


@pytest.fixture
def four(store, way):
    """Four that wait, handed over in the order in which they should not be done."""
    add_form_brokers()
    return {slug: hand_over(store, way, slug) for slug in reversed(ORDER)}


def say(store, request, kind, **payload):
    store.append(
        request.id, EventKind(kind), expected_seq=store.last_seq(request.id), occurred_at=AT, actor="person",
        payload={"on": TODAY.isoformat(), **payload},
    )  # fmt: skip


def slugs(forms):
    return [item.request.broker for item in forms.items]


def kinds(store, request):
    return [event.kind.value for event in store.events(request.id)]


def test_worst_harm_first_and_a_family_together(store, four):
    forms = find_forms(store, today=TODAY)
    assert slugs(forms) == ORDER
    assert [item.minutes for item in forms.items] == [5, 5, 10, 5]
    assert forms.tally == Tally(done=0, skipped=0, not_possible=0, waiting=4, minutes_left=25)
    assert [item.parcel.kind.value for item in forms.items] == ["form", "form", "phone", "form"]


@pytest.mark.parametrize(
    ("minutes", "count"), [(None, [0, 1, 2, 3]), (25, [0, 1, 2, 3]), (15, [0, 1, 3]), (12, [0, 1]), (1, [0])]
)
def test_as_many_as_fit_and_always_one(store, four, minutes, count):
    assert [item.request.broker for item in batch(find_forms(store, today=TODAY).items, minutes)] == [
        ORDER[number] for number in count
    ]


def test_none_is_none(store):
    assert batch((), 25) == []
    assert find_forms(store, today=TODAY).tally.sentence == "0 of 0 done, none left today"


def test_the_place_is_kept_and_a_skip_holds_for_the_day(store, four):
    first, second, third, _ = find_forms(store, today=TODAY).items
    record_done(store, first, day=TODAY, at=AT)
    record_skipped(store, second, at=AT)
    record_not_possible(store, third, at=AT, why="The line is dead.")
    forms = find_forms(store, today=TODAY)
    assert slugs(forms) == ["reed-list"]
    assert forms.tally.sentence == "1 of 4 done, 1 skipped, 1 not possible, about 5 minutes left"
    tomorrow = AT + timedelta(days=1)
    clock.set_now(tomorrow)
    later = find_forms(store, today=tomorrow.date())
    assert slugs(later) == ["ebb-people", "reed-list"]
    assert later.tally == Tally(done=0, skipped=0, not_possible=0, waiting=2, minutes_left=10)


def test_done_starts_the_clock_on_the_day_that_was_said(store, four):
    item = find_forms(store, today=TODAY).items[0]
    assert store.state(item.request.id).sent_on is None
    record_done(store, item, day=TODAY, at=AT, words="number 4711")
    state = store.state(item.request.id)
    assert (state.status, state.sent_on) == (Status.AWAITING_BROKER, TODAY)
    events = store.events(item.request.id)
    assert [event.kind.value for event in events[-2:]] == ["sent", "noted"]
    assert (events[-2].actor, events[-1].payload["text"]) == ("person", "Confirmed: number 4711")
    assert {one.kind for one in state.disclosed} >= {"full_name", "email"}


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=1)])
def test_a_day_on_which_it_cannot_have_been_is_refused(store, four, day):
    item = find_forms(store, today=TODAY).items[0]
    with pytest.raises(BadInput):
        record_done(store, item, day=day, at=AT)
    assert store.state(item.request.id).status is Status.AWAITING_YOU


def test_not_possible_leaves_it_unsent_with_the_reason(store, four):
    item = find_forms(store, today=TODAY).items[0]
    record_not_possible(store, item, at=AT, why="It wants a passport.")
    state = store.state(item.request.id)
    assert (state.status, state.sent_on, state.disclosed) == (Status.DRAFT, None, ())
    assert kinds(store, item.request)[-2:] == ["noted", "not_sent"]
    # Asked for by name it can still be done.
    assert one_form(store, "flood-people", today=TODAY).request.id == item.request.id


def test_a_draft_that_did_not_leave_waits_again(store, four):
    say(store, four["reed-list"], "not_sent")
    item = next(item for item in find_forms(store, today=TODAY).items if item.request.broker == "reed-list")
    assert item.status is Status.DRAFT
    record_done(store, item, day=TODAY, at=AT)
    assert store.state(item.request.id).sent_on == TODAY


def test_what_changed_since_it_was_read_is_not_recorded(store, four):
    item = find_forms(store, today=TODAY).items[0]
    say(store, item.request, "noted", text="meanwhile")
    for record in (
        lambda: record_done(store, item, day=TODAY, at=AT, words="x"),
        lambda: record_skipped(store, item, at=AT),
        lambda: record_not_possible(store, item, at=AT, why="x"),
    ):
        with pytest.raises(Stale):
            record()
    assert kinds(store, item.request)[-1] == "noted"
    assert store.events(item.request.id)[-1].payload["text"] == "meanwhile"


def test_what_was_taken_back_counts_no_more(store, four):
    item = find_forms(store, today=TODAY).items[0]
    record_skipped(store, item, at=AT)
    say(store, item.request, "corrected", seq=store.last_seq(item.request.id))
    assert slugs(find_forms(store, today=TODAY))[0] == "flood-people"


def test_what_is_put_off_waits_until_its_day(store, four):
    say(store, four["flood-people"], "snoozed", until="2026-12-01")
    assert "flood-people" not in slugs(find_forms(store, today=TODAY))
    assert slugs(find_forms(store, today=date(2026, 12, 1)))[0] == "flood-people"


def test_letters_by_mail_do_not_wait_here(store, way):
    hand_over(store, way, "harbor-people")
    assert find_forms(store, today=TODAY).items == ()
    with pytest.raises(Refused, match="no form and no call"):
        one_form(store, "harbor-people", today=TODAY)


def test_a_form_that_the_broker_asks_for_comes_from_the_record_never_from_its_mail(store, way, tmp_path):
    request = hand_over(store, way, "harbor-people")
    say(store, request, "sent")
    say(store, request, "form_required", asks={"urls": ["https://evil.example/form"]})
    (item,) = find_forms(store, today=TODAY).items
    assert (item.reason, item.parcel.recipient) == ("form", "https://harbor-people.example/optout")
    assert item.parcel.terms == ("arbitration",)
    path = write_page(item, tmp_path / "letters")
    assert path.name == f"harbor-people-{request.reference}-1-form.html"
    page = path.read_text(encoding="utf-8")
    assert "evil.example" not in page
    # The page of the letter beside it is another one.
    assert path.with_name(path.name.replace("-form", "")).read_text(encoding="utf-8") != page
    record_done(store, item, day=TODAY, at=AT)
    assert kinds(store, request)[-1] == "answered_broker"
    assert store.state(request.id).status is Status.AWAITING_BROKER
    say(store, request, "form_required")
    assert len(find_forms(store, today=TODAY).items) == 1, "asked for again, it waits again the same day"


def test_what_it_wants_by_form_and_cannot_be_done_is_shown_no_more(store, way):
    request = hand_over(store, way, "harbor-people")
    say(store, request, "sent")
    say(store, request, "form_required")
    record_not_possible(store, find_forms(store, today=TODAY).items[0], at=AT, why="404")
    assert find_forms(store, today=date(2026, 12, 1)).items == ()
    assert store.state(request.id).status is Status.AWAITING_YOU


def test_where_no_form_is_on_record_none_is_made_up(store, way):
    request = hand_over(store, way, "quay-faces")
    say(store, request, "sent")
    say(store, request, "form_required")
    (item,) = find_forms(store, today=TODAY).items
    assert item.parcel.recipient == ""


def test_a_page_has_what_the_letter_gives_away_and_what_the_record_expects(store, way, four, tmp_path):
    item = find_forms(store, today=TODAY).items[0]
    page = write_page(item, tmp_path / "letters").read_text(encoding="utf-8")
    assert write_page(item, tmp_path / "letters").stat().st_mode & 0o777 == 0o600
    for words in ("Maya Okonjo-Reyes", "maya@example.org", "24 hours", "captcha", "arbitration", "perjury"):
        assert words in page
    assert "+1 555 0100" not in page, "a telephone number that was not seen there does not leave"


def test_in_safety_mode_nothing_more_is_offered(store, way, tmp_path):
    add_form_brokers()
    store.add_subject(
        SubjectFacts(handle="iris", name="Iris Vale", reply_to="iris@example.org", residence="US-CA", safety_mode=True)
    )
    for kind, value in (
        (IdentifierKind.PHONE, "+1 555 0177"), (IdentifierKind.POSTAL_ADDRESS, "7 Hidden Row"),
    ):  # fmt: skip
        store.add_identifier("iris", kind, value, seen_at="flood-people", seen_on=TODAY)
    hand_over(store, way, "flood-people", "iris")
    (item,) = find_forms(store, today=TODAY, subject="iris").items
    assert {kind for kind, _ in item.parcel.values} <= {"full_name", "email", "state_residence", "profile_url"}
    page = write_page(item, tmp_path / "letters").read_text(encoding="utf-8")
    assert "555 0177" not in page
    assert "Hidden Row" not in page


def test_one_person_sees_no_form_of_another(store, way, four):
    assert find_forms(store, today=TODAY, subject="lena").items == ()
    assert len(find_forms(store, today=TODAY, subject="maya").items) == 4


def test_harm_that_is_not_known_comes_last(store, four):
    items = find_forms(store, today=TODAY).items
    unknown = replace(items[0], harm=0, family="unknown")
    assert in_order([unknown, *items[1:]])[-1] is unknown


def test_the_rest_of_a_family_keeps_its_place_while_it_is_worked_on(store, four):
    # By hand: with the 5 of its family done, the 3 would fall behind the 4 of the other company.
    record_done(store, find_forms(store, today=TODAY).items[0], day=TODAY, at=AT)
    assert slugs(find_forms(store, today=TODAY)) == ORDER[1:]
