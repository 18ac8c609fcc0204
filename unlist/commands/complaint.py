"""What a person can do when a broker refused or stayed silent, as `request show` and `why` tell it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unlist.store.facts import RequestFacts
    from unlist.tracker.model import State

_NAMED = 3
"""Authorities that are named before the command that lists them all."""


def complaint_lines(facts: RequestFacts, state: State, residence: str, today: date) -> Iterator[str]:
    """Yield by when the person must act, whether they can appeal, and to whom a complaint can go on that day."""
    from unlist.tracker.act_by import limits_of
    from unlist.tracker.today import standing

    for limit in limits_of(state, today):
        yield f"{limit.sentence} ({limit.citation})."
    if not standing(state, today).complaint_possible:
        return
    yield from _appeal(facts, state, today)
    yield from _authorities(facts, residence)


def _appeal(facts: RequestFacts, state: State, today: date) -> Iterator[str]:
    """Yield that a refusal can be appealed, where the law has appeals: silence is nothing to appeal."""
    from unlist.errors import BadInput
    from unlist.law.rules import find
    from unlist.tracker.today import REFUSED
    from unlist.words import Right

    if state.outcome not in REFUSED:
        return
    try:
        rule = find(facts.law, Right.APPEAL, facts.jurisdiction, today)
    except BadInput:
        return
    yield (
        f"You can appeal to the broker itself within a reasonable time, for which the law names no day; it then has "
        f"{rule.period} days to answer ({rule.citations[0]}). An appeal is no condition of a complaint."
    )


def _authorities(facts: RequestFacts, residence: str) -> Iterator[str]:
    from unlist.law.authorities import authorities_for

    country = facts.jurisdiction.partition("-")[0]
    # Where the law binds the broker for its seat and not for where the person lives, the seat matters too.
    seat = facts.jurisdiction if country != residence.partition("-")[0] else None
    choices = authorities_for(facts.law, residence, seat)
    if not choices:
        return
    whole = f"unlist law authority --law {facts.law} --residence {residence}{f' --seat {seat}' if seat else ''}"
    if len(choices) > _NAMED:
        yield "You can complain to the authority of the part of the country in which you live. Which one that is:"
    else:
        for choice in choices:
            kept = choice.authority
            name = f"{kept.name} ({kept.form or kept.email or kept.web})" if kept else "the company itself first"
            yield f"You can complain to {name}. {choice.why}"
        yield "With addresses, languages and limits:"
    yield f"  {whole}"
