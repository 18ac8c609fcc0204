"""What the person's own mail proposes and only they can confirm, at the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from unlist.clock import day_of
from unlist.errors import BadInput, NotFound
from unlist.inbox.answers import EVENTS, append, refused_because, spoken
from unlist.replies.digest_answer import Command
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.model import EventKind, Reason, State, Status

K = EventKind

_DONE = {
    Reason.HAND_OFF: K.SENT,
    Reason.CONFIRM_SENT: K.SENT,
    **dict.fromkeys(
        (
            Reason.IDENTITY,
            Reason.INFORMATION,
            Reason.AUTHORIZATION,
            Reason.CONFIRMATION,
            Reason.FORM,
            Reason.QUESTION,
        ),
        K.ANSWERED_BROKER,
    ),
}
"""What "done" means where something is the person's to do; elsewhere nobody knows."""


@dataclass(frozen=True)
class Proposal:
    """What a message of the person's own proposes for one request, and the lines of it that are no command."""

    message: str
    request: RequestFacts
    written_on: date
    proved: bool
    commands: tuple[Command, ...]
    unclear: tuple[str, ...]


def proposals(store: Store, *, subject: str | None = None) -> list[Proposal]:
    """Return everything that the person proposed by mail and has not confirmed or set aside, oldest first."""
    found = []
    for request in store.requests(subject):
        waiting = store.state(request.id).proposed
        newest = {event.message: event for event in store.events(request.id) if event.kind is K.PROPOSED}
        for message in waiting:
            said = newest[message].payload
            commands = tuple(
                Command(
                    one["verb"],
                    request.reference,
                    date.fromisoformat(one["until"]) if one["until"] else None,
                    one["text"],
                )
                for one in said["commands"]
            )
            written_on = date.fromisoformat(said["on"])
            found.append(Proposal(message, request, written_on, said["proved"], commands, tuple(said["unclear"])))
    return sorted(found, key=lambda item: item.message)


def of_request(waiting: Sequence[Proposal], reference: str) -> list[Proposal]:
    """Return the proposals of one request. Raises NotFound when none waits."""
    found = [item for item in waiting if item.request.reference == reference]
    if not found:
        raise NotFound(f"No answer of yours about {reference} waits.", hint="See what waits: unlist inbox answers")
    return found


def confirm(store: Store, item: Proposal, *, at: datetime) -> list[EventKind]:
    """Record what the person proposed, now that they say so here; return the kinds of the events.

    Raises BadInput when there is nothing that could be recorded, or when "done" can mean several things; then nothing
    is recorded.
    """
    state = store.state(item.request.id)
    today = day_of(at, store.zone)
    events = [_meant(item, command, state, today) for command in item.commands]
    if not events:
        raise BadInput(
            "Nothing in this answer was understood.",
            hint=f"Set it aside: unlist inbox answers {item.request.reference} --dismiss",
        )
    with store.transaction():
        for kind, payload in events:
            append(store, item.request, kind, payload, item.message, at=at, key=None)
    return [kind for kind, _ in events]


def _meant(item: Proposal, command: Command, state: State, today: date) -> tuple[EventKind, dict[str, Any]]:
    reference = item.request.reference
    if command.verb == "done":
        kind = done_means(state)
        if kind is None:
            raise BadInput(
                f"What was done about {reference} cannot be told from how it stands.",
                hint=f"Record it with unlist request event, then: unlist inbox answers {reference} --dismiss",
            )
        return kind, {"on": item.written_on.isoformat()}
    refused = refused_because(state, command, today)
    if refused:
        raise BadInput(
            f"{reference}: {spoken(command)}: {refused}.",
            hint=f"Set it aside: unlist inbox answers {reference} --dismiss",
        )
    return EVENTS[command.verb], {
        **({"until": command.until.isoformat()} if command.until else {}),
        **({"text": command.text} if command.text else {}),
    }


def would_record(store: Store, item: Proposal) -> list[tuple[str, EventKind | None]]:
    """Return each thing that is proposed in words, and the event that confirming records; None: it cannot be told."""
    state = store.state(item.request.id)
    return [
        (spoken(command), done_means(state) if command.verb == "done" else EVENTS[command.verb])
        for command in item.commands
    ]


def done_means(state: State) -> EventKind | None:
    """Return the event that "done" stands for as a request stands: a letter left, or the broker has what it asked."""
    if state.status is not Status.AWAITING_YOU or state.unreviewed:
        return None
    return _DONE[Reason(state.reason)]


def dismiss(store: Store, item: Proposal, *, at: datetime) -> list[EventKind]:
    """Set an answer aside: what it proposes is not recorded."""
    append(store, item.request, K.REPLY_DISMISSED, {"message": item.message}, item.message, at=at, key=None)
    return [K.REPLY_DISMISSED]
