"""``round plan``: how many answers to code twice."""

from pathlib import Path

import typer

from hsbcode.cli import printing


def plan(
    project: Path = typer.Argument(help="The project file."),
    width: float = typer.Option(
        0.2, help="How wide the 95 % interval of alpha may be, from end to end."
    ),
    code: str = typer.Option("", help="Only for this code."),
    alpha: float = typer.Option(0.8, help="Expected where no pilot round tells."),
    prevalence: float | None = typer.Option(
        None,
        help="The share of answers with the code, as 0.1; then no pilot is looked at.",
    ),
    share: str = typer.Option(
        "", help="Instead of a width: code 20% of all answers twice. How wide is it?"
    ),
    question: str = typer.Option("", help="Only answers to this open question."),
    seed: int = typer.Option(0, help="Of the drawing from the pilot."),
    json: bool = typer.Option(False, "--json", help="As JSON, unrounded."),
) -> None:
    """Say how many answers to code twice for an interval of a width."""
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.rounds import plan_values
    from hsbcode.workflows.rounds.planning import plan as planned
    from hsbcode.workflows.suggestions.sight import read_share

    wanted = plan_values.PlanWanted(
        width,
        code,
        alpha,
        prevalence,
        read_share(share) if share else 0.0,
        question,
        seed,
    )
    with open_project(project, write=False) as opened:
        found = planned(opened, wanted)
    if json:
        printing.as_json(plan_values.plan_json(found))
        return
    printing.columns(
        plan_values.plan_rows(found), ("code", "answers", "of all", "width", "rests on")
    )
    for line in plan_values.plan_lines(found):
        printing.narrate(line)
