"""`unlist law` as a person and a program use it."""

from __future__ import annotations

import json

import pytest
from program import process, unlist

from unlist.words import LawId

GERMAN = ("--law", "gdpr", "--right", "deletion", "--jurisdiction", "DE", "--received", "2026-01-31")
KEYS = [
    "schema", "law", "right", "jurisdiction", "received_on", "statutory", "acknowledge_by", "nominal_due_on", "due_on",
    "due_without_pause_on", "extended_due_on", "extension", "chase_on", "rule", "valid_from", "valid_to", "trace",
    "citations",
]  # fmt: skip


def deadline(*arguments):
    return unlist("law", "deadline", *arguments)


def options(law="gdpr", right="deletion", place="DE", received="2026-11-16"):
    return ["--law", law, "--right", right, "--jurisdiction", place, "--received", received]


def test_the_json_has_these_keys_and_absent_is_null():
    found = deadline(*GERMAN, "--json").json
    assert list(found) == KEYS
    assert {key: value for key, value in found.items() if key != "trace"} == {
        "schema": 1,
        "law": "gdpr",
        "right": "deletion",
        "jurisdiction": "DE",
        "received_on": "2026-01-31",
        "statutory": True,
        "acknowledge_by": None,
        "nominal_due_on": "2026-02-28",
        "due_on": "2026-03-02",
        "due_without_pause_on": None,
        "extended_due_on": "2026-04-30",
        "extension": None,
        "chase_on": "2026-03-03",
        "rule": "eu-gdpr-12-3",
        "valid_from": "2018-05-25",
        "valid_to": None,
        "citations": ["GDPR art. 12(3)", "Reg. 1182/71 art. 3"],
    }
    assert all(isinstance(sentence, str) and sentence.endswith(".") for sentence in found["trace"])


def test_every_option_reaches_the_answer():
    found = deadline(
        *options(),
        "--pause", "2026-11-20..2026-11-25", "--pause", "2026-12-01..2026-12-02", "--extended-on", "2026-12-22",
        "--as-of", "2026-12-23", "--json",
    ).json  # fmt: skip
    # 16 December and 5 and 1 days is Tuesday 22 December; 16 February and 6 days is Monday 22 February.
    assert (found["due_on"], found["due_without_pause_on"]) == ("2026-12-22", "2026-12-16")
    assert (found["extended_due_on"], found["extension"]) == ("2027-02-22", "valid")
    # 8 days to the end of December, 31, and 22.
    assert "61 days remain" in found["trace"][-1]
    later = deadline(*options("uk-gdpr", "access", "GB-ENG"), "--clock-start", "2026-11-20", "--json").json
    assert later["due_on"] == "2026-12-21"  # 20 December is a Sunday


def test_synonyms_and_small_letters_are_taken_and_our_words_come_back():
    found = deadline(*options("DROP", "erasure", "us-ca", "2026-03-01"), "--json").json
    assert (found["law"], found["right"], found["jurisdiction"]) == ("delete-act", "deletion", "US-CA")
    assert (found["acknowledge_by"], found["due_on"]) == ("2026-09-15", "2026-10-30")
    assert deadline(*options("ccpa", "opt-out", "US-CA"), "--json").json["right"] == "opt_out"
    assert deadline(*options("ccpa", "know", "US-CA"), "--json").json["right"] == "access"
    assert deadline(*options("ccpa", "correct", "US-CA"), "--json").json["right"] == "rectification"
    assert deadline(*options("uk-gdpr", "delete", "GB"), "--json").json["jurisdiction"] == "GB-ENG"


def test_the_complaint_to_the_british_controller_has_an_acknowledgement_and_no_due_day():
    found = deadline(*options("uk-gdpr", "complaint", "GB-ENG"), "--json").json
    # 16 November and 30 days is Wednesday 16 December.
    assert (found["acknowledge_by"], found["due_on"], found["nominal_due_on"]) == ("2026-12-16", None, None)
    assert found["chase_on"] == "2026-12-17"


