"""Parsing tolerantly: headers and text of any message, without ever raising."""

from __future__ import annotations

import base64
import email
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache
from weakref import WeakKeyDictionary

from unlist.replies.limits import MAX_PARTS
from unlist.replies.markup import html_text

_ALIASES = {
    "unicode-1-1-utf-7": "utf-7", "iso-8859-8-i": "iso-8859-8", "x-unknown": "utf-8", "unknown-8bit": "utf-8",
    "default": "utf-8", "ansi": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8",
    "x-gbk": "gbk", "cp-850": "cp850", "utf8mb4": "utf-8", "x-mac-roman": "mac_roman", "windows-31j": "cp932",
}  # fmt: skip
# bz2, hex, rot13 and their kind are codecs of Python and no charsets.
_CHARSET = re.compile(r"[\w.:+-]{1,40}")
_TOO_SHORT = 64
_NOT_IN_MAIL = [
    "cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140", "utf_7", "hz", "cp856", "cp1006", "ptcp154",
]  # fmt: skip
"""Charsets of mainframes and worse: what is detected as one of them is noise."""
_LONGEST_HEADER = 20_000
_LONGEST_FIELD = 4_000
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_NO_YEAR = re.compile(r"(?<![\d:+-])0\d{3}(?!\d)")
_PROSE = re.compile(rb"[A-Za-z]{1,15} [A-Za-z]{1,15} [A-Za-z]{1,15} ")
# A page that says that it is plain text; nobody writes such a line to a person.
_PAGE = re.compile(r"\s{0,50}<(?:!doctype html|html|head|body)\b[^<>]{0,500}>", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_ENCODED = re.compile(r"=\?[\w*-]{1,40}\?[bqBQ]\?")
# Between two encoded words only white space stands that is not shown (RFC 2047 6.2); mail programs forget it.
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_STUB = 400
"""A text part shorter than this may only say that the answer is in the HTML part."""
_STUB_WORDS = re.compile(
    r"html|view (?:this|it) in (?:a|your) browser|browser|does not support|online version|webversion|e-?mail client",
    re.IGNORECASE,
)


class _Bounded(Compat32):
    """The stdlib's tolerant policy; what describes a part is cut, because it looks at each parameter many times."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_FIELD] if name.lower().startswith("content-") else value


_POLICY = _Bounded()


def parse(raw: bytes) -> Message:
    """Return the message; a broken one yields what could be read."""
    try:
        # A lone CR is a line end to nobody but old Macs; the parser would take the whole file for one header.
        if b"\n" not in raw and b"\r" in raw:
            raw = raw.replace(b"\r", b"\n")
        raw = raw.lstrip(b"\r\n")
        return email.message_from_bytes(raw, policy=_POLICY)
    except Exception:  # noqa: BLE001 - the stdlib parser raises many things on hostile input; mail is never lost
        return BytesHeaderParser(policy=_POLICY).parsebytes(raw)


def decoded(data: bytes, charset: str | None) -> str:
    """Return text in the declared charset, else UTF-8, else what is detected, else cp1252; never raises."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and len(data) % 2 == 0:
        charset = "utf-16"
    name = (charset or "").lower().strip("\"' ")
    name = _ALIASES.get(name, name)
    if name.startswith("utf-8") or (not name.startswith(("utf-7", "iso-2022", "hz")) and _is_utf8(data)):
        # Text that is valid UTF-8 and more than ASCII is UTF-8, whatever its label says.
        name = "utf-8"
    for candidate in (name, "utf-8"):
        if not _CHARSET.fullmatch(candidate):
            continue
        try:
            return data.decode(candidate)
        except (LookupError, ValueError, TypeError, AttributeError):
            continue
    if name not in {"cp1252", ""} and (found := _detected(data)):
        return found
    return data.decode("cp1252", "replace")


def _detected(data: bytes) -> str | None:
    """Return text in the charset that its letters speak for; a few words with an accent or two speak for none."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only mail that lies about its charset needs it

    if len(data) < _TOO_SHORT and 2 * sum(byte > 127 for byte in data) < len(data):  # noqa: PLR2004 - beyond ASCII
        return None
    try:
        best = from_bytes(data[:20_000], cp_exclusion=_NOT_IN_MAIL).best()
        return data.decode(best.encoding) if best else None
    except (LookupError, ValueError):
        return None


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeError:
        return False
    return True


def _charset_within(message: Message) -> str:
    texts = (part for part in parts(message) if part.get_content_maintype() == "text")
    return next((name for part in texts if (name := charset_of(part))), "utf-8")


def _shown(text: str, charset: str = "utf-8") -> str:
    """Return text that any program can print: raw bytes decoded, lone surrogates and control characters gone."""
    try:
        raw = text.encode("utf-8", "surrogateescape")
    except UnicodeError:
        raw = text.encode("utf-8", "replace")
    if not text.isascii():
        text = decoded(raw, charset)
    text = text.encode("utf-8", "replace").decode("utf-8", "replace")
    return _SPACES.sub(" ", _CONTROL.sub(" ", text)).strip()


def header(message: Message, name: str) -> str:
    """Return a header as one line of text, decoded; empty when it is missing. The first one wins."""
    value = _raw_header(message, name)
    # Bytes that no encoded word labels (RFC 2047) are mostly in the charset of the text.
    return _decoded_header(value, "utf-8" if value.isascii() else _charset_within(message))


def headers(message: Message, name: str) -> list[str]:
    """Return every header of that name as text, the topmost first."""
    lowered = name.lower()
    return [
        _decoded_header(str(value)[:_LONGEST_HEADER], "utf-8")
        for key, value in message.raw_items()
        if key.lower() == lowered
    ]


def _raw_header(message: Message, name: str) -> str:
    lowered = name.lower()
    # raw_items, not get: compat32's getter makes Header objects of 8-bit values, which cannot be searched.
    return next((str(value)[:_LONGEST_HEADER] for key, value in message.raw_items() if key.lower() == lowered), "")


@lru_cache(maxsize=128)
def _decoded_header(value: str, charset: str) -> str:
    # Remembered: the readers ask for the same few headers again and again.
    if not _ENCODED.search(value):
        return _shown(value, charset)
    try:
        parts = decode_header(_SPACES.sub(" ", value))
        text = "".join(part if isinstance(part, str) else decoded(part, charset or "utf-8") for part, charset in parts)
    except Exception:  # noqa: BLE001 - malformed encoded words
        text = value
    return _shown(text)


def address(message: Message, name: str) -> str:
    """Return the first bare address of a header in lower case."""
    found = addresses(message, name)
    return found[0] if found else ""


_BARE = re.compile(r"<([^<>\s]{1,320}@[^<>\s]{1,255})>|([^\s<>,;:\"()]{1,320}@[^\s<>,;:\"()]{1,255})")


def addresses(message: Message, *names: str) -> list[str]:
    """Return all bare addresses of some headers in lower case."""
    found: list[str] = []
    for name in names:
        # Parsed before it is decoded: an encoded display name may hold an address, a comma or a bracket of its own.
        lowered = name.lower()
        values = [str(value)[:_LONGEST_HEADER] for key, value in message.raw_items() if key.lower() == lowered]
        if values:
            found += _bare(tuple(values))
    return [item for item in dict.fromkeys(found) if item]


@lru_cache(maxsize=32)
def _bare(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses of the headers of one name; remembered, because the stdlib takes long to find them."""
    lines = [_SPACES.sub(" ", value) for value in values]
    try:
        pairs = getaddresses(lines)
    except Exception:  # noqa: BLE001 - malformed address lists
        pairs = []
    good = [item for _, item in pairs if "@" in item.strip("@") and " " not in item]
    if not good:
        good = [one or two for line in lines for one, two in _BARE.findall(line)]
    return tuple(_shown(item).lower().strip("<>'\" ") for item in good)


def date_of(message: Message) -> datetime | None:
    """Return the Date header, aware UTC; None when it is missing or nonsense."""
    try:
        value = header(message, "Date")
        # RFC 5322 4.3 completes years of two and three digits only: 0001 is no 2001.
        found = parsedate_to_datetime("" if _NO_YEAR.search(value) else value)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError):
        return None


