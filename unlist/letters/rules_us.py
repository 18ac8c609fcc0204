"""Rules for letters under the laws of the United States, and where no statute helps."""

from __future__ import annotations

from datetime import date

from unlist.letters.model import Order
from unlist.letters.rule import OWN, Rule, must, must_not
from unlist.words import LawId, Purpose

_EVE = date(2026, 12, 31)
_SB_923 = date(2027, 1, 1)  # [V2] SB 923: deletion reaches what was collected from or about the consumer
_OPT_OUTS = ("ccpa_opt_out", "ccpa_first_party")
_FAST = (*_OPT_OUTS, "ccpa_limit")
_DELETION = ("ccpa_deletion_2026", "ccpa_deletion_2027")
_KNOW = ("ccpa_know",)
_BIPA = ("bipa_preserve", "bipa_destroy")
_POLITE = ("voluntary", "photo_form")
# The statute or nobody sets a day here, so each letter says that its day is its own.
_OWN_DAY = (
    *_BIPA,
    *_POLITE,
    "fcra_access",
    "cubi_demand",
    "fadp_deletion",
    "fadp_first_party",
    "safe_at_home_demand",
    "follow_up_own",
    "follow_up_statutory",
)
_IDENTITY = ("identity_ccpa",)


def _fast(order: Order) -> bool:
    return order.claim.right.value in {"opt_out", "limit"}


def _slow(order: Order) -> bool:
    return not _fast(order)


def _face(order: Order) -> bool:
    return order.broker.keyed_by_face


