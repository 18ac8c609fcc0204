"""The chain of events, pure: how an event is hashed, and what is wrong with a chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

GENESIS = "0" * 64
"""What the first event of a request follows."""
_ENVELOPE = (
    "id",
    "request_id",
    "seq",
    "kind",
    "occurred_at",
    "recorded_at",
    "actor",
    "cause",
    "message_id",
    "idempotency_key",
    "payload_hash",
    "prev_hash",
)


def canonical(value: object) -> bytes:
    """Return JSON in one form only: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def payload_hash(salt: bytes, payload: Mapping[str, Any]) -> str:
    """Return sha256(salt ‖ canonical JSON): an erased payload cannot be guessed from it."""
    return hashlib.sha256(salt + canonical(dict(payload))).hexdigest()


def event_hash(row: Mapping[str, Any]) -> str:
    """Return the hash of an event's envelope, which holds the payload's hash and that of the event before."""
    return hashlib.sha256(canonical({name: row[name] for name in _ENVELOPE})).hexdigest()


def broken_links(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return a sentence for each event that is missing, altered, or does not follow the one before it."""
    faults: list[str] = []
    previous = GENESIS
    for number, row in enumerate(rows, 1):
        if row["seq"] != number:
            faults.append(f"event {number} is missing")
        if row["prev_hash"] != previous:
            faults.append(f"event {row['seq']} does not follow the one before it")
        if event_hash(row) != row["hash"]:
            faults.append(f"event {row['seq']} was altered")
        previous = row["hash"]
    return faults
