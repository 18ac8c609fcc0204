"""How groups of commands present themselves: whole sentences, and the everyday commands first."""

from __future__ import annotations

from typing import Any, ClassVar

from typer.core import TyperGroup

_SENTENCE = 300
"""Characters of a command's sentence that are shown; the longest is shorter."""


class Group(TyperGroup):
    """A group whose help shows the first sentence of each command whole."""

    everyday: ClassVar[tuple[str, ...]] = ()
    """Commands that stand first; all others follow under "More". Empty: one list."""

    # ctx and formatter are Any: typer carries its own copy of click, whose classes have no public name.
    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands."""
        names = self.list_commands(ctx)
        first = [name for name in names if name in self.everyday] if self.everyday else names
        for title, chosen in (("Commands", first), ("More", [name for name in names if name not in first])):
            rows = [(name, self._sentence(ctx, name)) for name in chosen]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def _sentence(self, ctx: Any, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(_SENTENCE) if command else ""
