"""The page from which a person copies: a file, no server; nothing is loaded, sent, ticked or filled in by it.

Its one script puts a button beside each value. Its hash stands in the page's own policy, so that nothing else can
run; without it one click selects a value whole.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from unlist.channels.expectations import FREEDOM, expected_of, terms_of
from unlist.channels.model import Parcel
from unlist.words import ChannelKind

_STYLE = (
    ":root{color-scheme:light dark;--line:#8887}*{box-sizing:border-box}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:1.5rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.1rem;margin:1.75rem 0 .5rem}"
    "h1,p,li,dd{overflow-wrap:anywhere}p{margin:.5rem 0}ul{padding-left:1.2rem;margin:.5rem 0}"
    "dl{margin:0}.row{border-top:1px solid var(--line);padding:.5rem 0}dt{font-weight:600;font-size:.9rem}"
    "dd{margin:0}dd,.text{display:flex;gap:.75rem;align-items:flex-start}"
    ".value{flex:1;min-width:0;user-select:all;-webkit-user-select:all;unicode-bidi:isolate;overflow-wrap:anywhere;"
    "white-space:pre-wrap;cursor:copy}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;font:14px/1.45 ui-monospace,monospace;flex:1;min-width:0;margin:0}"
    ".text{border:1px solid var(--line);border-radius:8px;padding:1rem;flex-direction:column}"
    ".text pre{width:100%}"
    "button,a.go{font:inherit;color:inherit;background:none;border:1px solid;border-radius:8px;padding:.4rem .8rem;"
    "min-height:2.75rem;text-decoration:none;cursor:pointer}button{min-width:5.5rem}"
    "a.go{display:inline-block;font-weight:600;padding:.6rem 1.2rem}"
    ".warn{border-left:4px solid #c60;padding-left:.8rem}.quiet{opacity:.8;font-size:.9rem}"
    "@media print{body{margin:0;max-width:none}button,a.go{display:none}.row{break-inside:avoid}"
    ".letter .aside{display:none}.letter .text{border:0;padding:0}}"
)
_SCRIPT = (
    'document.querySelectorAll("[data-copy]").forEach(function(box){var button=document.createElement("button");'
    'button.type="button";button.textContent="Copy";'
    'button.setAttribute("aria-label","Copy: "+box.getAttribute("data-copy"));'
    'button.addEventListener("click",function(){var range=document.createRange();range.selectNodeContents(box);'
    "var chosen=getSelection();chosen.removeAllRanges();chosen.addRange(range);"
    'button.textContent=document.execCommand("copy")?"Copied":"Ctrl+C"});box.after(button)});'
)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


POLICY = (
    f"default-src 'none'; script-src {_hash(_SCRIPT)}; style-src {_hash(_STYLE)}; form-action 'none'; base-uri 'none'"
)
"""Nothing but the style and the script of this module, both by their hashes."""
LABELS = {
    "full_name": "Name",
    "email": "E-mail for the answer",
    "state_residence": "Where you live (state or country)",
    "profile_url": "Page that shows you",
    "phone": "Telephone, as listed",
    "postal_address": "Address, as listed",
    "former_addresses": "Earlier address, as listed",
    "former_names": "Earlier name, as listed",
    "dob": "Date of birth, as listed",
}
"""How the kinds of value are called that forms ask for most; others are named by their own word."""
_REORDERING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NUMBER = re.compile(r"\+?[0-9][0-9 ().-]{2,30}")


def label_of(kind: str) -> str:
    """Return how a kind of value is called for people."""
    return LABELS.get(kind, kind.replace("_", " ").capitalize())


def plain(text: str) -> str:
    """Return text without what a paste would obey or what turns its order: control and reordering characters."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        one for one in unified if one in "\n\t" or (unicodedata.category(one) != "Cc" and one not in _REORDERING)
    )


def web_link(address: str) -> str | None:
    """Return an address that may become a link: https, a host with a name, no user in it; None for any other."""
    if any(one.isspace() or unicodedata.category(one)[0] == "C" for one in address):
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() != "https" or not host or "." not in host or "@" in parts.netloc or "\\" in address:
        return None
    return address if host_of(address) else None


