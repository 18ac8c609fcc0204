"""What an answer teaches about a broker: facts that a person may take over into their overrides.

A lesson marks a channel, says what a broker asks for, or how it behaves. It never adds an address and never lets a
new sender be believed: what an answer names of that sort is shown, and the person types it. What is not known to come
from the broker teaches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from unlist.registry.overrides import Fact, Override, Record, channel_of, standing_of
from unlist.registry.syntax import email_problem, tracking_parameters, url_problem, within
from unlist.words import ChannelKind, IdentifierKind, ReplyKind, Right

Typed = Literal["", "--form", "--email", "--reply-domain"]

HANDLED = frozenset(
    {ReplyKind.FULFILLED, ReplyKind.PARTLY_FULFILLED, ReplyKind.OPTED_OUT, ReplyKind.NO_MATCH, ReplyKind.DENIED}
)
"""Answers to the request itself: whoever gives one took the letter as it came."""
_BY_FIELD = {IdentifierKind.PROFILE_URL: "requires_profile_url", IdentifierKind.FACE_PHOTO: "requires_photo"}
_OF_OUR_CASE = frozenset({IdentifierKind.CASE_REF})
_CLOSED_GROUP = "5.7.13"
"""Exchange's refusals to those who are not of a group (5.7.133 and its neighbors)."""
_LINKS = 3

WHY = {
    "rejects_email": "It refuses requests by e-mail.",
    "wants_id": "It asked for an identity document.",
    "requires_profile_url": "It asked for the address of the listing.",
    "requires_photo": "It asked for a photo.",
    "confirm_link": "It sent a link that must be clicked.",
    "helpdesk_new_thread": "It answered from a ticket system, in a new thread.",
    "suppression": "It suppresses instead of deleting.",
    "bounces": "Mail to it comes back: there is no such mailbox.",
    "closed_group": "It takes mail from its own group only.",
}
"""The sentence of each lesson: ours, never words of an answer."""


@dataclass(frozen=True)
class Said:
    """What one answer said, as a person accepted it; or that a letter surely came back.

    `channel` is the id of the channel by which the last letter had gone, if the record has it; `authentic` whether
    the sender was authenticated or answers in our thread; `theirs` whether it writes from a domain of the broker;
    `forged` whether authentication failed. `domain` is the registered domain of the sender.
    """

    kind: ReplyKind
    on: date
    right: Right
    channel: str = ""
    channel_kind: str = ""
    fields: tuple[IdentifierKind, ...] = ()
    documents: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    has_ticket: bool = False
    threaded: bool = False
    theirs: bool = True
    authentic: bool = True
    forged: bool = False
    domain: str = ""
    suppresses: bool = False
    bounce: str = ""
    """For a letter that came back: `hard`, or `policy` with its status in `status`."""
    status: str = ""
    redirect_to: str = ""
    """The slug or the address that a redirection names."""


@dataclass(frozen=True)
class Lesson:
    """A fact that may be taken over, and what the record says in its place.

    `typed` names the option by which the person types it, for what no lesson takes over by itself; `sure` is False
    where the sender was not proved.
    """

    fact: Fact
    old: Any
    sure: bool = True
    typed: Typed = ""


def lessons(record: Record, said: Iterable[Said], override: Override, known: Mapping[str, str]) -> list[Lesson]:
    """Return what answers about one broker teach beyond its record and the overrides, oldest first.

    `known`: slug -> name of every broker. Of what contradicts itself the newest counts; what the registry says
    already, looked at later, or what the person took over or dropped, is left out.
    """
    heard = sorted(said, key=lambda one: one.on)
    newest: dict[tuple[str, ...], Lesson] = {}
    for one in heard:
        for lesson in lessons_of(record, one, known):
            if not _outlived(lesson.fact, heard):
                newest[lesson.fact.place] = lesson
    taken = {fact.place: fact for fact in override.facts}
    added = {fact.value["value"].lower() for fact in override.facts if fact.is_channel}
    found = []
    for place, lesson in newest.items():
        if lesson.fact.is_channel and lesson.fact.value["value"].lower() in added:
            continue
        mine = taken.get(place)
        if mine is not None and (mine.value == lesson.fact.value or mine.on >= lesson.fact.on):
            continue
        if not override.forgets(lesson.fact) and standing_of(record, lesson.fact) == "applied":
            found.append(lesson)
    return sorted(found, key=lambda one: (one.fact.on, one.fact.name))


def _outlived(fact: Fact, heard: Sequence[Said]) -> bool:
    """Say whether something heard later shows that a mailbox works, or takes requests, after all."""
    later = [one for one in heard if one.on.isoformat() > fact.on and not one.bounce and not one.forged]
    if fact.value == "rejects_email":
        return any(one.kind in HANDLED and one.channel_kind == ChannelKind.EMAIL for one in later)
    if fact.keys[-1] == "state":
        return any(one.channel == fact.keys[1] and one.threaded for one in later)
    return False


def lessons_of(record: Record, said: Said, known: Mapping[str, str]) -> Iterator[Lesson]:
    """Yield what one answer teaches, whether or not the record says so already."""
    if said.bounce:
        yield from _of_bounce(record, said)
        return
    if said.forged or not (said.theirs or said.threaded):
        return
    behaviors = [*_behaviors(said)]
    for word in dict.fromkeys(behaviors):
        yield Lesson(_fact(("behaviors",), word, said, WHY[word]), record.get("behaviors", []), said.authentic)
    if said.suppresses and said.right in {Right.DELETION, Right.OBJECTION, Right.DEMAND, Right.VOLUNTARY}:
        fact = _fact(("effect",), "suppression", said, WHY["suppression"])
        yield Lesson(fact, record.get("effect"), said.authentic)
    if said.kind is ReplyKind.INFORMATION_REQUESTED and (channel := channel_of(record, said.channel)):
        for field in sorted(set(said.fields) - _OF_OUR_CASE):
            fact = _fact(("channels", said.channel, "needs"), field.value, said, asked_for(field))
            yield Lesson(fact, channel.get("needs", []), said.authentic)
    yield from _of_redirection(record, said, known)
    yield from _typed(record, said)


