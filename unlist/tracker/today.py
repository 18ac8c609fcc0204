"""What depends on the day it is asked: computed from a State, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from unlist.tracker.model import Outcome, Reason, State, Status
from unlist.words import LawId, Purpose, counted

DUE_SOON_DAYS = 7
VERY_OVERDUE_DAYS = 30
SILENT_DAYS = 14
RECHECK_DAYS = 28
"""A broker that says the data is gone is looked at again by the person's own eye after four weeks."""
FOLLOW_UP_DAYS = 14
"""The new short date that a follow-up sets."""

Mover = Literal["you", "tool", "broker", "nobody"]

SAYS_GONE = frozenset({Outcome.FULFILLED, Outcome.PARTLY_FULFILLED, Outcome.OPTED_OUT, Outcome.NO_MATCH})
"""Outcomes by which the data should no longer be seen, which only a look can tell."""
REFUSED = frozenset({Outcome.DENIED, Outcome.PARTLY_FULFILLED})
_PAUSING = frozenset({LawId.GDPR, LawId.UK_GDPR})


@dataclass(frozen=True)
class Standing:
    """How a request stands on one day. Days are counted in the person's zone, by the caller."""

    due_in: int | None = None
    """Days until the answer is due; None where no clock runs or it has passed."""
    due_soon: bool = False
    overdue: int = 0
    """Days since the answer was due."""
    very_overdue: bool = False
    silent: bool = False
    """Neither a confirmation nor an answer after 14 days."""
    needs_review: bool = False
    confirm_sent: bool = False
    hand_off: bool = False
    complaint_possible: bool = False
    follow_up_possible: bool = False
    recheck_due: bool = False
    snoozed: bool = False

    @property
    def flags(self) -> tuple[str, ...]:
        """Return the names of what is so, the most urgent first: for lists and JSON."""
        names = (
            "needs_review",
            "confirm_sent",
            "hand_off",
            "very_overdue",
            "overdue",
            "due_soon",
            "silent",
            "follow_up_possible",
            "complaint_possible",
            "recheck_due",
            "snoozed",
        )
        return tuple(name for name in names if getattr(self, name))


@dataclass(frozen=True)
class NextStep:
    """The one thing to do next. `command` is a template with {reference}, {broker} and {today}; empty: none.

    `minutes` is the person's time. `next_on` is the next day on which something will be different by itself.
    """

    command: str
    sentence: str
    minutes: int
    mover: Mover
    next_on: date | None = None


def standing(state: State, today: date) -> Standing:
    """Return how the request stands on `today`."""
    due_on = state.due_on if _clock_runs(state) else None
    overdue = max(0, (today - due_on).days) if due_on else 0
    due_in = (due_on - today).days if due_on and overdue == 0 else None
    return Standing(
        due_in=due_in,
        due_soon=due_in is not None and due_in <= DUE_SOON_DAYS,
        overdue=overdue,
        very_overdue=overdue >= VERY_OVERDUE_DAYS,
        silent=_silent(state, today),
        needs_review=bool(state.unreviewed),
        confirm_sent=_waits_for(state, Reason.CONFIRM_SENT),
        hand_off=_waits_for(state, Reason.HAND_OFF),
        complaint_possible=_complaint_possible(state, overdue),
        follow_up_possible=_follow_up_possible(state, today, overdue),
        recheck_due=_recheck_due(state, today),
        snoozed=state.snoozed_until is not None and today < state.snoozed_until,
    )


def next_step(state: State, today: date) -> NextStep:
    """Return what comes next on `today`: an unread answer first, then what the status asks for."""
    now = standing(state, today)
    next_on = _next_on(state, today)
    if now.snoozed:
        return NextStep("", f"Set aside by you until {state.snoozed_until}.", 0, "nobody", next_on)
    if now.needs_review:
        count = len(state.unreviewed)
        sentence = "Read the answer that came in." if count == 1 else f"Read the {count} answers that came in."
        return NextStep("unlist inbox review {reference}", sentence, 2, "you", next_on)
    command, sentence, minutes, mover = _by_status(state, now, today)
    return NextStep(command, sentence, minutes, mover, next_on)


