"""Overrides lie over the shipped records, give way to a registry that looked later, and never silence one."""

from __future__ import annotations

import json
import tomllib
from datetime import date

import pytest

from unlist.errors import BadInput, BadRecord
from unlist.registry import index
from unlist.registry.lessons import own_channel, with_fact
from unlist.registry.load import broker, excluded, refused
from unlist.registry.override_file import change, dump_override, hold_usable, override_of
from unlist.registry.overrides import Fact, Override, merge, read_override

LEARNED = """\
[[facts]]
on = 2026-11-30
basis = "broker_reply"
why = "It refuses requests by e-mail."
behaviors = ["rejects_email"]

[[facts]]
on = 2026-11-30
basis = "broker_reply"
channels = [{ id = "privacy-email", state = "bounces", needs = ["profile_url"] }]
"""
FORM = {
    "id": "own-form",
    "kind": "form",
    "value": "https://harbor-faces.test/ask",
    "covers": "all",
    "order": 1,
    "basis": "broker_reply",
    "checked_on": "2026-11-30",
    "evidence": [{"source": "an answer to a request, compared by a person", "seen_on": "2026-11-30"}],
}


@pytest.fixture
def write(shipped, personal):
    """Return a function that writes an override of this text."""
    folder = personal.parent / "overrides"
    folder.mkdir()

    def put(text=LEARNED, slug="harbor-faces"):
        path = folder / f"{slug}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return put


def fact(*keys, value, on="2026-11-30", why=""):
    return Fact(keys, value, on, "broker_reply", why)


def test_an_override_lies_over_the_record_and_the_shipped_file_stays(write, shipped):
    before = (shipped / "harbor-faces.toml").read_bytes()
    write()
    record = index.load_index()["brokers"]["harbor-faces"]
    assert record["behaviors"] == ["requires_photo", "rejects_email"]
    mail = record["channels"][0]
    assert (mail["state"], mail["value"], mail["basis"]) == ("bounces", "privacy@harbor-faces.test", "broker_reply")
    assert mail["needs"] == ["full_name", "face_photo", "profile_url"]
    assert mail["checked_on"] == "2026-11-30"
    assert mail["evidence"][0]["url"] == "https://register.test/2026/", "what was known stays beside what is new"
    assert broker("harbor-faces").channels[0].state == "bounces"
    assert (shipped / "harbor-faces.toml").read_bytes() == before
    assert index.load_base()["harbor-faces"]["behaviors"] == ["requires_photo"]
    names = [(one["name"], one["standing"]) for one in index.load_index()["overrides"]["harbor-faces"]]
    assert names == [
        ("rejects_email", "applied"),
        ("privacy-email:bounces", "applied"),
        ("privacy-email:profile_url", "applied"),
    ]


def test_it_lies_over_a_record_of_ones_own_too(write, personal, records):
    (personal / "harbor-faces.toml").write_text(records["harbor-faces"].replace("harm = 5", "harm = 4"))
    write()
    record = index.load_index()["brokers"]["harbor-faces"]
    assert (record["harm"], record["channels"][0]["state"]) == (4, "bounces")


def test_a_changed_override_or_record_is_seen_at_once(write, shipped):
    path = write()
    assert broker("harbor-faces").channels[0].state == "bounces"
    path.write_text(LEARNED.replace('"bounces"', '"closed_group"'), encoding="utf-8")
    assert broker("harbor-faces").channels[0].state == "closed_group"
    text = (shipped / "harbor-faces.toml").read_text().replace("2026-06-02", "2026-12-24")
    (shipped / "harbor-faces.toml").write_text(text)
    assert broker("harbor-faces").channels[0].state == "unverified", "the registry looked on 24 December"
    path.unlink()
    assert index.load_index()["overrides"] == {}


