"""Who writes, as a letter shows it."""

from __future__ import annotations

from datetime import date

from unlist.letters.model import Disclosed, Sender
from unlist.store.facts import SubjectFacts
from unlist.words import Standing

AUTHORITY = {
    Standing.SELF: "",
    Standing.MINOR: "parent",
    Standing.WARD: "guardian",
    Standing.DECEASED: "estate",
    Standing.MANDATE: "mandate",
}
"""By what authority somebody writes for a subject."""


def sender_of(subject: SubjectFacts, slug: str, disclosed: tuple[Disclosed, ...] = ()) -> Sender:
    """Return the sender of a letter about `subject` to the broker `slug`, disclosing just what was decided."""
    acts_for_another = subject.standing is not Standing.SELF
    drop_on = subject.declared.get("drop_requested_on")
    return Sender(
        name=(subject.declared.get("representative") or subject.name) if acts_for_another else subject.name,
        residence=subject.residence,
        reply_to=subject.reply_to,
        disclosed=disclosed,
        situation=subject.declared.get("situation", ""),
        disputed=subject.declared.get(f"disputed:{slug}", ""),
        on_behalf_of=subject.name if acts_for_another else None,
        authority=AUTHORITY[subject.standing],
        drop_id=subject.declared.get("drop_id"),
        drop_requested_on=date.fromisoformat(drop_on) if drop_on else None,
    )
