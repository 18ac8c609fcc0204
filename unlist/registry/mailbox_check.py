"""The check that keeps mailboxes of named persons out of the registry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from unlist.registry.findings import Entry, Keys, record_check
from unlist.words import ChannelKind

# Parts of words that functions have in their mailboxes, in the languages that brokers use.
_FUNCTIONS = tuple(
    (  # noqa: SIM905 - words read better as text
        "abuse admin anfrage auskunft avis broker business care ccpa chief client communit compliance concern conf "
        "contact consum cpra custom cyber daten data delet desk direct disclosure do-not dnsmpi donot dpd dpo dsar "
        "dsb dsgvo dsr enquir feedback gdpr general global governance group hello help ident info inquir intake "
        "kontakt kund legal list mail manag market media member notice office ombuds online operat opt "
        "order people personal policy press privac proble protec public record redres registr regulat remov report "
        "request reset response right rgpd risk rodo sales schutz secur sell service site solution staff subject "
        "support suppress team tech trust unlist unsub user verbraucher web xpo zentral"
    ).split()
)
_REGIONS = frozenset(
    (  # noqa: SIM905 - words read better as text
        "us usa uk eu emea apac americas de fr es it nl at ch ie ca au nz in latam north south"
    ).split()
)
_TWO_NAMES = re.compile(r"[a-z]{2,20}[._-][a-z]{2,20}(-[a-z]{2,20})?")
_INITIAL = re.compile(r"[a-z][._][a-z]{3,20}|[a-z]{3,20}[._][a-z]")
_FIRST_NAMES = frozenset(
    (  # noqa: SIM905 - words read better as text
        "adam alan albert alex alexander alice amanda amy andrea andrew angela anna anne anthony barbara ben "
        "benjamin bob brian bruce carlos carol catherine charles chris christian christine claire claudia dan "
        "daniel david deborah dennis diana donald elena elizabeth emily emma eric eva francesco frank fred gary "
        "george greg hans helen henry jack jacob james jan jane jason jean jeff jennifer jessica jim joe john "
        "jonathan jose joseph juan julia karen kate katherine keith kevin klaus larry laura lauren linda lisa louis "
        "lucas luis marc marco maria marie mark martin mary matt matthew megan michael michelle mike nancy nicole "
        "nina olga oliver pablo patricia patrick paul paula pedro peter philip rachel raymond rebecca richard rob "
        "robert roger ryan samuel sandra sara sarah scott sean sebastian simon sophie stefan stephanie stephen "
        "steve steven susan thomas tim tom tony vincent walter wendy william wolfgang"
    ).split()
)


def person_shaped(address: str) -> bool:
    """Say whether an e-mail address looks like that of one person rather than of a function.

    `first.last`, `f.last` and well-known first names count, unless a word such as privacy, legal or dpo is in it.
    """
    local = address.rpartition("@")[0].lower().partition("+")[0]
    words = re.split(r"[._-]", local)
    if any(word in local for word in _FUNCTIONS) or any(word in _REGIONS for word in words):
        return False
    return local in _FIRST_NAMES or bool(_TWO_NAMES.fullmatch(local) or _INITIAL.fullmatch(local))


@record_check(
    "person-mailbox",
    "error",
    "No mailbox belongs to a named person: people leave, and they have privacy too.",
    fix="Use the company's privacy mailbox, or its form.",
)
def person_mailbox(entry: Entry, _: date) -> Iterator[tuple[Keys, str]]:
    """Find mailboxes that look like a person's."""
    for n, channel in enumerate(entry.broker.channels):
        if channel.kind is ChannelKind.EMAIL and person_shaped(channel.value):
            yield ("channels", n, "value"), f"{channel.value} looks like the mailbox of a person"
