"""Slots: what a person typed, or a record says, stays out of the template and out of the lint.

A template is given one private-use character for each such value. The text is checked with the slots still empty, and
filled afterwards in one pass: a value is never read as a template, never judged by a rule, never filled twice.
"""

from __future__ import annotations

import re
import unicodedata

from unlist.errors import BadInput

_FIRST = 0xE000
SLOT = re.compile("[\ue000-\uf8ff]")
"""A slot: one character of the private use area, which no value and no template may hold."""

_JOINERS = frozenset("\u200c\u200d")
"""Zero width non-joiner and joiner: letters of Persian and Indic names, not control characters."""
_FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def one_line(value: str, what: str) -> str:
    """Return a value as it stands in a line, each run of spaces as one.

    Raises BadInput for a line break, and for control, bidirectional, private and unassigned characters.
    """
    for character in value:
        if unicodedata.category(character) in _FORBIDDEN and character not in _JOINERS:
            raise BadInput(
                f"{what} holds a line break or a control character (U+{ord(character):04X}).",
                hint="Give it on one line, without hidden characters.",
            )
    return " ".join(value.split())


class Slots:
    """The values of one letter, each behind its slot."""

    def __init__(self) -> None:
        """Begin without values."""
        self._values: list[str] = []

    def put(self, value: str, what: str) -> str:
        """Keep a value and return its slot; nothing for an empty one. Raises BadInput as `one_line` does."""
        text = one_line(value, what)
        if not text:
            return ""
        self._values.append(text)
        return chr(_FIRST + len(self._values) - 1)

    def fill(self, text: str) -> str:
        """Return the text with every slot filled."""
        return SLOT.sub(lambda found: self._values[ord(found[0]) - _FIRST], text)
