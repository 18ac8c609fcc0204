"""HTML turned into text: links keep their targets, quotations their mark, what is hidden stays away."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import Any

LONGEST = 1_000_000
"""Characters of HTML that are read; the new text of an answer stands at its beginning."""

_DEEPEST = 300
"""Open tags at which a page counts as hostile and its tags are only cut out."""

_TAG = re.compile(r"<[^<>]{0,4000}>")
_BREAKS = re.compile(r"</?(?:p|div|br|tr|li|h[1-6]|table|blockquote|ul|ol)\b[^<>]{0,500}>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|head|title)\b[^<>]{0,2000}>.{0,200000}?</\1\s*>", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|;|$)|mso-hide\s*:\s*all")
_SPACES = re.compile(r"[ \t\u00a0\u200b\u200c\u034f\u00ad\ufeff]+")
_LINES = re.compile(r" ?\n ?")
_BLANKS = re.compile(r"\n{3,}")
_BLOCKS = ("p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "hr", "td")
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "ul", "ol"})


def html_text(markup: str) -> str:
    """Return HTML as text. Never raises; a page built to exhaust a parser loses its tags and nothing else."""
    return _text(markup[:LONGEST].replace("\x00", ""))


@lru_cache(maxsize=2)
def _text(markup: str) -> str:
    # Remembered: a message is asked whether it is a bounce before it is asked what it says.
    if _depth(markup) > _DEEPEST:
        return _stripped(markup)
    from bs4 import BeautifulSoup

    try:
        return _tidy(_rendered(BeautifulSoup(markup, "html.parser")))
    except Exception:  # noqa: BLE001 - html.parser raises AssertionError and worse on broken declarations
        return _stripped(markup)


def _depth(markup: str) -> int:
    """Return how deep tags may nest, counted without a parser."""
    deepest = depth = 0
    for found in re.finditer(
        r"<(/?)(?:div|table|tr|td|span|font|b|i|blockquote|p|ul|ol|li|a)\b", markup, re.IGNORECASE
    ):
        depth += -1 if found[1] else 1
        depth = max(depth, 0)
        deepest = max(deepest, depth)
    return deepest


def _rendered(soup: Any) -> str:
    for hidden in soup(["script", "style", "head", "title", "noscript"]):
        hidden.decompose()
    for tag in soup.find_all(style=_UNSEEN):
        tag.decompose()
    for break_ in soup.find_all("br"):
        break_.replace_with("\n")
    for text in soup.find_all(string=True):
        if "\n" in text and text != "\n" and text.parent.name != "pre":
            # A line feed in HTML is a space; the ones that <br> left stand alone.
            text.replace_with(text.replace("\n", " "))
    for link in soup.find_all("a"):
        target = str(link.get("href") or "").strip()
        if target.lower().startswith(("http://", "https://")) and target not in link.get_text():
            link.append(f" {target} ")
    for tag in soup.find_all(_BLOCKS):
        mark = "\n\n" if tag.name in _PARAGRAPHS else "\n"
        tag.insert(0, mark)
        tag.append(mark if tag.name != "td" else " ")
    for quotation in soup.find_all("blockquote"):
        if quotation.get("type") == "cite" or "quote" in " ".join(quotation.get("class") or []):
            lines = _tidy(quotation.get_text()).split("\n")
            quotation.replace_with("\n" + "\n".join(f"> {line}" for line in lines) + "\n")
    return str(soup.get_text())


def _stripped(markup: str) -> str:
    text = _HIDDEN.sub(" ", markup)
    text = _BREAKS.sub("\n", text.replace("\n", " "))
    return _tidy(unescape(_TAG.sub(" ", text)))


def _tidy(text: str) -> str:
    text = _LINES.sub("\n", _SPACES.sub(" ", text.replace("\r", "")))
    return _BLANKS.sub("\n\n", text).strip()
