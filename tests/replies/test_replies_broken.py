"""Mail that is broken or built to break a reader: each case with what it must become, worked out by hand."""

import base64
import binascii
import io
import zipfile

import pytest

from unlist.replies.read import read, to_json

HEAD = b"From: privacy@broker.example\r\nTo: a@example.org\r\nSubject: Re: request\r\nMIME-Version: 1.0\r\n"
SAYS = "We have received your request."
LINE = SAYS.encode() + b"\r\n"


def text(reply):
    return reply.reply_text


def mail(headers: bytes, body: bytes = LINE) -> bytes:
    return HEAD + headers + b"\r\n\r\n" + body


def encoded(how: str, body: bytes) -> bytes:
    return mail(f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {how}".encode(), body)


BASE64 = base64.b64encode(SAYS.encode())


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (mail(b"Content-Type: text/plain; charset=x-klingon"), SAYS),
        (mail(b"Content-Type: text/plain; charset=rot13"), SAYS),
        (mail(b"Content-Type: text/plain; charset=\x00\x01", b"Gr\xf6\xdfe"), "Größe"),
        (mail(b"Content-Type: text/plain; charset=idna", b"Gr\xf6\xdfe"), "Größe"),
        (mail(b"Content-Type: text/plain; charset=undefined", b"Gr\xf6\xdfe"), "Größe"),
        # 30 bytes are 40 characters; cut by one, 39 hold 29 bytes whole and six bits of the last.
        (encoded("base64", BASE64[:-1]), SAYS[:-1]),
        (encoded("base64", BASE64[:16] + b"*!\r\n--\r\n" + BASE64[16:]), SAYS),
        (encoded("base64", LINE), SAYS),
        (encoded("quoted-printable", b"We have re=\r\nceived =ZZ your request=2\r\n"), "We have received =ZZ your request=2"),
        (encoded("x-nobody-knows", LINE), SAYS),
        (encoded("x-uuencode", b"begin 644 a\n" + binascii.b2a_uu(SAYS.encode()) + b"`\nend\n"), SAYS),
        (encoded("8bit", b"We have rece\x00ived your request.\r\n"), SAYS),
        (mail(b"Content-Type: text/plain; charset=utf-7", "Löschung: erledigt".encode("utf-7")), "Löschung: erledigt"),
        (mail(b"Content-Type: text/plain; charset=utf-8", "Größe bestätigt".encode("utf-16")), "Größe bestätigt"),
        (mail(b"Content-Type: text/plain; charset=iso-2022-jp", "受け付けました".encode("iso2022_jp")), "受け付けました"),
        (mail(b"Content-Type: text/plain; charset=us-ascii", "Größe".encode("cp1252")), "Größe"),
        (mail(b"Content-Type: text/plain; format=flowed", b"We have \r\nreceived \r\nyour request.\r\n"), SAYS),
        (mail(b"Content-Type: text/plain; charset*0*=utf-9''%FF; charset*1*=%ZZ"), SAYS),
        (mail(b"Content-Type: text/plain; charset*999999999999=x; name*0*=a; name*2=b; charset*=''''"), SAYS),
        (mail(b"Content-Type: text/plain; " + b"; ".join(b"a*%d*=x" % n for n in range(3000))), SAYS),
        (mail(b"Content-Type: multipart/mixed; boundary*99999999999=b; boundary*=''''", b"--b\r\n\r\n" + LINE), None),
        (mail(b"Content-Type: text/plain; name=answer.txt"), SAYS),
        (mail(b"Content-Type: text/plain", b"<html><body><p>We have received<br>your request.</p></body></html>"),
         "We have received\nyour request."),
        (SAYS.encode(), SAYS),
    ],
    ids=["unknown charset", "a codec that is no charset", "NUL as charset",
         "a codec for names", "a codec that only fails", "cut base64", "base64 with dirt", "text called base64",
         "broken quoted-printable", "unknown encoding", "uuencode", "NUL", "UTF-7", "UTF-16 called UTF-8", "ISO-2022-JP",
         "cp1252 called ASCII", "flowed", "RFC 2231 of no charset", "RFC 2231 out of order", "3000 continuations",
         "boundary that cannot be put together", "text with a file name", "HTML called text", "no headers"],
)  # fmt: skip
def test_broken_encodings(raw, expected):
    found = read(raw)
    if expected is None:
        assert found.from_address == "privacy@broker.example"
    else:
        assert text(found) == expected


@pytest.mark.parametrize(
    ("charset", "subject"),
    [
        ("utf-8", "Löschung größer"),
        ("cp1251", "Запрос на удаление"),
        ("shift_jis", "削除依頼の件"),
        ("cp1252", "Größe"),
    ],
)
def test_headers_in_eight_bits_are_in_the_charset_of_the_text(charset, subject):
    raw = b"From: a@broker.example\r\nSubject: " + subject.encode(charset)
    assert read(raw + f"\r\nContent-Type: text/plain; charset={charset}\r\n\r\nx".encode()).subject == subject


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        # RFC 2047 6.2: white space between encoded words is not shown; a word in an unknown charset is kept as it can be.
        (b"=?utf-8?q?R=C3=A9?= \r\n =?utf-8?b?c3VtZQ==?=", "Résume"),
        (b"=?utf-8?b?!!!!?=", ""),
        (b"=?utf-8?q?half", "=?utf-8?q?half"),
        (b"=?x-none?q?abc?=", "abc"),
        (b"=?utf-8?q?a=00b=0Ac?=", "a b c"),
    ],
)
def test_nonsense_in_encoded_words(written, shown):
    assert read(b"From: a@broker.example\r\nSubject: " + written + b"\r\n\r\nx").subject == shown


