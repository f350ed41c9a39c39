"""``suggest`` and ``evaluate``."""

from dataclasses import asdict
from pathlib import Path

import typer

from hsbcode.cli import printing


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("suggest")(suggest)
    app.command("evaluate")(evaluate)


def suggest(
    project: Path = typer.Argument(help="The project file."),
    question: str = typer.Option("", help="Only this open question."),
    limit: int = typer.Option(20, min=1, help="How many answers to print."),
    seed: int = typer.Option(0, help="Seed of the model."),
    json: bool = typer.Option(False, "--json", help="All of them, as JSON."),
) -> None:
    """Suggest codes for answers not coded yet. Nothing is applied."""
    from hsbcode.workflows.evaluating import suggest_uncoded
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        found = printing.with_bar(suggest_uncoded(opened, question, seed=seed))
        labels = {code.id: code.label for code in opened.codebook}
    if json:
        printing.as_json(
            {
                "state": asdict(found.state),
                "units": [
                    {
                        "unit": unit.id,
                        "name": unit.name,
                        "suggestions": [asdict(each) for each in suggestions],
                    }
                    for unit, suggestions in found.units
                ],
            }
        )
        return
    state = found.state
    printing.narrate(
        f"Learnt from {state.coded} coded answers: {len(state.learnt)} codes by the "
        f"model, {len(state.from_codebook)} by what the codebook says."
    )
    with_any = [(unit, some) for unit, some in found.units if some]
    for unit, suggestions in with_any[:limit]:
        printing.data(f"{unit.name}  {' '.join(unit.text.split())}")
        for each in suggestions:
            score = "" if each.score is None else f" {each.score:.2f}"
            words = ", ".join(f"“{word}”" for word in each.words)
            printing.data(
                f"    {labels.get(each.code, each.code)}: {each.strength}{score}"
                f" ({each.source}) {words}".rstrip()
            )
    printing.narrate(
        f"{len(with_any)} of {len(found.units)} uncoded answers have a suggestion"
        + (f"; {limit} are shown." if len(with_any) > limit else ".")
    )


def evaluate(
    project: Path = typer.Argument(help="The project file."),
    question: str = typer.Option("", help="Only this open question."),
    seed: int = typer.Option(0, help="Seed of the folds."),
    json: bool = typer.Option(False, "--json", help="As JSON, unrounded."),
) -> None:
    """Judge suggestions on answers the model has not seen."""
    from hsbcode.workflows.evaluating import evaluate as judge
    from hsbcode.workflows.opening import open_project

    with open_project(project, write=False) as opened:
        found = printing.with_bar(judge(opened, question, seed=seed))
        labels = {code.id: code.label for code in opened.codebook}
    if json:
        printing.as_json(asdict(found))
        return
    if found.reason:
        printing.narrate(found.reason)
        return
    printing.data(
        f"{found.units} coded answers of {found.respondents} people, "
        f"{found.folds} folds; nobody's answers on both sides."
    )
    printing.columns(
        [
            ("first suggestion right", _number(found.precision_at_1)),
            ("  always the commonest code", _number(found.baseline_at_1)),
            ("  codebook hits alone", _number(found.keywords_at_1)),
            ("codes among the first five", _number(found.recall_at_5)),
            ("F1 over all codes", _number(found.micro_f1)),
        ]
    )
    printing.data()
    printing.columns(
        [
            (
                labels.get(each.code, each.code),
                str(each.positives),
                _number(each.precision),
                _number(each.recall),
                each.verdict,
            )
            for each in found.codes
        ],
        header=("code", "coded", "precision", "recall", "in words"),
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
