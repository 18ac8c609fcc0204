"""What can go wrong, each with its sentence and its exit code.

UnlistError                  1  failed
├── HomeUnusable             1  the home cannot be read, is damaged or of a newer version
├── BadInput                 2  a value the person or a file gave is not usable
│   └── BadRecord            2  a broker file: names file, key and line
├── PartlyFailed             4  some of it was done
├── OutOfReach               5  a server or the network does not answer
├── NotFound                 6  nothing of that name; carries the nearest ones
└── Refused                  7  a guard said no; names the flag or command that lifts it
    ├── Locked               7  another command holds the home
    ├── Stale                7  the request changed since it was read
    └── ReadOnlyTime         7  --as-of on a real home with a command that writes

Exit code 3 (something waits for you) is no error: `run` and `inbox fetch` end with it.
"""

from __future__ import annotations

from collections.abc import Sequence


class UnlistError(Exception):
    """The base of all errors that a person is told about: one sentence, and what to do next."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep the sentence that says what is wrong and where, and the hint that says what to do."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class HomeUnusable(UnlistError):  # noqa: N818 - named for what is wrong, as all below
    """The home directory or database cannot be used as it is."""


class BadInput(UnlistError):  # noqa: N818
    """A value that was given cannot be used."""

    exit_code = 2


class BadRecord(BadInput):
    """A broker file does not say what a record must say."""


class PartlyFailed(UnlistError):  # noqa: N818
    """Part of the work was done; the message says which part was not."""

    exit_code = 4


class OutOfReach(UnlistError):  # noqa: N818
    """A server or the network does not answer."""

    exit_code = 5


class NotFound(UnlistError):  # noqa: N818
    """Nothing of that name exists."""

    exit_code = 6

    def __init__(self, message: str, *, nearest: Sequence[str] = (), hint: str = "") -> None:
        """Name what was not found and the names that come nearest."""
        if nearest:
            message = f"{message} Did you mean {' or '.join(nearest)}?"
        super().__init__(message, hint=hint)
        self.nearest = tuple(nearest)


class Refused(UnlistError):  # noqa: N818
    """A guard refused; the hint names the flag or command that lifts it."""

    exit_code = 7


class Locked(Refused):
    """Another command holds the home."""


class Stale(Refused):
    """The request changed since it was read."""


class ReadOnlyTime(Refused):
    """A command that would write or send was given another day than today."""
