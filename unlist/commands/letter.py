"""`unlist letter`: read a letter before anything is planned. Tracks nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unlist import clock
from unlist.commands.opening import parse_moment, reading
from unlist.commands.session import Session, session
from unlist.commands.subject import checked_residence, take_value
from unlist.errors import BadInput, NotFound, Refused
from unlist.words import LawId, Right

if TYPE_CHECKING:
    from unlist.law.model import Assessment, Claim
    from unlist.letters.model import Letter, Order
    from unlist.registry.records import Broker, Channel


@dataclass(frozen=True)
class _Made:
    """A letter with what it was made from: the channels that serve its claim, best first, and the instant."""

    order: Order
    letter: Letter
    routes: Sequence[Channel]
    at: datetime

    @property
    def text(self) -> str:
        return f"Subject: {self.letter.subject_line}\n\n{self.letter.body}"


def letter(
    ctx: typer.Context,
    broker_slug: Annotated[str, typer.Argument(metavar="BROKER")],
    sample: Annotated[str | None, typer.Option("--sample", help="For an invented resident of US-IL, DE, …")] = None,
    law: Annotated[str | None, typer.Option("--law", help="Under this law.")] = None,
    right: Annotated[str | None, typer.Option("--right", help="For this right.")] = None,
    file_format: Annotated[str, typer.Option("--format", help="txt or eml.")] = "txt",
    out: Annotated[Path | None, typer.Option("--out", help="Write it into this folder.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Also which claim, template and sources.")] = False,
) -> None:
    """Print the letter that a broker would get. Nothing is planned, sent or kept."""
    s = session(ctx)
    if file_format not in {"txt", "eml"}:
        raise BadInput(f"There is no format {file_format!r}.", hint="It is txt or eml; PDF is being built.")
    from unlist.law.synonyms import law_id, right_of
    from unlist.letters.compose import compose
    from unlist.registry.load import broker

    wanted = law_id(law) if law else None, right_of(right) if right else None
    record = broker(broker_slug)
    order, routes, at = _sample(s, record, sample, *wanted) if sample is not None else _own(s, record, *wanted)
    made = _Made(order, compose(order), routes, at)
    content = _message(made) if file_format == "eml" else made.text.encode()
    path = _write(out, made, content, file_format) if out is not None else None
    _show(s, made, content, path, file_format)
    _comment(s, made, explain=explain)


def _sample(
    s: Session, record: Broker, sample: str, law: LawId | None, right: Right | None
) -> tuple[Order, Sequence[Channel], datetime]:
    """Return the order of a sample for an invented resident of `sample`. Needs no home."""
    from unlist.law.claims import assess
    from unlist.law.model import Person
    from unlist.letters.route import channels_for
    from unlist.letters.samples import sample_order

    zone, person = s.settings.zone, Person(checked_residence(sample))
    at = parse_moment(s.as_of, zone) if s.as_of else clock.now()
    on = clock.day_of(at, zone)
    claim = _choose(s, assess(person, record, on), record, law, right)
    routes = channels_for(record, claim, person)
    return sample_order(record, claim, person.residence, on, routes[0] if routes else None), routes, at


def _own(
    s: Session, record: Broker, law: LawId | None, right: Right | None
) -> tuple[Order, Sequence[Channel], datetime]:
    """Return the order of the letter that a person of this home would send. Raises NotFound without a home."""
    from dataclasses import replace

    from unlist.law.claims import assess
    from unlist.letters.model import Order
    from unlist.letters.route import channels_for
    from unlist.letters.samples import REFERENCE
    from unlist.outbox.choose import disclose
    from unlist.outbox.draft import clock_of, own_day
    from unlist.outbox.plan import held_back
    from unlist.outbox.who import sender_of
    from unlist.words import Purpose

    if not s.home.exists:
        raise NotFound(
            f"There is no Unlist home at {s.home.path}.",
            hint="For a sample give --sample US-CA; for your own letters: unlist init",
        )
    with reading(s) as store:
        subject, known = store.subject(s.subject), store.identifiers(store.subject(s.subject).handle)
        at, zone = clock.now(), store.zone
        on = clock.day_of(at, zone)
        claim = _choose(s, assess(subject.person, record, on), record, law, right)
        held = held_back(claim.right, subject)
        if held:
            raise Refused(f"This letter is not written: {held}.", hint="See what can be asked: unlist plan --why")
        routes = channels_for(record, claim, subject.person, store.dead_addresses())
    route = routes[0] if routes else None
    left = disclose(record, route, known, safety_mode=subject.safety_mode)
    sender = sender_of(subject, record.slug, left.leaving)
    if claim.law is LawId.FCRA and claim.right is Right.RECTIFICATION and not sender.disputed:
        # Only the person knows what is wrong; it is asked for, as all personal values are.
        sender = replace(sender, disputed=take_value(s, "What is wrong in your file, in one sentence"))
    due = clock_of(claim, subject.residence, at=at, zone=zone)
    order = Order(
        purpose=Purpose.FIRST,
        claim=claim,
        broker=record,
        channel=route,
        sender=sender,
        reference=REFERENCE,
        written_on=on,
        deadline=due,
        asked_by=own_day(claim, due, on),
    )
    return order, routes, at


def _choose(s: Session, assessment: Assessment, record: Broker, law: LawId | None, right: Right | None) -> Claim:
    """Return the claim that the options name, else the first that is a letter. Raises Refused with the reason."""
    fitting = [c for c in assessment.claims if law in {None, c.law} and right in {None, c.right}]
    if not fitting:
        raise _refusal(assessment, record, law, right)
    letters = [claim for claim in fitting if "form" not in claim.channel_kinds]
    if law or right or not letters:
        return fitting[0]
    if letters[0] is not fitting[0]:
        s.output.note(f"First comes {fitting[0].title}. {fitting[0].why} This is the letter beside it.")
    return letters[0]


def _refusal(assessment: Assessment, record: Broker, law: LawId | None, right: Right | None) -> Refused:
    """Return why there is no such letter: the law's own reason if it gave one, and what there is instead."""
    of_law = [exclusion for exclusion in assessment.exclusions if law in {None, exclusion.law}]
    exact = [exclusion.reason for exclusion in of_law if right and exclusion.right is right]
    whole = [exclusion.reason for exclusion in of_law if right is None or exclusion.right is None]
    asked = (right or "").replace("_", " ")
    if exact:
        reason = exact[0]
    elif any(law in {None, claim.law} for claim in assessment.claims):
        reason = f"{law} gives no {asked} here" if law else f"no law that reaches it gives {asked} here"
    elif whole:
        reason = whole[0]
    else:
        reason = f"{law} does not reach it" if law else "no right of yours reaches it"
    there_is = dict.fromkeys(f"--law {claim.law} --right {claim.right}" for claim in assessment.claims)
    hint = f"There is: {', '.join(there_is)}." if there_is else "See what can be asked: unlist plan --why"
    return Refused(f"No such letter to {record.name}: {reason.rstrip('.')}.", hint=hint)


