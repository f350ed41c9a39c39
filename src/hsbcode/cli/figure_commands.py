"""``check-figures``."""

from pathlib import Path

import typer

from hsbcode.cli import printing
from hsbcode.domain.figures import FigureReport, Weight


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("check-figures")(check_figures)


def check_figures(
    file: Path = typer.Argument(help="A list of published numbers (.yaml or .json)."),
    json: bool = typer.Option(False, "--json", help="As JSON."),
) -> None:
    """Check published numbers against each other, without data.

    Ends with 1 where numbers contradict each other. The form of the list is told in
    docs/figures-form.md.
    """
    from hsbcode.workflows.checking_figures import check_figure_file

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
