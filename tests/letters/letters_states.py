"""Orders under the states' laws, Swiss law, and laws on faces and home addresses; the states' sections by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from letters_people import (
    ACCOUNT,
    ASKED_BY,
    FACES,
    LATER,
    LISTING,
    MARKETING,
    PEOPLE,
    PHONE,
    SENT,
    broker,
    claim,
    clock,
    earlier,
    identity,
    order,
    own_clock,
    person,
    second,
)

from unlist.law.model import Claim
from unlist.letters.model import Disclosed, Order, Sender
from unlist.words import IdentifierKind, LawId, Right, Role

L, R = LawId, Right


@dataclass(frozen=True)
class State:
    """One state as its own code has it; empty where it gives no such right against a broker."""

    place: str
    name: str
    deletion: str
    opt_out: str
    access: str
    days: int
    answer: str
    complaint: str

    def cites(self, right: Right) -> str:
        return {R.DELETION: self.deletion, R.OPT_OUT: self.opt_out, R.ACCESS: self.access}[right]


_AG = "the Attorney General of"
STATES: dict[LawId, State] = {
    L.VCDPA: State(
        "US-VA", "Virginia", "Va. Code 59.1-577(A)(3)", "Va. Code 59.1-577(A)(5)", "Va. Code 59.1-577(A)(1)",
        45, "Va. Code 59.1-577(B)(1)", f"{_AG} Virginia",
    ),
    L.CPA: State(
        "US-CO", "Colorado", "C.R.S. 6-1-1306(1)(d)", "C.R.S. 6-1-1306(1)(a)", "C.R.S. 6-1-1306(1)(b)",
        45, "C.R.S. 6-1-1306(2)(a)", f"{_AG} Colorado",
    ),
    L.CTDPA: State(
        "US-CT", "Connecticut", "C.G.S. 42-518(a)(3)", "C.G.S. 42-518(a)(5)", "C.G.S. 42-518(a)(1)",
        45, "C.G.S. 42-518(c)(1)", f"{_AG} Connecticut",
    ),
    L.UCPA: State(
        "US-UT", "Utah", "", "Utah Code 13-61-201(5)", "Utah Code 13-61-201(1)",
        45, "Utah Code 13-61-203(2)", "the Utah Division of Consumer Protection",
    ),
    L.TDPSA: State(
        "US-TX", "Texas", "Tex. Bus. & Com. Code 541.051(b)(3)", "Tex. Bus. & Com. Code 541.051(b)(5)",
        "Tex. Bus. & Com. Code 541.051(b)(1)", 45, "Tex. Bus. & Com. Code 541.052(b)", f"{_AG} Texas",
    ),
    L.OCPA: State(
        "US-OR", "Oregon", "ORS 646A.574(1)(c)", "ORS 646A.574(1)(d)", "ORS 646A.574(1)(a)",
        45, "ORS 646A.576(5)(a)", f"{_AG} Oregon",
    ),
    L.MCDPA: State(
        "US-MT", "Montana", "MCA 30-14-2808(1)(c)", "MCA 30-14-2808(1)(e)", "MCA 30-14-2808(1)(a)",
        45, "MCA 30-14-2808(4)(a)", f"{_AG} Montana",
    ),
    L.ICDPA: State(
        "US-IA", "Iowa", "", "Iowa Code 715D.3(1)(d)", "Iowa Code 715D.3(1)(a)",
        90, "Iowa Code 715D.3(2)(a)", f"{_AG} Iowa",
    ),
    L.DPDPA: State(
        "US-DE", "Delaware", "6 Del. C. 12D-104(a)(3)", "6 Del. C. 12D-104(a)(6)", "6 Del. C. 12D-104(a)(1)",
        45, "6 Del. C. 12D-104(c)(1)", "the Department of Justice of Delaware",
    ),
    L.NDPA: State(
        "US-NE", "Nebraska", "Neb. Rev. Stat. 87-1107(2)(c)", "Neb. Rev. Stat. 87-1107(2)(e)",
        "Neb. Rev. Stat. 87-1107(2)(a)", 45, "Neb. Rev. Stat. 87-1108(2)", f"{_AG} Nebraska",
    ),
    L.NHPA: State(
        "US-NH", "New Hampshire", "RSA 507-H:4, I(c)", "RSA 507-H:4, I(e)", "RSA 507-H:4, I(a)",
        45, "RSA 507-H:4, III(a)", f"{_AG} New Hampshire",
    ),
    L.NJDPA: State(
        "US-NJ", "New Jersey", "N.J.S.A. 56:8-166.10(a)(3)", "N.J.S.A. 56:8-166.10(a)(5)",
        "N.J.S.A. 56:8-166.10(a)(1)", 45, "N.J.S.A. 56:8-166.7(a)", "the New Jersey Division of Consumer Affairs",
    ),
    L.TIPA: State(
        "US-TN", "Tennessee", "Tenn. Code 47-18-3304(a)(2)(C)", "Tenn. Code 47-18-3304(a)(2)(E)",
        "Tenn. Code 47-18-3304(a)(2)(A)", 45, "Tenn. Code 47-18-3304(b)(1)",
        "the Attorney General and Reporter of Tennessee",
    ),
    L.MCDPA_MN: State(
        "US-MN", "Minnesota", "Minn. Stat. 325M.14, subd. 1(d)", "Minn. Stat. 325M.14, subd. 1(f)",
        "Minn. Stat. 325M.14, subd. 1(b)", 45, "Minn. Stat. 325M.14, subd. 4", f"{_AG} Minnesota",
    ),
    L.MODPA: State(
        "US-MD", "Maryland", "Md. Code, Com. Law 14-4705(b)(4)", "Md. Code, Com. Law 14-4705(b)(7)",
        "Md. Code, Com. Law 14-4705(b)(1) and (2)", 45, "Md. Code, Com. Law 14-4705(e)", f"{_AG} Maryland",
    ),
    L.INCDPA: State(
        "US-IN", "Indiana", "Ind. Code 24-15-3-1(b)(3)", "Ind. Code 24-15-3-1(b)(5)", "Ind. Code 24-15-3-1(b)(1)",
        45, "Ind. Code 24-15-3-1(c)(1)", f"{_AG} Indiana",
    ),
    L.KCDPA: State(
        "US-KY", "Kentucky", "KRS 367.3615(2)(c)", "KRS 367.3615(2)(e)", "KRS 367.3615(2)(a)",
        45, "KRS 367.3615(3)(a)", f"{_AG} Kentucky",
    ),
    L.RIDTPPA: State(
        "US-RI", "Rhode Island", "R.I. Gen. Laws 6-48.1-5(e)", "R.I. Gen. Laws 6-48.1-5(e)(4)",
        "R.I. Gen. Laws 6-48.1-5(e)(1)", 45, "R.I. Gen. Laws 6-48.1-6(b)(1)", f"{_AG} Rhode Island",
    ),
    L.NRS_603A: State(
        "US-NV", "Nevada", "", "NRS 603A.345 and 603A.346", "", 60, "NRS 603A.346(4)", f"{_AG} Nevada",
    ),
}  # fmt: skip

BUYER = broker("ledger", "Ledger Audiences, Inc.", Role.DATA_BROKER, "US", "marketing")
ZURICH = broker("limmat", "Limmat Adressen AG", Role.DATA_BROKER, "CH", "marketing", established_in=("CH",))
ADDRESS = Disclosed(IdentifierKind.POSTAL_ADDRESS, "1 Elm Street, Trenton, NJ", "you saw it in its listing")
HOME = Disclosed(IdentifierKind.POSTAL_ADDRESS, "2 Oak Street, Fresno, CA", "you saw it in its listing")
EVE_OF_CT = date(2026, 9, 30)
BEFORE_HB_149 = date(2025, 12, 31)
FORTY_FIVE_ON = "2027-01-08"
"""24 November 2026 and 45 days: 6 in November, 31 in December and 8 in January."""


def of(law: LawId, right: Right, variant: str = "") -> Claim:
    return claim(law, right, variant, place=STATES[law].place, by="residence")


def state(law: LawId, right: Right, to: Any = PEOPLE, variant: str = "", **more: Any) -> Order:
    return order(of(law, right, variant), BUYER if law is L.NRS_603A else to, person(STATES[law].place), **more)


def agent(law: LawId) -> Order:
    sender = person(STATES[law].place, name="Jo Sample", on_behalf_of="Alex Sample", authority="mandate")
    return order(of(law, R.OPT_OUT), PEOPLE, sender)


def rights_of(law: LawId) -> list[Right]:
    return [right for right in (R.DELETION, R.OPT_OUT, R.ACCESS) if STATES[law].cites(right)]


def tail(law: LawId) -> str:
    return STATES[law].place.removeprefix("US-").lower()


CH, TX, WA, NJ, CA = person("CH"), person("US-TX"), person("US-WA"), person("US-NJ"), person("US-CA")
BOTH = "residence my_face"


def swiss(right: Right, variant: str = "", *, by: str = "residence") -> Claim:
    return claim(L.CH_FADP, right, variant, statutory=right is R.ACCESS, place="CH", by=by)


CUBI = claim(L.CUBI, R.DEMAND, statutory=False, place="US-TX", by=BOTH)
DANIELS = claim(L.DANIELS_LAW, R.DEMAND, place="US-NJ", by="residence daniels_law")
SAFE = claim(L.SAFE_AT_HOME, R.DEMAND, statutory=False, place="US-CA", by="residence safe_at_home")


def washington(right: Right) -> Claim:
    return claim(L.MHMDA, right, place="US-WA", by=BOTH)


def listed(sender: Sender, *items: Disclosed) -> Sender:
    return replace(sender, disclosed=items)


FIRST: dict[str, Order] = {
    **{f"state_deletion-{tail(law)}": state(law, R.DELETION) for law in STATES if STATES[law].deletion},
    "state_deletion-va-listing": order(
        of(L.VCDPA, R.DELETION), PEOPLE, listed(person("US-VA"), LISTING, PHONE)
    ),
    "state_deletion-ct-before-collated": state(L.CTDPA, R.DELETION, written_on=EVE_OF_CT),
    "state_deletion-ct-before-recipients": state(L.CTDPA, R.DELETION, written_on=date(2026, 6, 30)),
    "state_deletion-co-face": state(L.CPA, R.DELETION, FACES),
    "state_deletion-tx-face": state(L.TDPSA, R.DELETION, FACES),
    "state_deletion-nj-face": state(L.NJDPA, R.DELETION, FACES),
    "state_deletion-or-child": order(
        of(L.OCPA, R.DELETION),
        PEOPLE,
        person("US-OR", name="Jo Sample", on_behalf_of="Alex Sample", authority="parent"),
    ),
    **{
        f"state_opt_out-{tail(law)}": state(law, R.OPT_OUT)
        for law in (L.VCDPA, L.CPA, L.CTDPA, L.TDPSA, L.OCPA, L.MCDPA_MN, L.NJDPA, L.TIPA, L.UCPA, L.ICDPA, L.NRS_603A)
    },
    "state_opt_out-ut-face": state(L.UCPA, R.OPT_OUT, FACES),
    "state_opt_out-co-face": state(L.CPA, R.OPT_OUT, FACES),
    "state_opt_out-tx-agent": agent(L.TDPSA),
    "state_opt_out-or-agent": agent(L.OCPA),
    "state_opt_out-va-account": state(L.VCDPA, R.OPT_OUT, ACCOUNT, "first_party"),
    "state_opt_out-nv-account": order(of(L.NRS_603A, R.OPT_OUT, "first_party"), ACCOUNT, person("US-NV")),
    **{
        f"state_access-{tail(law)}": state(law, R.ACCESS)
        for law in (L.VCDPA, L.CTDPA, L.OCPA, L.MCDPA_MN, L.NJDPA, L.TIPA, L.UCPA, L.ICDPA)
    },
    "state_access-co-face": state(L.CPA, R.ACCESS, FACES),
    "fadp_deletion": order(swiss(R.DELETION), PEOPLE, CH, asked_by=ASKED_BY),
    "fadp_deletion-seated": order(swiss(R.DELETION, by=""), ZURICH, CH, asked_by=ASKED_BY),
    "fadp_deletion-face": order(swiss(R.DELETION, "face_database", by=BOTH), FACES, CH, asked_by=ASKED_BY),
    "fadp_access": order(swiss(R.ACCESS), MARKETING, CH),
    "fadp_access-face": order(swiss(R.ACCESS), FACES, CH),
    "fadp_first_party": order(swiss(R.OBJECTION, "first_party"), ACCOUNT, CH, asked_by=ASKED_BY),
    "cubi_demand": order(CUBI, FACES, TX, asked_by=ASKED_BY),
    "cubi_demand-before-b-1": order(CUBI, FACES, TX, written_on=BEFORE_HB_149, asked_by=ASKED_BY),
    "mhmda_deletion": order(washington(R.DELETION), FACES, WA),
    "mhmda_access": order(washington(R.ACCESS), FACES, WA),
    "daniels_demand": order(DANIELS, PEOPLE, listed(NJ, LISTING, ADDRESS, PHONE)),
    "daniels_demand-by-name": order(DANIELS, PEOPLE, NJ),
    "safe_at_home_demand": order(SAFE, PEOPLE, listed(CA, LISTING, HOME), asked_by=ASKED_BY),
    "safe_at_home_demand-by-name": order(SAFE, PEOPLE, CA, asked_by=ASKED_BY),
}  # fmt: skip


def late(law: LawId, right: Right) -> Order:
    """Return the follow-up of a state letter that went on the day of SENT; Iowa and Nevada answer later."""
    due = {90: "2027-02-22", 60: "2027-01-23"}.get(STATES[law].days, FORTY_FIVE_ON)
    running = clock(law, right, due, STATES[law].answer, sent=SENT)
    days = {"written_on": date(2027, 2, 24), "asked_by": date(2027, 3, 10)} if STATES[law].days > 45 else {}
    return second(of(law, right), PEOPLE, person(STATES[law].place), earlier(running), **days)


# 10 business days from Tuesday 24 November without Thanksgiving: Wednesday 9 December.
TEN = clock(L.DANIELS_LAW, R.DEMAND, "2026-12-09", "N.J.S.A. 56:8-166.1", sent=SENT)
# 30 days from 24 November: Thursday 24 December.
SWISS_CLOCK = clock(L.CH_FADP, R.ACCESS, "2026-12-24", "FADP art. 25(7)", sent=SENT)
WASHINGTON_CLOCK = clock(L.MHMDA, R.DELETION, FORTY_FIVE_ON, "RCW 19.373.040(1)(g)", sent=SENT)

FOLLOW_UPS: dict[str, Order] = {
    "follow_up_statutory-va": late(L.VCDPA, R.DELETION),
    "follow_up_statutory-co": late(L.CPA, R.OPT_OUT),
    "follow_up_statutory-ut": late(L.UCPA, R.ACCESS),
    "follow_up_statutory-ch": second(swiss(R.ACCESS), PEOPLE, CH, earlier(SWISS_CLOCK)),
    "follow_up_statutory-wa": second(washington(R.DELETION), FACES, WA, earlier(WASHINGTON_CLOCK)),
    "follow_up_statutory-nj-daniels": second(DANIELS, PEOPLE, NJ, earlier(TEN)),
    "follow_up_own-ch": second(
        swiss(R.DELETION), PEOPLE, CH, earlier(own_clock(L.CH_FADP, R.DELETION), asked_by=ASKED_BY)
    ),
    "follow_up_own-tx-face": second(CUBI, FACES, TX, earlier(own_clock(L.CUBI, R.DEMAND), asked_by=ASKED_BY)),
    "follow_up_own-ca-safe": second(SAFE, PEOPLE, CA, earlier(own_clock(L.SAFE_AT_HOME, R.DEMAND), asked_by=ASKED_BY)),
}


def proof(law: LawId, right: Right) -> Order:
    running = clock(law, right, FORTY_FIVE_ON, STATES[law].answer, sent=SENT)
    return identity(of(law, right), PEOPLE, person(STATES[law].place), running, "id_document", "utility_bill")


IDENTITY: dict[str, Order] = {
    "identity_plain-va": proof(L.VCDPA, R.DELETION),
    "identity_plain-ct-opt-out": proof(L.CTDPA, R.OPT_OUT),
    "identity_plain-tx-opt-out": proof(L.TDPSA, R.OPT_OUT),
    "identity_plain-ch-access": identity(swiss(R.ACCESS), PEOPLE, CH, SWISS_CLOCK, "id_document"),
    "identity_plain-wa": identity(washington(R.DELETION), FACES, WA, WASHINGTON_CLOCK, "selfie"),
    "identity_plain-nj-daniels": identity(DANIELS, PEOPLE, NJ, TEN, "id_document"),
}
assert date.fromisoformat(FORTY_FIVE_ON) < LATER
