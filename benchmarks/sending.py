"""What the ledger costs a letter: the same letters through smtplib alone, through the channel, and through the outbox.

Run: python benchmarks/sending.py [--letters 200]. All in one run against one server on loopback; the database is on the
disk of the current directory, with synchronous=FULL.
"""

from __future__ import annotations

import argparse
import os
import smtplib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from invented import AT, add_brokers, make_store
from smtp_server import PASSWORD, Script, serving

from unlist.channels.smtp import SmtpChannel
from unlist.home import Home
from unlist.outbox.dispatch import Watcher, dispatch
from unlist.outbox.leave import parcel_of
from unlist.outbox.pacing import Pace
from unlist.outbox.plan import make_plan
from unlist.outbox.queue import queue
from unlist.outbox.transport import Rules, Transport
from unlist.registry.load import broker
from unlist.servers import smtp
from unlist.servers.account import Account
from unlist.tracker.fold import last_draft

PAGE = Path(__file__).with_suffix(".md")
HEAD = """# What the ledger costs a letter

Made by `python benchmarks/sending.py`: {count} letters, each way one after the other in one run, against one server on
loopback. The outbox commits the intent, the last byte and the result, each with synchronous=FULL.

| way | ms a letter, median | worst |
|---|---|---|
{table}

Of the channel's time {look} ms are the look at whether the server objects before the last byte is written. The ledger
adds {adds:.1f} ms a letter: with it a letter takes {ratio:.2f} times as long as by the channel alone. The bare hand-off
by the standard library takes {bare:.1f} ms. Letters leave with pauses of seconds between them.
"""
SENT = Rules(mail_is_sent=True)
FREE = Pace(seconds=0, a_day=10_000_000, a_domain=10_000_000)


def main() -> None:
    """Time each way and write the page."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--letters", type=int, default=200)
    count = options.parse_args().letters
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".sending-") as made, serving(Script()) as port:
        for name in ("CONFIG", "CACHE"):
            os.environ[f"UNLIST_{name}_DIR"] = f"{made}/{name.lower()}"
        os.environ["UNLIST_KEY"] = "file"
        rows = _measure(Path(made), port, count)
    PAGE.write_text(_page(rows, count), encoding="utf-8")


def _page(rows: dict[str, list[float]], count: int) -> str:
    bare, channel, ledger = (1000 * statistics.median(times) for times in rows.values())
    lines = [
        f"| {name} | {1000 * statistics.median(times):.1f} | {1000 * max(times):.1f} |" for name, times in rows.items()
    ]
    look = f"{1000 * smtp.LOOK:.0f}"
    return HEAD.format(
        count=count, table="\n".join(lines), look=look, adds=ledger - channel, ratio=ledger / channel, bare=bare
    )


def _measure(folder: Path, port: int, count: int) -> dict[str, list[float]]:
    add_brokers()
    account = Account("127.0.0.1", port, "maya@example.org", "none", "smtp")
    with make_store(Home(folder / "home")) as store:
        subject = store.subject("maya")
        item = make_plan(store, subject, [broker("harbor-people")], on=AT.date(), named=True).items[0]
        confirmed = frozenset({"residence"})
        requests = [
            queue(store, subject, item, at=AT, confirmed=confirmed, again=True, rules=SENT) for _ in range(count)
        ]
        parcels = [parcel_of(store, one, last_draft(store.events(one.id)), at=AT) for one in requests]
        with smtplib.SMTP("127.0.0.1", port, local_hostname="[127.0.0.1]") as server:
            server.login(account.user, PASSWORD)
            bare = [
                _timed(lambda parcel=parcel: server.sendmail(parcel.sender, [parcel.recipient], parcel.content))
                for parcel in parcels
            ]
        with SmtpChannel(account, PASSWORD) as way:
            channel = [_timed(lambda parcel=parcel: way.deliver(parcel, before_dot=lambda: None)) for parcel in parcels]
        with SmtpChannel(account, PASSWORD) as way:
            ends: list[float] = []
            watcher = Watcher(told=lambda *_: ends.append(time.perf_counter()))
            begin = time.perf_counter()
            dispatch(store, Transport(way, way, SENT), FREE, hold=nullcontext, watcher=watcher)
            whole = [end - start for start, end in zip([begin, *ends], ends, strict=False)]
    return {"smtplib alone": bare, "the channel": channel, "the outbox": whole}


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
