"""Invented brokers that take forms and calls only, two of them of one family."""

from __future__ import annotations

from invented import channel

from unlist import config


def _record(name: str, slug: str, *, harm: int, more: str = "", channels: str) -> str:
    return (
        f'name = "{name}"\nlegal_name = "{name}, LLC"\nrole = "people_search"\ncountry = "US"\nserves = ["US"]\n'
        f'domains = ["{slug}.example"]\ncategories = ["people_search"]\nregistrations = ["us-ca-2026"]\n'
        f"harm = {harm}\n{more}\n{channels}"
    )


RECORDS = {
    "ebb-people": _record(
        "Ebb People", "ebb-people", harm=3, more='group = "tide"\n',
        channels=channel("form", "form", "https://ebb-people.example/optout"),
    ),
    "flood-people": _record(
        "Flood People", "flood-people", harm=5, more='group = "tide"\nbehaviors = ["confirm_link"]\n',
        channels=channel(
            "form", "form", "https://flood-people.example/optout", terms='["arbitration", "perjury"]',
            state='"captcha"', needs='["profile_url", "phone"]',
        ),
    ),
    "bell-calls": _record(
        "Bell Calls", "bell-calls", harm=4, channels=channel("phone", "phone", "+1 555 0199"),
    ),
    "reed-list": _record(
        "Reed List", "reed-list", harm=1, channels=channel("form", "form", "https://reed-list.example/optout"),
    ),
}  # fmt: skip
ORDER = ["flood-people", "ebb-people", "bell-calls", "reed-list"]
"""By hand: the family with a 5 and its 3 together, then the 4, then the 1."""


def add_form_brokers() -> None:
    """Put their records where a person's own ones lie."""
    folder = config.config_dir() / "brokers"
    folder.mkdir(parents=True, exist_ok=True)
    for slug, text in RECORDS.items():
        (folder / f"{slug}.toml").write_text(text, encoding="utf-8")
