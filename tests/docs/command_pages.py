"""The page of commands, drawn from the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import Any

from typer.main import get_command

HEAD = """# Commands

Every command and option, as the program says them. Global options may stand anywhere: `--home DIR`, `--subject NAME`,
`--as-of DATE|INSTANT` (for looking; a command that writes refuses it with 7), `--json`, `--no-input`, `--yes`,
`--quiet`, `--no-color`, `--version`. `unlist` alone shows what is due. Data goes to standard output, progress and errors
to standard error. A REQUEST is named by its reference, the start of it, or the broker's slug.

| exit code | |
|---|---|
| 0 | done |
| 1 | failed |
| 2 | wrong usage, or a value that cannot be used |
| 3 | something waits for you (`run`) |
| 4 | partly failed; the rest was done |
| 5 | a server or the network does not answer |
| 6 | not found |
| 7 | refused by a guard; the message names what lifts it |
"""


def program() -> Any:
    """Return the root command."""
    (script,) = entry_points(group="console_scripts", name="unlist")
    return get_command(script.load())


def commands(command: Any, path: tuple[str, ...] = ("unlist",)) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command that does something, with the words that name it."""
    inner = getattr(command, "commands", None)
    if not inner:
        yield path, command
        return
    for name, one in inner.items():
        yield from commands(one, (*path, name))


def options(command: Any) -> dict[str, str]:
    """Return what may stand behind a command: an option's spellings, or an argument's name, with its sentence."""
    found = {}
    for parameter in command.params:
        argument = parameter.param_type_name == "argument"
        words = [parameter.human_readable_name] if argument else [*parameter.opts, *parameter.secondary_opts]
        if "--help" not in words:
            found[", ".join(words)] = getattr(parameter, "help", None) or ""
    return found


def page() -> str:
    """Return docs/commands.md."""
    lines = [HEAD]
    for path, command in commands(program()):
        sentence = " ".join((command.help or "").split("\n\n")[0].split())
        lines += [f"## {' '.join(path)}", "", sentence, ""]
        rows = [f"- `{words}` {help_text}".rstrip() for words, help_text in options(command).items()]
        lines += [*rows, ""] if rows else []
    return "\n".join(lines).rstrip() + "\n"
