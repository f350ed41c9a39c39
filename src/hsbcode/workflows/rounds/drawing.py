"""Drawing a round: which answers, how many, who codes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hsbcode.domain.acts import SETTLED, ActKind
from hsbcode.domain.errors import RoundError, UsageConflict, nearest
from hsbcode.domain.ids import slug
from hsbcode.domain.rounds import (
    DRAWS,
    Phase,
    Round,
    RoundKind,
    RoundStep,
    drawing_body,
    shares_body,
)
from hsbcode.domain.sampling import draw, in_random_order, shared_out, size_for_width
from hsbcode.domain.survey import Question
from hsbcode.store.project import Project
from hsbcode.workflows.rounds.in_package import refuse_leading
from hsbcode.workflows.rounds.reading import round_of
from hsbcode.workflows.studying import read_study


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wished of a sample."""

    questions: tuple[str, ...] = ()
    """Ids of open questions; none = all."""
    size: int = 0
    """How many answers; 0 = as the width asks for, or all."""
    width: float = 0.0
    """Of the 95 % interval of a code's prevalence, 0..1; 0 = not asked for."""
    prevalence: float = 0.1
    """The prevalence that width is wanted for."""
    strata: str = ""
    """Id of a closed question, or ``question``: each gives its share."""
    seed: int = 0
    fresh: bool = False
    """Leave out answers that were in a round before, or are finished already."""


def draw_round(
    project: Project, label: str, wanted: Wanted, by: str, *, suggestions: str = "off"
) -> Round:
    """Draw a sample that several people will code apart.

    Args:
        project: open for writing.
        label: the name of the round; its id is made from it.
        wanted: which answers.
        by: who draws it.
        suggestions: ``off``, or ``half``: a random half of each share is coded with
            suggestions, to see whether they lead people.

    Raises:
        RoundError: there is a round of that name, or nothing to draw from.
        UsageConflict: a question is not there or of another kind.
    """
    chosen, units = _drawn_from(project, wanted)
    size = _size(wanted, len(units))
    strata = _strata(project, wanted.strata, chosen, units)
    drawn: dict[str, object] = {
        "method": "stratified" if strata else "random",
        "seed": wanted.seed,
        "of": len(units),
        "questions": [each.id for each in chosen],
        "strata": wanted.strata,
        "width": wanted.width or None,
        "prevalence": wanted.prevalence if wanted.width else None,
        "fresh": wanted.fresh,
    }
    sample = draw(units, min(size, len(units)), wanted.seed, strata)
    return _written(
        project, label, RoundKind.TEAM, sample, drawn, by, suggestions=suggestions
    )


def sample_size(project: Project, wanted: Wanted) -> tuple[int, int]:
    """Return how many answers would be drawn, and of how many.

    Raises:
        RoundError: there is nothing to draw from.
        UsageConflict: a question is not there or of another kind.
    """
    _chosen, units = _drawn_from(project, wanted)
    return min(_size(wanted, len(units)), len(units)), len(units)


def _drawn_from(project: Project, wanted: Wanted) -> tuple[list[Question], list[str]]:
    """Return the questions, and their answers that may be drawn.

    Raises:
        RoundError: there are none.
        UsageConflict: a question is not there or of another kind.
    """
    chosen = _open_questions(project, wanted.questions)
    units = [unit for each in chosen for unit in project.answers.unit_ids(each.id)]
    if wanted.fresh:
        used = _used(project)
        units = [unit for unit in units if unit not in used]
    if not units:
        raise RoundError(
            "There is no answer to draw from.",
            "Leave out --fresh, or name other questions."
            if wanted.fresh
            else "Import an export first.",
        )
    return chosen, units


def _size(wanted: Wanted, of: int) -> int:
    if wanted.width and not wanted.size:
        return size_for_width(wanted.width, wanted.prevalence, of)
    return wanted.size or of


def draw_again(
    project: Project, label: str, coder: str, size: int, by: str, *, seed: int = 0
) -> Round:
    """Draw answers that a coder finished before, to be coded by them again, blind.

    Raises:
        RoundError: they have finished none.
    """
    finished = sorted(
        {
            unit
            for (who, _round), held in project.fold.passes.items()
            if who == coder
            for unit, own in held.items()
            if own.finished and project.answers.units([unit])
        }
    )
    if not finished:
        raise RoundError(
            f"{coder} has finished no answer yet, so there is nothing to code again."
        )
    sample = draw(finished, min(size or len(finished), len(finished)), seed)
    drawn = {"method": "again", "seed": seed, "of": len(finished)}
    made = _written(project, label, RoundKind.SELF, sample, drawn, by)
    return assign(project, made.id, {coder: tuple(sample)}, by)


def share_rest(
    project: Project,
    label: str,
    coders: Sequence[str],
    by: str,
    *,
    questions: tuple[str, ...] = (),
    seed: int = 0,
) -> Round:
    """Share out every answer that nobody has finished, each to one coder.

    Raises:
        RoundError: nothing is left, or nobody is named.
    """
    chosen = _open_questions(project, questions)
    used = _used(project)
    left = [
        unit
        for each in chosen
        for unit in project.answers.unit_ids(each.id)
        if unit not in used
    ]
    if not left:
        raise RoundError("Every answer is finished or in a round already.")
    drawn = {"method": "rest", "seed": seed, "of": len(left)}
    # In the order of import: a person's answers stay together for their coder.
    made = _written(project, label, RoundKind.SHARE, left, drawn, by)
    return assign_evenly(project, made.id, coders, by, each=1)


