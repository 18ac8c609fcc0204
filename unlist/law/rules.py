"""The rules of the clocks: one row a law, right and period of validity; each number beside its citation.

How well a number is known: V, read in the text; V2, read in a secondary source; B, believed and not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from unlist.words import LawId, Right

Unit = Literal["month", "calendar_day", "business_day", "none"]
Confidence = Literal["V", "V2", "B"]
CalendarName = Literal["member_state", "gb", "us-ca", "us-il", "us"]


@dataclass(frozen=True)
class Rule:
    """One clock. `period` and `extension` are counted in their units; the extension from receipt."""

    id: str
    law: LawId
    right: Right
    jurisdictions: tuple[str, ...]
    """ISO 3166 prefixes; `EEA` stands for its states, `*` for everywhere."""
    valid_from: date
    calendar: CalendarName
    citations: tuple[str, ...]
    confidence: Confidence
    period: int = 0
    unit: Unit = "calendar_day"
    roll: bool = True
    acknowledge: int = 0
    acknowledge_unit: Unit = "business_day"
    extension: int = 0
    """Length of the whole period with its extension, from receipt, in the rule's unit; 0: none."""
    pause: Literal["", "suspends", "inclusive"] = ""
    clock_start: bool = False
    statutory: bool = True
    valid_to: date | None = None
    first_fetch: int = 0
    """Delete Act: days within which a broker must first fetch the request; the period comes after."""
    note: str = ""


_GDPR_RIGHTS = (Right.ACCESS, Right.DELETION, Right.OBJECTION, Right.RECTIFICATION, Right.RESTRICTION)
_UK_2026 = date(2026, 2, 5)
_CCPA_REGS = date(2023, 3, 29)
_AB_883 = date(2027, 1, 1)
_EVE = date(2026, 12, 31)


def _gdpr() -> Sequence[Rule]:
    clock = [
        Rule(
            "eu-gdpr-12-3",
            LawId.GDPR,
            right,
            ("EEA",),
            date(2018, 5, 25),
            "member_state",
            ("GDPR art. 12(3)", "Reg. 1182/71 art. 3"),
            "V",
            period=1,
            unit="month",
            extension=3,  # [V] two further months; counted as three from receipt, the later reading
            pause="suspends",  # [B] EDPB 01/2022 accepts a suspension for identity; the text has none
            note="A controller may suspend the month while it waits for proof of identity, asked for without delay.",
        )
        for right in _GDPR_RIGHTS
    ]
    complaint = Rule(
        "eu-gdpr-78-2",
        LawId.GDPR,
        Right.COMPLAINT,
        ("EEA",),
        date(2018, 5, 25),
        "member_state",
        ("GDPR art. 78(2)", "Reg. 1182/71 art. 3"),
        "B",
        period=3,
        unit="month",
    )
    return [*clock, complaint]


def _uk() -> Sequence[Rule]:
    rules = []
    for right in _GDPR_RIGHTS:
        rules += [
            Rule(
                "uk-gdpr-12-3",
                LawId.UK_GDPR,
                right,
                ("GB",),
                date(2021, 1, 1),
                "gb",
                ("UK GDPR art. 12(3) as it stood before 5 February 2026", "Reg. 1182/71 art. 3"),
                "V2",
                period=1,
                unit="month",
                extension=3,
                valid_to=date(2026, 2, 4),
            ),
            Rule(
                "uk-gdpr-12a",
                LawId.UK_GDPR,
                right,
                ("GB",),
                _UK_2026,
                "gb",
                ("UK GDPR art. 12A", "DUAA 2025 s. 76"),
                "V",
                period=1,
                unit="month",
                extension=3,  # [V] 12A(3): two further months
                pause="inclusive" if right is Right.ACCESS else "",  # [V] 12A(5): requests under art. 15 only
                clock_start=True,  # [V] 12A(2): latest of receipt, identity information, fee
            ),
        ]
    rules.append(
        Rule(
            "uk-s164a",
            LawId.UK_GDPR,
            Right.COMPLAINT,
            ("GB",),
            date(2026, 6, 19),
            "gb",
            ("DPA 2018 s. 164A(3)", "DUAA 2025 s. 103"),
            "V",
            unit="none",
            acknowledge=30,
            acknowledge_unit="calendar_day",  # [V] 30 days; the day after receipt is first
            note="The outcome is owed without undue delay; the law names no day for it.",
        )
    )
    return rules


