"""docs/law.md is what the rules say."""

from __future__ import annotations

import re

from checkout import ROOT, text
from law_page import page

from unlist.law.catalog import LAWS, RULES


def test_the_page_is_what_the_rules_say(request):
    path = ROOT / "docs" / "law.md"
    if request.config.getoption("--update-golden"):
        path.write_text(page(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == page(), "renew it with: pytest tests/docs --update-golden"


def test_the_page_has_every_law_and_every_row():
    written = text("docs/law.md")
    assert re.findall(r"^## ([a-z0-9-]+)$", written, re.MULTILINE) == [law.id.value for law in LAWS]
    rows = re.findall(r"^\| (?:[a-z ]+) \| [A-Z*][^|]* \| \d{4}-", written, re.MULTILINE)
    assert len(rows) == len(RULES)


def test_what_is_believed_is_marked_as_such():
    written = text("docs/law.md")
    believed = [rule for rule in RULES if rule.confidence == "B"]
    assert believed
    assert written.count("| B |") >= len(believed)
