"""The page of laws, drawn from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from unlist.law.act_by import rows
from unlist.law.catalog import LAWS
from unlist.law.rule import Law, Rule
from unlist.words import counted

HEAD = """# The laws

What Unlist knows of each law, drawn from the rules it computes with. It is no legal advice, and no text here stands in
for the law's own. Each number says how well it is known: **V** was read in the text itself, **V2** in a secondary
source, **B** is believed and was not read; no first letter names a day that is only believed.
[law-sources.md](law-sources.md) says what was read where.

The day of receipt never counts. Months keep the day number and end with the month. A period is rolled once, at its end.
`unlist law deadline` computes a date and says how, sentence by sentence; `unlist law authority` says to whom one can
complain.
"""
_UNITS = {"month": "month", "calendar_day": "day", "business_day": "business day"}
_CLOSED = {
    "place": "holidays of the place",
    "state": "holidays of the state",
    "us": "federal holidays",
    "us-ca": "judicial holidays of California",
    "us-co": "legal holidays of Colorado",
    "us-il": "legal holidays of Illinois",
    "us-mn": "holidays of Minnesota",
    "us-nj": "holidays of New Jersey",
    "us-tx": "legal holidays of Texas",
    "us-ut": "legal holidays of Utah",
    "us-wa": "legal holidays of Washington",
    "ca": "Sundays and holidays of Canada",
    "ca-qc": "Sundays and holidays of Québec",
}


def page() -> str:
    """Return the whole page."""
    sections = ["\n".join(_law(law)) for law in LAWS]
    return "\n".join([HEAD, *sections, *_limits()]) + "\n"


def _law(law: Law) -> Iterator[str]:
    yield f"## {law.id}\n"
    yield f"{law.title}. Supervised by {law.supervised_by}."
    if law.note:
        yield f"\n{law.note}"
    yield "\n| right | where | from | to | period | more time | ends | known | stands in |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for rule in law.rules:
        yield "| " + " | ".join(_cells(rule)) + " |"
    notes = dict.fromkeys(filter(None, (text for rule in law.rules for text in (rule.note, rule.pause_note))))
    if notes:
        yield ""
        yield from (f"- {note}" for note in notes)
    yield ""


def _cells(rule: Rule) -> Iterator[str]:
    yield rule.right.replace("_", " ")
    yield ", ".join(rule.jurisdictions)
    yield _day(rule.opens)
    yield _day(rule.valid_to)
    yield _period(rule)
    yield _more(rule)
    yield f"moves off {_CLOSED[rule.calendar]}" if rule.roll and rule.unit != "business_day" else "as counted"
    yield rule.confidence
    yield "; ".join(rule.citations)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _period(rule: Rule) -> str:
    parts = []
    if rule.first_fetch:
        parts.append(f"{rule.first_fetch} days to fetch it and {rule.period} to delete")
    elif rule.unit != "none":
        parts.append(counted(rule.period, _UNITS[rule.unit]))
    if not rule.statutory:
        parts.append("the sender's own")
    if rule.acknowledge:
        parts.append(f"receipt confirmed in {counted(rule.acknowledge, _UNITS[rule.acknowledge_unit])}")
    return ", ".join(parts)


def _more(rule: Rule) -> str:
    if rule.extension_open:
        return "without limit"
    return f"{counted(rule.extension, _UNITS[rule.unit])} in all" if rule.extension else ""


def _limits() -> Iterator[str]:
    yield "## The person's own limits\n"
    yield "By when the person must act themselves. None is known elsewhere, which does not mean that there is none.\n"
    yield "| law | where | after | within | to | known | stands in |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows():
        length = " and ".join(
            filter(None, [row.months and counted(row.months, "month"), row.days and counted(row.days, "day")])
        )
        after = ", ".join(one.replace("_", " ") for one in row.after)
        what = row.what if row.binding else f"{row.what} (no law says so)"
        yield f"| {row.law} | {', '.join(row.places)} | {after} | {length} | {what} | {row.confidence} | {row.citation} |"
