"""What a document or a sentence of the program tells people to type is there, with the options it names."""

from __future__ import annotations

import re

import pytest
from checkout import PAGES, ROOT, name, text
from command_lines import fault, quoted, suggested

CURRENT = [page for page in PAGES if page.name != "CHANGELOG.md"]
"""The history names what there was."""


@pytest.mark.parametrize("page", CURRENT, ids=name)
def test_commands_in_documents_exist(page):
    wrong = {line: reason for line in quoted(text(page)) if (reason := fault(line))}
    assert wrong == {}


def test_the_documents_quote_commands():
    found = [line for page in CURRENT for line in quoted(text(page))]
    assert len({line for line in found if line.startswith("unlist ")}) > 50


def test_commands_in_sentences_of_the_program_exist():
    wrong, seen = [], 0
    for path in sorted((ROOT / "unlist").rglob("*.py")):
        for number, line in suggested(text(path)):
            seen += 1
            if reason := fault(line, prose=True):
                wrong.append(f"{name(path)}:{number}: `{line}`: {reason}")
    assert wrong == []
    assert seen > 80


def test_commands_in_templates_exist():
    found = {
        line.rstrip(".")
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.is_file()
        for line in re.findall(r"unlist [a-z][^`\"\n|]*", text(path))
        if not line.startswith("unlist:")
    }
    assert {line: reason for line in found if (reason := fault(line.split("` and")[0]))} == {}
    assert any(line.startswith("unlist request snooze") for line in found)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("unlist", ""),
        ("unlist plan --why", ""),
        ("unlist --as-of 2026-12-24 request list --all", ""),
        ("unlist request show UL-1", ""),
        ("unlist inbox review NAME --as fulfilled", ""),
        ("unlist status", "there is no unlist status"),
        ("unlist inbox forget", "there is no unlist inbox forget"),
        ("unlist plan --wy", "unlist plan has no --wy"),
        ("unlist inbox review NAME --as gone", "unlist inbox review --as takes no 'gone'"),
        ("unlist request why A B", "unlist request why takes 1 arguments, not 2"),
    ],
)
def test_a_wrong_command_line_is_told_from_a_right_one(line, reason):
    assert fault(line) == reason


def test_commands_are_found_in_sentences():
    source = 'x = f"Create one with: unlist init, then `unlist plan {slug} --why`."\n"No unlist.x, no Unlist here."'
    assert [line for _, line in suggested(source)] == ["unlist init", "unlist plan {} --why"]
