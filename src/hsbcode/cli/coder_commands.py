"""``coder``: who codes, other names for them, codings under a wrong name."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.codebook_asking import confirmed

_PROJECT = typer.Argument(help="The project file.")
_DRY = typer.Option(False, "--dry-run", help="Show it, and no more.")
_YES = typer.Option(False, "--yes", help="Do not ask.")
_BY = typer.Option("lead", "--by", help="Your name, for the history.")
_JSON = typer.Option(False, "--json", help="As JSON.")


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        name="coder",
        help="Who codes here; a new name, or codings made under a wrong one.",
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    group.command("list")(list_)
    group.command("rename")(rename)
    group.command("reassign")(reassign)
    app.add_typer(group)


def list_(project: Path = _PROJECT, json: bool = _JSON) -> None:
    """List everybody who has coded, with former names and shares in rounds."""
    from hsbcode.workflows.naming_coders import list_coders
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        found = list_coders(opened)
    if json:
        printing.as_json([row.as_dict() for row in found])
        return
    if not found:
        printing.narrate("Nobody has coded yet.")
        return
    printing.columns(
        [
            (
                row.coder,
                f"{row.finished:,}",
                f"{row.codings:,}",
                ", ".join(row.rounds),
                ", ".join(row.former),
            )
            for row in found
        ],
        ("coder", "finished", "codings", "rounds", "also called"),
    )


def rename(
    project: Path = _PROJECT,
    old: str = typer.Argument(help="The name until now."),
    new: str = typer.Argument(help="The new name."),
    dry_run: bool = _DRY,
    yes: bool = _YES,
    by: str = _BY,
    json: bool = _JSON,
) -> None:
    """Call somebody otherwise, everywhere; undo takes it back.

    Nothing is rewritten: the old name is read as the new one, in files to come, too.
    """
    from hsbcode.workflows import naming_coders
    from hsbcode.workflows.opening import open_for_writing, open_project

    opening = (
        open_project(project, write=False) if dry_run else open_for_writing(project)
    )
    press = ""
    with opening as opened:
        shown = naming_coders.renaming(opened, old, new, by)
        for line in shown.lines:
            printing.narrate(line)
        if not dry_run and (yes or confirmed("Rename?")):
            press = naming_coders.rename(opened, shown)
    _done(project, press, shown.as_dict(), json=json)


def reassign(
    project: Path = _PROJECT,
    old: str = typer.Argument(help="The name they were made under."),
    new: str = typer.Argument(help="Whose they are."),
    since: str = typer.Option("", help="From this day or moment on: 2026-03-03."),
    until: str = typer.Option("", help="Up to this day or moment, included."),
    dry_run: bool = _DRY,
    yes: bool = _YES,
    by: str = _BY,
    json: bool = _JSON,
) -> None:
    """Make codings somebody else's: a day coded under the wrong name.

    What is in a round that is not released stays as it is.
    """
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.mending.choosing_acts import choose_acts
    from hsbcode.workflows.mending.chosen_codings import choose_codings
    from hsbcode.workflows.mending.codings import Wish, apply_mending, preview
    from hsbcode.workflows.opening import open_for_writing, open_project

    opening = (
        open_project(project, write=False) if dry_run else open_for_writing(project)
    )
    press = ""
    with opening as opened:
        wanted = choose_acts(opened, coder=old, since=since, until=until)
        shown = preview(opened, choose_codings(opened, wanted), Wish(coder=new))
        printing.narrate(shown.sentence)
        for note in shown.notes:
            printing.narrate(f"  {note}")
        if not dry_run and (yes or confirmed("Move them?")):
            press = apply_mending(opened, shown, checked_name(by))
    _done(project, press, shown.as_dict(), json=json)


def _done(project: Path, press: str, shown: dict[str, object], *, json: bool) -> None:
    if json:
        printing.as_json({"press": press or None, **shown})
    if press:
        printing.narrate(
            f"Done. To take it back: hsbcode undo {project} --press {press[-8:]}"
        )
    else:
        printing.narrate("Nothing was changed.")
