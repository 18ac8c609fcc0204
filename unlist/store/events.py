"""Events: appended, chained, folded into a projection, all in one transaction."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select  # noqa: TID253 - the store is the module made for it

from unlist import clock
from unlist.errors import HomeUnusable, NotFound, Refused, Stale
from unlist.models import Event as EventRow
from unlist.models import Head
from unlist.store.base import iso
from unlist.store.database import explained, new_id, row_of
from unlist.store.people import PROJECTION, REQUEST, People
from unlist.tracker.fold import RULE_VERSION, fold
from unlist.tracker.model import Event, EventKind, State
from unlist.tracker.table import allowed

EVENT = EventRow.__table__  # type: ignore[attr-defined]
HEAD = Head.__table__  # type: ignore[attr-defined]
_SALT_BYTES = 32
_GENESIS = "0" * 64


def canonical(value: object) -> bytes:
    """Return JSON in one form only: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def payload_hash(salt: bytes, payload: Mapping[str, Any]) -> str:
    """Return sha256(salt ‖ canonical JSON): an erased payload cannot be guessed from it."""
    return hashlib.sha256(salt + canonical(dict(payload))).hexdigest()


def event_hash(row: Mapping[str, Any]) -> str:
    """Return the hash of an event's envelope, which holds the payload's hash and that of the event before."""
    envelope = {
        name: row[name]
        for name in (
            "id", "request_id", "seq", "kind", "occurred_at", "recorded_at", "actor", "cause", "message_id",
            "idempotency_key", "payload_hash", "prev_hash",
        )
    }  # fmt: skip
    return hashlib.sha256(canonical(envelope)).hexdigest()


