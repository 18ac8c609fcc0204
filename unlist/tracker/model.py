"""Events, statuses and what a fold over events yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from unlist.law.model import Deadline
from unlist.words import Purpose


class EventKind(StrEnum):
    """What happened, past participle. Payload keys stand behind each."""

    DRAFTED = "drafted"  # purpose, law, right, variant, claim, channel, recipient, ordinal, disclosed (kind, value)
    APPROVED = "approved"  # purpose, not_before (instant): when the undo window ends
    SEND_INTENDED = "send_intended"  # purpose, message_id, recipient, channel
    DOT_INTENDED = "dot_intended"
    SEND_ACCEPTED = "send_accepted"  # purpose, on, queue_id
    SEND_DEFERRED = "send_deferred"  # reason, retry_at (instant; absent: whenever there is a connection)
    SEND_UNCERTAIN = "send_uncertain"  # reason
    SEND_FAILED = "send_failed"  # reason, next_channel (email | form | post | None)
    HANDED_OVER = "handed_over"  # purpose, channel, path
    SENT = "sent"  # purpose, on (day), recipient: the person says it left, or the reference was seen in Sent
    NOT_SENT = "not_sent"  # the person says it did not leave
    DELIVERED = "delivered"  # on (day), proof: dsn | reply | scan | form
    BOUNCED = "bounced"  # class, address, status, next_channel
    REPLY_RECEIVED = "reply_received"  # kinds, kind, asks, on: stored and matched; a proposal, changes no status
    REPLY_DISMISSED = "reply_dismissed"  # message: the person saw it and it means nothing for the request
    ACKNOWLEDGED = "acknowledged"  # on, ticket
    AUTO_REPLIED = "auto_replied"
    UNRELATED_RECEIVED = "unrelated_received"
    IDENTITY_REQUESTED = "identity_requested"  # on, reply_by, asks
    INFORMATION_REQUESTED = "information_requested"
    AUTHORIZATION_REQUESTED = "authorization_requested"
    CONFIRMATION_REQUESTED = "confirmation_requested"
    FORM_REQUIRED = "form_required"
    QUESTION_ASKED = "question_asked"
    ANSWERED_BROKER = "answered_broker"  # on: the person did what was asked (form filled, link clicked, data given)
    EXTENDED = "extended"  # on (day the notice came), until
    FULFILLED = "fulfilled"  # on, scope
    PARTLY_FULFILLED = "partly_fulfilled"  # on, scope
    OPTED_OUT = "opted_out"  # on
    NOT_FOUND = "not_found"  # on, covers (identifier kinds that were sent)
    DENIED = "denied"  # on, reason
    REDIRECTED = "redirected"  # on, to
    NOTED = "noted"  # text
    SNOOZED = "snoozed"  # until
    MUTED = "muted"  # the person wants no reminders of it; the request goes on
    UNMUTED = "unmuted"
    PROPOSED = "proposed"  # on, commands, unclear, proof: what the person's own mail says and only they can confirm
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"  # reason: settled superseded duplicate given_up
    REOPENED = "reopened"
    CORRECTED = "corrected"  # seq: the event that is taken back


class Status(StrEnum):
    """Whose move it is."""

    DRAFT = "draft"
    QUEUED = "queued"
    SENDING = "sending"
    AWAITING_BROKER = "awaiting_broker"
    AWAITING_YOU = "awaiting_you"
    UNDELIVERABLE = "undeliverable"
    ANSWERED = "answered"
    CLOSED = "closed"


class Reason(StrEnum):
    """What the person is awaited for."""

    HAND_OFF = "hand_off"
    CONFIRM_SENT = "confirm_sent"
    IDENTITY = "identity"
    INFORMATION = "information"
    AUTHORIZATION = "authorization"
    CONFIRMATION = "confirmation"
    FORM = "form"
    QUESTION = "question"


class Outcome(StrEnum):
    """How a request was answered."""

    FULFILLED = "fulfilled"
    PARTLY_FULFILLED = "partly_fulfilled"
    OPTED_OUT = "opted_out"
    NO_MATCH = "no_match"
    DENIED = "denied"
    REDIRECTED = "redirected"


@dataclass(frozen=True)
class Event:
    """One thing that happened to one request. Instants are aware UTC; `payload` is plain JSON data."""

    seq: int
    kind: EventKind
    occurred_at: datetime
    recorded_at: datetime
    actor: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    message: str | None = None
    """Id of the message this event rests on."""
    cause: int | None = None


@dataclass(frozen=True)
class Step:
    """One line of `request why`: what is so, by which event and rule, with its citation."""

    sentence: str
    seq: int | None = None
    citation: str = ""


@dataclass(frozen=True)
class Disclosed:
    """One identifier that left for a broker: what, to which address, on which day."""

    kind: str
    value: str
    recipient: str
    on: date


@dataclass(frozen=True)
class State:
    """What the events amount to. Depends on events and rules alone, never on today."""

    status: Status
    reason: str = ""
    """For awaiting_you: a Reason; denied: why; closed: settled withdrawn superseded duplicate given_up."""
    outcome: Outcome | None = None
    sent_on: date | None = None
    """Day on which the first letter left, as far as known."""
    sent_known: bool = True
    """False when a word of the broker shows that it left, and no record says when."""
    residence: str = ""
    """Where the person lived when the first letter was drafted, ISO 3166; empty: not on record."""
    received_on: date | None = None
    """Day from which the clock is counted (sending by e-mail or form; receipt where proved)."""
    receipt_known: bool = False
    deadline: Deadline | None = None
    due_on: date | None = None
    """The day that holds now: the extended one only after a valid extension."""
    acknowledge_by: date | None = None
    extension: str | None = None
    answered_on: date | None = None
    closed_at: datetime | None = None
    last_seq: int = 0
    last_event_at: datetime | None = None
    unreviewed: tuple[str, ...] = ()
    """Message ids of replies received and not yet decided on."""
    followed_up_on: date | None = None
    snoozed_until: date | None = None
    muted: bool = False
    """Whether the person wants no reminders of it."""
    leaves_at: datetime | None = None
    """While it is queued: the instant before which the letter does not leave."""
    tried: int = 0
    """How often the queued letter was tried and put off by the other side."""
    first_tried_at: datetime | None = None
    proposed: tuple[str, ...] = ()
    """Ids of the person's own messages that propose something and wait for a word at the terminal."""
    letters: int = 0
    """How many letters left."""
    purpose: Purpose = Purpose.FIRST
    """The letter last drafted: what `draft`, `queued`, `sending` and the hand-off reasons speak of."""
    heard_on: date | None = None
    """Day on which the broker last said something that a person or a sure rule understood; no auto-reply."""
    asked_on: date | None = None
    """Day on which the broker asked for something that it has not been given yet."""
    answer_by: date | None = None
    """Day by which the broker wants what it asked for, where it named one."""
    disclosed: tuple[Disclosed, ...] = ()
    """What left with the letters that left."""
    steps: tuple[Step, ...] = ()
    """How the dates above came about, for `request why`."""
