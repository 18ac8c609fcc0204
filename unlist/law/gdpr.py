"""GDPR: who is bound, and what may be asked. Residence counts, citizenship never does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from unlist.law.calendar import EEA
from unlist.law.model import Claim, Exclusion, Ground, Person
from unlist.registry.records import Broker
from unlist.words import LawId, Right, Role

SENTENCE = "GDPR holds because {reason}."
_MARKETING = frozenset(
    {"marketing", "advertising", "adtech", "location", "b2b_contacts", "sales_intelligence", "audience"}
)


def find(person: Person, broker: Broker, today: date) -> Iterator[Claim | Exclusion | str]:
    """Yield the claims of GDPR, or the reason why it does not reach this broker."""
    reason, place = reach(person, broker)
    if not reason:
        yield Exclusion(LawId.GDPR, None, _not_reached(person, broker))
        return
    yield from rights(LawId.GDPR, "GDPR", SENTENCE.format(reason=reason), place, broker, person)
    del today


def reach(person: Person, broker: Broker) -> tuple[str, str]:
    """Return why GDPR reaches this broker, and the member state whose calendar counts; ("", "") if it does not.

    Art. 3(1): the controller is established in the Union, wherever the person is. Art. 3(2): the person is there and
    the broker offers them services or monitors their behavior, which keeping a searchable record of them is.
    """
    country = person.residence.partition("-")[0]
    seats = [seat for seat in broker.established_in or () if seat in EEA]
    if seats:
        return f"{broker.name} is established in {seats[0]} (art. 3(1))", seats[0]
    serves = broker.keyed_by_face or bool({"EU", "EEA", country} & set(broker.serves))
    if country in EEA and serves:
        return f"you are in {country} and {broker.name} keeps data on people there (art. 3(2))", country
    return "", ""


def _not_reached(person: Person, broker: Broker) -> str:
    if person.residence.partition("-")[0] in EEA:
        return f"{broker.name} is not known to be established in the EEA, nor to offer services to people there"
    return "you are not in the EEA and no establishment of it there is known"


def rights(
    law: LawId, cite: str, why: str, place: str, broker: Broker, person: Person
) -> Iterator[Claim | Exclusion | str]:
    """Yield the rights that GDPR and UK GDPR share, best first for this kind of broker."""

    def claim(
        right: Right, title: str, variant: str, *grounds: tuple[str, str], confirm: tuple[str, ...] = ()
    ) -> Claim:
        stated = ("residence",) if place == person.residence.partition("-")[0] or law is LawId.UK_GDPR else ()
        return Claim(
            law=law,
            right=right,
            title=title,
            why=why,
            variant=variant,
            grounds=tuple(Ground(sentence, f"{cite} {article}") for sentence, article in grounds),
            citations=tuple(f"{cite} {article}" for _, article in grounds),
            jurisdiction=place,
            confirm=(*stated, *confirm),
        )

    if broker.role is Role.FIRST_PARTY:
        yield claim(
            Right.OBJECTION,
            "objection to making my data available to others",
            "first_party",
            ("You may object on grounds of your particular situation", "art. 21(1)"),
            ("It must name to whom your data went", "art. 15(1)(c)"),
        )
        yield "Make photos and contacts private in the account itself: it is faster than any letter."
        return
    if broker.keyed_by_face:
        yield claim(
            Right.OBJECTION,
            "objection and erasure of face data",
            "face_database",
            ("Face templates are biometric data that may not be processed without an exception", "art. 9(1)"),
            ("You may object on grounds of your particular situation", "art. 21(1)"),
            ("What was processed unlawfully is to be erased", "art. 17(1)(d)"),
            ("Until the objection is decided, use is restricted", "art. 18(1)(d)"),
            confirm=("my_face",),
        )
        yield claim(Right.ACCESS, "access to my data", "", ("A copy, the source and the recipients", "art. 15"))
        return
    erasure = claim(
        Right.DELETION,
        "erasure of my data",
        "",
        ("Data that is no longer needed, or unlawfully processed, is to be erased", "art. 17(1)"),
        ("Every recipient is to be told", "art. 19"),
    )
    if _MARKETING & set(broker.categories) or broker.role is Role.DATA_BROKER:
        yield claim(
            Right.OBJECTION,
            "objection to direct marketing, and erasure",
            "marketing",
            ("An objection to direct marketing always holds", "art. 21(2) and (3)"),
            ("What was objected to is to be erased", "art. 17(1)(c)"),
        )
    yield erasure
    yield claim(Right.ACCESS, "access to my data", "", ("A copy, the source and the recipients", "art. 15"))
