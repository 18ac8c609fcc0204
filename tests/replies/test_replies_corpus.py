"""Whole messages, each with what is expected of it; two halves split by broker family, and sentences by themselves.

`kind` names what a message may rightly be read as, `also` what it says beside it; a message that even a person would
have to think over `may_abstain`. The rates at the end are the promise: no deletion that was not said, no human reply
called a bounce, nine of ten answers right, few given up.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from unlist.inbox.intake import PRECISE, is_sure
from unlist.replies.model import Reply
from unlist.replies.read import read
from unlist.words import ReplyKind

HERE = Path(__file__).parent
HALVES = {
    "development": (0.9, 0.15), "test": (0.9, 0.15), "long_development": (0.85, 0.2), "long_test": (0.85, 0.2),
}  # fmt: skip
"""Of the messages of each: how many of those that are read are read rightly at least, how many are not at most."""
CASES = [path for half in HALVES for path in sorted((HERE / "messages" / half).glob("*.eml"))]
ENDS = {ReplyKind.FULFILLED, ReplyKind.PARTLY_FULFILLED, ReplyKind.OPTED_OUT}


@cache
def case(path: Path) -> tuple[dict[str, Any], Reply]:
    """Return what is expected of a message, and how it was read."""
    return tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8")), read(path.read_bytes())


def sentences(name: str) -> list[str]:
    lines = (HERE / "sentences" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def mailed(text: str) -> Reply:
    """Read a text as the body of a plain mail."""
    head = "From: privacy@broker.example.com\r\nTo: a@example.org\r\nSubject: Re: your request\r\nMIME-Version: 1.0\r\n"
    head += "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return read(f"{head}{text}\r\n".encode())


def test_every_message_has_its_expectation_and_each_half_its_own_families():
    assert len(CASES) >= 600
    families = {
        half: {
            case(path)[0]["family"]
            for path in CASES
            if path.parent.name == half and case(path)[0]["kind"] != ["bounced"]
        }
        for half in HALVES
    }
    assert all(path.with_suffix(".toml").exists() for path in CASES)
    for half, others in (("development", "test"), ("long_development", "long_test")):
        shared = families[half] & families[others]
        assert len(shared) <= 0.1 * len(families[half] | families[others])
    assert {case(path)[0]["language"] for path in CASES} >= {"en", "de", "fr", "es", "it", "nl", "pl", "pt"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_certain_of_each_message(path):
    """No deletion that was not said, no bounce that is none; sender, recipients and what is asked are right."""
    expected, reply = case(path)
    said = set(expected["kind"]) | set(expected.get("also", []))
    if not said & ENDS:
        assert not set(reply.kinds) & ENDS
    if reply.kind is None:
        assert not set(reply.kinds) & ENDS
    assert (reply.bounce is not None) == ("bounced" in expected["kind"])
    if "from" in expected:
        assert reply.from_address == expected["from"]
    if "automatic" in expected:
        assert reply.automatic is expected["automatic"]
    if reply.bounce and "bounce" in expected:
        assert reply.bounce.bounce_class == expected["bounce"]
    if reply.bounce and "original" in expected:
        assert reply.bounce.original_message_id == expected["original"]
    if reply.bounce and "recipients" in expected:
        found = [[one.address, one.status or ""] for one in reply.bounce.recipients]
        assert found == [[address, status or ""] for address, status in expected["recipients"]]
    if "delivered" in expected:
        assert reply.delivered is not None
        assert list(reply.delivered.recipients) == expected["delivered"]
    for part in expected.get("text_has", []):
        assert part in reply.reply_text
    for part in expected.get("text_lacks", []):
        assert part not in reply.reply_text
    if expected.get("no_limit"):
        assert (reply.asks.within_days, reply.asks.reply_by) == (None, None)


def test_the_rates_that_are_promised():
    for half, (least, most) in HALVES.items():
        right = wrong = abstained = 0
        for path in CASES:
            if path.parent.name != half:
                continue
            expected, reply = case(path)
            if reply.kind is None and not expected.get("may_abstain"):
                abstained += 1
            elif reply.kind is None or reply.kind in expected["kind"]:
                right += 1
            else:
                wrong += 1
        assert right / (right + wrong) >= least, half
        assert abstained / (right + wrong + abstained) <= most, half


@pytest.mark.parametrize(
    ("half", "least"), [("development", 0.95), ("test", 0.7), ("long_development", 0.7), ("long_test", 0.7)]
)
def test_what_is_asked_is_found(half, least):
    """Fields, documents, links, tickets and days; of messages that nobody looked at, three of four."""
    wanted = found = 0
    for path in CASES:
        if path.parent.name != half:
            continue
        expected, reply = case(path)
        asks = reply.asks
        for name, got in (("fields", asks.fields), ("documents", asks.documents), ("urls", asks.urls)):
            wanted += len(expected.get(name, []))
            found += len(set(expected.get(name, [])) & set(map(str, got)))
        for name, one in (("ticket", asks.ticket), ("within_days", asks.within_days), ("reply_by", asks.reply_by)):
            if name in expected:
                wanted += 1
                found += str(one) == str(expected[name])
    assert wanted >= 100
    assert found / wanted >= least


@pytest.mark.parametrize("text", sentences("no_claim.txt"))
def test_a_sentence_that_claims_no_deletion(text):
    assert not set(mailed(text).kinds) & ENDS


def test_sentences_that_say_it_are_heard():
    rows = [line.partition(" | ") for line in sentences("claim.txt")]
    heard = [mailed(text).kind in {*kind.split(","), *map(str.strip, kind.split(","))} for kind, _, text in rows]
    assert sum(heard) / len(heard) >= 0.9


def test_short_answers_are_read():
    rows = [line.partition(" | ") for line in sentences("kinds.txt")]
    read_as = [(mailed(text).kind, {one.strip() for one in kind.split(",")}) for kind, _, text in rows]
    decided = [(got, right) for got, right in read_as if got is not None]
    assert sum(got in right for got, right in decided) / len(decided) >= 0.9
    assert len(decided) / len(read_as) >= 0.85


def test_what_is_recorded_without_a_person_is_what_was_said():
    """Of what `inbox import` records by itself, bounces aside, nothing is anything else."""
    alone = 0
    for path in CASES:
        expected, reply = case(path)
        if reply.bounce is None and reply.kind in PRECISE and is_sure(reply):
            alone += 1
            assert reply.kind in expected["kind"], path.name
    assert alone >= 50
