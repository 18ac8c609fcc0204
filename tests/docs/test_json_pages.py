"""What `--json` gives is what docs/json says: each field with the kind of its value, both ways, by running commands."""

from __future__ import annotations

import json
import re

import pytest
from checkout import text
from command_pages import commands, program
from invented import add_brokers
from json_journey import Journey
from json_pages import described, held, is_a
from program import unlist

from unlist import clock, config

PAGES = described()
EVERY = {" ".join(path) for path, _ in commands(program())}


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """Every document of one journey, by command, in a world of its own."""
    folder = tmp_path_factory.mktemp("json")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("UNLIST_CONFIG_DIR", "UNLIST_CACHE_DIR", "UNLIST_HOME"):
            patch.setenv(name, str(folder / name.lower()))
        patch.setenv("UNLIST_KEY", "file")
        add_brokers()
        hand_off = (folder / "Unlist").as_posix()
        settings = config.config_dir() / "config.toml"
        settings.write_text(f'zone = "UTC"\nhand_off_dir = "{hand_off}"\n', encoding="utf-8")
        journey = Journey(folder, set(PAGES))
        try:
            journey.live()
        finally:
            clock.set_now(None)
    return journey.documents


@pytest.mark.parametrize("command", PAGES)
def test_fields_are_those_that_the_page_lists(documents, command):
    fields = PAGES[command]
    found = [field for document in documents[command] for field in held(document, fields)]
    assert {path for path, _ in found} == set(fields)
    wrong = {path: value for path, value in found if not is_a(fields[path], value)}
    assert wrong == {}, {path: fields[path] for path in wrong}


def test_every_command_is_described_or_named_as_one_that_gives_no_document():
    silent = set(re.findall(r"`(unlist [a-z -]+)`", text("docs/json/README.md").partition("only change something")[2]))
    silent = {name for name in silent if name in EVERY} - {"unlist inbox review", "unlist request verify"}
    assert set(PAGES) - {"unlist"} | silent == EVERY
    assert set(PAGES) & silent == set()


def test_an_error_is_the_last_line_of_standard_error(tmp_path):
    fields = dict(re.findall(r"^\| `(error[^`]*)` \| (\w+) \|", text("docs/json/README.md"), re.MULTILINE))
    done = unlist("--json", "--home", str(tmp_path / "none"), "request", "list")
    assert done.code == 6
    assert done.out == ""
    document = json.loads(done.err.splitlines()[-1])
    assert document.pop("schema") == 1
    found = dict(held(document, fields))
    assert set(found) == set(fields)
    assert all(is_a(fields[path], value) for path, value in found.items())
    assert found["error.exit_code"] == done.code
