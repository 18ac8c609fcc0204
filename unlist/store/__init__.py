"""The store: SQLModel tables on SQLite, personal values encrypted, events append-only."""

from __future__ import annotations

from unlist.config import config_dir
from unlist.crypto import Ask, create_master, open_master
from unlist.errors import Refused
from unlist.home import Home
from unlist.store.database import engine_for, explained, migrate
from unlist.store.ledger import Store

__all__ = ["Store", "create_store", "open_store"]


def create_store(home: Home, *, zone: str = "UTC", simulated: bool = False, ask: Ask | None = None) -> Store:
    """Make a home and open it. Raises Refused when there is one already."""
    if home.exists:
        raise Refused(f"There is a home at {home.path} already.", hint="Name another place with --home.")
    home.create()
    master = create_master(home.key_info, config_dir(), ask=ask)
    engine = engine_for(home.database)
    with explained(home.database):
        migrate(engine, home.database)
    home.database.chmod(0o600)
    store = Store(home, engine, master)
    store.remember("zone", zone)
    store.remember("simulated", "yes" if simulated else "")
    store.zone, store.simulated = zone, simulated
    return store


def open_store(home: Home, *, ask: Ask | None = None) -> Store:
    """Open a home; an older schema is brought up to date after a copy of it.

    Raises NotFound without a home, HomeUnusable for a newer schema or damage, Refused for a wrong passphrase.
    """
    home.require()
    engine = engine_for(home.database)
    with explained(home.database):
        migrate(engine, home.database)
    store = Store(home, engine, open_master(home.key_info, config_dir(), ask=ask))
    store.zone = store.recall("zone", "UTC")
    store.simulated = store.recall("simulated") == "yes"
    return store
