"""What is the person's to do: an unread message, what the broker or the tool waits for, a look of their own. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from unlist.reminders.cases import Case
from unlist.reminders.items import Item, command_of, item_of
from unlist.reminders.ladder import Moment, after, before, stage_on
from unlist.tracker.model import EventKind, Reason, State, Status
from unlist.tracker.today import RECHECK_DAYS, next_step, standing

UNREAD_DAYS = (0, 3, 10, 24)
TASK_DAYS = (0, 3, 7)
"""The first is told on the day itself, or on the next one when that day's digest is out already."""
CONFIRMATION_DAYS = (0, 1, 3, 7)
"""Links and codes often die within a day."""
EXPIRY_DAYS = (3, 1, 0)
"""Days before the one by which a broker wants its answer."""

YOURS = frozenset({Status.AWAITING_YOU, Status.DRAFT, Status.UNDELIVERABLE})

_CAUSES = {
    EventKind.BOUNCED: "The letter came back. ",
    EventKind.SEND_FAILED: "The letter could not be sent. ",
    EventKind.NOT_SENT: "The letter has not left. ",
    EventKind.REOPENED: "You took this up again. ",
}
"""Why something is the person's to do, where the next step does not say it."""


def task(case: Case, today: date, program: str = "unlist") -> Item | None:
    """Return what the person can do about a request: an unread message first, then what its status asks for."""
    if case.unread:
        return _reading(case, today)
    if case.state.status in YOURS:
        return _move(case, today, program)
    return _looking(case, today, program) if standing(case.state, today).recheck_due else None


def _reading(case: Case, today: date) -> Item:
    newest = case.unread[-1]
    reply_by = min((one.reply_by for one in case.unread if one.reply_by), default=None)
    base = _base(newest.known_on, case.state)
    came_on = max(one.came_on for one in case.unread)
    if len(case.unread) == 1:
        sentence = f"A message came in on {came_on}. Read it and decide what it means."
    else:
        sentence = f"{len(case.unread)} messages came in, the last on {came_on}. Read them and decide what they mean."
    return item_of(
        case,
        key=f"reply:{newest.message}:{case.reference}:{base}",
        stage=stage_on(today, [*after(base, UNREAD_DAYS), *_expiry(reply_by, base)]),
        sentence=f"{sentence}{_passed(reply_by, today)}",
        command=f"unlist inbox review {case.reference}",
        minutes=2 * len(case.unread),
        since=min(one.known_on for one in case.unread),
        by=_ahead(reply_by, today),
        hurry=_hurry(reply_by, today),
    )


def _move(case: Case, today: date, program: str) -> Item:
    state, step = case.state, next_step(case.state, today)
    base = _base(case.began_on, state)
    confirmation = state.reason == Reason.CONFIRMATION
    days = CONFIRMATION_DAYS if confirmation else TASK_DAYS
    # Nobody knows how long a link without a day lives; a day is what many of them do.
    dies_on = base + timedelta(days=1) if confirmation and state.answer_by is None else state.answer_by
    command, hint = command_of(case, step, program)
    return item_of(
        case,
        key=f"you:{case.reference}:{state.reason or state.status}:{base}",
        stage=stage_on(today, [*after(base, days), *_expiry(state.answer_by, base)]),
        sentence=f"{_CAUSES.get(case.began_by, '')}{step.sentence}{hint}{_passed(state.answer_by, today)}",
        command=command,
        minutes=step.minutes,
        since=case.began_on,
        by=_ahead(state.answer_by, today),
        hurry=_hurry(dies_on, today),
    )


def _looking(case: Case, today: date, program: str) -> Item:
    state, step = case.state, next_step(case.state, today)
    assert state.answered_on is not None, "what is due for a second look was answered"
    first = state.answered_on + timedelta(days=RECHECK_DAYS)
    base = _base(first, state)
    return item_of(
        case,
        key=f"recheck:{case.reference}:{base}",
        stage=stage_on(today, after(base, TASK_DAYS)),
        sentence=step.sentence,
        command=command_of(case, step, program)[0],
        minutes=step.minutes,
        since=first,
    )


def _base(day: date, state: State) -> date:
    """Return the day from which stages count: a request that was set aside is told anew on the day that was chosen."""
    return max(day, state.snoozed_until) if state.snoozed_until else day


def _expiry(by: date | None, base: date) -> list[Moment]:
    return before(by, EXPIRY_DAYS, earliest=base) if by else []


def _hurry(day: date | None, today: date) -> date | None:
    return day if day is not None and today <= day <= today + timedelta(days=7) else None


def _ahead(day: date | None, today: date) -> date | None:
    return day if day is not None and day >= today else None


def _passed(day: date | None, today: date) -> str:
    gone = day is not None and day < today
    return f" It wanted an answer by {day}. That day has passed; an answer may still count." if gone else ""
