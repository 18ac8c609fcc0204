"""What each event does to what is known: one small function a kind of event.

Which event may come when is not decided here but in `unlist.tracker.table`; what stands here and refuses are the few
rules that need more than the status: one first letter, one follow-up, and say whether a letter left before the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from unlist.errors import Refused
from unlist.tracker.facts import Asked, Facts, Notice, as_day, day_at, day_of, instant_at, text_at, word_at
from unlist.tracker.model import Disclosed, Event, EventKind, Outcome, Reason, Status
from unlist.words import ChannelKind, Purpose

_UNSETTLED = (Reason.HAND_OFF, Reason.CONFIRM_SENT)
"""Reasons under which nobody knows yet whether the letter left."""

_REASONS = {
    EventKind.IDENTITY_REQUESTED: Reason.IDENTITY,
    EventKind.INFORMATION_REQUESTED: Reason.INFORMATION,
    EventKind.AUTHORIZATION_REQUESTED: Reason.AUTHORIZATION,
    EventKind.CONFIRMATION_REQUESTED: Reason.CONFIRMATION,
    EventKind.FORM_REQUIRED: Reason.FORM,
    EventKind.QUESTION_ASKED: Reason.QUESTION,
}
_OUTCOMES = {
    EventKind.FULFILLED: Outcome.FULFILLED,
    EventKind.PARTLY_FULFILLED: Outcome.PARTLY_FULFILLED,
    EventKind.OPTED_OUT: Outcome.OPTED_OUT,
    EventKind.NOT_FOUND: Outcome.NO_MATCH,
    EventKind.DENIED: Outcome.DENIED,
    EventKind.REDIRECTED: Outcome.REDIRECTED,
}
MOST_SWITCHES = 3
"""Channels that a request changes to after failures; then it is the person's to find a way."""
_CLOSE_REASONS = ("settled", "superseded", "duplicate", "given_up")


def take(facts: Facts, event: Event) -> None:
    """Let one event change the facts. Raises Refused or BadInput, and names the event, when it cannot be."""
    _MOVES[event.kind](facts, event)
    if event.kind is not EventKind.PROPOSED and event.message in facts.proposed:
        facts.proposed.remove(event.message)  # whatever rests on it decides on it


def _to(facts: Facts, status: Status, reason: str = "") -> None:
    facts.status, facts.reason = status, reason


def _await_you(facts: Facts, reason: Reason) -> None:
    _to(facts, Status.AWAITING_YOU, reason)


def _keep(facts: Facts, event: Event) -> None:
    del facts, event


def _note_channel(facts: Facts, event: Event) -> None:
    # An intent may name the transport (`file`, `smtp`) instead: how a letter travels says nothing about its clock.
    channel = text_at(event, "channel")
    if channel in set(ChannelKind):
        facts.channel = channel


def _in_doubt(facts: Facts) -> bool:
    return facts.status is Status.AWAITING_YOU and facts.reason in _UNSETTLED


# -- letters ---------------------------------------------------------------------------------------------------------


def _drafted(facts: Facts, event: Event) -> None:
    purpose = word_at(event, "purpose", Purpose, Purpose.FIRST)
    _refuse_draft(facts, event, purpose)
    facts.purpose = purpose
    facts.addressed = text_at(event, "recipient")
    facts.enclosed = _enclosed(event)
    _note_channel(facts, event)
    if purpose is Purpose.FIRST and facts.sent_on is None:
        facts.law, facts.right = text_at(event, "law"), text_at(event, "right")
        facts.jurisdiction = text_at(event, "jurisdiction")
        facts.residence = text_at(event, "residence")
        claim = event.payload.get("claim")
        facts.statutory = claim.get("statutory") if isinstance(claim, Mapping) else None
        facts.asked_by = day_at(event, "asked_by")
        facts.clock_start = day_at(event, "clock_start")
        facts.pauses = _pauses(event)
    _to(facts, Status.DRAFT)


