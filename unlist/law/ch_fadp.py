"""Switzerland: the Federal Act on Data Protection. Access has a day; erasure is a claim in court, its day is ours."""

from __future__ import annotations

from datetime import date

from unlist.law.case import Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.law.rule import Law, Rule
from unlist.words import LawId, Right, Role

_SINCE = date(2023, 9, 1)
_PROHIBIT = (
    Ground(
        "Data may not be processed against your express wish, unless something justifies it", "FADP art. 30(2)(b), 31"
    ),
    Ground("You may ask that it be deleted, and that passing it on be prohibited", "FADP art. 32(2)"),
)
_TEMPLATE = Ground("A template that identifies you by your face is sensitive data", "FADP art. 5(c)(4)")
_SEE = (
    Ground("It must give you the data itself, its origin and its recipients", "FADP art. 25(2)"),
    Ground("It must answer within 30 days, free of charge", "FADP art. 25(6) and (7); DPO art. 18(1)"),
)


def find(case: Case) -> Findings:
    """Yield the claims of Swiss law, or the reason why it does not reach this broker.

    Art. 3(1): it holds for what has its effect in Switzerland, even if it was begun abroad.
    """
    name, here = case.broker.name, case.country == "CH"
    if "CH" in case.seats:
        why = f"{name} is established in Switzerland, whose law binds it."
    elif here and case.data_on_people_in("CH"):
        why = (
            f"You are in Switzerland, and by its record {name} has data on people there: the law holds for what has "
            "its effect there, even if it was begun abroad (FADP art. 3(1))."
        )
    elif here:
        reason = f"its record names no establishment of {name} in Switzerland, and no data on people there"
        yield Exclusion(LawId.CH_FADP, None, reason)
        return
    else:
        return
    if case.broker.role is Role.PUBLIC_BODY:
        yield Exclusion(LawId.CH_FADP, None, "public bodies get no letter: other law decides what they keep")
        return
    yield from _rights(case, why, "residence" if here and "CH" not in case.seats else "")


def _rights(case: Case, why: str, confirm: str) -> Findings:
    # The holidays of the person's canton, where it is known; the broker's is not on record.
    place = case.place if case.country == "CH" else "CH"
    if case.first_party:
        yield _claim(place, Right.OBJECTION, "prohibition of making my data available to others", why, *_PROHIBIT[:1],
                     variant="first_party", confirm=(confirm,))  # fmt: skip
        yield "Make photos and contacts private in the account itself: it is faster than any letter."
        return
    face = case.broker.keyed_by_face
    yield _claim(
        place,
        Right.DELETION,
        "prohibition of processing, and deletion of my data",
        why,
        *_PROHIBIT,
        *((_TEMPLATE,) if face else ()),
        variant="face_database" if face else "",
        confirm=(confirm, "my_face" if face else ""),
    )
    yield _claim(place, Right.ACCESS, "access to my data", why, *_SEE, confirm=(confirm,))


def _claim(
    place: str, right: Right, title: str, why: str, *grounds: Ground, variant: str = "", confirm: tuple[str, ...] = ()
) -> Claim:
    return Claim(
        law=LawId.CH_FADP,
        right=right,
        title=title,
        why=why,
        variant=variant,
        grounds=grounds,
        citations=tuple(ground.citation for ground in grounds),
        statutory=right is Right.ACCESS,
        jurisdiction=place,
        confirm=tuple(filter(None, confirm)),
    )


LAW = Law(
    id=LawId.CH_FADP,
    title="Swiss Federal Act on Data Protection (FADP)",
    supervised_by="the Federal Data Protection and Information Commissioner; a civil court for erasure",
    rules=(
        Rule(
            id="ch-fadp-25",
            law=LawId.CH_FADP,
            right=Right.ACCESS,
            jurisdictions=("CH",),
            valid_from=_SINCE,
            calendar="place",
            citations=("FADP art. 25(7)", "DPO art. 18", "SR 173.110.3 art. 1"),
            confidence="V2",  # [V] 30 days, DPO 18(1); [V2] that the notice of more time is due within them
            period=30,
            extension_open=True,  # [V] DPO 18(2): the notice names the day, without a limit
            note="More time may be taken if the notice names the day (DPO art. 18(2)); the law sets no limit to it. If "
            "costs are announced, confirm within ten days or the request counts as withdrawn (DPO art. 19).",
        ),
        *[
            Rule(
                id=f"ch-fadp-32-{right}",
                law=LawId.CH_FADP,
                right=right,
                jurisdictions=("CH",),
                valid_from=_SINCE,
                calendar="place",
                citations=("FADP art. 30(2)(b), 32(2)",),
                confidence="V",  # [V] that no day is set
                period=30,
                roll=False,
                statutory=False,
            )
            for right in (Right.DELETION, Right.OBJECTION)
        ],
    ),
    note="Erasure and objection are claims that a civil court enforces; no day is set for an answer.",
)
