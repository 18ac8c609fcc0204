"""`unlist doctor`: is everything as it should be, and what to do where it is not."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from unlist.commands.config_password import password_of
from unlist.commands.opening import reading
from unlist.commands.session import session
from unlist.config import PASSWORDS
from unlist.errors import PartlyFailed

if TYPE_CHECKING:
    from unlist.servers.account import Account

app = typer.Typer(help="Is everything as it should be? Each line ok, or what to do.", no_args_is_help=True)
_MARKS = {True: "ok", False: "not ok", None: "-"}


@app.callback()
def doctor() -> None:
    """Is everything as it should be? Each line ok, or what to do."""


@app.command("mail")
def mail(ctx: typer.Context) -> None:
    """Try your mail account: login, encryption, folders, what the server offers. Sends nothing, changes nothing."""
    s = session(ctx)
    from unlist.doctor import check_mail

    with reading(s) as store:

        def password(account: Account) -> str:
            return password_of(store, account, os.environ.get(PASSWORDS[account.service]))

        checks = check_mail(s.settings, password)
    wrong = [check for check in checks if check.ok is False]
    if s.output.as_json:
        s.output.json({"checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            s.output.text(f"{_MARKS[check.ok]:<7}{check.name:<10}{check.sentence}")
            if check.todo and check.ok is not True:
                s.output.text(f"{'':<17}{check.todo}")
    if wrong:
        raise PartlyFailed(f"{len(wrong)} of {len(checks)} are not as they should be.", hint="Do what stands there.")
