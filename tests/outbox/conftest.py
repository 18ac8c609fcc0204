"""A home with invented people, and invented brokers to write to."""

from __future__ import annotations

import pytest
from invented import add_brokers, make_store

from unlist.channels.file import FileChannel
from unlist.home import Home


@pytest.fixture
def store(tmp_path):
    add_brokers()
    with make_store(Home(tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def way(tmp_path):
    return FileChannel(tmp_path / "letters")
