"""How far a mailbox was looked at, and its password: neither the account nor the folder stands in the clear."""

from __future__ import annotations

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from unlist.store import create_store, open_store
from unlist.store.facts import Seen

ACCOUNT = "imap:maya@example.org@mail.example.net:993"


class Ring(KeyringBackend):
    """A keyring in memory: keyring's own interface, nobody's secrets."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.held = {}

    def set_password(self, service, username, password):
        self.held[service, username] = password

    def get_password(self, service, username):
        return self.held.get((service, username))

    def delete_password(self, service, username):
        if (service, username) not in self.held:
            raise PasswordDeleteError
        del self.held[service, username]


@pytest.fixture
def ring(monkeypatch):
    before = keyring.get_keyring()
    ring = Ring()
    keyring.set_keyring(ring)
    monkeypatch.setenv("UNLIST_KEY", "keyring")
    yield ring
    keyring.set_keyring(before)


def test_how_far_a_folder_was_looked_at(home):
    with create_store(home) as store:
        assert store.seen(ACCOUNT, "INBOX") is None
        store.mark_seen_up_to(ACCOUNT, "INBOX", Seen(4_294_967_295, 5))  # the largest UIDVALIDITY there is
        store.mark_seen_up_to(ACCOUNT, "Junk", Seen(1, 2))
        store.mark_seen_up_to(ACCOUNT, "INBOX", Seen(4_294_967_295, 4_294_967_295))
    with open_store(home) as store:
        assert store.seen(ACCOUNT, "INBOX") == Seen(4_294_967_295, 4_294_967_295)
        assert store.seen(ACCOUNT, "Junk") == Seen(1, 2)
        assert store.seen("imap:other@mail.example.net:993", "INBOX") is None
    kept = b"".join(path.read_bytes() for path in home.path.glob("unlist.db*"))
    for word in (b"maya", b"example.net", b"INBOX", b"Junk"):
        assert word not in kept


def test_a_password_without_a_keyring_lies_sealed_in_the_home(home):
    with create_store(home) as store:
        assert store.password(ACCOUNT) is None
        assert store.keep_password(ACCOUNT, "first") == "home"
        assert store.keep_password(ACCOUNT, "correct horse ä") == "home"
    with open_store(home) as store:
        assert store.password(ACCOUNT) == "correct horse ä"
        assert store.password("imap:maya@example.org@evil.example:993") is None, "it goes to its own account alone"
        kept = b"".join(path.read_bytes() for path in home.path.glob("unlist.db*"))
        assert b"correct horse" not in kept
        assert b"maya" not in kept
        store.forget_password(ACCOUNT)
        assert store.password(ACCOUNT) is None


def test_a_password_goes_where_the_key_is(home, ring):
    with create_store(home) as store:
        assert store.key_kind == "keyring"
        assert store.keep_password(ACCOUNT, "correct horse") == "keyring"
        assert store.password(ACCOUNT) == "correct horse"
        assert list(ring.held.values()).count("correct horse") == 1
        assert not any("maya" in name for _, name in ring.held)
        store.forget_password(ACCOUNT)
        assert store.password(ACCOUNT) is None
        assert "correct horse" not in ring.held.values()
        store.forget_password(ACCOUNT)


def test_a_keyring_that_keeps_nothing_more_leaves_it_in_the_home(home, ring, monkeypatch):
    with create_store(home) as store:
        monkeypatch.setattr(ring, "set_password", lambda *_: None)
        assert store.keep_password(ACCOUNT, "correct horse") == "home"
        assert store.password(ACCOUNT) == "correct horse"
