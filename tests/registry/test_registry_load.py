"""From slug to Broker, and what an unknown name is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from unlist.errors import BadRecord, NotFound
from unlist.registry.load import broker, brokers
from unlist.words import ChannelKind, LawId


def test_a_slug_gives_its_broker(shipped: Path) -> None:
    found = broker("harbor-faces")
    assert found.legal_name == "Harbor Faces, Inc."
    assert found.channels[0].laws == (LawId.GDPR, LawId.BIPA)
    assert found.channels[1].kind is ChannelKind.FORM


def test_a_taken_over_broker_gives_its_successor(shipped: Path) -> None:
    assert broker("old-quay").slug == "harbor-faces"


def test_all_brokers_come_once_and_stubs_are_left_out(shipped: Path) -> None:
    assert [found.slug for found in brokers()] == ["cormorant-lists", "harbor-faces"]


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("harbor-face", "harbor-faces"),
        ("cormrant", "cormorant-lists"),
        ("facequay.test", "harbor-faces (facequay.test)"),
        ("face quai", "harbor-faces (Face Quay)"),
    ],
)
def test_an_unknown_name_is_told_the_nearest(shipped: Path, asked: str, near: str) -> None:
    with pytest.raises(NotFound) as caught:
        broker(asked)
    assert caught.value.nearest[0] == near
    assert caught.value.exit_code == 6


def test_a_name_unlike_any_is_told_none(shipped: Path) -> None:
    with pytest.raises(NotFound) as caught:
        broker("zzzzzzzz")
    assert caught.value.nearest == ()


@pytest.mark.parametrize("target", ["nobody", "old-quay"])
def test_a_redirect_to_nothing_or_in_a_circle_is_an_error(shipped: Path, records: dict[str, str], target: str) -> None:
    (shipped / "old-quay.toml").write_text(records["old-quay"].replace("harbor-faces", target), encoding="utf-8")
    with pytest.raises(BadRecord, match="leads nowhere"):
        broker("old-quay")
