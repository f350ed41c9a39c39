"""``code``, ``history`` and ``flags``."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.line_mode import run_lines


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("code")(code)
    app.command("history")(history)
    app.command("flags")(flags)


def code(
    project: Path = typer.Argument(help="The project file."),
    coder: str = typer.Option("", help="Your name; without it you are asked."),
    question: str = typer.Option("", help="The open question to begin with."),
    round_: str = typer.Option("", "--round", help="The round you code in."),
    plain: bool = typer.Option(
        False, help="Line by line instead of a full screen: for screen readers."
    ),
) -> None:
    """Code answers, on the full screen or line by line (--plain)."""
    if plain:
        raise typer.Exit(run_lines(project, coder, question, round_))
    from hsbcode.tui.app import run_app

    raise typer.Exit(run_app(project, coder or None, question or None, round_ or None))


def history(
    project: Path = typer.Argument(help="The project file."),
    coder: str = typer.Option("", help="Only what this person did."),
    limit: int = typer.Option(50, min=1, help="How many of the latest steps."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """List what was done, by whom and when, newest first."""
    from hsbcode.workflows.history import read_history
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        steps = read_history(opened, coder=coder, limit=limit)
    if json:
        printing.as_json([step.as_dict() for step in steps])
        return
    if not steps:
        printing.narrate("Nothing has been done yet.")
    printing.columns((step.when, step.coder, step.answer, step.words) for step in steps)


def flags(
    project: Path = typer.Argument(help="The project file."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """List flagged answers with date, flag, note and who raised it."""
    from hsbcode.workflows.history import read_flags
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        found = read_flags(opened)
    if json:
        printing.as_json([flag.as_dict() for flag in found])
        return
    if not found:
        printing.narrate("No answer is flagged.")
    printing.columns(
        (flag.when, flag.flag, flag.answer, flag.coder, flag.note) for flag in found
    )
