"""What each sentence of a message says, by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unlist.registry.domains import registrable
from unlist.replies.blend import Shares, blend
from unlist.replies.claims import claims, contradicts, keeps_something, without_concessions
from unlist.replies.language import Language
from unlist.replies.model import Finding
from unlist.replies.phrases import fitting
from unlist.replies.sentences import Sentence, sentence
from unlist.replies.wants import Want, strength_of, wants
from unlist.words import IdentifierKind, ReplyKind

K = ReplyKind

_DEMANDS = frozenset({K.FORM_REQUIRED, K.CONFIRMATION_REQUIRED, K.IDENTITY_REQUESTED, K.AUTHORIZATION_REQUESTED})
_ASKED = frozenset({K.AUTHORIZATION_REQUESTED, K.IDENTITY_REQUESTED})
"""Kinds whose words ("agent", "identity verification") count only in a sentence that wants something."""

_BY_PHRASE = (
    K.NO_MATCH, K.DENIED, K.EXTENDED, K.REDIRECTED, K.ACKNOWLEDGED, K.AUTO_REPLY, K.UNRELATED,
    K.FORM_REQUIRED, K.CONFIRMATION_REQUIRED, K.IDENTITY_REQUESTED, K.AUTHORIZATION_REQUESTED,
)  # fmt: skip
_FROM_SUBJECT = frozenset({K.ACKNOWLEDGED, K.CONFIRMATION_REQUIRED, K.UNRELATED, K.AUTO_REPLY})
_PROOFS = frozenset({"id_document", "proof_of_address", "selfie", "notarized_form", "utility_bill"})
_DOMAIN = re.compile(r"[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,6}[\w-]{2,63})")
_REPLY = re.compile(
    r"^\s*(?:(?:re|aw|antw|odp|sv|fwd?|wg|tr|rv|r|i|ri|res|enc|doorst|pd)\s?:|automat|auto[- ])|\bUL\s?-", re.IGNORECASE
)


_IF_YOU = {
    "en": (" if ", " should ", " in case "),
    "de": (" wenn ", " falls ", " sollten ", " sofern "),
    "fr": (" si ", " s' ", " au cas où "),
    "es": (" si ", " en caso "),
    "it": (" se ", " qualora ", " nel caso "),
    "nl": (" als ", " indien ", " mocht "),
    "pl": (" jeśli ", " jeżeli ", " gdyby ", " w razie "),
    "pt": (" se ", " caso "),
}
"""How a sentence begins that holds for some only: "se" is no condition in Spanish, "als" none in German."""
KEEPS, KEEPS_ALONE = 0.2, 0.6
"""So likely a sentence that speaks of keeping has to be a refusal, whole or in part; and one without such words."""

_GREETING = 5
"""Words of a sentence, marks included, that need not say anything."""


@dataclass(frozen=True)
class Said:
    """Everything that the sentences of a message say."""

    findings: tuple[Finding, ...]
    wants: tuple[Want, ...]
    keeps: bool
    """Something stays although something was deleted."""
    ended: bool
    """A ticket was closed, without a word about what became of the request."""
    threatens: bool
    """Something happens unless the person acts."""
    unmet: bool = False
    """Something is wanted, and it was not understood what."""
    unread: int = 0
    """Sentences of some length in which nothing was found."""
    suspects: bool = False
    """Something may have been done, in words that no cue knows."""
    rival: float = 0.0
    """How likely, between 0 and 1, some sentence says more than that something was received."""
    if_you: frozenset[str] = frozenset()
    """Sentences that begin with a condition."""


def said(subject: str, parts: list[Sentence], languages: list[Language], *, sender: str = "") -> Said:
    """Return what a message says. Its subject counts only where it is the sender's own and never for an outcome."""
    wanted = wants(parts, languages)
    found = _cued(subject, parts, languages, wanted, sender)
    blended = blend(found, parts, languages, lambda part: any(_is_weak(part, language) for language in languages))
    keeps = [part for part in parts if _keeps(part, languages, blended.shares.get(part.text))]
    read = {item.sentence for item in blended.findings}
    return Said(
        unmet=any(want.strength == "strong" and want.demands and want.sentence.text not in read for want in wanted),
        unread=sum(1 for part in parts if len(part.plain.split()) > _GREETING and part.text not in read),
        findings=blended.findings,
        wants=tuple(wanted),
        keeps=bool(keeps),
        ended=_some("ended", parts, languages),
        threatens=_some("threat", parts, languages),
        suspects=blended.suspects,
        rival=blended.rival,
        if_you=frozenset(part.text for part in parts if _begins_with_a_condition(part, languages)),
    )


def _begins_with_a_condition(part: Sentence, languages: list[Language]) -> bool:
    return any(part.plain.startswith(_IF_YOU[language.name]) for language in languages if language.name in _IF_YOU)


def _keeps(part: Sentence, languages: list[Language], shares: Shares | None) -> bool:
    """Say whether a sentence says that something stays: here and now, not what a law or a policy says in general."""
    if shares is None:
        return False
    stays = shares[K.PARTLY_FULFILLED] + shares[K.DENIED]
    if stays < shares[K.FULFILLED]:
        return False
    return stays >= KEEPS_ALONE or (stays >= KEEPS and any(keeps_something(part, language) for language in languages))


