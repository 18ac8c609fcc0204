"""The new text of a message: without the quoted thread, the signature and the disclaimer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from unlist.replies.quoting import (
    above_line,
    attribution,
    comment_header,
    header_block,
    is_forward,
    is_quoted,
    is_rule,
    opens_thread,
)
from unlist.replies.signature import without_disclaimer, without_signature

LONGEST = 400_000
"""Characters of text that are read."""

_NOTICE = 25
"""Words of a helpdesk's own notice that may stand above the newest comment."""

_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class NewText:
    """What the writer wrote now. Where nothing is new, the whole text stands here and `source` says what it is."""

    text: str
    source: Literal["new", "forwarded", "quoted"] = "new"


def new_text(text: str) -> NewText:
    """Return the new text of a mail; answers between quoted lines are kept, and nothing is ever lost entirely."""
    lines = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = _below_helpdesk_line(lines)
    kept = _without_thread(lines)
    cleaned = _clean(kept)
    if cleaned:
        return NewText(cleaned)
    forwarded = _forwarded(lines)
    if forwarded:
        return NewText(forwarded, "forwarded")
    whole = _tidy(lines)
    return NewText(whole, "quoted" if whole else "new")


def _clean(lines: list[str]) -> str:
    return _tidy(without_disclaimer(without_signature(lines)))


def _tidy(lines: list[str]) -> str:
    return _BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _below_helpdesk_line(lines: list[str]) -> list[str]:
    """Cut at "reply above this line": helpdesks put it on top of the new text, or between it and the old."""
    place = above_line(lines)
    if place is None:
        return lines
    says_something = any(character.isalnum() for line in lines[:place] for character in line)
    return lines[:place] if says_something else lines[place + 1 :]


def _without_thread(lines: list[str]) -> list[str]:
    kept: list[str] = []
    comments, place = 0, 0
    while place < len(lines):
        if header := comment_header(lines, place):
            # A helpdesk lists its comments, the newest first, each under such a header.
            above = sum(len(line.split()) for line in kept)
            if comments or above > (0 if is_rule(lines[place]) else _NOTICE):
                break
            comments += 1
            place += header
            continue
        if count := attribution(lines, place):
            below = next((line for line in lines[place + count :] if line.strip()), "")
            if not is_quoted(below):
                break
            place += count
            continue
        if opens_thread(lines, place):
            break
        if not is_quoted(lines[place]):
            kept.append(lines[place])
        place += 1
    return kept


def _forwarded(lines: list[str]) -> str:
    """Return what was forwarded, where the message itself says nothing."""
    place = next((number for number, line in enumerate(lines) if is_forward(line.strip())), None)
    if place is None:
        return ""
    start = place + 1
    while start < len(lines) and not lines[start].strip():
        start += 1
    if start < len(lines):
        start += header_block(lines, start)
    return _clean(_without_thread(lines[start:]))
