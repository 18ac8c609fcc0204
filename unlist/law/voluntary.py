"""Where no statute helps: the broker's own published opt-out, asked for politely, with no citation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from unlist.law.case import Case, Findings
from unlist.law.model import Claim, Exclusion
from unlist.law.place_names import told
from unlist.law.rule import Law, Rule
from unlist.words import ChannelKind, LawId, Right, Role

if TYPE_CHECKING:
    from unlist.registry.records import Channel

_DEAD = frozenset({"dead", "bounces", "closed_group"})
_NOT_ASKED = {
    Role.FIRST_PARTY: "the settings of an account there are the way, and no letter asks to erase one",
    Role.PROCESSOR: "it processes for others; its customers are the ones to ask",
    Role.PUBLIC_BODY: "a public body has no opt-out of its own; the law on its records is the way",
}


def photo_form(case: Case) -> Findings:
    """Yield the form that blocks a face from search, where the record knows one for the person's residence."""
    if case.broker.keyed_by_face and not case.person.by_agent and any(_is_photo_form(c, case) for c in _alive(case)):
        yield Claim(
            law=LawId.NONE,
            right=Right.VOLUNTARY,
            title="its photo form: my face is blocked from search results",
            why=f"By its record {case.broker.name} keeps a form for residents of {told(case.place)}. It suppresses "
            "and does not delete.",
            variant="photo_form",
            statutory=False,
            jurisdiction=case.place,
            effect="suppression",
            channel_kinds=(ChannelKind.FORM.value,),
            confirm=("residence", "my_face"),
        )


def polite(case: Case) -> Findings:
    """Yield the polite request, or the reason why there is not even that."""
    if case.broker.role in _NOT_ASKED:
        yield Exclusion(LawId.NONE, Right.VOLUNTARY, _NOT_ASKED[case.broker.role])
    elif not _alive(case):
        yield Exclusion(LawId.NONE, Right.VOLUNTARY, "no way to reach it is known")
    else:
        yield Claim(
            law=LawId.NONE,
            right=Right.VOLUNTARY,
            title="removal under its own policy, asked for politely",
            why=f"The letter claims no statute: it asks {case.broker.name}, under its own policy, for what it can do "
            "by itself.",
            statutory=False,
            # Parts of other countries have no calendar here, and the day is the sender's own.
            jurisdiction=case.place if case.country in {"US", "GB"} else case.country,
        )


def _alive(case: Case) -> list[Channel]:
    return [channel for channel in case.broker.channels if channel.state not in _DEAD]


def _is_photo_form(channel: Channel, case: Case) -> bool:
    return channel.kind is ChannelKind.FORM and Right.VOLUNTARY in channel.rights and case.place in channel.residences


def _rules() -> Iterable[Rule]:
    yield Rule(
        id="voluntary",
        law=LawId.NONE,
        right=Right.VOLUNTARY,
        jurisdictions=("*",),
        valid_from=date(1970, 1, 1),
        calendar="place",
        citations=("no statute: a day that the sender sets",),
        confidence="V",
        period=30,
        statutory=False,
        roll=False,
    )


LAW = Law(
    id=LawId.NONE,
    title="no statute: the broker's own published opt-out",
    supervised_by="nobody",
    rules=tuple(_rules()),
)
