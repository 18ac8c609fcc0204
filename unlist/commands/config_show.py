"""`unlist config`: where things lie, and every setting with its sentence."""

from __future__ import annotations

import json
from dataclasses import asdict

import typer

from unlist import config as settings
from unlist.commands.group import Group
from unlist.commands.session import session

_KEYS = {
    "keyring": "in your system's keyring",
    "passphrase": "made from your passphrase",
    "file": "a file in the configuration directory; it does not stop somebody who takes the whole disk",
}


app = typer.Typer(cls=Group)


@app.callback(invoke_without_command=True)
def config(ctx: typer.Context) -> None:
    """Show where the home, the key and the configuration lie, and the settings in force."""
    if ctx.invoked_subcommand is not None:
        return
    s = session(ctx)
    path = settings.config_dir() / settings.FILE_NAME
    kind = _key_kind(s.home.key_info.read_bytes()) if s.home.key_info.exists() else None
    if s.output.as_json:
        s.output.json(
            {
                "home": str(s.home.path),
                "exists": s.home.exists,
                "key": kind,
                "file": str(path),
                "settings": {name: _plain(value) for name, value in asdict(s.settings).items()},
            }
        )
        return
    s.output.text(f"Home: {s.home.path}{'' if s.home.exists else ' (none yet: unlist init)'}")
    if kind:
        s.output.text(f"Key: {_KEYS.get(kind, kind)}")
    s.output.text(f"Settings: {path}{'' if path.exists() else ' (none yet; these are the defaults)'}\n")
    s.output.text(settings.sample(s.settings).rstrip())


def _plain(value: object) -> object:
    return value if isinstance(value, int | tuple) else str(value)


def _key_kind(info: bytes) -> str | None:
    try:
        return str(json.loads(info)["kind"])
    except (ValueError, KeyError, TypeError):
        return None
