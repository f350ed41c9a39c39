"""``agree``."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.workflows.agreeing import QuestionAgreement


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("agree")(agree)


def agree(
    project: Path | None = typer.Argument(None, help="The project file."),
    table: Path | None = typer.Option(
        None, "--input", help="A CSV or XLSX table unit, coder, codes instead."
    ),
    question: str = typer.Option("", help="Only this open question."),
    round_: str = typer.Option("", "--round", help="The round to look at."),
    disagreements: bool = typer.Option(
        False, help="List the answers to talk about, most disputed first."
    ),
    limit: int = typer.Option(20, min=1, help="How many disagreements to list."),
    resamples: int = typer.Option(1000, min=0, help="Resamples for the intervals."),
    seed: int = typer.Option(0, help="Seed of the resamples."),
    lead: str | None = typer.Option(
        None, help="Whose coding counts, provisionally, where coders differ."
    ),
    output: Path | None = typer.Option(
        None, "-o", "--output", help="Write a .md or .html file."
    ),
    json: bool = typer.Option(False, "--json", help="As JSON, unrounded."),
) -> None:
    """Measure how far coders agree, per code and over whole answers."""
    from hsbcode.workflows import agreeing
    from hsbcode.workflows import printing as texts
    from hsbcode.workflows.opening import open_for_writing, open_project

    if (project is None) == (table is None):
        raise UsageConflict(
            "Name either a project or a table with --input, not both or neither."
        )
    if table is not None and lead is not None:
        raise UsageConflict("--lead is remembered in a project, not with --input.")
    labels: dict[str, str] = {}
    if table is not None:
        with printing.waiting("comparing coders"):
            report = agreeing.agreement_of_file(table, resamples=resamples, seed=seed)
        found: tuple[agreeing.QuestionAgreement, ...] = (
            agreeing.QuestionAgreement("", table.name, report, {}),
        )
    else:
        assert project is not None
        if lead is not None:
            with open_for_writing(project) as writable:
                agreeing.set_lead(writable, lead)
            printing.narrate(_lead_words(lead))
        with (
            printing.waiting("comparing coders"),
            open_project(project, write=False) as opened,
        ):
            labels = {code.id: code.label for code in opened.codebook}
            found = agreeing.agreement(
                opened, question, round_=round_, resamples=resamples, seed=seed
            )
    if output is not None:
        agreeing.write_agreement(found, labels, output)
        printing.data(str(output))
        return
    if json:
        values = [
            {"question": each.question, "caution": each.caution}
            | texts.agreement_json(each.report)
            for each in found
        ]
        printing.as_json(values[0] if table is not None else values)
        return
    for caution in dict.fromkeys(each.caution for each in found if each.caution):
        printing.data(caution)
    for each in found:
        printing.data(each.label)
        if disagreements:
            _list(each, labels, limit)
        else:
            printing.data(texts.agreement_text(each.report, labels))


def _lead_words(lead: str) -> str:
    if lead:
        return f"Where coders differ, {lead}'s coding counts provisionally from now on."
    return "Answers on which coders differ stay outside the figures from now on."


def _list(found: "QuestionAgreement", labels: dict[str, str], limit: int) -> None:
    for each in found.report.disagreements[:limit]:
        unit = found.units.get(each.unit)
        printing.data()
        printing.data(unit.name if unit else each.unit)
        if unit is not None:
            printing.data(f"  {unit.text}")
        for coder, codes in each.codings.items():
            said = ", ".join(labels.get(code, code) for code in sorted(codes))
            printing.data(f"  {coder}: {said or 'no code applies'}")
    rest = len(found.report.disagreements) - limit
    if rest > 0:
        printing.narrate(f"{rest} more; see them with --limit")
