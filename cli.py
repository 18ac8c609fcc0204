"""The command line: assembles the Typer app from unlist/commands. Nothing else."""

from unlist.commands import app

__all__ = ["app"]

if __name__ == "__main__":
    app()
