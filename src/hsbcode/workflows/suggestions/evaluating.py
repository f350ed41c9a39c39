"""Suggestions for the whole team, and how far they can be trusted."""

from collections.abc import Generator
from dataclasses import dataclass

from hsbcode.domain.errors import ModelError, UsageConflict, nearest
from hsbcode.domain.progress import Progress
from hsbcode.domain.quality import Quality, with_people
from hsbcode.domain.suggestions import ModelState, Suggestion
from hsbcode.domain.survey import Unit
from hsbcode.store.project import Project
from hsbcode.workflows.suggestions.audit_sample import audit_units
from hsbcode.workflows.suggestions.blind_agreement import blind_agreement
from hsbcode.workflows.suggestions.embedding import meaning_of
from hsbcode.workflows.suggestions.judged import judged_codings
from hsbcode.workflows.suggestions.learnt_from import (
    all_codings,
    counting_codings,
    own_codings,
)
from hsbcode.workflows.suggestions.limit import chosen_limit
from hsbcode.workflows.suggestions.out_of_sight import OutOfSight, out_of_sight


@dataclass(frozen=True, slots=True)
class Suggested:
    """Suggestions for the answers that nobody has finished."""

    state: ModelState
    units: tuple[tuple[Unit, tuple[Suggestion, ...]], ...]
    hidden: OutOfSight | None = None
    """What the coder who asks may not see; None where nobody was named."""


def suggest_uncoded(
    project: Project, question: str = "", *, seed: int = 0, coder: str = ""
) -> Generator[Progress, None, Suggested]:
    """Suggest codes for every answer without a coding that counts.

    Args:
        project: an open project.
        question: only answers to this open question; empty: to all.
        seed: of the model.
        coder: what this person would see: for the answers that they have not finished,
            learnt from their own and settled codings, without what is hidden for them.

    Raises:
        ModelError: there is nothing to suggest from.
    """
    from hsbcode.suggest import CodeSuggester
    from hsbcode.suggest.suggestions import model_state, suggest

    codebook = project.codebook
    open_questions = [q for q in project.answers.questions().values() if q.is_open]
    units = {q.id: project.answers.all_units(q.id) for q in open_questions}
    every = [unit for of_question in units.values() for unit in of_question]
    codings = own_codings(project, coder) if coder else counting_codings(project)
    coded = [unit for unit in every if unit.id in codings]
    left_out = codings.keys() | audit_units(project)
    hidden: OutOfSight | None = None
    if coder:
        here = units.get(question, every) if question else every
        waiting_for = [unit.id for unit in here if unit.id not in left_out]
        not_theirs, hidden = out_of_sight(project, coder, waiting_for)
        left_out |= not_theirs
    meaning = yield from meaning_of(project, [unit.text for unit in every])
    yield Progress(0, len(every), "learning")
    model = CodeSuggester(codebook, seed=seed, embeddings=meaning).fit(
        [unit.text for unit in coded],
        [codings[unit.id] for unit in coded],
        groups=[unit.respondent for unit in coded],
        questions=[unit.question for unit in coded],
        corpus=[unit.text for unit in every],
    )
    limit = chosen_limit(project)
    if limit is not None and model.threshold_ is not None:
        model.threshold_ = limit
    state = model_state(model, codebook)
    if state.reason:
        raise ModelError(state.reason)
    found: list[tuple[Unit, tuple[Suggestion, ...]]] = []
    done = 0
    for each, of_question in units.items():
        if question and each != question:
            continue
        waiting = [unit for unit in of_question if unit.id not in left_out]
        for start in range(0, len(waiting), 500):
            some = waiting[start : start + 500]
            rows = suggest(model, codebook, each, [unit.text for unit in some])
            found.extend(
                (unit, tuple(row)) for unit, row in zip(some, rows, strict=True)
            )
            done += len(some)
            yield Progress(done, len(every), "suggesting")
    return Suggested(state, tuple(found), hidden)


def evaluate(
    project: Project,
    question: str = "",
    *,
    seed: int = 0,
    folds: int = 5,
    on: str = "auto",
    resamples: int = 1000,
    curve: bool = True,
) -> Generator[Progress, None, Quality]:
    """Judge suggestions out of fold, a respondent's answers kept together.

    Args:
        project: an open project.
        question: only answers to this open question; empty: to all.
        seed: of the folds and resamples.
        folds: number of folds.
        on: which codings are judged on (see ``judged_codings``).
        resamples: resamples behind each interval.
        curve: whether to tell what fewer coded answers would do, too.

    Raises:
        UsageConflict: there is no such open question, or no answer of that kind.
    """
    from hsbcode.suggest.evaluation import evaluate as judge

    asked = [q for q in project.answers.questions().values() if q.is_open]
    if question and question not in {q.id for q in asked}:
        raise UsageConflict(
            f"There is no open question “{question}”.",
            nearest(question, [q.id for q in asked]),
        )
    codings = all_codings(project)
    every = [
        unit
        for q in asked
        if question in ("", q.id)
        for unit in project.answers.all_units(q.id)
    ]
    units = [unit for unit in every if unit.id in codings]
    rows = judged_codings(project, units, on)
    texts = [unit.text for unit in every]
    meaning = yield from meaning_of(project, texts)
    quality = yield from judge(
        [unit.text for unit in units],
        [codings[unit.id] for unit in units],
        [unit.respondent for unit in units],
        project.codebook,
        questions=[unit.question for unit in units],
        seed=seed,
        folds=folds,
        judged=rows.judged,
        learnt_from=rows.learnt_from,
        corpus=texts,
        embeddings=meaning,
        limit=chosen_limit(project),
        resamples=resamples,
        curve=curve,
    )
    if quality.reason:
        return quality
    return with_people(quality, blind_agreement(project, question), rows.words)
