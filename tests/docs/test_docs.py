"""Documents are tested: what they name exists, and what exists is named."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from command_pages import commands, options, page, program
from program import process

from unlist import config, errors

ROOT = Path(__file__).parents[2]
if not (ROOT / "README.md").exists():
    pytest.skip("the documents lie in the checkout only", allow_module_level=True)

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md")),
         ROOT / "brokers" / "README.md"]  # fmt: skip
KNOWN = {path: set(", ".join(options(command)).split(", ")) for path, command in commands(program())}
GROUPS = {path[:2] for path in KNOWN if len(path) == 3}
GLOBAL = {
    "--home",
    "--subject",
    "--as-of",
    "--json",
    "--no-input",
    "--yes",
    "--quiet",
    "--no-color",
    "--version",
    "--help",
}


def text(path):
    return path.read_text(encoding="utf-8")


def test_the_page_of_commands_is_what_the_program_says(request):
    path = ROOT / "docs" / "commands.md"
    if request.config.getoption("--update-golden"):
        path.write_text(page(), encoding="utf-8")
    assert text(path) == page(), "renew it with: pytest tests/docs --update-golden"


@pytest.mark.parametrize("path", KNOWN, ids=" ".join)
def test_every_option_says_what_it_is_for(path):
    command = dict(commands(program()))[path]
    assert command.help, f"{' '.join(path)} has no sentence"
    silent = [words for words, sentence in options(command).items() if words.startswith("-") and not sentence]
    assert silent == []


def faults(line):
    """Return what is wrong with one command line, as a sentence; "" when it names what exists."""
    try:
        words = shlex.split(line.replace("…", "x"), comments=True)
    except ValueError:
        return "it cannot be read"
    plain = [word for word in words if not word.startswith("-")]
    taken = [
        word for word in words if word.startswith("--") and word.partition("=")[0] in {"--home", "--subject", "--as-of"}
    ]
    for option in taken:
        if "=" not in option and words.index(option) + 1 < len(words):
            value = words[words.index(option) + 1]
            if value in plain:
                plain.remove(value)
    if len(plain) == 1:
        return ""
    for length in (3, 2):
        path = tuple(plain[:length])
        if path in KNOWN:
            given = {word.partition("=")[0] for word in words if word.startswith("--")}
            wrong = given - KNOWN[path] - GLOBAL
            return f"{' '.join(path)} has no {', '.join(sorted(wrong))}" if wrong else ""
    return "" if tuple(plain[:2]) in GROUPS and len(plain) == 2 else f"there is no {' '.join(plain[:3])}"


def quoted(source):
    """Yield every command line in a text: in backticks, in blocks, or after "unlist" in a hint of the program."""
    for match in re.finditer(r"`(unlist [^`\n]*)`", source):
        yield match[1]
    for block in re.findall(r"```\w*\n(.*?)```", source, re.DOTALL):
        for line in block.splitlines():
            for part in line.split("|"):
                if part.strip().startswith("unlist "):
                    yield part.strip()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_in_documents_exist(path):
    wrong = {line: fault for line in quoted(text(path)) if (fault := faults(line))}
    assert wrong == {}


def test_commands_in_hints_of_the_program_exist():
    """A sentence that tells a person what to type names a command that is there, with an option that it has."""
    wrong = set()
    for path in sorted((ROOT / "unlist").rglob("*.py")):
        for match in re.finditer(
            r"(?:: |`|\"|then |and )unlist ([a-z][a-z-]+)(?: ([a-z][a-z-]+))?((?: --[a-z-]+)*)", text(path)
        ):
            first, second, given = match.groups()
            known = KNOWN.get(("unlist", first, second)) or KNOWN.get(("unlist", first))
            if known is None and second is None and ("unlist", first) in GROUPS:
                continue  # the group itself
            if known is None or set(given.split()) - known - GLOBAL:
                wrong.add(f"{path.name}: {match[0]}")
    assert wrong == set()


def test_every_setting_and_variable_is_described():
    described = text(ROOT / "docs" / "configuration.md")
    for setting in config.SETTINGS:
        assert f"`{setting.name}`" in described
        assert setting.sentence.split(".")[0].replace("`", "") in described.replace("`", "")
    sources = "".join(text(path) for path in (ROOT / "unlist").rglob("*.py"))
    for name in sorted(set(re.findall(r"\bUNLIST_[A-Z_]+\b", sources))):
        assert f"`{name}`" in described


def test_every_exit_code_is_described():
    codes = {one.exit_code for one in vars(errors).values() if isinstance(one, type) and hasattr(one, "exit_code")}
    table = text(ROOT / "docs" / "commands.md")
    assert codes | {0, 3} == {int(code) for code in re.findall(r"^\| (\d) \|", table, re.MULTILINE)}
    assert all(f"{code} " in text(ROOT / "README.md").partition("## Exit codes")[2] for code in codes)


def test_the_layers_are_those_that_are_enforced():
    contracts = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    block = text(ROOT / "docs" / "architecture.md").partition("## Layers")[2].split("```")[1]
    drawn = [re.split(r"\s{2,}", line.strip())[0] for line in block.strip().splitlines()]
    assert drawn == layers


def test_links_between_documents_lead_somewhere():
    for path in PAGES:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text(path)):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_readme_says_what_it_must():
    readme = text(ROOT / "README.md")
    assert "Unlist is not a substitute for the advice of an attorney" in readme
    assert readme.index("pipx install") < readme.index("make demo") < readme.index("make test") < 2500


def test_the_first_ten_minutes_work_as_they_are_written(tmp_path):
    """Each line of README's block, typed in order on an empty machine, with what it asks for on standard input."""
    block = text(ROOT / "README.md").partition("## The first ten minutes")[2].split("```")[1]
    typed = {
        "init": "Maya Okonjo-Reyes\nmaya@example.org\n",
        "subject": "https://www.spokeo.com/Maya-Okonjo-Reyes/p0\n",
    }
    mail = tmp_path / "answers" / "new"
    mail.mkdir(parents=True)
    (tmp_path / "answers" / "cur").mkdir()
    (mail / "1").write_bytes(b"From: a@example.net\r\nSubject: hello\r\n\r\nNothing of yours.\r\n")
    world = {
        "UNLIST_HOME": str(tmp_path / "home"),
        "UNLIST_CONFIG_DIR": str(tmp_path / "config"),
        "HOME": str(tmp_path),
    }
    ran = []
    for line in block.strip().splitlines():
        words = shlex.split(line.replace("~/Mail/privacy", str(tmp_path / "answers")), comments=True)
        if not words or words[0] != "unlist":
            continue
        done = process(*words[1:], typed=typed.get(words[1], ""), **world)
        assert done.code in {0, 3}, f"{line}: {done.err}"
        ran.append(next(word for word in words[1:] if not word.startswith("-")))
    assert {"init", "subject", "plan", "send", "request", "inbox", "remind", "run"} <= set(ran)


def test_no_document_or_source_names_a_machine():
    for path in [
        *PAGES,
        *(ROOT / "unlist").rglob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
        ROOT / "pyproject.toml",
        ROOT / "Makefile",
    ]:
        if path == Path(__file__):
            continue
        assert not re.search(r"/work/|/tmp/brief|pypi-more", text(path)), path
