"""`unlist form`: forms to fill in and calls to make, with their values ready, and what became of them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unlist import clock
from unlist.commands.form_loop import form_loop
from unlist.commands.opening import parse_day, reading, sitting, writing
from unlist.commands.session import Session, session
from unlist.commands.wording import stands
from unlist.errors import BadInput

if TYPE_CHECKING:
    from unlist.outbox.forms import FormItem, Forms
    from unlist.store import Store

_SPAN = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m?)?")


@dataclass(frozen=True)
class _Said:
    """What the person says became of one form or call."""

    what: str
    name: str
    on: str | None
    words: str


def form(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="REQUEST", help="Only this one, even if it was skipped; default: all.")
    ] = None,
    next_: Annotated[
        str | None, typer.Option("--next", metavar="TIME", help="As many as fit into it, such as 25m; at least one.")
    ] = None,
    done: Annotated[str | None, typer.Option("--done", metavar="REQUEST", help="You filled it in, or called.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="With --done: the day you did it; default: today.")] = None,
    confirmation: Annotated[
        str | None, typer.Option("--confirmation", help="With --done: a number, a name, what was said.")
    ] = None,
    skip: Annotated[str | None, typer.Option("--skip", metavar="REQUEST", help="Leave it for another day.")] = None,
    not_possible: Annotated[
        str | None, typer.Option("--not-possible", metavar="REQUEST", help="It could not be done.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="With --not-possible: why.")] = None,
) -> None:
    """Fill in forms and make calls, one after the other, worst harm first, with every value ready to copy."""
    s = session(ctx)
    said = _said(done, on, confirmation, skip, not_possible, reason)
    minutes = _minutes(next_) if next_ is not None else None
    if said and (name or next_):
        raise BadInput("Either look at forms or record one.", hint="Leave REQUEST and --next away.")
    if said:
        with writing(s) as store:
            recorded = _record(store, s, said)
            _show(store, s, None, None, recorded)
    elif s.can_ask and s.output.draws:
        with sitting(s) as store:
            form_loop(s, store, _chosen(store, s, name, minutes)[1])
    else:
        with reading(s) as store:
            _show(store, s, name, minutes, None)


def _said(
    done: str | None, on: str | None, confirmation: str | None, skip: str | None, not_possible: str | None,
    reason: str | None,
) -> _Said | None:  # fmt: skip
    given = [(what, name) for what, name in (("done", done), ("skipped", skip), ("not_possible", not_possible)) if name]
    if len(given) > 1:
        raise BadInput("One thing at a time.", hint="Give one of --done, --skip and --not-possible.")
    if (on or confirmation) and not done:
        raise BadInput("--on and --confirmation belong to --done.", hint="Name the request: --done REQUEST")
    if bool(reason) != bool(not_possible):
        raise BadInput("--not-possible and --reason belong together.", hint="Say in a few words what stood against it.")
    return _Said(*given[0], on=on, words=confirmation or reason or "") if given else None


def _minutes(text: str) -> int:
    """Read a span such as 25m, 25 or 1h30m. Raises BadInput."""
    found = _SPAN.fullmatch(text.strip().lower())
    minutes = int(found[1] or 0) * 60 + int(found[2] or 0) if found else 0
    if not minutes:
        raise BadInput(f"--next: {text[:40]!r} is no time.", hint="Write it as 25m or 1h30m.")
    return minutes


def _record(store: Store, s: Session, said: _Said) -> dict[str, Any]:
    from unlist.outbox.forms import one_form, record_done, record_not_possible, record_skipped

    today, at = clock.today(store.zone), clock.now()
    item = one_form(store, said.name, today=today, subject=s.subject)
    if said.what == "done":
        day = parse_day(said.on, "--on") if said.on else today
        record_done(store, item, day=day, at=at, words=said.words)
    elif said.what == "skipped":
        record_skipped(store, item, at=at)
    else:
        record_not_possible(store, item, at=at, why=said.words)
    state = store.state(item.request.id)
    return {
        "reference": item.request.reference,
        "what": said.what,
        "status": state.status,
        "reason": state.reason or None,
        "due_on": state.due_on,
    }


def _chosen(store: Store, s: Session, name: str | None, minutes: int | None) -> tuple[Forms, list[FormItem]]:
    """Return all that waits, and what of it is wanted now."""
    from unlist.outbox.forms import batch, find_forms, one_form

    today = clock.today(store.zone)
    forms = find_forms(store, today=today, subject=s.subject)
    if name:
        return forms, [one_form(store, name, today=today, subject=s.subject)]
    return forms, batch(forms.items, minutes)


def _show(store: Store, s: Session, name: str | None, minutes: int | None, recorded: dict[str, Any] | None) -> None:
    from unlist.outbox.forms import write_page

    forms, items = _chosen(store, s, name, minutes)
    if recorded and not s.output.as_json:
        _tell(s, recorded, forms)
        return
    pages = [str(write_page(item, s.settings.hand_off_dir)) for item in items]
    if s.output.as_json:
        today = clock.today(store.zone)
        tally = {**asdict(forms.tally), "total": forms.tally.total}
        shown = [_as_json(item, page) for item, page in zip(items, pages, strict=True)]
        s.output.json({"on": today, "recorded": recorded, "tally": tally, "items": shown})
        return
    if not items:
        s.output.text("No form and no call waits.")
        s.output.note("See what could be asked: unlist plan")
        return
    s.output.table(
        ("reference", "broker", "kind", "minutes", "where", "page"),
        [
            (i.request.reference, i.name, i.parcel.kind.value, i.minutes, i.parcel.recipient or "not on record", page)
            for i, page in zip(items, pages, strict=True)
        ],
    )
    s.output.text(f"{forms.tally.sentence[0].upper()}{forms.tally.sentence[1:]}.")
    s.output.note("The pages are plain files: delete them when they are done. Then say what happened:")
    s.output.note("  unlist form --done REFERENCE")


def _tell(s: Session, recorded: dict[str, Any], forms: Forms) -> None:
    due = f", due on {recorded['due_on']}" if recorded["due_on"] else ""
    s.output.text(f"{recorded['reference']}: {stands(recorded['status'], recorded['reason'] or '', None)}{due}")
    s.output.text(f"{forms.tally.sentence}.")
    if recorded["what"] == "not_possible":
        s.output.note(
            f"Another way, if there is one: unlist plan; or give it up: unlist request close {recorded['reference']}"
        )
    elif forms.items:
        s.output.note("Go on: unlist form")


def _as_json(item: FormItem, page: str) -> dict[str, Any]:
    from unlist.channels.expectations import expected_of, terms_of
    from unlist.channels.page import script_of, values_of, web_link
    from unlist.words import ChannelKind

    parcel = item.parcel
    return {
        "reference": item.request.reference,
        "broker": parcel.slug,
        "name": item.name,
        "family": item.family,
        "harm": item.harm or None,
        "channel": parcel.kind,
        "status": item.status,
        "reason": item.reason or None,
        "minutes": item.minutes,
        "recipient": parcel.recipient or None,
        "url": web_link(parcel.recipient),
        "page": page,
        "values": [{"kind": kind, "label": label, "value": value} for kind, label, value in values_of(parcel)],
        "text": script_of(parcel) if parcel.kind is ChannelKind.PHONE else parcel.letter.body,
        "terms": [{"term": term, "sentence": sentence} for term, sentence in terms_of(parcel.terms)],
        "expects": expected_of(parcel.expects),
    }
