"""Keys and encryption: a master key opens data keys, a data key opens columns and messages.

The master key lies in the system's keyring, else is made from a passphrase (Argon2id), else lies in a file of the
configuration directory. Values are encrypted with AES-256-GCM; table, column and row are authenticated with them, so
that a value moved to another place does not open.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from unlist.errors import HomeUnusable, NotFound, Refused
from unlist.files import make_private_directory, write_file

KEY_BYTES = 32
_NONCE_BYTES = 12
_SERVICE = "unlist"
# RFC 9106 section 4, the second recommended option: 64 MiB, three passes, four lanes.
_ARGON2 = {"iterations": 3, "lanes": 4, "memory_cost": 64 * 1024}

KeyKind = Literal["keyring", "passphrase", "file"]
Ask = Callable[[str], str]


def new_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, clear: bytes, place: str) -> bytes:
    """Encrypt `clear` for `place` (`table|column|row`); the place is authenticated, not stored."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, clear, place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """Decrypt what `seal` made for the same place. Raises HomeUnusable when it was altered."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as problem:
        raise HomeUnusable(
            f"An encrypted value ({place.split('|', maxsplit=1)[0]}) does not open: it was altered, or the key is another one.",
            hint="Check with: unlist request verify",
        ) from problem


def blind(key: bytes, kind: str, value: str) -> str:
    """Return a keyed hash by which an encrypted value can be looked up without being readable."""
    derived = hmac.digest(key, b"blind index", "sha256")
    return hmac.new(derived, f"{kind}|{value}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Master:
    """The master key of a home, and where it comes from."""

    key: bytes
    kind: KeyKind


def create_master(
    info: Path, config_directory: Path, *, ask: Ask | None = None, environment: Mapping[str, str] = os.environ
) -> Master:
    """Make a master key and write to `info` how it is found again, never the key itself.

    UNLIST_KEY chooses the kind; without it the keyring is tried, then a passphrase if one is given, then a file.
    """
    wanted = environment.get("UNLIST_KEY", "")
    name = secrets.token_hex(8)
    key = new_key()
    passphrase = environment.get("UNLIST_PASSPHRASE")
    if wanted == "passphrase" and not passphrase and ask:
        passphrase = ask("A passphrase for this home")
    details: dict[str, Any]
    if wanted in {"", "keyring"} and not passphrase and _put_in_keyring(name, key):
        details = {"kind": "keyring"}
    elif passphrase:
        salt = secrets.token_bytes(16)
        key = _derive(passphrase, salt, _ARGON2)
        details = {"kind": "passphrase", "salt": salt.hex(), "argon2id": _ARGON2}
    else:
        make_private_directory(config_directory)
        write_file(config_directory / f"{name}.key", base64.b64encode(key) + b"\n", replace=False)
        details = {"kind": "file"}
    details |= {"version": 1, "name": name, "check": seal(key, b"unlist", "key|check|").hex()}
    write_file(info, json.dumps(details, indent=1).encode())
    return Master(key, details["kind"])


def open_master(
    info: Path, config_directory: Path, *, ask: Ask | None = None, environment: Mapping[str, str] = os.environ
) -> Master:
    """Find the master key of a home again.

    Raises NotFound when the key is gone, Refused when the passphrase is wrong or cannot be asked for, HomeUnusable
    when `info` is damaged.
    """
    try:
        details = json.loads(info.read_bytes())
        kind, name, check = details["kind"], str(details["name"]), bytes.fromhex(details["check"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise HomeUnusable(f"{info} is missing or damaged.", hint="Restore it from a backup of the home.") from problem
    if kind == "keyring":
        key = _from_keyring(name)
    elif kind == "passphrase":
        passphrase = environment.get("UNLIST_PASSPHRASE") or (ask("Passphrase") if ask else "")
        if not passphrase:
            raise Refused("This home opens with a passphrase.", hint="Set UNLIST_PASSPHRASE, or run on a terminal.")
        key = _derive(passphrase, bytes.fromhex(details["salt"]), details["argon2id"])
    else:
        key = _from_file(config_directory / f"{name}.key")
    try:
        unseal(key, check, "key|check|")
    except HomeUnusable as problem:
        what = "That passphrase" if kind == "passphrase" else "The key that was found"
        raise Refused(f"{what} does not open this home.", hint="Nothing was changed; try again.") from problem
    return Master(key, kind)


def _derive(passphrase: str, salt: bytes, cost: Mapping[str, int]) -> bytes:
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost["iterations"],
        lanes=cost["lanes"],
        memory_cost=cost["memory_cost"],
    ).derive(passphrase.encode())


def _put_in_keyring(name: str, key: bytes) -> bool:
    """Store a key in the system's keyring and read it back; False where there is none that keeps it."""
    import keyring
    from keyring.errors import KeyringError

    encoded = base64.b64encode(key).decode()
    try:
        keyring.set_password(_SERVICE, name, encoded)
        return keyring.get_password(_SERVICE, name) == encoded
    except (KeyringError, OSError, RuntimeError):
        return False


def _from_keyring(name: str) -> bytes:
    import keyring
    from keyring.errors import KeyringError

    try:
        encoded = keyring.get_password(_SERVICE, name)
    except (KeyringError, OSError, RuntimeError) as problem:
        raise NotFound("Your system's keyring does not open.", hint="Unlock it and run this again.") from problem
    if not encoded:
        raise NotFound(
            "Your system's keyring holds no key for this home.", hint="Restore the keyring's entry 'unlist'."
        )
    return base64.b64decode(encoded)


def _from_file(path: Path) -> bytes:
    try:
        return base64.b64decode(path.read_bytes().strip(), validate=True)
    except FileNotFoundError as problem:
        raise NotFound(
            f"The key file {path} is gone.", hint="Restore it; without it nothing here can be read."
        ) from problem
    except (OSError, ValueError) as problem:
        raise HomeUnusable(
            f"The key file {path} cannot be read.", hint="Restore it from where you keep a copy."
        ) from problem
