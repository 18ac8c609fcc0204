"""What a letter takes from the privacy law of the person's own state: its sections, its days, how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlist.law.place_names import place_name
from unlist.law.state_laws import ADVERTISING, PROFILING, SALE, Dated, StateLaw
from unlist.law.state_rows import STATE_LAWS
from unlist.letters.model import Order
from unlist.letters.wording import listed
from unlist.words import LawId, Right

BY_LAW: dict[LawId, StateLaw] = {law.id: law for law in STATE_LAWS}
"""The states' own laws."""
CITABLE: tuple[StateLaw, ...] = tuple(law for law in STATE_LAWS if law.claims)
"""Those that letters are written under."""
_SHORT = {SALE: "sale", ADVERTISING: "targeted advertising", PROFILING: "profiling"}
_FIRST_PERSON = (("it disclosed", "you disclosed"), ("it chooses", "you choose"), ("your data", "my data"))
"""Rows speak to the person, letters speak for them."""


@dataclass(frozen=True)
class Cited:
    """Words of a row, in the first person, and where they stand."""

    text: str
    citation: str


@dataclass(frozen=True)
class StateText:
    """A state's law as a template needs it, for one right on one day; what the law does not give is empty or None."""

    name: str
    data: str
    """What the law calls the data: personal data, or personal information."""
    cited: str
    """The section that gives the right."""
    period: int
    answer: str
    """The section that names the days."""
    access_to: str
    opts_out_of: str
    """What is opted out of, as a list, each with its "of"."""
    short: str
    """The same for a subject line."""
    unverified: str
    any_size: str
    """Where it stands that any amount of data on faces is enough, at a broker that has some."""
    grew: Cited | None
    recipients: Cited | None
    appeals: bool
    bought_only: bool


def state_text(order: Order) -> StateText | None:
    """Return the state law of an order's claim; None for any other law."""
    law = BY_LAW.get(order.claim.law)
    if law is None:
        return None
    agent, on = by_agent(order), order.written_on
    purposes = law.purposes_for(by_agent=agent)
    data = "personal information" if "personal information" in law.access_to else "personal data"
    return StateText(
        name=place_name(law.state),
        data=data,
        cited=law.cite(section_of(law, order.claim.right)),
        period=law.period,
        answer=answered(law, order),
        access_to=law.access_to,
        opts_out_of=listed([f"of {one.replace('personal data', data)}" for one in purposes]),
        short=listed([_SHORT[one] for one in purposes]),
        unverified=unverified(order),
        any_size=any_size(order),
        grew=_cited(law, law.deletion_grew, on, bare=True),
        recipients=_cited(law, law.recipients, on),
        appeals=bool(law.appeal),
        bought_only=law.bought_only,
    )


def by_agent(order: Order) -> bool:
    """Say whether somebody writes with a signed permission, which most states know for opting out alone."""
    return order.sender.authority == "mandate"


def section_of(law: StateLaw, right: Right) -> str:
    """Return where a right stands, without the name of the code; empty where the law does not give it."""
    return {Right.ACCESS: law.access, Right.DELETION: law.deletion, Right.OPT_OUT: law.opt_out}.get(right, "")


def answered(law: StateLaw, order: Order) -> str:
    """Return where the days for an answer stand.

    A law on what brokers bought has a section of its own for those who collected it, who count as first parties here.
    """
    collected = law.bought_only and order.claim.variant == "first_party"
    return law.cite(law.opt_out if collected or not law.answer else law.answer)


def unverified(order: Order) -> str:
    """Return where it stands that this opt-out needs no authentication; empty where it may be asked for.

    What an agent brings may be checked in every state: who the consumer is, and that the agent may act.
    """
    law = BY_LAW.get(order.claim.law)
    if law is None or not law.unverified or order.claim.right is not Right.OPT_OUT or by_agent(order):
        return ""
    return law.cite(law.unverified)


def any_size(order: Order) -> str:
    """Return where it stands that data on faces binds a face database of any size; empty where nothing says so."""
    law = BY_LAW.get(order.claim.law)
    faces = law.any_size_for_faces if law is not None and order.broker.keyed_by_face else None
    return law.cite(faces.section) if law is not None and faces is not None and held(faces, order.written_on) else ""


def agent_citation(order: Order) -> str:
    """Return where it stands that an agent may opt out for the consumer; empty where it does not."""
    law = BY_LAW.get(order.claim.law)
    return law.cite(law.agent) if law is not None and law.agent else ""


def held(dated: Dated | None, on: date) -> bool:
    """Say whether a text of a row holds on a day."""
    return dated is not None and dated.since <= on


def _cited(law: StateLaw, dated: Dated | None, on: date, *, bare: bool = False) -> Cited | None:
    if dated is None or not held(dated, on):
        return None
    text = dated.text
    for theirs, ours in _FIRST_PERSON:
        text = text.replace(theirs, ours)
    # An act that is not in the code yet is cited by its own number.
    return Cited(text, dated.section if bare else law.cite(dated.section))
