"""`unlist broker`: who holds data, how to reach them, and how well that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unlist.commands import broker_lessons
from unlist.commands.broker_add import add
from unlist.commands.group import Group
from unlist.commands.session import Session, session
from unlist.errors import BadInput
from unlist.words import counted

if TYPE_CHECKING:
    from unlist.registry.findings import Finding

app = typer.Typer(cls=Group, help="The registry: who holds data, and how to reach them.", no_args_is_help=True)
app.command()(add)
for _command in ("lessons", "learn", "forget", "export", "exclude", "include"):
    app.command()(getattr(broker_lessons, _command))

_COUNTRY = re.compile(r"[A-Za-z]{2}")
_GROUPS = {
    "face_search": "Face search engines",
    "people_search": "People-search sites",
    "data_broker": "Data brokers",
    "consumer_reporting_agency": "Credit bureaus and other reporting agencies",
    "processor": "Processors: they work for others",
    "public_body": "Public bodies",
    "first_party": "Sources: they collect from their own users",
}
"""The roles in the order of the drawn list, what harms most first."""


def _chosen(name: str, value: str | None, allowed: Iterable[str]) -> str | None:
    """Return the option's value in its own spelling. Raises BadInput that lists what there is."""
    if value is None:
        return None
    word = value.strip().lower()
    known = sorted(allowed)
    if word not in known:
        raise BadInput(f"There is no {name} {value[:60]!r}.", hint=f"There are: {', '.join(known)}.")
    return word


def _today(s: Session) -> date:
    from unlist import clock

    zone = s.settings.zone
    if s.as_of is None:
        return clock.today(zone)
    from unlist.commands.opening import parse_moment

    return clock.day_of(parse_moment(s.as_of, zone), zone)


def _serves_law(record: Mapping[str, Any], law: str) -> bool:
    # A channel that names no law serves all of them.
    return any(not channel.get("laws") or law in channel["laws"] for channel in record.get("channels", []))


def _summary(record: Mapping[str, Any], personal: Iterable[str]) -> dict[str, Any]:
    kinds = dict.fromkeys(channel["kind"] for channel in record.get("channels", []))
    keys = ("slug", "name", "legal_name", "role", "country", "categories", "domains", "group", "harm", "difficulty")
    return {
        **{key: record.get(key) for key in keys},
        "status": record.get("status", "active"),
        "redirect_to": record.get("redirect_to"),
        "channels": list(kinds),
        "personal": record["slug"] in personal,
    }


@app.command("list")
def list_(
    ctx: typer.Context,
    role: Annotated[str | None, typer.Option(help="Only this role, such as people_search.")] = None,
    category: Annotated[str | None, typer.Option(help="Only this category, such as face_recognition.")] = None,
    law: Annotated[str | None, typer.Option(help="Only those with a channel for this law, such as gdpr.")] = None,
    country: Annotated[str | None, typer.Option(help="Only those of this country, such as US.")] = None,
) -> None:
    """List the brokers."""
    from unlist.registry.index import load_index
    from unlist.words import LawId, Role

    s = session(ctx)
    index = load_index()
    records = index["brokers"].values()
    role = _chosen("role", role, (word.value for word in Role))
    law = _chosen("law", law, (word.value for word in LawId))
    category = _chosen("category", category, {word for record in records for word in record.get("categories", [])})
    if country is not None and not _COUNTRY.fullmatch(country):
        raise BadInput(f"{country[:60]!r} is not a country code.", hint="Write two letters, such as US or DE.")
    found = [
        _summary(record, index["personal"])
        for record in records
        if (role is None or record["role"] == role)
        and (category is None or category in record.get("categories", []))
        and (law is None or _serves_law(record, law))
        and (country is None or record.get("country") == country.upper())
    ]
    if s.output.as_json:
        s.output.json({"brokers": found})
        return
    if s.output.draws:
        _draw(s, found)
    else:
        rows = [(b["slug"], b["name"], b["role"], b["country"] or "", _harm(b), _ways(b)) for b in found]
        s.output.table(("broker", "name", "role", "country", "harm", "reached by"), rows)
    _tell_refused(s, index)
    s.output.note(f"{len(found)} of {len(records)} brokers. Look at one with: unlist broker show BROKER")


def _tell_refused(s: Session, index: Mapping[str, Any], slug: str | None = None) -> None:
    for one, sentence in index["refused"].items():
        if slug in {None, one}:
            s.output.note(f"Your override is not used: {sentence}")


def _value(value: Any) -> str:
    return str(value["value"] if isinstance(value, dict) else value)


def _draw(s: Session, found: Sequence[Mapping[str, Any]]) -> None:
    """Draw a table a role: so the slugs, which other commands want, fit beside the rest in 80 columns."""
    for role, title in _GROUPS.items():
        if rows := [(b["slug"], b["name"], b["country"] or "", _harm(b), _ways(b)) for b in found if b["role"] == role]:
            s.output.table(("broker", "name", "in", "harm", "reached by"), rows, title=title)


