"""Mail that holds no readable text: the person is told what it is and where to open it, and nothing is guessed."""

import base64

import pytest

from unlist.replies.read import read

HEAD = b"From: privacy@broker.example\r\nTo: a@example.org\r\nSubject: Re: request\r\nMIME-Version: 1.0\r\n"
SIGNED = b"""Content-Type: text/plain

-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

We have received your request.
- - one item
-----BEGIN PGP SIGNATURE-----

iQEzBAEBCgAdFiEEsurveysurvey
=abcd
-----END PGP SIGNATURE-----
"""
PGP = b"-----BEGIN PGP MESSAGE-----\nVersion: X\n\nhQEMA0\n=abcd\n-----END PGP MESSAGE-----\n"


def part(kind: bytes, body: bytes = b"") -> bytes:
    return (
        b"Content-Type: "
        + kind
        + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(body or b"0" * 300)
    )


def parts(kind: bytes, *inner: bytes) -> bytes:
    return (
        b"Content-Type: multipart/"
        + kind
        + b'; boundary="b"\r\n\r\n'
        + b"".join(b"--b\r\n" + one + b"\r\n" for one in inner)
        + b"--b--"
    )


FILE = b'application/pdf; name="letter.pdf"'
TNEF = b'application/ms-tnef; name="winmail.dat"'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (parts(b"encrypted", b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n",
               b"Content-Type: application/octet-stream\r\n\r\n" + PGP), "encrypted (PGP/MIME): open it in your mail program"),
        (b"\r\n" + PGP, "encrypted (PGP): open it in your mail program"),
        (part(b"application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"),
         "encrypted (S/MIME): open it in your mail program"),
        (part(b"application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m"),
         "signed as a whole (S/MIME): open it in your mail program"),
        (part(TNEF), "its text is in winmail.dat, a format of Outlook: ask the sender for plain text"),
        (parts(b"mixed", b"Content-Type: text/plain\r\n\r\n\r\n", part(b"application/octet-stream; name=WINMAIL.DAT")),
         "its text is in winmail.dat, a format of Outlook: ask the sender for plain text"),
        (part(b"text/calendar; method=REQUEST", b"BEGIN:VCALENDAR\nSUMMARY:Your data has been deleted\nEND:VCALENDAR"),
         "an invitation without a text: open it in your mail program"),
        (part(FILE), "no text, only letter.pdf: open it in your mail program"),
        (parts(b"mixed", *[part(FILE)] * 7),
         "no text, only letter.pdf, letter.pdf, letter.pdf, letter.pdf, letter.pdf and 2 more: open it in your mail program"),
        (b"Content-Type: text/plain\r\n\r\n", "it is empty"),
    ],
    ids=["PGP/MIME", "PGP in the text", "S/MIME encrypted", "S/MIME signed as a whole", "TNEF", "TNEF beside nothing",
         "invitation", "file", "files", "empty"],
)  # fmt: skip
def test_what_cannot_be_read_says_what_it_is(body, told):
    found = read(HEAD + body)
    assert (found.defects, found.kind, found.kinds, found.reply_text) == ((told,), None, (), "")


def test_a_signature_around_the_text_is_no_text():
    found = read(HEAD + SIGNED)
    assert found.reply_text == "We have received your request.\n- one item"
    assert found.defects == ()


def test_files_written_into_the_text_are_named_and_not_read():
    uu = b"begin 644 letter.pdf\n" + b"M" + b"A" * 60 + b"\n`\nend\n"
    yenc = b"=ybegin line=128 size=9 name=scan.jpg\nsurvey unsubscribe survey\n=yend size=9\n"
    found = read(HEAD + b"\r\nWe have received your request.\n\n" + uu + yenc)
    assert found.reply_text == "We have received your request."
    assert found.defects == (
        "a file written into the text (letter.pdf): open it in your mail program",
        "a file written into the text (scan.jpg): open it in your mail program",
    )


def test_what_is_signed_beside_its_text_is_read():
    signature = part(b"application/pkcs7-signature; name=smime.p7s")
    found = read(HEAD + parts(b"signed", b"Content-Type: text/plain\r\n\r\nWe have received your request.", signature))
    assert (found.reply_text, found.defects) == ("We have received your request.", ())


def test_prose_that_begins_with_begin_is_prose():
    found = read(HEAD + b"\r\nWe will\nbegin 100 checks today\nand answer.\n")
    assert found.reply_text == "We will\nbegin 100 checks today\nand answer."
