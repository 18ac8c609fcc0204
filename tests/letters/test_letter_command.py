"""`unlist letter`, through its entry point: samples without a home, one's own letters, formats, refusals."""

from __future__ import annotations

import email
import json
import stat
from email.policy import default
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import typer.testing
from invented import HARBOR, add_brokers, channel, make_store
from typer.main import get_command
from typer.testing import CliRunner

from unlist import config
from unlist.home import Home
from unlist.registry.load import brokers
from unlist.store import open_store

(SCRIPT,) = entry_points(group="console_scripts", name="unlist")
APP = SCRIPT.load()
COMMAND = get_command(APP)
WATERMARK = "*** SAMPLE: this letter is for reading only, its sender does not exist ***"
PLACES = ("US-IL", "US-CA", "US-NY", "US-TX", "DE", "FR", "GB-ENG", "GB-SCT", "CH")
TODAY = "2026-11-24"


@pytest.fixture(autouse=True)
def built_once(monkeypatch):
    """Spare the runner from building the same command tree a thousand times."""
    monkeypatch.setattr(typer.testing, "_get_command", lambda app: COMMAND if app is APP else get_command(app))


def run(*arguments: str, stdin: str | None = None):
    done = CliRunner().invoke(APP, ["letter", *arguments], input=stdin)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.stderr
    return done


def sample(slug: str, place: str, *more: str, on: str = TODAY):
    return run(slug, "--sample", place, "--as-of", on, *more)


def flat(text: str) -> str:
    return " ".join(text.split())


# -- samples ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "subject", "words"),
    [
        (
            "US-IL",
            "Illinois: scans of my face geometry",
            ("740 ILCS 14/15", "preserve the records", "I live in Illinois"),
        ),
        ("US-CA", "California: opt-out of sale and sharing", ("15 business days", "7060(b)", "I live in California")),
        ("US-NY", "Request to take my face out of your search", ("your own policy", "I would be glad")),
        (
            "DE",
            "GDPR: objection to face recognition, and erasure",
            ("Article 9(2)(e)", "Article 12(3) gives", "Germany"),
        ),
        ("GB-ENG", "UK GDPR: objection to face recognition, and erasure", ("Article 12A gives", "the United Kingdom")),
        (
            "CH",
            "FADP: prohibition of processing, and deletion",
            ("I expressly prohibit you", "FADP art. 5(c)(4)", "I live in Switzerland", "24 December 2026"),
        ),
        ("US-TX", "Texas: request to delete", ("541.051(b)(3)", "within 45 days", "I live in Texas")),
        ("US-CO", "Colorado: request to delete", ("6-1-1306(1)(d)", "no minimum amount", "I live in Colorado")),
        ("US-VA", "Virginia: request to delete", ("59.1-577(A)(3)", "templates of my face", "I live in Virginia")),
        ("US-UT", "Utah: opt-out of sale and targeted advertising", ("13-61-201(5)", "I live in Utah")),
        ("US-NV", "Request to take my face out of your search", ("your own policy", "I would be glad")),
        (
            "US-WA",
            "Washington: request to delete biometric data",
            ("To the extent that you hold", "RCW 19.373.040(1)(c)", "I live in Washington"),
        ),
    ],
)
def test_the_clearview_letter_of_each_place(place: str, subject: str, words: tuple[str, ...], tmp_path) -> None:
    done = run("clearview-ai", "--sample", place, "--as-of", TODAY, "--home", str(tmp_path / "none"))
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Subject: SAMPLE {subject} [UL-0000000000P]\n\n{WATERMARK}\n\nClearview AI, Inc.\n")
    assert done.stdout.endswith(f"Alex Sample\n\n{WATERMARK}\n")
    assert all(word in flat(done.stdout) for word in words)
    assert "No lawyer has reviewed this text yet" in done.stderr
    assert not (tmp_path / "none").exists(), "a sample needs no home and makes none"


