"""`unlist broker` as a process, started by its entry point."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import tomllib
from pathlib import Path
from typing import Any

import pytest

RUN = """
import json, sys
from importlib.metadata import entry_points
(script,) = entry_points(group="console_scripts", name="unlist")
sys.argv[0] = "unlist"
try:
    script.load()()
finally:
    heavy = {"pydantic", "sqlmodel", "sqlalchemy", "httpx", "jinja2", "rich"} & set(sys.modules)
    sys.stderr.write("\\nLOADED " + json.dumps(sorted(heavy)))
"""
NOTHING: list[str] = []


class Ran:
    """What a run of the program left."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        self.code, self.out = done.returncode, done.stdout
        self.err, _, loaded = done.stderr.rpartition("\nLOADED ")
        self.loaded: list[str] = json.loads(loaded)

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def environment(personal: Path, tmp_path: Path) -> dict[str, str]:
    """A configuration and a cache of its own."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path / "nobody"),
        "UNLIST_CONFIG_DIR": str(personal.parent),
        "UNLIST_CACHE_DIR": str(tmp_path / "cache"),
        "UNLIST_HOME": str(tmp_path / "home"),
        "PYTHONUTF8": "1",
    }


@pytest.fixture
def run(environment: dict[str, str]):
    """Run `unlist` with these arguments, away from any terminal."""

    def go(*arguments: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-c", RUN, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
        )
        assert "Traceback" not in done.stderr
        return Ran(done)

    return go


def on_terminal(environment: dict[str, str], columns: int, *arguments: str) -> tuple[str, list[str]]:
    """Run `unlist` on a terminal of this width: what it drew, and what it loaded."""
    mine, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    command = [sys.executable, "-c", RUN, "--no-color", *arguments]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=its,
        stderr=subprocess.PIPE,
        cwd="/",
        env=environment | {"TERM": "xterm"},
    )
    os.close(its)
    drawn = b""
    try:
        while part := os.read(mine, 65536):
            drawn += part
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(mine)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    return re.sub(r"\x1b\[[0-9;]*m|\r", "", drawn.decode()), json.loads(said.decode().rpartition("\nLOADED ")[2])


@pytest.fixture
def own(personal: Path, records: dict[str, str]) -> Path:
    """Records of the person's own, so that these tests rest on no shipped one."""
    for slug, text in records.items():
        (personal / f"{slug}.toml").write_text(text, encoding="utf-8")
    return personal


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["broker", "--help"], ["broker", "list"], ["broker", "list", "--json"]]
)
def test_everyday_commands_load_nothing_heavy_even_with_an_empty_cache(run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.loaded) == (0, NOTHING)
    assert ran.out


def test_show_and_search_of_shipped_records_load_nothing_heavy(run) -> None:
    shown = run("broker", "show", "clearview-ai")
    assert (shown.code, shown.loaded) == (0, NOTHING)
    assert "(clearview-ai)" in shown.out
    found = run("broker", "search", "clerview")
    assert (found.code, found.loaded) == (0, NOTHING)
    assert "clearview-ai" in found.out


def test_ones_own_records_are_validated_once_and_then_load_nothing_heavy(run, own: Path) -> None:
    assert "pydantic" in run("broker", "show", "harbor-faces").loaded
    assert run("broker", "show", "harbor-faces").loaded == NOTHING


def test_on_a_terminal_of_80_columns_every_slug_can_be_read_and_copied(run, environment: dict[str, str]) -> None:
    drawn, loaded = on_terminal(environment, 80, "broker", "list")
    assert loaded == ["rich"]
    assert max(len(line) for line in drawn.splitlines()) <= 80
    assert "…" not in drawn
    words = set(drawn.split())
    for broker in run("broker", "list", "--json").json["brokers"]:
        assert broker["slug"] in words
    assert drawn.index("Face search engines") < drawn.index("People-search sites") < drawn.index("Data brokers")


def test_show_draws_no_table_and_so_loads_no_rich_on_a_terminal(environment: dict[str, str]) -> None:
    drawn, loaded = on_terminal(environment, 80, "broker", "show", "clearview-ai")
    assert loaded == NOTHING
    assert max(len(line) for line in drawn.splitlines()) <= 80


def test_show_ends_with_a_letter_that_there_is(run, own: Path) -> None:
    assert run("broker", "show", "cormorant-lists").err.strip().endswith("unlist letter cormorant-lists --sample DE")
    assert run("broker", "show", "harbor-faces").err.strip().endswith("unlist letter harbor-faces --sample US-CA")
    assert "unlist letter" not in run("broker", "show", "meta").err


