"""Computing a clock: nominal day, legal day, acknowledgement, extension, and the day to write again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from unlist.errors import BadInput
from unlist.law import closed_days, places
from unlist.law.calendar import Calendar, add_months, hold_days, spelled
from unlist.law.model import Deadline, Extension
from unlist.law.pauses import Pause, Stop, lengthen, stops
from unlist.law.rule import Rule
from unlist.law.rules import find
from unlist.words import LawId, Right, counted

CHASE_AFTER = {"email": 1, "post": 5}
"""Business days after the legal day before it makes sense to write again."""


def deadline(
    law: LawId,
    right: Right,
    *,
    jurisdiction: str,
    received_on: date,
    clock_start: date | None = None,
    pauses: Sequence[Pause] = (),
    extended_on: date | None = None,
    as_of: date | None = None,
    chase: Literal["email", "post"] = "email",
) -> Deadline:
    """Return the clock of a request received on `received_on`, with the trace that a person can check.

    `clock_start`: UK only, the day on which identity information or a fee came. `pauses`: from the controller's
    question to the answer. `extended_on`: the day on which a notice of extension came. `as_of`: the day on which the
    trace says how things stand. Raises BadInput for what the law does not know on that day.
    """
    place = places.jurisdiction(jurisdiction)
    hold_days((received_on, clock_start, extended_on, as_of, *(day for pause in pauses for day in pause)))
    rule = find(law, right, place, received_on)
    clock = _Clock(rule, *closed_days.calendars_of(rule, place))
    clock.begin(received_on, clock_start)
    clock.stopped = stops(rule, pauses, received_on, clock.start)
    if extended_on is not None and extended_on < received_on:
        raise BadInput(f"A notice of extension on {extended_on} came before the request.", hint="Check both days.")
    acknowledge_by = clock.acknowledged_by()
    nominal, unpaused, due = clock.first_due() if rule.unit != "none" else (None, None, None)
    extended = clock.extended_due() if rule.extension else None
    extension = clock.judge(extended_on, due, extended)
    clock.say(*_remarks(rule, nominal))
    holds = extended if extension == "valid" else due or acknowledge_by
    chase_on = clock.chase(holds, chase) if holds else None
    if as_of and holds:
        clock.say(_stands(as_of, received_on, holds))
    return Deadline(
        law=law,
        right=right,
        jurisdiction=place,
        received_on=received_on,
        statutory=rule.statutory,
        rule=rule.id,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        acknowledge_by=acknowledge_by,
        nominal_due_on=nominal,
        due_on=due,
        due_without_pause_on=unpaused if pauses else None,
        extended_due_on=extended,
        extension=extension,
        chase_on=chase_on,
        fetched=bool(rule.first_fetch),
        trace=tuple(clock.trace),
        citations=rule.citations,
    )


def chase_after(
    law: LawId, right: Right, jurisdiction: str, received_on: date, last: date, by: Literal["email", "post"] = "email"
) -> date:
    """Return the first business day to write again after a day of one's own, or one that a notice named.

    Where no rule holds on the day of receipt only weekends are left out.
    """
    try:
        place = places.jurisdiction(jurisdiction)
        _, business = closed_days.calendars_of(find(law, right, place, received_on), place)
    except BadInput:
        business = _WEEKENDS
    return business.add_business_days(last, CHASE_AFTER[by])


_WEEKENDS = Calendar("weekends", lambda _: None)


@dataclass
class _Clock:
    """A clock being computed: each step adds its sentence to the trace."""

    rule: Rule
    closed: Calendar
    """What moves the end of a period, and what business days leave out."""
    business: Calendar
    """What acknowledgements and the day to write again leave out."""
    start: date = date.min
    stopped: tuple[Stop, ...] = ()
    trace: list[str] = field(default_factory=list)

    def say(self, *sentences: str) -> None:
        self.trace.extend(sentences)

    def begin(self, received_on: date, clock_start: date | None) -> None:
        """Set the day from which is counted. Raises BadInput for a later start that the law does not know."""
        if clock_start is not None and not self.rule.clock_start:
            raise BadInput(
                f"{self.rule.law} {self.rule.right} knows no later start of its clock.",
                hint="Leave --clock-start away.",
            )
        if clock_start is not None and clock_start < received_on:
            raise BadInput(
                f"The clock cannot start on {clock_start}, before the request came.", hint="Check both days."
            )
        self.start = max(received_on, clock_start or received_on, self.rule.valid_from)
        what = "complaint" if self.rule.right is Right.COMPLAINT else "request"
        self.say(f"The {what} was received on {spelled(received_on)}.")
        if self.start == received_on:
            self.say("The day of receipt does not count.")
        elif clock_start is not None:
            self.say(
                f"The clock starts on {spelled(self.start)}, when the last of request, proof of identity and fee had "
                "come (art. 12A(2)); that day does not count."
            )
        else:
            self.say(f"Brokers fetch requests from {spelled(self.start)} on, so it counts from that day.")

    def acknowledged_by(self) -> date | None:
        """Return the last day for confirming receipt, or for first fetching the request."""
        rule = self.rule
        if rule.first_fetch:
            day = self.start + timedelta(days=rule.first_fetch)
            self.say(f"A broker must first fetch it within {rule.first_fetch} days: by {spelled(day)}.")
            return day
        if not rule.acknowledge:
            return None
        if rule.acknowledge_unit == "business_day":
            day = self.business.add_business_days(self.start, rule.acknowledge)
            self.say(f"Receipt must be confirmed within {rule.acknowledge} business days: by {spelled(day)}.")
            self.say(*self._left_out(self.business, day))
            return day
        nominal = self.start + timedelta(days=rule.acknowledge)
        self.say(f"Receipt must be acknowledged within {rule.acknowledge} days: by {spelled(nominal)}.")
        return self._rolled(nominal)

    def first_due(self) -> tuple[date, date, date]:
        """Return the nominal day, the last day without pauses, and the last day with them."""
        rule = self.rule
        nominal = self._end(rule.period + rule.first_fetch)
        self.say(self._counted(nominal))
        if rule.unit == "business_day":
            self.say(*self._left_out(self.closed, nominal))
        unpaused = self._rolled(nominal)
        held, end = lengthen(self.stopped, nominal, self._moved)
        for stop in self.stopped:
            self.say(self._stood(stop, counts=stop in held))
        if self.stopped:
            self.say(rule.pause_note)
        if end == nominal:
            return nominal, unpaused, unpaused
        days = sum(stop.days for stop in held)
        if end == nominal + timedelta(days=days):
            self.say(f"With {counted(days, 'day')} more, {nominal} becomes {spelled(end)}.")
        else:
            self.say(
                f"The question came on the last day, so the period ends when the clock runs again: {spelled(end)}."
            )
        return nominal, unpaused, self._rolled(end)

    def extended_due(self) -> date:
        """Return the last day that a valid extension could reach: counted from the start, with the same pauses."""
        whole = f"{self.rule.extension} {'months' if self.rule.unit == 'month' else 'days'} from the start"
        held, end = lengthen(self.stopped, self._end(self.rule.extension), self._moved)
        days = sum(stop.days for stop in held)
        paused = f" and {counted(days, 'day')} of pause" if days else ""
        self.say(f"A valid extension could reach {whole}{paused}: {spelled(end)}.")
        return self._rolled(end)

    def judge(self, notice: date | None, due: date | None, extended: date | None) -> Extension | None:
        """Say whether a notice of extension that came on a day holds."""
        if notice is None:
            return None
        if due is None or (extended is None and not self.rule.extension_open):
            self.say(f"The notice of extension of {notice} has no effect: this clock knows no extension.")
            return "not_allowed"
        if notice > due:
            self.say(f"The notice of extension of {notice} came after {due}: it is late, and the first day stands.")
            return "late"
        holds = f"{extended} is the day that holds" if extended else "the day that it names holds, without a limit"
        self.say(f"The notice of extension of {notice} came in time: {holds}.")
        return "valid"

    def chase(self, last: date, by: Literal["email", "post"]) -> date:
        """Return the first day on which it makes sense to write again, always a business day."""
        count = CHASE_AFTER[by]
        day = self.business.add_business_days(last, count)
        after = "the next business day" if count == 1 else f"{count} business days later"
        if self.rule.first_fetch:
            self.say(f"If its status shows nothing by {last}, complain from {after} on: {spelled(day)}.")
        else:
            self.say(f"If nothing has come by {last}, write again {after}: {spelled(day)}.")
        return day

    def _end(self, period: int) -> date:
        if self.rule.unit == "month":
            return add_months(self.start, period)
        if self.rule.unit == "business_day":
            return self.closed.add_business_days(self.start, period)
        return self.start + timedelta(days=period)

    def _moved(self, day: date) -> date:
        return self.closed.roll(day) if self.rule.roll else day

    def _counted(self, nominal: date) -> str:
        rule = self.rule
        if rule.first_fetch:
            return (
                f"From then it has {rule.period} days to delete: in the worst case {rule.first_fetch + rule.period} "
                f"days after {self.start}, {spelled(nominal)}."
            )
        if rule.unit == "business_day":
            return f"{rule.period} business days after {self.start} is {spelled(nominal)}."
        if rule.unit == "calendar_day":
            return f"{counted(rule.period, 'day')} after {self.start} is {spelled(nominal)}."
        length = "One month" if rule.period == 1 else f"{rule.period} months"
        if nominal.day != self.start.day:
            return f"{length} after {self.start} has no day {self.start.day}; its last day is {spelled(nominal)}."
        return f"{length} after {self.start}, on the same day of the month, is {spelled(nominal)}."

    def _left_out(self, calendar: Calendar, last: date) -> Iterable[str]:
        holidays = calendar.holidays_within(self.start, last)
        named = f" and {', '.join(holidays)}" if holidays else f"; none of the {calendar.name} fell between"
        yield f"Business days leave out Saturdays and Sundays{named}."

    def _rolled(self, day: date) -> date:
        if self.rule.unit == "business_day":
            return day
        closed = self.closed.closed(day)
        if not self.rule.roll:
            if closed:
                self.say("That day is closed, but no rule moves it.")
            return day
        rolled = self.closed.roll(day)
        if not closed:
            self.say(f"That is a working day ({self.closed.name}), so it is the last one.")
            return day
        passed = (day + timedelta(days=n) for n in range((rolled - day).days))
        names = ", ".join(self.closed.named(each) for each in passed)
        self.say(f"Closed, by the {self.closed.name}: {names}. The last day is {spelled(rolled)}.")
        return rolled

    def _stood(self, stop: Stop, *, counts: bool) -> str:
        if not counts:
            return f"The pause from {spelled(stop.first)} began after the first deadline, which it does not change."
        if not stop.days:
            return f"A pause until {spelled(stop.last)} leaves out no day of this clock."
        end = "the day of the answer" if self.rule.pause == "inclusive" else "the day before the answer"
        days = counted(stop.days, "day")
        return f"The clock stood from {spelled(stop.first)} to {spelled(stop.last)}, {end}: {days}."


def _remarks(rule: Rule, nominal: date | None) -> Iterable[str]:
    if rule.literal and nominal:
        earlier = nominal - timedelta(days=1)
        yield f"Read literally, {rule.literal} counts the day of receipt too and would end on {spelled(earlier)}."
    if rule.note:
        yield rule.note
    if not rule.statutory:
        yield "No statute sets this day: it is the sender's own, and the letter asks for it."


def _stands(as_of: date, received_on: date, last: date) -> str:
    left = (last - as_of).days
    if as_of < received_on:
        return f"On {spelled(as_of)} the request had not come."
    if left == 0:
        return f"{spelled(as_of)} is the last day."
    days = counted(abs(left), "day")
    return f"On {spelled(as_of)} " + (
        f"{days} remain{'s' if left == 1 else ''}." if left > 0 else f"it is {days} late."
    )
