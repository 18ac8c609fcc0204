"""What was taken in, told the same way by every command that takes mail in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unlist.commands.session import Session

if TYPE_CHECKING:
    from unlist.inbox.intake import Intake


def intake_record(took: Intake) -> dict[str, Any]:
    """Return it as JSON fields."""
    return {
        "read": took.read,
        "recorded": took.recorded,
        "proposed": took.proposed,
        "unconfirmed": took.unconfirmed,
        "known": took.known,
        "foreign": took.foreign,
        "unassigned": took.unassigned,
        "answers": took.answers,
        "expiring": took.expiring,
        "faults": took.faults,
    }


def say_intake(s: Session, took: Intake, *, first: str) -> None:
    """Say it, in a line that begins with `first`, and what is to be done next."""
    decide = took.proposed + len(took.unassigned)
    s.output.text(
        f"{first}: {took.recorded} recorded, {decide} wait for your decision, {took.known} known already, "
        f"{took.foreign} not ours."
    )
    say_taken(s, took)
    for line in took.unassigned:
        s.output.text(f"You say whose: {line}")
    if decide:
        s.output.note("Next: unlist inbox review")


def say_taken(s: Session, took: Intake) -> None:
    """Say at once what answers to digests did, and which links and codes expire."""
    for line in took.expiring:
        s.output.text(f"Expires: {line}")
    for line in took.answers:
        s.output.text(f"Your answer: {line}")
    if took.unconfirmed:
        s.output.note("Next: unlist inbox answers")