def test_show_follows_a_takeover_and_says_so(run, own: Path) -> None:
    ran = run("broker", "show", "old-quay")
    assert ran.out.startswith("Harbor Faces (harbor-faces)\n")
    assert "old-quay now belongs to Harbor Faces." in ran.err
    document = run("broker", "show", "old-quay", "--json").json
    assert (document["schema"], document["broker"]["slug"], document["redirected_from"]) == (
        1,
        "harbor-faces",
        "old-quay",
    )


def test_an_unknown_slug_is_one_line_with_the_nearest_and_exit_6(run, own: Path) -> None:
    ran = run("broker", "show", "harborfaces")
    assert (ran.code, ran.out) == (6, "")
    assert ran.err.strip().count("\n") == 0
    assert "Did you mean harbor-faces" in ran.err
    error = json.loads(run("--json", "broker", "show", "harborfaces").err)
    assert error["error"]["exit_code"] == 6


def test_the_list_is_narrowed_by_role_category_law_and_country(run, own: Path) -> None:
    def slugs(*options: str) -> set[str]:
        return {
            broker["slug"] for broker in run("broker", "list", "--json", *options).json["brokers"] if broker["personal"]
        }

    assert slugs() == {"harbor-faces", "cormorant-lists", "old-quay"}
    assert slugs("--role", "data_broker") == {"cormorant-lists"}
    assert slugs("--category", "face_recognition") == {"harbor-faces", "old-quay"}
    assert slugs("--country", "de") == {"cormorant-lists"}
    # Harbor's form names no law, so it serves all of them; Cormorant's mailbox serves gdpr alone.
    assert slugs("--law", "ccpa") == {"harbor-faces"}
    assert slugs("--law", "gdpr") == {"harbor-faces", "cormorant-lists"}


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--role", "spy", "There are: consumer_reporting_agency"),
        ("--law", "gpdr", "There are: "),
        ("--category", "spies", "There are: "),
        ("--country", "USA", "two letters"),
    ],
)
def test_a_filter_that_does_not_exist_is_refused_with_what_there_is(
    run, own: Path, option: str, value: str, said: str
) -> None:
    ran = run("broker", "list", option, value)
    assert ran.code == 2
    assert said in ran.err


def test_search_forgives_spelling_and_gives_json(run, own: Path) -> None:
    hits = run("broker", "search", "facekuay", "--json").json["hits"]
    assert (hits[0]["slug"], hits[0]["matched"]) == ("harbor-faces", "Face Quay")
    assert run("broker", "search", "!!!").code == 2
    nothing = run("broker", "search", "qqqqqqqqq")
    assert (nothing.code, nothing.out) == (0, "")


def test_a_bad_file_of_ones_own_is_one_line_with_file_line_and_key(run, own: Path) -> None:
    path = own / "mine.toml"
    path.write_text('name = "Mine"\nlegal_name = "Mine"\nrole = "spy"\ndomains = ["mine.test"]\ncategories = ["x"]\n')
    for command in (["broker", "list"], ["broker", "show", "harbor-faces"], ["broker", "search", "mine"]):
        ran = run(*command)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"unlist: {path}, line 3: role: it must be one of data_broker")
        assert ran.err.strip().count("\n") == 0


def test_check_passes_a_good_folder_and_fails_a_bad_one(run, folder: Path) -> None:
    good = run("broker", "check", str(folder), "--as-of", "2026-11-23")
    assert (good.code, good.out) == (0, "")
    path = folder / "cormorant-lists.toml"
    path.write_text(path.read_text().replace("datenschutz@cormorant.test", "datenschutz@stranger.test"))
    bad = run("broker", "check", str(folder), "--as-of", "2026-11-23")
    assert bad.code == 1
    assert bad.out.startswith(f"{path}:11: error: email-domain: datenschutz@stranger.test is at none of")
    document = run("broker", "check", str(path), "--json", "--as-of", "2026-11-23")
    assert document.code == 1
    assert [row["check"] for row in document.json["findings"]] == ["email-domain"]
    assert run("broker", "check", str(folder / "nothing.toml")).code == 2


def test_a_shrinking_registry_fails(run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "slugs").write_text("cormorant-lists\ngone-data\n")
    ran = run("broker", "check", str(folder), "--baseline", str(tmp_path / "slugs"), "--as-of", "2026-11-23")
    assert ran.code == 1
    assert "never-shrinks: gone-data was in the registry" in ran.out


