"""`unlist form`, as a person and as a program use it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from forms_to_fill import ORDER, add_form_brokers
from keys import Terminal
from program import unlist

from unlist import clock

PROMPT = r"\[q\]uit\n"


@pytest.fixture
def four(maya) -> dict[str, str]:
    """Four letters of Maya's that a form or a call takes: references by broker."""
    add_form_brokers()
    done = unlist("--json", "--yes", "send", "--now", *ORDER)
    assert done.code == 0, done.err
    return {letter["broker"]: letter["reference"] for letter in done.json["handed_over"]}


def standing(reference: str) -> dict:
    return unlist("--json", "request", "show", reference).json


def test_a_program_gets_each_with_its_values_and_its_page(four):
    done = unlist("--json", "form")
    assert done.code == 0, done.err
    assert [item["broker"] for item in done.json["items"]] == ORDER
    assert done.json["recorded"] is None
    first, _, call, _ = done.json["items"]
    assert (first["url"], first["minutes"], first["harm"], first["family"]) == (
        "https://flood-people.example/optout", 5, 5, "tide",
    )  # fmt: skip
    values = {value["kind"]: value["value"] for value in first["values"]}
    assert (values["full_name"], values["email"]) == ("Maya Okonjo-Reyes", "maya@example.org")
    assert values["reference"] == four["flood-people"]
    assert [term["term"] for term in first["terms"]] == ["arbitration", "perjury"]
    assert any("24 hours" in sentence for sentence in first["expects"])
    assert "Maya Okonjo-Reyes" in Path(first["page"]).read_text(encoding="utf-8")
    assert (call["channel"], call["url"], call["recipient"]) == ("phone", None, "+1 555 0199")
    assert call["text"].startswith("Good day.")
    # Looking claims nothing.
    assert {standing(reference)["status"] for reference in four.values()} == {"awaiting_you"}


def test_a_time_and_one_by_name(four):
    assert [item["broker"] for item in unlist("--json", "form", "--next", "15m").json["items"]] == [
        "flood-people", "ebb-people", "reed-list",
    ]  # fmt: skip
    assert len(unlist("--json", "form", "--next", "1h").json["items"]) == 4
    assert [item["broker"] for item in unlist("--json", "form", "reed-list").json["items"]] == ["reed-list"]


def test_what_the_person_says_is_recorded_and_counted(four):
    done = unlist("--json", "form", "--done", "flood-people", "--confirmation", "number 4711").json
    assert (done["recorded"]["what"], done["recorded"]["status"]) == ("done", "awaiting_broker")
    assert done["recorded"]["due_on"] is not None
    assert [item["broker"] for item in done["items"]] == ORDER[1:]
    skipped = unlist("form", "--skip", "ebb-people")
    assert "1 of 4 done, 1 skipped, about 15 minutes left." in skipped.out
    assert unlist("form", "--not-possible", "bell-calls", "--reason", "Nobody answers.").code == 0
    last = unlist("--json", "form").json
    assert last["tally"] == {
        "done": 1, "skipped": 1, "not_possible": 1, "waiting": 1, "minutes_left": 5, "total": 4,
    }  # fmt: skip
    shown = standing(four["bell-calls"])
    assert shown["status"] == "draft"
    assert shown["events"][-2]["payload"]["text"] == "Not possible: Nobody answers."
    assert unlist("request", "verify").code == 0


def test_text_in_a_pipe_says_where_the_pages_lie(four):
    done = unlist("form")
    assert done.out.splitlines()[0].split("\t") == ["reference", "broker", "kind", "minutes", "where", "page"]
    assert "0 of 4 done, about 25 minutes left." in done.out
    assert "unlist form --done" in done.err


