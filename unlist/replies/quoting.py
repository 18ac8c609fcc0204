"""Where the quoted thread begins: attributions, header blocks, separators, in eight languages.

Everything here looks at one line (or three, joined) of bounded length at a time, so a line of any size costs
no more than its length.
"""

from __future__ import annotations

import re

_LOOK = 300
"""Characters of a line that are looked at; nobody's attribution is longer."""

_NAME = 60
"""Characters of the longest name above a comment."""

_WROTE = re.compile(
    r"\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|napisał\(a\)|napisała?|pisze|escreveu|skrev)\b",
    re.IGNORECASE,
)
_WROTE_LOOSE = re.compile(r"napisał\(a\)", re.IGNORECASE)
_BEGINS = re.compile(r"^\W{0,4}(?:On|Am|Le|El|Il|Op|W dniu|Dnia|Em|No dia|Den)\b[^\n]{0,80}\d")
_DATED = re.compile(r"\d|<[^<>\s]{1,200}@")
_ORIGINAL = re.compile(
    r"^\W*(?:original message|original e-?mail|ursprüngliche nachricht|originalnachricht|message d'origine|"
    r"message original|"
    r"mensaje original|messaggio originale|oorspronkelijk bericht|wiadomość oryginalna|oryginalna wiadomość|"
    r"mensagem original|returned (?:mail|message)|unsent message follows|message header(?:s)? follows?|"
    r"below this line is a copy of the message\.?)\W*$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"^\W*(?:forwarded message|begin forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|"
    r"messaggio inoltrato|doorgestuurd bericht|wiadomość przekazana|mensagem encaminhada)\W*$",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"(?:reply|response|comment|write|type)\b.{0,40}\babove this line|^\W{0,12}reply above|"
    r"antworte\w* .{0,30}oberhalb dieser zeile|"
    r"au-dessus de cette ligne|por encima de esta línea|sopra questa (?:riga|linea)|boven deze (?:regel|lijn)|"
    r"powyżej tej linii|acima desta linha",
    re.IGNORECASE,
)
_ABOVE_WORDS = ("above", "oberhalb", "au-dessus", "encima", "sopra", "boven", "powyżej", "acima")
"""One of them stands in every such line; looking for them first is many times faster."""
_REMINDER = re.compile(
    r"^(?:your (?:original )?(?:message|request|e-?mail|ticket)(?: (?:of|from|dated|on) .{1,60})?|"
    r"here(?:'|\u2019)s a reminder of what your ticket was about|you wrote|"
    r"(?:original )?(?:description|message)|ihre (?:nachricht|anfrage)(?: vom .{1,40})?|sie schrieben|votre message|"
    r"su mensaje|il suo messaggio|uw bericht|pana wiadomość|a sua mensagem)\s?:\s*(?:.{0,200})$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\W{0,4}(?:from|von|de|da|van|od)\s?:\W{0,3}\s*\S", re.IGNORECASE)
_OTHER = re.compile(
    r"^\W{0,4}(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado(?: el)?|fecha|para|asunto|"
    r"inviato|"
    r"data|a|oggetto|verzonden|aan|onderwerp|wysłano|do|temat|assunto)\s?:\W{0,3}\s*\S",
    re.IGNORECASE,
)
# The headers of a mail that was pasted or returned whole; nobody writes such a line.
_RAW_HEADER = re.compile(
    r"^(?:received: (?:from|by) |return-path: |mime-version: 1\.0|message-id: <|dkim-signature: )", re.IGNORECASE
)
_COMMENT = re.compile(
    r"^.{2,60}, (?:\w{3,9}\.? \d{1,2}|\d{1,2}\.? \w{3,9}\.?),? \d{4},? (?:at )?\d{1,2}:\d\d", re.IGNORECASE
)
_COMMENT_DATE = re.compile(
    r"^(?:\w{3,9}\.? \d{1,2}|\d{1,2}\.? \w{3,9}\.?),? \d{4},? (?:at )?\d{1,2}:\d\d", re.IGNORECASE
)
_COMMENT_DATE_ALONE = re.compile(
    r"^(?:\w{3,9}\.? \d{1,2}|\d{1,2}\.? \w{3,9}\.?),? \d{4},? (?:at )?\d{1,2}:\d\d(?::\d\d)?"
    r"(?: ?[AP]M)?(?: ?(?:GMT|UTC|CES?T|[ECMP][SD]T|BST)?(?:[+-]\d{1,2}(?::?\d\d)?)?)?$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\s*[-_=]{10,}\s*$")
# A bar at the beginning quotes too, unless another closes the row of a table.
_QUOTE = re.compile(r"^\s{0,4}(?:>|\|(?:\s*$|\s[^|]*$))")


def is_quoted(line: str) -> bool:
    """Say whether a line is quoted by its prefix."""
    return bool(_QUOTE.match(line))


def is_rule(line: str) -> bool:
    """Say whether a line is drawn across the page."""
    return bool(_RULE.match(line))


def above_line(lines: list[str]) -> int | None:
    """Return the number of the first line that is a helpdesk's "reply above this line"."""
    folded = "\n".join(lines).casefold()
    words = [word for word in _ABOVE_WORDS if word in folded]
    places = sorted({number for word in words for number, line in enumerate(folded.split("\n")) if word in line})
    return next((number for number in places if _ABOVE.search(lines[number][:_LOOK])), None)


def is_forward(line: str) -> bool:
    """Say whether a line opens a forwarded original."""
    return bool(_FORWARDED.match(line[:_LOOK]))


def attribution(lines: list[str], at: int) -> int:
    """Return how many lines from `at` are an attribution ("On … wrote:"), wrapped or not; 0 if they are none."""
    first = lines[at].strip()
    if not first or len(first) > _LOOK or is_quoted(lines[at]):
        return 0
    joined = ""
    for count in range(1, 4):
        if at + count > len(lines) or not lines[at + count - 1].strip():
            return 0
        if count > 1 and any(map(str.isalnum, joined)) and _BEGINS.match(lines[at + count - 1].strip()):
            return 0  # it begins below: what stands directly above it is an answer
        joined = f"{joined} {lines[at + count - 1].strip()[:_LOOK]}".strip()
        if len(joined) > _LOOK:
            return 0
        if joined.endswith(":"):
            wrote = _WROTE.search(joined) or _WROTE_LOOSE.search(joined)
            return count if wrote and _DATED.search(joined) else 0
    return 0


def header_block(lines: list[str], at: int) -> int:
    """Return how many lines from `at` are a quoted header block ("From: … Sent: … To: …"); 0 if they are none."""
    if not _FROM.match(lines[at][:_LOOK]):
        return 0
    others, end = 0, at + 1
    for place in range(at + 1, min(at + 9, len(lines))):
        line = lines[place][:_LOOK]
        if _OTHER.match(line):
            others += 1
            end = place + 1
        elif not line.strip() and others >= 2:  # noqa: PLR2004 - two header lines besides From are no accident
            break
    return end - at if others >= 2 else 0  # noqa: PLR2004


def opens_thread(lines: list[str], at: int) -> bool:
    """Say whether the older part of a thread begins at a line, and everything below belongs to it."""
    line = lines[at]
    if len(line) > _LOOK:
        return False
    bare = line.strip()
    if _RAW_HEADER.match(bare) or _ORIGINAL.match(bare) or is_forward(bare) or _REMINDER.match(bare):
        return True
    return bool(header_block(lines, at))


def comment_header(lines: list[str], at: int) -> int:
    """Return how many lines from `at` head a helpdesk's comment; 0 if they head none.

    A rule, then "Name, Nov 3, 2026, 9:12" on one line or two; or without a rule a name, an empty line, and such a date
    that stands alone.
    """
    if is_rule(lines[at]):
        following = [line[:_LOOK].strip() for line in lines[at + 1 : at + 4] if line.strip()][:2]
        name_above = len(following) > 1 and len(following[0]) <= _NAME and bool(_COMMENT_DATE.match(following[1]))
        return 2 if name_above or any(_COMMENT.match(line) for line in following[:1]) else 0
    if not 0 < len(lines[at].strip()) <= _NAME or at + 1 >= len(lines):
        return 0
    date = next((place for place in range(at + 1, min(at + 3, len(lines))) if lines[place].strip()), at)
    return date - at + 1 if date > at and _COMMENT_DATE_ALONE.match(lines[date][:_LOOK].strip()) else 0
