"""California: the CCPA and the Delete Act. DROP first; deletion in two versions by date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from unlist.law.model import Claim, Exclusion, Ground, Person
from unlist.registry.records import Broker
from unlist.words import LawId, Right, Role

SB_923 = date(2027, 1, 1)  # [V2] SB 923: deletion reaches what was collected "from or about" the consumer
_REASON = "You live in California, and this broker sells or shares data on people with whom it has no relationship."
_FIRST_PARTY_REASON = "You live in California."
_DROP = (
    "DROP (privacy.ca.gov/drop): one request that every registered data broker must honor. "
    "Do it first; enter every old address, e-mail and phone number, then: unlist subject drop"
)


def find(person: Person, broker: Broker, today: date) -> Iterator[Claim | Exclusion | str]:
    """Yield the claims of a Californian, or the reason why there are none."""
    if person.residence != "US-CA":
        yield Exclusion(LawId.CCPA, None, "the CCPA is for residents of California")
        return
    if "US" not in broker.serves and not broker.registrations:
        yield Exclusion(LawId.CCPA, None, f"{broker.name} is not known to do business in California")
        return
    if broker.role is Role.CONSUMER_REPORTING_AGENCY:
        yield Exclusion(
            LawId.CCPA, Right.DELETION, "what a consumer reporting agency reports is exempt (Civ. Code 1798.145(d))"
        )
    first_party = broker.role is Role.FIRST_PARTY
    why = _FIRST_PARTY_REASON if first_party else _REASON
    yield _claim(
        Right.OPT_OUT,
        "opt-out of sale and sharing",
        why,
        "first_party" if first_party else "",
        ("No identity check may be asked for", "11 CCR 7060(b)"),
        ("You may opt out of sale and sharing at any time", "Cal. Civ. Code 1798.120"),
        ("It must stop within 15 business days", "11 CCR 7026(f)"),
    )
    if first_party:
        yield "Restrict in the account who can see you: it is faster than any letter."
        return
    yield _claim(
        Right.LIMIT,
        "limit of the use of sensitive information",
        why,
        "",
        ("You may limit the use of sensitive personal information", "Cal. Civ. Code 1798.121"),
        ("It must comply within 15 business days", "11 CCR 7027"),
    )
    yield from _deletion(person, broker, today, why)
    yield _claim(
        Right.ACCESS,
        "to know what is held, from whom it came and to whom it went",
        why,
        "",
        ("Categories, sources and third parties", "Cal. Civ. Code 1798.110"),
        ("What was sold or shared, and to whom", "Cal. Civ. Code 1798.115"),
    )


def _deletion(person: Person, broker: Broker, today: date, why: str) -> Iterator[Claim | Exclusion | str]:
    registered = any(entry.startswith("us-ca-") for entry in broker.registrations)
    if registered and not broker.keyed_by_face:
        if person.drop_requested_on:
            yield Exclusion(
                LawId.CCPA, Right.DELETION, f"your DROP request of {person.drop_requested_on} covers deletion here"
            )
            return
        yield _DROP
    if broker.role is Role.CONSUMER_REPORTING_AGENCY:
        return
    if today < SB_923:
        yield _claim(
            Right.DELETION,
            "deletion of what was collected from me, and politely of the rest",
            why,
            "collected_from_me",
            ("What was collected from you is to be deleted; what came from elsewhere is not reached until 2027",
             "Cal. Civ. Code 1798.105(a)"),
            ("Receipt is confirmed in 10 business days, the answer due in 45 days", "11 CCR 7021"),
        )  # fmt: skip
    else:
        yield _claim(
            Right.DELETION,
            "deletion of my data",
            why,
            "full",
            (
                "What was collected from or about you is to be deleted",
                "Cal. Civ. Code 1798.105(a) as amended by SB 923",
            ),
            ("Receipt is confirmed in 10 business days, the answer due in 45 days", "11 CCR 7021"),
        )


def _claim(right: Right, title: str, why: str, variant: str, *grounds: tuple[str, str]) -> Claim:
    return Claim(
        law=LawId.CCPA,
        right=right,
        title=title,
        why=why,
        variant=variant,
        grounds=tuple(Ground(*ground) for ground in grounds),
        citations=tuple(citation for _, citation in grounds),
        jurisdiction="US-CA",
        confirm=("residence",),
    )
