"""How long links and codes work, in eight languages, and what only looks like it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from unlist.replies.expiry import expires_at, lasting, read_expiry
from unlist.replies.language import language, languages_of
from unlist.replies.model import Expiry
from unlist.replies.read import read, to_json
from unlist.replies.sentences import sentences

SENT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""A Tuesday; 10:00 in Berlin."""


def found(text: str) -> Expiry | None:
    parts = sentences(text)
    words = [word for part in parts for word in part.plain.split()]
    return read_expiry(parts, SENT, [language(name) for name in languages_of(words)])


@pytest.mark.parametrize(
    ("text", "what", "lasts"),
    [
        ("This link expires in 24 hours.", "link", timedelta(hours=24)),
        ("The link will expire in 24 hours, and we will answer within 45 days.", "link", timedelta(hours=24)),
        ("Your code is valid for 15 minutes.", "code", timedelta(minutes=15)),
        ("Enter the code 123456 to go on. It is valid for fifteen (15) minutes.", "code", timedelta(minutes=15)),
        ("Your one-time code: 123456 (expires in 10 min).", "code", timedelta(minutes=10)),
        ("Please click the link below within 48 hours to confirm your request.", "link", timedelta(hours=48)),
        ("If you do not click the link within 24 hours, your request will be closed.", "link", timedelta(hours=24)),
        ("This is a 24-hour link and stops working after 24 hours.", "link", timedelta(hours=24)),
        ("The link expires in 3 days, the code in 15 minutes.", "code", timedelta(days=3)),
        ("The link is valid for 3 days. The code is valid for 15 minutes.", "code", timedelta(minutes=15)),
        ("Dieser Link ist 24 Stunden gültig.", "link", timedelta(hours=24)),
        ("Der Bestätigungscode verfällt nach 15 Minuten.", "code", timedelta(minutes=15)),
        ("Bitte klicken Sie innerhalb von 48 Stunden auf den Bestätigungslink.", "link", timedelta(hours=48)),
        ("Ce lien expire dans 24 heures.", "link", timedelta(hours=24)),
        ("Le code est valable pendant quinze minutes.", "code", timedelta(minutes=15)),
        ("Le lien est valable 24 h.", "link", timedelta(hours=24)),
        ("El enlace caduca en 24 horas.", "link", timedelta(hours=24)),
        ("El código es válido durante 15 minutos.", "code", timedelta(minutes=15)),
        ("Il link scade tra 24 ore.", "link", timedelta(hours=24)),
        ("Il codice è valido per quindici minuti.", "code", timedelta(minutes=15)),
        ("De link is 24 uur geldig.", "link", timedelta(hours=24)),
        ("De code verloopt over 15 minuten.", "code", timedelta(minutes=15)),
        ("Link jest ważny przez 24 godziny.", "link", timedelta(hours=24)),
        ("Kod traci ważność po 15 minutach.", "code", timedelta(minutes=15)),
        ("O link é válido por 24 horas.", "link", timedelta(hours=24)),
        ("O código expira em 15 minutos.", "code", timedelta(minutes=15)),
        ("Your code is 482913. Please enter it within 15 minutes.", "code", timedelta(minutes=15)),
        ("Please follow this link in the next 24 hours so we know it was you.", "link", timedelta(hours=24)),
        ("Code de vérification : 480 217. Saisissez-le dans les 15 minutes.", "code", timedelta(minutes=15)),
        ("Der Link gilt zwei Wochen.", "link", timedelta(days=14)),
    ],
)
def test_a_span(text, what, lasts):
    expiry = found(text)
    assert expiry is not None
    assert (expiry.what, expiry.lasts) == (what, lasts)


@pytest.mark.parametrize(
    ("text", "on", "at", "zone"),
    [
        ("This link is valid until 5 pm on 3 December.", date(2026, 12, 3), time(17), None),
        (
            "The link is valid until December 3, 2026 at 5:30 p.m. EST.",
            date(2026, 12, 3),
            time(17, 30),
            "America/New_York",
        ),
        ("The link expires on 12/03/2026 at 17:00 UTC.", date(2026, 12, 3), time(17), "UTC"),
        ("This link is valid until 3 December.", date(2026, 12, 3), None, None),
        ("The code expires at 10:30.", None, time(10, 30), None),
        ("The code expires at midnight.", None, time(23, 59), None),
        ("Der Link läuft am 3. Dezember um 17 Uhr ab.", date(2026, 12, 3), time(17), None),
        ("Gültig bis 26.11.2026, 12:00 Uhr: https://broker.example/confirm/abc", date(2026, 11, 26), time(12), None),
        ("Le lien est valable jusqu'au 3 décembre à 17 h 30.", date(2026, 12, 3), time(17, 30), None),
        ("Le code est valable jusqu'à 17 h.", None, time(17), None),
        ("El enlace es válido hasta el 3 de diciembre a las 17:00.", date(2026, 12, 3), time(17), None),
        ("Il link è valido fino al 3 dicembre alle 17:00.", date(2026, 12, 3), time(17), None),
        ("De link is geldig tot 3 december om 17:00 uur.", date(2026, 12, 3), time(17), None),
        ("Link ważny do 3 grudnia 2026 do godz. 17:00.", date(2026, 12, 3), time(17), None),
        ("O link é válido até 3 de dezembro às 17:00.", date(2026, 12, 3), time(17), None),
    ],
)
def test_a_moment(text, on, at, zone):
    expiry = found(text)
    assert expiry is not None
    assert (expiry.until_on, expiry.until_time, expiry.zone, expiry.lasts) == (on, at, zone, None)


