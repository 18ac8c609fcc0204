"""Before anything personal leaves: is the address still on record, and does its domain still take mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from unlist.channels import Deferred, Failed
from unlist.errors import NotFound, OutOfReach
from unlist.outbox.transport import LookUp
from unlist.registry.domains import registrable
from unlist.registry.load import broker as load_broker
from unlist.store import Store

GOOD_FOR = timedelta(hours=24)
"""How long what DNS said of a domain is believed."""


@dataclass(frozen=True)
class Held:
    """The letter does not leave until the person did something; nothing of it left."""

    reason: str


def guard(store: Store, slug: str, recipient: str, look_up: LookUp, *, at: datetime) -> Held | Deferred | Failed | None:
    """Return what speaks against writing to an address now; None if nothing does."""
    if not _on_record(slug, recipient):
        return Held(f"{recipient} does not stand in the record of {slug} any more. Withdraw it, and plan anew.")
    domain = recipient.rpartition("@")[2].lower()
    before = store.mail_hosts(domain)
    if before and at - before.looked_at < GOOD_FOR:
        return None
    try:
        found = look_up(domain)
    except OutOfReach as problem:
        return Deferred(problem.message)
    if not found.exists:
        return Failed(f"The domain {domain} does not exist. Nothing was sent.", address_dead=True)
    if not found.takes_mail:
        return Failed(f"The domain {domain} takes no mail. Nothing was sent.", address_dead=True)
    owners = frozenset(registrable(host) for host in found.hosts)
    if before and before.owners and not owners & before.owners:
        return Held(
            f"the mail of {domain} now goes to {', '.join(sorted(owners))}, no more to "
            f"{', '.join(sorted(before.owners))}: the domain may have another owner. Look at the broker's own page, "
            f"then: unlist send --trust {domain}"
        )
    store.remember_hosts(domain, owners, at)
    return None


def _on_record(slug: str, recipient: str) -> bool:
    try:
        record = load_broker(slug)
    except NotFound:
        return False
    return any(route.value.lower() == recipient.lower() for route in record.channels)
