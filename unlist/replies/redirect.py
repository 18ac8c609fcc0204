"""Who is responsible instead: the address or name that a redirection gives."""

from __future__ import annotations

import re

_URL = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_COMPANY = re.compile(
    r"(?:[A-ZÀ-Ý][\w&'\u2019-]*,?[ ]){0,4}[A-ZÀ-Ý][\w&'\u2019-]*,?[ ](?:LLC|L\.L\.C\.|Inc|Ltd|Limited|GmbH|AG|SE|KG|S\.?A\.?S?|"
    r"S\.?r\.?l|S\.?p\.?A|B\.?V|N\.?V|Co|Corp(?:oration)?|Company|Group|Holdings?|plc|PLC|sp\. z o\.?o|Lda|Media|"
    r"Verlag)\b"
    r"(?:[ ](?:GmbH|Ltd|LLC|Inc|Group|AG))?"
)
_NAMED = re.compile(
    r"\b(?:by|to|contact|is|an|is the|belongs to|from|at|die|der|par|à|con|da|a|bij|aan|do) "
    r"(?P<name>(?:[A-ZÀ-Ý][\w&'\u2019-]+ ?){1,4})"
)


def named_in(sentences: list[str]) -> str | None:
    """Return who some sentences name: an address if one is given, else a company, else what has a name's shape."""
    for pattern in (_ADDRESS, _COMPANY, _NAMED):
        for text in sentences:
            found = pattern.search(text if pattern is _ADDRESS else _URL.sub(" ", text))
            if found:
                return (found["name"] if pattern is _NAMED else found[0]).strip(" ,.")
    return None
