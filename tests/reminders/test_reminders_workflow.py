"""The ledger before the digest, the digest before the mark: through kills, days, zones and households."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from reminder_home import AT, Requests, person

from unlist import clock
from unlist.errors import BadInput, HomeUnusable
from unlist.reminders import workflow
from unlist.reminders.workflow import remind
from unlist.store import Store, open_store


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it."""


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "hand-off" / "digests"


@pytest.fixture
def run(store, directory):
    def go(at=AT, **more):
        clock.set_now(at)
        given = {"at": at, "zone": store.zone, "to": "file", "directory": directory, "dry_run": False}
        return remind(store, **{**given, **more})

    return go


def files(directory):
    return sorted(path.name for path in directory.rglob("*")) if directory.exists() else []


def read(path):
    return message_from_bytes(path.read_bytes(), policy=default)


def test_a_digest_is_written_once_however_often_it_runs(run, requests, directory, store):
    request = requests.handed_over()
    (result,) = run()
    assert result.path == directory / "2026-11-24-lena.eml"
    assert files(directory) == ["2026-11-24-lena.eml", "2026-11-24-lena.html"]
    assert request.reference in read(result.path).get_body(("plain",)).get_content()
    kept = result.path.read_bytes()
    for hours in range(1, 15):
        assert run(AT + timedelta(hours=hours)) == []
    assert result.path.read_bytes() == kept
    assert all(entry.sent_at == AT for entry in store.ledger("lena"))
    # Stages of a task: the day itself, then 3 and 7 days later.
    told = [days for days in range(1, 29) if run(AT + timedelta(days=days))]
    assert told == [3, 7]


def test_the_files_are_private(run, requests, directory):
    requests.handed_over()
    (result,) = run()
    assert result.path.stat().st_mode & 0o777 == 0o600
    assert directory.stat().st_mode & 0o777 == 0o700


def test_a_dry_run_writes_nothing_and_says_what_would_be_told(run, requests, directory, store, home):
    requests.handed_over()
    before = home.database.read_bytes()
    (shown,) = run(dry_run=True)
    assert (shown.path, files(directory), store.ledger("lena")) == (None, [], [])
    assert home.database.read_bytes() == before
    (sent,) = run()
    assert sent.digest.text == shown.digest.text


def test_to_stdout_nothing_is_written_and_it_counts_as_told_once_it_was_shown(run, requests, directory):
    requests.handed_over()
    shown = []
    (result,) = run(to="stdout", show=shown.append)
    assert (shown, result.path, files(directory)) == ([result], None, [])
    assert run() == []
    with pytest.raises(BadInput, match=r"'smtp'"):
        run(to="smtp")


# -- the end of the process, anywhere --------------------------------------------------------------------------------


def before(real):
    def killed(*_, **__):
        raise Killed

    return killed


def after(real):
    def killed(*given, **named):
        real(*given, **named)
        raise Killed

    return killed


def at_the_second(kill):
    """Kill at the second call only."""

    def made(real):
        calls = []

        def counted(*given, **named):
            calls.append(1)
            return kill(real)(*given, **named) if len(calls) == 2 else real(*given, **named)

        return counted

    return made


@pytest.mark.parametrize(
    ("owner", "name", "kill"),
    [
        (workflow, "draw", after),
        (Store, "ledger_intend", before),
        (Store, "ledger_intend", after),
        (workflow, "make_private_directory", after),
        (workflow, "write_file", before),
        (workflow, "write_file", after),
        (workflow, "write_file", at_the_second(before)),
        (workflow, "write_file", at_the_second(after)),
        (Store, "ledger_sent", before),
    ],
)
@pytest.mark.parametrize("days", [0, 1])
def test_killed_before_the_mark_it_is_told_again(run, requests, home, directory, monkeypatch, owner, name, kill, days):
    request = requests.handed_over()
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, kill(getattr(owner, name)))
        with pytest.raises(Killed):
            run()
    again = AT + timedelta(days=days, hours=1)
    with open_store(home) as opened:
        clock.set_now(again)
        given = {"at": again, "zone": "Europe/Berlin", "to": "file", "directory": directory, "dry_run": False}
        (result,) = remind(opened, **given)
        assert [item.reference for item in result.due.tasks] == [request.reference]
        assert request.reference in read(result.path).get_body(("plain",)).get_content()
        assert [entry.sent_at for entry in opened.ledger("lena")] == [again]
        assert remind(opened, **given) == []
    on = f"2026-11-{24 + days}"
    assert {f"{on}-lena.eml", f"{on}-lena.html"} <= set(files(directory))


