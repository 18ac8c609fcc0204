"""A home comes into being whole or not at all, and opens again or says why not."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from unlist import config, crypto
from unlist.errors import HomeUnusable, NotFound, Refused
from unlist.home import Home
from unlist.migrations import SCHEMA_VERSION
from unlist.store import create_store, open_store
from unlist.store import database as database_module
from unlist.store.facts import SubjectFacts


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_home_is_closed_to_others_and_opens_again(home):
    with create_store(home, zone="America/Chicago") as store:
        assert store.key_kind == "file"
    assert mode(home.path) == 0o700
    assert mode(home.database) == 0o600
    assert mode(home.key_info) == 0o600
    (key,) = config.config_dir().glob("*.key")
    assert mode(key) == 0o600
    with open_store(home) as again:
        assert again.zone == "America/Chicago"
        assert again.simulated is False


def test_there_is_no_second_home_in_the_same_place(home):
    create_store(home)
    with pytest.raises(Refused, match="already"):
        create_store(home)


def test_a_failure_half_way_leaves_no_home_and_no_key(home, monkeypatch):
    def full(*_args, **_more):
        raise HomeUnusable("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr("unlist.store.migrate", full)
        with pytest.raises(HomeUnusable):
            create_store(home)
    assert not home.exists
    assert not home.key_info.exists()
    assert list(config.config_dir().glob("*.key")) == []
    with create_store(home):
        assert home.exists


def test_a_failure_after_the_key_has_its_place_leaves_no_key_either(home, monkeypatch):
    replace = os.replace

    def no_database(source, target):
        if Path(target) == home.database:
            raise OSError("The disk is full.")
        replace(source, target)

    with monkeypatch.context() as broken:
        broken.setattr("unlist.store.os.replace", no_database)
        with pytest.raises(OSError, match="full"):
            create_store(home)
    assert not home.exists
    assert not home.key_info.exists()
    assert list(config.config_dir().glob("*.key")) == []


def test_two_who_create_the_same_home_get_one(home):
    def create(_):
        try:
            with create_store(home) as store:
                return store.key_kind
        except Refused as refused:
            return str(refused)

    with ThreadPoolExecutor(4) as pool:
        said = sorted(pool.map(create, range(4)))
    assert [words[:15] for words in said] == ["There is a home"] * 3 + ["file"]
    with open_store(home):
        pass
    assert len(list(config.config_dir().glob("*.key"))) == 1


def test_a_lost_database_is_never_replaced_under_its_key(home):
    create_store(home)
    home.database.unlink()
    before = home.key_info.read_bytes()
    with pytest.raises(Refused, match="a key but no database"):
        create_store(home)
    assert home.key_info.read_bytes() == before


def test_a_home_that_is_not_there(home):
    with pytest.raises(NotFound, match="no Unlist home"):
        open_store(home)


def test_a_home_that_others_can_open_is_not_used(home):
    create_store(home)
    home.path.chmod(0o755)
    with pytest.raises(HomeUnusable, match="other users"):
        open_store(home)


@pytest.mark.parametrize("version", [f"{int(SCHEMA_VERSION) + 1:04d}", "9999"])
def test_a_newer_schema_is_left_alone(home, version):
    create_store(home)
    with closing(sqlite3.connect(home.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    with pytest.raises(HomeUnusable, match="newer Unlist"):
        open_store(home)
    with closing(sqlite3.connect(home.database)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (version,)


def test_somebody_elses_database_is_left_alone(home):
    create_store(home)
    home.database.unlink()
    with closing(sqlite3.connect(home.database)) as connection, connection:
        connection.execute("CREATE TABLE bookmark (url TEXT)")
    with pytest.raises(HomeUnusable, match="not one of Unlist's"):
        open_store(home)


def test_a_damaged_database_gives_one_sentence(home):
    create_store(home)
    home.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(HomeUnusable, match="cannot be used"):
        open_store(home)


def test_an_emptied_database_is_never_filled_anew(home):
    with create_store(home):
        pass
    home.database.write_bytes(b"")
    with pytest.raises(HomeUnusable, match="is empty"):
        open_store(home)
    with closing(sqlite3.connect(home.database)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_an_older_schema_is_copied_before_it_changes(home, monkeypatch):
    with create_store(home) as store:
        store.add_subject(SubjectFacts(handle="me", name="Ada Example", reply_to=None, residence="DE"))
    # A version that no migration leads away from: the copy is made, then alembic finds nothing to do or refuses.
    monkeypatch.setattr(database_module, "SCHEMA_VERSION", f"{int(SCHEMA_VERSION) + 1:04d}")
    monkeypatch.setattr(database_module, "_upgrade", lambda _connection: None)
    with open_store(home):
        pass
    (copy,) = home.path.glob("*.backup")
    assert mode(copy) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM subject").fetchone() == (1,)


@pytest.mark.parametrize("version", [f"{number:04d}" for number in range(1, int(SCHEMA_VERSION))])
def test_an_older_schema_becomes_what_a_fresh_one_is(home, tmp_path, monkeypatch, version):
    """Tables, indexes, views and triggers, statement by statement; and what was in it stays."""
    upgrade = database_module._upgrade
    with monkeypatch.context() as then:
        then.setattr(database_module, "SCHEMA_VERSION", version)
        then.setattr(database_module, "_upgrade", lambda connection: upgrade(connection, version))
        with create_store(home) as store:
            store.add_subject(SubjectFacts(handle="me", name="Ada Example", reply_to=None, residence="DE"))
    before = _statements(home.database)
    with open_store(home) as store:
        assert [subject.name for subject in store.subjects()] == ["Ada Example"]
    (copy,) = home.path.glob("*.backup")
    assert _statements(copy) == before
    fresh = Home(tmp_path / "fresh")
    with create_store(fresh):
        pass
    assert _statements(home.database) == _statements(fresh.database) != before


def _statements(path):
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"), key=str)


def test_the_migrations_make_what_the_models_say(home):
    """Table by table: the same columns, types, keys and indexes."""
    from sqlmodel import SQLModel, create_engine

    import unlist.models  # noqa: F401

    create_store(home)
    fresh = home.path / "models.db"
    SQLModel.metadata.create_all(create_engine(f"sqlite:///{fresh}"))
    assert _shape(home.database) == _shape(fresh)


def test_a_home_of_the_first_schema_is_brought_up_to_date_with_all_that_it_holds(home):
    with create_store(home) as store:
        store.add_subject(SubjectFacts(handle="me", name="Ada Example", reply_to=None, residence="DE"))
    wanted = _shape(home.database)
    with closing(sqlite3.connect(home.database)) as connection, connection:
        for table in ("unassigned", "forgotten", "foldermark", "password", "departure", "mailhosts"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX projection_leaving")
        connection.execute("DROP VIEW request_line")
        connection.execute("ALTER TABLE projection DROP COLUMN leaves_at")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    with open_store(home) as store:
        assert store.subject("me").name == "Ada Example"
        assert store.unassigned() == []
    assert _shape(home.database) == wanted
    with closing(sqlite3.connect(home.database)) as connection:
        made = {
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')")
        }
    assert {"event_no_update", "event_no_delete", "request_line"} <= made


def _shape(path):
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not row[0].startswith(("sqlite_", "alembic_"))
        ]
        return {
            table: {
                "columns": [row[1:] for row in connection.execute(f'PRAGMA table_info("{table}")')],
                "keys": sorted(row[2:5] for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')),
                "indexes": sorted(
                    (" ".join((row[0] or "unique").replace('"', "").split()))
                    for row in connection.execute(
                        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", (table,)
                    )
                ),
            }
            for table in tables
        }


def test_a_damaged_key_file_and_a_lost_one(home):
    create_store(home)
    (key,) = config.config_dir().glob("*.key")
    kept = key.read_bytes()
    key.write_bytes(b"not base64 !")
    with pytest.raises(HomeUnusable, match="cannot be read"):
        open_store(home)
    key.write_bytes(b"AAAA" * 11)
    with pytest.raises(Refused, match="does not open this home"):
        open_store(home)
    key.unlink()
    with pytest.raises(NotFound, match="is gone"):
        open_store(home)
    key.write_bytes(kept)
    key.chmod(0o644)
    with pytest.raises(HomeUnusable, match="other users"):
        open_store(home)
    key.chmod(0o600)
    with open_store(home) as store:
        assert store.subjects() == []


def test_key_info_that_was_tampered_with(home):
    create_store(home)
    good = json.loads(home.key_info.read_bytes())
    for change in ({"name": "../../etc/passwd"}, {"kind": "magic"}, {"check": "zz"}, {"version": "1"}):
        home.key_info.write_text(json.dumps({**good, **change}))
        with pytest.raises(HomeUnusable, match="damaged"):
            open_store(home)
    home.key_info.write_text(json.dumps({**good, "version": 2}))
    with pytest.raises(HomeUnusable, match="newer"):
        open_store(home)
    home.key_info.write_text("[]")
    with pytest.raises(HomeUnusable, match="damaged"):
        open_store(home)


def test_a_passphrase_opens_what_it_made(home, monkeypatch):
    monkeypatch.setenv("UNLIST_KEY", "passphrase")
    monkeypatch.setattr(crypto, "_ARGON2", {"iterations": 1, "lanes": 1, "memory_cost": 64})
    # The same word, composed by one keyboard and decomposed by another.
    monkeypatch.setenv("UNLIST_PASSPHRASE", "Brückenpfeiler")
    with create_store(home) as store:
        assert store.key_kind == "passphrase"
    monkeypatch.setenv("UNLIST_PASSPHRASE", "Brückenpfeiler")
    with open_store(home) as store:
        assert store.key_kind == "passphrase"
    monkeypatch.setenv("UNLIST_PASSPHRASE", "wrong")
    with pytest.raises(Refused, match="does not open"):
        open_store(home)
    monkeypatch.delenv("UNLIST_PASSPHRASE")
    with pytest.raises(Refused, match="opens with a passphrase"):
        open_store(home)
    with open_store(home, ask=lambda _question: "Brückenpfeiler") as store:
        assert store.subjects() == []


def test_two_different_passphrases_make_no_home(home, monkeypatch):
    monkeypatch.setenv("UNLIST_KEY", "passphrase")
    answers = iter(["one", "two"])
    with pytest.raises(Refused, match="differ"):
        create_store(home, ask=lambda _question: next(answers))
    assert not home.exists


def test_the_key_of_a_throw_away_home_goes_with_it(home):
    with create_store(home, throw_away=True):
        pass
    assert (home.path / "key").exists()
    assert not config.config_dir().exists()
    with open_store(Home(home.path)) as store:
        assert store.key_kind == "file"


def test_one_writer_at_a_time(home):
    from unlist.errors import Locked

    create_store(home)
    with home.lock(), pytest.raises(Locked, match="Another unlist command"), home.lock(patience=0.05):
        pass
    with home.lock(patience=0.05):
        pass


def test_reading_does_not_wait_for_a_writer(store, home):
    with store.transaction():
        store.remember("zone", "Europe/Paris")
        with open_store(home) as reader:
            assert reader.zone == "Europe/Berlin"
    with open_store(home) as reader:
        assert reader.zone == "Europe/Paris"
