"""What a message holds that is no readable text: encrypted mail, files written into the text, an invitation alone.

It is kept like all mail; the person is told what it is and where it can be opened.
"""

from __future__ import annotations

import re
from email.message import Message

from unlist.replies.parse import filename, parameter, parts

_OPEN = "open it in your mail program"
_ENCRYPTED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_PGP = re.compile(r"(?ms)^-----BEGIN PGP MESSAGE-----[ \t]*\n.*?(?:^-----END PGP MESSAGE-----[ \t]*$|\Z)")
_SIGNED = re.compile(r"(?m)^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z-]{1,30}: ?[^\n]{0,200}\n)*")
_SIGNATURE = re.compile(r"(?ms)^-----BEGIN PGP SIGNATURE-----[ \t]*\n.*?(?:^-----END PGP SIGNATURE-----[ \t]*$|\Z)")
# A line of uuencode says in its first character how long it is; the last holds nothing.
_UU = re.compile(r"(?m)^begin [0-7]{3,4} ([^\n]{1,200})\n(?:[!-`][ -`]{1,90}\n)+(?:[` ]?\n)?(?:end[ \t]*$|\Z)")
_YENC = re.compile(r"(?ms)^=ybegin [^\n]{0,400}?name=([^\n]{1,200})\n.*?(?:^=yend[^\n]{0,200}$|\Z)")
_MOST_NAMES = 5


def without_files(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without what only a program can read in it, and what that was."""
    if "-----BEGIN" not in text and "\nbegin " not in f"\n{text}" and "=ybegin " not in text:
        return text, ()
    said: list[str] = []
    if _PGP.search(text):
        said.append(f"encrypted (PGP): {_OPEN}")
        text = _PGP.sub("", text)
    if _SIGNED.search(text):
        # RFC 4880 7.1: lines that begin with a dash carry another dash and a space.
        text = re.sub(r"(?m)^- ", "", _SIGNATURE.sub("", _SIGNED.sub("", text)))
    for pattern in (_UU, _YENC):
        names = [found[1].strip() for found in pattern.finditer(text)]
        if names:
            said.append(f"a file written into the text ({', '.join(names[:_MOST_NAMES])}): {_OPEN}")
            text = pattern.sub("", text)
    return text, tuple(said)


def sealed(message: Message, text: str) -> tuple[str, ...]:
    """Return what a message is where its text does not say it all, each with what to do."""
    if message.get_content_type() == "multipart/encrypted":
        return (f"encrypted (PGP/MIME): {_OPEN}",)
    leaves = list(parts(message))
    kinds = {part.get_content_type() for part in leaves}
    if found := next((part for part in leaves if part.get_content_type() in _ENCRYPTED), None):
        if parameter(found, "smime-type") == "signed-data":
            return (f"signed as a whole (S/MIME): {_OPEN}",)
        return (f"encrypted (S/MIME): {_OPEN}",)
    if text.strip():
        return ()
    if kinds & _TNEF or any(filename(part).lower() == "winmail.dat" for part in leaves):
        return ("its text is in winmail.dat, a format of Outlook: ask the sender for plain text",)
    if "text/calendar" in kinds:
        return (f"an invitation without a text: {_OPEN}",)
    names = [filename(part) or part.get_content_type() for part in leaves if _is_file(part)]
    if names:
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        return (f"no text, only {', '.join(names[:_MOST_NAMES])}{more}: {_OPEN}",)
    return ("it is empty",)


def _is_file(part: Message) -> bool:
    return bool(filename(part)) or part.get_content_maintype() not in {"text", "multipart"}
