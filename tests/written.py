"""A mail of a broker that answers, written to a file."""

from __future__ import annotations

from pathlib import Path

GONE = "We have deleted your personal information from our records."
ZONE = "America/Los_Angeles"


def answer(
    reference: str, text: str, path: Path, sender: str = "privacy@harbor-people.example", more: str = ""
) -> Path:
    """Write a mail of a broker that carries a reference."""
    path.write_bytes(
        f"From: {sender}\r\nTo: maya@example.org\r\nSubject: Re: {reference}\r\n"
        f"Message-ID: <{path.stem}@harbor-people.example>\r\n{more}\r\n{text}\r\n".encode()
    )
    return path
