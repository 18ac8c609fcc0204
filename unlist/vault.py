"""Messages byte for byte, each encrypted with a key of its own and named by a keyed hash of what it holds."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from pathlib import Path

from unlist.crypto import seal, unseal
from unlist.errors import HomeUnusable
from unlist.files import make_private_directory, write_file


@dataclass(frozen=True)
class Vault:
    """A directory of sealed contents. A name is a keyed hash or an id: it tells nothing about what it names."""

    directory: Path

    def _path(self, name: str) -> Path:
        return self.directory / name[-2:] / name

    def put(self, name: str, key: bytes, content: bytes) -> str:
        """Seal and write a message; return its SHA-256 in hex. Called before any row names it.

        What an earlier try left under the same name is replaced. Raises HomeUnusable when the disk is full.
        """
        path = self._path(name)
        make_private_directory(path.parent)
        write_file(path, seal(key, content, f"vault|message|{name}"))
        return hashlib.sha256(content).hexdigest()

    def get(self, name: str, key: bytes, sha256: str) -> bytes:
        """Return a message exactly as it was put. Raises HomeUnusable when it is gone or was altered."""
        try:
            sealed = self._path(name).read_bytes()
        except OSError as problem:
            raise HomeUnusable(
                f"Message {name[:12]} is missing from the vault.", hint="Restore it from a backup."
            ) from problem
        content = unseal(key, sealed, f"vault|message|{name}")
        if hashlib.sha256(content).hexdigest() != sha256:
            raise HomeUnusable(f"Message {name[:12]} is not what was stored.", hint="Restore it from a backup.")
        return content

    def remove(self, name: str) -> None:
        """Forget a message whose row is gone."""
        with contextlib.suppress(FileNotFoundError):
            self._path(name).unlink()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever put here."""
        return not self.directory.exists() or not any(path.is_file() for path in self.directory.rglob("*"))
