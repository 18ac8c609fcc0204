"""Rules for every letter: what a broker needs to act on it, and what never leaves or is never said."""

from __future__ import annotations

from unlist.letters.rule import OWN, Rule, must, must_not
from unlist.words import LawId, Purpose

_FIRST = (Purpose.FIRST,)

# What marks a citation of each law; a letter cites its own and no other.
_CITES = {
    LawId.GDPR: r"(?<!UK )GDPR|Court of Justice|\bC-\d+/\d+|Regulation \(EU\)",
    LawId.UK_GDPR: r"UK GDPR|Data Protection Act|Information Commission",
    LawId.CCPA: r"\bCCPA\b|Civil Code|Civ\. Code|\bCCR\b|California (?:Consumer )?Privacy",
    LawId.BIPA: r"\bILCS\b|\bBIPA\b|Biometric Information Privacy",
    LawId.FCRA: r"\bU\.?S\.?C\b|\bFCRA\b|Fair Credit|Consumer Financial Protection",
}


def _foreign() -> list[Rule]:
    rules = [
        must_not(
            f"only-{law.value}",
            "|".join(pattern for other, pattern in _CITES.items() if other is not law),
            f"it cites a law other than {law.value}",
            OWN,
            laws=(law,),
        )
        for law in _CITES
    ]
    articles = must_not(
        "no-article",
        r"\barticles? ?\d",
        "it cites articles of a law that is not the letter's",
        OWN,
        laws=(LawId.CCPA, LawId.BIPA, LawId.FCRA),
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