def _ccpa() -> Sequence[Rule]:
    verified = [
        Rule(
            "us-ca-ccpa-45",
            LawId.CCPA,
            right,
            ("US-CA",),
            _CCPA_REGS,
            "us-ca",
            ("Cal. Civ. Code 1798.130(a)(2)(A)", "11 CCR 7021", "CCP 12, 12a, 135"),
            "V",
            period=45,  # [V] from receipt, verification does not extend it
            acknowledge=10,  # [V] 11 CCR 7021(a)
            extension=90,  # [V] from the day the request is received
            note="Read literally, 11 CCR 7021(b) begins the 45 days on the day of receipt and ends a day earlier.",
        )
        for right in (Right.DELETION, Right.ACCESS, Right.RECTIFICATION)
    ]
    unverified = [
        Rule(
            f"us-ca-ccpa-{right}",
            LawId.CCPA,
            right,
            ("US-CA",),
            _CCPA_REGS,
            "us-ca",
            (citation, "11 CCR 7060(b)"),
            "V",
            period=15,
            unit="business_day",
        )
        for right, citation in ((Right.OPT_OUT, "11 CCR 7026(f)"), (Right.LIMIT, "11 CCR 7027"))
    ]
    return [*verified, *unverified]


def _delete_act() -> Sequence[Rule]:
    return [
        Rule(
            "us-ca-drop-2026",
            LawId.DELETE_ACT,
            Right.DELETION,
            ("US-CA",),
            date(2026, 1, 1),
            "us-ca",
            ("Cal. Civ. Code 1798.99.86(c)",),
            "V",
            period=45,
            first_fetch=45,
            roll=False,
            valid_to=_EVE,
        ),
        Rule(
            "us-ca-drop-2027",
            LawId.DELETE_ACT,
            Right.DELETION,
            ("US-CA",),
            _AB_883,
            "us-ca",
            ("Cal. Civ. Code 1798.99.86(c)", "AB 883 (Stats. 2026 ch. 507)"),
            "V2",
            period=30,
            first_fetch=30,
            roll=False,
        ),
    ]


def _others() -> Sequence[Rule]:
    return [
        Rule(
            "us-il-bipa",
            LawId.BIPA,
            Right.DEMAND,
            ("US-IL",),
            date(2008, 10, 3),
            "us-il",
            ("740 ILCS 14/15", "740 ILCS 14/20", "5 ILCS 70/1.11"),
            "V",
            period=30,
            statutory=False,
            note="The statute sets no day for an answer; these 30 days are the sender's own.",
        ),
        Rule(
            "us-fcra-1681i",
            LawId.FCRA,
            Right.RECTIFICATION,
            ("US",),
            date(1997, 9, 30),
            "us",
            ("15 USC 1681i(a)(1)",),
            "V",
            period=30,
            extension=45,
            roll=False,
            note="The 15 further days are for information that the consumer adds within the 30.",
        ),
        Rule(
            "us-fcra-1681b",
            LawId.FCRA,
            Right.OPT_OUT,
            ("US",),
            date(1997, 9, 30),
            "us",
            ("15 USC 1681b(e)(4)",),
            "V",
            period=5,
            unit="business_day",
        ),
        Rule(
            "us-fcra-1681g",
            LawId.FCRA,
            Right.ACCESS,
            ("US",),
            date(1997, 9, 30),
            "us",
            ("15 USC 1681g(a)",),
            "V2",
            period=30,
            statutory=False,
            roll=False,
            note="The statute says upon request and names no day; these 30 days are the sender's own.",
        ),
        Rule(
            "voluntary",
            LawId.NONE,
            Right.VOLUNTARY,
            ("*",),
            date(1970, 1, 1),
            "us",
            ("no statute: a day the sender sets",),
            "V",
            period=30,
            statutory=False,
            roll=False,
        ),
    ]


RULES: tuple[Rule, ...] = (*_gdpr(), *_uk(), *_ccpa(), *_delete_act(), *_others())
"""Every clock that is known, the older version of a rule before the newer one."""