def host_of(address: str) -> str:
    """Return the host of a web address as it travels, in ASCII; empty where it has none that can be written so."""
    try:
        return (urlsplit(address).hostname or "").encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def values_of(parcel: Parcel) -> list[tuple[str, str, str]]:
    """Return each value that the letter gives away and the reference: kind, label, value. Nothing else is offered."""
    given = parcel.values or tuple((item.kind.value, item.value) for item in parcel.letter.disclosed)
    return [
        *((kind, label_of(kind), plain(value)) for kind, value in given),
        ("reference", "Reference", parcel.reference),
    ]


def script_of(parcel: Parcel) -> str:
    """Return what to say on the telephone, in a few sentences to read out."""
    name = next((value for kind, value in parcel.values if kind == "full_name"), "")
    about = f" of {plain(name)}" if name else ""
    asked = plain(parcel.asked or parcel.letter.subject_line)
    return (
        f"Good day. This is a request about the personal data{about} that {plain(parcel.broker)} holds.\n"
        f"What is asked: {asked}.\n"
        f"The reference is {parcel.reference}. Please note it with the request.\n"
        "Who am I speaking to? What is your own reference for it? When and how will the answer come?\n"
    )


def copy_page(parcel: Parcel) -> str:
    """Return the page for one letter, whatever its channel: what to open, each value to copy, the text."""
    content = {
        ChannelKind.EMAIL: _email,
        ChannelKind.FORM: _form,
        ChannelKind.POST: _post,
        ChannelKind.PHONE: _phone,
    }[parcel.kind](parcel)
    kind = "letter" if parcel.kind is ChannelKind.POST else "screen"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{_text(parcel.reference)}</title><style>{_STYLE}</style></head>"
        f'<body class="{kind}">{content}<script>{_SCRIPT}</script></body></html>\n'
    )


def _text(text: str) -> str:
    return html.escape(plain(text), quote=True)


def _row(label: str, value: str) -> str:
    return (
        f'<div class="row"><dt>{_text(label)}</dt>'
        f'<dd><bdi class="value" data-copy="{_text(label)}">{_text(value)}</bdi></dd></div>'
    )


def _rows(pairs: Iterable[tuple[str, str]]) -> str:
    return f"<dl>{''.join(_row(label, value) for label, value in pairs)}</dl>"


def _values(parcel: Parcel) -> str:
    return _rows((label, value) for _, label, value in values_of(parcel))


def _block(text: str, label: str, language: str = "en") -> str:
    return (
        f'<div class="text"><pre class="value" dir="auto" lang="{_text(language)}" data-copy="{_text(label)}">'
        f"{_text(text)}</pre></div>"
    )


def _head(parcel: Parcel, what: str) -> str:
    return f'<div class="aside"><h1>{_text(parcel.broker)}</h1><p class="quiet">{what}</p>{_terms(parcel)}</div>'


def _terms(parcel: Parcel) -> str:
    found = [f'<p class="warn">{_text(sentence)}</p>' for _, sentence in terms_of(parcel.terms)]
    return "".join([*found, f"<p>{FREEDOM}</p>"]) if found else ""


