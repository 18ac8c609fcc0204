"""Mail is kept byte for byte, once, and opened by whom it concerns."""

from __future__ import annotations

from datetime import date

import pytest
from store_requests import AT, asked, draft

from unlist.errors import HomeUnusable, NotFound
from unlist.store import open_store
from unlist.store.facts import SubjectFacts

RAW = b"From: a@broker.example\r\nSubject: \xff\xfe\r\n\r\nline one\r\n.\r\n\x00end"


def keep(store, raw=RAW, **more):
    given = {
        "direction": "in",
        "subjects": ["lena"],
        "requests": [],
        "message_id": "<1@broker.example>",
        "twin": "<1@broker.example>|a@broker.example|2026-11-24",
        "at": AT,
        "facts": {"from": "a@broker.example", "subject": "\udcff surrogate"},
    }
    return store.store_message(raw, **{**given, **more})


def test_bytes_come_back_as_they_came(store, home):
    request = asked(store)
    message, new = keep(store, requests=[request.id])
    assert new
    with open_store(home) as again:
        assert again.message_bytes(message) == RAW
        assert again.message_facts(message)["subject"] == "\udcff surrogate"
        (facts,) = again.messages(request.id)
        assert (facts.id, facts.direction, facts.size, facts.at) == (message, "in", len(RAW), AT)


def test_the_same_mail_is_kept_once(store, home):
    request = asked(store)
    first, _ = keep(store)
    assert keep(store) == (first, False)
    # The same mail by another way: other Received headers, the same Message-ID, sender and instant.
    assert keep(store, raw=b"Received: elsewhere\r\n" + RAW, requests=[request.id]) == (first, False)
    assert [facts.id for facts in store.messages(request.id)] == [first]
    other, new = keep(store, raw=RAW + b"!", twin="<1@broker.example>|a@broker.example|2026-11-25")
    assert new
    assert other != first
    assert sum(path.is_file() for path in home.vault.rglob("*")) == 2


def test_one_mail_for_two_people_opens_for_both(store):
    store.add_subject(SubjectFacts(handle="theo", name="Theo", reply_to=None, residence="US-IL"))
    message, _ = keep(store)
    keep(store, subjects=["theo"])
    with store._engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM messagekey WHERE message_id = ?", (message,)).scalar()
    assert rows == 2


def test_letters_are_found_by_their_message_id(store):
    request = asked(store)
    keep(store, raw=b"out", direction="out", requests=[request.id], message_id="<ul@example.org>")
    keep(store, raw=b"in", requests=[request.id], message_id="<in@broker.example>")
    assert store.requests_by_message_id("<ul@example.org>") == [request]
    assert store.requests_by_message_id("<in@broker.example>") == []
    assert store.requests_by_message_id("<other@example.org>") == []


def test_an_altered_or_lost_file_is_noticed(store, home):
    message, _ = keep(store)
    (path,) = (path for path in home.vault.rglob("*") if path.is_file())
    sealed = path.read_bytes()
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(HomeUnusable, match="does not open"):
        store.message_bytes(message)
    path.unlink()
    with pytest.raises(HomeUnusable, match="missing from the vault"):
        store.message_bytes(message)
    with pytest.raises(NotFound):
        store.message_bytes("nothing")


def test_what_left_is_on_record_as_long_as_it_counts_as_sent(store):
    request = asked(store)
    draft(
        store,
        request,
        payload={
            "recipient": "privacy@broker.example",
            "disclosed": [{"kind": "email", "value": "old@example.org"}],
        },
    )
    draft(store, request, kind="approved")
    draft(store, request, kind="handed_over")
    assert store.disclosures("lena") == []
    sent = draft(store, request, kind="sent", payload={"on": "2026-11-24"})
    (left,) = store.disclosures("lena")
    assert (left.kind, left.value, left.recipient, left.on, left.request) == (
        "email",
        "old@example.org",
        "privacy@broker.example",
        date(2026, 11, 24),
        request.id,
    )
    draft(store, request, kind="corrected", payload={"seq": sent.seq})
    assert store.disclosures("lena") == []


def test_dead_addresses_are_remembered_once(store):
    store.mark_dead("Privacy@Broker.example", "schufa")
    store.mark_dead("privacy@broker.example", "schufa")
    assert store.dead_addresses() == {"privacy@broker.example"}


