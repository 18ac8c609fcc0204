"""A home with an invented person in it."""

from __future__ import annotations

import pytest

from unlist.home import Home
from unlist.store import create_store
from unlist.store.facts import SubjectFacts


@pytest.fixture
def home(tmp_path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def store(home):
    with create_store(home, zone="Europe/Berlin", simulated=True) as opened:
        opened.add_subject(
            SubjectFacts(handle="lena", name="Lena Brückmann", reply_to="lena@example.org", residence="DE")
        )
        yield opened
