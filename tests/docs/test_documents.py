"""What documents say of settings, layers and other files is so."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from checkout import PAGES, ROOT, name, text
from program import unlist

from unlist import config
from unlist.registry.index import load_index
from unlist.words import ReplyKind

SOURCES = sorted(path for folder in ("unlist", "tests") for path in (ROOT / folder).rglob("*.py"))


def code_of(path):
    """Return the modules that a source file imports."""
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


# -- settings and variables


def test_every_setting_is_described():
    described = dict(re.findall(r"^\| `(\w+)` \| `(.*?)` \| .+ \|$", text("docs/configuration.md"), re.MULTILINE))
    settings = {one.name: one for one in config.SETTINGS}
    assert set(described) == set(settings)
    defaults = {key: '""' if one.default == "" else str(one.default) for key, one in settings.items()}
    assert described == defaults


def test_every_variable_is_described():
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", text("docs/configuration.md"), re.MULTILINE))
    used = set(re.findall(r"\bUNLIST_[A-Z_]+\b", "".join(text(p) for p in (ROOT / "unlist").rglob("*.py"))))
    assert used <= described
    assert described - used == {"NO_COLOR"}


def test_settings_are_shown_with_their_sentences(tmp_path, monkeypatch):
    """What `unlist config` prints is a file of settings, as the page says."""
    monkeypatch.setenv("UNLIST_HOME", str(tmp_path))
    shown = unlist("config").out
    assert tomllib.loads(shown.partition("\n\n")[2]).keys() == {one.name for one in config.SETTINGS}


# -- how it is built


def contracts():
    return tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]


def test_the_layers_are_those_that_are_enforced():
    enforced = next(one["layers"] for one in contracts() if one["type"] == "layers")
    block = text("docs/architecture.md").partition("## Layers")[2].split("```")[1]
    assert [re.split(r"\s{2,}", line.strip())[0] for line in block.strip().splitlines()] == enforced


def test_modules_that_the_architecture_names_exist():
    page = text("docs/architecture.md")
    for path in re.findall(r"`((?:\w+/)*\w+\.(?:py|sql))`", page):
        assert (ROOT / "unlist" / path).is_file() or (ROOT / path).is_file(), path
    for folder in set(re.findall(r"`(\w+/)`", page)) - {"vault/"}:  # that one lies in a home
        assert (ROOT / "unlist" / folder).is_dir() or (ROOT / folder).is_dir(), folder


def test_functions_and_events_that_the_architecture_names_exist():
    page = text("docs/architecture.md")
    sources = "".join(text(path) for path in (ROOT / "unlist").rglob("*.py"))
    words = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", page))
    assert words
    assert [word for word in sorted(words) if not re.search(rf"\b{word}\b", sources)] == []
    for module, function in re.findall(r"`(\w+)\.(\w+)(?:\(\))?`", page):
        found = [*(ROOT / "unlist" / module).glob("*.py"), ROOT / "unlist" / f"{module}.py"]
        defined = "".join(text(path) for path in found if path.exists())
        assert function in {"py", "sql", "toml", "db", "json", "lock", "bin"} or f"def {function}(" in defined, function


def test_only_the_mail_servers_modules_and_the_fakes_speak_to_anything():
    """README says what the network is used for: nothing else so much as imports what could use it."""
    speaking = {"socket", "smtplib", "imaplib", "poplib", "ftplib", "http", "urllib.request", "ssl", "asyncio", "httpx",
                "requests", "aiosmtpd", "webbrowser", "imap_tools"}  # fmt: skip
    found = {
        path.relative_to(ROOT / "unlist").parts[0]
        for path in (ROOT / "unlist").rglob("*.py")
        if any(module in speaking or module.split(".")[0] in speaking for module in code_of(path))
    }
    assert found == {"testing", "mailbox", "servers"}


# -- the pages themselves


def test_readme_says_what_it_must():
    readme = text("README.md")
    assert "**Unlist is not a substitute for the advice of an attorney.**" in readme
    assert readme.index("pipx install") < readme.index("make demo") < readme.index("make test") < 2000
    assert len(load_index()["brokers"]) > 70, "README says over seventy"
    assert 'asks: "Is anyone looking for you?"' in readme
    assert "Is anyone looking for you" in text("unlist/commands/init.py")


def test_every_kind_of_reply_is_explained():
    table = text("docs/json/answers.md").partition("| kind of reply |")[2]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [kind.value for kind in ReplyKind]


def anchors(page):
    """Return the names that headings of a page can be linked by."""
    titles = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    for target, _, anchor in re.findall(r"\]\((?!https?:|mailto:)([^)#\s]*)(#?)([^)\s]*)\)", text(page)):
        path = page.parent / target if target else page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), f"{target}#{anchor}"


def test_no_file_names_the_machine_it_was_made_on():
    """Homes, temporary folders and work trees of one machine mean nothing on another."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False
    )
    files = [ROOT / line for line in listed.stdout.decode().splitlines()] or [*PAGES, *SOURCES]
    own = re.compile(r"(?<![\w.~/])/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/")
    named = []
    for path in files:
        if path == Path(__file__) or not path.is_file() or path.suffix in {".eml", ".mbox", ".png"}:
            continue
        found = own.search(path.read_text(encoding="utf-8", errors="replace"))
        named += [f"{path.relative_to(ROOT)}: {found[0]}"] if found else []
    assert named == []
