"""What a letter must say and must not, by law and day: read over the text before its slots are filled.

What a person typed and what a record says stays behind slots here (unlist.letters.slots), so a name such as "Sue Doe"
neither raises an alarm nor hides one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from unlist.letters import rules_common, rules_gdpr, rules_later, rules_particular, rules_states, rules_us
from unlist.letters.model import Order
from unlist.letters.rule import OWN, Rule
from unlist.letters.wording import spelled
from unlist.words import IdentifierKind, LawId, Purpose

RULES: tuple[Rule, ...] = (
    *rules_common.RULES,
    *rules_gdpr.RULES,
    *rules_us.RULES,
    *rules_states.RULES,
    *rules_particular.RULES,
    *rules_later.RULES,
)
"""Every rule that is a pattern."""

WORDS = {Purpose.FIRST: 420, Purpose.FOLLOW_UP: 180, Purpose.IDENTITY_REPLY: 230}
"""Words that a letter may have beside what the person typed: about a page, or half of one."""
WITHHELD = frozenset({IdentifierKind.SSN_LAST4, IdentifierKind.FACE_PHOTO, IdentifierKind.DOB})
"""Identifiers that no letter gives; whether a photo goes along is for the person to decide, outside the letter."""


@dataclass(frozen=True)
class Blank:
    """A letter with its slots empty. `own` gives the slots of what must stand in it: subject, reply_to, situation."""

    template: str
    subject_line: str
    body: str
    own: Mapping[str, str]

    @property
    def text(self) -> str:
        """Subject and body on one line, as the rules read it."""
        return " ".join(f"{self.subject_line} {self.body}".split())


@dataclass(frozen=True)
class Finding:
    """A rule that the text breaks; `sentence` has no full stop."""

    rule: str
    sentence: str
    source: str


def lint(blank: Blank, order: Order) -> list[Finding]:
    """Return what the letter says that it must not, or does not say that it must, on the day it was written."""
    text = blank.text
    broken = [
        Finding(rule.id, rule.sentence, rule.source)
        for rule in RULES
        if rule.concerns(blank.template, order) and rule.broken_by(text)
    ]
    return [*_facts(blank, order), *broken]


def _facts(blank: Blank, order: Order) -> Iterator[Finding]:
    """Yield what is wrong with the facts of this one letter, which no pattern knows beforehand."""
    reference = order.reference
    if reference not in blank.subject_line or reference not in blank.body:
        yield Finding("reference", "its reference does not stand in subject and text", OWN)
    if spelled(order.written_on, order.claim.law) not in blank.body:
        yield Finding("date", "it bears no date", OWN)
    if blank.own["subject"] not in blank.body:
        yield Finding("name", "it does not name the person", OWN)
    if blank.own["reply_to"] not in blank.body:
        yield Finding("reply-channel", "it gives no address for the answer", OWN)
    if _objects(blank, order) and (not blank.own["situation"] or blank.own["situation"] not in blank.body):
        yield Finding("situation", "it cites article 21(1) without the person's situation", "GDPR art. 21(1)")
    if blank.template == "fcra_dispute" and (not blank.own["disputed"] or blank.own["disputed"] not in blank.body):
        yield Finding("disputed", "it disputes without saying what is wrong", "15 USC 1681i(a)(3)")
    if len(blank.text.split()) > WORDS[order.purpose]:
        yield Finding("length", f"it has {len(blank.text.split())} words, more than a page", OWN)
    given = WITHHELD & {item.kind for item in order.sender.disclosed}
    if given:
        yield Finding("disclosure", f"it gives away {min(given).replace('_', ' ')}, which no letter gives", OWN)


def _objects(blank: Blank, order: Order) -> bool:
    return order.claim.law in {LawId.GDPR, LawId.UK_GDPR} and "21(1)" in blank.text
