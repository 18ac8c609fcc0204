"""The catalog: which letter is for which claim on which day, in which language, and who has reviewed it."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest
from letters_people import ON

from unlist.errors import NotFound
from unlist.letters.catalog import entries, find
from unlist.words import LawId, Purpose, Right


def test_every_entry_has_its_template_and_every_template_its_entry() -> None:
    folder = files("unlist.templates").joinpath("letters")
    names = {entry.template for entry in entries()}
    shipped = {path.name for path in folder.iterdir() if path.name.endswith(".j2")}
    assert {name for name in shipped if not name.startswith("_")} == names


def test_nobody_has_reviewed_a_text_yet_and_the_catalog_says_so() -> None:
    assert {entry.reviewed_by for entry in entries()} == {""}


def test_no_two_letters_serve_the_same_claim_on_the_same_day() -> None:
    for law in LawId:
        for right in Right:
            for entry in entries():
                if law.value not in entry.laws or entry.right not in {"*", right.value}:
                    continue
                rivals = [
                    other
                    for other in entries()
                    if other is not entry
                    and other.purpose is entry.purpose
                    and law.value in other.laws
                    and other.right in {entry.right, "*"}
                    and other.variant in {entry.variant, "*"}
                    and other.language == entry.language
                    and (None in {other.statutory, entry.statutory} or other.statutory is entry.statutory)
                    and other.valid_from <= entry.valid_to
                    and entry.valid_from <= other.valid_to
                ]
                assert rivals == []


@pytest.mark.parametrize(
    ("law", "right", "variant", "file"),
    [
        (LawId.GDPR, Right.OBJECTION, "face_database", "gdpr_objection_face"),
        (LawId.UK_GDPR, Right.DELETION, "", "gdpr_deletion"),
        (LawId.BIPA, Right.DEMAND, "preserve", "bipa_preserve"),
        (LawId.NONE, Right.VOLUNTARY, "photo_form", "photo_form"),
        (LawId.VCDPA, Right.DELETION, "", "state_deletion"),
        (LawId.NRS_603A, Right.OPT_OUT, "first_party", "state_opt_out"),
        (LawId.MCDPA_MN, Right.ACCESS, "", "state_access"),
        (LawId.CH_FADP, Right.DELETION, "face_database", "fadp_deletion"),
        (LawId.CUBI, Right.DEMAND, "", "cubi_demand"),
        (LawId.MHMDA, Right.DELETION, "", "mhmda_deletion"),
        (LawId.DANIELS_LAW, Right.DEMAND, "", "daniels_demand"),
        (LawId.SAFE_AT_HOME, Right.DEMAND, "", "safe_at_home_demand"),
    ],
)
def test_a_claim_finds_its_letter(law: LawId, right: Right, variant: str, file: str) -> None:
    assert find(Purpose.FIRST, law, right, variant, "en", ON).file == file


def test_one_follow_up_a_law_with_or_without_a_statutory_day() -> None:
    assert find(Purpose.FOLLOW_UP, LawId.FCRA, Right.RECTIFICATION, "", "en", ON).file == "follow_up_statutory"
    own = find(Purpose.FOLLOW_UP, LawId.FCRA, Right.ACCESS, "", "en", ON, statutory=False)
    assert own.file == "follow_up_own"
    assert find(Purpose.FOLLOW_UP, LawId.CH_FADP, Right.ACCESS, "", "en", ON).file == "follow_up_statutory"
    swiss = find(Purpose.FOLLOW_UP, LawId.CH_FADP, Right.DELETION, "", "en", ON, statutory=False)
    assert swiss.file == "follow_up_own"
    with pytest.raises(NotFound):
        find(Purpose.FOLLOW_UP, LawId.BIPA, Right.DEMAND, "preserve", "en", ON, statutory=True)


@pytest.mark.parametrize(
    ("law", "file"),
    [
        (LawId.GDPR, "identity_gdpr"),
        (LawId.UK_GDPR, "identity_gdpr"),
        (LawId.CCPA, "identity_ccpa"),
        (LawId.FCRA, "identity_fcra"),
        (LawId.BIPA, "identity_plain"),
        (LawId.NONE, "identity_plain"),
        (LawId.TDPSA, "identity_plain"),
        (LawId.CH_FADP, "identity_plain"),
    ],
)
def test_each_law_has_an_answer_to_a_demand_for_identity(law: LawId, file: str) -> None:
    assert find(Purpose.IDENTITY_REPLY, law, Right.DELETION, "", "en", ON).file == file


@pytest.mark.parametrize(
    ("law", "right"),
    [
        (LawId.UCPA, Right.DELETION),
        (LawId.ICDPA, Right.DELETION),
        (LawId.NRS_603A, Right.DELETION),
        (LawId.NRS_603A, Right.ACCESS),
        (LawId.FDBR, Right.DELETION),
        (LawId.OCDPA, Right.OPT_OUT),
        (LawId.CUBI, Right.DELETION),
        (LawId.CH_FADP, Right.OPT_OUT),
    ],
)
def test_what_a_law_does_not_give_has_no_letter(law: LawId, right: Right) -> None:
    with pytest.raises(NotFound, match="There is no first letter"):
        find(Purpose.FIRST, law, right, "", "en", date(2027, 6, 1))


def test_what_there_is_not_is_said() -> None:
    with pytest.raises(NotFound, match="There is no first letter for gdpr opt out") as refused:
        find(Purpose.FIRST, LawId.GDPR, Right.OPT_OUT, "", "en", ON)
    assert refused.value.exit_code == 6
    with pytest.raises(NotFound, match="not written in 'de' yet") as missing:
        find(Purpose.FIRST, LawId.GDPR, Right.DELETION, "", "de", ON)
    assert missing.value.hint == "Written: en."
    with pytest.raises(NotFound, match="is not for 2026-12-31"):
        find(Purpose.FIRST, LawId.CCPA, Right.DELETION, "full", "en", date(2026, 12, 31))
