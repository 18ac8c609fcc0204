"""Which event may follow which status, and where it may lead: one table, and nothing else decides it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from unlist.tracker.model import EventKind, Status

K = EventKind
D, Q, S = Status.DRAFT, Status.QUEUED, Status.SENDING
B, Y, U = Status.AWAITING_BROKER, Status.AWAITING_YOU, Status.UNDELIVERABLE
A, C = Status.ANSWERED, Status.CLOSED

Row = Mapping[Status, tuple[Status, ...]]

INBOUND = frozenset(
    {K.REPLY_RECEIVED, K.AUTO_REPLIED, K.UNRELATED_RECEIVED, K.ACKNOWLEDGED, K.BOUNCED, K.DELIVERED},
)
"""Mail that came in, recorded without a person: possible in every status, and it never closes or reopens."""

CLOSING = frozenset({K.CLOSED, K.WITHDRAWN})
"""The only events that close."""

WIRE = frozenset(
    {
        K.SEND_INTENDED,
        K.DOT_INTENDED,
        K.SEND_ACCEPTED,
        K.SEND_DEFERRED,
        K.SEND_UNCERTAIN,
        K.SEND_FAILED,
        K.HANDED_OVER,
    },
)
"""What the tool saw itself do. Never taken back: a letter whose intent vanished would be sent twice."""

_KEEPS: Row = {status: (status,) for status in Status}
_KEEPS_OPEN: Row = {status: (status,) for status in Status if status is not C}
# A word of the broker also settles awaiting_you(hand_off) and (confirm_sent): the letter left, or none would answer it.
_SHOWS_RECEIPT: Row = {**_KEEPS, Y: (Y, B)}
# No broker's answer is decided on while a hand-off runs: its own result must be on record first.
_ASKS: Row = dict.fromkeys((D, Q, B, Y, U), (Y,))
_ENDS: Row = dict.fromkeys((D, Q, B, Y, U, A), (A,))
_CLOSES: Row = dict.fromkeys((D, Q, B, Y, U), (C,))
_FAILED = (D, Y, U)  # another channel to approve, a form to fill in, or no way left

_ROWS: Mapping[EventKind, Row] = {
    K.DRAFTED: dict.fromkeys((D, B, Y, U), (D,)),
    K.APPROVED: {D: (Q,)},
    K.SEND_INTENDED: {Q: (S,)},
    K.DOT_INTENDED: {S: (S,)},
    K.SEND_ACCEPTED: {S: (B,)},
    K.SEND_DEFERRED: {S: (Q,)},
    K.SEND_UNCERTAIN: {S: (Y,)},
    K.SEND_FAILED: {S: _FAILED},
    K.HANDED_OVER: dict.fromkeys((Q, S), (Y,)),
    K.SENT: dict.fromkeys((D, Q, S, Y, U), (B,)),
    K.NOT_SENT: {Y: (D,)},
    K.DELIVERED: _SHOWS_RECEIPT,
    K.BOUNCED: {**_KEEPS, Q: (Q, *_FAILED), B: (B, *_FAILED), Y: _FAILED},
    K.REPLY_RECEIVED: _KEEPS,
    K.REPLY_DISMISSED: _KEEPS,
    K.ACKNOWLEDGED: _SHOWS_RECEIPT,
    K.AUTO_REPLIED: _KEEPS,
    K.UNRELATED_RECEIVED: _KEEPS,
    K.IDENTITY_REQUESTED: _ASKS,
    K.INFORMATION_REQUESTED: _ASKS,
    K.AUTHORIZATION_REQUESTED: _ASKS,
    K.CONFIRMATION_REQUESTED: _ASKS,
    K.FORM_REQUIRED: _ASKS,
    K.QUESTION_ASKED: _ASKS,
    K.ANSWERED_BROKER: dict.fromkeys((D, B, Y), (B,)),
    K.EXTENDED: {D: (D,), Q: (Q,), B: (B,), Y: (Y, B), U: (U,)},
    K.FULFILLED: _ENDS,
    K.PARTLY_FULFILLED: _ENDS,
    K.OPTED_OUT: _ENDS,
    K.NOT_FOUND: _ENDS,
    K.DENIED: _ENDS,
    K.REDIRECTED: _ENDS,
    K.NOTED: _KEEPS,
    K.SNOOZED: _KEEPS_OPEN,
    K.MUTED: _KEEPS_OPEN,
    K.UNMUTED: _KEEPS_OPEN,
    K.PROPOSED: _KEEPS,
    K.WITHDRAWN: _CLOSES,
    K.CLOSED: {**_CLOSES, A: (C,)},
    # Back to where the request stood before it ended; never to queued: what leaves is approved again.
    K.REOPENED: dict.fromkeys((A, C), (D, B, Y, U)),
    # Taking an event back yields what the others amount to.
    K.CORRECTED: dict.fromkeys(Status, tuple(Status)),
}

TRANSITIONS: Mapping[tuple[Status, EventKind], frozenset[Status]] = MappingProxyType(
    {(status, kind): frozenset(to) for kind, row in _ROWS.items() for status, to in row.items()},
)
"""(status, event) -> the statuses it may lead to. A pair that is absent is refused."""


def allowed(status: Status | None, kind: EventKind) -> bool:
    """Say whether `kind` may be recorded in `status`; None stands for a request without any event yet."""
    if status is None:
        return kind is EventKind.DRAFTED
    return (status, kind) in TRANSITIONS
