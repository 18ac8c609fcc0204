"""The records that we ship: no check finds an error, the index is made of them, and the ones that matter are there."""

from __future__ import annotations

import pytest

from unlist import clock
from unlist.registry.checks import check_folder
from unlist.registry.index import compile_index, fold, shipped_directory
from unlist.registry.load import broker, brokers
from unlist.registry.source import record_files
from unlist.words import ChannelKind, LawId, Right, Role

EXPECTED = """
    Clearview AI, PimEyes, FaceCheck.ID, Lenso.ai, Social Catfish,
    Intelius, TruthFinder, Instant Checkmate, BeenVerified, PeopleLooker, Whitepages, 411.com, Spokeo, ThatsThem, Radaris,
    FamilyTreeNow, FastPeopleSearch, TruePeopleSearch, Nuwber, PeopleFinders, InfoTracer,
    Acxiom, Epsilon, LiveRamp, Data Axle, Oracle, Nielsen, Claritas, Experian, Equifax, TransUnion, Neustar,
    LexisNexis Risk Solutions, SCHUFA, CRIF Germany, CRIF Austria, Creditreform, Regis24, AZ Direct, Deutsche Post Direkt,
    Capaneo, KSV1870, Experian Germany, Acxiom Germany, Acxiom UK, Experian UK, Equifax UK, LiveRamp UK,
    Criteo, adsquare, Weborama, ZoomInfo, Apollo, Cognism, Lusha, People Data Labs, RocketReach, Kaspr,
    Cuebiq, Azira, Foursquare, Gravy Analytics, Facebook, YouTube, Venmo
"""
SEATS = {
    # A seat in Europe gives every person in the world a claim (GDPR art. 3(1)): each is here by hand, none by accident.
    "acxiom-germany": ("DE",),
    "acxiom-uk": ("GB",),
    "adikteev": ("FR",),
    "adsquare": ("DE",),
    "az-direct": ("DE",),
    "capaneo": ("DE",),
    "cognism": ("GB", "HR"),
    "creditreform": ("DE",),
    "crif": ("DE",),
    "crif-austria": ("AT",),
    "criteo": ("FR",),
    "deutsche-post-direkt": ("DE",),
    "equifax-uk": ("GB",),
    "experian-germany": ("DE",),
    "experian-uk": ("GB",),
    "kaspr": ("FR",),
    "kompass": ("FR",),
    "ksv1870": ("AT",),
    "lenso-ai": ("PL",),
    "liveramp-uk": ("GB",),
    "numberly": ("FR",),
    "regis24": ("DE",),
    "schufa": ("DE",),
    "weborama": ("FR",),
}


def test_no_shipped_record_has_an_error_or_a_warning() -> None:
    findings = check_folder(shipped_directory(), today=clock.today("UTC"))
    # That a page was not looked at for a year is for its keepers, and no fault of a change to something else.
    told = [f"{f.path.name}:{f.line}: {f.check}: {f.sentence}" for f in findings if f.check != "age"]
    assert told == []


def test_the_index_holds_each_record_and_each_can_be_loaded() -> None:
    slugs = [path.stem for path in record_files(shipped_directory())]
    assert slugs
    assert list(compile_index(shipped_directory())["brokers"]) == slugs
    assert all(broker(slug).slug for slug in slugs)


@pytest.mark.parametrize("name", [name.strip() for name in EXPECTED.split(",")])
def test_a_broker_that_matters_is_there_by_name_or_brand(name: str) -> None:
    assert fold(name) in compile_index(shipped_directory())["names"]


def test_a_seat_in_europe_is_recorded_for_these_and_no_others() -> None:
    # Where no establishment is recorded, the country counts as one.
    seated = {found.slug: found.established_in or (found.country,) for found in brokers()}
    assert {slug: seats for slug, seats in seated.items() if set(seats) - {"US", None}} == SEATS


def test_the_seat_of_pimeyes_stays_open_while_sources_disagree() -> None:
    assert (broker("pimeyes").country, broker("pimeyes").established_in) == (None, None)


def test_clearview_has_the_form_for_illinois_and_the_mailbox_filed_last() -> None:
    clearview = broker("clearview-ai")
    (form,) = [channel for channel in clearview.channels if channel.residences]
    assert (form.kind, form.residences, form.laws, form.rights) == (
        ChannelKind.FORM, ("US-IL",), (LawId.NONE,), (Right.VOLUNTARY,),
    )  # fmt: skip
    first = min(clearview.channels, key=lambda channel: channel.order)
    assert (first.value, first.basis) == ("privacy-requests@clearview.ai", "official_filing")
    # The filing of 2026 gives the suite's number again as the ZIP code, which it is not.
    (post,) = [channel.value for channel in clearview.channels if channel.kind is ChannelKind.POST]
    assert post.count("21141") == 1


def test_only_agencies_under_the_fcra_carry_that_role_in_the_united_states() -> None:
    agencies = {b.slug for b in brokers() if b.role is Role.CONSUMER_REPORTING_AGENCY and b.country == "US"}
    assert agencies == {"equifax", "experian", "innovis", "lexisnexis", "transunion"}
    assert all("fcra" in broker(slug).regulated for slug in agencies)


def test_a_form_that_binds_people_is_not_the_first_way() -> None:
    for found in brokers():
        for channel in found.channels:
            if channel.terms:
                assert channel.order > 1, f"{found.slug}: {channel.id}"
