"""One message on one screen: whose it is, its new text with what decided, what it wants, and what it is taken for."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unlist.commands.inbox_words import asked_words, file_words, link_words, one_line, says, sender_words
from unlist.commands.wording import stands
from unlist.output import clean
from unlist.words import ReplyKind

if TYPE_CHECKING:
    from unlist.inbox.guesses import Guess
    from unlist.inbox.view import Mark, View

WIDEST = 80
_LABEL = 9
_FEWEST = 6
"""Lines of text that are shown however much else there is."""


@dataclass(frozen=True)
class Line:
    """A line of a message's text; `marked` where it decided, `told` where it is ours and no word of the message."""

    text: str
    marked: bool = False
    told: bool = False

    def __str__(self) -> str:
        """Return it with its mark: every word of the message stands behind a bar or an arrow, ours behind neither."""
        mark = "^" if self.told else ">" if self.marked else "|"
        return f"  {mark} {self.text}".rstrip()


def screen(view: View, *, width: int, height: int) -> list[str]:
    """Return the lines of one message; its text is cut so that all of it fits `height`, what decided never."""
    width = min(width, WIDEST)
    head = [*_heading(view, width), *_labeled(_who(view), width)]
    foot = _labeled(_below(view), width)
    room = max(_FEWEST, height - len(head) - len(foot))
    return [*head, *(str(line) for line in shortened(text_lines(view, width), room)), *foot]


def _heading(view: View, width: int) -> list[str]:
    request, state = view.request, view.state
    if request is None or state is None:
        return _wrapped("Whose is this? It may belong to one of your requests.", width)
    law = "no statute" if request.law == "none" else request.law
    sent = f", sent {state.sent_on}" if state.sent_on else ""
    due = f", due {state.due_on}" if state.due_on else ""
    title = f"{request.reference}  {one_line(view.broker, 60)}: {request.right.replace('_', ' ')} ({law}){sent}{due}"
    ended = state.status in {"answered", "closed"}
    note = f"The request is {stands(state.status, state.reason, state.outcome)}." if ended else ""
    return [*_wrapped(title, width), *_wrapped(note, width)]


def _who(view: View) -> Iterator[tuple[str, str]]:
    reply = view.reply
    yield "From", f"{one_line(reply.from_address, 120) or 'nobody'}, {view.came_on}"
    yield "", sender_words(view)
    yield "Subject", one_line(reply.subject, 140) or "none"
    yield "Matched", one_line(view.how, 200)


def _below(view: View) -> Iterator[tuple[str, str]]:
    yield from _named("Note", [one_line(defect, 200) for defect in view.reply.defects])
    yield from _named("Wants", asked_words(view))
    yield from _named("Links", [link_words(link) for link in view.links])
    yield from _named("Files", file_words(view))
    elsewhere = [mark for mark in view.marks if mark.start is None]
    yield from _named("By", [f"{one_line(mark.finding.sentence, 120)} ({mark.finding.rule})" for mark in elsewhere[:3]])
    kinds = [kind for kind in view.reply.kinds if kind not in {view.reply.kind, ReplyKind.UNRELATED}]
    yield "Reads as", f"It {says(view.reply.kind)}."
    if kinds:
        yield "also", "; ".join(f"it {says(kind)}" for kind in kinds[:3])
    yield from _named("Which?", [guess_words(number, guess) for number, guess in enumerate(view.guesses, 1)])


def guess_words(number: int, guess: Guess) -> str:
    """Return a request to choose, with its number and what speaks for it."""
    request = guess.request
    asked = f"{request.reference} {request.subject}, {request.broker}: {request.right.replace('_', ' ')}"
    return f"{number}  {asked}" + (f" ({'; '.join(guess.reasons)})" if guess.reasons else "")


def _named(label: str, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines):
        yield "" if number else label, line


def _labeled(rows: Iterable[tuple[str, str]], width: int) -> list[str]:
    found: list[str] = []
    for label, text in rows:
        found += _wrapped(text, width, first=label.ljust(_LABEL), later=" " * (_LABEL + 2))
    return found


def _wrapped(text: str, width: int, *, first: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(
        clean(text), width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False, tabsize=4
    )


def text_lines(view: View, width: int) -> list[Line]:
    """Return the new text, wrapped; sentences that decided are marked, and below each stands what it was read as."""
    return marked_lines(view.reply.reply_text, view.marks, width)


def marked_lines(text: str, marks: Iterable[Mark], width: int) -> list[Line]:
    """Return text wrapped to `width` with its marks."""
    places = [mark for mark in marks if mark.start is not None]
    found: list[Line] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        marked = any(mark.start is not None and mark.start < end and mark.end > start for mark in places)
        wrapped = textwrap.wrap(clean(line).expandtabs(4), width - 4, break_on_hyphens=False) or [""]
        found += [Line(part, marked=marked) for part in wrapped]
        ended = [mark for mark in places if start < mark.end <= end]
        for mark in ended:
            found += [Line(part, told=True) for part in textwrap.wrap(f"it {says(mark.finding.kind)}", width - 4)]
        start = end + 1
    return found


def shortened(lines: list[Line], room: int) -> list[Line]:
    """Return at most about `room` lines: what decided with what stands beside it, then from the top."""
    if len(lines) <= room:
        return lines
    deciding = [number for number, line in enumerate(lines) if line.marked or line.told][: room - 2]
    kept = set(deciding)
    for number in range(len(lines)):
        if len(kept) >= room - 2:
            break
        kept.add(number)
    found: list[Line] = []
    hidden: list[Line] = []
    for number, line in enumerate(lines):
        if number in kept:
            found += [*_gap(hidden), line]
            hidden = []
        else:
            hidden.append(line)
    return [*found, *_gap(hidden)]


def _gap(hidden: list[Line]) -> list[Line]:
    """Return what stands for lines that are left out: of a single one, itself."""
    return [Line(f"… {len(hidden)} more lines: f shows all", told=True)] if len(hidden) > 1 else hidden


def full_lines(text: str, width: int) -> list[str]:
    """Return the whole text of a message, each line behind a bar, so that none passes for a line of ours."""
    return [str(line) for line in marked_lines(clean(text).strip("\n"), (), width)] or ["  | (no text)"]
