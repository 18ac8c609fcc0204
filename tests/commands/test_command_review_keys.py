"""The review on a terminal: one key a decision, typed and read as by a person."""

from __future__ import annotations

import pytest
from keys import Terminal
from program import unlist
from written import GONE, answer

PROMPT = r"\[q\]uit( \[\?\])?\n"
REVIEW = ("inbox", "review")
LATE = "We need more time and extend the period until 15 January 2099."
ID = "Please send us a copy of your passport and your date of birth so that we can verify your identity."


def standing(reference: str) -> dict:
    return unlist("--json", "request", "show", reference).json


@pytest.fixture
def three(sent, other, tmp_path) -> tuple[str, str]:
    """Three messages that wait, the first two in one request."""
    for number, (reference, text) in enumerate(((sent, GONE), (sent, ID), (other, LATE))):
        unlist("inbox", "import", str(answer(reference, text, tmp_path / f"{number}.eml")), "--assign", reference)
    return sent, other


def test_one_key_a_decision_and_the_way_back(waiting, sent):
    before = standing(sent)
    with Terminal(*REVIEW) as terminal:
        screen = terminal.until(PROMPT)
        assert "> We have deleted your personal information from our records." in screen
        assert "^ it says that it deleted your data" in screen
        assert f"{sent}  Harbor People: opt out (ccpa), sent " in screen
        terminal.press("a")
        terminal.until(f"{sent}: answered: fulfilled")
        terminal.until("u takes the last decision back")
        terminal.press("u")
        terminal.until(PROMPT)
        terminal.press("d")
        terminal.until("set aside")
        terminal.until("any other key ends")
        terminal.press("x")
        terminal.until(r"1 decision: 1 set aside\.\nNext: unlist\n")
        assert terminal.end() == 0
    after = standing(sent)
    assert [event["kind"] for event in after["events"][len(before["events"]) :]] == [
        "fulfilled", "corrected", "reply_dismissed",
    ]  # fmt: skip
    assert (after["status"], after["outcome"]) == (before["status"], before["outcome"])


def test_two_messages_of_one_request_one_after_the_other_and_what_an_extension_needs(three):
    sent, other = three
    with Terminal(*REVIEW) as terminal:
        decided = 0
        while decided < 3:
            screen = terminal.until(PROMPT)
            terminal.press("a")
            decided += 1
            if "It takes more time." in screen:
                terminal.until(r"Enter: 2099-01-15; - for none\): ")
                terminal.type("2098-12-24")
            # Deletion first and the demand afterwards, or the other way round: a demand after the end is refused.
            told = terminal.until(r"-> .*|may not follow.*")
            if "may not follow" in told:
                terminal.press("d")
                terminal.until("set aside")
        terminal.press("q")
        assert terminal.end() == 0
    extended = [event for event in standing(other)["events"] if event["kind"] == "extended"]
    assert [event["payload"]["until"] for event in extended] == ["2098-12-24"]
    assert standing(sent)["unreviewed"] == standing(other)["unreviewed"] == []


def test_change_move_split_later_and_help(waiting, sent, other):
    with Terminal(*REVIEW) as terminal:
        terminal.until(PROMPT)
        terminal.press("?")
        assert "split: it answers a further request too" in terminal.until(PROMPT)
        terminal.press("\x1b[A")  # the arrow up is no key here
        terminal.until("means nothing here")
        terminal.press("s")
        assert other in terminal.until("Which further requests.*: ")
        terminal.type("quay-faces")
        terminal.until("it answers this one too")
        terminal.until(PROMPT)
        terminal.press("l")
        terminal.until("left for later")
        assert f"{other}  Quay Faces" in terminal.until(PROMPT)
        terminal.press("c")
        menu = terminal.until("goes back")
        (line,) = [one for one in menu.split("\n") if "has nothing on you" in one]
        terminal.press(line.split()[0])
        terminal.until(f"{other}: answered: no match")
        terminal.until("any other key ends")
        terminal.press("u")
        terminal.until(PROMPT)
        terminal.press("u")
        assert f"{sent}  Harbor People" in terminal.until(PROMPT)
        terminal.press("m")
        terminal.until("Which request.*: ")
        terminal.type("1")
        assert f"{other}  Quay Faces" in terminal.until(PROMPT)
        terminal.press("q")
        terminal.until("1 decision: 1 given to a request. 1 message left to decide on.")
        terminal.until("Next: unlist inbox review")
        assert terminal.end() == 0
    assert standing(sent)["unreviewed"] == []
    assert len(standing(other)["unreviewed"]) == 1


