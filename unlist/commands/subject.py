"""`unlist subject`: the people whose data is concerned. Personal values come by prompt or standard input only."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer

from unlist import clock
from unlist.commands.group import Group
from unlist.commands.opening import parse_day, reading, writing
from unlist.commands.session import Session, session
from unlist.errors import BadInput, Refused
from unlist.words import IdentifierKind, Standing

app = typer.Typer(cls=Group, help="The people whose requests these are.", no_args_is_help=True)

_EMAIL = re.compile(r"[^\s@<>,;:\"\\()\[\]]+@[^\s@<>,;:\"\\()\[\].]+(?:\.[^\s@<>,;:\"\\()\[\].]+)+")
MAX_VALUE = 1000
"""Characters that an identifier may have."""
SITUATIONS = (
    "I have been the target of unwanted contact, and this exposes me to more of it.",
    "My profession makes it important that strangers cannot find me by my face or name.",
    "I never put this information where the public could search it, and it reveals where and how I live.",
)


def take_value(s: Session, question: str, *, hidden: bool = False, required: bool = True) -> str:
    """Return a personal value from the prompt, or the next line of standard input when that is no terminal.

    Raises BadInput for an empty, over-long or multi-line value.
    """
    if s.can_ask:
        value = str(typer.prompt(question, default="", show_default=False, hide_input=hidden, err=True))
    else:
        value = sys.stdin.readline().rstrip("\n")
    from unlist.letters.slots import one_line

    value = one_line(value, question)
    if len(value) > MAX_VALUE:
        raise BadInput(f"{question}: the value is longer than {MAX_VALUE} characters.")
    if required and not value:
        raise BadInput(f"{question}: nothing was given.", hint="Type it, or pipe it in, one value a line.")
    return value


def checked(kind: IdentifierKind, value: str) -> str:
    """Return a usable identifier. Raises BadInput for an e-mail without @ or a profile URL that is none."""
    # What a broker knows somebody by need not be an address that our letters could carry: any letters are taken.
    if kind is IdentifierKind.EMAIL and not _EMAIL.fullmatch(value):
        raise BadInput(f"{value!r} is not a mail address.", hint="Write it as name@example.org.")
    if kind is IdentifierKind.PROFILE_URL and not value.lower().startswith(("https://", "http://")):
        raise BadInput("The address of a profile page begins with https://.", hint="Paste it from the browser's bar.")
    return value


def checked_address(value: str) -> str:
    """Return a mail address as typed: one that letters can carry. Raises BadInput for any other."""
    from unlist.letters import mime

    return mime.checked_address(value)


def checked_residence(value: str) -> str:
    """Return where somebody lives as an ISO 3166 code. Raises BadInput for what is no such place."""
    from unlist.law.places import jurisdiction

    place = jurisdiction(value)
    if place == "US":
        raise BadInput("In the United States the state decides.", hint="Write US-CA, US-IL or US-NY.")
    return place


def describe(facts: Any) -> dict[str, Any]:
    """Return a subject as plain data for JSON, without secrets."""
    return {
        "handle": facts.handle,
        "standing": facts.standing.value,
        "name": facts.name,
        "reply_to": facts.reply_to,
        "residence": facts.residence,
        "safety_mode": facts.safety_mode,
        "declared": dict(facts.declared),
    }


@app.command("add")
def add(
    ctx: typer.Context,
    handle: Annotated[str, typer.Argument(help="A short name for lists, such as `me`; not the person's real name.")],
    residence: Annotated[str, typer.Option(help="ISO 3166-2: DE, GB-SCT, US-CA.")],
    standing: Annotated[Standing, typer.Option(help="By what right you act.")] = Standing.SELF,
    safety: Annotated[bool, typer.Option("--safety/--no-safety", help="Somebody is looking for this person.")] = False,
) -> None:
    """Add a person. Their name, and the address they write from, are asked for (or read from standard input)."""
    s = session(ctx)
    place = checked_residence(residence)
    if standing is not Standing.SELF and not s.confirm(_authority_question(standing)):
        raise Refused(
            "Requests for somebody else need a right to make them.",
            hint="Answer yes on a terminal, or give --yes, if you hold it; then: unlist mandate add",
        )
    name = take_value(s, "Full name, as brokers know it")
    reply_to = checked_address(take_value(s, "Address that answers go to (a mailbox for this alone is best)"))
    signs = "" if standing is Standing.SELF else take_value(s, "Your own name, as you sign for them")
    with writing(s) as store, store.transaction():
        facts = add_person(store, handle, name, reply_to, place, standing=standing, safety=safety)
        if signs:
            store.declare(facts.handle, "representative", signs, clock.today(store.zone))
    if s.output.as_json:
        s.output.json(describe(facts))
    else:
        s.output.text(f"{facts.handle}: {facts.name}, {facts.residence}, {facts.standing}.")
        s.output.note("Next: unlist subject add-identifier, then unlist plan")


def add_person(
    store: Any, handle: str, name: str, reply_to: str, residence: str, *, standing: Standing, safety: bool
) -> Any:
    """Add a subject and the name as its first identifier."""
    from unlist.store.facts import SubjectFacts

    facts = store.add_subject(
        SubjectFacts(
            handle=handle, name=name, reply_to=reply_to, residence=residence, standing=standing, safety_mode=safety
        )
    )
    store.add_identifier(facts.handle, IdentifierKind.FULL_NAME, name)
    return facts


def _authority_question(standing: Standing) -> str:
    return {
        Standing.MINOR: "Are you a parent with custody of this child?",
        Standing.WARD: "Are you the court-appointed guardian of this person?",
        Standing.DECEASED: "Do you act for the estate of this person?",
        Standing.MANDATE: "Do you hold this person's signed permission?",
        Standing.SELF: "",
    }[standing]


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the people in this home."""
    s = session(ctx)
    with reading(s) as store:
        people = store.subjects()
        if s.output.as_json:
            s.output.json({"subjects": [describe(facts) for facts in people]})
            return
        rows = [(f.handle, f.name, f.residence, f.standing, "yes" if f.safety_mode else "") for f in people]
    s.output.table(("handle", "name", "residence", "standing", "safety mode"), rows)