def test_the_ledger_frees_what_was_never_marked_as_sent(store):
    assert store.ledger_intend("lena", [("a", "day 1"), ("b", "once")], "d1", AT) == [("a", "day 1"), ("b", "once")]
    assert store.ledger_intend("lena", [("a", "day 1")], "d2", AT) == [("a", "day 1")]
    store.ledger_sent("d2", AT)
    assert store.ledger_intend("lena", [("a", "day 1"), ("a", "day 14")], "d3", AT) == [("a", "day 14")]
    told = {(entry.item_key, entry.stage): entry.sent_at for entry in store.ledger("lena")}
    assert told == {("a", "day 1"): AT, ("b", "once"): None, ("a", "day 14"): None}


def test_a_full_disk_loses_nothing(store, home, monkeypatch):
    import errno
    import os

    request = asked(store)
    message, _ = keep(store, requests=[request.id])
    real = os.write

    def full(descriptor, data):
        if len(data) > 100:
            real(descriptor, data[:100])
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(HomeUnusable, match=r"The disk is full.*untouched"):
        keep(store, raw=RAW * 50, twin="<2@broker.example>", requests=[request.id])
    monkeypatch.undo()
    assert [facts.id for facts in store.messages(request.id)] == [message]
    assert store.message_bytes(message) == RAW
    assert [path.name for path in home.vault.rglob(".*")] == []
    _, new = keep(store, raw=RAW * 50, twin="<2@broker.example>", requests=[request.id])
    assert new


def test_a_message_of_nobody_opens_with_the_key_of_the_home_until_it_is_somebodys(store, home):
    request = asked(store)
    message, _ = keep(store, subjects=[])
    with open_store(home) as again:
        assert again.unassigned() == [message]
        assert again.message_bytes(message) == RAW
        assert again.verify_unassigned() == []
    store.give_message(message, "lena", request.id)
    assert store.unassigned() == []
    assert store.requests_of(message) == [request.id]
    assert store.message_bytes(message) == RAW
    store.take_message(message, request.id)
    assert (store.unassigned(), store.requests_of(message)) == ([message], [])
    assert store.message_bytes(message) == RAW


def test_a_message_is_taken_from_one_request_and_still_opens_for_a_person_with_another(store):
    first = asked(store)
    store.add_subject(SubjectFacts(handle="theo", name="Theo", reply_to=None, residence="US-IL"))
    message, _ = keep(store, subjects=["lena", "theo"], requests=[first.id])
    # Theo has no request that it belongs to: once it is sorted anew, only Lena's key opens it.
    store.give_message(message, "lena", first.id)
    store.take_message(message, "no such request")
    with store._engine.connect() as connection:
        query = "SELECT handle FROM messagekey JOIN subject ON subject.id = subject_id WHERE message_id = ?"
        assert [row[0] for row in connection.exec_driver_sql(query, (message,))] == ["lena"]
    assert store.unassigned() == []


def test_a_forgotten_message_leaves_a_keyed_hash_and_no_bytes(store, home):
    message, _ = keep(store, subjects=[])
    sha256 = store.message_facts(message)["sha256"]
    twin = "<1@broker.example>|a@broker.example|2026-11-24"
    store.forget_message(message)
    assert not any(path.is_file() for path in home.vault.rglob("*"))
    assert store.is_forgotten(sha256, None)
    assert store.is_forgotten("0" * 64, twin)
    assert not store.is_forgotten("0" * 64, None)
    with pytest.raises(NotFound):
        store.message_bytes(message)
    with pytest.raises(NotFound):
        store.forget_message(message)
    store.recall_message(sha256, twin)
    assert not store.is_forgotten(sha256, twin)


def test_only_what_waits_can_be_forgotten(store):
    request = asked(store)
    message, _ = keep(store, requests=[request.id])
    with pytest.raises(NotFound):
        store.forget_message(message)
    assert store.message_bytes(message) == RAW


def test_an_address_is_revived(store):
    store.mark_dead("Privacy@Broker.example", "schufa")
    store.revive("privacy@broker.EXAMPLE")
    assert store.dead_addresses() == frozenset()
