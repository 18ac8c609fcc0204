"""A home of one person, made by the commands that a person would type."""

from __future__ import annotations

import pytest
from invented import add_brokers
from program import unlist
from written import GONE, answer

from unlist import clock, config
from unlist.home import Home

NAME, ADDRESS = "Maya Okonjo-Reyes", "maya@example.org"


@pytest.fixture
def home(tmp_path, monkeypatch) -> Home:
    """An empty place for a home, invented brokers, a hand-off folder of its own, and a zone."""
    add_brokers()
    (config.config_dir() / "config.toml").write_text(
        f'hand_off_dir = "{(tmp_path / "Unlist").as_posix()}"\nzone = "America/Los_Angeles"\n', encoding="utf-8"
    )
    monkeypatch.setenv("UNLIST_HOME", str(tmp_path / "home"))
    return Home(tmp_path / "home")


@pytest.fixture
def maya(home) -> Home:
    """Maya, in California, with a listing at Harbor People."""
    done = unlist("init", "--residence", "US-CA", typed=f"{NAME}\n{ADDRESS}\n")
    assert done.code == 0, done.err
    added = unlist(
        "subject", "add-identifier", "profile_url", "--seen-at", "harbor-people",
        typed="https://harbor-people.example/p/maya-1\n",
    )  # fmt: skip
    assert added.code == 0, added.err
    return home


@pytest.fixture
def asked(maya) -> str:
    """Maya's letter to Harbor People, handed over; its reference."""
    done = unlist("--json", "--yes", "send", "harbor-people")
    assert done.code == 0, done.err
    (letter,) = done.json["handed_over"]
    return str(letter["reference"])


@pytest.fixture
def sent(asked) -> str:
    """The same letter, sent today."""
    day = clock.today("America/Los_Angeles").isoformat()
    assert unlist("request", "event", asked, "sent", "--on", day).code == 0
    return asked


@pytest.fixture
def waiting(sent, tmp_path) -> str:
    """A message that says that the data is gone and waits; the end of its id."""
    assert unlist("inbox", "import", str(answer(sent, GONE, tmp_path / "gone.eml"))).code == 0
    (item,) = unlist("--json", "inbox", "review").json["pending"]
    return str(item["message"][-12:])


@pytest.fixture
def other(sent) -> str:
    """A second request of Maya's, at another broker; its reference."""
    done = unlist("--json", "--yes", "send", "quay-faces")
    (letter,) = done.json["handed_over"]
    assert unlist("request", "sent", letter["reference"]).code == 0
    return str(letter["reference"])


@pytest.fixture
def household(sent, tmp_path) -> tuple[str, str, str]:
    """Maya and Theo asked the same broker; a mail that names neither waits. Both references, and its id's end."""
    added = unlist("subject", "add", "theo", "--residence", "US-CA", typed="Theo Lindqvist\ntheo@example.org\n")
    assert added.code == 0, added.err
    done = unlist("--json", "--yes", "--subject", "theo", "send", "harbor-people")
    (letter,) = done.json["handed_over"]
    assert unlist("--subject", "theo", "request", "sent", letter["reference"]).code == 0
    path = tmp_path / "whose.eml"
    path.write_bytes(
        f"From: privacy@harbor-people.example\r\nTo: family@example.org\r\nSubject: Done\r\n"
        f"Message-ID: <whose@harbor-people.example>\r\n\r\nDear Theo Lindqvist,\r\n\r\n{GONE}\r\n".encode()
    )
    taken = unlist("--json", "inbox", "import", str(path)).json
    assert (len(taken["unassigned"]), taken["foreign"]) == (1, 0)
    (item,) = unlist("--json", "inbox", "review").json["pending"]
    return sent, str(letter["reference"]), str(item["message"][-12:])
