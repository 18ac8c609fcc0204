"""Digests that are drawn in tests: a full one, and the one of a month in which nothing was due."""

from __future__ import annotations

from datetime import UTC, date, datetime

from reminder_cases import reference

from unlist.reminders.digest import Digest, draw
from unlist.reminders.due import Counts, Due
from unlist.reminders.items import Item

TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def item(number: int, broker: str, sentence: str, **more) -> Item:
    about = more.pop("about", "deletion")
    return Item("key", "day 0", reference(number), broker, about, sentence, **more)


FULL = Due(
    tasks=(
        item(
            1, "Quay Faces", "The broker wants proof of who you are. Answer it without sending more than it may ask for.",
            command=f"unlist follow-up {reference(1)}", minutes=5, about="objection",
            since=date(2026, 11, 23), by=date(2026, 11, 30),
        ),
        item(
            2, "Harbor People", "Send the letter that was handed to you, then say that it left. No clock runs before that.",
            command=f"unlist --subject=mika request event {reference(2)} sent", minutes=1, since=date(2026, 11, 24),
        ),
        item(
            3, "Nordlicht Auskunft & Söhne", "A message came in on 2026-11-22. Read it and decide what it means.",
            command=f"unlist inbox review {reference(3)}", minutes=2, since=date(2026, 11, 24),
        ),
    ),
    overdue=(
        item(
            4, "Lantern Records", "The answer was due on 2026-11-12, 12 days ago. Send the one follow-up.",
            command=f"unlist follow-up {reference(4)}", minutes=3, days=12, since=date(2026, 11, 12),
        ),
        item(
            5, "Ost Kredit", "The answer was due on 2026-10-01, 54 days ago. No answer to the follow-up either. You can"
            " complain to the authority that `unlist law show gdpr` names.",
            command=f"unlist request why {reference(5)}", minutes=15, days=54, since=date(2026, 10, 1),
        ),
    ),
    changes=(
        item(6, "Pier Data", "On 2026-11-23 it said that it found nothing. It was given: full name. It may hold more under anything else."),
    ),
    more_tasks=12,
    more_overdue=1,
    more_changes=1,
    entries=(("key", "day 0"),),
    counts=Counts(open=25, yours=15, late=3, waiting=6, aside=1, next_due_on=date(2026, 12, 3)),
)  # fmt: skip
MONTHLY = Due(entries=(("monthly", "2026-11-24"),), monthly=True, counts=Counts(open=1, waiting=1))
URGENT = Due(
    tasks=(
        item(
            7, "Harbor People", "A message came in on 2026-11-24. Read it and decide what it means. The link in its message"
            " works until 09:30 on 2026-11-25, your time.",
            command=f"unlist inbox review {reference(7)}", minutes=2, since=date(2026, 11, 24),
            until="09:30 on 2026-11-25", also=(("expires:m:r", "notice"),),
        ),
    ),
    entries=(("expires:m:r", "notice"),),
    urgent=True,
    counts=Counts(open=2, yours=1, waiting=1),
)  # fmt: skip


def drawn(due: Due, **more) -> Digest:
    given = {"digest_id": "01935c2a-0000-7000-8000-000000000000", "code": "UD-0123456789ABCDEF", "today": TODAY}
    return draw(due, **{**given, **more})
