"""`unlist plan` and `unlist send`: what would be asked of whom, and letting it leave."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from unlist.commands.opening import reading, writing
from unlist.commands.session import Session, session
from unlist.errors import BadInput, PartlyFailed, Refused, UnlistError
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
            (item.broker.slug, item.claim.law, item.claim.title, item.channel.kind, _leaves(item))
            for item in made.items
        ]
        s.output.table(("broker", "law", "what is asked", "by", "what leaves"), rows)
        return
    s.output.text(f"Plan {made.id}")
    groups: dict[str, list[Any]] = {}
    for item in made.items:
        groups.setdefault(f"{item.claim.title} ({_law(item.claim.law)})", []).append(item)
    for title, items in groups.items():
        s.output.text(f"\n{title}: {len(items)}")
        s.output.table(("broker", "by", "what leaves"), [(i.broker.slug, i.channel.kind, _leaves(i)) for i in items])


def _leaves(item: Any) -> str:
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


def send(
    ctx: typer.Context,
    brokers: Brokers = None,
    law: Law = None,
    right: Right_ = None,
    agree: Agree = None,
    again: Again = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show, change nothing.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many letters.")] = None,
    plan_id: Annotated[str | None, typer.Option("--plan", help="The ID that `plan --json` gave.")] = None,
    confirm: Annotated[str | None, typer.Option("--confirm", help="Facts you confirm, as the plan names them.")] = None,
) -> None:
    """Put the planned letters where your mail program can take them, and follow them from there."""
    s = session(ctx)
    with (reading if dry_run else writing)(s) as store:
        made = build(store, s, brokers, law, right, agree, again)
        if plan_id and plan_id != made.id:
            raise Refused(f"The plan is no longer {plan_id}.", hint="Look at it again: unlist plan --json")
        items = [item for item in made.items if not item.missing][: limit or None]
        if dry_run:
            _show_letters(s, items)
            return
        if not items:
            raise BadInput("There is nothing to send.", hint="See why: unlist plan --why")
        if not plan_id and not s.can_ask and not s.yes:
            raise Refused(
                "Without a terminal, sending needs the plan that was looked at.",
                hint="Give --plan ID with the ID from `unlist plan --json`, or --yes.",
            )
        confirmed = _confirmations(s, items, confirm)
        if not plan_id and not s.confirm(f"Write {len(items)} letters?"):
            raise Refused("Nothing was written.", hint="Give --yes to write without being asked.")
        handed, failures = _let_leave(store, s, items, confirmed, again)
    _report(s, handed, failures)


def _confirmations(s: Session, items: list[Any], given: str | None) -> frozenset[str]:
    """Ask once a run for each fact that a letter states of the person; `--yes` and `--confirm` answer."""
    needed = {fact for item in items for fact in item.claim.confirm}
    named = {part.strip() for part in (given or "").split(",") if part.strip()}
    questions = {
        "residence": "Do you live where your entry says, today?",
        "my_face": "Is the face that these letters are about your own?",
        "daniels_law": "Are you, or is somebody in your household, covered by Daniel's Law of New Jersey today?",
        "safe_at_home": "Do you take part in Safe at Home today, and may these letters say so?",
        "error_in_my_file": "Have you seen something in your file there that is wrong or incomplete?",
    }
    for fact in sorted(needed - named):
        if s.confirm(questions.get(fact, f"Is this true today: {fact.replace('_', ' ')}?")):
            named.add(fact)
    return frozenset(named)


def _let_leave(
    store: Any, s: Session, items: list[Any], confirmed: frozenset[str], again: bool
) -> tuple[list[Any], list[tuple[str, UnlistError]]]:
    from unlist.channels.file import FileChannel
    from unlist.clock import now
    from unlist.outbox.leave import leave, resume
    from unlist.outbox.queue import queue

    way = FileChannel(s.settings.hand_off_dir)
    subject = store.subject(s.subject)
    handed: list[Any] = resume(store, way, at=now(), subject=subject.handle)
    failures: list[tuple[str, UnlistError]] = []
    for number, item in enumerate(items, 1):
        try:
            request = queue(store, subject, item, at=now(), confirmed=confirmed, again=again)
            handed.append(leave(store, request, way, at=now()))
        except UnlistError as problem:
            failures.append((item.broker.slug, problem))
        if s.output.draws:
            s.output.note(f"{number}/{len(items)} {item.broker.name}")
    return handed, failures


def _report(s: Session, handed: list[Any], failures: list[tuple[str, UnlistError]]) -> None:
    if s.output.as_json:
        s.output.json(
            {
                "handed_over": [
                    {"reference": h.reference, "broker": h.broker, "path": str(h.path), "law": h.law, "right": h.right}
                    for h in handed
                ],
                "failed": [{"broker": slug, "message": problem.message} for slug, problem in failures],
            }
        )
    elif handed:
        s.output.table(("reference", "broker", "letter"), [(h.reference, h.broker, h.path.name) for h in handed])
        for folder in dict.fromkeys(h.path.parent for h in handed):
            s.output.text(f"They lie in {folder}")
        s.output.text(
            "Open an .eml in your mail program and send it, or copy from the .html beside it; a form has its page."
        )
        s.output.text(
            "They are plain files: delete them once they are sent. No clock runs until you say that they left:"
        )
        s.output.text("  unlist request sent REFERENCE, or for all of them: unlist request sent --all")
    for slug, problem in failures:
        s.output.note(f"{slug}: {problem.message} {problem.hint}")
    if failures:
        raise PartlyFailed(f"{len(failures)} of {len(failures) + len(handed)} letters were not written.")


def _show_letters(s: Session, items: list[Any]) -> None:
    if s.output.as_json:
        s.output.json({"would_send": [i.broker.slug for i in items]})
        return
    for item in items:
        s.output.text(f"{item.broker.name}: {item.claim.title}")
        s.output.text(
            f"  to {item.channel.value} ({item.channel.kind}, {item.channel.state}, {item.channel.checked_on})"
        )
        s.output.text(f"  leaves: {_leaves(item)}")
        for left in item.disclosure.leaving:
            s.output.text(f"    {left.kind.replace('_', ' ')}: {left.why}")
    s.output.text(f"{len(items)} letters would be written; nothing was.")
