"""``areas``."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.workflows.areas.packs import Area


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("areas")(areas)


def areas(
    project: Path = typer.Argument(help="The project file."),
    fact: str = typer.Option(
        "", help="The closed question that says where people belong."
    ),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="A folder: a pack for each area."
    ),
    only: list[int] = typer.Option([], help="Only the area of this number."),
    above: int | None = typer.Option(
        None, min=0, max=99, help="Say in how many areas a percentage is above this."
    ),
    everything: bool = typer.Option(
        False, "--all", help="With frequencies of every closed question."
    ),
    names: bool = typer.Option(
        False, "--names", help="Which number is which area: for the lead only."
    ),
    disclosure: str = typer.Option(
        "", help="Disclosure control: none, rounded or suppressed; else the project's."
    ),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Number the areas, and write a pack for each: its own people and the total.

    Numbers stay the same for good and follow neither names nor the order of import.
    """
    from hsbcode.workflows.areas.numbers import number_areas, splitting_question
    from hsbcode.workflows.areas.packs import areas_of, write_packs
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.releasing import wanted_policy
    from hsbcode.workflows.studying import read_study

    with open_project(project, write=False) as opened:
        study = read_study(opened)
        question = splitting_question(opened, study, fact)
        found = areas_of(opened, study, question)
    given = {v for values in study.closed[question.id].values() for v in values}
    if given - {area.answer for area in found}:
        with open_for_writing(project) as opened:
            _numbers, late = number_areas(opened, study, question.id)
            found = areas_of(opened, study, question)
        if late:
            printing.narrate(
                f"{late} came after the first numbering and have the highest numbers: "
                "whoever knows what came late can tell."
            )
    if output is None:
        if only or above is not None or everything or disclosure:
            raise UsageConflict(
                "--only, --above, --all and --disclosure are for packs.",
                "Name a folder for them with -o FOLDER.",
            )
        _list(found, names, json)
        return
    with open_project(project) as opened:
        written = printing.with_bar(
            write_packs(
                opened,
                output,
                fact=question.id,
                only=only,
                policy=wanted_policy(opened, disclosure),
                every=everything,
                over=above,
            )
        )
    if json:
        printing.as_json([str(path) for path in written])
    else:
        for path in written:
            printing.data(str(path))
    if names:
        _list(found, names, as_json=False)


def _list(found: "tuple[Area, ...]", names: bool, as_json: bool) -> None:
    if as_json:
        printing.as_json(
            [
                {"number": area.number, "name": area.name, "people": area.people}
                | ({"answer": area.answer} if names else {})
                for area in found
            ]
        )
        return
    printing.columns(
        [area.name, f"{area.people} people", *([area.answer] if names else [])]
        for area in found
    )
    if names:
        printing.narrate("For the lead only: do not pass this list on.")
