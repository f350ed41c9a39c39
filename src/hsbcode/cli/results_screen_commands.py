"""``results``."""

from pathlib import Path

import typer


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("results")(results)


def results(project: Path = typer.Argument(help="The project file.")) -> None:
    """Look through tables and figures on a screen: who is in a cell, splits, bars."""
    from hsbcode.tui.app import run_results

    raise typer.Exit(run_results(project))
