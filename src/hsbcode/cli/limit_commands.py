"""``limits`` and ``names``."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.deciding_options import NOBODY, Decider


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("limits")(limits)
    app.command("names")(names)


def limits(
    project: Path = typer.Argument(help="The project file."),
    on: list[str] = typer.Option([], "--on", help="Switch a fact on. Kept."),
    off: list[str] = typer.Option([], "--off", help="Switch a fact off. Kept."),
    facts: Path | None = typer.Option(
        None, help="What you state about the study (docs/facts-form.md). Kept."
    ),
    coder: Decider = NOBODY,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Show or switch the facts that limit what a report may say."""
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.limits import all_limits, keep_facts, switch_limits
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.studying import read_study

    if on or off or facts:
        with open_for_writing(project) as opened:
            if facts is not None:
                keep_facts(opened, facts, checked_name(coder))
            switch_limits(opened, on, off, checked_name(coder))
    with (
        printing.waiting("collecting facts"),
        open_project(project, write=False) as opened,
    ):
        found = all_limits(opened, read_study(opened))
    if json:
        printing.as_json(
            [
                {
                    "id": each.id,
                    "on": each.on,
                    "why": each.why,
                    "sentence": each.sentence,
                }
                for each in found
            ]
        )
        return
    for each in found:
        printing.data(f"{'on ' if each.on else 'off'}  {each.id}  ({each.why})")
        printing.data(f"     {each.sentence}")
    switched = sum(each.on for each in found)
    printing.narrate(f"{switched} of {len(found)} stand in reports.")


def names(
    project: Path = typer.Argument(help="The project file."),
    add: list[str] = typer.Option([], "--add", help="Put a name on the list. Kept."),
    drop: list[str] = typer.Option([], "--drop", help="Take a name off. Kept."),
    kind: str = typer.Option(
        "place", help="What is added: place, school, service or person."
    ),
    propose: bool = typer.Option(
        False,
        "--propose",
        help="List names that the language pipeline sees in answers.",
    ),
    coder: Decider = NOBODY,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Show or change the confidential list of names, and where they stand.

    Names on the list are masked in quotes and in everything that is written for
    others. Places are on it by themselves where the survey says who belongs where.
    """
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.naming import (
        change_names,
        kept_names,
        name_sightings,
        proposed_names,
    )
    from hsbcode.workflows.opening import open_for_writing, open_project

    if add or drop:
        with open_for_writing(project) as opened:
            change_names(opened, add, drop, kind, checked_name(coder))
    with (
        printing.waiting("looking for names"),
        open_project(project, write=False) as opened,
    ):
        listed = kept_names(opened)
        sightings = name_sightings(opened)
        proposed = proposed_names(opened) if propose else ()
    if json:
        printing.as_json(
            {
                "names": [
                    {"name": each.name, "kind": each.kind, "why": each.why}
                    for each in listed
                ],
                "found": [
                    {
                        "name": each.name,
                        "kind": each.kind,
                        "what": each.what,
                        "where": each.where,
                        "times": each.times,
                    }
                    for each in sightings
                ],
                "proposed": [
                    {"name": name, "kind": of, "answers": answers}
                    for name, of, answers in proposed
                ],
            }
        )
        return
    printing.columns((each.kind, each.name, each.why) for each in listed)
    if not listed:
        printing.narrate("The list is empty. Put a name on it with: --add NAME")
    printing.columns((each.name, each.what, each.where) for each in sightings)
    if listed:
        printing.narrate(
            f"{len(sightings)} places to look at; in quotes and reports the names are "
            "masked."
        )
    if propose:
        printing.narrate("Perhaps names, in answers (put them on the list with --add):")
        printing.columns(
            (name, of, "1 answer" if answers == 1 else f"{answers} answers")
            for name, of, answers in proposed
        )
