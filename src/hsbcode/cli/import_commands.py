"""``demo``, ``new`` and ``import``."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.survey import Kind

if TYPE_CHECKING:
    from hsbcode.workflows.importing import Plan


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("demo")(demo)
    app.command("new")(new)
    app.command("import")(import_)


def demo(
    folder: Path = typer.Argument(Path("hsbcode-demo"), help="Where it goes."),
    tui: bool = typer.Option(
        True, "--tui/--no-tui", help="Open the coding screen, or run the whole path."
    ),
) -> None:
    """Open the shipped invented study; --no-tui runs it from import to report."""
    from hsbcode.workflows.demo import DEMO_CODER, open_demo, run_demo

    if not tui:
        results = printing.with_bar(run_demo(folder))
        printing.columns((name, words) for name, words in results)
        return
    path, made = open_demo(folder)
    printing.narrate(f"{'Made' if made else 'Opening'} {path}")
    from hsbcode.tui.app import run_app

    raise typer.Exit(run_app(path, DEMO_CODER))


def new(
    project: Path = typer.Argument(help="The project file to make."),
    codebook: str = typer.Option("", help="A codebook file, or a shipped name."),
    study: str = typer.Option(
        "", help="Name of the study; the file name if not given."
    ),
    coder: str = typer.Option("lead", help="Who makes it."),
) -> None:
    """Make an empty project, with a codebook if one is named."""
    from hsbcode.workflows.codebooks import apply_codebook, read_codebook
    from hsbcode.workflows.opening import create_project
    from hsbcode.workflows.shipped import codebook_path

    book = read_codebook(codebook_path(codebook)) if codebook else None
    with create_project(project, study) as made:
        if book is not None:
            apply_codebook(made, book, coder, codebook)
        codes = len(made.codebook)
        path = made.path
    printing.narrate(f"Made {path}" + (f" with {codes} codes." if codes else "."))
    printing.narrate(f"Next: hsbcode import {path} EXPORT.csv")


def import_(
    project: Path = typer.Argument(help="The project; it is made if missing."),
    exports: list[Path] = typer.Argument(None, help="Survey exports (.csv .xlsx …)."),
    map_: Path | None = typer.Option(
        None, "--map", help="A YAML map that says what the columns are."
    ),
    wave: str = typer.Option("1", help="Name of the wave the exports belong to."),
    dry_run: bool = typer.Option(False, help="Only show what would be done."),
    write_map: Path | None = typer.Option(
        None, help="Write the map of what was understood, to be changed by hand."
    ),
    correct: str = typer.Option(
        "", help="QUESTION=open|closed: correct a kind after import."
    ),
    codings: list[Path] = typer.Option(
        [], help="Codings to bring in: CSV or XLSX with unit, coder, codes."
    ),
    json: bool = typer.Option(False, "--json", help="The report as JSON."),
) -> None:
    """Bring survey exports in: shows what it understood, then imports.

    The same file, or a longer copy of it, adds only what is new.
    """
    exports = exports or []
    if not exports and not correct and not codings:
        raise UsageConflict(
            "Name an export to bring in.", f"hsbcode import {project} EXPORT.csv"
        )
    if exports:
        _import_exports(project, exports, map_, wave, dry_run, write_map, json)
    if correct and not dry_run:
        _correct(project, correct)
    for path in codings:
        if not dry_run:
            _import_codings(project, path)


def _import_exports(
    path: Path,
    exports: list[Path],
    map_: Path | None,
    wave: str,
    dry_run: bool,
    write_map: Path | None,
    json: bool,
) -> None:
    from hsbcode.workflows import importing
    from hsbcode.workflows.opening import (
        create_project,
        open_for_writing,
        open_project,
        with_suffix,
    )

    path = with_suffix(path)
    there = path.exists()
    study = importing.study_name(path, map_)
    opened = open_project(path, write=False) if there else None
    try:
        plans = []
        for export in exports:
            raw, understanding = importing.look_at(export, map_, opened, wave)
            plans.append(
                importing.plan_import(
                    opened, raw, understanding, study=study, wave=wave
                )
            )
    finally:
        if opened is not None:
            opened.close()
    importing.check_together(plans)
    for plan in plans:
        _tell(plan)
    if write_map is not None:
        importing.write_understanding(plans[0], write_map)
        printing.narrate(f"Map written to {write_map}")
    if dry_run:
        printing.narrate("Dry run: nothing was written.")
    else:
        if not there:
            printing.narrate(f"{path} does not exist yet: making it.")
        with (
            open_for_writing(path) if there else create_project(path, study) as project
        ):
            importing.apply_plans(project, plans)
        printing.narrate(f"Imported into {path}.")
    if json:
        reports = [plan.as_dict() for plan in plans]
        printing.as_json(reports[0] if len(reports) == 1 else reports)


def _tell(plan: "Plan") -> None:
    """Say what an export was understood to hold."""
    raw, known = plan.raw, plan.understanding
    how = ", ".join(
        part
        for part in (
            raw.encoding,
            f"“{raw.delimiter}” between columns" if raw.delimiter.strip() else "",
            f"sheet {raw.sheet}" if raw.sheet else "",
            f"{known.header_rows} header rows" if known.header_rows > 1 else "",
        )
        if part
    )
    printing.narrate(f"{raw.file}: {how}")
    for question in plan.intake.questions:
        boxes = f", {len(question.columns)} boxes" if len(question.columns) > 1 else ""
        printing.narrate(
            f"  {question.kind:7} {question.id:32} {question.label[:60]}"
            f" ({plan.intake.answered(question.id)} answered{boxes})"
        )
    if plan.intake.dropped:
        printing.narrate(f"  left out: {len(plan.intake.dropped)} columns")
        for column, why in plan.intake.dropped[:12]:
            printing.narrate(f"    {column[:48]}: {why}")
        if len(plan.intake.dropped) > 12:
            printing.narrate("    … all of them with --json")
    for note in plan.intake.notes:
        printing.narrate(f"  {note}")
    for trace in plan.intake.traces:
        printing.narrate(f"  Excel was here: {trace.sentence}")
    for question_id, was, now in plan.kinds:
        printing.narrate(f"  {question_id}: was {was}, is {now} now")
    for change in plan.changed[:12]:
        printing.narrate(f"  {change.respondent}, {change.question}: {change.why}")
    printing.narrate(f"  {plan.sentence()}")


def _correct(path: Path, wish: str) -> None:
    from hsbcode.workflows.importing import correct_kind
    from hsbcode.workflows.opening import open_for_writing

    question, _, kind = wish.partition("=")
    kinds = [str(each) for each in Kind]
    if kind not in kinds:
        raise UsageConflict(
            f"“{wish}” is not QUESTION=KIND.", nearest(kind, kinds) or "e.g. role=open"
        )
    with open_for_writing(path) as project:
        moved = correct_kind(project, question, Kind(kind))
    printing.narrate(f"{question} is {kind} now; {moved} answers moved.")


def _import_codings(path: Path, table: Path) -> None:
    from hsbcode.workflows.exporting import import_codings
    from hsbcode.workflows.opening import open_for_writing

    with open_for_writing(path) as project:
        coders = import_codings(project, table)
    for coder, count in coders.items():
        printing.narrate(f"{table.name}: {count} answers coded by {coder}")
