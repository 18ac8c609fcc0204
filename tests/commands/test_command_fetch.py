"""`unlist inbox fetch`, `inbox watch`, `run` and `config password`, as a person types them."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading

import pytest
from fetched_mail import answer, message
from imap_server import PASSWORD, Script, serving
from program import unlist

from unlist import clock, config
from unlist.store import open_store


@pytest.fixture
def script():
    script = Script()
    yield script
    assert script.changes == []


@pytest.fixture
def port(script, maya):
    """A server, and settings that name it."""
    with serving(script) as port:
        file = config.config_dir() / "config.toml"
        lines = f'imap_host = "127.0.0.1"\nimap_port = {port}\nimap_user = "maya@example.org"\nimap_security = "none"\n'
        file.write_text(file.read_text() + lines, encoding="utf-8")
        yield port


@pytest.fixture
def kept(port):
    done = unlist("config", "password", "imap", "--password-stdin", typed=f"{PASSWORD}\n")
    assert done.code == 0, done.err
    assert PASSWORD not in done.out + done.err
    return port


def today():
    return f"{clock.now():%a, %d %b %Y %H:%M:%S +0000}"


def ours(number, home, text="We received your request and will answer.\r\n"):
    """An answer to the one letter that was written."""
    with open_store(home) as store:
        (request,) = store.requests()
        sent = next(item for item in store.messages(request.id) if item.direction == "out").facts["message_id"]
    return answer(number, sent, text, date=today())


def test_answers_are_fetched_and_wait_for_a_decision(script, kept, sent, maya):
    script.add("INBOX", message(1), ours(2, maya))
    done = unlist("inbox", "fetch")
    assert (done.code, done.err) == (0, "")
    assert "2 new messages looked at, 1 of them read: 1 recorded, 0 wait for your decision" in done.out
    script.add("INBOX", ours(3, maya, "We need a copy of your passport to go on.\r\n"))
    done = unlist("--json", "inbox", "fetch")
    assert done.code == 3
    assert (done.json["looked_at"], done.json["read"], done.json["proposed"]) == (1, 1, 1)
    assert done.json["folders"] == ["INBOX", "Junk"]
    assert unlist("inbox", "fetch").code == 0, "what waits was told of"


def test_without_a_mailbox_or_a_password_it_says_what_to_do(maya, script):
    done = unlist("inbox", "fetch")
    assert done.code == 2
    assert "imap_host is empty" in done.err
    file = config.config_dir() / "config.toml"
    file.write_text(file.read_text() + 'imap_host = "mail.example.org"\nimap_user = "maya"\n', encoding="utf-8")
    done = unlist("inbox", "fetch")
    assert done.code == 2
    assert "unlist config password imap" in done.err


def test_the_variable_wins_over_the_password_that_is_kept(script, kept, sent, monkeypatch):
    monkeypatch.setenv("UNLIST_IMAP_PASSWORD", "wr0ng-secret")
    done = unlist("inbox", "fetch")
    assert done.code == 7
    assert "app password" in done.err
    assert "wr0ng-secret" not in done.err
    monkeypatch.delenv("UNLIST_IMAP_PASSWORD")
    assert unlist("inbox", "fetch").code == 0


def test_a_password_is_forgotten(kept):
    assert unlist("config", "password", "imap", "--forget").code == 0
    assert unlist("inbox", "fetch").code == 2


@pytest.mark.parametrize("typed", ["", "\n", "a\x00b\n"])
def test_what_is_no_password_is_not_kept(port, typed):
    assert unlist("config", "password", "imap", "--password-stdin", typed=typed).code == 2
    assert unlist("config", "password", "imap").code == 2, "nobody can be asked here"
    assert unlist("config", "password", "pop").code == 2


def test_what_fails_has_its_exit_code(script, kept, sent, maya):
    script.add("INBOX", ours(1, maya))
    script.drop = "body"
    done = unlist("--json", "inbox", "fetch")
    assert (done.code, done.json["read"]) == (5, 0)
    assert done.error["exit_code"] == 5
    script.drop = "LIST"
    assert unlist("inbox", "fetch").code == 5
    file = config.config_dir() / "config.toml"
    file.write_text(file.read_text() + 'imap_folders = ["Nowhere"]\n', encoding="utf-8")
    done = unlist("inbox", "fetch")
    assert done.code == 4
    assert "1 recorded" in done.out
    assert "'Nowhere'" in done.err


def test_the_daily_work_fetches_and_does_the_rest_without_a_server(script, kept, sent, maya):
    script.add("INBOX", ours(1, maya, "We need a copy of your passport to go on.\r\n"))
    done = unlist("--json", "run")
    assert (done.code, done.json["read"], done.json["proposed"]) == (3, 1, 1)
    script.drop = "greeting"
    done = unlist("--json", "run")
    assert done.code == 4
    assert done.json["yours"] == 1
    assert "not fetched" in done.error["message"]


def started(*words):
    """Run `unlist` in a process of its own, and leave it running."""
    code = (
        "from importlib.metadata import entry_points as e\n(s,) = e(group='console_scripts', name='unlist')\ns.load()()"
    )
    words = [sys.executable, "-c", code, *words]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))


@pytest.mark.parametrize("uid", [1, 2, 3])
def test_a_fetch_that_is_killed_is_taken_up_where_it_stopped(script, kept, sent, maya, uid):
    texts = (
        "We received your request and will answer.",
        "We need a copy of your passport.",
        "We have no record of you.",
    )
    script.add("INBOX", *(ours(number, maya, f"{text}\r\n") for number, text in enumerate(texts, 1)))
    script.before_body[uid] = lambda: process.kill()  # noqa: PLW0108 - it begins below
    process = started("inbox", "fetch")
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert unlist("inbox", "fetch").code == 3
    done = unlist("--json", "request", "show", sent)
    assert len([item for item in done.json["messages"] if item["direction"] == "in"]) == 3
    assert unlist("request", "verify").code == 0
    assert unlist("--json", "inbox", "fetch").json["looked_at"] == 0


def interrupted(process):
    """Press Ctrl-C as a person does: again, where Python lost one in a place that lets no exception through."""
    for _ in range(5):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=10)
    process.kill()
    return process.communicate()


def test_mail_is_watched_for_until_somebody_ends_it(script, kept, sent, maya):
    """In a process of its own, ended as Ctrl-C does."""
    code = (
        "from importlib.metadata import entry_points as e\n(s,) = e(group='console_scripts', name='unlist')\ns.load()()"
    )
    script.add("INBOX", ours(1, maya))
    process = subprocess.Popen(
        [sys.executable, "-c", code, "inbox", "watch"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=dict(os.environ),
    )  # fmt: skip
    guard = threading.Timer(90, process.kill)
    guard.start()
    assert process.stdout.readline() == f"{sent} harbor-people: acknowledged\n"
    assert script.idling.wait(20)
    # Other commands work meanwhile.
    assert unlist("request", "note", sent, "asked again").code == 0
    script.add("INBOX", ours(2, maya, "We need a copy of your passport to go on.\r\n"))
    script.news.set()
    assert process.stdout.readline() == f"{sent} harbor-people: reply received\n"
    assert script.idling.wait(20)
    out, err = interrupted(process)
    guard.cancel()
    assert (process.returncode, out) == (0, "")
    assert "Everything up to here is kept" in err


def test_watching_is_for_today(kept):
    assert unlist("--as-of", "2026-12-01", "inbox", "watch").code == 7
