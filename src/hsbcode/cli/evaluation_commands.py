"""``evaluate`` and ``doubtful``: how far suggestions, and codings, can be trusted."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hsbcode.cli import printing
from hsbcode.domain.errors import UsageConflict

if TYPE_CHECKING:
    from hsbcode.domain.quality import Quality


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("evaluate")(evaluate)
    app.command("doubtful")(doubtful)


def evaluate(
    project: Path = typer.Argument(help="The project file."),
    question: str = typer.Option("", help="Only this open question."),
    on: str = typer.Option(
        "auto",
        help="Judge on: audit (the audit sample), blind (coded without suggestions), "
        "all; auto takes the first with 50 answers.",
    ),
    choose: str = typer.Option(
        "", help="Keep this limit for suggestions, e.g. 0.7; own = the model's."
    ),
    coder: str = typer.Option("project", help="Who chooses the limit."),
    detail: bool = typer.Option(False, "--detail", help="Technical figures, too."),
    seed: int = typer.Option(0, help="Seed of the folds and intervals."),
    json: bool = typer.Option(False, "--json", help="As JSON, unrounded."),
) -> None:
    """Judge suggestions on answers the model has not seen.

    Each code with a sentence and a verdict: useful, weak, or not enough to say.
    """
    from hsbcode.workflows.opening import open_project
    from hsbcode.workflows.suggestions.evaluating import evaluate as judge

    if choose:
        _choose(project, choose, coder)
        return
    with open_project(project, write=False) as opened:
        found = printing.with_bar(judge(opened, question, seed=seed, on=on))
        labels = {code.id: code.label for code in opened.codebook}
    if json:
        printing.as_json(found.as_dict())
        return
    if found.reason:
        printing.narrate(found.reason)
        return
    _tell(found, lambda code: labels.get(code, code), detail=detail)
    printing.narrate(
        f"hsbcode evaluate {project} --choose 0.7 would show only suggestions with a "
        "score of 0.7 and more."
        if found.limit is None
        else f"In force: the limit {found.limit:.2f}, chosen for this project."
    )


def doubtful(
    project: Path = typer.Argument(help="The project file."),
    coder: str = typer.Option("", help="This person's codings; else those that count."),
    question: str = typer.Option("", help="Only this open question."),
    code: str = typer.Option("", help="Only about this code, given or missing."),
    limit: int = typer.Option(20, min=1, help="How many to print."),
    stays: str = typer.Option(
        "", help="Say that this answer's coding stays: its name; needs --coder."
    ),
    json: bool = typer.Option(False, "--json", help="All of them, as JSON."),
) -> None:
    """List codings that are unlike those of answers like them, to look at again.

    The most surprising first. Nothing is changed; --stays takes one off the list.
    """
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing, open_project
    from hsbcode.workflows.suggestions.doubting import doubtful_codings, keep_coding

    if stays:
        if not coder:
            raise UsageConflict("--stays needs --coder: whose coding is meant.")
        with open_for_writing(project) as writing:
            kept = keep_coding(writing, checked_name(coder), stays)
        printing.narrate(f"{kept.name} stays as {coder} coded it.")
        return
    with open_project(project, write=False) as opened:
        steps = doubtful_codings(opened, coder, question, code)
        found = printing.with_bar(steps)
        labels = {each.id: each.label for each in opened.codebook}
    if json:
        printing.as_json(
            {
                "coded": found.coded,
                "stayed": found.stayed,
                "doubtful": [each.as_dict(labels) for each in found.codings],
            }
        )
        return
    for each in found.codings[:limit]:
        whose = f"  ({', '.join(each.coders)})" if each.coders else ""
        printing.data(f"{each.unit.name}{whose}  {' '.join(each.unit.text.split())}")
        codes = ", ".join(labels.get(one, one) for one in each.codes) or "no code"
        printing.data(f"    {codes}: {each.words(labels)}")
    printing.narrate(
        f"{len(found.codings):,} of {found.coded:,} codings look doubtful"
        + (f"; {limit} are shown" if len(found.codings) > limit else "")
        + (f"; {found.stayed} more were looked at and stay" if found.stayed else "")
        + "."
    )


def _choose(project: Path, typed: str, coder: str) -> None:
    from hsbcode.workflows.coders import checked_name
    from hsbcode.workflows.opening import open_for_writing
    from hsbcode.workflows.suggestions.limit import choose_limit

    try:
        limit = None if typed.strip().casefold() == "own" else float(typed)
    except ValueError:
        raise UsageConflict(
            f"“{typed}” is no limit for suggestions.",
            "Choose a score such as 0.7, or own for the model's.",
        ) from None
    with open_for_writing(project) as opened:
        choose_limit(opened, limit, checked_name(coder))
    printing.narrate(
        "Suggestions use the model's own limit."
        if limit is None
        else f"The model suggests only what it gives a score of {limit:.2f} and more."
    )


def _tell(found: "Quality", label: Callable[[str], str], *, detail: bool) -> None:
    from hsbcode.workflows.suggestions import words

    printing.data(
        f"{found.units:,} coded answers of {found.respondents:,} people, each judged "
        "by a model that saw neither it nor anything else of its person."
    )
    printing.data(found.judged)
    printing.data()
    printing.columns(words.overall_rows(found))
    printing.data()
    printing.columns(
        words.code_rows(found, label),
        header=("code", "given", "suggestions", "in words"),
    )
    if never := words.never_given(found):
        printing.data(never)
    people = words.people_rows(found, label)
    if people:
        printing.data()
        printing.columns(
            people,
            header=("given by one", "a second person gives it, too", "suggestions"),
        )
    if found.learning_curve:
        printing.data()
        printing.columns(
            words.learning_rows(found),
            header=("learnt from", "the first is right", "among the first five"),
        )
    if found.production_curve:
        printing.data()
        printing.columns(
            words.production_rows(found),
            header=("limit", "answers with a first suggestion", "right", "how often"),
        )
    if found.calibration:
        printing.data()
        printing.columns(
            words.calibration_rows(found),
            header=("scores", "suggested", "right", "would be right if scores were"),
        )
    if detail:
        _tell_figures(found, label)


def _tell_figures(found: "Quality", label: Callable[[str], str]) -> None:
    from hsbcode.workflows.suggestions import words

    printing.data()
    printing.columns(
        [
            ("micro-F1", words.number(found.micro_f1)),
            ("  of the commonest code", words.number(found.baseline_micro_f1)),
            ("  of keywords", words.number(found.keywords_micro_f1)),
            ("macro-F1", words.number(found.macro_f1)),
            ("macro-AP", words.number(found.macro_ap)),
            ("calibration error (ECE)", words.number(found.ece)),
        ]
    )
    printing.data()
    printing.columns(words.technical_rows(found, label), header=words.TECHNICAL)
    printing.data()
    printing.data(
        f"{found.folds} folds; intervals: {found.resamples:,} resamples of respondents,"
        f" seed {found.seed}. {words.RULE}."
    )
