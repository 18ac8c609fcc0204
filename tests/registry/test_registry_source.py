"""Reading one file, whatever somebody put there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from unlist.errors import BadRecord
from unlist.registry.parse import parse_file
from unlist.registry.source import RECORD_BYTES, locate, read_record


def written(tmp_path: Path, content: str | bytes, name: str = "acme-data.toml") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_days_become_iso_text_and_the_slug_is_the_file_name(folder: Path) -> None:
    record = read_record(folder / "harbor-faces.toml").record
    assert record["slug"] == "harbor-faces"
    assert record["channels"][0]["evidence"][0]["seen_on"] == "2026-06-02"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('name = "Acme"\nlegal_name = \n', "line 2: Invalid value"),
        ('name = "Acme"\nrole = "data_broker"\nname = "Again"\n', "line 3: Cannot overwrite a value"),
        (b'name = "Acme"\nlegal_name = "caf\xe9"\n', "line 2: this is not UTF-8"),
        ("a = " + "[" * 5000, "nested too deeply"),
        ('name = "Acme"\n' + "a." * 50_000 + "a = 1\n", "line 2: it holds more than 200 dots"),
        ("[" + "a." * 199 + "a]\n", "nested too deeply"),
        ("a = { b = { c = { d = { e = { f = { g = 1 } } } } } }\n", "nested too deeply"),
        # More than 64 bits, and what JSON has no word for.
        ("harm = 0x1" + "0" * 16 + "\n", "impossible number"),
        ("harm = inf\n", "impossible number"),
        ("harm = nan\n", "impossible number"),
        ('name = "Acme"\nrole = "data_broker"\n', "line 1: legal_name: it is missing"),
        (
            'name = "A"\nlegal_name = "A"\nrole = "data_broker"\ndomains = "acme.test"\n',
            "line 4: domains: it must be a list",
        ),
        ('name = 7\nlegal_name = "A"\nrole = "data_broker"\n', "line 1: name: it must be text"),
        (
            'name = "A"\nlegal_name = "A"\nrole = "x"\n\n[channels]\nid = "a"\n',
            "line 5: channels: it must be written as [[channels]]",
        ),
        (
            'slug = "other"\nname = "A"\nlegal_name = "A"\nrole = "x"\n',
            "line 1: slug: it must be the file's name, 'acme-data'",
        ),
    ],
)
def test_a_malformed_file_is_named_with_its_line(tmp_path: Path, content: str | bytes, said: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(BadRecord) as caught:
        read_record(path)
    assert str(path) in caught.value.message
    assert said in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.exit_code == 2


def test_a_byte_order_mark_from_an_editor_does_no_harm(tmp_path: Path, records: dict[str, str]) -> None:
    path = written(tmp_path, "\ufeff" + records["cormorant-lists"], "cormorant-lists.toml")
    assert read_record(path).record["name"] == "Cormorant Lists"


def test_a_link_to_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "acme-data.toml").symlink_to(tmp_path / "pipe")
    with pytest.raises(BadRecord, match="not a file"):
        read_record(tmp_path / "acme-data.toml")


def test_a_note_of_ten_megabytes_is_refused_before_it_is_parsed(tmp_path: Path, records: dict[str, str]) -> None:
    huge = records["harbor-faces"].replace("Changed its address twice.", "x" * 10_000_000)
    with pytest.raises(BadRecord, match="larger than 256 KiB"):
        read_record(written(tmp_path, huge))


def test_a_record_of_exactly_the_allowed_size_is_read(tmp_path: Path, records: dict[str, str]) -> None:
    text = records["cormorant-lists"]
    padded = text + "#" * (RECORD_BYTES - len(text.encode()) - 1) + "\n"
    assert read_record(written(tmp_path, padded)).record["name"] == "Cormorant Lists"
    with pytest.raises(BadRecord, match="larger"):
        read_record(written(tmp_path, padded + "\n"))


@pytest.mark.parametrize(
    "name", ["Acme.toml", "acme--data.toml", "-acme.toml", "acme data.toml", f"{'a' * 65}.toml", "acmé.toml"]
)
def test_a_file_name_that_is_no_slug_is_refused(tmp_path: Path, records: dict[str, str], name: str) -> None:
    with pytest.raises(BadRecord, match="not a slug"):
        read_record(written(tmp_path, records["cormorant-lists"], name))


def test_a_folder_with_the_name_of_a_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "acme-data.toml").mkdir()
    with pytest.raises(BadRecord, match="not a file"):
        read_record(tmp_path / "acme-data.toml")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('role = "face_search"', 'role = "spy"', "line 3: role: it must be one of data_broker, people_search"),
        ("harm = 5", 'harm = "5"', "line 14: harm: input should be a valid integer"),
        ("harm = 5", "harm = 6", "line 14: harm: input should be less than or equal to 5"),
        ("harm = 5", "harms = 5", "line 14: harms: there is no such key"),
        ("order = 2", "oder = 2", "line 39: channels.2.oder: there is no such key"),
        ('kind = "form"', 'kind = "fax"', "line 36: channels.2.kind: it must be one of"),
        (
            'needs = ["full_name", "face_photo"]',
            'needs = ["shoe_size"]',
            "line 29: channels.1.needs.1: it must be one of full_name",
        ),
        ('"privacy@harbor-faces.test"', '"privacy.harbor-faces.test"', "line 24: channels.1.value: the email has no @"),
        (
            '"privacy@harbor-faces.test"',
            r'"privacy@harbor-faces.test\nBcc: x@y.test"',
            "line 24: channels.1.value: the email holds a line break",
        ),
        (
            '"https://harbor-faces.test/privacy/request"',
            '"javascript:alert(1)"',
            "line 37: channels.2.value: the form must begin with https://",
        ),
    ],
)
def test_the_strict_models_name_file_line_and_key(
    tmp_path: Path, records: dict[str, str], old: str, new: str, said: str
) -> None:
    text = records["harbor-faces"]
    assert old in text
    path = written(tmp_path, text.replace(old, new, 1), "harbor-faces.toml")
    with pytest.raises(BadRecord) as caught:
        parse_file(path)
    assert caught.value.message.startswith(f"{path}, {said}")


def test_a_good_file_becomes_a_broker(folder: Path) -> None:
    broker = parse_file(folder / "harbor-faces.toml")
    assert [channel.id for channel in broker.channels] == ["privacy-email", "form"]
    assert broker.channels[0].evidence[0].seen_on.isoformat() == "2026-06-02"
    assert broker.keyed_by_face


def test_a_key_inside_a_multi_line_list_is_found_at_its_parent() -> None:
    text = 'name = "A"\n\n[[channels]]\nid = "a"\nevidence = [\n  { url = "u" },\n]\n\n[[channels]]\nid = "b"\n'
    assert locate(text, ["channels", 0, "evidence", 0, "url"]) == 5
    assert locate(text, ["channels", 1, "id"]) == 10
    assert locate(text, ["channels", 1, "value"]) == 9
    assert locate(text, ["missing"]) == 1
    assert locate(text.replace("\n", "\r\n"), ["channels", 1, "id"]) == 10


def test_lines_are_found_in_one_pass_whatever_stands_in_a_text() -> None:
    # Inside a note, a line that begins like a table header: with a careless pattern it would take hours.
    text = (
        'name = "A"\n\n[[notes]]\non = 2026-11-23\ntext = """\n['
        + " " * 200_000
        + '\n[x] \u2028 y\n"""\n\n[[channels]]\n'
    )
    assert locate(text, ["notes", 0, "text"]) == 5
    assert locate(text, ["channels", 0, "id"]) == 10
