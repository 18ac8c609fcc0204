"""The person's own limits as a request stands: by when to complain, where a law ends the time for it."""

from __future__ import annotations

from datetime import date

from unlist.law.act_by import Happened, OwnLimit, limits
from unlist.law.model import Deadline
from unlist.law.places import EEA, country_of
from unlist.tracker.model import Outcome, State, Status
from unlist.words import LawId

_REFUSED = frozenset({Outcome.DENIED, Outcome.PARTLY_FULFILLED})


def limits_of(state: State, today: date | None = None) -> tuple[OwnLimit, ...]:
    """Return the limits that count from a refusal, or from the day by which the broker had to answer.

    With `today` only those that count already and have not passed; without it also those that would begin with silence.
    """
    clock = state.deadline
    if clock is None or state.status is Status.CLOSED:
        return ()
    began = _began(state, today)
    if began is None:
        return ()
    found = limits(clock.law, clock.right, _place(state, clock), *began)
    return found if today is None else tuple(limit for limit in found if limit.act_by >= today)


def _place(state: State, clock: Deadline) -> str:
    """Return where the person would complain: where they live, or where the broker sits if the law holds only there."""
    here = country_of(state.residence) == country_of(clock.jurisdiction)
    at_home = here or (clock.law is LawId.GDPR and country_of(state.residence) in EEA)
    return state.residence if state.residence and at_home else clock.jurisdiction


def _began(state: State, today: date | None) -> tuple[Happened, date] | None:
    """Return what the limits count from; None while nothing has happened that begins one."""
    if state.status is Status.ANSWERED:
        refused = state.outcome in _REFUSED and state.answered_on is not None
        return (Happened.REFUSED, state.answered_on) if refused and state.answered_on else None
    clock, due_on = state.deadline, state.due_on
    if clock is None or not clock.statutory or due_on is None:
        return None
    # An answer that nobody has read yet may be the one that was missing.
    if today is not None and (today <= due_on or state.unreviewed):
        return None
    return Happened.SILENT, due_on