def test_the_explanation_comes_first_and_then_the_dates():
    shown = deadline(*GERMAN, "--pause", "2026-02-03..2026-02-07")
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    assert all(len(line) <= 79 for line in lines), max(lines, key=len)
    assert lines[0].startswith("gdpr deletion, DE: rule eu-gdpr-12-3")
    blanks = [number for number, line in enumerate(lines) if not line]
    explanation, dates = lines[blanks[0] + 1 : blanks[1]], lines[blanks[1] + 1 : blanks[2]]
    assert explanation[0] == " 1. The request was received on Saturday 2026-01-31."
    # 28 February and 4 days is Wednesday 4 March; 30 April and 4 days is Monday 4 May.
    assert [line.split() for line in dates] == [
        ["Nominal", "day", "2026-02-28", "Saturday"],
        ["Last", "day", "without", "the", "pause", "2026-03-02", "Monday"],
        ["Last", "day", "2026-03-04", "Wednesday"],
        ["At", "the", "latest,", "with", "a", "valid", "extension", "2026-05-04", "Monday"],
        ["Write", "again", "from", "2026-03-05", "Thursday"],
    ]
    assert lines[-1] == "Sources: GDPR art. 12(3); Reg. 1182/71 art. 3."


def test_the_explanation_says_what_an_extension_is_worth():
    shown = deadline(*options("ccpa", "opt_out", "US-CA", "2026-11-23"), "--extended-on", "2026-12-01").out
    assert "not allowed" in shown
    assert "First fetched by" in deadline(*options("delete-act", "deletion", "US-CA")).out
    assert "Receipt confirmed by" in deadline(*options("ccpa", "deletion", "US-CA")).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (options(place="EU"), "Give the member state whose holidays count, such as DE or IE."),
        (options(place="XX"), "'XX' is no place of ISO 3166."),
        (options(place=""), "'' is no place of ISO 3166."),
        (options(place="DE-ZZ"), "'DE-ZZ' is no Land of Germany. Write DE with one of BB, "),
        (options("pipeda", "access", "CA-ZZ"), "'CA-ZZ' is no province or territory of Canada."),
        (options("ch-fadp", "access", "CH-ZZ"), "'CH-ZZ' is no canton of Switzerland."),
        (options(place="CH"), "gdpr does not hold in CH."),
        (options(law="gpdr"), "There is no law 'gpdr'. Nearest: "),
        (options(law=""), "There is no law ''."),
        (options("vdposa", "deletion", "US-VT"), "was not in force on 2026-11-16. It holds from 2028-01-01 on."),
        (options("icdpa", "rectification", "US-IA"), "icdpa gives no right rectification. It gives access, "),
        (options("ucpa", "appeal", "US-UT"), "ucpa gives no right appeal. It gives access, "),
        (options("ucpa", "rectification", "US-UT", "2026-06-30"), "It holds from 2026-07-01 on."),
        (options("vcdpa", "deletion", "US-CO"), "vcdpa does not hold in US-CO. It holds in US-VA."),
        (options(right="delction"), "There is no right 'delction'. Nearest: deletion"),
        (options(right="opt_out"), "gdpr gives no right opt_out. It gives access, "),
        (options(received="9999-12-31"), "9999-12-31 is too far away."),
        (options(received="0001-01-01"), "gdpr deletion was not in force on 0001-01-01. It holds from 2018-05-25 on."),
        (options(received="2026-02-30"), "--received: '2026-02-30' is not a date."),
        (options(law="a" * 5000), f"There is no law '{'a' * 80}'."),
        (options(place="DE" + " " * 100 + "x"), "is no place of ISO 3166."),
        (options(received="yesterday"), "--received: 'yesterday' is not a date."),
        (options("uk-gdpr", "complaint", "GB-ENG", "2026-06-18"), "It holds from 2026-06-19 on."),
        ([*options(), "--pause", "2026-12-01"], "--pause: '2026-12-01' is not a pause."),
        ([*options(), "--pause", ""], "--pause: '' is not a pause."),
        ([*options(), "--pause", "2026-12-01.."], "--pause: '' is not a date."),
        ([*options(), "--pause", "2026-12-05..2026-12-01"], "ends before it starts."),
        ([*options("ccpa", "deletion", "US-CA"), "--pause", "2026-12-01..2026-12-05"], "ccpa deletion knows no pause."),
        ([*options(), "--clock-start", "2026-12-01"], "gdpr deletion knows no later start of its clock."),
        ([*options(), "--clock-start", ""], "--clock-start: '' is not a date."),
        ([*options(), "--extended-on", "2026-11-15"], "came before the request."),
        ([*options(), "--as-of", "soon"], "'soon' is neither a date nor an instant."),
        ([*options(), "--as-of", "0001-01-01T00:00:00+10:00"], "is too far away."),
    ],
)
def test_bad_input_is_one_line_and_exit_2(arguments, said):
    shown = deadline(*arguments)
    assert (shown.code, shown.out) == (2, "")
    assert said in shown.err
    assert shown.err.startswith("unlist: ")
    assert shown.err.count("\n") == 1
    as_json = deadline(*arguments, "--json")
    assert as_json.code == 2
    assert as_json.error["exit_code"] == 2


