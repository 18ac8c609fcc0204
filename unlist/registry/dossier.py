"""A record as a person reads it: who they are, what they hold, how to reach them, and how well that is known.

Reads plain dicts only, so that `broker show` starts fast.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

_WIDTH = 80
_YEAR = 365
_YOUNG, _YOUNG_WORST = 180, 90
"""Days for which a channel's evidence counts as fresh; the shorter one from harm 4 on."""
_WORST = 4

ROLES = {
    "data_broker": "data broker",
    "people_search": "people-search site",
    "face_search": "face search engine",
    "first_party": "collects from its own users",
    "processor": "works for others (a processor)",
    "consumer_reporting_agency": "consumer reporting agency",
    "public_body": "public body",
}
KINDS = {"email": "E-mail", "form": "Form", "post": "Post", "phone": "Phone"}
STATUS = {
    "defunct": "No longer in business.",
    "acquired": "Was taken over.",
    "domain_lost": "Its domain now belongs to somebody else: send nothing there.",
    "no_route": "No way to reach it is known.",
}
STATES = {
    "works": "works: letters sent this way were answered",
    "unverified": "unverified: published, but no answer has been seen yet",
    "contested": "contested: sources disagree; look at the page below first",
    "bounces": "bounces: mail to it comes back",
    "closed_group": "closed: only takes mail from its own group",
    "dead": "dead: no longer there",
    "captcha": "behind a captcha: a person must fill it in",
}
BASES = {
    "broker_reply": "the broker's own reply",
    "delivered": "a letter that was delivered",
    "own_policy": "the broker's own policy page",
    "official_filing": "an official filing",
    "community_list": "community lists",
}
EFFECTS = {
    "deletion": "it deletes what it holds",
    "suppression": "it stops showing you; it keeps the data to do so",
    "opt_out_only": "it stops selling or sharing; it deletes nothing",
    "access_then_review": "it shows what it holds, then reviews what you contest",
}
TERMS = {
    "arbitration": "using it means agreeing to arbitration",
    "class_waiver": "using it means giving up class actions",
    "account": "it wants an account",
    "fee": "it costs money",
    "perjury": "you declare under penalty of perjury",
}
BEHAVIORS = {
    "publishes_requests": "publishes the requests it gets",
    "charges_fee": "charges a fee",
    "retaliates": "has retaliated against people who asked",
    "device_id_only": "finds people by a device id only",
    "requires_profile_url": "asks for the address of your listing",
    "requires_photo": "asks for a photo of you",
    "confirm_link": "sends a link that you must click",
    "reply_to_confirm": "wants a reply to confirm",
    "rejects_email": "refuses requests by e-mail",
    "wants_id": "asks for an identity document",
    "relists": "lists people again later",
    "state_gated": "answers people of some states only",
    "deletion_wipes_suppression": "forgets your opt-out when it deletes: you may come back",
    "helpdesk_new_thread": "answers in a new thread from a help desk",
}
OWN = {
    "applied": "",
    "known": " (the registry says so too)",
    "outdated": " (not used: the registry says otherwise and looked later)",
}


def dossier(record: Mapping[str, Any], today: date, *, width: int = _WIDTH) -> list[str]:
    """Return the lines of a record's dossier, none longer than `width` unless one word or address is."""
    lines = [f"{record['name']} ({record['slug']})", *_who(record, width), ""]
    channels = sorted(record.get("channels", []), key=lambda channel: int(channel.get("order", 1)))
    if channels:
        lines.append("How to reach them, best first (a letter under a law goes by e-mail if it can):")
    for number, channel in enumerate(channels, start=1):
        lines += ["", *_channel(number, channel, record, today, width)]
    if not channels:
        lines.append("How to reach them: no way is known.")
    if notes := record.get("notes"):
        lines += ["", "Notes:"]
        for note in notes:
            lines += _wrapped(f"{note['on']}  {note['text']}", width, indent="  ", hang="              ")
    return lines


def own_facts(facts: Sequence[Mapping[str, Any]], *, width: int = _WIDTH) -> list[str]:
    """Return the lines of what a person knows of a broker themself, each with its day; [] for nothing."""
    lines = ["", "Your own, kept apart from the registry:"] if facts else []
    for fact in facts:
        said = f"{fact['on']}  {fact['name']}{OWN[fact['standing']]}{': ' if fact['why'] else ''}{fact['why']}"
        lines += _wrapped(said, width, indent="  ", hang="              ")
    return lines