RECORD = {
    "slug": "quay",
    "effect": "deletion",
    "channels": [
        {
            "id": "mail", "kind": "email", "value": "privacy@quay.test", "state": "works",
            "checked_on": "2026-12-24", "evidence": [],
        }
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "standing"),
    [
        (fact("channels", "mail", "state", value="bounces", on="2026-12-23"), "outdated"),
        (fact("channels", "mail", "state", value="bounces", on="2026-12-24"), "applied"),
        (fact("channels", "mail", "state", value="works", on="2026-12-23"), "known"),
        (fact("channels", "mail", "needs", value="phone", on="2026-12-23"), "outdated"),
        (fact("channels", "mail", "needs", value="phone", on="2026-12-25"), "applied"),
        (fact("channels", "gone", "state", value="bounces", on="2026-12-31"), "outdated"),
        (fact("behaviors", value="rejects_email", on="2026-12-23"), "outdated"),
        (fact("behaviors", value="rejects_email", on="2026-12-24"), "applied"),
        (fact("behaviors", value="wants_id", on="2026-01-01"), "applied"),
        (fact("effect", value="suppression", on="2026-12-23"), "outdated"),
        (fact("effect", value="suppression", on="2026-12-24"), "applied"),
        (fact("effect", value="deletion", on="2026-01-01"), "known"),
        (fact("reply_domains", value="desk.test", on="2026-01-01"), "applied"),
        (fact("channels", "own", value={"kind": "email", "value": "Privacy@quay.test"}, on="2026-12-31"), "known"),
    ],
)
def test_a_registry_that_looked_later_wins_and_the_fact_is_shown_as_outdated(one, standing):
    merged, ((seen, found),) = merge(RECORD, [one])
    assert (seen, found) == (one, standing)
    if standing != "applied":
        assert merged == RECORD


def test_facts_about_a_company_that_was_taken_over_are_outdated():
    stub = {"slug": "quay", "redirect_to": "harbor"}
    assert [standing for _, standing in merge(stub, [fact("behaviors", value="wants_id")])[1]] == ["outdated"]


def test_the_same_facts_give_the_same_record_in_whatever_order():
    facts = [
        fact("channels", "mail", "state", value="bounces", on="2026-12-26"),
        fact("channels", "mail", "state", value="dead", on="2026-12-25"),
        fact("channels", "own", "needs", value="phone", on="2026-12-25"),
        fact("channels", "own", value={**FORM, "id": "own"}, on="2026-12-31"),
    ]
    merged, _ = merge(RECORD, facts)
    assert merge(RECORD, facts[::-1])[0] == merged
    assert (merged["channels"][0]["state"], merged["channels"][1]["needs"]) == ("bounces", ["phone"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[facts]\n", "line 1"),
        ('[[facts]]\non = 2026-11-30\nbasis = "broker_reply"\nlegal_name = "X"\n', "legal_name"),
        ('[[facts]]\non = 2026-11-30\nbasis = "broker_reply"\nredirect_to = "cormorant-lists"\n', "redirect_to"),
        ('[[facts]]\non = 2026-11-30\nbasis = "broker_reply"\nstatus = "defunct"\n', "status"),
        ('[[facts]]\nbasis = "broker_reply"\nbehaviors = ["wants_id"]\n', "the day"),
        ('[[facts]]\non = "tomorrow"\nbasis = "broker_reply"\nbehaviors = ["wants_id"]\n', "the day"),
        ('[[facts]]\non = 2026-11-30\nbasis = "broker_reply"\n', "says nothing"),
        ('[[facts]]\non = 2026-11-30\nbasis = "broker_reply"\nbehaviors = ["is_rude"]\n', "behaviors"),
        ('[[facts]]\non = 2026-11-30\nbasis = "broker_reply"\nchannels = [{ id = "form", kind = "email" }]\n', "kind"),
        ('[[facts]]\non = 2026-11-30\nbasis = "broker_reply"\nchannels = [{ id = "form", covers = "all" }]\n', "covers"),
        (
            ('[[facts]]\non = 2026-11-30\nbasis = "broker_reply"\n'
            'channels = [{ id = "x", kind = "form", value = "javascript:alert(1)", covers = "all", basis = "broker_reply", '
            'checked_on = 2026-11-30, evidence = [{ source = "x", seen_on = 2026-11-30 }] }]\n'),
            "the form must begin with https://",
        ),
        (
            '[[facts]]\non = 2026-11-30\nbasis = "broker_reply"\nchannels = [{ id = "x", value = 1 }]\n',
            "kind",
        ),
        ("excluded_on = true\n", "excluded_on"),
        ("excluded_for = 1\n", "excluded_for"),
        ('[[forgotten]]\nname = "x"\n', "forgotten"),
    ],
)  # fmt: skip
def test_a_broken_override_is_refused_by_name_and_the_record_stands(write, text, said):
    path = write(text)
    (sentence,) = refused().values()
    assert str(path) in sentence
    assert said in sentence
    assert broker("harbor-faces").channels[0].state == "unverified"
    assert index.load_index()["overrides"] == {}


