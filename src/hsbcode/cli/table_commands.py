"""``tables``."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.counting_options import AllCoded, tell_left_out
from hsbcode.cli.released_options import DISCLOSURE, EXCEL
from hsbcode.cli.typed_choices import one_of

_UNSURE = {"inside": "inside", "outside": "outside"}
_ROUNDING = {"once": "once", "parts": "sum_of_parts"}


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("tables")(tables)


def tables(
    project: Path = typer.Argument(help="The project file."),
    table: list[str] = typer.Option(
        [], help="Only this table: its id, its number (T3) or its question."
    ),
    by: list[str] = typer.Option(
        [], help="Split the tables named, or else the themes, by this question."
    ),
    every: bool = typer.Option(
        False, "--all", help="Also every closed question, where there are table specs."
    ),
    unsure: str = typer.Option(
        "", help="Not knowing: inside the base (as usual) or outside of it."
    ),
    rounding: str = typer.Option(
        "", help="once (as usual), or parts: rounded answers added up."
    ),
    bars: bool = typer.Option(False, "--bars", help="With bars of characters."),
    ascii_only: bool = typer.Option(False, "--ascii", help="Bars of # instead of █."),
    output: Path | None = typer.Option(
        None,
        "-o",
        "--output",
        help="A .csv, .tsv, .json or .txt file, or any of a report; .xlsx is a sheet "
        "a table.",
    ),
    excel: bool = EXCEL,
    pictures: Path | None = typer.Option(
        None, help="A folder: charts as SVG and PNG, each with its numbers."
    ),
    specs: str = typer.Option(
        "", help="Table specs other than the kept ones: a file or a shipped name."
    ),
    instrument: str = typer.Option(
        "", help="An instrument other than the kept one: a file or a shipped name."
    ),
    disclosure: str = typer.Option("", help=DISCLOSURE),
    all_coded: AllCoded = False,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Print the tables of the survey, themes, closed questions, and splits of them.

    Where the project keeps table specs, those come first and closed questions are
    printed with --all or by name.
    """
    from hsbcode.workflows import printing as texts
    from hsbcode.workflows.areas.numbers import with_area_numbers
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.picturing import table_bars, write_pictures
    from hsbcode.workflows.releasing import released_tables, wanted_policy
    from hsbcode.workflows.saving_tables import (
        NUMBERING,
        save_tables,
        without_numbers,
    )
    from hsbcode.workflows.studying import read_study
    from hsbcode.workflows.suggestions.picked import fair_part_words
    from hsbcode.workflows.tabulating import tabulation

    switches = {
        "unsure": one_of("--unsure", unsure, _UNSURE),
        "rounding": one_of("--rounding", rounding, _ROUNDING),
    }

    with (
        printing.waiting("counting"),
        open_project(project, write=False) as opened,
    ):
        study = read_study(opened, all_coded=all_coded)
        leaves = pictures is not None or output is not None
        policy = wanted_policy(opened, disclosure, released=leaves)
        made = tabulation(opened, study, specs=specs, instrument=instrument, **switches)
        found = released_tables(made, policy, table, by, every=every)
        if leaves:
            # files leave the project: places stand in them as numbers
            found, without = with_area_numbers(opened, study, found)
            if without:
                printing.narrate(f"Left out: {without_numbers(without)}.")
                printing.narrate(f"  {NUMBERING}")
    tell_left_out(fair_part_words(study))
    if output is not None:
        save_tables(found, output, study.name, excel=excel)
        printing.data(str(output))
    if pictures is not None:
        with printing.waiting("drawing"):
            written = write_pictures(found, pictures, study.name)
        for path in written:
            printing.data(str(path))
    if leaves:
        return
    if json:
        printing.as_json(texts.tables_json(found))
        return
    plain = ascii_only or printing.is_dumb()
    for each in found:
        printing.data(texts.table_text(each))
        if (bars or ascii_only) and (
            text := table_bars(each, width=printing.width(), ascii_only=plain)
        ):
            printing.data(text)
    if not found:
        printing.narrate("There is nothing to tabulate yet: import an export first.")