def assign_evenly(
    project: Project, name: str, coders: Sequence[str], by: str, *, each: int = 0
) -> Round:
    """Give the answers of a round to coders.

    Args:
        project: open for writing.
        name: the round.
        coders: their names.
        by: who assigns them.
        each: coders for an answer; 0 = all of them, so that everybody codes all.

    Raises:
        RoundError: the round has begun, or the names do not do.
    """
    drawn = round_of(project, name)
    names = list(dict.fromkeys(coder.strip() for coder in coders if coder.strip()))
    if not names:
        raise RoundError("Nobody is named to code the round.", "Name coders: amy ben.")
    if SETTLED in names:
        raise RoundError("“(settled)” is what was agreed, and no coder.")
    many = each or len(names)
    if many > len(names):
        raise RoundError(
            f"An answer cannot go to {many} coders: only {len(names)} are named."
        )
    if drawn.kind is RoundKind.TEAM and len(names) < 2:
        raise RoundError(
            f"{names[0]} alone cannot agree or disagree with anybody.",
            "Name two coders or more, or draw a round with --again for one.",
        )
    seed = drawn.drawn.get("seed", 0)
    shares = shared_out(drawn.units, names, many, seed if isinstance(seed, int) else 0)
    return assign(project, drawn.id, shares, by)


def assign(
    project: Project, name: str, shares: Mapping[str, tuple[str, ...]], by: str
) -> Round:
    """Say who codes which answers of a round.

    Raises:
        RoundError: the round has begun: shares stay as they are then.
    """
    drawn = round_of(project, name)
    if drawn.phase is not Phase.OPEN:
        raise RoundError(
            f"The round {drawn.id} has begun, so its shares stay as they are.",
            "Draw another round for other coders.",
        )
    write_step(project, drawn.id, RoundStep.ASSIGN, by, shares_body(shares))
    return round_of(project, drawn.id)


def write_step(
    project: Project, name: str, step: RoundStep, by: str, body: str = ""
) -> None:
    """Write one step of a round as an act of its own.

    Raises:
        RoundError: the file is a coder package.
    """
    refuse_leading(project)
    with project.transaction():
        kept = project.log.add_body(body) if body else None
        act = project.log.make(
            by,
            project.log.new_id(),
            ActKind.ROUND,
            round=name,
            flag=str(step),
            body=kept,
            codebook=project.codebook.version or None,
        )
        project.log.add([act])
    project.take_in(act)


def _written(
    project: Project,
    label: str,
    kind: RoundKind,
    units: Sequence[str],
    drawn: Mapping[str, object],
    by: str,
    *,
    suggestions: str = "off",
) -> Round:
    name = slug(label) if label.strip() else ""
    if not name:
        raise RoundError("A round needs a name.", "For example: pilot")
    if name in project.rounds or project.log.of_round(name):
        raise RoundError(f"There is a round “{name}” already.", "Take another name.")
    made = Round(name, label.strip(), kind, tuple(units), drawn, suggestions)
    write_step(project, name, DRAWS[kind], by, drawing_body(made))
    return round_of(project, name)


def _open_questions(project: Project, wanted: Sequence[str]) -> list[Question]:
    known = {q.id: q for q in project.answers.questions().values() if q.is_open}
    for name in wanted:
        if name not in known:
            raise UsageConflict(
                f"There is no open question “{name}”.",
                nearest(name, known) or "Open questions: " + ", ".join(known),
            )
    return [each for name, each in known.items() if not wanted or name in wanted]


def _used(project: Project) -> set[str]:
    """Return the answers that are finished by anybody, or in a round."""
    used = {
        unit
        for (_who, round_), held in project.fold.passes.items()
        if round_ is None
        for unit, own in held.items()
        if own.finished
    }
    for each in project.rounds.values():
        used.update(each.units)
    return used


def _strata(
    project: Project, strata: str, questions: Sequence[Question], units: Sequence[str]
) -> dict[str, str] | None:
    if not strata:
        return None
    if strata == "question":
        return {
            unit: each.id
            for each in questions
            for unit in project.answers.unit_ids(each.id)
        }
    # Derived variables (a role of two, an area of six) are closed questions, too.
    study = read_study(project)
    if strata not in study.closed:
        raise UsageConflict(
            f"There is no closed question “{strata}” to draw by.",
            nearest(strata, [*study.closed, "question"]),
        )
    values = study.closed[strata]
    return {
        unit.id: "; ".join(values.get(unit.respondent, ()))
        for unit in project.answers.units(units)
    }


def random_half(units: Sequence[str], seed: int, coder: str) -> frozenset[str]:
    """Return the half of a share that is coded with suggestions."""
    mixed = in_random_order(units, seed, f"suggestions {coder}")
    return frozenset(mixed[: len(mixed) // 2])
