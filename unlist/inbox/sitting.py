"""One sitting over what waits: decisions one after the other, and the way back through them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from unlist.inbox import assignment, review
from unlist.inbox.assignment import Forgotten
from unlist.inbox.review import Decision, Pending, Stray
from unlist.inbox.undo import take_back
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.words import ReplyKind

Item = Pending | Stray


@dataclass(frozen=True)
class Step:
    """One decision of this sitting: how it is told, what was recorded, and the message as it waited before."""

    told: str
    made: Decision | Forgotten
    before: Item


@dataclass
class Sitting:
    """What waits, the first in front; what was decided; what was left for later.

    The home is locked for the moment of a decision only: while a person reads, other commands go on.
    """

    store: Store
    lock: Callable[[], AbstractContextManager[None]]
    clock: Callable[[], datetime]
    waiting: list[Item]
    later: list[Item] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def current(self) -> Item | None:
        """The message that is looked at."""
        return self.waiting[0] if self.waiting else None

    def accept(
        self, item: Pending, *, kind: ReplyKind | None = None, until: date | None = None, to: str | None = None
    ) -> Decision:
        """Take it as it was read, or as `kind`. Raises as `review.accept` does."""
        with self._changing(item.request):
            made = review.accept(self.store, item, at=self.clock(), kind=kind, until=until, to=to)
        self._done(str(kind or item.reply.kind), made, item)
        return made

    def dismiss(self, item: Item) -> None:
        """Set it aside: it changes nothing. One that was nobody's yet is erased."""
        if isinstance(item, Stray):
            with self.lock():
                self._done("forgotten", assignment.forget(self.store, item), item)
            return
        with self._changing(item.request):
            made = review.dismiss(self.store, item, at=self.clock())
        self._done("dismissed", made, item)

    def move(self, item: Item, request: RequestFacts) -> Decision:
        """Give it to another request; it is looked at next, there."""
        involved = (request,) if isinstance(item, Stray) else (item.request, request)
        with self._changing(*involved):
            if isinstance(item, Stray):
                made = assignment.give(self.store, item, request, at=self.clock())
            else:
                made = assignment.move(self.store, item, request, at=self.clock())
        self._done("assigned", made, item)
        self.waiting.insert(0, _arrived(item, made))
        return made

    def share(self, item: Pending, request: RequestFacts) -> Decision:
        """Let it answer a further request as well; that one is looked at after this."""
        with self._changing(request):
            made = assignment.share(self.store, item, request, at=self.clock())
        self.steps.append(Step("split", made, item))
        self.waiting.insert(1, _arrived(item, made))
        return made

    def postpone(self) -> None:
        """Leave the message in front for another day."""
        self.later.append(self.waiting.pop(0))

    def undo(self) -> Step | None:
        """Take the last decision of this sitting back; its message is in front again. None when there is none.

        Raises Refused when something rests on it by now; it then stays a decision.
        """
        if not self.steps:
            return None
        step = self.steps[-1]
        if isinstance(step.made, Forgotten):
            with self.lock():
                again: Item = assignment.remember(self.store, step.made)
        else:
            again = step.before
            with self._changing(*_requests_of(step)):
                take_back(self.store, step.made, at=self.clock())
            if isinstance(again, Pending):
                again = replace(again, seq=self.store.last_seq(again.request.id))
        self.steps.pop()
        gone = {_place(again), _place(step.before)} | _arrivals(step)
        self.waiting = [again, *(item for item in self.waiting if _place(item) not in gone)]
        self.later = [item for item in self.later if _place(item) not in gone]
        return step

    def look_again(self) -> bool:
        """See how the message in front stands now, after another command changed its request.

        Returns False, and puts it away, when it no longer waits.
        """
        item = self.waiting[0]
        if isinstance(item, Stray):
            waits = item.message in self.store.unassigned()
        else:
            state = self.store.state(item.request.id)
            waits = item.message in state.unreviewed
            self.waiting[0] = replace(item, seq=state.last_seq)
        if not waits:
            self.waiting.pop(0)
        return waits

    @contextmanager
    def _changing(self, *requests: RequestFacts) -> Iterator[None]:
        """Hold the lock; what else waits in these requests and was up to date before is so afterwards."""
        with self.lock():
            before = {request.id: self.store.last_seq(request.id) for request in requests}
            yield
            after = {name: self.store.last_seq(name) for name in before}
        for place in (self.waiting, self.later):
            for number, item in enumerate(place):
                if isinstance(item, Pending) and before.get(item.request.id) == item.seq:
                    place[number] = replace(item, seq=after[item.request.id])

    def _done(self, told: str, made: Decision | Forgotten, item: Item) -> None:
        self.steps.append(Step(told, made, item))
        self.waiting = [one for one in self.waiting if _place(one) != _place(item)]


def _arrived(item: Item, made: Decision) -> Pending:
    return Pending(item.message, made.request, "you assigned it", item.reply, item.came_at, made.seq)


def _place(item: Item) -> tuple[str, str]:
    """Return what tells the items of a sitting apart: one message may wait in several requests."""
    return item.message, item.request.id if isinstance(item, Pending) else ""


def _arrivals(step: Step) -> set[tuple[str, str]]:
    """Return the place to which a step brought its message, which is not there any more once it is taken back."""
    if isinstance(step.made, Forgotten) or step.told not in {"assigned", "split"}:
        return set()
    return {(step.made.message, step.made.request.id)}


def _requests_of(step: Step) -> list[RequestFacts]:
    assert isinstance(step.made, Decision)
    found = {step.made.request.id: step.made.request}
    if isinstance(step.before, Pending):
        found[step.before.request.id] = step.before.request
    return list(found.values())


def find_waiting(store: Store, *, subject: str | None, authserv_id: str | None, name: str | None) -> list[Item]:
    """Return what waits, or what of it has this name. Raises NotFound when a name is given and nothing of it waits."""
    nobodys = review.strays(store, subject=subject, authserv_id=authserv_id)
    named = review.stray_named(nobodys, name) if name else None
    if named:
        return [named]
    ours = review.pending(store, subject=subject, authserv_id=authserv_id)
    return [*review.chosen(ours, name)] if name else sorted([*ours, *nobodys], key=lambda item: item.message)
