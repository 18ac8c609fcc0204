"""The visible reference of a request: `UL-` + 10 Crockford base32 characters + one check character.

The check character is ISO/IEC 7064 MOD 37,36 over the ten characters. References whose check character
would be I, L, O or U are never issued, so that reading l as 1 and o as 0 is always safe.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

PREFIX = "UL-"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LENGTH = 10
_FOLD = str.maketrans({"I": "1", "L": "1", "O": "0"})
_SHAPE = re.compile(r"[Uu](?<![0-9A-Za-z][Uu])[Ll1]\s?[-\u2010-\u2015]\s?([0-9A-Za-z]{11})(?![0-9A-Za-z])")


def check_character(payload: str) -> str:
    """Return the ISO/IEC 7064 MOD 37,36 check character of `payload` (0-9, A-Z)."""
    product = 36
    for character in payload:
        total = (product + _ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return _ALPHABET[(37 - product) % 36]


def new_reference(choose: Callable[[str], str] = secrets.choice) -> str:
    """Draw a new reference; `choose` picks one character of a string (random, or seeded for the demo)."""
    while True:
        payload = "".join(choose(_CROCKFORD) for _ in range(_LENGTH))
        check = check_character(payload)
        if check in _CROCKFORD:
            return PREFIX + payload + check


def normalize(text: str) -> str | None:
    """Return the canonical form of one reference, or None if its check character does not fit."""
    found = find(text)
    return found[0] if len(found) == 1 else None


def find(text: str) -> list[str]:
    """Return each valid reference in `text` once, in order; i and l are read as 1, o as 0, nothing else is mended."""
    found: list[str] = []
    for match in _SHAPE.finditer(text):
        body = match[1].upper().translate(_FOLD)
        if check_character(body[:_LENGTH]) == body[_LENGTH]:
            reference = PREFIX + body
            if reference not in found:
                found.append(reference)
    return found
