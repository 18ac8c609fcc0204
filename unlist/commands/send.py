"""`unlist send`: approve what the plan shows, and let leave what may leave now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from unlist.commands.leaving import let_leave, raise_if_failed, report, rules_of
from unlist.commands.opening import reading, sitting
from unlist.commands.plan import Again, Agree, Brokers, Law, Right_, build, leaves
from unlist.commands.session import Session, session
from unlist.errors import BadInput, Refused, UnlistError
from unlist.words import counted

if TYPE_CHECKING:
    from unlist.outbox.plan import PlanItem
    from unlist.store import Store

_QUESTIONS = {
    "residence": "Do you live where your entry says, today?",
    "my_face": "Is the face that these letters are about your own?",
    "daniels_law": "Are you, or is somebody in your household, covered by Daniel's Law of New Jersey today?",
    "safe_at_home": "Do you take part in Safe at Home today, and may these letters say so?",
    "error_in_my_file": "Have you seen something in your file there that is wrong or incomplete?",
}


def send(
    ctx: typer.Context,
    brokers: Brokers = None,
    law: Law = None,
    right: Right_ = None,
    agree: Agree = None,
    again: Again = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show, change nothing.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many new letters.")] = None,
    now: Annotated[bool, typer.Option("--now", help="Leave out the time in which a letter can be taken back.")] = False,
    trust: Annotated[
        str | None,
        typer.Option("--trust", metavar="DOMAIN", help="Its mail has a new host and is theirs."),
    ] = None,
    plan_id: Annotated[str | None, typer.Option("--plan", help="The ID that `plan --json` gave.")] = None,
    confirm: Annotated[str | None, typer.Option("--confirm", help="Facts you confirm, as the plan names them.")] = None,
) -> None:
    """Approve the planned letters and let them leave, each once; a second run goes on where the first stopped."""
    s = session(ctx)
    wanted = (brokers, law, right, agree, again)
    with (reading if dry_run else sitting)(s) as store:
        made = build(store, s, *wanted)
        _require_same(plan_id, made.id)
        items = [item for item in made.items if not item.missing][: limit or None]
        if dry_run:
            _show_letters(s, items)
            return
        rules = rules_of(s.settings, now=now)
        if not items and not store.queued(s.subject):
            raise BadInput("There is nothing to send.", hint="See why: unlist plan --why")
        failures: list[tuple[str, UnlistError]] = []
        if trust:
            with s.home.lock():
                store.trust_hosts(trust.lower())
        if items:
            confirmed = _approved(s, items, plan_id, confirm)
            with s.home.lock():
                # What was looked at is what is approved: nobody else wrote or asked meanwhile.
                _require_same(made.id, build(store, s, *wanted).id)
                failures = _queue(store, s, items, confirmed, again=again, rules=rules)
        done = let_leave(s, store, rules)
    report(s, done, failures)
    raise_if_failed(done, failures)


def _require_same(wanted: str | None, found: str) -> None:
    if wanted and wanted != found:
        raise Refused(f"The plan is no longer {wanted}.", hint="Look at it again: unlist plan --json")


def _approved(s: Session, items: list[PlanItem], plan_id: str | None, confirm: str | None) -> frozenset[str]:
    """Have the letters approved, and what they state of the person confirmed. Raises Refused when they are not."""
    if not plan_id and not s.can_ask and not s.yes:
        raise Refused(
            "Without a terminal, sending needs the plan that was looked at.",
            hint="Give --plan ID with the ID from `unlist plan --json`, or --yes.",
        )
    confirmed = _confirmations(s, items, confirm)
    if not plan_id and not s.confirm(f"Write {counted(len(items), 'letter')}?"):
        raise Refused("Nothing was written.", hint="Give --yes to write without being asked.")
    return confirmed


def _confirmations(s: Session, items: list[PlanItem], given: str | None) -> frozenset[str]:
    """Ask once a run for each fact that a letter states of the person; `--yes` and `--confirm` answer."""
    needed = {fact for item in items for fact in item.claim.confirm}
    named = {part.strip() for part in (given or "").split(",") if part.strip()}
    for fact in sorted(needed - named):
        if s.confirm(_QUESTIONS.get(fact, f"Is this true today: {fact.replace('_', ' ')}?")):
            named.add(fact)
    return frozenset(named)


def _queue(
    store: Store, s: Session, items: list[PlanItem], confirmed: frozenset[str], *, again: bool, rules: Any
) -> list[tuple[str, UnlistError]]:
    """Approve each letter; return those that could not be written, and why."""
    from unlist.clock import now
    from unlist.outbox.queue import queue

    subject = store.subject(s.subject)
    failures: list[tuple[str, UnlistError]] = []
    for item in items:
        try:
            queue(store, subject, item, at=now(), confirmed=confirmed, again=again, rules=rules)
        except UnlistError as problem:
            failures.append((item.broker.slug, problem))
    return failures


def _show_letters(s: Session, items: list[PlanItem]) -> None:
    if s.output.as_json:
        s.output.json({"would_send": [i.broker.slug for i in items]})
        return
    for item in items:
        s.output.text(f"{item.broker.name}: {item.claim.title}")
        s.output.text(
            f"  to {item.channel.value} ({item.channel.kind}, {item.channel.state}, {item.channel.checked_on})"
        )
        s.output.text(f"  leaves: {leaves(item)}")
        for left in item.disclosure.leaving:
            s.output.text(f"    {left.kind.replace('_', ' ')}: {left.why}")
    s.output.text(f"{counted(len(items), 'letter')} would be written; nothing was.")
