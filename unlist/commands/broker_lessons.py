"""What answers taught about brokers: list it, take it over, drop it, hand it on; and whom not to write to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from unlist.commands.opening import parse_moment, reading, writing
from unlist.commands.session import Session, session
from unlist.errors import BadInput, NotFound, PartlyFailed, ReadOnlyTime, Refused

if TYPE_CHECKING:
    from unlist.registry.lessons import Lesson
    from unlist.registry.overrides import Fact, Override
    from unlist.store import Store

_SEEN = {"page": "You saw it on a page of its own.", "domain": "You know that it answers from there."}
"""Why something that the person typed is held to be so."""
Slug = Annotated[str, typer.Argument(metavar="BROKER", help="Its slug.")]


def _record(slug: str) -> dict[str, Any]:
    """Return the record in force of a slug, of its successor if it has one. Raises NotFound, BadRecord."""
    from unlist.registry.index import load_index
    from unlist.registry.search import find_record

    return find_record(slug, load_index())


def _writes(s: Session) -> date:
    """Return today. Raises ReadOnlyTime: what is known is dated by the real day."""
    from unlist import clock

    if s.as_of is not None:
        raise ReadOnlyTime("What you know is kept by the real day.", hint="Leave --as-of away.")
    return clock.today(s.settings.zone)


def tell(s: Session, store: Store, slug: str) -> None:
    """Say, after a decision, that there is something to learn about a broker."""
    from unlist.inbox.lessons import taught

    if found := taught(store, slug).get(slug):
        names = ", ".join(dict.fromkeys("an address" if one.typed else one.fact.name for one in found))
        s.output.note(f"This teaches about {slug}: {names}. See: unlist broker lessons {slug}")


def lessons(
    ctx: typer.Context,
    slug: Annotated[str | None, typer.Argument(metavar="[BROKER]", help="Only this one.")] = None,
) -> None:
    """List what answers taught about brokers, what you took over, and whom you excluded."""
    from unlist.registry.index import load_index

    s = session(ctx)
    only = _record(slug)["slug"] if slug else None
    index = load_index()
    found = _taught(s, only)
    own = [(one, fact) for one, facts in index["overrides"].items() if only in {None, one} for fact in facts]
    excluded = {one: since for one, since in index["excluded"].items() if only in {None, one}}
    refused = {one: sentence for one, sentence in index["refused"].items() if only in {None, one}}
    if s.output.as_json:
        s.output.json(
            {
                "lessons": None if found is None else [_as_json(one, item) for one, item in found],
                "overrides": [{"broker": one, **fact, "value": _shown(fact["value"])} for one, fact in own],
                "excluded": [{"broker": one, "since": since} for one, since in excluded.items()],
                "refused": [{"broker": one, "sentence": sentence} for one, sentence in refused.items()],
            }
        )
        return
    _show_lessons(s, found or [])
    _show_own(s, own, excluded)
    for sentence in refused.values():
        s.output.note(f"Not used: {sentence}")


def _taught(s: Session, slug: str | None) -> list[tuple[str, Lesson]] | None:
    """Return the lessons of the home, by broker; None where its key cannot be had."""
    from unlist.inbox.lessons import taught

    if not s.home.exists:
        return []
    if s.as_of:
        parse_moment(s.as_of, s.settings.zone)  # a day that is none is said so, not taken for a missing key
    try:
        with reading(s) as store:
            return [(one, lesson) for one, found in taught(store, slug).items() for lesson in found]
    except (Refused, NotFound, BadInput) as problem:
        s.output.note(f"What answers teach is sealed: {problem.message} {problem.hint}")
        return None


def _as_json(slug: str, lesson: Lesson) -> dict[str, Any]:
    fact = lesson.fact
    return {
        "broker": slug,
        "name": fact.name,
        "field": "channels" if fact.is_channel else fact.field,
        "old": _shown(lesson.old),
        "new": _shown(fact.value),
        "why": fact.why,
        "on": fact.on,
        "basis": fact.basis,
        "sure": lesson.sure,
        "typed": lesson.typed or None,
    }


def _shown(value: Any) -> str | None:
    if isinstance(value, dict):
        return str(value["value"])
    if isinstance(value, list):
        return ", ".join(map(str, value)) or None
    return None if value is None else str(value)


def _show_lessons(s: Session, found: Sequence[tuple[str, Lesson]]) -> None:
    marks = [(slug, lesson) for slug, lesson in found if not lesson.typed]
    if not found:
        s.output.text("Answers teach nothing that is not known yet.")
    if marks:
        rows = [(slug, one.fact.name, one.fact.on, _why(one)) for slug, one in marks]
        s.output.table(("broker", "learned", "on", "why"), rows, title="Learned from answers, not taken over yet")
        s.output.note("Take over: unlist broker learn BROKER, one alone with its name. Drop: unlist broker forget")
    for slug, lesson in found:
        if lesson.typed:
            shown = str(_shown(lesson.fact.value))[:200]
            s.output.text(f"{slug}, {lesson.fact.on}: {lesson.fact.why} {shown}")
            s.output.note(
                f"Nothing is sent or believed because a mail says so. Compare it with the broker's own site, then type "
                f"it: unlist broker learn {slug} {lesson.typed}"
            )


def _why(lesson: Lesson) -> str:
    return lesson.fact.why if lesson.sure else f"{lesson.fact.why} The sender was not proved: take it by its name."


def _show_own(s: Session, own: Sequence[tuple[str, Mapping[str, Any]]], excluded: Mapping[str, str]) -> None:
    from unlist.registry.dossier import OWN

    if own:
        rows = [(slug, f["name"], f["on"], f"{f['why']}{OWN[f['standing']]}".strip()) for slug, f in own]
        s.output.table(("broker", "yours", "on", "why"), rows, title="Taken over")
        s.output.note("Hand it on, without a word of you: unlist broker export --patch")
    for slug, since in excluded.items():
        s.output.text(f"{slug} is not written to since {since}; take it in again: unlist broker include {slug}")


def learn(
    ctx: typer.Context,
    slug: Slug,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME…]", help="What to take over; default: all whose sender is proved."),
    ] = None,
    form: Annotated[str | None, typer.Option(help="The address of its form, as you saw it on its own site.")] = None,
    email: Annotated[str | None, typer.Option(help="A mailbox of its own, as you saw it on its own site.")] = None,
    reply_domain: Annotated[str | None, typer.Option(help="A domain from which it answers.")] = None,
    evidence_url: Annotated[
        str | None, typer.Option(help="The page of its own that says so; for a form at its own site: the form itself.")
    ] = None,
    foreign: Annotated[
        bool, typer.Option("--foreign", help="The form lies at another company's site; I am sure.")
    ] = False,
) -> None:
    """Take over what answers taught about a broker; an address only as you type it."""
    from unlist.registry.index import load_base, shipped_directory
    from unlist.registry.lessons import with_fact
    from unlist.registry.override_file import change, hold_usable, override_of, path_of
    from unlist.registry.overrides import Fact

    s = session(ctx)
    today = _writes(s)
    record = load_base()[_record(slug)["slug"]]
    slug = record["slug"]
    facts = []
    if form:
        facts.append(_own(record, override_of(slug), "form", form, _page(record, form, evidence_url, foreign), today))
    if email:
        if not evidence_url:
            raise BadInput("An address needs the page on which it stands.", hint="Give it with --evidence-url.")
        facts.append(_own(record, override_of(slug), "email", email, evidence_url, today))
    if reply_domain:
        _hold_theirs(s, reply_domain.lower())
        facts.append(Fact(("reply_domains",), reply_domain.lower(), today.isoformat(), "broker_reply", _SEEN["domain"]))
    if names or not facts:
        facts += _chosen(s, slug, names or [])

    def changed(override: Override) -> Override:
        for fact in facts:
            override = with_fact(override, fact)
        hold_usable(record, override, against=shipped_directory(), today=today)
        return override

    change(slug, changed)
    if s.output.as_json:
        s.output.json({"broker": slug, "learned": [fact.name for fact in facts], "path": str(path_of(slug))})
        return
    for fact in facts:
        s.output.text(f"{slug}: {fact.name}. {fact.why}".rstrip())
    s.output.note(f"See it: unlist broker show {slug}. Hand it on: unlist broker export --patch {slug}")


def _chosen(s: Session, slug: str, names: Sequence[str]) -> list[Fact]:
    """Return the facts of lessons: those named, else all whose sender is proved. Raises NotFound, BadInput."""
    from unlist.inbox.lessons import taught

    with reading(s) as store:
        found = {lesson.fact.name: lesson for lesson in taught(store, slug).get(slug, [])}
    marks = [lesson for lesson in found.values() if not lesson.typed and (lesson.sure or lesson.fact.name in names)]
    for name in names:
        if name not in found:
            hint = f"See what there is: unlist broker lessons {slug}"
            raise NotFound(f"No answer taught {name[:60]!r} about {slug}.", nearest=list(found)[:3], hint=hint)
        if found[name].typed:
            how = f"unlist broker learn {slug} {found[name].typed}"
            raise BadInput(
                "An address is not taken from a mail.", hint=f"Compare it with its own site, then type: {how}"
            )
    if not marks:
        hint = f"See what there is: unlist broker lessons {slug}"
        raise NotFound(f"No answer taught anything new about {slug} that can be taken over as it is.", hint=hint)
    return [lesson.fact for lesson in marks if not names or lesson.fact.name in names]


def _own(record: Mapping[str, Any], override: Override, kind: str, value: str, page: str, today: date) -> Fact:
    """Return the fact of a channel that the person typed."""
    from unlist.registry.lessons import own_channel
    from unlist.registry.overrides import Fact

    taken = [channel["id"] for channel in record.get("channels", [])]
    taken += [fact.keys[1] for fact in override.facts if fact.is_channel]
    channel = own_channel(kind, value, page, today, taken)
    return Fact(("channels", channel["id"]), channel, today.isoformat(), channel["basis"], _SEEN["page"])


def _page(record: Mapping[str, Any], form: str, page: str | None, foreign: bool) -> str:
    """Return the page that proves a form. Raises Refused for a form at a stranger's site that nobody vouched for."""
    own = _is_its_own(record, urlsplit(form).hostname or "")
    if own or (foreign and page):
        return page or form
    raise Refused(
        f"{form[:120]} lies at none of the broker's own sites.",
        hint="If its own site sends people there, give --foreign, and that page of its own with --evidence-url.",
    )


