"""The compiled index, its cache, and the person's own records."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from unlist.errors import BadRecord, UnlistError
from unlist.registry import index
from unlist.registry.index import compile_index, dump_index, load_index


def touched(path: Path, text: str) -> None:
    """Write with a modification time of its own, as an edit a second later has."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process read, as a new process has."""
    monkeypatch.setattr(index, "_loaded", {})


def test_records_are_found_by_slug_name_and_domain(folder: Path) -> None:
    compiled = compile_index(folder)
    assert list(compiled["brokers"]) == ["cormorant-lists", "harbor-faces", "old-quay"]
    assert compiled["names"]["face quay"] == ["harbor-faces"]
    assert compiled["names"]["harbor faces inc"] == ["harbor-faces"]
    assert compiled["domains"]["facequay.test"] == ["harbor-faces"]
    assert compiled["brokers"]["cormorant-lists"]["channels"][0]["checked_on"] == "2026-10-31"


def test_a_domain_of_two_records_leads_to_both(folder: Path, records: dict[str, str]) -> None:
    twin = records["cormorant-lists"].replace("Cormorant Lists", "Twin")
    (folder / "twin.toml").write_text(twin, encoding="utf-8")
    assert compile_index(folder)["domains"]["cormorant.test"] == ["cormorant-lists", "twin"]


def test_the_index_is_the_same_bytes_each_time_and_plain_json(folder: Path) -> None:
    assert dump_index(compile_index(folder)) == dump_index(compile_index(folder))
    assert json.loads(dump_index(compile_index(folder))) == compile_index(folder)


def test_compiling_refuses_a_record_that_is_none(folder: Path) -> None:
    (folder / "broken.toml").write_text("name = ", encoding="utf-8")
    with pytest.raises(BadRecord, match=r"broken\.toml, line 1"):
        compile_index(folder)


def test_an_edit_is_seen_though_the_index_is_cached(
    shipped: Path, records: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_index()["brokers"]["cormorant-lists"]["name"] == "Cormorant Lists"
    touched(shipped / "cormorant-lists.toml", records["cormorant-lists"].replace("Cormorant Lists", "Cormorant Data!"))
    assert load_index()["brokers"]["cormorant-lists"]["name"] == "Cormorant Data!"
    fresh(monkeypatch)
    assert load_index()["brokers"]["cormorant-lists"]["name"] == "Cormorant Data!"
    (shipped / "cormorant-lists.toml").unlink()
    assert "cormorant-lists" not in load_index()["brokers"]


def test_the_second_process_reads_the_cache_and_no_toml(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_index()
    fresh(monkeypatch)
    monkeypatch.setattr(index, "compile_index", lambda _: pytest.fail("compiled again"))
    assert load_index() == first


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"mark": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_cache_is_made_anew(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    first = load_index()
    (kept,) = (tmp_path / "cache").glob("registry-*.json")
    kept.write_bytes(damage)
    fresh(monkeypatch)
    assert load_index() == first
    assert json.loads(kept.read_bytes())["index"]["brokers"] == first["brokers"]


def test_a_cache_that_cannot_be_kept_fails_nothing(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "occupied").write_text("a file where a folder should be")
    monkeypatch.setenv("UNLIST_CACHE_DIR", str(tmp_path / "occupied" / "below"))
    assert "harbor-faces" in load_index()["brokers"]


@pytest.mark.parametrize("open_to", [0o664, 0o646])
def test_a_cache_that_others_could_have_written_is_not_believed(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_to: int
) -> None:
    load_index()
    (kept,) = (tmp_path / "cache").glob("registry-*.json")
    forged = kept.read_text().replace("privacy@harbor-faces.test", "thief@stranger.test")
    kept.write_text(forged)
    fresh(monkeypatch)
    # A file of one's own is what was kept; that nobody else wrote it is all that can be known of it.
    assert load_index()["brokers"]["harbor-faces"]["channels"][0]["value"] == "thief@stranger.test"
    kept.chmod(open_to)
    fresh(monkeypatch)
    assert load_index()["brokers"]["harbor-faces"]["channels"][0]["value"] == "privacy@harbor-faces.test"


def test_a_link_in_the_place_of_the_cache_is_not_followed(
    shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_index()
    (kept,) = (tmp_path / "cache").glob("registry-*.json")
    forged = kept.read_text().replace("privacy@harbor-faces.test", "thief@stranger.test")
    (tmp_path / "forged.json").write_text(forged)
    kept.unlink()
    kept.symlink_to(tmp_path / "forged.json")
    fresh(monkeypatch)
    assert load_index()["brokers"]["harbor-faces"]["channels"][0]["value"] == "privacy@harbor-faces.test"
    assert not kept.is_symlink()


def test_an_edit_is_seen_though_size_and_time_stay_the_same(
    shipped: Path, records: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shipped / "cormorant-lists.toml"
    before = path.stat()
    load_index()
    path.write_text(records["cormorant-lists"].replace("Cormorant Lists", "Cormorant Notes"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    fresh(monkeypatch)
    assert load_index()["brokers"]["cormorant-lists"]["name"] == "Cormorant Notes"


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe"])
def test_a_damaged_index_of_the_wheel_is_said_in_one_line(shipped: Path, damage: bytes) -> None:
    (shipped / "index.json").write_bytes(damage)
    with pytest.raises(UnlistError, match="is damaged"):
        load_index()


def test_the_wheels_index_is_read_instead_of_the_files(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shipped / "index.json").write_bytes(dump_index(compile_index(shipped)))
    for path in shipped.glob("*.toml"):
        path.unlink()
    assert list(load_index()["brokers"]) == ["cormorant-lists", "harbor-faces", "old-quay"]


def test_a_personal_record_is_added_or_takes_a_shipped_ones_place(
    shipped: Path, personal: Path, records: dict[str, str]
) -> None:
    own = records["cormorant-lists"]
    (personal / "cormorant-lists.toml").write_text(own.replace("datenschutz@", "dpo@"), encoding="utf-8")
    (personal / "local-lists.toml").write_text(own.replace("cormorant.test", "local-lists.test"), encoding="utf-8")
    found = load_index()
    assert found["personal"] == ["cormorant-lists", "local-lists"]
    assert found["brokers"]["cormorant-lists"]["channels"][0]["value"] == "dpo@cormorant.test"
    assert found["domains"]["local-lists.test"] == ["local-lists"]
    assert compile_index(shipped)["brokers"]["cormorant-lists"]["channels"][0]["value"] == "datenschutz@cormorant.test"


def test_a_bad_personal_record_is_named_with_line_and_key(
    shipped: Path, personal: Path, records: dict[str, str]
) -> None:
    text = records["cormorant-lists"].replace('kind = "email"', 'kind = "fax"')
    (personal / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadRecord) as caught:
        load_index()
    assert caught.value.message.startswith(f"{personal / 'mine.toml'}, line 10: channels.1.kind: it must be one of")


def test_a_bad_personal_record_is_refused_again_until_it_is_corrected(
    shipped: Path, personal: Path, records: dict[str, str]
) -> None:
    path = personal / "mine.toml"
    path.write_text(
        records["cormorant-lists"].replace("marketing", "marketing\\u0000").replace("DE", "DE"), encoding="utf-8"
    )
    path.write_text("name = 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BadRecord):
            load_index()
    touched(path, records["cormorant-lists"])
    assert load_index()["personal"] == ["mine"]
