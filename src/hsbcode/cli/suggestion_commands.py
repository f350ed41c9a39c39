"""``suggest``."""

from dataclasses import asdict
from pathlib import Path

import typer

from hsbcode.cli import printing


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("suggest")(suggest)


def suggest(
    project: Path = typer.Argument(help="The project file."),
    question: str = typer.Option("", help="Only this open question."),
    limit: int = typer.Option(20, min=1, help="How many answers to print."),
    seed: int = typer.Option(0, help="Seed of the model."),
    why: tuple[str, str] = typer.Option(
        ("", ""),
        metavar="ANSWER CODE",
        help="Say why a code is suggested for an answer, or why not.",
    ),
    coder: str = typer.Option(
        "", help="Who asks: nothing is shown that is hidden for them by design."
    ),
    embeddings: str = typer.Option(
        "",
        metavar="on|off",
        help="From now on use sentence embeddings, where installed, or not.",
    ),
    json: bool = typer.Option(False, "--json", help="All of them, as JSON."),
) -> None:
    """Suggest codes for answers not coded yet. Nothing is applied."""
    if embeddings:
        _switch_embeddings(project, embeddings, coder)
    if any(why):
        _explain(project, why, coder, json=json)
        return
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.suggestions.evaluating import suggest_uncoded

    with open_project(project, write=False) as opened:
        found = printing.with_bar(
            suggest_uncoded(opened, question, seed=seed, coder=coder)
        )
        labels = {code.id: code.label for code in opened.codebook}
    hidden = found.hidden
    if json:
        printing.as_json(
            {
                "state": asdict(found.state),
                "hidden": hidden.by_design + hidden.in_rounds if hidden else None,
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
            told = each.score is not None and not each.in_words
            score = f" {each.score:.2f}" if told else ""
            words = ", ".join(f"“{word}”" for word in each.words)
            printing.data(
                f"    {labels.get(each.code, each.code)} ({each.source_words}{score}): "
                f"{words}"
            )
    printing.narrate(
        f"{len(with_any)} of {len(found.units)} uncoded answers have a suggestion"
        + (
            f"; {limit} {'is' if limit == 1 else 'are'} shown."
            if len(with_any) > limit
            else "."
        )
    )
    if hidden is not None and hidden.words:
        printing.narrate(hidden.words)


def _switch_embeddings(project: Path, words: str, coder: str) -> None:
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.suggestions.embedding import choose_embeddings

    with open_project(project, write=True) as opened:
        choose_embeddings(opened, words, coder or "project")
    printing.narrate(f"Sentence embeddings are {words} for this project.")


def _explain(project: Path, why: tuple[str, str], coder: str, *, json: bool) -> None:
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.suggestions.explaining import explain_once

    with open_project(project, write=False) as opened:
        told = explain_once(opened, *why, coder)
    if json:
        names = {each.unit.id: each.unit.name for each in told.answers}
        shown = told.explanation.as_dict() | {"label": told.label, "names": names}
        printing.as_json(shown)
        return
    printing.data(told.label)
    for line in told.lines:
        printing.data(f"  {line}")
    for each in told.answers:
        text = " ".join(each.unit.text.split())
        printing.data(f"  {each.unit.name} ({each.words})  {text}")
