"""How well replies are read: writes benchmarks/replies.md.

    python benchmarks/replies.py [--print]

Reads every message under tests/replies/messages by halves and counts what is right a kind. How fast they are read is
measured by `benchmarks/reading.py`.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from unlist.replies.blend import OUTCOMES
from unlist.replies.read import read
from unlist.words import ReplyKind

ROOT = Path(__file__).parents[1]
MESSAGES = ROOT / "tests" / "replies" / "messages"
HALVES = ("development", "test", "long_development", "long_test")
PAGE = ROOT / "benchmarks" / "replies.md"
HEAD = """# Reading replies

Made by `python benchmarks/replies.py`; the messages are this project's own, invented and written for it. The halves are
split by broker family. `development` was looked at while cues were written. `test` was not, but its totals were in
sight when two thresholds were chosen, the expected kinds of a part of it were seen once, and four of its messages were
opened because their quotation was taken for an answer. The two `long` halves are harder: most of their messages explain
the law and the company around a sentence or two, quote the letter, or only sound like a deletion, and their writers
knew neither cues nor sentences that were learned from. Before any of it was looked at, 71 in 100 of both that were read
were read rightly; then `long_development` was looked at and thresholds were chosen on it, `long_test` was not. Mail
from elsewhere is read less well than the first two halves say, and more like `long_test`.

*Right* is the main kind; *abstained* means that a person is shown the message with no kind. A *false deletion* is a
message that does not say that something was deleted or opted out, and was read as if it did.
"""


def cases(half: str) -> list[tuple[dict[str, Any], bytes]]:
    """Return the expectations and bytes of a half."""
    return [
        (tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8")), path.read_bytes())
        for path in sorted((MESSAGES / half).glob("*.eml"))
    ]


def counted(half: str) -> tuple[Counter[str], dict[ReplyKind, Counter[str]]]:
    """Return the whole and, a kind, how often it was expected, found and rightly found."""
    whole: Counter[str] = Counter()
    kinds: dict[ReplyKind, Counter[str]] = {kind: Counter() for kind in ReplyKind}
    for expected, raw in cases(half):
        reply = read(raw)
        wanted = [ReplyKind(kind) for kind in expected["kind"]]
        told = {*wanted, *map(ReplyKind, expected.get("also", []))}
        whole["messages"] += 1
        whole["false deletions"] += bool(set(reply.kinds) & OUTCOMES and not told & OUTCOMES)
        whole["false bounces"] += reply.bounce is not None and ReplyKind.BOUNCED not in wanted
        if wanted:
            kinds[wanted[0]]["expected"] += 1
        if reply.kind is None:
            may = bool(expected.get("may_abstain")) or not wanted
            whole["rightly abstained" if may else "abstained"] += 1
            continue
        kinds[reply.kind]["found"] += 1
        right = reply.kind in wanted
        whole["right" if right else "wrong"] += 1
        kinds[reply.kind]["rightly"] += right
        kinds[wanted[0] if wanted else reply.kind]["recalled"] += right
    return whole, kinds


def table(half: str) -> Iterable[str]:
    """Yield the section of a half."""
    whole, kinds = counted(half)
    answered = whole["right"] + whole["wrong"]
    yield f"\n## {half}\n"
    yield (
        f"{whole['messages']} messages: {whole['right']} of {answered} read are right "
        f"({whole['right'] / max(1, answered):.1%}), {whole['abstained']} abstained "
        f"({whole['abstained'] / max(1, whole['messages']):.1%}) besides {whole['rightly abstained']} that a person "
        f"has to think over; {whole['false deletions']} false deletions, {whole['false bounces']} false bounces.\n"
    )
    yield "| kind | expected | precision | recall |"
    yield "|---|---|---|---|"
    for kind, count in kinds.items():
        if count["expected"] or count["found"]:
            precision = f"{count['rightly'] / count['found']:.2f}" if count["found"] else ""
            recall = f"{count['recalled'] / count['expected']:.2f}" if count["expected"] else ""
            yield f"| {kind} | {count['expected']} | {precision} | {recall} |"


def main() -> None:
    """Write the page, or print it."""
    page = "\n".join([HEAD.rstrip(), *(line for half in HALVES for line in table(half))]) + "\n"
    if "--print" in sys.argv:
        sys.stdout.write(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