def _list(sentences: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{_text(one)}</li>' for one in sentences)}</ul>"


def _recorded(parcel: Parcel, command: str) -> str:
    line = f"<code>{command} {_text(parcel.reference)}</code>"
    return f'<div class="aside"><h2>Afterwards</h2><p>When it is done: {line}</p></div>'


def _email(parcel: Parcel) -> str:
    steps = "Send it from your own address, unchanged. Keep the reference in the subject: answers are matched by it."
    if "&body=" not in parcel.mailto:
        steps += " The text is too long for that link: copy it from below."
    go = f'<p><a class="go" href="{_text(parcel.mailto)}">Open in your mail program</a></p>'
    address = [("To", parcel.recipient), ("Subject", parcel.letter.subject_line)]
    given = [(label_of(item.kind.value), item.value) for item in parcel.letter.disclosed]
    return (
        f"{_head(parcel, 'A letter by e-mail, ready to send.')}{go}<p>{steps}</p>{_rows([*address, *given])}"
        f"<h2>Text</h2>{_block(parcel.letter.body, 'Text', parcel.letter.language)}"
        f"{_recorded(parcel, 'unlist request sent')}"
    )


def _form(parcel: Parcel) -> str:
    short = f"What I ask: {parcel.asked or parcel.letter.subject_line}. Reference: {parcel.reference}."
    captcha = [] if "captcha" in parcel.expects else ["A captcha may come."]
    expected = [*expected_of(parcel.expects), *captcha, "Nothing is ticked for you: tick only what you mean."]
    return (
        f"{_head(parcel, 'A form of its own takes this request. This page sends nothing and agrees to nothing.')}"
        f"{_door(parcel)}<h2>What to expect</h2>{_list(expected)}"
        f"<h2>Values to copy</h2><p>One click selects a value. What you type there is your own act: enter only what "
        "the form must have, and nothing that does not stand here. If it insists on more, leave it.</p>"
        f"{_values(parcel)}"
        f"<h2>If its box is small</h2>{_block(short, 'Short text')}"
        f"<h2>Text of the request</h2>{_block(parcel.letter.body, 'Text', parcel.letter.language)}"
        f"{_recorded(parcel, 'unlist form --done')}{_not_possible(parcel)}"
    )


def _door(parcel: Parcel) -> str:
    """Return the way to the form: a link only where the record names an encrypted web address."""
    if not parcel.recipient:
        return (
            '<p class="warn">No address of this form is on record. Its answer may name one: '
            f"<code>unlist request show {_text(parcel.reference)}</code>. Check that it is the company's own.</p>"
        )
    link = web_link(parcel.recipient)
    if link is None:
        return (
            f'{_rows([("Form", parcel.recipient)])}<p class="warn">This is no encrypted web address, so it is no link. '
            "Do not enter personal data on a page without https.</p>"
        )
    return (
        f'<p><a class="go" rel="noreferrer noopener" href="{_text(link)}">Open the form</a></p>'
        f'<p class="quiet">It opens {_text(host_of(link))}: <bdi>{_text(link)}</bdi></p>'
    )


def _phone(parcel: Parcel) -> str:
    number = parcel.recipient.strip()
    call = "".join(one for one in number if one in "+0123456789")
    go = f'<p><a class="go" href="tel:{call}">Call</a></p>' if _NUMBER.fullmatch(number) else ""
    note = (
        "the day and the hour",
        "the name of whom you spoke to",
        "their own reference",
        "what was promised, by when",
    )
    never = (
        "a social security number or any part of it, a card or account number",
        "a date of birth, an address or a telephone number that does not stand on this page",
        "The number that you call from may be shown to them: withhold it if they do not have it.",
    )
    expected = [*expected_of(parcel.expects), "If they refuse to take it by telephone, ask for the way they do take."]
    return (
        f"{_head(parcel, 'A call takes this request. This page calls nobody by itself.')}{go}"
        f"{_rows([('Number', number)])}<h2>What to say</h2>{_block(script_of(parcel), 'Script')}"
        f"<h2>If they ask</h2><p>What you say is your own act. These values may be given:</p>{_values(parcel)}"
        f"<h2>Do not give</h2>{_list(never)}<h2>What to expect</h2>"
        f"{_list(expected)}"
        f"<h2>Note</h2>{_list(note)}{_recorded(parcel, 'unlist form --done')}{_not_possible(parcel)}"
    )


def _post(parcel: Parcel) -> str:
    return (
        f"{_head(parcel, 'A letter by post. Print this page: only the letter is printed.')}"
        '<p class="aside">Sign it and post it. Certified or registered mail proves receipt.</p>'
        f"{_block(parcel.recipient, 'Address')}"
        f"<p><strong>{_text(parcel.letter.subject_line)}</strong></p>"
        f"{_block(parcel.letter.body, 'Text', parcel.letter.language)}"
        f"{_recorded(parcel, 'unlist request sent')}"
    )


def _not_possible(parcel: Parcel) -> str:
    return (
        f"<p>If it could not be done: <code>unlist form --not-possible {_text(parcel.reference)} "
        "--reason TEXT</code></p>"
        '<p class="quiet">This page is a plain file: delete it once it is done.</p>'
    )
