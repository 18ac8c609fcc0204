"""What is shown: no control characters, one JSON document, tabs in a pipe, a table on a terminal."""

from __future__ import annotations

import json

import pytest
from program import process

from unlist.errors import NotFound, Refused
from unlist.output import Output, clean


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "\ufffd[31mred"),
        ("a\u202eb", "a\ufffdb"),  # right-to-left override
        ("a\u200bb", "a\ufffdb"),  # zero width space
        ("a\r\nb\tc", "a\ufffd\nb\tc"),
        ("\udcff", "\ufffd"),
        ("naïve 漢字 עברית", "naïve 漢字 עברית"),
    ],
)
def test_what_could_deceive_a_terminal_is_replaced(hostile, shown):
    assert clean(hostile) == shown


def test_tables_in_a_pipe_are_tab_separated_lines(capsys):
    Output().table(("a", "b"), [("1\n2", "x\ty"), (None, 3)])
    assert capsys.readouterr().out == "a\tb\n1 2\tx y\nNone\t3\n"


def test_json_has_its_schema_number_and_escapes_what_no_encoding_holds(capsys):
    Output(as_json=True).json({"a": "ü\udcff"})
    assert json.loads(capsys.readouterr().out) == {"schema": 1, "a": "ü\udcff"}


def test_notes_are_silenced_and_errors_are_not(capsys):
    Output(quiet=True).note("x")
    Output(quiet=True).error(Refused("No.", hint="Give --yes."))
    assert capsys.readouterr().err == "unlist: No. Give --yes.\n"


def test_an_error_is_one_line_whatever_it_holds(capsys):
    Output().error(NotFound("No\nsuch\x1b thing.", nearest=["a", "b"], hint="See: x"))
    assert capsys.readouterr().err == "unlist: No such\ufffd thing. Did you mean a or b? See: x\n"


def test_an_error_under_json_is_json(capsys):
    Output(as_json=True).error(NotFound("x."))
    error = json.loads(capsys.readouterr().err)
    assert error == {"schema": 1, "error": {"message": "x.", "hint": "", "exit_code": 6}}


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_what_an_old_terminal_cannot_show_stands_as_an_escape_and_json_stays_whole(encoding):
    asked = ("law", "authority", "--law", "gdpr", "--residence", "PL")
    shown = process(*asked, PYTHONIOENCODING=encoding)
    assert shown.code == 0
    assert "Urz\\u0105d" in shown.out
    found = process("--json", *asked, PYTHONIOENCODING=encoding)
    assert found.json["authorities"][0]["authority"]["name"].startswith("Urząd")
