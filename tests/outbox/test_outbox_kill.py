"""A sender that is killed at any moment doubles no letter and loses none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "fuzz"))

from killing import campaign


@pytest.mark.parametrize("senders", [1, 2])
def test_killed_senders_double_nothing_and_lose_nothing(tmp_path, senders):
    report = campaign(tmp_path, letters=30, kills=4, seed=senders, senders=senders)
    assert report.kills >= 1
    assert (report.twice, report.lost, report.unsettled) == (0, 0, 0)
    assert report.uncertain <= report.kills
    assert report.letters - report.uncertain <= report.arrived <= report.letters
