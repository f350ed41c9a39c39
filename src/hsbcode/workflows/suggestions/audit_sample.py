"""The audit sample: answers drawn at random that no suggestion ever touches.

They are coded without suggestions in sight and never trained on, so that what is
said of the suggestions by them is said of answers the program could not know.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from hsbcode.domain.acts import SETTLED
from hsbcode.domain.errors import UsageConflict, nearest
from hsbcode.domain.picks import random_place
from hsbcode.domain.survey import Question
from hsbcode.store.project import Project

_SETTING = "audit:"


@dataclass(frozen=True, slots=True)
class AuditSample:
    """The audit sample of one question."""

    question: str
    seed: int
    units: tuple[str, ...]
    """Whole answers, in the order in which they were drawn."""
    of: int
    """How many answers it was drawn from: those that nobody had finished."""


def audit_samples(project: Project) -> dict[str, AuditSample]:
    """Return the audit samples by question."""
    found = {}
    for name, value in project.settings.items():
        if name.startswith(_SETTING) and isinstance(value, dict):
            question = name.removeprefix(_SETTING)
            units = tuple(str(unit) for unit in value.get("units", ()))
            of = int(value.get("of", len(units)))
            found[question] = AuditSample(question, int(value["seed"]), units, of)
    return found


@dataclass(frozen=True, slots=True)
class AuditProgress:
    """How far an audit sample is coded."""

    sample: AuditSample
    finished: int
    """Answers that somebody finished, with all their parts."""
    coders: Mapping[str, int]
    """Coder → how many answers or parts they finished."""

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values; units by id."""
        return {**asdict(self.sample), "finished": self.finished, "by": self.coders}


def audit_progress(project: Project) -> tuple[AuditProgress, ...]:
    """Return how far each audit sample is coded."""
    fold = project.fold
    done: dict[str, set[str]] = {}
    for (coder, _round), units in fold.passes.items():
        if coder != SETTLED:
            done.setdefault(coder, set()).update(
                unit for unit, held in units.items() if held.finishes
            )
    by_anybody: set[str] = set().union(*done.values())
    found = []
    for sample in audit_samples(project).values():
        parts = {unit: fold.standing_for(unit) for unit in sample.units}
        every = {part for some in parts.values() for part in some}
        counts = {who: len(units & every) for who, units in sorted(done.items())}
        found.append(
            AuditProgress(
                sample,
                sum(by_anybody.issuperset(some) for some in parts.values()),
                {who: count for who, count in counts.items() if count},
            )
        )
    return tuple(found)


def audit_wholes(project: Project) -> frozenset[str]:
    """Return every answer of an audit sample, as it was before it was ever split."""
    samples = audit_samples(project).values()
    return frozenset(unit for sample in samples for unit in sample.units)


def audit_units(project: Project) -> frozenset[str]:
    """Return every answer of an audit sample, and every part it was split into."""
    fold = project.fold
    wholes = audit_wholes(project)
    return frozenset(part for unit in wholes for part in fold.stretches(unit))


def draw_audit(
    project: Project,
    question: str = "",
    size: str = "10%",
    seed: int | None = None,
    coder: str = "project",
) -> AuditSample:
    """Draw the audit sample of a question, or more answers for it.

    Args:
        project: open for writing.
        question: an open question; empty where there is only one.
        size: how many answers in all, or a percentage of the answers to it.
        seed: of the drawing; None: 1, or that of the sample there is.
        coder: who draws.

    Raises:
        UsageConflict: the question is unknown, the size is none or smaller than what
            was drawn, or the seed is another than that of the sample.
    """
    asked = open_question(project, question)
    known = audit_samples(project).get(asked.id)
    if known is not None and seed not in (None, known.seed):
        raise UsageConflict(
            f"The audit sample of {asked.id} was drawn with the seed {known.seed}.",
            "Leave --seed out to draw more answers for it.",
        )
    seed = known.seed if known is not None else 1 if seed is None else seed
    every = [unit.id for unit in project.answers.all_units(asked.id) if unit.is_whole]
    wanted = _count(size, len(every))
    drawn = known.units if known is not None else ()
    if wanted < len(drawn):
        raise UsageConflict(
            f"{len(drawn)} answers to {asked.id} are in the audit sample already.",
            "It can grow, but not shrink: it would not be random any more.",
        )
    begun = _begun(project)
    free = [unit for unit in every if unit not in begun and unit not in set(drawn)]
    free.sort(key=lambda unit: random_place(unit, seed))
    more = free[: wanted - len(drawn)]
    if not more:
        raise UsageConflict(
            f"There is no answer to {asked.id} that nobody has begun to code.",
            "An audit sample is drawn from answers not coded yet.",
        )
    of = len(free) + len(drawn)
    sample = AuditSample(asked.id, seed, (*drawn, *more), of)
    value = {"seed": seed, "units": list(sample.units), "of": of}
    project.put_setting(_SETTING + asked.id, value, coder)
    return sample


def open_question(project: Project, question: str) -> Question:
    """Return the open question that is meant; the only one where none is named.

    Raises:
        UsageConflict: it is unknown, or several could be meant.
    """
    known = {q.id: q for q in project.answers.questions().values() if q.is_open}
    if question in known:
        return known[question]
    if not question and len(known) == 1:
        return next(iter(known.values()))
    raise UsageConflict(
        f"There is no open question “{question}”."
        if question
        else "Which question? There are several open ones.",
        nearest(question, known) or "Open questions: " + ", ".join(known),
    )


def _begun(project: Project) -> Collection[str]:
    """Return the answers on which somebody has put a code or finished."""
    found = set()
    for units in project.fold.passes.values():
        for unit, held in units.items():
            if held.applied or held.finishes:
                found.add(project.fold.whole_of(unit))
    return found


def _count(size: str, total: int) -> int:
    given = size.strip().removesuffix("%").strip()
    try:
        number = float(given)
    except ValueError:
        number = 0.0
    if size.strip().endswith("%"):
        number = total * number / 100
    if not 0 < number <= total or number != number:
        raise UsageConflict(
            f"“{size}” is no size for a sample of {total} answers.",
            "Give a number of answers, as 60, or a percentage, as 10%.",
        )
    return max(1, round(number))