def test_of_headers_that_come_twice_the_first_counts():
    twice = b"From: b@other.example\r\nSubject: Other\r\nMessage-ID: <2@x.example>\r\nDate: Tue, 3 Nov 2026 10:00:00 +0000\r\n"
    first = b"Message-ID: <1@x.example>\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\n"
    found = read(HEAD + first + twice + b"Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\n1 < 2\r\n")
    assert (found.from_address, found.subject, found.message_id) == (
        "privacy@broker.example",
        "Re: request",
        "<1@x.example>",
    )
    assert found.date.isoformat() == "2026-11-02T10:00:00+00:00"
    assert found.reply_text == "1 < 2"


def test_two_senders_prove_nothing():
    passed = b"Authentication-Results: mx.example.org; dmarc=pass header.from=broker.example\r\n"
    assert read(passed + HEAD + b"\r\nx", authserv_id="mx.example.org").authentication == "pass"
    twice = passed + HEAD + b"From: b@other.example\r\n\r\nx"
    assert read(twice, authserv_id="mx.example.org").authentication == "none"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),  # in UTC it lies in the year 10000
        ("Sat, 1 Jan 0000 00:00:00 +0000", None),
        ("Mon, 1 Jan 0001 00:00:00 +1400", None),
        ("Tue, 3 Nov 2026 10:00:00 +9999", None),
        ("Tue, 3 Nov 2026 25:61:00 +0000", None),
        ("Tue, 3 Nov 99999 10:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
        # RFC 5322 4.3: two digits below 50 are of this century, an unknown zone is no zone.
        ("3 Nov 26 10:00", "2026-11-03T10:00:00+00:00"),
        ("Tue, 3 Nov 2026 10:00:00 XYZ", "2026-11-03T10:00:00+00:00"),
        ("Tue, 3 Nov 2026 10:00:00 -0000", "2026-11-03T10:00:00+00:00"),
        ("Tue, 3 Nov 2026 10:00:00 +0530", "2026-11-03T04:30:00+00:00"),
    ],
)
def test_dates(written, read_as):
    found = to_json(read(b"From: a@broker.example\r\nDate: " + written.encode() + b"\r\n\r\nx"), "x.eml")["date"]
    assert found == read_as


def parts(kind: str, *inner: bytes) -> bytes:
    return mail(
        f'Content-Type: multipart/{kind}; boundary="b"'.encode(),
        b"".join(b"--b\r\n" + one + b"\r\n" for one in inner) + b"--b--",
    )


PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
HTML = b"Content-Type: text/html; charset=utf-8\r\n\r\n"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (mail(b"", LINE + b"x y z " * (50 * 175_000)), "larger than 25 MB: read by its headers only"),
        (parts("mixed", *[PLAIN + b"x"] * 5000), "more than 200 parts: read by its headers only"),
        (HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 3000 + PLAIN + LINE,
         "may hold more than 20 nested parts: read by its headers only"),
        (mail(b"X-Long: " + b"a" * 1_000_000), "headers larger than 256 kB: the rest was not read"),
    ],
    ids=["50 MB", "5000 parts", "3000 messages in each other", "a header of 1 MB"],
)  # fmt: skip
def test_over_a_limit_the_headers_are_read_and_it_is_said(raw, why):
    found = read(raw)
    assert (found.from_address, found.subject, found.kind, found.defects) == (
        "privacy@broker.example",
        "Re: request",
        None,
        (why,),
    )


def test_a_zip_bomb_is_never_opened():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"\0" * 20_000_000)
    bomb = b'Content-Type: application/zip\r\nContent-Disposition: attachment; filename="a.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    assert text(read(parts("mixed", PLAIN + LINE, bomb + base64.encodebytes(file.getvalue())))) == SAYS


@pytest.mark.parametrize(
    "stub", [b"", b"\r\n \r\n", b"Please view this email in HTML."], ids=["empty", "blank", "stub"]
)
def test_where_the_text_part_says_nothing_the_page_is_read(stub):
    page = b"<p>We have received your request and will answer within thirty days of today.</p>"
    assert text(read(parts("alternative", PLAIN + stub, HTML + page))) == page.decode()[3:-4]


def test_a_lone_half_of_a_character_is_shown_as_something_that_can_be_written():
    found = to_json(read(HEAD + PLAIN + b"Received \xed\xa0\x80 today.\r\n"), "x.eml")
    assert "Received" in found["reply_text"].encode("utf-8").decode()


def test_a_quotation_mark_of_html_keeps_the_thread_out():
    thread = b"<blockquote class='gmail_quote'>Please delete my data.</blockquote></div>"
    page = b"<div>Received.</div><div class='gmail_quote'><div>On Tue, 3 Nov 2026 b@example.org wrote:<br></div>"
    assert text(read(mail(b"Content-Type: text/html", page + thread))) == "Received."
