"""Attachments and links of hostile mail: named, counted and saved so that nothing happens by itself."""

from __future__ import annotations

import base64
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inbox_messages import mail
from invented import add_brokers

from unlist.errors import HomeUnusable
from unlist.inbox.links import hosts_of, links_of
from unlist.inbox.match import is_theirs
from unlist.inbox.saving import save
from unlist.inbox.view import marks_of
from unlist.replies.contents import Attachment, contents
from unlist.replies.filename import LONGEST, numbered, safe_name
from unlist.replies.read import read

PDF = b"%PDF-1.4 invented"
CYRILLIC = "xn--" + "h\u0430rbor-people".encode("punycode").decode() + ".example"
"""harbor-people.example with a Cyrillic a (U+0430), as RFC 3492 writes it."""


def part(content: bytes = PDF, kind="application/pdf", disposition='attachment; filename="letter.pdf"', **headers):
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    shown = f"Content-Disposition: {disposition}\r\n" if disposition else ""
    coded = base64.encodebytes(content).decode().replace("\n", "\r\n")
    return f"Content-Type: {kind}\r\n{shown}Content-Transfer-Encoding: base64\r\n{more}\r\n{coded}"


def letter_with(*parts: str) -> bytes:
    text = "Content-Type: text/plain\r\n\r\nHello.\r\n"
    body = "".join(f"--b\r\n{one}\r\n" for one in (text, *parts)) + "--b--\r\n"
    return mail(body, MIME_Version="1.0", Content_Type='multipart/mixed; boundary="b"')


@pytest.mark.parametrize(
    ("claimed", "kind", "safe"),
    [
        ("letter.pdf", "application/pdf", "letter.pdf"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\Users\\maya\\letter.pdf", "application/pdf", "letter.pdf"),
        ("/", "application/pdf", "attachment-3.pdf"),
        ("", "application/pdf", "attachment-3.pdf"),
        ("...", "application/x-unheard-of", "attachment-3.bin"),
        (".bashrc", "application/octet-stream", "bashrc.bin"),
        ("CON", "application/pdf", "_CON.pdf"),
        ("nul.pdf", "application/pdf", "_nul.pdf"),
        ("com1.tar.gz", "application/gzip", "_com1.tar.gz"),
        ("lpt\u00b3.pdf", "application/pdf", "_lpt3.pdf"),  # NFKC makes the small three a three: still a device
        ("letter\u202efdp.exe", "application/pdf", "letterfdp.exe.txt"),
        ("letter\x1b[2J\x00\n.pdf", "application/pdf", "letter_2J.pdf"),
        ("letter.pdf. . .", "application/pdf", "letter.pdf"),
        ("a:b|c?.pdf", "application/pdf", "a_b_c_.pdf"),
        ("-rf.pdf", "application/pdf", "rf.pdf"),
        ("form.HTML", "text/html", "form.HTML.txt"),
        ("picture.svg", "image/svg+xml", "picture.svg.txt"),
        ("photo.jpg", "text/html", "photo.jpg.txt"),
        ("notes.txt", "text/html", "notes.txt"),
        ("run.ps1", "text/plain", "run.ps1.txt"),
        ("www.example.com.pdf", "application/pdf", "www.example.com.pdf"),
        ("inner", "message/rfc822", "inner.eml"),
        ("\u00dcberblick \u2013 2026.pdf", "application/pdf", "\u00dcberblick \u2013 2026.pdf"),
    ],
)
def test_names_are_made_safe(claimed, kind, safe):
    assert safe_name(claimed, kind, 3) == safe


def test_two_of_one_name_are_told_apart_and_long_ones_cut():
    assert safe_name("Letter.pdf", "application/pdf", 2, {"letter.pdf"}) == "Letter-2.pdf"
    assert safe_name("letter.pdf", "application/pdf", 3, {"letter.pdf", "letter-2.pdf"}) == "letter-3.pdf"
    long = safe_name("\U0001f600" * 500 + ".pdf", "application/pdf", 1)
    assert len(long.encode()) <= LONGEST
    assert long.endswith("\U0001f600.pdf")
    assert numbered("letter.pdf", 2) == "letter-2.pdf"
    assert len(numbered("x" * 116 + ".pdf", 10).encode()) <= LONGEST


@given(st.text(max_size=300), st.sampled_from(["application/pdf", "text/html", "x/y", ""]))
def test_no_name_leads_out_of_its_folder_or_hides_anything(claimed, kind):
    name = safe_name(claimed, kind, 1)
    assert 0 < len(name.encode()) <= LONGEST
    assert not set(name) & set('/\\<>:"|?*\x00')
    assert not name.startswith((".", "-", " "))
    assert not name.endswith((".", " "))
    assert not any(unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for one in name)


def test_attachments_are_listed_and_pictures_in_the_text_counted():
    raw = letter_with(
        part(),
        part(b"<script>x</script>", "text/html", 'attachment; filename="form.html"'),
        part(b"\x89PNG", "image/png", "inline", Content_ID="<logo>"),
        part(b"\x89PNG", "image/png", 'attachment; filename="page.png"'),
        "Content-Type: message/rfc822\r\n\r\nSubject: The first letter\r\n\r\nGood day.\r\n",
        part(PDF, "application/pdf", ""),
    )
    held = contents(raw)
    assert [(one.name, one.content) for one in held.attachments] == [
        ("letter.pdf", PDF),
        ("form.html.txt", b"<script>x</script>"),
        ("page.png", b"\x89PNG"),
        ("The first letter.eml", b"Subject: The first letter\r\n\r\nGood day.\r\n"),
        ("attachment-5.pdf", PDF),
    ]
    assert held.images == 1
    assert held.text.strip() == "Hello."


@pytest.mark.parametrize(
    "disposition",
    [
        "attachment; filename*=UTF-8''..%2F..%2Fl%E2%80%AEtter.pdf",
        "attachment; filename==?utf-8?B?Li4vLi4vbOKArnR0ZXIucGRm?=",
        'attachment; filename="../../l\u202etter.pdf"',
    ],
)
def test_a_name_is_decoded_however_it_was_encoded(disposition):
    (one,) = contents(letter_with(part(disposition=disposition))).attachments
    assert one.claimed.startswith("../../l")
    assert one.name == "ltter.pdf"


def test_a_message_that_is_one_file_is_that_file_and_a_plain_one_has_none():
    raw = mail(part().partition("\r\n\r\n")[2], Content_Type="application/pdf", Content_Transfer_Encoding="base64", Content_Disposition='attachment; filename="only.pdf"')  # fmt: skip
    assert [(one.name, one.content) for one in contents(raw).attachments] == [("only.pdf", PDF)]
    assert contents(mail("Hello.")).attachments == ()


@pytest.mark.parametrize("raw", [b"", b"\x00" * 5000, b"Content-Disposition: attachment; filename*0*=x'y\r\n\r\nz"])
def test_nothing_raises(raw):
    assert contents(raw).limit == ""


def test_of_a_message_over_a_limit_only_its_headers_are_opened():
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(30))
    held = contents(f"Subject: Deep\r\n{nested}".encode())
    assert "nested" in held.limit
    assert ("Subject", "Deep") in held.headers
    assert held.attachments == ()


