"""Search forgives spelling and knows brands, domains and former companies."""

from __future__ import annotations

from pathlib import Path

import pytest

from unlist.registry.index import compile_index
from unlist.registry.search import search


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Harbor Faces", "harbor-faces"),
        ("harbour faces", "harbor-faces"),
        ("harborfaces", "harbor-faces"),
        ("habror", "harbor-faces"),
        ("FACEQUAY", "harbor-faces"),
        ("quay", "harbor-faces"),
        ("https://facequay.test", "harbor-faces"),
        ("cormorant listen", "cormorant-lists"),
        ("kormoran", "cormorant-lists"),
        ("CÔRMORANT", "cormorant-lists"),
        ("oldquay.test", "old-quay"),
    ],
)
def test_the_best_hit_is_the_one_that_was_meant(folder: Path, text: str, slug: str) -> None:
    hits = search(text.removeprefix("https://"), compile_index(folder))
    assert hits[0].slug == slug


@pytest.mark.parametrize("text", ["", "   ", "!!!", "zzzzzz", "x"])
def test_what_is_like_nothing_finds_nothing(folder: Path, text: str) -> None:
    assert search(text, compile_index(folder)) == []


def test_an_exact_name_comes_before_one_that_only_contains_it(folder: Path, records: dict[str, str]) -> None:
    other = records["cormorant-lists"].replace("Cormorant Lists", "Quay").replace("cormorant.test", "kai.test")
    (folder / "quay.toml").write_text(other, encoding="utf-8")
    hits = search("quay", compile_index(folder))
    assert hits[0].slug == "quay"
    assert {hit.slug for hit in hits} >= {"harbor-faces", "old-quay"}


def test_a_very_long_text_is_cut_before_it_costs_anything(folder: Path) -> None:
    assert search("harbor faces" + " " * 90 + "z" * 1_000_000, compile_index(folder))[0].slug == "harbor-faces"
