"""Places by their ISO 3166 codes: countries, the nations of the United Kingdom, the states of the United States."""

from __future__ import annotations

import re

from unlist.errors import BadInput
from unlist.words import nearest


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


EEA = _codes("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK")
"""The member states of the EU and, by the EEA Agreement, Iceland, Liechtenstein and Norway."""

ONLY_EEA = {"IS": "Iceland", "LI": "Liechtenstein", "NO": "Norway"}
"""The states in which the GDPR holds by the EEA Agreement and not as law of the Union."""

GB_NATIONS = {"GB-ENG": "England", "GB-WLS": "Wales", "GB-SCT": "Scotland", "GB-NIR": "Northern Ireland"}

US_STATES = _codes(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA "
    "RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI"
)
"""ISO 3166-2:US: the states, the District of Columbia and the inhabited territories."""

LAENDER = {
    "DE-BB": "Brandenburg",
    "DE-BE": "Berlin",
    "DE-BW": "Baden-Württemberg",
    "DE-BY": "Bavaria",
    "DE-HB": "Bremen",
    "DE-HE": "Hesse",
    "DE-HH": "Hamburg",
    "DE-MV": "Mecklenburg-Western Pomerania",
    "DE-NI": "Lower Saxony",
    "DE-NW": "North Rhine-Westphalia",
    "DE-RP": "Rhineland-Palatinate",
    "DE-SH": "Schleswig-Holstein",
    "DE-SL": "Saarland",
    "DE-SN": "Saxony",
    "DE-ST": "Saxony-Anhalt",
    "DE-TH": "Thuringia",
}
"""ISO 3166-2:DE, in English. Each Land has holidays and, for companies, an authority of its own."""

_PARTS = {
    "DE": (frozenset(code.partition("-")[2] for code in LAENDER), "Land of Germany"),
    "CA": (_codes("AB BC MB NB NL NS NT NU ON PE QC SK YT"), "province or territory of Canada"),
    "CH": (
        _codes("AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH"),
        "canton of Switzerland",
    ),
}
"""The parts of countries whose parts have laws, holidays or authorities of their own."""

_COUNTRIES = _codes(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA "
    "CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA "
    "GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP "
    "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS "
    "MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS "
    "RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW "
    "TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)
_PART_OF = {
    **dict.fromkeys(("GF", "GP", "MF", "MQ", "RE", "YT"), "FR"),
    "AX": "FI",
    **{code: f"US-{code}" for code in ("AS", "GU", "MP", "PR", "VI")},
}
"""Codes of ISO 3166-1 for what is part of a state by law: the outermost regions of France (TFEU art. 355(1)), Åland
(art. 355(4)) and the territories of the United States."""
_SHOWN = 80
"""Characters of what was typed that an error repeats."""
_PART = re.compile(r"[A-Z0-9]{1,3}")
_NATIONS = "GB-ENG, GB-WLS, GB-SCT or GB-NIR"
_INSTEAD = {
    "EU": "Give the member state whose holidays count, such as DE or IE.",
    "EEA": "Give the state whose holidays count, such as DE or NO.",
    "UK": f"Write {_NATIONS}.",
    "EL": "Greece is GR.",
    "USA": "Write US-CA, US-IL or another state.",
}


def jurisdiction(text: str) -> str:
    """Return a place in capitals; `GB` means England, `RE` France, `PR` US-PR.

    Parts of a country that has no law, holidays or authorities by its parts are only held to the shape of ISO 3166-2.
    Raises BadInput for what is no place, with what to write.
    """
    code = text.strip().upper()
    text = text[:_SHOWN]
    code = _PART_OF.get(code, code)
    country, dash, part = code.partition("-")
    if code in _INSTEAD:
        raise BadInput(f"{text!r} is no place that has a law and holidays of its own.", hint=_INSTEAD[code])
    if code == "GB":
        return "GB-ENG"
    if country not in _COUNTRIES or (dash and not _PART.fullmatch(part)):
        raise BadInput(f"{text!r} is no place of ISO 3166.", hint=f"Write it as DE, IE, GB-SCT or US-CA.{_near(code)}")
    parts, what = _PARTS.get(country, (frozenset({part}), ""))
    if dash and part not in parts:
        raise BadInput(f"{text!r} is no {what}.", hint=f"Write {country} with one of {', '.join(sorted(parts))}.")
    if country == "GB" and code not in GB_NATIONS:
        raise BadInput(f"{text!r} is no nation of the United Kingdom.", hint=f"Write {_NATIONS}.")
    if country == "US" and dash and part not in US_STATES:
        raise BadInput(f"{text!r} is no state of the United States.", hint=f"Write US-CA or US-IL.{_near(code)}")
    return code


def _near(code: str) -> str:
    known = (*GB_NATIONS, *(f"US-{state}" for state in sorted(US_STATES)), *sorted(EEA))
    close = nearest(code, [place.lower() for place in known])
    return f" Nearest: {', '.join(place.upper() for place in close)}." if close else ""


def country_of(place: str) -> str:
    """Return the country of an ISO 3166 code."""
    return place.partition("-")[0]
