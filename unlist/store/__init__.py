"""The store: SQLModel tables on SQLite, personal values encrypted, events append-only."""

from __future__ import annotations

import contextlib
import os

from sqlalchemy import Engine  # noqa: TID253 - the store is the module made for it

from unlist.config import config_dir
from unlist.crypto import Ask, Master, create_master, discard_master, open_master
from unlist.errors import Refused
from unlist.files import PRIVATE_FILE
from unlist.home import Home
from unlist.store.database import engine_for, migrate
from unlist.store.ledger import Store

__all__ = ["Store", "create_store", "open_store"]


def create_store(
    home: Home, *, zone: str = "UTC", simulated: bool = False, throw_away: bool = False, ask: Ask | None = None
) -> Store:
    """Make a home and open it; whatever goes wrong before it is whole leaves none behind.

    `simulated`: its clock may be set. `throw_away`: its key lies inside it. Raises Refused when there is one already,
    Locked while another command makes it.
    """
    if home.exists:
        raise _taken(home)
    home.create()
    with home.lock():
        return _created(home, zone, simulated=simulated, throw_away=throw_away, ask=ask)


def _taken(home: Home) -> Refused:
    return Refused(f"There is a home at {home.path} already.", hint="Name another place with --home.")


def _created(home: Home, zone: str, *, simulated: bool, throw_away: bool, ask: Ask | None) -> Store:
    database, key_info = (path.with_name(f"{path.name}.new") for path in (home.database, home.key_info))
    if home.key_info.exists() and database.exists() and not home.exists:
        os.replace(database, home.database)  # noqa: PTH105 - a stop fell between the last two steps below
    if home.exists:
        raise _taken(home)
    if home.key_info.exists():
        raise Refused(
            f"{home.path} holds a key but no database.", hint="Restore its backup, or name another place with --home."
        )
    for leftover in (database, database.with_name(f"{database.name}-wal"), database.with_name(f"{database.name}-shm")):
        leftover.unlink(missing_ok=True)
    master = create_master(key_info, config_dir(), ask=ask, throw_away=throw_away)
    try:
        engine = engine_for(database)
        migrate(engine, database, new=True)
        with Store(home, engine, master) as store:
            store.remember("zone", zone)
            store.remember("simulated", "yes" if simulated else "")
        database.chmod(PRIVATE_FILE)
        # The home exists once its database does: everything else of it is in place by then.
        os.replace(key_info, home.key_info)  # noqa: PTH105 - says what it does
        os.replace(database, home.database)  # noqa: PTH105
    except BaseException:
        if not home.exists:
            # The key may have its place already when the database did not get to its own.
            for info in (key_info, home.key_info):
                discard_master(info, config_dir())
            with contextlib.suppress(OSError):
                database.unlink(missing_ok=True)
        raise
    return _ready(home, engine_for(home.database), master)


def open_store(home: Home, *, ask: Ask | None = None) -> Store:
    """Open a home; an older schema is brought up to date after a copy of it.

    Raises NotFound without a home, HomeUnusable for a newer schema or damage, Refused for a wrong passphrase.
    """
    home.require()
    engine = engine_for(home.database)
    migrate(engine, home.database)
    return _ready(home, engine, open_master(home.key_info, config_dir(), ask=ask))


def _ready(home: Home, engine: Engine, master: Master) -> Store:
    store = Store(home, engine, master)
    store.zone = store.recall("zone", "UTC")
    store.simulated = store.recall("simulated") == "yes"
    store.refresh_projection()
    return store
