"""Keys and encryption: a master key opens data keys, a data key opens columns and messages.

The master key lies in the system's keyring, else is made from a passphrase (Argon2id), else lies in a file of the
configuration directory; UNLIST_KEY (`keyring`, `passphrase`, `file`) chooses one of them when a home is created.
Values are encrypted with AES-256-GCM; table, column and row are authenticated with them, so that a value moved to
another place does not open.
"""

from __future__ import annotations

import base64
import contextlib
import hmac
import json
import os
import re
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from unlist.errors import BadInput, HomeUnusable, NotFound, Refused
from unlist.files import make_private_directory, write_file

KEY_BYTES = 32
_NONCE_BYTES = 12
_SERVICE = "unlist"
# RFC 9106 section 4, the second recommended option: 64 MiB, three passes, four lanes.
_ARGON2 = {"iterations": 3, "lanes": 4, "memory_cost": 64 * 1024}

KeyKind = Literal["keyring", "passphrase", "file"]
Ask = Callable[[str], str]

_VERSION = 1
_CHECK = "key|check|"
_NAME = re.compile("[0-9a-f]{16}")
"""The name of a key becomes part of a path."""


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
        table = place.split("|", maxsplit=1)[0]
        raise HomeUnusable(
            f"An encrypted value ({table}) does not open: it was altered, or the key is another one.",
            hint="Check with: unlist request verify",
        ) from problem


def blind(key: bytes, kind: str, value: str) -> str:
    """Return a keyed hash by which an encrypted value can be looked up without being readable."""
    derived = hmac.digest(key, b"blind index", "sha256")
    # Values from hostile mail may hold lone surrogates; they are hashed, never refused.
    return hmac.digest(derived, f"{kind}|{value}".encode("utf-8", "surrogatepass"), "sha256").hex()


@dataclass(frozen=True)
class Master:
    """The master key of a home, and where it comes from."""

    key: bytes
    kind: KeyKind
    name: str
    """The name of the key: under it the keyring has what belongs to this home."""


def create_master(
    info: Path,
    config_directory: Path,
    *,
    ask: Ask | None = None,
    environment: Mapping[str, str] = os.environ,
    throw_away: bool = False,
) -> Master:
    """Make a master key and write to `info` how it is found again, never the key itself.

    Tried in order: UNLIST_PASSPHRASE, the keyring, a passphrase that `ask` returns, a key file; UNLIST_KEY leaves one
    kind only. The key of a `throw_away` home lies inside it, so that both go together; it protects nothing.
    Raises BadInput or Refused when the kind that was chosen cannot be had.
    """
    name, key = secrets.token_hex(8), new_key()
    wanted = "file" if throw_away else _wanted(environment)
    passphrase = _normal(environment.get("UNLIST_PASSPHRASE", "")) if wanted in {"", "passphrase"} else ""
    details: dict[str, Any] = {"version": _VERSION, "name": name, "kind": "file"}
    if wanted == "keyring" or (not wanted and not passphrase):
        if put_in_keyring(name, base64.b64encode(key).decode()):
            details["kind"] = "keyring"
        elif wanted:
            raise Refused("No keyring of this system keeps a key.", hint="Set UNLIST_KEY to passphrase or file.")
    if details["kind"] != "keyring" and wanted in {"", "passphrase"}:
        passphrase = passphrase or _new_passphrase(ask, needed=wanted == "passphrase")
        if passphrase:
            salt = secrets.token_bytes(16)
            key = _derive(passphrase, salt, _ARGON2)
            details |= {"kind": "passphrase", "salt": salt.hex(), "argon2id": _ARGON2}
    if details["kind"] == "file":
        details["beside"] = throw_away
        path = _key_file(details, info, config_directory)
        make_private_directory(path.parent)
        write_file(path, base64.b64encode(key) + b"\n")
    details["check"] = seal(key, b"unlist", _CHECK).hex()
    write_file(info, json.dumps(details, indent=1).encode())
    return Master(key, details["kind"], name)


def open_master(
    info: Path, config_directory: Path, *, ask: Ask | None = None, environment: Mapping[str, str] = os.environ
) -> Master:
    """Find the master key of a home again.

    Raises NotFound when the key is gone, Refused when the passphrase is wrong or cannot be asked for, HomeUnusable
    when `info` is damaged.
    """
    details = _read_info(info)
    kind: KeyKind = details["kind"]
    if kind == "keyring":
        key = _from_keyring(details["name"])
    elif kind == "passphrase":
        passphrase = environment.get("UNLIST_PASSPHRASE") or (ask("Passphrase") if ask else "")
        if not passphrase:
            raise Refused("This home opens with a passphrase.", hint="Set UNLIST_PASSPHRASE, or run on a terminal.")
        key = _derive(_normal(passphrase), bytes.fromhex(details["salt"]), details["argon2id"])
    else:
        key = _from_file(_key_file(details, info, config_directory))
    try:
        unseal(key, bytes.fromhex(details["check"]), _CHECK)
    except HomeUnusable as problem:
        what = "That passphrase" if kind == "passphrase" else "The key that was found"
        raise Refused(f"{what} does not open this home.", hint="Nothing was changed; try again.") from problem
    return Master(key, kind, details["name"])


