"""How fast mail is read: writes benchmarks/reading.md.

    python benchmarks/reading.py [--print]

Reads every message under tests/replies/messages, by size, and some that are made larger by an attachment or a thread,
beside the standard library's parser on the same bytes in the same run. Ratios are what counts; the machine is not.
"""

from __future__ import annotations

import base64
import sys
import time
from collections.abc import Callable, Iterable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from unlist.replies.read import read

ROOT = Path(__file__).parents[1]
MESSAGES = ROOT / "tests" / "replies" / "messages"
PAGE = ROOT / "benchmarks" / "reading.md"
CLASSES = ((0, 1000, "under 1 kB"), (1000, 2000, "1 to 2 kB"), (2000, 1 << 30, "2 kB and more"))
ROUNDS = 5
HEAD = """# Speed of reading

Made by `python benchmarks/reading.py`; all columns of a row come from one run, in turns, the fastest of five rounds.

*Unlist* is everything that `unlist inbox classify` does with a message: limits, parsing, bounce, automatic,
authentication, the new text, its kinds and what it asks. *Headers and text* is what the standard library needs to give
the same input: `message_from_bytes` with `policy.default`, every header decoded, `get_body` and `get_content`. *Text*
leaves the headers alone. *Bare* is `policy.compat32`, which decodes no header and knows no body: text parts as bytes.
The last two columns are the speed of Unlist as a share of the library's; the goal is a third.

| messages | number | Unlist, a second | headers and text | text | bare | of headers and text | of text |
|---|---|---|---|---|---|---|---|
"""


def headers_and_text(raw: bytes) -> object:
    """Parse a message as the standard library does, headers and text."""
    message = message_from_bytes(raw, policy=policy.default)
    try:
        return message.items(), text(raw, message)
    except Exception:  # noqa: BLE001 - its getters raise on mail that Unlist reads
        return None


def text(raw: bytes, message: EmailMessage | None = None) -> object:
    """Parse a message and get its text, as the standard library does."""
    try:
        parsed = message or message_from_bytes(raw, policy=policy.default)
        body = parsed.get_body(("plain", "html"))
        return body.get_content() if body else None
    except Exception:  # noqa: BLE001 - the same
        return None


def bare(raw: bytes) -> object:
    """Parse a message with the older policy, its text parts undecoded."""
    parts = message_from_bytes(raw, policy=policy.compat32).walk()
    return [part.get_payload(decode=True) for part in parts if part.get_content_maintype() == "text"]


WAYS: tuple[Callable[[bytes], object], ...] = (read, headers_and_text, text, bare)


def rates(messages: list[bytes]) -> list[float]:
    """Return the messages a second of each way, the fastest of some rounds in turns."""
    fastest = [float("inf")] * len(WAYS)
    for _ in range(ROUNDS):
        for number, way in enumerate(WAYS):
            begun = time.process_time()
            for raw in messages:
                way(raw)
            fastest[number] = min(fastest[number], time.process_time() - begun)
    return [len(messages) / seconds for seconds in fastest]


def row(name: str, messages: list[bytes]) -> str:
    """Return the row of the table for some messages."""
    ours, full, body, least = rates(messages)
    speeds = " | ".join(f"{rate:,.0f}" for rate in (ours, full, body, least))
    return f"| {name} | {len(messages)} | {speeds} | {ours / full:.2f} | {ours / body:.2f} |"


def enlarged(messages: list[bytes]) -> Iterable[tuple[str, list[bytes]]]:
    """Yield an answer with an attachment of a megabyte, and one with a thread of a hundred kilobytes below it."""
    head = b"From: a@broker.example\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\n"
    answer = b"\r\nWe have received your request and will answer within 30 days.\r\n"
    file = base64.encodebytes(bytes(range(250)) * 3000).replace(b"\n", b"\r\n")
    yield (
        "with a file of 1 MB",
        [
            head
            + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n'
            + answer
            + b"--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n"
            + b"Content-Transfer-Encoding: base64\r\n\r\n"
            + file
            + b"--x--\r\n"
        ]
        * 5,
    )
    thread = b"".join(b"> " + line + b"\r\n" for raw in messages for line in raw.split(b"\n") if line.isascii())
    yield (
        "with a thread of 100 kB",
        [head + answer + b"On 3 May 2026 b@example.org wrote:\r\n" + thread[:100_000]] * 20,
    )


def table() -> Iterable[str]:
    """Yield the rows."""
    messages = [path.read_bytes() for path in sorted(MESSAGES.glob("**/*.eml"))]
    for raw in messages:
        read(raw)  # languages are compiled and the model is unpacked once a process
    yield row("all", messages)
    for least, most, name in CLASSES:
        yield row(name, [raw for raw in messages if least <= len(raw) < most])
    for name, some in enlarged(messages):
        yield row(name, some)


def main() -> None:
    """Write the page, or print it."""
    page = HEAD + "\n".join(table()) + "\n"
    if "--print" in sys.argv:
        sys.stdout.write(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
