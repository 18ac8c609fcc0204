"""Brokers and people for tests of claims, and claims as short as a table can hold them."""

from __future__ import annotations

from datetime import date

from unlist.law.claims import assess, claims
from unlist.law.model import Person
from unlist.registry.records import Broker, Channel, Evidence
from unlist.words import ChannelKind, Role

BEFORE = date(2026, 12, 31)
AFTER = date(2027, 1, 1)
NOVEMBER = date(2026, 11, 23)

# law right variant, as short as a table can be
OBJECTION_FACE = "gdpr objection face_database"
CCPA_2026 = ["ccpa opt_out", "ccpa limit", "ccpa access", "ccpa deletion collected_from_me"]
CCPA_2027 = ["ccpa opt_out", "ccpa limit", "ccpa access", "ccpa deletion full"]
GDPR_MARKETING = ["gdpr objection marketing", "gdpr deletion", "gdpr access"]
UK_MARKETING = ["uk-gdpr objection marketing", "uk-gdpr deletion", "uk-gdpr access"]
TEXAN = ["tdpsa deletion", "tdpsa opt_out", "tdpsa access"]
FCRA = ["fcra opt_out", "fcra access", "fcra rectification"]
POLITE = ["none voluntary"]
PLACES = ("US-IL", "US-CA", "US-NY", "US-TX", "DE", "FR", "GB-ENG", "GB-SCT", "CH", "BR")
AMERICANS = ("US-IL", "US-CA", "US-NY", "US-TX")


def channel(**given):
    return Channel(
        **{
            "id": "mail",
            "kind": ChannelKind.EMAIL,
            "value": "privacy@broker.example.org",
            "covers": "all",
            "basis": "own_policy",
            "checked_on": date(2026, 11, 1),
            "evidence": (Evidence(seen_on=date(2026, 11, 1), source="test"),),
            **given,
        }
    )


def broker(role=Role.DATA_BROKER, **given):
    return Broker(
        **{
            "slug": "acme",
            "name": "Acme",
            "legal_name": "Acme, Inc.",
            "role": role,
            "country": "US",
            "serves": ("US",),
            "domains": ("acme.example.org",),
            "categories": ("people_search",),
            "channels": (channel(),),
            **given,
        }
    )


def short(found):
    return [f"{claim.law} {claim.right} {claim.variant}".strip() for claim in found]


def asked(place, record, today=BEFORE, **person):
    return short(claims(Person(place, **person), record, today))


def reasons(place, record, today=BEFORE, **person):
    return {
        (exclusion.law, exclusion.right): exclusion.reason
        for exclusion in assess(Person(place, **person), record, today).exclusions
    }


REGISTERED = broker(registrations=("us-ca-2026",))
AMERICAN = broker(Role.PEOPLE_SEARCH)
EVERYWHERE = broker(serves=("US", "EU", "GB"))
GERMAN = broker(country="DE", serves=("DE",), established_in=("DE",))
BRITISH = broker(country="GB", serves=("GB",), established_in=("GB",))
FACES = broker(Role.FACE_SEARCH, serves=("US", "EU", "GB"), categories=("face_recognition",))
AGENCY = broker(Role.CONSUMER_REPORTING_AGENCY, categories=("credit",))
PLATFORM = broker(Role.FIRST_PARTY, serves=("US", "EU", "GB"), categories=("first_party",))
PROCESSOR = broker(Role.PROCESSOR)
OFFICE = broker(Role.PUBLIC_BODY)
