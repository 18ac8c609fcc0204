"""Text as a person sees it: without invisible characters, look-alike letters as what they look like.

Whoever puts a zero-width space into "not" hides a negation from a program and from nobody else. What a person sees is
therefore what is read; where that cannot be told, nothing that was done is believed (`disguised`).
"""

from __future__ import annotations

import re
import unicodedata

# Default-ignorable characters (Unicode, DerivedCoreProperties), bidirectional marks and what no mail program shows.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
# Letters in another width or style: a person reads them as the plain ones.
_STYLED = re.compile("[\u24b6-\u24e9\uff01-\uff5e\U0001d400-\U0001d7ff\U0001f130-\U0001f189]")
# Right-to-left overrides turn the order of letters round; overlays strike them out.
_TURNED = re.compile("[\u202d\u202e]")
_STRUCK = re.compile("[\u0335-\u0338\u20d2\u20d3\u20e5\u20e6]")
_STRANGE = "\u0250-\u02af\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u13a0-\u13f5\u1d00-\u1dbf\u2c80-\u2cff\ua4d0-\ua4ff"
"""Scripts that have letters like Latin ones: phonetic, Greek, Cyrillic, Armenian, Cherokee, Coptic, Lisu."""

_PAIR = re.compile(rf"[A-Za-z][{_STRANGE}]|[{_STRANGE}][A-Za-z]")
"""A word of two scripts has them side by side somewhere."""
# A link goes where its letters say, whatever they look like: it is left as it is.
_WORD = re.compile(r"(?:https?://|www\.)\S+|[^\W\d_]+", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_TWINS = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u051b\u051d"
        "\u03bf\u03b1\u03c5\u03bd\u03c1\u0585\u057d\u0578\u0581\u0274\u1d0f\u1d1b\u1d05\u1d07\u0251\u0261",
        "aeopcyxijsdhqwoauvpounqnotdeag",
        strict=True,
    )
)
_FOLD = str.maketrans(
    _TWINS | {twin.upper(): plain.upper() for twin, plain in _TWINS.items() if len(twin.upper()) == 1}
)
# A word that is made of look-alikes alone, beside a Latin one.
_ALIKE = re.compile(rf"(?<=[A-Za-z] )[{''.join(_TWINS)}]{{2,20}}(?= [A-Za-z])")


def seen(text: str) -> str:
    """Return text as a person sees it, in its reading order; plain text comes back as it is."""
    text = _INVISIBLE.sub("", text)
    if text.isascii():
        return text
    text = _STYLED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), _STRUCK.sub("", text))
    if _PAIR.search(text):
        text = _WORD.sub(_folded, text)
    return _ALIKE.sub(lambda found: found[0].translate(_FOLD), text)


def _folded(word: re.Match[str]) -> str:
    return word[0].translate(_FOLD) if _PAIR.search(word[0]) and not _LINK.match(word[0]) else word[0]


def disguised(text: str) -> str:
    """Return why nobody can tell what a person sees in a text, or an empty string."""
    if text.isascii():
        return ""
    if _TURNED.search(text):
        return "the order of its letters is turned round"
    if _STRUCK.search(text):
        return "some of it is struck out"
    bare = _INVISIBLE.sub("", text)
    return "it mixes letters of several scripts" if _PAIR.search(bare) or _ALIKE.search(bare) else ""
