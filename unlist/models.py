"""The tables. Columns that end in `_sealed` are encrypted; no sessions are opened here.

Days are ISO dates, instants ISO 8601 in UTC, both as text: SQLite has no types for them, and text sorts right.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, UniqueConstraint, text  # noqa: TID253 - made for it
from sqlmodel import Field, SQLModel  # noqa: TID253 - as above

_OPEN = text("closed_at IS NULL")


class Setting(SQLModel, table=True):
    """A fact about the home itself: its zone, whether its time is simulated."""

    name: str = Field(primary_key=True)
    value: str


class Subject(SQLModel, table=True):
    """A person. `key_sealed` is their data key, wrapped by the master key; `profile_sealed` all that is personal."""

    id: str = Field(primary_key=True)
    handle: str = Field(unique=True)
    created_at: str
    key_sealed: bytes = Field(sa_type=LargeBinary)
    profile_sealed: bytes = Field(sa_type=LargeBinary)


class Identifier(SQLModel, table=True):
    """What brokers may know a subject by; where it was seen stands in the sealed value too."""

    id: str = Field(primary_key=True)
    subject_id: str = Field(foreign_key="subject.id", index=True)
    kind: str
    value_blind: str = Field(index=True)
    value_sealed: bytes = Field(sa_type=LargeBinary)


class Mandate(SQLModel, table=True):
    """Signed permission to act for a subject; the document lies in the vault under the mandate's id."""

    id: str = Field(primary_key=True)
    subject_id: str = Field(foreign_key="subject.id", index=True)
    signed_on: str
    expires_on: str | None = None
    details_sealed: bytes = Field(sa_type=LargeBinary)


class Request(SQLModel, table=True):
    """One claim made of one broker for one subject. What became of it is told by its events."""

    id: str = Field(primary_key=True)
    reference: str = Field(unique=True)
    subject_id: str = Field(foreign_key="subject.id", index=True)
    broker: str = Field(index=True)
    law: str
    right: str
    variant: str
    jurisdiction: str
    rule: str
    created_at: str
    claim_sealed: bytes = Field(sa_type=LargeBinary)


class Event(SQLModel, table=True):
    """One thing that happened. Never changed, never deleted: triggers hold that."""

    __table_args__ = (UniqueConstraint("request_id", "seq"),)

    id: str = Field(primary_key=True)
    request_id: str = Field(foreign_key="request.id", index=True)
    seq: int
    kind: str
    occurred_at: str
    recorded_at: str
    actor: str
    cause: int | None = None
    message_id: str | None = None
    idempotency_key: str = Field(unique=True)
    payload_hash: str
    prev_hash: str
    hash: str
    payload_sealed: bytes = Field(sa_type=LargeBinary)


class Head(SQLModel, table=True):
    """The last event of each chain, signed with the home's key: a missing tail shows."""

    request_id: str = Field(primary_key=True, foreign_key="request.id")
    seq: int
    hash: str
    signature: str


class Message(SQLModel, table=True):
    """A message sent or received; its bytes lie in the vault under `sha256_blind`."""

    __table_args__ = (CheckConstraint("direction IN ('in', 'out')", name="message_direction"),)

    id: str = Field(primary_key=True)
    direction: str
    sha256_blind: str = Field(unique=True)
    message_id_blind: str | None = Field(default=None, index=True)
    twin_blind: str | None = Field(default=None, index=True)
    size: int
    at: str
    facts_sealed: bytes = Field(sa_type=LargeBinary)


class MessageKey(SQLModel, table=True):
    """The key of a message, wrapped for one subject."""

    message_id: str = Field(primary_key=True, foreign_key="message.id")
    subject_id: str = Field(primary_key=True, foreign_key="subject.id")
    key_sealed: bytes = Field(sa_type=LargeBinary)


class MessageRequest(SQLModel, table=True):
    """Which requests a message belongs to."""

    message_id: str = Field(primary_key=True, foreign_key="message.id")
    request_id: str = Field(primary_key=True, foreign_key="request.id", index=True)


class Unassigned(SQLModel, table=True):
    """The key of a message that nobody has given to a request yet, wrapped for the home."""

    message_id: str = Field(primary_key=True, foreign_key="message.id")
    key_sealed: bytes = Field(sa_type=LargeBinary)


class Forgotten(SQLModel, table=True):
    """The keyed hash of a message that the person said is none of theirs, so that it is asked about once."""

    name: str = Field(primary_key=True)


class Disclosure(SQLModel, table=True):
    """An identifier that left for a broker: made from the events, like the projection."""

    id: str = Field(primary_key=True)
    request_id: str = Field(foreign_key="request.id", index=True)
    kind: str
    on: str
    value_sealed: bytes = Field(sa_type=LargeBinary)


class DeadAddress(SQLModel, table=True):
    """A broker's address that bounced: nothing is sent there again.

    Sealed with the home's key: the address comes out of a bounce, which may name anybody's.
    """

    address_blind: str = Field(primary_key=True)
    address_sealed: bytes = Field(sa_type=LargeBinary)
    broker: str
    since: str


class ReminderLedger(SQLModel, table=True):
    """What a digest told a subject: committed before the digest goes out, marked when it went."""

    __table_args__ = (UniqueConstraint("subject_id", "item_key", "stage"),)

    id: str = Field(primary_key=True)
    subject_id: str = Field(foreign_key="subject.id")
    item_key: str
    stage: str
    digest_id: str = Field(index=True)
    intended_at: str
    sent_at: str | None = None


class Departure(SQLModel, table=True):
    """A try to hand a letter to a mail server, for the daily caps and the pauses: whose domain, when, what became.

    `result` is NULL from the intent until it is known; a letter whose result nobody knows counts as gone.
    """

    id: str = Field(primary_key=True)
    at: str = Field(index=True)
    domain: str
    result: str | None = None


class MailHosts(SQLModel, table=True):
    """Who took the mail of a broker's domain when it was last written to: registered domains, sorted, by spaces."""

    domain: str = Field(primary_key=True)
    owners: str
    looked_at: str


class FolderMark(SQLModel, table=True):
    """How far a folder of a mail account was looked at: the highest UID, which holds with that UIDVALIDITY.

    RFC 9051 2.3.1.1. Account and folder stand in the blind index only.
    """

    folder_blind: str = Field(primary_key=True)
    uidvalidity: int = Field(sa_type=BigInteger)
    uid: int = Field(sa_type=BigInteger)


class Password(SQLModel, table=True):
    """The password of an account, sealed with the home's key where no keyring keeps it."""

    account_blind: str = Field(primary_key=True)
    value_sealed: bytes = Field(sa_type=LargeBinary)


class Projection(SQLModel, table=True):
    """What the events of a request amount to, for fast lists. Can be made again at any time."""

    __table_args__ = (
        Index("projection_due", "due_on", sqlite_where=_OPEN),
        Index("projection_leaving", "leaves_at", sqlite_where=text("leaves_at IS NOT NULL")),
        Index("projection_open", text("coalesce(due_on, '9999-12-31')"), "request_id", sqlite_where=_OPEN),
    )

    request_id: str = Field(primary_key=True, foreign_key="request.id")
    rule_version: str
    status: str = Field(index=True)
    reason: str | None = None
    outcome: str | None = None
    sent_on: str | None = None
    due_on: str | None = None
    acknowledge_by: str | None = None
    answered_on: str | None = None
    snoozed_until: str | None = None
    closed_at: str | None = None
    unreviewed: int
    last_seq: int
    leaves_at: str | None = None
