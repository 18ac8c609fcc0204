"""A home with an invented person in it, and requests to open there."""

from __future__ import annotations

import pytest
from reminder_home import AT, Requests, person

from unlist import clock
from unlist.home import Home
from unlist.store import create_store


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def store(home):
    clock.set_now(AT)
    with create_store(home, zone="Europe/Berlin", simulated=True, throw_away=True) as opened:
        opened.add_subject(person("lena"))
        yield opened


@pytest.fixture
def requests(store):
    return Requests(store)
