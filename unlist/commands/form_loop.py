"""`unlist form` on a terminal: one form or call a screen, one key for what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from unlist import clock
from unlist.commands.session import Session
from unlist.commands.wording import stands
from unlist.errors import Stale, UnlistError
from unlist.words import ChannelKind

if TYPE_CHECKING:
    from unlist.outbox.forms import FormItem
    from unlist.store import Store

KEYS = "[o]pen its page [d]one [s]kip [n]ot possible [q]uit"


class _Quit(Exception):  # noqa: N818 - no error: the person has had enough
    """The person ends the sitting."""


class Loop:
    """Goes through what waits and records what the keys say."""

    def __init__(self, session: Session, store: Store) -> None:
        """Begin with an open home that is not locked."""
        self._session = session
        self._store = store
        self._say = session.output.text

    def run(self, items: list[FormItem]) -> None:
        """Show each until the last or until the person quits."""
        if not items:
            self._say("No form and no call waits.")
            return
        try:
            for item in items:
                self._one(item)
        except _Quit:
            pass
        forms = self._tally()
        self._say(f"\n{forms}.\nNext: unlist")

    def _one(self, item: FormItem) -> None:
        from unlist.outbox.forms import write_page

        page = write_page(item, self._session.settings.hand_off_dir)
        self._show(item, page)
        while True:
            self._say(KEYS)
            key = self._key()
            try:
                if key == "o":
                    self._open(page)
                elif self._take(key, item):
                    return
            except Stale:
                self._say("Its request changed while you looked at it; nothing was recorded. It comes again.")
                return
            except typer.Abort:
                self._say("\nNothing was recorded.")
            except UnlistError as problem:
                self._say(f"{problem.message} {problem.hint}")

    def _show(self, item: FormItem, page: Path) -> None:
        from unlist.channels.expectations import FREEDOM, expected_of, terms_of
        from unlist.channels.page import script_of, values_of, web_link

        parcel = item.parcel
        what = "a call" if parcel.kind is ChannelKind.PHONE else "a form"
        self._say(f"\n--- {self._tally()} {'-' * 20}")
        self._say(f"{item.name}: {what}, about {item.minutes} minutes. {item.request.reference}")
        is_web = parcel.kind is ChannelKind.FORM and web_link(parcel.recipient)
        unsafe = "  (no encrypted web address: do not enter personal data there)"
        where = parcel.recipient or "Its address is not on record; see the broker's answer."
        self._say(f"  {where}{'' if is_web or not parcel.recipient or what == 'a call' else unsafe}")
        terms = terms_of(parcel.terms)
        for sentence in [*(text for _, text in terms), *([FREEDOM] if terms else []), *expected_of(parcel.expects)]:
            self._say(f"  ! {sentence}")
        for _, label, value in values_of(parcel):
            self._say(f"  {label}: {value}")
        if parcel.kind is ChannelKind.PHONE:
            for line in script_of(parcel).splitlines():
                self._say(f"  > {line}")
        self._say(f"Its page: {page}")

    def _open(self, page: Path) -> None:
        if typer.launch(str(page)):
            self._say(f"No program opened it. Open it yourself: {page}")

    def _take(self, key: str, item: FormItem) -> bool:
        """Do what a key says; True once something was recorded."""
        from unlist.outbox.forms import record_done, record_not_possible, record_skipped

        if key == "q":
            raise _Quit
        if key == "d":
            words = self._ask("A number, a name, what was confirmed (Enter: nothing)")
            with self._session.home.lock():
                record_done(self._store, item, day=clock.today(self._store.zone), at=clock.now(), words=words)
        elif key == "s":
            with self._session.home.lock():
                record_skipped(self._store, item, at=clock.now())
        elif key == "n":
            why = self._ask("What stood against it (Enter: back)")
            if not why:
                raise typer.Abort
            with self._session.home.lock():
                record_not_possible(self._store, item, at=clock.now(), why=why)
        else:
            self._say("That key means nothing here.")
            return False
        state = self._store.state(item.request.id)
        due = f", due {state.due_on}" if state.due_on else ""
        self._say(f"-> {item.request.reference}: {stands(state.status, state.reason, state.outcome)}{due}")
        return True

    def _tally(self) -> str:
        from unlist.outbox.forms import find_forms

        return find_forms(
            self._store, today=clock.today(self._store.zone), subject=self._session.subject
        ).tally.sentence

    def _key(self) -> str:
        """Wait for one key; what was typed before the question stood there is thrown away with the terminal's mode."""
        try:
            return str(typer.getchar())
        except (EOFError, KeyboardInterrupt):
            raise _Quit from None

    def _ask(self, question: str) -> str:
        return cast("str", typer.prompt(question, default="", show_default=False)).strip()


def form_loop(session: Session, store: Store, items: list[FormItem]) -> None:
    """Go through forms and calls, one after the other."""
    Loop(session, store).run(items)
