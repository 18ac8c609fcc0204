"""A home in which letters left, and mail that answers them."""

from __future__ import annotations

import pytest
from invented import AT, add_brokers, make_store

from unlist.channels.file import FileChannel
from unlist.home import Home
from unlist.outbox.leave import leave
from unlist.outbox.plan import make_plan
from unlist.outbox.queue import queue
from unlist.registry.load import broker
from unlist.tracker.model import EventKind


@pytest.fixture
def store(tmp_path):
    add_brokers()
    with make_store(Home(tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def letter(store, tmp_path):
    """Return a function that writes a letter and lets it leave on 24 November 2026; `sent`: the person says so."""

    def write(handle="maya", slug="harbor-people", sent=True, **more):
        made = make_plan(store, store.subject(handle), [broker(slug)], on=AT.date(), named=True, **more)
        request = queue(
            store, store.subject(handle), made.items[0], at=AT, confirmed=frozenset({"residence", "my_face"})
        )
        leave(store, request, FileChannel(tmp_path / "letters"), at=AT)
        if sent:
            store.append(
                request.id,
                EventKind.SENT,
                expected_seq=store.last_seq(request.id),
                occurred_at=AT,
                actor="person",
                payload={"on": "2026-11-24"},
            )
        return request

    return write