@app.command("show")
def show(ctx: typer.Context, handle: Annotated[str | None, typer.Argument()] = None) -> None:
    """Show a person, what brokers know them by, and where each was seen."""
    s = session(ctx)
    with reading(s) as store:
        facts = store.subject(handle or s.subject)
        known = store.identifiers(facts.handle)
        left = store.disclosures(facts.handle)
        references = {request.id: request.reference for request in store.requests(facts.handle)}
    if s.output.as_json:
        identifiers = [{"id": i.id, "kind": i.kind, "value": i.value, "seen_at": sorted(i.seen_at)} for i in known]
        gone = [
            {"kind": d.kind, "value": d.value, "recipient": d.recipient, "on": d.on, "request": references[d.request]}
            for d in left
        ]
        s.output.json({**describe(facts), "identifiers": identifiers, "disclosures": gone})
        return
    s.output.text(f"{facts.handle}: {facts.name} · {facts.residence} · {facts.standing} · answers to {facts.reply_to}")
    if facts.safety_mode:
        s.output.text("Safety mode: no address, phone, photo or employer leaves; no access letters.")
    rows = [(i.id[-8:], i.kind, i.value, ", ".join(sorted(i.seen_at)) or "not seen anywhere yet") for i in known]
    s.output.table(("id", "kind", "value", "seen at"), rows)
    if left:
        s.output.text("What left, and to whom:")
        gone_rows = [(d.on, d.kind.replace("_", " "), d.recipient, references[d.request]) for d in left]
        s.output.table(("day", "kind", "to", "with"), gone_rows)


@app.command("edit")
def edit(
    ctx: typer.Context,
    handle: Annotated[str, typer.Argument()],
    field: Annotated[str, typer.Argument(help="name, reply_to, residence or safety_mode.")],
) -> None:
    """Change one fact about a person; the new value is asked for (or read from standard input)."""
    s = session(ctx)
    if field not in {"name", "reply_to", "residence", "safety_mode"}:
        raise BadInput(f"There is no field {field!r}.", hint="It is one of name, reply_to, residence, safety_mode.")
    text = take_value(s, f"New {field.replace('_', ' ')}")
    value: Any = text
    if field == "reply_to":
        value = checked_address(text)
    elif field == "residence":
        value = checked_residence(text)
    elif field == "safety_mode":
        value = text.lower() in {"yes", "y", "true", "on", "1"}
    with writing(s) as store:
        store.change_subject(handle, **{field: value})
    s.output.note(f"{handle}: {field} changed.")


