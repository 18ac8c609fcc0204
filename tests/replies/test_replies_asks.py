"""What a message asks of the person, piece by piece: tickets, days, dates, links, identifiers."""

from __future__ import annotations

from datetime import date

import pytest

from unlist.replies.dates import limit_date
from unlist.replies.deadlines import day_given, days_given
from unlist.replies.language import language
from unlist.replies.links import links
from unlist.replies.sentences import sentences
from unlist.replies.ticket import ticket
from unlist.replies.wants import wants

SENT = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("subject", "body", "number"),
    [
        ("Rückfrage, Vorgang ND/26/03377", "", "ND/26/03377"),
        ("Ihr Antrag vom 03.11.2026 (Az. DSB-1187/26)", "", "DSB-1187/26"),
        ("Sprawa IOD.0512.88.2026", "", "IOD.0512.88.2026"),
        ("Esito della Sua richiesta n. 5512/R", "", "5512/R"),
        ("Demande 2026/1184 - droit", "", "2026/1184"),
        ("Votre demande n° 77-410", "", "77-410"),
        ("Processo n.º 2026/889-A", "", "2026/889-A"),
        ("Ons kenmerk: AVG-2026-0099", "", "AVG-2026-0099"),
        ("Su solicitud de baja, nº 33.812/26", "", "33.812/26"),
        ("[Ticket-ID: 4471902] Anfrage eingegangen", "", "4471902"),
        ("Re: [#8830112]", "", "8830112"),
        ("Hello", "It has the number EG-40217.", "EG-40217"),
        ("Hello", "Wir haben sie unter der Nummer 4471902 erfasst.", "4471902"),
        ("Hello", "See https://care.example/helpdesk/tickets/60931 for more.", "60931"),
        ("Hello", "Az.: 12 C 345/26", "12 C 345/26"),
        ("[UL-0000000000P] hello", "Our reference UL-0000000000P. Ticket: CX-991", "CX-991"),
        ("Your request UL-0000000000P", "", None),
        ("RE: Request under Civil Code 1798.105", "", None),
        ("Hello", "Regulation (EU) 2016/679, loi n° 78-17, law no. 3/2018, call 1-800-555-0100.", None),
        ("Hello", "Order number 55120 of 11/03/2026, D-10115 Berlin, HRB 10000, KvK 12345678", None),
        ("Your verification code (481203)", "", None),
    ],
)
def test_tickets(subject, body, number):
    assert ticket(subject, body) == number


