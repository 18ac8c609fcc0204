"""The code of a digest: it shows that a mail answers that digest of this home, and which one.

It is cut from a keyed hash, so that nobody without the home's key can make one. It is the local part of the digest's
Message-ID, which mail programs name when they answer, and stands in the text for those that name nothing.
"""

from __future__ import annotations

import re

PREFIX = "UD-"
LENGTH = 16
"""Characters after the prefix: 80 bits of the hash."""
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHAPE = re.compile(rf"(?<![0-9A-Za-z])UD-([0-9A-HJKMNP-TV-Z]{{{LENGTH}}})(?![0-9A-Za-z])", re.IGNORECASE)
_MOST = 20


def code_from(keyed_hash: str) -> str:
    """Return the code that a keyed hash (hexadecimal, at least 80 bits) makes."""
    number = int(keyed_hash[: LENGTH * 5 // 4], 16)
    digits = (_CROCKFORD[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return PREFIX + "".join(digits)


def find_codes(*texts: str) -> list[str]:
    """Return each thing that has the shape of a code once, in order, at most 20; whether it is one the home knows."""
    found = (PREFIX + match[1].upper() for text in texts for match in _SHAPE.finditer(text))
    return list(dict.fromkeys(found))[:_MOST]
