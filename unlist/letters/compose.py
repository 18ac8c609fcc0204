"""Composing a letter: one template, values as text and never as templates, checked before anybody sees it."""

from __future__ import annotations

import textwrap
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError  # noqa: TID253 - this module is made for it
from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: TID253 - as above

from unlist.errors import BadInput, Refused, UnlistError
from unlist.letters.catalog import Entry, find
from unlist.letters.lint import lint
from unlist.letters.model import Letter, Order
from unlist.words import LawId, Purpose, Right

WIDTH = 76
SAMPLE = "*** SAMPLE: this letter is for reading only, its sender does not exist ***"
_LAW_NAMES = {
    LawId.GDPR: "GDPR",
    LawId.UK_GDPR: "UK GDPR",
    LawId.CCPA: "the California Consumer Privacy Act",
    LawId.BIPA: "740 ILCS 14",
    LawId.FCRA: "the Fair Credit Reporting Act",
    LawId.NONE: "",
    LawId.DELETE_ACT: "the California Delete Act",
}
_AUTHORITY = {
    "parent": "parent with custody",
    "guardian": "court-appointed guardian",
    "mandate": "agent with signed permission",
    "estate": "representative of the estate",
}
_DOCUMENTS = {
    "id_document": "a copy of an identity document",
    "proof_of_address": "proof of address",
    "utility_bill": "a utility bill",
    "selfie": "a picture of myself",
    "notarized_form": "a notarized form",
}
_PLACES = {"US-IL": "Illinois", "US-CA": "California"}


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    folder = files("unlist.templates").joinpath("letters")

    def load(name: str) -> str:
        return folder.joinpath(name).read_text(encoding="utf-8")

    # Letters are plain text: escaping for HTML would spoil names such as O'Brien.
    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
    )


def compose(order: Order) -> Letter:
    """Render the letter of an order.

    Raises BadInput when something it needs is missing or holds a line break, NotFound when there is no such letter,
    Refused when the finished text says what it must not.
    """
    claim = order.claim
    entry = find(
        order.purpose,
        claim.law,
        claim.right,
        claim.variant,
        order.language,
        order.written_on,
        statutory=claim.statutory,
    )
    if entry.file.endswith(("objection_face", "objection_first_party")) and not order.sender.situation:
        raise BadInput(
            "An objection under article 21(1) needs one sentence on your particular situation.",
            hint="Give it with: unlist subject situation",
        )
    text = _render(entry, order)
    subject, _, body = text.partition("\n---\n")
    subject = f"{' '.join(subject.split())} [{order.reference}]"
    body = _wrapped(body)
    if order.sample:
        subject = f"SAMPLE {subject}"
        body = f"{SAMPLE}\n\n{body}\n{SAMPLE}\n"
    letter = Letter(
        subject_line=subject,
        body=body,
        language=order.language,
        template=entry.file,
        reviewed_by=entry.reviewed_by,
        reference=order.reference,
        disclosed=order.sender.disclosed,
    )
    wrong = lint(letter, order)
    if wrong:
        raise Refused(
            f"The letter {entry.file} was not written: {wrong[0].sentence}",
            hint=f"See the rule {wrong[0].rule} ({wrong[0].source}).",
        )
    return letter


def _render(entry: Entry, order: Order) -> str:
    try:
        return _environment().get_template(f"{entry.file}.{order.language}.j2").render(_values(order))
    except TemplateError as problem:
        raise UnlistError(
            f"The template {entry.file} cannot be filled: {problem}.", hint="Report this; nothing was sent."
        ) from problem


def one_line(value: str, what: str) -> str:
    """Return a value that fits into a line. Raises BadInput for line breaks and control characters."""
    if any(not character.isprintable() for character in value):
        raise BadInput(f"{what} holds a line break or a control character.", hint="Give it on one line.")
    return value.strip()


def spelled(day: date) -> str:
    """Return a day as a letter writes it, the same everywhere: November 23, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def _values(order: Order) -> dict[str, Any]:
    sender, claim = order.sender, order.claim
    name = one_line(sender.name, "The sender's name")
    represented = one_line(sender.on_behalf_of, "The subject's name") if sender.on_behalf_of else ""
    signature = name
    if represented:
        signature = f"{name}\n{_AUTHORITY.get(sender.authority, 'representative')}, for and on behalf of {represented}"
    values: dict[str, Any] = {
        "broker": order.broker.legal_name,
        "today": spelled(order.written_on),
        "reference": order.reference,
        "subject": represented or name,
        "representative": bool(represented),
        "authority": _AUTHORITY.get(sender.authority, "representative"),
        "signature": signature,
        "situation": one_line(sender.situation, "The sentence on your situation"),
        "law_name": _LAW_NAMES.get(claim.law, claim.law.value),
        "period_article": _period_article(order),
        "asked_by": spelled(order.asked_by) if order.asked_by else "",
        "residence_name": _PLACES.get(sender.residence, sender.residence),
        "california": sender.residence == "US-CA",
        "no_verification": claim.law is LawId.CCPA and claim.right in {Right.OPT_OUT, Right.LIMIT},
        "disclosed": [
            {"label": item.kind.replace("_", " "), "value": one_line(item.value, item.kind.replace("_", " "))}
            for item in sender.disclosed
        ],
    }
    if order.purpose is not Purpose.FIRST:
        values |= _earlier(order)
    return values


def _earlier(order: Order) -> dict[str, Any]:
    earlier = order.earlier
    if earlier is None:
        raise BadInput("A second letter needs the first one.", hint="See: unlist request show")
    due = earlier.deadline.due_on
    if order.purpose is Purpose.FOLLOW_UP and (due is None or order.written_on <= due):
        raise BadInput(
            f"A follow-up is written only after the answer was due{f' ({due})' if due else ''}.",
            hint="See when that is: unlist request why",
        )
    known = "A receipt is on record." if earlier.receipt_known else "No bounce came back."
    if earlier.channel != "email" and not earlier.receipt_known:
        known = ""
    demanded = [_DOCUMENTS.get(item, item.replace("_", " ")) for item in earlier.demanded] or ["proof of my identity"]
    subject = earlier.subject_line.replace(f"[{order.reference}]", "").strip() or "my request"
    return {
        "earlier_subject": one_line(subject, "The earlier subject"),
        "sent_on": spelled(earlier.sent_on),
        "sent_to": one_line(earlier.sent_to, "The address"),
        "receipt": known,
        "due_on": spelled(due) if due else "",
        "due_citation": earlier.deadline.citations[0] if earlier.deadline.citations else "",
        "demanded": " and ".join(demanded),
    }


def _period_article(order: Order) -> str:
    uk_since = date(2026, 2, 5)  # UK GDPR art. 12A in force, SI 2026/82 reg. 2
    if order.claim.law is LawId.UK_GDPR and order.written_on >= uk_since:
        return "12A"
    return "12(3)"


def _wrapped(body: str) -> str:
    """Fill paragraphs to `WIDTH`, keep lines of lists and addresses, and never more than one empty line."""
    lines: list[str] = []
    for line in body.strip().splitlines():
        text = line.strip()
        if not text:
            if lines and lines[-1]:
                lines.append("")
            continue
        hang = "  " if text.startswith("- ") else ""
        lines += textwrap.wrap(text, WIDTH, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines) + "\n"