def _cued(
    subject: str, parts: list[Sentence], languages: list[Language], wanted: list[Want], sender: str
) -> list[Finding]:
    """Return what the cues find in a message, sentence by sentence."""
    found: list[Finding] = []
    if subject and not _REPLY.search(subject):
        found += [item for item in _phrases(sentence(subject), languages) if item.kind in _FROM_SUBJECT]
    for part in parts:
        for language in languages:
            found += claims(part, language)
        found += _phrases(part, languages)
    if any(contradicts(part, language) for part in parts for language in languages):
        found = [item for item in found if item.kind is not K.FULFILLED]
    # "We found nothing with the name and address you gave" asks for neither.
    missed = {item.sentence for item in found if item.kind is K.NO_MATCH}
    found += _wanted(
        [want for want in wanted if want.demands or want.sentence.asks or want.sentence.text not in missed]
    )
    # "Please confirm your date of birth" asks for a fact, not for a click.
    facts = {want.sentence.text for want in wanted if set(want.fields) - {IdentifierKind.EMAIL}}
    found = [item for item in found if item.kind is not K.CONFIRMATION_REQUIRED or item.sentence not in facts]
    found += (
        Finding(K.ACKNOWLEDGED, "thanks or patience", part.text, weak=True)
        for part in parts
        if _some("thanks", [part], languages)
    )
    found += (Finding(K.QUESTION, "a question", part.text) for part in parts if _is_question(part, languages))
    return [item for item in found if item.kind is not K.REDIRECTED or not _to_sender(item.sentence, sender)]


def _to_sender(text: str, sender: str) -> bool:
    """Say whether a sentence only names the sender's own address: "write to us at …" sends nobody elsewhere."""
    own = registrable(sender.rpartition("@")[2]) if "@" in sender else ""
    named = [registrable(item) for item in _DOMAIN.findall(text)]
    return bool(own) and bool(named) and all(item == own for item in named)


def _phrases(part: Sentence, languages: list[Language]) -> Iterator[Finding]:
    for language in languages:
        for kind in _BY_PHRASE:
            text = without_concessions(part.plain) if kind is K.DENIED else part.plain
            rule = _rule(kind, text, part, language)
            if rule is None:
                continue
            if kind in _ASKED and not (part.asks or strength_of(part, [language])):
                continue
            if kind is K.REDIRECTED and part.asks:
                continue
            weak = kind in _DEMANDS and _is_weak(part, language)
            yield Finding(kind, rule, part.text, weak=weak)
        if _some("unmonitored", [part], [language]):
            yield Finding(K.FORM_REQUIRED, f"{language.name}: the mailbox is not read", part.text, weak=True)


def _rule(kind: ReplyKind, text: str, part: Sentence, language: Language) -> str | None:
    for phrase in fitting(language.kinds.get(kind.value, ()), part.present):
        if phrase.search(text, part.present):
            if any(other.search(text, part.present) for other in language.unless.get(kind.value, ())):
                return None
            return f"{language.name}: {phrase.text}"
    return None


def _is_weak(part: Sentence, language: Language) -> bool:
    """Say whether a demand holds only for some ("if you have further questions, use our form")."""
    rules = language.wants
    if any(phrase.search(part.plain, part.present) for phrase in rules.get("optional", ())):
        return True
    weak = any(phrase.search(part.plain, part.present) for phrase in rules.get("weak", ()))
    return weak and not any(phrase.search(part.plain, part.present) for phrase in rules.get("still", ()))


def _wanted(wanted: list[Want]) -> Iterator[Finding]:
    for want in wanted:
        weak = want.strength == "weak"
        # A selfie alone is what a face search looks for; beside an ID it is proof.
        proofs = _PROOFS & set(want.documents)
        if proofs == {"selfie"}:
            proofs = frozenset()
        if proofs:
            yield Finding(K.IDENTITY_REQUESTED, f"wants {', '.join(sorted(proofs))}", want.sentence.text, weak=weak)
        if "authorization" in want.documents:
            yield Finding(K.AUTHORIZATION_REQUESTED, "wants an authorization", want.sentence.text, weak=weak)
        fields = [name for name in want.fields if name is not IdentifierKind.CASE_REF]
        if fields:
            yield Finding(K.INFORMATION_REQUESTED, f"wants {', '.join(fields)}", want.sentence.text, weak=weak)
        elif want.more and not proofs:
            yield Finding(K.INFORMATION_REQUESTED, "wants more information", want.sentence.text, weak=weak)


def _is_question(part: Sentence, languages: list[Language]) -> bool:
    return part.asks and not any(
        phrase.search(part.plain, part.present)
        for language in languages
        for phrase in language.unless.get("question", ())
    )


def _some(name: str, parts: list[Sentence], languages: list[Language]) -> bool:
    return any(
        phrase.search(part.plain, part.present)
        for part in parts
        for language in languages
        for phrase in fitting(language.kinds.get(name, ()), part.present)
    )
