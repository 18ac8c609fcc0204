"""The invented people of the demo, and to whom each writes."""

from __future__ import annotations

from dataclasses import dataclass

from unlist.words import IdentifierKind


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who does not exist."""

    handle: str
    name: str
    address: str
    residence: str
    situation: str
    brokers: tuple[str, ...]
    identifiers: tuple[tuple[IdentifierKind, str, str], ...] = ()
    """Kind, value, and the slug of the broker in whose listing it was seen."""


PEOPLE = (
    DemoPerson(
        handle="maya",
        name="Maya Okonjo-Reyes",
        address="maya.privacy@example.org",
        residence="US-CA",
        situation="",
        brokers=("clearview-ai", "spokeo", "beenverified", "whitepages", "acxiom", "lusha", "liveramp", "epsilon"),
        identifiers=(
            (IdentifierKind.PROFILE_URL, "https://www.spokeo.com/Maya-Okonjo-Reyes/p0000000", "spokeo"),
            (IdentifierKind.PHONE, "+1 555 0100", "whitepages"),
        ),
    ),
    DemoPerson(
        handle="theo",
        name="Theo Lindqvist",
        address="theo.privacy@example.org",
        residence="US-IL",
        situation="",
        brokers=("clearview-ai", "spokeo", "nuwber", "beenverified", "people-data-labs", "radaris", "truepeoplesearch"),
        identifiers=((IdentifierKind.POSTAL_ADDRESS, "100 Example Street, Springfield", "nuwber"),),
    ),
    DemoPerson(
        handle="lena",
        name="Lena Brückmann",
        address="lena.privacy@example.org",
        residence="DE",
        situation="I teach at a school, and pupils have used a picture of mine to find where I live.",
        brokers=("clearview-ai", "schufa", "criteo", "az-direct", "adsquare", "crif", "cognism", "apollo"),
        identifiers=((IdentifierKind.EMAIL, "lena.alt@example.org", "criteo"),),
    ),
)
