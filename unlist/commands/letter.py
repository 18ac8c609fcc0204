"""`unlist letter`: read a letter before anything is planned. Tracks nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from unlist import clock
from unlist.commands.opening import parse_moment, reading
from unlist.commands.session import Session, session
from unlist.commands.subject import checked_residence
from unlist.errors import BadInput, NotFound, Refused


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
    from unlist.letters.compose import compose
    from unlist.registry.load import broker

    record = broker(broker_slug)
    if sample:
        order = _sample(s, record, checked_residence(sample), law, right)
    else:
        order = _own(s, record, law, right)
    made = compose(order)
    route = next((c for c in record.channels if c.kind == "email"), None)
    content = made.body.encode()
    if file_format == "eml":
        from unlist.letters.mime import message_id_for, to_eml

        if route is None:
            raise NotFound(f"No mail address of {record.name} is on record.", hint="Leave --format away.")
        sender = order.sender.reply_to or ""
        content = to_eml(
            made,
            from_address=sender,
            from_name=order.sender.name,
            recipient=route.value,
            message_id=message_id_for(order.reference, 1, sender, "draft"),
            date=clock.now(),
        )
    if out is not None:
        from unlist.files import make_private_directory, write_file

        make_private_directory(out)
        path = out / f"{record.slug}-{order.reference}.{file_format}"
        write_file(path, content)
        s.output.text(str(path))
    elif s.output.as_json:
        s.output.json(
            {
                "broker": record.slug,
                "law": order.claim.law,
                "right": order.claim.right,
                "variant": order.claim.variant,
                "template": made.template,
                "reviewed_by": made.reviewed_by or None,
                "subject": made.subject_line,
                "body": made.body,
            }
        )
    elif file_format == "eml":
        s.output.text(content.decode("utf-8", "replace"))
    else:
        s.output.text(f"Subject: {made.subject_line}\n\n{made.body}")
    if explain:
        _explain(s, order, made)


def _sample(s: Session, record: Any, residence: str, law: str | None, right: str | None) -> Any:
    from unlist.law.claims import assess
    from unlist.law.model import Person
    from unlist.letters.samples import sample_order

    zone = s.settings.zone
    on = clock.day_of(parse_moment(s.as_of, zone), zone) if s.as_of else clock.today(zone)
    claim = _choose(s, assess(Person(residence), record, on), record, law, right)
    return sample_order(record, claim, residence, on)


def _choose(s: Session, assessment: Any, record: Any, law: str | None, right: str | None) -> Any:
    """Return the claim that the options name, else the first that is a letter. Raises Refused with the reason."""
    from unlist.law.synonyms import law_id, right_of

    wanted_law, wanted_right = law_id(law) if law else None, right_of(right) if right else None
    fitting = [
        claim
        for claim in assessment.claims
        if (wanted_law is None or claim.law is wanted_law) and (wanted_right is None or claim.right is wanted_right)
    ]
    letters = [claim for claim in fitting if "form" not in claim.channel_kinds]
    if not law and not right and fitting and letters and fitting[0] is not letters[0]:
        s.output.note(f"First comes {fitting[0].title}: {fitting[0].why} This is the letter beside it.")
    if letters or fitting:
        return (letters or fitting)[0]
    reasons = [
        exclusion.reason
        for exclusion in assessment.exclusions
        if (wanted_law is None or exclusion.law is wanted_law) and wanted_right in {None, exclusion.right}
    ] or [exclusion.reason for exclusion in assessment.exclusions]
    reason = reasons[0] if reasons else "no right of yours reaches it"
    raise Refused(f"No such letter to {record.name}: {reason}.", hint="See what can be asked: unlist plan --why")


def _own(s: Session, record: Any, law: str | None, right: str | None) -> Any:
    from unlist.letters.model import Order
    from unlist.letters.samples import REFERENCE
    from unlist.words import Purpose

    if not s.home.exists:
        raise NotFound(
            f"There is no Unlist home at {s.home.path}.",
            hint="For a sample give --sample US-CA; for your own letters: unlist init",
        )
    from unlist.law.claims import assess
    from unlist.outbox.choose import channels_for, disclose
    from unlist.outbox.plan import person_of
    from unlist.outbox.send import clock_of
    from unlist.outbox.who import sender_of

    with reading(s) as store:
        subject = store.subject(s.subject)
        person, zone, now = person_of(subject), store.zone, clock.now()
        claim = _choose(s, assess(person, record, clock.day_of(now, zone)), record, law, right)
        routes = channels_for(record, claim, person, store.dead_addresses())
        known = store.identifiers(subject.handle)
    route = routes[0] if routes else None
    left = disclose(record, route, known, safety_mode=subject.safety_mode)
    due = clock_of(claim, subject.residence, at=now, zone=zone)
    return Order(
        purpose=Purpose.FIRST,
        claim=claim,
        broker=record,
        channel=route,
        sender=sender_of(subject, left.leaving),
        reference=REFERENCE,
        written_on=clock.day_of(now, zone),
        deadline=due,
        asked_by=due.due_on if due else None,
    )


def _explain(s: Session, order: Any, made: Any) -> None:
    s.output.note(f"Template {made.template}; reviewed by {made.reviewed_by or 'nobody yet'}.")
    s.output.note(f"{order.claim.title}: {order.claim.why}")
    for ground in order.claim.grounds:
        s.output.note(f"  - {ground.sentence} ({ground.citation})")