@app.command("representative")
def representative(ctx: typer.Context, handle: Annotated[str, typer.Argument()]) -> None:
    """Say who signs for a person whom you write for; the name is asked for (or read from standard input)."""
    s = session(ctx)
    _declare(s, handle, {"representative": take_value(s, "Your own name, as you sign for them")})


@app.command("situation")
def situation(ctx: typer.Context, handle: Annotated[str | None, typer.Argument()] = None) -> None:
    """Say in one sentence why being listed harms you: an objection under GDPR article 21(1) needs it."""
    s = session(ctx)
    for number, text in enumerate(SITUATIONS, 1):
        s.output.note(f"  {number}  {text}")
    text = take_value(s, "A sentence of your own, or a number")
    if text.isdigit() and 1 <= int(text) <= len(SITUATIONS):
        text = SITUATIONS[int(text) - 1]
    _declare(s, handle, {"situation": text})


@app.command("dispute")
def dispute(
    ctx: typer.Context,
    broker_slug: Annotated[str, typer.Argument(metavar="BROKER", help="The consumer reporting agency.")],
    handle: Annotated[str | None, typer.Option("--handle", help="Whose; default: the only one.")] = None,
) -> None:
    """Say in one sentence what is wrong or incomplete in your file at a credit bureau (15 USC 1681i(a))."""
    s = session(ctx)
    from unlist.registry.load import broker

    _declare(s, handle, {f"disputed:{broker(broker_slug).slug}": take_value(s, "What is wrong there")})


@app.command("suit")
def suit(
    ctx: typer.Context,
    might: Annotated[bool, typer.Option("--might/--will-not", help="Might you sue, or join a class action?")],
    handle: Annotated[str | None, typer.Argument()] = None,
) -> None:
    """Say whether you might sue over face data: if so, a demand asks that its records be preserved."""
    s = session(ctx)
    if might:
        s.output.note("See a lawyer before you ask anybody to destroy anything. Never accept a release.")
    _declare(s, handle, {"may_sue": "yes" if might else "", "no_suit": "" if might else "yes"})


class Program(StrEnum):
    """A program whose participants may demand that their home address is taken down."""

    DANIELS_LAW = "daniels-law"
    SAFE_AT_HOME = "safe-at-home"


@app.command("protected")
def protected(
    ctx: typer.Context,
    program: Annotated[Program, typer.Argument(help="Daniel's Law (New Jersey) or Safe at Home (California).")],
    handle: Annotated[str | None, typer.Argument(help="Whose; default: the only one.")] = None,
    ended: Annotated[bool, typer.Option("--ended", help="It no longer holds.")] = False,
) -> None:
    """Say that you are covered by Daniel's Law, or take part in Safe at Home. The letters it opens say so."""
    s = session(ctx)
    if not ended:
        s.output.note("A letter under it tells the broker that you are protected: decide for each broker.")
    _declare(s, handle, {program.value.replace("-", "_"): "" if ended else "yes"})


@app.command("drop")
def drop(
    ctx: typer.Context,
    handle: Annotated[str | None, typer.Argument()] = None,
    requested_on: Annotated[str | None, typer.Option("--requested-on", help="The day you submitted it.")] = None,
    not_found: Annotated[list[str] | None, typer.Option("--not-found", help="Slug of a broker DROP shows so.")] = None,
    exempted: Annotated[list[str] | None, typer.Option("--exempted", help="Slug of a broker DROP shows so.")] = None,
) -> None:
    """Record your DROP request (California's one request to all registered brokers), or what DROP shows of a broker.

    With --requested-on the DROP ID is asked for. A broker that DROP shows as not found or exempted gets letters again.
    """
    s = session(ctx)
    from unlist.registry.load import broker

    stated = {f"drop_not_found:{broker(slug).slug}": "yes" for slug in not_found or ()}
    stated |= {f"drop_exempted:{broker(slug).slug}": "yes" for slug in exempted or ()}
    if requested_on:
        day = parse_day(requested_on, "--requested-on")
        if day > clock.today(s.settings.zone):
            raise BadInput(f"--requested-on {day.isoformat()} lies in the future.")
        stated |= {"drop_id": take_value(s, "DROP ID"), "drop_requested_on": day.isoformat()}
    if not stated:
        raise BadInput("What of DROP?", hint="Give --requested-on DAY, --not-found SLUG or --exempted SLUG.")
    _declare(s, handle, stated)