def test_in_illinois_the_photo_form_comes_first_and_is_said() -> None:
    done = sample("clearview-ai", "US-IL")
    assert done.stderr.startswith("First comes its photo form: my face is blocked from search results. ")
    assert done.stderr.splitlines()[0].endswith("This is the letter beside it.")
    form = sample("clearview-ai", "US-IL", "--right", "voluntary")
    assert "block my face from all search results" in flat(form.stdout)
    assert "It is for the form at https://www.clearview.ai/privacy-and-requests." in form.stderr


@pytest.mark.parametrize("slug", ["clearview-ai", "spokeo"])
def test_the_californian_deletion_changes_with_the_year(slug: str) -> None:
    old = flat(sample(slug, "US-CA", "--right", "delete", on="2026-12-31").stdout)
    new = flat(sample(slug, "US-CA", "--right", "delete", on="2027-01-01").stdout)
    assert "collected from me," in old
    assert "voluntarily" in old
    assert "collected from or about me," in new
    assert "voluntarily" not in new
    assert "December 31, 2026" in old
    assert "January 1, 2027" in new


def test_article_12a_comes_with_its_day() -> None:
    assert "Article 12(3) gives" in flat(sample("clearview-ai", "GB-SCT", on="2026-02-04").stdout)
    assert "Article 12A gives" in flat(sample("clearview-ai", "GB-SCT", on="2026-02-05").stdout)


@pytest.mark.parametrize("place", PLACES)
def test_every_broker_gives_a_letter_or_a_reason(place: str) -> None:
    codes = {}
    for broker in brokers():
        done = sample(broker.slug, place)
        codes[broker.slug] = done.exit_code
        if done.exit_code == 0:
            assert done.stdout.startswith("Subject: SAMPLE ")
        else:
            assert done.exit_code == 7
            assert done.stdout == ""
            (line,) = done.stderr.splitlines()
            assert line.startswith(f"unlist: No such letter to {broker.name}: ")
    assert 0 in codes.values()


@pytest.mark.parametrize(
    ("slug", "place", "options", "reason"),
    [
        ("spokeo", "US-IL", ("--law", "ccpa"), "the CCPA is for residents of California"),
        ("clearview-ai", "DE", ("--law", "bipa"), "BIPA is for residents of Illinois"),
        ("clearview-ai", "DE", ("--law", "gdpr", "--right", "opt-out"), "gdpr gives no opt out here"),
        ("spokeo", "US-CA", ("--right", "objection"), "no law that reaches it gives objection here"),
        ("spokeo", "US-IL", ("--law", "bipa"), "bipa does not reach it"),
    ],
)
def test_a_claim_that_does_not_apply_is_refused_with_the_reason(slug, place, options, reason) -> None:
    done = sample(slug, place, *options)
    assert done.exit_code == 7
    assert done.stdout == ""
    assert f": {reason}. There is: --law " in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("spokeoo", "--sample", "DE"), 6, "Did you mean spokeo"),
        (("clearview-ai", "--sample", "US"), 2, "the state decides"),
        (("clearview-ai", "--sample", "nowhere"), 2, "is no place"),
        (("clearview-ai", "--sample", ""), 2, "is no place"),
        (("clearview-ai", "--sample", "DE", "--law", "gdrp"), 2, "Nearest: gdpr"),
        (("clearview-ai", "--sample", "DE", "--right", "erasuer"), 2, "Nearest:"),
        (("clearview-ai", "--sample", "DE", "--format", "pdf"), 2, "It is txt or eml"),
        (("clearview-ai", "--sample", "DE", "--as-of", "soon"), 2, "neither a date nor an instant"),
        (("clearview-ai",), 6, "For a sample give --sample US-CA"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments, code, words, tmp_path) -> None:
    done = run(*arguments, "--home", str(tmp_path / "none"))
    assert done.exit_code == code
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_errors_under_json_are_json() -> None:
    done = sample("spokeo", "US-IL", "--law", "ccpa", "--json")
    assert json.loads(done.stderr)["error"]["exit_code"] == 7


