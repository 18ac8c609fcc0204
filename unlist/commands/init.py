"""`unlist init`: one person, the safety question, and where things lie."""

from __future__ import annotations

from typing import Annotated

import typer

from unlist.commands.plan import NOTICE
from unlist.commands.session import session
from unlist.commands.subject import add_person, checked_address, checked_residence, describe, take_value
from unlist.errors import Refused
from unlist.words import Standing


def init(
    ctx: typer.Context,
    residence: Annotated[str | None, typer.Option(help="Where you live, ISO 3166-2: DE, GB-SCT, US-CA.")] = None,
    zone: Annotated[str | None, typer.Option(help="Your time zone, such as Europe/Berlin.")] = None,
    safety: Annotated[bool | None, typer.Option("--safety/--no-safety", help="Is anyone looking for you?")] = None,
) -> None:
    """Create the home and enter yourself. Name and address come by prompt or standard input, never as an option."""
    s = session(ctx)
    from unlist.store import create_store

    home = s.home
    if home.exists:
        raise Refused(f"There is a home at {home.path} already.", hint="Use it, or name another place with --home.")
    s.output.note(NOTICE)
    place = checked_residence(residence or s.ask("Where do you live (DE, GB-SCT, US-CA)", flag="Give --residence."))
    if safety is None:
        safety = s.confirm("Is anyone looking for you whom you do not want to be found by?") if s.can_ask else False
    if not safety and not s.can_ask:
        s.output.note("Nobody was asked whether anyone is looking for you; if so: unlist subject edit me safety_mode")
    if safety:
        s.output.note(
            "Safety mode: no address, phone, photo or employer will leave, and no access letters are written. "
            "Think about who else can read your mailbox and your shell's history."
        )
    name = take_value(s, "Your full name, as brokers know it")
    reply_to = checked_address(take_value(s, "Address that answers go to (a mailbox for this alone is best)"))
    settings = s.settings
    with create_store(home, zone=zone or settings.zone, ask=lambda q: s.ask(q, hidden=True)) as store:
        facts = add_person(store, "me", name, reply_to, place, standing=Standing.SELF, safety=safety)
        key = store.key_kind
    if s.output.as_json:
        s.output.json({"home": str(home.path), "key": key, "subject": describe(facts)})
        return
    s.output.text(f"Home: {home.path}")
    s.output.text(f"Key: {_KEYS.get(key, key)}")
    s.output.text(f"Letters to hand over will lie in {settings.hand_off_dir}, as plain files.")
    s.output.note("Next: unlist subject add-identifier email, then unlist plan")


_KEYS = {
    "keyring": "in your system's keyring.",
    "passphrase": "made from your passphrase. Nobody can restore it: do not lose it.",
    "file": "a file in your configuration directory. It does not stop somebody who takes the whole disk.",
}