def test_killed_after_the_mark_it_is_not_told_again(run, requests, directory, monkeypatch):
    requests.handed_over()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "ledger_sent", after(Store.ledger_sent))
        with pytest.raises(Killed):
            run()
    assert files(directory) == ["2026-11-24-lena.eml", "2026-11-24-lena.html"]
    assert run(AT + timedelta(hours=1)) == []
    assert run(AT + timedelta(days=1)) == []


def test_what_could_not_be_shown_is_shown_again(run, requests):
    requests.handed_over()
    with pytest.raises(BrokenPipeError):
        run(to="stdout", show=lambda _: (_ for _ in ()).throw(BrokenPipeError))
    assert len(run(to="stdout")) == 1


def test_a_place_that_cannot_be_written_loses_nothing(run, requests, directory):
    requests.handed_over()
    directory.parent.mkdir()
    directory.write_text("in the way")
    with pytest.raises(HomeUnusable, match="not a directory"):
        run()
    directory.unlink()
    assert len(run()) == 1


def test_what_another_run_told_meanwhile_is_not_told_twice(run, requests, store, directory, monkeypatch):
    requests.handed_over()
    real = Store.ledger_intend

    def overtaken(self, subject, items, digest_id, at):
        real(self, subject, items, "other", at)
        self.ledger_sent("other", at)
        return real(self, subject, items, digest_id, at)

    monkeypatch.setattr(Store, "ledger_intend", overtaken)
    assert run() == []
    assert files(directory) == []


# -- days and zones --------------------------------------------------------------------------------------------------


