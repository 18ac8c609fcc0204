"""What is left to look at: every request with all that happened and how its dates came about."""

from __future__ import annotations

import textwrap
from pathlib import Path

from unlist.files import write_file
from unlist.registry.load import broker
from unlist.store import Store
from unlist.tracker.why import explain


def write_timeline(store: Store, path: Path) -> None:
    """Write the story of every request to a text file, 80 columns wide."""
    lines: list[str] = []
    for request in store.requests():
        title = textwrap.wrap(f"{request.reference}  {broker(request.broker).name}: {request.claim.title}", 80)
        lines += [*title, "-" * max(map(len, title))]
        for step in explain(store.events(request.id), store.state(request.id)):
            cited = f" [{step.citation}]" if step.citation else ""
            lines += textwrap.wrap(f"{step.sentence}{cited}", 78, initial_indent="  ", subsequent_indent="    ")
        lines.append("")
    write_file(path, "\n".join(lines).encode())
