"""Requests as the outbox opens them, for tests of the store."""

from __future__ import annotations

from datetime import UTC, datetime

from unlist import reference
from unlist.law.model import Claim, Ground
from unlist.store.facts import NewRequest
from unlist.tracker.model import EventKind
from unlist.words import LawId, Right

CLAIM = Claim(
    law=LawId.GDPR,
    right=Right.DELETION,
    title="erasure of my data",
    why="GDPR holds because SCHUFA is established in DE (art. 3(1)).",
    grounds=(Ground("Data that is no longer needed is to be erased", "GDPR art. 17(1)"),),
    citations=("GDPR art. 17(1)",),
    rule="eu-gdpr-12-3",
    jurisdiction="DE",
    confirm=("residence",),
)
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def asked(store, *, subject="lena", broker="schufa", right=Right.DELETION):
    """Open a request and draft its letter, as the outbox does."""
    with store.transaction():
        request = store.open_request(
            NewRequest(
                reference=reference.new_reference(),
                subject=subject,
                broker=broker,
                law=LawId.GDPR,
                right=right,
                variant="",
                jurisdiction="DE",
                rule="eu-gdpr-12-3",
                claim=CLAIM,
                created_at=AT,
            )
        )
        draft(store, request)
    return request


def draft(store, request, **more):
    payload = {
        "purpose": "first",
        "law": "gdpr",
        "right": request.right.value,
        "jurisdiction": "DE",
        "channel": "email",
    }
    kind = more.pop("kind", "drafted")
    return store.append(
        request.id,
        EventKind(kind),
        expected_seq=more.pop("expected_seq", store.last_seq(request.id)),
        occurred_at=AT,
        actor="person",
        payload={**payload, **more.pop("payload", {})},
        **more,
    )
