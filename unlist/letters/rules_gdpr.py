"""Rules for letters under GDPR and UK GDPR."""

from __future__ import annotations

import re
from datetime import date

from unlist.law.places import country_of
from unlist.letters.model import Order
from unlist.letters.rule import OWN, Rule, must, must_not
from unlist.letters.values import seated
from unlist.letters.wording import UK_ARTICLE_12A, UK_COMPLAINTS
from unlist.words import LawId, Purpose

_BOTH = (LawId.GDPR, LawId.UK_GDPR)
_ERASURE, _FACE, _MARKETING = ("gdpr_deletion",), ("gdpr_objection_face",), ("gdpr_objection_marketing",)
_ACCESS, _ACCOUNT, _IDENTITY = ("gdpr_access",), ("gdpr_objection_first_party",), ("identity_gdpr",)
_ERASING = (*_ERASURE, *_FACE, *_MARKETING)
_FIRST = (*_ERASING, *_ACCESS, *_ACCOUNT)
_BEFORE_12A = date(2026, 2, 4)
_BEFORE_COMPLAINTS = date(2026, 6, 18)


def _private(order: Order) -> bool:
    return not order.broker.publishes


def _public(order: Order) -> bool:
    return order.broker.publishes


def _abroad(order: Order) -> bool:
    return not seated(order)


def _by_residence(order: Order) -> bool:
    """Whether the law holds because of where the person lives (art. 3(2)), which the claim asks them to confirm."""
    here = country_of(order.claim.jurisdiction) == country_of(order.sender.residence)
    return here and "residence" in order.claim.confirm


def _cited(prefix: str, articles: tuple[str, ...], sentence: str, templates: tuple[str, ...]) -> list[Rule]:
    """Return one rule an article: the letter cites just that one, as the law writes it."""
    return [
        must(
            f"{prefix}-{article}",
            rf"\barticle {re.escape(article)}(?![\d(])",
            f"{sentence} ({article})",
            f"GDPR art. {article}",
            templates=templates,
        )
        for article in articles
    ]


_CLOCK: tuple[Rule, ...] = (
    # [V] 12(3): one month from receipt; 12(4): reasons and remedies within that month. UK [V]: 12A since 2026-02-05.
    must("month", "one month from receipt", "it does not name the month", "GDPR art. 12(3)", templates=_FIRST),
    must(
        "month-article",
        r"article 12\(3\) gives you one month",
        "it does not say which article gives the month",
        "GDPR art. 12(3)",
        templates=_FIRST,
        laws=(LawId.GDPR,),
    ),
    must(
        "month-article-uk-before",
        r"article 12\(3\) gives you one month",
        "it does not say which article gives the month",
        "UK GDPR art. 12(3) as it stood",
        templates=_FIRST,
        laws=(LawId.UK_GDPR,),
        valid_to=_BEFORE_12A,
    ),
    must(
        "month-article-uk",
        "article 12A gives you one month",
        "it does not say which article gives the month",
        "UK GDPR art. 12A; DUAA 2025 s. 76",
        templates=_FIRST,
        laws=(LawId.UK_GDPR,),
        valid_from=UK_ARTICLE_12A,
    ),
    must(
        "reasons-and-remedies",
        r"for what reasons, and how i can complain or go to court \(article 12\(4\)\)",
        "it does not ask for reasons and remedies",
        "GDPR art. 12(4)",
        templates=_FIRST,
    ),
    must_not(
        "no-thirty-days",
        r"\b(?:30|thirty)[ -]days?\b|\bfour weeks\b|\b(?:45|90)\b",
        "GDPR gives a month, not a number of days",
        "GDPR art. 12(3)",
        laws=_BOTH,
    ),
    # [V] DUAA 2025 s. 103(6): article 77 omitted; in force 2026-06-19 [V2].
    must_not(
        "no-art-77",
        r"\barticles? 77\b|\bart\. ?77\b",
        "article 77 is gone from UK GDPR",
        "DUAA 2025 s. 103(6)",
        laws=(LawId.UK_GDPR,),
        valid_from=UK_COMPLAINTS,
    ),
    must_not(
        "no-164A-yet",
        r"\b164A\b",
        "section 164A is not in force yet",
        "DUAA 2025 s. 103; SI 2026/82 reg. 3",
        laws=(LawId.UK_GDPR,),
        valid_to=_BEFORE_COMPLAINTS,
    ),
    must_not(
        "clock-may-stop",
        r"\b(?:clock|month|time|period)\b[^.]{0,30}\b(?:keeps? running|does not stop|cannot stop|is not suspended)",
        "it says that the clock does not stop; in the UK it does, in the EU it may",
        "UK GDPR art. 12A(2); EDPB Guidelines 01/2022 [B]",
        laws=_BOTH,
    ),
)

_SCOPE: tuple[Rule, ...] = (
    must(
        "residence-gdpr",
        r"\bI live in \w",
        "it does not say where the person lives, on which the law turns",
        "GDPR art. 3(2)",
        laws=_BOTH,
        purposes=(Purpose.FIRST,),
        when=_by_residence,
    ),
    must_not(
        "no-citizenship",
        r"\bcitizen|\bnational of\b",
        "citizenship never brings a broker under GDPR",
        "GDPR art. 3",
        laws=_BOTH,
    ),
)

