"""The root of the command line: global options at any place, one place where errors become lines and codes."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

import unlist
from unlist.commands.due import due
from unlist.commands.group import Group
from unlist.commands.session import Session
from unlist.errors import UnlistError
from unlist.output import Output

_FLAGS = frozenset({"--json", "--no-input", "--yes", "--quiet", "--no-color"})
_VALUED = frozenset({"--home", "--subject", "--as-of"})


def hoist(arguments: Sequence[str]) -> list[str]:
    """Move the global options to the front, so that they may stand anywhere before `--`."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in _FLAGS or ("=" in word and word.partition("=")[0] in _VALUED):
            front.append(word)
        elif word in _VALUED:
            front += [word, *([value] if (value := next(words, None)) is not None else [])]
        else:
            rest.append(word)
    return front + rest


class Root(Group):
    """The root group: turns every error of ours into one line on stderr and its exit code."""

    everyday = (
        "init", "plan", "send", "request", "inbox", "remind", "run", "follow-up", "letter", "broker", "subject", "demo",
    )  # fmt: skip

    # ctx is Any: typer carries its own copy of click, whose Context has no public name.
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the global options from wherever they stand."""
        return super().parse_args(ctx, hoist(args))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an UnlistError ends the process with its own code, Ctrl-C with 130."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # Names of people and authorities hold what an old terminal cannot show: as escapes rather than not.
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except UnlistError as problem:
            raise self._ended(ctx, problem) from None
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(1) from None
        except Exception as fault:
            # Click's own exits and usage errors come by here too; they have their own words and codes.
            if type(fault).__module__.partition(".")[0] in {"click", "typer"} or os.environ.get("UNLIST_DEBUG"):
                raise
            raise self._ended(ctx, _internal(fault)) from None

    def _ended(self, ctx: Any, problem: UnlistError) -> typer.Exit:
        output = ctx.obj.output if isinstance(ctx.obj, Session) else Output(as_json="--json" in sys.argv)
        output.error(problem)
        return typer.Exit(problem.exit_code)


def _internal(fault: Exception) -> UnlistError:
    """Say where a fault of our own lies, and nothing of what it held: that may be personal."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return UnlistError(
        f"A fault of Unlist's own: {type(fault).__name__} in {Path(last.filename).name}, line {last.lineno}.",
        hint="Nothing half was kept. Please report it; UNLIST_DEBUG=1 shows more.",
    )


app = typer.Typer(
    cls=Root,
    name="unlist",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Ask data brokers to stop holding your data, and follow each request until it is answered.",
    epilog="Unlist is not a substitute for the advice of an attorney.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"unlist {unlist.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    home: Annotated[Path | None, typer.Option(help="Where Unlist keeps its data.", envvar="UNLIST_HOME")] = None,
    subject: Annotated[str | None, typer.Option(help="Whose requests; default: the only one.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Show how things stand on DATE or at INSTANT.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable output.")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask; fail instead.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Answer yes to what would be asked.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress, no advice.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colors.", envvar="NO_COLOR")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Keep the global options for the command."""
    del version
    ctx.obj = Session(
        output=Output(as_json=as_json, quiet=quiet, no_color=no_color),
        home_path=home,
        subject=subject,
        as_of=as_of,
        no_input=no_input,
        yes=yes,
    )
    if ctx.invoked_subcommand is None:
        if ctx.obj.home.exists:
            due(ctx.obj)
        else:
            typer.echo(ctx.get_help())
