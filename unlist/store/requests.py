"""Requests, disclosures and dead addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select  # noqa: TID253 - the store is the module made for it

from unlist import clock, reference
from unlist.errors import BadInput, NotFound, Refused
from unlist.law.model import Claim, Ground
from unlist.models import DeadAddress
from unlist.store.base import SUBJECT, iso
from unlist.store.database import new_id
from unlist.store.events import Events
from unlist.store.facts import DisclosureFacts, NewRequest, RequestFacts
from unlist.store.people import DISCLOSURE, PROJECTION, REQUEST
from unlist.tracker.model import Status
from unlist.words import IdentifierKind, LawId, Right, nearest

DEAD = DeadAddress.__table__  # type: ignore[attr-defined]
_STILL_OPEN = PROJECTION.c.closed_at.is_(None) & PROJECTION.c.answered_on.is_(None)


class Requests(Events):
    """The part of the store that holds what was asked."""

    def open_request(self, new: NewRequest, *, force: bool = False) -> RequestFacts:
        """Open a request, inside the transaction that also records its first event.

        Raises Refused when one is open for the same person, broker and right, unless `force`.
        """
        row_id = new_id(new.created_at)
        with self._write() as connection:
            subject = self._subject_row(connection, new.subject)
            asking = [] if force else self.asking(new.subject, new.broker, new.right)
            if asking:
                raise Refused(
                    f"{asking[0]} already asks {new.broker} for this.", hint="Give --again to ask all the same."
                )
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
                    claim_sealed=self._seal(
                        self._subject_key(subject), _claim_data(new.claim), "request", "claim", row_id
                    ),
                )
            )
            return self._requests(_QUERY.where(REQUEST.c.id == row_id))[0]

    def asking(self, subject: str, broker: str, right: Right) -> list[str]:
        """Return the references of open requests for a person, broker and right, oldest first."""
        query = (
            select(REQUEST.c.reference)
            .join(SUBJECT, SUBJECT.c.id == REQUEST.c.subject_id)
            .join(PROJECTION, PROJECTION.c.request_id == REQUEST.c.id)
            .where(SUBJECT.c.handle == subject, REQUEST.c.broker == broker, REQUEST.c.right == right.value, _STILL_OPEN)
            .order_by(REQUEST.c.id)
        )
        with self._read() as connection:
            return [str(found) for found in connection.execute(query).scalars()]

    def _requests(self, query: Select[Any]) -> list[RequestFacts]:
        with self._read() as connection:
            rows = [dict(row) for row in connection.execute(query.order_by(REQUEST.c.id)).mappings()]
            return [
                self._request_facts(row, self._subject_key({"id": row["subject_id"], "key_sealed": row["key_sealed"]}))
                for row in rows
            ]

    def requests(
        self,
        subject: str | None = None,
        *,
        open_only: bool = False,
        unread_only: bool = False,
        statuses: Collection[Status] = (),
        brokers: Collection[str] = (),
    ) -> list[RequestFacts]:
        """Return requests in the order in which they were opened.

        `open_only`: neither answered nor closed; `unread_only`: with answers that wait for a decision; `statuses` and
        `brokers` (slugs): only these, where any are given.
        """
        query = _QUERY.join(PROJECTION, PROJECTION.c.request_id == REQUEST.c.id, isouter=True)
        if open_only:
            query = query.where(PROJECTION.c.request_id.is_not(None), _STILL_OPEN)
        if unread_only:
            query = query.where(PROJECTION.c.unreviewed > 0)
        if statuses:
            query = query.where(PROJECTION.c.status.in_([status.value for status in statuses]))
        if brokers:
            query = query.where(REQUEST.c.broker.in_(list(brokers)))
        if subject is not None:
            query = query.where(SUBJECT.c.handle == self.subject(subject).handle)
        return self._requests(query)

    def queued(self, subject: str | None = None) -> list[RequestFacts]:
        """Return the requests with an approved letter that did not leave yet, the one that may leave first first."""
        query = _QUERY.join(PROJECTION, PROJECTION.c.request_id == REQUEST.c.id).where(
            PROJECTION.c.leaves_at.is_not(None)
        )
        if subject is not None:
            query = query.where(SUBJECT.c.handle == self.subject(subject).handle)
        return self._requests(query.order_by(PROJECTION.c.leaves_at))

    def sending(self) -> bool:
        """Say whether a hand-off was begun whose end is not on record."""
        query = select(PROJECTION.c.request_id).where(PROJECTION.c.status == Status.SENDING.value).limit(1)
        with self._read() as connection:
            return connection.execute(query).first() is not None

    def brokers_asked(self) -> list[str]:
        """Return the slugs of all brokers at which a request was ever opened."""
        with self._read() as connection:
            return [str(one) for one in connection.execute(select(REQUEST.c.broker).distinct()).scalars()]

    def requests_by(self, *, ids: Iterable[str] = (), references: Iterable[str] = ()) -> list[RequestFacts]:
        """Return the requests of these ids or references, in the order in which they were opened."""
        wanted = REQUEST.c.id.in_(list(ids)) | REQUEST.c.reference.in_(list(references))
        return self._requests(_QUERY.where(wanted))

    def _request_facts(self, row: dict[str, Any], key: bytes) -> RequestFacts:
        kept = self._unseal(key, row["claim_sealed"], "request", "claim", row["id"])
        law, right = LawId(row["law"]), Right(row["right"])
        own = {name: row[name] for name in ("variant", "jurisdiction", "rule")}
        grounds = tuple(Ground(*pair) for pair in kept.pop("grounds"))
        listed: dict[str, Any] = {name: tuple(kept.pop(name)) for name in ("citations", "channel_kinds", "confirm")}
        return RequestFacts(
            id=row["id"],
            reference=row["reference"],
            subject=row["handle"],
            broker=row["broker"],
            law=law,
            right=right,
            claim=Claim(law=law, right=right, grounds=grounds, **kept, **listed, **own),
            created_at=datetime.fromisoformat(row["created_at"]),
            **own,
        )

    def find_request(self, name: str, subject: str | None = None) -> RequestFacts:
        """Return the request of that reference, prefix of a reference, or broker slug.

        A slug means the one that is open there, else the latest. Raises NotFound, BadInput when several are meant.
        """
        query = _QUERY if subject is None else _QUERY.where(SUBJECT.c.handle == self.subject(subject).handle)
        wanted = (reference.normalize(name) or name).upper()
        by_slug = self._requests(query.where(REQUEST.c.broker == name.lower()))
        found = self._requests(query.where(REQUEST.c.reference == wanted)) or by_slug
        if not found and wanted.removeprefix(reference.PREFIX):
            start = wanted if wanted.startswith(reference.PREFIX) else f"{reference.PREFIX}{wanted}"
            found = self._requests(query.where(REQUEST.c.reference.startswith(start, autoescape=True)))
        if len(by_slug) > 1:
            still_open = {r.id for r in self.requests(subject, open_only=True)}
            found = [r for r in found if r.id in still_open] or found[-1:]
        if len(found) == 1:
            return found[0]
        if not found:
            known = self._requests(query)
            close = nearest(name, [r.broker for r in known] + [r.reference.lower() for r in known])
            raise NotFound(f"There is no request {name!r}.", nearest=close, hint="See: unlist request list --all")
        names = ", ".join(f"{r.reference} ({r.subject}, {r.right})" for r in found[:5])
        raise BadInput(f"{name!r} means {len(found)} requests: {names}.", hint="Name one by its reference.")

    def disclosures(self, handle: str) -> list[DisclosureFacts]:
        """Return everything that left about a person, oldest first."""
        with self._read() as connection:
            subject = self._subject_row(connection, handle)
            query = (
                select(DISCLOSURE)
                .join(REQUEST, REQUEST.c.id == DISCLOSURE.c.request_id)
                .where(REQUEST.c.subject_id == subject["id"])
                .order_by(DISCLOSURE.c.id)
            )
            rows = [dict(row) for row in connection.execute(query).mappings()]
        found: list[DisclosureFacts] = []
        for row in rows:
            value = self._unseal(self._subject_key(subject), row["value_sealed"], "disclosure", "value", row["id"])
            kind, on = IdentifierKind(row["kind"]), date.fromisoformat(row["on"])
            found.append(DisclosureFacts(row["request_id"], kind, value["value"], value["recipient"], on))
        return found

    def mark_dead(self, address: str, broker: str) -> None:
        """Never write to an address again: it bounced for good."""
        name = self.blind("address", address.lower())
        sealed = self._seal(self._master.key, address.lower(), "deadaddress", "address", name)
        with self._write() as connection:
            if connection.execute(select(DEAD.c.broker).where(DEAD.c.address_blind == name)).first() is None:
                since = iso(clock.now())
                row = {"address_blind": name, "address_sealed": sealed, "broker": broker, "since": since}
                connection.execute(DEAD.insert().values(**row))

    def revive(self, address: str) -> None:
        """Take back that an address is dead: the bounce that said so was misread."""
        with self._write() as connection:
            name = self.blind("address", address.lower())
            connection.execute(DEAD.delete().where(DEAD.c.address_blind == name))

    def dead_addresses(self) -> frozenset[str]:
        """Return the addresses of brokers that bounced for good, in lower case."""
        with self._read() as connection:
            rows = connection.execute(select(DEAD.c.address_blind, DEAD.c.address_sealed)).all()
        key = self._master.key
        return frozenset(str(self._unseal(key, sealed, "deadaddress", "address", name)) for name, sealed in rows)


_QUERY = select(REQUEST, SUBJECT.c.handle, SUBJECT.c.key_sealed).join(SUBJECT, SUBJECT.c.id == REQUEST.c.subject_id)


def _claim_data(claim: Claim) -> dict[str, Any]:
    """Return what a claim says beyond the columns of its request."""
    return {
        "title": claim.title,
        "why": claim.why,
        "grounds": [[ground.sentence, ground.citation] for ground in claim.grounds],
        "citations": list(claim.citations),
        "statutory": claim.statutory,
        "effect": claim.effect,
        "channel_kinds": list(claim.channel_kinds),
        "confirm": list(claim.confirm),
    }
