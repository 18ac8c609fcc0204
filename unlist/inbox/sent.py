"""The person's Sent folder: a copy that their provider filed there proves that a letter left, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from unlist.clock import day_of
from unlist.errors import UnlistError
from unlist.mailbox.imap import Mailbox
from unlist.store import Store
from unlist.tracker.fold import last_draft
from unlist.tracker.model import EventKind, Reason, Status
from unlist.words import ChannelKind

_CLOCKS_DIFFER = timedelta(minutes=10)
"""How far a server's clock may lie behind ours."""


def settle_sent(store: Store, mailbox: Mailbox, *, at: datetime) -> list[str]:
    """Record as sent what lies in the Sent folder and was handed over or is uncertain; return the references.

    That a letter does not lie there proves nothing. Raises OutOfReach.
    """
    waiting = store.requests(statuses=(Status.AWAITING_YOU,), open_only=True)
    states = [(request, store.state(request.id)) for request in waiting]
    doubtful = [pair for pair in states if pair[1].reason in {Reason.HAND_OFF, Reason.CONFIRM_SENT}]
    folder = mailbox.sent_folder() if doubtful else None
    if folder is None:
        return []
    mailbox.examine(folder)
    found: list[str] = []
    for request, state in doubtful:
        drafted = last_draft(store.events(request.id))
        if drafted.payload.get("channel") != ChannelKind.EMAIL:
            continue
        since = drafted.occurred_at - _CLOCKS_DIFFER
        filed_at = mailbox.filed_at(str(drafted.payload["message_id"]), request.reference, since=since)
        if filed_at is None:
            continue
        payload = {
            "on": day_of(filed_at, store.zone).isoformat(),
            "purpose": state.purpose.value,
            "proof": "sent folder",
        }
        try:
            store.append(
                request.id,
                EventKind.SENT,
                expected_seq=state.last_seq,
                occurred_at=at,
                actor="system",
                payload={**payload, "proof": "sent folder"},
            )
        except UnlistError:
            continue  # it changed meanwhile: the next look sees it as it is then
        found.append(request.reference)
    return found
