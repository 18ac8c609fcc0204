"""The broker record as strict, frozen models. Unknown is absent, never false."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field  # noqa: TID253 - only checking and claims load this module

from unlist.words import ChannelKind, IdentifierKind, LawId, Right, Role

Basis = Literal["broker_reply", "delivered", "own_policy", "official_filing", "community_list"]
ChannelState = Literal["works", "unverified", "contested", "bounces", "closed_group", "dead", "captcha"]
Status = Literal["active", "defunct", "acquired", "domain_lost", "no_route"]
Term = Literal["arbitration", "class_waiver", "account", "fee", "perjury"]
Effect = Literal["deletion", "suppression", "opt_out_only", "access_then_review"]
Behavior = Literal[
    "publishes_requests",
    "charges_fee",
    "retaliates",
    "device_id_only",
    "requires_profile_url",
    "requires_photo",
    "confirm_link",
    "reply_to_confirm",
    "rejects_email",
    "wants_id",
    "relists",
    "state_gated",
    "deletion_wipes_suppression",
    "helpdesk_new_thread",
]
Regulation = Literal["fcra", "glba", "hipaa", "cmia", "iippa"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class Evidence(_Record):
    """Where a fact comes from and when it was seen: a page (`url`) or a gathering of lists (`source`)."""

    seen_on: date
    url: str | None = None
    source: str | None = None
    says: str | None = None
    agree: int | None = None
    of: int | None = None


class Brand(_Record):
    """A site run by this controller."""

    name: str
    domain: str


class Channel(_Record):
    """One way to reach the broker, what it serves for, and how well it is known."""

    id: str
    kind: ChannelKind
    value: str
    laws: tuple[LawId, ...] = ()
    rights: tuple[Right, ...] = ()
    residences: tuple[str, ...] = ()
    """ISO 3166 codes this channel is open to (`US-IL`); empty: everyone."""
    covers: Literal["all"] | tuple[str, ...]
    order: int = 1
    state: ChannelState = "unverified"
    needs: tuple[IdentifierKind, ...] = ()
    verification: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    basis: Basis
    checked_on: date
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Note(_Record):
    """A dated remark."""

    on: date
    text: str


class Broker(_Record):
    """One legal controller: the addressee of a letter."""

    slug: str
    name: str
    legal_name: str
    status: Status = "active"
    redirect_to: str | None = None
    role: Role
    country: str | None = None
    serves: tuple[str, ...] = ()
    domains: tuple[str, ...]
    reply_domains: tuple[str, ...] = ()
    categories: tuple[str, ...]
    holds: tuple[str, ...] = ()
    group: str | None = None
    languages: tuple[str, ...] = ()
    established_in: tuple[str, ...] | None = None
    time_zone: str | None = None
    regulated: tuple[Regulation, ...] = ()
    registrations: tuple[str, ...] = ()
    """Official registers that list it, with the year: `us-ca-2026`, `us-vt`."""
    effect: Effect | None = None
    lookup: str | None = None
    behaviors: tuple[Behavior, ...] = ()
    harm: int | None = Field(default=None, ge=1, le=5)
    difficulty: int | None = Field(default=None, ge=1, le=5)
    relist_after_days: int | None = Field(default=None, ge=1)
    eu_representative: str | None = None
    dpo: str | None = None
    brands: tuple[Brand, ...] = ()
    channels: tuple[Channel, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def keyed_by_face(self) -> bool:
        """Whether its records are found by a face, so that name-based mechanisms do not reach them."""
        return self.role is Role.FACE_SEARCH or "face_recognition" in self.categories

    @property
    def publishes(self) -> bool:
        """Whether it makes what it holds public, as people-search sites do."""
        return self.role is Role.PEOPLE_SEARCH or "people_search" in self.categories
