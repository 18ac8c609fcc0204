"""A home of one person, made by the commands that a person would type."""

from __future__ import annotations

import pytest
from invented import add_brokers
from program import unlist

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
