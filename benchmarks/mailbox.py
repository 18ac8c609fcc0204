"""How a mailbox of 20,000 messages is taken in, fetched and imported: writes benchmarks/mailbox.md.

    python benchmarks/mailbox.py [--print] [--messages N]

Makes the mailbox, invented throughout, serves it by a Dovecot on loopback, and measures each way in a process of its
own, beside what the standard library needs for the same messages in the same run. Needs Dovecot, and Linux.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import dovecot  # noqa: E402 - from tests/

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PAGE = ROOT / "benchmarks" / "mailbox.md"
USER = "maya"
BELONGING = 40
LATER = AT + timedelta(days=30)
BATCH = 500
HEAD = """# A large mailbox

Made by `python benchmarks/mailbox.py`. {messages:,} invented messages, {megabytes:,} MB in all; {belonging} of them
answer a letter, and one in a hundred of the others comes from somebody's helpdesk, bounces, or speaks of a privacy
request of somebody else's. Seconds and megabytes are those of one machine; the ratios, all from one run, are what
counts.

*Looked at* is by a few headers, *read* is fetched whole (or parsed whole) and classified. *Beside* is what is compared:
for IMAP the standard library's `imaplib` asking for all headers of all messages, in the same batches, and doing nothing
with them; for files the standard library's parser on every message. *Looking* is the part of our seconds in which
headers are fetched and judged; the rest is reading, recording, and loading what reading needs (the phrases of eight
languages) once. Memory is the highest of the whole process.
"""
WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "that",
    "is",
    "for",
    "on",
    "with",
    "as",
    "you",
    "it",
    "are",
    "this",
    "be",
    "at",
    "have",
    "from",
    "or",
    "we",
    "can",
    "more",
    "your",
    "which",
    "their",
    "has",
    "will",
    "one",
    "about",
    "other",
    "order",
    "invoice",
    "meeting",
    "week",
    "photo",
    "garden",
    "ticket",
    "train",
    "report",
    "party",
    "school",
    "letter",
    "river",
    "morning",
]
ANSWERS = (
    "We have received your privacy request and will answer within 45 days.",
    "Please send us the address of the page that shows you.",
    "We could not find any record of you.",
    "We have deleted your personal data from our systems.",
)


def messages(number: int, sent: str) -> Iterator[bytes]:
    """Yield the mailbox, oldest first; the same each time."""
    chance = random.Random(7)  # noqa: S311 - invented mail, no secret
    ours = set(chance.sample(range(number), BELONGING))
    for index in range(number):
        day = AT + timedelta(seconds=index * 2_500_000 // number)
        yield _answer(index, day, sent) if index in ours else _other(index, day, chance)


def _answer(index: int, day: datetime, sent: str) -> bytes:
    head = ("From: privacy@harbor-people.example", "Subject: Your request", f"In-Reply-To: {sent}")
    return _message(index, day, head, f"Hello,\r\n\r\n{ANSWERS[index % len(ANSWERS)]}\r\n\r\nCase {index}\r\n")


def _other(index: int, day: datetime, chance: random.Random) -> bytes:
    text = "\r\n".join(" ".join(chance.choices(WORDS, k=12)) for _ in range(chance.randint(5, 120)))
    odd = {0: "support@shop.zendesk.com", 100: "MAILER-DAEMON@mx.example.net", 200: "privacy@somebody.example"}
    sender = odd.get(index % 300, f"{chance.choice(WORDS)}@{chance.choice(WORDS)}.example.com")
    subject = "Your privacy request" if sender.startswith("privacy@") else " ".join(chance.choices(WORDS, k=5))
    head: tuple[str, ...] = (f"From: {sender}", f"Subject: {subject}")
    if index % 3 == 0:
        text = base64.encodebytes(f"<html>{text}</html>".encode()).decode().replace("\n", "\r\n")
        head += ("Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64")
    if index % 4 == 0:
        head += (f"References: <{index - 4}@example.com>\r\n <{index - 8}@example.com>",)
    return _message(index, day, head, text)


def _message(index: int, day: datetime, head: tuple[str, ...], text: str) -> bytes:
    stamp = f"{day:%a, %d %b %Y %H:%M:%S} +0000"
    route = [
        f"Received: from mx{hop}.example.net (192.0.2.{hop}) by mx{hop + 1}.example.org; {stamp}" for hop in (1, 2, 3)
    ]
    signature = "DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=a;\r\n b=" + "\r\n ".join(["x" * 70] * 5)
    lines = (*route, signature, *head, "To: maya@example.org", f"Date: {stamp}", f"Message-ID: <{index}@example.com>")
    return "\r\n".join((*lines, "", text)).encode()


# -- what is measured, each in a process of its own


def home_in(folder: Path) -> Any:
    """Return a store in which one letter was written, and its Message-ID."""
    from invented import add_brokers, make_store

    from unlist.channels.file import FileChannel
    from unlist.home import Home
    from unlist.outbox.leave import leave
    from unlist.outbox.plan import make_plan
    from unlist.outbox.queue import queue
    from unlist.registry.load import broker

    add_brokers()
    store = make_store(Home(folder / "home"))
    person = store.subject("maya")
    plan = make_plan(store, person, [broker("harbor-people")], on=AT.date(), named=True)
    request = queue(store, person, plan.items[0], at=AT, confirmed=frozenset({"residence", "my_face"}))
    leave(store, request, FileChannel(folder / "letters"), at=AT)
    return store, store.messages(request.id)[0].facts["message_id"]


def bare(port: int, _: Path) -> dict[str, Any]:
    """Ask for all headers with imaplib alone."""
    import imaplib

    begun = time.perf_counter()
    got = 0
    with imaplib.IMAP4("127.0.0.1", port) as box:
        box.login(USER, dovecot.PASSWORD)
        box.select("INBOX", readonly=True)
        uids = box.uid("SEARCH", "ALL")[1][0].split()
        for start in range(0, len(uids), BATCH):
            _typ, data = box.uid("FETCH", b",".join(uids[start : start + BATCH]).decode(), "(UID BODY.PEEK[HEADER])")
            got += sum(isinstance(item, tuple) for item in data)
    return {"seconds": time.perf_counter() - begun, "looked_at": got}


class Taking:
    """Stands before `take_one`: how often it was called, and how long it took."""

    def __init__(self, module: Any) -> None:
        self._take, self.calls, self.seconds = module.take_one, 0, 0.0
        module.take_one = self

    def __call__(self, *arguments: Any, **more: Any) -> None:
        begun = time.perf_counter()
        self._take(*arguments, **more)
        self.calls += 1
        self.seconds += time.perf_counter() - begun


def fetched(port: int, folder: Path) -> dict[str, Any]:
    """Fetch as `unlist inbox fetch` does; then once more, with nothing new."""
    from unlist.home import Home
    from unlist.inbox import fetch as workflow
    from unlist.mailbox.imap import Mailbox
    from unlist.servers.account import Account
    from unlist.store import open_store

    with open_store(Home(folder / "home")) as store:
        account = Account("127.0.0.1", port, USER, "none")

        def once() -> Any:
            with Mailbox(account, dovecot.PASSWORD) as mailbox:
                return workflow.fetch(store, mailbox, account=account.name, at=LATER)

        taking = Taking(workflow)
        begun = time.perf_counter()
        first = once()
        seconds = time.perf_counter() - begun
        begun = time.perf_counter()
        again = once()
        assert again.looked_at == 0
        assert first.lost is None
        took = first.intake
    return {
        "seconds": seconds, "looking": seconds - taking.seconds, "again": time.perf_counter() - begun,
        "looked_at": first.looked_at, "read": took.read,
        "kept": took.recorded + took.proposed,
    }  # fmt: skip


def imported(path: Path, folder: Path) -> dict[str, Any]:
    """Import files as `unlist inbox import` does."""
    from unlist.home import Home
    from unlist.inbox import intake
    from unlist.mailbox import open_path
    from unlist.store import open_store

    taking = Taking(intake)
    with open_store(Home(folder / "home")) as store:
        begun = time.perf_counter()
        took = intake.take_in(store, ((f"no. {number}", raw) for number, raw in open_path(path)), at=LATER)
        seconds = time.perf_counter() - begun
    return {
        "seconds": seconds, "looking": seconds - taking.seconds, "looked_at": took.read, "read": taking.calls,
        "kept": took.recorded + took.proposed,
    }  # fmt: skip


def parsed(path: Path, _: Path) -> dict[str, Any]:
    """Parse every message with the standard library, and do nothing with it."""
    from unlist.mailbox import open_path

    begun = time.perf_counter()
    count = 0
    for _number, raw in open_path(path):
        assert isinstance(raw, bytes)
        message_from_bytes(raw)
        count += 1
    return {"seconds": time.perf_counter() - begun, "looked_at": count}


WAYS = {"bare": bare, "fetched": fetched, "imported": imported, "parsed": parsed}


def measured(way: str, what: object, folder: Path) -> dict[str, Any]:
    """Run one way in a process of its own."""
    words = [sys.executable, __file__, "--way", way, str(what), str(folder)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def child(way: str, what: str, folder: str) -> None:
    """Measure here, and print it."""
    argument = int(what) if what.isdigit() else Path(what)
    found = WAYS[way](argument, Path(folder))  # type: ignore[operator]
    # Linux counts it for the program alone; getrusage would count what forked it, too.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found["megabytes"] = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    sys.stdout.write(json.dumps(found))


# -- the whole


def all_of_it(number: int) -> str:
    """Make the mailbox, measure every way, and return the page."""
    with tempfile.TemporaryDirectory(prefix="unlist-mailbox-") as made, dovecot.running() as server:
        work = Path(made)
        os.environ |= {"UNLIST_CONFIG_DIR": str(work / "config"), "UNLIST_CACHE_DIR": str(work / "cache"),
                       "UNLIST_KEY": "file"}  # fmt: skip
        homes = [work / name for name in ("imap", "mbox", "maildir")]
        ids = []
        for home in homes:
            store, sent = home_in(home)
            store.__exit__()
            ids.append(sent)
        size = _fill(server, work, number, ids)
        rows = _measure(server, work, homes)
    head = HEAD.format(messages=number, megabytes=size // 1_000_000, belonging=BELONGING)
    return f"{head}\n{_table(rows)}"


def _fill(server: dovecot.Dovecot, work: Path, number: int, ids: list[str]) -> int:
    """Put the mailbox where each way finds it; its answers answer the letter of that way's home."""
    size = 0
    box = server.maildir(USER)
    for index, raw in enumerate(messages(number, ids[0])):
        size += len(raw)
        (box / "cur" / f"{1_700_000_000 + index}.M{index}.host:2,").write_bytes(raw)
    server.give_away()
    with (work / "box.mbox").open("wb") as file:
        for raw in messages(number, ids[1]):
            file.write(b"From a@example.org Tue Nov 24 10:00:00 2026\n" + raw.replace(b"\r\n", b"\n") + b"\n")
    (work / "Maildir" / "cur").mkdir(parents=True)
    for index, raw in enumerate(messages(number, ids[2])):
        (work / "Maildir" / "cur" / f"{1_700_000_000 + index}.M{index}.host:2,").write_bytes(raw)
    return size


