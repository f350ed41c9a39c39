"""``results``."""

from pathlib import Path

import typer

from hsbcode.cli.terminal import check_terminal


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("results")(results)


def results(project: Path = typer.Argument(help="The project file.")) -> None:
    """Look through tables and figures on a screen: who is in a cell, splits, bars."""
    check_terminal(f"hsbcode tables {project.name} prints the tables.")
    from hsbcode.tui.app import run_results

    raise typer.Exit(run_results(project))
