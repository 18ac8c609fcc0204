"""`unlist inbox show`: any message that is kept, what became of it, and its attachments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unlist.commands.inbox_screen import full_lines
from unlist.commands.inbox_words import link_words, one_line, says, size_words
from unlist.commands.opening import reading
from unlist.commands.session import Session, session
from unlist.errors import BadInput, NotFound

if TYPE_CHECKING:
    from unlist.inbox.kept import Kept, Recorded
    from unlist.store import Store

_WIDTH = 80


def show(
    ctx: typer.Context,
    message: Annotated[str, typer.Argument(help="The end of its id, or a request: its last answer.")],
    full: Annotated[bool, typer.Option("--full", help="All of its text, with the quoted thread.")] = False,
    headers: Annotated[bool, typer.Option("--headers", help="All of its headers.")] = False,
    save: Annotated[Path | None, typer.Option("--save", help="Write its attachments into this folder.")] = None,
) -> None:
    """Show a message that is kept: what came, how it was read, what was decided, and its attachments."""
    s = session(ctx)
    from unlist.inbox.kept import kept
    from unlist.inbox.saving import save as write

    with reading(s) as store:
        found = kept(store, _named(s, store, message), authserv_id=s.settings.authserv_id or None)
    saved = write(found.contents.attachments, save.expanduser()) if save else []
    if s.output.as_json:
        files = [{"path": str(one.path), "new": one.new} for one in saved]
        s.output.json({**_record(found, full=full, headers=headers), **({"saved": files} if save else {})})
        return
    _print(s, found, full=full, headers=headers)
    for one in saved:
        s.output.text(f"Saved{'' if one.new else ' before'}: {one.path}")
    if saved:
        s.output.note("Open only what you expected. They are plain files: delete them when you are done.")
    elif save:
        s.output.text("It has no attachments; nothing was written.")


def _named(s: Session, store: Store, name: str) -> str:
    """Return the id of a message by the end of it, or of the last answer of a request."""
    from unlist.inbox.undo import message_named

    try:
        return message_named(store, name, subject=s.subject)
    except NotFound as nothing:
        try:
            request = store.find_request(name, subject=s.subject)
        except (NotFound, BadInput):
            raise nothing from None
        answers = [one for one in store.messages(request.id) if one.direction == "in"]
        if not answers:
            raise NotFound(
                f"No answer came to {request.reference}.", hint="Read answers in: unlist inbox import"
            ) from None
        return answers[-1].id


def _print(s: Session, found: Kept, *, full: bool, headers: bool) -> None:
    out, reply = s.output, found.reply
    out.text(f"Message {found.message[-12:]}, {_came(found)} {found.at:%Y-%m-%d %H:%M} UTC, {size_words(found.size)}")
    out.text(f"From     {one_line(reply.from_address) or 'nobody'}")
    out.text(f"To       {one_line(', '.join(reply.to_addresses)) or 'nobody named'}")
    out.text(f"Subject  {one_line(reply.subject) or 'none'}")
    if found.direction == "in":
        out.text(f"Proof    {reply.authentication}: whether the sender's domain is proved")
    out.text(f"SHA-256  {found.facts['sha256']}")
    for request in found.requests:
        waits = "; waits for your decision" if request in found.waits_in else ""
        out.text(f"Request  {request.reference}  {request.broker}: {request.right.replace('_', ' ')}{waits}")
    if not found.requests:
        out.text("Request  none yet: you say whose it is")
    if headers:
        out.text()
        for name, value in found.contents.headers:
            out.text(f"  | {one_line(name, 80)}: {one_line(value, 2000)}")
    out.text()
    for line in full_lines(found.contents.text if full else reply.reply_text, _WIDTH):
        out.text(line)
    out.text()
    _print_reading(s, found)


def _print_reading(s: Session, found: Kept) -> None:
    out, reply, held = s.output, found.reply, found.contents
    for link in found.links:
        out.text(f"Link, not opened: {link_words(link)}")
    for one in held.attachments:
        out.text(f"Attachment: {one.name} ({one_line(one.content_type, 40)}, {size_words(len(one.content))})")
    if held.images:
        out.text(f"Pictures in the text, not shown: {held.images}")
    if held.limit:
        out.text(f"Not opened whole: {held.limit}")
    if found.direction == "in":
        out.text(f"Reads as: it {says(reply.kind)}")
        for finding in reply.findings[:5]:
            out.text(f"  because it {says(finding.kind)}: {one_line(finding.sentence, 160)}")
        for note in (*reply.notes, *reply.defects):
            out.text(f"  {one_line(note)}")
        if found.facts.get("how"):
            out.text(f"Came here because {one_line(found.facts['how'])}.")
    for recorded in found.recorded:
        out.text(_decided(recorded))
    if found.waits_in:
        out.note(f"Next: unlist inbox review {found.message[-12:]}")


def _came(found: Kept) -> str:
    return "came" if found.direction == "in" else "written"


def _decided(recorded: Recorded) -> str:
    event = recorded.event
    who = "you" if event.actor == "person" else event.actor
    back = "" if recorded.counts or event.kind == "corrected" else " (taken back)"
    what = f"event {event.payload.get('seq')} taken back" if event.kind == "corrected" else event.kind.replace("_", " ")
    return f"{event.recorded_at:%Y-%m-%d} {recorded.request.reference} no. {event.seq}: {what}, by {who}{back}"


def _record(found: Kept, *, full: bool, headers: bool) -> dict[str, Any]:
    from unlist.commands.inbox_record import files_record, links_record, reading_record

    return {
        "message": found.message,
        "direction": found.direction,
        "at": found.at,
        "size": found.size,
        "sha256": found.facts["sha256"],
        "how": found.facts.get("how"),
        "requests": [request.reference for request in found.requests],
        "waits_in": [request.reference for request in found.waits_in],
        **reading_record(found.reply),
        "notes": [*found.reply.notes, *found.reply.defects],
        "links": links_record(found.links),
        **files_record(found.contents),
        "limit": found.contents.limit or None,
        "decisions": [
            {
                "request": one.request.reference,
                "seq": one.event.seq,
                "kind": one.event.kind,
                "actor": one.event.actor,
                "recorded_at": one.event.recorded_at,
                "counts": one.counts,
            }
            for one in found.recorded
        ],
        **({"full_text": found.contents.text} if full else {}),
        **({"headers": [{"name": name, "value": value} for name, value in found.contents.headers]} if headers else {}),
    }
