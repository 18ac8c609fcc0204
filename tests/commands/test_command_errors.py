"""What bad input gets: one line that says what is wrong and what to do, and the documented code."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing

import pytest
from program import process, unlist

from unlist import config


def one_line(done, code):
    assert done.code == code, (done.code, done.out, done.err)
    assert "Traceback" not in done.err
    problem = [line for line in done.err.splitlines() if line.startswith("unlist: ")]
    assert len(problem) == 1
    return problem[0]


def test_without_a_home_every_command_says_how_to_begin(home):
    for command in (["request", "list"], ["plan"], ["inbox", "review"], ["remind"], ["run"], ["subject", "list"]):
        assert "unlist init" in one_line(unlist(*command), 6)
    assert not home.path.exists()
    assert "Usage" in unlist().out


@pytest.mark.parametrize(
    "address",
    [
        "maya.example.org",
        "maya@",
        "@example.org",
        "a b@example.org",
        "maya@example",
        "",
        "a@b@example.org",
        "maya..o@example.org",
        "maya@-.org",
    ],
)
def test_an_address_that_is_none(home, address):
    line = one_line(unlist("init", "--residence", "US-CA", typed=f"Maya\n{address}\n"), 2)
    assert "address" in line.lower()
    assert not home.exists


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("maya.old@example.org", 0), ("mäya@exämple.org", 0), ("maya..o@mail.example.org", 0),
        ("maya@", 2), ("maya", 2), ("maya@example", 2), ("maya@example..org", 2), ("a b@example.org", 2),
        ("a@b@example.org", 2), ("maya@example.org, x@example.org", 2),
    ],
)  # fmt: skip
def test_an_address_that_brokers_know_need_not_be_one_that_letters_carry(maya, address, code):
    assert unlist("subject", "add-identifier", "email", typed=f"{address}\n").code == code


def test_a_value_with_a_control_character(home):
    one_line(unlist("init", "--residence", "US-CA", typed="Maya\x1b[31m\nmaya@example.org\n"), 2)
    one_line(unlist("init", "--residence", "US-CA", typed="Maya\nmaya@example.org\x0bBcc: x@example.net\n"), 2)
    assert not home.exists


@pytest.mark.parametrize("place", ["US", "California", "D", "DE-", "US-CALIF", "12"])
def test_a_residence_that_is_none(home, place):
    assert "US-CA" in one_line(unlist("init", "--residence", place, typed="M\nm@example.org\n"), 2)


def test_unknown_names_bring_the_nearest(maya):
    assert "spokeo" in one_line(unlist("broker", "show", "spokio"), 6)
    assert "spokeo" in one_line(unlist("plan", "spokio"), 6)
    assert "harbor-people" in one_line(unlist("letter", "harbour-people", "--sample", "US-CA"), 6)
    assert "Did you mean me" in one_line(unlist("--subject", "mee", "plan", "spokeo"), 6)
    assert "opt_out" in one_line(unlist("plan", "spokeo", "--right", "optoutt"), 2)
    assert "ccpa" in one_line(unlist("plan", "spokeo", "--law", "ccp"), 2)


def test_an_unknown_request_brings_the_nearest(asked):
    assert "harbor-people" in one_line(unlist("request", "show", "harbor-peple"), 6)
    assert "sent" in one_line(unlist("request", "event", asked, "sentt"), 2)
    assert "settled" in one_line(unlist("request", "close", asked, "--reason", "bored"), 2)
    assert "2026-11-23" in one_line(unlist("request", "event", asked, "sent", "--on", "yesterday"), 2)


def test_a_malformed_personal_broker_file(maya):
    path = config.config_dir() / "brokers" / "broken.toml"
    path.write_text('name = "Broken"\nlegal_name = "Broken"\nrole = "data_broker"\ndomains = "x"\n', encoding="utf-8")
    line = one_line(unlist("broker", "list"), 2)
    assert "broken.toml, line 4" in line
    assert "domains" in line


def test_a_broken_configuration_names_file_and_setting(maya):
    path = config.config_dir() / "config.toml"
    for text, word in (('zone = "Mars/Olympus"', "zone"), ("hand_off_dir = 0", "hand_off_dir"), ("colour = 1", "colour"),
                       ("zone = ", "config.toml")):  # fmt: skip
        path.write_text(text, encoding="utf-8")
        line = one_line(unlist("config"), 2)
        assert word in line
        assert str(path) in line


def test_a_home_of_a_newer_schema(maya):
    with closing(sqlite3.connect(maya.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer Unlist" in one_line(unlist("plan"), 1)


def test_unreadable_mail_is_named_and_the_rest_is_read(sent, tmp_path):
    good = tmp_path / "good.eml"
    good.write_bytes(
        f"From: privacy@harbor-people.example\r\nSubject: {sent}\r\nMessage-ID: <1@h.example>\r\n\r\n"
        "We have received your request.\r\n".encode()
    )
    done = unlist("--json", "inbox", "import", str(tmp_path / "missing.eml"), str(tmp_path), str(good))
    assert done.code == 4
    assert done.json["recorded"] == 1
    assert any("missing.eml" in fault for fault in done.json["faults"])


def test_a_second_command_waits_five_seconds_and_gives_up(asked, maya):
    begun = time.monotonic()
    with maya.lock():
        assert "Another unlist command" in one_line(process("request", "withdraw", asked), 7)
    assert time.monotonic() - begun >= 5
    assert process("request", "withdraw", asked).code == 0


@pytest.mark.parametrize(
    "command",
    [
        ["send", "harbor-people"], ["remind"], ["run"], ["request", "withdraw", "harbor-people"],
        ["subject", "edit", "me", "name"], ["inbox", "import", "x"], ["follow-up", "harbor-people"],
    ],
)  # fmt: skip
def test_another_day_is_for_looking_only(asked, command):
    done = unlist("--yes", "--as-of", "2027-03-01", *command, typed="x\n")
    assert "--as-of is for looking" in one_line(done, 7)


def test_looking_at_another_day_works(asked):
    assert unlist("--as-of", "2027-03-01", "plan", "nordlicht-auskunft").code == 0
    assert unlist("--as-of", "2027-03-01T08:00:00+01:00", "request", "show", asked).code == 0
    for nonsense in (
        "soon",
        "2027-13-01",
        "2027-03-01T08:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:00:00-12:00",
    ):
        one_line(unlist("--as-of", nonsense, "request", "list"), 2)


def test_errors_under_json_are_json(maya):
    done = unlist("--json", "broker", "show", "spokio")
    assert done.code == 6
    assert done.out == ""
    assert done.error["exit_code"] == 6
    assert "spokeo" in done.error["message"]


def test_a_full_disk_while_a_letter_is_written_loses_nothing(maya, tmp_path):
    """A limit on the size of files stands in for the full disk: the system refuses the write in the same place."""
    big = tmp_path / "big.eml"
    assert unlist("--yes", "send", "harbor-people").code == 0
    (line,) = unlist("--json", "request", "list").json["requests"]
    big.write_bytes(
        f"From: privacy@harbor-people.example\r\nSubject: {line['reference']}\r\nMessage-ID: <big@h.example>\r\n\r\n".encode()
        + b"We have received your request.\r\n" * 200_000
    )
    limit = "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))"
    done = process("inbox", "import", str(big), code=limit)
    assert "The disk is full" in one_line(done, 1)
    assert unlist("request", "verify").code == 0
    assert unlist("--json", "inbox", "import", str(big)).json["recorded"] == 1


def test_a_fault_of_our_own_is_one_line_too(maya, monkeypatch):
    monkeypatch.setattr("unlist.reads.zone", lambda _home: 1 / 0)
    line = one_line(unlist("request", "list"), 1)
    assert "ZeroDivisionError" in line
    assert os.environ.get("UNLIST_DEBUG") is None
