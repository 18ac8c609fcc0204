"""Words that a letter takes from its law, its right, its channel and its day. Pure tables and small choices."""

from __future__ import annotations

from datetime import date

from unlist.law.catalog import law_of
from unlist.words import ChannelKind, LawId, Right

UK_ARTICLE_12A = date(2026, 2, 5)
"""[V] UK GDPR art. 12A in force: SI 2026/82 reg. 2."""
UK_COMPLAINTS = date(2026, 6, 19)
"""[V2] DPA 2018 s. 164A in force and UK GDPR art. 77 gone: DUAA 2025 s. 103."""

AUTHORITY = {
    "parent": "as a parent with custody",
    "guardian": "as court-appointed guardian",
    "mandate": "with their signed permission, which can be shown",
    "estate": "who has died, for the estate",
}
"""By what right somebody writes for the subject; follows the subject's name."""
DOCUMENTS = {
    "id_document": "a copy of an identity document",
    "utility_bill": "a utility bill",
    "proof_of_address": "proof of my address",
    "selfie": "a picture that I take of myself",
    "notarized_form": "a notarized form",
    "authorization": "proof that somebody may act for me",
}
_EUROPEAN = frozenset({LawId.GDPR, LawId.UK_GDPR, LawId.CH_FADP})
_GREETINGS = {
    **dict.fromkeys(_EUROPEAN, "Dear data protection team,"),
    LawId.FCRA: "To the consumer department:",
    LawId.BIPA: "To whom it may concern:",
    LawId.CUBI: "To whom it may concern:",
    LawId.NONE: "Hello,",
}
_LAWS = {
    LawId.GDPR: "the GDPR",
    LawId.UK_GDPR: "the UK GDPR",
    LawId.CCPA: "the California Consumer Privacy Act",
    LawId.FCRA: "the Fair Credit Reporting Act",
    LawId.BIPA: "",
    LawId.NONE: "",
    LawId.DANIELS_LAW: "Daniel's Law of New Jersey",
    LawId.SAFE_AT_HOME: "Safe at Home",
}
"""Names that differ from the title of the law with its article."""
_COMPLAINTS = {
    LawId.GDPR: "to a data protection authority",
    LawId.CCPA: "to the California Privacy Protection Agency and to the Attorney General of California",
    LawId.FCRA: "to the Consumer Financial Protection Bureau",
    LawId.BIPA: "",
    LawId.NONE: "",
    LawId.DANIELS_LAW: "",
    LawId.SAFE_AT_HOME: "",
}
"""Where the catalog's word on supervision is none for a letter; in the others its first authority is named."""
_DELETED = "what you deleted, what you kept, and why"
_MISSING = {
    (LawId.CCPA, Right.DELETION): _DELETED,
    (LawId.CCPA, Right.OPT_OUT): "your confirmation that the sale and sharing has stopped",
    (LawId.FCRA, Right.OPT_OUT): "your confirmation that my name is off such lists",
    (LawId.DANIELS_LAW, Right.DEMAND): "your confirmation that what I named is no longer disclosed",
    (LawId.MHMDA, Right.DELETION): "what you deleted, what you kept and why, and whom you told",
    **dict.fromkeys(
        ((law, Right.DELETION) for law in (LawId.GDPR, LawId.UK_GDPR)),
        "what you erased, what you kept and why, and who the recipients are",
    ),
    (LawId.CCPA, Right.ACCESS): "the categories, sources and third parties that I asked about",
}
_MISSING_BY_RIGHT = {
    Right.DELETION: _DELETED,
    Right.OBJECTION: "what you did about my objection, and your reasons for anything that you did not do",
    Right.ACCESS: "the information that I asked for, and your reasons for anything that you withhold",
    Right.RECTIFICATION: "the result of your reinvestigation",
    Right.OPT_OUT: "your confirmation that you have done what I asked",
    Right.LIMIT: "your confirmation that the use is limited",
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def spelled(day: date, law: LawId) -> str:
    """Return a day with its month in letters, in the order that readers of the law are used to.

    Month names are our own: those of strftime change with the locale of the process.
    """
    month = _MONTHS[day.month - 1]
    if law in _EUROPEAN:
        return f"{day.day} {month} {day.year}"
    return f"{month} {day.day}, {day.year}"


def greeting(law: LawId) -> str:
    """Return how a letter under a law begins."""
    return _GREETINGS.get(law, "To the privacy team:")


def law_name(law: LawId) -> str:
    """Return a law's name with its article; empty where no statute is named."""
    return _LAWS[law] if law in _LAWS else f"the {law_of(law).title}"


def complaint(law: LawId, on: date) -> str:
    """Return to whom one may complain under a law on a day; empty where no authority exists (BIPA, no statute)."""
    if law is not LawId.UK_GDPR:
        return _COMPLAINTS[law] if law in _COMPLAINTS else f"to {_authority(law)}"
    if on < UK_COMPLAINTS:
        return "to the Information Commissioner (Data Protection Act 2018, section 165)"
    return "to you under section 164A of the Data Protection Act 2018, and to the Information Commission"


def _authority(law: LawId) -> str:
    """Return the first authority of the catalog: a court is none, and who enforces beside it takes no complaints."""
    return law_of(law).supervised_by.partition(";")[0].partition(" and the district attorneys")[0]


def missing(law: LawId, right: Right) -> str:
    """Return what a statutory request still lacks when it was not answered; never more than was asked."""
    return _MISSING.get((law, right)) or _MISSING_BY_RIGHT.get(right, "an answer to what I asked")


def period_article(law: LawId, on: date) -> str:
    """Return the article that gives the controller its month, as it stands on a day."""
    return "Article 12A" if law is LawId.UK_GDPR and on >= UK_ARTICLE_12A else "Article 12(3)"


def way(kind: str) -> str:
    """Return how something was sent, to be followed by where."""
    return {
        ChannelKind.EMAIL.value: "by e-mail to",
        ChannelKind.FORM.value: "through the form at",
        ChannelKind.POST.value: "by post to",
        ChannelKind.PHONE.value: "by telephone at",
    }.get(kind, "to")


def listed(items: list[str]) -> str:
    """Return items as a sentence has them: a, b and c."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
