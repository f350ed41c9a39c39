"""``demo``, ``new`` and ``import``."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.cli.codebook_asking import confirmed
from hsbcode.cli.deciding_options import NOBODY, Decider
from hsbcode.cli.figure_commands import print_reproduction
from hsbcode.cli.import_report import tell_findings, tell_plan
from hsbcode.cli.terminal import open_screen
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.survey import Kind

if TYPE_CHECKING:
    from hsbcode.workflows.importing.plan import Plan


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("demo")(demo)
    app.command("tutorial")(tutorial)
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
        from hsbcode.workflows.printing import table_text

        done = printing.with_bar(run_demo(folder))
        for table in done.tables:
            printing.data(table_text(table))
        print_reproduction(done.reproduction)
        printing.data()
        printing.columns(done.facts)
        return
    path, made = open_demo(folder)
    printing.narrate(f"{'Made' if made else 'Opening'} {path}")
    raise typer.Exit(open_screen(path, DEMO_CODER))


def tutorial(
    folder: Path = typer.Argument(Path("hsbcode-tutorial"), help="Where it goes."),
    plain: bool = typer.Option(
        False, "--plain", help="Line by line instead of a full screen."
    ),
) -> None:
    """Learn to code in ten minutes, with twelve invented answers."""
    from hsbcode.workflows.tutorial import TUTORIAL_CODER, open_tutorial

    path, made = open_tutorial(folder)
    printing.narrate(f"{'Made' if made else 'Opening'} {path}")
    if plain:
        from hsbcode.cli.line_mode.session import run_lines

        raise typer.Exit(run_lines(path, TUTORIAL_CODER, "", ""))
    raise typer.Exit(open_screen(path, TUTORIAL_CODER))


def new(
    project: Path = typer.Argument(help="The project file to make."),
    codebook: str = typer.Option("", help="A codebook file, or a shipped name."),
    study: str = typer.Option(
        "", help="Name of the study; the file name if not given."
    ),
    instrument: str = typer.Option(
        "", help="What the survey asked: an instrument file, or a shipped name."
    ),
    specs: str = typer.Option(
        "", help="The tables of the survey: a file of specs, or a shipped name."
    ),
    coder: str = typer.Option("lead", help="Who makes it."),
) -> None:
    """Make an empty project, with a codebook and an instrument if they are named."""
    from hsbcode.workflows.codebook.frame import read_codebook
    from hsbcode.workflows.codebook.importing import apply_codebook
    from hsbcode.workflows.kept_forms import keep_forms, read_forms
    from hsbcode.workflows.opening import create_project
    from hsbcode.workflows.shipped import codebook_path

    book = read_codebook(codebook_path(codebook)) if codebook else None
    forms = read_forms(instrument, specs)
    with create_project(project, study) as made:
        if book is not None:
            apply_codebook(made, book, coder, codebook)
        keep_forms(made, forms, coder)
        codes = len(made.codebook)
        path = made.path
    printing.narrate(f"Made {path}" + (f" with {codes} codes." if codes else "."))
    if forms.form:
        printing.narrate(f"It keeps the instrument “{forms.form.id}”.")
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
        "", help="QUESTION=open|closed|drop: correct a kind after import."
    ),
    yes: bool = typer.Option(
        False, "--yes", help="With --correct: do not ask, where codings are set aside."
    ),
    codings: list[Path] = typer.Option(
        [],
        help="Codings to bring in: CSV or XLSX with unit, coder, codes; respondent, "
        "question (and box) do for unit, --coder NAME for coder.",
    ),
    instrument: str = typer.Option(
        "",
        help="What the survey asked (a file, or a shipped name): answers are held "
        "against it, and the project keeps it.",
    ),
    specs: str = typer.Option(
        "", help="The tables of the survey (a file, or a shipped name), to be kept."
    ),
    json: bool = typer.Option(False, "--json", help="The report as JSON."),
    coder: Decider = NOBODY,
) -> None:
    """Bring survey exports in: shows what it understood, then imports.

    The same file, or a longer copy of it, adds only what is new. Where the project
    keeps an instrument, answers that do not fit it are listed and kept.
    """
    exports = exports or []
    if not exports and not correct and not codings:
        raise UsageConflict(
            "Name an export to bring in.", f"hsbcode import {project} EXPORT.csv"
        )
    if exports:
        forms = (instrument, specs)
        _import_exports(
            project, exports, map_, wave, dry_run, write_map, json, forms, coder
        )
    if correct:
        _correct(project, correct, coder, yes=yes, dry_run=dry_run)
    if dry_run and codings:
        printing.narrate("Dry run: --codings is passed over.")
        return
    for path in codings:
        _import_codings(project, path, "" if coder == NOBODY else coder)


def _import_exports(
    path: Path,
    exports: list[Path],
    map_: Path | None,
    wave: str,
    dry_run: bool,
    write_map: Path | None,
    json: bool,
    named_forms: tuple[str, str],
    coder: str,
) -> None:
    from hsbcode.workflows.checking.answers import check_plans
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.importing import bringing_in as importing
    from hsbcode.workflows.kept_forms import read_forms
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
        forms = read_forms(*named_forms, opened)
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
        with printing.waiting("holding answers against the instrument"):
            plans = check_plans(plans, opened, forms)
    for plan in plans:
        tell_plan(plan)
    tell_findings(plans)
    if dry_run:
        printing.narrate("Dry run: nothing was written.")
    else:
        if not there:
            printing.narrate(f"{path} does not exist yet: making it.")
        with (
            printing.waiting(f"writing {path.name}"),
            open_for_writing(path) if there else create_project(path, named) as project,
        ):
            importing.apply_plans(project, plans, forms, checked_name(coder))
        printing.narrate(f"Imported into {path}.")
    if json:
        reports = [plan.as_dict() for plan in plans]
        printing.as_json(reports[0] if len(reports) == 1 else reports)


def _correct(path: Path, wish: str, coder: str, *, yes: bool, dry_run: bool) -> None:
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.mending.changing_kinds import correct
    from hsbcode.workflows.mending.correcting import look_at_correction
    from hsbcode.workflows.opening import open_for_writing, open_project

    question, _, kind = wish.partition("=")
    kinds = [str(each) for each in Kind]
    if kind not in kinds:
        raise UsageConflict(
            f"“{wish}” is not QUESTION=KIND.", nearest(kind, kinds) or "e.g. role=open"
        )
    if dry_run:
        with open_project(path, write=False) as project:
            shown = look_at_correction(project, question, Kind(kind))
        printing.narrate(f"Dry run: {shown.words}")
        return
    with open_for_writing(path) as project:
        shown = look_at_correction(project, question, Kind(kind))
        if shown.codings:
            printing.narrate(shown.words)
        if shown.sets_aside and not yes and not confirmed("Correct it?"):
            printing.narrate("Nothing was changed.")
            return
        step = correct(project, shown, checked_name(coder)).press
    answers = "1 answer" if shown.answers == 1 else f"{shown.answers} answers"
    printing.narrate(f"{question} is {kind} now; {answers} moved.")
    printing.narrate(f"To take it back: hsbcode undo {path} --press {step[-8:]}")


def _import_codings(path: Path, table: Path, coder: str) -> None:
    from hsbcode.workflows.coders import known_coders, near_equal
    from hsbcode.workflows.exporting import import_codings
    from hsbcode.workflows.opening import open_for_writing

    with (
        printing.waiting(f"reading {table.name}"),
        open_for_writing(path) as project,
    ):
        before = known_coders(project)
        coders = import_codings(project, table, coder)
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
