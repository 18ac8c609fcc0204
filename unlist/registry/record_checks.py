"""The checks of a record taken alone: every fact in it is well formed, dated and usable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from unlist.registry.findings import Entry, Keys, record_check
from unlist.registry.parse import address_problem
from unlist.registry.records import Broker
from unlist.registry.source import SLUG
from unlist.registry.syntax import DOMAIN, hidden_problem, is_homepage, tracking_parameters, url_problem, within
from unlist.words import ChannelKind, Role

Problems = Iterator[tuple[Keys, str]]

_NAME_LENGTH = 200
_TEXT_LENGTH = 2000
_OLD = timedelta(days=365)
_COUNTRY = re.compile(r"[A-Z]{2}")
_RESIDENCE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_WORD = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_PLACEHOLDER_HOST = re.compile(
    r"(.*\.)?(example|invalid|localhost|domain)(\.(com|net|org|tld))?|(.*\.)?yourdomain\.\w+"
)
_PLACEHOLDER = re.compile(
    r"\W*(todo|tbd|fixme|changeme|placeholder|lorem ipsum.*|xxx+|n/?a|none|null|nil|unknown|\?+|-+|your[ _-].*)\W*",
    re.IGNORECASE,
)
_WITHOUT_ROUTE = frozenset({"defunct", "acquired", "domain_lost", "no_route"})
_FIELD = re.compile(r"\{([^{}]*)\}")
_LOOKUP_FIELDS = frozenset(
    {"full_name", "first_name", "last_name", "city", "state", "postal_code", "email", "phone", "social_handle"}
)


@record_check(
    "route", "error", "An active broker has a way to reach it.", fix='Add a [[channels]] table, or status = "no_route".'
)
def route(entry: Entry, _: date) -> Problems:
    """Find active records without a channel and successors that are not named."""
    broker = entry.broker
    if not broker.channels and broker.status not in _WITHOUT_ROUTE:
        yield (), "it is active but has no channel"
    if broker.status == "no_route" and any(c.state in {"works", "unverified"} for c in broker.channels):
        yield ("status",), "it has a usable channel and still says no_route"
    if broker.redirect_to and broker.status == "active":
        yield ("redirect_to",), "it is active and still redirects to another record"


@record_check(
    "filled", "error", "Names, domains and categories say something.", fix="Fill it in, or leave the key out."
)
def filled(entry: Entry, _: date) -> Problems:
    """Find empty names and lists where the record cannot do without."""
    broker = entry.broker
    for key, text in (("name", broker.name), ("legal_name", broker.legal_name)):
        if not text.strip() or text != text.strip():
            yield (key,), f"{key} is empty or has spaces around it"
    for key, texts in (("domains", broker.domains), ("categories", broker.categories)):
        if not texts and not broker.redirect_to:
            yield (key,), f"{key} is empty"


@record_check(
    "text", "error", "Texts are short and hold no hidden characters.", fix="Shorten it, or type it anew by hand."
)
def text(entry: Entry, _: date) -> Problems:
    """Find hidden characters and texts that nobody will read."""
    broker = entry.broker
    short = [("name", broker.name), ("legal_name", broker.legal_name), ("group", broker.group or "")]
    places: list[tuple[Keys, str, int]] = [((key,), value, _NAME_LENGTH) for key, value in short]
    places += [
        ((key,), value or "", _TEXT_LENGTH)
        for key, value in (("dpo", broker.dpo), ("eu_representative", broker.eu_representative))
    ]
    places += [(("brands", n, "name"), brand.name, _NAME_LENGTH) for n, brand in enumerate(broker.brands)]
    places += [(("notes", n, "text"), note.text, _TEXT_LENGTH) for n, note in enumerate(broker.notes)]
    for n, channel in enumerate(broker.channels):
        places.append((("channels", n, "value"), channel.value, _TEXT_LENGTH))
        says = (*(e.says for e in channel.evidence), *(e.source for e in channel.evidence))
        places += [(("channels", n, "evidence"), said, _TEXT_LENGTH) for said in says if said]
    for keys, value, most in places:
        if len(value) > most:
            yield keys, f"it has {len(value)} characters; {most} are the most"
        if wrong := hidden_problem(value, lines=len(keys) > 1 or keys[0] in {"dpo", "eu_representative"}):
            yield keys, f"it {wrong}"


@record_check(
    "codes",
    "error",
    "Countries, languages, zones and words are written as agreed.",
    fix="Use ISO 3166 codes such as DE or US-IL, ISO 639 codes such as de, and lower_case_words.",
)
def codes(entry: Entry, _: date) -> Problems:
    """Find codes and words of an unknown shape."""
    broker = entry.broker
    countries = [("country", code) for code in (broker.country,) if code is not None]
    countries += [("serves", code) for code in broker.serves]
    countries += [("established_in", code) for code in broker.established_in or ()]
    for key, code in countries:
        if not _COUNTRY.fullmatch(code):
            yield (key,), f"{code!r} is not a country code"
    for code in broker.languages:
        if not _LANGUAGE.fullmatch(code):
            yield ("languages",), f"{code!r} is not a language code"
    for key, words in (("categories", broker.categories), ("holds", broker.holds)):
        for word in words:
            if not _WORD.fullmatch(word):
                yield (key,), f"{word!r} is not written as lower_case_words"
    if broker.time_zone is not None and broker.time_zone not in _zones():
        yield ("time_zone",), f"{broker.time_zone!r} is not a time zone"
    for n, channel in enumerate(broker.channels):
        for code in channel.residences:
            if not _RESIDENCE.fullmatch(code):
                yield ("channels", n, "residences"), f"{code!r} is not a country or state code"


@record_check(
    "domain-syntax",
    "error",
    "A domain is a bare, lower-case host name.",
    fix="Write example.com: no https://, no path; and www. only if it is part of the name.",
)
def domain_syntax(entry: Entry, _: date) -> Problems:
    """Find domains that are none."""
    broker = entry.broker
    places: list[tuple[Keys, str]] = [(("domains",), domain) for domain in broker.domains]
    places += [(("reply_domains",), domain) for domain in broker.reply_domains]
    places += [(("brands", n, "domain"), brand.domain) for n, brand in enumerate(broker.brands)]
    for keys, domain in places:
        if not DOMAIN.fullmatch(domain):
            yield keys, f"{domain[:80]!r} is not a domain"


@record_check(
    "address-syntax",
    "error",
    "A channel holds one address to which something can be sent.",
    fix="Write one plain address: local@domain, https://…, +1 800 555 0100, or a postal address.",
)
def address_syntax(entry: Entry, _: date) -> Problems:
    """Find channel values that no letter could go to."""
    for n, channel in enumerate(entry.broker.channels):
        if wrong := address_problem(channel.kind, channel.value):
            yield ("channels", n, "value"), f"the {channel.kind} {channel.value[:80]!r} {wrong}"
        if not SLUG.fullmatch(channel.id):
            yield ("channels", n, "id"), f"the channel id {channel.id[:80]!r} is not lower-case words with hyphens"


@record_check(
    "url-syntax",
    "error",
    "A link is a plain web address.",
    fix="Copy the address from the browser; it begins with https://.",
)
def url_syntax(entry: Entry, _: date) -> Problems:
    """Find links in evidence and lookup that are no web addresses."""
    for n, channel in enumerate(entry.broker.channels):
        for evidence in channel.evidence:
            if evidence.url and (wrong := url_problem(evidence.url, schemes=("https", "http"))):
                yield ("channels", n, "evidence"), f"{evidence.url[:80]!r} {wrong}"
    page = entry.broker.lookup
    if page is not None and (wrong := url_problem(_FIELD.sub("x", page))):
        yield ("lookup",), f"it {wrong}"


@record_check(
    "lookup",
    "error",
    "People look themselves up on the broker's own site, by what a search page takes.",
    fix="Give the page of one of the record's sites on which it is searched; for a face search engine give none.",
)
def lookup(entry: Entry, _: date) -> Problems:
    """Find lookup pages that would hand what is typed to somebody else, or that want a photo of the person."""
    broker = entry.broker
    filled_in = _FIELD.sub("x", broker.lookup or "")
    if broker.lookup is None or url_problem(filled_in):
        return
    host = urlsplit(filled_in).hostname or ""
    if not any(within(host, site) for site in _sites(broker)):
        yield ("lookup",), f"{host[:80]!r} is at none of the record's domains"
    if broker.role is Role.FACE_SEARCH:
        yield ("lookup",), "looking there means handing over a photo"
    for name in _FIELD.findall(broker.lookup):
        if name not in _LOOKUP_FIELDS:
            yield ("lookup",), f"there is no field {{{name}}}; there are {', '.join(sorted(_LOOKUP_FIELDS))}"


@record_check(
    "placeholder",
    "error",
    "No placeholder stands for a fact.",
    fix="Write the fact, or leave the key out: unknown is absent.",
)
def placeholder(entry: Entry, _: date) -> Problems:
    """Find values that were never filled in."""
    broker = entry.broker
    places: list[tuple[Keys, str]] = [(("name",), broker.name), (("legal_name",), broker.legal_name)]
    places += [(("domains",), domain) for domain in broker.domains]
    places += [(("channels", n, "value"), channel.value) for n, channel in enumerate(broker.channels)]
    for keys, value in places:
        # A placeholder is short, and what is long would take the pattern the cube of its length.
        if len(value) <= _NAME_LENGTH and (_PLACEHOLDER.fullmatch(value) or _PLACEHOLDER_HOST.fullmatch(_host(value))):
            yield keys, f"{value[:80]!r} looks like a placeholder"


@record_check(
    "form-link",
    "error",
    "A form's link leads to the form, and follows nobody.",
    fix="Open the form and copy its own address without utm_… and the like.",
)
def form_link(entry: Entry, _: date) -> Problems:
    """Find forms that are bare homepages or carry tracking parameters."""
    for n, channel in enumerate(entry.broker.channels):
        if channel.kind is not ChannelKind.FORM or address_problem(channel.kind, channel.value):
            continue
        if is_homepage(channel.value) and _is_front_door(_host(channel.value), entry.broker):
            yield ("channels", n, "value"), f"{channel.value} is a homepage, not a form"
        if names := tracking_parameters(channel.value):
            yield ("channels", n, "value"), f"the link carries {', '.join(names)}"


def _is_front_door(host: str, broker: Broker) -> bool:
    """Say whether a host shows a whole site; a host of its own such as optout.acme.test is made for requests."""
    bare = host.removeprefix("www.")
    return bare in _sites(broker) or bare.count(".") == 1


def _sites(broker: Broker) -> set[str]:
    return {*broker.domains, *(brand.domain for brand in broker.brands)}


@record_check(
    "form-https",
    "warning",
    "A form is filled in over https.",
    fix="Try the same address with https://; if there is none, add a dated note.",
)
def form_https(entry: Entry, _: date) -> Problems:
    """Find forms that send what is typed in the clear."""
    for n, channel in enumerate(entry.broker.channels):
        if channel.kind is ChannelKind.FORM and urlsplit(channel.value).scheme == "http":
            yield ("channels", n, "value"), f"{channel.value} is not encrypted"


@record_check(
    "email-domain",
    "error",
    "An e-mail address lies under one of the record's domains or a named third party's.",
    fix="Add its domain to reply_domains if that company handles the broker's requests; else the address is wrong.",
)
def email_domain(entry: Entry, _: date) -> Problems:
    """Find addresses at a stranger's domain."""
    broker = entry.broker
    known = _sites(broker) | {*broker.reply_domains}
    for n, channel in enumerate(broker.channels):
        if channel.kind is not ChannelKind.EMAIL or channel.state in {"dead", "bounces", "closed_group"}:
            continue
        host = _host(channel.value)
        if not any(within(host, domain) for domain in known):
            yield ("channels", n, "value"), f"{channel.value} is at none of the record's domains"


