"""``codebook show|check|diff|import|export``."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hsbcode.workflows.codebooks import Change


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    group = typer.Typer(
        name="codebook",
        help="The code frame: show it, check a file, compare, import, export.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    group.command("show")(show)
    group.command("check")(check)
    group.command("diff")(diff)
    group.command("import")(import_)
    group.command("export")(export)
    app.add_typer(group)


def show(
    project: Path = typer.Argument(help="The project file."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Print the frame as a tree with keys and how many answers carry each code."""
    from hsbcode.workflows.codebooks import codings_per_code
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        book = opened.codebook
        counts = codings_per_code(opened)
    if json:
        printing.as_json(
            {
                "version": book.version,
                "title": book.title,
                "codes": [
                    asdict(code) | {"codings": counts.get(code.id, 0)} for code in book
                ],
            }
        )
        return
    if not len(book):
        printing.narrate(
            "No codes yet. Take a frame with: hsbcode codebook import PROJECT FILE, "
            "or make codes while coding with /"
        )
        return
    printing.columns(
        (
            "  " * book.depth(code.id) + code.label,
            code.id,
            code.key,
            "" if code.kind == "content" else code.kind,
            str(counts.get(code.id, 0)),
            "retired" if code.status == "retired" else "",
        )
        for code in book.in_tree_order()
    )


def check(
    file: str = typer.Argument(help="A codebook file, or a shipped name."),
) -> None:
    """Check a codebook file (.yaml, .xlsx, .csv) and count what it holds."""
    from hsbcode.workflows.codebooks import read_codebook
    from hsbcode.workflows.shipped import codebook_path

    book = read_codebook(codebook_path(file))
    without = [code.label for code in book if not code.keywords and code.can_be_applied]
    printing.data(
        f"{file}: sound; {len(book)} codes, {len(book.children(None))} themes"
    )
    if without:
        printing.narrate(
            f"{len(without)} codes have no keywords, so nothing is suggested for them "
            "before people have coded: "
            + ", ".join(without[:8])
            + (" …" if len(without) > 8 else "")
        )


def diff(
    project: Path = typer.Argument(help="The project file."),
    file: str = typer.Argument(help="A codebook file."),
) -> None:
    """Show what importing a codebook file would change."""
    from hsbcode.workflows.codebooks import compare, read_codebook
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.shipped import codebook_path

    with open_project(project, write=False) as opened:
        changes = compare(opened, read_codebook(codebook_path(file)))
    _print_changes(changes, printing.data)


def import_(
    project: Path = typer.Argument(help="The project file."),
    file: str = typer.Argument(help="A codebook file, or a shipped name."),
    coder: str = typer.Option("lead", help="Who makes the change."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
) -> None:
    """Take a codebook file into the project, after showing what changes.

    Codes the file lacks are kept: nothing is deleted by absence.
    """
    from hsbcode.workflows.codebooks import (
        apply_codebook,
        compare,
        read_codebook,
        unknown_questions,
    )
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.shipped import codebook_path

    path = codebook_path(file)
    book = read_codebook(path)
    with open_for_writing(project) as opened:
        changes = compare(opened, book)
        _print_changes(changes, printing.narrate)
        unknown = unknown_questions(opened, book)
        if unknown:
            printing.narrate(
                "The codebook names questions the project does not have: "
                + ", ".join(unknown)
            )
        if not any(change.what != "absent" for change in changes):
            printing.narrate("Nothing to change.")
            return
        if not yes and not _confirmed():
            printing.narrate("Nothing was changed.")
            raise typer.Exit(1)
        apply_codebook(opened, book, coder, path.name)
    printing.narrate("Done. To take a code out of use, give it the status retired.")


def export(
    project: Path = typer.Argument(help="The project file."),
    output: Path = typer.Option(
        ..., "-o", "--output", help="A .yaml, .xlsx or .csv file."
    ),
) -> None:
    """Write the project's frame to a file; never over an existing one."""
    from hsbcode.workflows.codebooks import write_codebook
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        book = opened.codebook
    write_codebook(book, output)
    printing.data(str(output))


def _confirmed() -> bool:
    try:
        return typer.confirm("Make these changes?", err=True)
    except typer.Abort:
        if sys.stdin.isatty():
            raise KeyboardInterrupt from None
        raise UsageConflict(
            "Nobody answered, so nothing was changed.",
            "Add --yes to make the changes without being asked.",
        ) from None


def _print_changes(changes: "Sequence[Change]", tell: "Callable[[str], None]") -> None:
    from hsbcode.workflows.printing import aligned

    words = {"new": "new", "changed": "changed", "absent": "not in the file, kept"}
    rows = [
        (
            words[change.what],
            change.code,
            change.label,
            ", ".join(change.fields),
            f"{change.codings} codings" if change.codings else "",
        )
        for change in changes
    ]
    for line in aligned(rows):
        tell(line)
    if not changes:
        printing.narrate("The file and the project hold the same frame.")
