"""Text cut into sentences: wrapped lines belong together, items of a list stand alone."""

from __future__ import annotations

import itertools
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
    r" (?:my (?:personal )?(?:data|information|record|listing|identity|right|rights|name is)"
    r"|(?:about|concerning|relating to|regarding) me|hold on me|i will (?:lodge|file|make) a complaint"
    r"|i (?:hereby |also |am writing to )?(?:request|demand|object|optout|exercise|withdraw) "
    r"|i ask you to (?:delete|erase|remove|stop)|über mich|"
    r"meine[rn]? (?:personenbezogenen )?(?:daten|identität|person)|"
    r"mich betreffenden?|ich (?:widerspreche|beantrage|fordere|verlange)|mes (?:données|informations)|mon identité|"
    r"me concernant|à mon sujet|je (?:m' oppose|demande l'|exerce|déposerai)|mis datos|mi identidad|sobre mí|"
    r"me conciernen|me opongo|i miei dati|miei dati personali|mi riguardano|su di me|mi oppongo|mia identità|"
    r"mijn (?:persoons)?gegevens|mijn identiteit|over mij|"
    r"moje dane|moich danych|mnie dotycząc\w+|dotyczące mnie|o mnie|"
    r"mojej tożsamości|(?:os )?meus dados|a meu respeito|sobre mim|oponho-me|me oponho|minha identidade) "
)
_FILLED = re.compile(
    r"\W{0,3}(?:(?:full |first |last |my )?name|e-?mail(?: address)?|phone|address|date of birth|"
    r"(?:vor-? und nach)?name|anschrift|telefon|geburtsdatum|nom(?: et prénom)?|adresse|courriel|"
    r"nombre(?: y apellidos)?|correo(?: electrónico)?|"
    r"nome(?: e cognome| completo)?|indirizzo|naam|adres|e-mailadres|imię i nazwisko|nazwisko|morada|endereço)"
    r"\s?:\s{0,3}\S.{0,120}",
    re.IGNORECASE,
)
"""A label with its value ("Full name: …"): it repeats what somebody wrote, and asks nothing."""
_REACH = 3
"""Sentences between two in the voice of the person that are theirs, too."""


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
    found = list(itertools.islice(_written(text), MOST))
    own = [bool(_OWN_VOICE.search(_SHORT_QUOTE.sub(" ", one.plain))) for one in found]
    return [one for place, one in enumerate(found) if not own[place] and not _is_between(own, place)]


def _written(text: str) -> Iterator[Sentence]:
    """Yield the sentences that stand in a text, without filled labels."""
    for block, is_item in _blocks(_QUOTED.sub(_unquoted, text)):
        for part, is_rest in _chunks(_split(block)):
            one = sentence(part, is_item=is_item, is_rest=is_rest)
            if one.present and not _FILLED.fullmatch(part):
                yield one


def _is_between(own: list[bool], place: int) -> bool:
    """Say whether a sentence stands between two in the voice of the person: it is theirs, too."""
    before = any(own[max(0, place - _REACH) : place])
    return before and any(own[place + 1 : place + 1 + _REACH])


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
