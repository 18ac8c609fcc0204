"""Which domain was registered: by the public suffix list, a snapshot that the library carries."""

from __future__ import annotations

from functools import lru_cache


def registered(host: str) -> str | None:
    """Return the domain that was registered (`privacy.example.co.uk` -> `example.co.uk`); None for a suffix itself."""
    found = _suffixes().privatesuffix(host.lower())  # type: ignore[attr-defined]
    return str(found) if found else None


def registrable(host: str) -> str:
    """Return the domain that was registered, or the host itself where none was."""
    return registered(host) or host.lower()


@lru_cache(maxsize=1)
def _suffixes() -> object:
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - a list of 10,000 rules, read once when needed

    return PublicSuffixList()
