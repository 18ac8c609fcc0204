"""What a person does not see is not read, and what a person would read otherwise is not believed."""

import pytest

from unlist.replies.disguise import disguised, seen
from unlist.replies.markup import html_text
from unlist.replies.read import read
from unlist.words import ReplyKind

K = ReplyKind
HEAD = b"From: privacy@broker.example\r\nTo: a@example.org\r\nSubject: Re: request\r\nMIME-Version: 1.0\r\n"
SHOWN = "We have received your request and will answer within 30 days."
DONE = "We have deleted all personal data we held about you."


def page(html: str) -> bytes:
    return HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()


def plain(text: str) -> bytes:
    return HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode()


HIDING = {
    "display none": '<div style="display:none">%s</div>',
    "in capitals, important": '<div style="DISPLAY: NONE !important">%s</div>',
    "with an entity": '<div style="display&#58;none">%s</div>',
    "with a comment": '<div style="display:/**/none">%s</div>',
    "with an escape": '<div style="d\\69splay:none">%s</div>',
    "visibility": '<p style="visibility : hidden">%s</p>',
    "no size": '<span style="font-size:0px">%s</span>',
    "no size at the end": '<span style="color:red;font-size:0">%s</span>',
    "a pixel": '<span style="font-size:1px">%s</span>',
    "one in a hundred": '<span style="font-size:1%%">%s</span>',
    "white on the page": '<span style="color:#ffffff">%s</span>',
    "nearly white": '<span style="color:#fafafa">%s</span>',
    "white on white": '<div style="background:#fff"><span style="color:white">%s</span></div>',
    "black on black": '<table bgcolor="#000000"><tr><td><font color="#000">%s</font></td></tr></table>',
    "font color": '<font color="white">%s</font>',
    "color of the body": '<div style="background-color:rgb(255, 255, 255);color:rgb(255,255,255)"><p>%s</p></div>',
    "transparent": '<p style="color:transparent">%s</p>',
    "clear": '<p style="color:rgba(0,0,0,0)">%s</p>',
    "opacity": '<div style="opacity:0">%s</div>',
    "attribute": "<div hidden>%s</div>",
    "no height": '<div style="max-height:0;overflow:hidden">%s</div>',
    "off the page": '<div style="position:absolute;left:-9999px">%s</div>',
    "indented away": '<div style="text-indent:-9999px">%s</div>',
    "class": '<style>.x{display:none}</style><div class="x">%s</div>',
    "id on any screen": "<style>@media screen{ #x { display : none } }</style><p id=x>%s</p>",
    "nested selector": '<style>div > p.y, a {color:#fff}</style><div><p class="y">%s</p></div>',
    "comment": "<!-- %s -->",
    "for Outlook": "<!--[if mso]>%s<![endif]-->",
    "unclosed comment": "<!-- %s",
    "template": "<template>%s</template>",
    "title": "<title>%s</title>",
    "deep": "<div>" * 5000 + '<p style="display:none">%s</p>',
    "deep in links": '<a name="x">' * 400 + '<p style="display:none">%s</p>',
}


@pytest.mark.parametrize("html", HIDING.values(), ids=HIDING)
def test_hidden_text_is_not_read(html):
    found = read(page(f"<html><body><p>{SHOWN}</p>{html % DONE}</body></html>"))
    assert (found.reply_text, found.kind, found.kinds) == (SHOWN, K.ACKNOWLEDGED, (K.ACKNOWLEDGED,))


VISIBLE = {
    "white on blue": "<table bgcolor='#003366'><tr><td style='color:#fff'><p>%s</p></td></tr></table>",
    "white on a picture": "<div style='background:url(a.png)'><p style='color:#fff'>%s</p></div>",
    "gray": "<p style='color:#888888'>%s</p>",
    # Mail generators set no size around and a size within, so that no gap is left between columns.
    "size within no size": "<td style='font-size:0px;padding:10px'><div style='font-size:13px;color:#000000'>%s</div></td>",
    "shown again": "<style>.x{display:none} .x{display:block}</style><p class='x'>%s</p>",
    "hidden on small screens": "<style>@media (max-width:480px){.x{display:none}}</style><p class='x'>%s</p>",
    "hidden in print": "<style>@media print{.x{display:none}}</style><p class='x'>%s</p>",
    "important": "<style>.x{display:block !important}</style><p class='x' style='display:none'>%s</p>",
    "low lines": "<p style='max-height:20px;overflow:hidden'>%s</p>",
    "back from the left": "<p style='left:-10px'>%s</p>",
}


