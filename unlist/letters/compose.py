"""Composing a letter: one template, values as text and never as templates, checked before anybody sees it."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError  # noqa: TID253 - this module is made for it
from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: TID253 - as above

from unlist.errors import BadInput, Refused, UnlistError
from unlist.letters.catalog import Entry, find
from unlist.letters.layout import laid_out
from unlist.letters.lint import Blank, lint
from unlist.letters.model import Letter, Order
from unlist.letters.slots import Slots
from unlist.letters.states import BY_LAW
from unlist.letters.values import context
from unlist.words import LawId

SAMPLE = "*** SAMPLE: this letter is for reading only, its sender does not exist ***"
_NEEDS_SITUATION = frozenset({"gdpr_objection_face", "gdpr_objection_first_party"})
_RESIDENTS = {
    LawId.CCPA: "US-CA",
    LawId.SAFE_AT_HOME: "US-CA",
    LawId.BIPA: "US-IL",
    LawId.CUBI: "US-TX",
    LawId.MHMDA: "US-WA",
    LawId.DANIELS_LAW: "US-NJ",
    **{law.id: law.state for law in BY_LAW.values()},
}
"""Laws for the residents of one state: a letter under them must not be written for anybody else."""


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
    Refused when it would claim a residence that is not the person's, or says what it must not.
    """
    entry, slots, blank = _drafted(order)
    wrong = lint(blank, order)
    if wrong:
        raise Refused(
            f"The letter {entry.file} was not written: {wrong[0].sentence}.",
            hint=f"See the rule {wrong[0].rule} ({wrong[0].source}).",
        )
    subject = slots.fill(blank.subject_line)
    body = laid_out(slots.fill(blank.body))
    if order.sample:
        subject = f"SAMPLE {subject}"
        body = f"{SAMPLE}\n\n{body}\n{SAMPLE}\n"
    return Letter(
        subject_line=subject,
        body=body,
        language=order.language,
        template=entry.file,
        reviewed_by=entry.reviewed_by,
        reference=order.reference,
        disclosed=order.sender.disclosed,
    )


def blank_of(order: Order) -> Blank:
    """Return the letter of an order with its slots still empty, as the lint reads it. Raises as `compose` does."""
    return _drafted(order)[2]


def _drafted(order: Order) -> tuple[Entry, Slots, Blank]:
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
    _hold(entry, order)
    slots = Slots()
    values = context(order, slots)
    subject, _, body = _render(entry, values).partition("\n---\n")
    subject = f"{' '.join(subject.split())} [{order.reference}]"
    own = {name: values[name] for name in ("subject", "reply_to", "situation", "disputed")}
    return entry, slots, Blank(entry.file, subject, body, own)


def _hold(entry: Entry, order: Order) -> None:
    """Refuse an order that its letter cannot truthfully be written from."""
    home, only = order.sender.residence, _RESIDENTS.get(order.claim.law)
    if only and home != only:
        raise Refused(
            f"{order.claim.law} is for residents of {only}, and the sender lives in {home or 'no known place'}.",
            hint="See what holds: unlist plan --why",
        )
    if entry.file in _NEEDS_SITUATION and not order.sender.situation.strip():
        raise BadInput(
            "An objection under article 21(1) needs one sentence on your particular situation.",
            hint="Give it with: unlist subject situation",
        )
    if entry.file == "fcra_dispute" and not order.sender.disputed.strip():
        # 15 USC 1681i(a)(3): a dispute that names nothing may be set aside as frivolous.
        raise BadInput(
            "A dispute must say what is wrong in the file.",
            hint="Ask for the file first (--right access), then: unlist letter BROKER --law fcra --right dispute",
        )


def _render(entry: Entry, values: dict[str, Any]) -> str:
    try:
        return _environment().get_template(entry.template).render(values)
    except TemplateError as problem:
        raise UnlistError(
            f"The template {entry.file} cannot be filled: {problem}.", hint="Report this; nothing was sent."
        ) from problem
