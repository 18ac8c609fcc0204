"""Why a request stands as it does: each event in a sentence, each date rule by rule with its citation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from unlist.tracker.act_by import limits_of
from unlist.tracker.fold import effective
from unlist.tracker.model import Event, EventKind, State, Status, Step

K = EventKind
Payload = Mapping[str, Any]


def explain(events: Sequence[Event], state: State) -> list[Step]:
    """Return the lines of `request why`: what happened, then how each date was computed, then where that leads.

    Raises what `fold` raises for events that cannot be folded.
    """
    log = sorted(events, key=lambda event: event.seq)
    counted = {event.seq for event in effective(log)}
    steps = [_told(event, counted) for event in log]
    steps.extend(state.steps)
    steps.append(_standing(state))
    steps.extend(_limits(state))
    return steps


def _limits(state: State) -> Iterator[Step]:
    answered = state.status is Status.ANSWERED
    lead = "" if answered else f"If no answer comes by {state.due_on}: "
    for limit in limits_of(state):
        yield Step(f"{lead}{limit.sentence}.", citation=limit.citation)


def _told(event: Event, counted: set[int]) -> Step:
    tell = _SENTENCES.get(event.kind)
    sentence = tell(event.payload) if tell else event.kind.replace("_", " ").capitalize()
    sentence += _entered(event.payload)
    day = event.payload.get("on") or event.occurred_at.date().isoformat()
    citation = "; ".join(_citations(event)) if event.kind is K.DRAFTED else ""
    if event.seq not in counted and event.kind is not K.CORRECTED:
        sentence += " (taken back since: it counts for nothing)"
    return Step(f"{day}: {sentence}.", event.seq, citation)


_WAYS = {"post": "by post", "phone": "by telephone", "form": "by a form", "email": "by e-mail", "person": "in person"}


def _entered(payload: Payload) -> str:
    """Return how an answer came that a person entered by hand, and what they noted of it."""
    told = [_WAYS.get(str(payload.get("by")), ""), str(payload.get("note") or "")]
    told = [one.strip() for one in told if one.strip()]
    return f" ({'; '.join(told)})" if told else ""


def _citations(event: Event) -> Sequence[str]:
    claim = event.payload.get("claim")
    return [str(one) for one in claim.get("citations", ())] if isinstance(claim, Mapping) else ()


def _drafted(payload: Payload) -> str:
    purpose = str(payload.get("purpose") or "first").replace("_", " ")
    asked = f"{payload.get('law') or 'no law'}, {payload.get('right') or 'no right'}" if purpose == "first" else ""
    return f"The {purpose} letter was drafted" + (f" ({asked})" if asked else "")


def _with(sentence: str, key: str, joint: str = ": ") -> Callable[[Payload], str]:
    def tell(payload: Payload) -> str:
        value = payload.get(key)
        return f"{sentence}{joint}{value}" if value not in (None, "", [], ()) else sentence

    return tell


_SENTENCES: Mapping[EventKind, Callable[[Payload], str]] = {
    K.DRAFTED: _drafted,
    K.APPROVED: lambda _: "You approved the letter",
    K.SEND_INTENDED: _with("The tool set out to send it", "recipient", " to "),
    K.DOT_INTENDED: lambda _: "The tool was about to end the message",
    K.SEND_ACCEPTED: lambda _: "The mail server took the letter: it left, which does not prove that it arrived",
    K.SEND_DEFERRED: _with("The letter could not leave yet and will be tried again", "reason"),
    K.SEND_UNCERTAIN: _with("It is uncertain whether the letter left", "reason"),
    K.SEND_FAILED: _with("The letter could not be sent", "reason"),
    K.HANDED_OVER: lambda _: "The letter was handed to you to send",
    K.SENT: lambda _: "The letter left",
    K.NOT_SENT: lambda _: "The letter did not leave",
    K.DELIVERED: _with("The letter arrived", "proof", ", shown by "),
    K.BOUNCED: _with("The letter came back", "class"),
    K.REPLY_RECEIVED: lambda _: "An answer came in; it changes nothing until you have read it",
    K.REPLY_DISMISSED: lambda _: "You read a message and found that it means nothing for this request",
    K.ACKNOWLEDGED: lambda _: "The broker confirmed that it has the request",
    K.AUTO_REPLIED: lambda _: "An automatic answer came in",
    K.UNRELATED_RECEIVED: lambda _: "A message came in that has nothing to do with the request",
    K.IDENTITY_REQUESTED: lambda _: "The broker wants proof of who you are",
    K.INFORMATION_REQUESTED: lambda _: "The broker wants more information",
    K.AUTHORIZATION_REQUESTED: lambda _: "The broker wants to see that you may act",
    K.CONFIRMATION_REQUESTED: lambda _: "The broker wants a confirmation",
    K.FORM_REQUIRED: lambda _: "The broker wants its form used",
    K.QUESTION_ASKED: lambda _: "The broker asks something",
    K.ANSWERED_BROKER: lambda _: "You did what the broker asked",
    K.EXTENDED: _with("The broker took more time", "until", ", until "),
    K.FULFILLED: _with("The broker says that it did what was asked", "scope"),
    K.PARTLY_FULFILLED: _with("The broker says that it did part of what was asked", "scope"),
    K.OPTED_OUT: lambda _: "The broker says that you are opted out",
    K.NOT_FOUND: lambda _: "The broker says that it holds nothing under what was sent to it",
    K.DENIED: _with("The broker refused", "reason"),
    K.REDIRECTED: _with("The broker says that another one is responsible", "to"),
    K.NOTED: _with("You noted", "text"),
    K.SNOOZED: _with("You set it aside", "until", " until "),
    K.MUTED: lambda _: "You wanted no more reminders of it",
    K.UNMUTED: lambda _: "You wanted reminders of it again",
    K.PROPOSED: lambda _: "You wrote about it by mail; that changes nothing until you confirm it",
    K.WITHDRAWN: lambda _: "You withdrew the request",
    K.CLOSED: _with("You closed the request", "reason"),
    K.REOPENED: lambda _: "You reopened the request",
    K.CORRECTED: _with("You took back event", "seq", " "),
}


def _standing(state: State) -> Step:
    words = f"{state.status}({state.reason})" if state.reason else str(state.status)
    words = words.replace("_", " ")
    if state.outcome is not None and state.reason != state.outcome:
        words = f"{words}, {state.outcome}"
    return Step(f"So the request is {words}" + (f", due on {state.due_on}." if state.due_on else "."))