@pytest.mark.parametrize(
    "text",
    [
        "Under Civil Code 1798.130 a valid request is answered within 45 days.",
        "Use our form at https://broker.example/form. We will respond within 45 days.",
        "Click the link to submit your request and we will respond within 45 days.",
        "If you clicked the link, your request remains active for 30 days.",
        "Your request is valid for 12 months. Open the link.",
        "Use the promo code SAVE, valid for 3 days.",
        "Ihr Gutscheincode ist 3 Tage gültig.",
        "The link to our privacy policy, valid since 1 May 2026, is below.",
        "The policy behind the link is valid from 1 December 2026.",
        "The link does not expire.",
        "Your link expired 2 days ago.",
        "We keep your IP address for 7 days. Follow the link to see our policy.",
        "The unsubscribe link remains active for 30 days.",
        "The link is valid for 365 days.",
        "We will answer within 45 days.",
        "",
    ],
)
def test_what_is_no_life_of_a_link_or_code(text):
    assert found(text) is None


@pytest.mark.parametrize(
    ("expiry", "zone", "instant"),
    [
        (Expiry("link", "", lasts=timedelta(hours=24)), "Europe/Berlin", datetime(2026, 11, 25, 9, 0, tzinfo=UTC)),
        # 17:00 in Berlin in winter is 16:00 UTC, in Los Angeles 01:00 UTC of the next day.
        (Expiry("link", "", until_on=date(2026, 12, 3), until_time=time(17)), "Europe/Berlin", datetime(2026, 12, 3, 16, 0, tzinfo=UTC)),
        (Expiry("link", "", until_on=date(2026, 12, 3), until_time=time(17)), "America/Los_Angeles", datetime(2026, 12, 4, 1, 0, tzinfo=UTC)),
        (Expiry("link", "", until_on=date(2026, 12, 3), until_time=time(17), zone="UTC"), "Europe/Berlin", datetime(2026, 12, 3, 17, 0, tzinfo=UTC)),
        (Expiry("link", "", until_on=date(2026, 12, 3)), "Europe/Berlin", datetime(2026, 12, 3, 22, 59, tzinfo=UTC)),
        # Sent at 10:00 in Berlin: 10:30 is half an hour away, 09:30 that of tomorrow.
        (Expiry("code", "", until_time=time(10, 30)), "Europe/Berlin", datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),
        (Expiry("code", "", until_time=time(9, 30)), "Europe/Berlin", datetime(2026, 11, 25, 8, 30, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_the_instant_at_which_it_dies(expiry, zone, instant):
    assert expires_at(expiry, SENT, zone) == instant


def test_it_stands_in_what_is_explained_and_nowhere_else_in_the_contract():
    text = "Please click https://broker.example/confirm to go on. The link expires in 24 hours."
    reply = read(f"From: a@broker.example\r\nDate: {SENT:%a, %d %b %Y %H:%M:%S} +0000\r\n\r\n{text}".encode())
    assert reply.expiry == Expiry("link", "The link expires in 24 hours.", lasts=timedelta(hours=24))
    plain, explained = to_json(reply, "a.eml"), to_json(reply, "a.eml", explain=True)
    assert set(plain) == {
        "path", "message_id", "from", "subject", "date", "kind", "kinds", "confidence", "bounce", "automatic", "asks",
        "reply_text", "authentication",
    }  # fmt: skip
    assert set(explained) - set(plain) == {"findings", "notes"}
    assert "a link works for 24 hours: The link expires in 24 hours." in explained["notes"]


@pytest.mark.parametrize(
    ("expiry", "words"),
    [
        (Expiry("code", "", lasts=timedelta(minutes=15)), "for 15 minutes"),
        (Expiry("code", "", lasts=timedelta(minutes=90)), "for 90 minutes"),
        (Expiry("link", "", until_on=date(2026, 12, 3), until_time=time(17), zone="UTC"), "until 2026-12-03 17:00 UTC"),
    ],
)
def test_how_long_in_words(expiry, words):
    assert lasting(expiry) == words


def test_a_long_line_of_hostile_words_is_read_in_no_time():
    assert found("link valid " * 5_000) is None
    assert found("click within 5 " * 5_000) is None
    assert found(", your the link 1 " * 5_000 + "valid") is None
