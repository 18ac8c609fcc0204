"""The Fair Credit Reporting Act: rights against consumer reporting agencies in the United States."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from unlist.law.model import Claim, Exclusion, Ground, Person
from unlist.registry.records import Broker
from unlist.words import LawId, Right, Role

_WHY = "It is a consumer reporting agency (15 USC 1681a(f)): you may see your file, dispute it, and stop prescreening."
_RIGHTS = (
    (Right.OPT_OUT, "opt-out of prescreened offers", "15 USC 1681b(e)", "You may leave the lists for offers"),
    (Right.ACCESS, "disclosure of my file", "15 USC 1681g(a)", "You may see all that is in your file"),
    (Right.RECTIFICATION, "dispute of what is wrong", "15 USC 1681i(a)", "What you dispute is to be checked"),
)


def find(person: Person, broker: Broker, today: date) -> Iterator[Claim | Exclusion | str]:
    """Yield the rights of a resident of the United States towards a consumer reporting agency."""
    del today
    if broker.role is not Role.CONSUMER_REPORTING_AGENCY:
        return
    if person.residence.partition("-")[0] != "US" or (broker.country or "US") != "US":
        yield Exclusion(LawId.FCRA, None, "the FCRA is for consumers and agencies in the United States")
        return
    for right, title, citation, sentence in _RIGHTS:
        yield Claim(
            law=LawId.FCRA,
            right=right,
            title=title,
            why=_WHY,
            grounds=(Ground(sentence, citation),),
            citations=(citation,),
            statutory=right is not Right.ACCESS,
            jurisdiction="US",
            confirm=("residence",),
        )
    yield "Stop prescreened offers everywhere at optoutprescreen.com, and freeze your files: both are free."
