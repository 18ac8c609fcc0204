"""Telling a request's story in short: a line is an event."""

from __future__ import annotations

from datetime import UTC, datetime, time
from datetime import date as day_type
from typing import Any

from unlist.tracker.model import Event, EventKind

K = EventKind
GERMAN = {"law": "gdpr", "right": "deletion", "jurisdiction": "DE"}
OPT_OUT = {"law": "ccpa", "right": "opt_out", "jurisdiction": "US-CA"}
DELETION_CA = {"law": "ccpa", "right": "deletion", "jurisdiction": "US-CA"}
ENGLISH = {"law": "uk-gdpr", "right": "deletion", "jurisdiction": "GB-ENG"}


class Story:
    """Events numbered and dated as they are told; the day told is also the payload's `on`."""

    def __init__(self, claim: dict[str, str] | None = None, *, channel: str = "email", **clock: Any) -> None:
        self.claim = {**(GERMAN if claim is None else claim), "channel": channel, **clock}
        self.events: list[Event] = []
        self.day = "2026-11-23"

    def tell(self, kind: EventKind, day: str | None = None, /, *, message: str | None = None, **payload: Any) -> Story:
        self.day = day or self.day
        at = datetime.combine(day_type.fromisoformat(self.day), time(12), UTC)
        payload.setdefault("on", self.day)
        self.events.append(Event(len(self.events) + 1, kind, at, at, "person", payload, message))
        return self

    def draft(self, on: str | None = None, purpose: str = "first", **more: Any) -> Story:
        claim = self.claim if purpose == "first" else {}
        return self.tell(K.DRAFTED, on, purpose=purpose, **claim, **more)

    def queue(self, on: str | None = None, purpose: str = "first") -> Story:
        return self.draft(on, purpose).tell(K.APPROVED)

    def sending(self, on: str | None = None, purpose: str = "first") -> Story:
        return self.queue(on, purpose).tell(K.SEND_INTENDED)

    def sent(self, on: str | None = None, purpose: str = "first") -> Story:
        return self.sending(on, purpose).tell(K.DOT_INTENDED).tell(K.SEND_ACCEPTED)

    def handed_over(self, on: str | None = None, purpose: str = "first") -> Story:
        return self.sending(on, purpose).tell(K.HANDED_OVER)
