"""`unlist law authority` and `unlist law act-by` as a person uses them."""

from __future__ import annotations

import pytest
from program import unlist


def authority(*arguments):
    return unlist("law", "authority", *arguments)


def limit(law="law25", right="access", place="CA-QC", event="refused", on="2026-11-24"):
    named = ("--law", law, "--right", right, "--jurisdiction", place, "--event", event, "--on", on)
    return unlist("law", "act-by", *named)


def test_a_berliner_hears_of_the_authority_of_the_land_and_that_it_is_free():
    shown = authority("--law", "gdpr", "--residence", "DE-BE")
    assert shown.code == 0
    assert shown.out.startswith("1. Berliner Beauftragte")
    assert "mailbox@datenschutz-berlin.de" in shown.out
    assert "GDPR art. 57(3)" in shown.out


def test_in_britain_the_company_comes_first_and_article_77_is_gone():
    shown = authority("--law", "uk-gdpr", "--residence", "GB-SCT")
    assert shown.out.startswith("1. The company itself")
    assert "164A" in shown.out
    assert "article 77 UK GDPR was omitted" in shown.out


def test_where_no_authority_helps_it_says_so():
    shown = authority("--law", "bipa", "--residence", "US-IL")
    assert (shown.code, shown.out) == (0, "No authority takes complaints under this law for people there.\n")
    assert unlist("--json", "law", "authority", "--law", "none", "--residence", "DE").json["authorities"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--law", "gdrp", "--residence", "DE"), "There is no law 'gdrp'. Nearest: gdpr"),
        (("--law", "gdpr", "--residence", "Germany"), "'Germany' is no place of ISO 3166."),
        (("--law", "gdpr", "--residence", "DE-ZZ"), "'DE-ZZ'"),
        (("--law", "gdpr", "--residence", "DE", "--seat", "XX"), "'XX' is no place"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(arguments, said):
    shown = authority(*arguments)
    assert (shown.code, shown.out) == (2, "")
    assert said in shown.err
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize(
    ("law", "residence", "seat", "said"),
    [
        ("gdpr", "US-IL", None, "give --seat"),
        ("gdpr", "US-IL", "PL", "1. Urząd Ochrony Danych Osobowych"),
        ("gdpr", "RE", None, "1. Commission nationale"),
        ("fcra", "DE", None, "No authority takes complaints"),
        ("cubi", "US-CA", None, "No authority takes complaints"),
        ("mhmda", "US-TX", None, "No authority takes complaints"),
        ("fcra", "PR", None, "1. Consumer Financial Protection Bureau"),
    ],
)
def test_only_who_can_complain_there_is_sent_to_an_authority(law, residence, seat, said):
    assert said in authority("--law", law, "--residence", residence, *(("--seat", seat) if seat else ())).out


def test_a_limit_says_what_to_do_by_when():
    shown = limit()
    # 24 November and 30 days is Thursday 24 December.
    assert shown.out.startswith("2026-12-24 is the last day for you to ask the Commission d'accès à l'information")
    assert "P-39.1, s. 43; V2" in shown.out


def test_what_no_law_says_is_said_to_be_so():
    shown = limit("uk-gdpr", "access", "GB-ENG", "silent", "2026-11-30")
    assert "2027-02-28" in shown.out
    assert shown.out.startswith(
        "No law sets a day, but by 2027-02-28 you should complain to the Information Commission"
    )


def test_no_limit_known_is_not_no_limit():
    assert limit("gdpr", "access", "DE").out == "No limit is known here; that does not mean that there is none.\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"event": "refuse"}, "There is no event 'refuse'. Nearest: refused"),
        ({"event": ""}, "There is no event ''."),
        ({"on": "2026-02-30"}, "--on: '2026-02-30' is not a date."),
        ({"right": "acess"}, "There is no right 'acess'."),
        ({"place": "Quebec"}, "no place of ISO 3166"),
        ({"place": "FR"}, "law25 does not hold in FR."),
        ({"right": "opt_out"}, "law25 gives no right opt_out."),
        ({"on": "9999-12-15"}, "9999-12-15 is too far away."),
        ({"law": "bipa", "right": "demand", "place": "US-IL", "event": "learned", "on": "9996-01-01"}, "too far away"),
    ],
)
def test_bad_limits_are_refused_in_one_line(given, said):
    shown = limit(**given)
    assert (shown.code, shown.out) == (2, "")
    assert said in shown.err
    assert shown.err.count("\n") == 1