def test_days_are_the_persons_own(run, requests, directory):
    # 23:30 UTC on the 23rd is half past midnight on the 24th in Berlin.
    clock.set_now(datetime(2026, 11, 23, 22, 0, tzinfo=UTC))  # 23:00 in Berlin, still the 23rd
    requests.handed_over()
    assert run(datetime(2026, 11, 23, 22, 30, tzinfo=UTC))[0].path.name == "2026-11-23-lena.eml"
    requests.handed_over(broker="harbor-people")
    (result,) = run(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    assert result.path.name == "2026-11-24-lena.eml"
    assert [item.stage for item in result.due.tasks] == ["day 0"]
    assert "Tuesday, November 24, 2026" in result.digest.text
    assert read(result.path)["Date"] == "Mon, 23 Nov 2026 23:30:00 +0000"


def test_daylight_saving_and_a_move_to_another_zone_make_no_second_digest(run, requests):
    # In Berlin the clock goes forward in the night to Sunday 28 March 2027.
    clock.set_now(datetime(2027, 3, 27, 8, 0, tzinfo=UTC))
    requests.handed_over()
    assert run(datetime(2027, 3, 27, 23, 30, tzinfo=UTC))  # 00:30 on the 28th
    requests.handed_over(broker="harbor-people")
    assert run(datetime(2027, 3, 28, 21, 59, tzinfo=UTC)) == []  # 23:59 on the 28th
    # Honolulu is ten hours behind UTC: it is the 27th there, and the digest went out on the 27th there, at 13:30.
    assert run(datetime(2027, 3, 28, 2, 0, tzinfo=UTC), zone="Pacific/Honolulu") == []
    assert run(datetime(2027, 3, 28, 22, 1, tzinfo=UTC))  # 00:01 on the 29th


def test_a_clock_that_was_years_ahead_silences_nobody(run, requests):
    requests.handed_over()
    assert run(AT + timedelta(days=1000))
    requests.handed_over(broker="harbor-people")
    clock.set_now(AT)
    requests.handed_over(broker="ost-kredit")
    (result,) = run()
    assert "ost-kredit" in [item.broker for item in result.due.tasks]


def test_thirty_days_off_tell_the_latest_stage_once(run, requests):
    requests.sent()  # on Tuesday 24 November: due on Thursday 24 December; Christmas and a Sunday follow, so the 28th
    assert run(datetime(2026, 12, 28, 8, 0, tzinfo=UTC))[0].due.overdue[0].stage == "day 1"
    (result,) = run(datetime(2027, 1, 27, 8, 0, tzinfo=UTC))  # 34 days late
    assert [item.stage for item in result.due.overdue] == ["day 30"]
    assert run(datetime(2027, 1, 28, 8, 0, tzinfo=UTC)) == []


def test_what_was_recorded_between_two_looks_is_not_told(run, requests):
    request = requests.handed_over()
    assert run(dry_run=True)
    requests.tell(request, "sent")
    assert run() == []


# -- households ------------------------------------------------------------------------------------------------------


def test_nobody_sees_what_is_anothers(store, requests, run, directory):
    store.add_subject(person("mika", reply_to="lena@example.org"))
    hers, his = requests.handed_over(broker="quay-faces"), requests.handed_over("mika", "harbor-people")
    first, second = run()
    assert (first.subject, second.subject) == ("lena", "mika")
    for result, own, other in ((first, hers, his), (second, his, hers)):
        everything = result.path.read_text() + result.path.with_suffix(".html").read_text() + result.digest.text
        assert own.reference in everything
        assert other.reference not in everything
        assert other.broker not in everything
        assert f"for {result.subject}" in result.digest.text
        assert [entry.item_key for entry in store.ledger(result.subject)] == [item.key for item in result.due.tasks]
    # Two people may share a mailbox: their digests do not share a thread.
    assert read(first.path)["References"] != read(second.path)["References"]
    assert {"2026-11-24-lena.eml", "2026-11-24-mika.eml"} <= set(files(directory))


def test_one_person_can_be_named(store, requests, run):
    store.add_subject(person("mika"))
    requests.handed_over()
    requests.handed_over("mika")
    assert [result.subject for result in run(only="mika")] == ["mika"]
    assert [result.subject for result in run()] == ["lena"]


def test_commands_that_name_a_broker_name_the_person_too(store, requests, run):
    store.add_subject(person("mika"))
    request = requests.handed_over("mika")
    requests.tell(request, "not_sent")
    (result,) = run(only="mika")
    assert result.due.tasks[0].command == "unlist --subject=mika send quay-faces"


def test_a_persons_digests_are_one_thread(requests, run):
    requests.handed_over()
    first, second = run()[0], run(AT + timedelta(days=3))[0]
    headers = [read(result.path) for result in (first, second)]
    assert headers[0]["References"] == headers[1]["References"]
    assert headers[0]["Message-ID"] != headers[1]["Message-ID"]


# -- what is written -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reply_to", [None, "", "not an address"])
def test_without_an_address_a_page_and_a_text_are_written(store, requests, run, directory, reply_to):
    store.change_subject("lena", reply_to=reply_to)
    requests.handed_over()
    (result,) = run()
    assert files(directory) == ["2026-11-24-lena.html", "2026-11-24-lena.txt"]
    assert result.path.read_text() == result.digest.html
    assert result.path.with_suffix(".txt").read_text() == result.digest.text


def test_in_safety_mode_the_files_say_nothing_of_it(store, requests, run):
    store.change_subject("lena", safety_mode=True)
    request = requests.handed_over()
    (result,) = run()
    message = read(result.path)
    assert str(message["From"]) == "Notes <lena@example.org>"
    everything = result.path.read_text() + result.path.with_suffix(".html").read_text()
    for part in message.iter_parts():
        everything += part.get_content()
    assert "unlist" not in everything.lower()
    assert "quay" not in everything.lower()
    assert request.reference in everything


def test_a_broker_is_called_by_its_name_in_sentences_and_by_its_slug_in_commands(store, requests, run):
    request = requests.handed_over(broker="clearview-ai")
    requests.tell(request, "not_sent")
    (result,) = run()
    assert "1. Clearview AI" in result.digest.text
    assert "\n   unlist send clearview-ai\n" in result.digest.text


def test_a_broker_that_the_registry_lost_is_called_by_its_slug(store, run):
    Requests(store).handed_over(broker="gone-since")
    assert "1. gone-since" in run()[0].digest.text


def test_a_message_that_lay_unread_counts_from_when_it_was_taken_in(store, requests, run):
    request = requests.sent()
    clock.set_now(AT + timedelta(days=20))
    requests.tell(request, "reply_received", message="m", on="2026-11-25", kinds=["fulfilled"])
    (result,) = run(AT + timedelta(days=20))
    assert [item.stage for item in result.due.tasks] == ["day 0"]
    assert "A message came in on November 25, 2026." in result.digest.text
