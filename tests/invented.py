"""Invented brokers and people, for tests of everything that works with a whole registry.

The records lie where a person's own records lie; their domains end in .example, which nobody can own (RFC 2606).
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from unlist import config
from unlist.home import Home
from unlist.store import Store, create_store
from unlist.store.facts import SubjectFacts
from unlist.words import IdentifierKind, Standing

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
"""A Tuesday."""

EVIDENCE = '[{ source = "public lists", seen_on = 2026-10-31, agree = 3, of = 4 }]'


def channel(name: str, kind: str, value: str, **more: str) -> str:
    """Return a channel in TOML; `more` holds further keys as TOML values."""
    extra = "".join(f"{key} = {text}\n" for key, text in more.items())
    return (
        f'[[channels]]\nid = "{name}"\nkind = "{kind}"\nvalue = "{value}"\ncovers = "all"\n{extra}'
        f'basis = "community_list"\nchecked_on = 2026-10-31\nevidence = {EVIDENCE}\n\n'
    )


HARBOR = (
    'name = "Harbor People"\nlegal_name = "Harbor People, LLC"\nrole = "people_search"\ncountry = "US"\n'
    'serves = ["US"]\ndomains = ["harbor-people.example"]\nreply_domains = ["desk-harbor.example"]\n'
    'categories = ["people_search"]\nregistrations = ["us-ca-2026"]\nharm = 4\n\n'
    + channel("email", "email", "privacy@harbor-people.example", order="1", needs='["profile_url", "phone", "dob"]')
    + channel("form", "form", "https://harbor-people.example/optout", order="2", terms='["arbitration"]')
    + channel("post", "post", "Harbor People, LLC, 1 Quay, Springfield", order="3")
)
NORDLICHT = (
    'name = "Nordlicht Auskunft"\nlegal_name = "Nordlicht Auskunft GmbH"\nrole = "data_broker"\ncountry = "DE"\n'
    'serves = ["DE"]\nestablished_in = ["DE"]\ndomains = ["nordlicht-auskunft.example"]\n'
    'categories = ["marketing"]\nharm = 4\n\n'
    + channel("email", "email", "datenschutz@nordlicht-auskunft.example", order="1", needs='["postal_address"]')
)
FACES = (
    'name = "Quay Faces"\nlegal_name = "Quay Faces, Inc."\nrole = "face_search"\ncountry = "US"\n'
    'serves = ["US", "EU", "GB"]\ndomains = ["quay-faces.example"]\ncategories = ["face_recognition"]\nharm = 5\n\n'
    + channel("email", "email", "privacy@quay-faces.example", order="1", needs='["face_photo"]')
)


def add_brokers() -> None:
    """Put the invented records where the person's own ones lie."""
    folder = config.config_dir() / "brokers"
    folder.mkdir(parents=True, exist_ok=True)
    for slug, text in (("harbor-people", HARBOR), ("nordlicht-auskunft", NORDLICHT), ("quay-faces", FACES)):
        (folder / f"{slug}.toml").write_text(text, encoding="utf-8")


def make_store(home: Home) -> Store:
    """Return a store with three people: maya in California, lena in Germany, and lena's child."""
    store = create_store(home, zone="Europe/Berlin", simulated=True, throw_away=True)
    store.add_subject(
        SubjectFacts(handle="maya", name="Maya Okonjo-Reyes", reply_to="maya@example.org", residence="US-CA")
    )
    store.add_subject(SubjectFacts(handle="lena", name="Lena Brückmann", reply_to="lena@example.org", residence="DE"))
    store.add_subject(
        SubjectFacts(
            handle="mika",
            name="Mika Brückmann",
            reply_to="lena@example.org",
            residence="DE",
            standing=Standing.MINOR,
            declared={"representative": "Lena Brückmann"},
        )
    )
    store.add_identifier(
        "maya",
        IdentifierKind.PROFILE_URL,
        "https://harbor-people.example/p/maya-1",
        seen_at="harbor-people",
        seen_on=date(2026, 11, 1),
    )
    store.add_identifier("maya", IdentifierKind.PHONE, "+1 555 0100")
    store.add_identifier("maya", IdentifierKind.DOB, "1990-02-03", seen_at="harbor-people", seen_on=date(2026, 11, 1))
    return store
