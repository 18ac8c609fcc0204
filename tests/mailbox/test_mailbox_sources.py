"""Every source gives raw bytes, in order, with a number where there are several, and never raises."""

from __future__ import annotations

import mailbox
from pathlib import Path

import pytest

from unlist.errors import UnlistError
from unlist.mailbox import open_path

ONE = b"From: a@example.org\nSubject: one\nMessage-ID: <1@example.org>\n\nHello\n"
TWO = b"From: b@example.org\nSubject: two\nMessage-ID: <2@example.org>\n\nFrom here on it is prose.\nTo: nobody\n"


def single(folder: Path) -> tuple[Path, list[bytes], bool]:
    path = folder / "one.eml"
    path.write_bytes(ONE)
    return path, [ONE], False


def mbox(folder: Path) -> tuple[Path, list[bytes], bool]:
    path = folder / "box.mbox"
    path.write_bytes(
        b"From a@example.org Tue Nov 24 10:00:00 2026\n" + ONE + b"\nFrom b@example.org Tue Nov 24 11:00:00 2026\n" + TWO
        + b"\n"
    )  # fmt: skip
    return path, [ONE, TWO], True


def maildir(folder: Path) -> tuple[Path, list[bytes], bool]:
    box = mailbox.Maildir(folder / "Maildir", create=True)
    for raw in (ONE, TWO):
        box.add(raw)
    (folder / "Maildir" / "tmp" / "half").write_bytes(b"half written")
    return folder / "Maildir", [ONE, TWO], True


def folder_of_messages(folder: Path) -> tuple[Path, list[bytes], bool]:
    (folder / "mails").mkdir()
    (folder / "mails" / "a.eml").write_bytes(ONE)
    (folder / "mails" / "b.eml").write_bytes(TWO)
    (folder / "mails" / "notes.txt").write_bytes(b"no mail")
    return folder / "mails", [ONE, TWO], True


@pytest.mark.parametrize("make", [single, mbox, maildir, folder_of_messages])
def test_a_source_gives_each_message_once_and_in_order(make, tmp_path):
    path, raws, several = make(tmp_path)
    items = list(open_path(path))
    assert [number for number, _ in items] == (list(range(len(raws))) if several else [None])
    found = [raw.strip() for _, raw in items]
    assert sorted(found) == sorted(raw.strip() for raw in raws)
    assert list(open_path(path)) == items


def test_an_mbox_without_blank_lines_and_with_quoted_from(tmp_path):
    path = tmp_path / "box"
    path.write_bytes(
        b"From a@example.org Tue Nov 24 10:00:00 2026\nSubject: x\n\n>From the start.\n>>From deeper.\n"
        b"From b@example.org Tue Nov 24 11:00:00 2026\nSubject: y\n\nEnd.\n"
    )
    raws = [raw for _, raw in open_path(path)]
    assert len(raws) == 2
    assert b"\nFrom the start.\n>From deeper.\n" in raws[0]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe" * 1000, b"From ", b"From \n", b"\r\n\r\n", b"no header at all"]
)
def test_what_is_no_mail_is_given_as_it_is(tmp_path, content):
    path = tmp_path / "x.eml"
    path.write_bytes(content)
    items = list(open_path(path))
    assert all(isinstance(raw, bytes) for _, raw in items)


def test_what_cannot_be_read_is_an_error_in_its_place(tmp_path):
    ((number, problem),) = open_path(tmp_path / "missing.eml")
    assert number is None
    assert isinstance(problem, UnlistError)
    assert "missing.eml" in problem.message
    (tmp_path / "empty").mkdir()
    ((_, problem),) = open_path(tmp_path / "empty")
    assert isinstance(problem, UnlistError)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    ((_, problem),) = open_path(loop)
    assert isinstance(problem, UnlistError)


def test_one_bad_file_of_a_folder_does_not_hide_the_others(tmp_path):
    path, _, _ = folder_of_messages(tmp_path)
    (path / "aa.eml").symlink_to(tmp_path / "nowhere")
    items = list(open_path(path))
    assert sum(isinstance(raw, bytes) for _, raw in items) == 2
