"""Overrides as a contribution to the registry: a diff of the record that says nothing of the person.

What leaves is made anew from closed lists of words and from addresses that are plainly nobody's own. No sentence and
no day of the person's goes along: a reason is one of ours, a day is the first of its month.
"""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import urlsplit

from unlist.registry.domains import registered
from unlist.registry.dossier import BASES, BEHAVIORS, EFFECTS
from unlist.registry.lessons import WHY, asked_for, redirection
from unlist.registry.override_file import as_toml
from unlist.registry.overrides import Fact, Record, apply, channel_of, merge
from unlist.registry.records import Behavior, ChannelState, Effect, Term
from unlist.registry.syntax import DOMAIN, email_problem, url_problem
from unlist.words import ChannelKind, IdentifierKind

_PLAIN = frozenset(
    (  # noqa: SIM905 - words read better as text
        "a about access account all and app article articles aspx ca california ccpa center centre choices com "
        "consumer contact contactus control cookie cookies cpra customer data datenschutz de dsar dsr delete deletion "
        "desk do documents dpo en erasure eu exercise faq form formular forms forget fr gdpr goto hc help home html "
        "index info information landing legal link links list listing management manage me mydata my name not notice "
        "of online onlineform opt optout optouts or out page pages people personal php policies policy portal "
        "post preference preferences privacy privacypolicy process protection public record records remove removal "
        "removals request requests right rights search sell selbstauskunft services share site state states static "
        "submit subject subjects suppression support svc the trust uk unsubscribe us verification verify view web "
        "webform widerspruch www yourprivacychoices your"
    ).split()
)
"""Words of which the addresses of forms and mailboxes are made; any other may be a person's name or number."""
_PARTS = re.compile(r"[-_./]+")
_LISTS: dict[str, frozenset[str]] = {
    "behaviors": frozenset(get_args(Behavior)),
    "effect": frozenset(get_args(Effect)),
    "state": frozenset(get_args(ChannelState)),
    "terms": frozenset(get_args(Term)),
    "needs": frozenset(kind.value for kind in IdentifierKind),
}
"""What may stand in a contribution under each key."""


@dataclass(frozen=True)
class Patch:
    """A contribution: the diff of one record, and what was left out of it with the reason."""

    slug: str
    diff: str
    left_out: tuple[tuple[str, str], ...] = ()


def patch_of(record: Record, facts: Sequence[Fact], shipped: Mapping[str, Record]) -> Patch:
    """Return what the overrides of a broker would change in its shipped record, without anything of the person.

    `shipped`: every record of the registry by its slug. The diff is empty where the registry says it all,
    or nothing may leave.
    """
    _, standings = merge(record, facts)
    merged = copy.deepcopy(record)
    left_out: list[tuple[str, str]] = []
    for fact, standing in standings:
        if standing == "applied":
            if reason := _kept_back(record, fact, shipped):
                left_out.append((fact.name, reason))
            else:
                _contribute(merged, fact)
    return Patch(str(record["slug"]), _diff(record, merged), tuple(left_out))


def _diff(record: Record, merged: Record) -> str:
    before, after = (as_toml(one).splitlines(keepends=True) for one in (record, merged))
    path = f"brokers/{record['slug']}.toml"
    return "".join(difflib.unified_diff(before, after, f"a/{path}", f"b/{path}"))


def _contribute(merged: Record, fact: Fact) -> None:
    """Write a fact into a record with the first of its month for a day and our own sentence for a reason."""
    month = f"{fact.on[:7]}-01"
    if fact.is_channel:
        apply(merged, replace(fact, value=_channel(merged, fact.value, month)))
        return
    why = asked_for(fact.value) if fact.keys[-1] == "needs" else WHY.get(str(fact.value), "")
    apply(merged, Fact(fact.keys, fact.value, month, fact.basis, why))
    if fact.keys[0] not in {"channels", "notes"}:
        # A word in a list has no place for a day and a source: a note says them.
        text = f"From {BASES[fact.basis]}: {_sentence(fact)}."
        apply(merged, Fact(("notes",), text, month, fact.basis))


def _sentence(fact: Fact) -> str:
    match fact.keys[0]:
        case "behaviors":
            return f"it {BEHAVIORS[fact.value]}"
        case "effect":
            return EFFECTS[fact.value]
        case _:
            return f"it answers from {fact.value}"