@pytest.mark.parametrize("html", VISIBLE.values(), ids=VISIBLE)
def test_text_that_is_seen_is_read(html):
    found = read(page(html % DONE))
    assert (found.reply_text, found.kind) == (DONE, K.FULFILLED)


@pytest.mark.parametrize(
    "html",
    ["<s>%s</s>", "<del>%s</del>", '<p style="text-decoration:line-through">%s</p>', '<bdo dir="rtl">%s</bdo>',
     '<span style="unicode-bidi:bidi-override;direction:rtl">%s</span>'],
    ids=["s", "del", "style", "turned", "turned by style"],
)  # fmt: skip
def test_text_struck_out_or_turned_round_is_shown_and_not_believed(html):
    found = read(page(f"<p>{DONE}</p>" + html % "Only kidding, all of it is kept."))
    assert found.kind is None
    assert not set(found.kinds) & {K.FULFILLED, K.PARTLY_FULFILLED, K.OPTED_OUT}
    assert "kidding" in seen(found.reply_text)


INSIDE = {
    "zero-width space": "\u200b", "soft hyphen": "\u00ad", "joiner": "\u200d", "non-joiner": "\u200c",
    "word joiner": "\u2060", "grapheme joiner": "\u034f", "byte order mark": "\ufeff", "backspace": "\x08",
    "vowel separator": "\u180e", "invisible plus": "\u2064", "Hangul filler": "\u3164", "tag": "\U000e0020",
    "variation selector": "\ufe0f", "left-to-right mark": "\u200e", "embedding": "\u202a\u202c",
}  # fmt: skip


@pytest.mark.parametrize("mark", INSIDE.values(), ids=INSIDE)
def test_an_invisible_character_neither_hides_nor_makes_a_deletion(mark):
    # A person sees "not" and "deleted"; so must whoever reads for them.
    assert seen(f"has n{mark}ot been del{mark}eted") == "has not been deleted"
    kept = read(plain(f"Your personal data has n{mark}ot been deleted.\r\n"))
    assert not set(kept.kinds) & {K.FULFILLED, K.PARTLY_FULFILLED, K.OPTED_OUT}
    done = read(plain(f"We have del{mark}eted all personal data we held about you.\r\n"))
    assert done.kind is K.FULFILLED


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("n\u043et", "not"),  # Cyrillic o
        ("d\u0435l\u0435t\u0435d", "deleted"),  # Cyrillic e
        ("\uff4e\uff4f\uff54", "not"),  # full width
        ("\U0001d427\U0001d428\U0001d42d", "not"),  # bold of mathematics
        ("n\u0336o\u0336t\u0336", "not"),  # struck out
        ("Größe, déjà, żółć", "Größe, déjà, żółć"),
        ("Привет, мир", "Привет, мир"),
        ("5 μm", "5 μm"),
    ],
)
def test_letters_are_read_as_what_they_look_like(written, read_as):
    assert seen(written) == read_as


@pytest.mark.parametrize(
    "sentence",
    ["We have d\u0435leted all personal data we held about you.",
     "We have \u202edeteled\u202c all personal data we held about you. We have deleted all of it.",
     "We have deleted all personal data we held about you. N\u0336o\u0336t\u0336 at all."],
    ids=["look-alikes", "turned round", "struck out"],
)  # fmt: skip
def test_words_in_disguise_are_left_to_a_person(sentence):
    found = read(plain(sentence))
    assert disguised(sentence)
    assert found.kind is None
    assert not set(found.kinds) & {K.FULFILLED, K.PARTLY_FULFILLED, K.OPTED_OUT}


def test_a_soft_hyphen_in_a_page_breaks_no_word():
    assert html_text("<p>Daten&shy;schutz&nbsp;&zwnj;&nbsp;und</p>") == "Datenschutz und"


def test_a_picture_written_into_the_page_leaves_room_for_the_text():
    assert html_text('<img src="data:image/png;base64,' + "A" * 2_000_000 + '"><p>Received.</p>') == "Received."
