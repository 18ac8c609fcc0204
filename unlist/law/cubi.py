"""Texas: capture or use of biometric identifiers. It gives no right to ask and sets no day for an answer."""

from __future__ import annotations

from datetime import date

from unlist.law.case import Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.law.rule import Law, Rule
from unlist.words import LawId, Right

ONLINE_IMAGES = date(2026, 1, 1)
"""[V] HB 149 of 2025: subsection (b-1), an image online is neither notice nor consent, is in force."""
_CODE = "Tex. Bus. & Com. Code 503.001"
_GROUNDS = (
    Ground("A record of your face geometry may be captured only after notice and with your consent", f"{_CODE}(b)"),
    Ground("It may be sold or disclosed only in the few cases named there", f"{_CODE}(c)(1)"),
    Ground("It must be destroyed within a year after its purpose has ended", f"{_CODE}(c)(3)"),
)
_ONLINE = Ground(
    "That a picture is on the Internet is neither notice nor consent, unless you made it public yourself",
    f"{_CODE}(b-1)",
)


def find(case: Case) -> Findings:
    """Yield the demand of a resident of Texas towards a face database."""
    if case.place != "US-TX" or not case.broker.keyed_by_face:
        return
    if case.person.by_agent:
        yield Exclusion(LawId.CUBI, None, "this demand is the subject's own to make")
        return
    grounds = (*_GROUNDS, _ONLINE) if case.today >= ONLINE_IMAGES else _GROUNDS
    yield Claim(
        law=LawId.CUBI,
        right=Right.DEMAND,
        title="demand to account for a record of my face, and to stop disclosing it",
        why=f"You live in Texas, and by its record {case.broker.name} finds people by their face; a record of face "
        f"geometry is a biometric identifier ({_CODE}(a)). Only the Attorney General enforces this law.",
        grounds=grounds,
        citations=tuple(ground.citation for ground in grounds),
        statutory=False,
        jurisdiction="US-TX",
        confirm=("residence", "my_face"),
    )


LAW = Law(
    id=LawId.CUBI,
    title="Texas law on the capture or use of biometric identifiers",
    supervised_by="the Attorney General of Texas",
    rules=(
        Rule(
            id="us-tx-cubi",
            law=LawId.CUBI,
            right=Right.DEMAND,
            jurisdictions=("US-TX",),
            valid_from=date(2009, 4, 1),
            calendar="us-tx",
            citations=(_CODE, "Tex. Gov't Code 311.014(b)"),
            confidence="V",  # [V] that the statute sets no day
            period=30,
            statutory=False,
        ),
    ),
    note="It gives no right to ask; only the Attorney General acts on it.",
)