def _harm(summary: Mapping[str, Any]) -> object:
    return "" if summary["harm"] is None else summary["harm"]


def _ways(summary: Mapping[str, Any]) -> str:
    return ", ".join(summary["channels"]) if summary["status"] == "active" else summary["status"].replace("_", " ")


def _sample(record: Mapping[str, Any]) -> str:
    """Return a residence for which there is a letter to this broker."""
    country = str(record.get("country", "US"))
    return {"US": "US-CA", "GB": "GB-ENG"}.get(country, country)


@app.command()
def show(ctx: typer.Context, slug: Annotated[str, typer.Argument(metavar="BROKER", help="Its slug.")]) -> None:
    """Show who a broker is, what it holds, how to reach it, and how well that is known."""
    from unlist.registry.dossier import dossier, own_facts
    from unlist.registry.index import load_index
    from unlist.registry.search import find_record

    s = session(ctx)
    index = load_index()
    record = find_record(slug, index)
    if s.output.as_json:
        redirected = slug if record["slug"] != slug else None
        s.output.json(
            {
                "broker": record,
                "personal": record["slug"] in index["personal"],
                "redirected_from": redirected,
                "overrides": [
                    {**fact, "value": _value(fact["value"])} for fact in index["overrides"].get(record["slug"], [])
                ],
                "excluded_since": index["excluded"].get(record["slug"]),
            }
        )
        return
    if record["slug"] != slug:
        s.output.note(f"{slug} now belongs to {record['name']}.")
    for line in (*dossier(record, _today(s)), *own_facts(index["overrides"].get(record["slug"], []))):
        s.output.text(line)
    if since := index["excluded"].get(record["slug"]):
        s.output.text(f"You excluded it on {since}. Take it in again: unlist broker include {record['slug']}")
    _tell_refused(s, index, record["slug"])
    if record["slug"] in index["personal"]:
        s.output.note("This record is your own; it comes before a shipped one of the same slug.")
    if record.get("channels"):
        sample = f"unlist letter {record['slug']} --sample {_sample(record)}"
        s.output.note(f"Read the letter before anything is planned: {sample}")


@app.command()
def search(
    ctx: typer.Context, text: Annotated[list[str], typer.Argument(metavar="TEXT", help="A name, brand or domain.")]
) -> None:
    """Find brokers by name, brand or domain, misspelled or not."""
    from unlist.registry.index import load_index
    from unlist.registry.search import search as find

    s = session(ctx)
    index = load_index()
    query = " ".join(text)
    if not any(c.isalnum() for c in query):
        raise BadInput("There is nothing to search for.", hint="Give a name, a brand or a domain.")
    hits = find(query, index)
    if s.output.as_json:
        s.output.json(
            {"hits": [{"slug": h.slug, "name": h.name, "matched": h.matched, "score": h.score} for h in hits]}
        )
        return
    if not hits:
        s.output.note(f"Nothing comes near {query[:60]!r}. See all with: unlist broker list")
        return
    s.output.table(("broker", "name", "found by"), [(h.slug, h.name, h.matched) for h in hits])


@app.command()
def check(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH…]", help="Records or one folder; default: the shipped ones.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="An earlier index.json or a list of slugs: none of them may be missing.")
    ] = None,
) -> None:
    """Check records; errors end with exit code 1."""
    from unlist.registry.checks import baseline_slugs, check_files, check_folder
    from unlist.registry.index import shipped_directory
    from unlist.registry.source import record_files

    s = session(ctx)
    today = _today(s)
    slugs = baseline_slugs(baseline) if baseline else frozenset()
    folders = [path for path in paths or () if path.is_dir()]
    if folders and len(paths or ()) > 1:
        raise BadInput("A folder is checked alone.", hint="Name one folder, or files only.")
    if paths and not folders:
        if slugs:
            raise BadInput("--baseline needs a whole folder.", hint="Name the folder of the records.")
        count, findings = len(paths), check_files(paths, against=shipped_directory(), today=today)
    else:
        folder = folders[0] if folders else shipped_directory()
        count, findings = len(record_files(folder)), check_folder(folder, today=today, baseline=slugs)
    _show_findings(s, findings, count)
    if any(found.severity == "error" for found in findings):
        raise typer.Exit(1)


def _show_findings(s: Session, findings: Sequence[Finding], count: int) -> None:
    errors = sum(found.severity == "error" for found in findings)
    if s.output.as_json:
        rows = [
            {
                "check": found.check,
                "severity": found.severity,
                "file": str(found.path),
                "line": found.line,
                "sentence": found.sentence,
                "fix": found.fix,
            }
            for found in findings
        ]
        s.output.json({"checked": count, "errors": errors, "warnings": len(findings) - errors, "findings": rows})
        return
    for found in findings:
        where = f"{found.path}:{found.line}: {found.severity}: {found.check}"
        s.output.text(f"{where}: {found.sentence.rstrip('.')}. {found.fix}")
    warnings = len(findings) - errors
    s.output.note(f"{counted(count, 'record')}: {counted(errors, 'error')}, {counted(warnings, 'warning')}.")
