"""docs/commands.md is what the program says of itself, and the program says something of everything."""

from __future__ import annotations

import re

import pytest
from checkout import ROOT, text
from command_pages import SENTENCES, commands, page, program, sentence_of
from program import unlist

from unlist import errors

EVERY = dict(commands(program()))


def test_the_page_is_what_the_program_says(request):
    path = ROOT / "docs" / "commands.md"
    if request.config.getoption("--update-golden"):
        path.write_text(page(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == page(), "renew it with: pytest tests/docs --update-golden"


def test_the_page_has_all_that_help_shows():
    """Held against the text of --help itself, so that no fault in drawing the page can hide a command."""
    written = text("docs/commands.md")
    for path in EVERY:
        shown = unlist(*path[1:], "--help").out
        section = written.partition(f"### {' '.join(path)}\n")[2].partition("\n### ")[0]
        assert section, f"{' '.join(path)} has no section"
        shown_options = set(re.findall(r"^ +(--[a-z-]+)", shown, re.MULTILINE)) - {"--help"}
        assert shown_options == set(re.findall(r"^- `(--[a-z-]+)", section, re.MULTILINE))
    root = unlist("--help").out
    listed = re.findall(r"^  ([a-z-]+) ", root.partition("Commands:")[2], re.MULTILINE)
    assert set(listed) == {path[1] for path in EVERY}
    assert written.index("## Everyday") < written.index("### unlist plan") < written.index("## More")
    assert written.index("## More") < written.index("### unlist law list")


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_everything_says_what_it_is_for(path):
    command = EVERY[path]
    assert command.help, f"{' '.join(path)} has no sentence"
    silent = [one.human_readable_name for one in command.params if not sentence_of(path, one)]
    assert silent == []


def test_the_page_adds_sentences_only_where_the_program_has_none():
    used = {
        key
        for path, command in EVERY.items()
        for one in command.params
        if one.param_type_name == "argument" and not getattr(one, "help", None)
        for key in ((" ".join(path[1:]), one.human_readable_name), (path[1], one.human_readable_name))
        if key in SENTENCES
    }
    assert used == set(SENTENCES)


def test_every_exit_code_stands_in_the_documents():
    codes = {one.exit_code for one in vars(errors).values() if isinstance(one, type) and hasattr(one, "exit_code")}
    written = {int(code) for code in re.findall(r"^\| (\d) \|", text("docs/commands.md"), re.MULTILINE)}
    assert written == codes | {0, 3}
    readme = text("README.md").partition("## Exit codes")[2].partition("\n## ")[0]
    assert {int(code) for code in re.findall(r"(?:^|· )(\d) ", readme, re.MULTILINE)} == codes | {0, 3}
