"""What `broker show` prints: to act on, at 80 columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from unlist.registry import dossier as texts
from unlist.registry.dossier import dossier
from unlist.registry.records import Basis, Behavior, ChannelState, Effect, Status, Term
from unlist.registry.source import read_record
from unlist.words import ChannelKind, Role


def shown(folder: Path, slug: str, today: date = date(2026, 11, 23)) -> str:
    return "\n".join(dossier(read_record(folder / f"{slug}.toml").record, today))


def test_it_says_who_what_how_and_how_well_that_is_known(folder: Path) -> None:
    text = shown(folder, "harbor-faces")
    assert text.startswith("Harbor Faces (harbor-faces)\n  Harbor Faces, Inc. · face search engine · US\n")
    assert "  They hold     face photo, biometric template\n" in text
    assert "1. E-mail: privacy@harbor-faces.test" in text
    assert "   For           deletion, demand, under gdpr, bipa\n" in text
    assert "2. Form: https://harbor-faces.test/privacy/request" in text
    assert "   For           every right, under every law\n" in text
    assert "   Warning       using it means agreeing to arbitration\n" in text
    # 2 June to 23 November 2026: 28 + 31 + 31 + 30 + 31 + 23 = 174 days.
    assert "checked 2026-06-02 (174 days ago)" in text
    assert "   Seen          2026-06-02 https://register.test/2026/ (e-mail filed for 2026)\n" in text
    assert text.endswith("2026-06-02  Changed its address twice.")


@pytest.mark.parametrize(
    ("laws", "said"),
    [
        ('["ccpa", "none"]', "deletion, demand, under ccpa or by asking politely"),
        ('["none"]', "deletion, demand, by asking politely"),
    ],
)
def test_where_no_law_helps_it_says_that_one_asks(folder: Path, laws: str, said: str) -> None:
    path = folder / "harbor-faces.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('["gdpr", "bipa"]', laws), encoding="utf-8")
    assert f"   For           {said}\n" in shown(folder, "harbor-faces")


def test_a_postal_address_stands_on_one_line(folder: Path) -> None:
    path = folder / "harbor-faces.toml"
    text = path.read_text(encoding="utf-8").replace('kind = "form"', 'kind = "post"')
    path.write_text(
        text.replace('"https://harbor-faces.test/privacy/request"', r'"Harbor Faces, Inc.\n1 Quay"'), "utf-8"
    )
    assert "2. Post: Harbor Faces, Inc. / 1 Quay\n" in shown(folder, "harbor-faces")


def test_no_line_is_longer_than_a_terminal(folder: Path) -> None:
    for slug in ("harbor-faces", "cormorant-lists", "old-quay"):
        assert max(len(line) for line in shown(folder, slug).splitlines()) <= 80


def test_evidence_grows_old_after_90_days_where_harm_is_great_else_after_180(folder: Path) -> None:
    # 2 June + 90 days = 31 August 2026; 31 October + 180 days = 29 April 2027.
    assert "not looked at" not in shown(folder, "harbor-faces", date(2026, 8, 31))
    assert "not looked at for 91 days" in shown(folder, "harbor-faces", date(2026, 9, 1))
    assert "not looked at" not in shown(folder, "cormorant-lists", date(2027, 4, 29))
    assert "not looked at for 181 days" in shown(folder, "cormorant-lists", date(2027, 4, 30))


def test_a_stub_says_that_it_is_one(folder: Path) -> None:
    text = shown(folder, "old-quay")
    assert "! Was taken over." in text
    assert "no way is known" in text


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        (Basis, texts.BASES),
        (Behavior, texts.BEHAVIORS),
        (ChannelState, texts.STATES),
        (Effect, texts.EFFECTS),
        (Term, texts.TERMS),
    ],
)
def test_each_word_of_a_record_has_its_sentence(words: object, sentences: dict[str, str]) -> None:
    assert set(sentences) == set(words.__args__)


def test_each_role_kind_and_status_has_its_sentence() -> None:
    assert set(texts.ROLES) == {role.value for role in Role}
    assert set(texts.KINDS) == {kind.value for kind in ChannelKind}
    assert set(texts.STATUS) | {"active"} == set(Status.__args__)
