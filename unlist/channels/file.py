"""The channel that needs no password: a folder of letters that the person hands to their own mail program.

Beside each .eml lies a page with the text to copy, the address and a mailto link; for a form, the page has the
link and each value. The files are plain text outside the encrypted home; the command that makes them says so.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from unlist.channels.model import HandedOver, Parcel
from unlist.files import make_private_directory, write_file
from unlist.words import ChannelKind

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;"
    "padding:0 1rem}pre{white-space:pre-wrap;font:14px/1.45 ui-monospace,monospace;border:1px solid #8886;"
    "border-radius:8px;padding:1rem}dt{font-weight:600}dd{margin:0 0 .6rem;overflow-wrap:anywhere}"
    "a.go{display:inline-block;padding:.5rem 1rem;border:1px solid;border-radius:8px;text-decoration:none}"
    ".warn{border-left:4px solid #c60;padding-left:.8rem}"
)
_TERMS = {
    "arbitration": "Using it accepts arbitration instead of a court.",
    "class_waiver": "Using it gives up joining a class action.",
    "account": "It asks you to open an account.",
    "fee": "It asks for money.",
    "perjury": "It asks for a statement under penalty of perjury.",
}


@dataclass(frozen=True)
class FileChannel:
    """Puts letters into `directory`, one sub-folder a day."""

    directory: Path
    name: str = "file"

    def deliver(self, parcel: Parcel, *, before_dot: Callable[[], None]) -> HandedOver:
        """Write the letter and its page. Nothing leaves the machine, so `before_dot` is not called."""
        del before_dot
        folder = self.directory / parcel.on.isoformat()
        make_private_directory(folder)
        stem = f"{parcel.slug}-{parcel.reference}-{parcel.ordinal}"
        main = folder / f"{stem}.html"
        if parcel.kind is ChannelKind.EMAIL:
            main = folder / f"{stem}.eml"
            write_file(main, parcel.content)
        write_file(folder / f"{stem}.html", copy_page(parcel).encode())
        return HandedOver(path=main)


def copy_page(parcel: Parcel) -> str:
    """Return the page from which the person copies: text only, no script, nothing loaded from elsewhere."""
    letter = parcel.letter
    where = html.escape(parcel.recipient, quote=True)
    go, steps = "", ""
    if parcel.kind is ChannelKind.EMAIL:
        go = f'<p><a class="go" href="{html.escape(parcel.mailto, quote=True)}">Open in your mail program</a></p>'
        steps = (
            "Send it from your own address, unchanged. Keep the reference in the subject: answers are matched by it."
        )
        if "&body=" not in parcel.mailto:
            steps += " The text is too long for that link: copy it from below."
    elif parcel.kind is ChannelKind.FORM:
        # A record may come from anywhere: only web addresses become links.
        linked = parcel.recipient.lower().startswith(("https://", "http://"))
        go = "" if not linked else f'<p><a class="go" rel="noreferrer noopener" href="{where}">Open the form</a></p>'
        steps = (
            "Enter only what the form needs. Nothing is ticked for you. A link in a confirmation mail may expire soon."
        )
    elif parcel.kind is ChannelKind.POST:
        steps = "Print the text, sign it and post it. Certified or registered mail proves receipt."
    else:
        steps = "Call and say what the text says. Note the day, the name of whom you spoke to, and what was said."
    values = "".join(
        f"<dt>{html.escape(item.kind.replace('_', ' '))}</dt><dd>{html.escape(item.value)}</dd>"
        for item in letter.disclosed
    )
    warnings = "".join(f'<p class="warn">{html.escape(_TERMS[term])}</p>' for term in parcel.terms if term in _TERMS)
    return (
        f'<!doctype html><html lang="{html.escape(letter.language)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="referrer" content="no-referrer">'
        f'<meta name="viewport" content="width=device-width"><title>{html.escape(parcel.reference)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{html.escape(parcel.broker)}</h1>{warnings}"
        f"<dl><dt>To</dt><dd>{where}</dd><dt>Subject</dt><dd>{html.escape(letter.subject_line)}</dd>{values}</dl>{go}"
        f"<p>{steps}</p><pre>{html.escape(letter.body)}</pre>"
        f"<p>When it is done: <code>unlist request sent {html.escape(parcel.reference)}</code></p>"
        "</body></html>\n"
    )
