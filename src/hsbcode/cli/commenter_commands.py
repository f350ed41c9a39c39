"""``commenters``."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.released_options import DISCLOSURE


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("commenters")(commenters)


def commenters(
    project: Path = typer.Argument(help="The project file."),
    question: list[str] = typer.Option(
        [], help="Only this open question; may be repeated."
    ),
    by: list[str] = typer.Option(
        [], help="A closed question to compare them on; may be repeated."
    ),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="A .md, .html, .xlsx, .csv, .tsv or .txt file."
    ),
    disclosure: str = typer.Option("", help=DISCLOSURE),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Compare people who wrote an answer with people who wrote none."""
    from hsbcode.workflows import printing as texts
    from hsbcode.workflows.commenting import released_commenters
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.releasing import wanted_policy
    from hsbcode.workflows.saving_tables import save_tables
    from hsbcode.workflows.studying import read_study

    with (
        printing.waiting("counting"),
        open_project(project, write=False) as opened,
    ):
        study = read_study(opened)
        policy = wanted_policy(opened, disclosure, released=output is not None)
        found = released_commenters(opened, study, policy, questions=question, by=by)
    if output is not None:
        save_tables(found, output, study.name)
        printing.data(str(output))
    elif json:
        printing.as_json(texts.tables_json(found))
    else:
        for each in found:
            printing.data(texts.table_text(each))
        if not found:
            printing.narrate("Nobody has answered an open question yet.")
