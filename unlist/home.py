"""The home directory: its paths, its permissions and its lock."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from unlist.errors import HomeUnusable, Locked, NotFound
from unlist.files import make_private_directory

LOCK_PATIENCE = 5.0
"""Seconds that a second command waits for the first."""


@dataclass(frozen=True)
class Home:
    """Where everything that Unlist keeps lies. Nothing of it is created before `create`."""

    path: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.path / "unlist.db"

    @property
    def vault(self) -> Path:
        """The encrypted messages, byte for byte."""
        return self.path / "vault"

    @property
    def key_info(self) -> Path:
        """Which kind of key opens this home, and the salt; never the key."""
        return self.path / "key.json"

    @property
    def exists(self) -> bool:
        """Whether a home was created here."""
        return self.database.exists()

    def create(self) -> None:
        """Make the directories, 0700. Raises HomeUnusable when something is in the way."""
        make_private_directory(self.path)
        make_private_directory(self.vault)

    def require(self) -> None:
        """Raise NotFound when there is no home here, HomeUnusable when others may read it."""
        if not self.exists:
            raise NotFound(f"There is no Unlist home at {self.path}.", hint="Create one with: unlist init")
        if os.name == "posix" and self.path.stat().st_mode & 0o077:
            raise HomeUnusable(
                f"{self.path} can be opened by other users of this machine.",
                hint=f"Close it with: chmod 700 '{self.path}'",
            )

    @contextmanager
    def lock(self, patience: float = LOCK_PATIENCE) -> Iterator[None]:
        """Hold the home for one writing command; a second one waits `patience` seconds, then Locked is raised."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 - reading commands take no lock

        guard = FileLock(self.path / ".lock", timeout=patience, mode=0o600)
        try:
            with guard:
                yield
        except Timeout as problem:
            raise Locked(
                f"Another unlist command is working in {self.path}.", hint="Wait until it ends, then run this again."
            ) from problem


def default_home(environment: Mapping[str, str] = os.environ) -> Path:
    """Return UNLIST_HOME if set, else the user's own data directory."""
    given = environment.get("UNLIST_HOME")
    return Path(given).expanduser() if given else platformdirs.user_data_path("unlist")
