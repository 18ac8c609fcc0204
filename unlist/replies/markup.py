"""HTML turned into text: links keep their targets, quotations their mark, what is hidden stays away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Any

from unlist.replies.styles import Shown, oddities

LONGEST = 500_000
"""Characters of HTML that are read; the new text of an answer stands at its beginning."""

_PICTURE = re.compile(r"data:[a-z]{1,20}/[^\"'\s<>]{200,}")
# What is no whole tag is text. The parser would look for its end again and again, up to the end of the page.
_NO_TAG = re.compile(r"<(?![a-zA-Z/][^<>]{0,20000}>)")
_DECLARATION = re.compile(r"<[!?][^<>]{0,20000}>")
_TAG = re.compile(r"<[^<>]{0,4000}>")
_BREAKS = re.compile(r"</?(?:p|div|br|tr|li|h[1-6]|table|blockquote|ul|ol)\b[^<>]{0,500}>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|head|title)\b[^<>]{0,2000}>.{0,200000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
# Fillers between words are spaces; within a word they say where it may be broken, and nothing else.
_WITHIN = re.compile(r"(?<=\w)[\u00ad\u034f\u200b-\u200d\u2060\ufeff]+(?=\w)")
_SPACES = re.compile(r"[ \t\u00a0\u200b\u200c\u034f\u00ad\ufeff]+")
_LINES = re.compile(r" ?\n ?")
_BLANKS = re.compile(r"\n{3,}")
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "ul", "ol"})
_BLOCKS = _PARAGRAPHS | {"div", "tr", "li", "hr", "td"}
_SILENT = frozenset({"script", "style", "head", "title", "noscript"})
_PLAIN = Shown()


def html_text(markup: str) -> str:
    """Return HTML as text. Never raises; a page that the parser fails on loses its tags and nothing else."""
    return _text(_PICTURE.sub("", markup.replace("\x00", ""))[:LONGEST])


@lru_cache(maxsize=2)
def _text(markup: str) -> str:
    # Remembered: a message is asked whether it is a bounce before it is asked what it says.
    from bs4 import BeautifulSoup

    markup = _NO_TAG.sub("&lt;", _DECLARATION.sub("", _without_comments(markup)))
    try:
        soup = BeautifulSoup(markup, "html.parser")
        return _tidy(_Rendering(oddities(soup, markup)).of(soup))
    except Exception:  # noqa: BLE001 - html.parser raises AssertionError and worse on what it does not know
        return _stripped(markup)


def _without_comments(markup: str) -> str:
    """Take comments out; one that is never closed hides all that follows, as it does in a browser."""
    kept: list[str] = []
    at = 0
    while (begin := markup.find("<!--", at)) >= 0:
        kept.append(markup[at:begin])
        end = markup.find("-->", begin + 2)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join([*kept, markup[at:]])


class _Rendering:
    """One page being written down, tag by tag, however deep they lie."""

    def __init__(self, odd: Any) -> None:
        self._odd = odd
        self._out: list[str] = []
        self._links = self._quotes = self._struck = 0

    def of(self, soup: Any) -> str:
        """Return the text of a page, untidied."""
        open_tags: list[tuple[Any, Iterator[Any], int]] = [(soup, iter(soup.contents), 0)]
        while open_tags:
            tag, children, begun = open_tags[-1]
            child = next(children, None)
            if child is None:
                self._close(tag, begun)
                open_tags.pop()
            elif isinstance(child, str):
                self._say(child, tag)
            elif child.name == "br":
                self._out.append("\n")
                # The parser puts what follows a badly written one into it.
                open_tags.append((child, iter(child.contents), len(self._out)))
            elif child.name not in _SILENT and not self._of(child).gone:
                open_tags.append((child, iter(child.contents), len(self._out)))
                self._open(child)
        return "".join(self._out)

    def _of(self, tag: Any) -> Shown:
        return self._odd.get(id(tag), _PLAIN)  # type: ignore[no-any-return]

    def _say(self, text: str, tag: Any) -> None:
        if type(text).__name__ not in {"NavigableString", "CData"}:
            return
        if self._of(tag).unseen:
            self._out.append(" ")
            return
        if text != "\n" and tag.name != "pre":
            # A line feed in HTML is a space; the ones that stand alone stay.
            text = text.replace("\n", " ")
        self._out.append("".join(f"{c}\u0336" if c.isalnum() else c for c in text) if self._struck else text)

    def _open(self, tag: Any) -> None:
        shown = self._of(tag)
        self._struck += shown.struck
        self._links += tag.name == "a"
        self._quotes += _is_quotation(tag)
        if tag.name in _BLOCKS:
            self._out.append("\n\n" if tag.name in _PARAGRAPHS else "\n")
        if shown.turned:
            self._out.append("\u202e")

    def _close(self, tag: Any, begun: int) -> None:
        shown = self._of(tag)
        self._struck -= shown.struck
        if shown.turned:
            self._out.append("\u202c")
        if tag.name == "a":
            self._link(str(tag.get("href") or "").strip(), begun)
        if tag.name in _BLOCKS:
            self._out.append(" " if tag.name == "td" else "\n\n" if tag.name in _PARAGRAPHS else "\n")
        if _is_quotation(tag):
            self._quotes -= 1
            if not self._quotes:
                lines = _tidy("".join(self._out[begun:])).split("\n")
                self._out[begun:] = ["\n", "\n".join(f"> {line}" for line in lines), "\n"]

    def _link(self, target: str, begun: int) -> None:
        self._links -= 1
        # A link in a link is none in HTML; reading what stands in it at each level would take for ever.
        says = "" if self._links else "".join(self._out[begun:])
        if target.lower().startswith(("http://", "https://")) and target not in says:
            self._out.append(f" {target} ")


def _is_quotation(tag: Any) -> bool:
    if tag.name != "blockquote":
        return False
    return tag.get("type") == "cite" or "quote" in " ".join(tag.get("class") or [])


def _stripped(markup: str) -> str:
    text = _HIDDEN.sub(" ", markup)
    text = _BREAKS.sub("\n", text.replace("\n", " "))
    return _tidy(unescape(_TAG.sub(" ", text)))


def _tidy(text: str) -> str:
    text = _LINES.sub("\n", _SPACES.sub(" ", _WITHIN.sub("", text.replace("\r", ""))))
    return _BLANKS.sub("\n\n", text).strip()