def test_nothing_waits(maya):
    done = unlist("form")
    assert (done.code, done.out) == (0, "No form and no call waits.\n")
    assert unlist("--json", "form").json["items"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--next", "soon"), 2),
        (("--next", "0"), 2),
        (("--next", ""), 2),
        (("--done", "flood-people", "--skip", "ebb-people"), 2),
        (("--done", "flood-people", "--next", "5m"), 2),
        (("ebb-people", "--done", "flood-people"), 2),
        (("--done", "flood-people", "--on", "2099-01-01"), 2),
        (("--done", "flood-people", "--on", "2001-01-01"), 2),
        (("--done", "flood-people", "--on", "soon"), 2),
        (("--on", "2026-11-24"), 2),
        (("--confirmation", "7"), 2),
        (("--not-possible", "flood-people"), 2),
        (("--reason", "it broke"), 2),
        (("--done", "no-such-broker"), 6),
        (("harbor-people",), 6),
    ],
)
def test_bad_input_changes_nothing(four, words, code):
    done = unlist("form", *words)
    assert done.code == code, done.err
    assert unlist("--json", "form").json["tally"]["waiting"] == 4


def test_another_day_is_for_looking_only(four):
    assert unlist("--as-of", "2027-01-01", "form", "--done", "flood-people").code == 7
    assert len(unlist("--json", "--as-of", "2027-01-01", "form").json["items"]) == 4


def test_what_was_done_waits_no_more_by_name(four):
    assert unlist("form", "--done", "flood-people").code == 0
    again = unlist("form", "--done", "flood-people")
    assert again.code == 7
    assert "waits for no form and no call" in again.err


def test_a_hostile_confirmation_stays_text(four):
    words = "<script>x</script>\r\nBcc: \u202egnp"
    assert unlist("form", "--done", "flood-people", "--confirmation", words).code == 0
    shown = unlist("request", "show", four["flood-people"])
    assert "\u202e" not in shown.out
    assert "\r" not in shown.out


def test_one_key_each_on_a_terminal(four):
    with Terminal("form", "--next", "25m", lines=60) as terminal:
        screen = terminal.until(PROMPT)
        assert "0 of 4 done, about 25 minutes left" in screen
        assert "Flood People: a form, about 5 minutes" in screen
        assert "https://flood-people.example/optout" in screen
        assert "arbitration" in screen
        assert "Maya Okonjo-Reyes" in screen
        terminal.press("x")
        terminal.until("means nothing here")
        terminal.until(PROMPT)
        terminal.press("d")
        terminal.until(r"what was confirmed \(Enter: nothing\): ")
        terminal.type("number 4711")
        screen = terminal.until(PROMPT)
        assert f"-> {four['flood-people']}: " in screen
        assert "1 of 4 done, about 20 minutes left" in screen
        terminal.press("s")
        screen = terminal.until(PROMPT)
        assert "Bell Calls: a call, about 10 minutes" in screen
        assert "Good day." in screen
        terminal.press("n")
        terminal.until(r"Enter: back\): ")
        terminal.type("")
        terminal.until("Nothing was recorded")
        terminal.until(PROMPT)
        terminal.press("n")
        terminal.until(r"Enter: back\): ")
        terminal.type("Nobody answers.")
        terminal.until(PROMPT)
        terminal.press("q")
        terminal.until(r"1 of 4 done, 1 skipped, 1 not possible, about 5 minutes left\.\nNext: unlist\n")
        assert terminal.end() == 0
    assert standing(four["flood-people"])["status"] == "awaiting_broker"
    assert standing(four["ebb-people"])["status"] == "awaiting_you"
    assert standing(four["bell-calls"])["status"] == "draft"
    assert standing(four["reed-list"])["status"] == "awaiting_you"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems open files by other programs")
def test_a_key_opens_the_page_and_records_nothing(four, tmp_path, monkeypatch):
    opener = tmp_path / "programs" / "xdg-open"
    opener.parent.mkdir()
    opened = tmp_path / "opened"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > "{opened}.part"\nmv "{opened}.part" "{opened}"\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{opener.parent}:{os.environ['PATH']}")
    with Terminal("form", "flood-people", lines=60) as terminal:
        terminal.until(PROMPT)
        terminal.press("o")
        terminal.until(PROMPT)
        terminal.press("q")
        terminal.until("Next: unlist")
        assert terminal.end() == 0
    for _ in range(100):
        if opened.exists():
            break
        clock.sleep(0.05)
    path = opened.read_text(encoding="utf-8").removeprefix("file://")
    assert path == unlist("--json", "form", "flood-people").json["items"][0]["page"]
    assert standing(four["flood-people"])["status"] == "awaiting_you"
