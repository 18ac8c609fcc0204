"""Connecticut's data broker act of 2026: one request to all brokers, from October 2028 on."""

from __future__ import annotations

from datetime import date

from unlist.law.rule import Law, Rule
from unlist.words import LawId, Right

LAW = Law(
    id=LawId.CT_DELETE_ACT,
    title="Connecticut's state deletion mechanism, P.A. 26-64",
    supervised_by="the Department of Consumer Protection of Connecticut",
    rules=(
        Rule(
            id="us-ct-delete-act",
            law=LawId.CT_DELETE_ACT,
            right=Right.DELETION,
            jurisdictions=("US-CT",),
            valid_from=date(2028, 10, 1),  # [V2] brokers must use the mechanism from then on
            calendar="state",
            citations=("P.A. 26-64",),
            confidence="V2",
            period=45,  # [V2] from the day on which a broker fetches the request
            first_fetch=45,  # [V2] at least every 45 days
            roll=False,
        ),
    ),
    note="The state opens the mechanism by 2028-07-01; until brokers must use it, no letter rests on it.",
)
