"""Events: appended, chained, folded into a projection, all in one transaction."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select  # noqa: TID253 - the store is the module made for it

from unlist import clock
from unlist.errors import HomeUnusable, NotFound, Stale
from unlist.models import Event as EventRow
from unlist.models import Head
from unlist.store.base import iso
from unlist.store.chain import GENESIS, broken_links, event_hash, payload_hash
from unlist.store.database import new_id, row_of
from unlist.store.people import DISCLOSURE, PROJECTION, REQUEST, People
from unlist.tracker.fold import RULE_VERSION, fold
from unlist.tracker.model import Event, EventKind, State, Status

EVENT = EventRow.__table__  # type: ignore[attr-defined]
HEAD = Head.__table__  # type: ignore[attr-defined]
_SALT_BYTES = 32


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

        `key` makes it idempotent within its request: the event that was recorded under it is returned and nothing
        happens. Raises Stale when `expected_seq` is no longer the last one, Refused when the event may not follow.
        """
        with self._write() as connection:
            data_key = self._key_of(connection, request_id)
            earlier = self._by_key(connection, data_key, f"{request_id}:{key}") if key else None
            if earlier is not None:
                return earlier
            events, last_hash = self._log(connection, request_id, data_key)
            last = events[-1].seq if events else 0
            if last != expected_seq:
                raise Stale(
                    "This request changed while you looked at it.", hint="Look again, then decide: unlist request show"
                )
            recorded_at = clock.now()
            event = Event(last + 1, kind, occurred_at, recorded_at, actor, dict(payload or {}), message, cause)
            state = fold([*events, event])  # refuses what may not follow
            row = self._row(request_id, event, last_hash, data_key, key)
            connection.execute(EVENT.insert().values(**row))
            self._set_head(connection, request_id, event.seq, row["hash"])
            self._project(connection, request_id, state)
        return event

    def _row(self, request_id: str, event: Event, last_hash: str, data_key: bytes, key: str | None) -> dict[str, Any]:
        row_id = new_id(event.recorded_at)
        salt = secrets.token_bytes(_SALT_BYTES)
        row: dict[str, Any] = {
            "id": row_id,
            "request_id": request_id,
            "seq": event.seq,
            "kind": event.kind.value,
            "occurred_at": iso(event.occurred_at),
            "recorded_at": iso(event.recorded_at),
            "actor": event.actor,
            "cause": event.cause,
            "message_id": event.message,
            "idempotency_key": f"{request_id}:{key}" if key else row_id,
            "payload_hash": payload_hash(salt, event.payload),
            "prev_hash": last_hash,
        }
        row["hash"] = event_hash(row)
        sealed = {"salt": salt.hex(), "payload": dict(event.payload)}
        row["payload_sealed"] = self._seal(data_key, sealed, "event", "payload", row_id)
        return row

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

    def _log(self, connection: Connection, request_id: str, data_key: bytes) -> tuple[list[Event], str]:
        rows = self._rows(connection, request_id)
        return [self._opened(row, data_key) for row in rows], rows[-1]["hash"] if rows else GENESIS

    def events(self, request_id: str) -> list[Event]:
        """Return the events of a request in order."""
        with self._read() as connection:
            return self._log(connection, request_id, self._key_of(connection, request_id))[0]

    def last_seq(self, request_id: str) -> int:
        """Return the number of the last event of a request, 0 before the first."""
        with self._read() as connection:
            query = select(EVENT.c.seq).where(EVENT.c.request_id == request_id).order_by(EVENT.c.seq.desc()).limit(1)
            return int(connection.execute(query).scalar() or 0)

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
        """Write what lists read: the state, and what left for whom."""
        for table in (PROJECTION, DISCLOSURE):
            connection.execute(table.delete().where(table.c.request_id == request_id))
        connection.execute(PROJECTION.insert().values(**_projected(request_id, state)))
        key = self._key_of(connection, request_id)
        for left in state.disclosed:
            row_id = new_id(clock.now())
            sealed = {"value": left.value, "recipient": left.recipient}
            connection.execute(
                DISCLOSURE.insert().values(
                    id=row_id,
                    request_id=request_id,
                    kind=left.kind,
                    on=left.on.isoformat(),
                    value_sealed=self._seal(key, sealed, "disclosure", "value", row_id),
                )
            )

    def refresh_projection(self) -> None:
        """Make the projections anew that an older version of the rules made."""
        with self._read() as connection:
            stale = select(PROJECTION.c.request_id).where(PROJECTION.c.rule_version != RULE_VERSION).limit(1)
            if connection.execute(stale).first() is None:
                return
        self.rebuild_projection()

    def rebuild_projection(self) -> int:
        """Make the projection of every request anew; return how many there are."""
        with self._write() as connection:
            ids = [row[0] for row in connection.execute(select(REQUEST.c.id))]
            for request_id in ids:
                events, _ = self._log(connection, request_id, self._key_of(connection, request_id))
                if events:
                    self._project(connection, request_id, fold(events))
        return len(ids)

    def verify(self, request_id: str) -> list[str]:
        """Check a request's chain, head, payloads and projection; return a sentence for each fault."""
        with self._read() as connection:
            data_key = self._key_of(connection, request_id)
            rows = self._rows(connection, request_id)
            head = row_of(connection.execute(select(HEAD).where(HEAD.c.request_id == request_id)))
            seen = row_of(connection.execute(select(PROJECTION).where(PROJECTION.c.request_id == request_id)))
        faults = broken_links(rows)
        events: list[Event] = []
        for row in rows:
            try:
                events.append(self._opened(row, data_key))
                sealed = self._unseal(data_key, row["payload_sealed"], "event", "payload", row["id"])
                if payload_hash(bytes.fromhex(sealed["salt"]), sealed["payload"]) != row["payload_hash"]:
                    faults.append(f"what event {row['seq']} says was exchanged")
            except (HomeUnusable, ValueError, KeyError):
                faults.append(f"what event {row['seq']} says cannot be opened")
        faults += self._check_head(request_id, head, rows)
        if not faults and (not events or seen is None or dict(seen) != _projected(request_id, fold(events))):
            faults.append("the list shows another state than the events amount to")
        return faults

    def _check_head(self, request_id: str, head: Mapping[str, Any] | None, rows: list[dict[str, Any]]) -> list[str]:
        if head is None:
            return ["the signed end of the chain is missing"]
        if not hmac.compare_digest(head["signature"], self._signature(request_id, head["seq"], head["hash"])):
            return ["the end of the chain is not signed by this home"]
        if head["seq"] > len(rows):
            return [f"{head['seq'] - len(rows)} events at the end are missing"]
        ends_there = rows and head["hash"] == rows[-1]["hash"]
        return [] if ends_there else ["the chain ends in another event than the signed one"]


def _projected(request_id: str, state: State) -> dict[str, Any]:
    return {
        "request_id": request_id,
        "rule_version": RULE_VERSION,
        "status": state.status.value,
        # Why a broker refused is told in its own words: they stay sealed in the event.
        "reason": (state.reason or None) if state.status in {Status.AWAITING_YOU, Status.CLOSED} else None,
        "outcome": state.outcome.value if state.outcome else None,
        "sent_on": state.sent_on.isoformat() if state.sent_on else None,
        "due_on": state.due_on.isoformat() if state.due_on else None,
        "acknowledge_by": state.acknowledge_by.isoformat() if state.acknowledge_by else None,
        "answered_on": state.answered_on.isoformat() if state.answered_on else None,
        "snoozed_until": state.snoozed_until.isoformat() if state.snoozed_until else None,
        "leaves_at": iso(state.leaves_at.astimezone(UTC)) if state.leaves_at else None,
        "closed_at": iso(state.closed_at) if state.closed_at else None,
        "unreviewed": len(state.unreviewed),
        "last_seq": state.last_seq,
    }
