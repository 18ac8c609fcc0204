"""Finding the row of the law that answers for a right, a place and a day of receipt."""

from __future__ import annotations

from datetime import date

from unlist.errors import BadInput
from unlist.law import places
from unlist.law.catalog import law_of
from unlist.law.places import GB_NATIONS
from unlist.law.rule import Rule
from unlist.words import LawId, Right

_NAMES = {"EEA": "the states of the EEA such as DE or IE", "GB": ", ".join(GB_NATIONS), "US": "US and its states"}


def rows_for(law: LawId, right: Right, jurisdiction: str) -> list[Rule]:
    """Return the rows of a right that hold in a place, on whatever day.

    Raises BadInput and names what there is: for another right or place.
    """
    place = places.jurisdiction(jurisdiction)
    rules = law_of(law).rules
    of_right = [rule for rule in rules if rule.right is right]
    if not of_right:
        known = ", ".join(sorted({rule.right.value for rule in rules}))
        raise BadInput(f"{law} gives no right {right}.", hint=f"It gives {known}.")
    here = [rule for rule in of_right if rule.covers(place)]
    if not here:
        where = ", ".join(sorted({_NAMES.get(code, code) for rule in of_right for code in rule.jurisdictions}))
        raise BadInput(f"{law} does not hold in {place}.", hint=f"It holds in {where}.")
    return here


def find(law: LawId, right: Right, place: str, received_on: date) -> Rule:
    """Return the rule for a request received on a day. Raises BadInput as `rows_for`, and for a day of no rule."""
    here = rows_for(law, right, place)
    for rule in here:
        if rule.in_force(received_on):
            return rule
    later = [rule.opens for rule in here if rule.opens > received_on]
    since = f"It holds from {min(later)} on." if later else "It has ended."
    raise BadInput(f"{law} {right} was not in force on {received_on}.", hint=since)
