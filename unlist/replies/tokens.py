"""Sentences as plain words: lower case, one space between words, contractions written out.

Cues are written against this form (unlist/replies/phrases.py), so that no cue has to know of curly quotes, "can't",
"cannot" and "can not", or "opt out", "opt-out" and "optout".
"""

from __future__ import annotations

import re

LONGEST = 120
"""Words of one sentence that are read; what is longer is no sentence but a table, a log or an attack."""

URL = "urlurl"
MAIL = "mailaddr"

_WEB = re.compile(
    r"https?://[^\s<>\"]+|\bwww\.[^\s<>\"]+|(?<![\w.@-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/[\w/.-]+",
    re.IGNORECASE,
)
# A local part has at most 64 characters (RFC 5321 4.5.3.1.1); the bound also keeps the search linear.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
# Curly, straight and angled marks are one mark; dashes between words are words of their own.
_QUOTES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011", "-")
    | dict.fromkeys("\u2013\u2014", " - ")
    | {"\u00a0": " "}
)
_WHOLE = (
    (re.compile(r"\bcan(?:no|'| )?t\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'s (been|got|already been|now been)\b"), r" has \1"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'m\b"), " am"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"\b(it|that|there|here|what|who|he|she|everything|which|where|nothing)'s\b"), r"\1 is"),
    (re.compile(r"\be-?mail address(es)?\b"), r"emailaddress\1"),
    (re.compile(r"\be-mail"), "email"),
    (re.compile(r"\bopt(ed|ing)?[- ]?out\b"), r"opt\1out"),
    (re.compile(r"\bopt-outs\b|\bopt outs\b"), "optouts"),
    (re.compile(r"\bpls\b"), "please"),
    (re.compile(r"\b(?:will|shall) no longer\b"), "no longer"),
    (re.compile(r"\blicen[cs]e plate"), "licenseplate"),
    (re.compile(r"\blicence"), "license"),
)
# French and Italian elisions are words of their own: "d'identité" is "d' identité".
_ELISION = re.compile(r"\b([a-zà-ÿ]{1,6})'(?=[a-zà-ÿ])")
_ELIDED_WORDS = "l d j n m t s c qu jusqu lorsqu puisqu quelqu dell all nell sull dall un quest quell gl dev com anch"
_ELIDED = frozenset(_ELIDED_WORDS.split())
_WORD = re.compile(r"[^\W_]+(?:['.\-_&@/][^\W_]+)*'?|[^\w\s]")


def words(sentence: str) -> list[str]:
    """Return the words and marks of a sentence in the form that cues are written against."""
    # 20 characters a word are plenty: a "sentence" beyond that is cut before any pattern sees it.
    text = sentence[: LONGEST * 20].translate(_QUOTES).lower()
    text = _MAIL.sub(f" {MAIL} ", _WEB.sub(f" {URL} ", text))
    for pattern, plain in _WHOLE:
        text = pattern.sub(plain, text)
    text = _ELISION.sub(lambda found: found[0] + " " if found[1] in _ELIDED else found[0], text)
    return _WORD.findall(text)[:LONGEST]


def plain(sentence: str) -> str:
    """Return the words of a sentence with one space between and around them."""
    return f" {' '.join(words(sentence))} "
