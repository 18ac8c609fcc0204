"""The words in which commands show where a request stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unlist.reads import RequestLine

_YOURS = {
    "hand_off": "send the letter",
    "confirm_sent": "say whether it left",
    "identity": "answer the demand for ID",
    "information": "more data is wanted",
    "authorization": "permission is wanted",
    "confirmation": "confirm by link or code",
    "form": "fill in the form",
    "question": "answer a question",
    "draft": "approve the letter",
    "undeliverable": "no way reaches it",
}


def yours(status: str, reason: str | None) -> str:
    """Return what a request wants of the person, in a few words."""
    word = reason or status
    return _YOURS.get(word, word.replace("_", " "))


def stands(status: str, reason: str | None, outcome: str | None) -> str:
    """Return how a request stands, in a few words."""
    if status in {"awaiting_you", "draft", "undeliverable"}:
        return f"yours: {yours(status, reason)}"
    detail = (outcome or reason or "").replace("_", " ")
    return status.replace("_", " ") + (f": {detail}" if detail else "")


def days_late(line: RequestLine, today: date) -> int:
    """Return the days since an answer was due; 0 while it is not the broker's move, or an answer waits to be read."""
    if line.status != "awaiting_broker" or line.unreviewed or line.due_on is None:
        return 0
    return max(0, (today - date.fromisoformat(line.due_on)).days)
