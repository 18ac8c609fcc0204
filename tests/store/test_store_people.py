"""People and what brokers know them by; nothing personal lies in the clear."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from store_requests import AT, asked, draft

from unlist.errors import BadInput, HomeUnusable, NotFound, Refused
from unlist.store import open_store
from unlist.store.facts import SubjectFacts
from unlist.words import IdentifierKind, Right, Standing


def test_a_person_comes_back_as_entered(store, home):
    facts = SubjectFacts(
        handle="kid",
        name="Mika Brückmann",
        reply_to="lena@example.org",
        residence="DE-BY",
        standing=Standing.MINOR,
        safety_mode=True,
        declared={"representative": "Lena Brückmann"},
    )
    store.add_subject(facts)
    with open_store(home) as again:
        assert again.subject("kid") == facts
        assert [who.handle for who in again.subjects()] == ["lena", "kid"]


@pytest.mark.parametrize("handle", ["", "a b", "x" * 41, "a/b", "-\n", "ü!"])
def test_unusable_short_names(store, handle):
    with pytest.raises(BadInput):
        store.add_subject(SubjectFacts(handle=handle, name="A", reply_to=None, residence="DE"))


def test_a_short_name_is_taken_once(store):
    with pytest.raises(BadInput, match="already"):
        store.add_subject(SubjectFacts(handle="lena", name="B", reply_to=None, residence="DE"))


def test_the_only_person_needs_no_name_and_several_do(store):
    assert store.subject().handle == "lena"
    store.add_subject(SubjectFacts(handle="theo", name="Theo", reply_to=None, residence="US-IL"))
    with pytest.raises(NotFound, match=r"several people in this home: lena, theo"):
        store.subject()
    with pytest.raises(NotFound, match="Did you mean lena"):
        store.subject("lenna")


def test_an_identifier_is_kept_once_with_all_places_where_it_was_seen(store):
    first = store.add_identifier("lena", IdentifierKind.EMAIL, "old@example.org")
    second = store.add_identifier(
        "lena", IdentifierKind.EMAIL, "old@example.org", seen_at="criteo", seen_on=date(2026, 11, 1)
    )
    assert first.id == second.id
    store.mark_seen(first.id, "adsquare", date(2026, 11, 2), url="https://example.org/p/1")
    (kept,) = store.identifiers("lena")
    assert kept.value == "old@example.org"
    assert dict(kept.seen_at) == {"criteo": "2026-11-01", "adsquare": "2026-11-02"}
    store.remove_identifier(kept.id)
    assert store.identifiers("lena") == []
    with pytest.raises(NotFound):
        store.mark_seen(kept.id, "criteo", date(2026, 11, 2))


def test_a_stated_fact_keeps_its_day(store):
    store.declare("lena", "situation", "I teach at a school.", date(2026, 11, 20))
    store.declare("lena", "drop_id", "D-1", date(2026, 11, 21))
    declared = store.subject("lena").declared
    assert declared["situation"] == "I teach at a school."
    assert declared["situation_stated_on"] == "2026-11-20"
    assert declared["drop_id_stated_on"] == "2026-11-21"


def test_a_mandate_is_kept_encrypted(store, home):
    paper = b"%PDF-1.7 signed by Mika Muster"
    made = store.add_mandate("lena", paper, date(2026, 1, 2), "all brokers", date(2027, 1, 2))
    assert store.mandates("lena") == [made]
    assert all(b"Mika Muster" not in path.read_bytes() for path in home.vault.rglob("*") if path.is_file())
    with pytest.raises(BadInput, match="ends before"):
        store.add_mandate("lena", paper, date(2026, 1, 2), "", date(2026, 1, 1))


def test_a_person_with_requests_stays(store):
    asked(store)
    with pytest.raises(Refused, match="their record is kept"):
        store.remove_subject("lena")


def test_a_person_without_requests_goes_with_papers_and_ledger(store, home):
    store.add_mandate("lena", b"paper", date(2026, 1, 2), "")
    store.add_identifier("lena", IdentifierKind.PHONE, "+49 000")
    store.ledger_intend("lena", [("a", "once")], "d", AT)
    store.remove_subject("lena")
    assert store.subjects() == []
    assert not any(path.is_file() for path in home.vault.rglob("*"))


def test_nothing_personal_lies_in_the_clear(store, home):
    planted = {
        "Lena Brückmann", "lena@example.org", "Musterweg 7", "+49 151 5550100", "https://example.org/p/lena",
        "I teach at a school.", "ticket 4711-QX", "<letter-1@example.org>", "privacy@broker.example", "DE-HH",
    }  # fmt: skip
    watcher = sqlite3.connect(home.database)  # while somebody reads, the write-ahead log stays
    watcher.execute("SELECT * FROM setting").fetchone()
    store.change_subject("lena", residence="DE-HH")
    store.add_identifier("lena", IdentifierKind.POSTAL_ADDRESS, "Musterweg 7")
    store.add_identifier("lena", IdentifierKind.PHONE, "+49 151 5550100")
    store.add_identifier(
        "lena", IdentifierKind.PROFILE_URL, "https://example.org/p/lena", seen_at="schufa", seen_on=date(2026, 1, 1)
    )
    store.declare("lena", "situation", "I teach at a school.", date(2026, 11, 20))
    request = asked(store, right=Right.OBJECTION)
    store.store_message(
        b"From: privacy@broker.example\r\nMessage-ID: <letter-1@example.org>\r\n\r\nticket 4711-QX for Lena Br\xc3\xbcckmann",
        direction="out",
        subjects=["lena"],
        requests=[request.id],
        message_id="<letter-1@example.org>",
        at=AT,
        facts={"subject": "ticket 4711-QX", "recipient": "privacy@broker.example"},
    )
    draft(
        store,
        request,
        payload={"disclosed": [{"kind": "phone", "value": "+49 151 5550100"}], "recipient": "privacy@broker.example"},
    )
    draft(
        store,
        request,
        kind="sent",
        payload={"on": "2026-11-24", "recipient": "privacy@broker.example"},
    )
    store.mark_dead("privacy@broker.example", "schufa")
    files = [path for path in home.path.rglob("*") if path.is_file()]
    assert {"unlist.db", "unlist.db-wal", "key.json"} < {path.name for path in files}
    for path in files:
        content = path.read_bytes()
        found = [word for word in planted if word.encode() in content or word.encode("utf-16-le") in content]
        assert found == [], f"{path} holds {found}"
    watcher.close()


def test_a_value_moved_to_another_row_does_not_open(store, home):
    store.add_identifier("lena", IdentifierKind.PHONE, "+49 1")
    store.add_identifier("lena", IdentifierKind.PHONE, "+49 2")
    with closing(sqlite3.connect(home.database)) as connection, connection:
        sealed = [row[0] for row in connection.execute("SELECT value_sealed FROM identifier ORDER BY id")]
        connection.execute("UPDATE identifier SET value_sealed = ? WHERE value_sealed = ?", (sealed[0], sealed[1]))
    with pytest.raises(HomeUnusable, match="does not open"):
        store.identifiers("lena")