# -- the flags -------------------------------------------------------------------------------------------------------


def _waits_for(state: State, *reasons: Reason) -> bool:
    return state.status is Status.AWAITING_YOU and state.reason in reasons


def _clock_runs(state: State) -> bool:
    """Say whether the broker's time runs: not after an answer, and not while identity is asked for and may suspend it.

    EDPB Guidelines 01/2022 and UK GDPR art 12A(2): a demand that came in time may hold the clock; so nobody is called
    overdue meanwhile. Californian clocks run on (11 CCR 7021(b)).
    """
    if state.status in (Status.ANSWERED, Status.CLOSED) or state.due_on is None:
        return False
    pausing = state.deadline is not None and state.deadline.law in _PAUSING
    held = pausing and state.asked_on is not None and state.asked_on <= state.due_on
    return not (held and _waits_for(state, Reason.IDENTITY, Reason.INFORMATION))


def _silent(state: State, today: date) -> bool:
    waiting = state.status in (Status.AWAITING_BROKER, Status.DRAFT, Status.QUEUED)
    if not waiting or state.sent_on is None or state.heard_on is not None or state.unreviewed:
        return False
    return (today - state.sent_on).days >= SILENT_DAYS


def _complaint_possible(state: State, overdue: int) -> bool:
    # An answer that nobody has read yet may be the one that was missing.
    if state.status is Status.CLOSED or state.unreviewed:
        return False
    # A day that we chose ourselves binds nobody, so no authority hears about its passing.
    if state.deadline is None or not state.deadline.statutory:
        return False
    return overdue > 0 or state.outcome in REFUSED


def _follow_up_possible(state: State, today: date, overdue: int) -> bool:
    """One follow-up, never before the due date and never before it makes sense to write again."""
    if state.status is not Status.AWAITING_BROKER or state.followed_up_on is not None or state.unreviewed:
        return False
    chase_on = state.deadline.chase_on if state.deadline else None
    return overdue > 0 and (chase_on is None or today >= chase_on)


def _recheck_due(state: State, today: date) -> bool:
    if state.status is not Status.ANSWERED or state.outcome not in SAYS_GONE or state.answered_on is None:
        return False
    return today >= state.answered_on + timedelta(days=RECHECK_DAYS)


def _next_on(state: State, today: date) -> date | None:
    """Return the first day after `today` on which a flag changes by itself."""
    days: list[date | None] = [state.snoozed_until]
    if _clock_runs(state) and state.due_on:
        days += [state.due_on + timedelta(days=number) for number in (-DUE_SOON_DAYS, 1, VERY_OVERDUE_DAYS)]
        days.append(state.deadline.chase_on if state.deadline and state.followed_up_on is None else None)
    if state.status is Status.AWAITING_BROKER and state.sent_on and state.heard_on is None:
        days.append(state.sent_on + timedelta(days=SILENT_DAYS))
    if state.status is Status.AWAITING_BROKER and state.followed_up_on:
        days.append(state.followed_up_on + timedelta(days=FOLLOW_UP_DAYS))
    if state.status is Status.ANSWERED and state.outcome in SAYS_GONE and state.answered_on:
        days.append(state.answered_on + timedelta(days=RECHECK_DAYS))
    return min((day for day in days if day is not None and day > today), default=None)


# -- the next step ---------------------------------------------------------------------------------------------------

_Step = tuple[str, str, int, Mover]

_GROUNDS = "unlist request why {reference}"
_COMPLAIN = "You can complain; see to whom, and how the dates came about."

_LETTERS = {
    Purpose.FIRST: "letter",
    Purpose.FOLLOW_UP: "follow-up",
    Purpose.IDENTITY_REPLY: "reply to the identity demand",
}

