"""What ``quotes`` does beside quotes: tables brought from elsewhere, and the ledger."""

from collections.abc import Sequence
from pathlib import Path

from hsbcode.cli import printing


def bring_tables(project: Path, bring: Sequence[str], coder: str) -> None:
    """Keep ready-made tables of results, and say what they are called."""
    if not bring:
        return
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.quoting.brought import bring_table

    who = checked_name(coder)
    with open_for_writing(project) as opened:
        for each in bring:
            table = bring_table(opened, each, who)
            printing.narrate(
                f"{table.id}: {table.label}; {len(table.rows)} rows. "
                "--beside THEME=ROW sets one beside a theme."
            )


def print_ledger(
    project: Path, output: Path | None, *, all_coded: bool, json: bool
) -> None:
    """Print or write every quote of the project with the answer it comes from."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.quoting.ledger import (
        INTERNAL,
        ledger_values,
        project_ledger,
        write_ledger,
    )
    from hsbcode.workflows.studying import read_study

    with (
        printing.waiting("choosing quotes"),
        open_project(project, write=False) as opened,
    ):
        grid = project_ledger(opened, read_study(opened, all_coded=all_coded))
    printing.narrate(INTERNAL)
    if output is not None:
        write_ledger(grid, output)
        printing.data(str(output))
    elif json:
        printing.as_json(ledger_values(grid))
    else:
        for row in grid.rows:
            printing.data(row.label)
            for head, cell in zip(grid.columns, row.cells, strict=True):
                if cell:
                    printing.data(f"  {head}: {cell}")
