"""`unlist request`: what was asked, how each stands and why, and what happened outside the machine."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from unlist import clock
from unlist.commands.complaint import complaint_lines
from unlist.commands.group import Group
from unlist.commands.opening import parse_day, reading, writing
from unlist.commands.session import Session, session
from unlist.commands.wording import days_late, stands
from unlist.errors import BadInput, HomeUnusable, NotFound, Refused
from unlist.words import counted, nearest

if TYPE_CHECKING:
    from unlist.reads import RequestLine

app = typer.Typer(cls=Group, help="What was asked, how it stands, and why.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="REQUEST", help="Its reference, the start of it, or the broker's slug.")]
BY_HAND = (
    "sent",
    "not_sent",
    "delivered",
    "acknowledged",
    "identity_requested",
    "information_requested",
    "authorization_requested",
    "confirmation_requested",
    "form_required",
    "question_asked",
    "answered_broker",
    "extended",
    "fulfilled",
    "partly_fulfilled",
    "opted_out",
    "not_found",
    "denied",
    "redirected",
    "bounced",
    "auto_replied",
    "unrelated_received",
    "corrected",
)
"""Events that a person may enter: what came by post or telephone, and what they did themselves."""
READ_AS = {
    "confirmation_required": "confirmation_requested",
    "question": "question_asked",
    "no_match": "not_found",
    "auto_reply": "auto_replied",
    "unrelated": "unrelated_received",
}
"""Kinds of reply that are called otherwise than the events they become; both names are taken."""
SOURCES = ("post", "phone", "form", "email", "person")
"""How an answer came that is entered by hand; `person`: it was said face to face."""
CLOSING = ("settled", "superseded", "duplicate", "given_up")


@app.command("list")
def list_(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    status: Annotated[str | None, typer.Option(help="Only this status.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 200,
) -> None:
    """List requests: whose move it is, and when the answer is due. Needs no key."""
    s = session(ctx)
    from unlist import reads
    from unlist.commands.opening import parse_moment
    from unlist.registry.index import load_index

    home = s.home
    home.require()
    zone = reads.zone(home)
    if s.as_of:
        clock.set_now(parse_moment(s.as_of, zone))
    today = clock.today(zone)
    lines = reads.list_requests(home, subject=s.subject, status=status, open_only=not everything, limit=limit)
    if s.output.as_json:
        rows = [{**asdict(line), "overdue_days": days_late(line, today) or None} for line in lines]
        s.output.json({"on": today, "requests": rows})
        return
    if not lines:
        s.output.text("No requests." if everything else "No open requests.")
        s.output.note("See what could be asked: unlist plan")
        return
    names = load_index()["brokers"]
    s.output.table(
        ("reference", "broker", "asked", "status", "due"),
        [
            (
                line.reference,
                names.get(line.broker, {}).get("name", line.broker),
                f"{line.right.replace('_', ' ')} ({'no statute' if line.law == 'none' else line.law})",
                stands(line.status, line.reason, line.outcome) + ("" if not line.unreviewed else ", answer unread"),
                _due(line, today),
            )
            for line in lines
        ],
    )


def _due(line: RequestLine, today: date) -> str:
    late = days_late(line, today)
    return f"{line.due_on}, {counted(late, 'day')} late" if late else line.due_on or ""


@app.command("show")
def show(ctx: typer.Context, name: Name) -> None:
    """Show one request: its state, its events, its messages, and the next step."""
    s = session(ctx)
    from unlist.registry.load import broker
    from unlist.tracker.today import next_step

    with reading(s) as store:
        facts = store.find_request(name, subject=s.subject)
        state, events = store.state(facts.id), store.events(facts.id)
        messages = store.messages(facts.id)
        today = clock.today(store.zone)
        step = next_step(state, today)
        residence = store.subject(facts.subject).residence
    if s.output.as_json:
        s.output.json(_as_json(facts, state, events, messages))
        return
    out = s.output
    try:
        title = broker(facts.broker).name
    except NotFound:
        title = facts.broker
    out.text(f"{facts.reference}  {title}: {facts.right.replace('_', ' ')} under {facts.law}")
    out.text(f"Status: {stands(state.status, state.reason, state.outcome)}")
    if state.proposed:
        out.text(f"An answer of your own waits for your word: unlist inbox answers {facts.reference}")
    if state.muted:
        out.text(f"Muted: no digest speaks of it. To hear of it again: unlist request unmute {facts.reference}")
    for label, day in (("Sent", state.sent_on), ("Due", state.due_on), ("Followed up", state.followed_up_on)):
        if day:
            out.text(f"{label} on {day.isoformat()}")
    rows = [(e.seq, _day(e), e.kind.replace("_", " "), e.actor, _gist(e.payload)) for e in events]
    out.table(("no.", "day", "what happened", "by", "detail"), rows)
    for url in _links(events):
        out.text(f"Link in an answer, not opened: {url}")
    for line in complaint_lines(facts, state, residence, today):
        out.text(line)
    out.text(f"Next: {step.sentence}")
    if step.command:
        command = step.command.format(reference=facts.reference, broker=facts.broker, today=today.isoformat())
        out.text(f"  {command}")


def _links(events: Any) -> list[str]:
    """Return the links of the last demand: what the person may have to open."""
    for one in reversed(events):
        asks = one.payload.get("asks")
        if isinstance(asks, dict) and asks.get("urls"):
            return [str(url) for url in asks["urls"]]
    return []


def _day(event: Any) -> str:
    """Return the day of an event in the person's zone, as it was recorded."""
    return str(event.payload.get("on") or event.occurred_at.date())


