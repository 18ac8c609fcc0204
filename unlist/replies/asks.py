"""What a message wants of the person: fields, links, documents, days, a ticket, another address."""

from __future__ import annotations

from datetime import date

from unlist.replies.dates import last_day
from unlist.replies.deadlines import day_given, days_given
from unlist.replies.kinds import Said
from unlist.replies.language import Language
from unlist.replies.links import links
from unlist.replies.model import Asks
from unlist.replies.redirect import named_in
from unlist.replies.sentences import Sentence
from unlist.replies.ticket import ticket
from unlist.replies.wants import Want
from unlist.words import IdentifierKind, ReplyKind

K = ReplyKind

_MOST_PARTS = 60
_OPENS = frozenset(
    {
        K.FORM_REQUIRED,
        K.CONFIRMATION_REQUIRED,
        K.IDENTITY_REQUESTED,
        K.INFORMATION_REQUESTED,
        K.AUTHORIZATION_REQUESTED,
        K.QUESTION,
        K.REDIRECTED,
    }
)
_DONE = frozenset({K.FULFILLED, K.PARTLY_FULFILLED, K.OPTED_OUT, K.NO_MATCH, K.DENIED, K.UNRELATED})
"""A sentence that says one of these, and does not demand, asks nothing."""

_ID_PROOFS = frozenset({"id_document", "notarized_form"})


def read_asks(
    said: Said,
    parts: list[Sentence],
    subject: str,
    sent_on: date | None,
    languages: list[Language],
    kinds: tuple[ReplyKind, ...],
) -> Asks:
    """Return what a message wants; relative days are counted from the day it was sent."""
    main = kinds[0] if kinds else None
    wanted = _meant(said)
    demands = main is not K.UNRELATED and (bool(set(kinds) & _OPENS) or (main is None and _some_demand(wanted)))
    fields, documents = _named(wanted) if demands else ((), ())
    limits = demands or main is None
    span = days_given(parts, languages) if limits else None
    by = day_given(parts, languages, sent_on) if limits else None
    if by is None and span is not None and sent_on is not None:
        by = last_day(sent_on, span)
    telling = {item.sentence for item in said.findings if item.kind in _OPENS and item.kind is not K.QUESTION}
    return Asks(
        fields=fields,
        urls=links(parts, telling) if demands else (),
        documents=documents,
        reply_by=by,
        within_days=span.days if span else None,
        ticket=ticket(subject, "\n".join(part.text for part in parts[:_MOST_PARTS])),
        redirect_to=_redirect(said, parts) if K.REDIRECTED in kinds else None,
    )


def _meant(said: Said) -> list[Want]:
    """Return what is really wanted: what is offered counts only where nothing is demanded."""
    told = {item.sentence for item in said.findings if item.kind in _DONE and not item.weak}
    wanted = [want for want in said.wants if want.demands or want.sentence.text not in told]
    return [want for want in wanted if want.strength == "strong"] or wanted


def _some_demand(wanted: list[Want]) -> bool:
    return any(want.strength == "strong" and (want.fields or want.documents or want.demands) for want in wanted)


def _named(wanted: list[Want]) -> tuple[tuple[IdentifierKind, ...], tuple[str, ...]]:
    """Return the identifiers and documents of all wants.

    A selfie beside an ID is a proof; alone it is the face that a search looks for. A bill proves an address.
    """
    fields = tuple(dict.fromkeys(name for want in wanted for name in want.fields))
    documents = tuple(dict.fromkeys(name for want in wanted for name in want.documents))
    if "selfie" in documents:
        if _ID_PROOFS & set(documents):
            fields = tuple(name for name in fields if name is not IdentifierKind.FACE_PHOTO)
        else:
            documents = tuple(name for name in documents if name != "selfie")
    if "proof_of_address" in documents:
        documents = tuple(name for name in documents if name != "utility_bill")
    return fields, documents


def _redirect(said: Said, parts: list[Sentence]) -> str | None:
    """Return who is responsible instead: an address if one is given, else a name."""
    telling = [item.sentence for item in said.findings if item.kind is K.REDIRECTED]
    places = [number for number, part in enumerate(parts) if part.text in telling]
    near = [parts[place + step].text for place in places for step in (0, 1, 2) if place + step < len(parts)]
    return named_in(near)