_CALIFORNIA: tuple[Rule, ...] = (
    must("residence-ca", r"\bI live in California\b", "it does not say that the person lives in California",
         "Cal. Civ. Code 1798.140(i)", laws=(LawId.CCPA,), purposes=(Purpose.FIRST,)),
    must("opt-out-120", r"1798\.120", "it does not cite the opt-out", "Cal. Civ. Code 1798.120", templates=_OPT_OUTS),
    must("opt-out-135", r"1798\.135", "it does not cite how to opt out", "Cal. Civ. Code 1798.135",
         templates=_OPT_OUTS),
    # [V] 11 CCR 7026(f), 7027: 15 business days from the date of receipt.
    must("opt-out-clock", r"no later than 15 business days from the day you receive this \(11 CCR 702[67]",
         "it does not name the 15 business days", "11 CCR 7026(f), 7027", templates=_FAST),
    must("opt-out-unverified", r"may not require me to verify my identity[^.]*11 CCR 7060\(b\)",
         "it does not say that no verification may be required", "11 CCR 7060(b)", templates=_FAST),
    must("opt-out-third-parties", "tell every third party", "it does not ask that third parties be told",
         "11 CCR 7026(f)(2)", templates=_OPT_OUTS),
    must("opt-out-confirm", "confirm (?:that my opt-out was processed|it)", "it does not ask for confirmation",
         "11 CCR 7026(g)", templates=_FAST),
    must("opt-out-12-months", "do not ask me to opt in again for at least 12 months",
         "it does not ask for 12 months of peace", "Cal. Civ. Code 1798.135(c)(4)", templates=("ccpa_opt_out",)),
    must_not("no-45-days", r"\b(?:45|forty-five)\b|\b10 business days\b", "an opt-out has 15 business days",
             "11 CCR 7026(f), 7027", templates=_FAST),
    must("limit-121", r"1798\.121", "it does not cite the limit", "Cal. Civ. Code 1798.121", templates=("ccpa_limit",)),
    must("limit-what", r"biometric information and precise geolocation", "it does not name what is sensitive",
         "Cal. Civ. Code 1798.121, 1798.140(ae)", templates=("ccpa_limit",)),
    must("account-kept-ca", "do not ask you to close or empty any account of mine",
         "it does not say that the account stays", OWN, templates=("ccpa_first_party",)),
    must_not("account-stays-ca", r"\beras|delete (?:my|the|all)|close my account|1798\.105",
             "it asks a first party for deletion", OWN,
             templates=("ccpa_first_party",)),
    # [V] 11 CCR 7021: receipt confirmed in 10 business days, the answer due in 45 calendar days.
    must("acknowledge", "within 10 business days", "it does not name the 10 business days", "11 CCR 7021(a)",
         templates=(*_DELETION, *_KNOW)),
    must("answer-45", r"within 45 calendar days \(11 CCR 7021\)", "it does not name the 45 days", "11 CCR 7021(b)",
         templates=(*_DELETION, *_KNOW)),
    must("no-account-needed", r"no account may be required[^.]*1798\.130\(a\)\(2\)\(A\)",
         "it does not say that no account may be required", "Cal. Civ. Code 1798.130(a)(2)(A)",
         templates=(*_DELETION, *_KNOW)),
    must("delete-105", r"1798\.105", "it does not cite the deletion", "Cal. Civ. Code 1798.105", templates=_DELETION),
    must("delete-notice", "your service providers, your contractors and the third parties",
         "it does not ask that others be told", "Cal. Civ. Code 1798.105(c)(1)", templates=_DELETION),
    must("delete-drop", r"\bDROP\b", "it does not mention DROP", "Cal. Civ. Code 1798.99.86", templates=_DELETION),
    must("delete-denial", r"explain why, delete the rest[^.]*11 CCR 7022\(f\)", "it does not ask for the reasons",
         "11 CCR 7022(f)", templates=_DELETION),
    must("delete-collected-from", "collected from me,", "it does not keep to what was collected from the consumer",
         "Cal. Civ. Code 1798.105(a)", templates=_DELETION, valid_to=_EVE),
    must("delete-voluntarily", "voluntarily", "it does not ask for the rest voluntarily", "Cal. Civ. Code 1798.105(a)",
         templates=_DELETION, valid_to=_EVE),
    must_not("no-full-deletion", r"\babout me, and tell|everything you hold|all (?:the )?personal information",
             "until the end of 2026 deletion reaches what came from the consumer", "Cal. Civ. Code 1798.105(a); SB 923",
             laws=(LawId.CCPA,), valid_to=_EVE),
    must("delete-from-or-about", "collected from or about me", "it leaves out what was collected about the consumer",
         "Cal. Civ. Code 1798.105(a); SB 923", templates=_DELETION, valid_from=_SB_923),
    must("delete-minimum", "keep the minimum that you need to honor this request",
         "it leaves nothing to honor the request with", "Cal. Civ. Code 1798.105; SB 923", templates=_DELETION,
         valid_from=_SB_923),
    must_not("no-verifiable", r"\bverifiable\b", "it calls itself verifiable, which invites an identity check",
             OWN, laws=(LawId.CCPA,)),
    *[
        must(f"know-{section}", rf"1798\.{section}", f"it does not cite 1798.{section}",
             f"Cal. Civ. Code 1798.{section}", templates=_KNOW)
        for section in ("110", "115", "130")
    ],
    must("know-categories", "I ask for categories, not for specific pieces", "it does not say what it asks for",
         "11 CCR 7062", templates=_KNOW),
    must("know-beyond", "beyond the last 12 months", "it does not reach beyond 12 months", "Cal. Civ. Code 1798.130",
         templates=_KNOW),
    must("know-sources", "categories of sources", "it does not ask for the sources", "Cal. Civ. Code 1798.110(a)(2)",
         templates=_KNOW),
    must("know-third-parties", "categories of third parties", "it does not ask for the third parties",
         "Cal. Civ. Code 1798.110, 1798.115", templates=_KNOW),
    must_not("know-no-pieces", r"(?<!not for )specific pieces", "it asks for specific pieces, which needs more proof",
             "11 CCR 7062", templates=_KNOW),
    must("identity-7060-b", r"may not require me to verify[^.]*7060\(b\)", "it does not say that no check is allowed",
         "11 CCR 7060(b)", templates=_IDENTITY, when=_fast),
    must("identity-7060-d", r"only to verify[^.]*7060\(d\)", "it does not quote the rule on new data",
         "11 CCR 7060(d)", templates=_IDENTITY, when=_slow),
    must("identity-7060-e", r"notarized[^.]*7060\(e\)", "it does not quote the rule on charges and notaries",
         "11 CCR 7060(e)", templates=_IDENTITY, when=_slow),
    must("identity-130", r"account \(Civil Code 1798\.130", "it does not quote the rule on accounts",
         "Cal. Civ. Code 1798.130(a)(2)(A)", templates=_IDENTITY, when=_slow),
    must_not("identity-fast-only-b", r"7060\([de]\)", "an opt-out needs no check, so no rule of one is quoted",
             "11 CCR 7060(b)", templates=_IDENTITY, when=_fast),
)  # fmt: skip