def test_as_of_takes_an_instant():
    shown = deadline(*options(), "--as-of", "2026-12-18T12:00:00+00:00")
    assert shown.code == 0
    assert "On Friday 2026-12-18 it is 2 days late." in shown.out


def test_a_missing_option_is_a_usage_error():
    assert deadline("--law", "gdpr").code == 2


def test_the_laws_are_listed_and_shown_with_how_well_each_number_is_known():
    listed = unlist("law", "list", "--json").json
    ids = [law["id"] for law in listed["laws"]]
    assert ids[:2] == ["gdpr", "uk-gdpr"]
    assert ids[-1] == "none"
    assert set(ids) == {law.value for law in LawId}
    shown = unlist("law", "show", "ccpa")
    assert shown.code == 0
    text = " ".join(shown.out.split())
    assert "45 days, 90 days with a valid extension, receipt confirmed within 10 business days" in text
    assert "from 2023-03-29 to 2026-12-31" in text
    assert "as amended by SB 923; CCP 12, 12a, 135; V2" in text
    assert "B: believed, not read" in text
    assert all(len(line) <= 79 for line in shown.out.splitlines())
    assert "sender's own day" in unlist("law", "show", "bipa").out
    assert "45 days to fetch it and 45 days to delete" in unlist("law", "show", "delete-act").out


def test_the_shown_law_is_whole_in_json():
    shown = unlist("law", "show", "uk-gdpr", "--json").json
    assert shown["law"]["id"] == "uk-gdpr"
    complaint = next(rule for rule in shown["rules"] if rule["right"] == "complaint")
    assert (complaint["acknowledge"], complaint["valid_from"]) == (30, "2026-06-19")


@pytest.mark.parametrize(("law", "said"), [("xyz", "There is no law 'xyz'")])
def test_a_law_that_cannot_be_shown_says_why(law, said):
    shown = unlist("law", "show", law)
    assert shown.code == 2
    assert said in shown.err


WATCH = """
import atexit, json, sys
names = ["sqlmodel", "sqlalchemy", "jinja2", "httpx", "pydantic", "holidays"]
atexit.register(lambda: sys.stderr.write("LOADED" + json.dumps([name for name in names if name in sys.modules])))
"""


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (options("ccpa", "deletion", "US-CA"), []),
        (options("bipa", "demand", "US-IL"), []),
        (options("fcra", "opt_out", "US-NY"), []),
        (options("delete-act", "deletion", "US-CA"), []),
        # The holidays of Europe are the library's.
        (options("gdpr", "deletion", "DE"), ["holidays"]),
    ],
)
def test_a_deadline_loads_only_what_it_needs(arguments, loaded):
    done = process("law", "deadline", *arguments, code=WATCH)
    assert done.code == 0
    assert json.loads(done.err.partition("LOADED")[2]) == loaded
