"""The person's answers to digests: what is proved to be theirs is done, the rest waits for them at the terminal.

An answer comes from the person's own address to that address, was written by hand, and names a digest by its code.
`done` is never taken at its word: it becomes a proposal, as does everything whose sender is not proved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from unlist.clock import day_of
from unlist.replies.digest_answer import Command, DigestAnswer, Unclear, read_answer
from unlist.replies.model import Reply
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.model import EventKind, State
from unlist.tracker.table import allowed

K = EventKind

READ_DAYS = 30
"""A mailbox that was not read for so long is taken for one that is not read."""

EVENTS = {"snooze": K.SNOOZED, "stop": K.MUTED, "note": K.NOTED}
"""What a command is recorded as; what `done` means hangs on how the request stands."""


@dataclass(frozen=True)
class DigestFacts:
    """A digest that went out as a mail: whose, when, and about which requests its items are, in their order."""

    code: str
    subject: str
    items: tuple[str, ...]
    sent_at: datetime


@dataclass
class Taken:
    """What became of one answer: a sentence for each thing; `waits` says whether something awaits a decision."""

    said: list[str] = field(default_factory=list)
    waits: bool = False
    known: bool = False


def recognize(store: Store, reply: Reply) -> DigestFacts | None:
    """Return the digest that a message answers; None where it is no answer of the person's to one."""
    if reply.bounce or reply.delivered or reply.automatic or not reply.has_new_text:
        return None
    sender = _plain_address(reply.from_address)
    if sender not in {_plain_address(address) for address in reply.to_addresses}:
        return None
    own = (
        {subject.handle for subject in store.subjects() if _plain_address(subject.reply_to or "") == sender}
        if sender
        else set()
    )
    for code in reply.codes_found if own else ():
        digest = _digest(store, code)
        if digest and digest.subject in own:
            return digest
    return None


def _digest(store: Store, code: str) -> DigestFacts | None:
    message = store.sent_message(code)
    if message is None:
        return None
    facts = store.message_facts(message)
    return DigestFacts(code, facts["digest_of"], tuple(facts["items"]), datetime.fromisoformat(facts["sent_at"]))


def _plain_address(address: str) -> str:
    """Return an address in small letters, its domain as it travels (RFC 5890)."""
    local, _, domain = address.lower().rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}" if local else ""
    except UnicodeError:
        return f"{local}@{domain}"


def note_mailboxes(store: Store, addresses: Collection[str], on: date) -> None:
    """Remember whose mailbox was read on a day, by the addresses that mail in it was sent to."""
    read = {_plain_address(address) for address in addresses}
    for subject in store.subjects():
        name = _read_on(store, subject.handle)
        if _plain_address(subject.reply_to or "") in read - {""} and store.recall(name) != on.isoformat():
            store.remember(name, on.isoformat())


def mailbox_is_read(store: Store, handle: str, today: date) -> bool:
    """Say whether mail to somebody was read within the last 30 days, so that an answer of theirs will be."""
    read_on = store.recall(_read_on(store, handle))
    return bool(read_on) and (today - date.fromisoformat(read_on)).days <= READ_DAYS


def _read_on(store: Store, handle: str) -> str:
    # Hashed: it stands outside of what belongs to a person, and may stay when they are removed.
    return f"mail_read_on:{store.blind('mailbox', handle)[:32]}"


def take_answer(store: Store, raw: bytes, reply: Reply, digest: DigestFacts, *, at: datetime) -> Taken:
    """Record what an answer says, once: the same message taken in again changes nothing.

    A copy without proof that came first does not stand in the way of one with it.
    """
    written_at = reply.date if reply.date and digest.sent_at <= reply.date <= at else at
    answer = read_answer(reply.reply_text, digest.items, day_of(written_at, store.zone))
    by_request = _sorted(store, digest, answer)
    # Not the Message-ID: a copy may come with another, and what counts is who wrote what when about which digest.
    same = hashlib.sha256(reply.reply_text.encode("utf-8", "surrogatepass")).hexdigest()
    taken = Taken()
    with store.transaction():
        message, _ = store.store_message(
            raw,
            direction="in",
            subjects=[digest.subject],
            requests=[request.id for request, _, _ in by_request],
            message_id=reply.message_id,
            twin=f"answer|{digest.code}|{reply.from_address}|{reply.date}|{same}",
            at=written_at,
            facts={
                "from": reply.from_address,
                "subject": reply.subject,
                "how": "you answered a digest",
                "came_at": written_at.isoformat(),
            },
        )
        proved = reply.authentication == "pass"
        fresh = [one for one in by_request if not _decided(store, one[0], message, proved=proved)]
        for request, commands, unclear in fresh:
            _record(store, request, message, commands, unclear, proved=proved, at=written_at, now=at, taken=taken)
    taken.known = not fresh
    return taken


