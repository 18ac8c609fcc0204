"""A rule: one thing that must, or must not, stand in some letters between two days, with the source that says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from unlist.letters.model import Order
from unlist.words import LawId, Purpose

OWN = "a rule of Unlist's own"
"""The source of rules that are care, not law."""


class Where(TypedDict, total=False):
    """Which letters a rule is for; what is left out does not restrict it."""

    templates: Collection[str]
    laws: Collection[LawId]
    purposes: Collection[Purpose]
    valid_from: date
    valid_to: date
    when: Callable[[Order], bool]


@dataclass(frozen=True)
class Rule:
    """One MUST or MUST NOT. `sentence` completes "the letter was not written:"; `source` is where the rule comes from.

    The days of `where` are days of writing, both included.
    """

    id: str
    must: bool
    pattern: re.Pattern[str]
    sentence: str
    source: str
    where: Where

    def concerns(self, template: str, order: Order) -> bool:
        """Say whether the rule is for this letter on the day it is written."""
        where = self.where
        if not where.get("valid_from", date.min) <= order.written_on <= where.get("valid_to", date.max):
            return False
        if "templates" in where and template not in where["templates"]:
            return False
        if "laws" in where and order.claim.law not in where["laws"]:
            return False
        if "purposes" in where and order.purpose not in where["purposes"]:
            return False
        return where["when"](order) if "when" in where else True

    def broken_by(self, text: str) -> bool:
        """Say whether a text, on one line and with its slots empty, breaks the rule."""
        return bool(self.pattern.search(text)) != self.must


def must(id_: str, pattern: str, sentence: str, source: str, **where: Unpack[Where]) -> Rule:
    """Return the rule that letters contain `pattern`."""
    return Rule(id_, True, re.compile(pattern, re.IGNORECASE), sentence, source, where)  # noqa: FBT003


def must_not(id_: str, pattern: str, sentence: str, source: str, **where: Unpack[Where]) -> Rule:
    """Return the rule that letters do not contain `pattern`."""
    return Rule(id_, False, re.compile(pattern, re.IGNORECASE), sentence, source, where)  # noqa: FBT003
