"""Rules for letters under Swiss law, and under laws of single states on faces and on home addresses."""

from __future__ import annotations

from unlist.law.cubi import ONLINE_IMAGES
from unlist.letters.model import Order
from unlist.letters.rule import OWN, Rule, must, must_not
from unlist.letters.values import seated
from unlist.words import LawId, Purpose

_SWISS_DELETION, _SWISS_ACCOUNT, _SWISS_ACCESS = ("fadp_deletion",), ("fadp_first_party",), ("fadp_access",)
_SWISS_OWN = (*_SWISS_DELETION, *_SWISS_ACCOUNT)
_TEXAS, _DANIELS, _SAFE = ("cubi_demand",), ("daniels_demand",), ("safe_at_home_demand",)
_WASHINGTON = ("mhmda_deletion", "mhmda_access")
_FIRST = (Purpose.FIRST,)


def _face(order: Order) -> bool:
    return order.broker.keyed_by_face


def _by_residence(order: Order) -> bool:
    return "residence" in order.claim.confirm


_SWITZERLAND: tuple[Rule, ...] = (
    must("residence-ch", r"\bI live in Switzerland\.", "it does not say where the person lives, on which the law turns",
         "FADP art. 3(1)", laws=(LawId.CH_FADP,), purposes=_FIRST, when=_by_residence),
    # [V] 30(3): what is public may be processed unless the person expressly prohibited it, so that comes first.
    must("fadp-prohibition", r"\. I expressly prohibit you from[^.]*\(FADP art\. 30\(2\)\(b\)\)",
         "it does not begin with an express prohibition", "FADP art. 30(2)(b)", templates=_SWISS_OWN),
    must("fadp-public", r"in public as well \(FADP art\. 30\(3\)\)", "its prohibition leaves out what is public",
         "FADP art. 30(3)", templates=_SWISS_DELETION),
    must("fadp-delete", r"delete or destroy[^;]*\(FADP art\. 32\(2\)\(c\)\)", "it does not ask for deletion",
         "FADP art. 32(2)(c)", templates=_SWISS_DELETION),
    must("fadp-disclosure", r"and from disclosing it to third parties \(FADP art\. 32\(2\)\(b\)\)",
         "it does not prohibit passing the data on", "FADP art. 32(2)(b)", templates=_SWISS_DELETION),
    must("fadp-justified", r"something justifies[^.]*\(FADP art\. 31\)", "it does not ask what justifies it",
         "FADP art. 31", templates=_SWISS_OWN),
    must("fadp-sensitive", r"template[^.]*sensitive personal data \(FADP art\. 5\(c\)\(4\)\)",
         "it does not say that a template is sensitive", "FADP art. 5(c)(4)", templates=_SWISS_DELETION, when=_face),
    must("fadp-template", r"every template or vector of my face, the pictures of me, and the addresses of the pages",
         "it leaves out templates, pictures or their sources", "FADP art. 32(2)(c)", templates=_SWISS_DELETION,
         when=_face),
    must("fadp-suppression", "suppression record needs, so that|keep me out of future collection",
         "it does not ask that the data stays out", OWN, templates=_SWISS_DELETION),
    # [V] art. 14 has four conditions at once: whether they are met is not known, so it is asked and never alleged.
    must("fadp-representative", r"if you have named one \(FADP art\. 14\)", "it does not ask for the representative",
         "FADP art. 14", templates=_SWISS_DELETION, when=lambda order: not seated(order)),
    must_not("fadp-no-representative", r"art\. 14\b", "who sits in Switzerland has no representative there",
             "FADP art. 14", laws=(LawId.CH_FADP,), when=seated),
    must_not("fadp-no-duty", r"\b(?:must|should|have to|failed to|required to) (?:name|have named|appoint)",
             "it alleges a duty to name a representative", "FADP art. 14", laws=(LawId.CH_FADP,)),
    must("fadp-own-day", "I set that day myself; the law names none", "it does not say that the day is its own",
         "FADP art. 32(2)", templates=_SWISS_OWN),
    must_not("fadp-no-day", r"\b(?:30|thirty) days\b|\bdeadline\b|\bone month\b",
             "the law sets no day for prohibition and deletion", "FADP art. 32(2)", templates=_SWISS_OWN),
    must("fadp-account", "do not ask you to close or empty any account of mine",
         "it does not say that the account stays", OWN, templates=_SWISS_ACCOUNT),
    must_not("fadp-account-stays", r"\beras|\bdelete (?:my|the|all)|\bdestroy|close my account",
             "it asks a first party for erasure", OWN, templates=_SWISS_ACCOUNT),
    *[
        must(f"fadp-25-{point}", rf"\(point {point}\)", f"it leaves out point {point}", f"FADP art. 25(2)({point})",
             templates=_SWISS_ACCESS)
        for point in "abcdefg"
    ],
    must("fadp-25", r"under FADP art\. 25\(2\)", "it does not cite the right of access", "FADP art. 25",
         templates=_SWISS_ACCESS),
    must("fadp-30-days", r"within 30 days of receipt \(DPO art\. 18\(1\)\)", "it does not name the 30 days",
         "DPO art. 18(1)", templates=_SWISS_ACCESS),
    must("fadp-free", r"free of charge \(FADP art\. 25\(6\)\)", "it does not say that it is free", "FADP art. 25(6)",
         templates=_SWISS_ACCESS),
    must("fadp-why-not", r"and why \(DPO art\. 18\(3\), FADP art\. 26\(4\)\)", "it does not ask for reasons",
         "DPO art. 18(3), FADP art. 26(4)", templates=_SWISS_ACCESS),
    must_not("fadp-access-alone", r"\bprohibit|art\. 3[02]\b|\bdelete (?:the|my)",
             "it bundles access with another request", OWN, templates=_SWISS_ACCESS),
    # [V] art. 60: an offense on complaint, only for wilfully false information; lateness is none.
    must_not("fadp-no-offense", r"art\. 6[0-6]\b|\bcriminal|\bprosecut|\boffen[cs]e|\bcourt\b",
             "it threatens, where the law punishes no lateness", "FADP art. 60", laws=(LawId.CH_FADP,)),
    must("fadp-cooperates", r"cooperate in reasonable measures to identify me \(DPO art\. 16\(5\)\)",
         "it does not offer to cooperate in being identified", "DPO art. 16(5)", laws=(LawId.CH_FADP,),
         purposes=(Purpose.IDENTITY_REPLY,), when=lambda order: order.claim.right.value == "access"),
)  # fmt: skip

