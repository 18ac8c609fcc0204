"""Messages byte for byte: content-addressed, each encrypted with a key of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from unlist.crypto import seal, unseal
from unlist.errors import HomeUnusable
from unlist.files import make_private_directory, write_file


@dataclass(frozen=True)
class Vault:
    """A directory of sealed messages, named by the id of their row."""

    directory: Path

    def _path(self, name: str) -> Path:
        return self.directory / name[-2:] / name

    def put(self, name: str, key: bytes, content: bytes) -> str:
        """Seal and write a message; return its SHA-256 in hex. Written before any row names it."""
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
                f"Message {name} is missing from the vault.", hint="Restore it from a backup."
            ) from problem
        content = unseal(key, sealed, f"vault|message|{name}")
        if hashlib.sha256(content).hexdigest() != sha256:
            raise HomeUnusable(f"Message {name} is not what was stored.", hint="Restore it from a backup.")
        return content
