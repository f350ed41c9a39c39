"""``export``."""

from pathlib import Path

import typer

from hsbcode.cli import printing


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    project: Path = typer.Argument(help="The project file."),
    output: Path = typer.Option(..., "-o", "--output", help="A .csv or .xlsx file."),
    form: str = typer.Option(
        "codes",
        help="codes: unit, coder, codes. long: a row a code. matrix: 0/1 a unit and "
        "coder. people: 0/1 a respondent, the coding that counts.",
    ),
    excel: bool = typer.Option(
        False, help="CSV for Excel: marked UTF-8, formulas made harmless."
    ),
    redacted: bool = typer.Option(
        False,
        "--redacted",
        help="Answers without replaced words and names on the list.",
    ),
) -> None:
    """Write the codings for other tools; an existing file is never overwritten."""
    from hsbcode.workflows.exporting import export_codings
    from hsbcode.workflows.opening import open_project

    with (
        printing.waiting("writing codings"),
        open_project(project, write=False) as opened,
    ):
        count = export_codings(opened, output, form, excel=excel, redacted=redacted)
    printing.narrate(f"{count} rows")
    if form in ("long", "people") and not redacted:
        printing.narrate(
            "With the answers as they were written: --redacted leaves names out."
        )
    printing.data(str(output))
