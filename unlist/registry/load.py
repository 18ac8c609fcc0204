"""Brokers as models, from the compiled index. Loads pydantic: lists and searches read the index as it is."""

from __future__ import annotations

from collections.abc import Iterator

from unlist.registry.index import load_index
from unlist.registry.parse import broker_of, parse_file
from unlist.registry.records import Broker
from unlist.registry.search import find_record

__all__ = ["broker", "brokers", "excluded", "parse_file", "refused"]


def broker(slug: str) -> Broker:
    """Return the broker of a slug; one that was taken over gives its successor.

    Raises NotFound with the nearest names (brands and domains count too), BadRecord for a redirect that leads nowhere.
    """
    return broker_of(find_record(slug, load_index()))


def brokers() -> Iterator[Broker]:
    """Yield every broker in the order of the slugs; those that were taken over by another are left out."""
    for record in load_index()["brokers"].values():
        if "redirect_to" not in record:
            yield broker_of(record)


def excluded() -> frozenset[str]:
    """Return the slugs of the brokers that the person does not want to be written to."""
    return frozenset(load_index()["excluded"])


def refused() -> dict[str, str]:
    """Return why an override cannot be used, by slug; the record is then used as it is."""
    sentences: dict[str, str] = load_index()["refused"]
    return sentences