def _refuse_draft(facts: Facts, event: Event, purpose: Purpose) -> None:
    if _in_doubt(facts):
        raise Refused(
            f"Event {event.seq}: nobody has said yet whether the letter before this one left.",
            hint="Record it first, as sent or as not_sent.",
        )
    first_left = facts.sent_on is not None
    # A broker that takes forms only may be sent the same letter by another channel; its clock runs on.
    again = facts.reason == Reason.FORM or (
        facts.status in (Status.DRAFT, Status.UNDELIVERABLE) and facts.purpose is Purpose.FIRST
    )
    if purpose is Purpose.FIRST and first_left and not again:
        raise Refused(
            f"Event {event.seq}: the first letter of this request has left already; there is only one.",
            hint="Draft a follow-up or a reply, or open another request.",
        )
    if purpose is not Purpose.FIRST and not first_left:
        raise Refused(
            f"Event {event.seq}: a {purpose} comes after a first letter, and none has reached the broker.",
            hint="Send the first letter.",
        )
    if purpose is Purpose.FOLLOW_UP and facts.followed_up_on is not None:
        raise Refused(
            f"Event {event.seq}: one follow-up left on {facts.followed_up_on}; a second one is not written.",
            hint="Complain to the authority, or close the request.",
        )


def _enclosed(event: Event) -> tuple[tuple[str, str], ...]:
    rows = event.payload.get("disclosed") or ()
    return tuple((str(row.get("kind", "")), str(row.get("value", ""))) for row in rows)


def _pauses(event: Event) -> tuple[tuple[date, date], ...]:
    pairs = event.payload.get("pauses") or ()
    return tuple((as_day(first, event, "pauses"), as_day(last, event, "pauses")) for first, last in pairs)


def _approved(facts: Facts, event: Event) -> None:
    facts.leaves_at = instant_at(event, "not_before") or event.occurred_at
    facts.tried, facts.first_tried_at = 0, None
    _to(facts, Status.QUEUED)


def _deferred(facts: Facts, event: Event) -> None:
    """Put a letter off. Only what the other side put off counts as tried; that has a time for the next try."""
    retry_at = instant_at(event, "retry_at")
    facts.leaves_at = retry_at or event.occurred_at
    if retry_at:
        facts.tried += 1
        facts.first_tried_at = facts.first_tried_at or event.occurred_at
    _to(facts, Status.QUEUED)


def _handed_over(facts: Facts, event: Event) -> None:
    _note_channel(facts, event)
    _await_you(facts, Reason.HAND_OFF)


def _intended(facts: Facts, event: Event) -> None:
    _note_channel(facts, event)
    _to(facts, Status.SENDING)


def _sent(facts: Facts, event: Event) -> None:
    facts.purpose = word_at(event, "purpose", Purpose, facts.purpose)
    _note_channel(facts, event)
    _leave(facts, event, day_of(event))


def _leave(facts: Facts, event: Event, day: date, *, known: bool = True) -> None:
    """Count a letter as gone. Only the first one starts the clock; a reply ends what the broker waits for."""
    facts.letters += 1
    facts.left, facts.arrived = facts.purpose, False
    facts.disclosed += [Disclosed(kind, value, facts.addressed, day) for kind, value in facts.enclosed]
    if facts.sent_on is None:
        facts.sent_on, facts.sent_seq, facts.sent_known = day, event.seq, known
        facts.first_channel = facts.channel
    elif facts.purpose is Purpose.FOLLOW_UP:
        facts.followed_up_on = day
    if facts.purpose is not Purpose.FOLLOW_UP:
        _answer_ask(facts, day)
    _to(facts, Status.AWAITING_BROKER)


def _not_sent(facts: Facts, event: Event) -> None:
    if facts.reason not in _UNSETTLED:
        raise Refused(
            f"Event {event.seq}: no letter of this request is in doubt.",
            hint="Only a letter that was handed over, or whose sending is uncertain, can be not_sent.",
        )
    _to(facts, Status.DRAFT)


def _failed(facts: Facts, event: Event) -> None:
    """Go on by the next channel: a form is yours to fill in, a letter yours to approve, none is the end."""
    channel = text_at(event, "next_channel")
    facts.switches += bool(channel)
    if not channel or facts.switches > MOST_SWITCHES:
        _to(facts, Status.UNDELIVERABLE)
    elif channel == ChannelKind.FORM:
        facts.channel = channel
        _await_you(facts, Reason.FORM)
    else:
        facts.channel = word_at(event, "next_channel", ChannelKind, ChannelKind.EMAIL)
        _to(facts, Status.DRAFT)


