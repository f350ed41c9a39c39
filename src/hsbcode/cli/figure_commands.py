"""``check-figures`` and ``reproduce``."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.domain.figures import FigureReport, Weight

if TYPE_CHECKING:
    from hsbcode.workflows.reproducing import Reproduction


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("check-figures")(check_figures)
    app.command("reproduce")(reproduce)


def check_figures(
    file: Path = typer.Argument(help="A list of published numbers (.yaml or .json)."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Check published numbers against each other, without data.

    Ends with 1 where numbers contradict each other. The form of the list is told in
    docs/figures-form.md.
    """
    from hsbcode.workflows.checking.figures import check_figure_file

    report = check_figure_file(file)
    if json:
        printing.as_json(_plain(report))
    else:
        _print(report)
    if any(found.weight is Weight.CONTRADICTION for found in report.findings):
        raise typer.Exit(1)


def _print(report: FigureReport) -> None:
    for found in report.findings:
        printing.data(f"{found.weight} · {found.check}: {found.sentence}")
        if found.fix:
            printing.data(f"  {found.fix}")
    for claim in report.untested:
        printing.data(f"not tested · {claim.id}: {claim.reason}")
    if report.holding:
        printing.data(f"claims that hold: {', '.join(report.holding)}")
    wrong = sum(1 for f in report.findings if f.weight is Weight.CONTRADICTION)
    asked = len(report.findings) - wrong
    printing.data(
        f"{report.title}: {report.figures} figures; {report.possible} of "
        f"{report.shares} percentages with a base are possible in whole numbers; "
        f"{wrong} contradictions, {asked} questions"
    )


def _plain(report: FigureReport) -> dict[str, object]:
    return {
        "title": report.title,
        "figures": report.figures,
        "percentages_with_base": report.shares,
        "possible_in_whole_numbers": report.possible,
        "findings": [
            {
                "weight": found.weight,
                "check": found.check,
                "sentence": found.sentence,
                "figures": list(found.figures),
                "fix": found.fix,
            }
            for found in report.findings
        ],
        "claims_that_hold": list(report.holding),
        "not_tested": [
            {"id": claim.id, "reason": claim.reason} for claim in report.untested
        ],
    }


def reproduce(
    project: Path = typer.Argument(help="The project file."),
    file: str = typer.Argument(help="A list of published numbers, or a shipped name."),
    every: bool = typer.Option(False, "--all", help="Also those that come out right."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Count the published numbers of a study again from its answers.

    Names each number that does not come out, what the answers give instead, and why
    where that is known. The form of the list is told in docs/published-form.md.
    """
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.reproducing import reproduce_published
    from hsbcode.workflows.shipped import codebook_path

    with (
        printing.waiting("counting again"),
        open_project(project, write=False) as opened,
    ):
        found = reproduce_published(opened, codebook_path(file))
    if json:
        printing.as_json(found.as_dict())
    else:
        print_reproduction(found, every=every)


def print_reproduction(found: "Reproduction", *, every: bool = False) -> None:
    """Print what does not come out, then how much does."""
    heads = {
        "same": "the same",
        "other": "come out otherwise",
        "not computed": "cannot be counted",
        "outside": "not about these answers",
    }
    for outcome, head in heads.items():
        numbers = found.of(outcome)
        if not numbers or (outcome == "same" and not every):
            continue
        printing.data(f"{head} ({len(numbers)}):")
        for one in numbers:
            here = f"printed {one.number.printed}" if one.number.printed else ""
            here += f", here {one.here}" if one.here else ""
            parts = (f"  {one.number.id}: {one.number.what}", here, one.why)
            printing.data(" · ".join(part for part in parts if part))
    printing.data(found.sentence)