class Events(People):
    """The part of the store that holds what happened."""

    def append(
        self,
        request_id: str,
        kind: EventKind,
        *,
        expected_seq: int,
        occurred_at: datetime,
        actor: str,
        payload: Mapping[str, Any] | None = None,
        message: str | None = None,
        cause: int | None = None,
        key: str | None = None,
    ) -> Event:
        """Record an event and what it makes of the request, or neither.

        `key` makes it idempotent: the event that was recorded under it is returned and nothing happens. Raises Stale
        when `expected_seq` is no longer the last one, Refused when the event may not follow the present status.
        """
        with explained(self._home.database), self._engine.begin() as connection:
            data_key = self._key_of(connection, request_id)
            earlier = self._by_key(connection, data_key, key) if key else None
            if earlier is not None:
                return earlier
            events, last_hash = self._read(connection, request_id, data_key)
            self._hold(events, kind, expected_seq)
            event, row = self._new_row(
                request_id,
                events,
                last_hash,
                kind,
                data_key,
                occurred_at=occurred_at,
                actor=actor,
                payload=dict(payload or {}),
                message=message,
                cause=cause,
                key=key,
            )
            state = fold([*events, event])
            connection.execute(EVENT.insert().values(**row))
            self._set_head(connection, request_id, event.seq, row["hash"])
            self._project(connection, request_id, state)
        return event

    def _hold(self, events: list[Event], kind: EventKind, expected_seq: int) -> None:
        last = events[-1].seq if events else 0
        if last != expected_seq:
            raise Stale(
                "This request changed while you looked at it.", hint="Look again, then decide: unlist request show"
            )
        status = fold(events).status if events else None
        if not allowed(status, kind):
            stands = f"{status.replace('_', ' ')}" if status else "not begun"
            raise Refused(
                f"{kind.replace('_', ' ').capitalize()!r} cannot follow now: the request is {stands}.",
                hint="See: unlist request show; a closed or answered one is taken up again with: unlist request reopen",
            )

    def _new_row(
        self,
        request_id: str,
        events: list[Event],
        last_hash: str,
        kind: EventKind,
        data_key: bytes,
        *,
        occurred_at: datetime,
        actor: str,
        payload: dict[str, Any],
        message: str | None,
        cause: int | None,
        key: str | None,
    ) -> tuple[Event, dict[str, Any]]:
        seq = (events[-1].seq if events else 0) + 1
        recorded_at = clock.now()
        row_id = new_id(recorded_at)
        salt = secrets.token_bytes(_SALT_BYTES)
        row: dict[str, Any] = {
            "id": row_id,
            "request_id": request_id,
            "seq": seq,
            "kind": kind.value,
            "occurred_at": iso(occurred_at),
            "recorded_at": iso(recorded_at),
            "actor": actor,
            "cause": cause,
            "message_id": message,
            "idempotency_key": key or row_id,
            "payload_hash": payload_hash(salt, payload),
            "prev_hash": last_hash,
        }
        row["hash"] = event_hash(row)
        sealed = {"salt": salt.hex(), "payload": payload}
        row["payload_sealed"] = self._seal(data_key, sealed, "event", "payload", row_id)
        return Event(seq, kind, occurred_at, recorded_at, actor, payload, message, cause), row

    def _key_of(self, connection: Connection, request_id: str) -> bytes:
        row = row_of(connection.execute(select(REQUEST.c.subject_id).where(REQUEST.c.id == request_id)))
        if row is None:
            raise NotFound(f"There is no request {request_id!r}.", hint="See: unlist request list")
        return self._subject_key(self._subject_by_id(connection, row["subject_id"]))

    def _by_key(self, connection: Connection, data_key: bytes, key: str) -> Event | None:
        row = row_of(connection.execute(select(EVENT).where(EVENT.c.idempotency_key == key)))
        return self._opened(row, data_key) if row else None

    def _opened(self, row: Mapping[str, Any], data_key: bytes) -> Event:
        sealed = self._unseal(data_key, row["payload_sealed"], "event", "payload", row["id"])
        return Event(
            seq=row["seq"],
            kind=EventKind(row["kind"]),
            occurred_at=datetime.fromisoformat(row["occurred_at"]),
            recorded_at=datetime.fromisoformat(row["recorded_at"]),
            actor=row["actor"],
            payload=sealed["payload"],
            message=row["message_id"],
            cause=row["cause"],
        )

    def _rows(self, connection: Connection, request_id: str) -> list[dict[str, Any]]:
        found = connection.execute(select(EVENT).where(EVENT.c.request_id == request_id).order_by(EVENT.c.seq))
        return [dict(row) for row in found.mappings()]

    def _read(self, connection: Connection, request_id: str, data_key: bytes) -> tuple[list[Event], str]:
        rows = self._rows(connection, request_id)
        return [self._opened(row, data_key) for row in rows], rows[-1]["hash"] if rows else _GENESIS

    def events(self, request_id: str) -> list[Event]:
        """Return the events of a request in order."""
        with explained(self._home.database), self._engine.begin() as connection:
            return self._read(connection, request_id, self._key_of(connection, request_id))[0]

    def state(self, request_id: str) -> State:
        """Return what the events of a request amount to."""
        return fold(self.events(request_id))

    def _set_head(self, connection: Connection, request_id: str, seq: int, last_hash: str) -> None:
        connection.execute(HEAD.delete().where(HEAD.c.request_id == request_id))
        signature = self._signature(request_id, seq, last_hash)
        connection.execute(HEAD.insert().values(request_id=request_id, seq=seq, hash=last_hash, signature=signature))

    def _signature(self, request_id: str, seq: int, last_hash: str) -> str:
        return self.blind("head", f"{request_id}|{seq}|{last_hash}")

    def _project(self, connection: Connection, request_id: str, state: State) -> None:
        connection.execute(PROJECTION.delete().where(PROJECTION.c.request_id == request_id))
        connection.execute(PROJECTION.insert().values(**_projected(request_id, state)))

    def rebuild_projection(self) -> int:
        """Make the projection of every request anew; return how many there are."""
        with explained(self._home.database), self._engine.begin() as connection:
            ids = [row[0] for row in connection.execute(select(REQUEST.c.id))]
            for request_id in ids:
                events, _ = self._read(connection, request_id, self._key_of(connection, request_id))
                if events:
                    self._project(connection, request_id, fold(events))
        return len(ids)

    def verify(self, request_id: str) -> list[str]:
        """Check a request's chain, head, payloads and projection; return a sentence for each fault."""
        with explained(self._home.database), self._engine.begin() as connection:
            data_key = self._key_of(connection, request_id)
            rows = self._rows(connection, request_id)
            head = row_of(connection.execute(select(HEAD).where(HEAD.c.request_id == request_id)))
            seen = row_of(connection.execute(select(PROJECTION).where(PROJECTION.c.request_id == request_id)))
        faults: list[str] = []
        previous, events = _GENESIS, []
        for number, row in enumerate(rows, 1):
            if row["seq"] != number:
                faults.append(f"event {number} is missing")
            if row["prev_hash"] != previous:
                faults.append(f"event {row['seq']} does not follow the one before it")
            if event_hash(row) != row["hash"]:
                faults.append(f"event {row['seq']} was altered")
            try:
                events.append(self._opened(row, data_key))
                sealed = self._unseal(data_key, row["payload_sealed"], "event", "payload", row["id"])
                if payload_hash(bytes.fromhex(sealed["salt"]), sealed["payload"]) != row["payload_hash"]:
                    faults.append(f"what event {row['seq']} says was exchanged")
            except HomeUnusable:
                faults.append(f"what event {row['seq']} says cannot be opened")
            previous = row["hash"]
        faults += self._check_head(request_id, head, rows, previous)
        if len(events) == len(rows) and events and (seen is None or dict(seen) != _projected(request_id, fold(events))):
            faults.append("the list shows another state than the events amount to")
        return faults

    def _check_head(
        self, request_id: str, head: Mapping[str, Any] | None, rows: list[dict[str, Any]], last_hash: str
    ) -> list[str]:
        if head is None:
            return ["the signed end of the chain is missing"] if rows else []
        if not hmac.compare_digest(head["signature"], self._signature(request_id, head["seq"], head["hash"])):
            return ["the end of the chain is not signed by this home"]
        if head["seq"] > len(rows):
            return [f"{head['seq'] - len(rows)} events at the end are missing"]
        return [] if head["hash"] == last_hash else ["the chain ends in another event than the signed one"]


def _projected(request_id: str, state: State) -> dict[str, Any]:
    return {
        "request_id": request_id,
        "rule_version": RULE_VERSION,
        "status": state.status.value,
        "reason": state.reason or None,
        "outcome": state.outcome.value if state.outcome else None,
        "sent_on": state.sent_on.isoformat() if state.sent_on else None,
        "due_on": state.due_on.isoformat() if state.due_on else None,
        "acknowledge_by": state.acknowledge_by.isoformat() if state.acknowledge_by else None,
        "answered_on": state.answered_on.isoformat() if state.answered_on else None,
        "snoozed_until": state.snoozed_until.isoformat() if state.snoozed_until else None,
        "closed_at": iso(state.closed_at) if state.closed_at else None,
        "unreviewed": len(state.unreviewed),
        "last_seq": state.last_seq,
    }