def payload_of(part: Message) -> object:
    """Return what a part holds: its parts, or its text as it was written."""
    try:
        return part.get_payload()
    except Exception:  # noqa: BLE001 - a charset with a NUL in it, or one that is no charset
        data = part.get_payload(decode=True)
        return data.decode("ascii", "surrogateescape") if isinstance(data, bytes) else ""


def parts(message: Message) -> Iterator[Message]:
    """Yield the leaves of a message, and attached messages whole, at most `MAX_PARTS`."""
    stack, count = [message], 0
    while stack and count < MAX_PARTS:
        part = stack.pop()
        count += 1
        payload = payload_of(part)
        if not isinstance(payload, list) or part.get_content_maintype() == "message":
            yield part
        else:
            stack += reversed([item for item in payload if isinstance(item, Message)])


_TEXTS: WeakKeyDictionary[Message, str] = WeakKeyDictionary()


def text_of(part: Message) -> str:
    """Return the decoded text of a leaf: line feeds only, no NUL, nothing that cannot be printed."""
    # Remembered as long as the message lives: bounces, text and headers of a returned original all ask for it.
    if part not in _TEXTS:
        _TEXTS[part] = _text_of(part)
    return _TEXTS[part]


def _text_of(part: Message) -> str:
    text = decoded(_data(part), charset_of(part)).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    text = text.encode("utf-8", "replace").decode("utf-8", "replace")
    return _unflowed(part, text)