_FACES_IN_TEXAS: tuple[Rule, ...] = (
    must("residence-tx", r"\bI live in Texas\.", "it does not say that the person lives in Texas", OWN,
         templates=_TEXAS),
    must("cubi-b", r"after notice and with consent \(Tex\. Bus\. & Com\. Code 503\.001\(b\)\)",
         "it does not say what a capture needs", "Tex. Bus. & Com. Code 503.001(b)", templates=_TEXAS),
    must("cubi-none-given", r"no such notice that I know of, and I gave no consent",
         "it does not say that none was given", "Tex. Bus. & Com. Code 503.001(b)", templates=_TEXAS),
    # [V] HB 149 of 2025: (b-1) holds since 2026-01-01. Who published the pictures is not known to the letter.
    must("cubi-b-1", r"unless the person shown made it public \(503\.001\(b-1\)\)",
         "it leaves out images on the Internet", "Tex. Bus. & Com. Code 503.001(b-1)", templates=_TEXAS,
         valid_from=ONLINE_IMAGES),
    must_not("cubi-no-b-1-yet", r"\(b-1\)|image on the Internet", "subsection (b-1) is not in force yet",
             "HB 149 of 2025", templates=_TEXAS, when=lambda order: order.written_on < ONLINE_IMAGES),
    must_not("cubi-publisher", r"\bI (?:did not|never) (?:post|publish|ma[dk]e)|not made public by me|\bby others\b",
             "it claims to know who made the pictures public", "Tex. Bus. & Com. Code 503.001(b-1)", templates=_TEXAS),
    must("cubi-purpose", "for what purpose, and whether that purpose has ended", "it does not ask for the purpose",
         "Tex. Bus. & Com. Code 503.001(c)(3)", templates=_TEXAS),
    must("cubi-c-1", r"except as 503\.001\(c\)\(1\) allows", "it does not ask to stop disclosing",
         "Tex. Bus. & Com. Code 503.001(c)(1)", templates=_TEXAS),
    must("cubi-c-3", r"destroy it as 503\.001\(c\)\(3\) provides", "it does not ask for destruction in time",
         "Tex. Bus. & Com. Code 503.001(c)(3)", templates=_TEXAS),
    must("cubi-own-day", "I set that day myself; the statute names none", "it does not say that the day is its own",
         "Tex. Bus. & Com. Code 503.001", templates=_TEXAS),
    must_not("cubi-no-right", r"\bright to\b|\bentitled\b|\byou must\b|\bdeadline\b|\bviolat|attorney general",
             "it gives no right to ask and no day, and the letter threatens with nobody",
             "Tex. Bus. & Com. Code 503.001(d)", laws=(LawId.CUBI,)),
)  # fmt: skip