def _message(made: _Made) -> bytes:
    """Return the letter as a message to the address that serves its claim. Raises NotFound where none does."""
    from unlist.letters.mime import message_id_for, to_eml

    order, broker = made.order, made.order.broker
    route = next((channel for channel in made.routes if channel.kind == "email"), None)
    if route is None:
        ways = ", ".join(dict.fromkeys(channel.kind.value for channel in made.routes))
        raise NotFound(
            f"No mail address of {broker.name} is on record for this letter.",
            hint=f"It goes by {ways}; leave --format away." if ways else f"See: unlist broker show {broker.slug}",
        )
    sender = order.sender.reply_to or ""
    return to_eml(
        made.letter,
        from_address=sender,
        from_name=order.sender.name,
        recipient=route.value,
        message_id=message_id_for(order.reference, 1, sender, "draft"),
        date=made.at,
        unsent=not order.sample,  # a sample is opened for reading, never for sending
    )


def _write(folder: Path, made: _Made, content: bytes, file_format: str) -> Path:
    from unlist.files import make_private_directory, write_file

    make_private_directory(folder)
    path = folder / f"{made.order.broker.slug}-{made.letter.template}.{file_format}"
    write_file(path, content)
    return path


def _show(s: Session, made: _Made, content: bytes, path: Path | None, file_format: str) -> None:
    if s.output.as_json:
        s.output.json({**_described(made), **_where(content, path, file_format)})
    elif path is not None:
        s.output.text(str(path))
    elif file_format == "eml":
        # The message as it is, byte for byte: ASCII, since every header and body is encoded.
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        s.output.text(made.text.rstrip("\n"))


def _described(made: _Made) -> dict[str, Any]:
    claim, route = made.order.claim, made.order.channel
    return {
        "broker": made.order.broker.slug,
        "law": claim.law,
        "right": claim.right,
        "variant": claim.variant,
        "title": claim.title,
        "why": claim.why,
        "grounds": [{"sentence": ground.sentence, "citation": ground.citation} for ground in claim.grounds],
        "statutory": claim.statutory,
        "written_on": made.order.written_on.isoformat(),
        "channel": route.kind.value if route else None,
        "recipient": route.value if route else None,
        "sample": made.order.sample,
        "template": made.letter.template,
        "language": made.letter.language,
        "reviewed_by": made.letter.reviewed_by or None,
        "subject": made.letter.subject_line,
        "body": made.letter.body,
    }


def _where(content: bytes, path: Path | None, file_format: str) -> dict[str, Any]:
    if path is not None:
        return {"path": str(path)}
    return {"message": content.decode("ascii")} if file_format == "eml" else {}


def _comment(s: Session, made: _Made, *, explain: bool) -> None:
    """Say on stderr what the text itself does not: who reviewed it, how it would go, and on what it rests."""
    order, claim = made.order, made.order.claim
    reviewer = made.letter.reviewed_by
    s.output.note(
        f"Reviewed by {reviewer}." if reviewer else "No lawyer has reviewed this text yet: read it with care."
    )
    if order.channel is None:
        s.output.note(f"No way to reach {order.broker.name} with it is on record.")
    elif claim.channel_kinds == ("form",):
        s.output.note(f"It is for the form at {order.channel.value}.")
    if not order.sample:
        s.output.note(f"Nothing is tracked by this. To send it and be reminded: unlist send {order.broker.slug}")
    if explain:
        s.output.note(f"Template {made.letter.template}: {claim.title}. {claim.why}")
        for ground in claim.grounds:
            s.output.note(f"  - {ground.sentence} ({ground.citation})")
