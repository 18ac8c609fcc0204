"""The clock of a request: from the days that the events gave to the days that hold, with how they came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from unlist.errors import BadInput
from unlist.law.deadlines import chase_after, deadline
from unlist.law.model import Deadline
from unlist.tracker.facts import Asked, Facts, Notice
from unlist.tracker.model import Reason, Step
from unlist.words import ChannelKind, LawId, Right


@dataclass(frozen=True)
class Dates:
    """The clock as it stands: no `deadline` and no `due_on` where none runs; `steps` say why in either case."""

    deadline: Deadline | None = None
    due_on: date | None = None
    extension: str | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class _Question:
    """What the law engine is asked; an extension notice may be added."""

    law: LawId
    right: Right
    jurisdiction: str
    received_on: date
    clock_start: date | None
    pauses: tuple[tuple[date, date], ...]
    chase: Literal["email", "post"]

    def statutory(self) -> bool:
        """Say whether a statute sets the day: 740 ILCS 14/15 sets none, and where nothing is known nothing is set."""
        try:
            return self.ask().statutory
        except BadInput:
            return False

    def chase_after(self, day: date) -> date:
        """Return the first day on which it makes sense to write again when `day` has passed."""
        return chase_after(self.law, self.right, self.jurisdiction, self.received_on, day, self.chase)

    def ask(self, extended_on: date | None = None) -> Deadline:
        return deadline(
            self.law,
            self.right,
            jurisdiction=self.jurisdiction,
            received_on=self.received_on,
            clock_start=self.clock_start,
            pauses=self.pauses,
            extended_on=extended_on,
            chase=self.chase,
        )


def compute(facts: Facts) -> Dates:
    """Compute the clock of the first letter. Never raises for what the law engine refuses: then no day, and a step."""
    steps = list(_receipt(facts))
    received_on = facts.received_on
    if received_on is None:
        return Dates(steps=tuple(steps))
    try:
        law, right = LawId(facts.law), Right(facts.right)
    except ValueError:
        steps.append(Step(f"No date: “{facts.law} {facts.right}” is no law and right that this version knows."))
        return Dates(steps=tuple(steps))
    question = _Question(
        law,
        right,
        facts.jurisdiction,
        received_on,
        facts.clock_start,
        facts.pauses,
        "post" if facts.first_channel == ChannelKind.POST else "email",
    )
    statutory = question.statutory() if facts.statutory is None else facts.statutory
    if facts.asked_by is not None and facts.asked_by > received_on and not statutory:
        chosen = _self_set(question, facts.asked_by)
        return Dates(chosen, chosen.due_on, None, (*steps, *_traced(chosen)))
    try:
        question, found = _first_due(question, facts.asked, steps)
    except BadInput as refusal:
        steps.append(Step(f"No date: {refusal.message}"))
        return Dates(steps=tuple(steps))
    steps.extend(_traced(found))
    return _extend(question, found, facts.notices, steps)


def _receipt(facts: Facts) -> list[Step]:
    """Say from which day the clock counts.

    A mail server's 250 proves sending only; receipt is known where a delivery notice, an answer, a form's confirmation
    or a scan shows it.
    """
    if facts.sent_on is None:
        return [Step("No letter has left, so no clock runs.")]
    known = "The letter left on" if facts.sent_known else "No record says when the letter left; an answer came on"
    steps = [Step(f"{known} {facts.sent_on}.", facts.sent_seq)]
    if facts.proved_on is not None:
        steps.append(
            Step(f"Its arrival is proved for {facts.proved_on}: the clock counts from then.", facts.proved_seq)
        )
    elif facts.received_on is None:
        steps.append(Step("A paper letter counts from its arrival, which nothing proves yet: no clock runs."))
    else:
        steps.append(Step("The day of sending counts as the day of receipt, as no later one is proved."))
    return steps


def _traced(found: Deadline) -> list[Step]:
    citation = "; ".join(found.citations)
    return [Step(line, citation=citation if number == 0 else "") for number, line in enumerate(found.trace)]


def _self_set(question: _Question, asked_by: date) -> Deadline:
    line = f"No statute sets a day for this; the letter asks for an answer by {asked_by}."
    try:
        base = question.ask()
    except BadInput:
        base = Deadline(
            law=question.law,
            right=question.right,
            jurisdiction=question.jurisdiction,
            received_on=question.received_on,
            statutory=False,
            rule="asked-by",
            valid_from=question.received_on,
        )
    return replace(
        base,
        statutory=False,
        nominal_due_on=asked_by,
        due_on=asked_by,
        due_without_pause_on=None,
        extended_due_on=None,
        chase_on=question.chase_after(asked_by),
        trace=(line,),
    )


# -- questions of the broker -----------------------------------------------------------------------------------------


def _first_due(question: _Question, asked: Sequence[Asked], steps: list[Step]) -> tuple[_Question, Deadline]:
    """Compute the first deadline, later by what the broker rightly asked and waited for. Raises BadInput."""
    found = question.ask()
    for one in asked:
        changed = _paused(question, one, found)
        if changed is None:
            continue
        try:
            later = changed.ask()
        except BadInput:
            continue  # this law or right knows no pause: the date stands
        steps.append(
            Step(f"The broker asked for {one.reason} on {one.on} and was answered on {one.answered_on}.", one.seq),
        )
        question, found = changed, later
    return question, found


def _paused(question: _Question, one: Asked, found: Deadline) -> _Question | None:
    """Return the question with this wait taken in, or None where it does not count.

    EU: a suspension while identity is being shown, if asked without undue delay (EDPB Guidelines 01/2022).
    UK: art 12A(2) starts the clock when the identity information came; 12A(5) leaves out a clarification of access.
    Elsewhere the clock does not wait (11 CCR 7021(b): regardless of the time required to verify).
    """
    if one.answered_on is None or found.due_on is None or one.on > found.due_on:
        return None
    pause = (max(one.on, question.received_on), max(one.answered_on, question.received_on))
    if question.law is LawId.GDPR and one.reason is Reason.IDENTITY:
        return replace(question, pauses=(*question.pauses, pause))
    if question.law is LawId.UK_GDPR and one.reason is Reason.IDENTITY:
        return replace(question, clock_start=max(one.answered_on, question.clock_start or one.answered_on))
    if question.law is LawId.UK_GDPR and one.reason is Reason.INFORMATION and question.right is Right.ACCESS:
        return replace(question, pauses=(*question.pauses, pause))
    return None


# -- extensions ------------------------------------------------------------------------------------------------------


def _extend(question: _Question, found: Deadline, notices: Sequence[Notice], steps: list[Step]) -> Dates:
    """Judge each notice by itself; the latest valid day holds, and no notice ever makes a day earlier."""
    best = Dates(found, found.due_on)
    for notice in notices:
        judged = _judge(question, notice)
        steps.append(_verdict(judged, notice, best.due_on))
        if judged.extension == "valid" and judged.due_on and (best.due_on is None or judged.due_on >= best.due_on):
            best = judged
        elif best.extension is None:
            best = replace(best, extension=judged.extension)
    return replace(best, steps=tuple(steps))


def _judge(question: _Question, notice: Notice) -> Dates:
    try:
        # Receipt may be counted from a later day than the notice came, where the proof of arrival is younger.
        answer = question.ask(max(notice.on, question.received_on))
    except BadInput:
        return Dates(extension="not_allowed")
    first, last = answer.due_on, answer.extended_due_on
    if answer.extension != "valid" or first is None:
        return Dates(answer, first, answer.extension or "not_allowed")
    if notice.until is None:
        # Where the law sets no limit to an extension, the notice itself has to name the day (Swiss DPO art. 18(2)).
        return Dates(answer, last, "valid") if last else Dates(answer, first, "no_day")
    if last is not None and notice.until > last:
        return Dates(answer, first, "too_long")
    until = max(first, notice.until)
    if until != last:
        answer = replace(answer, chase_on=question.chase_after(until))
    return Dates(answer, until, "valid")


def _verdict(judged: Dates, notice: Notice, standing: date | None) -> Step:
    said = f"On {notice.on} the broker took more time" + (f", until {notice.until}" if notice.until else "")
    last = judged.deadline.extended_due_on if judged.deadline else None
    sentences = {
        "valid": f"{said}; the notice came in time, so {judged.due_on} holds.",
        "late": f"{said}; the notice came after the deadline, so {standing} stands.",
        "no_day": f"{said}; the law asks that the notice names the day and none is on record, so {standing} stands.",
        "too_long": f"{said}; the law allows {last} at the latest, so {standing} stands.",
    }
    citation = "; ".join(judged.deadline.citations) if judged.deadline else ""
    return Step(
        sentences.get(judged.extension or "", f"{said}; the law allows no extension, so {standing} stands."),
        notice.seq,
        citation,
    )
