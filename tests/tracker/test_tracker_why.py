"""`request why`: every event and every date has its line."""

from __future__ import annotations

from tracker_story import Story

from unlist.tracker.fold import fold
from unlist.tracker.model import EventKind
from unlist.tracker.why import explain

K = EventKind


def test_every_event_and_every_rule_of_the_clock_is_told_with_its_citation():
    story = Story().sent("2026-11-23").tell(K.EXTENDED, "2026-12-24")
    state = fold(story.events)
    steps = explain(story.events, state)
    assert [step.seq for step in steps[:6]] == [1, 2, 3, 4, 5, 6]
    sentences = [step.sentence for step in steps]
    assert "2026-12-24: The broker took more time." in sentences
    assert state.deadline is not None
    assert all(line in sentences for line in state.deadline.trace)
    verdict = next(step for step in steps if "came after the deadline" in step.sentence)
    assert (verdict.seq, "2026-12-23 stands" in verdict.sentence) == (6, True)
    assert "12(3)" in verdict.citation
    assert sentences[-1] == "So the request is awaiting broker, due on 2026-12-23."


def test_what_was_taken_back_says_so():
    story = Story().sent().tell(K.DENIED, reason="exempt").tell(K.CORRECTED, seq=6)
    told = {step.seq: step.sentence for step in explain(story.events, fold(story.events)) if step.seq}
    assert "taken back" in told[6]
    assert told[7].endswith("You took back event 6.")


def test_every_kind_of_event_has_a_sentence_of_its_own():
    from unlist.tracker.why import _SENTENCES

    assert set(_SENTENCES) == set(EventKind)


def test_the_persons_own_limit_is_told_with_what_it_counts_from():
    # DSG § 24(4): a year from knowledge. The answer is due on 23 December 2026.
    story = Story({"law": "gdpr", "right": "deletion", "jurisdiction": "AT"}).sent("2026-11-23")
    (told,) = [step for step in explain(story.events, fold(story.events)) if "last day for you" in step.sentence]
    assert told.sentence.startswith("If no answer comes by 2026-12-23: 2027-12-23 is the last day for you to complain")
    assert told.citation == "DSG § 24(4)"
    story.tell(K.DENIED, "2026-12-01", reason="exempt")
    (told,) = [step for step in explain(story.events, fold(story.events)) if "last day for you" in step.sentence]
    assert told.sentence.startswith("2027-12-01 is the last day for you to complain")


def test_where_no_limit_is_known_none_is_told():
    story = Story().sent("2026-11-23")
    assert not [step for step in explain(story.events, fold(story.events)) if "for you to" in step.sentence]