def _sorted(
    store: Store, digest: DigestFacts, answer: DigestAnswer
) -> list[tuple[RequestFacts, list[Command], list[Unclear]]]:
    """Return what is said of each request; a line that names none is shown with the first one of the digest."""
    first = digest.items[0]
    found: dict[str, tuple[list[Command], list[Unclear]]] = {}
    for command in answer.commands:
        found.setdefault(command.reference, ([], []))[0].append(command)
    for line in answer.unclear:
        about = line.reference or next(iter(found), first)
        found.setdefault(about, ([], []))[1].append(line)
    requests = {request.reference: request for request in store.requests_by(references=tuple(found))}
    return [(requests[name], *said) for name, said in found.items() if name in requests]


def _decided(store: Store, request: RequestFacts, message: str, *, proved: bool) -> bool:
    """Say whether nothing is left to do: it was recorded, or waits and this copy proves no more than the other."""
    resting = [event for event in store.events(request.id) if event.message == message]
    if not resting:
        return False
    waits = message in store.state(request.id).proposed
    return not (proved and waits and not any(event.payload.get("proved") for event in resting))


def _record(
    store: Store,
    request: RequestFacts,
    message: str,
    commands: Sequence[Command],
    unclear: Sequence[Unclear],
    *,
    proved: bool,
    at: datetime,
    now: datetime,
    taken: Taken,
) -> None:
    waiting: list[Command] = []
    lines = [f"{one.line[:200]} ({one.why})" for one in unclear]
    for number, command in enumerate(commands):
        refused = (
            refused_because(store.state(request.id), command, day_of(now, store.zone)) if command.verb != "done" else ""
        )
        if refused:
            lines.append(f"{spoken(command)} ({refused})")
        elif proved and command.verb != "done":
            _do(store, request, message, command, at=at, key=f"answer:{message}:{number}")
            taken.said.append(f"{request.reference}: {spoken(command)}")
        else:
            waiting.append(command)
    if waiting or lines:
        _propose(store, request, message, waiting, lines, proved=proved, at=at)
        taken.waits = True
        why = "" if proved else ", as the sender was not proved"
        for command in waiting:
            taken.said.append(f"{request.reference}: {spoken(command)}: waits for your word{why}")
        taken.said += [f"{request.reference}: not understood: {line}" for line in lines]


def refused_because(state: State, command: Command, today: date) -> str:
    """Return why a command cannot be carried out now; empty: it can."""
    if not allowed(state.status, EVENTS[command.verb]):
        return f"the request is {state.status.replace('_', ' ')}"
    if command.until and command.until <= today:
        return "that day has come already"
    return ""


def _do(store: Store, request: RequestFacts, message: str, command: Command, *, at: datetime, key: str) -> None:
    payload: dict[str, Any] = {"proved": True}
    if command.until:
        payload["until"] = command.until.isoformat()
    if command.text:
        payload["text"] = command.text
    append(store, request, EVENTS[command.verb], payload, message, at=at, key=key)


def _propose(
    store: Store,
    request: RequestFacts,
    message: str,
    commands: Sequence[Command],
    unclear: Sequence[str],
    *,
    proved: bool,
    at: datetime,
) -> None:
    payload: dict[str, Any] = {
        "on": day_of(at, store.zone).isoformat(),
        "commands": [
            {"verb": one.verb, "until": one.until.isoformat() if one.until else None, "text": one.text}
            for one in commands
        ],
        "unclear": list(unclear),
        "proved": proved,
    }
    append(store, request, K.PROPOSED, payload, message, at=at, key=f"proposed:{message}:{proved}")


def append(
    store: Store,
    request: RequestFacts,
    kind: EventKind,
    payload: Mapping[str, Any],
    message: str,
    *,
    at: datetime,
    key: str | None,
) -> None:
    store.append(
        request.id,
        kind,
        expected_seq=store.last_seq(request.id),
        occurred_at=at,
        actor="person",
        payload=payload,
        message=message,
        key=key,
    )


def spoken(command: Command) -> str:
    """Return a command in the words of a report: `set aside until 2026-12-08`."""
    return {
        "snooze": f"set aside until {command.until}",
        "stop": "no more reminders of it",
        "note": f"noted: {command.text}",
        "done": "done",
    }[command.verb]