def _bounced(facts: Facts, event: Event) -> None:
    """Let a hard bounce undo the letter that left last, unless that one is known to have arrived."""
    _decide(facts, event)
    may_move = facts.status in (Status.QUEUED, Status.AWAITING_BROKER) or _in_doubt(facts)
    if text_at(event, "class") != "hard" or facts.arrived or not may_move:
        return
    _undo_letter(facts)
    _failed(facts, event)


def _undo_letter(facts: Facts) -> None:
    """Forget that it left: what never arrived starts no clock, answers nothing and uses up no follow-up."""
    undone = facts.purpose if _in_doubt(facts) else facts.left
    if undone is Purpose.FOLLOW_UP:
        facts.followed_up_on = None
    elif undone is Purpose.IDENTITY_REPLY:
        if facts.asked:
            facts.asked[-1] = replace(facts.asked[-1], answered_on=None)
    elif not facts.receipt_known:
        facts.sent_on = facts.sent_seq = None
        facts.first_channel = ""
        facts.purpose = Purpose.FIRST


# -- what the broker says --------------------------------------------------------------------------------------------


def _hear(facts: Facts, event: Event, *, decided: bool = False) -> None:
    """Take a word of the broker: it was reached.

    `decided`: a person read it, so that it settles even that a letter left which the log does not know to have left.
    """
    day = day_of(event)
    facts.heard_on = max(day, facts.heard_on or day)
    _decide(facts, event)
    if facts.sent_on is None and (decided or _in_doubt(facts)):
        _leave(facts, event, day, known=False)
    if facts.sent_on is None:
        return
    # Paper counts from its arrival: an answer proves that it came on that day or before; the later day is the safe one.
    if facts.received_on is None:
        facts.proved_on, facts.proved_seq = max(day, facts.sent_on), event.seq
    facts.receipt_known = facts.arrived = True


def _delivered(facts: Facts, event: Event) -> None:
    _decide(facts, event)
    day = day_of(event)
    about = word_at(event, "purpose", Purpose, facts.purpose)
    named = facts.sent_on is None or (event.payload.get("purpose") and about is facts.purpose)
    if _in_doubt(facts) and named:
        _leave(facts, event, day, known=False)
    facts.arrived = facts.arrived or about is facts.left
    if about is not Purpose.FIRST or facts.sent_on is None:
        return
    facts.receipt_known = True
    # The first proof of the first letter's arrival sets the day; no later one moves it.
    if facts.proved_on is None:
        facts.proved_on, facts.proved_seq = max(day, facts.sent_on), event.seq


def _asked(facts: Facts, event: Event) -> None:
    _hear(facts, event, decided=True)
    reason = _REASONS[event.kind]
    if facts.open_ask is None:
        facts.asked.append(Asked(reason, day_of(event), seq=event.seq, answer_by=day_at(event, "reply_by")))
    else:
        # A second demand before the first was met: one wait, from the first day.
        facts.asked[-1] = replace(facts.asked[-1], reason=reason, answer_by=day_at(event, "reply_by"))
    _await_you(facts, reason)


def _answer_ask(facts: Facts, day: date) -> None:
    if facts.open_ask is not None:
        facts.asked[-1] = replace(facts.open_ask, answered_on=max(day, facts.open_ask.on))


def _answered_broker(facts: Facts, event: Event) -> None:
    """Give the turn back to the broker. Where no letter had arrived, the form filled in starts the clock."""
    if _in_doubt(facts) and facts.channel != ChannelKind.FORM:
        raise Refused(
            f"Event {event.seq}: the broker has asked for nothing; it is open whether the letter left.",
            hint="Record it as sent or as not_sent.",
        )
    if facts.sent_on is None or _in_doubt(facts):
        facts.channel = text_at(event, "channel") or ChannelKind.FORM
        _leave(facts, event, day_of(event))
        return
    _answer_ask(facts, day_of(event))
    _to(facts, Status.AWAITING_BROKER)


