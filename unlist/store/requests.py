"""Requests, disclosures and dead addresses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select  # noqa: TID253 - the store is the module made for it

from unlist import clock, reference
from unlist.errors import BadInput, NotFound, Refused
from unlist.models import DeadAddress, Disclosure
from unlist.store.base import SUBJECT, iso
from unlist.store.database import explained, new_id
from unlist.store.events import Events
from unlist.store.facts import DisclosureFacts, NewRequest, RequestFacts
from unlist.store.people import PROJECTION, REQUEST
from unlist.words import IdentifierKind, LawId, Right, nearest

DISCLOSURE = Disclosure.__table__  # type: ignore[attr-defined]
DEAD = DeadAddress.__table__  # type: ignore[attr-defined]


class Requests(Events):
    """The part of the store that holds what was asked."""

    def open_request(self, new: NewRequest, *, force: bool = False) -> RequestFacts:
        """Open a request. Raises Refused when one is open for the same person, broker and right, unless `force`."""
        row_id = new_id(new.created_at)
        with explained(self._home.database), self._engine.begin() as connection:
            subject = self._subject_row(connection, new.subject)
            still_open = connection.execute(
                select(REQUEST.c.reference)
                .join(PROJECTION, PROJECTION.c.request_id == REQUEST.c.id, isouter=True)
                .where(
                    REQUEST.c.subject_id == subject["id"],
                    REQUEST.c.broker == new.broker,
                    REQUEST.c.right == new.right.value,
                    PROJECTION.c.closed_at.is_(None),
                    PROJECTION.c.answered_on.is_(None),
                )
            ).first()
            if still_open and not force:
                raise Refused(
                    f"{still_open[0]} already asks {new.broker} for this.", hint="Give --again to ask all the same."
                )
            claim = self._seal(self._subject_key(subject), dict(new.claim), "request", "claim", row_id)
            connection.execute(
                REQUEST.insert().values(
                    id=row_id,
                    reference=new.reference,
                    subject_id=subject["id"],
                    broker=new.broker,
                    law=new.law.value,
                    right=new.right.value,
                    variant=new.variant,
                    jurisdiction=new.jurisdiction,
                    rule=new.rule,
                    created_at=iso(new.created_at),
                    claim_sealed=claim,
                )
            )
        return self._one(row_id)

    def _one(self, request_id: str) -> RequestFacts:
        return next(request for request in self.requests() if request.id == request_id)

    def requests(self, subject: str | None = None, *, open_only: bool = False) -> list[RequestFacts]:
        """Return requests in the order in which they were opened; open ones are neither answered nor closed."""
        query = select(REQUEST, SUBJECT.c.handle).join(SUBJECT, SUBJECT.c.id == REQUEST.c.subject_id)
        if open_only:
            query = query.join(PROJECTION, PROJECTION.c.request_id == REQUEST.c.id).where(
                PROJECTION.c.closed_at.is_(None), PROJECTION.c.answered_on.is_(None)
            )
        with explained(self._home.database), self._engine.begin() as connection:
            if subject is not None:
                query = query.where(REQUEST.c.subject_id == self._subject_row(connection, subject)["id"])
            rows = [dict(row) for row in connection.execute(query.order_by(REQUEST.c.id)).mappings()]
            keys = {
                row["subject_id"]: self._subject_key(self._subject_by_id(connection, row["subject_id"])) for row in rows
            }
        return [self._request_facts(row, keys[row["subject_id"]]) for row in rows]

    def _request_facts(self, row: dict[str, Any], key: bytes) -> RequestFacts:
        return RequestFacts(
            id=row["id"],
            reference=row["reference"],
            subject=row["handle"],
            broker=row["broker"],
            law=LawId(row["law"]),
            right=Right(row["right"]),
            variant=row["variant"],
            jurisdiction=row["jurisdiction"],
            rule=row["rule"],
            claim=self._unseal(key, row["claim_sealed"], "request", "claim", row["id"]),
            created_at=datetime.fromisoformat(row["created_at"]),
        )

    def find_request(self, name: str, subject: str | None = None) -> RequestFacts:
        """Return the request of that reference, prefix of a reference, or broker slug.

        A slug means the one that is open there, else the latest. Raises NotFound, BadInput when several are meant.
        """
        known = self.requests(subject)
        wanted = (reference.normalize(name) or name).upper()
        exact = [r for r in known if r.reference == wanted]
        by_prefix = [r for r in known if r.reference.startswith(wanted) or r.reference.startswith(f"UL-{wanted}")]
        by_slug = [r for r in known if r.broker == name.lower()]
        found = exact or by_slug or by_prefix
        if by_slug and not exact and len(found) > 1:
            still_open = {r.id for r in self.requests(subject, open_only=True)}
            found = [r for r in found if r.id in still_open] or found[-1:]
        if len(found) == 1:
            return found[0]
        if not found:
            close = nearest(name, [r.broker for r in known] + [r.reference for r in known])
            raise NotFound(f"There is no request {name!r}.", nearest=close, hint="See: unlist request list --all")
        names = ", ".join(f"{r.reference} ({r.subject}, {r.right})" for r in found[:5])
        raise BadInput(f"{name!r} means {len(found)} requests: {names}.", hint="Name one by its reference.")

    def disclose(self, request_id: str, kind: IdentifierKind, value: str, recipient: str, on: date) -> None:
        """Record that an identifier left for a broker."""
        row_id = new_id(clock.now())
        with explained(self._home.database), self._engine.begin() as connection:
            sealed = {"value": value, "recipient": recipient}
            connection.execute(
                DISCLOSURE.insert().values(
                    id=row_id,
                    request_id=request_id,
                    kind=kind.value,
                    on=on.isoformat(),
                    value_sealed=self._seal(
                        self._key_of(connection, request_id), sealed, "disclosure", "value", row_id
                    ),
                )
            )

    def disclosures(self, handle: str) -> list[DisclosureFacts]:
        """Return everything that left about a person, oldest first."""
        found: list[DisclosureFacts] = []
        for request in self.requests(handle):
            with explained(self._home.database), self._engine.begin() as connection:
                query = select(DISCLOSURE).where(DISCLOSURE.c.request_id == request.id).order_by(DISCLOSURE.c.id)
                rows = [dict(row) for row in connection.execute(query).mappings()]
                key = self._key_of(connection, request.id)
            for row in rows:
                value = self._unseal(key, row["value_sealed"], "disclosure", "value", row["id"])
                kind, on = IdentifierKind(row["kind"]), date.fromisoformat(row["on"])
                found.append(DisclosureFacts(request.id, kind, value["value"], value["recipient"], on))
        return found

    def disclosed_kinds(self, request_id: str) -> list[str]:
        """Return which kinds of identifier a broker was given: a "no record" is only as wide as these."""
        query = select(DISCLOSURE.c.kind).where(DISCLOSURE.c.request_id == request_id).distinct()
        with explained(self._home.database), self._engine.begin() as connection:
            kinds = sorted(row[0] for row in connection.execute(query))
        return ["full_name", *(kind for kind in kinds if kind != "full_name")]

    def mark_dead(self, address: str, broker: str) -> None:
        """Never write to an address again: it bounced for good."""
        with explained(self._home.database), self._engine.begin() as connection:
            known = connection.execute(select(DEAD.c.address).where(DEAD.c.address == address.lower())).first()
            if not known:
                since = iso(clock.now())
                connection.execute(DEAD.insert().values(address=address.lower(), broker=broker, since=since))

    def dead_addresses(self) -> frozenset[str]:
        """Return the addresses of brokers that bounced for good, in lower case."""
        with explained(self._home.database), self._engine.begin() as connection:
            return frozenset(row[0] for row in connection.execute(select(DEAD.c.address)))
