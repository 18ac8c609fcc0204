"""`unlist law act-by`: by when the person must act themselves."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from unlist.commands.opening import parse_day
from unlist.commands.session import session
from unlist.errors import BadInput
from unlist.words import nearest


def act_by(
    ctx: typer.Context,
    law: Annotated[str, typer.Option("--law", help="Such as law25, uk-gdpr, gdpr.")],
    right: Annotated[str, typer.Option("--right", help="Such as access, deletion, complaint.")],
    jurisdiction: Annotated[str, typer.Option("--jurisdiction", help="ISO 3166: AT, GB-SCT, CA-QC.")],
    event: Annotated[str, typer.Option("--event", help="One of refused, silent, complained, learned, cost_announced.")],
    on: Annotated[str, typer.Option("--on", help="The day of it; silent: the last day for an answer.")],
) -> None:
    """Say by when the person must act, where a law sets such a limit to them."""
    s = session(ctx)
    from unlist.law.act_by import Happened, limits
    from unlist.law.rules import rows_for
    from unlist.law.synonyms import law_id, right_of

    word = event.strip().lower().replace("-", "_")
    if word not in set(Happened):
        raise BadInput(
            f"There is no event {event!r}.", hint=f"Nearest: {', '.join(nearest(word, Happened) or list(Happened))}."
        )
    asked, wanted = law_id(law), right_of(right)
    rows_for(asked, wanted, jurisdiction)
    found = limits(asked, wanted, jurisdiction, Happened(word), parse_day(on, "--on"))
    if s.output.as_json:
        s.output.json({"act_by": [{**asdict(one), "act_by": one.act_by.isoformat()} for one in found]})
        return
    if not found:
        s.output.text("No limit is known here; that does not mean that there is none.")
    for one in found:
        s.output.text(f"{one.sentence} ({one.citation}; {one.confidence}).")
