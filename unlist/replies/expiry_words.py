"""How eight languages say that a link or a code works for a while: patterns of words, all languages in one."""

from __future__ import annotations

LINK = (
    r"\b(?:links?|hyperlinks?|urls?|buttons?|\w*links?|schaltfläche|liens?|boutons?|enlaces?|v[ií]nculos?|ligas?|botón|"
    r"collegament[oi]|pulsante|koppeling|knop|linku|linkiem|odnośnik\w*|przycisk\w*|ligação|hiperligação|botão)\b"
    r"|https?://"
)
CODE = (
    r"\b(?:codes?|passcodes?|pins?|otp|tokens?|one-time passwords?|\w*codes?|tan|einmal(?:passwort|kennwort)|"
    r"códigos?|codic[ei]|kod(?:u|em|zie)?|hasło|contraseña|mot de passe)\b"
)
OTHER = (
    r"\b(?:civil|penal|zip|postal|post|area|country|labou?r|tax|promo\w*|discount|coupon|voucher|gift|referral|source|"
    r"gutschein|rabatt|réduction|descuento|desconto|sconto|korting\w*|rabat\w*)[- ]?codes?\b|"
    r"\b(?:gutschein|rabatt|kortings|promo|post|quell)codes?\b|"
    r"\bcodes? (?:of|promo\w*|de (?:réduction|conduite)|postal|civil|section|§)|"
    r"\bcódigos? (?:promocional\w*|postal|civil|"
    r"de (?:descuento|desconto|conduct?a))|\bcodic[ei] (?:sconto|civile|postale|promozionale)|"
    r"\bkod\w* (?:rabatow\w*|pocztow\w*|promocyjn\w*)|"
    r"\bunsubscribe|\babmelde|\bdésabonn|\bdésinscri|\bdesuscri|"
    r"\bcancelar (?:la|su) suscripción|\bdisiscri|\buitschrijf|"
    r"\bwypisa|\bdescadastr"
)
"""Codes of another kind, and links that are not there to go on with a request."""

