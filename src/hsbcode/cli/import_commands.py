"""``demo``, ``new`` and ``import``."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.survey import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hsbcode.workflows.import_plan import Plan

_TRACES = 3
"""Traces of one kind that are told one by one."""


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
    if dry_run and (correct or codings):
        printing.narrate("Dry run: --correct and --codings are passed over.")
        return
    if correct:
        _correct(project, correct)
    for path in codings:
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
    named = study = importing.named_study(map_)
    plans: list[Plan] = []
    with open_project(path, write=False) if there else nullcontext() as opened:
        for export in exports:
            with printing.waiting(f"reading {export.name}"):
                raw, understanding = importing.look_at(export, map_, opened, wave)
            if write_map is not None and not plans:
                # Before anything is refused: the map is how to mend it.
                importing.write_understanding(raw, understanding, write_map)
                printing.narrate(f"Map written to {write_map}")
            with printing.waiting(f"comparing {export.name}"):
                plans.append(
                    importing.plan_import(
                        opened, raw, understanding, study=study, wave=wave
                    )
                )
            study = plans[0].intake.study
    plans = importing.check_together(plans)
    for plan in plans:
        _tell(plan)
    if dry_run:
        printing.narrate("Dry run: nothing was written.")
    else:
        if not there:
            printing.narrate(f"{path} does not exist yet: making it.")
        with (
            printing.waiting(f"writing {path.name}"),
            open_for_writing(path) if there else create_project(path, named) as project,
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
    if known.id_column is not None:
        header = known.columns[known.id_column].header
        printing.narrate(f"  {'id':7} {' '.join(header.split())[:60]}")
    for question in plan.intake.questions:
        boxes = f", {len(question.columns)} boxes" if len(question.columns) > 1 else ""
        printing.narrate(
            f"  {question.kind:7} {question.id:32} {question.label[:60]}"
            f" ({plan.intake.answered(question.id)} answered{boxes})"
        )
        if question.is_open:
            _tell_examples(known.columns_of(question.id)[0].examples)
    if plan.intake.dropped:
        left_out = len(plan.intake.dropped)
        printing.narrate(f"  left out: {left_out} column{'s' * (left_out > 1)}")
        for column, why in plan.intake.dropped[:12]:
            printing.narrate(f"    {column[:48]}: {why}")
        if len(plan.intake.dropped) > 12:
            printing.narrate("    … all of them with --json")
    for note in (*plan.intake.notes, *plan.notes):
        printing.narrate(f"  {note}")
    _tell_traces(plan)
    for question_id, was, now in plan.kinds:
        printing.narrate(f"  {question_id}: was {was}, is {now} now")
    for change in plan.changed[:12]:
        printing.narrate(f"  {change.respondent}, {change.question}: {change.why}")
    if len(plan.changed) > 12:
        printing.narrate("    … all of them with --json")
    printing.narrate(f"  {plan.sentence()}")


def _tell_traces(plan: "Plan") -> None:
    """Say what a spreadsheet left behind, at most three columns of each kind."""
    kinds: dict[str, list[str]] = {}
    for trace in plan.intake.traces:
        kinds.setdefault(trace.what, []).append(trace.sentence)
    for sentences in kinds.values():
        for sentence in sentences[:_TRACES]:
            printing.narrate(f"  Look at: {sentence}")
        if len(sentences) > _TRACES:
            more = len(sentences) - _TRACES
            printing.narrate(f"    … and the same in {more} more columns")


def _tell_examples(examples: "Sequence[str]") -> None:
    """Show how an open question was answered, on one line."""
    short = [" ".join(text.split()) for text in examples[:2]]
    quoted = [f"“{text[:44]}…”" if len(text) > 45 else f"“{text}”" for text in short]
    if quoted:
        printing.narrate(f"          e.g. {', '.join(quoted)}")


def _correct(path: Path, wish: str) -> None:
    from hsbcode.workflows.correcting import correct_kind
    from hsbcode.workflows.opening import open_for_writing

    question, _, kind = wish.partition("=")
    kinds = [str(each) for each in Kind]
    if kind not in kinds:
        raise UsageConflict(
            f"“{wish}” is not QUESTION=KIND.", nearest(kind, kinds) or "e.g. role=open"
        )
    with open_for_writing(path) as project:
        moved = correct_kind(project, question, Kind(kind))
    answers = "1 answer" if moved == 1 else f"{moved} answers"
    printing.narrate(f"{question} is {kind} now; {answers} moved.")


def _import_codings(path: Path, table: Path) -> None:
    from hsbcode.workflows.coders import known_coders, near_equal
    from hsbcode.workflows.exporting import import_codings
    from hsbcode.workflows.opening import open_for_writing

    with (
        printing.waiting(f"reading {table.name}"),
        open_for_writing(path) as project,
    ):
        before = known_coders(project)
        coders = import_codings(project, table)
    if not coders:
        printing.narrate(f"{table.name}: it holds no codings.")
    for coder, count in coders.items():
        answers = "1 answer" if count == 1 else f"{count} answers"
        printing.narrate(f"{table.name}: {answers} coded by {coder}")
        alike = near_equal(coder, before)
        if alike:
            printing.narrate(
                f"  “{coder}” looks like “{alike}”, who has coded here; they count as "
                "two people."
            )