_ILLINOIS: tuple[Rule, ...] = (
    must("residence-il", r"\bI live in Illinois\b", "it does not say that the person lives in Illinois",
         OWN, templates=_BIPA),
    *[
        must(f"bipa-{point}", rf"section 15\({point}\)", f"it leaves out 15({point})", f"740 ILCS 14/15({point})",
             templates=_BIPA)
        for point in "abcd"
    ],
    must("bipa-policy", "public policy and retention schedule", "it does not ask for the public policy",
         "740 ILCS 14/15(a)", templates=_BIPA),
    must("bipa-release", "under which written release", "it does not ask for the release", "740 ILCS 14/15(b)",
         templates=_BIPA),
    must("bipa-own-day", "I set that day myself; the statute names none", "it does not say that the day is its own",
         "740 ILCS 14/15", templates=_BIPA),
    must("bipa-preserve", "preserve the records of how it was collected, used and disclosed",
         "it does not ask to preserve the records", OWN, templates=("bipa_preserve",)),
    must_not("bipa-no-destroy", r"\bdestr|\beras(?:e|ure)\b(?! it afterwards)", "it asks to destroy evidence",
             OWN, templates=("bipa_preserve",)),
    must("bipa-destroy", "I therefore ask you to destroy it", "it does not ask for destruction",
         "740 ILCS 14/15(a)", templates=("bipa_destroy",)),
    must_not("no-bipa-right", r"right to (?:delet|eras|destr)|\bentitled\b|\byou must\b|\bdeadline\b|\bstatutory\b",
             "BIPA sets no day for an answer and gives no right to deletion", "740 ILCS 14/15", laws=(LawId.BIPA,)),
    must_not("no-bipa-charge", r"\bintentional|\breckless|\bnegligen|attorney general|\bviolat",
             "it alleges intent, or names an authority that has no part in BIPA", "740 ILCS 14/20", laws=(LawId.BIPA,)),
)  # fmt: skip

_CREDIT: tuple[Rule, ...] = (
    must("fcra-prescreen", r"15 USC 1681b\(e\)\)", "it does not cite the opt-out", "15 USC 1681b(e)",
         templates=("fcra_opt_out",)),
    must("fcra-own-form", "on your own form or through your own system", "it does not ask for the form of election",
         "15 USC 1681b(e)(2)", templates=("fcra_opt_out",)),
    # [V] 1681b(e)(2): the five days are for elections by the agency's system or on its form, which a letter is not.
    must_not("fcra-no-5-days", r"\b(?:5|five) business days", "a letter of one's own does not start the five days",
             "15 USC 1681b(e)(2), (4)", laws=(LawId.FCRA,)),
    must("fcra-file", r"15 USC 1681g\(a\)", "it does not cite the disclosure", "15 USC 1681g(a)",
         templates=("fcra_access",)),
    must("fcra-dispute", r"15 USC 1681i\(a\)\)", "it does not cite the dispute", "15 USC 1681i(a)",
         templates=("fcra_dispute",)),
    # [V] 15 USC 1681i(a)(1)(A): 30 days from the day the agency receives notice of the dispute.
    must("fcra-30-days", r"within 30 days of receipt \(15 USC 1681i\(a\)\(1\)\)", "it does not name the 30 days",
         "15 USC 1681i(a)(1)", templates=("fcra_dispute",)),
)  # fmt: skip

_NO_STATUTE: tuple[Rule, ...] = (
    must("own-policy", "under your own policy|through the form that you keep", "it does not rest on their own policy",
         OWN, templates=_POLITE),
    must("polite", "I would be glad", "it demands what it can only ask for", OWN,
         laws=(LawId.NONE,), purposes=(Purpose.FIRST, Purpose.FOLLOW_UP)),
    must("form-place", r"residents of \w", "it does not say for whose residents the form is",
         OWN, templates=("photo_form",)),
    must("form-photo", "use it for this alone, and erase it", "it does not bind the use of the photo",
         OWN, templates=("photo_form",)),
    must_not("no-citation",
             r"\barticles? ?\d|(?-i:\bAct\b|\bCode\b)|\bILCS\b|\bUSC\b|\bCCR\b|GDPR|\bCCPA\b|\bBIPA\b|\bsection \d|"
             r"\blaws?\b|\blegal|\bstatut|\brights?\b|\bobliged\b|\bentitled\b|\byou must\b",
             "no statute helps here, so none is claimed", OWN, laws=(LawId.NONE,)),
)  # fmt: skip

_SHARED: tuple[Rule, ...] = (
    must("own-day", r"I set that day myself|I chose that day myself|I set both days myself",
         "it does not say that the day is its own", OWN, templates=_OWN_DAY),
    must("photo-choice", "whether to send one, and which, is for me to decide",
         "it does not leave the photo to the person", OWN,
         purposes=(Purpose.FIRST,), when=lambda order: _face(order) and order.claim.variant != "photo_form"),
    must("photo-erased", r"for that search alone, and I ask you to erase it[^.]*\bafterwards and to confirm that",
         "it does not ask that a photo be erased and that be confirmed", OWN,
         purposes=(Purpose.FIRST,), when=lambda order: _face(order) and order.claim.variant != "photo_form"),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_CALIFORNIA, *_ILLINOIS, *_CREDIT, *_NO_STATUTE, *_SHARED)