def _channel(record: Record, value: Record, month: str) -> Record:
    ids = {channel["id"] for channel in record.get("channels", [])}
    kind = value["kind"]
    free = next(name for name in (kind, *(f"{kind}-{n}" for n in range(2, len(ids) + 3))) if name not in ids)
    page = _page(value)
    source = {**({"url": page} if page else {"source": "an answer to a request"}), "seen_on": month}
    own = {"id": free, "kind": kind, "value": value["value"], "covers": "all", "order": 1, "basis": value["basis"]}
    return {**own, "checked_on": month, "evidence": [source]}


def _kept_back(record: Record, fact: Fact, shipped: Mapping[str, Record]) -> str:
    """Return why a fact does not leave; "" if it may."""
    if fact.basis not in BASES:
        return "its basis is no word of the registry"
    if fact.is_channel:
        return _address_kept_back(fact.value, sites_of(shipped.values()))
    key = fact.keys[-1]
    if fact.keys[0] == "channels" and channel_of(record, fact.keys[1]) is None:
        return "it is about a channel of your own"
    if key in _LISTS:
        return "" if fact.value in _LISTS[key] else "it is no word of the registry"
    if key == "reply_domains":
        return "" if is_plain_domain(fact.value) else "the domain may be made for one person; check it"
    redirected = (redirection(slug, other["name"]) for slug, other in shipped.items())
    return (
        "" if key == "notes" and fact.value in redirected else "free text may tell who you are; write it anew by hand"
    )


def _address_kept_back(channel: Record, sites: AbstractSet[str]) -> str:
    check = "its address may be made for one person; check it, and propose it by hand"
    if channel["basis"] not in BASES:
        return "its basis is no word of the registry"
    page = _page(channel)
    if page is None and channel["basis"] in {"own_policy", "official_filing"}:
        return "it names no page that says so"
    if page is not None and not is_plain_url(page, sites):
        return "the page that says so may be made for one person; check it, and propose it by hand"
    if channel["kind"] == ChannelKind.EMAIL:
        local, _, domain = channel["value"].rpartition("@")
        plain = email_problem(channel["value"]) is None and _plain_words(local) and _is_site(domain, sites)
        return "" if plain else check
    if channel["kind"] == ChannelKind.FORM:
        return "" if is_plain_url(channel["value"], sites) else check
    return "a postal address or telephone number is proposed by hand"


def _page(channel: Record) -> str | None:
    return next((str(one["url"]) for one in channel["evidence"] if one.get("url")), None)


def is_plain_url(url: str, sites: AbstractSet[str]) -> bool:
    """Say whether a web address is the same for everybody.

    It lies at one of the `sites` that the registry names, and has only words of forms in its path and no query.
    """
    parts = urlsplit(url) if url_problem(url) is None else None
    if parts is None or "?" in url or "#" in url:
        return False
    return _plain_words(parts.path) and _is_site(parts.hostname or "", sites)


def sites_of(records: Iterable[Record]) -> frozenset[str]:
    """Return every domain that the registry names: of companies, of those that answer for them, of their forms."""
    found: set[str] = set()
    for record in records:
        found.update(record.get("domains", []), record.get("reply_domains", []))
        found.update(brand["domain"] for brand in record.get("brands", []))
        forms = (one["value"] for one in record.get("channels", []) if one["kind"] == ChannelKind.FORM)
        found.update(host for url in forms if (host := urlsplit(url).hostname))
    return frozenset(found)


def is_plain_domain(host: str) -> bool:
    """Say whether a host is a registered domain, with no more before it than words of forms."""
    own = registered(host) if DOMAIN.fullmatch(host) else None
    return own is not None and _plain_words(host.removesuffix(own))


def _is_site(host: str, sites: AbstractSet[str]) -> bool:
    """Say whether a host is one of the sites, or lies below one with no more before it than words of forms."""
    labels = host.split(".")
    return any(".".join(labels[at:]) in sites and _plain_words(".".join(labels[:at])) for at in range(len(labels)))


def _plain_words(text: str) -> bool:
    return all(word in _PLAIN for word in _PARTS.split(text.lower()) if word)
