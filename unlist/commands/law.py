"""`unlist law`: which laws are covered, and how a date is computed."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unlist import clock
from unlist.commands.group import Group
from unlist.commands.opening import parse_day, parse_moment
from unlist.commands.session import Session, session
from unlist.errors import BadInput
from unlist.words import counted

if TYPE_CHECKING:
    from unlist.law.model import Deadline
    from unlist.law.rule import Rule

app = typer.Typer(cls=Group, help="Which laws are covered, and how a date is computed.", no_args_is_help=True)

WIDTH = 79
"""Columns of an explanation, so that it fits a terminal of 80."""
_UNITS = {"month": "month", "calendar_day": "day", "business_day": "business day"}
_TAGS = "V: read in the text · V2: read in a secondary source · B: believed, not read"


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the laws that are covered."""
    s = session(ctx)
    from unlist.law.catalog import laws

    known = laws()
    if s.output.as_json:
        s.output.json({"laws": [asdict(law) for law in known]})
        return
    s.output.table(
        ("law", "title", "where", "from"),
        [(k.id, k.title, ", ".join(k.jurisdictions), k.valid_from.isoformat()) for k in known],
    )


@app.command("show")
def show(ctx: typer.Context, law: Annotated[str, typer.Argument()]) -> None:
    """Show one law: rights, clocks with their citations, how well each number is known."""
    s = session(ctx)
    from unlist.law.catalog import law_facts, law_of
    from unlist.law.synonyms import law_id

    facts = law_facts(law_id(law))
    rules = law_of(facts.id).rules
    if s.output.as_json:
        s.output.json({"law": asdict(facts), "rules": [asdict(rule) for rule in rules]})
        return
    s.output.text(f"{facts.id}: {facts.title}")
    _wrapped(s, f"Supervised by {facts.regulator}.")
    for rule in rules:
        until = f" to {rule.valid_to}" if rule.valid_to else " on"
        _wrapped(s, f"{rule.right.replace('_', ' ')}: {_clock(rule)}", first="- ", rest="  ")
        _wrapped(s, f"from {rule.opens}{until}; {'; '.join(rule.citations)}; {rule.confidence}", first="  ")
        if rule.note:
            _wrapped(s, rule.note, first="  ")
    if facts.note:
        _wrapped(s, facts.note)
    s.output.text(_TAGS)


def _clock(rule: Rule) -> str:
    parts = []
    if rule.first_fetch:
        parts.append(f"{counted(rule.first_fetch, 'day')} to fetch it and {counted(rule.period, 'day')} to delete")
    elif rule.unit != "none":
        parts.append(counted(rule.period, _UNITS[rule.unit]))
    if rule.extension:
        parts.append(f"{counted(rule.extension, _UNITS[rule.unit])} with a valid extension")
    if rule.acknowledge:
        unit = _UNITS[rule.acknowledge_unit]
        parts.append(f"receipt confirmed within {counted(rule.acknowledge, unit)}")
    if not rule.statutory:
        parts.append("the sender's own day, no statute sets one")
    return ", ".join(parts)


@app.command("deadline")
def deadline(
    ctx: typer.Context,
    law: Annotated[str, typer.Option("--law", help="Such as gdpr, ccpa, bipa; see: unlist law list.")],
    right: Annotated[str, typer.Option("--right", help="Such as access, deletion, opt_out, complaint.")],
    received: Annotated[str, typer.Option("--received", help="The day the request arrived.")],
    jurisdiction: Annotated[str, typer.Option("--jurisdiction", help="ISO 3166: DE, GB-SCT, US-CA.")],
    clock_start: Annotated[str | None, typer.Option("--clock-start", help="UK: identity or fee came.")] = None,
    pause: Annotated[
        list[str] | None, typer.Option("--pause", help="D..D, from question to answer; may be given several times.")
    ] = None,
    extended_on: Annotated[str | None, typer.Option("--extended-on", help="A notice of extension came.")] = None,
) -> None:
    """Compute when an answer is due, sentence by sentence."""
    s = session(ctx)
    from unlist.law import deadlines
    from unlist.law.synonyms import law_id, right_of

    found = deadlines.deadline(
        law_id(law),
        right_of(right),
        jurisdiction=jurisdiction,
        received_on=parse_day(received, "--received"),
        clock_start=parse_day(clock_start, "--clock-start") if clock_start is not None else None,
        pauses=[_pause(text) for text in pause or ()],
        extended_on=parse_day(extended_on, "--extended-on") if extended_on is not None else None,
        as_of=_as_of(s),
    )
    if s.output.as_json:
        s.output.json(_as_json(found))
        return
    _explain(s, found)


def _as_of(s: Session) -> date | None:
    if s.as_of is None:
        return None
    try:
        return date.fromisoformat(s.as_of)
    except ValueError:
        zone = s.settings.zone
    return clock.day_of(parse_moment(s.as_of, zone), zone)


def _pause(text: str) -> tuple[date, date]:
    first, dots, last = text.partition("..")
    if not dots:
        raise BadInput(f"--pause: {text!r} is not a pause.", hint="Write it as 2026-12-01..2026-12-05.")
    return parse_day(first, "--pause"), parse_day(last, "--pause")


_KEYS = (
    "law", "right", "jurisdiction", "received_on", "statutory", "acknowledge_by", "nominal_due_on", "due_on",
    "due_without_pause_on", "extended_due_on", "extension", "chase_on", "rule", "valid_from", "valid_to", "trace",
    "citations",
)  # fmt: skip


def _as_json(found: Deadline) -> dict[str, Any]:
    known = asdict(found)
    return {key: known[key] for key in _KEYS}


_DATES = (
    ("acknowledge_by", "Receipt confirmed by"),
    ("nominal_due_on", "Nominal day"),
    ("due_without_pause_on", "Last day without the pause"),
    ("due_on", "Last day"),
    ("extended_due_on", "At the latest, with a valid extension"),
    ("chase_on", "Write again from"),
)


def _explain(s: Session, found: Deadline) -> None:
    """Write the explanation, then the dates, then where it all stands."""
    until = f" to {found.valid_to}" if found.valid_to else " on"
    right = found.right.replace("_", " ")
    _wrapped(s, f"{found.law} {right}, {found.jurisdiction}: rule {found.rule}, from {found.valid_from}{until}.")
    s.output.text()
    for number, sentence in enumerate(found.trace, 1):
        _wrapped(s, sentence, first=f"{number:2}. ", rest="    ")
    s.output.text()
    shown = [(label, day) for key, label in _labels(found) if (day := getattr(found, key)) is not None]
    width = max(len(label) for label, _ in shown)
    for label, day in shown:
        s.output.text(f"{label:{width}}  {day.isoformat()}  {day:%A}")
    if found.extension:
        s.output.text(f"{'Extension':{width}}  {found.extension.replace('_', ' ')}")
    s.output.text()
    _wrapped(s, f"Sources: {'; '.join(found.citations)}.")


def _labels(found: Deadline) -> list[tuple[str, str]]:
    if found.fetched:
        return [("acknowledge_by", "First fetched by"), *_DATES[1:]]
    return list(_DATES)


def _wrapped(s: Session, text: str, *, first: str = "", rest: str | None = None) -> None:
    indent = first if rest is None else rest
    for line in textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ):
        s.output.text(line)