_ERASE: tuple[Rule, ...] = (
    *_cited("erasure", ("17(1)",), "it names no ground for erasure", _ERASURE),
    *[
        must(f"ground-{point}", rf"\(point {point}\)", f"it leaves out ground ({point})", "GDPR art. 17(1)",
             templates=_ERASURE)
        for point in "abd"
    ],
    must(
        "grounds-conditional",
        "as far as it applies",
        "it claims grounds that it does not know to apply",
        "GDPR art. 17(1)",
        templates=_ERASURE,
    ),
    *_cited("erasure", ("17(3)",), "it does not ask for the exception", _ERASURE),
    *_cited("erasure", ("19",), "it does not ask that recipients be told", _ERASING),
    must("recipients", r"tell me who they are", "it does not ask who the recipients are", "GDPR art. 19",
         templates=_ERASING),
    must(
        "suppression",
        r"suppression record needs, so that|keep me out of future collection",
        "it does not ask that the data stays out",
        "GDPR art. 17, 21",
        templates=_ERASING,
    ),
    must("others-told", r"article 17\(2\)", "it does not ask that others be told of links and copies",
         "GDPR art. 17(2)", templates=_ERASURE, when=_public),
    must_not("others-untold", r"17\(2\)", "article 17(2) is for those who made the data public", "GDPR art. 17(2)",
             templates=_ERASING, when=_private),
    must_not(
        "no-exception-claim",
        r"\bno (?:exception|exemption)s?\b|\bwithout exception\b",
        "it cannot know that no exception applies",
        "GDPR art. 17(3)",
        laws=_BOTH,
    ),
)  # fmt: skip

_OBJECT: tuple[Rule, ...] = (
    *_cited("face", ("9(1)", "9(2)", "9(2)(e)", "6", "21(1)", "17(1)(c) and (d)", "18(1)(d)"),
            "it leaves out a ground", _FACE),
    must("face-condition-unmet", r"I know of none", "it does not say that no condition of article 9(2) is met",
         "GDPR art. 9(2)", templates=_FACE),
    must("face-not-made-public", r"not thereby data that I manifestly made public",
         "it does not say that being online is not making public", "GDPR art. 9(2)(e)", templates=_FACE),
    must("face-restriction", "restrict all of it meanwhile[^;]*until you have shown compelling legitimate grounds",
         "it does not ask for restriction meanwhile", "GDPR art. 18(1)(d), 21(1)", templates=_FACE),
    must("face-template", "template or vector", "it does not name templates and vectors", "GDPR art. 4(14), 9(1)",
         templates=(*_FACE,)),
    must("face-addresses", "addresses of the pages they came from", "it does not name the source addresses",
         "GDPR art. 17(1)", templates=_FACE),
    must("face-pictures", "the pictures of me", "it does not name the pictures", "GDPR art. 17(1)", templates=_FACE),
    must("face-demonstrate", r"please demonstrate that \(article 11\(2\)\)",
         "it does not ask to demonstrate that the person cannot be identified", "GDPR art. 11(2), 12(2)",
         templates=_FACE),
    must("face-identifier", r"I can then offer a cropped picture of my face that is already public",
         "it does not offer what would identify the person", "GDPR art. 11(2)", templates=_FACE),
    must("representative", r"\(article 27\)", "it does not ask for the representative", "GDPR art. 27",
         templates=_FACE, when=_abroad),
    must_not("no-representative", r"article 27", "a controller that is established here has no representative",
             "GDPR art. 27", templates=_FACE, when=seated),
    *_cited("marketing", ("21(2)", "21(3)", "17(1)(c)"), "it leaves out a ground", _MARKETING),
    *_cited("account", ("21(1)", "15(1)(c)"), "it leaves out a ground", _ACCOUNT),
    must("keep-account", "do not ask you to close or empty any account of mine",
         "it does not say that the account stays", OWN, templates=_ACCOUNT),
    must_not("account-stays", r"\beras|delete (?:my|the|all)|close my account|article 17",
             "it asks a first party for erasure", OWN, templates=_ACCOUNT),
)  # fmt: skip

_SEE: tuple[Rule, ...] = (
    *_cited(
        "access",
        ("15(1)(a) and (b)", "15(1)(c)", "15(1)(d)", "15(1)(e) and (f)", "15(1)(g)", "15(1)(h)", "15(2)", "15(3)"),
        "it leaves out what access gives",
        _ACCESS,
    ),
    must("actual-recipients", "the actual recipients", "it does not ask for the actual recipients",
         "GDPR art. 15(1)(c)", templates=_ACCESS),
    must("no-reasons", r"need give no reasons[^.]*C-307/22", "it does not say that no reasons are owed",
         "CJEU C-307/22", templates=_ACCESS, laws=(LawId.GDPR,)),
    must("first-copy", "first copy is free", "it does not say that the first copy is free", "GDPR art. 12(5), 15(3)",
         templates=_ACCESS),
    must_not("access-alone", r"\beras(?:e|ure)\b(?! it afterwards)|article 17\b|article 21\b|\bobject(?:ion)? to\b",
             "it bundles access with another request", OWN, templates=_ACCESS),
)  # fmt: skip

_PROOF: tuple[Rule, ...] = (
    must("identity-12-6", r"article 12\(6\)[^.]*reasonable doubts[^.]*necessary", "it does not quote article 12(6)",
         "GDPR art. 12(6)", templates=_IDENTITY),
    must("identity-11", r"demonstrate that \(article 11\(2\)\)", "it does not quote article 11(2)", "GDPR art. 11(2)",
         templates=_IDENTITY),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_CLOCK, *_SCOPE, *_ERASE, *_OBJECT, *_SEE, *_PROOF)
