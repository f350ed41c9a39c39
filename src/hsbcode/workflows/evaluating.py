"""Suggestions for the whole team, and how far they can be trusted."""

from collections.abc import Generator
from dataclasses import dataclass

from hsbcode.domain.errors import ModelError
from hsbcode.domain.progress import Progress
from hsbcode.domain.suggestions import ModelState, Quality, Suggestion
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.suggesting import counting_codings


@dataclass(frozen=True, slots=True)
class Suggested:
    """Suggestions for the answers that nobody has finished."""

    state: ModelState
    units: tuple[tuple[Unit, tuple[Suggestion, ...]], ...]


def suggest_uncoded(
    project: Project, question: str = "", *, seed: int = 0
) -> Generator[Progress, None, Suggested]:
    """Suggest codes for every answer without a coding that counts.

    Raises:
        ModelError: there is nothing to suggest from.
    """
    from hsbcode.suggest import CodeSuggester
    from hsbcode.suggest.suggestions import model_state, suggest

    codebook = project.codebook
    open_questions = [q for q in project.answers.questions().values() if q.is_open]
    units = {q.id: project.answers.all_units(q.id) for q in open_questions}
    every = [unit for of_question in units.values() for unit in of_question]
    codings = counting_codings(project)
    coded = [unit for unit in every if unit.id in codings]
    yield Progress(0, len(every), "learning")
    model = CodeSuggester(codebook, seed=seed).fit(
        [unit.text for unit in coded],
        [codings[unit.id] for unit in coded],
        groups=[unit.respondent for unit in coded],
        questions=[unit.question for unit in coded],
        corpus=[unit.text for unit in every],
    )
    state = model_state(model, codebook)
    if state.reason:
        raise ModelError(state.reason)
    found: list[tuple[Unit, tuple[Suggestion, ...]]] = []
    done = 0
    for each, of_question in units.items():
        if question and each != question:
            continue
        waiting = [unit for unit in of_question if unit.id not in codings]
        for start in range(0, len(waiting), 500):
            some = waiting[start : start + 500]
            rows = suggest(model, codebook, each, [unit.text for unit in some])
            found.extend(
                (unit, tuple(row)) for unit, row in zip(some, rows, strict=True)
            )
            done += len(some)
            yield Progress(done, len(every), "suggesting")
    return Suggested(state, tuple(found))


def evaluate(
    project: Project, question: str = "", *, seed: int = 0, folds: int = 5
) -> Generator[Progress, None, Quality]:
    """Judge suggestions out of fold, a respondent's answers kept together."""
    from hsbcode.suggest.evaluation import evaluate as judge

    codings = counting_codings(project)
    units = [
        unit
        for q in project.answers.questions().values()
        if q.is_open and question in ("", q.id)
        for unit in project.answers.all_units(q.id)
        if unit.id in codings
    ]
    return (
        yield from judge(
            [unit.text for unit in units],
            [codings[unit.id] for unit in units],
            [unit.respondent for unit in units],
            project.codebook,
            questions=[unit.question for unit in units],
            seed=seed,
            folds=folds,
        )
    )
