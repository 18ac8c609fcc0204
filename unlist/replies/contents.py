"""What a message holds beside what was read in it: its headers, its whole text, and its attachments."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32

from unlist.replies.filename import safe_name
from unlist.replies.limits import headers_only, over_limit
from unlist.replies.parse import body_text, header, parse, parts

_AS_IT_WAS = compat32.clone(linesep="\r\n", max_line_length=0, mangle_from_=False)
"""How an attached message is written out: no header folded anew, no line changed."""


@dataclass(frozen=True)
class Attachment:
    """A part that a person would save; `claimed` is the name that the sender gave it, which nothing is written under.

    `name` is safe on every system and told apart from the others of its message, `content_type` what the sender says.
    """

    claimed: str
    name: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Contents:
    """A message, opened: `text` with the quoted thread; `images` counts pictures that only adorn its text."""

    headers: tuple[tuple[str, str], ...]
    text: str
    attachments: tuple[Attachment, ...] = ()
    images: int = 0
    limit: str = ""
    """Why only the headers were opened; empty when all of it was."""


def contents(raw: bytes) -> Contents:
    """Open a message. Never raises; of one over a limit only the headers are opened."""
    limit = over_limit(raw)
    message = parse(headers_only(raw) if limit else raw)
    heads = tuple((name, header(_only(name, value), name)) for name, value in message.raw_items())
    if limit:
        return Contents(heads, "", limit=limit)
    try:
        text = body_text(message)
    except Exception:  # noqa: BLE001 - mail is hostile: what can be saved is saved all the same
        text = ""
    attachments, images = _attachments(message)
    return Contents(heads, text, attachments, images)


def _only(name: str, value: object) -> Message:
    """Return a message of one header, so that each of several of one name is decoded."""
    one = Message()
    one._headers.append((name, value))  # type: ignore[attr-defined]  # noqa: SLF001 - the setter refuses broken names
    return one


def _attachments(message: Message) -> tuple[tuple[Attachment, ...], int]:
    found: list[Attachment] = []
    images = 0
    taken: set[str] = set()
    for part in parts(message):
        if part is message and not _has_name(part):
            # A message that is nothing but one part is that part, unless it is a file by itself.
            if part.get_content_maintype() in {"text", "multipart"}:
                continue
        elif not _is_file(part):
            continue
        if _adorns(part):
            images += 1
            continue
        claimed, kind = _claimed(part), part.get_content_type()
        name = safe_name(claimed, kind, len(found) + 1, taken)
        taken.add(name.casefold())
        found.append(Attachment(claimed, name, kind, _content(part)))
    return tuple(found), images


def _has_name(part: Message) -> bool:
    return bool(_claimed(part)) or _disposition(part) == "attachment"


def _is_file(part: Message) -> bool:
    if part.get_content_maintype() == "text" and part.get_content_subtype() in {"plain", "html", "rfc822-headers"}:
        return _has_name(part)
    return part.get_content_type() != "message/delivery-status" and part.get_content_maintype() != "multipart"


def _adorns(part: Message) -> bool:
    """Say whether a picture stands in the text: a logo, a line, an invisible dot."""
    shown = _disposition(part) == "inline" or bool(part.get("Content-ID"))
    return part.get_content_maintype() == "image" and shown and _disposition(part) != "attachment"


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except Exception:  # noqa: BLE001 - RFC 2231 parameters that cannot be put together
        return "attachment"


def _claimed(part: Message) -> str:
    """Return the name that the sender gave a part; of an attached message, its subject."""
    try:
        name = _with_decoded_names(part).get_filename() or ""
    except Exception:  # noqa: BLE001 - as above
        name = ""
    if not name and part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            name = f"{header(inner[0], 'Subject') or 'message'}.eml"
    # As a header, a name is decoded (mail programs encode it against RFC 2047) and loses its raw bytes.
    return header(_only("X", name), "X") if name else ""


def _with_decoded_names(part: Message) -> Message:
    """Return the two headers that hold a name, as text: of raw bytes the library would make replacement signs."""
    shown = Message()
    for head in ("Content-Type", "Content-Disposition"):
        raw = next((str(value) for name, value in part.raw_items() if name.lower() == head.lower()), "")
        shown[head] = " ".join(raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace").split())
    return shown


def _content(part: Message) -> bytes:
    """Return the bytes of a part; an attached message as it was attached, as far as it could be read."""
    payload = part.get_payload()
    try:
        if isinstance(payload, list):
            return b"\r\n".join(inner.as_bytes(policy=_AS_IT_WAS) for inner in payload if isinstance(inner, Message))
        data = part.get_payload(decode=True)
    except Exception:  # noqa: BLE001 - broken transfer encodings and headers
        data = None
    return data if isinstance(data, bytes) else str(payload or "").encode("utf-8", "surrogateescape")
