"""Text cut into sentences: wrapped lines belong together, items of a list stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unlist.replies.tokens import plain

MOST = 400
"""Sentences of one message that are read; no answer is longer."""

LONGEST = 700
"""Characters of one sentence; about as many words as cues look at (tokens.LONGEST)."""

_WRAPPED = 45
"""A line at least this long that does not end a sentence was wrapped."""

_BULLET = re.compile(r"^\s*(?:[-*\u2022\u25cf\u00b7\u2013>]|\(?\d{1,2}[.)]|\(?[a-h]\)|[a-h]\.)\s+\S")
_END = re.compile(r"[.!?\u2026][\"')\]\u201d\u00bb]{0,3}\s+(?=[^\s\da-z\u00df-\u00ff,;:.)-])")
_SHORT_WORDS = """
art abs nr no mr mrs ms dr prof st sec cal civ inc ltd llc corp co etc vs approx dept dpt tel al ca bzw z.b d.h u.a
evtl ggf sog i.d.r e.g i.e u.s n.b p.s p.o a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec hr fr sr sra
dott sig avv mme m mm mlle ul pan ust pkt tzn np itd exmo exma min max expte exp ref réf az gz rif prot sygn
"""
_SHORT = frozenset(_SHORT_WORDS.split())
"""Abbreviations whose full stop ends no sentence."""

_ORDINAL = re.compile(r"\d{1,2}")
_MONTH = re.compile(r"(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)")
"""The full stop of "15. Dezember" ends nothing either."""

_QUOTED = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab\u00bb][^\"\u201c\u201d\u201e\u00ab\u00bb]{25,1500}[\"\u201c\u201d\u201e\u00ab\u00bb]"
)
_SHORT_QUOTE = re.compile(r"\"[^\"]{0,60}\"")
_OWN_VOICE = re.compile(
    r" (?:my (?:personal )?(?:data|information|record|listing|name is)|i (?:hereby )?(?:request|demand|object|"
    r"opt ?out|exercise) "
    r"|i ask you to (?:delete|erase|remove|stop)|meine (?:personenbezogenen )?daten|mes données|mis datos|i miei dati|"
    r"mijn (?:persoons)?gegevens|moje dane|moich danych|(?:os )?meus dados)"
)


@dataclass(frozen=True)
class Sentence:
    """One sentence as it stands in the mail, and as cues see it."""

    text: str
    plain: str
    present: frozenset[str]
    is_item: bool = False
    is_rest: bool = False
    """It goes on from a sentence too long to be read at once; what governs it may stand in the part before."""

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip("\"')\u201d ").endswith("?")

    @property
    def opens_list(self) -> bool:
        """Whether what it says goes on in the items below."""
        return self.text.rstrip().endswith(":")


def sentence(text: str, *, is_item: bool = False, is_rest: bool = False) -> Sentence:
    """Return one sentence with its plain form."""
    words = plain(text)
    return Sentence(text, words, frozenset(words.split()), is_item, is_rest)


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text that its writer says.

    What stands in quotation marks is somebody else's (a statute, our letter), and a sentence in the voice of the
    person who asks ("my data", "I object") is a quotation without marks: neither is the writer's own.
    """
    found: list[Sentence] = []
    for block, is_item in _blocks(_QUOTED.sub(_unquoted, text)):
        for part, is_rest in _chunks(_split(block)):
            one = sentence(part, is_item=is_item, is_rest=is_rest)
            if one.present and not _OWN_VOICE.search(_SHORT_QUOTE.sub(" ", one.plain)):
                found.append(one)
            if len(found) >= MOST:
                return found
    return found


def _unquoted(found: re.Match[str]) -> str:
    """Take a long quotation out; a phrase of a few words ("reply YES") stays."""
    return found[0] if found[0].count(" ") < 5 else ' "..." '  # noqa: PLR2004 - no sentence has fewer words


def _blocks(text: str) -> Iterator[tuple[str, bool]]:
    """Join wrapped lines; yield each paragraph or list item."""
    current: list[str] = []
    is_item = False
    for line in text.split("\n"):
        bare = line.strip()
        starts = bool(_BULLET.match(line))
        if current and bare and not starts and (len(current[-1]) >= _WRAPPED or bare[0].islower()):
            current.append(bare)
            continue
        if current:
            yield " ".join(current), is_item
        current, is_item = ([bare] if bare else []), starts
    if current:
        yield " ".join(current), is_item


def _split(block: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(block):
        # Twenty characters hold the last word, which may be an abbreviation ("Art. 17") and end nothing.
        words = block[max(start, end.start() - 20) : end.start()].split()
        last = words[-1].strip("(\"'").lower() if words else ""
        if _ORDINAL.fullmatch(last) and _MONTH.match(block, end.end()):
            continue
        if block[end.start()] == "." and (last in _SHORT or (len(last) == 1 and last.isalpha())):
            continue
        yield block[start : end.end()].strip()
        start = end.end()
    if rest := block[start:].strip():
        yield rest


def _chunks(parts: Iterator[str]) -> Iterator[tuple[str, bool]]:
    """Cut what has no end into pieces that can be read, so that nothing in it stays unread."""
    for part in parts:
        rest, is_rest = part, False
        while len(rest) > LONGEST:
            cut = rest.rfind(" ", LONGEST // 2, LONGEST)
            cut = cut if cut > 0 else LONGEST
            yield rest[:cut], is_rest
            rest, is_rest = rest[cut:].lstrip(), True
        yield rest, is_rest