_FACES_IN_WASHINGTON: tuple[Rule, ...] = (
    must("residence-wa", r"\bI live in Washington\.", "it does not say that the person lives in Washington",
         "RCW 19.373.010(7)", laws=(LawId.MHMDA,), purposes=_FIRST),
    must("mhmda-as-far", r"To the extent that you hold biometric data about me within RCW 19\.373\.010,",
         "it claims more than what the law covers", "RCW 19.373.010", templates=_WASHINGTON),
    must("mhmda-consent", r"I gave you no consent[^.]*\(RCW 19\.373\.010\(22\)\)",
         "it does not say that no consent was given", "RCW 19.373.010(22)", templates=_WASHINGTON),
    must("mhmda-45", r"within 45 days of receipt \(RCW 19\.373\.040\(1\)\(g\)\)", "it does not name the 45 days",
         "RCW 19.373.040(1)(g)", templates=_WASHINGTON),
    # [V] (g): the 45 days are for requests by the methods that the company names.
    must("mhmda-method", "If you name another method for such requests", "it does not ask for the company's own method",
         "RCW 19.373.040(1)(g)", templates=_WASHINGTON),
    must("mhmda-appeal", r"reasons, and how I can appeal \(RCW 19\.373\.040\(1\)\(h\)\)",
         "it does not ask for reasons and appeal", "RCW 19.373.040(1)(h)", templates=_WASHINGTON),
    must("mhmda-delete", r"archives and backups included \(RCW 19\.373\.040\(1\)\(c\)\)",
         "it does not cite the deletion", "RCW 19.373.040(1)(c)", templates=("mhmda_deletion",)),
    must("mhmda-notify", "tell every affiliate, processor, contractor and other third party",
         "it does not ask that others be told", "RCW 19.373.040(1)(c)", templates=("mhmda_deletion",)),
    must("mhmda-access", r"give me access to it \(RCW 19\.373\.040\(1\)\(a\)\)", "it does not cite the access",
         "RCW 19.373.040(1)(a)", templates=("mhmda_access",)),
    must("mhmda-list", r"list all third parties and affiliates[^;]*contact for each \(RCW 19\.373\.040\(1\)\(a\)\)",
         "it does not ask for the third parties with their contacts", "RCW 19.373.040(1)(a)",
         templates=("mhmda_access",)),
    must_not("mhmda-not-19-375", r"19\.375|\b86\b", "that law leaves out what comes from photographs, or is for courts",
             "RCW 19.375.010; RCW 19.373.090", laws=(LawId.MHMDA,)),
    must_not("mhmda-no-charge", r"\bviolat|\byou must\b|\bunfair\b|\bknowing", "it alleges what is not known", OWN,
             laws=(LawId.MHMDA,)),
)  # fmt: skip

_ADDRESSES: tuple[Rule, ...] = (
    must("daniels-covered", r"I am covered by N\.J\.S\.A\. 56:8-166\.1 and authorized to give this notice",
         "it does not say that the person is covered", "N.J.S.A. 56:8-166.1", templates=_DANIELS),
    must("daniels-what", r"cease to disclose my home address\b[^.]*as far as it is unpublished[^.]*remove both from "
         "the Internet", "it does not ask for what the law gives", "N.J.S.A. 56:8-166.1", templates=_DANIELS),
    # [V2] 10 business days following receipt.
    must("daniels-10-days", r"within 10 business days of receipt \(N\.J\.S\.A\. 56:8-166\.1\)",
         "it does not name the 10 business days", "N.J.S.A. 56:8-166.1", templates=_DANIELS),
    must_not("daniels-no-category", r"\bjudge|\bjudicial|\bprosecutor|\bpolice|\blaw enforcement|\binvestigator|"
             r"\bofficer|\bspouse|\bfamily\b|\bhousehold",
             "it names why the person is covered, which is nobody's business",
             OWN, laws=(LawId.DANIELS_LAW,)),
    must("safe-participant", "I take part in Safe at Home, California's address confidentiality program",
         "it does not say that the person takes part", "Cal. Gov. Code 6208.1(b)", templates=_SAFE),
    must("safe-demand", r"I demand that you do not publicly post or display my home address\b[^.]*home telephone number"
         r"[^.]*\(Cal\. Gov\. Code 6208\.1\)", "it is no written demand", "Cal. Gov. Code 6208.1(b)", templates=_SAFE),
    must("safe-own-day", r"I ask for a written answer by [^.]*\. I set that day myself\.",
         "it does not say that the day is its own", OWN, templates=_SAFE),
    # [V] the 48 hours are for elected and appointed officials (Gov. Code 7928.215).
    must_not("safe-no-clock", r"\b\d+ (?:hours|(?:business )?days)\b|\bdeadline\b|\bthe statute names\b",
             "no day is known for participants", "Cal. Gov. Code 6208.1", laws=(LawId.SAFE_AT_HOME,)),
    must_not("safe-no-reason", r"\bvictim|\bviolence|\bstalk|\bassault|\btraffick|\babus|\bfear\b|\bthreat",
             "it says why the person takes part, which is nobody's business", OWN, laws=(LawId.SAFE_AT_HOME,)),
    must("address-not-waiting", "The removal does not wait for that answer", "it ties the removal to the question", OWN,
         templates=(*_DANIELS, *_SAFE)),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_SWITZERLAND, *_FACES_IN_TEXAS, *_FACES_IN_WASHINGTON, *_ADDRESSES)
