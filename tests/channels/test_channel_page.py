"""The page to copy from: nothing runs but its own script, nothing leaves it, and nothing in it passes for markup."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from unlist.channels.expectations import TERMS, expected_of
from unlist.channels.model import Parcel
from unlist.channels.page import copy_page, plain, script_of, values_of, web_link
from unlist.letters.model import Disclosed, Letter
from unlist.words import ChannelKind, IdentifierKind

LETTER = Letter(
    subject_line="California: opt-out [UL-0000000000P]",
    body="To whom it may concern:\n\nI opt out.\n",
    language="en",
    template="ccpa_opt_out",
    reviewed_by="",
    reference="UL-0000000000P",
    disclosed=(Disclosed(IdentifierKind.PROFILE_URL, "https://tide.example/p/1", "seen"),),
)
PARCEL = Parcel(
    reference="UL-0000000000P",
    ordinal=1,
    broker="Tide People",
    slug="tide-people",
    kind=ChannelKind.FORM,
    recipient="https://tide.example/optout?step=1&x=2",
    letter=LETTER,
    content=b"",
    mailto="",
    on=date(2026, 11, 24),
    asked="opt out of sale",
    values=(
        ("full_name", "Maya Okonjo-Reyes"),
        ("email", "maya@example.org"),
        ("profile_url", "https://tide.example/p/1"),
    ),
)


class Page(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, **changes):
        super().__init__()
        self.source = copy_page(replace(PARCEL, **changes))
        self.tags, self.values, self._open = [], [], False
        self.words = ""
        self.feed(self.source)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if "data-copy" in dict(attrs):
            self.values.append("")
            self._open = True

    def handle_endtag(self, tag):
        if tag in {"bdi", "pre"}:
            self._open = False

    def handle_data(self, data):
        self.words += data
        if self._open:
            self.values[-1] += data

    @property
    def links(self):
        return [attrs["href"] for tag, attrs in self.tags if tag == "a"]

    @property
    def policy(self):
        return next(attrs["content"] for _, attrs in self.tags if "http-equiv" in attrs)


@pytest.mark.parametrize("kind", list(ChannelKind))
def test_only_its_own_script_and_style_may_run_and_nothing_is_loaded(kind):
    page = Page(kind=kind)
    for name in ("script", "style"):
        (text,) = re.findall(rf"<{name}>(.*?)</{name}>", page.source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in page.policy
    assert "unsafe" not in page.policy
    for rule in ("default-src 'none'", "form-action 'none'", "base-uri 'none'"):
        assert rule in page.policy
    assert ("meta", {"name": "referrer", "content": "no-referrer"}) in page.tags
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert not attributes & {"src", "style", "srcset", "action", "checked", "onclick", "onload", "background"}
    assert not {tag for tag, _ in page.tags} & {"form", "input", "img", "link", "iframe", "object", "base"}


def test_each_value_can_be_copied_and_nothing_else_is_offered():
    page = Page()
    assert page.values[:4] == ["Maya Okonjo-Reyes", "maya@example.org", "https://tide.example/p/1", "UL-0000000000P"]
    assert page.values[4:] == ["What I ask: opt out of sale. Reference: UL-0000000000P.", LETTER.body]
    assert "user-select:all" in page.source
    assert page.links == ["https://tide.example/optout?step=1&x=2"]
    assert "It opens tide.example" in page.words
    assert "What you type there is your own act" in page.words


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</pre></body><script>alert(1)</script>",
    "\u05d0\u05d1 123 \u0627\u0644",
    "Long Street " * 33 + "1234",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("kind", list(ChannelKind))
def test_a_hostile_value_is_text_wherever_it_stands(kind, value):
    letter = replace(LETTER, subject_line=value, body=f"{value}\n")
    page = Page(
        kind=kind, broker=value, recipient=value, letter=letter, asked=value, mailto=f"mailto:{value}",
        values=(("full_name", value), ("postal_address", value)), reference=value,
    )  # fmt: skip
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not {tag for tag, _ in page.tags} & {"img", "form", "input"}
    assert all(link.startswith("mailto:") for link in page.links)
    assert value in page.words
    assert value in "".join(page.values)
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)


def test_a_value_holds_no_control_and_no_reordering_characters():
    page = Page(values=(("full_name", "Maya\r\nX: y\x00\x1b[2J \u202egnp.exe\u202c\u2066z"),))
    assert page.values[0] == "Maya\nX: y[2J gnp.exez"
    # What letters of some scripts need stays: the zero width non-joiner of Persian.
    assert (
        plain("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645") == "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    )


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://tide.example/optout", True),
        ("HTTPS://tide.example/optout#form", True),
        ("https://b\u00fccher.example/", True),
        ("http://tide.example/optout", False),
        ("javascript:alert(1)", False),
        ("https:javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//tide.example/x", False),
        ("https://bank.example@tide.example/", False),
        ("https://tide.example\\@evil.example/", False),
        ("https://tide.example/\r\nx", False),
        ("https://tide.example/\u202egnp", False),
        ("https://tide.example:99999/", False),
        ("https://[::1/", False),
        ("https://localhost/", False),
        ("https://..example/", False),
        ("", False),
    ],
)
def test_only_encrypted_web_addresses_become_links(address, fine):
    assert (web_link(address) == address) is fine
    page = Page(recipient=address)
    assert page.links == ([address] if fine else [])
    assert ("no link" in page.words or "No address" in page.words) is not fine


def test_what_using_the_form_means_is_said_and_how_to_leave_the_clause():
    page = Page(terms=("arbitration", "class_waiver", "account", "fee", "perjury", "unheard_of"))
    for sentence in TERMS.values():
        assert sentence in page.words
    assert "within 30 days" in page.words
    assert "is not on record here" in page.words
    assert "You need not accept any of this" in page.words
    assert "You need not accept" not in Page().words


def test_what_to_expect_is_said_once():
    words = expected_of(("email_link", "confirm_link", "wants_id", "identity_document", "captcha", "unknown"))
    assert len(words) == 3
    page = Page(expects=("confirm_link", "reply_to_confirm"))
    assert page.words.count("24 hours") == 1
    assert "A mail follows that you must answer" in page.words


def test_a_call_has_its_script_what_to_ask_what_not_to_give_and_what_to_note():
    page = Page(kind=ChannelKind.PHONE, recipient="+1 (555) 010-0199")
    assert page.links == ["tel:+15550100199"]
    script = script_of(PARCEL)
    assert script in page.values
    assert "personal data of Maya Okonjo-Reyes that Tide People holds" in script
    assert "UL-0000000000P" in script
    assert "Who am I speaking to?" in script
    for word in ("social security number", "date of birth", "the name of whom you spoke to", "their own reference"):
        assert word in page.words
    assert Page(kind=ChannelKind.PHONE, recipient="555;ext=1,javascript:x").links == []


def test_a_letter_by_post_prints_as_the_letter_alone():
    page = Page(kind=ChannelKind.POST, recipient="Tide People, 1 Quay, Springfield")
    assert ("body", {"class": "letter"}) in page.tags
    assert "Tide People, 1 Quay, Springfield" in page.values
    assert ".letter .aside{display:none}" in page.source


def test_without_a_list_of_all_that_leaves_it_offers_what_was_disclosed():
    assert values_of(replace(PARCEL, values=())) == [
        ("profile_url", "Page that shows you", "https://tide.example/p/1"),
        ("reference", "Reference", "UL-0000000000P"),
    ]
