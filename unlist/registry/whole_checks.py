"""The checks that compare records with each other: one controller, one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from unlist.registry.findings import Entry, Keys, Registry, whole_check
from unlist.registry.index import fold
from unlist.words import ChannelKind

Found = Iterator[tuple[Entry, Keys, str]]
_GONE = frozenset({"dead", "bounces"})


@whole_check(
    "unique-domain",
    "error",
    "A domain belongs to one controller.",
    fix="Keep it in the record of the company that answers; if both belong to one family, give both the same group.",
)
def unique_domain(registry: Registry) -> Found:
    """Find domains of two controllers."""
    return _shared(registry, _domains, "the domain")


@whole_check(
    "unique-name",
    "error",
    "A legal name belongs to one controller.",
    fix="Merge the two records and leave a stub with redirect_to; or give both the same group.",
)
def unique_name(registry: Registry) -> Found:
    """Find two records of one company."""
    return _shared(registry, lambda entry: [(("legal_name",), fold(entry.broker.legal_name))], "the legal name")


@whole_check(
    "unique-email",
    "error",
    "A mailbox belongs to one controller.",
    fix="If one company answers for both, give both the same group; else one of the addresses is wrong.",
)
def unique_email(registry: Registry) -> Found:
    """Find mailboxes of two controllers."""
    return _shared(registry, _mailboxes, "the mailbox")


@whole_check(
    "redirects",
    "error",
    "A redirect leads to a record that stands for itself.",
    fix="Name the slug of the company that now answers.",
)
def redirects(registry: Registry) -> Found:
    """Find redirects to nothing, to themselves, in a circle or in more than one step."""
    for slug, entry in registry.entries.items():
        target = entry.broker.redirect_to
        if target is None:
            continue
        keys: Keys = ("redirect_to",)
        if target == slug:
            yield entry, keys, "it redirects to itself"
        elif target not in registry.entries:
            yield entry, keys, f"there is no readable record {target[:80]!r}"
        elif (further := registry.entries[target].broker.redirect_to) is not None:
            yield entry, keys, f"{target} itself redirects to {further}; name that one"


@whole_check(
    "known-dead",
    "error",
    "An address that is known to be dead is not offered elsewhere.",
    fix='Mark it state = "bounces" here too, or prove by evidence that it lives and correct the other record.',
)
def known_dead(registry: Registry) -> Found:
    """Find addresses that are live in one place and dead in another."""
    dead: dict[str, str] = {}
    for slug, entry in registry.entries.items():
        dead |= {c.value.lower(): slug for c in entry.broker.channels if c.state in _GONE}
    for entry in registry.entries.values():
        for n, channel in enumerate(entry.broker.channels):
            if channel.state not in _GONE and channel.value.lower() in dead:
                where = dead[channel.value.lower()]
                yield entry, ("channels", n, "value"), f"{channel.value[:80]} is marked dead in {where}"


def _domains(entry: Entry) -> Iterator[tuple[Keys, str]]:
    yield from ((("domains",), domain.lower()) for domain in entry.broker.domains)
    for n, brand in enumerate(entry.broker.brands):
        yield ("brands", n, "domain"), brand.domain.lower()


def _mailboxes(entry: Entry) -> Iterator[tuple[Keys, str]]:
    for n, channel in enumerate(entry.broker.channels):
        if channel.kind is ChannelKind.EMAIL:
            yield ("channels", n, "value"), channel.value.lower()


def _shared(registry: Registry, values: Callable[[Entry], Iterable[tuple[Keys, str]]], what: str) -> Found:
    """Yield each value that stands in two records which are neither of one group nor stub and successor."""
    holders: defaultdict[str, list[tuple[Entry, Keys]]] = defaultdict(list)
    for entry in registry.entries.values():
        for keys, value in values(entry):
            if not any(holder is entry for holder, _ in holders[value]):
                holders[value].append((entry, keys))
    for value, found in holders.items():
        for entry, keys in found:
            others = [other.source.slug for other, _ in found if other is not entry and not _together(entry, other)]
            if others:
                yield entry, keys, f"{what} {value[:80]} also stands in {', '.join(others[:5])}"


def _together(one: Entry, other: Entry) -> bool:
    if one.broker.group is not None and one.broker.group == other.broker.group:
        return True
    return one.broker.redirect_to == other.source.slug or other.broker.redirect_to == one.source.slug