def _hold_theirs(s: Session, domain: str) -> None:
    """Raise BadInput for a domain from which anybody writes, or the person: an alias passes answers on."""
    from unlist.inbox.desks import ANYBODYS
    from unlist.inbox.lessons import own_domains
    from unlist.registry.domains import registrable

    hint = "Name a domain of the company that answers."
    if registrable(domain) in ANYBODYS:
        raise BadInput(f"Anybody can write from {domain[:80]}.", hint=hint)
    if s.home.exists:
        with reading(s) as store:
            if registrable(domain) in own_domains(store):
                raise BadInput(f"Your own mail comes from {domain[:80]}.", hint=hint)


def _is_its_own(record: Mapping[str, Any], host: str) -> bool:
    from unlist.registry.syntax import within

    sites = [*record.get("domains", []), *record.get("reply_domains", [])]
    sites += [brand["domain"] for brand in record.get("brands", [])]
    return any(within(host, site) for site in sites)


def forget(
    ctx: typer.Context,
    slug: Slug,
    name: Annotated[str, typer.Argument(help="What to drop, as `lessons` shows it.")],
) -> None:
    """Drop something about a broker, taken over or not; a later answer may teach it anew."""
    from unlist.inbox.lessons import taught
    from unlist.registry.lessons import without_fact
    from unlist.registry.override_file import change, override_of

    s = session(ctx)
    today = _writes(s)
    record = _record(slug)
    slug = record["slug"]
    known = name in {fact.name for fact in override_of(slug).facts}
    channel, _, state = name.rpartition(":")
    if s.home.exists and (not known or state == "bounces"):
        with writing(s) as store:
            known = known or name in {lesson.fact.name for lesson in taught(store, slug).get(slug, [])}
            if known and state == "bounces":
                # The address that came back is written to again: that is what dropping this means.
                for one in record.get("channels", []):
                    if one["id"] == channel:
                        store.revive(one["value"])
    if not known:
        raise NotFound(f"Nothing called {name[:60]!r} is known of {slug}.", hint=f"See: unlist broker lessons {slug}")
    change(slug, lambda override: without_fact(override, name, today))
    if s.output.as_json:
        s.output.json({"broker": slug, "forgotten": name})
    else:
        s.output.text(f"{slug}: {name} is dropped.")


