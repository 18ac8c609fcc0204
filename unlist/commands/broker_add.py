"""The command `unlist broker add`: writes a record from flags and questions, checked before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from unlist.commands.opening import parse_day
from unlist.commands.session import Session, session
from unlist.errors import BadInput, ReadOnlyTime, Refused

_MINE = "own knowledge"


def add(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Option(help="The name that people know.")] = None,
    legal_name: Annotated[str | None, typer.Option(help="The company, as in its imprint or privacy policy.")] = None,
    slug: Annotated[str | None, typer.Option(help="Its permanent id; default: made from the name.")] = None,
    domain: Annotated[list[str] | None, typer.Option(help="Its domain; may be repeated.")] = None,
    role: Annotated[str | None, typer.Option(help="data_broker, people_search, face_search, first_party, …")] = None,
    category: Annotated[list[str] | None, typer.Option(help="Its category; may be repeated.")] = None,
    country: Annotated[str | None, typer.Option(help="Where it is seated: two letters; leave out if unknown.")] = None,
    serves: Annotated[
        list[str] | None, typer.Option(help="Whose people it has data on: US, EU, GB, DE …; laws turn on it.")
    ] = None,
    email: Annotated[str | None, typer.Option(help="The mailbox for privacy requests.")] = None,
    form: Annotated[str | None, typer.Option(help="The address of its request form.")] = None,
    need: Annotated[
        list[str] | None, typer.Option(help="What it asks for, such as full_name; may be repeated.")
    ] = None,
    basis: Annotated[str, typer.Option(help="Where this is known from.")] = "own_policy",
    evidence_url: Annotated[str | None, typer.Option(help="The page that says so.")] = None,
    seen_on: Annotated[str | None, typer.Option(help="The day on which it was looked at; default: today.")] = None,
    out: Annotated[Path | None, typer.Option(help="The folder to write to; default: your own records.")] = None,
) -> None:
    """Write a new record, from flags or by asking."""
    from unlist import clock
    from unlist.registry.index import personal_directory
    from unlist.registry.writer import dump_record

    s = session(ctx)
    if s.as_of is not None:
        raise ReadOnlyTime("A record is dated by the real day: --as-of does not go with add.", hint="Use --seen-on.")
    name = _given(s, name, "Name", "--name")
    legal_name = _given(s, legal_name, "Legal name, as in its privacy policy", "--legal-name")
    domains = domain or _listed(_given(s, None, "Domain (several: separated by commas)", "--domain"))
    role = _given(s, role, "Role (data_broker, people_search, face_search, first_party)", "--role")
    categories = category or _listed(_given(s, None, "Category, such as people_search", "--category"))
    if serves is None and s.can_ask:
        serves = _listed(s.ask("Whose people it has data on, such as US, EU, GB (empty: unknown)", default=""))
    if email is None and form is None:
        email, form = _ways(s)
    if basis == "own_policy" and evidence_url is None:
        evidence_url = _given(s, None, "The page on which that stands", "--evidence-url")
    day = parse_day(seen_on, "--seen-on") if seen_on else clock.today(s.settings.zone)
    proof = {"url": evidence_url, "source": None if evidence_url else _MINE, "seen_on": day}
    record = {
        "name": name.strip(),
        "legal_name": legal_name.strip(),
        "role": role.strip(),
        "country": country.upper() if country else None,
        "serves": [code.upper() for code in serves or []],
        "domains": [text.strip().lower() for text in domains],
        "categories": [text.strip() for text in categories],
        "channels": _channels({"email": email, "form": form}, need or [], basis, proof, day),
    }
    slug = slug or _unused(_slug_of(name))
    folder = out or personal_directory()
    text = dump_record(record)
    for advice in _checked(slug, text, clock.today(s.settings.zone)):
        s.output.note(advice)
    path = _written(folder, slug, text)
    if not serves:
        s.output.note("Without --serves no law is known to reach it, and letters to it only ask politely.")
    if s.output.as_json:
        s.output.json({"slug": slug, "path": str(path)})
    else:
        s.output.text(str(path))
        s.output.note(f"Look at it with: unlist broker {f'check {path}' if out else f'show {slug}'}")


def _ways(s: Session) -> tuple[str, str]:
    email = s.ask("E-mail for privacy requests (empty: none)", default="", flag="Give --email or --form.")
    return email, s.ask("Address of its form (empty: none)", default="")


def _written(folder: Path, slug: str, text: str) -> Path:
    from unlist.files import make_private_directory, write_file

    make_private_directory(folder)
    path = folder / f"{slug}.toml"
    try:
        write_file(path, text.encode(), replace=False)
    except FileExistsError:
        raise Refused(f"{path} exists already.", hint="Edit that file, or give another --slug.") from None
    return path


def _given(s: Session, value: str | None, question: str, flag: str) -> str:
    answer = value if value is not None else s.ask(question, flag=f"Give it with {flag}.")
    if not answer.strip():
        raise BadInput(f"{question}: nothing was given.", hint=f"Give it with {flag}.")
    return answer


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _slug_of(name: str) -> str:
    from unlist.registry.index import fold

    words = "".join(c if c.isascii() else " " for c in fold(name)).split()
    if not words:
        raise BadInput(f"No slug can be made from {name[:60]!r}.", hint="Give one with --slug, such as acme-data.")
    return "-".join(words)[:64].strip("-")


def _unused(slug: str) -> str:
    """Return a slug made from a name. Raises Refused when a broker has it: nobody replaces a record by accident."""
    from unlist.registry.index import load_index

    if slug in load_index()["brokers"]:
        raise Refused(
            f"There is a broker {slug!r} already.",
            hint=f"Look at it with: unlist broker show {slug}. To put your own in its place, give --slug {slug}.",
        )
    return slug


def _channels(
    values: Mapping[str, str | None], needs: Sequence[str], basis: str, proof: Mapping[str, Any], day: date
) -> list[dict[str, Any]]:
    return [
        {
            "id": f"privacy-{kind}",
            "kind": kind,
            "value": value.strip(" "),
            "covers": "all",
            "order": order,
            "state": "unverified",
            "needs": list(needs),
            "basis": basis,
            "checked_on": day,
            "evidence": [proof],
        }
        for order, (kind, value) in enumerate(((k, v) for k, v in values.items() if v), start=1)
    ]


def _checked(slug: str, text: str, today: date) -> list[str]:
    """Return advice about the record. Raises BadInput for what would make it unusable."""
    from unlist.registry.checks import check_text
    from unlist.registry.index import shipped_directory
    from unlist.registry.override_file import SAFETY
    from unlist.registry.source import SLUG, SLUG_LENGTH

    if not SLUG.fullmatch(slug) or len(slug) > SLUG_LENGTH:
        raise BadInput(f"{slug[:80]!r} is not a slug.", hint="Use lower-case letters, digits and single hyphens.")
    findings = check_text(Path(f"{slug}.toml"), text, against=shipped_directory(), today=today)
    for found in findings:
        if found.check in SAFETY and found.severity == "error":
            raise BadInput(f"Nothing was written: {found.sentence.rstrip('.')}.", hint=found.fix)
    return [f"Advice ({found.check}): {found.sentence}. {found.fix}" for found in findings]
