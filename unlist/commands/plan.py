"""`unlist plan`: what would be asked of whom."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from unlist.commands.opening import reading
from unlist.commands.session import Session, session
from unlist.errors import BadInput
from unlist.words import IdentifierKind, counted

NAMED = 5
"""Brokers that a sentence names before it says how many more there are."""
NOTICE = "Unlist is not a substitute for the advice of an attorney."

Brokers = Annotated[list[str] | None, typer.Argument(help="Slugs; default: every broker worth writing to.")]
Law = Annotated[str | None, typer.Option("--law", help="Only this law.")]
Right_ = Annotated[str | None, typer.Option("--right", help="Only this right; access is planned on demand alone.")]
Agree = Annotated[list[IdentifierKind] | None, typer.Option("--agree", help="Let this kind leave for these requests.")]
Again = Annotated[bool, typer.Option("--again", help="Although a request is open there.")]


def build(
    store: Any,
    s: Session,
    slugs: list[str] | None,
    law: str | None,
    right: str | None,
    agree: list[IdentifierKind] | None,
    again: bool,
) -> Any:
    """Make the plan that the options describe."""
    from unlist.clock import today
    from unlist.law.synonyms import law_id, right_of
    from unlist.outbox.plan import make_plan
    from unlist.registry.load import broker, brokers

    if agree and not slugs:
        raise BadInput(
            "What you agree to is for brokers that you name.", hint="Name them: unlist plan BROKER --agree KIND"
        )
    subject = store.subject(s.subject)
    chosen = [broker(slug) for slug in slugs] if slugs else list(brokers())
    return make_plan(
        store,
        subject,
        chosen,
        on=today(store.zone),
        law=law_id(law) if law else None,
        right=right_of(right) if right else None,
        agreed=frozenset(agree or ()),
        named=bool(slugs),
        again=again,
    )


def plan(
    ctx: typer.Context,
    brokers: Brokers = None,
    law: Law = None,
    right: Right_ = None,
    agree: Agree = None,
    again: Again = False,
    why: Annotated[bool, typer.Option("--why", help="Also what was left out, and why.")] = False,
) -> None:
    """Show what would be asked of whom, under what law, by which channel, disclosing what. Sends nothing."""
    s = session(ctx)
    with reading(s) as store:
        made = build(store, s, brokers, law, right, agree, again)
    if s.output.as_json:
        s.output.json({"id": made.id, **made.as_json()})
        return
    for line in made.advice:
        s.output.text(f"First, or beside the letters: {line}")
    _show_items(s, made)
    minutes = sum(item.minutes for item in made.items)
    letters, left_out = counted(len(made.items), "letter"), counted(len(made.skipped), "broker")
    s.output.text(f"{letters}, about {counted(minutes, 'minute')} of yours. {left_out} left out.")
    _show_missing(s, made)
    if any(not item.reviewed_by for item in made.items):
        s.output.text("No lawyer has reviewed these letters yet: read each before you send it.")
    if why:
        _show_why(s, made)
    s.output.text(NOTICE)
    if made.items:
        s.output.note("Next: unlist send --dry-run, then unlist send")


def _show_items(s: Session, made: Any) -> None:
    """Show a table a claim on a terminal, one of all letters in a pipe."""
    if not s.output.draws:
        rows = [
            (item.broker.slug, item.claim.law, item.claim.title, item.channel.kind, leaves(item)) for item in made.items
        ]
        s.output.table(("broker", "law", "what is asked", "by", "what leaves"), rows)
        return
    s.output.text(f"Plan {made.id}")
    groups: dict[str, list[Any]] = {}
    for item in made.items:
        groups.setdefault(f"{item.claim.title} ({_law(item.claim.law)})", []).append(item)
    for title, items in groups.items():
        s.output.text(f"\n{title}: {len(items)}")
        s.output.table(("broker", "by", "what leaves"), [(i.broker.slug, i.channel.kind, leaves(i)) for i in items])


def leaves(item: Any) -> str:
    return ", ".join(kind.replace("_", " ") for kind in item.discloses)


def _law(law: str) -> str:
    return "no statute" if law == "none" else law


def _show_missing(s: Session, made: Any) -> None:
    """Say what letters still need, each thing once, and which addresses are old."""
    needed: dict[str, list[str]] = {}
    for item in made.items:
        for missing in item.missing:
            needed.setdefault(missing, []).append(item.broker.slug)
    for missing, slugs in needed.items():
        s.output.text(f"Still needed, for {_some(slugs)}: {missing}")
    old = [item.broker.slug for item in made.items if item.confirm_address]
    if old:
        s.output.text(f"Look at the broker's own page before you use this address, it is doubted or old: {_some(old)}")


def _some(slugs: list[str]) -> str:
    more = f" and {len(slugs) - NAMED} more" if len(slugs) > NAMED else ""
    return ", ".join(slugs[:NAMED]) + more


def _show_why(s: Session, made: Any) -> None:
    for item in made.items:
        s.output.text(f"\n{item.broker.name}: {item.claim.title}. {item.claim.why}")
        for ground in item.claim.grounds:
            s.output.text(f"  - {ground.sentence} ({ground.citation})")
        for kind, reason in item.disclosure.held_back:
            s.output.text(f"  {kind.replace('_', ' ')} stays back: {reason}")
        for exclusion in made.exclusions.get(item.broker.slug, ()):
            s.output.text(
                f"  not {exclusion.law}{f' {exclusion.right}' if exclusion.right else ''}: {exclusion.reason}"
            )
    for skipped in made.skipped:
        s.output.text(f"\n{skipped.name}: no letter, {skipped.reason}.")
