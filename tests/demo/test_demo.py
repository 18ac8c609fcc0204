"""The whole journey, as a person sees it."""

from __future__ import annotations

import email
import mailbox
import re
from pathlib import Path

import pytest
from program import process, unlist

from unlist import reference
from unlist.testing.simulator import recipients_of


@pytest.fixture(scope="module")
def journey(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "out"
    world = tmp_path_factory.mktemp("demo-world")
    elsewhere = {"UNLIST_CONFIG_DIR": str(world / "config"), "UNLIST_CACHE_DIR": str(world / "cache")}
    done = process("--json", "demo", "--seed", "1", "--out", str(folder), **elsewhere)
    assert done.code == 0, done.err
    assert not (world / "config").exists()
    return folder, done


def test_it_shows_every_stage_of_a_request(journey):
    _, done = journey
    requests = done.json["requests"]
    assert {row["person"] for row in requests} == {"maya", "theo", "lena"}
    stands = " ".join(row["stands"] for row in requests)
    assert "late" in stands
    assert "followed up" in stands
    assert re.search(r"no match|denied|fulfilled|opted out", stands)
    counts = done.json["counts"]
    assert counts["letters"] >= 20
    assert counts["digests"] >= 3
    assert counts["follow-ups"] >= 1
    assert counts.get("answers misread", 0) == 0


def test_each_law_is_there(journey):
    _, done = journey
    laws = {(row["person"], row["law"]) for row in done.json["requests"]}
    assert {("maya", "ccpa"), ("theo", "none"), ("lena", "gdpr")} <= laws


def test_letters_are_real_and_carry_their_reference(journey):
    folder, _ = journey
    letters = sorted((folder / "letters").rglob("*.eml"))
    assert len(letters) >= 15
    for path in letters:
        message = email.message_from_bytes(path.read_bytes())
        assert reference.find(str(message["Subject"]))
        assert recipients_of(path.read_bytes())
        assert str(message["From"]).endswith("@example.org>")
        assert path.with_suffix(".html").exists()


def test_answers_digests_and_the_timeline_are_left_to_look_at(journey):
    folder, done = journey
    boxes = [mailbox.Maildir(path) for path in (folder / "mail").iterdir()]
    assert sum(len(box) for box in boxes) == done.json["counts"]["answers"]
    digests = list((folder / "digests").glob("*.eml"))
    assert len(digests) == done.json["counts"]["digests"]
    timeline = (folder / "timeline.txt").read_text(encoding="utf-8")
    assert max(map(len, timeline.splitlines())) <= 80
    assert timeline.count("UL-") >= len(done.json["requests"])


def test_the_home_it_leaves_can_be_asked_and_is_intact(journey):
    _, done = journey
    home = done.json["home"]
    assert unlist("--home", home, "request", "verify").out.endswith("0 with faults.\n")
    listed = unlist("--home", home, "--as-of", "2027-01-18", "--json", "request", "list", "--all").json["requests"]
    assert len(listed) == len(done.json["requests"])
    assert Path(home, "key").exists()


def test_the_seed_fixes_people_answers_and_references(journey, tmp_path):
    _, done = journey
    again = process("--json", "demo", "--seed", "1", "--out", str(tmp_path / "again"))
    assert again.json["requests"] == done.json["requests"]
    assert again.json["counts"] == done.json["counts"]


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "x").write_text("mine")
    done = unlist("demo", "--out", str(tmp_path))
    assert (done.code, "not an empty folder" in done.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