def export(
    ctx: typer.Context,
    slugs: Annotated[list[str] | None, typer.Argument(metavar="[BROKER…]", help="Only these.")] = None,
    patch: Annotated[bool, typer.Option("--patch", help="As a diff of the registry, ready to propose.")] = False,
) -> None:
    """Print what you know of brokers as a contribution to the registry, without a word of you."""
    from unlist.registry.index import load_index, load_shipped
    from unlist.registry.override_file import override_of
    from unlist.registry.patch import patch_of

    s = session(ctx)
    if not patch:
        raise BadInput("Say in what form.", hint="There is one: unlist broker export --patch")
    index, shipped = load_index(), load_shipped()
    chosen = [_record(slug)["slug"] for slug in slugs or ()] or sorted(
        index["overrides"].keys() | index["refused"].keys()
    )
    patches, faults = [], []
    for slug in chosen:
        if slug in index["refused"]:
            faults.append(index["refused"][slug])
            continue
        if slug not in shipped:
            faults.append(f"{slug} is a record of your own: propose its file instead.")
            continue
        patches.append(patch_of(shipped[slug], override_of(slug).facts, shipped))
    if s.output.as_json:
        rows = [
            {"broker": p.slug, "diff": p.diff, "left_out": [{"name": n, "reason": r} for n, r in p.left_out]}
            for p in patches
        ]
        s.output.json({"patches": rows})
    else:
        _show_patches(s, patches)
    for fault in faults:
        s.output.note(fault)
    if faults:
        raise PartlyFailed(f"{len(faults)} could not be handed on.", hint="The others were.")


