"""The states' general privacy laws, a row a state: sections, days, and how far each right reaches.

[V] read in the text, [V2] in a secondary source, [B] believed and not read; `confidence` is for the days of an answer,
`appeal_confidence` for those of an appeal; docs/law-sources.md names what was read. No letter rests on a law whose text
was not read.
"""

from __future__ import annotations

from datetime import date

from unlist.law.state_laws import ADVERTISING, SALE, UNREAD, Dated, StateLaw
from unlist.words import LawId

_AG = "the Attorney General of"
_TWICE, _ONCE = "twice a year", "once in twelve months"
_CATEGORIES = "the categories of personal data that you process about me"

STATE_LAWS: tuple[StateLaw, ...] = (
    StateLaw(
        id=LawId.VCDPA, state="US-VA", title="Virginia Consumer Data Protection Act", code="Va. Code",
        supervised_by=f"{_AG} Virginia", since=date(2023, 1, 1), scope="59.1-576(A)",
        access="59.1-577(A)(1)", correction="59.1-577(A)(2)", deletion="59.1-577(A)(3)", opt_out="59.1-577(A)(5)",
        instead="59.1-577(B)(5)",  # [V] HB 381 of 2022
        answer="59.1-577(B)(1)", free=_TWICE, confidence="V",  # [V] 45 and 45 days
        appeal="59.1-577(C)", appeal_period=60,  # [V2]
    ),
    StateLaw(
        id=LawId.CPA, state="US-CO", signal=True, title="Colorado Privacy Act", code="C.R.S.",
        supervised_by=f"{_AG} Colorado and the district attorneys", since=date(2023, 7, 1), scope="6-1-1304(1)",
        any_size_for_faces=Dated(  # [V] HB 24-1130: any amount of biometric data
            since=date(2025, 7, 1), text="whoever holds any", section="6-1-1304(1)"
        ),
        access="6-1-1306(1)(b)", correction="6-1-1306(1)(c)", deletion="6-1-1306(1)(d)", opt_out="6-1-1306(1)(a)",
        instead="6-1-1306(1)(d) and Rule 4.06(D) (4 CCR 904-3)",  # [V] the rule
        answer="6-1-1306(2)(a)", free="the first time in twelve months", confidence="V",
        appeal="6-1-1306(3)(b)", appeal_period=45, appeal_further=60,  # [V] 45, [V2] 60 further
        agent="6-1-1306(1)(a)(II)",  # [V]
        calendar="us-co", computation="C.R.S. 2-4-108(2)",  # [V]
    ),
    StateLaw(
        id=LawId.CTDPA, state="US-CT", signal=True, title="Connecticut Data Privacy Act", code="C.G.S.",
        supervised_by=f"{_AG} Connecticut", since=date(2023, 7, 1), scope="42-516",
        access="42-518(a)(1)", correction="42-518(a)(2)", deletion="42-518(a)(3)", opt_out="42-518(a)(5)",
        instead="42-518(c)(5)", instead_confidence="B",
        deletion_grew=Dated(  # [V2] P.A. 26-64, two secondary sources
            since=date(2026, 10, 1),
            text="public information that was collated into a profile of a person for sale or for a public website",
            section="P.A. 26-64",
        ),
        recipients=Dated(  # [V2] P.A. 25-113
            since=date(2026, 7, 1),
            text="the third parties to whom your data was sold",
            section="42-518(a) as amended by P.A. 25-113",
        ),
        answer="42-518(c)(1)", free=_ONCE, confidence="V",
        appeal="42-518(d)", appeal_period=60, appeal_confidence="V",
        agent="42-518(b) and 42-519",  # [V] opt-out only
        unverified="42-518(c)(4)",  # [V2]
    ),
    StateLaw(
        id=LawId.UCPA, state="US-UT", title="Utah Consumer Privacy Act", code="Utah Code",
        supervised_by="the Utah Division of Consumer Protection", since=date(2023, 12, 31), scope="13-61-102",
        access="13-61-201(1)", deletion="13-61-201(2)", opt_out="13-61-201(5)", purposes=(SALE, ADVERTISING),
        correction="13-61-201(4)", correction_since=date(2026, 7, 1),  # [V] HB 418 of 2025
        provided_only=True,  # [V] "that the consumer provided to the controller"
        answer="13-61-203(2)", free=_ONCE, confidence="V",
        calendar="us-ut", computation="Utah Code 68-3-7(2)",  # [V] Saturday, Sunday and legal holiday
        note="It knows no appeal.",
    ),
    StateLaw(
        id=LawId.TDPSA, state="US-TX", signal=True, title="Texas Data Privacy and Security Act",
        code="Tex. Bus. & Com. Code",
        supervised_by=f"{_AG} Texas", since=date(2024, 7, 1), scope="541.002",
        access="541.051(b)(1)", correction="541.051(b)(2)", deletion="541.051(b)(3)", opt_out="541.051(b)(5)",
        instead="541.052(f)", instead_confidence="B",
        answer="541.052(b)", free=_TWICE, confidence="V",
        appeal="541.053", appeal_period=60,
        agent="541.055(e)", agent_purposes=(SALE, ADVERTISING),  # [V] not profiling
        calendar="us-tx", computation="Tex. Gov't Code 311.014(b)",  # [V]
    ),
    StateLaw(
        id=LawId.OCPA, state="US-OR", signal=True, title="Oregon Consumer Privacy Act", code="ORS",
        supervised_by=f"{_AG} Oregon", since=date(2024, 7, 1), scope="646A.572(1)",
        access="646A.574(1)(a)", correction="646A.574(1)(b)", deletion="646A.574(1)(c)", opt_out="646A.574(1)(d)",
        recipients=Dated(  # [V] at the controller's option
            since=date(2024, 7, 1),
            text="the specific third parties to which it disclosed your data or, as it chooses, anybody's",
            section="646A.574(1)(a)(B)",
        ),
        answer="646A.576(5)(a)", free=_ONCE,
        appeal="646A.576(6)", appeal_period=45, appeal_confidence="V",
        agent="646A.576(4)", unverified="646A.576(5)(e)",  # [V] both
    ),
    StateLaw(
        id=LawId.MCDPA, state="US-MT", signal=True, title="Montana Consumer Data Privacy Act", code="MCA",
        supervised_by=f"{_AG} Montana", since=date(2024, 10, 1), scope="30-14-2803",
        access="30-14-2808(1)(a)", correction="30-14-2808(1)(b)", deletion="30-14-2808(1)(c)",
        opt_out="30-14-2808(1)(e)",
        answer="30-14-2808(4)(a)", free=_ONCE, confidence="V",
        appeal="30-14-2808(5)", appeal_period=60, appeal_confidence="B",
        agent="30-14-2809",  # [V]
        unverified="30-14-2808(4)(d)",  # [V2]
    ),
    StateLaw(
        id=LawId.ICDPA, state="US-IA", title="Iowa Consumer Data Protection Act", code="Iowa Code",
        supervised_by=f"{_AG} Iowa", since=date(2025, 1, 1), scope="715D.2", period=90,  # [V2] 90 and 45 days
        access="715D.3(1)(a)", deletion="715D.3(1)(b)", opt_out="715D.3(1)(d)", purposes=(SALE,),
        provided_only=True,  # [V] "provided by the consumer"
        answer="715D.3(2)(a)", free=_TWICE,
        appeal="715D.3(3)", appeal_period=60, appeal_confidence="V",
        note="It gives no right of correction.",
    ),
    StateLaw(
        id=LawId.DPDPA, state="US-DE", signal=True, title="Delaware Personal Data Privacy Act", code="6 Del. C.",
        supervised_by="the Department of Justice of Delaware", since=date(2025, 1, 1), scope="12D-103(a)",
        access="12D-104(a)(1)", correction="12D-104(a)(2)", deletion="12D-104(a)(3)", opt_out="12D-104(a)(6)",
        recipients=Dated(
            since=date(2025, 1, 1),
            text="the categories of third parties to which it disclosed your data",
            section="12D-104(a)(5)",
        ),
        answer="12D-104(c)(1)", free=_ONCE, confidence="V",
        appeal="12D-104(d)", appeal_period=60, appeal_confidence="B",
        agent="12D-104(b) and 12D-105",  # [V]
        unverified="12D-104(c)(4)",  # [V2]
        note="HB 380 of 2026 changes whom it binds from 2027-01-01 on; its text was not read whole.",
    ),
    StateLaw(
        id=LawId.NDPA, state="US-NE", signal=True, title="Nebraska Data Privacy Act", code="Neb. Rev. Stat.",
        supervised_by=f"{_AG} Nebraska", since=date(2025, 1, 1),
        access="87-1107(2)(a)", correction="87-1107(2)(b)", deletion="87-1107(2)(c)", opt_out="87-1107(2)(e)",
        instead="87-1108(6)",  # [V]
        answer="87-1108(2)", free=_TWICE, confidence="V",
        appeal="87-1109(3)", appeal_period=60, appeal_confidence="V",
        agent="87-1111(5)", agent_purposes=(SALE, ADVERTISING),  # [V] not profiling
    ),
    StateLaw(
        id=LawId.NHPA, state="US-NH", signal=True, title="New Hampshire privacy law", code="RSA",
        supervised_by=f"{_AG} New Hampshire", since=date(2025, 1, 1), scope="507-H:2",
        access="507-H:4, I(a)", correction="507-H:4, I(b)", deletion="507-H:4, I(c)", opt_out="507-H:4, I(e)",
        answer="507-H:4, III(a)", free=_ONCE,
        appeal="507-H:4, IV", appeal_period=60, appeal_confidence="B",
        agent="507-H:4, II and 507-H:5",  # [V]
        unverified="507-H:4, III(d)",  # [V2]
    ),
    StateLaw(
        id=LawId.NJDPA, state="US-NJ", signal=True, title="New Jersey Data Privacy Act", code="N.J.S.A.",
        supervised_by="the New Jersey Division of Consumer Affairs", since=date(2025, 1, 15),
        access="56:8-166.10(a)(1)", correction="56:8-166.10(a)(2)", deletion="56:8-166.10(a)(3)",
        opt_out="56:8-166.10(a)(5)",
        recipients=Dated(  # [V]
            since=date(2025, 1, 15),
            text="of all disclosures of your data in the twelve months before",
            section="56:8-166.7(a)",
        ),
        calendar="us-nj", answer="56:8-166.7(a)", free=_ONCE, confidence="V",
        appeal="56:8-166.7(f)", appeal_period=45,
        agent="56:8-166.11(a)",  # [V]
        unverified="56:8-166.7(e)",  # [V2]
        note="In place of deletion it lets a broker keep a suppression record, never an opt-out (56:8-166.10(b)).",
    ),
    StateLaw(
        id=LawId.TIPA, state="US-TN", title="Tennessee Information Protection Act", code="Tenn. Code",
        supervised_by="the Attorney General and Reporter of Tennessee", since=date(2025, 7, 1), scope="47-18-3303",
        # [V] The act's sections 47-18-3201 ff were codified as 47-18-3301 ff.
        access="47-18-3304(a)(2)(A)", correction="47-18-3304(a)(2)(B)", deletion="47-18-3304(a)(2)(C)",
        opt_out="47-18-3304(a)(2)(E)", instead="47-18-3304(a)(2)(C)",
        access_to="the personal information that you process about me",
        answer="47-18-3304(b)(1)", free=_TWICE, confidence="V",
        appeal="47-18-3304(c)", appeal_period=60,
    ),
    StateLaw(
        id=LawId.MCDPA_MN, state="US-MN", signal=True, title="Minnesota Consumer Data Privacy Act", code="Minn. Stat.",
        supervised_by=f"{_AG} Minnesota", since=date(2025, 7, 31), scope="325M.12",
        access="325M.14, subd. 1(b)", access_to=_CATEGORIES,  # [V] categories only
        correction="325M.14, subd. 1(c)", deletion="325M.14, subd. 1(d)", opt_out="325M.14, subd. 1(f)",
        instead="325M.14, subd. 4(k)",  # [V]
        recipients=Dated(  # [V2]
            since=date(2025, 7, 31),
            text="the specific third parties to which it disclosed your data or, without such a list, anybody's",
            section="325M.14, subd. 1(h)",
        ),
        answer="325M.14, subd. 4", free=_TWICE,
        appeal="325M.14, subd. 5", appeal_period=45, appeal_further=60, appeal_confidence="B",
        unverified="325M.14, subd. 4(h)",
        calendar="us-mn", computation="Minn. Stat. 645.15",  # [V] Saturday, Sunday and legal holiday
    ),
    StateLaw(
        id=LawId.MODPA, state="US-MD", signal=True, title="Maryland Online Data Privacy Act", code="Md. Code, Com. Law",
        supervised_by=f"{_AG} Maryland", since=date(2025, 10, 1), scope="14-4702",
        access="14-4705(b)(1) and (2)", correction="14-4705(b)(3)", deletion="14-4705(b)(4)",
        opt_out="14-4705(b)(7)",
        recipients=Dated(  # [V]
            since=date(2025, 10, 1),
            text="the categories of third parties to which it disclosed your data",
            section="14-4705(b)(6)",
        ),
        answer="14-4705(e)", free=_ONCE,
        appeal="14-4705", appeal_period=60,
        agent="14-4706",  # [V]
        unverified="14-4705(e)(6)",  # [V2]
    ),
    StateLaw(
        id=LawId.INCDPA, state="US-IN", title="Indiana Consumer Data Protection Act", code="Ind. Code",
        supervised_by=f"{_AG} Indiana", since=date(2026, 1, 1), scope="24-15-1-1",
        access="24-15-3-1(b)(1)",
        access_to="the personal data that you process about me, as far as that section gives it",
        correction="24-15-3-1(b)(2)", deletion="24-15-3-1(b)(3)", opt_out="24-15-3-1(b)(5)",
        answer="24-15-3-1(c)(1)", free="once a year", confidence="V",
        appeal="24-15-3-1(d)", appeal_period=60, appeal_confidence="B",
        note="Correction reaches only what you provided yourself (24-15-3-1(b)(2)).",
    ),
    StateLaw(
        id=LawId.KCDPA, state="US-KY", title="Kentucky Consumer Data Protection Act", code="KRS",
        supervised_by=f"{_AG} Kentucky", since=date(2026, 1, 1), scope="367.3613",
        access="367.3615(2)(a)", correction="367.3615(2)(b)", deletion="367.3615(2)(c)", opt_out="367.3615(2)(e)",
        instead="367.3615(3)(e)",  # [V]
        answer="367.3615(3)(a)", free=_TWICE,
        appeal="367.3615(4)", appeal_period=60, appeal_confidence="V",
    ),
    StateLaw(
        id=LawId.RIDTPPA, state="US-RI", title="Rhode Island Data Transparency and Privacy Protection Act",
        code="R.I. Gen. Laws",
        supervised_by=f"{_AG} Rhode Island", since=date(2026, 1, 1), scope="6-48.1-6(a)",
        access="6-48.1-5(e)(1)", correction="6-48.1-5(e)", deletion="6-48.1-5(e)",  # [V2] no numbers
        opt_out="6-48.1-5(e)(4)",  # [V]
        answer="6-48.1-6(b)(1)", free=_ONCE, confidence="V",
        appeal="6-48.1-6(b)(6)", appeal_period=60,
        agent="6-48.1-5(f)",  # [V]
        unverified="6-48.1-6(b)(4)",  # [V2]
    ),
    StateLaw(
        id=LawId.FDBR, state="US-FL", title="Florida Digital Bill of Rights", code="Fla. Stat.",
        supervised_by="the Florida Department of Legal Affairs", since=date(2024, 7, 1), scope="501.702(9)",
        access="501.705(2)(a)", correction="501.705(2)(b)", deletion="501.705(2)(c)", opt_out="501.705(2)(e)",
        answer="501.706(2)", further=15, free=_TWICE, confidence="V",  # [V] 45 and 15 days
        appeal="501.707", appeal_period=60, appeal_confidence="B",
        claims=False,
        note="It binds only companies with more than a billion dollars a year and certain businesses (501.702(9)), "
        "which no broker is known to be, so no letter cites it.",
    ),
    StateLaw(
        id=LawId.NRS_603A, state="US-NV", title="Nevada online privacy law (SB 260 of 2021)", code="NRS",
        supervised_by=f"{_AG} Nevada", since=date(2021, 10, 1), scope="603A.320",
        opt_out="603A.345 and 603A.346", purposes=(SALE,), bought_only=True,  # [V]
        answer="603A.346(4)", period=60, further=30, confidence="V",  # [V]; that the notice is due in the 60 is [V2]
        note="It reaches only the sale for money of what a website or online service collected and the broker bought "
        "(603A.320, 603A.333), and knows no appeal.",
    ),
    StateLaw(
        id=LawId.OCDPA, state="US-OK", title="Oklahoma Consumer Data Privacy Act", code="SB 546 (2026)",
        supervised_by=f"{_AG} Oklahoma", since=date(2027, 1, 1),
        access=UNREAD, correction=UNREAD, deletion=UNREAD, opt_out="sec. 2(5)",
        appeal=UNREAD, appeal_period=60,  # [V2]
        claims=False, note="Nobody here has read its whole text yet, so no letter cites it.",
    ),
    StateLaw(
        id=LawId.LDPA, state="US-LA", title="Louisiana data privacy law", code="La. R.S.",
        supervised_by=f"{_AG} Louisiana", since=date(2027, 1, 1), answer="51:1780.3(B)(2)",
        access="51:1780.3", correction="51:1780.3", deletion="51:1780.3", opt_out="51:1780.3",
        claims=False, note="Nobody here has read its whole text yet, so no letter cites it.",
    ),
    StateLaw(
        id=LawId.APDPA, state="US-AL", title="Alabama Personal Data Protection Act", code="Ala. Act 2026-552,",
        supervised_by=f"{_AG} Alabama", since=date(2027, 5, 1), answer="sec. 5(d)(1)",
        access="sec. 5(a)", correction="sec. 5(a)", deletion="sec. 5(a)", opt_out="sec. 5(a)(5)",
        unverified="sec. 5(d)(4)",
        claims=False, note="Nobody here has read its whole text yet, so no letter cites it.",
    ),
    StateLaw(
        id=LawId.VDPOSA, state="US-VT", title="Vermont data privacy law (Act 145 of 2026)", code="9 V.S.A.",
        supervised_by=f"{_AG} Vermont", since=date(2028, 1, 1), answer="2415d(c)(1)",
        access="2415d", correction="2415d", deletion="2415d", opt_out="2415d", unverified="2415d(c)(4)(B)",
        claims=False, note="Nobody here has read its whole text yet, so no letter cites it.",
    ),
)  # fmt: skip
