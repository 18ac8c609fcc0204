"""An invented person, and requests as the outbox opens them."""

from __future__ import annotations

from datetime import UTC, datetime

from unlist import clock, reference
from unlist.law.model import Claim
from unlist.store.facts import NewRequest, SubjectFacts
from unlist.tracker.model import EventKind
from unlist.words import LawId, Right

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
CLAIM = Claim(
    law=LawId.GDPR, right=Right.DELETION, title="erasure of my data", why="GDPR art. 3(1).", jurisdiction="DE"
)


def person(handle, **more):
    facts = {"name": f"{handle.title()} Brückmann", "reply_to": f"{handle}@example.org", "residence": "DE"}
    return SubjectFacts(handle=handle, **{**facts, **more})


class Requests:
    """Opens a request at a broker and lets it come to stand where a test wants it, at the instant of the clock."""

    def __init__(self, store):
        self.store = store

    def handed_over(self, subject="lena", broker="quay-faces"):
        at = clock.now()
        new = NewRequest(
            reference=reference.new_reference(),
            subject=subject,
            broker=broker,
            law=LawId.GDPR,
            right=Right.DELETION,
            variant="",
            jurisdiction="DE",
            rule="eu-gdpr-12-3",
            claim=CLAIM,
            created_at=at,
        )
        request = self.store.open_request(new)
        claim = {"law": "gdpr", "right": "deletion", "jurisdiction": "DE", "channel": "email"}
        self.tell(request, "drafted", purpose="first", **claim)
        for kind in ("approved", "send_intended", "handed_over"):
            self.tell(request, kind)
        return request

    def sent(self, subject="lena", broker="quay-faces"):
        request = self.handed_over(subject, broker)
        self.tell(request, "sent")
        return request

    def tell(self, request, kind, message=None, **payload):
        at = clock.now()
        payload.setdefault("on", clock.today(self.store.zone).isoformat())
        self.store.append(
            request.id,
            EventKind(kind),
            expected_seq=self.store.last_seq(request.id),
            occurred_at=at,
            actor="person",
            payload=payload,
            message=message,
        )
