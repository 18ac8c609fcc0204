"""Orders of letters: every letter in the variants that its text has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from letters_people import (
    ACCOUNT,
    ASKED_BY,
    CA,
    CREDIT,
    DE,
    DISPUTED,
    FACES,
    FACES_PL,
    GB,
    IL,
    LISTING,
    MARKETING,
    NY,
    PEOPLE,
    PHONE,
    POST,
    POST_LINES,
    SENT,
    SITUATION,
    ccpa,
    claim,
    clock,
    earlier,
    gdpr,
    identity,
    order,
    own,
    own_clock,
    second,
    uk,
)
from letters_states import FIRST as FIRST_OF_STATES
from letters_states import FOLLOW_UPS as FOLLOW_UPS_OF_STATES
from letters_states import IDENTITY as IDENTITY_OF_STATES

from unlist.letters.model import Order
from unlist.words import LawId, Purpose, Right

L, R, P = LawId, Right, Purpose

HARMED_DE, HARMED_GB = replace(DE, situation=SITUATION), replace(GB, situation=SITUATION)
FACE = (R.OBJECTION, "face_database")
BIPA = {"place": "US-IL", "by": "residence my_face"}
BEFORE_12A = date(2026, 2, 4)
NEW_YEAR = date(2027, 1, 1)

FIRST: dict[str, Order] = {
    **FIRST_OF_STATES,
    "gdpr_deletion": order(gdpr(R.DELETION), MARKETING, DE),
    "gdpr_deletion-people-search": order(gdpr(R.DELETION), PEOPLE, replace(DE, disclosed=(LISTING, PHONE))),
    "gdpr_deletion-from-abroad": order(gdpr(R.DELETION, by=""), MARKETING, NY),
    "gdpr_deletion-uk": order(uk(R.DELETION), PEOPLE, GB),
    "gdpr_deletion-uk-before-12A": order(uk(R.DELETION), PEOPLE, GB, written_on=BEFORE_12A),
    "gdpr_deletion-post": order(gdpr(R.DELETION), MARKETING, DE, channel=POST_LINES),
    "gdpr_deletion-child": order(
        gdpr(R.DELETION), MARKETING, replace(DE, name="Jo Sample", on_behalf_of="Alex Sample", authority="parent")
    ),
    "gdpr_objection_marketing": order(gdpr(R.OBJECTION, "marketing"), MARKETING, DE),
    "gdpr_objection_marketing-uk": order(uk(R.OBJECTION, "marketing"), MARKETING, GB),
    "gdpr_objection_face": order(gdpr(*FACE, by="residence my_face"), FACES, HARMED_DE),
    "gdpr_objection_face-post": order(gdpr(*FACE, by="residence my_face"), FACES, HARMED_DE, channel=POST),
    "gdpr_objection_face-norway": order(
        gdpr(*FACE, place="NO", by="residence my_face"), FACES, replace(HARMED_DE, residence="NO")
    ),
    "gdpr_objection_face-established": order(gdpr(*FACE, place="PL", by="my_face"), FACES_PL, HARMED_DE),
    "gdpr_objection_face-uk": order(uk(*FACE), FACES, HARMED_GB),
    "gdpr_objection_first_party": order(gdpr(R.OBJECTION, "first_party"), ACCOUNT, HARMED_DE),
    "gdpr_objection_first_party-uk": order(uk(R.OBJECTION, "first_party"), ACCOUNT, HARMED_GB),
    "gdpr_access": order(gdpr(R.ACCESS), MARKETING, DE),
    "gdpr_access-uk": order(uk(R.ACCESS), MARKETING, GB),
    "gdpr_access-face": order(gdpr(R.ACCESS, by="residence my_face"), FACES, DE),
    "ccpa_opt_out": order(ccpa(R.OPT_OUT), PEOPLE, replace(CA, disclosed=(LISTING,))),
    "ccpa_opt_out-face": order(ccpa(R.OPT_OUT), FACES, CA),
    "ccpa_opt_out-agent": order(
        ccpa(R.OPT_OUT), PEOPLE, replace(CA, name="Jo Sample", on_behalf_of="Alex Sample", authority="mandate")
    ),
    "ccpa_first_party": order(ccpa(R.OPT_OUT, "first_party"), ACCOUNT, CA),
    "ccpa_limit": order(ccpa(R.LIMIT), PEOPLE, CA),
    "ccpa_limit-face": order(ccpa(R.LIMIT), FACES, CA),
    "ccpa_know": order(ccpa(R.ACCESS), PEOPLE, CA),
    "ccpa_know-face": order(ccpa(R.ACCESS), FACES, CA),
    "ccpa_deletion_2026": order(ccpa(R.DELETION, "collected_from_me"), PEOPLE, CA),
    "ccpa_deletion_2026-face": order(ccpa(R.DELETION, "collected_from_me"), FACES, CA),
    "ccpa_deletion_2027": order(ccpa(R.DELETION, "full"), PEOPLE, CA, written_on=NEW_YEAR),
    "ccpa_deletion_2027-face": order(ccpa(R.DELETION, "full"), FACES, CA, written_on=NEW_YEAR),
    "bipa_preserve": order(own(L.BIPA, R.DEMAND, "preserve", **BIPA), FACES, IL, asked_by=ASKED_BY),
    "bipa_destroy": order(own(L.BIPA, R.DEMAND, "destroy", **BIPA), FACES, IL, asked_by=ASKED_BY),
    "photo_form": order(own(L.NONE, R.VOLUNTARY, "photo_form", **BIPA), FACES, IL, asked_by=ASKED_BY),
    "voluntary": order(own(L.NONE, R.VOLUNTARY, place="US-NY"), PEOPLE, NY, asked_by=ASKED_BY),
    "voluntary-face": order(own(L.NONE, R.VOLUNTARY, place="US-NY"), FACES, NY, asked_by=ASKED_BY),
    "voluntary-estate": order(
        own(L.NONE, R.VOLUNTARY, place="US-NY"),
        PEOPLE,
        replace(NY, name="Jo Sample", on_behalf_of="Alex Sample", authority="estate"),
        asked_by=ASKED_BY,
    ),
    "voluntary-ward": order(
        own(L.NONE, R.VOLUNTARY, place="US-NY"),
        PEOPLE,
        replace(NY, name="Jo Sample", on_behalf_of="Alex Sample", authority="guardian"),
        asked_by=ASKED_BY,
    ),
    "fcra_opt_out": order(own(L.FCRA, R.OPT_OUT, place="US"), CREDIT, NY, asked_by=ASKED_BY),
    "fcra_opt_out-no-day": order(own(L.FCRA, R.OPT_OUT, place="US"), CREDIT, NY),
    "fcra_access": order(own(L.FCRA, R.ACCESS, place="US"), CREDIT, NY, asked_by=ASKED_BY),
    "fcra_dispute": order(
        claim(L.FCRA, R.RECTIFICATION, place="US"), CREDIT, replace(NY, disputed=DISPUTED), asked_by=None
    ),
}
"""First letters: the name is that of the template, then what is particular."""


# 24 November 2026 plus a month is 24 December; it is a Thursday and no holiday in Germany or England.
MONTH = {
    L.GDPR: clock(L.GDPR, R.OBJECTION, "2026-12-24", "GDPR art. 12(3)", sent=SENT),
    L.UK_GDPR: clock(L.UK_GDPR, R.OBJECTION, "2026-12-24", "UK GDPR art. 12A", sent=SENT),
}
# 15 business days from Tuesday 24 November without the 26th and 27th (CCP 135): Wednesday 16 December.
FIFTEEN = clock(L.CCPA, R.OPT_OUT, "2026-12-16", "11 CCR 7026(f)", sent=SENT)
# 45 days from 24 November: 8 January 2027, a Friday.
FORTY_FIVE = clock(L.CCPA, R.DELETION, "2027-01-08", "Cal. Civ. Code 1798.130(a)(2)(A)", sent=SENT)
# 30 days from 24 November: Thursday 24 December.
THIRTY = clock(L.FCRA, R.RECTIFICATION, "2026-12-24", "15 USC 1681i(a)(1)", sent=SENT)


DEMAND = own(L.BIPA, R.DEMAND, "preserve", **BIPA)
POLITE = own(L.NONE, R.VOLUNTARY, place="US-NY")

FOLLOW_UPS: dict[str, Order] = {
    **FOLLOW_UPS_OF_STATES,
    "follow_up_statutory-gdpr": second(gdpr(*FACE), FACES, DE, earlier(MONTH[L.GDPR])),
    "follow_up_statutory-gdpr-form": second(
        gdpr(R.DELETION),
        PEOPLE,
        DE,
        earlier(MONTH[L.GDPR], channel="form", sent_to="https://harbor-people.example/out"),
    ),
    "follow_up_statutory-gdpr-post": second(
        gdpr(R.ACCESS),
        MARKETING,
        DE,
        earlier(MONTH[L.GDPR], channel="post", sent_to=POST_LINES.value, receipt_known=True),
        channel=POST_LINES,
    ),
    "follow_up_statutory-uk": second(uk(*FACE), FACES, GB, earlier(MONTH[L.UK_GDPR])),
    "follow_up_statutory-uk-before-164A": second(
        uk(R.DELETION),
        PEOPLE,
        GB,
        # One month from 4 May 2026 is 4 June, a Thursday.
        earlier(clock(L.UK_GDPR, R.DELETION, "2026-06-04", "UK GDPR art. 12A", sent="2026-05-04")),
        written_on=date(2026, 6, 18),
        asked_by=date(2026, 7, 2),
    ),
    "follow_up_statutory-ccpa-opt-out": second(ccpa(R.OPT_OUT), PEOPLE, CA, earlier(FIFTEEN)),
    "follow_up_statutory-ccpa-deletion": second(
        ccpa(R.DELETION, "collected_from_me"), PEOPLE, CA, earlier(FORTY_FIVE, receipt_known=True)
    ),
    "follow_up_statutory-fcra": second(claim(L.FCRA, R.RECTIFICATION, place="US"), CREDIT, NY, earlier(THIRTY)),
    "follow_up_own-bipa": second(DEMAND, FACES, IL, earlier(own_clock(L.BIPA, R.DEMAND), asked_by=ASKED_BY)),
    "follow_up_own-voluntary": second(POLITE, PEOPLE, NY, earlier(own_clock(L.NONE, R.VOLUNTARY), asked_by=ASKED_BY)),
    "follow_up_own-fcra": second(own(L.FCRA, R.ACCESS, place="US"), CREDIT, NY, earlier(own_clock(L.FCRA, R.ACCESS))),
    "follow_up_own-phone": second(
        POLITE,
        PEOPLE,
        NY,
        earlier(own_clock(L.NONE, R.VOLUNTARY), channel="phone", sent_to="+1 555 0199", asked_by=ASKED_BY),
    ),
}

ID_AND_BILL = ("id_document", "utility_bill")


IDENTITY: dict[str, Order] = {
    **IDENTITY_OF_STATES,
    "identity_gdpr": identity(gdpr(*FACE), FACES, DE, MONTH[L.GDPR], *ID_AND_BILL),
    "identity_gdpr-uk": identity(uk(*FACE), FACES, GB, MONTH[L.UK_GDPR], "id_document", "proof_of_address", "selfie"),
    "identity_ccpa-opt-out": identity(ccpa(R.OPT_OUT), PEOPLE, CA, FIFTEEN, "id_document"),
    "identity_ccpa-deletion": identity(
        ccpa(R.DELETION, "collected_from_me"), PEOPLE, CA, FORTY_FIVE, "notarized_form", "authorization"
    ),
    "identity_fcra": identity(claim(L.FCRA, R.RECTIFICATION, place="US"), CREDIT, NY, THIRTY, *ID_AND_BILL),
    "identity_plain-bipa": identity(DEMAND, FACES, IL, own_clock(L.BIPA, R.DEMAND), "id_document"),
    "identity_plain-voluntary": identity(POLITE, PEOPLE, NY, own_clock(L.NONE, R.VOLUNTARY)),
}

ALL: dict[str, Order] = {**FIRST, **FOLLOW_UPS, **IDENTITY}