def _who(record: Mapping[str, Any], width: int) -> Iterator[str]:
    country = record.get("country") or "country unknown"
    yield from _wrapped(
        " · ".join([record["legal_name"], ROLES.get(record["role"], record["role"]), country]), width, indent="  "
    )
    if status := STATUS.get(record.get("status", "active")):
        yield from _wrapped(f"! {status}", width, indent="  ", hang="    ")
    brands = record.get("brands", [])
    others = [b["name"] if b["name"].lower() == b["domain"] else f"{b['name']} ({b['domain']})" for b in brands]
    own = [domain for domain in record.get("domains", []) if domain not in {brand["domain"] for brand in brands}]
    facts = [
        ("Kind", _words(record.get("categories", []))),
        ("Sites", ", ".join(own)),
        ("Also runs", ", ".join(others)),
        ("Family", record.get("group", "")),
        ("They hold", _words(record.get("holds", []))),
        ("Serves", ", ".join(record.get("serves", []))),
        ("Reads", ", ".join(record.get("languages", []))),
        ("Regulated", ", ".join(record.get("regulated", [])).upper()),
        ("Registered", ", ".join(record.get("registrations", []))),
        ("A request", EFFECTS.get(record.get("effect", ""), "")),
        ("Careful", "; ".join(BEHAVIORS.get(word, word) for word in record.get("behaviors", []))),
        ("Harm", _grade(record.get("harm"), "the worst")),
        ("Difficulty", _grade(record.get("difficulty"), "the hardest")),
        ("EU contact", record.get("eu_representative", "")),
        ("Privacy officer", record.get("dpo", "")),
        ("Look up", record.get("lookup", "")),
    ]
    for label, text in facts:
        if text:
            yield from _labelled(label, text, width)


def _channel(
    number: int, channel: Mapping[str, Any], record: Mapping[str, Any], today: date, width: int
) -> Iterator[str]:
    head = f"{number}. {KINDS.get(channel['kind'], channel['kind'])}"
    yield from _wrapped(f"{head}: {' / '.join(channel['value'].splitlines())}", width, hang="   ")
    rights = _words(channel.get("rights", [])) or "every right"
    covers = channel.get("covers", "all")
    wanted = _words(channel.get("needs", []))
    seen = _age(channel["checked_on"], today)
    facts = [
        ("State", STATES.get(channel.get("state", "unverified"), channel.get("state", ""))),
        ("For", f"{rights}, {_under(channel.get('laws', []))}"),
        ("Open to", ", ".join(channel.get("residences", []))),
        ("Covers", "" if covers == "all" else ", ".join(covers)),
        ("They ask for", f"{wanted}; only what you agree to leaves" if wanted else ""),
        ("They check", _words(channel.get("verification", []))),
        ("Warning", "; ".join(TERMS.get(term, term) for term in channel.get("terms", []))),
        ("Known from", f"{BASES.get(channel['basis'], channel['basis'])}, checked {channel['checked_on']}{seen}"),
    ]
    for label, text in facts:
        if text:
            yield from _labelled(label, text, width, indent="   ")
    for item in channel.get("evidence", []):
        yield from _labelled("Seen", _evidence(item), width, indent="   ")
    if stale := _stale(channel, record, today):
        yield from _labelled("Old", stale, width, indent="   ")


def _under(laws: Sequence[str]) -> str:
    if not laws:
        return "under every law"
    named = [f"under {', '.join(law for law in laws if law != 'none')}"] if set(laws) - {"none"} else []
    return " or ".join([*named, *(["by asking politely"] if "none" in laws else [])])


def _evidence(item: Mapping[str, Any]) -> str:
    parts = [str(item["seen_on"]), str(item.get("url") or item.get("source") or "")]
    if item.get("says"):
        parts.append(f"({item['says']})")
    if item.get("of"):
        parts.append(f"({item.get('agree')} of {item['of']} agree)")
    return " ".join(part for part in parts if part)


def _stale(channel: Mapping[str, Any], record: Mapping[str, Any], today: date) -> str:
    days = _days(channel["checked_on"], today)
    most = _YOUNG_WORST if int(record.get("harm") or 0) >= _WORST else _YOUNG
    if days is None or days <= most:
        return ""
    return f"not looked at for {days} days; compare with the page above before you rely on it"


def _age(day: str, today: date) -> str:
    days = _days(day, today)
    if days is None or days < 0:
        return ""
    if days == 0:
        return " (today)"
    if days > _YEAR:
        return " (over a year ago)"
    return " (yesterday)" if days == 1 else f" ({days} days ago)"


def _days(day: str, today: date) -> int | None:
    try:
        return (today - date.fromisoformat(day)).days
    except ValueError:
        return None


def _grade(value: object, end: str) -> str:
    return "" if value is None else f"{value} of 5 (5 is {end})"


def _words(words: Sequence[str]) -> str:
    return ", ".join(word.replace("_", " ") for word in words)


def _labelled(label: str, text: str, width: int, *, indent: str = "  ") -> Iterable[str]:
    return _wrapped(f"{label:<13} {text}", width, indent=indent, hang=f"{indent}{'':<14}")


def _wrapped(text: str, width: int, *, indent: str = "", hang: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split("\n")),
        width,
        initial_indent=indent,
        subsequent_indent=hang,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [indent]
