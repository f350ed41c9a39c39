"""``doctor``, ``backup``, ``restore`` and ``publish``."""

from pathlib import Path

import typer

from hsbcode.cli import printing


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("doctor")(doctor)
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("publish")(publish)


def doctor(
    project: Path | None = typer.Argument(None, help="A project to look over, too."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Look over the installation and, if named, a project; changes nothing."""
    from hsbcode.workflows.care import examine_installation, examine_project

    with printing.waiting("looking"):
        findings = list(examine_installation())
        if project is not None:
            findings.extend(examine_project(project))
    if json:
        printing.as_json(
            [{"what": f.what, "ok": f.ok, "words": f.words} for f in findings]
        )
    else:
        printing.columns(("ok " if f.ok else "!! ", f.what, f.words) for f in findings)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


def backup(project: Path = typer.Argument(help="The project file.")) -> None:
    """Make a checked backup now."""
    from hsbcode.workflows.opening import make_backup

    with printing.waiting("copying and checking"):
        made = make_backup(project)
    printing.narrate(f"{made.sentence()}. It was opened and counted.")
    printing.data(str(made.path))


def restore(
    project: Path = typer.Argument(help="The project file."),
    number: int = typer.Option(0, help="Which backup to bring back; 1 is the newest."),
    json: bool = typer.Option(False, "--json", help="The list as JSON."),
) -> None:
    """List the backups in words; with --number bring one back.

    The present file is kept among the backups.
    """
    from hsbcode.workflows.opening import list_backups, restore_backup

    if number:
        with printing.waiting("copying and checking"):
            brought, kept = restore_backup(project, number)
        printing.narrate(f"Brought back: {brought.sentence()}.")
        if kept is not None:
            printing.narrate(f"The former file is kept as {kept}.")
        return
    found = list_backups(project)
    if json:
        printing.as_json(
            [
                {
                    "number": place,
                    "at": each.at.isoformat(timespec="seconds"),
                    "why": each.why,
                    "answers": each.answers,
                    "acts": each.open_acts,
                    "finished": each.finished,
                    "path": str(each.path),
                }
                for place, each in enumerate(found, start=1)
            ]
        )
        return
    if not found:
        printing.narrate("There are no backups yet. Make one with: hsbcode backup")
        return
    for place, each in enumerate(found, start=1):
        printing.data(f"{place:>3}  {each.sentence()}")
    printing.narrate(f"Bring one back with: hsbcode restore {project} --number 1")


def publish(
    project: Path = typer.Argument(help="The project file."),
    join: bool = typer.Option(
        False, help="First bring in other copies of it that lie beside it."
    ),
    forget: bool = typer.Option(
        False, help="Afterwards take the copy and its backups off this machine."
    ),
) -> None:
    """Put work on a synced or network folder back in its place now.

    There you work on a copy on this machine; leaving puts it back, too.
    """
    from hsbcode.workflows.publishing import publish as put_back

    with printing.waiting("comparing and copying"):
        done = put_back(project, join=join, forget=forget)
    for words in done.words:
        printing.narrate(words)
    printing.data(str(done.path))
