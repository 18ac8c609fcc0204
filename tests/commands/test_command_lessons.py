"""From an answer to a lesson, an override and a contribution, as a person types it; nothing personal leaves."""

from __future__ import annotations

import pytest
from invented import FACES, HARBOR
from program import unlist

from unlist import clock, config
from unlist.registry import index
from unlist.registry.override_file import path_of

ZONE = "America/Los_Angeles"
TICKET = "HP-7788991"
TOKEN = "8f14e45fceea167a"
LINK = f"https://harbor-people.test/optout/{TOKEN}"
TEXT = f"Dear Maya,\n\nwe do not accept requests by e-mail. Please use our form: {LINK}\nYour ticket is {TICKET}.\n"
ASKED = "Dear Maya,\n\nplease send us your phone number and the URL of your listing so that we can find your record.\n"


@pytest.fixture
def home(home, tmp_path, monkeypatch):
    """The same place, with the invented records as the shipped ones."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    for slug, text in (("harbor-people", HARBOR), ("quay-faces", FACES)):
        (config.config_dir() / "brokers" / f"{slug}.toml").unlink()
        # An address at .example is a placeholder to the checks, which look at what is typed.
        (folder / f"{slug}.toml").write_text(
            text.replace(".example", ".test").replace('["profile_url", "phone", "dob"]', '["dob"]'), encoding="utf-8"
        )
    monkeypatch.setattr(index, "shipped_directory", lambda: folder)
    return home


@pytest.fixture
def answer(sent, tmp_path):
    """Return a function that takes an answer in and accepts it as a kind."""

    def give(text, kind, number=1, sender="privacy@harbor-people.test"):
        path = tmp_path / f"{number}.eml"
        path.write_bytes(
            f"From: {sender}\r\nTo: maya@example.org\r\nSubject: Re: {sent}\r\n"
            f"Message-ID: <canary-{number}@harbor-people.test>\r\n\r\n{text}\r\n".encode()
        )
        assert unlist("inbox", "import", str(path)).code == 0
        return unlist("inbox", "review", sent, "--as", kind)

    return give


def today():
    return clock.today(ZONE).isoformat()


def lessons(*words):
    return unlist("--json", "broker", "lessons", *words).json


def test_an_accepted_answer_says_what_it_teaches(answer):
    done = answer(TEXT, "form_required")
    assert done.code == 0
    assert "See: unlist broker lessons harbor-people" in done.err
    marks = {one["name"]: one for one in lessons("harbor-people")["lessons"]}
    assert set(marks) == {"rejects_email", "helpdesk_new_thread", LINK}
    assert (marks["rejects_email"]["field"], marks["rejects_email"]["sure"]) == ("behaviors", False)
    assert (marks[LINK]["typed"], marks[LINK]["field"]) == ("--form", "channels")
    shown = unlist("broker", "lessons")
    assert "The sender was not proved: take it by its name." in shown.out
    assert LINK in shown.out
    assert "then type it: unlist broker learn harbor-people --form" in shown.err


def test_what_is_not_proved_or_an_address_is_never_taken_in_passing(answer):
    answer(TEXT, "form_required")
    none = unlist("broker", "learn", "harbor-people")
    assert none.code == 6
    address = unlist("broker", "learn", "harbor-people", LINK)
    assert address.code == 2
    assert "unlist broker learn harbor-people --form" in address.err
    assert unlist("broker", "learn", "harbor-people", "wants_id").code == 6
    assert not path_of("harbor-people").exists()


def test_what_was_taken_over_is_shown_as_ones_own_and_the_plan_goes_by_it(answer, sent):
    answer(TEXT, "form_required")
    done = unlist("broker", "learn", "harbor-people", "rejects_email")
    assert (done.code, done.out) == (0, "harbor-people: rejects_email. It refuses requests by e-mail.\n")
    shown = unlist("broker", "show", "harbor-people")
    assert "Your own, kept apart from the registry:" in shown.out
    assert f"{today()}  rejects_email: It refuses requests by e-mail." in shown.out
    (own,) = unlist("--json", "broker", "show", "harbor-people").json["overrides"]
    assert (own["name"], own["standing"], own["on"]) == ("rejects_email", "applied", today())
    plan = unlist("--json", "plan", "harbor-people", "--again").json
    assert [item["channel"] for item in plan["items"]] == ["form"]
    assert "rejects_email" not in {one["name"] for one in lessons()["lessons"]}


def test_dropping_gives_the_record_back_and_does_not_ask_again(answer):
    answer(TEXT, "form_required")
    unlist("broker", "learn", "harbor-people", "rejects_email")
    done = unlist("broker", "forget", "harbor-people", "rejects_email")
    assert (done.code, done.out) == (0, "harbor-people: rejects_email is dropped.\n")
    assert unlist("--json", "broker", "show", "harbor-people").json["overrides"] == []
    assert "rejects_email" not in {one["name"] for one in lessons()["lessons"]}
    assert unlist("broker", "forget", "harbor-people", "helpdesk_new_thread").code == 0
    assert unlist("broker", "forget", "harbor-people", LINK).code == 0
    assert lessons()["lessons"] == []
    assert unlist("broker", "forget", "harbor-people", "suppression").code == 6


def test_a_form_is_typed_and_lies_at_the_brokers_own_site(maya):
    foreign = unlist("broker", "learn", "harbor-people", "--form", "https://evil.example/optout")
    assert foreign.code == 7
    assert "--foreign" in foreign.err
    wrong = unlist("broker", "learn", "harbor-people", "--form", "https://harbor-people.test/")
    assert wrong.code == 2
    assert "homepage" in wrong.err
    bare = unlist("broker", "learn", "harbor-people", "--email", "dpo@harbor-people.test")
    assert bare.code == 2
    assert "--evidence-url" in bare.err
    page = ("--evidence-url", "https://harbor-people.test/privacy")
    assert unlist("broker", "learn", "harbor-people", "--email", "x@evil.example", *page).code == 2
    assert unlist("broker", "learn", "harbor-people", "--email", "dpo@harbor-people.test", *page).code == 0
    assert unlist("broker", "learn", "harbor-people", "--reply-domain", "Gmail.com").code == 2
    own = unlist("broker", "learn", "harbor-people", "--reply-domain", "alias.example.org")
    assert own.code == 2
    assert "Your own mail" in own.err
    done = unlist("broker", "learn", "harbor-people", "--form", "https://harbor-people.test/privacy/request")
    assert done.code == 0
    channels = unlist("--json", "broker", "show", "harbor-people").json["broker"]["channels"]
    assert [(c["id"], c["value"]) for c in channels][3:] == [
        ("own-email", "dpo@harbor-people.test"),
        ("own-form", "https://harbor-people.test/privacy/request"),
    ]
    given = ("--form", "https://forms-quay.test/privacy", "--foreign", *page, "--reply-domain", "quay-desk.test")
    assert unlist("broker", "learn", "harbor-people", *given).code == 0
    record = unlist("--json", "broker", "show", "harbor-people").json["broker"]
    assert record["channels"][5]["id"] == "own-form-2"
    assert (record["channels"][5]["basis"], record["channels"][5]["evidence"][0]["url"]) == ("own_policy", page[1])
    assert "quay-desk.test" in record["reply_domains"]


def test_a_contribution_holds_nothing_of_the_person(answer, sent, maya):
    answer(TEXT, "form_required")
    unlist("request", "event", sent, "answered_broker")
    answer(ASKED, "information_requested", number=2)
    names = ("rejects_email", "helpdesk_new_thread", "email:profile_url", "email:phone")
    assert unlist("broker", "learn", "harbor-people", *names).code == 0
    unlist("broker", "learn", "harbor-people", "--form", LINK)
    unlist("broker", "learn", "harbor-people", "--form", "https://harbor-people.test/privacy/request")
    unlist("broker", "learn", "harbor-people", "--reply-domain", "maya.quay-desk.test")
    kept = path_of("harbor-people").read_text()
    for planted in ("Maya", "Okonjo", "example.org", "+1 555", "p/maya-1", TICKET, "canary", "Dear", sent):
        assert planted not in kept, planted
    path_of("harbor-people").write_text(
        kept + f'\n[[facts]]\non = {today()}\nbasis = "broker_reply"\nwhy = "Maya Okonjo-Reyes, {sent}"\n'
        'behaviors = ["wants_id"]\nnotes = ["They wrote to maya@example.org."]\n'
    )
    done = unlist("broker", "export", "--patch", "harbor-people")
    assert done.code == 0
    for planted in (
        "Maya", "Okonjo", "Reyes", "example.org", "maya", "+1 555", "p/maya-1", TICKET, TOKEN, "canary", "Dear",
        "accept requests", sent, sent[3:], today(), str(maya.path), "US-CA", "UL-",
    ):  # fmt: skip
        assert planted not in done.out, planted
    assert '+behaviors = ["helpdesk_new_thread", "rejects_email", "wants_id"]' in done.out
    assert '+value = "https://harbor-people.test/privacy/request"' in done.out
    assert f"+on = {today()[:7]}-01" in done.out
    assert '+needs = ["dob", "phone", "profile_url"]' in done.out
    for named in ("own-form is left out", "maya.quay-desk.test is left out", "note:"):
        assert f"Check: harbor-people {named}" in done.err
    document = unlist("--json", "broker", "export", "--patch").json
    assert [one["broker"] for one in document["patches"]] == ["harbor-people"]
    assert document["patches"][0]["diff"].splitlines() == done.out.splitlines()


def test_export_needs_its_form_and_knows_no_records_of_ones_own(maya):
    assert unlist("broker", "export").code == 2
    nothing = unlist("broker", "export", "--patch")
    assert (nothing.code, nothing.out) == (0, "")
    own = unlist("broker", "export", "--patch", "nordlicht-auskunft")
    assert own.code == 4
    assert "a record of your own" in own.err


def test_excluding_and_taking_in_again(maya):
    assert unlist("broker", "exclude", "harbor-people").code == 0
    plan = unlist("plan", "harbor-people", "--why")
    assert "you excluded it" in plan.out
    assert f"You excluded it on {today()}." in unlist("broker", "show", "harbor-people").out
    assert lessons()["excluded"] == [{"broker": "harbor-people", "since": today()}]
    assert unlist("send", "harbor-people", "--yes").out.count("UL-") == 0
    assert unlist("broker", "include", "harbor-people").code == 0
    assert len(unlist("--json", "plan", "harbor-people").json["items"]) == 1
    assert not path_of("harbor-people").exists()


def test_a_mailbox_that_came_back_is_dropped_and_written_to_again(maya, sent):
    event = ("request", "event", sent, "bounced")
    assert unlist(*event).code in {0, 2}
    from unlist.store import open_store

    with open_store(maya) as store:
        store.mark_dead("privacy@harbor-people.test", "harbor-people")
        request = store.find_request(sent)
        from unlist.tracker.model import EventKind

        if store.events(request.id)[-1].kind is not EventKind.BOUNCED:
            store.append(
                request.id,
                EventKind.BOUNCED,
                expected_seq=store.last_seq(request.id),
                occurred_at=clock.now(),
                actor="broker",
                payload={"class": "hard", "address": "privacy@harbor-people.test", "status": "5.1.1"},
            )
    assert [one["name"] for one in lessons()["lessons"]] == ["email:bounces"]
    assert unlist("broker", "learn", "harbor-people").code == 0
    plan = unlist("--json", "plan", "harbor-people", "--again").json
    assert [item["channel"] for item in plan["items"]] == ["form"]
    assert unlist("broker", "forget", "harbor-people", "email:bounces").code == 0
    with open_store(maya) as store:
        assert store.dead_addresses() == frozenset()
    plan = unlist("--json", "plan", "harbor-people", "--again").json
    assert [item["channel"] for item in plan["items"]] == ["email"]


def test_without_a_home_or_its_key_what_was_taken_over_is_listed(home, monkeypatch):
    unlist("broker", "exclude", "quay-faces")
    assert lessons()["excluded"] == [{"broker": "quay-faces", "since": today()}]
    monkeypatch.setenv("UNLIST_KEY", "passphrase")
    monkeypatch.setenv("UNLIST_PASSPHRASE", "a quay in the harbor at dawn")
    assert unlist("init", "--residence", "US-CA", typed="Maya Okonjo-Reyes\nmaya@example.org\n").code == 0
    monkeypatch.delenv("UNLIST_PASSPHRASE")
    done = unlist("--json", "broker", "lessons")
    assert done.code == 0
    assert done.json["lessons"] is None
    assert len(done.json["excluded"]) == 1
    assert "What answers teach is sealed: Passphrase" in done.err


def test_nothing_is_written_on_another_day(maya):
    for words in (("exclude", "harbor-people"), ("learn", "harbor-people"), ("forget", "harbor-people", "x")):
        assert unlist("--as-of", "2026-12-24", "broker", *words).code == 7


def test_a_broken_override_is_named_and_nothing_is_written_over_it(maya):
    unlist("broker", "exclude", "harbor-people")
    path_of("harbor-people").write_text("?")
    for words in (("show", "harbor-people"), ("list",), ("lessons",)):
        done = unlist("broker", *words)
        assert done.code == 0
        assert str(path_of("harbor-people")) in done.err
    assert unlist("broker", "exclude", "harbor-people").code == 2
    assert path_of("harbor-people").read_text() == "?"
    assert unlist("broker", "export", "--patch").code == 4
