"""The authorities: the file cell by cell, and which authority comes first, with answers written down by hand."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from unlist.errors import BadInput, BadRecord, NotFound
from unlist.law.authorities import FREE, authorities, authorities_for, authority, parse
from unlist.law.places import EEA, GB_NATIONS, LAENDER, jurisdiction
from unlist.words import LawId

ALL = authorities()
BY_ID = {each.id: each for each in ALL}
SIXTEEN = [
    "de-bb", "de-be", "de-bw", "de-by", "de-hb", "de-he", "de-hh", "de-mv",
    "de-ni", "de-nw", "de-rp", "de-sh", "de-sl", "de-sn", "de-st", "de-th",
]  # fmt: skip
# One law a state, as in the table of state laws; Utah's division comes before its attorney general.
STATES = {
    "US-VA": (LawId.VCDPA, ["us-va-ag"]),
    "US-CO": (LawId.CPA, ["us-co-ag"]),
    "US-CT": (LawId.CTDPA, ["us-ct-ag"]),
    "US-UT": (LawId.UCPA, ["us-ut-dcp", "us-ut-ag"]),
    "US-TX": (LawId.TDPSA, ["us-tx-ag"]),
    "US-FL": (LawId.FDBR, ["us-fl-ag"]),
    "US-OR": (LawId.OCPA, ["us-or-ag"]),
    "US-MT": (LawId.MCDPA, ["us-mt-ag"]),
    "US-DE": (LawId.DPDPA, ["us-de-ag"]),
    "US-IA": (LawId.ICDPA, ["us-ia-ag"]),
    "US-NE": (LawId.NDPA, ["us-ne-ag"]),
    "US-NH": (LawId.NHPA, ["us-nh-ag"]),
    "US-NJ": (LawId.NJDPA, ["us-nj-ag"]),
    "US-TN": (LawId.TIPA, ["us-tn-ag"]),
    "US-MN": (LawId.MCDPA_MN, ["us-mn-ag"]),
    "US-MD": (LawId.MODPA, ["us-md-ag"]),
    "US-IN": (LawId.INCDPA, ["us-in-ag"]),
    "US-KY": (LawId.KCDPA, ["us-ky-ag"]),
    "US-RI": (LawId.RIDTPPA, ["us-ri-ag"]),
    "US-NV": (LawId.NRS_603A, ["us-nv-ag"]),
    "US-OK": (LawId.OCDPA, ["us-ok-ag"]),
    "US-LA": (LawId.LDPA, ["us-la-ag"]),
    "US-AL": (LawId.APDPA, ["us-al-ag"]),
    "US-VT": (LawId.VDPOSA, ["us-vt-ag"]),
}
# ISO 639-1, those of the places that the file covers.
LANGUAGES = "bg cs da de el en es et fi fr ga hr hu is it lt lv mt nl no pl pt rm ro sk sl sv"
EMAIL = re.compile(r"[A-Za-z0-9._-]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
PHONE = re.compile(r"\+[1-9][0-9 ]{7,}[0-9]")
ENTRY = """
[[authority]]
id = "at-dsb"
name = "Behörde"
english = "Authority"
places = ["AT"]
laws = ["gdpr"]
confidence = "V"
source = "https://example.org"
checked_on = 2026-11-24
"""


def ids(*asked):
    return [choice.authority.id if choice.authority else "the company" for choice in authorities_for(*asked)]


def test_ids_are_unique_and_in_order():
    listed = [each.id for each in ALL]
    assert len(listed) == len(BY_ID)
    assert listed == sorted(listed)
    assert all(re.fullmatch(r"[a-z]{2}(-[a-z]+)+", each) for each in listed)


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_every_cell_has_the_shape_of_what_it_is(each):
    for url in filter(None, (each.form, each.web)):
        parts = urlsplit(url)
        assert parts.scheme == "https"
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", parts.netloc)
        assert not re.search(r"\s", url)
    assert not each.email or EMAIL.fullmatch(each.email)
    assert not each.phone or PHONE.fullmatch(each.phone)
    assert set(each.languages) <= set(LANGUAGES.split())
    assert len(set(each.languages)) == len(each.languages)
    for place in each.places:
        # GB as a whole is England to the calendars; every other place is its own code.
        assert jurisdiction(place) == ("GB-ENG" if place == "GB" else place)
        assert each.id.startswith(place.lower().split("-")[0])
    assert len(set(each.laws)) == len(each.laws)
    assert each.address == () or len(each.address) >= 3
    assert all(line == line.strip() for line in (each.name, each.english, each.source, *each.address))
    assert all(re.search(r"[.)]$", note) and note[0].isupper() for note in each.notes)
    assert each.confidence in {"V", "V2", "B"}
    assert date(2026, 7, 21) <= each.checked_on < date(2030, 1, 1)


def test_an_authority_without_places_or_laws_says_what_it_is_for():
    assert {each.id for each in ALL if not each.places} == {"de-bfdi"}
    assert {each.id for each in ALL if not each.laws} == {"us-il-ag"}
    assert "bodies of the federation" in BY_ID["de-bfdi"].notes[0]
    assert "BIPA has no authority" in BY_ID["us-il-ag"].notes[0]


def test_whoever_enforces_the_gdpr_can_be_reached_by_post_and_by_mail_or_form():
    enforcing = [each for each in ALL if LawId.GDPR in each.laws]
    assert len(enforcing) == 29 + 16 + 1
    for each in enforcing:
        assert each.address, each.id
        assert each.email or each.form, each.id


def test_what_is_special_about_one_authority_is_kept():
    calprivacy = authority("us-ca-calprivacy")
    assert calprivacy.limits.description_characters == 4000
    assert calprivacy.limits.materials_characters == 1000
    assert calprivacy.limits.uploads is False
    assert calprivacy.notes[0].startswith("It takes complaints from anyone")
    assert [each.id for each in ALL if each.limits != BY_ID["at-dsb"].limits] == ["us-ca-calprivacy"]
    assert "qualified electronic signature" in authority("bg-cpdp").notes[0]
    assert "one year" in authority("at-dsb").notes[0]
    assert "three years" in authority("at-dsb").notes[0]
    assert authority("de-by").email == "poststelle@lda.bayern.de"
    assert authority("fr-cnil").email == ""
    assert authority("fr-cnil").form == "https://www.cnil.fr/fr/plaintes"


def test_the_united_kingdom_is_never_told_to_use_article_77():
    commission = authority("gb-ico")
    assert commission.name == "Information Commission"
    assert "s. 165(2)" in commission.notes[0]
    assert "omitted" in commission.notes[0]
    for choice in authorities_for(LawId.UK_GDPR, "GB-SCT"):
        assert "77" not in choice.why
        assert choice.cost == ""


@pytest.mark.parametrize("country", sorted(EEA - {"DE"}))
def test_in_every_country_of_the_eea_the_authority_where_one_lives_comes_first(country):
    (choice,) = authorities_for(LawId.GDPR, country)
    assert choice.authority.places == (country,)
    assert "art. 77(1)" in choice.why
    assert choice.cost == FREE
    assert ids(LawId.GDPR, country, country) == [choice.authority.id]


@pytest.mark.parametrize(
    ("residence", "seat", "expected"),
    [
        ("AT", "IE", ["at-dsb", "ie-dpc"]),
        ("AT", "US-CA", ["at-dsb"]),
        ("FR-75", None, ["fr-cnil"]),
        ("FR", "DE-BE", ["fr-cnil", "de-be"]),
        ("FR", "DE", ["fr-cnil"]),  # which Land is not known, and France is enough
        ("US-IL", "PL", ["pl-uodo"]),  # who lives outside complains where the company sits
        ("GB", "LI", ["li-dss"]),
        ("US-IL", "DE-HE", ["de-he"]),
        ("US-IL", "DE", SIXTEEN),
        ("US-IL", "US-NY", []),
        ("US-IL", None, []),
        ("CH", "GB", []),
        ("DE-BY", None, ["de-by"]),
        ("de-by", "DE", ["de-by"]),
        ("DE-BY", "DE-HE", ["de-he", "de-by"]),
        ("DE-BY", "DE-BY", ["de-by"]),
        ("DE", "DE-NW", ["de-nw"]),
        ("DE", None, SIXTEEN),
        ("DE", "US", SIXTEEN),
        ("DE-BE", "IE", ["de-be", "ie-dpc"]),
        ("DE", "IE", [*SIXTEEN, "ie-dpc"]),
    ],
)
def test_under_the_gdpr(residence, seat, expected):
    assert ids(LawId.GDPR, residence, seat) == expected


def test_without_a_land_each_of_the_sixteen_asks_for_it():
    choices = authorities_for(LawId.GDPR, "DE")
    assert [choice.authority.places for choice in choices] == [(land,) for land in LAENDER]
    assert choices[3].why == "Which Land do you live in? If it is Bavaria (DE-BY), this is the authority."
    abroad = authorities_for(LawId.GDPR, "US-IL", "DE")
    assert abroad[0].why.startswith("Which Land of Germany does the company have its seat in?")
    assert all("Which Land" not in choice.why for choice in authorities_for(LawId.GDPR, "DE-TH"))
    assert "de-bfdi" not in {choice.authority.id for choice in choices}


@pytest.mark.parametrize("nation", ["GB", *sorted(GB_NATIONS)])
def test_in_the_united_kingdom_the_company_comes_first_and_is_no_condition(nation):
    company, regulator = authorities_for(LawId.UK_GDPR, nation)
    assert company.authority is None
    assert "s. 164A" in company.why
    assert "no condition" in company.why
    assert regulator.authority.id == "gb-ico"
    assert "s. 165(2)" in regulator.why


@pytest.mark.parametrize("state", sorted(STATES))
def test_every_state_with_a_law_of_its_own_has_its_authority_and_no_other_state_has(state):
    law, expected = STATES[state]
    assert ids(law, state) == expected
    assert ids(law, "US-NY") == []
    assert ids(law, "US") == []
    assert ids(law, "DE") == []


@pytest.mark.parametrize(
    ("law", "residence", "expected"),
    [
        (LawId.CCPA, "US-CA", ["us-ca-calprivacy", "us-ca-ag"]),
        (LawId.DELETE_ACT, "US-CA", ["us-ca-calprivacy", "us-ca-ag"]),
        (LawId.CCPA, "US-NV", ["us-ca-calprivacy"]),  # it takes complaints from anyone
        (LawId.FCRA, "US-IL", ["us-cfpb", "us-ftc"]),
        (LawId.FCRA, "US", ["us-cfpb", "us-ftc"]),
        (LawId.CUBI, "US-TX", ["us-tx-ag"]),
        (LawId.MHMDA, "US-WA", ["us-wa-ag"]),
        (LawId.CT_DELETE_ACT, "US-CT", ["us-ct-ag"]),
        (LawId.CH_FADP, "CH", ["ch-fdpic"]),
        (LawId.PIPEDA, "CA-ON", ["ca-opc"]),
        (LawId.PIPEDA, "CA", ["ca-opc"]),
        (LawId.LAW25, "CA-QC", ["ca-qc-cai"]),
        (LawId.LGPD, "BR", ["br-anpd"]),
        (LawId.BIPA, "US-IL", []),
        (LawId.NONE, "US-IL", []),
        (LawId.DANIELS_LAW, "US-NJ", []),
    ],
)
def test_under_the_other_laws(law, residence, expected):
    assert ids(law, residence) == expected


def test_in_quebec_the_federal_office_names_the_law_of_the_province():
    assert "law25" in authorities_for(LawId.PIPEDA, "CA-QC")[0].why
    assert "law25" not in authorities_for(LawId.PIPEDA, "CA-ON")[0].why
    assert authorities_for(LawId.PIPEDA, "CA-ON")[0].cost == "Free of charge."


def test_only_courts_and_nobody_are_without_an_authority():
    served = {law for each in ALL for law in each.laws}
    assert set(LawId) - served == {LawId.BIPA, LawId.NONE, LawId.DANIELS_LAW, LawId.SAFE_AT_HOME}


def test_no_choice_says_more_than_its_law():
    for law in LawId:
        for place in ("US-IL", "US-CA", "US-TX", "US-UT", "DE-BE", "GB", "CH", "CA-QC", "BR"):
            for choice in authorities_for(law, place, "IE"):
                assert choice.why[0].isupper()
                assert choice.why.endswith((".", ")"))
                assert "BIPA" not in choice.why
                assert (choice.cost == FREE) is (law is LawId.GDPR)
                assert choice.authority is None or law in choice.authority.laws


@pytest.mark.parametrize("asked", [("XX",), ("UK",), ("DE-XX",), ("AT", "EU"), ("AT", "DE-ZZ")])
def test_what_is_no_place_is_refused(asked):
    with pytest.raises(BadInput):
        authorities_for(LawId.GDPR, *asked)


def test_an_unknown_id_gives_the_nearest():
    assert authority(" AT-DSB ").id == "at-dsb"
    with pytest.raises(NotFound) as caught:
        authority("us-tx-atg")
    assert "us-tx-ag" in caught.value.nearest
    with pytest.raises(NotFound):
        authority("")


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("id =", "idd =", "id is missing"),
        ('name = "Behörde"\n', "", "name is missing"),
        ("checked_on = 2026-11-24\n", "", "checked_on is missing"),
        ("2026-11-24", '"2026-11-24"', "day"),
        ("2026-11-24", "2026-11-24T00:00:00Z", "day"),
        ('confidence = "V"', 'confidence = "A"', "'A'"),
        ('"gdpr"', '"gdpd"', "gdpd"),
        ('["AT"]', '"AT"', "list"),
        ('["AT"]', "[1]", "list"),
        ('"Authority"', '""', "leave out"),
        ('"Authority"', "1", "text"),
        ('places = ["AT"]', 'places = ["AT"]\nfax = "1"', "'fax'"),
        ('places = ["AT"]', 'places = ["AT"]\nlimits = { pages = 3 }', "description_characters"),
        ('places = ["AT"]', "places = ['AT']\nlimits = { uploads = 0 }", "uploads"),
        ('places = ["AT"]', "places = ['AT']\nlimits = { materials_characters = true }", "materials_characters"),
        ("[[authority]]", "[[authorities]]", "something else"),
        ("[[authority]]", "[authority]", "something else"),
        ("[[authority]]", "[[authority", "TOML"),
    ],
)
def test_a_file_that_is_not_what_it_must_be_is_refused_with_the_reason(old, new, word):
    assert parse(ENTRY)[0].id == "at-dsb"
    assert old in ENTRY
    with pytest.raises(BadRecord, match=re.escape(word)):
        parse(ENTRY.replace(old, new, 1))


def test_two_entries_with_one_id_or_out_of_order_are_refused():
    other = ENTRY.replace("at-dsb", "be-apd")
    assert len(parse(ENTRY + other)) == 2
    for text in (ENTRY + ENTRY, other + ENTRY):
        with pytest.raises(BadRecord, match="order"):
            parse(text)
