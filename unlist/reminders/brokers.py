"""What brokers did or did not do: who is late, and what changed. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from unlist.reminders.cases import Case
from unlist.reminders.items import Item, command_of, item_of
from unlist.reminders.ladder import Moment, after, stage_on
from unlist.reminders.wording import quoted
from unlist.tracker.model import Outcome, State, Status
from unlist.tracker.today import FOLLOW_UP_DAYS, RECHECK_DAYS, next_step, standing
from unlist.words import counted

OVERDUE_DAYS = (1, 14, 30, 60, 90, 120)
"""Days after the answer was due: then monthly, and no more than these six."""
NEWS = "once"


def late(case: Case, today: date) -> Item | None:
    """Return a broker that is late, once there is something the person can do about it.

    Before one may write again, while a follow-up gives the broker a new short time, and while its answer lies unread,
    nothing is told: the stage waits. "Late" is what the tracker calls so, which it never does while a demand for
    identity may hold the clock.
    """
    state, now, step = case.state, standing(case.state, today), next_step(case.state, today)
    if state.status is not Status.AWAITING_BROKER or case.unread or state.due_on is None:
        return None
    if not now.overdue or step.mover != "you":
        return None
    moments = after(state.due_on, OVERDUE_DAYS)
    if state.followed_up_on:
        moments.append(Moment(state.followed_up_on + timedelta(days=FOLLOW_UP_DAYS), "after the follow-up"))
    if state.snoozed_until and state.snoozed_until > state.due_on:
        moments.append(Moment(state.snoozed_until, f"set aside until {state.snoozed_until}"))
    ago = counted(now.overdue, "day")
    lead = f"The answer was due on {state.due_on}, {ago} ago."
    if state.deadline is not None and not state.deadline.statutory:
        lead = f"You asked for an answer by {state.due_on}; that was {ago} ago, and no law sets that day."
    return item_of(
        case,
        key=f"overdue:{case.reference}:{state.due_on}",
        stage=stage_on(today, moments),
        sentence=f"{lead} {'Send the one follow-up.' if now.follow_up_possible else step.sentence}",
        command=command_of(case, step)[0],
        minutes=step.minutes,
        since=state.due_on,
        days=now.overdue,
    )


def news(case: Case, today: date) -> Item | None:
    """Return what changed for good: an answer, a longer time for the broker, or that the person closed it."""
    state = case.state
    if state.status is Status.CLOSED:
        return _news(case, f"closed:{state.reason}:{case.closed_on}", _closed(case), rides=True)
    if state.status is Status.ANSWERED and state.outcome is not None:
        key = f"answered:{state.outcome}:{state.answered_on}"
        complain = ""
        if standing(state, today).complaint_possible and state.deadline is not None:
            complain = " You can complain; see to whom."
        command = f"unlist request why {case.reference}" if complain else ""
        return _news(case, key, f"{_answer(state)}{complain}", command=command)
    if state.status is Status.AWAITING_BROKER and state.extension:
        return _news(case, f"extension:{state.extension}:{state.due_on}", _extension(state), rides=True)
    return None


def _news(case: Case, what: str, sentence: str, *, command: str = "", rides: bool = False) -> Item:
    kind, _, rest = what.partition(":")
    return item_of(
        case,
        key=f"{kind}:{case.reference}:{rest}",
        stage=NEWS,
        sentence=sentence,
        command=command,
        rides=rides,
    )


_SAID = {
    Outcome.FULFILLED: "that it did what you asked",
    Outcome.PARTLY_FULFILLED: "that it did a part of what you asked",
    Outcome.OPTED_OUT: "that you are opted out",
    Outcome.NO_MATCH: "that it found nothing",
    Outcome.REDIRECTED: "that another one is responsible",
}


def _answer(state: State) -> str:
    on = f"On {state.answered_on}" if state.answered_on else "At some time"
    if state.outcome is Outcome.DENIED:
        wrote = f" It wrote: {quoted(state.reason)}" if state.reason else ""
        return f"{on} it refused.{wrote}"
    assert state.outcome is not None
    said = f"{on} it said {_SAID[state.outcome]}."
    if state.outcome is Outcome.NO_MATCH:
        kinds = ", ".join(sorted({_KINDS.get(left.kind, left.kind.replace("_", " ")) for left in state.disclosed}))
        given = f"It was given: {kinds}." if kinds else "That covers only what it was asked about."
        return f"{said} {given} It may hold more under anything else."
    if state.outcome in {Outcome.FULFILLED, Outcome.PARTLY_FULFILLED, Outcome.OPTED_OUT} and state.answered_on:
        look_on = state.answered_on + timedelta(days=RECHECK_DAYS)
        return f"{said} Nobody has looked yet; you are reminded to on {look_on}."
    return said


_KINDS = {
    "dob": "date of birth",
    "email": "e-mail address",
    "ip": "IP address",
    "profile_url": "link to a listing",
    "vin": "vehicle number",
    "case_ref": "case number",
    "state_residence": "state of residence",
}


def _closed(case: Case) -> str:
    on = f"on {case.closed_on}"
    return {
        "settled": f"You closed it {on}: settled.",
        "withdrawn": f"You withdrew it {on}.",
        "superseded": f"You closed it {on}: another request took its place.",
        "duplicate": f"You closed it {on}: there was another one like it.",
        "given_up": f"You gave it up {on}.",
    }.get(case.state.reason, f"You closed it {on}.")


def _extension(state: State) -> str:
    return {
        "valid": f"It took more time, and said so in time: the answer is now due on {state.due_on}.",
        "late": f"It took more time, but said so too late: the answer stays due on {state.due_on}.",
        "too_long": f"It took more time than the law allows: the answer stays due on {state.due_on}.",
    }.get(str(state.extension), f"It took more time, which the law does not allow: {state.due_on} stands.")
