"""What a letter must say and must not, by law and day: read over the finished text before anybody sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from unlist.letters.model import Letter, Order
from unlist.words import IdentifierKind, LawId, Purpose

LINE_BYTES = 998
"""RFC 5322 section 2.1.1."""
WORDS = 330
"""Length of a letter with its address and lists: about a page."""


@dataclass(frozen=True)
class Rule:
    """One thing that must, or must not, stand in letters of some laws between two days."""

    id: str
    pattern: str
    sentence: str
    source: str
    must: bool = False
    laws: tuple[LawId, ...] = ()
    templates: tuple[str, ...] = ()
    valid_from: date = date.min
    valid_to: date = date.max


@dataclass(frozen=True)
class Finding:
    """A rule that the text breaks."""

    rule: str
    sentence: str
    source: str


_G = (LawId.GDPR, LawId.UK_GDPR)
_FIRST_GDPR = ("gdpr_deletion", "gdpr_objection_marketing", "gdpr_objection_face", "gdpr_objection_first_party",
               "gdpr_access")  # fmt: skip
_OPT_OUTS = ("ccpa_opt_out", "ccpa_limit", "ccpa_first_party")

RULES = (
    Rule("no-ssn", r"social security|\bSSN\b", "it speaks of a social security number", "common"),
    Rule("no-id-offer", r"(attach|enclose)\w* .{0,40}(passport|driver|identity card|\bID\b)", "it offers an ID", "common"),
    Rule("no-dob", r"date of birth|born on", "it gives a date of birth", "common"),
    Rule("no-immediately", r"\bimmediately\b", "it says immediately; no law does", "common"),
    Rule("no-everything", r"all data worldwide|any and all", "it asks for more than it can", "common"),
    Rule("no-sums", r"[$€£]\s?\d|\d[\d,.]*\s?(dollars|euros|pounds)", "it threatens with a sum", "common"),
    Rule("no-accusation", r"in violation|you (?:have )?sold my|you broke the law", "it claims what is not known", "common"),
    Rule("no-received", r"you received|you have received", "sending is known, receipt is not", "common"),
    Rule("no-suit", r"\bsue\b|lawsuit|legal action", "it threatens with a suit", "Cal. Civ. Code 1798.150"),
    Rule("no-tracking", r"https?://\S*(utm_|track)", "it carries a tracking link", "common"),
    Rule("no-art-77", r"[Aa]rt(icle|\.)? ?77", "article 77 is gone from UK GDPR", "DUAA 2025 s. 103(6)",
         laws=(LawId.UK_GDPR,), valid_from=date(2026, 6, 19)),
    Rule("no-thirty-days", r"\b30 days\b", "GDPR gives a month, not 30 days", "GDPR art. 12(3)", laws=_G),
    Rule("no-exception-claim", r"no exception (can )?appl", "it cannot know that no exception applies", "GDPR art. 17(3)",
         laws=_G),
    Rule("no-full-deletion", r"from or about me", "until the end of 2026 deletion reaches what came from the consumer",
         "Cal. Civ. Code 1798.105(a); SB 923", laws=(LawId.CCPA,), valid_to=date(2026, 12, 31)),
    Rule("no-45-days", r"\b45\b", "an opt-out has 15 business days", "11 CCR 7026(f)", templates=_OPT_OUTS),
    Rule("no-bipa-deadline", r"you must|statutory deadline|right to delet", "BIPA sets no day and no deletion",
         "740 ILCS 14/15", laws=(LawId.BIPA,)),
    Rule("no-citation", r"Article|Civil Code|ILCS|\bU\.?S\.?C\b|GDPR|CCPA", "no statute helps here, none is cited",
         "common", templates=("voluntary", "photo_form", "follow_up_own-none")),
    Rule("month", r"one month from receipt", "it must name the month", "GDPR art. 12(3)", must=True,
         templates=_FIRST_GDPR),
    Rule("reasons", r"12\(4\)", "it must ask for reasons and remedies", "GDPR art. 12(4)", must=True,
         templates=_FIRST_GDPR),
    Rule("recipients", r"recipient", "it must ask for the recipients", "GDPR art. 19", must=True, templates=_FIRST_GDPR),
    Rule("face-grounds", r"9\(1\)[\s\S]*9\(2\)\(e\)[\s\S]*18\(1\)\(d\)", "it must name its grounds", "GDPR art. 9, 18",
         must=True, templates=("gdpr_objection_face",)),
    Rule("representative", r"Article 27", "it must ask for the representative", "GDPR art. 27", must=True,
         templates=("gdpr_objection_face",)),
    Rule("opt-out-clock", r"15 business days", "it must name the 15 business days", "11 CCR 7026(f)", must=True,
         templates=_OPT_OUTS),
    Rule("no-verification", r"7060\(b\)", "it must say that no verification is allowed", "11 CCR 7060(b)", must=True,
         templates=_OPT_OUTS),
    Rule("ccpa-clock", r"10 business days[\s\S]*45 calendar days", "it must name both clocks", "11 CCR 7021", must=True,
         templates=("ccpa_deletion_2026", "ccpa_deletion_2027", "ccpa_know")),
    Rule("voluntary-rest", r"voluntarily", "the rest is asked for voluntarily", "Cal. Civ. Code 1798.105(a)", must=True,
         templates=("ccpa_deletion_2026",)),
    Rule("own-day", r"I set (that|both) days? myself|would be glad", "it must say that the day is its own", "common",
         must=True, templates=("bipa_preserve", "bipa_destroy", "voluntary", "photo_form", "follow_up_own")),
    Rule("only-for-this", r"only to handle this request", "it must bind the use of what it says", "common", must=True,
         templates=(*_FIRST_GDPR, *_OPT_OUTS, "ccpa_know", "bipa_preserve", "bipa_destroy", "voluntary")),
)  # fmt: skip


def lint(letter: Letter, order: Order) -> list[Finding]:
    """Return what the letter says that it must not, or does not say that it must, on the day it was written."""
    body = _without_values(letter, order)
    found = [
        Finding(rule.id, f"{rule.sentence}.", rule.source)
        for rule in RULES
        if _holds(rule, letter, order) and bool(re.search(rule.pattern, " ".join(body.split()))) != rule.must
    ]
    if letter.reference not in letter.subject_line or letter.reference not in letter.body:
        found.append(Finding("reference", "its reference is not visible.", "common"))
    if any(len(line.encode()) > LINE_BYTES for line in letter.body.splitlines()):
        found.append(Finding("line-length", "a line is longer than 998 bytes.", "RFC 5322 section 2.1.1"))
    if order.purpose is Purpose.FIRST and len(body.split()) > WORDS:
        found.append(Finding("length", "it is longer than a page.", "common"))
    withheld = {IdentifierKind.SSN_LAST4, IdentifierKind.FACE_PHOTO}
    if withheld & {item.kind for item in letter.disclosed}:
        found.append(Finding("disclosure", "it gives away what no first letter gives.", "common"))
    return found


def _holds(rule: Rule, letter: Letter, order: Order) -> bool:
    if not rule.valid_from <= order.written_on <= rule.valid_to:
        return False
    if rule.laws and order.claim.law not in rule.laws:
        return False
    return not rule.templates or letter.template in rule.templates


def _without_values(letter: Letter, order: Order) -> str:
    """Return the text without what the person typed: a name may be anything."""
    text = f"{letter.subject_line}\n{letter.body}"
    typed = [order.sender.name, order.sender.on_behalf_of or "", order.sender.situation, order.broker.legal_name]
    typed += [item.value for item in order.sender.disclosed]
    flat = " ".join(text.split())
    for value in sorted(filter(None, (" ".join(value.split()) for value in typed)), key=len, reverse=True):
        flat = flat.replace(value, "…")
    return flat
