"""A contribution changes the shipped record as a diff that applies, and says nothing of the person."""

from __future__ import annotations

import subprocess
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlist.registry.checks import check_files
from unlist.registry.index import load_shipped
from unlist.registry.overrides import Fact
from unlist.registry.patch import patch_of

SHIPPED = {
    "harbor-faces": {"name": "Harbor Faces", "domains": ["harbor-faces.test"], "reply_domains": ["desk.test"]},
    "cormorant-lists": {"name": "Cormorant Lists", "domains": ["cormorant.test"]},
    "quay": {"name": "Quay", "domains": ["quay.test"]},
}


def fact(*keys, value, on="2026-11-27", why="Maya Okonjo told us, ticket 778899"):
    return Fact(keys, value, on, "broker_reply", why)


def form(value, **more):
    return fact(
        "channels",
        "own-form",
        value={
            "id": "own-form", "kind": "form", "value": value, "covers": "all", "order": 1, "basis": "broker_reply",
            "checked_on": "2026-11-27", "evidence": [{"source": "Maya's letter", "seen_on": "2026-11-27"}], **more,
        },
    )  # fmt: skip


@pytest.fixture
def record(shipped):
    return load_shipped()["harbor-faces"]


def added(patch):
    return [
        line[1:]
        for line in patch.diff.splitlines()
        if line.startswith("+") and not line.startswith("+++") and line != "+"
    ]


def test_the_diff_applies_to_the_registry_and_its_record_passes_the_checks(record, shipped, tmp_path):
    facts = [
        fact("behaviors", value="rejects_email"),
        fact("effect", value="opt_out_only"),
        fact("reply_domains", value="answers.test"),
        fact("channels", "privacy-email", "state", value="bounces"),
        fact("channels", "privacy-email", "needs", value="profile_url"),
        form("https://harbor-faces.test/your-privacy-choices"),
        fact("notes", value="It says that Cormorant Lists (cormorant-lists) is responsible."),
    ]
    patch = patch_of(record, facts, SHIPPED)
    assert patch.left_out == ()
    (tmp_path / "brokers").mkdir()
    target = tmp_path / "brokers" / "harbor-faces.toml"
    target.write_text((shipped / "harbor-faces.toml").read_text())
    subprocess.run(["git", "apply", "-"], input=patch.diff.encode(), cwd=tmp_path, check=True)
    errors = [one for one in check_files([target], against=shipped, today=date(2026, 12, 1)) if one.severity == "error"]
    assert errors == []
    assert added(patch) == [
        'reply_domains = ["desk.test", "answers.test"]',
        'effect = "opt_out_only"',
        'behaviors = ["requires_photo", "rejects_email"]',
        'state = "bounces"',
        'needs = ["full_name", "face_photo", "profile_url"]',
        'basis = "broker_reply"',
        "checked_on = 2026-11-01",
        (
            'evidence = [{ url = "https://register.test/2026/", seen_on = 2026-06-02, says = "e-mail filed for 2026" }, '
            '{ source = "an answer to a request", seen_on = 2026-11-01, '
            'says = "Mail to it comes back: there is no such mailbox." }, '
            '{ source = "an answer to a request", seen_on = 2026-11-01, '
            'says = "It asked for this to find a record: profile url." }]'
        ),
        "[[channels]]",
        'id = "form-2"',
        'kind = "form"',
        'value = "https://harbor-faces.test/your-privacy-choices"',
        'covers = "all"',
        "order = 1",
        'basis = "broker_reply"',
        "checked_on = 2026-11-01",
        'evidence = [{ source = "an answer to a request", seen_on = 2026-11-01 }]',
        "[[notes]]",
        "on = 2026-11-01",
        'text = "From the broker\'s own reply: it refuses requests by e-mail."',
        "[[notes]]",
        "on = 2026-11-01",
        'text = "From the broker\'s own reply: it stops selling or sharing; it deletes nothing."',
        "[[notes]]",
        "on = 2026-11-01",
        'text = "From the broker\'s own reply: it answers from answers.test."',
        "[[notes]]",
        "on = 2026-11-01",
        'text = "It says that Cormorant Lists (cormorant-lists) is responsible."',
    ]


