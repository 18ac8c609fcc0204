"""The rules of the clocks: one row a right and period of validity; each number beside its citation.

[V] read in the text, [V2] read in a secondary source, [B] believed and not read. Where a row's numbers differ, the
row is tagged by the least known and the comments tag each.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unlist.errors import BadInput
from unlist.law.places import GB_NATIONS
from unlist.law.rule import Confidence, Rule
from unlist.words import LawId, Right

SB_923 = date(2027, 1, 1)
"""[V2] From this day CCPA deletion reaches what was collected from or about the consumer."""
AB_883 = date(2027, 1, 1)
"""[V2] Stats. 2026 ch. 507: from this day the periods of the Delete Act are 30 days."""
DROP_BEGINS = date(2026, 8, 1)
"""[V] Civ. Code 1798.99.86(c)(1): brokers fetch requests from this day on; earlier ones count from it."""
DUAA_76 = date(2026, 2, 5)  # [V] art. 12A in force, SI 2026/82 reg. 2
DUAA_103 = date(2026, 6, 19)  # [V2] s. 164A in force and art. 77 omitted, SI 2026/82 reg. 3
_EVE = date(2026, 12, 31)
_NAMES = {"EEA": "the states of the EEA such as DE or IE", "GB": ", ".join(GB_NATIONS), "US": "US and its states"}
_GDPR_RIGHTS = (Right.ACCESS, Right.DELETION, Right.OBJECTION, Right.RECTIFICATION, Right.RESTRICTION)


def _gdpr() -> Iterable[Rule]:
    for right in _GDPR_RIGHTS:
        yield Rule(
            id="eu-gdpr-12-3",
            law=LawId.GDPR,
            right=right,
            jurisdictions=("EEA",),
            valid_from=date(2018, 5, 25),
            calendar="place",  # [V] Reg. 1182/71 art. 2(1): of the state in which action is to be taken
            citations=("GDPR art. 12(3)", "Reg. 1182/71 art. 3"),
            confidence="V",
            period=1,  # [V] one month of receipt
            unit="month",
            extension=3,  # [V] two further months; counted as three from receipt, the later of two readings
            pause="suspends",
            # [B] EDPB Guidelines 01/2022, para. 157; applied by the Berlin authority [V2]
            pause_note="The GDPR itself knows no pause; EDPB Guidelines 01/2022 accept one while proof of identity is "
            "awaited, if it was asked for without undue delay.",
        )
    yield Rule(
        id="eu-gdpr-78-2",
        law=LawId.GDPR,
        right=Right.COMPLAINT,
        jurisdictions=("EEA",),
        valid_from=date(2018, 5, 25),
        calendar="place",
        citations=("GDPR art. 78(2)", "Reg. 1182/71 art. 3"),
        confidence="B",
        period=3,  # [B] the authority informs of progress or outcome within three months
        unit="month",
        note="It is the authority that must tell of progress or outcome by then; after it a court can be asked.",
    )


def _uk() -> Iterable[Rule]:
    for right in _GDPR_RIGHTS:
        yield Rule(
            id="uk-gdpr-12-3",
            law=LawId.UK_GDPR,
            right=right,
            jurisdictions=("GB",),
            valid_from=date(2021, 1, 1),  # [B] end of the transition period
            valid_to=date(2026, 2, 4),
            calendar="place",
            citations=("UK GDPR art. 12(3) as it stood before 5 February 2026", "Reg. 1182/71 art. 3"),
            confidence="V2",
            period=1,
            unit="month",
            extension=3,
        )
        yield Rule(
            id="uk-gdpr-12a",
            law=LawId.UK_GDPR,
            right=right,
            jurisdictions=("GB",),
            valid_from=DUAA_76,
            calendar="place",
            citations=("UK GDPR art. 12A", "UK GDPR art. 4A and Reg. 1182/71 art. 3"),
            confidence="V",
            period=1,  # [V] one month beginning with the relevant time; the ICO counts to the corresponding date
            unit="month",
            extension=3,  # [V] 12A(3): two further months
            pause="inclusive" if right is Right.ACCESS else "",  # [V] 12A(5): requests under art. 15 only
            pause_note="Art. 12A(5): the days from the question, where it was reasonably required, to the answer do "
            "not count, both included.",
            clock_start=True,  # [V] 12A(2): the latest of receipt, identity information and fee
        )
    yield Rule(
        id="uk-s164a-ack",
        law=LawId.UK_GDPR,
        right=Right.COMPLAINT,
        jurisdictions=("GB",),
        valid_from=DUAA_103,
        calendar="place",
        citations=("DPA 2018 s. 164A(3) and (4)",),
        confidence="V",
        unit="none",
        acknowledge=30,  # [V] the first of the 30 days is the one after receipt; that it rolls is [B]
        acknowledge_unit="calendar_day",
        note="The outcome is owed without undue delay; the law names no day for it (s. 164A(4)).",
    )


def _ccpa_verified(
    id_: str, right: Right, cited: str, confidence: Confidence, since: date, to: date | None = None
) -> Rule:
    return Rule(
        id=id_,
        law=LawId.CCPA,
        right=right,
        jurisdictions=("US-CA",),
        valid_from=since,
        valid_to=to,
        calendar="us-ca",  # [V2] CCP 12a and 135; 12a(b) applies them to every code
        citations=("Cal. Civ. Code 1798.130(a)(2)(A)", "11 CCR 7021", cited, "CCP 12, 12a, 135"),
        confidence=confidence,
        period=45,  # [V] from receipt; 11 CCR 7021(b): verification does not extend it
        acknowledge=10,  # [V] business days, 11 CCR 7021(a)
        extension=90,  # [V] 11 CCR 7021(b): from the day the request is received
        literal="11 CCR 7021(b)",
    )


def _ccpa() -> Iterable[Rule]:
    since = date(2023, 3, 29)  # the regulations in their present form
    deletion = "Cal. Civ. Code 1798.105(a)"
    yield _ccpa_verified("us-ca-ccpa-delete", Right.DELETION, deletion, "V", since, _EVE)
    yield _ccpa_verified("us-ca-ccpa-delete-2027", Right.DELETION, f"{deletion} as amended by SB 923", "V2", SB_923)
    yield _ccpa_verified("us-ca-ccpa-know", Right.ACCESS, "Cal. Civ. Code 1798.110, 1798.115", "V", since)
    yield _ccpa_verified("us-ca-ccpa-correct", Right.RECTIFICATION, "Cal. Civ. Code 1798.106", "V", since)
    unverified: tuple[tuple[str, Right, str, Confidence], ...] = (
        ("us-ca-ccpa-optout", Right.OPT_OUT, "11 CCR 7026(f)", "V"),
        ("us-ca-ccpa-limit", Right.LIMIT, "11 CCR 7027", "V2"),
    )
    for id_, right, citation, confidence in unverified:
        yield Rule(
            id=id_,
            law=LawId.CCPA,
            right=right,
            jurisdictions=("US-CA",),
            valid_from=since,
            calendar="us-ca",
            citations=(citation, "11 CCR 7060(b)"),
            confidence=confidence,
            period=15,
            unit="business_day",
            note="The law says as soon as feasibly possible, and names this day as the last; it knows no extension.",
        )


def _delete_act() -> Iterable[Rule]:
    yield Rule(
        id="us-ca-drop-2026",
        law=LawId.DELETE_ACT,
        right=Right.DELETION,
        jurisdictions=("US-CA",),
        valid_from=DROP_BEGINS,
        open_from=date(2026, 1, 1),  # [V] 1798.99.86(a): DROP takes requests since then
        valid_to=_EVE,
        calendar="us-ca",
        citations=("Cal. Civ. Code 1798.99.86(c)",),
        confidence="V",
        period=45,
        first_fetch=45,
        roll=False,
    )
    yield Rule(
        id="us-ca-drop-2027",
        law=LawId.DELETE_ACT,
        right=Right.DELETION,
        jurisdictions=("US-CA",),
        valid_from=AB_883,
        calendar="us-ca",
        citations=("Cal. Civ. Code 1798.99.86(c)", "AB 883 (Stats. 2026 ch. 507)"),
        confidence="V2",
        period=30,
        first_fetch=30,
        roll=False,
    )


def _bipa() -> Iterable[Rule]:
    yield Rule(
        id="us-il-bipa",
        law=LawId.BIPA,
        right=Right.DEMAND,
        jurisdictions=("US-IL",),
        valid_from=date(2008, 10, 3),
        calendar="us-il",
        citations=("740 ILCS 14/15", "740 ILCS 14/20", "5 ILCS 70/1.11"),
        confidence="V",  # [V] that the statute sets no day
        period=30,
        statutory=False,
    )


def _fcra() -> Iterable[Rule]:
    since = date(1997, 9, 30)  # [V2] the amendments of 1996 in force, 16 CFR 601
    yield Rule(
        id="us-fcra-1681i",
        law=LawId.FCRA,
        right=Right.RECTIFICATION,
        jurisdictions=("US",),
        valid_from=since,
        calendar="us",
        citations=("15 USC 1681i(a)(1)",),
        confidence="V",
        period=30,  # [V] 1681i(a)(1)(A)
        extension=45,  # [V] 1681i(a)(1)(B): not more than 15 additional days
        roll=False,
        literal="15 USC 1681i(a)(1)(A)",
        note="The 15 further days run only if you gave the agency relevant information within the 30 "
        "(1681i(a)(1)(B)); after a free annual report it has 45 days from the first (1681j(a)(3)).",
    )
    yield Rule(
        id="us-fcra-1681b-e",
        law=LawId.FCRA,
        right=Right.OPT_OUT,
        jurisdictions=("US",),
        valid_from=since,
        calendar="us",
        citations=("15 USC 1681b(e)",),
        confidence="V2",  # [V2] 1681b(e)(4); (e)(1) to (3) [V]
        period=5,
        unit="business_day",
        note="The choice works from this day on. It counts from a notice by the agencies' own system (telephone or "
        "optoutprescreen.com) or on their signed form; a letter of your own may not be one (1681b(e)(2)).",
    )
    yield Rule(
        id="us-fcra-1681g",
        law=LawId.FCRA,
        right=Right.ACCESS,
        jurisdictions=("US",),
        valid_from=since,
        calendar="us",
        citations=("15 USC 1681g(a)",),
        confidence="V2",
        period=30,
        statutory=False,
        roll=False,
        note="The law says upon request. Only the free annual report asked for through annualcreditreport.com has a "
        "day of its own, 15 days (1681j(a)(2)).",
    )


def _voluntary() -> Iterable[Rule]:
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


RULES: tuple[Rule, ...] = (*_gdpr(), *_uk(), *_ccpa(), *_delete_act(), *_bipa(), *_fcra(), *_voluntary())
"""Every clock that is known, the older version of a rule before the newer one."""
COVERED: tuple[LawId, ...] = tuple(dict.fromkeys(rule.law for rule in RULES))
"""The laws that have clocks, in the order in which they are listed."""


def rules_of(law: LawId) -> tuple[Rule, ...]:
    """Return the clocks of a law. Raises BadInput for one that is not covered yet."""
    if law not in COVERED:
        raise BadInput(f"{law} is not covered yet.", hint=f"Covered: {', '.join(COVERED)}.")
    return tuple(rule for rule in RULES if rule.law is law)


def find(law: LawId, right: Right, place: str, received_on: date) -> Rule:
    """Return the rule for a request received on a day in a place as `places.jurisdiction` returns it.

    Raises BadInput and names what there is: for another law, right, place or day.
    """
    of_law = rules_of(law)
    of_right = [rule for rule in of_law if rule.right is right]
    if not of_right:
        known = ", ".join(sorted({rule.right.value for rule in of_law}))
        raise BadInput(f"{law} gives no right {right}.", hint=f"It gives {known}.")
    here = [rule for rule in of_right if rule.covers(place)]
    if not here:
        where = ", ".join(sorted({_NAMES.get(code, code) for rule in of_right for code in rule.jurisdictions}))
        raise BadInput(f"{law} does not hold in {place}.", hint=f"It holds in {where}.")
    for rule in here:
        if rule.in_force(received_on):
            return rule
    later = [rule.opens for rule in here if rule.opens > received_on]
    since = f"It holds from {min(later)} on." if later else "It has ended."
    raise BadInput(f"{law} {right} was not in force on {received_on}.", hint=since)
