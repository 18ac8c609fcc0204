"""What is the person's to do: an unread message, what the broker or the tool waits for, a look of their own. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from unlist.reminders.cases import Case, Expiring
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

EXPIRES = "expires:"
"""How the keys of urgent notices begin in the ledger."""
NOTICE = "notice"

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
    if case.proposed:
        return _confirming(case, today)
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
        stage=stage_on(today, [*after(base, UNREAD_DAYS), *_expiry(reply_by, base), *_life(case, base)]),
        sentence=f"{sentence}{_dying(case)}{_passed(reply_by, today)}",
        command=f"unlist inbox review {case.reference}",
        minutes=2 * len(case.unread),
        since=min(one.known_on for one in case.unread),
        by=_ahead(reply_by, today),
        hurry=_soonest(_hurry(reply_by, today), _dies_on(case)),
        **_urgent(case),
    )


def _confirming(case: Case, today: date) -> Item:
    newest = case.proposed[-1]
    base = _base(newest.known_on, case.state)
    unclear = " Not all of it was understood." if any(one.unclear for one in case.proposed) else ""
    return item_of(
        case,
        key=f"proposed:{newest.message}:{case.reference}:{base}",
        stage=stage_on(today, after(base, UNREAD_DAYS)),
        sentence=f"You answered a digest.{unclear} See what would be recorded, then confirm it or set it aside.",
        command=f"unlist inbox answers {case.reference}",
        minutes=1,
        since=min(one.known_on for one in case.proposed),
    )


def _move(case: Case, today: date, program: str) -> Item:
    state, step = case.state, next_step(case.state, today)
    base = _base(case.began_on, state)
    confirmation = state.reason == Reason.CONFIRMATION
    days = CONFIRMATION_DAYS if confirmation else TASK_DAYS
    # Nobody knows how long a link without a day lives; a day is what many of them do.
    guess = base + timedelta(days=1) if confirmation and state.answer_by is None else state.answer_by
    dies_on = _hurry(guess, today) if not case.expiring else _soonest(_hurry(state.answer_by, today), _dies_on(case))
    command, hint = command_of(case, step, program)
    return item_of(
        case,
        key=f"you:{case.reference}:{state.reason or state.status}:{base}",
        stage=stage_on(today, [*after(base, days), *_expiry(state.answer_by, base), *_life(case, base)]),
        sentence=(
            f"{_CAUSES.get(case.began_by, '')}{step.sentence}{hint}{_dying(case)}{_passed(state.answer_by, today)}"
        ),
        command=command,
        minutes=step.minutes,
        since=case.began_on,
        by=_ahead(state.answer_by, today),
        hurry=dies_on,
        **_urgent(case),
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


# -- links and codes that die ------------------------------------------------------------------------------------------


def _told_of(case: Case) -> Expiring | None:
    """Return the link or code that an item speaks of: the next to die, else the one that died last."""
    return next((one for one in case.expiring if not one.expired), case.expiring[-1] if case.expiring else None)


def _dying(case: Case) -> str:
    one = _told_of(case)
    if one is None:
        return ""
    if one.expired:
        return f" The {one.what} in its message expired at {one.clock}, your time; ask for a new one."
    return f" The {one.what} in its message works until {one.clock}, your time."


def _dies_on(case: Case) -> date | None:
    one = _told_of(case)
    return one.dies_on if one and not one.expired else None


def _life(case: Case, base: date) -> list[Moment]:
    """Return when a link or code is told of: on the days before it dies, and once it is dead."""
    one = _told_of(case)
    if one is None:
        return []
    if not one.expired:
        return before(one.dies_on, EXPIRY_DAYS, earliest=base)
    # Of two moments of one day the later word counts: "expired" comes after "day" and after every number.
    return [Moment(max(one.dies_on, base), f"expired {one.expires_at.isoformat()}")]


def _urgent(case: Case) -> dict[str, Any]:
    one = _told_of(case)
    also = tuple((f"{EXPIRES}{dying.message}:{case.reference}", NOTICE) for dying in case.expiring if dying.urgent)
    return {"until": one.clock, "also": also} if one and not one.expired else {}


def _soonest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


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
