"""Computing a clock: nominal day, legal day, acknowledgement, extension, and the day to write again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from unlist.errors import BadInput
from unlist.law.calendar import (
    CALIFORNIA,
    CALIFORNIA_BUSINESS,
    EEA,
    FEDERAL,
    GB_NATIONS,
    ILLINOIS,
    Calendar,
    add_months,
    gb_nation,
    member_state,
)
from unlist.law.model import Deadline
from unlist.law.rules import RULES, Rule, Unit
from unlist.words import LawId, Right, nearest

Pause = tuple[date, date]
CHASE_AFTER = {"email": 1, "post": 5}
"""Business days after the legal day before it makes sense to write again."""
DROP_BEGINS = date(2026, 8, 1)  # Civ. Code 1798.99.86(c)(1): brokers fetch requests from this day on


@dataclass
class _Trace:
    sentences: list[str] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)


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
    rule = _rule(law, right, jurisdiction.upper(), received_on)
    calendar = _calendar(rule, jurisdiction.upper())
    trace = _Trace()
    start = _start(rule, received_on, clock_start, trace)
    _hold_pauses(rule, start, pauses)
    acknowledge_by = _acknowledgement(rule, start, calendar, trace)
    if rule.unit == "none":
        trace.say(rule.note)
        return _answer(
            rule,
            jurisdiction,
            received_on,
            trace,
            as_of,
            acknowledge_by=acknowledge_by,
            chase_on=_chase(rule, calendar, acknowledge_by or start, chase, trace),
        )
    nominal = _count(rule.unit, start, rule.period + rule.first_fetch, calendar)
    trace.say(_counted(rule, start, nominal, calendar))
    unpaused = _rolled(rule, nominal, calendar, trace)
    days = _paused_days(rule, pauses, trace)
    due = _rolled(rule, nominal + timedelta(days=days), calendar, trace) if days else unpaused
    extended = _extended(rule, start, days, calendar, trace)
    extension = _extension(extended_on, extended, due, received_on, trace)
    last = extended if extension == "valid" and extended else due
    if rule.note:
        trace.say(rule.note)
    if not rule.statutory:
        trace.say("No statute sets this day: it is the sender's own, and the letter asks for it.")
    return _answer(
        rule,
        jurisdiction,
        received_on,
        trace,
        as_of,
        acknowledge_by=acknowledge_by,
        nominal_due_on=nominal,
        due_on=due,
        due_without_pause_on=unpaused if pauses else None,
        extended_due_on=extended,
        extension=extension,
        chase_on=_chase(rule, calendar, last, chase, trace),
    )


def _answer(
    rule: Rule, jurisdiction: str, received_on: date, trace: _Trace, as_of: date | None, **days: object
) -> Deadline:
    due = days.get("due_on")
    if as_of and isinstance(due, date):
        late = (as_of - due).days
        trace.say(f"On {as_of}: {f'{late} days past the last day' if late > 0 else f'{-late} days left'}.")
    return Deadline(
        law=rule.law,
        right=rule.right,
        jurisdiction=jurisdiction.upper(),
        received_on=received_on,
        statutory=rule.statutory,
        rule=rule.id,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        trace=tuple(trace.sentences),
        citations=rule.citations,
        **days,  # type: ignore[arg-type]
    )


def covers(rule: Rule, jurisdiction: str) -> bool:
    """Say whether a rule holds in an ISO 3166 jurisdiction."""
    country = jurisdiction.partition("-")[0]
    for place in rule.jurisdictions:
        if place == "*" or (place == "EEA" and country in EEA) or place == jurisdiction:
            return True
        if place == "GB" and jurisdiction in GB_NATIONS:
            return True
        if place == "US" and country == "US":
            return True
    return False


def _rule(law: LawId, right: Right, jurisdiction: str, received_on: date) -> Rule:
    of_law = [rule for rule in RULES if rule.law is law]
    if not of_law:
        raise BadInput(f"No clock is known for {law} yet.", hint="See: unlist law list")
    of_right = [rule for rule in of_law if rule.right is right]
    if not of_right:
        known = sorted({rule.right.value for rule in of_law})
        close = nearest(right, known) or known
        raise BadInput(
            f"{law} gives no right {right}.", hint=f"It gives {', '.join(known)}; nearest: {', '.join(close)}."
        )
    here = [rule for rule in of_right if covers(rule, jurisdiction)]
    if not here:
        known = sorted({place for rule in of_right for place in rule.jurisdictions})
        places = [place.replace("EEA", "a state of the EEA such as DE") for place in known]
        close = nearest(jurisdiction.lower(), [p.lower() for p in (*GB_NATIONS, *EEA, "US-CA", "US-IL")])
        near = f" Nearest: {', '.join(word.upper() for word in close)}." if close else ""
        raise BadInput(f"{law} does not hold in {jurisdiction!r}.", hint=f"It holds in {', '.join(places)}.{near}")
    for rule in here:
        if rule.valid_from <= received_on and (rule.valid_to is None or received_on <= rule.valid_to):
            return rule
    first = min(rule.valid_from for rule in here)
    raise BadInput(f"{law} {right} was not in force on {received_on}.", hint=f"It holds from {first} on.")


def _calendar(rule: Rule, jurisdiction: str) -> Calendar:
    country, _, part = jurisdiction.partition("-")
    if rule.calendar == "us-ca":
        return CALIFORNIA_BUSINESS if rule.unit == "business_day" else CALIFORNIA
    if rule.calendar == "us-il":
        return ILLINOIS
    if rule.calendar == "gb" or jurisdiction in GB_NATIONS:
        return gb_nation(jurisdiction)
    if country in EEA:
        return member_state(country, part or None)
    return FEDERAL


def _start(rule: Rule, received_on: date, clock_start: date | None, trace: _Trace) -> date:
    if clock_start is not None:
        if not rule.clock_start:
            raise BadInput(
                f"{rule.law} {rule.right} knows no later start of its clock.", hint="Leave --clock-start away."
            )
        if clock_start < received_on:
            raise BadInput(
                f"The clock cannot start on {clock_start}, before the request came.", hint="Check both days."
            )
        if clock_start > received_on:
            trace.say(f"The clock starts on {clock_start}, when the last of request, identity and fee had come.")
            return clock_start
    if rule.law is LawId.DELETE_ACT and received_on < DROP_BEGINS:
        trace.say(f"Requests made before {DROP_BEGINS} count from that day: brokers fetch them from then on.")
        return DROP_BEGINS
    trace.say(f"Received on {received_on} ({received_on:%A}); that day does not count.")
    return received_on


def _hold_pauses(rule: Rule, start: date, pauses: Sequence[Pause]) -> None:
    if pauses and not rule.pause:
        raise BadInput(f"{rule.law} {rule.right} knows no pause.", hint="Its clock runs whatever is asked meanwhile.")
    for asked, answered in pauses:
        if answered < asked:
            raise BadInput(f"The pause {asked}..{answered} ends before it starts.", hint="Write it as EARLIER..LATER.")
        if asked < start:
            raise BadInput(f"The pause {asked}..{answered} starts before the request came.", hint="Check both days.")


def _count(unit: Unit, start: date, period: int, calendar: Calendar) -> date:
    if unit == "month":
        return add_months(start, period)
    if unit == "business_day":
        return calendar.add_business_days(start, period)
    return start + timedelta(days=period)


def _counted(rule: Rule, start: date, nominal: date, calendar: Calendar) -> str:
    words = {"month": "month", "calendar_day": "calendar day", "business_day": "business day"}[rule.unit]
    total = rule.period + rule.first_fetch
    plural = "s" if total != 1 else ""
    if rule.first_fetch:
        return (
            f"At worst a broker fetches on day {rule.first_fetch} and deletes within {rule.period} more: "
            f"{start} plus {total} days is {nominal} ({nominal:%A})."
        )
    skipped = f" (weekends and {calendar.name} left out)" if rule.unit == "business_day" else ""
    return f"{start} plus {total} {words}{plural}{skipped} is {nominal} ({nominal:%A})."


def _rolled(rule: Rule, day: date, calendar: Calendar, trace: _Trace) -> date:
    if not rule.roll or rule.unit == "business_day":
        return day
    rolled = calendar.roll(day)
    if rolled != day:
        trace.say(f"{day} is closed ({calendar.closed(day)}; {calendar.name}): the last day is {rolled} ({rolled:%A}).")
    return rolled


def _paused_days(rule: Rule, pauses: Sequence[Pause], trace: _Trace) -> int:
    both_ends = 1 if rule.pause == "inclusive" else 0  # UK GDPR 12A(5): both the day asked and the day answered
    total = 0
    for asked, answered in pauses:
        days = (answered - asked).days + both_ends
        total += days
        trace.say(f"From {asked} to {answered} the clock stood for {days} days.")
    return total


def _acknowledgement(rule: Rule, start: date, calendar: Calendar, trace: _Trace) -> date | None:
    if rule.first_fetch:
        day = start + timedelta(days=rule.first_fetch)
        trace.say(f"A broker must fetch the request by {day} ({day:%A}).")
        return day
    if not rule.acknowledge:
        return None
    if rule.acknowledge_unit == "business_day":
        business = CALIFORNIA_BUSINESS if rule.calendar == "us-ca" else calendar
        day = business.add_business_days(start, rule.acknowledge)
        trace.say(f"Receipt is to be confirmed within {rule.acknowledge} business days: {day} ({day:%A}).")
        return day
    nominal = start + timedelta(days=rule.acknowledge)
    day = calendar.roll(nominal)
    trace.say(
        f"Receipt is to be acknowledged within {rule.acknowledge} days: {nominal}, at the latest {day} ({day:%A})."
    )
    return day


def _extended(rule: Rule, start: date, paused: int, calendar: Calendar, trace: _Trace) -> date | None:
    if not rule.extension:
        return None
    nominal = _count(rule.unit, start, rule.extension, calendar) + timedelta(days=paused)
    day = calendar.roll(nominal) if rule.roll else nominal
    unit = "months" if rule.unit == "month" else "days"
    trace.say(f"With a valid extension, at most {rule.extension} {unit} from the start: {day} ({day:%A}).")
    return day


def _extension(
    extended_on: date | None, extended: date | None, due: date, received_on: date, trace: _Trace
) -> Literal["valid", "late", "not_allowed"] | None:
    if extended_on is None:
        return None
    if extended_on < received_on:
        raise BadInput(f"A notice of extension on {extended_on} came before the request.", hint="Check both days.")
    if extended is None:
        trace.say(f"The notice of {extended_on} has no effect: this clock knows no extension.")
        return "not_allowed"
    if extended_on > due:
        trace.say(f"The notice of {extended_on} came after {due}: it is late, and the first day stands.")
        return "late"
    trace.say(f"The notice of {extended_on} came in time: the day that holds is {extended}.")
    return "valid"


def _chase(rule: Rule, calendar: Calendar, last: date, chase: Literal["email", "post"], trace: _Trace) -> date:
    business = CALIFORNIA_BUSINESS if rule.calendar == "us-ca" else calendar
    day = business.add_business_days(last, CHASE_AFTER[chase])
    trace.say(f"It makes sense to write again from {day} ({day:%A}).")
    return day
