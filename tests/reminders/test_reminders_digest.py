"""How a digest looks, and what it never holds."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from reminder_cases import reference
from reminder_digests import AT, FULL, MONTHLY, URGENT, drawn, item

from unlist.reminders.digest import WIDTH
from unlist.reminders.due import Due
from unlist.reminders.message import to_eml

GOLDEN = Path(__file__).parent / "golden"


HOSTILE = '<img src="https://broker.example/x.png"> {{ 7*7 }} &amp; <script>alert(1)</script>'


class Tags(HTMLParser):
    """Every tag with its attributes, and the text between."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize(
    ("name", "due", "more"),
    [
        ("full", FULL, {"whom": "mika", "program": "unlist --subject=mika", "answerable": True}),
        ("monthly", MONTHLY, {}),
        ("safety", FULL, {"safety_mode": True, "answerable": True}),
        ("safety_monthly", MONTHLY, {"safety_mode": True}),
        ("urgent", URGENT, {"answerable": True}),
        ("safety_urgent", URGENT, {"safety_mode": True}),
    ],
)
def test_golden(name, due, more, request):
    digest = drawn(due, **more)
    message = to_eml(digest, to="lena@example.org", at=AT, thread="f00d")
    for ending, content in (("txt", digest.text.encode()), ("html", digest.html.encode()), ("eml", message)):
        path = GOLDEN / f"{name}.{ending}"
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        assert content == path.read_bytes(), f"{path.name} differs; renew it with --update-golden and read it"


@pytest.mark.parametrize("more", [{}, {"safety_mode": True}, {"whom": "mika"}])
@pytest.mark.parametrize("due", [FULL, MONTHLY])
def test_nothing_in_the_page_comes_from_elsewhere_or_runs(due, more):
    page = drawn(due, **more).html
    found = Tags(page)
    assert {tag for tag, _ in found.tags} <= {
        "html", "head", "meta", "title", "style", "body", "table", "tr", "td", "h1", "h2", "p", "div", "span", "code", "br",
    }  # fmt: skip
    assert not {name for _, attributes in found.tags for name in attributes} & {"src", "href", "background", "srcset"}
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
    assert not re.search(r"url\(|@import|@font-face|https?:|//[a-z]", page)


def test_every_color_of_the_day_has_one_of_the_night():
    page = drawn(FULL).html
    assert "prefers-color-scheme: dark" in page
    night = page.partition("prefers-color-scheme: dark")[2].partition("</style>")[0]
    named = set(re.findall(r"\.([a-z]+) \{[^}]*(?:color|background)", night))
    for tag, attributes in Tags(page).tags:
        if re.search(r"(?<!-)\b(color|background):", attributes.get("style", "")):
            assert named & set(attributes.get("class", "").split()), f"{tag} {attributes} keeps its color in the dark"


def test_a_command_stands_alone_on_one_line_in_text_and_page():
    long = f"unlist --subject={'mika' * 10} request event {reference(1)} answered_broker"
    digest = drawn(Due(tasks=(item(1, "Quay", "Do it.", command=long, minutes=1),), entries=(("k", "s"),)))
    assert f"   {long}" in digest.text.splitlines()
    assert f'white-space:pre;overflow-x:auto;-webkit-user-select:all;user-select:all">{long}</div>' in digest.html


def test_text_fits_80_columns_and_breaks_no_day_reference_or_command():
    lines = drawn(FULL, whom="mika").text.splitlines()
    assert max(map(len, lines)) <= WIDTH
    text = "\n".join(lines)
    for whole in (reference(1), "`unlist law show gdpr`", "November 30, 2026"):
        assert whole in text


@pytest.mark.parametrize(
    ("due", "subject", "lead"),
    [
        (
            FULL,
            "Unlist: 3 for you, 2 late, 2 updates",
            "3 tasks for you, about 8 minutes. 2 answers are late. 2 things changed.",
        ),
        (
            Due(tasks=FULL.tasks[1:2], overdue=FULL.overdue[:1], changes=FULL.changes, more_tasks=1),
            "Unlist: 1 for you, 1 late, 1 update",
            "1 task for you, about 1 minute. 1 answer is late. 1 thing changed.",
        ),
        (
            Due(tasks=(item(1, "Quay", "Look."),)),
            "Unlist: 1 for you",
            "1 task for you.",
        ),
        (MONTHLY, "Unlist: 1 still open", "Nothing new is due. This is how things stand."),
        (
            replace(MONTHLY, tasks=FULL.tasks[:1]),
            "Unlist: 1 still open",
            "Nothing new is due. This is what is still open.",
        ),
    ],
)
def test_the_subject_and_the_first_sentences_count(due, subject, lead):
    digest = drawn(due)
    assert digest.subject_line == subject
    assert digest.text.splitlines()[2] == lead
    assert "0 minute" not in digest.text
    assert "1 minutes" not in digest.text


def test_the_subject_names_nobody():
    subject = drawn(FULL, whom="mika").subject_line
    for name in ("mika", "Quay", "Harbor", "Nordlicht", "UL-"):
        assert name not in subject


def test_what_came_from_outside_is_text_and_nothing_else():
    digest = drawn(Due(tasks=(item(1, HOSTILE, HOSTILE, about=HOSTILE, command=HOSTILE, minutes=1),)), whom=HOSTILE)
    found = Tags(digest.html)
    assert not {"img", "script"} & {tag for tag, _ in found.tags}
    assert " ".join(found.text.split()).count(HOSTILE) == 5
    assert "49" not in digest.text


@pytest.mark.parametrize("due", [FULL, MONTHLY])
def test_in_safety_mode_nothing_says_what_this_is_about(due):
    digest = drawn(due, safety_mode=True, whom="mika", program="unlist --subject=mika")
    assert digest.subject_line == digest.title == "Notes"
    raw = to_eml(digest, to="lena@example.org", at=AT, thread="f00d").decode()
    assert "unlist" not in f"{raw}{digest.html}".lower()
    headers = raw.partition("\r\n\r\n")[0]
    everything = f"{headers}\n{digest.text}\n{Tags(digest.html).text}".lower()
    words = (
        "unlist",
        "broker",
        "letter",
        "delet",
        "gdpr",
        "complain",
        "request",
        "digest",
        "mika",
        "attorney",
        "answer",
    )
    assert [word for word in words if word in everything] == []
    for entry in (*due.tasks, *due.overdue, *due.changes):
        assert entry.broker.lower() not in everything
        assert entry.reference in digest.text


def test_in_safety_mode_the_day_and_the_minutes_remain():
    digest = drawn(FULL, safety_mode=True)
    assert f"1. {reference(1)}, about 5 minutes, by November 30, 2026" in digest.text.splitlines()
    assert "12 more to do." in digest.text
