"""What `--json` gives is what docs/json describes: every field of every document, got by running the commands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from invented import add_brokers
from program import unlist

from unlist import config

PAGE = Path(__file__).parents[2] / "docs" / "json" / "README.md"
if not PAGE.exists():
    pytest.skip("the documents lie in the checkout only", allow_module_level=True)

OPEN = {"declared", "payload", "record", "settings", "counts", "broker", "rules", "laws", "law", "wrong"}
"""Fields whose inside is not a fixed set of names, or is described elsewhere."""


@pytest.fixture
def home(tmp_path, monkeypatch):
    add_brokers()
    monkeypatch.setenv("UNLIST_HOME", str(tmp_path / "home"))
    folder = (tmp_path / "Unlist").as_posix()
    (config.config_dir() / "config.toml").write_text(f'hand_off_dir = "{folder}"\n', encoding="utf-8")
    return tmp_path


def names(value, found=None):
    """Return every name of a field in a document."""
    found = set() if found is None else found
    if isinstance(value, dict):
        for key, inner in value.items():
            found.add(key)
            if key not in OPEN:
                names(inner, found)
    for inner in value if isinstance(value, list) else ():
        names(inner, found)
    return found


def section(*words):
    """Return the part of the page whose heading names a command."""
    parts = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    want = " ".join(words)
    for part in parts:
        title = part.partition("\n")[0]
        group = title.split()[1] if len(title.split()) > 1 else ""
        spelled = {"unlist"} if title == "unlist" else set()
        for piece in title.removeprefix("unlist ").split(" · "):
            spelled |= {f"unlist {piece}", f"unlist {group} {piece}"}
        if want in spelled:
            return part
    raise AssertionError(f"no section for {want}")


def described(*words, typed="", named=()):
    done = unlist("--json", *words, typed=typed)
    assert done.code in {0, 3}, done.err
    documents = [json.loads(line) for line in done.out.splitlines()] if "classify" in words else [done.json]
    part = section("unlist", *(named or words[:2]))
    missing = {name for document in documents for name in names(document) - {"schema"} if f"`{name}`" not in part}
    assert missing == set(), f"{' '.join(words)}: not described: {sorted(missing)}"
    return documents[0]


def test_every_field_is_described(home):
    described("init", "--residence", "US-CA", typed="Maya Okonjo\nmaya@example.org\n", named=("init",))
    unlist("subject", "add-identifier", "phone", "--seen-at", "harbor-people", typed="+1 555 0100\n")
    unlist("subject", "add-identifier", "dob", "--seen-at", "harbor-people", typed="1990-01-01\n")
    described("subject", "list")
    described("plan", "harbor-people", "quay-faces", "nordlicht-auskunft", named=("plan",))
    described("send", "harbor-people", "--dry-run", named=("send",))
    sent = described("--yes", "send", "harbor-people", named=("send",))
    reference = sent["handed_over"][0]["reference"]
    described("request", "event", reference, "sent")
    described("subject", "show")
    mail = home / "a.eml"
    mail.write_bytes(
        f"From: privacy@harbor-people.example\r\nSubject: {reference}\r\nMessage-ID: <1@h.example>\r\n\r\n"
        "We have deleted your personal data from our systems.\r\n".encode()
    )
    described("inbox", "classify", str(mail), str(mail), "--explain")
    described("inbox", "import", str(mail))
    described("inbox", "review", "--list")
    described("request", "list")
    described("request", "show", reference)
    described("request", "why", reference)
    described("request", "verify")
    described("remind", named=("remind",))
    described("run", named=("run",))
    described_alone()
    described("letter", "harbor-people", "--sample", "US-CA", named=("letter",))
    described("mandate", "show")
    described("config", named=("config",))
    described("law", "list")
    described("law", "show", "gdpr")
    described(
        "law", "deadline", "--law", "gdpr", "--right", "access", "--received", "2026-11-24", "--jurisdiction", "DE"
    )
    described("broker", "list")
    described("broker", "show", "spokeo")
    described("broker", "search", "spokeo")
    described("broker", "check")
    described("demo", "--out", str(home / "demo"), named=("demo",))


def described_alone():
    done = unlist("--json")
    part = section("unlist")
    assert {name for name in names(done.json) - {"schema"} if f"`{name}`" not in part} == set()
