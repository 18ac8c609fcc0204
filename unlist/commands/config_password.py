"""`unlist config password`: keep the password of a mail account, where nobody else reads it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from unlist.commands.opening import writing
from unlist.commands.session import Session, session
from unlist.config import PASSWORDS
from unlist.errors import BadInput

if TYPE_CHECKING:
    from unlist.servers.account import Account
    from unlist.store import Store


def password(
    ctx: typer.Context,
    service: Annotated[
        str,
        typer.Argument(
            help="What it opens: imap, where answers are fetched from, or smtp, that letters are sent through."
        ),
    ],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read it from standard input, one line.")
    ] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Keep it no longer.")] = False,
) -> None:
    """Keep the password of a mail account: in your system's keyring, else encrypted in the home. It is asked for."""
    s = session(ctx)
    if service not in PASSWORDS:
        raise BadInput(f"No service {service!r} wants a password.", hint=f"There is: {', '.join(PASSWORDS)}.")
    from unlist.servers.account import account_of

    account = account_of(s.settings, service)
    with writing(s) as store:
        if forget:
            store.forget_password(account.name)
            s.output.text(f"The password of {account.user} at {account.host} is kept no longer.")
            return
        where = store.keep_password(account.name, _given(s, account, from_stdin=password_stdin))
    place = "in your system's keyring" if where == "keyring" else "in the home, encrypted"
    s.output.text(f"The password of {account.user} at {account.host} is kept {place}.")
    s.output.note("Next: unlist inbox fetch" if service == "imap" else "Next: unlist plan, then unlist send")


def _given(s: Session, account: Account, *, from_stdin: bool) -> str:
    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        question = f"Password of {account.user} at {account.host} (an app password, if your provider has them)"
        given = s.ask(question, hidden=True, flag="Give --password-stdin, and the password on standard input.")
    if not given or not given.isprintable():
        raise BadInput("This is no password: it is empty or holds control characters.", hint="Nothing was kept.")
    return given


def password_of(store: Store, account: Account, given: str | None) -> str:
    """Return the password of an account: `given` by the environment, else the one that is kept. Raises BadInput."""
    found = given or store.password(account.name)
    if not found:
        raise BadInput(
            f"No password is kept for {account.user} at {account.host}.",
            hint=f"Give one: unlist config password {account.service}",
        )
    return found
