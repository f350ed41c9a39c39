"""``codebook heads`` and ``codebook choose``: versions side by side."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.codebook_asking import confirmed
from hsbcode.domain.errors import UsageConflict


def add_to(codebook: typer.Typer) -> None:
    """Add these commands to ``codebook``."""
    codebook.command("heads")(heads)
    codebook.command("choose")(choose)


def heads(
    project: Path = typer.Argument(help="The project file."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Show versions of the codebook that were made apart, side by side.

    Until you choose, what only one of them changed holds, and what both changed
    stays as it was.
    """
    from hsbcode.workflows.merging.heads import lines_of, read_heads
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        found = read_heads(opened)
        lines = lines_of(opened, found)
    if json:
        printing.as_json(found.as_dict())
        return
    for line in lines:
        printing.data(line)
    if len(found.versions) < 2:
        printing.narrate("The codebook has one version: there is nothing to choose.")
        return
    number = found.versions[-1].number
    printing.narrate(
        f"Choose with: hsbcode codebook choose {project} together, or {number} for "
        "that version alone"
    )


def choose(
    project: Path = typer.Argument(help="The project file."),
    version: str = typer.Argument(help="“together”, or the number of a version."),
    take: list[str] = typer.Option(
        [], help="CODE=VERSION: take this code from that version; repeatable."
    ),
    merge_same: bool = typer.Option(
        False, "--merge-same", help="Also merge new codes with the same label."
    ),
    by: str = typer.Option("lead", "--by", help="Your name, for the history."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
) -> None:
    """Make one codebook of versions that were made apart."""
    from hsbcode.workflows.merging import heads as versions
    from hsbcode.workflows.opening import open_for_writing

    wanted = {}
    for said in take:
        code, sign, number = said.partition("=")
        if not sign:
            raise UsageConflict(f"“{said}” is not of the form CODE=VERSION.")
        wanted[code] = number
    with open_for_writing(project) as opened:
        found = versions.read_heads(opened)
        for line in versions.lines_of(opened, found):
            printing.narrate(line)
        if not yes and not confirmed("Make one codebook of them?"):
            printing.narrate("Nothing was changed.")
            return
        versions.choose(opened, version, by, take=wanted, merge_same=merge_same)
        book = opened.codebook
    printing.narrate(f"The codebook is one again, with {len(book)} codes.")
    printing.data(book.version)
