"""Overrides as a contribution to the registry: a diff of the record that says nothing of the person.

What leaves is made anew from closed lists of words and from addresses that are plainly nobody's own. No sentence and
no day of the person's goes along: a reason is one of ours, a day is the first of its month.
"""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import urlsplit

from unlist.registry.dossier import BASES, BEHAVIORS, EFFECTS
from unlist.registry.lessons import WHY, asked_for, redirection
from unlist.registry.override_file import as_toml
from unlist.registry.overrides import Fact, Record, apply, channel_of, merge
from unlist.registry.records import Behavior, ChannelState, Effect, Term
from unlist.registry.syntax import within
from unlist.words import ChannelKind, IdentifierKind

_PLAIN = frozenset(
    (  # noqa: SIM905 - words read better as text
        "a about access account all and app article articles aspx california ccpa center centre choices com consumer "
        "contact contactus control cookie cookies cpra customer data datenschutz de dsar dsr delete deletion desk do "
        "documents dpo en erasure eu exercise faq form formular forms forget fr gdpr goto hc help home html index info "
        "information landing legal link links list listing management manage me mydata my name not notice of "
        "online onlineform opt optout optouts or out page pages people personal php policies policy portal post "
        "preference preferences privacy privacypolicy process protection public record records remove removal "
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


def patch_of(record: Record, facts: Sequence[Fact], names: Mapping[str, str]) -> Patch:
    """Return what the overrides of a broker would change in its shipped record, without anything of the person.

    `names`: slug -> name of every broker. The diff is empty where the registry says it all, or nothing may leave.
    """
    _, standings = merge(record, facts)
    merged = copy.deepcopy(record)
    left_out: list[tuple[str, str]] = []
    for fact, standing in standings:
        if standing == "applied":
            if reason := _kept_back(record, fact, names):
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
    source = {"source": "an answer to a request, compared by a person", "seen_on": month}
    own = {"id": free, "kind": kind, "value": value["value"], "covers": "all", "order": 1, "basis": value["basis"]}
    return {**own, "checked_on": month, "evidence": [source]}


def _kept_back(record: Record, fact: Fact, names: Mapping[str, str]) -> str:
    """Return why a fact does not leave; "" if it may."""
    if fact.basis not in BASES:
        return "its basis is no word of the registry"
    if fact.is_channel:
        return _address_kept_back(record, fact.value)
    key = fact.keys[-1]
    if fact.keys[0] == "channels" and channel_of(record, fact.keys[1]) is None:
        return "it is about a channel of your own"
    if key in _LISTS:
        return "" if fact.value in _LISTS[key] else "it is no word of the registry"
    if key == "reply_domains":
        return "" if is_plain_domain(fact.value) else "the domain may be made for one person; check it"
    redirected = (redirection(slug, name) for slug, name in names.items())
    return (
        "" if key == "notes" and fact.value in redirected else "free text may tell who you are; write it anew by hand"
    )


def _address_kept_back(record: Record, channel: Record) -> str:
    check = "its address may be made for one person; check it, and propose it by hand"
    if channel["basis"] not in BASES:
        return "its basis is no word of the registry"
    if channel["kind"] == ChannelKind.EMAIL:
        local, _, domain = channel["value"].rpartition("@")
        return "" if _plain_words(local) and (is_plain_domain(domain) or _is_site(record, domain)) else check
    if channel["kind"] == ChannelKind.FORM:
        return "" if is_plain_url(record, channel["value"]) else check
    return "a postal address or telephone number is proposed by hand"


def is_plain_url(record: Record, url: str) -> bool:
    """Say whether a web address is the same for everybody: no query, no fragment, only words of forms in its path."""
    parts = urlsplit(url)
    if parts.query or parts.fragment or parts.username or "?" in url or "#" in url:
        return False
    host = parts.hostname or ""
    return _plain_words(parts.path) and (_is_site(record, host) or is_plain_domain(host))


def is_plain_domain(host: str) -> bool:
    """Say whether a host is a registered domain, with no more before it than words of forms."""
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - a list of 10,000 rules, read when needed

    registered = PublicSuffixList().privatesuffix(host)
    return bool(registered) and _plain_words(host.removesuffix(str(registered)))


def _is_site(record: Record, host: str) -> bool:
    """Say whether a host is one of the broker's domains, with no more before it than words of forms."""
    sites = [*record.get("domains", []), *(brand["domain"] for brand in record.get("brands", []))]
    return any(within(host, site) and _plain_words(host.removesuffix(site)) for site in sites)


def _plain_words(text: str) -> bool:
    return all(word in _PLAIN for word in _PARTS.split(text.lower()) if word)
