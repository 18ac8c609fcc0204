"""Writing files: whole or not at all, closed to others, never through a link."""

from __future__ import annotations

import errno
import os

import pytest

from unlist.errors import HomeUnusable
from unlist.files import make_private_directory, write_file


def test_a_file_is_whole_and_private(tmp_path):
    path = tmp_path / "a" / "letter.eml"
    make_private_directory(path.parent)
    write_file(path, b"x" * 3_000_000)
    assert path.read_bytes() == b"x" * 3_000_000
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in path.parent.iterdir()] == ["letter.eml"]


def test_what_must_not_be_replaced_is_not(tmp_path):
    path = tmp_path / "key"
    write_file(path, b"first", replace=False)
    with pytest.raises(FileExistsError):
        write_file(path, b"second", replace=False)
    assert path.read_bytes() == b"first"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_link_is_replaced_and_never_written_through(tmp_path):
    target = tmp_path / "target"
    target.write_bytes(b"not ours")
    link = tmp_path / "link"
    link.symlink_to(target)
    write_file(link, b"ours")
    assert target.read_bytes() == b"not ours"
    assert not link.is_symlink()
    assert link.read_bytes() == b"ours"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path, monkeypatch, number):
    path = tmp_path / "a"
    write_file(path, b"old")

    def full(*_args):
        raise OSError(number, "no room")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(HomeUnusable, match=r"The disk is full.*Free|The disk is full"):
        write_file(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_stop_before_the_rename_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a"
    write_file(path, b"old")

    def killed(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"


def test_a_file_where_a_directory_should_be(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(HomeUnusable):
        make_private_directory(tmp_path / "a" / "b")
    with pytest.raises(HomeUnusable, match="not a directory"):
        make_private_directory(tmp_path / "a")
