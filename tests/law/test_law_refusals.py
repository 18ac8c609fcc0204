"""What the engine refuses, with one sentence and what to do."""

from __future__ import annotations

from datetime import date

import pytest

from unlist.errors import BadInput
from unlist.law.catalog import LAWS, RULES, laws
from unlist.law.deadlines import deadline
from unlist.law.synonyms import law_id, right_of
from unlist.words import LawId, Right


def day(text):
    return date.fromisoformat(text)


def refused(law="gdpr", right="deletion", place="DE", received="2026-11-16", **given):
    with pytest.raises(BadInput) as problem:
        deadline(LawId(law), Right(right), jurisdiction=place, received_on=day(received), **given)
    return problem.value


def test_every_law_that_has_a_name_has_clocks():
    assert [law.id for law in LAWS] == list(dict.fromkeys(law.id for law in LAWS))
    assert {law.id for law in LAWS} == set(LawId)
    assert all(rule.law is law.id for law in LAWS for rule in law.rules)


def test_a_right_that_the_law_does_not_give_names_those_it_gives():
    problem = refused(law="bipa", right="deletion", place="US-IL")
    assert (problem.message, problem.hint) == ("bipa gives no right deletion.", "It gives demand.")
    assert "objection" in refused(law="gdpr", right="opt_out").hint
    assert refused(law="ccpa", right="appeal", place="US-CA").exit_code == 2


@pytest.mark.parametrize(
    ("law", "right", "place", "where"),
    [
        ("gdpr", "deletion", "CH", "the states of the EEA"),
        ("gdpr", "deletion", "GB-ENG", "the states of the EEA"),
        ("uk-gdpr", "deletion", "DE", "GB-ENG, GB-WLS, GB-SCT, GB-NIR"),
        ("ccpa", "deletion", "US-IL", "US-CA"),
        ("ccpa", "deletion", "US", "US-CA"),
        ("delete-act", "deletion", "US-OR", "US-CA"),
        ("bipa", "demand", "US-CA", "US-IL"),
        ("fcra", "access", "DE", "US and its states"),
    ],
)
def test_a_law_does_not_hold_elsewhere(law, right, place, where):
    problem = refused(law=law, right=right, place=place)
    assert "does not hold in" in problem.message
    assert where in problem.hint


@pytest.mark.parametrize(
    ("law", "right", "place", "received", "since"),
    [
        ("gdpr", "deletion", "DE", "2018-05-24", "2018-05-25"),
        ("gdpr", "deletion", "DE", "0001-01-01", "2018-05-25"),
        ("uk-gdpr", "deletion", "GB-ENG", "2020-12-31", "2021-01-01"),
        ("uk-gdpr", "complaint", "GB-ENG", "2026-06-18", "2026-06-19"),
        ("ccpa", "opt_out", "US-CA", "2023-03-28", "2023-03-29"),
        ("delete-act", "deletion", "US-CA", "2025-12-31", "2026-01-01"),
    ],
)
def test_a_day_before_the_law_names_the_day_from_which_it_holds(law, right, place, received, since):
    problem = refused(law=law, right=right, place=place, received=received)
    assert f"was not in force on {received}" in problem.message
    assert problem.hint == f"It holds from {since} on."


def test_days_beyond_the_calendars_are_refused_wherever_they_are_given():
    far = day("9999-12-31")
    assert "too far away" in refused(received="9999-12-31").message
    assert "too far away" in refused(extended_on=far).message
    assert "too far away" in refused(as_of=far).message
    assert "too far away" in refused(pauses=[(day("2026-11-20"), far)]).message
    assert "too far away" in refused(law="uk-gdpr", place="GB-ENG", clock_start=far).message
    assert "too far away" in refused(received="2100-01-01").message


def test_the_last_day_that_can_be_given_is_answered():
    found = deadline(
        LawId.GDPR,
        Right.ACCESS,
        jurisdiction="DE",
        received_on=day("2099-12-31"),
        pauses=[(day("2099-12-31"), day("2099-12-31"))],
    )
    # 31 January 2100 is a Sunday (1 January 2100 is a Friday).
    assert found.due_on == day("2100-02-01")
    century = deadline(
        LawId.GDPR,
        Right.ACCESS,
        jurisdiction="DE",
        received_on=day("2026-11-16"),
        pauses=[(day("2026-11-17"), day("2099-12-31"))],
    )
    assert century.due_on > day("2099-12-31")


@pytest.mark.parametrize(
    ("law", "right", "place"),
    [
        ("gdpr", "complaint", "DE"),
        ("uk-gdpr", "deletion", "GB-ENG"),
        ("uk-gdpr", "complaint", "GB-ENG"),
        ("ccpa", "deletion", "US-CA"),
        ("ccpa", "opt_out", "US-CA"),
        ("delete-act", "deletion", "US-CA"),
        ("bipa", "demand", "US-IL"),
        ("fcra", "rectification", "US"),
        ("none", "voluntary", "DE"),
    ],
)
def test_a_pause_where_the_law_knows_none_is_refused(law, right, place):
    problem = refused(law, right, place, pauses=[(day("2026-11-20"), day("2026-11-25"))])
    assert problem.message == f"{law} {right} knows no pause."
    assert problem.exit_code == 2


