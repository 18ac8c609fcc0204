"""What a digest would tell today, pure: everything due that was not told yet, never a window of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unlist.reminders.act_by import limit
from unlist.reminders.brokers import OVERDUE_DAYS, late, news
from unlist.reminders.cases import Case
from unlist.reminders.items import Item
from unlist.reminders.ladder import Told
from unlist.reminders.tasks import YOURS, task
from unlist.tracker.model import Status
from unlist.tracker.today import standing

MAX_TASKS = 5
MAX_NOTICES = 3
"""Urgent notices a day, beside the digest."""
MAX_LISTED = 10
"""Late brokers, and pieces of news, that one digest shows."""
QUIET_DAYS = 30
"""When nothing is due, one digest after so many days, as long as a request is open."""
MONTHLY = "monthly"

_OVER = frozenset({Status.ANSWERED, Status.CLOSED})


@dataclass(frozen=True)
class Counts:
    """How the open requests of a person stand; each is counted once, save that `open` counts them all."""

    open: int = 0
    yours: int = 0
    late: int = 0
    waiting: int = 0
    """With brokers, in time."""
    leaving: int = 0
    """Approved; they leave with the next run."""
    aside: int = 0
    next_due_on: date | None = None


@dataclass(frozen=True)
class Due:
    """What a digest tells: the person's own tasks first, then late brokers, then what changed."""

    tasks: tuple[Item, ...] = ()
    overdue: tuple[Item, ...] = ()
    changes: tuple[Item, ...] = ()
    more_tasks: int = 0
    """Open tasks that are not listed: for another day, or told before."""
    more_overdue: int = 0
    more_changes: int = 0
    """Pieces of news that are only counted; they count as told."""
    entries: tuple[tuple[str, str], ...] = ()
    """What the ledger has to hold for this digest: pairs of key and stage. None: there is nothing to tell."""
    monthly: bool = False
    """Nothing new is due: this is the digest a month that lists what is still open."""
    urgent: bool = False
    """A notice beside the digest of the day: a link or a code dies soon."""
    counts: Counts = Counts()

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that is listed, in the order of its numbers."""
        return (*self.tasks, *self.overdue, *self.changes)


def due_items(
    cases: Sequence[Case], today: date, told: Told, last_told_on: date | None, *, program: str = "unlist"
) -> Due:
    """Return what is due on `today` and was not told. Nothing at all on a day on which something was told.

    `program` is how a command begins that needs to say whose request is meant.
    """
    if last_told_on is not None and last_told_on >= today:
        return Due()
    awake = _awake(cases, today)
    times = Counter(key for key, _ in told)
    open_tasks = [item for case in awake for item in (task(case, today, program), limit(case, today)) if item]
    tasks = _ranked(open_tasks, times)
    overdue = [item for case in awake if (item := late(case, today))]
    overdue.sort(key=lambda item: (-item.days, item.reference))
    fresh_tasks = [item for item in tasks if _is_fresh(item, told)]
    fresh_overdue = [item for item in overdue if _is_fresh(item, told) and times[item.key] < len(OVERDUE_DAYS)]
    fresh_news = [item for case in awake if (item := news(case, today)) and _is_fresh(item, told)]
    fresh_news.sort(key=lambda item: item.rides)
    counts = count(cases, today)
    reasons = [*fresh_tasks, *fresh_overdue, *(item for item in fresh_news if not item.rides)]
    monthly = not reasons and _month_is_over(awake, today, last_told_on)
    if not reasons and not monthly:
        return Due(counts=counts)
    shown_tasks = (tasks if monthly else fresh_tasks)[:MAX_TASKS]
    shown_overdue = (overdue if monthly else fresh_overdue)[:MAX_LISTED]
    telling = [(MONTHLY, today.isoformat())] if monthly else _entries([*shown_tasks, *shown_overdue])
    return Due(
        tasks=tuple(shown_tasks),
        overdue=tuple(shown_overdue),
        changes=tuple(fresh_news[:MAX_LISTED]),
        more_tasks=len(tasks) - len(shown_tasks),
        more_overdue=len(overdue) - len(shown_overdue),
        more_changes=max(0, len(fresh_news) - MAX_LISTED),
        entries=(*telling, *_entries(fresh_news), *_notices(shown_tasks, told)),
        monthly=monthly,
        counts=counts,
    )


def urgent_items(cases: Sequence[Case], today: date, told: Told, notices: int, *, program: str = "unlist") -> Due:
    """Return the urgent notice of this moment: links and codes that die within two days and were not told of.

    `notices`: how many went out today. Nothing at all once there were three, until tomorrow.
    """
    tasks = _ranked([item for case in _awake(cases, today) if (item := task(case, today, program))], Counter())
    pressing = [item for item in tasks if any(pair not in told for pair in item.also)][:MAX_TASKS]
    if not pressing or notices >= MAX_NOTICES:
        return Due()
    return Due(tasks=tuple(pressing), entries=tuple(_notices(pressing, told)), urgent=True, counts=count(cases, today))


def _awake(cases: Sequence[Case], today: date) -> list[Case]:
    return [case for case in cases if not case.state.muted and not standing(case.state, today).snoozed]


def _notices(items: Sequence[Item], told: Told) -> list[tuple[str, str]]:
    return [pair for item in items for pair in item.also if pair not in told]


def _is_fresh(item: Item, told: Told) -> bool:
    return bool(item.stage) and (item.key, item.stage) not in told


def _entries(items: Sequence[Item]) -> list[tuple[str, str]]:
    return [(item.key, item.stage) for item in items]


def _ranked(tasks: Sequence[Item], times: Counter[str]) -> list[Item]:
    """Sort tasks: what may soon be too late, then what was never told (nothing starves), then the oldest."""
    return sorted(
        tasks,
        key=lambda item: (
            not item.also,
            item.hurry or date.max,
            times[item.key] > 0,
            item.since or date.max,
            item.minutes,
            item.reference,
        ),
    )


def _month_is_over(awake: Sequence[Case], today: date, last_told_on: date | None) -> bool:
    still_open = [case for case in awake if case.state.status not in _OVER]
    if not still_open:
        return False
    since = last_told_on or min(case.opened_on for case in still_open)
    return (today - since).days >= QUIET_DAYS


def count(cases: Sequence[Case], today: date) -> Counts:
    """Return how many requests stand where."""
    found: Counter[str] = Counter()
    due_days = []
    for case in cases:
        if case.state.status in _OVER:
            continue
        now = standing(case.state, today)
        found["open"] += 1
        found[_place(case, aside=now.snoozed or case.state.muted, overdue=now.overdue)] += 1
        if case.state.status is Status.AWAITING_BROKER and now.due_in is not None and case.state.due_on:
            due_days.append(case.state.due_on)
    return Counts(**found, next_due_on=min(due_days, default=None))


def _place(case: Case, *, aside: bool, overdue: int) -> str:
    if aside:
        return "aside"
    if case.unread or case.state.status in YOURS:
        return "yours"
    if case.state.status is not Status.AWAITING_BROKER:
        return "leaving"
    return "late" if overdue else "waiting"