# -- formats ---------------------------------------------------------------------------------------------------------


def test_the_message_on_stdout_is_the_message_itself() -> None:
    done = sample("clearview-ai", "DE", "--format", "eml")
    raw = done.stdout_bytes
    assert done.exit_code == 0
    assert b"\n" not in raw.replace(b"\r\n", b"")
    message = email.message_from_bytes(raw, policy=default)
    assert message["To"] == "privacy-requests@clearview.ai"
    assert message["From"] == "Alex Sample <alex.sample@example.org>"
    assert message["Subject"].startswith("SAMPLE GDPR: ")
    assert message["Message-ID"].endswith("@example.org>")
    assert message["X-Unsent"] is None, "a sample is for reading, so no program opens it for sending"
    text = sample("clearview-ai", "DE").stdout.partition("\n\n")[2]
    assert message.get_content().replace("\r\n", "\n") == text


def test_the_same_day_gives_the_same_bytes() -> None:
    first, again = (sample("clearview-ai", "DE", "--format", "eml").stdout_bytes for _ in range(2))
    assert first == again
    assert b"Date: Tue, 24 Nov 2026 " in first


def two_addresses() -> None:
    """A record with an address a law, the first of them for another law."""
    folder = config.config_dir() / "brokers"
    folder.mkdir(parents=True, exist_ok=True)
    head = HARBOR.partition("[[channels]]")[0]
    text = head + (
        channel("first", "email", "europe@harbor-people.example", order="1", laws='["gdpr"]')
        + channel("second", "email", "california@harbor-people.example", order="2", laws='["ccpa"]')
        + channel("dead", "email", "old@harbor-people.example", order="0", state='"bounces"')
        + channel("form", "form", "https://harbor-people.example/optout", order="3")
    )
    (folder / "harbor-people.toml").write_text(text, encoding="utf-8")


def test_the_message_goes_to_the_address_that_serves_the_claim() -> None:
    two_addresses()
    done = sample("harbor-people", "US-CA", "--format", "eml")
    assert email.message_from_bytes(done.stdout_bytes)["To"] == "california@harbor-people.example"


def test_where_no_address_serves_the_claim_there_is_no_message() -> None:
    two_addresses()
    done = sample("harbor-people", "US-NY", "--format", "eml")
    assert done.exit_code == 6
    assert "No mail address of Harbor People is on record for this letter. It goes by form" in done.stderr
    form = sample("clearview-ai", "US-IL", "--right", "voluntary", "--format", "eml")
    assert form.exit_code == 6
    assert "It goes by form" in form.stderr


def test_a_letter_without_a_channel_is_shown_and_that_is_said() -> None:
    done = sample("meta", "DE")
    assert done.exit_code == 0
    assert "No way to reach Meta with it is on record." in done.stderr
    assert sample("meta", "DE", "--format", "eml").exit_code == 6


@pytest.mark.parametrize("file_format", ["txt", "eml"])
def test_a_letter_is_written_into_a_folder(file_format: str, tmp_path) -> None:
    folder = tmp_path / "deep" / "folder"
    done = sample("clearview-ai", "DE", "--format", file_format, "--out", str(folder))
    (path,) = folder.iterdir()
    assert done.stdout == f"{path}\n"
    assert path.name == f"clearview-ai-gdpr_objection_face.{file_format}"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    shown = sample("clearview-ai", "DE", "--format", file_format)
    assert path.read_bytes() == (shown.stdout_bytes if file_format == "eml" else shown.stdout.encode())


