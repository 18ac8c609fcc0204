"""California: the CCPA and the Delete Act. DROP first; deletion in two versions by date."""

from __future__ import annotations

from datetime import date

from unlist.law.case import Case, Findings
from unlist.law.model import Claim, Exclusion, Ground
from unlist.law.rules import DROP_BEGINS, SB_923
from unlist.words import LawId, Right, Role

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
    year = _registered(case)
    if year:
        why = f"You live in California, whose register of data brokers lists {name} ({year})."
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
        day = case.person.drop_requested_on
        yield Exclusion(LawId.CCPA, Right.DELETION, f"your DROP request of {day} covers deletion here")
        return
    if case.keyed_by_name and _registered(case) and not case.person.drop_requested_on:
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


def _registered(case: Case) -> int:
    """Return the latest year for which California's register lists the broker, if it is this year's or last year's.

    Registration is due by 31 January, and records follow the register later.
    """
    latest = max(_years(case), default=0)
    return latest if latest >= case.today.year - 1 else 0


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