ADD = (
    "broker", "add", "--name", "Quill Data", "--legal-name", "Quill Data Ltd", "--domain", "quill.test", "--role",
    "data_broker", "--category", "marketing", "--evidence-url", "https://quill.test/privacy", "--seen-on", "2026-11-02",
)  # fmt: skip


def test_add_writes_a_record_that_can_be_shown_and_checked(run, personal: Path, tmp_path: Path) -> None:
    ran = run(*ADD, "--email", "privacy@quill.test", "--need", "full_name")
    path = personal / "quill-data.toml"
    assert (ran.code, ran.out) == (0, f"{path}\n")
    record = tomllib.loads(path.read_text())
    assert record["channels"][0]["value"] == "privacy@quill.test"
    assert record["channels"][0]["state"] == "unverified"
    assert record["channels"][0]["evidence"][0]["seen_on"].isoformat() == "2026-11-02"
    assert "1. E-mail: privacy@quill.test" in run("broker", "show", "quill-data").out
    assert run("broker", "check", str(path), "--as-of", "2026-11-23").out == ""
    for again in (["--email", "other@quill.test"], ["--email", "other@quill.test", "--slug", "quill-data"]):
        assert run(*ADD, *again).code == 7
    assert tomllib.loads(path.read_text()) == record


def test_add_records_whose_people_it_holds_or_says_what_is_lost(run, personal: Path) -> None:
    assert "only ask politely" in run(*ADD, "--email", "privacy@quill.test").err
    (personal / "quill-data.toml").unlink()
    ran = run(*ADD, "--email", "privacy@quill.test", "--serves", "eu", "--serves", "US")
    assert ran.code == 0
    assert "politely" not in ran.err
    assert tomllib.loads((personal / "quill-data.toml").read_text())["serves"] == ["EU", "US"]


def test_add_writes_where_it_is_told_and_gives_json(run, tmp_path: Path) -> None:
    document = run(*ADD, "--form", "https://quill.test/optout", "--out", str(tmp_path / "new"), "--json").json
    assert document == {"schema": 1, "slug": "quill-data", "path": str(tmp_path / "new" / "quill-data.toml")}
    assert tomllib.loads(Path(document["path"]).read_text())["channels"][0]["kind"] == "form"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--email", "privacy.quill.test"], "has no @"),
        (["--email", "privacy@quill.test\nBcc: all@quill.test"], "line break"),
        (["--form", "javascript:alert(1)"], "must begin with https://"),
        (["--email", "privacy@quill.test", "--slug", "../../etc/passwd"], "is not a slug"),
        (["--email", "privacy@quill.test", "--role", "spy"], "role: it must be one of"),
        (["--email", "privacy@quill.test", "--need", "shoe_size"], "it must be one of full_name"),
        (["--email", "privacy@quill.test", "--domain", "https://quill.test/x"], "is not a domain"),
        (["--email", "privacy@quill.test", "--country", "USA"], "is not a country code"),
        (["--email", "privacy@quill.test", "--serves", "Europe"], "is not a country code"),
        (["--email", "privacy@quill.test", "--seen-on", "yesterday"], "is not a date"),
        (["--email", "privacy@quill.test", "--basis", "rumor"], "basis: it must be one of"),
        ([], "Give --email or --form."),
    ],
)
def test_add_writes_nothing_that_could_not_be_used(run, personal: Path, options: list[str], said: str) -> None:
    ran = run(*ADD, *options)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.strip().count("\n") == 0
    assert list(personal.iterdir()) == []


def test_add_warns_of_a_company_that_is_already_there(run, own: Path, personal: Path, folder: Path) -> None:
    ran = run(*ADD, "--email", "jane.fictional@quill.test")
    assert ran.code == 0
    assert "Advice (person-mailbox)" in ran.err


def test_add_never_dates_a_record_by_another_day_than_today(run, personal: Path) -> None:
    ran = run(*ADD, "--email", "privacy@quill.test", "--as-of", "2026-01-01")
    assert (ran.code, list(personal.iterdir())) == (7, [])


def test_a_shipped_record_gives_way_only_to_one_that_names_it(run, own: Path) -> None:
    named = [*ADD, "--email", "privacy@quill.test"]
    named[3] = "Harbor Faces"
    ran = run(*named, "--out", str(own.parent / "elsewhere"))
    assert ran.code == 7
    assert "give --slug harbor-faces" in ran.err
    assert run(*named, "--out", str(own.parent / "elsewhere"), "--slug", "harbor-faces").code == 0
