"""`unlist inbox review` on a terminal: one message a screen, one key a decision, and the way back."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import typer

from unlist.commands.broker_lessons import tell
from unlist.commands.inbox_screen import full_lines, guess_words, screen
from unlist.commands.inbox_words import SAYS, one_line, says
from unlist.commands.opening import parse_day
from unlist.commands.session import Session
from unlist.commands.wording import stands
from unlist.errors import BadInput, Refused, Stale, UnlistError
from unlist.words import ReplyKind, counted

if TYPE_CHECKING:
    from unlist.inbox.guesses import Guess
    from unlist.inbox.sitting import Item, Sitting
    from unlist.store import Store
    from unlist.store.facts import RequestFacts

CHOICES = "123456789abcdefghijk"
"""The keys of a menu, in its order."""
HELP = """\
a  accept: it is what it reads as            l  later: it stays for another time
c  change: it is something else              u  undo: take the last decision back
s  split: it answers a further request too   f  full text, quotations too
m  move: it belongs to another request       v  save its attachments
d  dismiss: seen, it changes nothing         q  quit; what was decided stays"""
_KEYS = "[c]hange [s]plit [m]ove [d]ismiss [l]ater [u]ndo [f]ull"
_STRAY_KEYS = "[1-9] whose [m] another one [d] erase [l]ater [u]ndo [f]ull"
_TOLD = {
    "dismissed": "set aside",
    "forgotten": "erased as nobody's",
    "assigned": "given to a request",
    "split": "given to a further request",
}


class _Quit(Exception):  # noqa: N818 - no error: the person has had enough
    """The person ends the sitting."""


class Loop:
    """Shows what waits and does what the keys say."""

    def __init__(self, session: Session, store: Store, sitting: Sitting) -> None:
        """Begin with what the sitting holds."""
        self._session = session
        self._store = store
        self._sitting = sitting
        self._out = session.output
        self._until: date | None = None
        self._saves = False
        self._actions: dict[str, Callable[[Item], None]] = {
            "a": self._accept,
            "c": self._change,
            "s": self._split,
            "m": self._move,
            "d": self._dismiss,
            "l": self._later,
            "u": self._undo,
            "f": self._full,
            "v": self._save,
            "?": self._help,
        }

    def run(self) -> None:
        """Go through what waits until there is no more or the person quits."""
        try:
            while True:
                while self._sitting.current:
                    self._show(self._sitting.current)
                    self._obey()
                if not self._sitting.steps or not self._regrets():
                    break
        except _Quit:
            pass
        self._sum_up()

    # -- showing ----------------------------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        self._out.text(text)

    def _show(self, item: Item) -> None:
        from unlist.inbox.view import view_of

        size = shutil.get_terminal_size()
        count = len(self._sitting.waiting)
        more = f"{counted(count, 'message')} to decide on" if count > 1 else "the last one"
        self._say(f"\n--- {more} {'-' * 40}")
        view = view_of(self._store, item)
        for line in screen(view, width=size.columns, height=size.lines - 5):
            self._say(line)
        self._until = view.until
        self._saves = bool(view.contents.attachments)
        self._say(self._keys(item))

    def _keys(self, item: Item) -> str:
        from unlist.inbox.review import Stray

        # A line of 80 columns holds all of them but one.
        end = " sa[v]e [q]uit" if self._saves else " [q]uit [?]"
        if isinstance(item, Stray):
            return f"{_STRAY_KEYS}{end}"
        return f"{'[a]ccept ' if item.reply.kind else ''}{_KEYS}{end}"

    def _key(self) -> str:
        """Wait for one key. What was typed before the question stood there is thrown away with the terminal's mode."""
        try:
            key = typer.getchar()
        except (EOFError, KeyboardInterrupt):
            raise _Quit from None
        return str(key)

    def _obey(self) -> None:
        """Take keys until one of them changes what is looked at."""
        from unlist.inbox.review import Stray

        item = self._sitting.current
        while item is not None and self._sitting.current is item:
            key = self._key()
            if key == "q":
                raise _Quit
            try:
                if isinstance(item, Stray) and key.isdigit():
                    self._give(item, key)
                elif key in self._actions:
                    self._actions[key](item)
                else:
                    self._say(f"{one_line(key, 8)!r} means nothing here; ? shows the keys.")
            except Stale:
                self._changed_elsewhere()
                return
            except typer.Abort:
                self._say("\nNothing was decided.")
            except UnlistError as problem:
                self._say(f"{problem.message} {problem.hint}")
            if key in {"?", "f", "v"}:
                self._say(self._keys(item))

    def _changed_elsewhere(self) -> None:
        if self._sitting.look_again():
            self._say("Its request changed while you looked at it; nothing was decided. Look again:")
        else:
            self._say("It was decided on elsewhere meanwhile.")

    # -- keys -------------------------------------------------------------------------------------------------------

    def _accept(self, item: Item) -> None:
        self._take(item, item.reply.kind)

    def _change(self, item: Item) -> None:
        self._owned(item)
        found = [kind for kind in item.reply.kinds if kind in SAYS]
        kinds = list(dict.fromkeys([*found, *SAYS]))
        for key, kind in zip(CHOICES, kinds, strict=False):
            self._say(f"  {key}  it {says(kind)}")
        self._say("Which? Any other key goes back.")
        chosen = dict(zip(CHOICES, kinds, strict=False)).get(self._key())
        if chosen is None:
            self._say("Nothing was decided.")
            self._say(self._keys(item))
            return
        self._take(item, chosen)

    def _take(self, item: Item, kind: ReplyKind | None) -> None:
        waits = self._owned(item)
        if kind is None:
            raise BadInput("It was not understood.", hint="Say what it is with c, or set it aside with d.")
        until = to = None
        if kind is ReplyKind.EXTENDED:
            until = self._ask_day()
        if kind is ReplyKind.REDIRECTED:
            named = item.reply.asks.redirect_to or ""
            hint = f" (Enter: {one_line(named, 80)})" if named else " (Enter: it does not say)"
            to = self._ask(f"Who is responsible{hint}") or None
        made = self._sitting.accept(waits, kind=kind, until=until, to=to)
        self._tell(made.request, f"it {says(kind)}")
        tell(self._session, self._store, made.request.broker)

    def _ask_day(self) -> date | None:
        """Ask for the day that an extension names; what was read in its words is offered."""
        offered = f"Enter: {self._until}; - for none" if self._until else "Enter: it names none"
        given = self._ask(f"Until which day, such as 2026-12-24 ({offered})")
        if given == "-":
            return None
        return parse_day(given, "That") if given else self._until

    def _dismiss(self, item: Item) -> None:
        self._sitting.dismiss(item)
        self._say(f"-> {_TOLD[self._sitting.steps[-1].told]}")

    def _later(self, _: Item) -> None:
        self._sitting.postpone()
        self._say("-> left for later")

    def _give(self, item: Any, key: str) -> None:
        number = int(key)
        if not 1 <= number <= len(item.guesses):
            raise BadInput(f"{key} is none of them.", hint="m names another one.")
        made = self._sitting.move(item, item.guesses[number - 1].request)
        self._tell(made.request, "it belongs there")

    def _move(self, item: Item) -> None:
        (request,) = self._which(item, "Which request? A number, a reference or a broker", most=1)
        made = self._sitting.move(item, request)
        self._tell(made.request, "it belongs there")

    def _split(self, item: Item) -> None:
        waits = self._owned(item)
        question = "Which further requests? Numbers, references or brokers"
        for request in reversed(self._which(item, question, most=len(CHOICES))):
            made = self._sitting.share(waits, request)
            self._tell(made.request, "it answers this one too; you decide on that next")
        self._say(self._keys(item))

    def _undo(self, item: Item) -> None:
        step = self._sitting.undo()
        if step is None:
            self._say("Nothing was decided in this sitting. Earlier decisions: unlist inbox review MESSAGE --undo")
            self._say(self._keys(item))
            return
        self._say("-> taken back")

    def _help(self, _: Item) -> None:
        self._say(HELP)

    def _full(self, item: Item) -> None:
        from unlist.inbox.view import view_of

        width = min(shutil.get_terminal_size().columns, 80)
        self._page(full_lines(view_of(self._store, item).contents.text, width))

    def _page(self, lines: list[str]) -> None:
        size = max(5, shutil.get_terminal_size().lines - 2)
        for start in range(0, len(lines), size):
            for line in lines[start : start + size]:
                self._say(line)
            left = len(lines) - start - size
            if left > 0:
                self._say(f"-- {counted(left, 'more line')}: any key goes on, q ends")
                if self._key() == "q":
                    return

    def _save(self, item: Item) -> None:
        from unlist.inbox.saving import save
        from unlist.replies.contents import contents

        held = contents(self._store.message_bytes(item.message))
        if not held.attachments:
            self._say("It has no attachments.")
            return
        folder = self._session.settings.hand_off_dir / "attachments" / item.message[-12:]
        for saved in save(held.attachments, folder):
            self._say(f"Saved{'' if saved.new else ' before'}: {saved.path}")
        self._say("Open only what you expected. They are plain files: delete them when you are done.")

    # -- asking -----------------------------------------------------------------------------------------------------

    def _owned(self, item: Item) -> Any:
        """Return an item that waits in a request. Raises BadInput for one that nobody has been given yet."""
        from unlist.inbox.review import Stray

        if isinstance(item, Stray):
            raise BadInput("First say whose it is:", hint="a number, or m; d erases it.")
        return item

    def _ask(self, question: str) -> str:
        return cast("str", typer.prompt(question, default="", show_default=False)).strip()

    def _which(self, item: Item, question: str, *, most: int) -> list[RequestFacts]:
        from unlist.inbox.assignment import candidates

        offered = candidates(self._store, item, subject=self._session.subject)
        for number, guess in enumerate(offered, 1):
            self._say(f"  {guess_words(number, guess)}")
        names = [name.strip() for name in self._ask(f"{question} (Enter: back)").split(",") if name.strip()]
        if not names:
            raise typer.Abort
        if len(names) > most:
            raise BadInput(f"{len(names)} are too many.", hint=f"Name at most {most}.")
        return [self._named(name, offered) for name in names]

    def _named(self, name: str, offered: tuple[Guess, ...]) -> RequestFacts:
        if name.isdecimal() and 1 <= int(name) <= len(offered):
            return offered[int(name) - 1].request
        return self._store.find_request(name, subject=self._session.subject)

    # -- telling ----------------------------------------------------------------------------------------------------

    def _tell(self, request: RequestFacts, what: str) -> None:
        state = self._store.state(request.id)
        due = f", due {state.due_on}" if state.due_on and state.status == "awaiting_broker" else ""
        self._say(f"-> {what}. {request.reference}: {stands(state.status, state.reason, state.outcome)}{due}")

    def _regrets(self) -> bool:
        """Offer the way back once more when nothing is left."""
        self._say("\nNothing is left. u takes the last decision back, any other key ends.")
        if self._key() != "u":
            return False
        try:
            self._sitting.undo()
        except Refused as problem:
            self._say(f"{problem.message} {problem.hint}")
            return False
        return True

    def _sum_up(self) -> None:
        counts = Counter(step.told for step in self._sitting.steps)
        told = [f"{count} {_TOLD.get(name) or name.replace('_', ' ')}" for name, count in counts.items()]
        left = len(self._sitting.waiting) + len(self._sitting.later)
        decided = f"{counted(sum(counts.values()), 'decision')}: {', '.join(told)}." if told else "Nothing was decided."
        self._say(f"\n{decided} {counted(left, 'message')} left to decide on." if left else f"\n{decided}")
        self._say(f"Next: {'unlist inbox review' if left else 'unlist'}")


def review_loop(session: Session, store: Store, waiting: list[Item]) -> None:
    """Decide on what waits, one after the other."""
    from unlist.clock import now
    from unlist.inbox.sitting import Sitting

    Loop(session, store, Sitting(store, session.home.lock, now, list(waiting))).run()
