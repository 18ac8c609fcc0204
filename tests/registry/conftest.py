"""A small registry of invented companies. Their domains end in .test, which nobody can own (RFC 6761)."""

from __future__ import annotations

from pathlib import Path

import pytest

from unlist.registry import index

FACES = """\
name = "Harbor Faces"
legal_name = "Harbor Faces, Inc."
role = "face_search"
country = "US"
serves = ["US", "EU", "GB"]
domains = ["harbor-faces.test"]
reply_domains = ["desk.test"]
categories = ["face_recognition"]
holds = ["face_photo", "biometric_template"]
languages = ["en"]
time_zone = "America/New_York"
effect = "suppression"
behaviors = ["requires_photo"]
harm = 5
difficulty = 3

[[brands]]
name = "Face Quay"
domain = "facequay.test"

[[channels]]
id = "privacy-email"
kind = "email"
value = "privacy@harbor-faces.test"
laws = ["gdpr", "bipa"]
rights = ["deletion", "demand"]
covers = "all"
order = 1
needs = ["full_name", "face_photo"]
basis = "official_filing"
checked_on = 2026-06-02
evidence = [{ url = "https://register.test/2026/", seen_on = 2026-06-02, says = "e-mail filed for 2026" }]

[[channels]]
id = "form"
kind = "form"
value = "https://harbor-faces.test/privacy/request"
covers = ["facequay.test"]
order = 2
terms = ["arbitration"]
basis = "own_policy"
checked_on = 2026-06-02
evidence = [{ url = "https://harbor-faces.test/privacy", seen_on = 2026-06-02 }]

[[notes]]
on = 2026-06-02
text = "Changed its address twice."
"""

LISTS = """\
name = "Cormorant Lists"
legal_name = "Cormorant Listen GmbH"
role = "data_broker"
country = "DE"
domains = ["cormorant.test"]
categories = ["marketing"]

[[channels]]
id = "privacy-email"
kind = "email"
value = "datenschutz@cormorant.test"
laws = ["gdpr"]
covers = "all"
basis = "community_list"
checked_on = 2026-10-31
evidence = [{ source = "public lists", seen_on = 2026-10-31, agree = 3, of = 5 }]
"""

STUB = """\
name = "Old Quay"
legal_name = "Old Quay LLC"
status = "acquired"
redirect_to = "harbor-faces"
role = "face_search"
domains = ["oldquay.test"]
categories = ["face_recognition"]
"""


@pytest.fixture
def records() -> dict[str, str]:
    """The text of each record, by slug."""
    return {"harbor-faces": FACES, "cormorant-lists": LISTS, "old-quay": STUB}


@pytest.fixture
def folder(tmp_path: Path, records: dict[str, str]) -> Path:
    """A folder with those records."""
    directory = tmp_path / "shipped"
    directory.mkdir()
    for slug, text in records.items():
        (directory / f"{slug}.toml").write_text(text, encoding="utf-8")
    return directory


@pytest.fixture
def personal(tmp_path: Path) -> Path:
    """The person's own folder of records, empty."""
    directory = tmp_path / "config" / "brokers"
    directory.mkdir(parents=True)
    return directory


@pytest.fixture
def shipped(folder: Path, personal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder stands for the shipped records; configuration and cache lie in a place of their own."""
    monkeypatch.setattr(index, "shipped_directory", lambda: folder)
    monkeypatch.setenv("UNLIST_CONFIG_DIR", str(personal.parent))
    monkeypatch.setenv("UNLIST_CACHE_DIR", str(tmp_path / "cache"))
    return folder
