"""Letting letters leave for a command: the channels that the settings name, progress, a stop by Ctrl-C, a report."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from types import FrameType
from typing import TYPE_CHECKING, Any

from unlist.commands.config_password import password_of
from unlist.commands.session import Session
from unlist.config import PASSWORDS, Config
from unlist.errors import PartlyFailed, UnlistError
from unlist.words import counted

if TYPE_CHECKING:
    from unlist.outbox.dispatch import Dispatched, Waiting, Watcher
    from unlist.outbox.leave import Handed
    from unlist.outbox.transport import Rules, Transport
    from unlist.store import Store

WAITING_SHOWN = 5
"""Letters that wait which a report names one by one."""


def rules_of(settings: Config, *, now: bool = False) -> Rules:
    """Return how letters will leave by the settings; `now`: without the time in which they can be taken back.

    Raises BadInput when the settings name no server to send through.
    """
    from unlist.outbox.transport import BY_HAND, Rules
    from unlist.servers.account import account_of

    if settings.transport == "drafts":
        account_of(settings, "imap")
    if settings.transport != "smtp":
        return BY_HAND
    account_of(settings, "smtp")
    return Rules(mail_is_sent=True, undo=timedelta(minutes=0 if now else settings.undo_minutes))


@contextmanager
def transport_of(s: Session, store: Store, rules: Rules) -> Iterator[Transport]:
    """Open the channels that the settings name; a server is spoken to only once a letter leaves through it."""
    from unlist.channels.file import FileChannel
    from unlist.outbox.transport import Transport

    settings = s.settings
    pages = FileChannel(settings.hand_off_dir)
    with ExitStack() as opened:
        mail: Any = pages
        if settings.transport == "smtp":
            from unlist.channels.smtp import SmtpChannel

            mail = opened.enter_context(SmtpChannel(*_login(s, store, "smtp")))
        elif settings.transport == "drafts":
            from unlist.channels.drafts import DraftsChannel

            mail = opened.enter_context(DraftsChannel(*_login(s, store, "imap")))
        yield Transport(mail, pages, rules, _look_up(s) if settings.transport == "smtp" else None)


def _look_up(s: Session) -> Any:
    """Return what asks where the mail of a domain goes; nothing does where our own server is this machine."""
    from unlist.servers.account import is_loopback
    from unlist.servers.names import mail_domain

    return None if is_loopback(s.settings.smtp_host) else mail_domain


def _login(s: Session, store: Store, service: str) -> tuple[Any, str]:
    from unlist.servers.account import account_of

    account = account_of(s.settings, service)
    return account, password_of(store, account, os.environ.get(PASSWORDS[service]))


def let_leave(s: Session, store: Store, rules: Rules, *, quiet: bool = False) -> Dispatched:
    """Let leave what may leave now, with progress on a terminal; Ctrl-C stops after the letter under way."""
    from unlist.outbox.dispatch import Dispatched, dispatch
    from unlist.outbox.pacing import Pace

    if not store.queued(s.subject) and not store.sending():
        return Dispatched()  # no channel is opened, and no password asked for
    c = s.settings
    pace = Pace.of(store.zone, c.seconds_between, c.letters_a_day, c.letters_a_domain, c.quiet_hours)
    with transport_of(s, store, rules) as transport, _stopping(s) as stopped:
        watcher = _watcher(s, stopped, quiet=quiet)
        return dispatch(store, transport, pace, hold=s.home.lock, subject=s.subject, watcher=watcher)


@contextmanager
def _stopping(s: Session) -> Iterator[threading.Event]:
    """Turn the first Ctrl-C into a wish to stop, which is met after the letter under way; a second one ends at once."""
    asked = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()
        s.output.note("Stopping after this letter; once more to end at once.")

    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before = signal.signal(signal.SIGINT, ask)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def _watcher(s: Session, stopped: threading.Event, *, quiet: bool) -> Watcher:
    from unlist.outbox.dispatch import Watcher

    drawn = s.output.draws and not s.output.quiet and not quiet

    def told(letter: Handed, number: int, of: int) -> None:
        if drawn:
            sys.stderr.write(f"\r\033[K{number}/{of} {letter.broker}\n" if letter.result != "handed_over" else "")

    def pausing(number: int, of: int, seconds: float) -> None:
        if drawn:
            sys.stderr.write(f"\r\033[K{number}/{of}, next in {seconds:.0f} s")
            sys.stderr.flush()

    return Watcher(told, pausing, stopped.is_set)


def report(s: Session, done: Dispatched, failures: Sequence[tuple[str, UnlistError]] = ()) -> None:
    """Show what became of each letter, which wait and until when, and what could not be written."""
    if s.output.as_json:
        s.output.json(_as_json(done, failures))
        return
    _say_handed_over(s, [letter for letter in done.handed if letter.result == "handed_over"])
    sent = [letter for letter in done.handed if letter.result == "accepted"]
    if sent:
        s.output.table(("reference", "broker", "sent"), [(h.reference, h.broker, "now") for h in sent])
        s.output.text(f"{counted(len(sent), 'letter')} sent. Whether they arrived is not known yet; answers will tell.")
    for letter in done.handed:
        if letter.result not in {"handed_over", "accepted"}:
            s.output.text(f"{letter.reference} to {letter.broker} {letter.sentence}")
    _say_waiting(s, done)
    for slug, problem in failures:
        s.output.note(f"{slug}: {problem.message} {problem.hint}")


def _say_handed_over(s: Session, handed: Sequence[Handed]) -> None:
    if not handed:
        return
    s.output.table(("reference", "broker", "letter"), [(h.reference, h.broker, _place(h)) for h in handed])
    folders = dict.fromkeys(h.path.parent for h in handed if h.path)
    for folder in folders:
        s.output.text(f"They lie in {folder}")
    if folders:
        s.output.text(
            "Open an .eml in your mail program and send it, or copy from the .html beside it; a form has its page."
        )
        s.output.text("They are plain files: delete them once they are sent.")
    s.output.text("No clock runs until you say that they left:")
    s.output.text("  unlist request sent REFERENCE, or for all of them: unlist request sent --all")


def _place(letter: Handed) -> str:
    return letter.path.name if letter.path else letter.sentence


def _say_waiting(s: Session, done: Dispatched) -> None:
    from unlist.clock import in_words
    from unlist.reads import zone

    if not done.waiting:
        return
    here = zone(s.home)
    first = min(done.waiting, key=lambda one: one.at)
    s.output.text(f"{counted(len(done.waiting), 'letter')} to leave, the first at {in_words(first.at, here)}:")
    for one in sorted(done.waiting, key=lambda one: one.at)[:WAITING_SHOWN]:
        why = f", {one.reason}" if one.reason else ""
        s.output.text(f"  {one.reference} {one.broker}: {in_words(one.at, here)}{why}")
    if len(done.waiting) > WAITING_SHOWN:
        s.output.text(f"  and {len(done.waiting) - WAITING_SHOWN} more")
    s.output.text("They leave when you run one of these then:\n  unlist run\n  unlist send")
    s.output.text("Until then you can take one back:\n  unlist request withdraw REFERENCE")


def _as_json(done: Dispatched, failures: Sequence[tuple[str, UnlistError]]) -> dict[str, Any]:
    def told(letter: Handed) -> dict[str, Any]:
        return {"reference": letter.reference, "broker": letter.broker, "law": letter.law, "right": letter.right}

    def line(waiting: Waiting) -> dict[str, Any]:
        names = {"reference": waiting.reference, "broker": waiting.broker}
        return {**names, "at": waiting.at, "reason": waiting.reason or None}

    by_hand = [letter for letter in done.handed if letter.result == "handed_over"]
    others = [letter for letter in done.handed if letter.result != "handed_over"]
    return {
        "handed_over": [{**told(letter), "path": str(letter.path) if letter.path else None} for letter in by_hand],
        "sent": [{**told(letter), "result": letter.result, "sentence": letter.sentence} for letter in others],
        "waiting": [line(one) for one in done.waiting],
        "failed": [{"broker": slug, "message": problem.message} for slug, problem in failures],
        "stopped": done.stopped,
    }


def second_letter(done: Dispatched, reference: str) -> dict[str, Any]:
    """Return what became of the letter of one request: `waiting` until `at`, else its result."""
    for letter in done.handed:
        if letter.reference == reference:
            path = str(letter.path) if letter.path else None
            return {"reference": reference, "result": letter.result, "path": path, "at": None}
    at = next((one.at for one in done.waiting if one.reference == reference), None)
    return {"reference": reference, "result": "waiting", "path": None, "at": at}


def raise_if_failed(done: Dispatched, failures: Sequence[tuple[str, UnlistError]] = ()) -> None:
    """Raise what ended the run, else PartlyFailed when a letter was not written, was refused, or was put off."""
    if done.problem:
        raise done.problem
    missed = [letter for letter in done.handed if letter.result in {"failed", "deferred", "held"}]
    count = len(failures) + len(missed)
    if count:
        raise PartlyFailed(
            f"{count} of {len(failures) + len(done.handed)} letters did not leave.",
            hint="See what became of each: unlist request list",
        )
    if any(letter.result == "uncertain" for letter in done.handed):
        raise PartlyFailed(
            "Of a letter nobody knows whether it left.",
            hint="Look into your Sent folder. It left: unlist request sent REFERENCE. It did not: "
            "unlist request event REFERENCE not_sent",
        )