def test_what_was_looked_at_in_the_same_month_is_not_dated_back(record):
    known = {**record, "channels": [{**record["channels"][0], "checked_on": "2026-11-20"}]}
    lines = added(patch_of(known, [fact("channels", "privacy-email", "state", value="bounces")], SHIPPED))
    assert not any(line.startswith("checked_on") for line in lines)
    assert any("seen_on = 2026-11-01" in line for line in lines)


@pytest.mark.parametrize(
    "one",
    [
        form("https://harbor-faces.test/optout?case=UL-7K3M9QX2TB-4"),
        form("https://harbor-faces.test/optout#maya"),
        form("https://harbor-faces.test/optout/maya-okonjo"),
        form("https://harbor-faces.test/optout/8f14e45fceea167a"),
        form("https://maya.harbor-faces.test/optout"),
        form("https://u8f14.desk.test/privacy"),
        form("https://maya-okonjo.test/privacy"),
        fact("channels", "own-email", value={**form("x").value, "kind": "email", "value": "maya.o@harbor-faces.test"}),
        fact("channels", "own-email", value={**form("x").value, "kind": "email", "value": "privacy+778899@harbor-faces.test"}),
        fact("channels", "own-post", value={**form("x").value, "kind": "post", "value": "Maya Okonjo, 1 Quay"}),
        form("https://harbor-faces.test/optout", basis="maya"),
        form("https://harbor-faces.test/optout", basis="own_policy"),
        form("https://harbor-faces.test/optout", evidence=[{"url": "https://harbor-faces.test/m/maya", "seen_on": "2026-11-27"}]),
        fact("reply_domains", value="case-778899.desk.test"),
        fact("notes", value="Maya Okonjo asked them in November."),
        fact("notes", value="It says that Maya Okonjo (maya) is responsible."),
        fact("channels", "privacy-email", "verification", value="maya@example.org"),
    ],
)  # fmt: skip
def test_what_may_be_made_for_one_person_stays_and_is_named(record, one):
    patch = patch_of(record, [one], SHIPPED)
    assert patch.diff == ""
    assert [name for name, _ in patch.left_out] == [one.name]


@pytest.mark.parametrize(
    "url",
    [
        "https://harbor-faces.test/optout",
        "https://www.harbor-faces.test/privacy/request-form.html",
        "https://optout.harbor-faces.test/ccpa/do-not-sell-my-personal-information",
        "https://privacy.desk.test/webform/opt_out",
    ],
)
def test_the_address_of_a_common_form_may_leave(record, url):
    assert patch_of(record, [form(url)], SHIPPED).diff


def test_what_is_about_a_channel_of_ones_own_stays(record):
    own = form("https://harbor-faces.test/optout/maya")
    patch = patch_of(record, [own, fact("channels", "own-form", "needs", value="phone")], SHIPPED)
    assert patch.diff == ""
    assert {name for name, _ in patch.left_out} <= {"own-form", "own-form:phone"}


@given(at=st.integers(0, 80), url=st.sampled_from(["form", "page", "email", "domain"]))
def test_a_word_that_is_nobodys_leaves_at_no_place_of_an_address(at, url):
    record = {"slug": "quay", "name": "Quay", "legal_name": "Quay", "role": "data_broker", "domains": ["quay.test"]}
    plain = {
        "form": "https://www.quay.test/privacy/opt-out",
        "page": "https://quay.test/legal/privacy-policy.html",
        "email": "privacy.request@quay.test",
        "domain": "desk.answers.test",
    }
    spoiled = plain[url][:at] + "zq7" + plain[url][at:]
    if url == "domain":
        one = fact("reply_domains", value=spoiled)
        if at >= len("desk."):  # another registered domain: a person typed the name of a company
            return
    elif url == "page":
        one = form(plain["form"], basis="own_policy", evidence=[{"url": spoiled, "seen_on": "2026-11-27"}])
    else:
        one = form(spoiled, kind="form" if url == "form" else "email")
    assert "zq7" not in patch_of(record, [one], SHIPPED).diff


def test_what_the_registry_says_already_gives_nothing(record):
    assert patch_of(record, [fact("behaviors", value="requires_photo")], SHIPPED).diff == ""
