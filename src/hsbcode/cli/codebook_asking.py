"""Questions that commands about the code frame ask before they change it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.workflows.codebook.edits import Proposed
    from hsbcode.workflows.opening import Project


def confirmed(question: str) -> bool:
    """Ask a question; nobody there to answer is an error, not a no.

    Raises:
        UsageConflict: nobody answered.
    """
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        if sys.stdin.isatty():
            raise KeyboardInterrupt from None
        raise UsageConflict(
            "Nobody answered, so nothing was changed.",
            "Add --yes to make the changes without being asked.",
        ) from None


def open_to(path: Path, *, write: bool) -> "Project":
    """Open a project for an edit, or only for the preview of one."""
    from hsbcode.workflows.opening import open_for_writing, open_project

    return open_for_writing(path) if write else open_project(path, write=False)


def make(
    project: "Project",
    proposed: "Proposed",
    coder: str,
    *,
    yes: bool = False,
    preview: bool = False,
    json: bool = False,
) -> None:
    """Show what an edit would do, ask, and make it.

    Args:
        project: open; for writing, unless it is only a preview.
        proposed: the edit.
        coder: who makes it.
        yes: do not ask.
        preview: show it only.
        json: print it as JSON.
    """
    from hsbcode.workflows.codebook.edits import make_edit
    from hsbcode.workflows.coders import checked_name

    name = checked_name(coder)
    if not json:
        _tell(proposed)
    if preview:
        if json:
            printing.as_json({"changed": False, **proposed.as_dict()})
        else:
            printing.narrate("Nothing was changed.")
        return
    if not yes and not confirmed("Do it?"):
        printing.narrate("Nothing was changed.")
        raise typer.Exit(1)
    version = make_edit(project, proposed, name)
    if json:
        done = {"changed": True, "version": version, **proposed.as_dict()}
        printing.as_json(done)
        return
    printing.narrate(
        f"Done. To take it back: hsbcode codebook undo {project.path.name}"
    )
    if proposed.waiting:
        printing.narrate(
            f"To go through the answers: hsbcode codebook queue {project.path.name} "
            f"{proposed.code} --coder NAME"
        )


def _tell(proposed: "Proposed") -> None:
    printing.data(f"{proposed.words[:1].upper()}{proposed.words[1:]}")
    for line in proposed.lines:
        printing.data(f"  {line}")
    if proposed.reach.codings and proposed.edit != "merge":
        printing.data(f"  {proposed.reach.words}")
    for coder, answers in proposed.waiting:
        printing.data(f"  to look at: {coder} {answers}")
