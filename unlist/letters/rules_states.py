"""Rules for letters under the general privacy laws of the states: each cites its own sections and asks no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from unlist.law.place_names import place_name
from unlist.law.state_laws import ADVERTISING, PROFILING, SALE, StateLaw
from unlist.letters.model import Order
from unlist.letters.rule import OWN, Rule, must, must_not
from unlist.letters.states import BY_LAW, CITABLE, answered, any_size, by_agent, held, section_of, unverified
from unlist.words import LawId, Purpose, Right

_DELETION, _OPT_OUT, _ACCESS = ("state_deletion",), ("state_opt_out",), ("state_access",)
_ALL = (*_DELETION, *_OPT_OUT, *_ACCESS)
_LAWS = tuple(law.id for law in CITABLE)
_NAMED = {
    SALE: ("sale", r"\bof the sale of my personal\b|\bany sale of\b"),
    ADVERTISING: ("targeted advertising", r"\bof targeted advertising\b"),
    PROFILING: ("profiling", r"\bof profiling for decisions with legal\b"),
}
"""What may be opted out of: its name, and how the letter's own sentence says it."""


def _row(order: Order) -> StateLaw:
    return BY_LAW[order.claim.law]


def _first_party(order: Order) -> bool:
    return order.claim.variant == "first_party"


def _bought(order: Order) -> bool:
    return _row(order).bought_only


def _grew(order: Order) -> bool:
    return held(_row(order).deletion_grew, order.written_on)


def _names_recipients(order: Order) -> bool:
    return held(_row(order).recipients, order.written_on)


def _categories(order: Order) -> bool:
    return _row(order).access_to.startswith("the categories")


def _agreed(order: Order) -> bool:
    """Whether an agent writes, whose authority the letter then cites."""
    return by_agent(order) and order.claim.right is Right.OPT_OUT


def _at(citation: str) -> str:
    """Return the pattern of a citation that ends there: (a) is not (a)(1), and 1 is not 10."""
    return rf"\({re.escape(citation)}\)"


def _of_one(law: StateLaw) -> Iterator[Rule]:
    """Yield what a letter under one state's law must say: where the person lives, which section, by when."""
    laws = (law.id,)
    yield must(f"residence-{law.id}", rf"\bI live in {re.escape(place_name(law.state))}\.",
               "it does not say where the person lives, on which the law turns", law.cite(law.scope or law.opt_out),
               laws=laws, purposes=(Purpose.FIRST,))  # fmt: skip
    for right, templates in ((Right.DELETION, _DELETION), (Right.OPT_OUT, _OPT_OUT), (Right.ACCESS, _ACCESS)):
        section = section_of(law, right)
        if not section or (right is Right.DELETION and law.provided_only):
            continue
        yield must(f"{law.id}-{right}", _at(law.cite(section)), "it does not cite the section that gives the right",
                   law.cite(section), laws=laws, templates=templates)  # fmt: skip
    where = law.cite(law.answer or law.opt_out)
    yield must(f"{law.id}-days", rf"within {law.period} days of receipt {_at(where)}",
               f"it does not name the {law.period} days and where they stand", where, laws=laws, templates=_ALL,
               when=lambda order: answered(law, order) == where)  # fmt: skip
    yield must_not(f"{law.id}-other-days", rf"\b(?!{law.period}\b)\d+ (?:calendar |business )?days\b",
                   "it names days that the law does not", where, laws=laws)  # fmt: skip


def _given(purpose: str, *, given: bool = True) -> Callable[[Order], bool]:
    """Return whether an order's law lets its writer opt out of a purpose, or whether it does not."""

    def holds(order: Order) -> bool:
        return (purpose in _row(order).purposes_for(by_agent=by_agent(order))) is given

    return holds


def _purposes() -> Iterator[Rule]:
    for purpose, (word, said) in _NAMED.items():
        slug = word.rpartition(" ")[2]
        yield must(f"opts-out-of-{slug}", said, f"it does not opt out of {word}", OWN, templates=_OPT_OUT,
                   when=_given(purpose))  # fmt: skip
        if purpose is SALE:  # every one of these laws lets one opt out of sale
            continue
        yield must_not(f"no-{slug}-opt-out", rf"\b{word}\b", f"no opt-out of {word} is given here", OWN,
                       templates=_OPT_OUT, when=_given(purpose, given=False))  # fmt: skip


