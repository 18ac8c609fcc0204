"""Command lines that stand in texts, held against the program: does what they name exist?"""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from typing import Any

from command_pages import program

_BLOCK = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
_QUOTED = re.compile(r"`(unlist(?: [^`\n]*)?)`")
_IN_PROSE = re.compile(r"\bunlist (?=[a-z{-])")
_PLACEHOLDER = re.compile(r"[A-Z…{<]")
_PROSE = frozenset({"command", "unsub"})
"""Words after "unlist" where no command is meant: another unlist command; a list of names of mailboxes."""


def quoted(page: str) -> Iterator[str]:
    """Yield every command line of a page: between backticks, or a line of a block."""
    for block in _BLOCK.findall(page):
        for line in block.splitlines():
            if line.strip().startswith("unlist "):
                yield line.partition(" #")[0].strip()
    yield from _QUOTED.findall(_BLOCK.sub("", page))


def suggested(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and text of every command that a sentence in Python code suggests; `{}` stands for a value."""
    tree = ast.parse(source)
    filled = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside = {id(part) for node in filled for part in node.values}
    plain = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in inside]
    for node in (*filled, *plain):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        sentence = "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in parts)
        for found in _IN_PROSE.finditer(sentence):
            yield node.lineno, _command(re.split(r"[`\"\n]", sentence[found.end() :])[0])


def _command(text: str) -> str:
    """Return the words of a sentence that belong to the command: up to the first that ends with punctuation."""
    words = ["unlist"]
    for word in text.split():
        value = re.match(r"\{\w*\}", word)
        bare = value[0] if value else re.split(r"[,;:.)<'{]", word)[0]
        words += [bare] if bare else []
        if bare != word:
            break
    return " ".join(words)


def fault(line: str, *, prose: bool = False) -> str:
    """Return what is wrong with a command line, as a sentence; "" when all that it names exists.

    `prose`: the words of a sentence may follow, so that arguments are not counted.
    """
    try:
        words = shlex.split(line)[1:]
    except ValueError:
        return "it cannot be read"
    root = program()
    general = _spellings(root)
    at, path, values = root, "unlist", 0
    while words:
        word = words.pop(0)
        if word.startswith("-"):
            option = word.partition("=")[0]
            known = {**general, **_spellings(at)}
            if option not in known:
                return f"{path} has no {option}"
            wanted = known[option]
            if wanted is not None and "=" not in word and words:
                given = words.pop(0)
                if wanted and not _PLACEHOLDER.match(given) and given not in wanted:
                    return f"{path} {option} takes no {given!r}"
        elif getattr(at, "commands", None):
            if _PLACEHOLDER.match(word) or word in _PROSE:
                return ""
            if word not in at.commands:
                return f"there is no {path} {word}"
            at, path = at.commands[word], f"{path} {word}"
        else:
            values += 1
    return "" if prose else _too_many(at, path, values)


def _spellings(command: Any) -> dict[str, frozenset[str] | None]:
    """Return each option's spelling with the values it takes: none (None), anything (empty), or these."""
    found: dict[str, frozenset[str] | None] = {"--help": None, "-h": None}
    for parameter in command.params:
        if parameter.param_type_name == "option":
            takes = None if parameter.is_flag else _choices(parameter)
            found |= dict.fromkeys([*parameter.opts, *parameter.secondary_opts], takes)
    return found


def _choices(parameter: Any) -> frozenset[str]:
    return frozenset(str(getattr(one, "value", one)) for one in getattr(parameter.type, "choices", ()))


def _too_many(command: Any, path: str, values: int) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    if any(one.nargs == -1 for one in arguments) or values <= len(arguments):
        return ""
    return f"{path} takes {len(arguments)} arguments, not {values}"
