"""The everyday commands, in the order in which a person types them."""

from __future__ import annotations

from pathlib import Path

from program import unlist

from unlist import clock
from unlist.home import Home

ZONE = "America/Los_Angeles"


def today() -> str:
    return clock.today(ZONE).isoformat()


def answer(reference: str, text: str, path: Path) -> Path:
    """Write a mail of Harbor People that carries the reference."""
    path.write_bytes(
        f"From: privacy@harbor-people.example\r\nTo: maya@example.org\r\nSubject: Re: {reference}\r\n"
        f"Message-ID: <{path.stem}@harbor-people.example>\r\n\r\n{text}\r\n".encode()
    )
    return path


def test_init_says_where_things_lie_and_what_comes_next(home):
    done = unlist("init", "--residence", "us-ca", typed="Maya Okonjo-Reyes\nmaya@example.org\n")
    assert done.code == 0
    assert str(home.path) in done.out
    assert "Key:" in done.out
    assert "attorney" in done.err
    assert "Next: unlist subject add-identifier" in done.err
    shown = unlist("--json", "subject", "show").json
    assert (shown["handle"], shown["name"], shown["residence"]) == ("me", "Maya Okonjo-Reyes", "US-CA")


def test_a_plan_shows_each_field_that_would_leave_and_sends_nothing(maya, tmp_path):
    done = unlist("--json", "plan", "harbor-people")
    assert done.code == 0
    (item,) = done.json["items"]
    assert item["law"] == "ccpa"
    assert item["right"] == "opt_out"
    assert item["discloses"] == ["full_name", "email", "state_residence", "profile_url"]
    assert len(done.json["id"]) == 12
    assert not (tmp_path / "Unlist").exists()
    text = unlist("plan", "harbor-people", "--why")
    assert "11 CCR 7060(b)" in text.out
    assert "attorney" in text.out
    assert "No lawyer has reviewed these letters yet" in text.out


def test_without_a_terminal_sending_needs_the_plan_that_was_looked_at(maya, tmp_path):
    refused = unlist("send", "harbor-people")
    assert refused.code == 7
    assert "--plan" in refused.err
    stale = unlist("send", "harbor-people", "--plan", "000000000000", "--confirm", "residence")
    assert stale.code == 7
    plan = unlist("--json", "plan", "harbor-people").json["id"]
    unconfirmed = unlist("send", "harbor-people", "--plan", plan)
    assert unconfirmed.code == 4
    assert "--confirm residence" in unconfirmed.err
    assert not (tmp_path / "Unlist").exists()
    done = unlist("--json", "send", "harbor-people", "--plan", plan, "--confirm", "residence")
    assert done.code == 0
    assert Path(done.json["handed_over"][0]["path"]).exists()


def test_dry_run_changes_nothing(maya, tmp_path):
    done = unlist("send", "harbor-people", "--dry-run")
    assert done.code == 0
    assert "privacy@harbor-people.example" in done.out
    assert unlist("--json", "request", "list").json["requests"] == []
    assert not (tmp_path / "Unlist").exists()


def test_a_letter_that_was_handed_over_runs_no_clock_until_it_was_sent(asked):
    (line,) = unlist("--json", "request", "list").json["requests"]
    assert (line["status"], line["reason"], line["due_on"]) == ("awaiting_you", "hand_off", None)
    done = unlist("request", "event", asked, "sent", "--on", today())
    assert done.code == 0
    assert "due on" in done.out
    why = unlist("request", "why", asked)
    assert "11 CCR 7026(f)" in why.out
    assert "business days" in why.out


def test_all_letters_that_lie_ready_are_sent_with_one_word(asked):
    assert unlist("--yes", "send", "quay-faces").code == 0
    unsaid = unlist("request", "sent")
    assert (unsaid.code, "--all" in unsaid.err) == (2, True)
    assert unlist("request", "sent", "--all", "--on", "2099-01-01").code == 2
    done = unlist("request", "sent", "--all")
    assert done.code == 0
    assert done.out.count("due on") == 2
    assert {line["status"] for line in unlist("--json", "request", "list").json["requests"]} == {"awaiting_broker"}
    assert unlist("request", "sent", "--all").out == "No letter lies ready.\n"


