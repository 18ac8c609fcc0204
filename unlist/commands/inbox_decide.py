"""`unlist inbox review` by options: one decision on one message, told as a line or as JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from unlist.commands.broker_lessons import tell
from unlist.commands.opening import parse_day, writing
from unlist.commands.session import Session
from unlist.commands.wording import stands
from unlist.errors import BadInput, NotFound, Refused
from unlist.words import ReplyKind

if TYPE_CHECKING:
    from unlist.inbox.review import Decision, Pending, Stray
    from unlist.store import Store
    from unlist.store.facts import RequestFacts


@dataclass(frozen=True)
class Wish:
    """What the options of one run want done with a message."""

    accept: bool
    kind: ReplyKind | None
    dismiss: bool
    undo: bool
    assign: str | None
    also: tuple[str, ...]
    until: str | None
    to: str | None
    of: str | None
    seq: int | None

    @property
    def takes(self) -> bool:
        """Whether the message is to be taken as something."""
        return self.accept or self.kind is not None

    def check(self) -> None:
        """Refuse what excludes each other. Raises BadInput."""
        if sum((self.accept, self.kind is not None, self.dismiss, self.undo, bool(self.assign))) > 1:
            raise BadInput("--accept, --as, --dismiss, --assign and --undo exclude each other.")
        if (self.undo or self.assign) and self.also:
            raise BadInput("--also goes with --accept, --as and --dismiss, or stands alone.")
        if (self.until or self.to) and not self.takes:
            raise BadInput("--until and --to go with --accept or --as.")

    @property
    def decides(self) -> bool:
        """Whether anything is to be changed."""
        return self.takes or self.dismiss or self.undo or bool(self.assign) or bool(self.also)


def decide(s: Session, name: str, wish: Wish) -> None:
    """Do what the options want with the message of that name.

    The same decision again changes nothing; another one on a message that no longer waits is refused. Raises NotFound
    for a message that is not kept.
    """
    day = parse_day(wish.until, "--until") if wish.until else None
    with writing(s) as store:
        of = store.find_request(wish.of, subject=s.subject) if wish.of else None
        if wish.undo:
            told = [_undone(s, store, name, of)]
        else:
            item = _waiting(s, store, name, of)
            told = _carried_out(s, store, item, wish, day) if item else [_as_before(s, store, name, of, wish)]
    if s.output.as_json:
        s.output.json({"decisions": told})
        return
    for one in told:
        s.output.text(_line(one))


def _waiting(s: Session, store: Store, name: str, of: RequestFacts | None) -> Pending | Stray | None:
    """Return the message that waits, or None for one that is kept and waits no longer. Raises NotFound, BadInput."""
    from unlist.inbox import review as workflow
    from unlist.inbox.undo import message_named

    authserv_id = s.settings.authserv_id or None
    stray = workflow.stray_named(workflow.strays(store, subject=s.subject, authserv_id=authserv_id), name)
    if stray:
        return stray
    try:
        waiting = workflow.pending(store, subject=s.subject, authserv_id=authserv_id)
        return workflow.pick(waiting, name, request=of.id if of else None)
    except NotFound as nothing:
        try:
            message_named(store, name, subject=s.subject)
        except NotFound:
            raise nothing from None
        return None


def _carried_out(s: Session, store: Store, item: Pending | Stray, wish: Wish, day: date | None) -> list[dict[str, Any]]:
    from unlist.clock import now
    from unlist.inbox import assignment
    from unlist.inbox import review as workflow

    if isinstance(item, workflow.Stray):
        return [_settled(s, store, item, wish)]
    if wish.seq is not None:
        item = replace(item, seq=wish.seq)
    told: list[dict[str, Any]] = []
    with store.transaction():
        for target in (store.find_request(name, subject=s.subject) for name in wish.also):
            known = bool(assignment.log_of(store, target, item.message))
            made = None if known else assignment.share(store, item, target, at=now())
            told.append(_told(store, item.message, target, "assigned", already=made is None))
        if wish.assign:
            target = store.find_request(wish.assign, subject=s.subject)
            known = target.id == item.request.id
            if not known:
                assignment.move(store, item, target, at=now())
            told.append(_told(store, item.message, target, "assigned", already=known))
        elif wish.dismiss:
            told.append(_recorded(store, workflow.dismiss(store, item, at=now())))
        elif wish.takes:
            told.append(_recorded(store, workflow.accept(store, item, at=now(), kind=wish.kind, until=day, to=wish.to)))
    if wish.takes:
        tell(s, store, item.request.broker)
    return told


def _settled(s: Session, store: Store, item: Stray, wish: Wish) -> dict[str, Any]:
    """Do what can be done with a message that is nobody's yet: give it to a request, or erase it."""
    from unlist.clock import now
    from unlist.inbox import assignment

    if wish.dismiss:
        assignment.forget(store, item)
        return {"message": item.message, "decision": "forgotten", "already": False}
    if not wish.assign:
        raise Refused(
            "Nobody has said yet whose message that is.",
            hint=f"unlist inbox review {item.message[-12:]} --assign REQUEST, or --dismiss to erase it.",
        )
    made = assignment.give(store, item, store.find_request(wish.assign, subject=s.subject), at=now())
    return _told(store, made.message, made.request, "assigned")


