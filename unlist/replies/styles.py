"""What a page hides: text that no person sees is not read.

A small part of CSS, enough for mail: inline styles, simple selectors of style sheets, colors and sizes as they are
inherited. A page that hides by other means is read with what it hides; one that only might hide is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_MAY_HIDE = re.compile(r"style|color|hidden|<(?:s|del|strike|bdo)\b", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.{0,5000}?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n]?|(.))")
_TOKEN = re.compile(r"[^{};]*[{};]")
_EVERYWHERE = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)$")
_SIMPLE = re.compile(r"[a-z0-9]*(?:[.#][\w-]+)?")
_LONGEST_SHEET = 100_000
_MOST_RULES = 300
_MOST_COMPLEX = 30
_NUMBER = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|ex|%|)")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\b")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]+%?)\s*)?\)")
_NAMES = {
    "white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255),
    "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192), "navy": (0, 0, 128),
    "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255),
    "floralwhite": (255, 250, 240), "azure": (240, 255, 255), "mintcream": (245, 255, 250),
}  # fmt: skip
_ALIKE = 24
"""Steps of 255 by which a color may differ from the ground below it and not be seen."""
_TINY = 2.0
"""Pixels or points of a letter that nobody can read."""
_FAR = -500.0
_LINES = ("text-decoration", "text-decoration-line")
_FAINT = 0.05
_WATCHED = frozenset(
    (
        *("display", "visibility", "font-size", "opacity", "color", "background", "background-color", "text-indent"),
        *("position", "left", "top", "max-height", "height", "max-width", "width", "overflow", "clip", "mso-hide"),
        *("text-decoration", "text-decoration-line", "unicode-bidi", "font", "background-image"),
    )
)

Color = tuple[int, int, int]
Styles = dict[str, tuple[str, bool]]
"""Values by property, and whether each is important."""


@dataclass(frozen=True)
class _Look:
    """How the text within a tag looks; a ground that is a picture or unknown is None."""

    color: Color | None = (0, 0, 0)
    ground: Color | None = (255, 255, 255)
    tiny: bool = False
    unseen: bool = False

    @property
    def hides(self) -> bool:
        """Whether text directly within the tag cannot be seen."""
        alike = self.color and self.ground and max(map(_apart, self.color, self.ground)) <= _ALIKE
        return self.tiny or self.unseen or bool(alike)


def _apart(one: int, other: int) -> int:
    return abs(one - other)


@dataclass(frozen=True)
class Shown:
    """What is not plain about a tag: it and all within are gone, its own text is unseen, struck out or turned round."""

    gone: bool = False
    unseen: bool = False
    struck: bool = False
    turned: bool = False


_PLAIN = Shown()


def oddities(soup: Any, markup: str) -> Mapping[int, Shown]:
    """Return, by `id` of the tag, what a page hides, strikes out or turns round."""
    if not _MAY_HIDE.search(markup):
        return {}
    sheet = _sheet(soup)
    looks: dict[int, _Look] = {}
    found: dict[int, Shown] = {}
    for tag in soup.find_all():
        own = _merged(sheet.get(id(tag), {}), declared(str(tag.get("style") or "")))
        look = looks[id(tag)] = _look(tag, own, looks.get(id(tag.parent), _Look()))
        struck = tag.name in {"s", "del", "strike"} or "line-through" in _value(own, *_LINES)
        turned = tag.name == "bdo" and str(tag.get("dir")).lower() == "rtl"
        shown = Shown(
            gone=tag.has_attr("hidden") or _is_gone(own),
            unseen=look.hides,
            struck=struck,
            turned=turned or "override" in _value(own, "unicode-bidi"),
        )
        if shown != _PLAIN:
            found[id(tag)] = shown
    return found


def declared(style: str) -> Styles:
    """Return the declarations of a style that matter here: in lower case, escapes and comments resolved."""
    plain = _ESCAPE.sub(_unescaped, _COMMENT.sub("", style)) if "\\" in style or "/*" in style else style
    found: Styles = {}
    for part in plain.lower().split(";"):
        name, _, value = part.partition(":")
        name, value = name.strip(), value.strip()
        if name in _WATCHED and value:
            bare, mark, _ = value.partition("!")
            found = _merged(found, {name: (bare.strip(), bool(mark))})
    return found


def _unescaped(found: re.Match[str]) -> str:
    if found[2]:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""  # noqa: PLR2004 - Unicode


def _merged(below: Styles, above: Styles) -> Styles:
    """Return both, the upper one first unless the lower one is important."""
    return below | {name: new for name, new in above.items() if new[1] or not below.get(name, ("", False))[1]}


def _value(own: Styles, *names: str) -> str:
    return " ".join(own[name][0] for name in names if name in own)


def _is_gone(own: Styles) -> bool:
    """Say whether a tag is hidden with everything in it."""
    if "none" in _value(own, "display") or "all" in _value(own, "mso-hide"):
        return True
    opacity = _size(_value(own, "opacity"))
    if opacity is not None and opacity <= _FAINT:
        return True
    if any((_size(_value(own, name)) or 0) <= _FAR for name in ("text-indent", "left", "top")):
        return True
    if (
        _value(own, "clip")
        .replace(" ", "")
        .startswith(("rect(0,0,0,0", "rect(0000", "rect(0px,0px,0px,0px", "rect(1px"))
    ):
        return True
    flat = any(_size(_value(own, name)) == 0 for name in ("max-height", "height", "max-width", "width"))
    return flat and "hidden" in _value(own, "overflow")


def _size(value: str) -> float | None:
    found = _NUMBER.match(value)
    return float(found[1]) if found else None


def _look(tag: Any, own: Styles, around: _Look) -> _Look:
    color = own.get("color", (str(tag.get("color") or tag.get("text") or ""), False))[0].lower()
    painted = _value(own, "background", "background-color", "background-image") or str(tag.get("bgcolor") or "").lower()
    ground = around.ground
    if tag.get("background") or "url(" in painted or "gradient" in painted:
        ground = None
    elif painted:
        ground = color_of(painted) or (around.ground if "transparent" in painted or "none" in painted else None)
    unseen = around.unseen
    if shown := _value(own, "visibility"):
        unseen = shown in {"hidden", "collapse"}
    if color and (color == "transparent" or _is_clear(color)):
        unseen = True
    elif color:
        unseen = unseen and not own.get("color")
    ink = color_of(color) if color and color != "inherit" else around.color
    return _Look(ink, ground, _tiny(own, around), unseen)


def _tiny(own: Styles, around: _Look) -> bool:
    value = _value(own, "font-size")
    found = _NUMBER.match(value)
    if not found:
        return around.tiny and not (value and value != "inherit")
    size, unit = float(found[1]), found[2]
    if unit in {"px", "pt", ""}:
        return size <= _TINY
    # Relative sizes begin at some 16 pixels, or at what is tiny already.
    return around.tiny if unit in {"em", "%", "ex"} and around.tiny else size * (0.16 if unit == "%" else 16) <= _TINY


def _is_clear(color: str) -> bool:
    found = _RGB.search(color)
    return bool(found and found[4] and float(found[4].rstrip("%") or 0) <= _FAINT)


def color_of(value: str) -> Color | None:
    """Return a color as red, green and blue; None if it is not known."""
    if found := _HEX.search(value):
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])  # noqa: PLR2004 - #rrggbb
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if found := _RGB.search(value):
        return int(found[1]), int(found[2]), int(found[3])
    return next((_NAMES[word] for word in value.split() if word in _NAMES), None)


def _sheet(soup: Any) -> Mapping[int, Styles]:
    """Return what the style sheets of a page say of each tag, the last word first unless an earlier is important."""
    found: dict[int, Styles] = {}
    rules = [rule for style in soup.find_all("style") for rule in _rules(str(style.string or "")[:_LONGEST_SHEET])]
    if not rules:
        return found
    named: dict[str, list[Any]] = {}
    for tag in soup.find_all():
        for name in (tag.name, *(f".{one}" for one in tag.get("class") or []), f"#{tag.get('id')}"):
            named.setdefault(str(name).lower(), []).append(tag)
    complex_ones = 0
    for selector, styles in rules[:_MOST_RULES]:
        if _SIMPLE.fullmatch(selector):
            kind = re.match(r"[a-z0-9]*", selector)
            name = kind[0] if kind else ""
            tags = [tag for tag in named.get(selector[len(name) :] or name, ()) if name in {"", tag.name}]
        else:
            complex_ones += 1
            tags = _selected(soup, selector) if complex_ones <= _MOST_COMPLEX else []
        for tag in tags:
            found[id(tag)] = _merged(found.get(id(tag), {}), styles)
    return found


def _selected(soup: Any, selector: str) -> list[Any]:
    try:
        return list(soup.select(selector, limit=2000))
    except Exception:  # noqa: BLE001 - selectors that soupsieve does not know
        return []


def _rules(sheet: str) -> Iterator[tuple[str, Styles]]:
    """Yield each selector with what it declares; rules for some screens only are left out."""
    opened: list[tuple[str, list[str]]] = []
    text = _COMMENT.sub("", sheet).replace("<!--", "").replace("-->", "")
    for token in _TOKEN.finditer(text):
        inside, mark = token[0][:-1].strip(), token[0][-1]
        if mark == "{":
            opened.append((inside.lower(), []))
        elif opened:
            opened[-1][1].append(inside)
            if mark == "}":
                prelude, parts = opened.pop()
                styles = declared(";".join(parts))
                if styles and not prelude.startswith("@") and all(_EVERYWHERE.match(outer) for outer, _ in opened):
                    for selector in prelude.split(",")[:50]:
                        if 0 < len(selector.strip()) <= 200:  # noqa: PLR2004 - a real one has a tenth of that
                            yield selector.strip(), styles
