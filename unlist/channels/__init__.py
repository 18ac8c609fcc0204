"""How a letter leaves. Every channel takes a Parcel and says truthfully what became of it."""

from __future__ import annotations

from unlist.channels.model import Accepted, Channel, Deferred, Failed, HandedOver, Parcel, Result, Uncertain

__all__ = ["Accepted", "Channel", "Deferred", "Failed", "HandedOver", "Parcel", "Result", "Uncertain"]