def _measure(
    server: dovecot.Dovecot, work: Path, homes: list[Path]
) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    measured("bare", server.port, work)  # the server makes its index
    beside = measured("bare", server.port, work)
    rows = [("IMAP, first fetch", measured("fetched", server.port, homes[0]), beside)]
    for name, path, home in (("mbox", work / "box.mbox", homes[1]), ("Maildir", work / "Maildir", homes[2])):
        beside = measured("parsed", path, work)
        rows.append((f"{name}, import", measured("imported", path, home), beside))
    return rows


def _table(rows: list[tuple[str, dict[str, Any], dict[str, Any]]]) -> str:
    columns = (
        "",
        "looked at",
        "read",
        "kept",
        "seconds",
        "of them looking",
        "beside",
        "looking / beside",
        "MB",
        "beside",
    )
    lines = ["| " + " | ".join(columns) + " |", "|---" * len(columns) + "|"]
    for name, ours, beside in rows:
        cells = (
            name, f"{ours['looked_at']:,}", ours["read"], ours["kept"], f"{ours['seconds']:.1f}",
            f"{ours['looking']:.1f}", f"{beside['seconds']:.1f}", f"{ours['looking'] / beside['seconds']:.2f}",
            ours["megabytes"], beside["megabytes"],
        )  # fmt: skip
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    again = rows[0][1]["again"]
    return "\n".join((*lines, "", f"A second fetch, with nothing new, took {again:.2f} s and read nothing.", ""))


def main() -> None:
    """Write the page, or print it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--print", action="store_true", dest="show")
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--way", nargs=3)
    given = parser.parse_args()
    if given.way:
        child(*given.way)
        return
    page = all_of_it(given.messages)
    if given.show:
        sys.stdout.write(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