def test_before_article_12a_the_united_kingdom_knew_no_pause_and_no_later_start():
    assert (
        "knows no pause"
        in refused("uk-gdpr", "access", "GB-ENG", "2026-01-15", pauses=[(day("2026-01-20"), day("2026-01-21"))]).message
    )
    assert (
        "no later start" in refused("uk-gdpr", "access", "GB-ENG", "2026-01-15", clock_start=day("2026-01-20")).message
    )


def test_a_refused_pause_in_the_united_kingdom_points_to_the_later_start():
    problem = refused("uk-gdpr", "deletion", "GB-ENG", pauses=[(day("2026-11-20"), day("2026-11-25"))])
    assert "--clock-start" in problem.hint


def test_pauses_that_cannot_be_are_refused():
    backwards = refused(pauses=[(day("2026-11-25"), day("2026-11-20"))])
    assert "ends before it starts" in backwards.message
    early = refused(pauses=[(day("2026-11-20"), day("2026-11-25")), (day("2026-11-15"), day("2026-11-18"))])
    assert "2026-11-15..2026-11-18 starts before the request came" in early.message


def test_a_later_start_is_for_the_united_kingdom_only_and_never_before_receipt():
    assert "no later start" in refused(clock_start=day("2026-11-20")).message
    assert "no later start" in refused("uk-gdpr", "complaint", "GB-ENG", clock_start=day("2026-11-20")).message
    assert "before the request came" in refused("uk-gdpr", "access", "GB-ENG", clock_start=day("2026-11-15")).message


def test_a_notice_of_extension_before_the_request_is_refused():
    assert "came before the request" in refused(extended_on=day("2026-11-15")).message


# -- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("erasure", Right.DELETION),
        ("delete", Right.DELETION),
        ("Deletion", Right.DELETION),
        ("know", Right.ACCESS),
        ("correct", Right.RECTIFICATION),
        ("opt-out", Right.OPT_OUT),
        ("opt out", Right.OPT_OUT),
        ("opt_out", Right.OPT_OUT),
        (" complaint ", Right.COMPLAINT),
    ],
)
def test_rights_are_read_as_people_write_them(given, right):
    assert right_of(given) is right


@pytest.mark.parametrize(
    ("given", "law"),
    [
        ("GDPR", LawId.GDPR),
        ("uk_gdpr", LawId.UK_GDPR),
        ("dsgvo", LawId.GDPR),
        ("drop", LawId.DELETE_ACT),
        ("Delete-Act", LawId.DELETE_ACT),
        ("vcdpa", LawId.VCDPA),
    ],
)
def test_laws_are_read_as_people_write_them(given, law):
    assert law_id(given) is law


def test_unknown_words_name_the_nearest_ones():
    with pytest.raises(BadInput) as problem:
        law_id("gpdr")
    assert "gdpr" in problem.value.hint
    with pytest.raises(BadInput) as problem:
        right_of("delction")
    assert "deletion" in problem.value.hint
    for nothing in ("", "  ", "\n"):
        with pytest.raises(BadInput):
            law_id(nothing)
        with pytest.raises(BadInput):
            right_of(nothing)


# -- the table itself ------------------------------------------------------------------------------------------------


def test_there_is_one_row_a_right_place_and_day():
    keys = [(rule.law, rule.right, rule.valid_from) for rule in RULES]
    assert len(keys) == len(set(keys))
    for rule in RULES:
        successors = [
            other
            for other in RULES
            if (other.law, other.right, other.jurisdictions) == (rule.law, rule.right, rule.jurisdictions)
            and other is not rule
        ]
        for other in successors:
            first, second = sorted((rule, other), key=lambda each: each.valid_from)
            assert first.valid_to is not None
            assert (second.valid_from - first.valid_to).days == 1, (first.id, second.id)


OWN_DAYS = {
    LawId.BIPA, LawId.CUBI, LawId.CH_FADP, LawId.LGPD, LawId.SAFE_AT_HOME, LawId.FCRA, LawId.NONE,
}  # fmt: skip
"""LAW.md section 10.10: where the sender sets the day, for all or for some of the rights."""


def test_every_row_cites_its_source_and_says_how_well_it_is_known():
    for rule in RULES:
        assert rule.citations, rule.id
        assert rule.confidence in {"V", "V2", "B"}
        assert rule.statutory or rule.law in OWN_DAYS


def test_no_row_of_the_united_kingdom_cites_article_77():
    for rule in RULES:
        if rule.law is LawId.UK_GDPR:
            assert not any("77" in text for text in (*rule.citations, rule.note, rule.pause_note))


def test_the_catalog_lists_what_is_covered_with_the_least_confidence_of_its_numbers():
    known = {law.id: law for law in laws()}
    assert list(known) == [law.id for law in LAWS]
    assert known[LawId.CCPA].confidence == "V2"  # SB 923 was read in secondary sources only
    assert known[LawId.GDPR].confidence == "B"  # art. 78(2) was not read
    assert known[LawId.BIPA].jurisdictions == ("US-IL",)
    assert known[LawId.UK_GDPR].valid_from == day("2021-01-01")