def _extended(facts: Facts, event: Event) -> None:
    _hear(facts, event)
    facts.notices.append(Notice(event.seq, day_of(event), day_at(event, "until")))


def _ended(facts: Facts, event: Event) -> None:
    _hear(facts, event, decided=True)
    _remember_end(facts)
    outcome = _OUTCOMES[event.kind]
    facts.outcome, facts.answered_on = outcome, day_of(event)
    _to(facts, Status.ANSWERED, text_at(event, "reason") if outcome is Outcome.DENIED else "")


# -- mail waiting for the person -------------------------------------------------------------------------------------


def _replied(facts: Facts, event: Event) -> None:
    message = event.message or text_at(event, "message")
    if message and message not in facts.unreviewed:
        facts.unreviewed.append(message)


def _decide(facts: Facts, event: Event) -> None:
    message = event.message or text_at(event, "message")
    if message in facts.unreviewed:
        facts.unreviewed.remove(message)


# -- the person ------------------------------------------------------------------------------------------------------


def _snoozed(facts: Facts, event: Event) -> None:
    facts.snoozed_until = day_at(event, "until")


def _muted(facts: Facts, event: Event) -> None:
    facts.muted = event.kind is EventKind.MUTED


def _proposed(facts: Facts, event: Event) -> None:
    if event.message and event.message not in facts.proposed:
        facts.proposed.append(event.message)


def _remember_end(facts: Facts) -> None:
    if facts.before_end is None and facts.status is not None:
        facts.before_end = (facts.status, facts.reason)


def _closed(facts: Facts, event: Event) -> None:
    reason = "withdrawn" if event.kind is EventKind.WITHDRAWN else text_at(event, "reason")
    if reason not in (*_CLOSE_REASONS, "withdrawn"):
        raise Refused(
            f"Event {event.seq}: “{reason}” is no reason to close a request.",
            hint=f"Reasons are {', '.join(_CLOSE_REASONS)}.",
        )
    _remember_end(facts)
    facts.closed_at = event.occurred_at
    _to(facts, Status.CLOSED, reason)


def _reopened(facts: Facts, event: Event) -> None:
    """Return to where the request stood before it ended; what was queued is approved anew."""
    del event
    status, reason = facts.before_end or (Status.DRAFT, "")
    facts.before_end = facts.outcome = facts.answered_on = facts.closed_at = None
    _to(facts, Status.DRAFT if status is Status.QUEUED else status, reason)


_MOVES: Mapping[EventKind, Callable[[Facts, Event], None]] = {
    EventKind.DRAFTED: _drafted,
    EventKind.APPROVED: _approved,
    EventKind.SEND_INTENDED: _intended,
    EventKind.DOT_INTENDED: _keep,
    EventKind.SEND_ACCEPTED: _sent,
    EventKind.SEND_DEFERRED: _deferred,
    EventKind.SEND_UNCERTAIN: lambda facts, _: _await_you(facts, Reason.CONFIRM_SENT),
    EventKind.SEND_FAILED: _failed,
    EventKind.HANDED_OVER: _handed_over,
    EventKind.SENT: _sent,
    EventKind.NOT_SENT: _not_sent,
    EventKind.DELIVERED: _delivered,
    EventKind.BOUNCED: _bounced,
    EventKind.REPLY_RECEIVED: _replied,
    EventKind.REPLY_DISMISSED: _decide,
    EventKind.ACKNOWLEDGED: _hear,
    EventKind.AUTO_REPLIED: _decide,
    EventKind.UNRELATED_RECEIVED: _decide,
    EventKind.ANSWERED_BROKER: _answered_broker,
    EventKind.EXTENDED: _extended,
    EventKind.NOTED: _keep,
    EventKind.SNOOZED: _snoozed,
    EventKind.MUTED: _muted,
    EventKind.UNMUTED: _muted,
    EventKind.PROPOSED: _proposed,
    EventKind.WITHDRAWN: _closed,
    EventKind.CLOSED: _closed,
    EventKind.REOPENED: _reopened,
    EventKind.CORRECTED: _keep,  # takes effect before: the fold leaves out what was taken back
    **dict.fromkeys(_REASONS, _asked),
    **dict.fromkeys(_OUTCOMES, _ended),
}