def test_a_letter_does_not_leave_before_it_is_written(asked):
    for command in (("request", "event", asked, "sent"), ("request", "sent", asked)):
        refused = unlist(*command, "--on", "2024-02-29")
        assert (refused.code, "before the letter was written" in refused.err) == (2, True)
    assert unlist("request", "sent", asked, "--on", "").code == 2


def test_a_day_in_the_future_is_no_day_of_sending(asked):
    refused = unlist("request", "event", asked, "sent", "--on", "2099-01-01")
    assert refused.code == 2
    assert "lies in the future" in refused.err


def test_answers_are_read_in_decided_on_and_verified(sent, tmp_path):
    path = answer(sent, "We have deleted your personal information from our records.", tmp_path / "a.eml")
    taken = unlist("inbox", "import", str(path))
    assert taken.code == 0
    assert "1 wait for your decision" in taken.out
    listed = unlist("--json", "inbox", "review", "--list")
    (item,) = listed.json["pending"]
    assert (item["kind"], item["request"]) == ("fulfilled", sent)
    assert unlist("inbox", "review", "harbor-people", "--accept").code == 0
    shown = unlist("--json", "request", "show", sent).json
    assert (shown["status"], shown["outcome"]) == ("answered", "fulfilled")
    verified = unlist("request", "verify")
    assert (verified.code, verified.out.strip()) == (0, "1 request checked, 0 with faults.")
    assert unlist("request", "close", sent).code == 0
    assert unlist("--json", "request", "list").json["requests"] == []
    assert len(unlist("--json", "request", "list", "--all").json["requests"]) == 1


def test_run_does_the_daily_work_and_says_what_waits(sent, tmp_path):
    box = tmp_path / "box.mbox"
    text = answer(sent, "Please send us a copy of your passport to verify your identity.", tmp_path / "b.eml")
    box.write_bytes(b"From x Mon Nov 30 10:00:00 2026\n" + text.read_bytes() + b"\n")
    done = unlist("run", "--mail", str(box))
    assert done.code == 3
    assert "1 to decide on" in done.out
    assert unlist("inbox", "review", sent, "--accept").code == 0
    written = unlist("--json", "follow-up", sent)
    assert written.code == 0
    letter = Path(written.json["path"]).read_text(encoding="utf-8")
    assert "7060" in letter
    assert unlist("request", "event", sent, "sent", "--on", today()).code == 0
    again = unlist("run", "--mail", str(box))
    assert again.code == 0
    assert "0 recorded, 0 to decide on" in again.out


def test_unlist_alone_shows_what_is_due(sent, tmp_path):
    quiet = unlist()
    assert quiet.code == 0
    assert "The next answer is due on" in quiet.out
    late = unlist("--as-of", "2030-01-01")
    assert f"request show REFERENCE\n  {sent}  Harbor People: " in late.out
    assert unlist("--json").json["open"] == 1


def test_nobody_is_called_late_while_an_answer_is_unread(sent, tmp_path):
    path = answer(sent, "We have deleted your personal information from our records.", tmp_path / "a.eml")
    before = unlist("--json", "--as-of", "2030-01-01", "request", "list").json["requests"][0]
    assert before["overdue_days"] > 1000
    assert unlist("inbox", "import", str(path)).code == 0
    shown = unlist("--json", "--as-of", "2030-01-01").json
    assert (shown["unread"], shown["late"]) == ([sent], [])
    assert unlist("--json", "--as-of", "2030-01-01", "request", "list").json["requests"][0]["overdue_days"] is None


def test_a_follow_up_before_the_day_is_refused_with_the_day(sent):
    refused = unlist("follow-up", sent)
    assert refused.code == 7
    assert "write again from" in refused.err


def test_reminders_come_once(asked):
    first = unlist("--json", "remind")
    assert first.code == 0
    assert len(first.json["digests"]) == 1
    assert Path(first.json["digests"][0]["path"]).exists()
    assert unlist("--json", "remind").json["digests"] == []


