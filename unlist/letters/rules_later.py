"""Rules for second letters: follow-ups and answers to a demand for proof of identity."""

from __future__ import annotations

from unlist.law.place_names import place_name
from unlist.letters.model import Order
from unlist.letters.rule import OWN, Rule, must, must_not
from unlist.letters.states import CITABLE
from unlist.letters.wording import UK_COMPLAINTS
from unlist.words import ChannelKind, LawId, Purpose

_STATUTORY = ("follow_up_statutory",)
_FOLLOW_UPS = ("follow_up_statutory", "follow_up_own")
_DAY = r"(?:\w+ \d{1,2}, \d{4}|\d{1,2} \w+ \d{4})"
_BY_LAW = {
    LawId.GDPR: "to a data protection authority",
    LawId.UK_GDPR: "Data Protection Act 2018",
    LawId.CCPA: "California Privacy Protection Agency",
    LawId.FCRA: "Consumer Financial Protection Bureau",
    LawId.CH_FADP: "to the Federal Data Protection and Information Commissioner",
    LawId.MHMDA: "to the Attorney General of Washington",
    **{law.id: rf"complain to the [^.]*\b{place_name(law.state)}" for law in CITABLE},
}
_UNSUPERVISED = (LawId.BIPA, LawId.NONE, LawId.DANIELS_LAW, LawId.SAFE_AT_HOME)
"""Laws that a court alone enforces, by the person's own suit, and where there is none."""


def _unproved_mail(order: Order) -> bool:
    earlier = order.earlier
    return earlier is not None and earlier.channel == ChannelKind.EMAIL.value and not earlier.receipt_known


def _not_unproved_mail(order: Order) -> bool:
    return not _unproved_mail(order)


def _supervised(order: Order) -> bool:
    return order.claim.law not in _UNSUPERVISED


def _asked(order: Order) -> bool:
    return order.earlier is not None and order.earlier.asked_by is not None


def _proved(order: Order) -> bool:
    return order.earlier is not None and order.earlier.receipt_known


def _unproved(order: Order) -> bool:
    return not _proved(order)


_FOLLOWING: tuple[Rule, ...] = (
    must("sent-on", rf"\bOn {_DAY} I made a request to you", "it does not say when the first letter was sent",
         OWN, templates=_FOLLOW_UPS),
    must("was-due", rf"\b(?:was due on|had until) {_DAY}[^.]*\(", "it does not say what was due by which rule", OWN,
         templates=_STATUTORY),
    must("was-asked", rf"\basked for an answer by {_DAY}", "it does not say by when the first letter asked", OWN,
         templates=("follow_up_own",), when=_asked),
    must("still-missing", r"\bstill missing: \w", "it does not say what is missing", OWN, templates=_STATUTORY),
    must("may-complain", r"\bI may complain to \w", "it does not say that a complaint may follow", OWN,
         templates=_STATUTORY, when=_supervised),
    *[
        must(f"complain-{law.value}", where, "it does not say where a complaint may go", OWN, templates=_STATUTORY,
             laws=(law,))
        for law, where in _BY_LAW.items()
    ],
    must("complain-164A", r"\b164A\b", "it leaves out the complaint to the controller", "DPA 2018 s. 164A",
         templates=_STATUTORY, laws=(LawId.UK_GDPR,), valid_from=UK_COMPLAINTS),
    # A court alone enforces these. Without a statute nobody supervises the broker.
    must_not("no-authority", r"\bcomplain|\bauthorit(?:y|ies)\b(?! of)|attorney general|\bregulator",
             "no authority exists for this", "740 ILCS 14/20; N.J.S.A. 56:8-166.1; Cal. Gov. Code 6208.1",
             laws=_UNSUPERVISED),
    must_not("no-complaint-yet", r"\bcomplain", "no day of the law has passed, so there is nothing to complain of", OWN,
             templates=("follow_up_own",)),
    must("no-bounce", "No bounce came back", "it does not say what is known of the arrival", OWN,
         templates=_FOLLOW_UPS, when=_unproved_mail),
    must_not("bounce-only-for-mail", r"\bbounce", "only mail bounces, and only while its arrival is not proved", OWN,
             purposes=(Purpose.FOLLOW_UP,), when=_not_unproved_mail),
    must("receipt-on-record", "Its receipt is on record", "it does not say that the arrival is proved", OWN,
         templates=_FOLLOW_UPS, when=_proved),
    must_not("receipt-unproved", r"receipt is on record|\bwas delivered\b|\breached you\b",
             "it says that the arrival is proved, which it is not", OWN, purposes=(Purpose.FOLLOW_UP,), when=_unproved),
    must_not("no-new-claims", r"\b(?:also|in addition|moreover)\b[^.]*\bask you\b|\b17\(|\b21\(|1798\.1[0-2]\d",
             "it claims what the first letter did not", OWN, purposes=(Purpose.FOLLOW_UP,)),
    must_not("no-lawyers-tone", r"\bhereby\b|\bpursuant\b|\bbe advised\b|\bliab|\bconsequences\b|\bnotwithstanding\b",
             "it speaks as a lawyer", OWN),
)  # fmt: skip

_IDENTITY: tuple[Rule, ...] = (
    must("which-item", r"\byou ask for \S", "it does not say what was demanded", OWN,
         purposes=(Purpose.IDENTITY_REPLY,)),
    must("why-not", r"tells? you more about me than|do not need it|no more than that needs|would give you more",
         "it does not say why less would do", OWN, purposes=(Purpose.IDENTITY_REPLY,)),
    must("offer-address", "to answer a message that you send to an e-mail address of mine that you already hold",
         "it does not offer to answer from an address they hold", OWN, purposes=(Purpose.IDENTITY_REPLY,)),
    must("offer-details", "to confirm two details that you already hold", "it does not offer to confirm details", OWN,
         purposes=(Purpose.IDENTITY_REPLY,)),
    must("offer-code", "to enter a code that you send", "it does not offer to enter a code", OWN,
         purposes=(Purpose.IDENTITY_REPLY,)),
    must("proof-deleted", r"for nothing else\. Please delete it afterwards", "it does not bind the use of it", OWN,
         purposes=(Purpose.IDENTITY_REPLY,)),
    must_not("no-promise", r"\bI (?:will|shall|can|am willing to|agree to)\b[^.]{0,20}\b(?:send|provide|upload|show)\b",
             "it promises to send a proof", OWN, purposes=(Purpose.IDENTITY_REPLY,)),
    must_not("no-clock-claim",
             r"\b(?:clock|month|deadline|period|days?)\b[^.]{0,40}\b(?:stop|runs?|running|suspend|pause|extend)",
             "it argues about the clock, which may stop", "UK GDPR art. 12A(2); EDPB Guidelines 01/2022",
             purposes=(Purpose.IDENTITY_REPLY,)),
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_FOLLOWING, *_IDENTITY)
