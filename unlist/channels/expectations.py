"""What a form or a call will ask of a person, in plain sentences: its terms, and how this broker is known to behave."""

from __future__ import annotations

from collections.abc import Iterable

TERMS = {
    "arbitration": (
        "Using it accepts arbitration: a dispute with this company would go to a private arbitrator and not to a "
        "court, as far as such a clause holds. Many terms let you out of it by a written notice, usually within 30 "
        "days after you accepted them, to the address that the terms themselves name. Whether these do, until when "
        "and where to, is not on record here: read the part on arbitration or disputes before you submit anything, "
        "keep a copy of the terms, and send the notice the same day."
    ),
    "class_waiver": "Using it gives up joining with others in a class action against this company.",
    "account": (
        "It wants you to open an account. That gives it new data and accepts the terms for its users: look for a way "
        "without one first."
    ),
    "fee": "It asks for money. Do not pay to be deleted without knowing why it may ask: note the sum and leave.",
    "perjury": (
        "It asks for a statement under penalty of perjury: a false one can be a crime. Sign only what you know to be "
        "true, of yourself or of the person you may act for."
    ),
}
"""What using a form means, by the word of the record."""
FREEDOM = (
    "You need not accept any of this: record that it was not possible, and the request stays open for another way."
)

EXPECTED = {
    "captcha": "It is known to show a captcha.",
    "confirm_link": (
        "A mail with a link follows. Such links often work for 24 hours only: look into the mailbox and its spam "
        "folder today. Until the link is opened the request may not count there."
    ),
    "email_code": "A code comes by mail while you fill it in: have that mailbox open.",
    "reply_to_confirm": "A mail follows that you must answer before anything happens there.",
    "phone_call": "It may want to call you. If no telephone number stands below, leave that field empty.",
    "wants_id": (
        "It is known to ask for a copy of an identity document. Give none here: once it asks, unlist follow-up "
        "answers with reasons first."
    ),
    "gesture_selfie": "It is known to ask for a photo of you with a gesture. None of the values below is a photo.",
    "requires_photo": "It is known to ask for a photo of you. Upload one only if it stands below.",
    "requires_profile_url": "It wants the address of the page that shows you.",
    "device_id_only": "It finds people by the number of a device or a browser only, not by name.",
    "state_gated": "It asks first where you live, and shows the form to some states only.",
    "relists": "It is known to list people again after a while: look there again in some weeks.",
    "deletion_wipes_suppression": (
        "Where it offers to delete and to suppress, suppress: deleting also forgets that you do not want to be listed."
    ),
    "publishes_requests": "It is known to publish the requests that it gets.",
    "charges_fee": TERMS["fee"],
    "retaliates": "It is known to retaliate against people who ask.",
}
"""What comes, by the word of the record: behaviors of a broker, checks of a channel, the state of a form."""
_SAME = {"email_link": "confirm_link", "identity_document": "wants_id"}


def terms_of(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return each known term with the sentence that says what using the form means."""
    return [(word, TERMS[word]) for word in words if word in TERMS]


def expected_of(words: Iterable[str]) -> list[str]:
    """Return what is to be expected, each sentence once; words that mean the same are told as one."""
    return list(dict.fromkeys(EXPECTED[name] for word in words if (name := _SAME.get(word, word)) in EXPECTED))
