"""The authorities a person can complain to, from `authorities.toml`, and which of them comes first.

Complaining is possible without having appealed and, in the United Kingdom, without having asked the company first: what
comes before is advice and never a condition, so nothing here asks what has happened in a request.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from unlist.errors import BadRecord, NotFound
from unlist.law.places import EEA, LAENDER, country_of, jurisdiction
from unlist.words import LawId, nearest

FREE = "Free of charge (GDPR art. 57(3))."
"""Art. 57(3): an authority performs its tasks free of charge for the data subject; 57(4) excepts abuse."""

_FILE = "authorities.toml"
_FIRST = frozenset({"us-ca-calprivacy", "us-cfpb", "us-ut-dcp"})
"""Of several authorities for one law, the one that takes complaints before the others."""
_CONFIDENCE = ("V", "V2", "B")
_LISTS = frozenset({"places", "laws", "address", "languages", "notes"})


@dataclass(frozen=True)
class Limits:
    """What its form takes: characters of the description and of the list of materials; whether files can be sent."""

    description_characters: int | None = None
    materials_characters: int | None = None
    uploads: bool | None = None


@dataclass(frozen=True)
class Authority:
    """One authority; what is not known is empty or None, and nothing is guessed.

    `name` is its official name, `english` what it is. `places` are the ISO 3166 codes whose residents turn to it and
    `laws` what it takes complaints under; where one of them is empty, `notes` say what it is for. `address` is written
    line by line with its country, `form` the page of its form, `languages` (ISO 639-1) in which it takes complaints.
    `confidence` is the least that any of this is known by: V read in its own words, V2 in a secondary source, B
    believed; a note that is believed says so itself. `checked_on` is the day as of which the oldest of it is known.
    """

    id: str
    name: str
    english: str
    places: tuple[str, ...]
    laws: tuple[LawId, ...]
    confidence: Literal["V", "V2", "B"]
    source: str
    checked_on: date
    address: tuple[str, ...] = ()
    email: str = ""
    form: str = ""
    web: str = ""
    phone: str = ""
    languages: tuple[str, ...] = ()
    limits: Limits = Limits()
    cost: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A place to complain to, with `why` in words for the person. `authority` is None for the company itself.

    `cost` says what a complaint there costs under this law, empty where that is not known.
    """

    authority: Authority | None
    why: str
    cost: str = ""


def authority(id: str) -> Authority:  # noqa: A002 - it is the word of the record
    """Return the authority of an id. Raises NotFound with the nearest ids."""
    word = id.strip().lower()
    known = {each.id: each for each in authorities()}
    if word not in known:
        raise NotFound(f"There is no authority {id[:80]!r}.", nearest=nearest(word, known))
    return known[word]


@lru_cache(maxsize=1)
def authorities() -> tuple[Authority, ...]:
    """Return every authority, in the order of the ids. Raises BadRecord where the file is not what it must be."""
    return parse(files("unlist.law").joinpath(_FILE).read_text(encoding="utf-8"))


