"""Rules for every letter: what a broker needs to act on it, and what never leaves or is never said."""

from __future__ import annotations

import re

from unlist.law.state_laws import StateLaw
from unlist.law.state_rows import STATE_LAWS
from unlist.letters.rule import OWN, Rule, must, must_not
from unlist.words import LawId, Purpose

_FIRST = (Purpose.FIRST,)


def _mark(law: StateLaw) -> str:
    """Return what marks a citation of a state's law: its name, and its code or, where others share that, its sections.

    "Code" alone marks nothing, and a code that ends with another's name is told apart by its first word.
    """
    shared = {LawId.TDPSA: r"\b541\.\d", LawId.NJDPA: r"\b56:8-166\.(?:[4-9]|1\d)"}
    code = rf"(?<![\w.]){re.escape(law.code.rstrip(':,'))}(?= )"
    return f"{shared.get(law.id, code)}|{re.escape(law.title)}"


_CITES = {
    LawId.GDPR: r"(?<!UK )GDPR|Court of Justice|\bC-\d+/\d+|Regulation \(EU\)",
    LawId.UK_GDPR: r"UK GDPR|(?<!Consumer )(?<!Personal )Data Protection Act|"
    r"(?<!Data Protection and )Information Commission",
    LawId.CH_FADP: r"\bFADP\b|\bDPO\b|Federal Act on Data Protection|Federal Data Protection",
    LawId.CCPA: r"\bCCPA\b|Civil Code|Civ\. Code|\bCCR\b|California (?:Consumer )?Privacy",
    LawId.BIPA: r"\bILCS\b|\bBIPA\b|Biometric Information Privacy",
    LawId.CUBI: r"\b503\.001|\bCUBI\b",
    LawId.MHMDA: r"\bRCW\b|My Health",
    LawId.DANIELS_LAW: r"\b56:8-166\.1(?!\d)|\b47:1B-|Daniel's Law",
    LawId.SAFE_AT_HOME: r"\bGov\. Code\b|Government Code|\b6208\.1|Safe at Home",
    LawId.FCRA: r"\bU\.?S\.?C\b|\bFCRA\b|Fair Credit|Consumer Financial Protection",
    **{law.id: _mark(law) for law in STATE_LAWS},
}
"""What marks a citation of each law; a letter cites its own and no other."""
_UNWRITTEN = frozenset(law.id for law in STATE_LAWS if not law.claims)
"""Laws that no letter is written under."""
_WITH_ARTICLES = frozenset({LawId.GDPR, LawId.UK_GDPR})


def _foreign() -> list[Rule]:
    rules = [
        must_not(
            f"only-{law.value}",
            rf"\b(?:{'|'.join(pattern for other, pattern in _CITES.items() if other is not law)})",
            f"it cites a law other than {law.value}",
            OWN,
            laws=(law,),
        )
        for law in _CITES
        if law not in _UNWRITTEN
    ]
    articles = must_not(
        "no-article",
        r"\barticles? ?\d",
        "it cites articles of a law that is not the letter's",
        OWN,
        laws=[law for law in _CITES if law not in _WITH_ARTICLES],
    )
    return [*rules, articles]


RULES: tuple[Rule, ...] = (
    must(
        "only-for-this",
        "only to handle this request",
        "it does not bind the use of what it tells",
        OWN,
        purposes=_FIRST,
    ),
    must(
        "then-delete",
        "delete it afterwards, except what a suppression record needs",
        "it does not ask that what it tells be deleted",
        OWN,
        purposes=_FIRST,
    ),
    must("by-e-mail", "please answer by e-mail to", "it does not say how to answer", OWN),
    must(
        "which-data",
        r"\bwhich (?:of my )?(?:data|categories|pictures|scans)|categories of personal information|copy of the data|"
        "information in my file",
        "it does not ask which data",
        OWN,
        purposes=_FIRST,
    ),
    must("from-whom", r"\bsources?\b|where (?:it|they) came from", "it does not ask from whom", OWN, purposes=_FIRST),
    must("to-whom", r"\bto whom\b|\brecipients\b", "it does not ask to whom the data went", OWN, purposes=_FIRST),
    must_not("no-ssn", r"social security|\bssn\b", "it speaks of a social security number", OWN),
    must_not(
        "no-id-offer",
        r"\b(?:attach|enclos|includ|send|provid|upload)\w*\b[^.]{0,40}"
        r"\b(?:passport|driver\S*|licen[cs]e|identity (?:card|document)|(?-i:ID)\b)",
        "it offers an identity document",
        OWN,
    ),
    must_not("no-birth-date", r"date of birth|birth ?date|\bborn on\b", "it speaks of a date of birth", OWN),
    must_not(
        "no-photo-enclosed",
        r"\b(?:attach|enclos)\w*\b[^.]{0,40}\b(?:photo|picture|selfie)",
        "it encloses a photo, which the person alone decides on",
        OWN,
    ),
    must_not(
        "no-account",
        r"\bI (?:will|can|could|shall|have)\b[^.]{0,20}\b(?:open|opened|create|created|register)\b",
        "it offers to open an account",
        OWN,
    ),
    must_not("no-fee", r"\bI (?:will|can|could|shall)\b[^.]{0,20}\bpay\b", "it offers to pay", OWN),
    must_not(
        "no-immediately", r"\bimmediate(?:ly)?\b|\bforthwith\b|\bat once\b", "it says immediately; no law does", OWN
    ),
    must_not(
        "no-everything",
        r"\bworldwide\b|\bany and all\b|\bevery database\b",
        "it asks for more than the broker can be asked",
        OWN,
    ),
    must_not(
        "no-sums",
        r"[$€£]\s?\d|\b\d[\d,.]*\s?(?:dollars?|euros?|pounds?)\b|\bdamages\b|\bpenalt|\bfined?\b|\bfines\b|"
        r"\bcompensation\b",
        "it threatens with money",
        OWN,
    ),
    must_not(
        "no-accusation",
        r"\bin violation\b|\byou (?:have )?(?:sold|shared|stole|violated|broke|ignored|scraped)\b|\billegal|"
        r"\byour (?:breach|violation)",
        "it states as a fact what is not known",
        OWN,
    ),
    must_not(
        "no-received",
        r"\byou (?:have )?(?:received|got)\b",
        "it says that the broker received it; sending is known",
        OWN,
    ),
    must_not(
        "no-suit",
        r"\bsue\b|\blawsuits?\b|\blegal action\b|\blitigat|\bmy (?:lawyer|attorney)\b",
        "it threatens with a suit",
        "Cal. Civ. Code 1798.150",
    ),
    must_not(
        "no-settlement",
        r"\bsettlement\b|\bclass (?:action|member)|\bconsent decree\b|\bbanned\b",
        "it leans on a settlement, a decree or an order against somebody",
        OWN,
    ),
    must_not("no-link", r"https?://|www\.|<\w+", "it carries a link or markup of its own", OWN),
    *_foreign(),
)
