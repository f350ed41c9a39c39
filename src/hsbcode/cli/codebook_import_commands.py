"""``codebook diff|history|import``: versions of the frame, and frames from files."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.cli.codebook_asking import confirmed
from hsbcode.cli.codebook_options import Json, ProjectFile, Yes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hsbcode.domain.codebook_changes import CodeChange
    from hsbcode.workflows.codebook.importing import Change, MaybeRenamed
    from hsbcode.workflows.opening import Project


def add_to(group: typer.Typer) -> None:
    """Add these commands."""
    group.command("history")(history)
    group.command("diff")(diff)
    group.command("import")(import_)


def history(
    project: ProjectFile,
    code: str = typer.Option("", help="Only edits of this code, by id or label."),
    json: Json = False,
) -> None:
    """List the versions of the frame: who changed what and when, newest first."""
    from hsbcode.workflows.codebook.history import versions
    from hsbcode.workflows.codebook.use import find_code
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        wanted = find_code(opened.codebook, code).id if code else ""
        found = versions(opened, wanted)[::-1]
    if json:
        printing.as_json([each.as_dict() for each in found])
        return
    printing.columns(
        (f"v{each.number}", each.id, each.when, each.coder, each.words)
        for each in found
    )
    if not found:
        printing.narrate("The frame has not been changed yet.")


def diff(
    project: ProjectFile,
    one: str = typer.Argument("", help="A version (v3, or its digits), or a file."),
    other: str = typer.Argument("", help="A later version; none = the one in force."),
    json: Json = False,
) -> None:
    """Show how two versions differ; or what importing a codebook file would change.

    Without versions: what the last edit changed.
    """
    from hsbcode.workflows.codebook.frame import read_codebook
    from hsbcode.workflows.codebook.history import change_as_dict
    from hsbcode.workflows.codebook.history import diff as diff_versions
    from hsbcode.workflows.codebook.importing import compare, maybe_renamed
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.shipped import codebook_path

    if one and not other and _is_file(one):
        with open_project(project, write=False) as opened:
            book = read_codebook(codebook_path(one))
            changes = compare(opened, book)
            doubts = maybe_renamed(opened, book)
        if json:
            printing.as_json([each.as_dict() for each in changes])
            return
        _print_changes(changes, printing.data)
        for doubt in doubts:
            printing.narrate(doubt.question)
        return
    with open_project(project, write=False) as opened:
        found = diff_versions(opened, one, other)
    if json:
        printing.as_json([change_as_dict(each) for each in found])
        return
    for each in found:
        _print_difference(each)
    if not found:
        printing.narrate("The two versions hold the same frame.")


def _is_file(name: str) -> bool:
    """Whether a name is one of a file rather than of a version."""
    return Path(name).exists() or not re.fullmatch(r"v?\d+|[0-9a-f-]{4,36}", name)


def _print_difference(change: "CodeChange") -> None:
    words = {"new": "new", "changed": "changed", "absent": "gone"}[change.what]
    printing.data(f"{words}: {change.label} ({change.code})")
    for field in change.fields:
        name = field.name.replace("_", " ")
        for mark, said in (("-", field.before), ("+", field.after)):
            if said:
                printing.data(f"  {mark} {name}: {' '.join(said.split())}")


def import_(
    project: ProjectFile,
    file: str = typer.Argument(help="A codebook file, or a shipped name."),
    coder: str = typer.Option("lead", help="Who makes the change."),
    rename: list[str] = typer.Option(
        [], help="OLD=NEW: a code of the project and its new id in the file."
    ),
    same_meaning: bool = typer.Option(
        False, "--same-meaning", help="Definitions are only worded better."
    ),
    yes: Yes = False,
) -> None:
    """Take a codebook file into the project, after showing what changes.

    Codes the file lacks are kept: nothing is deleted by absence. A missing code beside
    a new one with like wording is asked about: it may be the same one, renamed.
    """
    from hsbcode.workflows.codebook.frame import read_codebook, unknown_questions
    from hsbcode.workflows.codebook.importing import (
        apply_codebook,
        checked_renames,
        compare,
        maybe_renamed,
    )
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.shipped import codebook_path

    path = codebook_path(file)
    book = read_codebook(path)
    with open_for_writing(project) as opened:
        renamed = checked_renames(opened, book, rename)
        asked = {ours for ours, _theirs in renamed} | {t for _ours, t in renamed}
        doubts = [
            doubt
            for doubt in maybe_renamed(opened, book)
            if asked.isdisjoint((doubt.likeness.old.id, doubt.likeness.new.id))
        ]
        renamed = (*renamed, *_asked_about(opened, doubts, yes=yes))
        changes = compare(opened, book, renamed, same_meaning=same_meaning)
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
        if not yes and not confirmed("Make these changes?"):
            printing.narrate("Nothing was changed.")
            raise typer.Exit(1)
        apply_codebook(
            opened,
            book,
            checked_name(coder),
            path.name,
            renamed=renamed,
            same_meaning=same_meaning,
        )
    if any(change.look_again for change in changes):
        printing.narrate("What waits for another look: hsbcode codebook queue PROJECT")
    printing.narrate("Done. To take a code out of use: hsbcode codebook retire")


def _asked_about(
    project: "Project", doubts: "Sequence[MaybeRenamed]", *, yes: bool
) -> tuple[tuple[str, str], ...]:
    """Return the codes that are the same under another label, as somebody says."""
    found = []
    for doubt in doubts:
        pair = (doubt.likeness.old.id, doubt.likeness.new.id)
        if yes:
            printing.narrate(
                f"{doubt.question} It is taken as new; if it is the same: "
                f"hsbcode codebook merge {project.path.name} {pair[0]} {pair[1]}"
            )
        elif confirmed(doubt.question + " (no: it is new)"):
            found.append(pair)
    return tuple(found)


def _print_changes(changes: "Sequence[Change]", tell: "Callable[[str], None]") -> None:
    from hsbcode.workflows.printing import aligned

    words = {"new": "new", "changed": "changed", "absent": "not in the file, kept"}
    rows = [
        (
            words[change.what],
            change.code,
            change.label,
            ", ".join(change.fields),
            _codings(change),
        )
        for change in changes
    ]
    for line in aligned(rows):
        tell(line)
    if not changes:
        printing.narrate("The file and the project hold the same frame.")


def _codings(change: "Change") -> str:
    words = f"{change.codings} codings" if change.codings else ""
    return f"{words}, to look at again" if change.look_again else words