def discard_master(info: Path, config_directory: Path) -> None:
    """Take back what `create_master` left, for a home that could not be created after all."""
    with contextlib.suppress(Exception):
        details = _read_info(info)
        if details["kind"] == "keyring":
            drop_from_keyring(details["name"])
        elif details["kind"] == "file":
            _key_file(details, info, config_directory).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        info.unlink(missing_ok=True)


def _wanted(environment: Mapping[str, str]) -> str:
    wanted = environment.get("UNLIST_KEY", "")
    if wanted not in {"", *get_args(KeyKind)}:
        raise BadInput(f"UNLIST_KEY is {wanted!r}.", hint=f"Set it to one of: {', '.join(get_args(KeyKind))}.")
    return wanted


def _read_info(info: Path) -> dict[str, Any]:
    damaged = f"{info} is missing or damaged."
    hint = "Restore it from a backup of the home."
    try:
        details = dict(json.loads(info.read_bytes()))
        newer = details["version"] > _VERSION
        usable = details["kind"] in get_args(KeyKind) and bool(_NAME.fullmatch(details["name"]))
        bytes.fromhex(details["check"])
        if details["kind"] == "passphrase":
            bytes.fromhex(details["salt"])
            details["argon2id"] = {name: int(details["argon2id"][name]) for name in _ARGON2}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise HomeUnusable(damaged, hint=hint) from problem
    if newer:
        raise HomeUnusable(f"{info} was made by a newer Unlist.", hint="Update Unlist; nothing was changed.")
    if not usable:
        raise HomeUnusable(damaged, hint=hint)
    return details


def _key_file(details: Mapping[str, Any], info: Path, config_directory: Path) -> Path:
    return info.with_name("key") if details.get("beside") else config_directory / f"{details['name']}.key"


def _normal(passphrase: str) -> str:
    """One form for what different keyboards write as different bytes."""
    return unicodedata.normalize("NFC", passphrase)


def _new_passphrase(ask: Ask | None, *, needed: bool) -> str:
    """Ask for a passphrase twice; "" when nobody can be asked, which is refused if it is `needed`."""
    given = ""
    if ask:
        try:
            given = _normal(ask("A passphrase for this home (no keyring was found; UNLIST_KEY=file does without)"))
            if given and _normal(ask("The same passphrase again")) != given:
                raise Refused("The two passphrases differ.", hint="Nothing was created; run this again.")
        except BadInput:  # no terminal
            given = ""
    if needed and not given:
        raise Refused("No passphrase was given.", hint="Set UNLIST_PASSPHRASE, or run this on a terminal.")
    return given


def _derive(passphrase: str, salt: bytes, cost: Mapping[str, int]) -> bytes:
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost["iterations"],
        lanes=cost["lanes"],
        memory_cost=cost["memory_cost"],
    ).derive(passphrase.encode("utf-8", "surrogateescape"))


def put_in_keyring(name: str, secret: str) -> bool:
    """Store a secret in the system's keyring and read it back; False where there is none that keeps it."""
    import keyring

    try:
        keyring.set_password(_SERVICE, name, secret)
        return keyring.get_password(_SERVICE, name) == secret
    except Exception:  # noqa: BLE001 - a headless machine raises whatever its bus or backend raises
        return False


def find_in_keyring(name: str) -> str | None:
    """Return a secret of the system's keyring, None when it has none of that name. Raises NotFound when it is shut."""
    import keyring

    try:
        return keyring.get_password(_SERVICE, name)
    except Exception as problem:
        raise NotFound("Your system's keyring does not open.", hint="Unlock it and run this again.") from problem


def drop_from_keyring(name: str) -> None:
    """Take a secret out of the system's keyring, if it is there."""
    import keyring

    with contextlib.suppress(Exception):  # a headless machine raises whatever its bus or backend raises
        keyring.delete_password(_SERVICE, name)


def _from_keyring(name: str) -> bytes:
    encoded = find_in_keyring(name)
    if not encoded:
        raise NotFound(
            "Your system's keyring holds no key for this home.", hint="Restore the keyring's entry 'unlist'."
        )
    return base64.b64decode(encoded)


def _from_file(path: Path) -> bytes:
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise HomeUnusable(
                f"The key file {path} can be read by other users of this machine.",
                hint=f"Close it with: chmod 600 '{path}'",
            )
        return base64.b64decode(path.read_bytes().strip(), validate=True)
    except FileNotFoundError as problem:
        raise NotFound(
            f"The key file {path} is gone.", hint="Restore it; without it nothing here can be read."
        ) from problem
    except (OSError, ValueError) as problem:
        raise HomeUnusable(
            f"The key file {path} cannot be read.", hint="Restore it from where you keep a copy."
        ) from problem
