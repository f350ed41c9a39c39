"""``instrument check`` and ``instrument draft``."""

from pathlib import Path

import typer

from hsbcode.cli import printing


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    group = typer.Typer(
        name="instrument",
        help="What a survey asked, as a file: check one, or draft one from an export.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    group.command("check")(check)
    group.command("draft")(draft)
    app.add_typer(group)


def check(
    file: Path = typer.Argument(help="An instrument file (.yaml)."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Check an instrument file; every fault is one line."""
    from hsbcode.workflows.instruments import check_instrument

    count, faults = check_instrument(file)
    if json:
        printing.as_json({"questions": count, "faults": list(faults)})
    else:
        for fault in faults:
            printing.data(fault)
        if not faults:
            printing.data(f"{file.name}: sound; {count} questions")
    if faults:
        raise typer.Exit(1)


def draft(
    export: Path = typer.Argument(help="A survey export."),
    output: Path = typer.Option(..., "-o", "--output", help="A .yaml file."),
    map_: Path | None = typer.Option(
        None, "--map", help="A YAML map that says what the columns are."
    ),
) -> None:
    """Write an instrument from what an export shows, to be corrected by hand."""
    from hsbcode.workflows.instruments import draft_instrument

    form = draft_instrument(export, output, map_)
    count = sum(len(section.questions) for section in form.sections)
    printing.narrate(
        f"{count} questions. Routes, units, grids and options that nobody chose cannot "
        "be seen in an export: add them by hand (docs/instrument-form.md)."
    )
    printing.data(str(output))
