"""``joint``: a theme beside a closed result."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.cli.counting_options import AllCoded, tell_left_out
from hsbcode.cli.deciding_options import NOBODY, Decider
from hsbcode.cli.released_options import DISCLOSURE


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("joint")(joint)


def joint(
    project: Path = typer.Argument(help="The project file."),
    pair: list[str] = typer.Option(
        [], help="CODE=QUESTION, or CODE@OPEN=QUESTION; may be repeated."
    ),
    keep: Path | None = typer.Option(
        None, help="A .yaml file of pairs (docs/joint-displays.md). Kept."
    ),
    output: Path | None = typer.Option(
        None,
        "-o",
        "--output",
        help="A .csv, .tsv or .json file, or any format of a report.",
    ),
    excel: bool = typer.Option(
        False, "--excel", help="CSV as Excel opens it without harm, else as it is."
    ),
    disclosure: str = typer.Option("", help=DISCLOSURE),
    all_coded: AllCoded = False,
    coder: Decider = NOBODY,
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Set themes beside the closed answers of the same people, with quotes for each.

    How often is a theme among those who agree and among those who disagree, and how
    many agree with and without it? An association, and no cause.
    """
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.joint.displays import joint_displays
    from hsbcode.workflows.joint.files import write_joint
    from hsbcode.workflows.joint.pairs import keep_plan, typed_pairs
    from hsbcode.workflows.joint.telling import joint_json, joint_text, lost_words
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.releasing import wanted_policy
    from hsbcode.workflows.studying import read_study
    from hsbcode.workflows.suggestions.picked import fair_part_words

    if keep is not None:
        who = checked_name(coder)
        with open_for_writing(project) as opened:
            plan = keep_plan(opened, read_study(opened), keep, who)
        printing.narrate(f"{project.name} keeps {len(plan.pairs)} joint displays.")
        if not pair and output is None and not json:
            return
    with (
        printing.waiting("counting"),
        open_project(project, write=False) as opened,
    ):
        study = read_study(opened, all_coded=all_coded)
        policy = wanted_policy(opened, disclosure, released=output is not None)
        pairs = typed_pairs(opened, study, pair)
        displays = joint_displays(opened, study, policy, pairs=pairs)
        lost = lost_words(opened, study)
    tell_left_out(fair_part_words(study))
    if lost and not pair:
        printing.narrate(lost)
    if not displays:
        printing.narrate(
            "The project keeps no joint displays: name one with --pair CODE=QUESTION, "
            "or keep a file of them with --keep FILE."
        )
    if output is not None and displays:
        with printing.waiting("writing"):
            write_joint(study, displays, output, excel=excel)
        printing.data(str(output))
    elif json:
        printing.as_json([joint_json(display) for display in displays])
    else:
        for display in displays:
            printing.data(joint_text(display, printing.width()))
