"""Brazil, Canada and Québec: their clocks. Their texts were not read whole, so no letter leans on them yet."""

from __future__ import annotations

from datetime import date

from unlist.law.case import Case, Findings
from unlist.law.model import Exclusion
from unlist.law.rule import Law, Rule
from unlist.words import LawId, Right

LGPD = Law(
    id=LawId.LGPD,
    title="Lei Geral de Proteção de Dados (Brazil), Lei 13.709/2018",
    supervised_by="the Agência Nacional de Proteção de Dados (ANPD)",
    rules=(
        Rule(
            id="br-lgpd-19",
            law=LawId.LGPD,
            right=Right.ACCESS,
            jurisdictions=("BR",),
            valid_from=date(2020, 9, 18),
            calendar="place",
            citations=("LGPD art. 19, II",),
            confidence="V",  # [V] 15 days from the request, for the full statement
            period=15,
            roll=False,
            note="The full statement has this day; a short answer is owed at once (art. 19, I).",
        ),
        Rule(
            id="br-lgpd-18",
            law=LawId.LGPD,
            right=Right.DELETION,
            jurisdictions=("BR",),
            valid_from=date(2020, 9, 18),
            calendar="place",
            citations=("LGPD art. 18, IV and para. 2",),
            confidence="V",  # [V] that no day is set
            period=30,
            roll=False,
            statutory=False,
        ),
    ),
    note="Dates can be computed; no letter cites it yet.",
)
PIPEDA = Law(
    id=LawId.PIPEDA,
    title="Personal Information Protection and Electronic Documents Act (Canada)",
    supervised_by="the Privacy Commissioner of Canada",
    rules=(
        Rule(
            id="ca-pipeda-8",
            law=LawId.PIPEDA,
            right=Right.ACCESS,
            jurisdictions=("CA",),
            valid_from=date(2001, 1, 1),
            calendar="ca",
            citations=("PIPEDA s. 8(3)", "PIPEDA s. 8(4)", "Interpretation Act s. 26, 35"),
            confidence="V",  # [V] 30 days after receipt, 30 more
            period=30,
            extension=60,
            note="The notice of more time is owed within 30 days of the request itself (s. 8(4)).",
        ),
    ),
    note="Dates can be computed; no letter cites it yet. It gives no right to erasure as such.",
)
LAW25 = Law(
    id=LawId.LAW25,
    title="Québec's private sector act, CQLR P-39.1 (Law 25)",
    supervised_by="the Commission d'accès à l'information",
    rules=tuple(
        Rule(
            id=f"ca-qc-32-{right}",
            law=LawId.LAW25,
            right=right,
            jurisdictions=("CA-QC",),
            valid_from=date(2023, 9, 22),
            calendar="ca-qc",
            citations=("CQLR P-39.1, s. 32", "CQLR I-16, s. 52"),
            confidence="B",  # [V2] 30 days; [B] that they cannot be extended; [V] I-16 s. 52, s. 61(23)
            period=30,
            note="Silence is a refusal; the Commission can then be asked within 30 days (s. 43).",
        )
        for right in (Right.ACCESS, Right.RECTIFICATION, Right.DELETION)
    ),
    note="Dates can be computed; no letter cites it yet.",
)


def find(case: Case) -> Findings:
    """Yield the laws of the person's own country that letters do not cite yet, so that nobody thinks there is none."""
    own = {"BR": (LGPD,), "CA": (PIPEDA,)}.get(case.country, ())
    for law in ((LAW25,) if case.place == "CA-QC" else ()) + own:
        if law.begins <= case.today:
            yield Exclusion(
                law.id, None, f"letters do not cite this law yet ({law.title}); its authority is {law.supervised_by}"
            )