def parse(text: str) -> tuple[Authority, ...]:
    """Return the authorities that a text of the file's format holds. Raises BadRecord and names the entry and key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadRecord(f"{_FILE} is not valid TOML: {error}.") from error
    if set(data) != {"authority"} or not isinstance(data["authority"], list):
        raise BadRecord(f"{_FILE} holds something else than authorities.")
    found = tuple(map(_read, data["authority"]))
    ids = [each.id for each in found]
    if ids != sorted(set(ids)):
        raise BadRecord(f"The ids in {_FILE} are not in order, or one stands there twice.")
    return found


def _read(row: Mapping[str, Any]) -> Authority:
    where = f"{_FILE}, {row.get('id', 'an entry without id')}"
    for field in fields(Authority):
        if field.default is MISSING and field.name not in row:
            raise BadRecord(f"{where}: {field.name} is missing.")
    for key in row:
        if key not in Authority.__dataclass_fields__:
            raise BadRecord(f"{where}: there is no key {key!r}.")
    return Authority(**{key: _cell(f"{where}, {key}", key, value) for key, value in row.items()})


def _cell(where: str, key: str, value: Any) -> Any:
    if key in _LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise BadRecord(f"{where}: a list of texts is needed.")
        return tuple(value) if key != "laws" else tuple(_law(where, item) for item in value)
    if key == "limits":
        return _limits(where, value)
    if key == "checked_on":
        if type(value) is not date:
            raise BadRecord(f"{where}: a day is needed, such as 2026-11-24.")
        return value
    if not isinstance(value, str) or not value:
        raise BadRecord(f"{where}: a text is needed; leave out what is not known.")
    if key == "confidence" and value not in _CONFIDENCE:
        raise BadRecord(f"{where}: {value!r} is none of {', '.join(_CONFIDENCE)}.")
    return value


def _law(where: str, text: str) -> LawId:
    try:
        return LawId(text)
    except ValueError:
        raise BadRecord(f"{where}: there is no law {text!r}.") from None


def _limits(where: str, value: Any) -> Limits:
    kinds = {"description_characters": int, "materials_characters": int, "uploads": bool}
    if not isinstance(value, dict) or any(type(item) is not kinds.get(key) for key, item in value.items()):
        raise BadRecord(f"{where}: it holds {', '.join(kinds)}, two numbers and true or false.")
    return Limits(**value)


_ANYWHERE = frozenset({LawId.CCPA, LawId.DELETE_ACT, LawId.CH_FADP, LawId.LGPD, LawId.PIPEDA, LawId.LAW25})
"""Laws of a place whose authority also hears people who live elsewhere."""

_STATE = "It enforces this law for the people of your state."
_WHY = {
    "us-ca-calprivacy": "It enforces the privacy law of California, and takes complaints from anyone.",
    "us-ca-ag": "It enforces the privacy law of California beside CalPrivacy.",
    "us-ut-dcp": "In Utah this division takes complaints first, and hands on what it finds to the attorney general.",
    "us-ut-ag": "It enforces the law of Utah on what the Division of Consumer Protection hands on to it.",
    "us-cfpb": "It watches over consumer reporting agencies, and passes your complaint on to the company.",
    "us-ftc": "It enforces the law on consumer reports too, but settles no single case.",
    "us-wa-ag": "It enforces My Health My Data of Washington; you may also sue yourself.",
    "ch-fdpic": "It takes reports from people in Switzerland and can give orders; your own claim is for a civil court.",
    "ca-opc": "It takes complaints about companies under the federal law of Canada.",
    "ca-qc-cai": "It enforces the law of Québec, and decides on a refused access or rectification.",
    "br-anpd": "It takes petitions of people against companies under the law of Brazil.",
}
_CUBI = "Only the attorney general of Texas enforces the law on biometric identifiers; you can complain at any time."
_QUEBEC = "In Québec the province's own law (law25) usually holds instead; this is for what crosses its border."


def authorities_for(law: LawId, residence: str, controller_seat: str | None = None) -> tuple[Choice, ...]:
    """Return where to complain under a law, best first; nothing where only a court helps (BIPA), or no law (none).

    `residence` is where the person lives, `controller_seat` where the company is established, both ISO 3166; both are
    asked for by the GDPR only, and a Land of Germany may be given (`DE-BE`). Raises BadInput for what is no place.
    """
    place = jurisdiction(residence)
    seat = jurisdiction(controller_seat) if controller_seat else None
    if law is LawId.GDPR:
        return tuple(_under_gdpr(place, seat))
    if law is LawId.UK_GDPR:
        return tuple(_in_the_united_kingdom())
    serving = sorted((each for each in authorities() if law in each.laws), key=lambda each: each.id not in _FIRST)
    if law not in _ANYWHERE:
        serving = [each for each in serving if {place, country_of(place)} & set(each.places)]
    if law in {LawId.CCPA, LawId.DELETE_ACT} and place != "US-CA":
        serving = [each for each in serving if each.id in _FIRST]
    return tuple(Choice(each, _why(law, each, place), each.cost) for each in serving)


def _why(law: LawId, chosen: Authority, place: str) -> str:
    if law is LawId.CUBI:
        return _CUBI
    if law is LawId.PIPEDA and place == "CA-QC":
        return f"{_WHY[chosen.id]} {_QUEBEC}"
    return _WHY.get(chosen.id, _STATE)


def _under_gdpr(place: str, seat: str | None) -> Iterator[Choice]:
    """Yield by GDPR art. 77(1): the habitual residence first, then the seat as the place of the infringement."""
    seat = seat if seat and country_of(seat) in EEA else None
    if country_of(place) not in EEA:
        if seat == "DE":
            yield from _which_land("Which Land of Germany does the company have its seat in? If it is")
        elif seat:
            yield _gdpr(
                seat,
                "You live outside the EU and the EEA, so it is the authority where the company has its seat "
                "(GDPR art. 77(1)).",
            )
        return
    if country_of(place) == "DE":
        yield from _in_germany(place, seat)
    else:
        yield _gdpr(place, "It is the authority of the country you live in: you may always go there (GDPR art. 77(1)).")
    if seat and seat != "DE" and country_of(seat) != country_of(place):
        yield _gdpr(
            seat, "You may also go to the authority where the company has its seat, if it did there what you object to."
        )


def _in_germany(place: str, seat: str | None) -> Iterator[Choice]:
    """Yield the Land of the company's seat, where it is known, before the person's; all sixteen if neither is."""
    if seat in LAENDER:
        yield _gdpr(seat, f"The company has its seat in {LAENDER[seat]}, and in Germany that decides who is competent.")
    if place in LAENDER and place != seat:
        yield _gdpr(place, f"You live in {LAENDER[place]}: you may always go to the authority there (GDPR art. 77(1)).")
    if place not in LAENDER and seat not in LAENDER:
        yield from _which_land("Which Land do you live in? If it is")


def _which_land(question: str) -> Iterator[Choice]:
    for land, name in LAENDER.items():
        yield _gdpr(land, f"{question} {name} ({land}), this is the authority.")


def _gdpr(place: str, why: str) -> Choice:
    """Return the authority of a country of the EEA or of a Land; other parts of a country have none of their own."""
    wanted = place if place in LAENDER else country_of(place)
    chosen = next(each for each in authorities() if LawId.GDPR in each.laws and wanted in each.places)
    return Choice(chosen, why, FREE)


def _in_the_united_kingdom() -> Iterator[Choice]:
    yield Choice(
        None,
        "You may complain to the company itself first, which must confirm it within 30 days (Data Protection Act 2018, "
        "s. 164A). That is your right and no condition, but without it the regulator usually sends people back.",
    )
    yield Choice(
        authority("gb-ico"),
        "It is the regulator of the United Kingdom: complain to it under the Data Protection Act 2018, s. 165(2).",
    )
