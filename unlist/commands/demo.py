"""`unlist demo`: the whole journey with invented people."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from unlist.commands.plan import NOTICE
from unlist.commands.session import session
from unlist.errors import BadInput


def demo(
    ctx: typer.Context,
    seed: Annotated[int, typer.Option(help="Fixes people, answers and references; never keys.")] = 1,
    out: Annotated[Path | None, typer.Option("--out", help="Where to leave what there is to look at.")] = None,
) -> None:
    """Live through eight weeks with three invented people: real letters, simulated brokers, loopback only."""
    s = session(ctx)
    if out is not None and out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise BadInput(f"{out} is not an empty folder.", hint="Name a new folder with --out.")
    folder = (out or Path(tempfile.mkdtemp(prefix="unlist-demo-"))).absolute()
    from unlist.demo.journey import Journey, rows, tally
    from unlist.demo.timeline import write_timeline
    from unlist.home import Home
    from unlist.store import open_store

    s.output.note(f"{NOTICE}\nThree people who do not exist write to brokers that do. No mail leaves this machine.\n")
    home = Home(Path(tempfile.mkdtemp(prefix="unlist-demo-home-")) / "home")
    journey = Journey(home=home, folder=folder, seed=seed, say=s.output.note)
    journey.run()
    with open_store(home) as store:
        table = list(rows(store, journey.ended_on))
        faults = [fault for request in store.requests() for fault in store.verify(request.id)]
        write_timeline(store, folder / "timeline.txt")
    if s.output.as_json:
        names = ("person", "broker", "law", "stands", "sent_on", "due_on")
        requests = [dict(zip(names, row, strict=True)) for row in table]
        counts = dict(journey.counts)
        s.output.json({"folder": str(folder), "home": str(home.path), "counts": counts, "requests": requests})
        return
    # The day of sending is the same for nearly all: without it the table fits into 80 columns.
    shown = [(*row[:4], row[5]) for row in table]
    s.output.table(("person", "broker", "law", "how it stands", "due"), shown)
    s.output.text(f"{journey.ended_on.isoformat()}: {tally(journey.counts)}.")
    s.output.text(f"Chains of events: {'; '.join(faults) or 'intact'}.\n")
    s.output.text(f"To look at, in {folder}:")
    s.output.text("  letters/       what was handed over: .eml for the mail program, .html to copy from")
    s.output.text("  mail/          what the simulated brokers answered, as Maildirs")
    s.output.text("  digests/       the reminder mails, as .eml and .html")
    s.output.text("  timeline.txt   every request, and how each date came about")
    program = "unlist" if shutil.which("unlist") else sys.argv[0]
    s.output.text("\nTo ask further:")
    s.output.text(f"  {program} --home {home.path} --as-of {journey.ended_on.isoformat()} request list --all")
    s.output.text(f"To clear up:\n  rm -r {home.path.parent} {folder}")
