"""GDPR: who is bound, and what may be asked. Residence counts, citizenship never does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unlist.law.case import Case, Findings
from unlist.law.data_protection import CLOCKED, Reach, rights, territorial
from unlist.law.model import Exclusion
from unlist.law.place_names import told
from unlist.law.places import EEA, ONLY_EEA
from unlist.law.rule import Law, Rule
from unlist.words import LawId, Right


def find(case: Case) -> Findings:
    """Yield the claims of GDPR, or the reason why it does not reach this broker.

    Art. 3(1): the controller is established in the Union, wherever the person is. Art. 3(2): the person is there, and
    the broker offers them services or monitors their behavior.
    """
    name = case.broker.name
    seats = [seat for seat in case.seats if seat in EEA]
    place = case.country if case.country in seats or not seats else seats[0]
    served = case.data_on_eea()
    if seats:
        why = f"{name} is established in {told(place)}, so the GDPR binds it wherever you are (art. 3(1))."
    elif served:
        why = f"You are in {_named(place)}, and {territorial(case, served, 'GDPR')}"
    elif case.country in EEA:
        reason = f"its record names no establishment of {name} in the EEA, and no data on people there"
        yield Exclusion(LawId.GDPR, None, reason)
        return
    else:
        yield Exclusion(LawId.GDPR, None, "you are not in the EEA, and no establishment of it there is on record")
        return
    yield from rights(case, Reach(LawId.GDPR, "GDPR", why, place, by_place=not seats))


def _named(country: str) -> str:
    if country in ONLY_EEA:
        return f"{ONLY_EEA[country]}, where the GDPR holds by the EEA Agreement"
    return told(country)


def _rules() -> Iterable[Rule]:
    for right in CLOCKED:
        yield Rule(
            id="eu-gdpr-12-3",
            law=LawId.GDPR,
            right=right,
            jurisdictions=("EEA",),
            valid_from=date(2018, 5, 25),
            calendar="place",  # [V] Reg. 1182/71 art. 2(1): of the state in which action is to be taken
            citations=("GDPR art. 12(3)", "Reg. 1182/71 art. 3"),
            confidence="V",
            period=1,  # [V] one month of receipt
            unit="month",
            extension=3,  # [V] two further months; counted as three from receipt, the later of two readings
            pause="suspends",
            # [B] EDPB Guidelines 01/2022, para. 157; applied by the Berlin authority [V2]
            pause_note="The GDPR itself knows no pause; EDPB Guidelines 01/2022 accept one while proof of identity is "
            "awaited, if it was asked for without undue delay.",
        )
    yield Rule(
        id="eu-gdpr-78-2",
        law=LawId.GDPR,
        right=Right.COMPLAINT,
        jurisdictions=("EEA",),
        valid_from=date(2018, 5, 25),
        calendar="place",
        citations=("GDPR art. 78(2)", "Reg. 1182/71 art. 3"),
        confidence="B",
        period=3,  # [B] the authority informs of progress or outcome within three months
        unit="month",
        note="It is the authority that must tell of progress or outcome by then; after it a court can be asked.",
    )


LAW = Law(
    id=LawId.GDPR,
    title="General Data Protection Regulation (EU) 2016/679",
    supervised_by="the data protection authority of your country",
    rules=tuple(_rules()),
)
