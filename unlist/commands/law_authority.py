"""`unlist law authority`: to whom a person can complain."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unlist.commands.session import Session, session
from unlist.words import LawId

if TYPE_CHECKING:
    from unlist.law.authorities import Authority, Choice

_LINES = ("email", "form", "web", "phone")
_KNOWN = {"V": "from its own pages", "V2": "from other sources", "B": "believed and not checked"}


def authority(
    ctx: typer.Context,
    law: Annotated[str, typer.Option("--law", help="The law that the request was made under.")],
    residence: Annotated[str, typer.Option("--residence", help="Where the person lives: DE-BE, FR, GB-SCT, US-TX.")],
    seat: Annotated[
        str | None, typer.Option("--seat", help="Where the broker is established, if it is known: IE, DE-HH.")
    ] = None,
) -> None:
    """Say to whom one can complain, best first, with address, form and language."""
    s = session(ctx)
    from unlist.law.authorities import authorities_for
    from unlist.law.synonyms import law_id

    choices = authorities_for(law_id(law), residence, seat)
    if s.output.as_json:
        s.output.json({"authorities": [_plain(choice) for choice in choices]})
        return
    if not choices:
        s.output.text(_none(law_id(law), seat))
        return
    for number, choice in enumerate(choices, 1):
        _show(s, number, choice)
    s.output.note("Check the page before you write: addresses change.")


def _none(law: LawId, seat: str | None) -> str:
    if law is LawId.GDPR and seat is None:
        return "Who lives outside the EU and the EEA complains where the company is established: give --seat."
    return "No authority takes complaints under this law for people there."


def _plain(choice: Choice) -> dict[str, Any]:
    kept = choice.authority
    found: dict[str, Any] | None = None
    if kept is not None:
        found = {key: value or None for key, value in asdict(kept).items() if key not in {"limits", "checked_on"}}
        for many in ("places", "laws", "address", "languages", "notes"):
            found[many] = list(getattr(kept, many))
        found |= {"limits": asdict(kept.limits), "checked_on": kept.checked_on.isoformat()}
    return {"authority": found, "why": choice.why, "cost": choice.cost or None}


def _show(s: Session, number: int, choice: Choice) -> None:
    kept = choice.authority
    s.output.text(f"{number}. {kept.name if kept else 'The company itself'}")
    s.output.text(f"   {choice.why}")
    if kept is None:
        return
    if kept.address:
        s.output.text(f"   {', '.join(kept.address)}")
    for name in _LINES:
        if getattr(kept, name):
            s.output.text(f"   {name}: {getattr(kept, name)}")
    if kept.languages:
        s.output.text(f"   languages: {', '.join(kept.languages)}")
    for line in (*_limits(kept), *([choice.cost] if choice.cost else []), *kept.notes):
        s.output.text(f"   {line}")
    s.output.text(f"   {_KNOWN[kept.confidence]}, as of {kept.checked_on.isoformat()}")


def _limits(kept: Authority) -> list[str]:
    limits = kept.limits
    lines = []
    if limits.description_characters:
        lines.append(f"Its form takes {limits.description_characters} characters for the description.")
    if limits.materials_characters:
        lines.append(f"It takes {limits.materials_characters} characters for the list of materials.")
    return lines