@record_check(
    "evidence",
    "error",
    "Each channel says where it is known from.",
    fix="Give url or source, and seen_on; a filing and the broker's own policy always have a url.",
)
def evidence(entry: Entry, _: date) -> Problems:
    """Find evidence that names neither a page nor a source, or too little for its basis."""
    for n, channel in enumerate(entry.broker.channels):
        keys: Keys = ("channels", n, "evidence")
        for item in channel.evidence:
            if not item.url and not item.source:
                yield keys, "an entry names neither url nor source"
            if (item.agree is None) != (item.of is None) or (item.agree or 0) > (item.of or 0):
                yield keys, "agree and of belong together, and agree is at most of"
        if channel.basis in {"own_policy", "official_filing"} and not any(item.url for item in channel.evidence):
            yield keys, f"basis {channel.basis} needs the url of the page"


@record_check(
    "dates",
    "error",
    "No day lies ahead, and nothing was checked before it was seen.",
    fix="Write the day on which somebody looked, as 2026-11-23.",
)
def dates(entry: Entry, today: date) -> Problems:
    """Find days in the future and checks older than their evidence."""
    ahead = today + timedelta(days=1)  # where the sun is already up it may be tomorrow
    for n, channel in enumerate(entry.broker.channels):
        newest = max(item.seen_on for item in channel.evidence)
        if channel.checked_on > ahead or newest > ahead:
            yield ("channels", n, "checked_on"), "it names a day that lies ahead"
        if channel.checked_on < newest and channel.checked_on <= ahead:
            yield ("channels", n, "checked_on"), f"its evidence is newer ({newest})"
    for n, note in enumerate(entry.broker.notes):
        if note.on > ahead:
            yield ("notes", n, "on"), "it names a day that lies ahead"


