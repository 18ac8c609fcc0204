"""Names under which attachments are saved: no paths, nothing hidden, nothing that a system runs or reserves."""

from __future__ import annotations

import mimetypes
import re
import unicodedata
from collections.abc import Collection

LONGEST = 120
"""Bytes of a name in UTF-8, with its ending: with what is put before and behind it, it fits every file system."""

_ENDING = 24
"""Characters at most that count as an ending."""
_RESERVED = re.compile(r'[<>:"|?*%$`\'~!&;{}\[\]#=]')
"""What Windows reserves, and what a shell or a program that is handed the name might take for a command."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$?|conout\$?|clock\$?|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])", re.IGNORECASE
)
"""Names of devices, which Windows opens instead of a file, whatever ending follows."""

_RUNNING = """
app application appref-ms apk bash bat chm cmd com command cpl csh deb desktop dll dmg docm dotm exe gadget hta htm
html inf ink iso jar js jse jsp ksh lnk mde mht mhtml mjs msc msh msi msix msp mst ocx php pif pkg pl potm ppam ppsm
pptm ps1 psm1 py pyc pyw rb reg rpm scf scr sct settingcontent-ms sh shb shs shtml svg svgz swf sys url vb vbe vbs
vhd vhdx wasm webloc ws wsc wsf wsh xht xhtml xlam xll xlsm xltm xml xsl xslt zsh
"""
_RUNS = frozenset(_RUNNING.split())
"""Endings of files that run, or that a browser opens with scripts; they get a harmless one behind."""
_RUNNING_TYPES = re.compile(r"html|javascript|ecmascript|svg|x-sh|msdownload|executable|xml$", re.IGNORECASE)
HARMLESS = ".txt"


def safe_name(claimed: str, content_type: str, number: int, taken: Collection[str] = ()) -> str:
    """Return a name for the attachment `number` of a message, from the one that its sender claimed.

    `taken`: names in use, case-folded. What runs gets `.txt` behind. Pure and stable: the same input, the same name.
    """
    name = _plain(claimed)
    stem, ending = _split(name)
    if not stem:
        stem = f"attachment-{number}"
    ending = ending or _usual(content_type)
    if _DEVICE.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    if ending[1:].casefold() in _RUNS or (_RUNNING_TYPES.search(content_type) and ending != HARMLESS):
        stem, ending = f"{stem}{ending}", HARMLESS
    return _free(stem, ending, taken)


def numbered(name: str, count: int) -> str:
    """Return a name with a number before its ending: `letter.pdf` -> `letter-2.pdf`."""
    stem, ending = _split(name)
    return _cut(stem, f"-{count}{ending}")


def _plain(claimed: str) -> str:
    """Return the last part of a path without what is hidden, reserved or invisible at its ends."""
    text = unicodedata.normalize("NFKC", claimed)
    text = "".join(" " if unicodedata.category(one) in {"Zs", "Zl", "Zp"} else one for one in text)
    text = "".join(one for one in text if unicodedata.category(one) not in _HIDDEN)
    last = re.split(r"[/\\]", text)[-1]
    return " ".join(_RESERVED.sub("_", last).split()).strip(". -")


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    if not stem or not dot or not 0 < len(ending) < _ENDING or " " in ending:
        return name, ""
    return stem.rstrip(". "), f".{ending}"


def _usual(content_type: str) -> str:
    """Return the usual ending of a type, `.bin` for one that is not known."""
    if content_type.startswith("message/"):
        return ".eml"
    return mimetypes.guess_extension(content_type) or ".bin"


def _free(stem: str, ending: str, taken: Collection[str]) -> str:
    name = _cut(stem, ending)
    count = 2
    while name.casefold() in taken:
        name = _cut(stem, f"-{count}{ending}")
        count += 1
    return name


def _cut(stem: str, ending: str) -> str:
    """Join a name within its length; a character is never cut in two."""
    room = LONGEST - len(ending.encode())
    kept = stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ")
    return f"{kept}{ending}"