VALID = (
    r"\b(?:expires?|expir(?:ing|y|ation)|times? out|lapses?|valid(?:ity)?|active|usable|stops? working|works?|good|"
    r"(?:remains?|is) (?:open|available|live)|"
    r"läuft|verfällt|erlischt|gilt|gültig\w*|aktiv|funktioniert|nutzbar|verwendbar|abrufbar|ablauf\w*|"
    r"expirera?|valables?|valides?|validité|actifs?|actives?|caduque|périm\w*|"
    r"caduca(?:rá)?|vence(?:rá)?|expirar?á?|válid[oa]s?|vigentes?|activ[oa]s?|validez|"
    r"scad(?:e|rà|enza)|valid[oai]|validità|attiv[oai]|"
    r"verloopt|vervalt|geldig(?:heid)?|werkt|actief|bruikbaar|"
    r"wyga(?:sa|śnie)|ważn\w+|aktywn\w+|działa\w*|"
    r"ativ[oa]s?|validade|vale)\b"
)
ACT = (
    r"\b(?:click|use|enter|open|follow|visit|confirm|verify|press|tap|type|"
    r"klick\w*|anklicken|nutzen|nutze|benutzen|verwenden|eingeben|geben|öffnen|öffne|bestätig\w*|rufen|"
    r"cliqu\w+|ouvr\w+|saisi\w+|confirm\w+|utilis\w+|"
    r"haga clic|haz clic|p[uú]ls\w+|abra|abre|introduzca|introduce|use|usa|"
    r"clicca\w*|fa(?:re|i|ccia) clic|apr\w+|inserisc\w+|inserire|conferm\w+|"
    r"klik\w*|voer|bevestig\w*|gebruik\w*|"
    r"klikn\w+|otw\w+|wpisz\w*|wpisać|potwierd\w+|wprowad\w+|"
    r"insira|digite|utilize)\b"
)
WITHIN = (
    r"\b(?:within|in the next|in less than|innerhalb(?: von)?|binnen|in den nächsten|dans(?: les| un délai de)?|"
    r"sous|d'ici|en(?: un plazo de| las próximas| los próximos)?|dentro de|antes de|entro|nel giro di|"
    r"in|w ciągu|no prazo de|nas próximas|em(?: até)?)\b"
)
OURS = r"\b(?:we|our|wir|unser\w*|nous|notre|nos|nosotros|nuestr\w+|noi|nostr\w+|wij|ons|onze|nasz\w*|nós|noss\w+)\b"
"""The company speaks of what it does itself."""
THEIRS = (
    r"\b(?:we|our|us|requests?|tickets?|cases?|accounts?|consent|wir|unser\w*|anfrage|antrag|vorgang|konto|nous|notre|nos|"
    r"demande|dossier|compte|nosotros|nuestr\w+|solicitud|caso|cuenta|noi|nostr\w+|richiesta|account|wij|ons|onze|"
    r"verzoek|aanvraag|nasz\w*|wniosek|zgłoszenie|konto|nós|noss\w+|pedido|solicitação|conta)\b"
)
"""Whose time it may be instead, where no link or code stands in the same clause."""
PRONOUN = (
    r"^\W*(?:it|this|they|these|er|dieser|diese|sie|es|il|elle|celui-ci|ce dernier|este|éste|questo|esso|hij|deze|dit|"
    r"on|ten|ele|valid|expires|gültig|valable|válido|valido|geldig|ważn\w+|please note,? (?:that )?it|note that it)\b"
)
OBJECT = r"\b(?:it|ihn|deze|hem|go|ją|lo)\b|-l[ea]\b|\b\w+(?:al|el)o\b"
"""What is used or opened, named in the sentence before."""
FROM = (
    r"\b(?:from|since|starting|as of|ab|seit|vom|depuis|à partir|à compter|desde|a partir|dal|dall|vanaf|sinds|od)\s+"
    r"(?:the |dem |den |du |le |el |il |dia |día )?$"
)
UNTIL = (
    r"\b(?:until|till|through|by|before|at|on|bis(?: zum| einschließlich)?|um|am|jusqu'(?:à|au)|avant|à|le|"
    r"hasta(?: las?| el)?|"
    r"a las?|el|fino (?:alle|al)|alle|il|entro le|tot(?: en met)?|om|op|do(?: godz\.?| godziny)?|o|"
    r"até(?: às?| ao?)?|às?)"
)
UNITS = (
    (1, r"minut(?:es?|en?|os?|i|ach|y|ę)?|mins?"),
    (60, r"hours?|hrs?|h|stunden?|std|heures?|horas?|ore|ora|uur|uren|godzin\w*|godz"),
    (24 * 60, r"days?|tage?n?|jours?|d[ií]as?|giorn[oi]|dag(?:en)?|dni(?:ach)?|dzień"),
    (7 * 24 * 60, r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|week|weken|tygodn\w*|tydzień"),
)
"""Minutes that a unit holds, and its names."""
ADJECTIVE = r"(?:full|short|business|working|calendar|consecutive|next|nächsten|weitere[nr]?|kolejnych|prochaines?)"
MIDNIGHT = r"midnight|mitternacht|minuit|medianoche|mezzanotte|middernacht|północy|meia-noite"
ZONES = {
    "UTC": "UTC", "GMT": "UTC", "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin", "BST": "Europe/London", "ET": "America/New_York", "EST": "America/New_York",
    "EDT": "America/New_York", "CT": "America/Chicago", "CST": "America/Chicago", "CDT": "America/Chicago",
    "MT": "America/Denver", "MST": "America/Denver", "MDT": "America/Denver", "PT": "America/Los_Angeles",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
}  # fmt: skip
"""What a zone is called beside a time, and its IANA name: the summer and winter names mean the clock of the place."""
