"""Messages as JSON: what waits, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unlist.inbox.view import View
    from unlist.replies.contents import Contents
    from unlist.replies.model import Reply


def waiting_record(view: View) -> dict[str, Any]:
    """Return a message that waits."""
    request = view.request
    return {
        "message": view.message,
        "request": request.reference if request else None,
        "broker": request.broker if request else None,
        "seq": view.seq,
        "came_on": view.came_on,
        "how": view.how,
        "known_sender": view.known_sender,
        "proposal": view.proposal,
        "reply_by": view.reply_by,
        "until": view.until,
        **reading_record(view.reply),
        "links": links_record(view.links),
        **files_record(view.contents),
        "guesses": [
            {
                "request": guess.request.reference,
                "subject": guess.request.subject,
                "broker": guess.request.broker,
                "reasons": list(guess.reasons),
            }
            for guess in view.guesses
        ],
    }


def reading_record(reply: Reply) -> dict[str, Any]:
    """Return what was read in a message, and why."""
    asks = reply.asks
    return {
        "from": reply.from_address,
        "subject": reply.subject,
        "kind": reply.kind,
        "kinds": list(reply.kinds),
        "confidence": round(reply.confidence, 2),
        "authentication": reply.authentication,
        "asks": {
            "fields": list(asks.fields),
            "documents": list(asks.documents),
            "ticket": asks.ticket,
            "redirect_to": asks.redirect_to,
        },
        "reply_text": reply.reply_text,
        "why": [{"kind": f.kind, "rule": f.rule, "sentence": f.sentence} for f in reply.findings],
    }


def links_record(links: Any) -> list[dict[str, Any]]:
    """Return the links of a message."""
    return [
        {"url": one.url, "host": one.host, "path": one.path, "wanted": one.wanted, "foreign": one.foreign}
        for one in links
    ]


def files_record(held: Contents) -> dict[str, Any]:
    """Return the attachments of a message."""
    return {
        "attachments": [
            {"name": one.name, "claimed": one.claimed, "type": one.content_type, "size": len(one.content)}
            for one in held.attachments
        ],
        "images": held.images,
    }
