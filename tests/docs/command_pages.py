"""The page of commands, drawn from the program itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import lru_cache
from importlib.metadata import entry_points
from typing import Any

from typer.main import get_command

from unlist.law.catalog import LAWS
from unlist.tracker.model import Outcome, Reason, Status
from unlist.words import IdentifierKind, ReplyKind, Right

HEAD = """# Commands

Every command with all that may stand behind it, as `unlist COMMAND --help` says it. `unlist` alone shows what is due.

Data goes to standard output; progress, advice and errors go to standard error. A table is drawn on a terminal, and is
text with tabs elsewhere; for programs there is `--json`, see [json](json/README.md). Nothing is asked where there is no
terminal: personal values then come by standard input, one a line, and never by an option, which the shell would keep.

A REQUEST is named by its reference (`UL-` and eleven characters), by the start of it, or by the broker's slug; a slug
means the request that is open there, else the latest. A day is written 2026-12-24.

## Exit codes

| code | |
|---|---|
| 0 | done |
| 1 | failed |
| 2 | wrong usage, or a value that cannot be used |
| 3 | something waits for you (`run`, `inbox fetch`) |
| 4 | partly failed; the rest was done |
| 5 | a server or the network does not answer |
| 6 | not found |
| 7 | refused by a guard; the message names what lifts it |
"""
GLOBAL = """## Options of every command

They may stand anywhere on the line; `--version` and those for completion stand alone.
"""
SENTENCES = {
    ("subject", "handle"): "The person's short name; default: the only one.",
    ("letter", "BROKER"): "Its slug.",
    ("follow-up", "REQUEST"): "Its reference, the start of it, or the broker's slug.",
    ("request verify", "REQUEST"): "Its reference, the start of it, or the broker's slug.",
    ("request note", "text"): "The remark.",
    ("law show", "law"): "Its id, as `unlist law list` shows it.",
}
"""What stands behind an argument of which the program says nothing itself, by command (or group) and name."""
SHOWN_CHOICES = 6
"""Values that an option's line shows; longer lists stand at the end of the page."""


@lru_cache(maxsize=1)
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
    if command.invoke_without_command and len(path) > 1:
        yield path, command  # `unlist config` does something by itself
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


def sentence_of(path: tuple[str, ...], parameter: Any) -> str:
    """Return what a parameter is for: the program's own words, else those of SENTENCES."""
    own = getattr(parameter, "help", None)
    if own:
        return str(own)
    name = parameter.human_readable_name
    sentence = SENTENCES.get((" ".join(path[1:]), name)) or SENTENCES.get((path[1], name), "")
    return sentence.partition(";")[0] + "." if parameter.required and ";" in sentence else sentence


def page() -> str:
    """Return docs/commands.md."""
    root = program()
    lines = [HEAD, GLOBAL, *(_line(("unlist",), parameter) for parameter in root.params), ""]
    every = list(commands(root))
    everyday = [(path, command) for path, command in every if path[1] in type(root).everyday]
    for title, chosen in (("Everyday", everyday), ("More", [one for one in every if one not in everyday])):
        lines += [f"## {title}", ""]
        for path, command in chosen:
            lines += _section(path, command)
    return "\n".join([*lines, *_words()]).rstrip() + "\n"


def _section(path: tuple[str, ...], command: Any) -> list[str]:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    usage = " ".join([*path, *(_placed(one) for one in arguments)])
    paragraphs = [" ".join(part.split()) for part in (command.help or "").split("\n\n")]
    rows = [_line(path, parameter) for parameter in command.params if "--help" not in parameter.opts]
    text = [part for paragraph in paragraphs for part in (paragraph, "")]
    shown = [f"`{usage}`", ""] if arguments else []
    return [f"### {' '.join(path)}", "", *shown, *text, *rows, *([""] if rows else [])]


def _name(argument: Any) -> str:
    return str(argument.human_readable_name).strip("[]").rstrip(".…").removesuffix("_slug").upper()


def _placed(argument: Any) -> str:
    shown = _name(argument) + ("…" if argument.nargs == -1 else "")
    return shown if argument.required else f"[{shown}]"


def _line(path: tuple[str, ...], parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"- `{_name(parameter)}` {sentence_of(path, parameter)}{_choices(parameter)}".rstrip()
    spelled = ", ".join([*parameter.opts, *parameter.secondary_opts])
    sentence = sentence_of(path, parameter)
    sentence += "" if sentence.endswith((".", "…", "?")) else "."
    remarks = (one for one in _remarks(parameter) if "repeated" not in sentence and "several times" not in sentence)
    return " ".join([f"- `{spelled}{_value(parameter)}` {sentence}{_choices(parameter)}", *remarks])


def _value(option: Any) -> str:
    kind = type(option.type).__name__
    if kind == "BoolParamType":
        return ""
    return " " + (option.metavar or {"TyperPath": "PATH", "IntRange": "N", "IntParamType": "N"}.get(kind, "VALUE"))


def _choices(parameter: Any) -> str:
    choices = list(getattr(parameter.type, "choices", ()))
    if not choices:
        return ""
    words = [one.value if isinstance(one, Enum) else str(one) for one in choices]
    if len(words) <= SHOWN_CHOICES:
        return f" One of {_listed(words)}."
    return f" One of the [{'kinds of reply' if 'denied' in words else 'kinds of identifier'}](#words)."


def _remarks(option: Any) -> Iterator[str]:
    if option.required:
        yield "Needed."
    if option.multiple:
        yield "May be given several times."
    if option.default not in (None, False, ""):
        yield f"Default: `{option.default.value if isinstance(option.default, Enum) else option.default}`."
    if option.envvar:
        yield f"Also by the variable `{option.envvar}`."


def _words() -> Iterator[str]:
    yield "## Words\n"
    yield "They stand in small letters where something is chosen, in tables and in JSON.\n"
    groups: Iterable[tuple[str, Iterable[Enum]]] = (
        ("Laws", [law.id for law in LAWS]),
        ("Rights", Right),
        ("Statuses", Status),
        ("Reasons of `awaiting_you`", Reason),
        ("Outcomes", Outcome),
        ("Kinds of reply", ReplyKind),
        ("Kinds of identifier", IdentifierKind),
    )
    for title, words in groups:
        yield f"- {title}: {_listed(word.value for word in words)}."


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