@pytest.mark.parametrize(
    ("name", "text", "days"),
    [
        ("en", "Please reply within 10 days.", 10),
        ("en", "Unless you reply within 3 days, your case will be closed.", 3),
        ("en", "You have fourteen (14) days to send it.", 14),
        ("en", "We will respond within 45 days.", None),
        ("en", "The law allows us 45 days to respond.", None),
        ("en", "The link expires in 7 days.", None),
        ("en", "This code is valid for 15 minutes.", None),
        ("en", "Send a bill from the last 60 days.", None),
        ("en", "The survey closes in 5 days.", None),
        ("en", "We keep your documents for 30 days.", None),
        ("de", "Bitte antworten Sie innerhalb von zwei Wochen.", 14),
        ("de", "Hören wir binnen 10 Tagen nichts von Ihnen, schließen wir den Vorgang.", 10),
        ("de", "Wir antworten innerhalb von 30 Tagen.", None),
        ("fr", "Merci de nous répondre sous 15 jours.", 15),
        ("fr", "Nous vous répondrons dans un délai de 30 jours.", None),
        ("es", "Le rogamos que lo envíe en el plazo de diez (10) días.", 10),
        ("es", "Responderemos en un plazo de 30 días.", None),
        ("it", "La preghiamo di rispondere entro 10 giorni.", 10),
        ("it", "Risponderemo entro 30 giorni.", None),
        ("nl", "Graag uw reactie binnen drie weken.", 21),
        ("nl", "Wij reageren binnen 30 dagen.", None),
        ("pl", "Prosimy o odpowiedź do 7 dni.", 7),
        ("pl", "Odpowiemy w ciągu 30 dni.", None),
        ("pt", "Por favor envie o documento no prazo de 10 dias.", 10),
        ("pt", "Responderemos no prazo de 15 dias.", None),
    ],
)
def test_days_of_the_person(name, text, days):
    span = days_given(sentences(text), [language(name)])
    assert (span.days if span else None) == days


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("en", "Please send it before 15 December.", date(2026, 12, 15)),
        ("en", "Please send it by 12/10/2026 to keep your California request open.", date(2026, 12, 10)),
        ("en", "Please send it by 10/12/2026, as the UK GDPR provides.", date(2026, 12, 10)),
        ("en", "Please send it by January 8.", date(2027, 1, 8)),
        ("de", "Bitte senden Sie es bis zum 15.12.", date(2026, 12, 15)),
        ("de", "Bitte senden Sie es bis spätestens 15. Dezember 2026.", date(2026, 12, 15)),
        ("de", "Eine Löschung ist frühestens zum 1. Januar 2033 möglich.", None),
        ("fr", "Merci de répondre avant le 10/12/2026.", date(2026, 12, 10)),
        ("it", "Dovrà pervenire entro il 10/12/2026.", date(2026, 12, 10)),
        ("es", "Por favor responda antes del 10 de diciembre de 2026.", date(2026, 12, 10)),
        ("nl", "Stuur het vóór 10-12-2026.", date(2026, 12, 10)),
        ("pl", "Prosimy przesłać do 10 grudnia 2026.", date(2026, 12, 10)),
        ("pt", "Por favor envie até 10 de dezembro de 2026.", date(2026, 12, 10)),
        ("en", "We will answer by 10 December 2026.", None),
    ],
)
def test_days_to_act_by(name, text, day):
    assert day_given(sentences(text), [language(name)], SENT) == day


def test_a_date_that_is_none_is_left_out():
    assert limit_date("by 31 November 2026", SENT, day_first=True) is None
    assert limit_date("by 15/12/2026", SENT, day_first=False) == (date(2026, 12, 15), 3)
    assert limit_date("by 15 December", None, day_first=True) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please use our form: https://a.example/dsr/new", ("https://a.example/dsr/new",)),
        ("Ticket: https://a.example/tickets/60931", ()),
        ("Tell us how we did: https://a.example/survey/1", ()),
        ("Unsubscribe https://a.example/unsubscribe", ()),
        ("Log in to read it https://a.example/tickets/60931", ("https://a.example/tickets/60931",)),
        ("Privacy policy https://a.example/privacy-policy", ()),
    ],
)
def test_links_to_open(text, found):
    assert links(sentences(text), set()) == found


@pytest.mark.parametrize(
    ("name", "text", "fields"),
    [
        ("en", "Please send the chassis number and the number plate.", {"vin", "plate"}),
        ("en", "Please send a scan of your ID; you may black out the photo.", set()),
        ("en", "We have deleted your address and phone number.", set()),
        ("de", "Nennen Sie uns bitte die Fahrgestellnummer.", {"vin"}),
        ("fr", "Merci de nous indiquer l'identifiant de cookie.", {"cookie_id"}),
        ("es", "Indíquenos su país de residencia.", {"state_residence"}),
        ("it", "Se può, ci invii la targa.", {"plate"}),
        ("nl", "Stuurt u ons uw kenteken.", {"plate"}),
        ("pl", "Prosimy o podanie numeru klienta.", {"account_id"}),
        ("pt", "Por favor envie o seu endereço IP.", {"ip"}),
    ],
)
def test_identifiers_asked_for(name, text, fields):
    found = wants(sentences(text), [language(name)])
    assert {str(field) for want in found for field in want.fields} == fields
