"""Commands in an answer to a digest, and the code that names the digest."""

from __future__ import annotations

from datetime import date

import pytest

from unlist import reference
from unlist.replies.digest_answer import MOST_LINES, Command, read_answer
from unlist.replies.digest_code import code_from, find_codes

FIRST, SECOND = (f"UL-{digits}{reference.check_character(digits)}" for digits in ("0000000001", "0000000003"))
ON = date(2026, 12, 1)
SEVENTH = date(2026, 12, 8)


def commands(text, references=(FIRST, SECOND)):
    return list(read_answer(text, references, ON).commands)


def why(text, references=(FIRST, SECOND)):
    answer = read_answer(text, references, ON)
    assert answer.commands == ()
    return [one.why for one in answer.unclear]


@pytest.mark.parametrize(
    "line",
    [
        "snooze 2 7d", "SNOOZE 2 7D", "Snooze 2 7 days.", "snooze #2 1 week", "2 snooze 7d", "2: snooze 7d", "2. Snooze 1w",
        "snooze 2 2026-12-08", "wait 2 7d", f"snooze {SECOND} 7d", f"{SECOND}: wait 7 days", "snooze: 2 7d", "snooze 2: 7d",
        f"snooze {SECOND.lower().replace('0', 'o', 1)} 7d",
    ],
)  # fmt: skip
def test_ways_to_set_the_second_item_aside(line):
    assert commands(line) == [Command("snooze", SECOND, until=SEVENTH)]


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("stop 1", Command("stop", FIRST)),
        ("Stop 1!", Command("stop", FIRST)),
        ("1: done", Command("done", FIRST)),
        ("done #2", Command("done", SECOND)),
        (f"done {FIRST}.", Command("done", FIRST)),
        ("note 1 They called. Twice!", Command("note", FIRST, text="They called. Twice!")),
        ("2: note 7 days, they said", Command("note", SECOND, text="7 days, they said")),
        ("note 2: 7d", Command("note", SECOND, text="7d")),
    ],
)
def test_the_other_commands(line, command):
    assert commands(line) == [command]


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("wait 14d", Command("snooze", FIRST, until=date(2026, 12, 15))),
        ("snooze 7 days", Command("snooze", FIRST, until=SEVENTH)),
        ("snooze 1 7d", Command("snooze", FIRST, until=SEVENTH)),
        ("stop", Command("stop", FIRST)),
        ("Done.", Command("done", FIRST)),
        ("note 2 letters came", Command("note", FIRST, text="2 letters came")),
        ("note #1 two letters came", Command("note", FIRST, text="two letters came")),
    ],
)
def test_where_one_request_is_spoken_of_it_need_not_be_named(line, command):
    assert commands(line, (FIRST,)) == [command]
    # Two items about the same request are no choice either.
    assert commands(line, (FIRST, FIRST)) == [command]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("stop", "it does not say which item"),
        ("snooze 7d", "it does not say which item"),
        ("note two letters came", "it does not say which item"),
        ("stop 3", "no item is called 3"),
        ("stop 0", "no item is called 0"),
        ("stop UL-0000000004X", "no item is called UL-0000000004X"),
        ("stop 1 2", "more than an item stands after stop"),
        ("done 1, thanks", "more than an item stands after done"),
        ("note 1", "the note is empty"),
        ("snooze 2", "it does not say for how long, such as 7d"),
        ("snooze 2 7", "it does not say for how long, such as 7d"),
        ("snooze 2 soon", "it does not say for how long, such as 7d"),
        ("snooze 2 0d", "it may be 1 to 365 days"),
        ("snooze 2 53 weeks", "it may be 1 to 365 days"),  # 371 days
        ("snooze 2 2026-12-01", "it may be 1 to 365 days ahead"),
        ("snooze 2 2027-12-02", "it may be 1 to 365 days ahead"),  # 366 days
        ("snooze 2 2026-13-01", "2026-13-01 is no day"),
        ("stopp 1", "it is no command"),
        ("please stop 1", "it is no command"),
        ("withdraw 1", "it is no command"),
        ("> stop 1", "it is no command"),
        ("stopping 1", "it is no command"),
    ],
)
def test_what_is_not_understood_says_why_and_does_nothing(line, reason):
    assert why(line) == [reason]


def test_lines_are_taken_in_their_order_and_the_same_one_once():
    assert commands("stop 1\n\n  done 2  \nstop 1\n") == [Command("stop", FIRST), Command("done", SECOND)]


def test_what_is_longer_than_anybody_writes_is_said():
    answer = read_answer("stop 1\n" * (MOST_LINES + 1), (FIRST,), ON)
    assert [one.why for one in answer.unclear] == [f"only {MOST_LINES} lines are read"]
    assert read_answer("note " + "x" * 100_000, (FIRST,), ON).commands[0].text == "x" * 995


def test_a_code_is_the_first_80_bits_of_the_hash_in_crockfords_digits():
    # RFC 4648's grouping by five bits: 0x0443214c74254b635cf8 is 0,1,2,…,15, then 16 to 31 for the next eighty bits.
    assert code_from("00443214c74254b635cf") == "UD-0123456789ABCDEF"
    assert code_from("ff" * 32) == "UD-ZZZZZZZZZZZZZZZZ"


def test_codes_are_found_in_headers_and_quoted_lines():
    text = (
        "<f00d@example.org> <ud-0123456789abcdef@example.org>",
        "> Keep this line: UD-ZZZZZZZZZZZZZZZZ UD-0123456789ABCDEF",
    )
    assert find_codes(*text) == ["UD-0123456789ABCDEF", "UD-ZZZZZZZZZZZZZZZZ"]
    assert find_codes("UD-0123456789ABCDEFG XUD-0123456789ABCDEF UD-0123456789ABCDEI") == []