_SHARED: tuple[Rule, ...] = (
    must("state-reasons", "please tell me your reasons", "it does not ask for reasons", OWN, templates=_ALL),
    must("state-appeal", r"your reasons and how I can appeal", "it does not ask how to appeal", OWN, templates=_ALL,
         when=lambda order: bool(_row(order).appeal)),
    must_not("state-no-appeal", r"\bappeal", "this law knows no appeal", "Utah Code 13-61-203; NRS 603A.346",
             laws=_LAWS, when=lambda order: not _row(order).appeal),
    must("state-instead", r"if, as far as the law allows that, you keep a suppression record or opt me out instead, "
         "tell me which of the two", "it does not ask what was done instead of deleting",
         "Va. Code 59.1-577(B)(5) and its like", templates=_DELETION),
    must("state-wherever", "wherever you obtained it", "it leaves out what came from others", OWN,
         templates=_DELETION),
    must("state-left-out", "leave anything out as publicly available or under another exemption",
         "it does not ask what was left out, and why", OWN, templates=(*_DELETION, *_ACCESS)),
    must("state-grew", r"Deletion also reaches public information that was collated[^.]*\(P\.A\. 26-64\)",
         "it leaves out collated public information", "P.A. 26-64", templates=_DELETION, when=_grew),
    must_not("state-public", r"\bcollated\b|\bpublic (?:information|records?)\b",
             "it claims public information, which lies outside this law", OWN, laws=_LAWS,
             when=lambda order: not _grew(order)),
    must_not("state-public-all", r"delet[^.]{0,60}publicly available|publicly available[^.]{0,40}\bdelet",
             "it claims that publicly available information must be deleted", OWN, laws=_LAWS),
    must_not("state-nothing-kept", r"\b(?:may|must|can) not keep|\bkeep (?:nothing|no )|\bwithout exception\b|"
             r"\bno (?:exception|exemption)s?\b", "it claims that nothing may be kept", OWN, laws=_LAWS),
    must("state-recipients", r"(?:I may learn|Please tell me as well) (?:the|of) [^(]+\([^(]*\d",
         "it leaves out what may be learned of recipients", OWN, templates=(*_DELETION, *_ACCESS),
         when=_names_recipients),
    must_not("state-no-recipients", r"\bI may learn\b|\blist of\b|\btell me as well\b|\bthird part",
             "here no right to learn of recipients is given", OWN, laws=_LAWS, purposes=(Purpose.FIRST,),
             when=lambda order: not _names_recipients(order)),
    must("state-unverified", "No authentication may be required for this opt-out", "it does not say that it needs no "
         "authentication", OWN, templates=_OPT_OUT, when=lambda order: bool(unverified(order))),
    must_not("state-verified", r"\bauthenticat|\bverif", "here authentication may be asked for", OWN, laws=_LAWS,
             when=lambda order: not unverified(order)),
    must("state-agent", r"with their signed permission, which can be shown \([^)]*\d", "it does not cite by what "
         "right an agent writes", OWN, templates=_OPT_OUT, when=_agreed),
    must("state-any-size", r"no minimum amount \(C\.R\.S\. 6-1-1304\(1\)\)", "it does not say that the amount is no "
         "matter", "C.R.S. 6-1-1304(1)", templates=_ALL, when=lambda order: bool(any_size(order))),
    must_not("state-some-size", r"\bminimum amount\b", "this law has a threshold, or is silent on it", OWN, laws=_LAWS,
             when=lambda order: not any_size(order)),
    must("state-face", "As far as the law covers them, that includes templates of my face",
         "it does not name the templates, as far as the law covers them", OWN, templates=_ALL,
         when=lambda order: order.broker.keyed_by_face and not _bought(order)),
    must("state-account", "do not ask you to close or empty any account of mine",
         "it does not say that the account stays", OWN, templates=_OPT_OUT, when=_first_party),
    must_not("state-account-stays", r"\beras(?!e it)|\bdelete (?:my|the|all)|close my account",
             "it asks a first party for deletion", OWN, templates=_OPT_OUT, when=_first_party),
    must("state-not-waiting", "opt-out does not wait for that answer", "it ties the opt-out to the question", OWN,
         templates=_OPT_OUT),
    must("state-categories", "access to the categories of", "it asks for more than the categories",
         "Minn. Stat. 325M.14, subd. 1(b)", templates=_ACCESS, when=_categories),
    must_not("state-no-copy", r"\bcop(?:y|ies) of\b|\bportab", "a copy reaches only what the person provided", OWN,
             laws=_LAWS),
    must_not("state-access-alone", r"\bopt(?:ing)? out\b|\bdelete (?:the|my)\b",
             "it bundles access with another request", OWN, templates=_ACCESS),
    must("nevada-covered", r"any sale of the covered information about me", "it does not keep to covered information",
         "NRS 603A.320, 603A.345, 603A.346", templates=_OPT_OUT, when=_bought),
    must_not("nevada-sale-only", r"\bpersonal data\b|\bprocessing\b", "it reaches beyond the sale of covered "
             "information", "NRS 603A.333", laws=(LawId.NRS_603A,)),
    must_not("state-demand", r"\bentitled\b|\byou must\b|\bviolat|\boblig", "it demands more than it needs to", OWN,
             laws=_LAWS),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*(rule for law in CITABLE for rule in _of_one(law)), *_purposes(), *_SHARED)
