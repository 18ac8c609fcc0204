"""The person's own limits, told well ahead: what is lost if the person does nothing. Pure."""

from __future__ import annotations

from datetime import date

from unlist.reminders.cases import Case
from unlist.reminders.items import Item, item_of
from unlist.reminders.ladder import before, stage_on
from unlist.tracker.act_by import limits_of

LIMIT_DAYS = (60, 14, 3)
"""Days before the last one."""
_MINUTES = 20


def limit(case: Case, today: date) -> Item | None:
    """Return the next limit of the person's own, once it is told: 60 days before it at the earliest."""
    found = limits_of(case.state, today)
    if not found:
        return None
    nearest = found[0]
    stage = stage_on(today, before(nearest.act_by, LIMIT_DAYS, earliest=date.min))
    if not stage:
        return None
    return item_of(
        case,
        key=f"limit:{case.reference}:{nearest.act_by}",
        stage=stage,
        sentence=f"{nearest.sentence} ({nearest.citation}).",
        command=f"unlist request why {case.reference}",
        minutes=_MINUTES,
        hurry=nearest.act_by if (nearest.act_by - today).days <= LIMIT_DAYS[1] else None,
    )