def _declare(s: Session, handle: str | None, stated: Mapping[str, str]) -> None:
    with writing(s) as store, store.transaction():
        facts, today = store.subject(handle or s.subject), clock.today(store.zone)
        for fact, value in stated.items():
            store.declare(facts.handle, fact, value, today)
    s.output.note(f"{facts.handle}: {' and '.join(fact.replace('_', ' ') for fact in stated)} recorded.")


@app.command("add-identifier")
def add_identifier(
    ctx: typer.Context,
    kind: Annotated[IdentifierKind, typer.Argument(help="What it is.")],
    handle: Annotated[str | None, typer.Option("--handle", help="Whose; default: the only one.")] = None,
    seen_at: Annotated[str | None, typer.Option("--seen-at", help="Slug of the broker whose listing shows it.")] = None,
) -> None:
    """Add something that brokers know a person by. The value is asked for, never given as an option."""
    s = session(ctx)
    if kind is IdentifierKind.SSN_LAST4:
        raise Refused("Unlist never keeps any part of a social security number.", hint="No broker needs it to opt out.")
    value = checked(kind, take_value(s, kind.replace("_", " ").capitalize()))
    if seen_at:
        from unlist.registry.load import broker

        seen_at = broker(seen_at).slug
    with writing(s) as store:
        facts = store.subject(handle or s.subject)
        seen_on = clock.today(store.zone) if seen_at else None
        made = store.add_identifier(facts.handle, kind, value, seen_at=seen_at, seen_on=seen_on)
    s.output.note(f"{kind.replace('_', ' ')} added as {made.id[-8:]}{f', seen at {seen_at}' if seen_at else ''}.")


@app.command("seen")
def seen(
    ctx: typer.Context,
    identifier: Annotated[str, typer.Argument(help="Id of the identifier, as `subject show` lists it.")],
    broker_slug: Annotated[str, typer.Argument(help="The broker whose listing shows it.")],
    handle: Annotated[str | None, typer.Option("--handle", help="Whose; default: the only one.")] = None,
) -> None:
    """Record that a broker's listing shows an identifier: only then may it leave for that broker."""
    s = session(ctx)
    from unlist.registry.load import broker

    slug = broker(broker_slug).slug
    with writing(s) as store:
        store.mark_seen(_pick(store, s, handle, identifier), slug, clock.today(store.zone))
    s.output.note(f"Seen at {slug}.")


@app.command("forget-identifier")
def forget_identifier(
    ctx: typer.Context,
    identifier: Annotated[str, typer.Argument(help="Id of the identifier, as `subject show` lists it.")],
    handle: Annotated[str | None, typer.Option("--handle", help="Whose; default: the only one.")] = None,
) -> None:
    """Remove an identifier from this home. What already left for a broker stays in the record of disclosures."""
    s = session(ctx)
    with writing(s) as store:
        store.remove_identifier(_pick(store, s, handle, identifier))
    s.output.note("Removed.")


@app.command("remove")
def remove(ctx: typer.Context, handle: Annotated[str, typer.Argument()]) -> None:
    """Remove a person for whom nothing was ever asked."""
    s = session(ctx)
    with writing(s) as store:
        facts = store.subject(handle)
        if not s.confirm(f"Remove {facts.handle} and everything known of them?"):
            raise Refused("Nothing was removed.", hint="Give --yes to remove without being asked.")
        store.remove_subject(facts.handle)
    s.output.note(f"{handle} removed.")


def _pick(store: Any, s: Session, handle: str | None, end: str) -> str:
    known = store.identifiers(store.subject(handle or s.subject).handle)
    matching = [item.id for item in known if end and item.id.endswith(end)]
    if len(matching) != 1:
        raise BadInput(f"{end!r} names {len(matching)} identifiers.", hint="See their ids with: unlist subject show")
    return str(matching[0])
