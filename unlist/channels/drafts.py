"""The channel that puts letters into the Drafts folder of the person's own mailbox: they look at each and send it."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from unlist.channels.model import HandedOver, Parcel
from unlist.servers.account import Account
from unlist.servers.folders import Drafts


class DraftsChannel:
    """Puts each letter there once; nothing is connected before the first."""

    name = "drafts"

    def __init__(self, account: Account, password: str) -> None:
        """Remember whose mailbox it is."""
        self._account = account
        self._password = password
        self._drafts: Drafts | None = None

    def __enter__(self) -> Self:
        """Return the channel."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the connection."""
        if self._drafts is not None:
            self._drafts.__exit__(kind, problem, trace)
        self._drafts = None

    def deliver(self, parcel: Parcel, *, before_dot: Callable[[], None]) -> HandedOver:
        """Put one letter into the folder. It does not leave, so `before_dot` is not called.

        Raises OutOfReach, Refused, and NotFound where there is no folder for drafts.
        """
        del before_dot
        if self._drafts is None:
            self._drafts = Drafts(self._account, self._password)
        self._drafts.put(parcel.message_id, parcel.content)
        return HandedOver(path=None, place=self._drafts.name)