_ASKED: dict[str, _Step] = {
    Reason.IDENTITY: (
        "unlist follow-up {reference}",
        "The broker wants proof of who you are. Answer it without sending more than it may ask for.",
        5,
        "you",
    ),
    Reason.INFORMATION: (
        "unlist request show {reference}",
        "The broker wants more to find your data. Decide what you give, then record the answer.",
        5,
        "you",
    ),
    Reason.AUTHORIZATION: (
        "unlist request show {reference}",
        "The broker wants to see that you may act. Send your permission, or say that you write for yourself.",
        5,
        "you",
    ),
    Reason.CONFIRMATION: (
        "unlist request show {reference}",
        "The broker wants a click, a code or a reply before it acts. Links often die within a day.",
        2,
        "you",
    ),
    Reason.FORM: (
        "unlist send {broker}",
        "The broker takes this by its own form. This lays out what to enter there; then record that you did.",
        6,
        "you",
    ),
    Reason.QUESTION: ("unlist request show {reference}", "The broker asks something. Read it and answer.", 5, "you"),
    Reason.HAND_OFF: (
        "unlist request sent {reference}",
        "Send the letter that was handed to you, then say that it left. No clock runs before that.",
        2,
        "you",
    ),
    Reason.CONFIRM_SENT: (
        "unlist request event {reference} sent --on {today}",
        "It is uncertain whether the letter left. Look into your Sent folder; record it as sent or as not_sent.",
        2,
        "you",
    ),
}


def _by_status(state: State, now: Standing, today: date) -> _Step:
    letter = _LETTERS[state.purpose]
    if state.status is Status.DRAFT:
        return ("unlist send {broker}", f"Look over the {letter} and approve it.", 2, "you")
    if state.status is Status.QUEUED:
        return ("unlist run", f"The {letter} is approved and leaves with the next run.", 0, "tool")
    if state.status is Status.SENDING:
        return ("unlist run", f"The {letter} is being handed over.", 0, "tool")
    if state.status is Status.AWAITING_YOU:
        return _ASKED[state.reason]
    if state.status is Status.UNDELIVERABLE:
        return (
            "unlist broker show {broker}",
            "No known way reaches this broker. Look for a newer address and correct the record, or close the request.",
            5,
            "you",
        )
    if state.status is Status.AWAITING_BROKER:
        return _waiting(state, now, today)
    return _over(state, now)


def _waiting(state: State, now: Standing, today: date) -> _Step:
    if now.follow_up_possible:
        ago = f"{counted(now.overdue, 'day')} ago"
        sentence = f"No answer; it was due on {state.due_on}, {ago}. Send the one follow-up."
        return ("unlist follow-up {reference}", sentence, 3, "you")
    followed = state.followed_up_on
    if followed and now.overdue and today >= followed + timedelta(days=FOLLOW_UP_DAYS):
        if now.complaint_possible:
            return (_GROUNDS, f"No answer to the follow-up either. {_COMPLAIN}", 15, "you")
        sentence = "No answer to the follow-up either. No authority enforces this; you can close the request."
        return ("unlist request close {reference} --reason given_up", sentence, 1, "you")
    if now.overdue:
        return ("", f"Overdue by {counted(now.overdue, 'day')}; it was due on {state.due_on}.", 0, "broker")
    if state.due_on:
        return ("", f"The broker has until {state.due_on}.", 0, "broker")
    return (
        "unlist request why {reference}",
        "The broker has the letter; no date is known for its answer.",
        0,
        "broker",
    )


def _over(state: State, now: Standing) -> _Step:
    if state.status is Status.CLOSED:
        return ("", f"Closed ({state.reason}).", 0, "nobody")
    if now.recheck_due:
        said = "that it holds nothing" if state.outcome is Outcome.NO_MATCH else "that it was done"
        sentence = f"On {state.answered_on} the broker said {said}. Look with your own eyes."
        return ("unlist broker show {broker}", sentence, 3, "you")
    if now.complaint_possible:
        return (_GROUNDS, f"The broker refused, at least in part. {_COMPLAIN}", 15, "you")
    word = str(state.outcome).replace("_", " ")
    return (
        "unlist request close {reference} --reason settled",
        f"Answered: {word}. Close it if that settles it.",
        1,
        "nobody",
    )
