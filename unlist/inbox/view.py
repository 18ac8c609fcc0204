"""A message as a person decides on it: whose it is, what it says and wants, and where in its words that stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlist.clock import day_of
from unlist.inbox.guesses import Guess
from unlist.inbox.intake import reply_by
from unlist.inbox.links import Link, links_of
from unlist.inbox.match import is_theirs
from unlist.inbox.review import Pending, Stray
from unlist.registry.index import load_index
from unlist.replies.contents import Contents, contents
from unlist.replies.dates import limit_date
from unlist.replies.disguise import seen
from unlist.replies.model import Finding, Reply
from unlist.store import Store
from unlist.store.facts import RequestFacts
from unlist.tracker.model import EventKind, State
from unlist.words import ReplyKind


@dataclass(frozen=True)
class Mark:
    """A sentence that decided, by its place in the new text; `start` is None where it stands elsewhere (a header)."""

    finding: Finding
    start: int | None = None
    end: int = 0


@dataclass(frozen=True)
class View:
    """All that a screen or a program is shown of one message that waits."""

    message: str
    request: RequestFacts | None
    """None: a person has yet to say whose it is."""
    broker: str
    """The broker's name, or its slug where the registry no longer has it; empty without a request."""
    state: State | None
    seq: int | None
    how: str
    reply: Reply
    came_on: date
    known_sender: bool
    """Whether it names a sender of one of the broker's domains, proved or not."""
    proposal: EventKind | None
    reply_by: str | None
    """The ISO day by which it wants an answer."""
    until: date | None
    """The day until which an extension is taken, as its words name it: a suggestion to the person."""
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    contents: Contents
    guesses: tuple[Guess, ...]


def view_of(store: Store, item: Pending | Stray) -> View:
    """Return a message that waits as it is shown."""
    reply, came_on = item.reply, day_of(item.came_at, store.zone)
    request = item.request if isinstance(item, Pending) else None
    return View(
        message=item.message,
        request=request,
        broker=broker_name(request.broker) if request else "",
        state=store.state(request.id) if request else None,
        seq=item.seq if isinstance(item, Pending) else None,
        how=item.how,
        reply=reply,
        came_on=came_on,
        known_sender=_is_known(reply, item),
        proposal=item.proposal if isinstance(item, Pending) else None,
        reply_by=reply_by(reply.asks, came_on),
        until=_until(reply, came_on, day_first=not _american(request)),
        marks=marks_of(reply),
        links=links_of(reply, _slug_of(item)),
        contents=contents(store.message_bytes(item.message)),
        guesses=item.guesses if isinstance(item, Stray) else (),
    )


def _american(request: RequestFacts | None) -> bool:
    """Say whether 3/4/2027 is written month first where the broker answers."""
    return request is not None and request.jurisdiction.partition("-")[0] == "US"


def _until(reply: Reply, came_on: date, *, day_first: bool) -> date | None:
    for finding in reply.findings:
        found = (
            limit_date(finding.sentence, came_on, day_first=day_first) if finding.kind is ReplyKind.EXTENDED else None
        )
        if found and found[0] > came_on:
            return found[0]
    return None


def broker_name(slug: str) -> str:
    """Return the name of a broker, or its slug where the registry no longer has it."""
    record = load_index()["brokers"].get(slug)
    return str(record["name"]) if record else slug


def _slug_of(item: Pending | Stray) -> str | None:
    """Return the one broker that a message can be of."""
    slugs = {item.request.broker} if isinstance(item, Pending) else {guess.request.broker for guess in item.guesses}
    return slugs.pop() if len(slugs) == 1 else None


def _is_known(reply: Reply, item: Pending | Stray) -> bool:
    slug = _slug_of(item)
    return slug is not None and is_theirs(reply, slug)


def marks_of(reply: Reply) -> tuple[Mark, ...]:
    """Return the sentences that decided, each once with its first reading, in the order of the text."""
    text, places = _collapsed(reply.reply_text)
    found: dict[str, Mark] = {}
    for finding in reply.findings:
        wanted = " ".join(finding.sentence.split())
        if not wanted or wanted in found or (reply.kinds and finding.kind not in reply.kinds):
            continue
        at = text.find(wanted)
        end = at + len(wanted)
        found[wanted] = Mark(finding) if at < 0 else Mark(finding, places[at], places[end - 1] + 1)
    return tuple(sorted(found.values(), key=lambda mark: (mark.start is None, mark.start or 0)))


def _collapsed(text: str) -> tuple[str, list[int]]:
    """Return a text with single spaces and nothing invisible, and for each of its characters the place that it had."""
    kept: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        space = character.isspace()
        if (space and (not kept or kept[-1] == " ")) or not seen(character):
            continue
        kept.append(" " if space else character)
        places.append(place)
    return "".join(kept), places