def _show_patches(s: Session, patches: Sequence[Any]) -> None:
    for one in patches:
        for line in one.diff.splitlines():
            s.output.text(line)
        for name, reason in one.left_out:
            s.output.note(f"Check: {one.slug} {name} is left out: {reason}.")
    if not any(one.diff for one in patches):
        s.output.note("There is nothing to hand on.")
    else:
        s.output.note(
            "Read it, then propose it as brokers/README.md says. Its days are the first of a month on purpose."
        )


def exclude(ctx: typer.Context, slug: Slug) -> None:
    """Never write to a broker, even if it is named; what was begun there goes on."""
    from dataclasses import replace

    s = session(ctx)
    today = _writes(s).isoformat()
    record = _record(slug)
    _excluded(s, record["slug"], lambda override: replace(override, excluded_on=override.excluded_on or today))


def include(ctx: typer.Context, slug: Slug) -> None:
    """Take an excluded broker in again."""
    from dataclasses import replace

    s = session(ctx)
    _writes(s)
    record = _record(slug)
    _excluded(s, record["slug"], lambda override: replace(override, excluded_on=None))


def _excluded(s: Session, slug: str, changed: Any) -> None:
    from unlist.registry.override_file import change

    since = change(slug, changed).excluded_on
    if s.output.as_json:
        s.output.json({"broker": slug, "excluded_since": since})
    elif since:
        s.output.text(f"{slug} gets no letter from now on. Take it in again: unlist broker include {slug}")
    else:
        s.output.text(f"{slug} may be written to.")
