"""Days begin and end in the person's zone."""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import unlist
from unlist import clock


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        ("2026-11-24T00:30:00+00:00", "America/Los_Angeles", "2026-11-23"),  # 16:30 the day before
        ("2026-11-24T23:30:00+00:00", "Europe/Berlin", "2026-11-25"),
        ("2026-03-29T01:30:00+00:00", "Europe/Berlin", "2026-03-29"),  # the hour that summer time leaves out
        ("2026-12-31T23:59:59+00:00", "Pacific/Kiritimati", "2027-01-01"),
        ("2026-11-24T12:00:00+00:00", "UTC", "2026-11-24"),
    ],
)
def test_the_day_of_an_instant(instant, zone, day):
    assert clock.day_of(datetime.fromisoformat(instant), zone) == date.fromisoformat(day)


def test_a_set_clock_runs_on():
    then = datetime(2027, 1, 1, 8, 0, tzinfo=UTC)
    clock.set_now(then)
    assert not clock.is_real()
    assert timedelta(0) <= clock.now() - then < timedelta(seconds=30)
    assert clock.today("UTC") == date(2027, 1, 1)
    clock.set_now(None)
    assert clock.is_real()


def test_nothing_else_reads_the_time():
    """Every call of now(), today(), utcnow() or time.time() outside clock.py is of our own clock."""
    found = []
    for path in Path(unlist.__file__).parent.rglob("*.py"):
        if path.name == "clock.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow", "time", "monotonic"}:
                owner = node.value
                if isinstance(owner, ast.Name) and owner.id in {"datetime", "date", "time"}:
                    found.append(f"{path.name}:{node.lineno}")
    assert found == []