def _gist(payload: Any) -> str:
    shown = ("until", "recipient", "reason", "scope", "to", "text", "kind", "address", "by", "note")
    told = [f"{key} {str(payload[key]).splitlines()[0]}" for key in shown if payload.get(key)]
    if payload.get("path"):
        told.append(Path(payload["path"]).name)
    return ", ".join(told)[:120]


def _as_json(facts: Any, state: Any, events: Any, messages: Any) -> dict[str, Any]:
    return {
        "request": {
            "reference": facts.reference,
            "subject": facts.subject,
            "broker": facts.broker,
            "law": facts.law,
            "right": facts.right,
            "variant": facts.variant,
            "jurisdiction": facts.jurisdiction,
        },
        "status": state.status,
        "reason": state.reason or None,
        "outcome": state.outcome,
        "sent_on": state.sent_on,
        "due_on": state.due_on,
        "closed_at": state.closed_at,
        "muted": state.muted,
        "last_seq": state.last_seq,
        "unreviewed": list(state.unreviewed),
        "events": [
            {"seq": e.seq, "kind": e.kind, "occurred_at": e.occurred_at, "actor": e.actor, "payload": dict(e.payload)}
            for e in events
        ],
        "messages": [
            {"id": m.id, "direction": m.direction, "sha256": m.sha256, "size": m.size, "at": m.at} for m in messages
        ],
    }


@app.command("why")
def why(ctx: typer.Context, name: Name) -> None:
    """Print how every date was computed, rule by rule, with citations."""
    s = session(ctx)
    from unlist.tracker.why import explain

    with reading(s) as store:
        facts = store.find_request(name, subject=s.subject)
        state = store.state(facts.id)
        steps = explain(store.events(facts.id), state)
        residence, today = store.subject(facts.subject).residence, clock.today(store.zone)
    if s.output.as_json:
        s.output.json({"reference": facts.reference, "steps": [asdict(step) for step in steps]})
        return
    s.output.text(f"{facts.reference}: {facts.right.replace('_', ' ')} under {facts.law}")
    for step in steps:
        number = f"{step.seq:>3}" if step.seq else "   "
        s.output.text(f"{number}  {step.sentence}{f' [{step.citation}]' if step.citation else ''}")
    for line in complaint_lines(facts, state, residence, today):
        s.output.text(line)


