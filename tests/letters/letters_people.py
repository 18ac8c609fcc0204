"""Invented brokers and people, and how orders of letters are made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from unlist.law.model import Claim, Deadline
from unlist.letters.model import Disclosed, Earlier, Order, Sender
from unlist.registry.records import Broker, Channel, Evidence
from unlist.words import ChannelKind, IdentifierKind, LawId, Purpose, Right, Role

ON = date(2026, 11, 24)
ASKED_BY = date(2026, 12, 24)
REFERENCE = "UL-7Q2M4K9XT09"
"""The check character by hand, ISO 7064 MOD 37,36 (each step: sum mod 36, doubled mod 37): 14 8 20 12 32 32 10 14 14 28."""
SITUATION = "I work with people who threaten me, and my face leads them to my home."
DISPUTED = "The account with Example Bank is listed as unpaid; I paid it in full."

L, R, P = LawId, Right, Purpose


def broker(slug: str, legal_name: str, role: Role, country: str | None, *categories: str, **more: Any) -> Broker:
    return Broker(
        slug=slug,
        name=legal_name.partition(",")[0],
        legal_name=legal_name,
        role=role,
        country=country,
        domains=(f"{slug}.example",),
        categories=categories,
        **more,
    )


FACES = broker("quay-faces", "Quay Faces, Inc.", Role.FACE_SEARCH, "US", "face_recognition")
FACES_PL = broker("twarze", "Twarze Sp. z o.o.", Role.FACE_SEARCH, "PL", "face_recognition", established_in=("PL",))
PEOPLE = broker("harbor-people", "Harbor People, LLC", Role.PEOPLE_SEARCH, "US", "people_search")
MARKETING = broker("nordlicht", "Nordlicht Daten GmbH", Role.DATA_BROKER, "DE", "marketing", established_in=("DE",))
CREDIT = broker("bureau", "Example Bureau, Inc.", Role.CONSUMER_REPORTING_AGENCY, "US", "credit")
ACCOUNT = broker("plaza", "Example Plaza, Inc.", Role.FIRST_PARTY, "US", "first_party")

LISTING = Disclosed(IdentifierKind.PROFILE_URL, "https://harbor-people.example/p/alex-1", "you saw it in its listing")
PHONE = Disclosed(IdentifierKind.PHONE, "+1 555 0100", "you saw it in its listing")


def channel(kind: ChannelKind, value: str) -> Channel:
    return Channel(
        id=kind.value,
        kind=kind,
        value=value,
        covers="all",
        basis="community_list",
        checked_on=date(2026, 10, 31),
        evidence=(Evidence(seen_on=date(2026, 10, 31), source="public lists"),),
    )


POST = channel(ChannelKind.POST, "Quay Faces, Inc., 1 Quay Street #21, Springfield, TX, United States")
POST_LINES = channel(ChannelKind.POST, "Nordlicht Daten GmbH\nDatenschutz\nAm Hafen 1\n20457 Hamburg")


def claim(law: LawId, right: Right, variant: str = "", *, statutory: bool = True, place: str, by: str = "") -> Claim:
    """Return a claim as the laws give it; `by` holds what the person has to confirm."""
    return Claim(
        law=law,
        right=right,
        title="",
        why="",
        variant=variant,
        statutory=statutory,
        jurisdiction=place,
        confirm=tuple(by.split()),
    )


def person(residence: str, **more: Any) -> Sender:
    return replace(Sender(name="Alex Sample", residence=residence, reply_to="alex@example.org"), **more)


def order(what: Claim, to: Broker, sender: Sender, **more: Any) -> Order:
    return replace(
        Order(
            purpose=Purpose.FIRST,
            claim=what,
            broker=to,
            channel=None,
            sender=sender,
            reference=REFERENCE,
            written_on=ON,
        ),
        **more,
    )


def gdpr(right: Right, variant: str = "", *, place: str = "DE", by: str = "residence") -> Claim:
    return claim(L.GDPR, right, variant, place=place, by=by)


def uk(right: Right, variant: str = "") -> Claim:
    return claim(L.UK_GDPR, right, variant, place="GB-ENG", by="residence")


def ccpa(right: Right, variant: str = "") -> Claim:
    return claim(L.CCPA, right, variant, place="US-CA", by="residence")


def own(law: LawId, right: Right, variant: str = "", *, place: str, by: str = "") -> Claim:
    return claim(law, right, variant, statutory=False, place=place, by=by)


LATER = date(2027, 1, 12)
NEW_DAY = date(2027, 1, 26)
SENT = "2026-11-24"


def clock(law: LawId, right: Right, due: str, citation: str, *, statutory: bool = True, sent: str) -> Deadline:
    return Deadline(
        law=law,
        right=right,
        jurisdiction="",
        received_on=date.fromisoformat(sent),
        statutory=statutory,
        rule="",
        valid_from=date(2018, 5, 25),
        due_on=date.fromisoformat(due),
        citations=(citation,),
    )


def earlier(running: Deadline, **more: Any) -> Earlier:
    return replace(
        Earlier(
            sent_on=running.received_on,
            sent_to="privacy@quay-faces.example",
            channel="email",
            receipt_known=False,
            deadline=running,
            subject_line=f"A request of mine [{REFERENCE}]",
            message_id="<ul-7q2m4k9xt09.1.abc@example.org>",
        ),
        **more,
    )


def second(
    what: Claim, to: Broker, sender: Sender, first: Earlier, purpose: Purpose = P.FOLLOW_UP, **more: Any
) -> Order:
    # What a person confirmed for the first letter does not come back from the store.
    return order(
        replace(what, confirm=()),
        to,
        sender,
        purpose=purpose,
        earlier=first,
        **{"written_on": LATER, "asked_by": NEW_DAY, **more},
    )


def own_clock(law: LawId, right: Right) -> Deadline:
    return clock(law, right, "2026-12-24", "", statutory=False, sent=SENT)


def identity(what: Claim, to: Broker, sender: Sender, running: Deadline, *demanded: str) -> Order:
    first = earlier(running, demanded=demanded)
    return second(what, to, sender, first, P.IDENTITY_REPLY, written_on=date(2026, 12, 1), asked_by=None)


DE, GB, CA, IL, NY = person("DE"), person("GB-ENG"), person("US-CA"), person("US-IL"), person("US-NY")