@record_check(
    "age",
    "warning",
    "A channel was looked at within the last year.",
    fix="Open the page in its evidence, compare, and set checked_on and seen_on to today.",
)
def age(entry: Entry, today: date) -> Problems:
    """Find channels that nobody looked at for a year."""
    for n, channel in enumerate(entry.broker.channels):
        if channel.state not in {"dead", "bounces"} and today - channel.checked_on > _OLD:
            yield ("channels", n, "checked_on"), f"{channel.id} was last checked on {channel.checked_on}"


@record_check(
    "covers",
    "error",
    "A channel covers all of the broker or some of its sites.",
    fix='Write covers = "all", or domains that stand in domains or [[brands]].',
)
def covers(entry: Entry, _: date) -> Problems:
    """Find channels that cover sites which the record does not name."""
    sites = _sites(entry.broker)
    for n, channel in enumerate(entry.broker.channels):
        unknown = () if channel.covers == "all" else tuple(site for site in channel.covers if site not in sites)
        if unknown or channel.covers == ():
            yield ("channels", n, "covers"), f"it names {', '.join(unknown) or 'nothing'}"


@record_check(
    "channels",
    "error",
    "Each channel stands in the record once.",
    fix="Give each channel an id of its own; merge channels with the same value by listing all their laws and rights.",
)
def channels(entry: Entry, _: date) -> Problems:
    """Find channels with the same id, or the same value for the same people."""
    ids: set[str] = set()
    ways: set[tuple[str, str, frozenset[str]]] = set()
    for n, channel in enumerate(entry.broker.channels):
        way = (channel.kind.value, channel.value.lower(), frozenset(channel.residences))
        if channel.id in ids:
            yield ("channels", n, "id"), f"there is another channel {channel.id!r}"
        if way in ways:
            yield ("channels", n, "value"), f"there is another channel with {channel.value[:80]!r}"
        ids.add(channel.id)
        ways.add(way)


@cache
def _zones() -> set[str]:
    return available_timezones()  # reads a folder of the system at each call


def _host(value: str) -> str:
    if "@" in value:
        return value.rpartition("@")[2].lower()
    return (urlsplit(value).hostname or "") if value.startswith(("http://", "https://")) else value.lower()
