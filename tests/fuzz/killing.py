"""Senders killed at random moments: each letter arrives once, or is marked as uncertain, and no kill leaves two of these.

Run as a program for a campaign of full size: LETTERS and KILLS say how many.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from invented import AT, add_brokers, make_store
from smtp_server import PASSWORD, Script, serving

from unlist import clock
from unlist.home import Home
from unlist.outbox.plan import make_plan
from unlist.outbox.queue import queue
from unlist.outbox.transport import Rules
from unlist.registry.load import broker
from unlist.store import open_store
from unlist.tracker.model import Reason, Status

SENDER = """
import contextlib, sys
from pathlib import Path
from unlist import clock
from unlist.channels.smtp import SmtpChannel
from unlist.home import Home
from unlist.outbox.dispatch import dispatch
from unlist.outbox.pacing import Pace
from unlist.outbox.transport import Rules, Transport
from unlist.servers.account import Account
from unlist.store import open_store
home = Home(Path(sys.argv[1]))
with open_store(home) as store:
    account = Account("127.0.0.1", int(sys.argv[2]), "maya@example.org", "none", "smtp")
    with SmtpChannel(account, "correct horse") as way:
        print("ready", flush=True)
        pace = Pace(seconds=0, a_day=10_000_000, a_domain=10_000_000)
        done = dispatch(store, Transport(way, way, Rules(mail_is_sent=True)), pace, hold=lambda: home.lock(30))
        assert done.problem is None, done.problem
"""


@dataclass(frozen=True)
class Report:
    """What became of the letters of one campaign."""

    letters: int
    kills: int
    arrived: int
    twice: int
    uncertain: int
    lost: int
    unsettled: int


def campaign(folder: Path, *, letters: int, kills: int, seed: int, senders: int = 1) -> Report:
    """Write letters, kill their senders at random moments, let the last one finish, and count."""
    chance = random.Random(seed)
    add_brokers()
    home = Home(folder / "home")
    with make_store(home) as store:
        subject = store.subject("maya")
        item = make_plan(store, subject, [broker("harbor-people")], on=AT.date(), named=True).items[0]
        confirmed = frozenset({"residence"})
        rules = Rules(mail_is_sent=True)
        requests = [
            queue(store, subject, item, at=AT, confirmed=confirmed, again=True, rules=rules) for _ in range(letters)
        ]
    script = Script()
    with serving(script) as port:
        killed = 0
        while killed < kills:
            running = [_started(home, port) for _ in range(senders)]
            clock.sleep(chance.uniform(0.0, 0.6))
            for process in running:
                process.send_signal(signal.SIGKILL)
            ended = [process.wait() for process in running]
            killed += ended.count(-signal.SIGKILL)
            if all(code == 0 for code in ended):
                break  # everything has left: there is nothing more to kill
        last = _started(home, port)
        assert last.wait(timeout=600) == 0
    arrived = Counter(content.split(b"Message-ID: ", 1)[1].split(b"\r\n", 1)[0].decode() for content in script.accepted)
    with open_store(home) as store:
        states = {store.messages(request.id)[0].facts["message_id"]: store.state(request.id) for request in requests}
    sure = {name for name, state in states.items() if state.status is Status.AWAITING_BROKER}
    unsure = {name for name, state in states.items() if state.reason == Reason.CONFIRM_SENT}
    return Report(
        letters=letters,
        kills=killed,
        arrived=len(arrived),
        twice=sum(count > 1 for count in arrived.values()),
        uncertain=len(unsure),
        lost=len(sure - set(arrived)),
        unsettled=letters - len(sure) - len(unsure),
    )


def _started(home: Home, port: int) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", SENDER, str(home.path), str(port)], stdout=subprocess.PIPE, text=True, env=os.environ
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    return process


def main() -> int:
    """Run one campaign and print what became of the letters; 1 where one is double, lost or unsettled."""
    assert PASSWORD == "correct horse"
    with tempfile.TemporaryDirectory() as made:
        for name in ("CONFIG", "CACHE"):
            os.environ[f"UNLIST_{name}_DIR"] = f"{made}/{name.lower()}"
        letters, kills = (
            int(os.environ.get(name, default)) for name, default in (("LETTERS", "500"), ("KILLS", "200"))
        )
        report = campaign(Path(made), letters=letters, kills=kills, seed=int(os.environ.get("SEED", "1")))
    print(report)  # noqa: T201 - it is the result
    return int(bool(report.twice or report.lost or report.unsettled or report.uncertain > report.kills))


if __name__ == "__main__":
    sys.exit(main())