@pytest.mark.parametrize("slug", ["no-such-company", "Not_a_slug"])
def test_an_override_of_nobody_is_refused(write, slug):
    write(slug=slug)
    assert "there is no broker" in refused()[slug]


def test_others_are_used_when_one_is_broken(write):
    write()
    write("???", slug="cormorant-lists")
    assert set(refused()) == {"cormorant-lists"}
    assert broker("harbor-faces").channels[0].state == "bounces"


def test_no_override_changes_where_a_channel_leads(write):
    write(
        '[[facts]]\non = 2026-11-30\nbasis = "broker_reply"\nchannels = [{ id = "privacy-email", value = "x@evil.test" }]\n'
    )
    assert set(refused()) == {"harbor-faces"}
    assert broker("harbor-faces").channels[0].value == "privacy@harbor-faces.test"
    # Not by a channel of its own under the same id, either: ids must differ, and the check says so when it is written.
    record = index.load_base()["harbor-faces"]
    twin = with_fact(Override("harbor-faces"), fact("channels", "form", value={**FORM, "id": "form"}))
    with pytest.raises(BadInput, match="another channel 'form'"):
        hold_usable(record, twin, against=index.shipped_directory(), today=date(2026, 12, 1))


def test_what_is_written_is_read_again_and_only_what_was_said_stands_in_it(write):
    override = Override(
        "harbor-faces",
        (
            fact("behaviors", value="wants_id", why="It asked for an identity document."),
            fact("effect", value="suppression"),
            fact("channels", "own-form", value=FORM),
            fact("channels", "own-form", "needs", value="profile_url"),
            fact("notes", value='A "note" with\nlines.'),
        ),
        forgotten={"rejects_email": "2026-11-30"},
        excluded_on="2026-12-01",
    )
    path = write(dump_override(override))
    assert read_override(path) == override
    assert tomllib.loads(path.read_text())["facts"][0] == {
        "on": date(2026, 11, 30),
        "basis": "broker_reply",
        "why": "It asked for an identity document.",
        "behaviors": ["wants_id"],
    }
    assert excluded() == {"harbor-faces"}
    assert broker("harbor-faces").channels[2].needs == ("profile_url",)


def test_a_change_is_written_whole_and_an_empty_override_leaves_no_file(shipped, personal):
    folder = personal.parent / "overrides"
    change("harbor-faces", lambda override: with_fact(override, fact("behaviors", value="wants_id")))
    assert (folder / "harbor-faces.toml").stat().st_mode & 0o077 == 0
    assert [one.name for one in override_of("harbor-faces").facts] == ["wants_id"]
    change("harbor-faces", lambda _: Override("harbor-faces"))
    assert list(folder.glob("*.toml")) == []
    (folder / "harbor-faces.toml").write_text("?")
    with pytest.raises(BadRecord):
        change("harbor-faces", lambda override: override)
    assert (folder / "harbor-faces.toml").read_text() == "?", "what cannot be read is not written over"


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("form", "https://harbor-faces.test/?utm_source=mail", "utm_source"),
        ("form", "https://harbor-faces.test/", "homepage"),
        ("form", "https://harbor faces.test/x", "space"),
        ("email", "privacy@stranger.test", "none of the record's domains"),
        ("email", "privacy@harbor-faces.test", "another channel"),
    ],
)
def test_the_checks_of_the_registry_hold_for_what_is_typed(shipped, kind, value, said):
    channel = own_channel(kind, value, "https://harbor-faces.test/privacy", date(2026, 12, 1), ["form"])
    override = with_fact(
        Override("harbor-faces"), Fact(("channels", channel["id"]), channel, "2026-12-01", "broker_reply")
    )
    if said == "another channel":  # the record says it already: nothing changes
        hold_usable(index.load_base()["harbor-faces"], override, against=shipped, today=date(2026, 12, 1))
        return
    with pytest.raises(BadInput, match=said):
        hold_usable(index.load_base()["harbor-faces"], override, against=shipped, today=date(2026, 12, 1))


def test_an_index_with_overrides_is_plain_data(write):
    write()
    json.dumps(index.load_index())