def _behaviors(said: Said) -> Iterator[str]:
    if said.kind is ReplyKind.FORM_REQUIRED and said.channel_kind == ChannelKind.EMAIL:
        yield "rejects_email"
    if said.kind is ReplyKind.IDENTITY_REQUESTED and "id_document" in said.documents:
        yield "wants_id"
    if said.kind is ReplyKind.CONFIRMATION_REQUIRED and said.urls:
        yield "confirm_link"
    if said.kind in {ReplyKind.INFORMATION_REQUESTED, ReplyKind.IDENTITY_REQUESTED}:
        yield from (_BY_FIELD[field] for field in said.fields if field in _BY_FIELD)
    if said.has_ticket and not said.threaded:
        yield "helpdesk_new_thread"


def asked_for(field: str) -> str:
    """Return the sentence that a broker asked for an identifier."""
    return f"It asked for this to find a record: {field.replace('_', ' ')}."


def _of_bounce(record: Record, said: Said) -> Iterator[Lesson]:
    """Yield that a mailbox is dead; a refusal by policy says that it lives."""
    channel = channel_of(record, said.channel)
    closed = said.status.startswith(_CLOSED_GROUP)
    if channel is None or not (closed or said.bounce == "hard"):
        return
    state = "closed_group" if closed else "bounces"
    yield Lesson(_fact(("channels", said.channel, "state"), state, said, WHY[state]), _state(channel))


def _state(channel: Record) -> str:
    return str(channel.get("state", "unverified"))


def _of_redirection(record: Record, said: Said, known: Mapping[str, str]) -> Iterator[Lesson]:
    """Who else is responsible is a note, and only where the registry knows them: a name in a mail may be anybody's."""
    other = known.get(said.redirect_to)
    if said.kind is not ReplyKind.REDIRECTED or other is None or said.redirect_to == record["slug"]:
        return
    text = redirection(said.redirect_to, other)
    yield Lesson(_fact(("notes",), text, said, "It named another company as responsible."), None, said.authentic)


def redirection(slug: str, name: str) -> str:
    """Return the note that another company of the registry is named as responsible."""
    return f"It says that {name} ({slug}) is responsible."


def _typed(record: Record, said: Said) -> Iterator[Lesson]:
    """Yield what would add an address or a trusted sender: shown, never taken over by itself."""
    if said.kind is ReplyKind.FORM_REQUIRED:
        links = [url for url in said.urls if url_problem(url) is None and not tracking_parameters(url)]
        for url in links[:_LINKS]:
            yield _proposal("form", url, said, "It named this as its form.", "--form")
    host = said.redirect_to.rpartition("@")[2]
    if said.kind is ReplyKind.REDIRECTED and email_problem(said.redirect_to) is None and _is_own(record, host):
        why = "It named this address as the one to write to."
        yield _proposal("email", said.redirect_to, said, why, "--email")
    if said.domain and not said.theirs and said.threaded:
        fact = _fact(("reply_domains",), said.domain, said, "It answered from this domain.")
        yield Lesson(fact, record.get("reply_domains", []), sure=False, typed="--reply-domain")


def _is_own(record: Record, host: str) -> bool:
    sites = [*record.get("domains", []), *(brand["domain"] for brand in record.get("brands", []))]
    return any(within(host, site) for site in sites)


def _proposal(kind: str, value: str, said: Said, why: str, typed: Typed) -> Lesson:
    fact = _fact(("channels", value), {"kind": kind, "value": value}, said, why)
    return Lesson(fact, None, sure=False, typed=typed)


def _fact(keys: tuple[str, ...], value: Any, said: Said, why: str) -> Fact:
    return Fact(keys, value, said.on.isoformat(), "broker_reply", why)


def own_channel(kind: str, value: str, page: str, on: date, taken: Iterable[str]) -> dict[str, Any]:
    """Return a channel of the person's own that they saw on a `page`, with an id that is free beside those `taken`."""
    number, name, used = 1, f"own-{kind}", set(taken)
    while name in used:
        number += 1
        name = f"own-{kind}-{number}"
    day = on.isoformat()
    row = {"id": name, "kind": kind, "value": value, "covers": "all", "order": 1, "basis": "own_policy"}
    return {**row, "checked_on": day, "evidence": [{"url": page, "seen_on": day}]}


def with_fact(override: Override, fact: Fact) -> Override:
    """Return an override that also says this, in place of what it said of the same thing, and forgets it no more."""
    others = [one for one in override.facts if one.place != fact.place]
    forgotten = {name: day for name, day in (override.forgotten or {}).items() if name != fact.name}
    return replace(override, facts=(*others, fact), forgotten=forgotten)


def without_fact(override: Override, name: str, on: date) -> Override:
    """Return an override that no longer says what `name` names; what was known up to that day is not offered again."""
    others = tuple(one for one in override.facts if one.name != name)
    gone = {one.keys[1] for one in override.facts if one.name == name and one.is_channel}
    kept = tuple(one for one in others if not (one.keys[0] == "channels" and one.keys[1] in gone))
    return replace(override, facts=kept, forgotten={**(override.forgotten or {}), name: on.isoformat()})
