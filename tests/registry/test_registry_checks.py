"""Each check finds what it is for, at the line where it stands, and nothing in a good registry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from unlist.errors import BadInput
from unlist.registry.checks import ALL_CHECKS, baseline_slugs, check_files, check_folder
from unlist.registry.mailbox_check import person_shaped

TODAY = date(2026, 11, 23)
EMAIL = 'value = "privacy@harbor-faces.test"'
FORM = 'value = "https://harbor-faces.test/privacy/request"'


def found(folder: Path, today: date = TODAY) -> list[tuple[str, str, int]]:
    return [(finding.check, finding.path.stem, finding.line) for finding in check_folder(folder, today=today)]


def edit(folder: Path, slug: str, old: str, new: str) -> None:
    path = folder / f"{slug}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_a_good_registry_has_no_findings(folder: Path) -> None:
    assert found(folder) == []


CASES = [
    # check, line, old, new: all in harbor-faces
    ("schema", 14, "harm = 5", 'harm = "very"'),
    ("schema", 3, 'role = "face_search"', 'role = "spy"'),
    ("schema", 21, 'id = "privacy-email"\n', ""),
    ("schema", 31, "checked_on = 2026-06-02", "checked_on = 2026-06-31"),
    ("route", 1, 'legal_name = "Harbor Faces, Inc."', 'legal_name = "Harbor Faces, Inc."\nstatus = "no_route"'),
    ("filled", 1, 'name = "Harbor Faces"', 'name = " "'),
    ("filled", 8, 'categories = ["face_recognition"]', "categories = []"),
    ("text", 1, 'name = "Harbor Faces"', 'name = "Harbor\\u202eFaces"'),
    ("text", 1, 'name = "Harbor Faces"', 'name = "Harbor\\nFaces"'),
    ("text", 47, "Changed its address twice.", "x" * 2001),
    ("codes", 4, 'country = "US"', 'country = "USA"'),
    ("codes", 10, 'languages = ["en"]', 'languages = ["English"]'),
    ("codes", 11, "America/New_York", "America/Gotham"),
    ("codes", 8, "face_recognition", "Face recognition"),
    ("domain-syntax", 6, '["harbor-faces.test"]', '["harbor-faces.test", "https://harbor.test/"]'),
    ("domain-syntax", 6, '["harbor-faces.test"]', '["harbor-faces.test", "10.0.0.1"]'),
    ("address-syntax", 24, EMAIL, 'value = "privacy at harbor-faces.test"'),
    ("address-syntax", 24, EMAIL, 'value = "privacy@harbor-faces.test\\nBcc: all@harbor-faces.test"'),
    ("address-syntax", 24, EMAIL, 'value = "Privacy <privacy@harbor-faces.test>"'),
    ("address-syntax", 24, EMAIL, 'value = "a@harbor-faces.test,b@harbor-faces.test"'),
    ("address-syntax", 37, FORM, 'value = "javascript:alert(document.cookie)"'),
    ("address-syntax", 37, FORM, 'value = "https://user:word@harbor-faces.test/form"'),
    ("address-syntax", 37, FORM, 'value = "https://127.0.0.1/form"'),
    ("address-syntax", 37, FORM, 'value = "https://harbor-faces.test/a form"'),
    ("address-syntax", 22, 'id = "privacy-email"', 'id = "../../etc/passwd"'),
    ("url-syntax", 12, 'effect = "suppression"', 'lookup = "ftp://harbor-faces.test/{full_name}"'),
    ("url-syntax", 32, "https://register.test/2026/", "data:text/html,x"),
    ("lookup", 12, 'effect = "suppression"', 'lookup = "https://stranger.test/search?q={full_name}"'),
    ("lookup", 12, 'effect = "suppression"', 'lookup = "https://harbor-faces.test{city}.stranger.test/"'),
    ("lookup", 12, 'effect = "suppression"', 'lookup = "https://www.harbor-faces.test/"'),
    ("placeholder", 2, "Harbor Faces, Inc.", "TODO"),
    ("placeholder", 2, "Harbor Faces, Inc.", "N/A"),
    ("placeholder", 6, '["harbor-faces.test"]', '["harbor-faces.test", "example.com"]'),
    ("form-link", 37, FORM, 'value = "https://harbor-faces.test/"'),
    ("form-link", 37, FORM, 'value = "https://www.facequay.test"'),
    ("form-link", 37, FORM, 'value = "https://stranger.test/"'),
    ("form-link", 37, "privacy/request", "privacy/request?utm_source=list&id=7"),
    ("form-https", 37, FORM, 'value = "http://harbor-faces.test/privacy/request"'),
    ("email-domain", 24, EMAIL, 'value = "privacy@stranger.test"'),
    ("email-domain", 24, EMAIL, 'value = "privacy@notharbor-faces.test"'),
    ("evidence", 32, 'url = "https://register.test/2026/", ', ""),
    ("evidence", 32, 'url = "https://register.test/2026/"', 'source = "a friend"'),
    ("evidence", 32, 'says = "e-mail filed for 2026"', "agree = 4, of = 3"),
    ("dates", 31, "checked_on = 2026-06-02", "checked_on = 2026-11-25"),
    ("dates", 31, "checked_on = 2026-06-02", "checked_on = 2026-06-01"),
    ("dates", 46, "on = 2026-06-02\ntext", "on = 2027-06-02\ntext"),
    ("age", 31, "checked_on = 2026-06-02", "checked_on = 2025-11-22"),
    ("covers", 38, 'covers = ["facequay.test"]', 'covers = ["elsewhere.test"]'),
    ("covers", 38, 'covers = ["facequay.test"]', "covers = []"),
    ("channels", 35, 'id = "form"', 'id = "privacy-email"'),
    ("person-mailbox", 24, "privacy@", "jane.fictional@"),
    ("format", 5, 'country = "US"\nserves = ["US", "EU", "GB"]', 'serves = ["US"]\ncountry = "US"'),
    ("format", 1, 'name = "Harbor Faces"\n', 'name = "Harbor Faces"\r\n'),
    ("format", 1, "difficulty = 3\n", "difficulty = 3  \n"),
]


@pytest.mark.parametrize(("check", "line", "old", "new"), CASES)
def test_a_fault_is_found_where_it_stands(folder: Path, check: str, line: int, old: str, new: str) -> None:
    edit(folder, "harbor-faces", old, new)
    if check == "age":
        edit(folder, "harbor-faces", "seen_on = 2026-06-02", "seen_on = 2025-11-22")
    findings = found(folder)
    assert (check, "harbor-faces", line) in findings or (check == "route" and ("route", "harbor-faces", 3) in findings)
    # Nothing else is wrong with the record: a fault gives its own finding and no shower of others.
    others = {name for name, slug, _ in findings if slug == "harbor-faces" and name != check}
    assert others <= {"format", "email-domain", "text", "address-syntax", "filled"}


def test_a_search_site_names_its_own_search_page_and_the_fields_there_are(folder: Path) -> None:
    edit(folder, "harbor-faces", 'role = "face_search"', 'role = "people_search"')
    edit(folder, "harbor-faces", 'effect = "suppression"', 'lookup = "https://www.facequay.test/?q={full_name}"')
    assert found(folder) == []
    edit(folder, "harbor-faces", "{full_name}", "{__class__}")
    assert found(folder) == [("lookup", "harbor-faces", 12)]


def test_a_host_of_its_own_may_be_the_form(folder: Path) -> None:
    edit(folder, "harbor-faces", FORM, 'value = "https://optout.harbor-faces.test/"')
    assert found(folder) == []


@pytest.mark.parametrize("filler", ["-", "?", "x", "TODO ", "your "])
def test_a_value_of_any_length_costs_one_look(folder: Path, filler: str) -> None:
    # Matched against the pattern of placeholders, these would take the cube of their length: days.
    edit(folder, "harbor-faces", "Harbor Faces, Inc.", filler * 20_000 + "!a")
    assert [name for name, slug, _ in found(folder) if slug == "harbor-faces"] == ["text"]


def test_an_active_record_without_a_channel_has_no_route(folder: Path, records: dict[str, str]) -> None:
    text = records["old-quay"].replace('status = "acquired"\nredirect_to = "harbor-faces"\n', "")
    (folder / "old-quay.toml").write_text(text, encoding="utf-8")
    assert found(folder) == [("route", "old-quay", 1)]


def test_a_third_party_mailbox_is_fine_once_it_is_marked(folder: Path) -> None:
    edit(folder, "harbor-faces", EMAIL, 'value = "privacy@eu.desk.test"')
    assert found(folder) == []


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [
        ("unique-domain", 'domains = ["cormorant.test"]', 'domains = ["cormorant.test", "facequay.test"]'),
        ("unique-name", "Cormorant Listen GmbH", "HARBOR FACES INC"),
        ("unique-email", "datenschutz@cormorant.test", "Privacy@harbor-faces.test"),
    ],
)
def test_two_controllers_share_nothing_unless_they_are_one_family(folder: Path, check: str, old: str, new: str) -> None:
    edit(folder, "cormorant-lists", old, new.lower() if check == "unique-email" else new)
    assert {slug for name, slug, _ in found(folder) if name == check} == {"cormorant-lists", "harbor-faces"}
    for slug, key in (("cormorant-lists", 'categories = ["marketing"]'), ("harbor-faces", 'languages = ["en"]')):
        edit(folder, slug, key, f'{key}\ngroup = "quay-family"')
    assert check not in {name for name, _, _ in found(folder)}


def test_a_stub_may_keep_the_name_and_domain_that_its_successor_took_over(folder: Path) -> None:
    edit(folder, "old-quay", "oldquay.test", "facequay.test")
    assert found(folder) == []


@pytest.mark.parametrize("target", ["old-quay", "nobody", "../../etc/passwd"])
def test_a_redirect_must_lead_somewhere(folder: Path, target: str) -> None:
    edit(folder, "old-quay", 'redirect_to = "harbor-faces"', f'redirect_to = "{target}"')
    assert found(folder) == [("redirects", "old-quay", 4)]


def test_a_redirect_takes_one_step(folder: Path, records: dict[str, str]) -> None:
    (folder / "older-quay.toml").write_text(
        records["old-quay"]
        .replace("harbor-faces", "old-quay")
        .replace("Old Quay", "Older Quay")
        .replace("oldq", "olderq"),
        encoding="utf-8",
    )
    assert found(folder) == [("redirects", "older-quay", 4)]


def test_a_dead_address_is_not_offered_elsewhere(folder: Path) -> None:
    group = 'group = "quay-family"'
    edit(folder, "cormorant-lists", 'categories = ["marketing"]', f'categories = ["marketing"]\n{group}')
    edit(folder, "harbor-faces", 'languages = ["en"]', f'{group}\nlanguages = ["en"]')
    edit(folder, "cormorant-lists", "datenschutz@cormorant.test", "privacy@harbor-faces.test")
    edit(folder, "cormorant-lists", "covers", 'state = "bounces"\ncovers')
    assert ("known-dead", "harbor-faces", 25) in found(folder)


def test_a_slug_that_was_there_must_stay(folder: Path) -> None:
    findings = check_folder(folder, today=TODAY, baseline=["harbor-faces", "gone-data"])
    assert [(finding.check, finding.path.name) for finding in findings] == [("never-shrinks", "gone-data.toml")]


def test_a_baseline_is_a_list_or_an_earlier_index(tmp_path: Path) -> None:
    path = tmp_path / "slugs"
    path.write_text("acme-data\nharbor-faces\n")
    assert baseline_slugs(path) == {"acme-data", "harbor-faces"}
    path.write_text('{"brokers": {"acme-data": {}}}')
    assert baseline_slugs(path) == {"acme-data"}
    for wrong in ("../x", '{"brokers": 3}', "{", '{"brokers": ["A b"]}'):
        path.write_text(wrong)
        with pytest.raises(BadInput):
            baseline_slugs(path)


def test_a_single_file_is_held_against_the_others(folder: Path, tmp_path: Path, records: dict[str, str]) -> None:
    path = tmp_path / "new-lists.toml"
    path.write_text(records["cormorant-lists"], encoding="utf-8")
    checks = [finding.check for finding in check_files([path], against=folder, today=TODAY)]
    assert checks == ["unique-name", "unique-domain", "unique-email"]
    assert {finding.path for finding in check_files([path], against=folder, today=TODAY)} == {path}


def test_every_fault_of_a_record_is_told_at_once(folder: Path) -> None:
    edit(folder, "harbor-faces", "harm = 5", "harm = 9")
    edit(folder, "harbor-faces", 'kind = "form"', 'kind = "fax"')
    assert found(folder)[:2] == [("schema", "harbor-faces", 14), ("schema", "harbor-faces", 36)]


def test_each_check_has_an_id_of_its_own_a_sentence_and_a_fix() -> None:
    assert len({check.id for check in ALL_CHECKS}) == len(ALL_CHECKS)
    assert all(check.sentence.endswith(".") and check.fix for check in ALL_CHECKS)
    untested = {check.id for check in ALL_CHECKS} - {case[0] for case in CASES}
    assert untested == {"unique-domain", "unique-name", "unique-email", "redirects", "known-dead", "never-shrinks"}


@pytest.mark.parametrize("local", ["jane.doe", "j.doe", "doe.j", "maria", "john_smith", "anne-marie", "Jane.Doe+ccpa"])
def test_mailboxes_of_persons_are_recognized(local: str) -> None:
    assert person_shaped(f"{local}@acme.test")


@pytest.mark.parametrize(
    "local",
    ["privacy", "legal.requests", "datenschutz.de", "us.privacy", "opt-out", "data.protection", "dpo", "ccpa_requests",
     "customer.care", "privacy.officer", "uk.dpo", "priorityoptout", "do-not-sell", "dirprivacy", "info"],
)  # fmt: skip
def test_mailboxes_of_functions_are_not(local: str) -> None:
    assert not person_shaped(f"{local}@acme.test")