def test_snooze_note_withdraw_reopen(asked):
    assert unlist("request", "note", asked, "called them").code == 0
    assert unlist("request", "snooze", asked, "--until", "2099-01-01").code == 0
    assert "send the letter" not in unlist().out
    assert unlist("request", "withdraw", asked).code == 0
    assert unlist("request", "reopen", asked).code == 0
    events = [event["kind"] for event in unlist("--json", "request", "show", asked).json["events"]]
    assert events[-4:] == ["noted", "snoozed", "withdrawn", "reopened"]


def test_what_is_asked_again_meanwhile_is_not_reopened(asked):
    assert unlist("request", "withdraw", asked).code == 0
    second = unlist("--json", "--yes", "send", "harbor-people").json["handed_over"][0]["reference"]
    assert second != asked
    refused = unlist("request", "reopen", asked)
    assert (refused.code, second in refused.err) == (7, True)
    assert unlist("request", "withdraw", second).code == 0
    assert unlist("request", "reopen", asked).code == 0


def test_a_letter_lost_from_the_vault_is_found(asked, maya):
    (message,) = [path for path in maya.vault.rglob("*") if path.is_file()]
    kept = message.read_bytes()
    for damage in (message.unlink, lambda: message.write_bytes(kept[:-1])):
        damage()
        found = unlist("--json", "request", "verify")
        assert found.code == 1
        assert ["is missing or not what was kept" in fault for fault in found.json["wrong"][asked]] == [True]
    message.write_bytes(kept)
    assert unlist("request", "verify").code == 0


def test_a_reference_is_found_by_its_first_characters(asked):
    for name in (asked[:5], asked[3:6], asked.lower()):
        assert unlist("--json", "request", "show", name).json["request"]["reference"] == asked
    for name in ("UL-", "ul-"):
        assert unlist("request", "show", name).code == 6


def test_a_wrong_entry_is_taken_back(sent):
    shown = unlist("--json", "request", "show", sent).json
    number = shown["events"][-1]["seq"]
    assert unlist("request", "event", sent, "corrected", "--seq", str(number)).code == 0
    assert unlist("--json", "request", "show", sent).json["reason"] == "hand_off"


def test_config_shows_where_things_lie(maya, tmp_path):
    shown = unlist("--json", "config").json
    assert shown["home"] == str(tmp_path / "home")
    assert shown["key"] == "file"
    assert shown["settings"]["zone"] == ZONE
    text = unlist("config").out
    assert 'authserv_id = ""' in text
    assert Home(maya.path).exists


def test_somebody_else_needs_a_right_to_be_written_for(maya):
    refused = unlist("subject", "add", "mika", "--residence", "DE", "--standing", "mandate", typed="M\nm@example.org\n")
    assert refused.code == 7
    assert "--yes" in refused.err
    added = unlist(
        "--yes",
        "subject",
        "add",
        "mika",
        "--residence",
        "DE",
        "--standing",
        "minor",
        typed="Mika\nm@example.org\nMaya O.\n",
    )
    assert added.code == 0
    plan = unlist("--subject", "mika", "--json", "plan", "nordlicht-auskunft").json
    assert plan["items"][0]["missing"] == []
    assert unlist("subject", "representative", "mika", typed="Maya Okonjo-Reyes\n").code == 0
    letter = unlist("--subject", "mika", "letter", "nordlicht-auskunft").out
    assert "Maya Okonjo-Reyes" in letter
    assert "for Mika" in letter


def test_who_is_covered_by_daniels_law_says_so_once_and_can_take_it_back(home):
    unlist("init", "--residence", "US-NJ", typed="Maya Okonjo-Reyes\nmaya@example.org\n")
    said = unlist("subject", "protected", "daniels-law")
    assert said.code == 0
    assert "tells the broker that you are protected" in said.err
    assert unlist("--json", "subject", "show").json["declared"]["daniels_law"] == "yes"
    unlist("subject", "protected", "daniels-law", "--ended")
    assert not unlist("--json", "subject", "show").json["declared"].get("daniels_law")
    assert unlist("subject", "protected", "witness").code == 2