def test_a_folder_that_is_a_file_is_refused(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    done = sample("clearview-ai", "DE", "--out", str(tmp_path / "file"))
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


def test_json_says_all_that_the_letter_is() -> None:
    done = sample("clearview-ai", "GB-ENG", "--json")
    told = json.loads(done.stdout)
    assert told["schema"] == 1
    assert (told["broker"], told["law"], told["right"], told["variant"]) == (
        "clearview-ai",
        "uk-gdpr",
        "objection",
        "face_database",
    )
    assert told["reviewed_by"] is None
    assert told["sample"] is True
    assert told["written_on"] == TODAY
    assert told["recipient"] == "privacy-requests@clearview.ai"
    assert told["grounds"]
    plain = sample("clearview-ai", "GB-ENG").stdout
    assert f"Subject: {told['subject']}\n\n{told['body']}" == plain


def test_json_and_files_and_messages_go_together(tmp_path) -> None:
    path = json.loads(sample("clearview-ai", "DE", "--json", "--out", str(tmp_path)).stdout)["path"]
    assert path == str(tmp_path / "clearview-ai-gdpr_objection_face.txt")
    told = json.loads(sample("clearview-ai", "DE", "--json", "--format", "eml").stdout)["message"]
    assert told.encode() == sample("clearview-ai", "DE", "--format", "eml").stdout_bytes


def test_explain_names_template_claim_and_sources() -> None:
    done = sample("clearview-ai", "DE", "--explain")
    assert "Template gdpr_objection_face: " in done.stderr
    assert "art. 9(1)" in done.stderr
    assert "Template" not in sample("clearview-ai", "DE").stderr
    assert sample("clearview-ai", "DE", "--explain", "--quiet").stderr == ""


# -- one's own letters -----------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path):
    add_brokers()
    place = Home(tmp_path / "home")
    with make_store(place):
        pass
    return str(place.path)


def own(home: str, slug: str, *more: str, subject: str = "maya", stdin: str | None = None):
    return run(slug, "--home", home, "--subject", subject, "--as-of", TODAY, *more, stdin=stdin)


def test_my_own_letter_gives_what_was_seen_there_and_nothing_else(home: str) -> None:
    done = own(home, "harbor-people")
    assert done.exit_code == 0
    assert "SAMPLE" not in done.stdout
    assert "My name is Maya Okonjo-Reyes. I live in California." in flat(done.stdout)
    assert "- address of the page: https://harbor-people.example/p/maya-1\n" in done.stdout
    assert "555" not in done.stdout, "the phone number was seen nowhere"
    assert "1990" not in done.stdout, "a date of birth never leaves"
    assert "Nothing is tracked by this. To send it and be reminded: unlist send harbor-people" in done.stderr


def test_my_own_letter_tracks_nothing(home: str) -> None:
    assert own(home, "harbor-people", "--format", "eml").exit_code == 0
    with open_store(Home(Path(home))) as store:
        assert store.requests() == []
        assert store.disclosures("maya") == []


def test_my_own_message_is_marked_for_sending(home: str) -> None:
    message = email.message_from_bytes(own(home, "harbor-people", "--format", "eml").stdout_bytes, policy=default)
    assert message["X-Unsent"] == "1"
    assert message["From"] == "Maya Okonjo-Reyes <maya@example.org>"
    assert message["To"] == "privacy@harbor-people.example"


def test_an_objection_needs_my_situation(home: str) -> None:
    done = own(home, "quay-faces", subject="lena")
    assert done.exit_code == 2
    assert "needs one sentence on your particular situation" in done.stderr


def test_a_child_is_named_as_the_one_concerned(home: str) -> None:
    done = own(home, "nordlicht-auskunft", subject="mika")
    assert done.exit_code == 0
    assert "Lena Brückmann writes this letter for Mika Brückmann, as a parent with custody." in flat(done.stdout)


def test_what_is_disputed_is_asked_for(home: str) -> None:
    wrong = "The account with Example Bank is listed as unpaid; I paid it."
    done = own(home, "experian", "--law", "fcra", "--right", "dispute", stdin=f"{wrong}\n")
    assert done.exit_code == 0
    assert wrong in flat(done.stdout)
    nothing = own(home, "experian", "--law", "fcra", "--right", "dispute", stdin="\n")
    assert nothing.exit_code == 2
    assert "nothing was given" in nothing.stderr
