"""What a template is given: words of ours as they are, what was typed or recorded behind slots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unlist import reference
from unlist.errors import BadInput
from unlist.law.cubi import ONLINE_IMAGES
from unlist.law.place_names import place_name
from unlist.law.places import EEA, ONLY_EEA, country_of
from unlist.letters import states, wording
from unlist.letters.model import Earlier, Order
from unlist.letters.slots import Slots
from unlist.words import ChannelKind, LawId, Purpose, Right

_LABELS = {"profile_url": "address of the page", "dob": "date of birth", "ip": "IP address", "vin": "VIN"}
_SHORT = {LawId.GDPR: "GDPR", LawId.UK_GDPR: "UK GDPR"}
_BY_PLACE = frozenset({LawId.GDPR, LawId.UK_GDPR, LawId.CH_FADP})
"""Laws that reach a broker by its own seat, or by where the person is; only then does the letter say where that is."""


MOST_SITES = 12
"""Sites that a letter names; it says that it is about all of them."""


def context(order: Order, slots: Slots) -> dict[str, Any]:
    """Return what the template of an order is given.

    Raises BadInput when something the letter needs is missing, or holds a line break or a control character.
    """
    claim, on = order.claim, order.written_on
    if reference.normalize(order.reference) != order.reference:
        raise BadInput(f"{order.reference!r} is not a reference.", hint="It looks like UL-0000000000P.")
    values: dict[str, Any] = {
        "recipient": _recipient(order, slots),
        "today": wording.spelled(on, claim.law),
        "reference": order.reference,
        "greeting": wording.greeting(claim.law),
        "law": _SHORT.get(claim.law, ""),
        "uk": claim.law is LawId.UK_GDPR,
        "period_article": wording.period_article(claim.law, on),
        "union": _union(order),
        "asks_representative": not seated(order),
        "residence": stated_residence(order),
        "state": states.state_text(order),
        "online_images": on >= ONLINE_IMAGES,
        "listed": {item.kind.value for item in order.sender.disclosed},
        "all_sites": order.channel is None or order.channel.covers == "all",
        "sites": [slots.put(name, "The name of a site") for name in _sites(order)],
        "published": order.broker.publishes,
        "face": order.broker.keyed_by_face,
        "first_party": claim.variant == "first_party",
        "situation": slots.put(order.sender.situation, "The sentence on your situation"),
        "disputed": slots.put(order.sender.disputed, "The sentence on what is wrong"),
        "disclosed": [
            {
                "label": _LABELS.get(item.kind.value, item.kind.value.replace("_", " ")),
                "value": needed(slots.put(item.value, item.kind.value.replace("_", " ")), "An identifier"),
            }
            for item in order.sender.disclosed
        ],
        **_sender(order, slots),
    }
    if order.asked_by is not None:
        if order.asked_by <= on:
            raise BadInput(
                f"The letter asks for an answer by {order.asked_by}, which has come.", hint="Set a later day."
            )
        values["asked_by"] = wording.spelled(order.asked_by, claim.law)
    if order.purpose is not Purpose.FIRST:
        values |= _earlier(order, slots)
    return values


def needed(value: str, what: str, hint: str = "") -> str:
    """Return a value that must not be empty. Raises BadInput."""
    if not value:
        raise BadInput(f"{what} is missing.", hint=hint)
    return value


def _sender(order: Order, slots: Slots) -> dict[str, Any]:
    sender = order.sender
    writer = needed(slots.put(sender.name, "The sender's name"), "The sender's name")
    reply = slots.put(sender.reply_to or "", "The address for answers")
    subject = slots.put(sender.on_behalf_of or "", "The subject's name")
    authority = wording.AUTHORITY.get(sender.authority, "")
    if subject:
        needed(authority, f"By what right {sender.name} writes for {sender.on_behalf_of}", "See: unlist mandate add")
    if order.claim.law is LawId.CCPA and sender.authority == "mandate":
        authority += " (11 CCR 7063)"  # [V] of its predecessor 999.326: signed permission makes an authorized agent
    elif states.by_agent(order) and states.agent_citation(order):
        authority += f" ({states.agent_citation(order)})"
    return {
        "writer": writer,
        "subject": subject or writer,
        "representative": bool(subject),
        "authority": authority,
        "reply_to": needed(reply, "The address for answers", "Give it with: unlist subject edit HANDLE reply_to"),
    }


def _recipient(order: Order, slots: Slots) -> list[str]:
    """Return the lines of the address block: the controller, and for paper where it is posted to."""
    name, lines = order.broker.legal_name, [order.broker.legal_name]
    if order.channel is not None and order.channel.kind is ChannelKind.POST:
        lines += order.channel.value.removeprefix(name).lstrip(",\n ").splitlines()
    return [slots.put(line, "The broker's name or address") for line in lines if line.strip()]


def _sites(order: Order) -> list[str]:
    """Return the names of the sites that a letter to this channel is about, none where it has but one."""
    broker, channel = order.broker, order.channel
    covered = None if channel is None or channel.covers == "all" else set(channel.covers)
    names = [brand.name for brand in broker.brands if covered is None or brand.domain in covered]
    return [] if names == [broker.name] else names[:MOST_SITES]


def stated_residence(order: Order) -> str:
    """Return the place the letter says the person lives in; empty where the law does not turn on it.

    US laws that cover residents of a state always turn on it; the laws of Europe where the person's own country is
    what brings the broker under them (GDPR art. 3(2), FADP art. 3(1)), which the claim then asks them to confirm.
    """
    claim, home = order.claim, order.sender.residence
    if order.purpose is not Purpose.FIRST or claim.law is LawId.FCRA:
        return ""
    if claim.law in _BY_PLACE:
        here = country_of(claim.jurisdiction) == country_of(home)
        return place_name(home) if here and "residence" in claim.confirm else ""
    return place_name(home) if claim.law is not LawId.NONE or "residence" in claim.confirm else ""


def _union(order: Order) -> str:
    """Return where a representative under article 27 has to sit."""
    if order.claim.law is LawId.UK_GDPR:
        return "the United Kingdom"
    return "the European Economic Area" if country_of(order.sender.residence) in ONLY_EEA else "the European Union"


def seated(order: Order) -> bool:
    """Say whether the broker is known to be established where the law holds; a representative is for the others."""
    broker = order.broker
    # Where nothing is said of establishments, the country of the record is one.
    seats = set(broker.established_in if broker.established_in is not None else filter(None, [broker.country]))
    country = {LawId.UK_GDPR: "GB", LawId.CH_FADP: "CH"}.get(order.claim.law)
    return country in seats if country else bool(seats & EEA)


def _earlier(order: Order, slots: Slots) -> Mapping[str, Any]:
    earlier = order.earlier
    if earlier is None:
        raise BadInput("A second letter needs the first one.", hint="See: unlist request show")
    claim, due, on = order.claim, earlier.holds_until, order.written_on
    if order.purpose is Purpose.FOLLOW_UP and (due is None or on <= due):
        raise BadInput(
            f"A follow-up is written only after the answer was due{f' ({due})' if due else ''}.",
            hint="See when that is: unlist request why",
        )
    subject = earlier.subject_line.replace(f"[{order.reference}]", "").strip() or "my request"
    documents = dict.fromkeys(wording.DOCUMENTS.get(item, item.replace("_", " ")) for item in earlier.demanded)
    return {
        "earlier_subject": slots.put(subject, "The earlier subject"),
        "sent_on": wording.spelled(earlier.sent_on, claim.law),
        "way": wording.way(earlier.channel),
        "sent_to": needed(
            slots.put(", ".join(earlier.sent_to.splitlines()), "The address"), "Where the first letter went"
        ),
        "receipt": _receipt(earlier),
        "due_on": wording.spelled(due, claim.law) if due else "",
        "asked_first": wording.spelled(earlier.asked_by, claim.law) if earlier.asked_by else "",
        "due_citation": earlier.deadline.citations[0] if earlier.deadline.citations else "",
        "comply": (claim.law is LawId.CCPA and claim.right in {Right.OPT_OUT, Right.LIMIT})
        or claim.law is LawId.DANIELS_LAW,
        "law_name": wording.law_name(claim.law),
        "missing": wording.missing(claim.law, claim.right),
        "complaint": wording.complaint(claim.law, on),
        "demanded": slots.put(wording.listed([*documents] or ["proof of my identity"]), "What was demanded"),
        "for_myself": "authorization" in earlier.demanded and not order.sender.on_behalf_of,
        "no_verification": claim.law is LawId.CCPA and claim.right in {Right.OPT_OUT, Right.LIMIT},
        "unverified": states.unverified(order),
        "asks_less": claim.law in {LawId.BIPA, LawId.NONE},
        "swiss_access": claim.law is LawId.CH_FADP and claim.right is Right.ACCESS,
    }


def _receipt(earlier: Earlier) -> str:
    """Say what is known of the arrival: a server that took a mail proves sending only, and only mail can bounce."""
    if earlier.receipt_known:
        return "Its receipt is on record."
    return "No bounce came back." if earlier.channel == ChannelKind.EMAIL.value else ""
