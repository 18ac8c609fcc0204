"""`unlist law`: which laws are covered, and how a date is computed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

import typer

from unlist.commands.opening import parse_day
from unlist.commands.session import session
from unlist.errors import BadInput

app = typer.Typer(help="Which laws are covered, and how a date is computed.", no_args_is_help=True)


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the laws that are covered."""
    s = session(ctx)
    from unlist.law.catalog import laws

    known = laws()
    if s.output.as_json:
        s.output.json({"laws": [asdict(law) for law in known]})
        return
    s.output.table(("law", "title", "rights"), [(k.id, k.title, ", ".join(k.rights)) for k in known])


@app.command("show")
def show(ctx: typer.Context, law: Annotated[str, typer.Argument()]) -> None:
    """Show one law: rights, clocks with their citations, how well each number is known."""
    s = session(ctx)
    from unlist.law.catalog import law_facts
    from unlist.law.rules import RULES
    from unlist.law.synonyms import law_id

    facts = law_facts(law_id(law))
    rules = [rule for rule in RULES if rule.law is facts.id]
    if s.output.as_json:
        s.output.json({"law": asdict(facts), "rules": [asdict(rule) for rule in rules]})
        return
    s.output.text(f"{facts.id}: {facts.title}")
    s.output.text(f"Supervised by {facts.regulator}.")
    words = {"month": "month(s)", "calendar_day": "days", "business_day": "business days", "none": "no fixed day"}
    for rule in rules:
        period = f"{rule.period + rule.first_fetch} " if rule.period else ""
        until = f" to {rule.valid_to}" if rule.valid_to else ""
        own = "" if rule.statutory else " (the sender's own, no statute)"
        s.output.text(
            f"  {rule.right.replace('_', ' ')}: {period}{words[rule.unit]}{own}, "
            f"from {rule.valid_from}{until} [{'; '.join(rule.citations)}] {rule.confidence}"
        )
    s.output.text("V: read in the text · V2: read in a secondary source · B: believed, not read")


@app.command("deadline")
def deadline(
    ctx: typer.Context,
    law: Annotated[str, typer.Option("--law")],
    right: Annotated[str, typer.Option("--right")],
    received: Annotated[str, typer.Option("--received", help="The day the request arrived.")],
    jurisdiction: Annotated[str, typer.Option("--jurisdiction", help="ISO 3166: DE, GB-SCT, US-CA.")],
    clock_start: Annotated[str | None, typer.Option("--clock-start", help="UK: identity or fee came.")] = None,
    pause: Annotated[list[str] | None, typer.Option("--pause", help="D..D, from question to answer.")] = None,
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
        clock_start=parse_day(clock_start, "--clock-start") if clock_start else None,
        pauses=[_pause(text) for text in pause or ()],
        extended_on=parse_day(extended_on, "--extended-on") if extended_on else None,
        as_of=parse_day(s.as_of, "--as-of") if s.as_of else None,
    )
    if s.output.as_json:
        s.output.json(_as_json(asdict(found)))
        return
    for sentence in found.trace:
        s.output.text(sentence)
    s.output.text(f"Sources: {'; '.join(found.citations)} (rule {found.rule})")


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


def _as_json(found: dict[str, Any]) -> dict[str, Any]:
    return {key: found[key] for key in _KEYS}
