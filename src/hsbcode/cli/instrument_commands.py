"""``instrument``: check, draft, keep and show one; hold answers against it."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.import_report import LISTED, finding_lines


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    group = typer.Typer(
        name="instrument",
        help="What a survey asked: check a file, keep it in a project, see what in the "
        "answers does not fit.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    for command in (check, draft, keep, show, answers):
        group.command()(command)
    app.add_typer(group)


def check(
    file: str = typer.Argument(help="An instrument file (.yaml), or a shipped name."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Check an instrument file; every fault is one line."""
    from hsbcode.workflows.instruments import check_instrument
    from hsbcode.workflows.shipped import codebook_path

    path = codebook_path(file)
    count, faults = check_instrument(path)
    if json:
        printing.as_json({"questions": count, "faults": list(faults)})
    else:
        for fault in faults:
            printing.data(fault)
        if not faults:
            printing.data(f"{path.name}: sound; {count} questions")
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


def keep(
    project: Path = typer.Argument(help="The project."),
    file: str = typer.Argument(help="An instrument file (.yaml), or a shipped name."),
    specs: str = typer.Option(
        "", help="The tables of the survey: a file of specs, or a shipped name."
    ),
    coder: str = typer.Option("lead", help="Who keeps it."),
) -> None:
    """Keep an instrument in a project, and say what in its answers does not fit.

    A later one takes the place of the one that was kept.
    """
    from hsbcode.workflows.instruments import keep_in_project
    from hsbcode.workflows.opening import open_for_writing

    with open_for_writing(project) as opened:
        form, found = keep_in_project(opened, file, specs, coder)
    printing.narrate(f"{project.name} keeps the instrument “{form.id}”.")
    if found.origins:
        printing.narrate(found.sentence())
        for note in found.notes():
            printing.narrate(f"  {note}")
        if found.total:
            printing.narrate(f"  Listed by: hsbcode instrument answers {project}")


def show(
    project: str = typer.Argument(
        help="A project, an instrument file, or a shipped name."
    ),
    question: str = typer.Argument("", help="One question: wording, options, route."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Show an instrument: questions, routes, scales, variables, oddities."""
    from hsbcode.workflows.instruments import find_instrument
    from hsbcode.workflows.showing_instruments import (
        instrument_values,
        overview,
        question_lines,
    )

    form = find_instrument(project)
    if json:
        printing.as_json(instrument_values(form, question))
        return
    for line in question_lines(form, question) if question else overview(form):
        printing.data(line)


def answers(
    project: Path = typer.Argument(help="A project that keeps an instrument."),
    every: bool = typer.Option(False, "--all", help="Every finding, not the first."),
    json: bool = typer.Option(False, "--json", help="All of them as JSON."),
) -> None:
    """List the answers that do not fit the instrument; nothing is changed.

    A label that is not on the list, an option that was never offered, two answers where
    one is possible, none of the above beside other ticks, an answer against the route.
    """
    from hsbcode.workflows.checking.answers import check_project
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        found = check_project(opened)
    if json:
        printing.as_json(found.as_dict())
        return
    for line in finding_lines(found, all_=every):
        printing.data(line)
    if not every and found.total > LISTED:
        printing.narrate("all of them: --all, or --json")