def _as_before(s: Session, store: Store, name: str, of: RequestFacts | None, wish: Wish) -> dict[str, Any]:
    """Tell a decision that was made before, if this one is the same. Raises Refused for another one."""
    from unlist.inbox.undo import decisions, event_of, message_named
    from unlist.tracker.model import EventKind

    message = message_named(store, name, subject=s.subject)
    recorded = decisions(store, message, request=of.id if of else None)
    made = [one for one in recorded if one.kind is not EventKind.REPLY_RECEIVED]
    if not made:
        raise NotFound(f"No message of {name!r} waits.", hint="See what waits: unlist inbox review --list")
    last = made[-1]
    until = event_of(store, last).payload.get("until")
    if last.kind is _meant(s, store, message, wish) and wish.until in {None, until}:
        return _recorded(store, last, already=True)
    raise Refused(
        f"That message was decided on already: {last.kind.replace('_', ' ')}.",
        hint=f"Take that back first: unlist inbox review {message[-12:]} --undo",
    )


def _meant(s: Session, store: Store, message: str, wish: Wish) -> Any:
    """Return the event that this decision would record."""
    from unlist.inbox.intake import EVENT_OF
    from unlist.replies.read import read
    from unlist.tracker.model import EventKind

    if wish.dismiss:
        return EventKind.REPLY_DISMISSED
    kind = wish.kind
    if wish.accept:
        kind = read(store.message_bytes(message), authserv_id=s.settings.authserv_id or None).kind
    return EVENT_OF[kind] if kind else None


def _undone(s: Session, store: Store, name: str, of: RequestFacts | None) -> dict[str, Any]:
    from unlist.clock import now
    from unlist.inbox import undo

    try:
        message = undo.message_named(store, name, subject=s.subject)
        last = undo.last_decision(store, message, request=of.id if of else None)
    except NotFound:
        last = undo.last_decision_in(store, store.find_request(name, subject=s.subject))
    undo.take_back(store, last, at=now())
    return _told(store, last.message, last.request, "taken_back")


def _recorded(store: Store, made: Decision, *, already: bool = False) -> dict[str, Any]:
    return _told(store, made.message, made.request, made.kind.value, already=already)


def _told(store: Store, message: str, request: RequestFacts, decision: str, *, already: bool = False) -> dict[str, Any]:
    state = store.state(request.id)
    return {
        "message": message,
        "request": request.reference,
        "decision": decision,
        "already": already,
        "status": state.status,
        "reason": state.reason or None,
        "outcome": state.outcome,
        "due_on": state.due_on,
    }


def _line(told: dict[str, Any]) -> str:
    if "request" not in told:
        return f"Message {told['message'][-12:]} is erased, and not asked about again."
    decision = told["decision"].replace("_", " ")
    how = stands(told["status"], told["reason"], told["outcome"])
    due = f", due on {told['due_on']}" if told["due_on"] and told["status"] == "awaiting_broker" else ""
    before = " (as before)" if told["already"] else ""
    return f"{told['request']}: {how}{due}. Message {told['message'][-12:]}: {decision}{before}."
