"""Which of the things that a message says decides what the person must do next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from unlist.replies.blend import OUTCOMES, RECEIPTS
from unlist.replies.kinds import Said
from unlist.replies.model import Finding
from unlist.replies.redirect import named_in
from unlist.words import ReplyKind

K = ReplyKind

ACTIONS = (
    K.IDENTITY_REQUESTED, K.AUTHORIZATION_REQUESTED, K.CONFIRMATION_REQUIRED, K.FORM_REQUIRED, K.INFORMATION_REQUESTED,
)  # fmt: skip
_ENDS = (K.PARTLY_FULFILLED, K.FULFILLED, K.OPTED_OUT, K.NO_MATCH, K.REDIRECTED, K.DENIED, K.EXTENDED)
RANK = (K.BOUNCED, *ACTIONS, *_ENDS, K.QUESTION, K.AUTO_REPLY, K.ACKNOWLEDGED, K.UNRELATED)
"""What the person must do comes first, then how it ended, then that it was received."""


_REQUEST = re.compile(
    r"request|ticket|\bcase\b|antrag|anfrage|begehren|vorgang|demande|solicitud|petición|richiesta|verzoek|aanvraag|"
    r"zgłoszeni|wnios|żądani|pedido|solicitação|chamado",
    re.IGNORECASE,
)
_ON_REQUEST = re.compile(
    r"\b(?:as you|(?:as|at|per|upon|on|following|after|to|auf|gemäß|nach|à|selon|según|a|tras|su|alla|da|secondo|op|na|"
    r"volgens|zgodnie z|ao?|conforme|segundo)(?: per)? (?:your|ihr\w*|votre|su|sua|uw|pan\w*|twoj\w*|seu)) "
    r"(?:\w+ )?(?:request\w*|antrag\w*|anfrage|demande|solicitud|petición|richiesta|verzoek|wnios\w*|żądani\w*|pedido)",
    re.IGNORECASE,
)
"""Words that only say why something was done."""
_NOTHING_MORE = re.compile(
    r"\b(?:(?:anything|nothing) (?:else|further|more)|(?:no|any) (?:other|further|more) (?:personal )?"
    r"(?:data|information|record\w*)|no longer|any ?more|any longer|nichts (?:weiteres|mehr)|nicht mehr|"
    r"keine\w* (?:weiteren?|anderen) |"
    r"keine\w*\b.{0,40}\bmehr|aucune? autres?|(?:ne |n['\u2019]).{0,30}\bplus\b|ya no|ning[uú]n\w* otr[oa]|nada más|"
    r"non\b.{0,30}\bpiù|nessun altr\w+|niet (?:meer|langer)|geen (?:andere|verdere|overige)|geen\b.{0,40}\bmeer|"
    r"już nie|żadnych innych|nic więcej|já não|nenhum outro|mais nenhum\w*)\b",
    re.IGNORECASE,
)
"""That there is none of it now, or nothing besides: no denial that there was some."""

UNREAD = 1
"""Sentences that nothing was found in, beyond which thanks and "allow some days" are no acknowledgement."""

RIVAL = 0.5
"""A receipt is not sure if a sentence in it says something else with this likelihood."""


@dataclass(frozen=True)
class Verdict:
    """The main kind (None: a human must look), every kind found, how sure, and why it abstains."""

    kind: ReplyKind | None
    kinds: tuple[ReplyKind, ...]
    confidence: float
    doubt: str = ""


def decide(said: Said, *, automatic: bool) -> Verdict:
    """Pick the main kind."""
    findings = _weighed(said)
    kinds = tuple(kind for kind in RANK if any(item.kind is kind for item in findings))
    if not kinds:
        return Verdict(None, (), 0.0, "nothing in it was understood")
    kinds, doubt = _consistent(kinds, said)
    if doubt:
        return _abstain(kinds, doubt)
    kind = _main(kinds, findings, said, automatic=automatic)
    if kind is None:
        return _abstain(kinds, "it may say more than was understood")
    ordered = (kind, *(item for item in kinds if item is not kind))
    sure = _confidence(kind, findings)
    if kind in RECEIPTS and said.rival >= RIVAL:
        sure = min(sure, 0.6)
    return Verdict(kind, ordered, sure)


def _abstain(kinds: tuple[ReplyKind, ...], doubt: str) -> Verdict:
    return Verdict(None, tuple(kind for kind in kinds if kind not in OUTCOMES), 0.3 if kinds else 0.0, doubt)


def _weighed(said: Said) -> list[Finding]:
    """Drop demands that hold only for some, where the message says anything else."""
    strong = [item for item in said.findings if not item.weak]
    if any(item.kind in OUTCOMES | {K.NO_MATCH} for item in strong):
        # "If you still see a page about you, use the form" is for the case that the answer is wrong.
        strong = [item for item in strong if item.kind not in ACTIONS or item.sentence not in said.if_you]
    telling = [item for item in strong if item.kind not in {K.QUESTION, K.AUTO_REPLY, K.EXTENDED}]
    return strong if telling else list(said.findings)


def _consistent(kinds: tuple[ReplyKind, ...], said: Said) -> tuple[tuple[ReplyKind, ...], str]:
    """Return the kinds without those that the others disprove, and why nothing can be believed, if so."""
    found = set(kinds)
    # A form may be named for whatever else somebody wants; who still asks for an ID or a click has not deleted,
    # and what sounded like it was a promise.
    demands = found & set(ACTIONS) - {K.FORM_REQUIRED}
    if found & {K.FULFILLED, K.PARTLY_FULFILLED} and demands:
        found -= {K.FULFILLED, K.PARTLY_FULFILLED}
    if found & {K.FULFILLED, K.PARTLY_FULFILLED} and K.NO_MATCH in found:
        done = [item.sentence for item in said.findings if item.kind in {K.FULFILLED, K.PARTLY_FULFILLED}]
        none = [item.sentence for item in said.findings if item.kind is K.NO_MATCH]
        if all(_NOTHING_MORE.search(text) for text in none):
            # "We deleted it and hold nothing else" says what was left to be found.
            found -= {K.NO_MATCH}
        elif all(_REQUEST.search(_ON_REQUEST.sub(" ", text)) for text in done):
            # "Your deletion request was completed: no data found" deleted nothing.
            found -= {K.FULFILLED, K.PARTLY_FULFILLED}
        else:
            return kinds, "it says both that data was deleted and that there is none"
    if K.FULFILLED in found and (said.keeps or K.DENIED in found):
        found = (found - {K.FULFILLED}) | {K.PARTLY_FULFILLED}
    if K.OPTED_OUT in found and K.DENIED in found and not demands | (found & {K.FORM_REQUIRED}):
        # Opted out instead of deleted.
        found |= {K.PARTLY_FULFILLED}
    return tuple(kind for kind in RANK if kind in found), ""


def _main(kinds: tuple[ReplyKind, ...], findings: list[Finding], said: Said, *, automatic: bool) -> ReplyKind | None:
    found = set(kinds)
    told = found & (OUTCOMES | {K.NO_MATCH, K.DENIED, K.EXTENDED, K.REDIRECTED})
    strong_demands = {item.kind for item in findings if item.kind in ACTIONS and not item.weak}
    if K.UNRELATED in found and not told and not (strong_demands - {K.CONFIRMATION_REQUIRED, K.FORM_REQUIRED}):
        steps = _sentences(K.CONFIRMATION_REQUIRED, findings) + _sentences(K.FORM_REQUIRED, findings)
        if not strong_demands or _sentences(K.UNRELATED, findings) > steps:
            return K.UNRELATED
    if K.AUTO_REPLY in found and automatic and not (found & OUTCOMES) and not strong_demands:
        return K.AUTO_REPLY
    top = _first_step(kinds, findings)
    if top is K.FORM_REQUIRED and found & {K.FULFILLED, K.PARTLY_FULFILLED}:
        top = next(kind for kind in kinds if kind in {K.FULFILLED, K.PARTLY_FULFILLED})
    if top is K.OPTED_OUT and K.NO_MATCH in found:
        # "We hold nothing; to be safe we put you on our stop list" is an answer about the data.
        return K.NO_MATCH
    if top is K.PARTLY_FULFILLED and K.OPTED_OUT in found and not found & {K.FULFILLED, K.DENIED} and not said.keeps:
        # "Opted out; your data is suppressed from our products" is what was asked, not half of it.
        return K.OPTED_OUT
    if top is K.NO_MATCH and K.DENIED in found and _sentences(K.DENIED, findings) > _sentences(K.NO_MATCH, findings):
        # "After these exemptions there is no information left" refuses.
        return K.DENIED
    if top is K.REDIRECTED and K.AUTO_REPLY in found:
        # "I have left; write to my colleague" is about a person, not about who holds the data.
        return K.AUTO_REPLY
    if top is K.REDIRECTED and K.DENIED in found and not named_in([i.sentence for i in findings if i.kind is top]):
        # "We are only a processor, ask the company that you dealt with" names nobody to ask.
        return K.DENIED
    if top is K.ACKNOWLEDGED and all(i.weak for i in findings if i.kind is top) and said.unread > UNREAD:
        return None
    if top in {K.ACKNOWLEDGED, K.UNRELATED} and said.threatens:
        return None
    if (top is K.ACKNOWLEDGED and said.unmet) or (top is K.QUESTION and said.unread > UNREAD):
        return None
    if top is K.ACKNOWLEDGED and said.ended and len(found) == 1:
        return None
    if said.suspects and top in {K.ACKNOWLEDGED, K.UNRELATED, K.QUESTION, K.AUTO_REPLY}:
        # Something may have been done, in words that nobody would stake anything on.
        return None
    return top


def _sentences(kind: ReplyKind, findings: list[Finding]) -> int:
    return len({item.sentence for item in findings if item.kind is kind})


def _first_step(kinds: tuple[ReplyKind, ...], findings: list[Finding]) -> ReplyKind:
    """Return the highest kind; of a form to fill in and a link to click, the one that is named first."""
    steps = [item.kind for item in findings if item.kind in {K.FORM_REQUIRED, K.CONFIRMATION_REQUIRED}]
    if kinds[0] is K.CONFIRMATION_REQUIRED and steps[0] is K.FORM_REQUIRED:
        return K.FORM_REQUIRED
    return kinds[0]


def _confidence(kind: ReplyKind, findings: list[Finding]) -> float:
    """Return how sure the main kind is: more for each sentence that says it, less for a weak one alone."""
    own = [item for item in findings if item.kind is kind]
    if all(item.weak for item in own):
        return 0.6
    if all(item.likely < 1 for item in own):
        return min(0.9, max(item.likely for item in own))
    return min(0.95, 0.75 + 0.1 * len({item.sentence for item in own if not item.weak}))
