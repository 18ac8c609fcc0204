"""Cues and the learned model together.

A cue that the model finds most unlikely is dropped; a kind that the model is sure of is found though no cue knew the
words. That something was done (deleted, opted out) is believed of the model only where it is surest and no word in the
sentence negates, conditions or reports; where it merely suspects it, or disputes what a cue found, a human looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from unlist.replies.claims import unguarded
from unlist.replies.language import Language
from unlist.replies.learned import likely
from unlist.replies.model import Finding
from unlist.replies.sentences import Sentence
from unlist.words import ReplyKind

K = ReplyKind
OUTCOMES = frozenset({K.FULFILLED, K.PARTLY_FULFILLED, K.OPTED_OUT})
"""Kinds that say something was done. They are never a candidate of a message that is not understood."""
RECEIPTS = frozenset({None, K.ACKNOWLEDGED, K.AUTO_REPLY, K.UNRELATED})
"""Kinds after which nobody has to do anything."""
_NEVER = 2.0
SURE: Mapping[ReplyKind, float] = {
    **dict.fromkeys(ReplyKind, 0.6),
    K.ACKNOWLEDGED: 0.7,
    K.AUTHORIZATION_REQUESTED: _NEVER,
    K.AUTO_REPLY: _NEVER,
    K.CONFIRMATION_REQUIRED: 0.8,
    K.DENIED: 0.7,
    K.EXTENDED: _NEVER,
    K.FORM_REQUIRED: 0.95,
    K.IDENTITY_REQUESTED: _NEVER,
    K.INFORMATION_REQUESTED: 0.7,
    K.NO_MATCH: 0.8,
    K.REDIRECTED: 0.8,
    K.UNRELATED: 0.3,
}
"""A kind is found by the model alone if it is as likely as this; chosen on the development half of the messages."""
HALF_SURE = 0.15
"""So much below it a kind counts as a weak finding."""
KEPT: Mapping[ReplyKind, float] = {
    **dict.fromkeys(ReplyKind, 0.03),
    **dict.fromkeys(OUTCOMES, 0.3),
    K.ACKNOWLEDGED: 0.0,
    K.DENIED: 0.2,
    K.INFORMATION_REQUESTED: 0.05,
    K.FORM_REQUIRED: 0.2,
    K.CONFIRMATION_REQUIRED: 0.4,
    K.NO_MATCH: 0.1,
    K.UNRELATED: 0.3,
}
"""What a cue found is dropped if it is less likely than this; for an outcome that of all outcomes together counts."""
DONE: Mapping[ReplyKind, float] = {K.FULFILLED: 0.955, K.PARTLY_FULFILLED: 0.97, K.OPTED_OUT: 0.98}
"""So likely an outcome has to be for the model alone. `training/train.py --check` counts the held-out sentences that
are believed in this way, and those among them that say something else."""
THANKS = 0.05
"""A cue of receipt in a sentence that is less likely one is a weak sign of it."""
HALVED = 0.7
"""So likely a sentence has to be partly done for what a cue found in it to be believed only in part."""
SUSPECTED = 0.6
"""A message that no cue finds an outcome in is not understood if a sentence is one with this likelihood."""
DISPUTED = 0.05
"""Nor is one in which a cue found an outcome that the model does not believe but holds this likely."""
_FEWEST = 3
"""Words, marks included, that a sentence must have before the model is asked."""


_TALK = 4
"""Sentences of a message that may all be about the case; the more there are, the more of them explain things."""
_MOST_TALK = 4.0

Shares = Mapping[ReplyKind | None, float]


@dataclass(frozen=True)
class Blended:
    """What the sentences say by both, and whether an outcome is suspected or disputed."""

    findings: tuple[Finding, ...]
    suspects: bool
    rival: float
    """How likely the likeliest sentence is to say more than that something was received."""
    shares: Mapping[str, Shares]
    """How likely each sentence of some length says each kind."""


def _more_talk(sentences: int) -> float:
    """Return how many times as often sentences say nothing in a message of so many as in those that were learned from.

    A long message explains the law and the company around what it has to say. The model learned from sentences of
    which a third say nothing; the share of those that do grows with the length of the message.
    """
    return min(_MOST_TALK, max(1.0, sentences / _TALK))


def _with_more_talk(shares: Shares, more: float) -> Shares:
    """Return the shares where saying nothing is so many times as frequent as it was learned to be."""
    whole = 1 + (more - 1) * shares[None]
    return {kind: share * (1 if kind else more) / whole for kind, share in shares.items()}


def blend(
    found: Sequence[Finding],
    parts: Sequence[Sentence],
    languages: Sequence[Language],
    is_weak: Callable[[Sentence], bool] = lambda _: False,
) -> Blended:
    """Return the findings of cues that the model does not doubt, and those that it adds.

    `is_weak` says whether a sentence holds only for some: what the model finds in it is weak.
    """
    distinct = {part.text: part for part in parts}
    alone = {text: likely(part) for text, part in distinct.items() if _is_told(part)}
    more = _more_talk(len(alone))
    every = {text: _with_more_talk(shares, more) for text, shares in alone.items()}
    by_text: dict[str, list[Finding]] = defaultdict(list)
    for item in found:
        by_text[item.sentence].append(item)
    kept: list[Finding] = [item for item in found if item.sentence not in distinct]
    suspects, rival = False, 0.0
    for part in distinct.values():
        cued = by_text[part.text]
        shares = every.get(part.text)
        if shares is None:
            kept += cued
            continue
        # As if it stood alone: what is recorded without a person must be sure of every sentence.
        rival = max(rival, *(share for kind, share in alone[part.text].items() if kind not in RECEIPTS))
        kept_of_it = [_toned(item, shares) for item in cued if not _doubted(item, shares)]
        kept_of_it += [*_added(part, cued, shares, is_weak), *_done(part, cued, shares, languages)]
        kept += kept_of_it
        if not any(item.kind in OUTCOMES for item in kept_of_it):
            disputed = any(item.kind in OUTCOMES for item in cued)
            outcome = sum(shares[kind] for kind in OUTCOMES)
            suspects = suspects or outcome >= (DISPUTED if disputed else SUSPECTED)
    return Blended(tuple(kept), suspects, rival, every)


def _toned(item: Finding, shares: Shares) -> Finding:
    """Return a deletion as one in part where the sentence surely keeps something, mere thanks as a weak receipt."""
    if item.kind is K.FULFILLED and shares[K.PARTLY_FULFILLED] >= HALVED:
        return replace(item, kind=K.PARTLY_FULFILLED)
    if item.kind is K.ACKNOWLEDGED and shares[K.ACKNOWLEDGED] < THANKS:
        return replace(item, weak=True)
    return item


def _is_told(part: Sentence) -> bool:
    return len(part.plain.split()) >= _FEWEST


def _doubted(item: Finding, shares: Shares) -> bool:
    likely_enough = sum(shares[kind] for kind in OUTCOMES) if item.kind in OUTCOMES else shares[item.kind]
    return likely_enough < KEPT[item.kind]


def _added(
    part: Sentence, cued: Sequence[Finding], shares: Shares, is_weak: Callable[[Sentence], bool]
) -> list[Finding]:
    kind = max(shares, key=lambda one: shares[one])
    if kind is None or kind in OUTCOMES or any(item.kind is kind for item in cued):
        return []
    if shares[kind] < SURE[kind] - HALF_SURE:
        return []
    return [_learned(kind, part, shares[kind], weak=shares[kind] < SURE[kind] or is_weak(part))]


def _learned(kind: ReplyKind, part: Sentence, share: float, *, weak: bool = False) -> Finding:
    return Finding(kind, f"learned, {share:.2f} likely", part.text, weak=weak, likely=share)


def _done(part: Sentence, cued: Sequence[Finding], shares: Shares, languages: Sequence[Language]) -> list[Finding]:
    """Return the outcome that the model alone believes in."""
    kind = max(OUTCOMES, key=lambda one: shares[one])
    if shares[kind] < DONE[kind] or any(item.kind in OUTCOMES for item in cued) or not unguarded(part, languages):
        return []
    return [_learned(kind, part, shares[kind])]
