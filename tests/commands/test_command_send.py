"""`unlist send` through a server, as a process and with what goes wrong: the right status and the right exit code."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest
from program import unlist
from smtp_server import DROP, PASSWORD, Script, serving

from unlist import clock, config

SERVER = 'transport = "smtp"\nsmtp_host = "127.0.0.1"\nsmtp_user = "maya@example.org"\nsmtp_security = "none"\n'
YES = ("--yes", "send", "harbor-people")


@pytest.fixture
def sending(maya):
    """Return a function that sets the server on a port as the one that letters go through."""

    file = config.config_dir() / "config.toml"
    before = file.read_text(encoding="utf-8")

    def through(port, **more):
        values = {"smtp_port": port, "seconds_between": 0, **more}
        numbers = "\n".join(f"{name} = {value}" for name, value in values.items())
        file.write_text(f"{before}{SERVER}{numbers}\n", encoding="utf-8")
        assert unlist("config", "password", "smtp", "--password-stdin", typed=f"{PASSWORD}\n").code == 0

    return through


def status(slug="harbor-people"):
    shown = unlist("--json", "request", "show", slug).json
    return shown["status"], shown["reason"]


def test_a_letter_waits_can_be_taken_back_and_leaves_once(sending):
    script = Script()
    with serving(script) as port:
        sending(port)
        done = unlist(*YES)
        assert done.code == 0, done.err
        assert "1 letter to leave" in done.out
        assert "unlist request withdraw" in done.out
        assert status() == ("queued", None)
        assert script.connections == 0
        done = unlist("request", "withdraw", "harbor-people")
        assert done.code == 0, done.err
        assert unlist(*YES, "--now").code == 0
        assert status() == ("awaiting_broker", None)
        assert unlist("send", "harbor-people").code == 2
    assert len(script.accepted) == 1
    assert b"X-Unsent" not in script.accepted[0]


def test_run_lets_leave_what_is_due(sending):
    script = Script()
    with serving(script) as port:
        sending(port, undo_minutes=0)
        # A server that is away: the letter stays, and says so.
        sending(1, undo_minutes=0)
        done = unlist(*YES)
        assert (done.code, status()) == (5, ("queued", None))
        assert "does not answer" in done.err or "failed" in done.err
        sending(port, undo_minutes=0)
        done = unlist("run")
        assert done.code in {0, 3}, done.err
        assert "was sent" in done.out
    assert len(script.accepted) == 1
    assert status() == ("awaiting_broker", None)


@pytest.mark.parametrize(
    ("script", "code", "stands"),
    [
        ({"banner": "554 5.7.1 not you"}, 5, ("queued", None)),
        ({"EHLO": DROP}, 5, ("queued", None)),
        ({"AUTH": "535 5.7.8 no"}, 7, ("queued", None)),
        ({"AUTH": "454 4.7.0 later"}, 5, ("queued", None)),
        ({"MAIL": "451 4.3.0 later"}, 4, ("queued", None)),
        ({"RCPT": "451 4.7.1 greylisted"}, 4, ("queued", None)),
        ({"RCPT": "550 5.1.1 no such user"}, 4, ("awaiting_you", "form")),
        ({"DATA": DROP}, 4, ("queued", None)),
        ({"body": DROP}, 4, ("queued", None)),
        ({"dot": DROP}, 4, ("awaiting_you", "confirm_sent")),
        ({"dot": "452 4.2.2 quota"}, 4, ("queued", None)),
        ({"dot": "552 5.3.4 too big"}, 4, ("awaiting_you", "form")),
        ({"after": DROP}, 0, ("awaiting_broker", None)),
    ],
)
def test_whatever_fails_ends_in_the_right_status_and_code(sending, script, code, stands):
    with serving(Script(script)) as port:
        sending(port)
        done = unlist(*YES, "--now")
    assert done.code == code, done.out + done.err
    assert status() == stands
    assert unlist("request", "verify").code == 0


def test_without_a_password_or_a_server_nothing_is_approved(maya):
    file = config.config_dir() / "config.toml"
    file.write_text('transport = "smtp"\n', encoding="utf-8")
    done = unlist(*YES)
    assert (done.code, "smtp_host is empty" in done.err) == (2, True)
    assert unlist("--json", "request", "list").json["requests"] == []
    file.write_text('transport = "smtp"\nsmtp_host = "127.0.0.1"\nsmtp_user = "maya"\n', encoding="utf-8")
    done = unlist(*YES, "--now")
    assert (done.code, "unlist config password smtp" in done.err) == (2, True)


def test_ctrl_c_stops_after_the_letter_under_way_and_a_second_run_goes_on(sending):
    script = Script()
    with serving(script) as port:
        sending(1, undo_minutes=0)
        for _ in range(3):
            assert unlist(*YES, "--again").code == 5
        sending(port, undo_minutes=0, seconds_between=4)
        process = started("send", "harbor-people")
        for _ in range(600):
            if script.accepted:
                break
            clock.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert "Stopping after this letter" in err
        assert "2 letters to leave" in out
        assert len(script.accepted) == 1
        sending(port, undo_minutes=0)
        assert unlist("send", "harbor-people").code == 0
    assert len({content.split(b"Message-ID: ")[1].split(b"\r\n")[0] for content in script.accepted}) == 3
    assert len(script.accepted) == 3


def started(*words):
    """Start the program in a process of its own."""
    start = "import sys\nfrom importlib.metadata import entry_points\n"
    start += "(script,) = entry_points(group='console_scripts', name='unlist')\nsys.argv[0] = 'unlist'\nscript.load()()"
    return subprocess.Popen(
        [sys.executable, "-c", start, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