def test_saving_writes_over_nothing_and_not_twice(tmp_path):
    folder = tmp_path / "new" / "folder"
    one = Attachment("letter.pdf", "letter.pdf", "application/pdf", PDF)
    assert [(saved.path.name, saved.new) for saved in save([one], folder)] == [("letter.pdf", True)]
    assert [(saved.path.name, saved.new) for saved in save([one], folder)] == [("letter.pdf", False)]
    other = Attachment("letter.pdf", "letter.pdf", "application/pdf", b"other")
    assert [saved.path.name for saved in save([other], folder)] == ["letter-2.pdf"]
    assert (folder / "letter.pdf").read_bytes() == PDF
    assert (folder / "letter.pdf").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_saving_does_not_follow_a_link(tmp_path):
    target = tmp_path / "precious"
    target.write_bytes(PDF)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "letter.pdf").symlink_to(target)
    (folder / "letter-2.pdf").symlink_to(tmp_path / "nowhere")
    (saved,) = save([Attachment("letter.pdf", "letter.pdf", "application/pdf", b"other")], folder)
    assert saved.path.name == "letter-3.pdf"
    assert target.read_bytes() == PDF
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(HomeUnusable):
        save([], target)


# -- links ------------------------------------------------------------------------------------------------------------


def links(text, slug="harbor-people"):
    add_brokers()
    return {link.host: link for link in links_of(read(mail(text)), slug)}


def test_a_neighbor_at_a_desk_that_many_rent_is_a_stranger():
    """FamilyTreeNow filed an address at a helpdesk: whoever rents the next desk there is not FamilyTreeNow."""
    text = "See https://mtalley.zendesk.com/hc or https://evil.zendesk.com/login .\n"
    found = {link.host: link.foreign for link in links_of(read(mail(text)), "familytreenow")}
    assert found == {"mtalley.zendesk.com": False, "evil.zendesk.com": True}
    for sender, theirs in (("support@mtalley.zendesk.com", True), ("support@evil.zendesk.com", False)):
        assert is_theirs(read(f"From: {sender}\r\n\r\nHello\r\n".encode()), "familytreenow") is theirs


def test_links_are_shown_by_host_and_foreign_ones_flagged():
    found = links(
        "Please verify your identity here: https://verify.harbor-people.example/v?token=1 or\n"
        "https://desk-harbor.example/r and https://harbor-people.example.evil.example/login .\n"
    )
    assert {host: link.foreign for host, link in found.items()} == {
        "verify.harbor-people.example": False,
        "desk-harbor.example": False,
        "harbor-people.example.evil.example": True,
    }
    assert found["verify.harbor-people.example"].path == "/v"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://harbor-people.example@evil.example/x", "evil.example"),
        ("https://evil.example\\@harbor-people.example/x", "evil.example"),
        ("https://harbor-people.example:8443/x", "harbor-people.example:8443"),
        ("https://h\u0430rbor-people.example/x", CYRILLIC),
        ("HTTPS://HARBOR-PEOPLE.EXAMPLE/X", "harbor-people.example"),
    ],
)
def test_no_link_poses_as_another_host(url, host):
    (link,) = links(f"Please open {url} to go on.\n").values()
    assert link.host == host
    assert link.foreign == (host.partition(":")[0] != "harbor-people.example")


def test_a_broker_is_known_by_its_forms_and_nobody_by_none():
    add_brokers()
    assert {"harbor-people.example", "desk-harbor.example"} <= hosts_of("harbor-people")
    assert all(link.foreign for link in links("See https://harbor-people.example/x today.\n", None).values())


# -- marks ------------------------------------------------------------------------------------------------------------


def test_the_sentence_that_decided_is_found_where_lines_are_wrapped():
    text = "Hello Maya,\n\nwe have deleted your personal\n   data from our systems.\n\nKind regards\n"
    reply = read(mail(text))
    (mark,) = [one for one in marks_of(reply) if one.finding.kind == "fulfilled"]
    assert reply.reply_text[mark.start : mark.end] == "we have deleted your personal\n   data from our systems."


@given(st.text(max_size=400))
def test_marks_lie_within_the_text(text):
    reply = read(mail(text))
    for mark in marks_of(reply):
        assert mark.start is None or 0 <= mark.start < mark.end <= len(reply.reply_text)
