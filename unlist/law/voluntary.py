"""Where no statute helps: the broker's own published opt-out, asked for politely, with no citation."""

from __future__ import annotations

from collections.abc import Iterator

from unlist.law.model import Claim, Exclusion, Person
from unlist.registry.records import Broker
from unlist.words import LawId, Right

_DEAD = frozenset({"dead", "bounces", "closed_group"})


def find(person: Person, broker: Broker, *, helped: bool) -> Iterator[Claim | Exclusion | str]:
    """Yield the polite request, unless a statute helped; and the form that blocks a face, where one is open."""
    alive = [channel for channel in broker.channels if channel.state not in _DEAD]
    forms = [c for c in alive if Right.VOLUNTARY in c.rights and person.residence in c.residences]
    if broker.keyed_by_face and forms:
        yield _claim(
            person,
            "its photo form: my face is blocked from search results",
            f"{broker.name} keeps a form for residents of {person.residence}. It suppresses and does not delete.",
            "photo_form",
        )
    if helped:
        return
    if not alive:
        yield Exclusion(LawId.NONE, Right.VOLUNTARY, "no way to reach it is known")
        return
    if person.residence.startswith("CH"):
        yield Exclusion(LawId.CH_FADP, None, "the Swiss FADP is not covered here yet")
    yield _claim(
        person,
        "removal under its own policy, asked for politely",
        f"No statute that Unlist knows gives {person.residence} a right here, so the letter claims none.",
        "",
    )


def _claim(person: Person, title: str, why: str, variant: str) -> Claim:
    return Claim(
        law=LawId.NONE,
        right=Right.VOLUNTARY,
        title=title,
        why=why,
        variant=variant,
        statutory=False,
        jurisdiction=person.residence,
        effect="suppression" if variant else "",
        channel_kinds=("form",) if variant else (),
        confirm=("residence", "my_face") if variant else (),
    )
