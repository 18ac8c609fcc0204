"""What stands under an answer and says nothing: names, titles, footers, disclaimers, a helpdesk's marks."""

from __future__ import annotations

import re

_LOOK = 400
_DASHES = re.compile(r"^-- ?$")
_GOODBYE = re.compile(
    r"^(?:(?:with )?(?:best|kind|kindest|warm|many)(?: (?:regards|wishes|thanks))?|regards|best|cheers|thanks|"
    r"thank you|"
    r"(?:yours )?(?:very )?(?:sincerely|truly|faithfully)(?: yours)?|very truly yours|respectfully|have a (?:great|"
    r"nice|good) \w+|"
    r"(?:mit )?(?:freundlichen?|besten?|herzlichen?|vielen?|viele|schönen?|liebe)n? (?:grüßen?|grüssen?|gruss|gruß|"
    r"dank)|mfg|"
    r"(?:bien )?cordialement|bien à vous|sincères salutations|salutations(?: distinguées)?|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|(?:cordiali |distinti )?saluti|"
    r"met (?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|z poważaniem|pozdrawiam(?:y)?|z wyrazami szacunku|"
    r"com os melhores cumprimentos|(?:melhores )?cumprimentos|atenciosamente|obrigad[oa])[,.!]?$",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"^(?:sent from (?:my|outlook|mail|yahoo)|get outlook for|von meinem \w+ gesendet|gesendet (?:von|mit)|"
    r"envoyé de mon|"
    r"enviado (?:desde|do|de) m|inviato da|verstuurd vanaf|wysłan[eo] z)\b",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"confidentiality notice|intended recipient|(?:may|might) contain (?:\w+ ){0,3}(?:confidential|privileged)|"
    r"(?:message|e-?mail|communication|transmission)s?\b.{0,60}\b(?:is|are) (?:\w+ ){0,2}(?:confidential|privileged)|"
    r"received (?:it|this|the) .{0,40}(?:in error|by mistake)|"
    r"vertrauliche .{0,40}informationen|nicht der (?:richtige|beabsichtigte) (?:adressat|empfänger)|"
    r"irrtümlich erhalten|"
    r"message .{0,60}(?:est|sont) (?:strictement )?confidentiel|(?:reçu|recu) .{0,30}par erreur|"
    r"mensaje .{0,60}confidencial|(?:recibido|recebido) .{0,40}por (?:error|engano)|"
    r"messaggio .{0,80}(?:riservat|confidenzial)|ricevuto .{0,40}per errore|"
    r"bericht .{0,60}vertrouwelijk|ten onrechte .{0,30}ontvangen|"
    r"wiadomość .{0,60}poufn|otrzyma\w+ .{0,40}omyłkowo|mensagem .{0,60}confidencial|"
    r"please consider the environment before printing",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"^(?:this e-?mail is a service from .{1,80}|delivered by \w+.{0,40}|powered by .{1,60}|"
    r"\[[A-Z0-9]{6}-[A-Z0-9]{4,5}\]|(?:\[ ?)?ref:_[\w.]+:ref(?: ?\])?|view request:? \S+|"
    r"turn off this request's notifications:?.{0,200}|sent on \w+ \d{1,2}, \d{4}.{0,40}|-{20,}|_{20,}|"
    r"unsubscribe:? \S+)$",
    re.IGNORECASE,
)
_LONG = 70
_FEW = 4
"""A line of four words or more that ends like a sentence is one, and no name or title."""


def without_signature(lines: list[str]) -> list[str]:
    """Return the lines above the signature, and any sentence that somebody put below it."""
    kept: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if _DASHES.match(line) and any(one.strip() for one in kept):
            break
        bare = line.strip()[:_LOOK]
        if _MARK.match(bare) or _DEVICE.match(bare):
            place += 1
            continue
        kept.append(line)
        place += 1
        if _GOODBYE.match(bare) and len(kept) > 1:
            kept.pop()
            place = _past_names(lines, place)
    return kept


def _past_names(lines: list[str], place: int) -> int:
    """Return the first line below a goodbye that is a sentence again."""
    while place < len(lines):
        bare = lines[place].strip()
        says = bare.rstrip("\"')").endswith((".", "!", "?", ":")) and len(bare.split()) >= _FEW
        if bare and (says or len(bare) > _LONG or bare.lower().startswith(("p.s", "ps:"))):
            return place
        place += 1
    return place


def without_disclaimer(lines: list[str]) -> list[str]:
    """Return the lines without paragraphs that speak of confidentiality, unless there is nothing else."""
    kept: list[str] = []
    dropping = False
    for line in lines:
        if not line.strip():
            dropping = False
        elif _DISCLAIMER.search(line[:_LOOK]):
            dropping = True
        if not dropping:
            kept.append(line)
    return kept if any(line.strip() for line in kept) else lines