def test_whose_it_is_by_a_number_and_erased_by_another_key(household):
    maya, theo, _ = household
    with Terminal(*REVIEW) as terminal:
        screen = terminal.until(PROMPT)
        assert "Whose is this?" in screen
        assert f"1  {theo} theo" in screen
        terminal.press("a")
        terminal.until("First say whose it is")
        terminal.press("d")
        terminal.until("erased as nobody's")
        terminal.until("any other key ends")
        terminal.press("u")
        terminal.until(PROMPT)
        terminal.press("1")
        terminal.until(f"{theo}: awaiting broker")
        assert f"{theo}  Harbor People" in terminal.until(PROMPT)
        terminal.press("a")
        terminal.until(f"{theo}: answered: fulfilled")
        terminal.press("x")
        assert terminal.end() == 0
    assert standing(maya)["unreviewed"] == []


def test_while_a_person_reads_other_commands_go_on_and_a_stale_decision_is_refused(waiting, sent):
    with Terminal(*REVIEW) as terminal:
        terminal.until(PROMPT)
        assert unlist("request", "note", sent, "called them").code == 0
        terminal.press("a")
        terminal.until("changed while you looked at it; nothing was decided")
        terminal.until(PROMPT)
        assert standing(sent)["outcome"] is None
        terminal.press("a")
        terminal.until("answered: fulfilled")
        terminal.press("x")
        assert terminal.end() == 0


def test_what_another_command_decided_is_not_decided_again(waiting, sent):
    with Terminal(*REVIEW) as terminal:
        terminal.until(PROMPT)
        assert unlist("inbox", "review", waiting, "--dismiss").code == 0
        terminal.press("a")
        terminal.until("decided on elsewhere meanwhile")
        terminal.until("Nothing was decided")
        assert terminal.end() == 0
    assert standing(sent)["events"][-1]["kind"] == "reply_dismissed"


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_breaking_off_keeps_what_was_decided(waiting, key):
    with Terminal(*REVIEW) as terminal:
        terminal.until(PROMPT)
        terminal.press(key)
        terminal.until("Nothing was decided. 1 message left to decide on.")
        assert terminal.end() == 0


def test_breaking_off_a_question_decides_nothing(waiting, sent, other):
    with Terminal(*REVIEW) as terminal:
        terminal.until(PROMPT)
        terminal.press("m")
        terminal.until("Which request.*: ")
        terminal.type("")
        terminal.until("Nothing was decided")
        terminal.press("m")
        terminal.until("Which request.*: ")
        terminal.type("no-such-request")
        terminal.until("There is no request 'no-such-request'")
        terminal.press("q")
        assert terminal.end() == 0
    assert standing(sent)["events"][-1]["kind"] == "reply_received"


LONG = "\n".join(f"Paragraph {number} of what every customer is told, wherever they may live." for number in range(60))
HOSTILE = f"{LONG}\n\n\x1b[2J\x1b]0;owned\x07 \u2066txt.exe\n\n{GONE}\x1b[1m\n\n{LONG}\n\n> The quoted letter\x9b1m.\n"
FILE = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n'
END = '\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="../a\u202eb.pdf"\r\n\r\n%PDF\r\n--b--\r\n'


def test_a_long_hostile_message_fits_the_screen_and_is_paged(sent, tmp_path):
    path = answer(sent, HOSTILE + END, tmp_path / "long.eml", more=FILE)
    assert unlist("inbox", "import", str(path)).code == 0
    with Terminal(*REVIEW) as terminal:
        screen = terminal.until(PROMPT)
        assert len(screen.strip("\n").split("\n")) <= 24
        assert all(len(line) <= 80 for line in screen.split("\n"))
        assert "> We have deleted your personal information from our records." in screen
        assert "more lines: f shows all" in screen
        assert "ab.pdf (application/pdf" in screen
        terminal.press("f")
        while True:
            page = terminal.until(rf"any key goes on, q ends|{PROMPT}")
            assert len(page.strip("\n").split("\n")) <= 24
            if "q ends" not in page:
                break
            terminal.press(" ")
        assert "The quoted letter" in terminal.shown
        terminal.press("v")
        terminal.until(r"Saved:\s+\S+")
        terminal.until(PROMPT)
        terminal.press("q")
        assert terminal.end() == 0
    for sign in ("\x1b[2J", "\x1b]0;", "\u202e", "\x9b", "\x07"):
        assert sign not in terminal.shown
    (saved,) = (tmp_path / "Unlist" / "attachments").rglob("*.pdf")
    assert saved.name == "ab.pdf"


def test_nothing_waits(sent):
    with Terminal(*REVIEW) as terminal:
        terminal.until("No answer waits for you")
        assert terminal.end() == 0


def test_keys_typed_before_a_message_is_shown_decide_nothing(waiting, sent):
    with Terminal(*REVIEW) as terminal:
        terminal.press("aaaa", wait=False)
        terminal.until(PROMPT)
        terminal.press("q")
        terminal.until("Nothing was decided")
        assert terminal.end() == 0
    assert standing(sent)["outcome"] is None