@app.command("event")
def event(
    ctx: typer.Context,
    name: Name,
    kind: Annotated[str, typer.Argument(help="What happened: " + ", ".join(BY_HAND) + ".")],
    on: Annotated[str | None, typer.Option("--on", help="The day it happened; default: today.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="extended: the new day, if one was named.")] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="denied: what they said.")] = None,
    scope: Annotated[str | None, typer.Option("--scope", help="fulfilled, partly_fulfilled: what is gone.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="redirected: to whom.")] = None,
    proof: Annotated[str | None, typer.Option("--proof", help="delivered: dsn, reply, scan or form.")] = None,
    reply_by: Annotated[
        str | None, typer.Option("--reply-by", help="What is asked of you: by which day they want it.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="How it came: " + ", ".join(SOURCES) + ".")] = None,
    note: Annotated[str | None, typer.Option("--note", help="A remark: who said it, where the letter lies.")] = None,
    seq: Annotated[int | None, typer.Option("--seq", help="corrected: the number of the event to take back.")] = None,
) -> None:
    """Record what happened outside this machine: a letter left, an answer came by post or telephone."""
    s = session(ctx)
    what = kind.lower().replace("-", "_")
    what = READ_AS.get(what, what)
    if what not in BY_HAND:
        names = (*BY_HAND, *READ_AS)
        raise BadInput(
            f"{kind!r} is not an event that can be entered.",
            hint=f"Did you mean {' or '.join(nearest(what, names)) or 'one of ' + ', '.join(BY_HAND)}?",
        )
    if by is not None and by not in SOURCES:
        raise BadInput(f"--by {by} is none of the ways in which answers come.", hint=f"Give {', '.join(SOURCES)}.")
    if what == "corrected" and seq is None:
        raise BadInput("Which event is taken back?", hint="Give its number: --seq N, as `request show` lists it.")
    with writing(s) as store:
        if what == "corrected":
            _take_back(store, s, name, int(seq or 0))
            return
        day = _past_day(on, store)
        days = {
            "until": until and parse_day(until, "--until"),
            "reply_by": reply_by and parse_day(reply_by, "--reply-by"),
        }
        given = {"reason": reason, "scope": scope, "to": to, "proof": proof, "by": by, "note": note}
        payload = {key: str(value) for key, value in {**days, **given}.items() if value}
        facts = store.find_request(name, subject=s.subject)
        with store.transaction():
            extra = _known(store, facts, what)
            _record(store, s, facts.reference, what, day=day, payload={"on": day.isoformat(), **payload, **extra})


def _take_back(store: Any, s: Session, name: str, seq: int) -> None:
    from unlist.inbox.undo import correct

    facts = store.find_request(name, subject=s.subject)
    correct(store, facts, seq, at=clock.now())
    _tell(store, s, facts)


def _known(store: Any, facts: Any, what: str) -> dict[str, Any]:
    """Return what the log tells of an answer beyond the person's words, as for one that came by mail."""
    from unlist.inbox.intake import bounced
    from unlist.inbox.review import covered
    from unlist.replies.model import Bounce

    if what == "not_found":
        return {"covers": covered(store, facts)}
    if what == "bounced":
        # A letter that came back, or an address that somebody said is dead: the next channel is tried.
        return {key: value for key, value in bounced(store, facts, Bounce("hard", ())).items() if value is not None}
    return {}


@app.command("sent")
def sent(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="REQUEST...", help="Those whose letter left.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All letters that lie ready.")] = False,
    on: Annotated[str | None, typer.Option("--on", help="The day on which they left; default: today.")] = None,
) -> None:
    """Say that letters which lay ready have left: from now on their clocks run."""
    s = session(ctx)
    from unlist.tracker.model import Reason, Status

    if bool(names) == everything:
        raise BadInput("Which letters left?", hint="Name their requests, or give --all.")
    with writing(s) as store:
        day = _past_day(on, store)
        wanted = [store.find_request(name, subject=s.subject) for name in names or ()]
        if everything:
            yours = store.requests(s.subject, statuses=(Status.AWAITING_YOU,))
            wanted = [request for request in yours if store.state(request.id).reason == Reason.HAND_OFF]
        with store.transaction():
            for facts in wanted:
                _record(store, s, facts.reference, "sent", day=day, payload={"on": day.isoformat()})
    if not wanted:
        s.output.text("No letter lies ready.")


def _past_day(on: str | None, store: Any) -> date:
    """Return the day that was given, else today. Raises BadInput for one that is still to come."""
    today = clock.today(store.zone)
    day = today if on is None else parse_day(on, "--on")
    if day > today:
        raise BadInput(f"--on {day.isoformat()} lies in the future.", hint=f"Today is {today.isoformat()}.")
    return day


def _record(store: Any, s: Session, name: str, kind: str, *, day: date | None, payload: dict[str, Any]) -> None:
    from unlist.tracker.model import EventKind

    facts = store.find_request(name, subject=s.subject)
    state = store.state(facts.id)
    written_on = clock.day_of(facts.created_at, store.zone)
    if day and day < written_on:
        raise BadInput(f"--on {day.isoformat()} lies before the letter was written, on {written_on.isoformat()}.")
    moment = _moment(day, store.zone) if day else clock.now()
    store.append(
        facts.id,
        EventKind(kind),
        expected_seq=state.last_seq,
        occurred_at=moment,
        actor="person",
        payload=payload,
    )
    _tell(store, s, facts)


def _tell(store: Any, s: Session, facts: Any) -> None:
    after = store.state(facts.id)
    if s.output.as_json:
        s.output.json({"reference": facts.reference, "status": after.status, "due_on": after.due_on})
        return
    due = f", due on {after.due_on.isoformat()}" if after.due_on else ""
    s.output.text(f"{facts.reference}: {stands(after.status, after.reason, after.outcome)}{due}")


def _moment(day: date, zone: str) -> datetime:
    """Return noon of a past day in the person's zone, or this instant for today; aware UTC."""
    if day == clock.today(zone):
        return clock.now()
    return datetime.combine(day, time(12), ZoneInfo(zone)).astimezone(UTC)


@app.command("note")
def note(ctx: typer.Context, name: Name, text: Annotated[str, typer.Argument()]) -> None:
    """Keep a remark with a request."""
    s = session(ctx)
    with writing(s) as store:
        _record(store, s, name, "noted", day=None, payload={"text": text})


@app.command("snooze")
def snooze(
    ctx: typer.Context, name: Name, until: Annotated[str, typer.Option("--until", help="The day, such as 2026-12-24.")]
) -> None:
    """Be left in peace about a request until a day."""
    s = session(ctx)
    with writing(s) as store:
        day = parse_day(until, "--until")
        _record(store, s, name, "snoozed", day=None, payload={"until": day.isoformat()})


@app.command("mute")
def mute(ctx: typer.Context, name: Name) -> None:
    """Hear nothing of a request in digests. It goes on: nothing is withdrawn."""
    _set_muted(session(ctx), name, muted=True)


@app.command("unmute")
def unmute(ctx: typer.Context, name: Name) -> None:
    """Hear of a request in digests again."""
    _set_muted(session(ctx), name, muted=False)


def _set_muted(s: Session, name: str, *, muted: bool) -> None:
    with writing(s) as store:
        facts = store.find_request(name, subject=s.subject)
        if store.state(facts.id).muted is muted:
            raise BadInput(f"{facts.reference} is {'muted already' if muted else 'not muted'}.")
        _record(store, s, name, "muted" if muted else "unmuted", day=None, payload={})


@app.command("withdraw")
def withdraw(ctx: typer.Context, name: Name) -> None:
    """Stop asking: the request is closed as withdrawn. The broker is not told."""
    s = session(ctx)
    with writing(s) as store:
        _record(store, s, name, "withdrawn", day=None, payload={})


@app.command("close")
def close(
    ctx: typer.Context,
    name: Name,
    reason: Annotated[str, typer.Option(help=", ".join(CLOSING))] = "settled",
) -> None:
    """Close a request that needs nothing more."""
    s = session(ctx)
    if reason not in CLOSING:
        raise BadInput(f"{reason!r} is no reason to close.", hint=f"It is one of {', '.join(CLOSING)}.")
    with writing(s) as store:
        _record(store, s, name, "closed", day=None, payload={"reason": reason})


@app.command("reopen")
def reopen(ctx: typer.Context, name: Name) -> None:
    """Take a closed request up again."""
    s = session(ctx)
    with writing(s) as store:
        facts = store.find_request(name, subject=s.subject)
        others = [one for one in store.asking(facts.subject, facts.broker, facts.right) if one != facts.reference]
        if others:
            raise Refused(
                f"{others[0]} asks {facts.broker} for the same and is open.",
                hint=f"Go on with it: unlist request show {others[0]}",
            )
        _record(store, s, name, "reopened", day=None, payload={})


@app.command("verify")
def verify(ctx: typer.Context, name: Annotated[str | None, typer.Argument(metavar="REQUEST")] = None) -> None:
    """Check the chain of events and every kept message, fold again and compare; without a name, of every request."""
    s = session(ctx)
    with reading(s) as store:
        chosen = [store.find_request(name, subject=s.subject)] if name else store.requests()
        found = {facts.reference: store.verify(facts.id) for facts in chosen}
        nobodys = [] if name else store.verify_unassigned()
    wrong = {reference: sentences for reference, sentences in found.items() if sentences}
    if nobodys:
        wrong["unassigned"] = nobodys
    if s.output.as_json:
        s.output.json({"checked": len(found), "wrong": wrong})
    else:
        for reference, sentences in wrong.items():
            for sentence in sentences:
                s.output.text(f"{reference}: {sentence}")
        s.output.text(f"{counted(len(found), 'request')} checked, {len(wrong)} with faults.")
    if wrong:
        raise HomeUnusable("What is kept was changed or lost.", hint="Restore a backup; do not rely on these requests.")
