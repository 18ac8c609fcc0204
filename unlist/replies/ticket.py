"""The number under which a helpdesk or an office keeps a matter: never our own reference, a date, a law or a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOST_SUBJECT = 500
_MOST_BODY = 6000
_FEWEST_DIGITS = 3

# Groups of letters and digits joined by dashes, dots, slashes: CR-55120, IOD.0512.88.2026, ND/26/03377, 5512/R.
_ID = r"(?P<id>[A-Z0-9]{1,14}(?:[-/._][A-Z0-9]{1,14}){0,6})(?![\w@]|[-/._]\w|\s?%)"
_WORDS = "|".join(  # noqa: FLY002 - a table
    (
        r"ticket\w*|case|request|references?|ref|incident|inquiry|enquiry|file|tracking|dsar|dsr|sar|matter|query",
        r"vorg(?:ang|angs)\w*|akten(?:zeichen|nummer)|az|(?:geschäfts|unser |ihr )?zeichen|gz|fall(?:nummer|nr)?",
        r"anfrage(?:n?nummer)?|referenz\w*|bearbeitungs(?:nummer|nr)|antrags?(?:nummer)?|kennung|meldungsnummer",
        r"dossier\w*|références?|réf|demande|affaire|requête|suivi|expedientes?|expte|exp|caso|solicitud|referencia",
        r"incidencia|reclamación|petición|tique|pratica|protocollo|prot|riferimento|rif|richiesta|segnalazione",
        r"fascicolo|posizione|zaak(?:nummer|nr)?|(?:ons |uw )?kenmerk|referentie(?:nummer)?|verzoek|volgnummer",
        r"melding(?:snummer)?|aanvraag|spraw[aęyi]e?|zgłoszeni\w{1,3}|sygn(?:atura)?|znak|wnios(?:ek|ku)|pismo",
        r"processo|pedido|protocolo|referência|solicitação|chamado|ocorrência|atendimento",
    )
)
_COUNTED = (
    r"(?:\(?\b(?:numbers?|no|num|id|key|code|nr|nummer|numéro|número|numero|numer(?:em|u)?|sprawy|n|kod|codice)\b\)?"
    r"|[nN]\s?\.?\s?[°ºo]|№)"
)
_LABELED = re.compile(
    rf"(?<![\w-])(?:{_WORDS})\b\.?[ \t\n]*(?:{_COUNTED}\.?[ \t\n]*){{0,2}}"
    r"(?:(?:is|was|received|updated?|opened|created|closed|solved|resolved|registered|with|lautet|est|es|è|jest|é)"
    rf"[ \t\n]+){{0,2}}(?:{_COUNTED}\.?)?[ \t\n]*[:#=\u2013-]?[ \t\n]*[\[(\"#]?[ \t]*{_ID}",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\b(?:(?:under|unter der|sous le|bajo el|con el|sotto il|con il|col|onder|pod|sob o|com o)[ \n]+"
    r"(?:the[ \n]+|case[ \n]+|reference[ \n]+)*|has (?:been given )?(?:the )?|assigned (?:the )?)"
    r"(?:number|nummer|numéro|número|numero|numerem|n[°º]|nr)\.?\s*[:#]?\s*" + _ID + r"|"
    r"\b(?:logged|filed|registered|recorded|tracked|opened|assigned)(?:[ \n]+it)?[ \n]+(?:as|under)[ \n]+"
    + _ID.replace("?P<id>", "?P<as>"),
    re.IGNORECASE,
)  # fmt: skip
_NUMBERED = re.compile(rf"(?<![\w-])(?:{_COUNTED})\.?\s*[:#]?\s*{_ID}", re.IGNORECASE)
_BRACKETED = re.compile(rf"[\[(]\s*(?:[^\W\d][\w .:-]{{0,24}}[ :#])?#?{_ID}\s*[\])]")
_HASHED = re.compile(rf"#\s?{_ID}", re.IGNORECASE)
_KEYED = re.compile(
    r"(?<![\w/.@+-])(?P<id>[A-Z]{2,10}(?:[-/.]\d{2,4})?[-/]\d{2,10}(?:[-/][A-Z0-9]{1,8})?)(?![\w@]|[-/.]\w)"
)
_CODED = re.compile(
    r"(?<![\w/.@+-])(?=[\d-]{0,4}[A-Z])(?P<id>[A-Z0-9]{1,10}(?:[-/][A-Z0-9]{1,10}){1,4})(?![\w@]|[-/.]\w)"
)
_COURT = re.compile(r"\b(?:az|aktenzeichen|gz)\.?[ :]{1,3}(?P<id>\d{1,3} [A-Z]{1,4} \d{1,5}/\d{2,4})\b", re.IGNORECASE)
_IN_LINK = re.compile(
    r"https?://[^\s<>\"]{1,200}?/(?:tickets?|requests|cases?|incidents?|browse|portal/\d{1,4}|sat|satisfaction|csat)/"
    r"#?(?P<id>(?:[A-Z]{2,10}-)?\d{3,12})(?![\w-])",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S{1,2000}")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")

_NOT_TICKET = re.compile(
    r"UL-|UL[A-Z0-9]{12}$|(?:19|20)\d\d$|\+?\d?-?\(?\d{3}\)?[-.]\d{3}[-.]\d{4}$|"
    r"(?:SB|AB|HB)[-/.]?\d{1,3}$|(?:ISO|UTF|RFC|GMT|UTC|CCPA|CPRA|GDPR|DSGVO|RGPD|LGPD|COVID|ART|SHA|AES|"
    r"BP|HRB|HRA|KRS|NIP|IP|CET|CEST)"
    r"[-/.]?\d|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}$|\d{1,2}[-/.]\d{1,2}[-/.](?:(?:19|20)\d\d|\d\d)$|1798\.|"
    r"2016/679|24/7|365|.*\.(?:com|org|net|example|eu|de|fr|es|it|nl|pl|pt|br|uk|io|php|html?|pdf|png|jpe?g)$|"
    r"\d{1,3}(?:[.,]\d{3})+$",
    re.IGNORECASE,
)
"""Our reference, years, phone numbers, standards, laws, dates, file names, amounts."""

_LAW = re.compile(
    r"(?:\b(?:loi|ley|lei|legge|law|act|regulation|verordnung|reglamento|règlement|regolamento|verordening|"
    r"rozporządzeni\w+|regulamento|decreto|décret|d\.lgs|directive|richtlinie|orgánica|code|section|art|artigo|"
    r"article|artículo|articolo|artikel|ustaw\w+|dz\.?\s?u|poz|siret|siren|rcs|kvk|nif|cif|cnpj|vat|iban|bic|phone|tel|"
    r"fax|telefon\w*|téléphone|teléfono|telefone|order|invoice|customer|account|kunden|p\.?\s?iva)\b[\s.:(]*|§+\s*)"
    r"(?:\(?(?:EU|UE|CE|EG)\)?\s*)?(?:n[°ºro.]{0,3}\.?\s*|number\s*|no\.?\s*|nummer\s*)?$",
    re.IGNORECASE,
)
_CODE = re.compile(r"\b(?:code|pin|otp|codice|código|kod|bestätigungscode)\b", re.IGNORECASE)
_POSTAL = re.compile(r"(?:DK|FL|SE|FI|[A-Z])-\d{4,5}$|(?:CH|NL|PL|ES|FR|IT|PT|DE|AT|BE)-\d{2}")


def ticket(subject: str, body: str) -> str | None:
    """Return a ticket number; introduced ones go before what only looks like one, the subject before the text."""
    subject, body = subject[:_MOST_SUBJECT], body[:_MOST_BODY]
    links = body
    subject, body = (_MAIL.sub(" ", _LINK.sub(" ", text)) for text in (subject, body))
    for pattern, source in (
        (_COURT, subject), (_COURT, body), (_LABELED, subject), (_BRACKETED, subject), (_HASHED, subject),
        (_KEYED, subject), (_CODED, subject), (_NUMBERED, subject),
        (_LABELED, body), (_UNDER, body), (_HASHED, body), (_BRACKETED, body),
        (_KEYED, body), (_IN_LINK, links),
    ):  # fmt: skip
        for number in _numbers(pattern, source):
            return number
    return None


def _numbers(pattern: re.Pattern[str], source: str) -> Iterator[str]:
    for found in pattern.finditer(source):
        number = next((value for value in found.groupdict().values() if value), "")
        before = source[max(0, found.start() - 40) : found.start()]
        if _is_ticket(number, pattern) and not _LAW.search(before):
            if pattern in (_BRACKETED, _NUMBERED) and _CODE.search(found[0]):
                continue
            yield number


def _is_ticket(number: str, pattern: re.Pattern[str]) -> bool:
    digits = sum(c.isdigit() for c in number)
    fewest = 2 if any(c.isalpha() for c in number) and pattern in (_LABELED, _KEYED, _UNDER) else _FEWEST_DIGITS
    if digits < fewest or _NOT_TICKET.match(number):
        return False
    return pattern not in (_KEYED, _CODED, _BRACKETED) or not _POSTAL.match(number)
