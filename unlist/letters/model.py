"""What a letter is made of and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlist.law.model import Claim, Deadline
from unlist.registry.records import Broker, Channel
from unlist.words import IdentifierKind, Purpose


@dataclass(frozen=True)
class Disclosed:
    """An identifier that leaves with this letter, and why it may."""

    kind: IdentifierKind
    value: str
    why: str


@dataclass(frozen=True)
class Sender:
    """Who writes. Nothing about the person stands in a letter that does not stand here."""

    name: str
    residence: str
    reply_to: str | None
    disclosed: tuple[Disclosed, ...] = ()
    situation: str = ""
    """The person's own sentence on their particular situation (GDPR art. 21(1)); empty: none was given."""
    disputed: str = ""
    """The person's own sentence on what is wrong in a credit file (15 USC 1681i(a)); empty: none was given."""
    on_behalf_of: str | None = None
    """Name of the subject when somebody else writes (`name` is then the representative)."""
    authority: str = ""
    """`parent`, `guardian`, `mandate`, `estate`, or empty for oneself."""
    drop_id: str | None = None
    drop_requested_on: date | None = None


@dataclass(frozen=True)
class Earlier:
    """What was sent before on this request, for follow-ups and replies: truthfully, as known."""

    sent_on: date
    sent_to: str
    channel: str
    """The kind of channel it went through: `email`, `form`, `post` or `phone`."""
    receipt_known: bool
    """Whether arrival is proved: a delivery notice, an answer, a form's confirmation, a scan; never a mere sending."""
    deadline: Deadline
    subject_line: str
    message_id: str | None = None
    demanded: tuple[str, ...] = ()
    """What the broker demanded, for identity replies (`id_document`, `notarized_form`, `selfie`, …)."""
    asked_by: date | None = None
    """The day by which the first letter itself asked for an answer, where it set one."""
    due_on: date | None = None
    """The day that holds where the deadline alone does not say it, such as an extension to a named day."""

    @property
    def holds_until(self) -> date | None:
        """The last day on which an answer was in time."""
        if self.due_on is not None:
            return self.due_on
        clock = self.deadline
        return clock.extended_due_on if clock.extension == "valid" else clock.due_on


@dataclass(frozen=True)
class Order:
    """Everything one letter needs."""

    purpose: Purpose
    claim: Claim
    broker: Broker
    channel: Channel | None
    sender: Sender
    reference: str
    written_on: date
    deadline: Deadline | None = None
    """The clock as it would run from `written_on`; follow-ups: the clock of the first letter is in `earlier`."""
    asked_by: date | None = None
    """A day that we set ourselves (follow-ups, `none`, `bipa`)."""
    earlier: Earlier | None = None
    language: str = "en"
    sample: bool = False


@dataclass(frozen=True)
class Letter:
    """A rendered letter: the same bytes are sent, shown and exported."""

    subject_line: str
    body: str
    """Plain text ending with one line feed; no line takes more than 78 columns unless a single word does."""
    language: str
    template: str
    reviewed_by: str
    """Who of knowledge of that law and language has read this text; empty: nobody yet."""
    reference: str
    disclosed: tuple[Disclosed, ...]
