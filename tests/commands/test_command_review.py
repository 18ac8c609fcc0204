"""Answers decided on by options, and looked at again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from program import Ran, unlist
from written import GONE, ZONE, answer

from unlist import clock


def decided(*words: str, code: int = 0) -> list[dict[str, object]]:
    done = unlist("--json", "inbox", "review", *words)
    assert done.code == code, done.err
    return done.json["decisions"]


def test_a_list_says_what_waits_and_why(waiting, sent):
    (item,) = unlist("--json", "inbox", "review", "--list").json["pending"]
    assert (item["request"], item["broker"], item["kind"], item["proposal"]) == (
        sent, "harbor-people", "fulfilled", "fulfilled",
    )  # fmt: skip
    assert item["known_sender"]
    assert item["came_on"] == clock.today(ZONE).isoformat()
    shown = unlist("inbox", "review", waiting, "--list")
    assert "> We have deleted your personal information from our records." in shown.out
    assert "^ it says that it deleted your data" in shown.out
    assert "the sender is not proved" in shown.out


def test_the_same_decision_again_changes_nothing_and_another_one_is_refused(waiting, sent):
    (first,) = decided(waiting, "--accept")
    assert (first["decision"], first["already"], first["status"], first["outcome"]) == (
        "fulfilled", False, "answered", "fulfilled",
    )  # fmt: skip
    for words in (("--accept",), ("--as", "fulfilled")):
        (again,) = decided(waiting, *words)
        assert again["already"]
    for words in (("--dismiss",), ("--as", "no_match"), ("--assign", sent), ("--also", sent)):
        refused = unlist("inbox", "review", waiting, *words)
        assert (refused.code, "decided on already: fulfilled" in refused.err) == (7, True)
        assert "--undo" in refused.err
    events = unlist("--json", "request", "show", sent).json["events"]
    assert [event["kind"] for event in events].count("fulfilled") == 1


def test_a_decision_is_taken_back(waiting, sent):
    before = unlist("--json", "request", "show", sent).json
    decided(waiting, "--as", "denied")
    (undone,) = decided(waiting, "--undo")
    assert (undone["decision"], undone["status"]) == ("taken_back", "awaiting_broker")
    after = unlist("--json", "request", "show", sent).json
    for name in ("status", "reason", "outcome", "due_on", "unreviewed"):
        assert after[name] == before[name]
    assert unlist("inbox", "review", waiting, "--undo").code == 7
    decided(sent, "--accept")
    # By its request: the last decision there.
    assert decided(sent, "--undo")[0]["decision"] == "taken_back"


def test_a_message_that_is_not_kept_is_not_found(waiting):
    for words in (("--accept",), ("--undo",), ("--dismiss",)):
        assert unlist("inbox", "review", "ffffffffffff", *words).code == 6
    assert unlist("inbox", "show", "ffffffffffff").code == 6


def test_options_that_exclude_each_other_are_refused(waiting, other):
    for words in (
        ("--accept", "--dismiss"), ("--undo", "--as", "denied"), ("--assign", other, "--accept"),
        ("--assign", other, "--also", other), ("--until", "2099-01-01"), ("--dismiss", "--to", "x"),
    ):  # fmt: skip
        assert unlist("inbox", "review", waiting, *words).code == 2
    assert unlist("inbox", "review", "--accept").code == 2


def test_a_decision_on_an_older_state_is_refused(waiting, sent):
    (item,) = unlist("--json", "inbox", "review").json["pending"]
    assert unlist("request", "note", sent, "called them").code == 0
    refused = unlist("inbox", "review", waiting, "--accept", "--seq", str(item["seq"]))
    assert (refused.code, "changed while you looked" in refused.err) == (7, True)
    assert unlist("inbox", "review", waiting, "--accept", "--seq", str(item["seq"] + 1)).code == 0


def test_a_message_is_moved_and_moved_again_without_effect(waiting, sent, other):
    (moved,) = decided(waiting, "--assign", "quay-faces")
    assert (moved["request"], moved["decision"], moved["already"]) == (other, "assigned", False)
    assert decided(waiting, "--assign", other)[0]["already"]
    assert unlist("--json", "request", "show", sent).json["unreviewed"] == []
    decided(waiting, "--undo")
    assert len(unlist("--json", "request", "show", sent).json["unreviewed"]) == 1
    assert unlist("--json", "request", "show", other).json["unreviewed"] == []


def test_a_message_that_answers_two_is_split(waiting, sent, other):
    made = decided(waiting, "--also", other, "--accept")
    assert [(one["request"], one["decision"]) for one in made] == [(other, "assigned"), (sent, "fulfilled")]
    assert unlist("inbox", "review", waiting, "--as", "no_match", "--of", sent).code == 7
    assert decided(waiting, "--as", "no_match", "--of", other)[0]["outcome"] == "no_match"


def test_where_it_waits_in_two_it_must_be_said_in_which(waiting, sent, other):
    decided(waiting, "--also", other)
    refused = unlist("inbox", "review", waiting, "--accept")
    assert (refused.code, "--of" in refused.err) == (2, True)
    assert decided(waiting, "--dismiss", "--of", other)[0]["decision"] == "reply_dismissed"


def test_an_extension_and_somebody_else_responsible(sent, tmp_path, other):
    day = f"{clock.today(ZONE).year + 1}-12-24"
    for number, reference in enumerate((sent, other)):
        unlist("inbox", "import", str(answer(reference, GONE, tmp_path / f"{number}.eml")), "--assign", reference)
    assert unlist("inbox", "review", sent, "--as", "extended", "--until", "2001-01-01").code == 2
    decided(sent, "--as", "extended", "--until", day)
    events = unlist("--json", "request", "show", sent).json["events"]
    assert events[-1]["payload"]["until"] == day
    decided("quay-faces", "--as", "redirected", "--to", "Quay Holding")
    assert unlist("--json", "request", "show", other).json["events"][-1]["payload"]["to"] == "Quay Holding"


# -- several people ---------------------------------------------------------------------------------------------------


def test_whose_it_is_is_said_by_the_person(household):
    maya, theo, message = household
    (item,) = unlist("--json", "inbox", "review").json["pending"]
    assert (item["request"], item["proposal"]) == (None, None)
    assert [guess["request"] for guess in item["guesses"]] == [theo, maya]
    assert "the message names Theo Lindqvist" in item["guesses"][0]["reasons"]
    assert unlist("--json").json["unassigned"] == 1
    assert "You say whose: 1 answer" in unlist().out
    refused = unlist("inbox", "review", message, "--accept")
    assert (refused.code, "--assign REQUEST" in refused.err) == (7, True)
    assert unlist("inbox", "show", message).code == 0
    assert decided(message, "--assign", theo)[0]["request"] == theo
    assert unlist("--json").json["unassigned"] == 0
    assert decided(message, "--accept")[0]["outcome"] == "fulfilled"
    assert unlist("--json", "request", "show", maya).json["outcome"] is None
    # What is Theo's is not found in Maya's name.
    assert unlist("--subject", "me", "inbox", "show", message).code == 6
    assert unlist("--subject", "theo", "inbox", "show", message).code == 0


def test_what_is_nobodys_is_erased(household, tmp_path):
    _, _, message = household
    assert unlist("run").code == 3
    (made,) = decided(message, "--dismiss")
    assert made["decision"] == "forgotten"
    assert unlist("inbox", "show", message).code == 6
    assert unlist("--json", "inbox", "import", str(tmp_path / "whose.eml")).json["known"] == 1
    assert unlist("request", "verify").code == 0
    assert unlist("run").code == 0


def test_verify_finds_a_lost_message_that_waits(household, home):
    _, _, message = household
    before = {path for path in home.vault.rglob("*") if path.is_file()}
    newest = max(before, key=lambda path: path.stat().st_mtime_ns)
    newest.unlink()
    done = unlist("--json", "request", "verify")
    assert done.code == 1
    assert message in done.json["wrong"]["unassigned"][0]


# -- a request that is closed -----------------------------------------------------------------------------------------


def test_mail_to_a_closed_request_is_shown_and_opens_nothing(sent, tmp_path):
    assert unlist("request", "close", sent).code == 0
    assert unlist("inbox", "import", str(answer(sent, GONE, tmp_path / "late.eml"))).code == 0
    assert unlist("--json").json["unread"] == [sent]
    assert sent in unlist().out
    assert unlist("run").code == 3
    shown = unlist("inbox", "review", sent, "--list")
    assert "The request is closed: settled." in shown.out
    refused = unlist("inbox", "review", sent, "--accept")
    assert (refused.code, "request reopen" in refused.err) == (7, True)
    assert unlist("inbox", "review", sent, "--dismiss").code == 0
    assert unlist("--json").json["unread"] == []
    assert unlist("--json", "request", "show", sent).json["status"] == "closed"


# -- looking again ----------------------------------------------------------------------------------------------------

HOSTILE = (
    'From: "\u202epeople\u202c" <privacy@harbor-people.example>\r\nTo: maya@example.org\r\n'
    "Subject: =?utf-8?B?UmU6IBtbMkobXTA7b3duZWQH4oCu?= REFERENCE\r\nMessage-ID: <hostile@harbor-people.example>\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "We have deleted\x1b[2J your personal \u202edata from our systems.\x9b31m\x07\r\n"
    "  ^ it says that it deleted your data\r\n\r\n> On Monday you wrote: delete \x1b[1m it\r\n"
    '--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename="../form\u202e.html"\r\n\r\n<b>\r\n--b--\r\n'
)


@pytest.fixture
def hostile(sent, tmp_path) -> str:
    path = tmp_path / "hostile.eml"
    path.write_bytes(HOSTILE.replace("REFERENCE", sent).encode("utf-8"))
    assert unlist("inbox", "import", str(path)).code == 0
    (item,) = unlist("--json", "inbox", "review").json["pending"]
    return str(item["message"][-12:])


def acts_on_a_terminal(text: str) -> set[str]:
    return {
        one for one in text if (ord(one) < 32 and one not in "\n\t") or 127 <= ord(one) < 160 or one in "\u202e\u202c"
    }


@pytest.mark.parametrize("words", [("inbox", "review", "--list"), ("inbox", "show", "--full", "--headers")])
def test_nothing_out_of_a_mail_acts_on_the_terminal(hostile, words):
    for more in ((), ("--save", "saved")) if "show" in words else ((),):
        done: Ran = unlist(*words, hostile, *more)
        assert done.code == 0, done.err
        assert acts_on_a_terminal(done.out + done.err) == set()
        # A line of the mail that looks like one of ours stands behind a bar.
        assert "^ it says that it deleted your data" in done.out
        assert all(line.startswith(("  |", "  >")) for line in done.out.split("\n") if "On Monday you wrote" in line)


def test_any_kept_message_can_be_shown_and_its_attachments_saved(hostile, sent, tmp_path):
    folder = tmp_path / "saved"
    shown = unlist("--json", "inbox", "show", hostile, "--full", "--headers", "--save", str(folder)).json
    assert [one["name"] for one in shown["attachments"]] == ["form.html.txt"]
    assert [(Path(one["path"]).name, one["new"]) for one in shown["saved"]] == [("form.html.txt", True)]
    assert (folder / "form.html.txt").read_bytes() == b"<b>"
    assert "On Monday you wrote" in shown["full_text"]
    assert "On Monday you wrote" not in shown["reply_text"]
    assert {"Subject", "From", "Message-ID"} <= {one["name"] for one in shown["headers"]}
    assert (shown["requests"], shown["waits_in"]) == ([sent], [sent])
    again = unlist("--json", "inbox", "show", sent, "--save", str(folder)).json
    assert [one["new"] for one in again["saved"]] == [False]


def test_what_was_decided_is_told_with_what_was_taken_back(hostile, sent):
    # Text whose order is turned round is left to a person, who says what it is.
    decided(hostile, "--as", "fulfilled")
    decided(hostile, "--undo")
    told = unlist("--json", "inbox", "show", hostile).json["decisions"]
    assert [(one["kind"], one["actor"], one["counts"]) for one in told] == [
        ("reply_received", "broker", True), ("fulfilled", "person", False), ("corrected", "person", False),
    ]  # fmt: skip
    text = unlist("inbox", "show", hostile).out
    assert "fulfilled, by you (taken back)" in text


def test_a_letter_of_ones_own_can_be_shown_too(sent):
    (message,) = unlist("--json", "request", "show", sent).json["messages"]
    shown = unlist("--json", "inbox", "show", message["id"][-12:]).json
    assert (shown["direction"], shown["sha256"]) == ("out", message["sha256"])
    assert unlist("inbox", "review", message["id"][-12:], "--accept").code == 6
    assert unlist("inbox", "review", message["id"][-12:], "--undo").code == 7
    assert unlist("inbox", "show", sent).code == 6


def test_json_stays_json_whatever_a_mail_holds(hostile):
    for words in (("inbox", "review"), ("inbox", "show", hostile, "--full", "--headers")):
        assert json.loads(unlist("--json", *words).out)["schema"] == 1
