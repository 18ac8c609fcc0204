"""California: the CCPA and the Delete Act. DROP first; deletion in two versions by date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from unlist.law.case import SIGNAL, Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.law.rule import Confidence, Law, Rule
from unlist.words import LawId, Right, Role

SB_923 = date(2027, 1, 1)
"""[V2] From this day CCPA deletion reaches what was collected from or about the consumer."""
AB_883 = date(2027, 1, 1)
"""[V2] Stats. 2026 ch. 507: from this day the periods of the Delete Act are 30 days."""
DROP_BEGINS = date(2026, 8, 1)
"""[V] Civ. Code 1798.99.86(c)(1): brokers fetch requests from this day on; earlier ones count from it."""
_EVE = date(2026, 12, 31)

_DROP = (
    "DROP (privacy.ca.gov/drop): one request that every registered data broker must honor. "
    "Do it first; enter every old address, e-mail and phone number, then: unlist subject drop"
)
_REGISTER = "us-ca-"
_EXEMPT = "what a consumer reporting agency reports is exempt (Civ. Code 1798.145(d))"
_NO_CHECK = ("No identity check may be asked for", "11 CCR 7060(b)")
_BOTH_CLOCKS = ("Receipt is to be confirmed in 10 business days and answered in 45 days", "11 CCR 7021")
_FACE = (
    "Biometric data collected without your knowledge is not publicly available information",
    "Cal. Civ. Code 1798.140(v)(2)(B)",
)


def find(case: Case) -> Findings:
    """Yield the claims of a Californian, or the reason why there are none."""
    name, agency = case.broker.name, case.broker.role is Role.CONSUMER_REPORTING_AGENCY
    if case.place != "US-CA":
        yield Exclusion(LawId.CCPA, None, "the CCPA is for residents of California")
        return
    listed = case.registered("us-ca")
    if listed:
        why = f"You live in California, whose register of data brokers listed {name} {listed}."
    elif agency:
        yield Exclusion(LawId.CCPA, None, f"{_EXEMPT}, and it is not registered as a data broker for anything else")
        return
    elif case.data_on_people_in("US"):
        why = (
            f"You live in California, and by its record {name} has data on people in the United States; it is bound if "
            "it is a business as Civ. Code 1798.140(d) defines it."
        )
    else:
        yield Exclusion(LawId.CCPA, None, f"{name} is not known to have data on people in California")
        return
    if agency:
        why += f" This reaches what it does not hold for consumer reports: {_EXEMPT}."
    yield from _rights(case, why)
    yield SIGNAL


def _rights(case: Case, why: str) -> Findings:
    grounds = (("You may opt out of sale and sharing at any time", "Cal. Civ. Code 1798.120"), _NO_CHECK)
    yield _claim(
        case,
        Right.OPT_OUT,
        "opt-out of sale and sharing",
        why,
        *grounds,
        ("It must stop within 15 business days", "11 CCR 7026(f)"),
        *_agent(case, "11 CCR 7026(j)"),
        variant="first_party" if case.first_party else "",
    )
    if case.first_party:
        yield "Restrict in the account who can see you: it is faster than any letter."
        return
    yield _claim(
        case,
        Right.LIMIT,
        "limit of the use of sensitive information",
        why,
        ("You may limit the use of sensitive information to infer things about you", "Cal. Civ. Code 1798.121"),
        _NO_CHECK,
        ("It must comply within 15 business days", "11 CCR 7027"),
        *_agent(case, "11 CCR 7027"),
    )
    yield _claim(
        case,
        Right.ACCESS,
        "to know what is held, from whom it came and to whom it went",
        why,
        ("Categories of data, sources and third parties", "Cal. Civ. Code 1798.110"),
        ("What was sold or shared, and to which kinds of third parties", "Cal. Civ. Code 1798.115"),
        _BOTH_CLOCKS,
        *_agent(case, "11 CCR 7063"),
    )
    yield from _deletion(case, why)


def _deletion(case: Case, why: str) -> Findings:
    """Yield deletion in the version of the day, unless DROP takes its place: by name, at a registered broker."""
    if case.keyed_by_name and _covered_by_drop(case):
        yield Exclusion(LawId.CCPA, Right.DELETION, _by_drop(case))
        return
    if case.keyed_by_name and case.registered("us-ca") and not case.person.drop_requested_on:
        yield _DROP
    if case.broker.role is Role.CONSUMER_REPORTING_AGENCY:
        yield Exclusion(LawId.CCPA, Right.DELETION, f"{_EXEMPT}; for the rest of a registered broker there is DROP")
        return
    if case.today < SB_923:
        yield _claim(
            case,
            Right.DELETION,
            "deletion of what was collected from me, and politely of the rest",
            why,
            (
                "What was collected from you is to be deleted; what came from elsewhere is not reached before 2027",
                "Cal. Civ. Code 1798.105(a)",
            ),
            _BOTH_CLOCKS,
            *_agent(case, "11 CCR 7063"),
            variant="collected_from_me",
        )
        return
    yield _claim(
        case,
        Right.DELETION,
        "deletion of my data",
        why,
        (
            "What was collected from or about you is to be deleted, with the exceptions of the law",
            "Cal. Civ. Code 1798.105(a) as amended by SB 923",
        ),
        _BOTH_CLOCKS,
        *_agent(case, "11 CCR 7063"),
        variant="full",
    )


def _by_drop(case: Case) -> str:
    """Return until when the DROP request was to be honored; its periods run from the first day on which it can be."""
    requested = case.person.drop_requested_on
    assert requested is not None, "what DROP covers was requested"
    rule = next(rule for rule in DELETE_ACT.rules if rule.in_force(requested))
    last = max(requested, rule.valid_from) + timedelta(days=rule.first_fetch + rule.period)
    covers = f"your DROP request of {requested} covers deletion here"
    if case.today <= last:
        return f"{covers}, by {last} at the latest"
    return (
        f"{covers}, and its last day was {last}: see there what it says of this broker, and tell CalPrivacy if nothing"
    )


def _covered_by_drop(case: Case) -> bool:
    """Say whether a DROP request reached this broker: registered when it was made or since, and not sent back."""
    requested, slug = case.person.drop_requested_on, case.broker.slug
    if requested is None or {f"drop_not_found:{slug}", f"drop_exempted:{slug}"} & case.person.declared:
        return False
    fetched = max(requested, DROP_BEGINS)
    # Civ. Code 1798.99.82: registration is due by 31 January; until then the list of last year stands.
    since = fetched.year if fetched > date(fetched.year, 1, 31) else fetched.year - 1
    return max(_years(case), default=0) >= since


def _years(case: Case) -> list[int]:
    entries = (entry.removeprefix(_REGISTER) for entry in case.broker.registrations if entry.startswith(_REGISTER))
    return [int(year) for year in entries if year.isdigit()]


def _agent(case: Case, citation: str) -> tuple[tuple[str, str], ...]:
    return (("An agent may ask with the consumer's signed permission", citation),) if case.person.by_agent else ()


def _claim(case: Case, right: Right, title: str, why: str, *grounds: tuple[str, str], variant: str = "") -> Claim:
    stated = tuple(Ground(*ground) for ground in (*grounds, *((_FACE,) if case.broker.keyed_by_face else ())))
    return Claim(
        law=LawId.CCPA,
        right=right,
        title=title,
        why=why,
        variant=variant,
        grounds=stated,
        citations=tuple(ground.citation for ground in stated),
        jurisdiction="US-CA",
        confirm=("residence",),
    )


def _verified(id_: str, right: Right, cited: str, confidence: Confidence, since: date, to: date | None = None) -> Rule:
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


def _rules() -> Iterable[Rule]:
    since = date(2023, 3, 29)  # the regulations in their present form
    deletion = "Cal. Civ. Code 1798.105(a)"
    yield _verified("us-ca-ccpa-delete", Right.DELETION, deletion, "V", since, _EVE)
    yield _verified("us-ca-ccpa-delete-2027", Right.DELETION, f"{deletion} as amended by SB 923", "V2", SB_923)
    yield _verified("us-ca-ccpa-know", Right.ACCESS, "Cal. Civ. Code 1798.110, 1798.115", "V", since)
    yield _verified("us-ca-ccpa-correct", Right.RECTIFICATION, "Cal. Civ. Code 1798.106", "V", since)
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


LAW = Law(
    id=LawId.CCPA,
    title="California Consumer Privacy Act, Civ. Code 1798.100 ff",
    supervised_by="CalPrivacy and the Attorney General",
    rules=tuple(_rules()),
)
DELETE_ACT = Law(
    id=LawId.DELETE_ACT,
    title="California Delete Act (DROP), Civ. Code 1798.99.80 ff",
    supervised_by="CalPrivacy",
    rules=tuple(_delete_act()),
)
