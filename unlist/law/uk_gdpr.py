"""UK GDPR and the Data Protection Act 2018, as changed in 2026. Article 77 is never cited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from unlist.law.gdpr import rights
from unlist.law.model import Claim, Exclusion, Person
from unlist.registry.records import Broker
from unlist.words import LawId


def find(person: Person, broker: Broker, today: date) -> Iterator[Claim | Exclusion | str]:
    """Yield the claims of UK GDPR, or the reason why it does not reach this broker."""
    del today
    in_uk = person.residence.partition("-")[0] == "GB" and (broker.keyed_by_face or "GB" in broker.serves)
    seated = "GB" in (broker.established_in or ())
    if not in_uk and not seated:
        yield Exclusion(LawId.UK_GDPR, None, "neither you nor its services are known to be in the United Kingdom")
        return
    reason = (
        f"{broker.name} is established in the United Kingdom (art. 3(1))"
        if seated
        else f"you are in the United Kingdom and {broker.name} keeps data on people there (art. 3(2))"
    )
    place = person.residence if in_uk else "GB-ENG"
    yield from rights(LawId.UK_GDPR, "UK GDPR", f"UK GDPR holds because {reason}.", place, broker, person)