def _data(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001 - broken transfer encodings
        data = None
    payload = payload_of(part)
    if not isinstance(payload, str):
        return data if isinstance(data, bytes) else b""
    written = payload.encode("utf-8", "surrogateescape")
    if _raw_header(part, "Content-Transfer-Encoding").strip().lower() == "base64":
        return _from_base64(written)
    return data if isinstance(data, bytes) else written


def _from_base64(written: bytes) -> bytes:
    """Return what base64 stands for, as far as it goes; text that only says that it is base64 stays as it is."""
    if sum(b" " in line.strip() for line in written.split(b"\n", 50)[:50]) > 1 or _PROSE.search(written[:200]):
        return written
    bare = _NO_BASE64.sub(b"", written)
    # RFC 2045 6.8: other characters are ignored; a single last one of four stands for nothing.
    whole = bare[: len(bare) - (len(bare) % 4 == 1)]
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))


def charset_of(part: Message) -> str | None:
    """Return the charset that a part declares, if it can be made out."""
    try:
        return part.get_content_charset()
    except Exception:  # noqa: BLE001 - RFC 2231 parameters that name no charset
        return None


def parameter(part: Message, name: str) -> str:
    """Return a parameter of Content-Type in lower case, empty if it is missing or cannot be put together."""
    try:
        return str(part.get_param(name) or "").lower()
    except Exception:  # noqa: BLE001 - RFC 2231 continuations that do not fit
        return ""


def filename(part: Message) -> str:
    """Return the name that a part gives itself as a file, as one line; empty if it has none."""
    try:
        return _shown(str(part.get_filename() or ""))[:200]
    except Exception:  # noqa: BLE001 - RFC 2231 continuations that do not fit
        return "file"


def _is_attached(part: Message, *, is_whole: bool) -> bool:
    try:
        if part.get_content_disposition() == "attachment":
            return True
    except Exception:  # noqa: BLE001 - RFC 2231 parameters that cannot be put together
        return not is_whole
    # A message that is nothing but text is no attachment, whatever it calls itself.
    return not is_whole and bool(filename(part))


def _unflowed(part: Message, text: str) -> str:
    """Join lines that end in a space where the part says format=flowed (RFC 3676), quoted ones excepted."""
    if parameter(part, "format") != "flowed":
        return text
    cut = 1 if parameter(part, "delsp") == "yes" else 0
    out: list[str] = []
    soft = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        bare = line if quoted or not line.startswith(" ") else line[1:]
        if soft and not quoted:
            out[-1] = (out[-1][:-1] if cut else out[-1]) + bare
        else:
            out.append(bare)
        soft = bare.endswith(" ") and bare != "-- " and not quoted
    return "\n".join(out)


def body_text(message: Message) -> str:
    """Return the text of a message: its text/plain parts; where they are a stub, its HTML turned into text."""
    plain, markup = [], []
    for part in parts(message):
        if _is_attached(part, is_whole=part is message):
            continue
        kind = part.get_content_type()
        if kind == "text/html" or (kind == "text/plain" and _PAGE.match(text_of(part))):
            markup.append(text_of(part))
        elif part.get_content_maintype() == "text" and kind not in {"text/rfc822-headers", "text/calendar"}:
            plain.append(text_of(part))
    text = "\n".join(plain)
    if not markup:
        return text
    bare = text.strip()
    if len(bare) < _STUB:
        shown = "\n".join(html_text(item) for item in markup)
        says_more = len(shown) > 2 * len(bare) and (len(bare) < 20 or bool(_STUB_WORDS.search(bare)))  # noqa: PLR2004 - shorter than any answer
        if says_more or not bare:
            return shown
    return text
