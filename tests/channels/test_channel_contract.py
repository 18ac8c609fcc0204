"""What every channel must do; a new channel adds a maker to MAKERS and stands under the same tests."""

from __future__ import annotations

import email
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from unlist.channels import Accepted, Deferred, Failed, HandedOver, Parcel, Uncertain
from unlist.channels.file import FileChannel
from unlist.channels.smtp import SmtpChannel
from unlist.errors import HomeUnusable
from unlist.letters.model import Disclosed, Letter
from unlist.servers.account import Account
from unlist.testing.postbox import Postbox
from unlist.words import ChannelKind, IdentifierKind

LETTER = Letter(
    subject_line="California: opt-out [UL-0000000000P]",
    body='To whom it may concern:\n\n<b>I</b> opt out & ask "once".\n',
    language="en",
    template="ccpa_opt_out",
    reviewed_by="",
    reference="UL-0000000000P",
    disclosed=(Disclosed(IdentifierKind.PROFILE_URL, "https://broker.example/p?<1>", "seen"),),
)
CONTENT = b"From: a@example.org\r\nTo: privacy@broker.example\r\nSubject: x\r\n\r\n.\r\nbody \xff\r\n"
PARCEL = Parcel(
    reference="UL-0000000000P",
    ordinal=1,
    broker='Harbor "People" <LLC>',
    slug="harbor-people",
    kind=ChannelKind.EMAIL,
    recipient="privacy@broker.example",
    letter=LETTER,
    content=CONTENT,
    mailto="mailto:privacy@broker.example?subject=x",
    on=date(2026, 11, 24),
    sender="a@example.org",
    message_id="<ul-0000000000p.1.x@example.org>",
)


@contextmanager
def sending(_folder):
    with Postbox() as box, SmtpChannel(Account("127.0.0.1", box.port, "a", "none", "smtp"), "") as channel:
        yield channel


MAKERS = {"file": lambda folder: nullcontext(FileChannel(folder / "letters")), "smtp": sending}


@pytest.fixture(params=sorted(MAKERS))
def channel(request, tmp_path):
    with MAKERS[request.param](tmp_path) as made:
        yield made


def test_it_has_a_word_for_events(channel):
    assert channel.name.isidentifier()


@pytest.mark.parametrize("kind", list(ChannelKind))
def test_it_says_what_became_of_a_letter(channel, kind):
    dots = []
    result = channel.deliver(replace(PARCEL, kind=kind), before_dot=lambda: dots.append(1))
    assert isinstance(result, Accepted | HandedOver | Deferred | Uncertain | Failed)
    # What may have left was announced before its last byte; what was handed over has not left.
    assert bool(dots) == isinstance(result, Accepted | Uncertain)


def test_delivering_again_is_harmless(channel):
    first = channel.deliver(PARCEL, before_dot=lambda: None)
    second = channel.deliver(PARCEL, before_dot=lambda: None)
    # A channel that sends says when; that it is not asked twice is the outbox's to see to.
    assert type(first) is type(second)
    if isinstance(first, HandedOver):
        assert first == second


# -- the file channel -------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def links(self):
        return [attrs.get("href") for tag, attrs in self.tags if tag == "a"]


def delivered(tmp_path, **changes):
    result = FileChannel(tmp_path / "letters").deliver(replace(PARCEL, **changes), before_dot=lambda: None)
    return result.path, Page(result.path.with_suffix(".html").read_text(encoding="utf-8"))


def test_an_email_lies_byte_for_byte_with_a_page_beside_it(tmp_path):
    path, page = delivered(tmp_path)
    assert path == tmp_path / "letters" / "2026-11-24" / "harbor-people-UL-0000000000P-1.eml"
    assert path.read_bytes() == CONTENT
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert page.links() == ["mailto:privacy@broker.example?subject=x"]
    assert LETTER.body in page.words
    assert email.message_from_bytes(path.read_bytes())["To"] == "privacy@broker.example"


def test_a_form_has_its_link_and_each_value_and_warns_of_its_terms(tmp_path):
    path, page = delivered(
        tmp_path,
        kind=ChannelKind.FORM,
        recipient="https://broker.example/optout",
        terms=("arbitration", "perjury", "unheard_of"),
    )
    assert path.suffix == ".html"
    assert page.links() == ["https://broker.example/optout"]
    assert "https://broker.example/p?<1>" in page.words
    assert "arbitration" in page.words
    assert "perjury" in page.words


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example"])
def test_only_web_addresses_become_links(tmp_path, address):
    _, page = delivered(tmp_path, kind=ChannelKind.FORM, recipient=address)
    assert page.links() == []
    assert address in page.words


def test_what_comes_from_outside_is_text_on_the_page(tmp_path):
    _, page = delivered(tmp_path, kind=ChannelKind.POST, recipient='"><script>alert(1)</script>')
    assert {tag for tag, _ in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "dl", "dt", "dd", "p", "pre", "code", "a",
        "bdi", "div", "h2", "li", "script", "strong", "ul",
    }  # fmt: skip
    assert [tag for tag, _ in page.tags].count("script") == 1, "the page's own"
    assert "<script>alert(1)</script>" in page.words
    assert 'Harbor "People" <LLC>' in page.words


def test_a_place_that_cannot_be_written_to_is_said(tmp_path):
    (tmp_path / "letters").write_text("a file stands here")
    with pytest.raises(HomeUnusable):
        FileChannel(tmp_path / "letters").deliver(PARCEL, before_dot=lambda: None)
